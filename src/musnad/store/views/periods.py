"""Events by the years, months or days that they lie in: the dates that there are to narrow a search by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from musnad.record import day_bounds
from musnad.store.chosen import Choice, tally
from musnad.store.columns import NONE, day_number
from musnad.store.criteria import Criteria

YEAR, MONTH, DAY = 10000, 100, 1
"""What a day as a number (20180514) is divided by to give its year, its month and itself."""
ENDS = {YEAR: 4, MONTH: 7, DAY: 10}
"""How many characters of a written day name them."""


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month or a day, both ends as the filters ``since`` and ``until`` take them (alike where it is whole), and how many events lie in it.

    An event of a month of which only the year is known lies in each month of that year: as many are found by the filters.
    """

    since: str
    until: str
    count: int


def periods(choice: Choice, wanted: Criteria, most: int) -> list[Period]:
    """The years of the events that meet the criteria, at most so many; of at most a year that is asked for its months, of a month its days."""
    size, dated = _size(wanted), choice.of("since") != NONE
    rows = tally(choice.of("since")[dated] // size, choice.of("until")[dated] // size)
    asked = sorted({end for first, last, _ in rows for end in (first, last)}) if size == YEAR else list(_between(wanted, size))
    counts = Counter({number: sum(count for first, last, count in rows if first <= number <= last) for number in asked})
    kept = {number for number, _ in counts.most_common(most)} if size == YEAR else set(asked)
    return [_period(_name(number, size), counts[number], wanted) for number in asked if number in kept and counts[number]]


def _size(wanted: Criteria) -> int:
    """Which periods tell most within the days asked for."""
    if wanted.since is None or wanted.until is None:
        return YEAR
    try:
        days = (date.fromisoformat(wanted.until) - date.fromisoformat(wanted.since)).days
    except ValueError:  # a day that no calendar has
        return YEAR
    return DAY if days <= 31 else MONTH if days <= 366 else YEAR


def _between(wanted: Criteria, size: int) -> Iterator[int]:
    """The months or days from the first day asked for to the last."""
    at, last = date.fromisoformat(wanted.since or ""), date.fromisoformat(wanted.until or "")
    yield from dict.fromkeys(day_number((at + timedelta(n)).isoformat()) // size for n in range((last - at).days + 1))


def _name(number: int, size: int) -> str:
    """A year, a month or a day as the filters take it."""
    day = f"{number * size:08}"
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"[: ENDS[size]]


def _period(name: str, count: int, wanted: Criteria) -> Period:
    """A period, cut off where the days asked for begin or end within it."""
    first, last = day_bounds(name)
    since = wanted.since if wanted.since and (first or "") < wanted.since else name
    until = wanted.until if wanted.until and (last or "") > wanted.until else name
    return Period(since, until, count)
