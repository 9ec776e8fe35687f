"""Sources that no rule of mentions has read: the words where a verb of speech has its subject, if they can be a source.

A source is a person, a body, a document or a medium. What a noun is, the lexicon tells where it knows it as a role or a head;
a participle or a word of no other kind is a person only before verbs that none but people do (قال، صرح), and what is a thing,
an act or an amount never speaks.
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad.analysis.grammar import DEMONSTRATIVES, QUANTIFIERS, TIME_WORDS, base, is_function_word
from musnad.analysis.lexicon import Item, Reading
from musnad.analysis.names import LINKS
from musnad.analysis.namewords import common_words, is_common
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.sourcenames import LONGEST_NAME, SourceNames
from musnad.analysis.sourcewords import BODIES, GOVERNOR, KIN, MEDIA, NO_SUBJECT, ONE_OF, PAPERS, TALKING, TELLING, THINGS, TO_WHOM
from musnad.language.clitics import heads
from musnad.language.numbers import number_words
from musnad.language.tokens import QUOTES, Sentence

LONGEST = 8
_INSIDE = ("GPE", "ORG", "LOC", "MEDIA", "FAC")
SPEAKERS = ("PERSON", "NORP", "MEDIA", "LAW")
SPEAKING = ("PERSON", "ORG", "GPE", "MEDIA", "NORP", "LAW")


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of an unread subject, and the source they are; None if they are none."""

    first: int
    last: int
    source: Mention | None


class Unread:
    """Reads unread sources in one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.names = scene, SourceNames(scene)

    def after(self, i: int, stop: int, verb: Item) -> Subject | None:
        """The subject behind the verb at ``i``, up to a comma, a function word or أن; None if no noun stands there."""
        if verb.number in ("p", "d") or verb.person != 3:
            return None
        first = i + 2 if self.scene.norm(i + 1) in TO_WHOM else i + 1
        quoted = self._quoted(first)
        if quoted is not None:
            return quoted
        last = self._phrase(first, min(stop, first + LONGEST))
        if last <= first or not self._closed(last):
            return None
        source = self._source(first, last, verb, "the subject of a verb of speech")
        return Subject(first, last, source) if source is not None or not self._owned(first) else None

    def _quoted(self, first: int) -> Subject | None:
        """A name in quotation marks between a verb of speech and its words (وقالت "X": …، وذكرت "X" أن …)."""
        if self.scene.norm(first) not in QUOTES:
            return None
        close = next((j for j in range(first + 2, first + 6) if self.scene.norm(j) in QUOTES), None)
        if close is None or not (self.scene.norm(close + 1) == ":" or self.scene.that(close + 1)):
            return None
        if any(self.scene.tokens[j].kind not in ("word", "latin") or self.scene.is_verb(j) for j in range(first + 1, close)):
            return None
        inner = self.scene.covering(first + 1)
        if inner is not None:
            return Subject(first, close + 1, inner if inner.type in SPEAKING else None)
        words = [self.scene.norm(j) for j in range(first + 1, close)]
        alike = next((m for m in self.scene.mentions if [self.scene.norm(j) for j in range(m.first, m.last)] == words), None)
        mention = Mention(first + 1, close, self._span(first + 1, close), alike.type if alike is not None else "ORG", True, "head")
        return Subject(first, close + 1, self._add(mention, "a quoted name as the subject of a verb of speech"))

    def widened(self, i: int, person: Mention) -> Mention | None:
        """The whole name of a person of whom only the last part is read (قالت النائبة ⟦X⟧ بوب), behind the verb at ``i``."""
        at, title = person.first, max(i + 1, person.lead)
        while at - 1 > title and self.names.unknown(at - 1, person):
            at -= 1
        if person.type != "PERSON" or not person.named or at == person.first or person.first - i > LONGEST_NAME:
            return None
        title_stands = all(self.scene.tokens[j].kind == "word" and not is_function_word(self.scene.norm(j)) for j in range(i + 1, at))
        return self._add(Mention(at, person.last, self._span(at, person.last), "PERSON", True, "person"), person.why) if title_stands else None

    def named_behind(self, role: Mention) -> Mention | None:
        """The name behind an office that a body stands behind first (الخبير بجامعة X ⟦Y Z⟧), or that no rule of names took."""
        at, scene = role.last, self.scene
        if role.type != "PERSON" or role.named or role.kind != "role" or role.number not in ("s", None) or not role.definite:
            return None
        body = scene.starting(at)
        if body is not None and body.type in _INSIDE and body.preposition in ("ب", "في", "من", "ل", "لدي"):
            at = body.last
        end = at
        while end < min(len(scene.tokens), at + LONGEST_NAME) and scene.covering(end) is None and self.names.part(end):
            end += 1
        if end - at < 2 or not self._closed(end) or not (self.names.fits(at) or scene.norm(at) in LINKS) or not self.names.fits(end - 1):
            return None
        mention = Mention(at, end, self._span(at, end), "PERSON", True, "person", head=scene.norm(at), title=role)
        return self._add(mention, "a person's name after a title")

    def accuser(self, first: int, stop: int) -> Mention | None:
        """Whose accusation it is, behind a noun of accusing: a definite noun with ب and a verbal noun after it (اتهامات ⟦المدرب⟧ بمحاباة …)."""
        norm = self.scene.norm(first)
        blames = first + 1 < stop and any(c.preposition == "ب" and not c.article for c in heads(self.scene.norm(first + 1)))
        if not norm.startswith("ال") or norm.removeprefix("ال") in THINGS or not blames:
            return None
        if self.scene.item(first, "masdar", "nisba") is not None or self._phrase(first, first + 1) == first:
            return None
        mention = Mention(first, first + 1, self._span(first, first + 1), "PERSON", False, "role", head=norm)
        return self._add(mention, "the genitive of a noun of accusing")

    def kin(self, first: int) -> Mention | None:
        """Someone's own relative, lawyer or colleague right behind a verb (التي صرح ⟦محاميها⟧): its subject, whoever stands before the verb."""
        norm = self.scene.norm(first)
        if self.scene.covering(first) is not None or not any(norm == kin + own for kin in KIN for own in ("ه", "ها", "هم")):
            return None
        return self._add(Mention(first, first + 1, self._span(first, first + 1), "PERSON", False, "role", head=norm), "the subject of a verb of speech")

    def apposed(self, i: int, role: Mention) -> Mention | None:
        """The name between the verb at ``i`` and a comma before the office that tells more of it (يقول ⟦X⟧، الخبير في …)."""
        comma = role.start - 1
        if role.kind != "role" or self.scene.norm(comma) != "," or not i + 1 < comma <= i + 1 + LONGEST_NAME or self._phrase(i + 1, comma) != comma:
            return None
        name = self.names.plain(i + 1, comma)
        return self._source(i + 1, comma, None, "the subject of a verb of speech") if name is not None else None

    def before(self, i: int, sentence: Sentence, verb: Item) -> Subject | None:
        """The subject before the verb at ``i``: all the words from the head of the sentence, or from أن, to the verb."""
        end = i - 1 if self.scene.norm(i - 1) in ("قد", "لم") else i
        first = end
        while first > sentence.first and not (self.scene.tokens[first - 1].kind in ("break", "mark") or self.scene.that(first - 1)):
            first -= 1
        if not 0 < end - first <= LONGEST or self.scene.norm(i).startswith("و") or self._phrase(first, end) != end:
            return None
        return Subject(first, end, self._source(first, end, verb, "the subject before a verb of speech"))

    def origin(self, first: int, stop: int, preposition: str) -> Mention | None:
        """The source behind a preposition that names one (نقلت عن ⟦مقربة من العائلة⟧)."""
        last = self._phrase(first, min(stop, first + LONGEST))
        if last == first:
            return None
        mention = self._source(first, last, None, "the origin named by a relay")
        if mention is not None:
            mention.preposition = preposition
        return mention

    def known(self, first: int, stop: int) -> Subject | None:
        """The body, person or paper whose noun the lexicon knows at ``first``, also where it is an ordinary word elsewhere."""
        last = self._phrase(first, min(stop, first + LONGEST))
        if last == first or self.names.reading(first) is None:
            return None
        return Subject(first, last, self._source(first, last, None, "a source named by a preposition"))

    # --- the words ---------------------------------------------------------------------------------------------------
    def _phrase(self, first: int, stop: int) -> int:
        """The token after a noun phrase that begins at ``first``; ``first`` if none begins there."""
        scene, j = self.scene, first
        while j < stop:
            held = scene.covering(j)
            if held is not None and (
                (held.preposition and scene.norm(first) != GOVERNOR) or held.start != j or held.last > stop or (j == first and held.type in SPEAKERS)
            ):
                break
            if held is not None and held.type in _INSIDE:
                return held.last
            if held is not None:
                j = held.last
                continue
            if scene.tokens[j].kind not in ("word", "latin") or not self._goes_in(j, first):
                break
            j += 1
        return self._with_quoted(first, j)

    def _with_quoted(self, first: int, last: int) -> int:
        """A body's name in quotation marks right behind its noun belongs to it (مجموعة "…")."""
        reading = self.names.reading(first)
        head = reading.item.head if reading is not None else None
        body = self.scene.norm(first) in BODIES or (head is not None and head.type in ("ORG", "MEDIA"))
        if self.scene.norm(last) not in QUOTES or not body:
            return last
        close = next((j for j in range(last + 1, last + 9) if self.scene.norm(j) in QUOTES or self.scene.norm(j) in ",.:"), None)
        return close + 1 if close is not None and self.scene.norm(close) in QUOTES else last

    def _goes_in(self, j: int, first: int) -> bool:
        """Whether the word at ``j`` can be part of a noun phrase from ``first`` on."""
        scene, norm = self.scene, self.scene.norm(j)
        if norm == GOVERNOR and j == first:
            return scene.text(j, j + 1).endswith("ي") and not is_function_word(scene.norm(j + 1))
        if is_function_word(norm) or norm in TIME_WORDS or norm in NO_SUBJECT or norm in TO_WHOM or norm in DEMONSTRATIVES or base(norm) != norm:
            return False
        if j == first and norm in ONE_OF:
            return self.scene.norm(j + 1) != "" and self.scene.tokens[j + 1].kind == "word" and not is_function_word(self.scene.norm(j + 1))
        if norm.startswith(("بان", "بال", "لل")) or norm in number_words() or norm in QUANTIFIERS:
            return False
        if j == first and scene.text(j, j + 1).endswith(("ا", "ً", "اً")) and is_common(norm):
            return False
        body = j == first + 1 and (head := scene.item(first, "head")) is not None and head.item.head is not None and head.item.head.type == "ORG"
        verb = scene.is_verb(j)
        return j == first or body or norm.startswith("ال") or verb is None or (verb.gender, verb.number) == ("f", "p")

    def _closed(self, last: int) -> bool:
        """Whether a noun phrase can end before token ``last``: a mark, a function word, time, a mention or a preposition follows."""
        norm = self.scene.norm(last)
        return (
            norm in ",:.-–"
            or norm in QUOTES
            or self.scene.norm(last - 1) in QUOTES
            or is_function_word(norm)
            or norm in TIME_WORDS
            or norm in NO_SUBJECT
            or self.scene.covering(last) is not None
            or self.scene.that(last + 1)
            or bool(heads(norm)[-1].preposition)
            or self.scene.item(last, "active", "masdar") is not None
        )

    # --- what they are -----------------------------------------------------------------------------------------------
    def _source(self, first: int, last: int, verb: Item | None, why: str) -> Mention | None:
        """A mention of the words, None if they can be no source."""
        name = self.names.of(first, last, verb)
        if name is not None:
            return self._add(Mention(*name, self._span(*name), "PERSON", True, "person", head=self.scene.norm(name[0])), why)
        reading = self.names.reading(first)
        type_, sector = self._kind(first, last, reading, verb)
        if not type_:
            return None
        if type_ == "MEDIA" and self.scene.norm(last - 1) in QUOTES:
            opened = next(j for j in range(first, last) if self.scene.norm(j) in QUOTES)
            if not all(self.scene.tokens[j].is_word for j in range(opened + 1, last - 1)) or opened + 1 >= last - 1:
                return None
            return self._add(Mention(opened + 1, last - 1, self._span(opened + 1, last - 1), "MEDIA", True, "head", sector="JRN"), why)
        mention = Mention(first, last, self._span(first, last), type_, False, "role", head=self.scene.norm(first))
        mention.sector, mention.definite = sector, any(self.scene.norm(j).startswith("ال") for j in range(first, last))
        if reading is not None:
            mention.gender, mention.number = reading.item.gender, reading.item.number
        return self._add(mention, why)

    def _kind(self, first: int, last: int, reading: Reading | None, verb: Item | None) -> tuple[str, str | None]:
        """Entity type and sector of a described source; '' for what can be none."""
        first += self.scene.norm(first) in ONE_OF
        norm = self.scene.norm(first)
        stem = norm.removeprefix("ال")
        lemma = verb.cue.lemma if verb is not None and verb.cue is not None else ""
        talking = lemma in TALKING or (lemma in TELLING and norm.startswith("ال"))
        owned = self._owned(first)
        definite = owned or any(self.scene.norm(j).startswith("ال") or self.scene.covering(j) is not None for j in range(first, last))
        if norm == GOVERNOR:
            return "PERSON", "GOV"
        if stem in THINGS:
            return "", None
        for nouns, type_ in ((PAPERS, "LAW"), (MEDIA, "MEDIA"), (BODIES, "ORG")):
            if stem in nouns:
                return (type_ if definite or last > first + 1 else ""), None
        if reading is not None:
            role, head = reading.item.role, reading.item.head
            if role is not None and (not reading.item.risky or definite):
                return role.type, role.sector
            if head is not None and head.type in ("ORG", "MEDIA") and (definite or last > first + 1):
                return head.type, head.sector
            return ("ORG", None) if head is not None and head.type == "FAC" and last > first + 1 and definite else ("", None)
        if self.scene.item(first, "masdar", "noun", "verb") is not None or not definite:
            return "", None
        accusative = norm.endswith("ين")
        if self.scene.item(first, "active", "passive") is not None:
            return ("PERSON" if not accusative and (talking or norm.endswith("ون")) else ""), None
        governed = norm not in common_words() and heads(norm)[-1].preposition != ""
        related = not owned or any(norm == kin + own for kin in KIN for own in ("ه", "ها", "هم"))
        return ("PERSON" if talking and not accusative and related and not governed else ""), None

    def _owned(self, j: int) -> bool:
        """Whether a possessive pronoun stands on the word at ``j``."""
        return self.scene.text(j, j + 1).endswith(("ه", "ها", "هم")) and not self.scene.norm(j).startswith("ال")

    def _span(self, first: int, last: int) -> tuple[int, int]:
        return self.scene.tokens[first].start, self.scene.tokens[last - 1].end

    def _add(self, mention: Mention, why: str) -> Mention:
        mention.speaks = mention.used = True
        mention.why = why
        self.scene.add(mention)
        return mention
