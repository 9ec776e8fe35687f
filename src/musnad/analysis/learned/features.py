"""What the learned analyser sees of an article: its words in numbers, and what the rules and the lexicon say of each.

The rules' findings are features, not answers: the network learns where they hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from musnad.analysis.acts import Trigger
from musnad.analysis.clauses import Clauses
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.spoken import Speech
from musnad.knowledge import read_table, remembered

TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
STATUSES = ("occurred", "ongoing", "planned", "possible", "hypothetical", "negated")
LETTERS = 14  # of a word that are read: of a longer one the first seven and the last
LABELS = (
    "PERSON",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "NORP",
    "MEDIA",
    "EVENT",
    "LAW",
    "PRODUCT",
    "PERSON-u",
    "ORG-u",
    "NORP-u",
    "MEDIA-u",
)  # -u: described, not named
FLAT = ("O", *(f"{side}-{label}" for label in ("PERSON", "LOC", "ORG") for side in "BI"))
TAGS = ("O", *(f"{side}-{label}" for label in LABELS for side in "BI"))
KINDS = ("verb", "masdar", "active", "passive", "noun", "role", "head", "nisba")
MENTION_KINDS = ("name", "person", "head", "role", "pair", "again", "state")
PREPOSITIONS = ("", "في", "ب", "ل", "من", "الي", "علي", "مع", "عن", "ضد", "بين")
DISTANCES = (-120, -60, -30, -18, -12, -8, -5, -3, -2, -1, 0, 1, 2, 3, 4, 6, 9, 13, 20, 30, 60, 120)

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@remembered
def modes() -> dict[str, list[str]]:
    """The modes of acts by type, in the order of the codebook."""
    out: dict[str, list[str]] = {type_: [] for type_ in TYPES}
    for row in read_table("plover"):
        if row["mode"]:
            out[row["type"]].append(row["mode"])
    return out


def label_of(type_: str, *, named: bool) -> str:
    """The label of a mention: its type, and whether it names or only describes."""
    described = f"{type_}-u"
    return type_ if named or described not in LABELS else described


@dataclass(slots=True)
class Letters:
    """The letters of words as numbers; 0 is a letter that is unknown, or none."""

    numbers: dict[str, int]

    def of(self, words: Sequence[str]) -> Numbers:
        """(words, LETTERS)."""
        out = np.zeros((len(words), LETTERS), np.int64)
        half = LETTERS // 2
        for row, word in enumerate(words):
            read = word[:half] + word[-half:] if len(word) > LETTERS else word
            for column, letter in enumerate(read):
                out[row, column] = self.numbers.get(letter, 0)
        return out


def tags_of(spans: Sequence[tuple[int, int, str]], size: int) -> tuple[Numbers, Numbers]:
    """Two rows of tags for mentions given as (first, last, label): of the outer ones, and of the largest inside these."""
    rows = [np.zeros(size, np.int64) for _ in range(2)]
    for first, last, label in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        row = next((r for r in rows if not r[first:last].any()), None)
        if row is not None:
            row[first:last] = TAGS.index(f"I-{label}")
            row[first] = TAGS.index(f"B-{label}")
    return rows[0], rows[1]


def word_features(scene: Scene) -> tuple[Numbers, Floats]:
    """Of each word the tag of the rules' outer mention and of the one inside, and a row of what the lexicon knows: (T, 2) and (T, facts)."""
    size = len(scene.tokens)
    spans = [(m.first, m.last, label_of(m.type, named=m.named)) for m in scene.mentions if m.type in LABELS]
    facts = np.zeros((size, len(TYPES) + len(KINDS) + 4), np.float32)
    for i, readings in enumerate(scene.readings):
        for reading in readings:
            facts[i, len(TYPES) + KINDS.index(reading.item.kind)] = 1
            for sense in reading.item.senses:
                facts[i, TYPES.index(sense.type)] = 1
            if reading.item.cue is not None:
                facts[i, -1] = 1
        facts[i, -2] = scene.is_verb(i) is not None
        facts[i, -3] = scene.tokens[i].kind == "number"
        facts[i, -4] = scene.tokens[i].kind == "break"
    return np.stack(tags_of(spans, size), 1), facts


@dataclass(slots=True)
class Told:
    """What the rules found that the second reading may revise, by token."""

    triggers: dict[int, Trigger] = field(default_factory=dict)
    cues: dict[int, Speech] = field(default_factory=dict)
    _around: dict[int, Speech | None] = field(default_factory=dict)

    @classmethod
    def of(cls, triggers: Sequence[Trigger], speech: Sequence[Speech]) -> Told:
        """By the first token of the trigger, and by the token of the cue."""
        return cls({t.token: t for t in triggers}, {s.cue_token: s for s in speech})

    def around(self, i: int) -> Speech | None:
        """The innermost statement whose content holds token ``i``."""
        if i not in self._around:
            held = (s for s in self.cues.values() if s.first <= i < s.last and s.cue_token != i)
            self._around[i] = min(held, key=lambda s: s.last - s.first, default=None)
        return self._around[i]


def act_features(scene: Scene, told: Told, at: Sequence[int]) -> Numbers:
    """Of each word at ``at`` what the rules say of it as a trigger or cue: (words, 4) type, kind, whether it is a cue, whether it is in a statement."""
    rows = []
    for i in at:
        trigger = told.triggers.get(i)
        kind = trigger.kind if trigger else _kind(scene, i)
        type_ = 1 + TYPES.index(trigger.sense.type) if trigger else 0
        rows.append((type_, 1 + KINDS.index(kind) if kind else 0, int(i in told.cues), int(told.around(i) is not None)))
    return np.array(rows, np.int64).reshape(-1, 4)


def _kind(scene: Scene, i: int) -> str:
    if scene.is_verb(i) is not None:
        return "verb"
    return next((r.item.kind for r in scene.readings[i] if r.item.kind != "verb"), "")


SENTENCES = (0, -1, -2, 1)  # where, from a word's own sentence, a mention may stand that takes part; or in the headline
PAIR_SIZES = (len(DISTANCES) + 1, 5, 7, 5, len(LABELS) + 1, len(MENTION_KINDS) + 1, len(PREPOSITIONS) + 1, 2, 2, 2, 2, 2, 2, 2, 3, 9, 2, 2, 10, 2, 2)


class Pairs:
    """Features of a word (a trigger or cue) and a mention together."""

    def __init__(self, scene: Scene, clauses: Clauses, told: Told) -> None:
        self.scene, self.clauses, self.told = scene, clauses, told
        self._stands: dict[int, tuple[dict[int, int], set[int]]] = {}
        verbs = np.array([scene.is_verb(i) is not None for i in range(len(scene.tokens))], np.int64)
        heads = np.zeros(len(scene.tokens), np.int64)
        for mention in scene.mentions:
            heads[mention.first] = 1
        self._verbs, self._mentions = np.concatenate([[0], verbs.cumsum()]), np.concatenate([[0], heads.cumsum()])

    def of(self, i: int, mention: Mention) -> tuple[int, ...]:
        """One row, each number below its size in ``PAIR_SIZES``."""
        scene, told = self.scene, self.told
        trigger, cue = told.triggers.get(i), told.cues.get(i)
        offset = mention.first - i if mention.first >= i else min(0, mention.last - 1 - i)
        low, high = (i + 1, mention.first) if mention.first > i else (mention.last, i)
        here, there = scene.tokens[i].sentence, scene.tokens[mention.first].sentence
        inside = told.around(i)
        between = (int(self._mentions[high] - self._mentions[low]), int(self._verbs[high] - self._verbs[low])) if high > low else (0, 0)
        kind = mention.kind
        return (
            int(np.searchsorted(DISTANCES, offset)),
            SENTENCES.index(there - here) if there - here in SENTENCES else len(SENTENCES),
            min(6, between[0]),
            min(4, between[1]),
            1 + LABELS.index(label_of(mention.type, named=mention.named)) if mention.type in LABELS else 0,
            1 + MENTION_KINDS.index(kind) if kind in MENTION_KINDS else 0,
            1 + PREPOSITIONS.index(mention.preposition) if mention.preposition in PREPOSITIONS else 0,
            int(mention.inside is not None or scene.covering(mention.first) is not mention),
            int(mention.conjunction),
            int(mention.definite),
            int(trigger is not None and mention in trigger.actor),
            int(trigger is not None and mention in trigger.recipient),
            int(trigger is not None and mention in trigger.place),
            int(cue is not None and mention in cue.voices()),
            0 if inside is None else 1 if inside.first <= mention.first < inside.last else 2,
            (1 + KINDS.index(k) if (k := trigger.kind if trigger else _kind(scene, i)) else 0),
            int(inside is not None and mention in inside.voices()),
            int(cue is not None and mention in cue.relays),
            self._places(i)[0].get(id(mention), 0),
            int(id(mention) in self._places(i)[1]),
            int(self._verb_agrees(i, mention)),
        )

    def _places(self, i: int) -> tuple[dict[int, int], set[int]]:
        """Where mentions stand in the clause of a word, by identity: subject, object, governed, owner; and who acts in it, though named before."""
        found = self._stands.get(i)
        if found is None:
            verb = self.scene.is_verb(i) is not None
            frame = self.clauses.frame(i) if verb else self.clauses.noun_frame(i)
            groups = [
                *((frame.subject, 1),),
                *((group, min(2 + n, 3)) for n, group in enumerate(frame.objects)),
                *((group, 4) for _, group in frame.governed),
            ]
            groups += [(group, 5) for _, group in frame.owners]
            stands = {id(m): number + (0 if verb else 4) if number < 5 else 9 for group, number in reversed(groups) for m in group}
            governor = i if verb else self.clauses.governor(i)
            acting = {id(m) for m in self.clauses.actor_of(governor)} if governor is not None else set()
            found = self._stands[i] = stands, acting
        return found

    def _verb_agrees(self, i: int, mention: Mention) -> bool:
        """Whether a mention can be the subject of the verb by its gender; true of all for a noun."""
        item = self.scene.is_verb(i)
        if item is None or item.gender is None or item.person != 3 or mention.gender is None or mention.number == "p" or mention.type in ("NORP", "MEDIA"):
            return True
        return mention.gender == item.gender


def candidates(scene: Scene, i: int) -> list[Mention]:
    """The mentions that may take part in what token ``i`` tells: those of the sentences around it and of the headline."""
    here = scene.tokens[i].sentence
    there = {here + offset for offset in SENTENCES} | {0}
    return [m for m in scene.mentions if scene.tokens[m.first].sentence in there and not m.first <= i < m.last]


APART = (5, 12, 25, 50, 100, 200, 400)  # words between two acts
SAME_SIZES = (len(APART) + 1, 6, 2, 2, 1 + len(KINDS), 1 + len(KINDS), 2, 2, 4, 4)


NOBODY: frozenset[str] = frozenset()


class Repeats:
    """Features of two words that tell acts of one type: whether the later tells the earlier again. Parties are those of the rules, when it is made."""

    def __init__(self, scene: Scene, told: Told) -> None:
        self.scene, self.told = scene, told
        self._keys: dict[int, set[str]] = {}
        for mention in scene.mentions:
            key = mention.names[0].key if mention.names else scene.norm(mention.last - 1)
            self._keys.setdefault(scene.tokens[mention.first].sentence, set()).add(key)
        self._told = {i: self._parties(trigger) for i, trigger in told.triggers.items()}

    def of(self, earlier: int, later: int) -> tuple[int, ...]:
        """One row, each number below its size in ``SAME_SIZES``."""
        scene = self.scene
        here, there = scene.tokens[later].sentence, scene.tokens[earlier].sentence
        shared = len(self._keys.get(here, set()) & self._keys.get(there, set()))
        return (
            int(np.searchsorted(APART, later - earlier)),
            min(5, here - there),
            int(there == 0),
            int(bool(self._lemmas(earlier) & self._lemmas(later))),
            self._kind(earlier),
            self._kind(later),
            int(self._definite(earlier)),
            int(self._definite(later)),
            min(3, shared),
            min(3, len(self._told.get(earlier, NOBODY) & self._told.get(later, NOBODY))),
        )

    def _lemmas(self, i: int) -> set[str]:
        return {r.item.lemma for r in self.scene.readings[i]} or {self.scene.norm(i).removeprefix("ال")}

    def _kind(self, i: int) -> int:
        kind = self.told.triggers[i].kind if i in self.told.triggers else _kind(self.scene, i)
        return 1 + KINDS.index(kind) if kind else 0

    def _definite(self, i: int) -> bool:
        return any(r.cut.article for r in self.scene.readings[i]) or self.scene.norm(i).startswith("ال")

    def _parties(self, trigger: Trigger) -> frozenset[str]:
        return frozenset(m.names[0].key if m.names else self.scene.norm(m.last - 1) for m in (*trigger.actor, *trigger.recipient))


AROUND = (80, 120)  # words before and behind a cue among which the words that it reports begin and end
TOKEN_KINDS = ("word", "latin", "number", "mark", "break")
EDGE_SIZES = (len(DISTANCES) + 1, len(SENTENCES) + 1, len(TOKEN_KINDS) + 1, 2, 2, 2, 2)


class Edges:
    """Features of a cue and the words around it, at which the words that it reports may begin or end."""

    def __init__(self, scene: Scene, told: Told) -> None:
        self.scene, self.told = scene, told

    def around(self, i: int) -> range:
        """The words that are looked at for the cue at token ``i``."""
        return range(max(0, i - AROUND[0]), min(len(self.scene.tokens), i + AROUND[1]))

    def of(self, i: int) -> Numbers:
        """A row for each word around the cue at token ``i``, each number below its size in ``EDGE_SIZES``: (words, 7)."""
        tokens, speech = self.scene.tokens, self.told.cues.get(i)
        here = tokens[i].sentence
        rows = []
        for j in self.around(i):
            token, held = tokens[j], self.scene.covering(j)
            away = token.sentence - here
            rows.append(
                (
                    int(np.searchsorted(DISTANCES, j - i)),
                    SENTENCES.index(away) if away in SENTENCES else len(SENTENCES),
                    TOKEN_KINDS.index(token.kind) if token.kind in TOKEN_KINDS else len(TOKEN_KINDS),
                    int(held is not None and held.first < j),
                    int(speech is not None and speech.first == j),
                    int(speech is not None and speech.last == j + 1),
                    int(speech is not None),
                )
            )
        return np.array(rows, np.int64).reshape(-1, len(EDGE_SIZES))
