"""Reports grouped into happenings, one report at a time.

The fullest report of a happening leads it, and the others join it, each compared with the leader itself: chains of reports that are each a
little like the next cannot run two happenings together, and a vague report cannot tie two well told ones. A report leads if none of the
fuller leaders that share a block with it is of its happening; else it joins the one it is most like.

The outcome does not depend on the order of adding: whether a report leads, and what it joins, is a function of the leaders above it in rank
(:func:`musnad.corroboration.memory.rank_of`), so the ranks from the top down settle it, whatever came first. Adding a report settles it, then those
below that it concerns: when it leads, those that are more like it than what they join; when one no longer leads, those that had joined it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field

from musnad.corroboration.blocks import block_keys
from musnad.corroboration.likeness import Comparison, compare
from musnad.corroboration.memory import MOST, Join, Memory, Rank, rank_of, root_of
from musnad.corroboration.signature import Signature

WITHIN = 5.0  # two reports of one article that its reader held apart need more to be one: its day and many words they share anyway


@dataclass(slots=True)
class _Work:
    """Reports still to be settled, the fullest first, and those whose happening changed."""

    heap: list[tuple[int, tuple[int, ...], str]] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    def push(self, rank: Rank) -> None:
        if rank[1] not in self.waiting:
            self.waiting.add(rank[1])
            heapq.heappush(self.heap, (-rank[0], tuple(-ord(c) for c in rank[1]) + (1,), rank[1]))

    def pop(self) -> str:
        key = heapq.heappop(self.heap)[2]
        self.waiting.discard(key)
        return key


def add(memory: Memory, reports: Iterable[Signature]) -> set[str]:
    """Add the signatures of one article; the leaders of the happenings which that made or changed."""
    work = _Work()
    for report in reports:
        blocks = block_keys(report)
        memory.put(report, blocks)
        work.push(rank_of(report))
        for block in blocks:
            if memory.size(block) == MOST + 1:  # it is too common from now on: who found each other only there must look again
                for key in memory.members(block):
                    work.push(rank_of(memory.get(key)))
    return _run(memory, work)


def remove(memory: Memory, article: str) -> set[str]:
    """Take an article out; the leaders of the happenings which that changed."""
    work = _Work()
    for key in memory.of_article(article):
        join = memory.join(key)
        if join is not None:
            work.touched.add(join.parent)
        for other in memory.joined(key):
            memory.set_join(other, None)
            work.push(rank_of(memory.get(other)))
        reopened = [block for block in memory.blocks(key) if memory.size(block) == MOST + 1]
        memory.drop(key)
        work.touched.add(key)
        for block in reopened:
            for other in memory.members(block):
                work.push(rank_of(memory.get(other)))
    gone = f"{article}#"
    work.heap = [entry for entry in work.heap if not entry[2].startswith(gone)]
    heapq.heapify(work.heap)
    work.touched = {key for key in work.touched if not key.startswith(gone)}
    return _run(memory, work)


def _run(memory: Memory, work: _Work) -> set[str]:
    while work.heap:
        _settle(memory, work.pop(), work)
    return {root_of(memory, key) for key in work.touched}


def _settle(memory: Memory, key: str, work: _Work) -> None:
    """Let a report join the best of the leaders above it, or lead, and tell those whom that concerns."""
    report = memory.get(key)
    rank = rank_of(report)
    before, led = memory.join(key), memory.leads(key)
    best: Join | None = None
    for other in sorted({other for block in memory.blocks(key) for other in memory.above(block, rank)}):
        best = _better(memory, best, other, report)
    if (before and before.parent) != (best and best.parent):
        if before is not None:
            work.touched.add(before.parent)
        memory.set_join(key, best)
    elif led is not None and led == (best is None):
        return
    work.touched.add(key)
    memory.set_lead(key, best is None)
    if best is None and not led:
        _offer(memory, report, work)
    elif best is not None and led:
        for other in memory.joined(key):
            work.push(rank_of(memory.get(other)))


def _offer(memory: Memory, leader: Signature, work: _Work) -> None:
    """Let those below look again to whom a new leader is more like than what they join."""
    rank = rank_of(leader)
    for key in sorted({key for block in memory.blocks(leader.key) for key in memory.below(block, rank)}):
        report, join = memory.get(key), memory.join(key)
        if _better(memory, join, leader.key, report) is not join:
            work.push(rank_of(report))


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
