"""Mentions: known names, names read from their shape, and described actors.

Known names come from the gazetteer; organisations, places and laws the knowledge does not hold are opened by a head noun
(حزب، مطار، اتفاقية); persons by a title or a given name; described people by a role noun (مسؤول، متظاهرون). What belongs to a
mention follows the guideline: clitics outside, the person's name without his title, the office alone as a whole.
"""

from __future__ import annotations

from musnad.analysis.backward import BackFinder
from musnad.analysis.described import one_country
from musnad.analysis.gazetteer import Hit
from musnad.analysis.grammar import PLACE_PREPOSITIONS, QUANTIFIERS, base, is_function_word, is_that
from musnad.analysis.lexicon import Head, Item, Reading, without_article
from musnad.analysis.names import LINKS
from musnad.analysis.namewords import family_names, given_names, is_common
from musnad.analysis.phrasewords import ARMED
from musnad.analysis.placefinder import QUARTERS
from musnad.analysis.scene import Mention, Scene
from musnad.language.characters import fold
from musnad.language.clitics import heads
from musnad.language.numbers import number_words
from musnad.language.tokens import QUOTES

INTO = frozenset("في الي من داخل قرب نحو باتجاه".split())
AROUND = frozenset("حدود محيط مشارف تخوم أطراف ضواحي ضاحية ساحل شاطئ شمال جنوب شرق غرب".split())  # of a place, which alone is the name
OF_STATES = frozenset("حكومة سفارة قنصلية سلطة نظام وفد بعثة تحالف".split())  # a state in the genitive tells whose they are
GATHERED = frozenset("كتلة تيار قائمة نادي فريق منتخب حركة جبهة حلف مركز قوة نظام".split())  # bodies whose noun alone is an ordinary word
NO_BODIES = frozenset(("حكومة", "مجلس الوزراء", "وزراء", "قيادة", "رئاسة", "شرطة", "قضاء"))
POWERS = frozenset(("سلطة", "رئاسة"))
CONTESTS = frozenset("انتخابات سباق منصب فتره فترات ولايه مرشح مرشحي وظيفه كرسي حمله".split())
MISSIONS = frozenset(("سفارة", "قنصلية"))
SITES = frozenset("مبني مقر مجمع محيط داخل خارج امام قرب دخول دخوله مغادره اقتحام احراق حرق اضرام باب بوابه سياج اسوار".split())
ACCUSING = frozenset("متهما متهمه متهمين متهمون".split())


class MentionFinder(BackFinder):
    """Finds the mentions of one scene, left to right, the longest reading first."""

    def run(self) -> None:
        """Fill the scene's mentions."""
        for sentence in self.scene.sentences:
            i = sentence.first
            while i < sentence.last:
                i = max(i + 1, self._step(i, sentence.last))
        self._missions()
        self._aliases()

    def _missions(self) -> None:
        """Embassies and consulates are sites where the article tells what happens in or to their buildings, and bodies where they act or speak."""
        missions = [m for m in self.scene.mentions if m.head in MISSIONS]
        sites = sum(m.preposition in PLACE_PREPOSITIONS or base(self.scene.norm(m.first - 1)) in SITES for m in missions)
        bodies = sum(self.scene.is_verb(m.first - 1) is not None or is_that(self.scene.norm(m.first - 1)) for m in missions)
        if sites > bodies:
            for mission in missions:
                mission.type = "FAC"

    def _aliases(self) -> None:
        """Later mentions of a person by the last part of a name already read, and of names confirmed elsewhere in the article."""
        known: dict[str, Mention] = {}
        for mention in self.scene.mentions:
            if mention.type == "PERSON" and mention.kind in ("person", "name") and mention.last - mention.first > 1:
                last = self.norms[mention.last - 1]
                if self._nisba(mention.last - 1) is not None and last not in family_names():
                    continue
                if last not in LINKS and not is_function_word(last) and self.norms[mention.last - 2] not in LINKS - {"ال"} or last in family_names():
                    known.setdefault(last, mention)
        for i, token in enumerate(self.scene.tokens):
            if token.kind != "word" or self.scene.covering(i) is not None:
                continue
            for cut in heads(token.norm):
                whole = self._whole(i, known.get(cut.stem) if not cut.article else None) or self._whole(i, known.get("ال" + cut.stem) if cut.article else None)
                if whole is None or (cut.name_skip and is_common(token.norm)):
                    continue
                if not cut.name_skip and self.scene.readings[i] and self.scene.after_preposition(i) is False and self.scene.is_verb(i):
                    continue
                mention = self._mention(i, i + 1, cut.name_skip, "PERSON", "person", named=True)
                mention.names, mention.country, mention.sector, mention.speaks = (), whole.country, whole.sector, True
                mention.why = "part of a person's name read elsewhere in the article"
                self._add(mention, cut.name_skip)
                break
            else:
                hit = self.gazetteer.match(self.scene.tokens, i)
                if hit and any(n.key in self.confirmed for n in hit.names) and not hit.skip and hit.last == i + 1:
                    self._name(hit)

    def _whole(self, i: int, mention: Mention | None) -> Mention | None:
        """The full name a bare part at token ``i`` can stand for: it need not come first, but not be the same place."""
        return mention if mention is not None and not mention.first <= i < mention.last else None

    def _own_outlet(self, i: int) -> int:
        """The publishing outlet's own name, where quotation marks, brackets or مراسل show that it is meant."""
        size = len(self.outlet)
        if not size or self.norms[i : i + size] != self.outlet:
            return 0
        before, after = self.scene.norm(i - 1), self.scene.norm(i + size)
        if not (size > 1 or before in QUOTES or (before == "(" and after == ")") or before.startswith("مراسل")):
            return 0
        mention = self._mention(i, i + size, 0, "MEDIA", "head", named=True)
        mention.sector, mention.speaks, mention.why = "JRN", True, "the name of the outlet that publishes the article"
        hit = self.gazetteer.match(self.scene.tokens, i)
        outlet = next((n for n in hit.names if n.type == "MEDIA"), None) if hit and hit.last == i + size else None
        if outlet is not None:
            mention.names, mention.country, mention.english = (outlet,), outlet.country, outlet.english
        self._add(mention, 0)
        return i + size

    def _step(self, i: int, stop: int) -> int:
        """Find what begins at token ``i``; returns the token to go on with."""
        token = self.scene.tokens[i]
        if token.kind not in ("word", "latin"):
            return (token.kind == "number" and self._number_alone(i, stop)) or i + 1
        own = self._own_outlet(i)
        if own:
            return own
        hit = self.gazetteer.match(self.scene.tokens, i)
        if hit and hit.last > stop:
            hit = None
        if hit and hit.names[0].type == "PERSON" and not hit.skip and self._longer_person(hit):
            return self._person(i, stop) or self._name(hit)
        if hit and hit.last - hit.first > 1 and self._trusted(hit, i):
            return self._name(hit)
        back = self._back(i)
        if back:
            return back
        if hit and hit.names[0].type == "ORG" and not any(n.risky for n in hit.names) and self.scene.item(i, "head") is None and self._trusted(hit, i):
            return self._name(hit)  # الحوثيون: a movement known by its members' name
        opened = self._one_of(i, stop) or self._number_alone(i, stop) or self._open(i, stop)
        if opened:
            return opened
        if hit and self._trusted(hit, i):
            return self._name(hit)
        return self._person(i, stop) or self._introduced(i, stop) or self._compatriot(i, stop) or i + 1

    def _open(self, i: int, stop: int) -> int:
        """A mention opened by a head or role noun at ``i``; 0 if there is none."""
        if self.scene.is_verb(i) and not self.scene.after_preposition(i):
            return 0
        phrase = self.lexicon.phrase(self.norms, i)
        if phrase and i + phrase[1] <= stop and self._evident(phrase[0], i, i + phrase[1]):
            reading, size = phrase
            return self._opened(reading, i, i + size, stop)
        if self.norms[i].lstrip("و") in ACCUSING and self._accuses(i + 1):
            return 0
        for kind in ("head", "role"):
            reading_or_none = self.scene.item(i, kind)
            if reading_or_none and (reading_or_none.cut.pronoun == "ي" or (reading_or_none.cut.pronoun and reading_or_none.item.lemma == "معارضة")):
                continue
            if reading_or_none and self.norms[i] == "البلديه" and self.scene.norm(i - 1).startswith("ال") and self.scene.covering(i - 1) is None:
                continue  # الانتخابات البلدية: an adjective
            if self.norms[i] == "طيار" and self.scene.norm(i - 1) in ("بدون", "دون", "بلا"):
                continue
            if reading_or_none and kind == "role" and (self._adverb(i) or self._in_charge(i)):
                continue
            if reading_or_none and kind == "role" and self.norms[i].endswith("ات") and self.scene.item(i, "noun", "masdar"):
                continue
            if (
                reading_or_none
                and self._evident(reading_or_none, i, i + 1)
                and not self._other_word(i, reading_or_none)
                and not (kind == "role" and self._attribute(i, reading_or_none))
                and (end := self._opened(reading_or_none, i, i + 1, stop))
            ):
                return end
        return 0

    def _other_word(self, i: int, reading: Reading) -> bool:
        """Whether a shallower cut of the word is something else (ولاية is no و + لاية)."""
        if reading.item.number == "d" and reading.item.state == "bare" and any(r.item.kind == "verb" for r in self.scene.readings[i]):
            return True
        return any(r.cut.skip < reading.cut.skip for r in self.scene.readings[i] if r.item.kind != reading.item.kind)

    def _evident(self, reading: Reading, i: int, after: int) -> bool:
        """Whether a noun that is also an ordinary word is meant as an actor: a demonym, a name or a number goes with it."""
        if not reading.item.risky or self._told_before(reading):
            return True
        if after >= len(self.norms):
            return False
        if any(self._nisba(j) for j in (after, after + 1)) or self.norms[after] in QUOTES or self.norms[after] in ARMED:
            return True
        hit = self.gazetteer.match(self.scene.tokens, after)
        if hit and not hit.skip and not all(n.risky for n in hit.names):
            return True
        head = reading.item.head
        if head is not None and head.type == "FAC" and reading.cut.skip == 0 and reading.item.number != "p" and self.scene.norm(i - 1) in INTO:
            return self._unknown_name(after)
        if reading.item.kind == "role":
            if reading.cut.article and reading.item.number in ("s", None) and self._namelike(after) and self._namelike(after + 1, later=True):
                return True
            counted = i > 0 and (self.scene.tokens[i - 1].kind == "number" or self.norms[i - 1] in QUANTIFIERS or self.norms[i - 1] in number_words())
            return counted or self.norms[after] in given_names()[0]
        return False

    def _told_before(self, reading: Reading) -> bool:
        """Whether a definite noun for a body is the head of one already named (كتلة الوسط … الكتلة)."""
        head = reading.item.head
        if head is None or head.lemma not in GATHERED or not reading.cut.article or reading.item.number not in ("s", None):
            return False
        noun = fold(head.lemma)
        return any(m.type == "ORG" and m.named and m.kind != "again" and noun in (m.head, without_article(self.norms[m.first])) for m in self.scene.mentions)

    def _opened(self, reading: Reading, i: int, after: int, stop: int) -> int:
        item = reading.item
        if item.head is not None and item.head.lemma == "مديرية":
            hit = self.gazetteer.match(self.scene.tokens, after) if after < stop else None
            if hit and not hit.skip and hit.last <= stop and hit.names[0].type == "GPE":
                return self._name(hit)
            if hit is None and after < stop and self._definite_name(after):
                return self._district(after)
        if item.head is not None and item.head.lemma == "سجن" and not reading.cut.article and after < stop and self.scene.item(after, "role") is not None:
            return 0  # سجن الناشط: to jail him
        if item.head is not None and (not item.head.inside or self._outlet_follows(after, stop)):
            return self._after_head(item, after, stop) or self._alone(reading, i, after, stop)
        definite = reading.cut.article or bool(reading.cut.pronoun) or (after > i + 1 and self.norms[after - 1].startswith("ال"))
        end, inner, _, countries = self._extent(item, after, stop, definite)
        if item.role is not None:
            told = self._role(reading, i, end, stop, inner, countries)
            if after > i + 1 and not inner and (body := self._headed_body(i + 1, after, end, one_country(countries)[0])) is not None:
                self._add(body, 0)
            return told
        assert item.head is not None
        return self._head(reading, i, after, end, inner, countries)

    def _headed_body(self, i: int, after: int, end: int, country: str | None) -> Mention | None:
        """The body that an office of several words names (رئيس ⟦مجلس النواب⟧, قائد ⟦الجيش⟧); a head of government or state is of no body."""
        noun, size = self._noun_at(i, end)
        head = noun.item.head if noun is not None else None
        if head is None or head.type != "ORG" or not head.inside or i + size < after or head.lemma.removeprefix("ال") in NO_BODIES:
            return None
        end = next((j for j in range(i + size, end) if is_function_word(self.norms[j]) or self.scene.item(j, "role") is not None), end)
        definite = any(n.startswith("ال") for n in self.norms[i:end])
        return self._headed(i, end, 0, head, country) if definite and noun is not None and not noun.cut.skip % 2 else None

    def _outlet_follows(self, i: int, stop: int) -> bool:
        """شبكة "فوكس نيوز": a known outlet right after a head noun is the whole name."""
        at = i + 1 if self.scene.norm(i) in QUOTES else i
        hit = self.gazetteer.match(self.scene.tokens, at) if at < stop else None
        return hit is not None and hit.skip == 0 and hit.names[0].type == "MEDIA" and (at > i or not hit.names[0].risky)

    def _alone(self, reading: Reading, i: int, after: int, stop: int) -> int:
        """الصحيفة، الوكالة، الشركة: a definite head noun that refers back to an outlet or a body."""
        head = reading.item.head
        if head is None or head.type not in ("MEDIA", "ORG") or not reading.cut.article or reading.item.number not in ("s", None):
            return 0
        end, _, country, _ = self._extent(reading.item, after, stop, True) if head.type == "ORG" else (after, [], None, ())
        mention = self._mention(i, end, reading.cut.name_skip, head.type, "again" if end == after else "head", named=True)
        mention.head, mention.sector, mention.speaks, mention.gender, mention.country = head.lemma, head.sector, True, reading.item.gender, country
        mention.why = f"refers back by the noun {head.lemma}"
        self._add(mention, reading.cut.name_skip)
        return end

    def _after_head(self, item: Item, after: int, stop: int) -> int:
        """مدينة X، صحيفة X: only X is the name."""
        assert item.head is not None
        i = after
        quoted = i < stop and self.norms[i] in QUOTES
        if quoted:
            i += 1
        if i >= stop:
            return 0
        hit = self.gazetteer.match(self.scene.tokens, i)
        if item.head.type in ("GPE", "LOC") and (hit is None or all(n.risky for n in hit.names)):
            hit = self._place_word(i, item) or hit
        if hit and item.head.lemma in QUARTERS and not self._quarter(hit):
            hit = None
        if hit and all(n.risky for n in hit.names) and not quoted and not self._fits_head(hit, item, after):
            return 0
        if hit and hit.last <= stop and hit.skip == 0 and (not quoted or self.scene.norm(hit.last) in QUOTES or self.scene.norm(hit.last) in ",.("):
            fitting = tuple(n for n in hit.names if n.type == item.head.type) or hit.names
            return self._name(Hit(hit.first, hit.last, 0, fitting, False))
        if quoted:
            close = next((j for j in range(i, min(i + 6, stop)) if self.norms[j] in QUOTES), None)
            end = close if close is not None else i
        else:
            end = i
            bare = not any(cut.article for cut in heads(self.norms[after - 1])) or item.head.type == "MEDIA"
            known_only = not bare or item.head.lemma in ("دولة", "عاصمة", "جهة") or self.norms[after - 1].endswith("ا")
            if not known_only and item.head.type in ("GPE", "LOC"):
                end = self._opened_name(i, stop)
                if end == i and item.head.type == "GPE" and self._definite_name(i):
                    end = i + 1
            while end < min(i + 4, stop) and not known_only and self._namelike(end):
                end += 1
        if end == i:
            return 0
        mention = self._mention(i, end, 0, item.head.type, "head", named=True)
        mention.sector, mention.head = item.head.sector, ""
        mention.speaks = item.head.type in ("MEDIA", "ORG")
        mention.why = f"name after the head noun {item.head.lemma}"
        self._add(mention, 0)
        return end

    def _bare(self, reading: Reading, i: int, after: int, end: int) -> bool:
        """Whether a head noun stands with nothing that makes a mention of it: no name, no article, no verb whose subject it is."""
        head, item = reading.item.head, reading.item
        assert head is not None
        if head.lemma in ("شارع", "ساحة", "سوق") and reading.cut.article and not self._proper(after, end):
            return True
        if end > after:
            return False
        acts = head.type == "ORG" and i > 0 and self.scene.is_verb(i - 1) is not None and not reading.cut.preposition and not item.risky
        small = head.type in ("EVENT", "LAW", "PRODUCT", "FAC", "LOC", "GPE") or head.lemma == "مديرية"
        return small or (not reading.cut.article and (after == i + 1 or head.type != "ORG") and not acts)

    def _no_body(self, reading: Reading, after: int, end: int, inner: list[Mention]) -> int:
        """The token to go on with where a head noun names nothing by itself, but what is nested in it is named; 0 if it names something."""
        item, head = reading.item, reading.item.head
        assert head is not None
        held = self.scene.item(after, "head")
        organised = held is not None and held.item.head is not None and held.item.head.type in ("EVENT", "LAW")
        if head.lemma == "تنظيم" and not reading.cut.article and organised:
            return after  # تنظيم مهرجان: to hold one
        first = inner[0] if inner and inner[0].first == after else None
        around = head.lemma in AROUND and first is not None and first.type in ("GPE", "FAC")
        reign = head.lemma == "رئاسة" and bool(inner) and inner[0].type == "PERSON"
        goes_on = 0
        served = head.lemma in ("رئاسة", "مصلحة", "دائرة") and first is not None and first.type == "GPE"  # لمصلحة البلد: its good, no body
        system = head.lemma == "نظام" and first is not None and first.type == "PRODUCT"
        if around or reign or served or system or (head.lemma == "شارع" and item.number == "p" and inner):
            goes_on = inner[-1].last
        elif head.lemma in ("رئاسة", "قيادة") and reading.cut.preposition == "ب" and (first is not None or not self.scene.norm(after).startswith("ال")):
            goes_on = after  # برئاسة فلان: who leads, no body
        elif head.lemma == "جبهة" and first is not None and first.type in ("GPE", "LOC"):
            goes_on = end
        if goes_on:
            for nested in inner:
                self._add(nested, 0)
        return goes_on

    def _head(self, reading: Reading, i: int, after: int, end: int, inner: list[Mention], countries: tuple[str, ...]) -> int:
        """An organisation, place, law or thing opened by its head noun."""
        item, head = reading.item, reading.item.head
        assert head is not None
        if self._bare(reading, i, after, end) or (head.lemma in POWERS and item.number == "s" and not self._governs(i, end == after)):
            return 0
        passed = self._no_body(reading, after, end, inner)
        if passed:
            return passed
        called = self._called(head.lemma, head.type, after, end)
        if called is not None:
            mention = self._mention(
                i, called.last + (self.scene.norm(called.last) in QUOTES and called.first > after), reading.cut.name_skip, head.type, "name", named=True
            )
            mention.names = tuple(n for n in called.names if n.type == head.type)
            mention.country, mention.sector, mention.english = mention.names[0].country, mention.names[0].sector, mention.names[0].english
            mention.gender, mention.speaks, mention.why = item.gender, head.type == "ORG", f"known name after the head noun {head.lemma}"
            self._add(mention, reading.cut.name_skip)
            return mention.last
        proper = self._proper(after, end)
        plain_law = head.type == "LAW" and (item.number == "p" or (reading.cut.article and not proper) or not self.norms[end - 1].startswith("ال"))
        if head.type == "EVENT" and not proper or plain_law and not proper or head.type == "LOC" and not reading.cut.article and not proper:
            for nested in inner:
                self._add(nested, 0)
            return end if inner and inner[-1].last == end else after
        definite = (
            reading.cut.article
            or any(n.startswith("ال") for n in self.norms[after:end])
            or bool(inner)
            or any(n in QUOTES for n in self.norms[after:end])
            or (head.type in ("FAC", "LOC") and end > after and self._unknown_name(after))
        )
        named = definite and (head.type != "PRODUCT" or (proper and not any(n.type in ("ORG", "GPE") for n in inner)))
        mention = self._mention(i, end, reading.cut.name_skip, head.type, "head" if end > after else "again", named=named)
        mention.country, mention.countries = one_country(countries)
        mention.sector, mention.head = head.sector, head.lemma
        mention.gender, mention.number, mention.definite = item.gender, item.number, definite
        mention.speaks = head.type in ("ORG", "MEDIA")
        mention.why = f"opened by the head noun {head.lemma}"
        self._add(mention, reading.cut.name_skip)
        for nested in inner:
            if self._told_by(head, item.number, nested, named):
                nested.inside = mention
                self.scene.mentions.append(nested)
        return end

    def _governs(self, i: int, alone: bool) -> bool:
        """Whether السلطة or الرئاسة at ``i`` is a body: it does something, speaks through somebody or has a building; else it is power or an office."""
        before = self.scene.norm(i - 1)
        if not alone:
            return before not in CONTESTS
        return (self.scene.is_verb(i - 1) is not None and not self.scene.after_preposition(i - 1)) or is_that(before) or before in ("باسم", "بيان", *SITES)

    def _told_by(self, head: Head, number: str | None, nested: Mention, named: bool) -> bool:
        """Whether a name within a body or site only tells whose or where it is, and is no part of a proper name (حكومة فلان, مدارس المدينة)."""
        if head.type == "ORG":
            return nested.type in ("ORG", "PERSON") or head.lemma in OF_STATES
        return (head.type == "FAC" and number == "p") or (head.type == "PRODUCT" and not named)


def find_mentions(scene: Scene) -> None:
    """Find every mention of the scene's text."""
    MentionFinder(scene).run()
