"""Mentions: known names, names read from their shape, and described actors.

Known names come from the gazetteer; organisations, places and laws the knowledge does not hold are opened by a head noun
(حزب، مطار، اتفاقية); persons by a title or a given name; described people by a role noun (مسؤول، متظاهرون). What belongs to a
mention follows the guideline: clitics outside, the person's name without his title, the office alone as a whole.
"""

from __future__ import annotations

from musnad.analysis.gazetteer import CAPITAL, NATION, Hit
from musnad.analysis.grammar import QUANTIFIERS, base, is_function_word, is_that
from musnad.analysis.lexicon import Item, Reading
from musnad.analysis.names import LINKS
from musnad.analysis.namewords import family_names, given_names, is_common, is_given, peoples, polities
from musnad.analysis.phrases import ARMED, COLLECTIVES, PhraseFinder
from musnad.analysis.scene import Mention, Scene
from musnad.language.characters import fold
from musnad.language.clitics import Cut, heads
from musnad.language.numbers import number_words
from musnad.language.tokens import QUOTES

PAIRS = frozenset("بلدان بلدين دولتان دولتين جانبان جانبين طرفان طرفين".split())
OWN_COUNTRY = frozenset("بلاده بلادها بلادهم بلادنا بلادي بلدهم بلدنا".split())
STATE_NOUNS = frozenset("اراضي جانب دوله طرف عاصمه تراب".split())
INTO = frozenset("في الي من داخل قرب نحو باتجاه".split())
QUARTERS = frozenset(("حي", "حارة"))
NAME_OPENERS = frozenset("سيدي عين تل بيت دير كفر خان راس بئر بير بني ام ابو اولاد وادي برج قصر حمام منزل حاسي ذراع سوق خربه نبع مجدل".split())
_BY_BODY = frozenset("رئيس مدير عضو متحدث ناطق مسؤول ممثل أمين قائد زعيم موظف مندوب قيادي عنصر مقاتل مؤسس مصدر".split())
AROUND = frozenset("حدود محيط مشارف تخوم أطراف ضواحي ضاحية ساحل شاطئ".split())  # of a place, which alone is the name
ACCUSING = frozenset("متهما متهمه متهمين متهمون".split())
_TWO = frozenset(("اثنين", "اثنان"))
_DONE_TO_PEOPLE = frozenset("arrest deport abduct assassinate execute torture sexual".split())
_DEATHS = frozenset("قتل مقتل مصرع اصيب اصابه استشهد استشهاد جرح وفاه".split())
# Sectors of people who act as a group when many are told of, where officials and experts stay persons.
_ORDINARY = frozenset(("CVL", "MED", "EDU", "JRN", "CRM", "REL", "SOC", "REF", "LAB"))
NEWSROOM = frozenset(("مراسل", "مراسل صحفي", "موفد", "مذيع"))  # of an outlet, which tells nothing of their country
_BODIES = frozenset(("UNO", "IGO", "EUR", "NGO"))


class MentionFinder(PhraseFinder):
    """Finds the mentions of one scene, left to right, the longest reading first."""

    _named_countries: frozenset[str] | None = None

    def run(self) -> None:
        """Fill the scene's mentions."""
        for sentence in self.scene.sentences:
            i = sentence.first
            while i < sentence.last:
                i = max(i + 1, self._step(i, sentence.last))
        self._aliases()

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
        mention.country = outlet.country if outlet else None
        self._add(mention, 0)
        return i + size

    def _step(self, i: int, stop: int) -> int:
        """Find what begins at token ``i``; returns the token to go on with."""
        token = self.scene.tokens[i]
        if token.kind not in ("word", "latin"):
            return i + 1
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
        opened = self._one_of(i, stop) or self._open(i, stop)
        if opened:
            return opened
        if hit and self._trusted(hit, i):
            return self._name(hit)
        return self._person(i, stop) or self._compatriot(i, stop) or i + 1

    def _back(self, i: int) -> int:
        """البلدان for the two states named before; المملكة and بلاده for one of them."""
        for cut in heads(self.norms[i]):
            if cut.article and cut.stem in PAIRS:
                mention = self._mention(i, i + 1, cut.name_skip, "GPE", "pair", named=True)
                mention.number, mention.why, mention.speaks = "d", "a dual that stands for the two states named before", True
                self._add(mention, cut.name_skip)
                return i + 1
            if cut.article and cut.stem in STATE_NOUNS:
                nisba = self._nisba(i + 1)
                if nisba is not None and nisba.cut.article and not nisba.cut.conjunction:
                    return self._state_noun(i, cut, nisba.item.country)
            if (
                cut.article
                and cut.stem in peoples()
                and (i == 0 or self.scene.tokens[i - 1].kind != "word" or not self.norms[i - 1].startswith("ال") or self.norms[i - 1] in QUANTIFIERS)
            ):
                counted = i > 0 and not cut.skip - 2 and base(self.norms[i - 1]) in QUANTIFIERS
                first, skip = (i - 1, self._number_skip(i - 1)) if counted else (i, cut.name_skip)
                mention = self._mention(first, i + 1, skip, "NORP", "role", named=not counted)
                mention.country, mention.head, mention.number, mention.why = peoples()[cut.stem] or None, cut.stem, "p", "a people by its demonym"
                self._add(mention, skip)
                return i + 1
            if cut.article and cut.stem == "بلاد" and not cut.pronoun and self._nisba(i + 1) is None:
                state = next((m for m in reversed(self.scene.mentions) if m.first < i and any(n.kind == NATION for n in m.names)), None)
                if state is None or state.country is None:
                    return 0
                mention = self._mention(i, i + 1, cut.name_skip, "GPE", "state", named=True)
                mention.country, mention.why = state.country, "refers back to a state named before"
                self._add(mention, cut.name_skip)
                return i + 1
            if (cut.article and cut.stem in polities()) or (not cut.article and cut.stem in OWN_COUNTRY):
                country = self._state_before(i, cut.stem if cut.article else "")
                if country is None:
                    return 0
                mention = self._mention(i, i + 1, cut.name_skip, "GPE", "state", named=True)
                mention.country, mention.why = country, "refers back to a state named before"
                self._add(mention, cut.name_skip)
                return i + 1
        return 0

    def _state_noun(self, i: int, cut: Cut, country: str | None) -> int:
        """الأراضي السورية, الجانب الروسي: the state; العاصمة السورية: its capital."""
        name = self.gazetteer.capital(country) if cut.stem == "عاصمه" else None
        if cut.stem == "عاصمه" and name is None:
            return 0
        mention = self._mention(i, i + 2, cut.name_skip, "GPE", "name" if name else "state", named=True)
        mention.country, mention.why = country, "a noun for a state or its capital with the demonym"
        if name:
            mention.names, mention.english = (name,), name.english
        self._add(mention, cut.name_skip)
        return i + 2

    def _state_before(self, i: int, polity: str) -> str | None:
        """The country of the nearest mention before token ``i``, of that polity if one is asked for."""
        for mention in reversed(self.scene.mentions):
            if mention.first >= i or mention.country is None or len(mention.country) != 3:
                continue
            if mention.country in ("UNO", "IGO", "EUR", "NGO", "IMG", "ISM", "MNC"):
                continue
            if polity and mention.country not in polities()[polity]:
                continue
            if polity or mention.type in ("PERSON", "GPE", "ORG"):
                return mention.country
        return None

    def _compatriot(self, i: int, stop: int) -> int:
        """فلسطيني, 20 سوريا, لبنانيان: people told only by an indefinite demonym, where a noun stands and no adjective; 0 if it is one."""
        nisba = self._nisba(i)
        if nisba is None or not nisba.item.country or nisba.item.gender == "f" or nisba.cut.article or nisba.cut.pronoun:
            return 0
        counted = i > 0 and (self.scene.tokens[i - 1].kind == "number" or base(self.norms[i - 1]) in QUANTIFIERS or self.norms[i - 1] in number_words())
        if not counted and (nisba.cut.conjunction or not self._stands_as_noun(i, nisba)):
            return 0
        first = self._count_start(i) if counted else i
        end = i + 1
        if end < stop and (self.norms[end] in _TWO or (self._adjective(self.norms[end]) and not self.scene.is_verb(end))):
            end += 1
        one = not counted and nisba.item.number == "s"
        skip = self._number_skip(first) if counted else nisba.cut.name_skip
        mention = self._mention(first, end, skip, "PERSON" if one else "NORP", "role", named=False)
        mention.country, mention.gender, mention.number, mention.definite = nisba.item.country, "m", nisba.item.number if not counted else "p", False
        mention.sector, mention.why = "CVL", "people described by a demonym alone"
        self._add(mention, skip)
        return end

    def _stands_as_noun(self, i: int, nisba: Reading) -> bool:
        """Whether an indefinite demonym has no noun before it that it qualifies: after a verb, أن, a preposition, or an act done to people."""
        if i == 0 or self.scene.tokens[i - 1].kind != "word":
            return nisba.item.number in ("p", "d") and (i == 0 or self.scene.tokens[i - 1].kind == "break")
        before = self.norms[i - 1]
        if is_that(before) and before.endswith("ن"):
            return True
        verb = self.scene.is_verb(i - 1)
        if verb is not None or self.scene.after_preposition(i):
            return nisba.item.number != "s" or (verb is not None and bool(verb.senses or verb.cue))
        return self._done_to_people(i - 1)

    def _done_to_people(self, i: int) -> bool:
        """Whether the noun at ``i`` is an act whose genitive is the person it is done to (مقتل، اعتقال)."""
        masdar = self.scene.item(i, "masdar", "noun")
        return masdar is not None and any(s.mode in _DONE_TO_PEOPLE or fold(s.lemma) in _DEATHS for s in masdar.item.senses)

    # --- opened by a noun --------------------------------------------------------------------------------------------
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
            if reading_or_none and kind == "role" and self.norms[i].endswith("ات") and self.scene.item(i, "noun", "masdar"):
                continue
            if (
                reading_or_none
                and self._evident(reading_or_none, i, i + 1)
                and not self._other_word(i, reading_or_none)
                and not (kind == "role" and self._attribute(i, reading_or_none))
            ):
                return self._opened(reading_or_none, i, i + 1, stop)
        return 0

    def _accuses(self, i: int) -> bool:
        """Whether متهما and its like govern what follows (متهمة أنقرة، متهما إياه): the participle as a verb, no accused person."""
        if i >= len(self.norms):
            return False
        hit = self.gazetteer.match(self.scene.tokens, i)
        head = self.scene.item(i, "head")
        return self.norms[i].startswith("ايا") or (hit is not None and not hit.skip) or (head is not None and head.cut.article)

    def _other_word(self, i: int, reading: Reading) -> bool:
        """Whether a shallower cut of the word is something else (ولاية is no و + لاية)."""
        if reading.item.number == "d" and reading.item.state == "bare" and any(r.item.kind == "verb" for r in self.scene.readings[i]):
            return True
        return any(r.cut.skip < reading.cut.skip for r in self.scene.readings[i] if r.item.kind != reading.item.kind)

    def _evident(self, reading: Reading, i: int, after: int) -> bool:
        """Whether a noun that is also an ordinary word is meant as an actor: a demonym, a name or a number goes with it."""
        if not reading.item.risky:
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
            return self.norms[after] in given_names()[0] or (i > 0 and (self.scene.tokens[i - 1].kind == "number" or self.norms[i - 1] in QUANTIFIERS))
        return False

    def _attribute(self, i: int, reading: Reading) -> bool:
        """Whether a relative adjective that is also a role noun (عسكري، دبلوماسية) only qualifies the noun before it."""
        norm = self.norms[i]
        held = self.scene.covering(i - 1) if i else None
        if reading.cut.article and held is not None and held.type in ("PERSON", "NORP") and self.scene.item(i, "passive") is not None:
            return True
        if not norm.endswith(("ي", "يه", "يين", "يون")) or reading.cut.preposition or reading.cut.conjunction or i == 0:
            return False
        before = self.norms[i - 1]
        if (
            reading.item.gender == "f"
            and norm.endswith("يه")
            and self.scene.tokens[i - 1].kind == "word"
            and not is_function_word(before)
            and not self.scene.is_verb(i - 1)
        ):
            return True
        if (
            self.scene.tokens[i - 1].kind != "word"
            or is_function_word(before)
            or self.scene.is_verb(i - 1)
            or before in QUANTIFIERS
            or before in number_words()
            or (self.scene.item(i - 1, "masdar", "noun") is not None and reading.item.number in ("p", "d"))
            or self._done_to_people(i - 1)
        ):
            return False
        return before.startswith("ال") == reading.cut.article or any(c.article for c in heads(before)) == reading.cut.article

    def _opened(self, reading: Reading, i: int, after: int, stop: int) -> int:
        item = reading.item
        if item.head is not None and item.head.lemma == "مديرية":
            hit = self.gazetteer.match(self.scene.tokens, after) if after < stop else None
            if hit and not hit.skip and hit.last <= stop and hit.names[0].type == "GPE":
                return self._name(hit)
            if hit is None and after < stop and self._definite_name(after):
                return self._district(after)
        if item.head is not None and (not item.head.inside or self._outlet_follows(after, stop)):
            return self._after_head(item, after, stop) or self._alone(reading, i, after)
        definite = reading.cut.article or bool(reading.cut.pronoun)
        end, inner, _, countries = self._extent(item, after, stop, definite)
        if item.role is not None:
            return self._role(reading, i, end, stop, inner, countries)
        assert item.head is not None
        return self._head(reading, i, after, end, inner, countries)

    def _district(self, i: int) -> int:
        """A district of unknown name (مديرية الكعيدنة)."""
        mention = self._mention(i, i + 1, 0, "GPE", "head", named=True)
        mention.why = "name after the head noun مديرية"
        self._add(mention, 0)
        return i + 1

    def _outlet_follows(self, i: int, stop: int) -> bool:
        """شبكة "فوكس نيوز": a known outlet right after a head noun is the whole name."""
        at = i + 1 if self.scene.norm(i) in QUOTES else i
        hit = self.gazetteer.match(self.scene.tokens, at) if at < stop else None
        return hit is not None and hit.skip == 0 and hit.names[0].type == "MEDIA" and (at > i or not hit.names[0].risky)

    def _alone(self, reading: Reading, i: int, after: int) -> int:
        """الصحيفة، الوكالة: a definite head noun that refers back to an outlet."""
        head = reading.item.head
        if head is None or head.type != "MEDIA" or not reading.cut.article or reading.item.number not in ("s", None):
            return 0
        mention = self._mention(i, after, reading.cut.name_skip, "MEDIA", "again", named=True)
        mention.head, mention.sector, mention.speaks, mention.gender = head.lemma, "JRN", True, reading.item.gender
        mention.why = f"refers back by the noun {head.lemma}"
        self._add(mention, reading.cut.name_skip)
        return after

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
            known_only = item.head.lemma in ("دولة", "عاصمة", "جهة") or self.norms[after - 1].endswith("ا")
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

    def _unknown_name(self, i: int) -> bool:
        """Whether the word at ``i`` is no word of the language, so that a noun for a building makes it the building's name."""
        return self._namelike(i) and not is_given(self.norms[i]) and self.norms[i] not in family_names()

    def _place_word(self, i: int, item: Item) -> Hit | None:
        """A place whose name is an ordinary word, right after a noun for a place (ولاية صباح); without the article its country must be named, too."""
        hit = self.gazetteer.place_words(self.scene.tokens, i) if item.number != "p" else None
        if hit is None or self.norms[i].startswith("ال") or any(n.country in self._countries() for n in hit.names):
            return hit
        return None

    def _quarter(self, hit: Hit) -> bool:
        """Whether a known name after حي is that quarter: quarters are also called after states, capitals and places far away (حي دمشق)."""
        return not any(n.kind in (NATION, CAPITAL) or (n.country and n.country not in self._countries()) for n in hit.names)

    def _countries(self) -> frozenset[str]:
        """The states that the article names, or whose adjective it has."""
        if self._named_countries is None:
            found = set[str]()
            for i, readings in enumerate(self.scene.readings):
                found.update(r.item.country for r in readings if r.item.kind == "nisba" and r.item.country)
                hit = self.gazetteer.match(self.scene.tokens, i)
                if hit and self._trusted(hit, i):
                    found.update(n.country for n in hit.names if n.country and n.kind in (NATION, CAPITAL))
            self._named_countries = frozenset(found)
        return self._named_countries

    def _definite_name(self, i: int) -> bool:
        """Whether a word with its article is no word of the language (قرية الوهدة)."""
        return self.norms[i].startswith("ال") and self._namelike(i, later=True) and self._nisba(i) is None

    def _opened_name(self, i: int, stop: int) -> int:
        """The end of a name that a noun of place names opens (سيدي فتح الله، تل تمر); ``i`` if there is none."""
        if self.norms[i] not in NAME_OPENERS or i + 1 >= stop or self.scene.tokens[i + 1].kind != "word" or is_function_word(self.norms[i + 1]):
            return i
        return i + 3 if self.scene.norm(i + 2) == "الله" else i + 2

    def _one_of(self, i: int, stop: int) -> int:
        """أحد سكان المدينة, اثنان من الحراس: one or two of a described group."""
        for cut in heads(self.norms[i]):
            many = cut.stem in number_words() and self.scene.norm(i + 1) == "من"
            if cut.article or (cut.stem not in ("احد", "احدي", "اثنان", "اثنين") and not many):
                continue
            at = i + 2 if self.scene.norm(i + 1) == "من" else i + 1
            role = self.scene.item(at, "role") if at < stop else None
            if (
                role is not None
                and role.item.role is not None
                and role.item.role.lemma == "مصدر"
                and self.norms[at].startswith("ال")
                and self._nisba(at + 1) is None
            ):
                return 0  # أحد المصادر الرئيسة: of money, not of news
            if role is None or role.item.number != "p" or (cut.stem.startswith("اثن") and at == i + 1) or role.cut.preposition or role.cut.conjunction:
                return 0
            end, inner, country, _ = self._extent(role.item, at + 1, stop, role.cut.article)
            mention = self._mention(i, end, cut.name_skip, "PERSON", "role", named=False)
            assert role.item.role is not None
            mention.country, mention.sector, mention.head = country, role.item.role.sector, role.item.role.lemma
            mention.number, mention.speaks, mention.definite, mention.why = "s", True, False, f"one of a group described by {role.item.role.lemma}"
            if many:
                mention.type, mention.number = "NORP", "p"
            elif self.scene.norm(end) == "," and (person := self._titled(end, stop, mention)):
                return person  # أحد كتاب الصحف، فلان
            self._add(mention, cut.name_skip)
            for nested in inner:
                nested.inside = mention
                self.scene.mentions.append(nested)
            return end
        return 0

    def _role(self, reading: Reading, i: int, end: int, stop: int, inner: list[Mention], countries: tuple[str, ...]) -> int:
        """A described person or group; a person's name that follows makes it a title."""
        item, role = reading.item, reading.item.role
        assert role is not None
        type_ = role.type
        counted = i > 0 and (
            self.scene.tokens[i - 1].kind == "number" or self.norms[i - 1] in number_words() or (base(self.norms[i - 1]) in QUANTIFIERS and item.number == "p")
        )
        if (
            type_ == "PERSON"
            and not (role.speaks and role.sector not in ("MIL", "COP", "REB"))
            and (counted or (item.number in ("p", "d") and role.sector in ("MIL", "COP", "REB")))
        ):
            type_ = "NORP"
        many = item.number == "p" or (item.number == "d" and reading.cut.article and not self.norms[i].endswith("ان"))
        if type_ == "PERSON" and many and role.sector in _ORDINARY:
            type_ = "NORP"
        if role.lemma.split()[0] == "مصدر":
            type_ = "PERSON"
        if type_ == "NORP" and item.number == "s" and not counted and role.lemma not in COLLECTIVES:
            type_ = "PERSON"
        first = self._count_start(i) if counted and (type_ == "NORP" or base(self.norms[i - 1]) not in QUANTIFIERS - {"بعض"}) else i
        skip = reading.cut.name_skip if first == i else self._number_skip(first)
        if role.lemma in NEWSROOM:
            countries = ()
        elif not countries:
            countries = tuple(m.country for m in inner if m.country)[:1]
        mention = self._mention(first, end, skip, type_, "role", named=False)
        mention.country, mention.countries = _one(countries)
        mention.sector, mention.head = role.sector, role.lemma
        mention.gender, mention.number, mention.definite = item.gender, item.number, reading.cut.article or end > i + 1
        mention.speaks, mention.why = role.speaks, f"described by the role noun {role.lemma}"
        if inner and inner[0].type == "ORG" and (not role.sector or role.lemma.split()[0].removeprefix("ال") in _BY_BODY):
            mention.sector = inner[0].sector or (None if inner[0].country in _BODIES else role.sector)
        elif inner and inner[0].type == "ORG" and inner[0].country in _BODIES and inner[0].sector is None and role.sector == "GOV":
            mention.sector = None
        elif not role.sector and inner and inner[0].sector and role.type == "PERSON":
            mention.sector = inner[0].sector
        named_before = self._apposed(first, mention)
        if named_before is not None:
            named_before.title = named_before.title or mention
            for nested in inner:
                self._add(nested, 0)
            if named_before.last == first:
                self.scene.extend(named_before, first, end)
            return end
        self._govern(mention, skip)
        person = self._titled(end, stop, mention) if item.number in ("s", None) else 0
        if person:
            for nested in inner:
                self._add(nested, 0)
            return person
        self._add(mention, skip)
        for nested in inner:
            nested.inside = mention
            self.scene.mentions.append(nested)
        return end

    def _count_start(self, i: int) -> int:
        """The first token of the number or quantifier before a counted noun."""
        first = i - 1
        while first > 0 and (self.scene.tokens[first - 1].kind == "number" or self.norms[first - 1] in number_words()) and i - first < 5:
            first -= 1
        return first

    def _number_skip(self, first: int) -> int:
        """Letters of و, ب or ل before a number word or quantifier."""
        norm = self.norms[first]
        for cut in heads(norm):
            if not cut.article and (cut.stem in number_words() or cut.stem in QUANTIFIERS):
                return cut.name_skip
        return 0

    def _apposed(self, first: int, role: Mention) -> Mention | None:
        """The person whom an office after a comma tells more of (بولتون، مستشار الرئيس): no mention of its own."""
        if role.type != "PERSON" or role.number == "p":
            return None
        at = first - 1
        if self.norms[at] in ("هو", "وهو", "وهي") and at > 0:
            at -= 1
        if at < 1 or self.norms[at] not in (",", "-", "–"):
            return self._apposed_bare(first, role)
        before = self.scene.covering(at - 1)
        if before is None and role.definite:
            return self._unread_name(at)
        return before if before is not None and before.type == "PERSON" and before.named and before.last == at else None

    def _apposed_bare(self, first: int, role: Mention) -> Mention | None:
        """وكان عبد الله الثاني ملك الأردن قد دعا: an office right after a name, where no verb before it could make the office its object."""
        before = self.scene.covering(first - 1) if first else None
        if before is None or before.type != "PERSON" or not before.named or before.last != first or role.conjunction or role.preposition:
            return None
        sentence = self.scene.sentences[self.scene.tokens[first].sentence]
        verb = next((v for j in range(before.start - 1, sentence.first - 1, -1) if (v := self.scene.is_verb(j)) is not None), None)
        free = verb is None or verb.lemma in ("كان", "صرح", "قال", "أضاف", "أكد", "أوضح", "ذكر", "أعلن", "أشار") or bool(before.preposition)
        return before if free and role.definite else None

    def _unread_name(self, last: int) -> Mention | None:
        """The name of two or three unknown words between a verb and the comma before an office (وقال ⟦الشامي الوادني⟧، الخبير): none has another reading."""
        first = last
        while first > 0 and last - first < 3 and self.scene.covering(first - 1) is None and self._namelike(first - 1, later=True):
            first -= 1
        if last - first < 2 or not self.scene.is_verb(first - 1):
            return None
        mention = self._mention(first, last, 0, "PERSON", "person", named=True)
        mention.speaks, mention.why = True, "a name that an office after it explains"
        self._add(mention, 0)
        return mention

    def _titled(self, i: int, stop: int, title: Mention) -> int:
        """The person's name after a title, perhaps after a comma or a dash; 0 if there is none."""
        comma = i < stop and self.norms[i] in (",", "-", "–", ":") and self.scene.tokens[i].kind == "mark"
        if comma and self.norms[i] == ":":
            return 0
        at = i + 1 if comma or (i < stop and self.norms[i] in QUOTES) else i
        if at >= stop:
            return 0
        held = self.scene.item(i - 1, "head") if at > i and not comma else None
        if held is not None and held.item.head is not None and not held.cut.article:
            return 0  # مدير شركة "X": the company's name
        hit = self.gazetteer.match(self.scene.tokens, at)
        if hit and hit.skip:
            return 0
        if hit and hit.names[0].type == "PERSON" and hit.last <= stop and self._trusted(hit, at):
            end = self._name(hit)
        elif hit and hit.names[0].type != "PERSON" and self._trusted(hit, at):
            return 0
        else:
            end = self._person(at, stop, titled=not comma, after_comma=comma)
        if not end:
            return 0
        named = self.scene.starting(at)
        if named is None or named.type != "PERSON":
            return 0
        named.title = title
        self.scene.entitle(named, title)
        named.preposition, named.conjunction = title.preposition or named.preposition, title.conjunction or named.conjunction
        return end

    def _head(self, reading: Reading, i: int, after: int, end: int, inner: list[Mention], countries: tuple[str, ...]) -> int:
        """An organisation, place, law or thing opened by its head noun."""
        item, head = reading.item, reading.item.head
        assert head is not None
        if head.type in ("EVENT", "LAW", "PRODUCT") and end == after:
            return 0
        if head.type in ("FAC", "LOC", "GPE") and end == after:
            return 0
        if head.lemma in ("شارع", "ساحة", "سوق") and reading.cut.article and not self._proper(after, end):
            return 0
        acts = head.type == "ORG" and i > 0 and self.scene.is_verb(i - 1) is not None and not reading.cut.preposition and not item.risky
        if end == after and not reading.cut.article and (after == i + 1 or head.type != "ORG") and not acts:
            return 0
        if head.lemma == "مديرية" and end == after:
            return 0
        if head.lemma == "تنظيم" and not reading.cut.article and (held := self.scene.item(after, "head")) is not None and held.item.head is not None:
            if held.item.head.type in ("EVENT", "LAW"):
                return after  # تنظيم مهرجان: to hold one
        around = head.lemma in AROUND and bool(inner) and inner[0].first == after and inner[0].type in ("GPE", "FAC")
        if around or (head.lemma == "رئاسة" and inner and inner[0].type == "PERSON") or (head.lemma == "شارع" and item.number == "p" and inner):
            for nested in inner:
                self._add(nested, 0)
            return inner[-1].last
        if head.lemma in ("رئاسة", "قيادة") and reading.cut.preposition == "ب" and not any(n.startswith("ال") for n in self.norms[after : after + 1]):
            for nested in inner:
                self._add(nested, 0)
            return after  # برئاسة فلان: who leads, no body
        if head.lemma == "جبهة" and inner and inner[0].type in ("GPE", "LOC") and inner[0].first == after:
            for nested in inner:
                self._add(nested, 0)
            return end
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
        mention.country, mention.countries = _one(countries)
        mention.sector, mention.head = head.sector, head.lemma
        mention.gender, mention.number, mention.definite = item.gender, item.number, definite
        mention.speaks = head.type in ("ORG", "MEDIA")
        mention.why = f"opened by the head noun {head.lemma}"
        self._add(mention, reading.cut.name_skip)
        if head.lemma in ("وفد", "بعثة", "تحالف") or (head.type == "PRODUCT" and not named):
            for nested in inner:
                nested.inside = mention
                self.scene.mentions.append(nested)
        return end


def _one(countries: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The country that a description tells, and all of them if it tells several (وزيران مغربي وإسرائيلي): then it is of none."""
    return (None, countries) if len(countries) > 1 else (countries[0] if countries else None, ())


def find_mentions(scene: Scene) -> None:
    """Find every mention of the scene's text."""
    MentionFinder(scene).run()
