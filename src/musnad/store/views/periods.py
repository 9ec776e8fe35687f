"""Events by the years, months or days that they lie in: the dates that there are to narrow a search by."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from musnad.record import day_bounds
from musnad.store.chosen import Choice, counted
from musnad.store.columns import NONE, Numbers, day_number, day_text
from musnad.store.criteria import Criteria

YEAR, MONTH, DAY = 4, 7, 10
"""How many characters of an ISO day name its year, its month and itself."""
_LESS = {YEAR: 10_000, MONTH: 100, DAY: 1}  # by which the number of a day is divided to name its year, its month and itself


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month or a day, both ends as the filters ``since`` and ``until`` take them (alike where it is whole), and how many events lie in it.

    An event of a month of which only the year is known lies in each month of that year: as many are found by the filters.
    """

    since: str
    until: str
    count: int


def periods(choice: Choice, wanted: Criteria, most: int) -> list[Period]:
    """The years of the events that were chosen by these criteria, at most so many; of at most a year that is asked for its months, of a month its days."""
    size = _size(wanted)
    since, until, shorter = choice.of("since"), choice.of("until"), _LESS[size]
    dated = (since != NONE) & (until != NONE)
    firsts, lasts = since[dated] // shorter, until[dated] // shorter
    numbers = counted(np.concatenate((firsts, lasts)))[0] if size == YEAR else _between(wanted, shorter)
    counts = dict(zip(numbers.tolist(), _counts(firsts, lasts, numbers), strict=True))
    kept = {number for number, _ in Counter(counts).most_common(most)} if size == YEAR else set(counts)
    return [_period(day_text(number * shorter)[:size], count, wanted) for number, count in counts.items() if number in kept and count]


def _size(wanted: Criteria) -> int:
    """Which periods tell most within the days asked for."""
    if wanted.since is None or wanted.until is None:
        return YEAR
    try:
        days = (date.fromisoformat(wanted.until) - date.fromisoformat(wanted.since)).days
    except ValueError:  # a day that no calendar has
        return YEAR
    return DAY if days <= 31 else MONTH if days <= 366 else YEAR


def _between(wanted: Criteria, shorter: int) -> Numbers:
    """The months or days from the first day asked for to the last, as numbers."""
    at, last = date.fromisoformat(wanted.since or ""), date.fromisoformat(wanted.until or "")
    days = (day_number((at + timedelta(n)).isoformat()) // shorter for n in range((last - at).days + 1))
    return np.array(list(dict.fromkeys(days)), np.int64)


def _counts(firsts: Numbers, lasts: Numbers, numbers: Numbers) -> list[int]:
    """In how many of the spans from a first to a last each number lies, of numbers in their order."""
    size = len(numbers) + 1
    begun = np.bincount(np.searchsorted(numbers, firsts, "left"), minlength=size)
    ended = np.bincount(np.searchsorted(numbers, lasts, "right"), minlength=size)
    counts: list[int] = np.cumsum(begun - ended)[:-1].tolist()
    return counts


def _period(name: str, count: int, wanted: Criteria) -> Period:
    """A period, cut off where the days asked for begin or end within it."""
    first, last = day_bounds(name)
    since = wanted.since if wanted.since and (first or "") < wanted.since else name
    until = wanted.until if wanted.until and (last or "") > wanted.until else name
    return Period(since, until, count)
