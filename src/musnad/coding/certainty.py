"""Words near an act that tell how sure its source is of it, and by which the source keeps its distance.

The words stand in ``knowledge/certainty.tsv``. They count within the clause of the act: no other verb or act stands between, and
the words of a statement are not read together with those around it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from musnad.analysis.scene import Scene
from musnad.knowledge import read_table, remembered
from musnad.language.characters import fold
from musnad.language.clitics import heads
from musnad.record import Span

REACH_BEFORE, REACH_AFTER = 7, 4
DISTANCE = "distance"
_AUXILIARY = frozenset("يكون تكون كان كانت يكونون يكونوا".split())
_TURNS = frozenset("فيما بينما حيث لكن ولكن ثم اذ كما عندما حين حينما بعدما وقد فقد".split())  # after a comma they open another clause
_NEGATION = frozenset("غير ليس ليست لا لم".split())


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that tell ``certainty`` (certain, probable, possible or distance); ``negated``: as in "it is not certain"."""

    span: Span
    certainty: str
    negated: bool = False


def marks_of(scene: Scene, trigger: Span, within: Span | None, acts: frozenset[int]) -> list[Mark]:
    """The marks of the act at ``trigger``, in text order.

    ``within`` is the statement in whose words it stands; ``acts`` are the tokens of all acts.
    """
    at = scene.document.token_at(trigger[0])
    sentence = scene.sentences[scene.tokens[at].sentence]
    first = sentence.first if within is None else max(sentence.first, scene.document.token_at(within[0]))
    low = at
    while low > first and at - low < REACH_BEFORE and _same_clause(scene, low - 1, acts):
        low -= 1
    high = at + 1
    while high < sentence.last and high - at <= REACH_AFTER and _same_clause(scene, high, acts) and scene.norm(high) != ",":
        high += 1
    return [*_found(scene, low, at, "after"), *_found(scene, at + 1, high, "before")]


def _same_clause(scene: Scene, j: int, acts: frozenset[int]) -> bool:
    """Whether a clause goes on over token ``j``: it is no end of one, and neither a verb of its own nor another act."""
    norm = scene.norm(j)
    if norm in ".;:" or scene.tokens[j].kind == "break" or j in acts:
        return False
    if norm in _TURNS and scene.norm(j - 1) == "," and not _phrases_at(scene, j):
        return False
    return scene.is_verb(j) is None or norm.lstrip("وف") in _AUXILIARY or bool(_phrases_at(scene, j)) or bool(_phrases_at(scene, j - 1))


def _found(scene: Scene, low: int, high: int, wrong_side: str) -> list[Mark]:
    marks: list[Mark] = []
    j = low
    while j < high:
        fitting = [(size, certainty) for size, certainty, where in _phrases_at(scene, j) if where != wrong_side and j + size <= high]
        if not fitting:
            j += 1
            continue
        size, certainty = max(fitting)
        if certainty == DISTANCE and _of_an_actor(scene, j, size):
            j += size
            continue
        negated = certainty != DISTANCE and any(scene.norm(k).lstrip("وف") in _NEGATION for k in range(max(low, j - 2), j))
        marks.append(Mark((scene.tokens[j].start, scene.tokens[j + size - 1].end), certainty, negated))
        j += size
    return marks


def _of_an_actor(scene: Scene, j: int, size: int) -> bool:
    """Whether words of distance go with a mention, not the act: الجمهورية المزعومة, ما يسمى بالحزب."""
    beside = j + size if scene.norm(j) == "ما" else j - 1 if size == 1 else -1
    return scene.covering(beside) is not None or scene.covering(j) is not None


def _phrases_at(scene: Scene, j: int) -> list[tuple[int, str, str]]:
    """Size in tokens, certainty and side of each phrase that begins at token ``j``."""
    if not 0 <= j < len(scene.tokens):
        return []
    table, found = _table(), []
    for word in {scene.norm(j), *(("ال" if c.article else "") + c.stem for c in heads(scene.norm(j)) if not c.future)}:
        for rest, certainty, where in table.get(word, ()):
            if all(scene.norm(j + 1 + k) == other for k, other in enumerate(rest)):
                found.append((1 + len(rest), certainty, where))
    return found


@remembered
def _table() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """Phrases by their folded first word: the words after it, certainty, side."""
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
    for row in read_table("certainty"):
        first, *rest = fold(row["phrase"]).split()
        table[first].append((tuple(rest), row["certainty"], row["where"]))
    return table
