"""Calendar arithmetic on ISO values: months, weeks, parts of periods, the Hijri calendar."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` to ``end`` (both included) and how exactly the text names them.

    ``precision`` is day, week, month, quarter, year, decade or interval. ``grain`` (day, month, year) is how
    exactly its ends are written.
    """

    start: date
    end: date
    precision: str
    grain: str

    @property
    def value(self) -> str:
        """ISO 8601: one day, month or year, or an interval of two."""
        first, last = _iso(self.start, self.grain), _iso(self.end, self.grain)
        return first if first == last else f"{first}/{last}"


def _iso(day: date, grain: str) -> str:
    return day.isoformat()[: {"year": 4, "month": 7, "day": 10}[grain]]


def day_period(day: date) -> Period:
    return Period(day, day, "day", "day")


def month_period(year: int, month: int) -> Period:
    return months(year, month, 1, "month")


def months(year: int, month: int, count: int, precision: str) -> Period:
    """``count`` months from the first of a month on."""
    last_year, last_month = add_months(year, month, count - 1)
    end = date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    return Period(date(year, month, 1), end, precision, "month")


def years(first: int, last: int, precision: str = "interval") -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31), "year" if first == last else precision, "year")


def week_period(day: date) -> Period:
    """The week, Monday to Sunday, in which a day lies."""
    start = day - timedelta(days=day.weekday())
    return Period(start, start + timedelta(days=6), "week", "day")


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def part_of(whole: Period, part: str) -> Period | None:
    """The early, mid or late part of a period.

    A month's parts are its days 1-10, 11-20 and the rest; a year's its first quarter, middle two and last
    quarter; a week's its Monday and Tuesday, Wednesday and Thursday, and weekend; a decade's its years 0-3,
    4-6, 7-9; a century's its thirds.
    """
    start, year = whole.start, whole.start.year
    if whole.precision == "month":
        first, last = {"early": (0, 9), "mid": (10, 19), "late": (20, (whole.end - start).days)}[part]
        return Period(start + timedelta(days=first), start + timedelta(days=last), "interval", "day")
    if whole.precision == "year":
        after, count = {"early": (0, 3), "mid": (3, 6), "late": (9, 3)}[part]
        begin = add_months(year, start.month, after)
        return months(*begin, count, "interval" if part == "mid" else "quarter")
    if whole.precision == "week":
        first, last = {"early": (0, 1), "mid": (2, 3), "late": (5, 6)}[part]
        return Period(start + timedelta(days=first), start + timedelta(days=last), "interval", "day")
    if whole.precision == "decade":
        first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}[part]
        return years(year + first, year + last)
    if whole.grain == "year" and whole.end.year - year == 99:
        first, last = {"early": (0, 32), "mid": (33, 66), "late": (67, 99)}[part]
        return years(year + first, year + last)
    if whole.grain == "month":
        size = (whole.end.year - year) * 12 + whole.end.month - start.month + 1
        third = size // 3
        offset = {"early": 0, "mid": third, "late": size - third}[part]
        return months(*add_months(year, start.month, offset), third, "interval") if third else None
    return None


def hijri_period(year: int, month: int | None, day: int | None) -> Period | None:
    """The Gregorian days of a Hijri date by the Umm al-Qura calendar (1343-1500); None outside it."""
    from hijridate import Hijri

    try:
        first = Hijri(year, month or 1, day or 1)
        last = first if day else Hijri(year, month or 12, Hijri(year, month or 12, 1).month_length())
        ends = [date(*moment.to_gregorian().datetuple()) for moment in (first, last)]
    except (OverflowError, ValueError):
        return None
    return Period(ends[0], ends[1], "day" if day else "month" if month else "interval", "day")


def hijri_year(day: date) -> int:
    """The Hijri year of a Gregorian day; OverflowError outside 1924-2077."""
    from hijridate import Gregorian

    return Gregorian(day.year, day.month, day.day).to_hijri().year
