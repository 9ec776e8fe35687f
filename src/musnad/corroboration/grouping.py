"""Reports grouped into happenings, one report at a time.

Each report joins at most one other: of the fuller ones it is filed with, the one it is most like, if they are of one happening at all. A
happening is a report that joins none with all that join it, directly or through others. So a vague report cannot tie two well told
happenings together, and adding a report asks only for its neighbours.

The outcome does not depend on the order of adding. What a report joins is a function of the whole memory: the best of those above it by
rank (:func:`musnad.corroboration.memory.rank_of`) within ``WINDOW`` places in some block. Adding keeps that true: a new report looks up, those within reach
below it look at it, and those whose choice it pushed out of reach choose anew (sorted neighbourhoods, Hernández and Stolfo 1995).
"""

from __future__ import annotations

from collections.abc import Iterable

from musnad.corroboration.blocks import block_keys
from musnad.corroboration.likeness import Comparison, compare
from musnad.corroboration.memory import Join, Memory, rank_of, root_of
from musnad.corroboration.signature import Signature

WITHIN = 5.0  # two reports of one article that its reader held apart need more to be one: its day and many words they share anyway
WINDOW = 40  # places above a report, in a block, among which it looks for one to join


def add(memory: Memory, reports: Iterable[Signature]) -> set[str]:
    """Add the signatures of one article; the reports that stand for happenings which that made or changed."""
    touched: set[str] = set()
    for report in reports:
        memory.put(report, block_keys(report))
        _settle(memory, report.key, touched)
        _offer(memory, report, touched)
        touched.add(report.key)
    return {root_of(memory, key) for key in touched}


def remove(memory: Memory, article: str) -> set[str]:
    """Take an article out; the reports that stand for happenings which that changed."""
    touched: set[str] = set()
    for key in memory.of_article(article):
        rank = rank_of(memory.get(key))
        below = {other for block in memory.blocks(key) for other in memory.near(block, rank, 0, WINDOW)[1]}
        join = memory.join(key)
        if join is not None:
            touched.add(join.parent)
        orphans = set(memory.joined(key))
        for orphan in orphans:
            memory.set_join(orphan, None)
        memory.drop(key)
        touched.discard(key)
        for other in sorted(below | orphans):
            _settle(memory, other, touched)
            touched.add(other)
    kept = {key for key in touched if not key.startswith(f"{article}#")}
    return {root_of(memory, key) for key in kept}


def _settle(memory: Memory, key: str, touched: set[str]) -> None:
    """Let a report join the best of those it can reach."""
    report = memory.get(key)
    rank = rank_of(report)
    reach = {other for block in memory.blocks(key) for other in memory.near(block, rank, WINDOW, 0)[0]}
    best: Join | None = None
    for other in sorted(reach):
        best = _better(memory, best, other, report)
    _relink(memory, key, best, touched)


def _offer(memory: Memory, report: Signature, touched: set[str]) -> None:
    """Let those below a new report join it, if they are more like it than what they join."""
    rank = rank_of(report)
    below: set[str] = set()
    for block in memory.blocks(report.key):
        reach = memory.near(block, rank, 0, WINDOW)[1]
        below.update(reach)
        if len(reach) == WINDOW or len(memory.near(block, rank, WINDOW, 0)[0]) > WINDOW - len(reach):
            for other in reach:
                _keep_in_reach(memory, other, touched)
    for other in sorted(below):
        before = memory.join(other)
        after = _better(memory, before, report.key, memory.get(other))
        if after is not before:
            _relink(memory, other, after, touched)


def _keep_in_reach(memory: Memory, key: str, touched: set[str]) -> None:
    """Let a report choose anew if what it joins has been pushed out of its reach."""
    join = memory.join(key)
    if join is None:
        return
    rank = rank_of(memory.get(key))
    common = set(memory.blocks(key)) & set(memory.blocks(join.parent))
    if not any(join.parent in memory.near(block, rank, WINDOW, 0)[0] for block in common):
        _settle(memory, key, touched)


def _better(memory: Memory, best: Join | None, other: str, report: Signature) -> Join | None:
    """The better of two choices: the higher score, then the fuller report, then the greater key."""
    candidate = memory.get(other)
    comparison = compare(report, candidate)
    if comparison is None or not comparison.joined or (candidate.article == report.article and comparison.score < WITHIN):
        return best
    if best is not None and (best.score, *rank_of(memory.get(best.parent))) >= (comparison.score, *rank_of(candidate)):
        return best
    return _join(other, comparison)


def _join(other: str, comparison: Comparison) -> Join:
    return Join(other, comparison.score, comparison.why)


def _relink(memory: Memory, key: str, join: Join | None, touched: set[str]) -> None:
    before = memory.join(key)
    if (before and before.parent) == (join and join.parent):
        return
    if before is not None:
        touched.add(before.parent)
    memory.set_join(key, join)
    touched.add(key)
