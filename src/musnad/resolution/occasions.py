"""Days with a name, weekends and financial years: what they mean where the country decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from musnad.analysis.moments import Moment
from musnad.knowledge import read_table, remembered, variants
from musnad.resolution import calendars
from musnad.resolution.calendars import Period

# A named day with no year is the nearest one, and none where that is further off than this.
_NEAR = 45
# Where the working week ends on Thursday; the Emirates' until 2021. States whose news is mostly of what foreign powers
# do there (Syria, Iraq, Yemen, Israel and Palestine) are left out: the weekend may be those powers' own.
_FRIDAY_AND_SATURDAY = frozenset("SAU EGY JOR KWT QAT BHR OMN LBY SDN DZA ARE".split())
_EMIRATES_CHANGE = date(2022, 1, 1)
_WEDNESDAY = 2


@dataclass(frozen=True, slots=True)
class Occasion:
    """A period with the words for how it was reckoned."""

    period: Period
    rule: str
    calendar: str = "gregorian"


@dataclass(frozen=True, slots=True)
class _NamedDay:
    calendar: str
    month: int
    day: int
    country: str
    not_in: frozenset[str]


@remembered
def _named_days() -> dict[str, tuple[_NamedDay, ...]]:
    found: dict[str, tuple[_NamedDay, ...]] = {}
    for row in read_table("named_days"):
        day = _NamedDay(row["calendar"], int(row["month"]), int(row["day"]), row["country"], frozenset(variants(row["except"])))
        found[row["name"]] = (*found.get(row["name"], ()), day)
    return found


@remembered
def _fiscal_months() -> dict[str, int]:
    return {row["country"]: int(row["month"]) for row in read_table("fiscal_years")}


def reckon(moment: Moment, today: date | None, country: str | None, tense: str | None, whole: Period | None) -> Occasion | None:
    """The period of a ``named``, ``weekend`` or ``fiscal`` moment.

    ``today`` is the publication day, ``country`` the state that the article is about, ``whole`` the year that
    the text names in its own words (العام الماضي). None where the country or the year is open.
    """
    if moment.kind == "weekend":
        return _weekend(moment, today, country, tense) if today else None
    if moment.kind == "fiscal":
        return _fiscal(moment, today, country)
    return _named(moment, today, moment.country or country, tense, whole)


def _named(moment: Moment, today: date | None, country: str | None, tense: str | None, whole: Period | None) -> Occasion | None:
    days = _named_days().get(moment.name, ())
    day = next((d for d in days if d.country and d.country == country), None)
    day = day or next((d for d in days if not d.country and country not in d.not_in), None)
    if day is None:
        return None
    year = whole.start.year if whole else moment.year
    centre = year or (today.year if today else None)
    if centre is None:
        return None
    chosen = _chosen(list(_days(day, centre)), year, today, moment.lean or tense)
    if chosen is None:
        return None
    chosen += timedelta(days=moment.count)
    of = f" of {country}" if day.country else ""
    return Occasion(calendars.day_period(chosen), f"{moment.name}{of}, {chosen}", day.calendar)


def _days(day: _NamedDay, year: int) -> Iterator[date]:
    """The days it falls on in the year and those around it."""
    if day.calendar == "gregorian":
        yield from (date(y, day.month, day.day) for y in (year - 1, year, year + 1))
        return
    hijri = calendars.hijri_year(date(year, 1, 1))
    for y in range(hijri - 1, hijri + 4):
        period = calendars.hijri_period(y, day.month, day.day)
        if period:
            yield period.start


def _chosen(days: list[date], year: int | None, today: date | None, lean: str | None) -> date | None:
    if year is not None:
        return next((d for d in days if d.year == year), None)
    if today is None:
        return None
    if lean == "past":
        return max((d for d in days if d < today), default=None)
    if lean == "future":
        return min((d for d in days if d >= today), default=None)
    nearest = min(days, key=lambda d: abs(d - today), default=None)
    return nearest if nearest and abs((nearest - today).days) <= _NEAR else None


def _weekend(moment: Moment, today: date, country: str | None, tense: str | None) -> Occasion:
    """Without a word for the week: the last one up to Wednesday, as news looks back, else that of the week."""
    week, count = calendars.week_period(today).start, moment.count
    if moment.lean is None and tense != "future" and today.weekday() <= _WEDNESDAY:
        count = -1
    early = country in _FRIDAY_AND_SATURDAY and not (country == "ARE" and today >= _EMIRATES_CHANGE)
    first = week + timedelta(weeks=count, days=4 if early else 5)
    period = Period(first, first + timedelta(days=1), "interval", "day")
    return Occasion(period, f"the weekend {count:+d} weeks from that of {today}")


def _fiscal(moment: Moment, today: date | None, country: str | None) -> Occasion | None:
    """A financial year by the state's own calendar; one of a state not known is told as two years."""
    month = _fiscal_months().get(country or "")
    year = moment.year
    if year is not None and moment.count:
        alone = month in (None, 1)
        return Occasion(calendars.years(year, year), f"the year {year}") if alone else None
    if year is not None and month in (None, 1):
        return Occasion(calendars.years(year, year + 1), "a financial year as written")
    if month is None or (year is None and today is None):
        return None
    if year is None and today is not None:
        year = today.year - (today.month < month) + moment.count
    assert year is not None
    rule = f"the financial year of {country} from {year}-{month:02d}"
    if month == 1:
        return Occasion(calendars.years(year, year), rule)
    return Occasion(calendars.months(year, month, 12, "year"), rule)
