"""Mentions: known names, names read from their shape, and described actors.

Known names come from the gazetteer; organisations, places and laws the knowledge does not hold are opened by a head noun
(حزب، مطار، اتفاقية); persons by a title or a given name; described people by a role noun (مسؤول، متظاهرون). What belongs to a
mention follows the guideline: clitics outside, the person's name without his title, the office alone as a whole.
"""
from __future__ import annotations

from musnad.analysis.gazetteer import CAPITAL, NATION, Hit, Name, gazetteer
from musnad.analysis.grammar import PLACE_PREPOSITIONS, QUANTIFIERS, STOPS_PHRASE, base, is_function_word, is_that
from musnad.analysis.lexicon import Item, Reading, lexicon, without_article
from musnad.analysis.scene import Mention, Scene
from musnad.knowledge import read_table, read_words, remembered, variants
from musnad.language.clitics import Cut, heads
from musnad.language.numbers import number_words
from musnad.language.tokens import QUOTES, tokenize

LONGEST_PERSON = 5
LINKS = frozenset("بن ابن بنت ابو ابي ام ال عبد دي دو دا فان فون لا لو ماك ايت بو اولد ولد".split())
MINISTERIAL = frozenset("وزاره وزارات وزير وزيره وزراء هيئه جهاز لجنه اداره".split())
TAKES_LAM = frozenset("منظمه لجنه مجلس مكتب مرصد جمعيه هيئه مركز مفوضيه مؤسسه شبكه صندوق وكاله محكمه اتحاد برنامج منتدي رابطه حركه جبهه تحالف اتفاقيه معاهده اداره مديريه جامعه ديوان نقابه معهد".split())
PAIRS = frozenset("بلدان بلدين دولتان دولتين جانبان جانبين طرفان طرفين".split())
OWN_COUNTRY = frozenset("بلاده بلادها بلادهم بلادنا بلادي بلدهم بلدنا".split())
ARMED = frozenset("مسلح مسلحه مسلحين مسلحون مجهول مجهوله مجهولين مجهولون ارهابيه ارهابي معارضه معارض متطرفه متشدده مواليه متمرده متحالفه خارجيه اجنبيه المسلحه الارهابيه المعارضه المتمرده".split())
PUBLISHED = frozenset("نشر نشرت اعد اعدت اصدر اصدرت اجري اجرت اجرا".split())
INFORMED = frozenset("مطلع مطلعه مطلعين مطلعون مقرب مقربه مقربين مقربون قريب قريبه".split())
STATE_NOUNS = frozenset("اراضي جانب دوله طرف عاصمه تراب".split())
DELEGATES = frozenset("أمين مبعوث ممثل ناطق متحدث سفير مدير مفوض مندوب رئيس مقرر منسق موفد وكيل".split())
ROLE_LINKS = frozenset("باسم في لدي".split())
COLLECTIVES = frozenset("شعب سكان أهالي ذوو عائلة أسرة أقلية جالية جمهور حشد فصيل خلية قبيلة عشيرة عصابة مافيا كارتل وفد سلطة طاقم بعثة موالاة قيادات".split()) | {
    "أولياء الأمور", "خلية نائمة", "شبكة تهريب", "مؤيدو الحكومة", "مسؤولون كبار"}
COMPANY = frozenset("جماعه تنظيم حركه جبهه حزب فصيل كتيبه لواء جيش قوات مقاتلي عناصر مسلحي انصار".split())


@remembered
def given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Folded given names that stand on their own, and those that are also ordinary words."""
    from musnad.language.characters import fold

    sure: set[str] = set()
    risky: set[str] = set()
    for row in read_table("given_names"):
        name = fold(row["name"].rstrip("?"))
        if is_function_word(name):
            continue
        (risky if row["name"].endswith("?") else sure).add(name)
    return frozenset(sure), frozenset(risky - sure)


@remembered
def family_names() -> frozenset[str]:
    """Folded family names that are no ordinary words."""
    from musnad.language.characters import fold

    return frozenset(name for row in read_table("family_names") if not row["name"].endswith("?") and not is_function_word(name := fold(row["name"])))


@remembered
def risky_families() -> frozenset[str]:
    """Folded family names that are also ordinary words (الجندي): they hold only after a given name."""
    from musnad.language.characters import fold

    return frozenset(fold(row["name"][:-1]) for row in read_table("family_names") if row["name"].endswith("?"))


@remembered
def common_words() -> frozenset[str]:
    """Folded ordinary words of news Arabic, which a name is not made of."""
    return frozenset(read_words("common_words"))


@remembered
def is_common(norm: str) -> bool:
    """Whether a folded word is an ordinary word under some cut of its proclitics."""
    words = common_words()
    return any(cut.stem in words or (cut.article and "ال" + cut.stem in words) for cut in heads(norm)) or is_that(norm)


@remembered
def polities() -> dict[str, frozenset[str]]:
    """Folded nouns that can stand for a state (مملكه، سلطنه), with the countries they fit."""
    from musnad.language.characters import fold

    out: dict[str, set[str]] = {}
    for row in read_table("countries"):
        if row["polity"]:
            out.setdefault(fold(row["polity"]), set()).add(row["code"])
    return {noun: frozenset(codes) for noun, codes in out.items()}


@remembered
def peoples() -> dict[str, str]:
    """Folded plurals of demonyms (فلسطينيون، أتراك) with their country."""
    from musnad.language.characters import fold

    out: dict[str, str] = {"اكراد": ""}
    for row in read_table("countries"):
        for nisba in variants(row["nisba"]):
            if not nisba.endswith("?") and " " not in nisba:
                out.update({fold(nisba + ending): row["code"] for ending in ("ين", "ون")})
        out.update({fold(plural): row["code"] for plural in variants(row["people"]) if not plural.endswith("?")})
    return out


class MentionFinder:
    """Finds the mentions of one scene, left to right, the longest reading first."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.norms = [t.norm for t in scene.tokens]
        self.gazetteer = gazetteer()
        self.lexicon = lexicon()
        self.confirmed: set[str] = set()
        self.outlet = [t.norm for t in tokenize(scene.outlet or "")]
        while self.outlet and (head := self.lexicon.read(self.outlet[0])) and any(r.item.head is not None and r.item.head.type == "MEDIA" for r in head):
            self.outlet = self.outlet[1:]

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
                self._add(mention, i, cut.name_skip)
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
        if not size or self.norms[i:i + size] != self.outlet:
            return 0
        before, after = self.scene.norm(i - 1), self.scene.norm(i + size)
        if not (size > 1 or before in QUOTES or (before == "(" and after == ")") or before.startswith("مراسل")):
            return 0
        mention = self._mention(i, i + size, 0, "MEDIA", "head", named=True)
        mention.sector, mention.speaks, mention.why = "JRN", True, "the name of the outlet that publishes the article"
        self._add(mention, i, 0)
        return i + size

    def _step(self, i: int, stop: int) -> int:
        """Find what begins at token ``i``; returns the token to go on with."""
        token = self.scene.tokens[i]
        if token.kind not in ("word", "latin"):
            return i + 1
        own = self._own_outlet(i)
        if own:
            return own
        hit = self.gazetteer.match(self.scene.tokens, i) if token.kind in ("word", "latin") else None
        if hit and hit.last > stop:
            hit = None
        if hit and hit.names[0].type == "PERSON" and not hit.skip and self._longer_person(hit):
            return self._person(i, stop) or self._name(hit)
        if hit and hit.last - hit.first > 1 and self._trusted(hit, i):
            return self._name(hit)
        back = self._back(i)
        if back:
            return back
        opened = self._one_of(i, stop) or self._open(i, stop)
        if opened:
            return opened
        if hit and self._trusted(hit, i):
            return self._name(hit)
        return self._person(i, stop) or i + 1

    # --- known names -------------------------------------------------------------------------------------------------
    def _trusted(self, hit: Hit, i: int) -> bool:
        """A name that is also an ordinary word needs a head noun or quotation marks; a cut or short one more care."""
        names = hit.names
        if self._in_phrase(hit):
            return False
        if hit.last - hit.first == 1:
            if all(n.short and n.type == "PERSON" for n in names) and self._family_follows(hit.last):
                return False
            if self.scene.is_verb(i) and not self.scene.after_preposition(i) and not any(n.kind in (NATION, CAPITAL) for n in names):
                return False
            if hit.skip and self.norms[i] in common_words():
                return False
        if names[0].kind == "gazetteer" and not self._place_stands(hit, i):
            return False
        if not all(n.risky for n in names) or any(n.key in self.confirmed for n in names):
            return True
        before, after = self.scene.norm(i - 1), self.scene.norm(hit.last)
        if before in QUOTES and after in QUOTES and before:
            return True
        if names[0].kind == "places" and before in _WHERE and hit.skip == 0 and not self.norms[i].startswith("ال") and self.norms[i] not in common_words():
            return True
        if names[0].short and self.norms[hit.last - 1] in _MINISTRIES and hit.last - hit.first == 1:
            nisba = self._nisba(hit.last)
            return before == "باسم" or before.startswith("وزار") or (nisba is not None and nisba.cut.article and not nisba.cut.conjunction and self.norms[hit.last].endswith("ه"))
        head = self.scene.item(i - 1, "head")
        return head is not None and head.item.head is not None and head.item.head.type == names[0].type and not head.cut.article and not (
            names[0].short and names[0].kind == "organisations" and names[0].country is None)

    def _place_stands(self, hit: Hit, i: int) -> bool:
        """Whether a little known place stands where places do: after a preposition, a noun for a place, or another place."""
        before = self.scene.norm(i - 1)
        if before in _WHERE or base(before) in PLACE_PREPOSITIONS or (hit.skip and self.norms[i][hit.skip - 1] in "بل"):
            return True
        head = self.scene.item(i - 1, "head")
        if head is not None and head.item.head is not None and head.item.head.type in ("GPE", "LOC", "FAC"):
            return True
        earlier = self.scene.covering(i - 2 if before == "," else i - 1)
        return earlier is not None and earlier.type == "GPE"

    def _in_phrase(self, hit: Hit) -> bool:
        """Whether a word that can be a name is part of a set phrase: مسقط رأسه, التجارة الخارجية, عدم حماس."""
        first, before, after = self.norms[hit.first], self.scene.norm(hit.first - 1), self.scene.norm(hit.last)
        if hit.last - hit.first == 1 and first.endswith("مسقط") and after.startswith("راس"):
            return True
        if first == "حماس" and (before in ("عدم", "بكل") or after in ("كبير", "شديد")):
            return True
        return first in ("الخارجيه", "الداخليه") and before.startswith("ال") and self.scene.tokens[hit.first - 1].kind == "word" and self.scene.covering(hit.first - 1) is None

    def _family_follows(self, i: int) -> bool:
        """Whether a family name or an unknown definite word stands at ``i``, so that a surname before it is rather a given name."""
        definite = self.norms[i - 1].startswith("ال") if i <= len(self.norms) else False
        return self.scene.norm(i) in family_names() or (self.scene.norm(i).startswith("ال") and self._namelike(i, later=True)) or (
            definite and self.scene.norm(i) in given_names()[0] | given_names()[1])

    def _name(self, hit: Hit) -> int:
        """Add a known name; returns the token after it."""
        names = tuple(n for n in hit.names if not n.risky) or hit.names
        name = names[0]
        if name.risky or name.kind == "people":
            self.confirmed.add(name.key)
        end, country = self._with_demonym(name, hit.last)
        mention = self._mention(hit.first, end, hit.skip, name.type, "name", named=True)
        mention.names, mention.country, mention.sector = names, country, name.sector
        mention.english, mention.why = name.english, f"known name in {name.kind}"
        mention.gender = _gender(name, self.norms[hit.first][hit.skip:])
        mention.speaks = name.type in ("PERSON", "MEDIA", "ORG", "GPE")
        self._add(mention, hit.first, hit.skip)
        return end

    def _longer_person(self, hit: Hit) -> bool:
        """Whether a known person's name is only the beginning of another's (نجاد | البرعي): a given name used as a short form, with a family name after it."""
        if not all(n.short for n in hit.names) or hit.last >= len(self.norms) or hit.last - hit.first > 1:
            return False
        given = self.norms[hit.first] in given_names()[0] or self.norms[hit.first] in given_names()[1]
        return given and (self.norms[hit.last] in family_names() or (self._namelike(hit.last, later=True) and self.norms[hit.last] not in LINKS))

    def _with_demonym(self, name: Name, end: int) -> tuple[int, str | None]:
        """A body that every state has (وزارة الدفاع) goes on with the demonym that tells whose it is."""
        if name.country is None and name.kind == "organisations" and end < len(self.norms):
            nisba = self._nisba(end)
            if nisba is not None and nisba.cut.article and not nisba.cut.conjunction and not nisba.cut.preposition and nisba.item.country:
                return end + 1, nisba.item.country
        return end, name.country

    def _back(self, i: int) -> int:
        """البلدان for the two states named before; المملكة and بلاده for one of them."""
        for cut in heads(self.norms[i]):
            if cut.article and cut.stem in PAIRS:
                mention = self._mention(i, i + 1, cut.name_skip, "GPE", "pair", named=True)
                mention.number, mention.why, mention.speaks = "d", "a dual that stands for the two states named before", True
                self._add(mention, i, cut.name_skip)
                return i + 1
            if cut.article and cut.stem in STATE_NOUNS:
                nisba = self._nisba(i + 1)
                if nisba is not None and nisba.cut.article and not nisba.cut.conjunction:
                    return self._state_noun(i, cut, nisba.item.country)
            if cut.article and cut.stem in peoples() and (i == 0 or self.scene.tokens[i - 1].kind != "word" or not self.norms[i - 1].startswith("ال")):
                mention = self._mention(i, i + 1, cut.name_skip, "NORP", "role", named=True)
                mention.country, mention.head, mention.number, mention.why = peoples()[cut.stem] or None, cut.stem, "p", "a people by its demonym"
                self._add(mention, i, cut.name_skip)
                return i + 1
            if (cut.article and cut.stem in polities()) or (not cut.article and cut.stem in OWN_COUNTRY):
                country = self._state_before(i, cut.stem if cut.article else "")
                if country is None:
                    return 0
                mention = self._mention(i, i + 1, cut.name_skip, "GPE", "state", named=True)
                mention.country, mention.why = country, "refers back to a state named before"
                self._add(mention, i, cut.name_skip)
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
        self._add(mention, i, cut.name_skip)
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

    # --- opened by a noun --------------------------------------------------------------------------------------------
    def _open(self, i: int, stop: int) -> int:
        """A mention opened by a head or role noun at ``i``; 0 if there is none."""
        if self.scene.is_verb(i) and not self.scene.after_preposition(i):
            return 0
        phrase = self.lexicon.phrase(self.norms, i)
        if phrase and i + phrase[1] <= stop and self._evident(phrase[0], i, i + phrase[1]):
            reading, size = phrase
            return self._opened(reading, i, i + size, stop)
        for kind in ("head", "role"):
            reading_or_none = self.scene.item(i, kind)
            if reading_or_none and (reading_or_none.cut.pronoun == "ي" or (reading_or_none.cut.pronoun and reading_or_none.item.lemma == "معارضة")):
                continue
            if self.norms[i] == "طيار" and self.scene.norm(i - 1) in ("بدون", "دون", "بلا"):
                continue
            if reading_or_none and kind == "role" and self.norms[i].endswith("ات") and self.scene.item(i, "noun", "masdar"):
                continue
            if reading_or_none and self._evident(reading_or_none, i, i + 1) and not self._other_word(i, reading_or_none) and not (kind == "role" and self._attribute(i, reading_or_none)):
                return self._opened(reading_or_none, i, i + 1, stop)
        return 0

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
        if reading.item.gender == "f" and norm.endswith("يه") and self.scene.tokens[i - 1].kind == "word" and not is_function_word(before) and not self.scene.is_verb(i - 1):
            return True
        if self.scene.tokens[i - 1].kind != "word" or is_function_word(before) or self.scene.is_verb(i - 1) or before in QUANTIFIERS or before in number_words() or (
                self.scene.item(i - 1, "masdar", "noun") is not None and reading.item.number == "p"):
            return False
        return before.startswith("ال") == reading.cut.article or any(c.article for c in heads(before)) == reading.cut.article

    def _opened(self, reading: Reading, i: int, after: int, stop: int) -> int:
        item = reading.item
        if item.head is not None and item.head.lemma == "مديرية":
            hit = self.gazetteer.match(self.scene.tokens, after) if after < stop else None
            if hit and not hit.skip and hit.last <= stop and hit.names[0].type == "GPE":
                return self._name(hit)
        if item.head is not None and (not item.head.inside or self._outlet_follows(after, stop)):
            return self._after_head(item, after, stop) or self._alone(reading, i, after)
        definite = reading.cut.article or bool(reading.cut.pronoun)
        end, inner, country, countries = self._extent(item, after, stop, definite)
        if item.role is not None:
            return self._role(reading, i, end, stop, inner, country, countries)
        assert item.head is not None
        return self._head(reading, i, after, end, inner, country)

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
        self._add(mention, i, reading.cut.name_skip)
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
            while end < min(i + 3, stop) and not known_only and self._namelike(end):
                end += 1
        if end == i:
            return 0
        mention = self._mention(i, end, 0, item.head.type, "head", named=True)
        mention.sector, mention.head = item.head.sector, ""
        mention.speaks = item.head.type in ("MEDIA", "ORG")
        mention.why = f"name after the head noun {item.head.lemma}"
        self._add(mention, i, 0)
        return end

    def _fits_head(self, hit: Hit, item: Item, after: int) -> bool:
        """Whether a name that is also an ordinary word goes with the head noun: ولاية الوادي, الوكالة الألمانية, but not دول العالم, المنطقة الشرقية."""
        assert item.head is not None
        kinds = {"وكالة": "agency", "قناة": "broadcaster", "صحيفة": "newspaper", "جريدة": "newspaper", "مجلة": "magazine", "موقع": "site", "إذاعة": "radio"}
        if any(cut.article for cut in heads(self.norms[after - 1])):
            return any(n.media and n.media == kinds.get(item.head.lemma) for n in hit.names)
        return item.number != "p" and any(n.type == item.head.type for n in hit.names)

    def _extent(self, item: Item, after: int, stop: int, definite: bool) -> tuple[int, list[Mention], str | None, tuple[str, ...]]:
        """How far the phrase reaches, with the mentions nested in it and the country its words tell."""
        i, inner, countries = after, list[Mention](), list[str]()
        ministerial = without_article(self.norms[after - 1]) in MINISTERIAL or any(n in MINISTERIAL for n in self.norms[max(0, after - 3):after])
        lam = _bare(self.norms[after - 1]) in TAKES_LAM or (after >= 2 and _bare(self.norms[after - 2]) in TAKES_LAM)
        linked, article = False, definite
        if item.role is not None and self.norms[after - 1] in ROLE_LINKS and (link := self._nested_link(after - 1, stop)) is not None:
            inner.append(link)
            linked, i = True, link.last
        while i < stop:
            norm = self.norms[i]
            if norm in STOPS_PHRASE or self.scene.tokens[i].kind not in ("word", "latin"):
                if norm in QUOTES and item.head is not None and i == after and self._opens_quote(i):
                    close = next((j for j in range(i + 1, min(i + 6, stop)) if self.norms[j] in QUOTES), None)
                    if close is not None:
                        i = close + 1
                        continue
                break
            nisba = self._nisba(i)
            if nisba and nisba.cut.skip in (0, 2) and not nisba.cut.preposition and not nisba.cut.conjunction:
                if nisba.item.country:
                    divided = self._divided(nisba.item.country, i + 1)
                    countries.append(divided)
                    i += divided != nisba.item.country
                i += 1
                continue
            if nisba and nisba.cut.conjunction == "و" and countries and not nisba.cut.preposition:
                if nisba.item.country:
                    countries.append(nisba.item.country)
                i += 1
                continue
            first = heads(norm)[0]
            if item.role is not None and item.role.type == "LAW" and not linked and (published := self._published_by(i, stop)) is not None:
                inner.append(published)
                linked, i = True, published.last
                continue
            if item.role is not None and (informed := self._informed(i, stop)):
                i = informed
                break
            if item.role is not None and not linked and item.role.lemma.split()[0].removeprefix("ال") in DELEGATES and (link := self._delegated(i, stop)) is not None:
                inner.append(link)
                linked, i = True, link.last
                continue
            if item.role is not None and (item.role.type == "PERSON" or item.role.speaks) and (norm in ROLE_LINKS or self._bi_link(i, item)) and not linked:
                nested = self._nested_link(i, stop)
                crowd = (item.role.type == "NORP" and item.role.lemma not in COLLECTIVES) or (after >= 2 and (self.scene.tokens[after - 2].kind == "number" or self.norms[after - 2] in number_words()))
                if crowd and norm[0] in "فب" and (nested is None or nested.type in ("GPE", "LOC", "FAC")):
                    break
                if nested is None:
                    field = self._field(i, item, stop)
                    if not field:
                        break
                    linked, i = True, field
                    continue
                inner.append(nested)
                linked = True
                i = nested.last
                continue
            if self.scene.is_verb(i) and not norm.startswith("ال"):
                break
            bare = i == after and not definite and (item.state == "bare" or (item.number == "p" and self.norms[i - 1].endswith(("ون", "ين"))))
            hit = self.gazetteer.match(self.scene.tokens, i)
            if hit and hit.last <= stop and hit.skip == 0 and self._trusted(hit, i):
                if hit.names[0].type == "PERSON":
                    if item.head is not None and item.head.type == "ORG" and i == after and not article:
                        i = hit.last
                        inner.append(self._nested(hit))
                    break
                if article or bare or (i > after and not definite and self._is_adjective(i - 1)):
                    break
                nested = self._nested(hit)
                inner.append(nested)
                if nested.country and not countries:
                    countries.append(nested.country)
                i = nested.last
                definite = True
                continue
            if norm.startswith("ال") and len(norm) > 3 and not self._opens_other(i, item, after):
                body = self._body(i, stop) if item.role is not None and i == after and not article and not bare else None
                if body is not None:
                    inner.append(body)
                    if body.country and not countries:
                        countries.append(body.country)
                    i, definite = body.last, True
                    continue
                if self._complemented(i, stop) or bare or (article and self._disagrees(i, item)) or (i > after and not definite and self._is_adjective(i - 1)):
                    break
                i += 1
                definite = True
                continue
            if ministerial and norm.startswith("وال") and i > after and not self._opens_other(i, item, after):
                i += 1
                continue
            if lam and norm.startswith("لل") and not self._person_role(i):
                i += 1
                lam = False
                continue
            if lam and first.preposition == "" and norm.startswith("ل") and i + 1 < stop and self.norms[i + 1].startswith("ال") and is_common(norm):
                i += 2
                lam = False
                continue
            if i == after and not definite and self._genitive(i, item):
                nested_role, size = self._noun_at(i, stop)
                if nested_role and nested_role.cut.skip == 0:
                    sub = self._sub_phrase(nested_role, i, i + size, stop)
                    if sub is not None:
                        inner.extend(sub[1])
                        countries.extend(sub[2])
                        i = sub[0]
                        continue
                i += 1
                continue
            if not definite and self._adjective(norm) and not (item.role is not None and self.scene.item(i, "head")):
                i += 1
                continue
            break
        return i, inner, (countries[0] if countries else None), tuple(dict.fromkeys(countries))

    def _divided(self, country: str, i: int) -> str:
        """كوري شمالي, سوداني جنوبي: the adjective at ``i`` tells which of two states is meant."""
        word = without_article(self.scene.norm(i))
        return _DIVIDED.get((country, word[:5]), country)

    def _complemented(self, i: int, stop: int) -> bool:
        """Whether a participle takes a complement (التابعة ل، المدعومة من): it only adds, and its complement would be cut off."""
        norm = self.norms[i]
        if norm in _DEPENDENT:
            return True
        if norm not in _COMPLEMENTED or i + 1 >= stop:
            return False
        following, hit = self.norms[i + 1], self.gazetteer.match(self.scene.tokens, i + 1)
        return base(following) in _ALL_PREPOSITIONS or (hit is not None and hit.skip > 0) or any(cut.preposition and cut.article for cut in heads(following)) or self.scene.tokens[i + 1].kind == "number"

    def _disagrees(self, i: int, item: Item) -> bool:
        """Whether a definite word after a definite noun is no adjective of it (تريد الإدارة التركيز): a verbal noun, or of the other gender."""
        if self._nisba(i) is not None:
            return False
        if self.scene.item(i, "masdar") is not None and not self.scene.item(i, "active", "passive"):
            return True
        if item.head is None or self.scene.covering(i - 1) is not None:
            return False
        last = self.scene.text(i, i + 1)[-1]
        if self.norms[i].endswith("ات") and item.number == "s":
            return True
        if item.gender == "f" or item.number == "p":
            return last not in "ةهىاء"
        return last == "ة" and item.number == "s" and item.gender == "m"

    def _is_adjective(self, i: int) -> bool:
        """An indefinite adjective that closes an indefinite phrase (مصدر تركي | الاتهامات); عام goes on (مدير عام المستشفى)."""
        return not self.norms[i].startswith("ال") and self.norms[i] not in ("عام", "خارجيه", "داخليه", "ماليه") and (
            self._nisba(i) is not None or self.norms[i] in ARMED or (self._adjective(self.norms[i]) and self.scene.item(i, "head", "role") is None))

    def _body(self, i: int, stop: int) -> Mention | None:
        """The organisation with its own name right after an office (كاتب عام ⟦الاتحاد الجهوي للشغل⟧); a bare الحكومة is part of the office."""
        reading, size = self._noun_at(i, stop)
        if reading is None or reading.cut.skip != 2 or not reading.cut.article or reading.item.head is None or reading.item.head.type != "ORG" or not reading.item.head.inside:
            return None
        if reading.item.head.lemma in ("حكومة", "مجلس الوزراء", "قيادة") or reading.item.risky:
            return None
        end, _, country, _ = self._extent(reading.item, i + size, stop, True)
        if end < i + 2 or end == i + size and size == 1:
            return None
        mention = self._mention(i, end, 0, "ORG", "head", named=True)
        mention.sector, mention.head, mention.country = reading.item.head.sector, reading.item.head.lemma, country
        mention.why = f"opened by the head noun {reading.item.head.lemma}"
        return mention

    def _noun_at(self, i: int, stop: int) -> tuple[Reading | None, int]:
        """The head or role noun at ``i`` and how many words it has (قوات الأمن is one of two)."""
        reading, phrase = self.scene.item(i, "head", "role"), self.lexicon.phrase(self.norms, i)
        if phrase and reading and phrase[0].item.kind == reading.item.kind and phrase[0].cut == reading.cut and i + phrase[1] <= stop:
            return phrase
        return reading, 1

    def _sub_phrase(self, reading: Reading, i: int, after: int, stop: int) -> tuple[int, list[Mention], tuple[str, ...]] | None:
        """A phrase in the genitive (رئيس ⟦هيئة الأركان⟧): it becomes a nested mention if it names an organisation."""
        end, inner, country, countries = self._extent(reading.item, after, stop, False)
        head = reading.item.head
        if head is not None and head.inside and end > i + 1 and head.type in ("ORG", "FAC", "LAW"):
            mention = self._mention(i, end, reading.cut.name_skip, head.type, "head", named=True)
            mention.sector, mention.head, mention.country = head.sector, head.lemma, country
            mention.why = f"opened by the head noun {head.lemma}"
            return end, [mention], countries
        return end, inner, countries

    def _opens_quote(self, i: int) -> bool:
        """Whether a quotation mark opens a quotation: a space stands before it, none after it."""
        tokens = self.scene.tokens
        return i > 0 and tokens[i].start > tokens[i - 1].end and i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].end

    def _bi_link(self, i: int, item: Item) -> bool:
        """بالبيت الأبيض after a role: ب with a name or an organisation."""
        norm = self.norms[i]
        head, hit = self.scene.item(i, "head"), self.gazetteer.match(self.scene.tokens, i)
        if head is not None and head.item.head is not None and head.item.head.type != "ORG" and (hit is None or hit.names[0].type != "ORG"):
            return False
        return norm.startswith("ب") and item.role is not None and item.role.speaks

    def _nested_link(self, i: int, stop: int) -> Mention | None:
        """What a role is linked to by باسم, في or ب, if it is a name or an organisation."""
        j = i + 1 if self.norms[i] in ROLE_LINKS else i
        if j >= stop:
            return None
        if self.norms[j] in QUOTES and j > i:
            close = next((k for k in range(j + 2, min(j + 7, stop)) if self.norms[k] in QUOTES), None)
            if close is not None:
                mention = self._mention(j + 1, close, 0, "ORG", "head", named=True)
                mention.why = "a quoted name after باسم"
                mention.last = close + 1
                return mention
        hit = self.gazetteer.match(self.scene.tokens, j)
        if hit and hit.last <= stop and self._trusted(hit, j) and hit.names[0].type != "PERSON":
            if j == i and not hit.skip:
                return None
            return self._nested(hit)
        reading = self.scene.item(j, "head")
        if reading is None or reading.item.head is None or not reading.item.head.inside or reading.cut.pronoun:
            return None
        if j == i and reading.cut.preposition != "ب":
            return None
        noun, size = self._noun_at(j, stop)
        if noun is not None and noun.item.head is not None and noun.item.head.inside:
            reading = noun
        else:
            size = 1
        assert reading.item.head is not None
        end, _, country, _ = self._extent(reading.item, j + size, stop, reading.cut.article)
        mention = self._mention(j, end, reading.cut.name_skip, reading.item.head.type, "head", named=True)
        mention.sector, mention.head, mention.country = reading.item.head.sector, reading.item.head.lemma, country
        mention.definite = reading.cut.article
        mention.why = f"opened by the head noun {reading.item.head.lemma}"
        return mention

    def _field(self, i: int, item: Item, stop: int) -> int:
        """The end of an unnamed field or body after a role (الخبير في النقل, مصدر في مديرية نقل حلب); 0 if nothing fits."""
        if self.norms[i] != "في" or item.role is None or not item.role.speaks:
            return 0
        j = i + 1
        while j < min(stop, i + 4) and self.scene.tokens[j].kind == "word" and not is_function_word(self.norms[j]) and self.norms[j] not in STOPS_PHRASE and not (
                self.scene.is_verb(j)) and self.norms[j] not in given_names()[0]:
            hit = self.gazetteer.match(self.scene.tokens, j)
            if hit and hit.names[0].type == "PERSON":
                break
            if j == i + 1 and self.norms[j] in _NO_FIELD:
                return 0
            if any(sense.type == "ASSAULT" for reading in self.scene.readings[j] for sense in reading.item.senses):
                return 0
            j += 1
            if self.norms[j - 1].startswith("ال"):
                break
        return j if j > i + 1 else 0

    def _informed(self, i: int, stop: int) -> int:
        """The end of مطلعة على الملف, مقرب من الرئيس: what a source is privy or close to; 0 if there is none."""
        if self.norms[i] not in ("علي", "من", "الي") or self.norms[i - 1] not in INFORMED:
            return 0
        j = i + 1
        while j < min(stop, i + 4) and self.scene.tokens[j].kind == "word" and not is_function_word(self.norms[j]) and self.norms[j] not in STOPS_PHRASE and not self.scene.is_verb(j):
            j += 1
        return j if j > i + 1 else 0

    def _published_by(self, i: int, stop: int) -> Mention | None:
        """Whose a report is: تقرير للبنك الدولي, صادر عن اليونيسف, أعدته منظمة X."""
        norm = self.norms[i]
        if norm in ("صادر", "صادره") and self.scene.norm(i + 1) == "عن":
            j = i + 2
        elif norm.endswith(("ه", "ها")) and any(norm[:-len(p)] in PUBLISHED for p in ("ه", "ها") if norm.endswith(p)):
            j = i + 1
        elif norm.startswith("ل"):
            j = i
        else:
            return None
        hit = self.gazetteer.match(self.scene.tokens, j) if j < stop else None
        if hit and hit.last <= stop and self._trusted(hit, j) and hit.names[0].type in ("ORG", "MEDIA", "GPE") and (j > i or hit.skip):
            return self._nested(hit)
        reading = self.scene.item(j, "head")
        if reading is None or reading.item.head is None or not reading.item.head.inside or (j == i and reading.cut.preposition != "ل"):
            return None
        end, _, country, _ = self._extent(reading.item, j + 1, stop, reading.cut.article)
        mention = self._mention(j, end, reading.cut.name_skip, reading.item.head.type, "head", named=True)
        mention.sector, mention.head, mention.country = reading.item.head.sector, reading.item.head.lemma, country
        mention.why = f"opened by the head noun {reading.item.head.lemma}"
        return mention

    def _delegated(self, i: int, stop: int) -> Mention | None:
        """الأمين العام لحلف الناتو, المبعوث إلى اليمن: whose or where to, by ل, إلى or لدى."""
        j = i + 1 if self.norms[i] in ("الي", "لدي") else i
        hit = self.gazetteer.match(self.scene.tokens, j) if j < stop else None
        if hit is None or hit.last > stop or not self._trusted(hit, j) or hit.names[0].type not in (("ORG",) if j == i else ("ORG", "GPE", "LOC")):
            return None
        if j == i and (not hit.skip or not self.norms[i].startswith("ل")):
            return None
        return self._nested(hit)

    def _nested(self, hit: Hit) -> Mention:
        names = tuple(n for n in hit.names if not n.risky) or hit.names
        end, country = self._with_demonym(names[0], hit.last)
        mention = self._mention(hit.first, end, hit.skip, names[0].type, "name", named=True)
        mention.names, mention.country, mention.sector, mention.english = names, country, names[0].sector, names[0].english
        mention.why = f"known name in {names[0].kind}"
        return mention

    def _opens_other(self, i: int, item: Item, after: int) -> bool:
        """Whether a definite word begins another mention rather than going on with this one (الرئيس after وزارة الدفاع)."""
        role = self.scene.item(i, "role")
        if role is None or not role.cut.article:
            return False
        if i == after or role.item.role is None:
            return False
        if item.head is not None and role.item.number == "p" and role.item.role.type == "NORP" and not role.item.risky:
            return True
        return role.item.role.type == "PERSON" and role.item.number == "s" and not role.item.risky and item.role is None and i + 1 < len(self.norms) and (
            self._namelike(i + 1) or self._nisba(i + 1) is not None)

    def _one_of(self, i: int, stop: int) -> int:
        """أحد سكان المدينة, اثنان من الحراس: one or two of a described group."""
        for cut in heads(self.norms[i]):
            if cut.article or cut.stem not in ("احد", "احدي", "اثنان", "اثنين"):
                continue
            at = i + 2 if self.scene.norm(i + 1) == "من" else i + 1
            role = self.scene.item(at, "role") if at < stop else None
            if role is None or role.item.number != "p" or (cut.stem.startswith("اثن") and at == i + 1) or role.cut.preposition or role.cut.conjunction:
                return 0
            end, inner, country, _ = self._extent(role.item, at + 1, stop, role.cut.article)
            mention = self._mention(i, end, cut.name_skip, "PERSON", "role", named=False)
            assert role.item.role is not None
            mention.country, mention.sector, mention.head = country, role.item.role.sector, role.item.role.lemma
            mention.number, mention.speaks, mention.definite, mention.why = "s", True, False, f"one of a group described by {role.item.role.lemma}"
            self._add(mention, i, cut.name_skip)
            for nested in inner:
                nested.inside = mention
                self.scene.mentions.append(nested)
            return end
        return 0

    def _nisba(self, i: int) -> Reading | None:
        """The demonym adjective at token ``i``; روسيا and سوريا are states unless an indefinite accusative stands before."""
        reading = self.scene.item(i, "nisba")
        if reading is None or not self.norms[i].endswith("ا") or not i or self.norms[i - 1].endswith("ا"):
            return reading
        hit = self.gazetteer.match(self.scene.tokens, i)
        return None if hit is not None and any(n.kind == NATION for n in hit.names) else reading

    def _person_role(self, i: int) -> bool:
        role = self.scene.item(i, "role")
        return role is not None

    def _genitive(self, i: int, item: Item) -> bool:
        """Whether an indefinite word right after an indefinite head can be its genitive (مجلس نواب، رئيس وزراء)."""
        norm = self.norms[i]
        if norm in QUANTIFIERS or is_function_word(norm) or base(norm) != norm or heads(norm)[0].stem != norm or norm in ARMED:
            return False
        held = self.scene.item(i, "head", "role")
        if held is not None:
            return held.cut.skip == 0
        return is_common(norm) and i + 1 < len(self.norms) and self.norms[i + 1].startswith("ال") and not self.scene.item(i, "verb") and norm[0] not in "وفبلك"

    def _adjective(self, norm: str) -> bool:
        """An indefinite adjective: the relative ending ي/ية, or one of the adjectives that go with offices."""
        return norm in _ADJECTIVES or (len(norm) > 4 and norm.endswith(("يه", "ي", "يين", "يون", "يان")) and norm[0] not in "وي" and norm not in STOPS_PHRASE
                                       and is_common(norm) and not norm.startswith(("ال", "لل", "بال")))

    def _role(self, reading: Reading, i: int, end: int, stop: int, inner: list[Mention], country: str | None, countries: tuple[str, ...]) -> int:
        """A described person or group; a person's name that follows makes it a title."""
        item, role = reading.item, reading.item.role
        assert role is not None
        type_ = role.type
        counted = i > 0 and (self.scene.tokens[i - 1].kind == "number" or self.norms[i - 1] in number_words() or (base(self.norms[i - 1]) in QUANTIFIERS and item.number == "p"))
        if type_ == "PERSON" and not (role.speaks and role.sector not in ("MIL", "COP", "REB")) and (counted or (item.number in ("p", "d") and role.sector in ("MIL", "COP", "REB"))):
            type_ = "NORP"
        if type_ == "NORP" and item.number == "s" and not counted and role.lemma not in COLLECTIVES:
            type_ = "PERSON"
        first = self._count_start(i) if counted and (type_ == "NORP" or base(self.norms[i - 1]) not in QUANTIFIERS - {"بعض"}) else i
        skip = reading.cut.name_skip if first == i else self._number_skip(first)
        if not country:
            country = next((m.country for m in inner if m.country), None)
        mention = self._mention(first, end, skip, type_, "role", named=False)
        mention.country, mention.sector, mention.head = country, role.sector, role.lemma
        mention.countries = countries if len(countries) > 1 else ()
        mention.gender, mention.number, mention.definite = item.gender, item.number, reading.cut.article or end > i + 1
        mention.speaks, mention.why = role.speaks, f"described by the role noun {role.lemma}"
        if inner and inner[0].type == "ORG" and (not role.sector or role.lemma.split()[0].removeprefix("ال") in _BY_BODY):
            mention.sector = inner[0].sector or (None if inner[0].country in _BODIES else role.sector)
        elif not role.sector and inner and inner[0].sector and role.type == "PERSON":
            mention.sector = inner[0].sector
        named_before = self._apposed(first, mention)
        if named_before is not None:
            named_before.title = named_before.title or mention
            for nested in inner:
                self._add(nested, nested.first, 0)
            return end
        person = self._titled(end, stop, mention) if item.number in ("s", None) else 0
        if person:
            for nested in inner:
                self._add(nested, nested.first, 0)
            return person
        self._add(mention, first, skip)
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
            return None
        before = self.scene.covering(at - 1)
        return before if before is not None and before.type == "PERSON" and before.named and before.last == at else None

    def _titled(self, i: int, stop: int, title: Mention) -> int:
        """The person's name after a title, perhaps after a comma or a dash; 0 if there is none."""
        comma = i < stop and self.norms[i] in (",", "-", "–", ":") and self.scene.tokens[i].kind == "mark"
        if comma and self.norms[i] == ":":
            return 0
        at = i + 1 if comma or (i < stop and self.norms[i] in QUOTES) else i
        if at >= stop:
            return 0
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

    def _head(self, reading: Reading, i: int, after: int, end: int, inner: list[Mention], country: str | None) -> int:
        """An organisation, place, law or thing opened by its head noun."""
        item, head = reading.item, reading.item.head
        assert head is not None
        if head.type in ("EVENT", "LAW", "PRODUCT") and end == after:
            return 0
        if head.type in ("FAC", "LOC", "GPE") and end == after:
            return 0
        if head.lemma in ("شارع", "ساحة", "سوق") and reading.cut.article and not self._proper(after, end):
            return 0
        if end == after and not reading.cut.article and (after == i + 1 or head.type != "ORG"):
            return 0
        if head.lemma == "جبهة" and inner and inner[0].type in ("GPE", "LOC") and inner[0].first == after:
            for nested in inner:
                self._add(nested, nested.first, 0)
            return end
        called = self._called(head.lemma, head.type, after, end)
        if called is not None:
            mention = self._mention(i, called.last + (self.scene.norm(called.last) in QUOTES and called.first > after), reading.cut.name_skip, head.type, "name", named=True)
            mention.names = tuple(n for n in called.names if n.type == head.type)
            mention.country, mention.sector, mention.english = mention.names[0].country, mention.names[0].sector, mention.names[0].english
            mention.gender, mention.speaks, mention.why = item.gender, head.type == "ORG", f"known name after the head noun {head.lemma}"
            self._add(mention, i, reading.cut.name_skip)
            return mention.last
        proper = self._proper(after, end)
        plain_law = head.type == "LAW" and (item.number == "p" or (reading.cut.article and not proper) or not self.norms[end - 1].startswith("ال"))
        if head.type == "EVENT" and not proper or plain_law and not proper or head.type == "LOC" and not reading.cut.article and not proper:
            for nested in inner:
                self._add(nested, nested.first, 0)
            return end if inner and inner[-1].last == end else after
        definite = reading.cut.article or any(n.startswith("ال") for n in self.norms[after:end]) or bool(inner) or any(
            n in QUOTES for n in self.norms[after:end])
        named = definite and (head.type != "PRODUCT" or proper)
        mention = self._mention(i, end, reading.cut.name_skip, head.type, "head" if end > after else "again", named=named)
        mention.country, mention.sector, mention.head = country, head.sector, head.lemma
        mention.gender, mention.number, mention.definite = item.gender, item.number, definite
        mention.speaks = head.type in ("ORG", "MEDIA")
        mention.why = f"opened by the head noun {head.lemma}"
        self._add(mention, i, reading.cut.name_skip)
        if head.lemma in ("وفد", "بعثة"):
            for nested in inner:
                nested.inside = mention
                self.scene.mentions.append(nested)
        return end

    def _called(self, lemma: str, type_: str, after: int, end: int) -> Hit | None:
        """The known name that fills a phrase after its head noun, perhaps in quotation marks (تنظيم "داعش"، منظمة هيومن رايتس ووتش)."""
        if lemma not in _CALLED or after >= end:
            return None
        quoted = self.norms[after] in QUOTES
        close = next((j for j in range(after + 1, min(after + 7, len(self.norms))) if self.norms[j] in QUOTES), None) if quoted else None
        if close is not None:
            with_head = self.gazetteer.match([self.scene.tokens[after - 1], *self.scene.tokens[after + 1:close]], 0)
            if with_head is not None and with_head.last == close - after and any(n.type == type_ for n in with_head.names):
                return Hit(after + 1, close, 0, with_head.names, False)
        hit = self.gazetteer.match(self.scene.tokens, after + quoted)
        if hit is None or hit.skip or not any(n.type == type_ for n in hit.names):
            return None
        whole = self.scene.norm(hit.last) in QUOTES if quoted else hit.last == end
        return hit if whole else None

    def _proper(self, after: int, end: int) -> bool:
        """Whether what follows the head holds a name, a quotation or a word that is no common one."""
        for j in range(after, end):
            if self.norms[j] in QUOTES or self.scene.tokens[j].kind == "latin":
                return True
            hit = self.gazetteer.match(self.scene.tokens, j)
            if hit is not None and not hit.skip and any(not n.risky and n.kind != "media" for n in hit.names):
                return True
            if not is_common(self.norms[j]) and not self.scene.readings[j] and not is_function_word(self.norms[j]):
                return True
        return False

    # --- persons -----------------------------------------------------------------------------------------------------
    def _ali(self, i: int) -> bool:
        """The name علي, which folds like the preposition على but is written with ي."""
        return self.norms[i] == "علي" and self.scene.text(i, i + 1).endswith("ي")

    def _namelike(self, i: int, *, later: bool = False) -> bool:
        """Whether a token may be part of a name: no function word, verb or common word."""
        if i >= len(self.norms) or self.scene.tokens[i].kind not in ("word", "latin"):
            return False
        norm = self.norms[i]
        if norm in given_names()[0] or norm in family_names() or norm in LINKS or self._ali(i):
            return True
        if is_function_word(norm) or norm in ("او", "ما", "اياهم", "قباله", "جميعهم") or len(norm) < 2 or norm in STOPS_PHRASE or base(norm) != norm or is_that(norm):
            return False
        if later and norm in given_names()[1]:
            return True
        hit = self.gazetteer.match(self.scene.tokens, i)
        if is_common(norm) or self.scene.readings[i] or (hit is not None and hit.skip and any(n.kind in (NATION, CAPITAL) for n in hit.names)):
            return False
        return later or not norm.startswith("ال") or self.scene.document.text[self.scene.tokens[i].start] in "أإآ"

    def _person(self, i: int, stop: int, *, titled: bool = False, after_comma: bool = False) -> int:
        """A person's name at ``i``: after a title any name-like word opens it, elsewhere a given name must."""
        sure, risky = given_names()
        skip, opener = 0, self.norms[i]
        if opener not in sure and opener not in risky:
            for cut in heads(opener):
                if cut.stem in sure and not cut.article and cut.skip and not is_common(opener):
                    skip, opener = cut.name_skip, cut.stem
                    break
        if opener in ROLE_LINKS and titled:
            return 0
        given = opener in sure or (opener in risky and (titled or after_comma))
        given = given or (self._ali(i) and (titled or self.scene.norm(i + 1) in family_names()))
        unsure = opener in risky and not given
        family = titled and (self.norms[i] in family_names())
        if opener in LINKS and not given and not self._namelike(i + 1, later=True):
            return 0
        if not (given or unsure or family or (titled and self._namelike(i)) or (after_comma and self._namelike(i) and self._namelike(i + 1, later=True))):
            return 0
        end = i + 1
        while end < min(i + LONGEST_PERSON, stop) and self._name_goes_on(end):
            end += 1
        if end == i + 1 and titled and given and end < stop and self._nickname(end, stop):
            end += 1
        while end > i + 1 and self.norms[end - 1] in LINKS:
            end -= 1
        if end == i + 1 and (not titled or opener in LINKS or not (given or family or self._alone_as_name(i))):
            return 0
        if unsure and not any(self.norms[j] in sure or self.norms[j] in family_names() for j in range(i + 1, end)):
            return 0
        mention = self._mention(i, end, skip, "PERSON", "person", named=True)
        mention.speaks, mention.why = True, "a person's name after a title" if titled or after_comma else "a given name with what follows"
        self._add(mention, i, skip)
        return end

    def _alone_as_name(self, i: int) -> bool:
        """Whether an unknown word right after a definite title can be the whole name: no accusative, no conjunction, no vowelled word."""
        norm = self.norms[i]
        return i > 0 and any(cut.article for cut in heads(self.norms[i - 1])) and not norm.endswith(("ين", "تان")) and not norm.startswith("و") and not (norm.endswith("ا") and len(norm) < 6) and len(norm) == len(self.scene.text(i, i + 1))

    def _nickname(self, i: int, stop: int) -> bool:
        """Whether a definite common word after a title and a given name is the family name (نبيل القاضي): what follows is no adjective."""
        norm, after = self.norms[i], self.scene.norm(i + 1)
        if not norm.startswith("ال") or norm in STOPS_PHRASE or self.scene.tokens[i].kind != "word" or self._nisba(i) is not None:
            return False
        return i + 1 >= stop or self.scene.tokens[i + 1].kind in ("mark", "break") or is_that(after) or is_function_word(after) or after in STOPS_PHRASE

    def _name_goes_on(self, i: int) -> bool:
        norm = self.norms[i]
        if norm.startswith("و") and (norm[1:] in given_names()[0] or norm[1:] in given_names()[1] or norm[1:] in family_names()) and norm not in given_names()[0]:
            return False
        if "ً" in self.scene.text(i, i + 1):
            return False
        if self.norms[i - 1] == "-" and self.scene.tokens[i - 1].start == self.scene.tokens[i - 2].end and self.scene.tokens[i].start == self.scene.tokens[i - 1].end:
            return self.scene.tokens[i].kind == "word"
        if norm in risky_families() and norm.startswith("ال") and self.norms[i - 1] in given_names()[0]:
            return True
        if norm in ("لا", "لو"):
            return self._namelike(i + 1, later=True)
        if norm in LINKS or norm in given_names()[0] or norm in given_names()[1] or norm in family_names():
            return True
        if self.norms[i - 1] in LINKS and not is_function_word(norm) and norm not in STOPS_PHRASE and self.scene.tokens[i].kind == "word" and not is_that(norm):
            return True
        if self.norms[i] == "-" and self.scene.tokens[i].start == self.scene.tokens[i - 1].end:
            return self._namelike(i + 1, later=True)
        if self.norms[i - 1] == "-":
            return self._namelike(i, later=True)
        hit = self.gazetteer.match(self.scene.tokens, i)
        if hit and hit.skip == 0 and any(n.kind in (NATION, CAPITAL) for n in hit.names):
            return False
        return self._namelike(i, later=True)

    # --- common ------------------------------------------------------------------------------------------------------
    def _mention(self, first: int, last: int, skip: int, type_: str, kind: str, *, named: bool) -> Mention:
        tokens = self.scene.tokens
        start = self.scene.document.place(tokens[first], skip)[0]
        return Mention(first, last, (start, tokens[last - 1].end), type_, named, kind)

    def _preposition(self, at: int) -> str:
        """The preposition that governs what follows token ``at``: head nouns, quotation marks, quantifiers and أكثر من are looked through."""
        while at >= 0:
            norm = self.norms[at]
            if norm in QUANTIFIERS or norm in QUOTES or norm in _ABOUT or self.scene.tokens[at].kind == "number" or norm in number_words():
                at -= 1
                continue
            if norm[:1] in "بل" and (norm[1:] in number_words() or norm[1:] in QUANTIFIERS):
                return norm[0]
            if norm == "من" and at and self.norms[at - 1] in _MORE:
                at -= 2
                continue
            if norm in ("عن", "علي") and at > 2 and self.norms[at - 3:at - 1] == ["ما", "لا"]:  # ما لا يقل عن
                at -= 4
                continue
            head = self.scene.item(at, "head")
            if head is not None and head.item.head is not None and not head.item.head.inside and self.scene.covering(at) is None:
                if head.cut.preposition:
                    return head.cut.preposition
                at -= 1
                continue
            break
        before = base(self.norms[at]) if at >= 0 else ""
        return before if before in _ALL_PREPOSITIONS else ""

    def _add(self, mention: Mention, i: int, skip: int) -> None:
        """Put a mention into the scene with the clitics and the preposition that govern it."""
        norm = self.norms[mention.first]
        if skip:
            cut: Cut | None = next((c for c in heads(norm) if c.name_skip == skip), None)
            if cut is not None:
                mention.preposition, mention.conjunction = cut.preposition, bool(cut.conjunction)
        if not mention.preposition and mention.first > 0:
            mention.preposition = self._preposition(mention.first - 1)
        if mention.conjunction and not mention.preposition and mention.first > 1:
            before_it = self.scene.covering(mention.first - 1) or (self.scene.covering(mention.first - 2) if self.norms[mention.first - 1] == "," else None)
            if before_it is not None and before_it.type == mention.type:
                mention.preposition = before_it.preposition
        self.scene.add(mention)


_MINISTRIES = frozenset("الخارجيه الداخليه الدفاع العدل الصحه".split())
_NO_FIELD = frozenset("تصريح تصريحات بيان حديث كلمه خطاب مقابله حوار مؤتمر رساله تغريده تغريدات اتصال لقاء اجتماع انتظار اتخاذ الحكم وقت ختام مستهل مدينه بلده العاصمه البلاد المنطقه مكان".split())
_BY_BODY = frozenset("رئيس مدير عضو متحدث ناطق مسؤول ممثل أمين قائد زعيم موظف مندوب قيادي عنصر مقاتل مؤسس مصدر".split())
_BODIES = frozenset(("UNO", "IGO", "EUR", "NGO"))
_DIVIDED = {("KOR", "شمالي"): "PRK", ("SDN", "جنوبي"): "SSD"}
_DEPENDENT = frozenset("التابع التابعه التابعين التابعون المنتمي المنتميه المنتمين البالغ البالغه الصادر الصادره المنعقد المنعقده الرامي الراميه الهادف الهادفه المسمي المسماه "
                       "المدعو المدعوه المتعلق المتعلقه المتمثل المتمثله الملقب الملقبه المعروف المعروفه الواقع الواقعه المؤلف المؤلفه المكون المكونه".split())
_COMPLEMENTED = frozenset("المدعوم المدعومه المدعومين الموالي المواليه الموالين المرتبط المرتبطه المرتبطين المكلف المكلفه المكلفين الموجه الموجهه المتهم المتهمه المقرب المقربه المقربين "
                          "القريب القريبه الموجود الموجوده المنتشر المنتشره المتمركز المتمركزه المتحالف المتحالفه المناهض المناهضه المطل المطله المتخصص المتخصصه المعني المعنيه "
                          "المختص المختصه المشكله المشكل الخاص الخاصه القائم القائمه القادم القادمه الموقع الموقعه المبرم المبرمه المسؤول المسؤوله المشارك المشاركه المعارض المعارضه "
                          "المملوك المملوكه المحسوب المحسوبه المنبثق المنبثقه المستقيل المستقيله الاتي الاتيه العامل العامله المقيم المقيمه".split())
_CALLED = frozenset("حركة جماعة تنظيم جبهة حزب فصيل ميليشيا مجموعة منظمة كتيبة لواء مؤسسة شركة شبكة هيئة ائتلاف تحالف مملكة جمهورية سلطنة إمارة اتفاقية اتفاق معاهدة جمعية تيار كتائب مليشيا منصة".split())
_ABOUT = frozenset("نحو حوالي زهاء قرابه قراب".split())
_MORE = frozenset("اكثر اقل ازيد".split())
_WHERE = frozenset("في الي من قرب باتجاه نحو شمالي جنوبي شرقي غربي".split())
_ALL_PREPOSITIONS = PLACE_PREPOSITIONS | frozenset(
    "من الي علي عن مع ضد لدي تجاه حيال ازاء نحو بحق لصالح عبر باسم امام برفقه بعد قبل منذ حتي حول تحت بدعم بقياده برئاسه مثل".split())
_ADJECTIVES = frozenset("كبير كبيره كبار بارز بارزه رفيع رفيعه سابق سابقه سابقين سابقون جديد جديده مطلع مطلعه مطلعين مقرب مقربه مقربين موثوق موثوقه خاص خاصه مسلح "
                        "مسلحه مسلحين مسلحون مجهول مجهوله مجهولين مجهولون متحالف متطرف متطرفه متطرفين مدني مدنيين معارض معارضه معارضين ملثمين ملثمون اخر اخري اخرين "
                        "اخرون ثان ثانيه ثالث عزل متقاعد متشدد متشدده متشددين مشترك مشتركه دولي محلي محليه محليين امني امنيه امنيين عسكري عسكريه عسكريين حكومي حكوميه حكوميين "
                        "دبلوماسي دبلوماسيه دبلوماسيين طبي طبيه قضائي قضائيه حزبي حزبيه رسمي رسميه رسميين".split())


def _bare(norm: str) -> str:
    """A folded word without its article, also where ل has swallowed the alef (للإدارة)."""
    return next((cut.stem for cut in heads(norm) if cut.article), norm)


def find_mentions(scene: Scene) -> None:
    """Find every mention of the scene's text."""
    MentionFinder(scene).run()


def _gender(name: Name, first: str) -> str | None:
    """The grammatical gender of a known state or organisation: by its first word; states are feminine but for a few."""
    if name.type == "GPE":
        return "m" if name.kind == NATION and name.country in _MASCULINE_STATES else "f"
    if name.type == "ORG":
        return "f" if first.endswith(("ه", "اء")) else "m" if first in _MASCULINE_HEADS else None
    return None


_MASCULINE_STATES = frozenset("MAR IRQ LBN JOR YEM SDN SSD SOM KWT VAT".split())
_MASCULINE_HEADS = frozenset("مجلس حزب جيش اتحاد مكتب صندوق بنك برلمان تنظيم تحالف مركز مرصد ائتلاف جهاز حلف الاتحاد البرلمان الحزب الجيش المجلس البنتاغون الكرملين".split())


def name_of(mention: Mention) -> Name | None:
    """The first known name of a mention."""
    return mention.names[0] if mention.names else None
