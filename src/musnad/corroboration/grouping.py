"""Reports grouped into happenings, one report at a time.

The fullest report of a happening leads it. Every other report joins it through the fuller report that it is most like, provided that it
agrees with the leader as well: chains of reports that are each a little like the next cannot run two happenings together, and a vague
report cannot tie two well told ones. A report leads if none of the fuller ones that share a block with it is of its happening.

The outcome does not depend on the order of adding: what a report joins is a function of the reports above it in rank
(:func:`musnad.corroboration.memory.rank_of`), so the ranks from the top down settle it, whatever came first. Adding a report settles it, then those
below it that it concerns: those that are more like it than what they join, and those that joined through it, if its own happening changed.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field

from musnad.corroboration.blocks import block_keys
from musnad.corroboration.likeness import compare
from musnad.corroboration.memory import Join, Memory, rank_of
from musnad.corroboration.signature import Signature

AGREEING = 1.5  # the least a report must score with the leader of a happening that it joins through another report


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
    for leader in sorted({_leader(memory, key) for key in keys}):
        work.touched.add(leader)
        for other in memory.joined(leader):
            join = memory.join(other)
            if join is not None and not {join.parent, join.leader}.isdisjoint(keys):
                waiting.add(other)
    for other in waiting:
        memory.set_join(other, None)
    for key in keys:
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
    return {_leader(work.memory, key) for key in work.touched}


def _leader(memory: Memory, key: str) -> str:
    join = memory.join(key)
    return key if join is None else join.leader


def _settle(key: str, work: _Work) -> None:
    """Let a report join the best of those above it, or lead, and tell those below whom that concerns."""
    memory = work.memory
    report, before, led = memory.get(key), memory.join(key), memory.leads(key)
    after = _best(memory, report)
    if after == before and led == (after is None):
        return
    if before is not None:
        work.touched.add(before.leader)
    work.touched.add(key)
    memory.set_join(key, after)
    memory.set_lead(key, after is None)
    if led != (after is None) or (before and before.leader) != (after and after.leader):
        _offer(report, work)


def _best(memory: Memory, report: Signature) -> Join | None:
    """The join to the fuller report that it is most like and with whose leader it agrees; of two alike ones, to the fuller."""
    found: list[tuple[float, tuple[int, str], str]] = []
    for other in memory.above(report.key):
        candidate = memory.get(other)
        comparison = compare(report, candidate)
        if comparison is not None and comparison.joined:
            found.append((comparison.score, rank_of(candidate), comparison.why))
    for score, (_, other), why in sorted(found, reverse=True):
        leader = _leader(memory, other)
        if leader == other or _agrees(report, memory.get(leader)):
            return Join(other, leader, score, why)
    return None


def _agrees(report: Signature, leader: Signature) -> bool:
    """Whether a report that is like a member of a happening can be of that happening."""
    comparison = compare(report, leader)
    return comparison is not None and comparison.score >= AGREEING


def _offer(report: Signature, work: _Work) -> None:
    """Let those below look again that joined through a report, or are more like it than what they join."""
    memory = work.memory
    for key in memory.below(report.key):
        join = memory.join(key)
        if join is not None and join.parent == report.key:
            work.push([key])
            continue
        comparison = compare(memory.get(key), report)
        known = (0.0, 0, "") if join is None else (join.score, *rank_of(memory.get(join.parent)))
        if comparison is not None and comparison.joined and (comparison.score, *rank_of(report)) > known:
            work.push([key])
