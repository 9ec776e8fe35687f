"""Clauses: who stands where around a verb or a verbal noun.

News Arabic puts the verb first and the subject after it, or, in headlines and after أن/إن, the subject first; a verb in the
dual or plural always follows its subject or has none of its own (Ryding 2005, pp. 64-67). The reader finds, for one verb, the
mentions that can be its subject, its objects and what its prepositions govern.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.analysis.grammar import CLAUSE_OPENERS, NEGATIONS, PREPOSITIONS, QUANTIFIERS, RELATIVES, TIME_WORDS, base, is_function_word, is_that
from musnad.analysis.lexicon import Item
from musnad.analysis.namewords import is_common
from musnad.analysis.scene import Mention, Scene
from musnad.language.characters import fold
from musnad.language.clitics import heads
from musnad.language.numbers import number_words
from musnad.language.tokens import QUOTES, Sentence

GOING_ON = frozenset("ان بان قد لم لن لا ثم او بل هو هي وهو وهي حيث".split())
REACH = 22
PRONOUNS = frozenset("هو هي هم هما".split())
ACTING = ("PERSON", "ORG", "GPE", "NORP", "MEDIA", "LAW")


@dataclass(slots=True)
class Frame:
    """The surroundings of a verb or verbal noun at token ``i``: groups of coordinated mentions."""

    i: int
    subject: list[Mention] = field(default_factory=list)
    objects: list[list[Mention]] = field(default_factory=list)
    governed: list[tuple[str, list[Mention]]] = field(default_factory=list)
    owners: list[tuple[str, list[Mention]]] = field(default_factory=list)
    end: int = 0
    elided: bool = False
    subject_first: bool = False

    def by(self, preposition: str) -> list[Mention]:
        """The group governed by a preposition, [] if none."""
        return next((group for prep, group in self.governed if prep == preposition), [])

    def through(self, preposition: str) -> list[Mention]:
        """The group in the genitive of an abstract noun that a preposition governs ('' for a bare object), [] if none."""
        return next((group for prep, group in self.owners if prep == preposition), [])


class Clauses:
    """Frames of one scene, remembered by token."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._frames: dict[int, Frame] = {}

    # --- groups ------------------------------------------------------------------------------------------------------
    def group(self, mention: Mention) -> list[Mention]:
        """A mention with those coordinated to it (إسرائيل والمغرب ومصر)."""
        out = [mention]
        while True:
            at = out[-1].last
            if self.scene.norm(at) == ",":
                at += 1
            follower = self.scene.starting(at)
            if follower is None and self.scene.item(at, "head") and self.scene.covering(at + 1):
                follower = self.scene.starting(at + 1)
                opener = self.scene.item(at, "head")
                if follower is not None and (opener is None or opener.cut.conjunction != "و"):
                    follower = None
                elif follower is not None:
                    out.append(follower)
                    continue
            if follower is None or not follower.conjunction or follower.preposition not in ("", mention.preposition) or not _alike(mention, follower):
                return out
            out.append(follower)

    def _stops(self, j: int) -> bool:
        """Whether the clause of a verb ends before token ``j``."""
        token = self.scene.tokens[j]
        if token.kind == "break":
            return True
        norm = token.norm
        if token.kind == "mark":
            return norm in ".;:!?"
        return is_that(norm) or base(norm) in RELATIVES or base(norm) in CLAUSE_OPENERS

    # --- verbs -------------------------------------------------------------------------------------------------------
    def frame(self, i: int) -> Frame:
        """The frame of the finite verb at token ``i``."""
        known = self._frames.get(i)
        if known is not None:
            return known
        frame = self._frames[i] = Frame(i)
        sentence = self.scene.sentences[self.scene.tokens[i].sentence]
        verb = self.scene.verb(i)
        groups = self._scan(i, sentence, frame)
        bare = [g for prep, g in groups if not prep]
        frame.governed = [(prep, g) for prep, g in groups if prep and prep != "genitive"]
        told = self._told_subject(i, sentence)
        if told:
            frame.subject, frame.objects, frame.elided = told, bare, True
            return frame
        plural = verb is not None and verb.item.number in ("p", "d") and verb.item.person == 3
        passive_first = verb is not None and verb.item.person in (1, 2)
        apposed = self._before_apposition(i, sentence, verb.item if verb else None)
        left = apposed or self._left(i, sentence, verb.item if verb else None)
        if left is not None and verb is not None and verb.cut.conjunction and self.verb_before(i, sentence) is not None:
            left = None
        if (
            left is not None
            and bare
            and self.scene.norm(i - 1) in ("-", "–")
            and (left.start == sentence.first or left.type == "MEDIA")
            and self._agrees(verb.item if verb else None, bare[0][0])
        ):
            left = None  # آدم يبال - أعلن القائد: where the report is from
        resumed = verb is not None and verb.cut.pronoun not in ("", "ي", "ك", "نا")
        if left is not None and resumed and bare and bare[0][0].start == i + 1 and self._agrees(verb.item if verb else None, bare[0][0]):
            left = None
        if bare and not left and not told and self._unread_subject(i, bare[0][0]):
            frame.objects, frame.elided = bare, False
            return frame
        if left and (plural or passive_first or not bare or apposed or self._subject_first(i, left)):
            group = self.group_ending(left)
            if len(group) == 2 and verb is not None and verb.item.number == "s" and verb.item.person == 3:
                group = group[-1:]  # a subject of two would have its verb in the dual
            frame.subject, frame.objects, frame.subject_first = group, bare, True
        elif (
            len(bare) > 1
            and bare[0][0].type == "GPE"
            and bare[0][0].gender == "f"
            and bare[1][0].type == "PERSON"
            and verb is not None
            and verb.item.gender == "m"
        ):
            frame.subject, frame.objects = bare[1], bare[:1]
        elif bare and not plural and not passive_first and not self._oblique(bare[0][0]) and self._agrees(verb.item if verb else None, bare[0][0]):
            frame.subject, frame.objects = bare[0], bare[1:]
        else:
            frame.objects, frame.elided = bare, True
        return frame

    def _oblique(self, mention: Mention) -> bool:
        """Whether a plural or dual shows by its ending that it is no subject (اتهم الحوثيين، دعا مقاتلي الحركة); Ryding 2005, pp. 140-146."""
        norm, before = self.scene.norm(mention.first), max(mention.first - 1, 0)
        counted = self.scene.norm(before) in number_words() or self.scene.tokens[before].kind == "number"
        if counted or self.scene.norm(before) in QUANTIFIERS or base(self.scene.norm(before)) in PREPOSITIONS:
            return False  # بعض المراقبين، العشرات من الصحفيين: in the genitive of what counts them
        if mention.named and mention.type in ("NORP", "ORG") and norm.startswith("ال") and norm.endswith("يين") and not mention.preposition:
            return True
        if mention.named or mention.number not in ("p", "d") or mention.preposition:
            return False
        role = self.scene.item(mention.first, "role")
        construct = role is not None and role.item.number == "p" and norm.endswith("ي") and not fold(role.item.lemma).endswith("ي")
        return norm.endswith("ين") or construct

    def _unread_subject(self, i: int, mention: Mention) -> bool:
        """Whether a definite noun that is no mention stands between a verb and the mention (تستهدف هذه التوقيفات | أنصار فلان): it is the subject."""
        nouns = [j for j in range(i + 1, mention.start) if self.scene.norm(j).startswith("ال") and self._noun(j) and self.scene.norm(j + 1) != "من"]
        return bool(nouns) and all(self.scene.covering(j) is None and self.scene.item(j, "nisba") is None for j in nouns)

    def _told_subject(self, i: int, sentence: Sentence) -> list[Mention]:
        """أنها قتلت X, وهي تضرب Y: a pronoun before the verb is its subject, and stands for the subject of the verb before."""
        before = self.scene.norm(i - 1)
        j = i - 1
        if before in ("قد", "لم", "لن", "لا", "سوف"):
            j, before = i - 2, self.scene.norm(i - 2)
        if j == i - 2 and self.scene.norm(i - 1) == "قد" and before in ("يكون", "تكون", "يكونوا") and is_that(self.scene.norm(i - 3)):
            return self.actor_of(earlier) if (earlier := self.verb_before(j, sentence)) is not None else []
        if not (
            before.removeprefix("و") in PRONOUNS
            or ((is_that(before) or before.startswith(("لكن", "ولكن", "لان"))) and before.endswith(("ه", "ها", "هم", "هما")))
        ):
            return []
        earlier = self.verb_before(j, sentence)
        return self.actor_of(earlier) if earlier is not None else []

    def _scan(self, i: int, sentence: Sentence, frame: Frame) -> list[tuple[str, list[Mention]]]:
        """Groups of mentions to the right of ``i`` up to the end of its clause, each with its preposition."""
        groups: list[tuple[str, list[Mention]]] = []
        j, stop, commas = i + 1, min(sentence.last, i + 1 + REACH), 0
        while j < stop:
            mention = self.scene.starting(j)
            if mention is not None:
                group = self.group(mention)
                owned = not mention.preposition and self._genitive(mention, i)
                groups.append((mention.preposition or ("genitive" if owned else ""), group))
                if owned:
                    frame.owners.append((self._owner_marker(mention), group))
                j = group[-1].last
                continue
            if self._stops(j):
                break
            if self.scene.norm(j) == ",":
                commas += 1
                nxt = self.scene.norm(j + 1)
                if commas > 2 or (nxt.startswith("و") and self.scene.is_verb(j + 1)):
                    break
            if j > i + 1 and self.scene.is_verb(j):
                break
            j += 1
        frame.end = j
        return groups

    def _owner_marker(self, mention: Mention) -> str:
        """The preposition before the noun that a mention is the genitive of: ب in بدور عمان, '' in سياسة ترامب."""
        j = mention.start - 1
        cut = next((c for c in heads(self.scene.norm(j)) if c.preposition and is_common(c.stem)), None)
        if cut is not None:
            return cut.preposition
        before = base(self.scene.norm(j - 1))
        return before if before in PREPOSITIONS else ""

    def _genitive(self, mention: Mention, i: int) -> bool:
        """Whether a mention is the genitive of a noun before it (سراح الناشط، حي الفرسان), so neither subject nor object."""
        j = mention.start - 1
        if self.scene.norm(j) in QUOTES:
            j -= 1
        while (
            j > i
            and (head := self.scene.item(j, "head")) is not None
            and head.item.head is not None
            and (not head.item.head.inside or mention.type in (head.item.head.type, "MEDIA"))
        ):
            j -= 1
        if j <= i or self.scene.covering(j) is not None or self.scene.tokens[j].kind != "word":
            return False
        norm = self.scene.norm(j)
        if (
            is_function_word(norm)
            or norm in TIME_WORDS
            or norm in QUANTIFIERS
            or norm in number_words()
            or norm.startswith("ال")
            or norm.endswith("ا")
            or self.scene.is_verb(j)
        ):
            return False
        return not heads(norm)[-1].article

    def _left(self, i: int, sentence: Sentence, verb: Item | None) -> Mention | None:
        """The mention before the verb that can be its subject: no verb between, not governed, agreeing."""
        j, crossed = i - 1, 0
        relative = base(self.scene.norm(i - 1)) in RELATIVES
        if relative:
            j = i - 2
            if base(self.scene.norm(i - 1)) == "الذين" and verb is not None and verb.number == "s":
                return None  # الذين استخدمت إسرائيل ضدهم القوة: those are not its subject
        while j >= sentence.first:
            mention = self.scene.covering(j)
            if mention is not None:
                if (
                    (relative or not mention.preposition)
                    and mention.type in ACTING
                    and self._agrees(verb, mention)
                    and not self._genitive(mention, sentence.first - 1)
                ):
                    return mention if mention.last <= i else None
                if relative:
                    return None
                crossed += 1
                if crossed > 3:
                    return None
                j = mention.start - 1
                continue
            norm = self.scene.norm(j)
            token = self.scene.tokens[j]
            if self.scene.is_verb(j) and not self._auxiliary(j):
                return self._before_relative(j - 1, verb)
            if (
                token.kind == "break"
                or norm in ".;:!?"
                or is_that(norm)
                or base(norm) in ("حيث", "بينما", "فيما", "لكن", "كما", "بعدما", "اذ")
                or (base(norm) in RELATIVES and not relative)
            ):
                return None
            j -= 1
        return None

    def _before_relative(self, j: int, verb: Item | None) -> Mention | None:
        """X الذي تقوده Y يفعل: the antecedent of the relative pronoun at ``j``, if the verb after the clause can be its own."""
        if base(self.scene.norm(j)) not in RELATIVES:
            return None
        before = self.scene.covering(j - 1)
        fits = before is not None and before.last == j and not before.preposition and before.type in ACTING and self._agrees(verb, before)
        return before if fits else None

    def _before_apposition(self, i: int, sentence: Sentence, verb: Item | None) -> Mention | None:
        """X، المتحدث باسم Y الذي …، يفعل: what stands between the commas tells more of X, who is the subject."""
        if self.scene.norm(i - 1) != ",":
            return None
        first = self.scene.starting(sentence.first)
        if (
            first is not None
            and base(self.scene.norm(first.last)) in RELATIVES
            and not first.preposition
            and first.type in ACTING
            and self._agrees(verb, first)
        ):
            return first  # X الذي …، يفعل
        for k in range(i - 2, max(sentence.first, i - 22), -1):
            if self.scene.norm(k) in ".;:" or self.scene.tokens[k].kind == "break":
                return None
            if self.scene.norm(k) != ",":
                continue
            mention = self.scene.covering(k - 1)
            if mention is None or mention.last != k or mention.preposition or mention.type not in ACTING or not self._agrees(verb, mention):
                return None
            return mention if self.verb_before(mention.start, sentence) is None else None
        return None

    def verb_before(self, i: int, sentence: Sentence) -> int | None:
        """The last finite verb before ``i`` in its sentence."""
        return next((j for j in range(i - 1, sentence.first - 1, -1) if self.scene.is_verb(j)), None)

    def _auxiliary(self, j: int) -> bool:
        item = self.scene.is_verb(j)
        return item is not None and item.lemma in ("كان", "ظل", "بات", "أصبح", "عاد", "بدأ", "راح", "زال")

    def _subject_first(self, i: int, left: Mention) -> bool:
        """Whether the order is subject, verb: the subject adjoins the verb (adverbs, time and auxiliaries apart) and the verb has no و."""
        token = self.scene.tokens[i]
        cut = heads(token.norm)[0]
        verb = self.scene.verb(i)
        if verb is not None and verb.cut.conjunction:
            return False
        if base(self.scene.norm(i - 1)) in RELATIVES:
            return True
        between = range(left.last, i)
        plain = all(self._light(j) for j in between)
        return plain and not cut.conjunction or plain and verb is not None and not verb.cut.conjunction

    def _noun(self, j: int) -> bool:
        """Whether token ``j`` is a word that can be a subject: no particle, no word of time, no verb."""
        norm = self.scene.norm(j)
        return self.scene.tokens[j].kind == "word" and not is_function_word(norm) and norm not in TIME_WORDS and self.scene.is_verb(j) is None

    def _light(self, j: int) -> bool:
        norm = self.scene.norm(j)
        return norm in TIME_WORDS or norm in NEGATIONS or norm in ("قد", "سوف", ",", "كانت", "كان", "-") or norm in QUOTES or self.scene.covering(j) is not None

    def _agrees(self, verb: Item | None, mention: Mention) -> bool:
        """Gender agreement as far as both sides show it; groups and organisations agree loosely."""
        if verb is None or verb.gender is None or verb.person != 3:
            return True
        if verb.gender == "f" and mention.type == "NORP" and mention.gender == "m" and mention.number == "p" and verb.number == "s":
            return False
        if mention.gender is None or mention.type in ("NORP", "MEDIA") or (mention.type == "GPE" and verb.gender == "f"):
            return True
        if mention.number == "p":
            return True
        return mention.gender == verb.gender

    def group_ending(self, mention: Mention) -> list[Mention]:
        """A mention with those before it that it is coordinated to."""
        out = [mention]
        while out[0].conjunction:
            at = out[0].start - 1
            if self.scene.norm(at) == ",":
                at -= 1
            before = self.scene.covering(at)
            if before is None or before.last != at + 1 or not _alike(before, out[0]):
                break
            out.insert(0, before)
        return out

    # --- verbal nouns ------------------------------------------------------------------------------------------------
    def noun_frame(self, i: int) -> Frame:
        """The frame of a verbal noun: ``objects[0]`` is its genitive if a mention adjoins it."""
        known = self._frames.get(-i - 1)
        if known is not None:
            return known
        frame = self._frames[-i - 1] = Frame(i)
        sentence = self.scene.sentences[self.scene.tokens[i].sentence]
        groups = self._scan(i, sentence, frame)
        for prep, group in groups:
            adjoining = group[0].start == i + 1 or (group[0].start == i + 2 and self.scene.norm(i + 1) in QUOTES)
            if not prep and adjoining:
                frame.subject = group
            elif not prep:
                frame.objects.append(group)
            elif prep != "genitive":
                frame.governed.append((prep, group))
        return frame

    def governor(self, i: int) -> int | None:
        """The finite verb in whose clause token ``i`` stands after it, None if there is none."""
        sentence = self.scene.sentences[self.scene.tokens[i].sentence]
        for j in range(i - 1, max(sentence.first - 1, i - REACH), -1):
            if self.scene.is_verb(j):
                return j
            if self._stops(j) and not is_that(self.scene.norm(j)):
                return None
            if is_that(self.scene.norm(j)):
                return None
        return None

    def actor_of(self, i: int, depth: int = 0) -> list[Mention]:
        """The subject of the verb at ``i``, its own or, elided, that of the verb before it in the sentence."""
        frame = self.frame(i)
        if frame.subject or depth > 3:
            return frame.subject
        verb = self.scene.is_verb(i)
        if verb is not None and verb.person != 3:
            return []
        if base(self.scene.norm(i - 1)) in RELATIVES:
            return []  # its subject is the noun before the relative pronoun, read or not
        sentence = self.scene.sentences[self.scene.tokens[i].sentence]
        for j in range(i - 1, sentence.first - 1, -1):
            if is_that(self.scene.norm(j)) and self.scene.norm(j).endswith("ن") and any(self._noun(k) for k in range(j + 1, i)):
                return []  # the noun after أن is the subject, read or not
            if self.scene.is_verb(j):
                reading = self.scene.verb(i)
                if base(self.scene.norm(j - 1)) in RELATIVES and reading is not None and not reading.cut.conjunction and self.scene.norm(i - 1) not in GOING_ON:
                    return []  # المعلومات التي تبادلها X تؤكد: the noun of the relative clause is the subject
                subject = self.actor_of(j, depth + 1)
                if subject and self._agrees(verb, subject[0]):
                    return subject
        return []


def _alike(a: Mention, b: Mention) -> bool:
    """Whether two mentions can be coordinated: both who act, or both places or things."""
    acting = ("PERSON", "ORG", "GPE", "NORP", "MEDIA")
    return (a.type in acting) == (b.type in acting)
