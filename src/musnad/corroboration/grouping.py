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

AGREEING = 2.5  # the least a report must score with the leader of a happening that it joins through another report


@dataclass(slots=True)
class _Work:
    """Reports still to be settled, the fullest first, and those whose happening changed.

    ``offers``: for each that waits, the fuller reports that are new to it, or None where it must look at all again.
    """

    memory: Memory
    heap: list[tuple[int, _Down, str]] = field(default_factory=list)
    offers: dict[str, set[str] | None] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def push(self, key: str, offer: str | None = None) -> None:
        """Let a report look again: at one fuller report, or at all."""
        if key not in self.offers:
            self.offers[key] = set()
            heapq.heappush(self.heap, (-self.memory.get(key).fullness, _Down(key), key))
        waiting = self.offers[key]
        if offer is None:
            self.offers[key] = None
        elif waiting is not None:
            waiting.add(offer)

    def pop(self) -> tuple[str, set[str] | None]:
        """The fullest that waits, and what it must look at."""
        key = heapq.heappop(self.heap)[2]
        return key, self.offers.pop(key)


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
        for key in (report.key, *crowded):  # who found each other only in a block that is too common from now on must look again
            work.push(key)
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
    for key in sorted(waiting.difference(keys)):
        work.push(key)
    return _run(work)


def settle(memory: Memory, keys: Iterable[str]) -> set[str]:
    """Let reports look again, because what they joined is gone; the leaders of the happenings which that changed."""
    work = _Work(memory)
    for key in keys:
        work.push(key)
    return _run(work)


def _run(work: _Work) -> set[str]:
    while work.heap:
        _settle(*work.pop(), work)
    return {_leader(work.memory, key) for key in work.touched}


def _leader(memory: Memory, key: str) -> str:
    join = memory.join(key)
    return key if join is None else join.leader


def _settle(key: str, offers: set[str] | None, work: _Work) -> None:
    """Let a report join the best of those above it, or lead, and tell those below whom that concerns."""
    memory = work.memory
    report, before, led = memory.get(key), memory.join(key), memory.leads(key)
    after = _best(memory, report, memory.above(key), None) if offers is None else _best(memory, report, sorted(offers), before)
    if after == before and led == (after is None):
        return
    if before is not None:
        work.touched.add(before.leader)
    work.touched.add(key)
    memory.set_join(key, after)
    memory.set_lead(key, after is None)
    if led != (after is None) or (before and before.leader) != (after and after.leader):
        _offer(report, work)


def _best(memory: Memory, report: Signature, others: Iterable[str], best: Join | None) -> Join | None:
    """The join to the fuller report that it is most like and with whose leader it agrees; of two alike ones, to the fuller."""
    found: list[tuple[float, tuple[int, str], str]] = []
    floor = (0.0, (0, "")) if best is None else (best.score, rank_of(memory.get(best.parent)))
    for other in others:
        candidate = memory.get(other)
        comparison = compare(report, candidate)
        if comparison is not None and comparison.joined and (comparison.score, rank_of(candidate)) > floor:
            found.append((comparison.score, rank_of(candidate), comparison.why))
    for score, (_, other), why in sorted(found, reverse=True):
        leader = _leader(memory, other)
        if leader == other or _agrees(report, memory.get(leader)):
            return Join(other, leader, score, why)
    return best


def _agrees(report: Signature, leader: Signature) -> bool:
    """Whether a report that is like a member of a happening can be of that happening."""
    comparison = compare(report, leader)
    return comparison is not None and comparison.score >= AGREEING


def _offer(report: Signature, work: _Work) -> None:
    """Let those below look at a report that is new, or whose happening changed; those that joined through it look at all again."""
    memory = work.memory
    for key in memory.below(report.key):
        join = memory.join(key)
        work.push(key, None if join is not None and join.parent == report.key else report.key)
