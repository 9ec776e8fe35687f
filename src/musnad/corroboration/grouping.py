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
from musnad.corroboration.likeness import compare
from musnad.corroboration.memory import Join, Memory, rank_of
from musnad.corroboration.signature import Signature


@dataclass(slots=True)
class _Work:
    """Reports still to be settled, the fullest first, and those whose happening changed."""

    memory: Memory
    heap: list[tuple[int, _Down, str]] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    def push(self, keys: Iterable[str]) -> None:
        for key in keys:
            if key not in self.waiting:
                self.waiting.add(key)
                heapq.heappush(self.heap, (-self.memory.get(key).fullness, _Down(key), key))

    def pop(self) -> str:
        key = heapq.heappop(self.heap)[2]
        self.waiting.discard(key)
        return key


class _Down(str):
    """A key that sorts from the greatest down, as ranks do in a heap of the fullest first."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return str.__gt__(self, other)


def add(memory: Memory, reports: Iterable[Signature]) -> set[str]:
    """Add the signatures of one article; the leaders of the happenings which that made or changed."""
    work = _Work(memory)
    for report in reports:
        crowded = memory.put(report, block_keys(report))
        work.push([report.key, *crowded])  # who found each other only in a block that is too common from now on must look again
    return _run(work)


def remove(memory: Memory, article: str) -> set[str]:
    """Take an article's signatures out; the leaders of the happenings which that changed."""
    work = _Work(memory)
    keys = memory.of_article(article)
    waiting: set[str] = set()
    for key in keys:
        join = memory.join(key)
        if join is not None:
            work.touched.add(join.parent)
        for other in memory.joined(key):
            memory.set_join(other, None)
            waiting.add(other)
        waiting.update(memory.drop(key))
    work.touched.difference_update(keys)
    work.push(sorted(waiting.difference(keys)))
    return _run(work)


def settle(memory: Memory, keys: Iterable[str]) -> set[str]:
    """Let reports look again, because what they joined is gone; the leaders of the happenings which that changed."""
    work = _Work(memory)
    work.push(keys)
    return _run(work)


def _run(work: _Work) -> set[str]:
    while work.heap:
        _settle(work.pop(), work)
    memory = work.memory
    return {join.parent if (join := memory.join(key)) is not None else key for key in work.touched}


def _settle(key: str, work: _Work) -> None:
    """Let a report join the best of the leaders above it, or lead, and tell those whom that concerns."""
    memory = work.memory
    report, before, led = memory.get(key), memory.join(key), memory.leads(key)
    best: Join | None = None
    for other in memory.above(key):
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
        _offer(report, work)
    elif best is not None and led:
        work.push(memory.joined(key))


def _offer(leader: Signature, work: _Work) -> None:
    """Let those below look again to whom a new leader is more like than what they join."""
    memory = work.memory
    for key in memory.below(leader.key):
        join = memory.join(key)
        if _better(memory, join, leader.key, memory.get(key)) is not join:
            work.push([key])


def _better(memory: Memory, best: Join | None, other: str, report: Signature) -> Join | None:
    """The better of two choices: the higher score, then the fuller report, then the greater key."""
    candidate = memory.get(other)
    comparison = compare(report, candidate)
    if comparison is None or not comparison.joined:
        return best
    if best is not None and (best.score, *rank_of(memory.get(best.parent))) >= (comparison.score, *rank_of(candidate)):
        return best
    return Join(other, comparison.score, comparison.why)
