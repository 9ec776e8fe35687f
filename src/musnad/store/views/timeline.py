"""Events over time by quad class, in days, weeks, months or years: whichever shows the span of the result well."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Unpack

from musnad.record import day_bounds
from musnad.store.chosen import choose, tally
from musnad.store.columns import NONE, day_text
from musnad.store.criteria import Filters, criteria
from musnad.store.store import Store

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
STEPS = (("day", 45), ("week", 366), ("month", 3660))
"""Up to how many days of a span each bucket is used; a longer one is told in years."""
LAST = date(9998, 12, 31)
YEARS = 200
"""No line is longer; what was before is ``earlier``."""
TAIL = 10
"""One in so many events at either end tells nothing of the span that is shown, which reaches as far again on either side of the others.

For an article of today also tells of 1948, and such fences, after Tukey, leave the few alone outside.
"""


@dataclass(frozen=True, slots=True)
class Quads:
    """How many events there are of each quad class."""

    verbal_cooperation: int = 0
    material_cooperation: int = 0
    verbal_conflict: int = 0
    material_conflict: int = 0

    @classmethod
    def of(cls, counts: Counter[str]) -> Quads:
        """The counts by the names that records have."""
        return cls(*(counts[quad] for quad in QUADS))

    @property
    def total(self) -> int:
        """All of them."""
        return self.verbal_cooperation + self.material_cooperation + self.verbal_conflict + self.material_conflict


@dataclass(frozen=True, slots=True)
class Bucket:
    """The events between two days, both included."""

    since: str
    until: str
    quads: Quads


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events over time. ``step`` is day, week, month or year; buckets without an event stand too.

    ``earlier`` and ``later`` are events before the first and after the last bucket, ``vague`` those whose time is not told so
    exactly that they belong to one bucket, ``undated`` those without any time. With the buckets they are all there are, ``total``.
    """

    step: str
    buckets: list[Bucket]
    earlier: int
    later: int
    vague: int
    undated: int
    total: int


def timeline(store: Store, **filters: Unpack[Filters]) -> Timeline:
    """The events that meet the filters over time."""
    wanted, choice = criteria(filters), choose(store, filters)
    rows = tally(choice.of("since"), choice.of("until"), choice.of("quad"))
    undated = sum(n for since, _, _, n in rows if since == NONE)
    dated = [(_day(since), _day(until), choice.text(quad), n) for since, until, quad, n in rows if NONE not in (since, until)]
    return _timeline(dated, undated, wanted.since, wanted.until)


def _timeline(rows: list[tuple[date, date, str, int]], undated: int, since: str | None, until: str | None) -> Timeline:
    total = undated + sum(n for *_, n in rows)
    if not rows:
        return Timeline("day", [], 0, 0, 0, undated, total)
    first, last = _span([(a, n) for a, _, _, n in rows], [(b, n) for _, b, _, n in rows])
    first, last = max(first, _date(since or "0001-01-01")), min(last, _date(until or "9999-12-31"))
    first, last = min(first, last), max(first, last)
    first = max(first, date(max(1, last.year - YEARS), 1, 1))
    step = next((name for name, days in STEPS if (last - first).days < days), "year")
    starts = list(_starts(first, last, step))
    end = _next(starts[-1], step)
    counts: dict[date, Counter[str]] = defaultdict(Counter)
    earlier = later = vague = 0
    for a, b, quad, n in rows:
        if b < starts[0]:
            earlier += n
        elif a >= end:
            later += n
        elif (bucket := _start(a, step)) == _start(b, step):
            counts[bucket][quad] += n
        else:
            vague += n
    buckets = [Bucket(s.isoformat(), (_next(s, step) - timedelta(1)).isoformat(), Quads.of(counts[s])) for s in starts]
    return Timeline(step, buckets, earlier, later, vague, undated, total)


def _span(firsts: list[tuple[date, int]], lasts: list[tuple[date, int]]) -> tuple[date, date]:
    """The first and last day that lie within the fences."""
    low, high = _tail(sorted(firsts)), _tail(sorted(lasts, reverse=True))
    reach = max(high - low, timedelta(1)).days
    return min(day for day, _ in firsts if (low - day).days <= reach), max(day for day, _ in lasts if (day - high).days <= reach)


@lru_cache(maxsize=1 << 15)
def _day(number: int) -> date:
    return _date(day_text(number))


def _date(day: str) -> date:
    """A day of the calendar: of one that is not in it (31 February, the year 0, a year after which none comes) the nearest that tells the same."""
    for told in (day, f"{day[:7]}-01"):
        try:
            return min(date.fromisoformat(told), LAST)
        except ValueError:
            continue
    return date.min if day < "0001" else LAST


def _tail(days: list[tuple[date, int]]) -> date:
    left = sum(n for _, n in days) // TAIL
    for day, n in days:
        left -= n
        if left < 0:
            return day
    return days[-1][0]


def _start(day: date, step: str) -> date:
    """The first day of the bucket that a day is in; weeks begin on Monday, as ISO 8601 has them."""
    if step == "week":
        return day - timedelta(day.weekday()) if day.toordinal() > day.weekday() else day
    return day if step == "day" else day.replace(day=1) if step == "month" else day.replace(month=1, day=1)


def _next(start: date, step: str) -> date:
    if step in ("day", "week"):
        return start + timedelta(1 if step == "day" else 7)
    last = day_bounds(start.isoformat()[: 7 if step == "month" else 4])[1]
    return date.fromisoformat(last or "") + timedelta(1)


def _starts(first: date, last: date, step: str) -> Iterator[date]:
    start = _start(first, step)
    while start <= last:
        yield start
        start = _next(start, step)
