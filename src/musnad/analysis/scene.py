"""The working view of one article: its tokens with their readings, and what is found in it so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.analysis.gazetteer import Name
from musnad.analysis.grammar import GOVERNING, RELATIVES, TIME_WORDS, base, is_that
from musnad.analysis.lexicon import Item, Reading, lexicon
from musnad.language.clitics import heads
from musnad.language.tokens import QUOTES, Document, Sentence, Token
from musnad.record import Span

_VERB_AFTER = frozenset("قد وقد فقد لقد لم ما كما حيث ثم لكن ولكن بينما فيما اذ بعدما كان كانت وكان وكانت حسبما لا".split())


_LETTERS = frozenset("بي سي تي دي اتش ان ار اف اس جي".split())


EXPRESSED = {"عبر": "يعبر", "وعبر": "ويعبر"}


def _expresses(document: Document, i: int) -> bool:
    """Whether عبر at token ``i`` is the verb (he expressed) rather than the preposition: it opens a clause, and عن follows in it."""
    before = document.tokens[i - 1] if i else None
    opens = before is None or before.kind == "break" or before.norm in (".", "قد", "وقد", "كما", "فيما", "بينما")
    ahead = [token.norm for token in document.tokens[i + 1 : i + 9]]
    return opens and "عن" in ahead and not {".", ":"} & set(ahead[: ahead.index("عن")])


@dataclass(slots=True, eq=False)
class Mention:
    """A span that names or describes an entity, with what its words tell of it.

    ``kind``: name (in the knowledge), person (a name read from its shape), head (opened by a head noun), role (a described
    person or group), pair ("البلدان") or again (a noun that refers back). ``used``: it has a part in an event or a statement;
    ``struck``: violence is done to it. ``preposition`` is what governs it, '' if none.
    """

    first: int
    last: int
    span: Span
    type: str
    named: bool
    kind: str
    country: str | None = None
    sector: str | None = None
    names: tuple[Name, ...] = ()
    head: str = ""
    gender: str | None = None
    number: str | None = None
    definite: bool = True
    preposition: str = ""
    conjunction: bool = False
    title: Mention | None = None
    speaks: bool = False
    inside: Mention | None = None
    why: str = ""
    used: bool = False
    struck: bool = False
    english: str = ""
    countries: tuple[str, ...] = ()
    lead: int = -1

    @property
    def start(self) -> int:
        """The token where the phrase begins, a person's title counted in."""
        return self.lead if self.lead >= 0 else self.first


Referred = tuple[Mention, Mention, float]  # two mentions that are of one entity, with the chance


@dataclass(slots=True)
class Scene:
    """A document with its readings and mentions; ``at`` finds the mention that begins or covers a token."""

    document: Document
    published: str | None = None
    outlet: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    readings: list[tuple[Reading, ...]] = field(default_factory=list)
    _cover: dict[int, Mention] = field(default_factory=dict)
    _verbs: dict[int, Reading | None] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, published: str | None = None, outlet: str | None = None) -> Scene:
        """Read every word of a document with the lexicon."""
        read, text = lexicon().read, document.text
        readings: list[tuple[Reading, ...]] = []
        for token in document.tokens:
            found = read(token.norm) if token.kind == "word" else ()
            if not found and token.norm in EXPRESSED and _expresses(document, token.index):
                found = read(EXPRESSED[token.norm])
            if found and text[token.end - 1] == "ة":
                found = tuple(r for r in found if r.cut.pronoun != "ه")
            elif found and text[token.end - 1] == "ه":
                owned = {r.item.kind for r in found if r.cut.pronoun == "ه"}
                found = tuple(r for r in found if r.cut.pronoun or r.item.kind not in owned)
            readings.append(found)
        return cls(document, published, outlet, [], readings)

    @property
    def tokens(self) -> list[Token]:
        """The document's tokens."""
        return self.document.tokens

    @property
    def sentences(self) -> list[Sentence]:
        """The document's sentences."""
        return self.document.sentences

    def norm(self, i: int) -> str:
        """Folded spelling of token ``i``, '' outside the text."""
        return self.document.tokens[i].norm if 0 <= i < len(self.document.tokens) else ""

    def text(self, first: int, last: int) -> str:
        """The article's characters of tokens ``first`` to ``last``."""
        tokens = self.document.tokens
        return self.document.text[tokens[first].start : tokens[last - 1].end]

    def item(self, i: int, *kinds: str) -> Reading | None:
        """The first reading of token ``i`` of one of these kinds."""
        if not 0 <= i < len(self.readings):
            return None
        for reading in self.readings[i]:
            if reading.item.kind in kinds:
                return reading
        return None

    def is_verb(self, i: int) -> Item | None:
        """The verb that token ``i`` plainly is, None if it is none."""
        reading = self.verb(i)
        return reading.item if reading is not None else None

    def verb(self, i: int) -> Reading | None:
        """The reading of token ``i`` as a verb: cut no deeper than any other, in a verb's place; None if it is no verb."""
        if not 0 <= i < len(self.readings) or not self.readings[i] or i in self._cover:
            return None
        if i not in self._verbs:
            self._verbs[i] = None
            self._verbs[i] = self._verb(i)
        return self._verbs[i]

    def _verb(self, i: int) -> Reading | None:
        verbs = [r for r in self.readings[i] if r.item.kind == "verb"]
        if (
            not verbs
            or self.norm(i) in ("سابق", "امس")  # former, yesterday: hardly ever "he raced", "he became"
            or (self.norm(i) in ("نقلا", "ونقلا") and self.norm(i + 1) == "عن")
            or (self.norm(i) in ("يقل", "تقل", "يزيد", "تزيد") and self.norm(i - 1) == "لا" and self.norm(i - 2) == "ما")
        ):
            return None
        verb = min(verbs, key=lambda r: (r.cut.skip, bool(r.cut.pronoun), r.item.person != 3, r.item.voice == "passive", not (r.item.senses or r.item.cue)))
        if verb.cut.skip > min(r.cut.skip for r in self.readings[i] if r.item.kind != "head" or r.item.number != "d"):
            return None
        weak = self.document.text[self.document.tokens[i].end - 1] == "ى" and verb.item.lemma.endswith("ى")
        nominal = any(r.item.kind != "verb" and r.cut.skip <= verb.cut.skip and not (weak and r.item.kind == "masdar") for r in self.readings[i])
        verb = self._by_agreement(i, verb)
        if nominal and verb.item.tense == "perfect" and (self.after_preposition(i) or self._qualified(i) or not self._verb_place(i, verb)):
            return None
        if nominal and verb.item.tense == "imperfect" and self._said(i):
            return None
        return verb

    def _qualified(self, i: int) -> bool:
        """قصف تركي: a demonym that is no mention of its own qualifies the word before it, which is then a noun."""
        nisba = self.item(i + 1, "nisba") if i + 1 not in self._cover else None
        return nisba is not None and nisba.item.number in ("s", None) and not (nisba.cut.article or nisba.cut.preposition or nisba.cut.conjunction)

    def _said(self, i: int) -> bool:
        """نفت الوزارة تسلم طائرات: after a verb of saying and its subject, with no أن, a form that can be a noun is one."""
        j = i - 1
        while j >= 0 and j in self._cover:
            j -= 1
        item = self.is_verb(j) if j < i - 1 else None
        return item is not None and item.cue is not None

    def _by_agreement(self, i: int, verb: Reading) -> Reading:
        """تسلم is he received or she hands over: the gender of the mention that follows decides, else the first reading."""
        same = [r for r in self.readings[i] if r.item.kind == "verb" and (r.cut.skip, r.cut.pronoun) == (verb.cut.skip, verb.cut.pronoun)]
        if verb.cut.stem == "تعرض" and any(c.preposition == "ل" for j in range(i + 1, min(i + 9, len(self.readings))) for c in heads(self.norm(j))):
            return next((r for r in same if r.item.tense == "perfect" and r.item.person == 3), verb)  # تعرض المستشفى لقصف: it was shelled
        if len({(r.item.tense, r.item.gender) for r in same}) < 2:
            return verb
        for j in range(i + 1, min(i + 4, len(self.readings))):
            mention = self.starting(j)
            if mention is None:
                continue
            gender = mention.gender or ("m" if mention.type == "PERSON" else None)
            return next((r for r in same if gender and r.item.gender == gender and r.item.person == 3), verb)
        return verb

    def _verb_place(self, i: int, verb: Reading) -> bool:
        """Whether a form that can be verb or noun (طلب، قصف) stands where a verb does: at the head of a clause, or after its subject."""
        if verb.cut.conjunction or i == 0 or self.norm(i + 1) in ("فيه", "فيها"):
            return True
        before = self.norm(i - 1)
        if before == "," and self.norm(i - 2) in QUOTES:
            return True
        if (
            self.document.tokens[i - 1].kind == "break"
            or (self.document.tokens[i - 1].kind == "mark" and before != ",")
            or before in _VERB_AFTER
            or self.that(i - 1)
            or base(before) in RELATIVES
        ):
            return True
        if i - 1 not in self._cover and before not in TIME_WORDS and before != ",":
            return False
        for j in range(i - 1, max(-1, i - 14), -1):
            if self.document.tokens[j].kind == "break" or self.norm(j) in ".;:" or is_that(self.norm(j)):
                return True
            if self.is_verb(j):
                return False
        return True

    def that(self, i: int) -> bool:
        """Whether token ``i`` is أن/إن as a word of its own, not a letter in an outlet's name (إن بي سي)."""
        norm = self.norm(i)
        if not is_that(norm) or i in self._cover:
            return False
        time = self.document.text[self.document.tokens[i].start] == "آ"  # من آن لآخر
        return not time and not (norm == "ان" and self.norm(i + 1) in _LETTERS)

    def after_preposition(self, i: int) -> bool:
        """Whether a preposition stands right before token ``i`` (so it is no verb); من before what can only be a verb is who (عدد من اعتقلتهم الشرطة)."""
        if i < 1 or base(self.norm(i - 1)) not in GOVERNING:
            return False
        return base(self.norm(i - 1)) != "من" or not self.readings[i] or any(r.item.kind != "verb" for r in self.readings[i])

    def add(self, mention: Mention) -> None:
        """Put a mention in; an outer one takes over the tokens of those nested in it."""
        self.mentions.append(mention)
        self._verbs.clear()
        for i in range(mention.first, mention.last):
            held = self._cover.get(i)
            if held is None or (mention.first <= held.first and held.last <= mention.last):
                self._cover[i] = mention

    def remove(self, mention: Mention) -> None:
        """Take a mention out; its tokens go back to the largest of those nested in it."""
        self.mentions.remove(mention)
        self._verbs.clear()
        for i in [i for i, held in self._cover.items() if held is mention]:
            inside = [m for m in self.mentions if m.first <= i < m.last]
            if inside:
                self._cover[i] = max(inside, key=lambda m: m.last - m.first)
            else:
                del self._cover[i]
        for other in self.mentions:
            if other.inside is mention:
                other.inside = None

    def entitle(self, person: Mention, title: Mention) -> None:
        """Let a person's phrase begin with the title: what is nested there stands no longer on its own in the clause."""
        person.lead = title.first
        for i in range(title.first, person.first):
            self._cover[i] = person
        self._verbs.clear()

    def extend(self, person: Mention, first: int, last: int) -> None:
        """Let a person's phrase take in the office that stands right after the name: what is nested there acts no longer on its own."""
        for i in range(first, last):
            self._cover[i] = person
        self._verbs.clear()

    def covering(self, i: int) -> Mention | None:
        """The outermost mention that covers token ``i``."""
        return self._cover.get(i)

    def starting(self, i: int) -> Mention | None:
        """The outermost mention that begins at token ``i``."""
        mention = self._cover.get(i)
        return mention if mention is not None and mention.start == i else None
