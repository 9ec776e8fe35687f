"""Events by the years, months or days that they lie in: the dates that there are to narrow a search by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from musnad.record import day_bounds
from musnad.store.chosen import Choice, tally
from musnad.store.columns import NONE, day_text
from musnad.store.criteria import Criteria

YEAR, MONTH, DAY = 4, 7, 10
"""How many characters of an ISO day name its year, its month and itself."""
_LESS = {YEAR: 10_000, MONTH: 100, DAY: 1}  # by which the number of a day is divided to name its year, its month and itself
Row = tuple[str, str, int]


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
    counted = tally(since[dated] // shorter, until[dated] // shorter)
    rows: list[Row] = [(day_text(first * shorter)[:size], day_text(last * shorter)[:size], count) for first, last, count in counted]
    names = sorted({name for first, last, _ in rows for name in (first, last)}) if size == YEAR else list(_between(wanted, size))
    counts = _counts(rows, names)
    kept = {name for name, _ in counts.most_common(most)} if size == YEAR else set(counts)
    return [_period(name, counts[name], wanted) for name in names if name in kept and counts[name]]


def _size(wanted: Criteria) -> int:
    """Which periods tell most within the days asked for."""
    if wanted.since is None or wanted.until is None:
        return YEAR
    try:
        days = (date.fromisoformat(wanted.until) - date.fromisoformat(wanted.since)).days
    except ValueError:  # a day that no calendar has
        return YEAR
    return DAY if days <= 31 else MONTH if days <= 366 else YEAR


def _between(wanted: Criteria, size: int) -> Iterator[str]:
    """The months or days from the first day asked for to the last."""
    at, last = date.fromisoformat(wanted.since or ""), date.fromisoformat(wanted.until or "")
    names = (f"{(at + timedelta(n)).isoformat()[:size]}" for n in range((last - at).days + 1))
    yield from dict.fromkeys(names)


def _counts(rows: Iterable[Row], names: Iterable[str]) -> Counter[str]:
    found = list(rows)
    return Counter({name: sum(count for first, last, count in found if first <= name <= last) for name in names})


def _period(name: str, count: int, wanted: Criteria) -> Period:
    """A period, cut off where the days asked for begin or end within it."""
    first, last = day_bounds(name)
    since = wanted.since if wanted.since and (first or "") < wanted.since else name
    until = wanted.until if wanted.until and (last or "") > wanted.until else name
    return Period(since, until, count)
