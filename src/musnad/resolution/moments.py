"""What a moment means on the calendar: one function a kind of moment, from words to days.

News looks back: a weekday, a month or a day with no year is the latest one past, unless the words say
otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from musnad.analysis.moments import Moment
from musnad.resolution import calendars, occasions
from musnad.resolution.calendars import Period

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# A bare day and month so many days back, or a month at most so many ahead, is the coming one: nine months
# and more after the fact, news says the year or الماضي.
_FAR_BACK = 275
_MONTHS_AHEAD = 2
# A bare weekday that is tomorrow's means tomorrow: six days ago would be said with الماضي.
_TOMORROW = 6
# A Hijri month named without year within so many days before it begins is the coming one.
_SOON = 45


@dataclass(slots=True)
class Context:
    """What a value may be reckoned from, and the words for how it was.

    ``told`` is the last date before, ``written`` are those before that did not hang on the day of the report;
    ``country`` (ISO 3166-1 alpha-3) is the one that the article is about.
    """

    today: date | None
    told: Period | None = None
    tense: str | None = None
    joined: bool = False
    country: str | None = None
    written: tuple[Period, ...] = ()
    rule: str = ""
    calendar: str = "gregorian"


def resolve(moment: Moment, context: Context) -> Period | None:
    """The period a moment means in a context; ValueError for a day that does not exist."""
    return _RESOLVERS[moment.kind](moment, context)


def _said(context: Context, rule: str) -> None:
    context.rule = context.rule or rule


def _from(context: Context) -> str:
    return f"the publication day {context.today}"


def _date(moment: Moment, context: Context) -> Period | None:
    if moment.calendar == "hijri":
        return _hijri(moment, context)
    if moment.of is not None:
        return _date_of(moment, context)
    if moment.year is not None:
        _said(context, "a date with its year")
        if moment.month is None:
            return calendars.years(moment.year, moment.year)
        if moment.day is None:
            return calendars.month_period(moment.year, moment.month)
        return calendars.day_period(date(moment.year, moment.month, moment.day))
    if context.today is None or moment.month is None:
        return None
    lean = moment.lean or context.tense
    if moment.day is None:
        return _month_near(moment.month, lean, context.today, context)
    return _day_near(moment.month, moment.day, lean, context.today, context)


def _date_of(moment: Moment, context: Context) -> Period | None:
    """A month of a relative year, or a day of a relative month."""
    assert moment.of is not None
    whole = resolve(moment.of, context)
    if whole is None:
        return None
    return _date(replace(moment, of=None, year=whole.start.year, month=moment.month or whole.start.month), context)


_WAYS = {"past": "the latest one before", "future": "the next one from", "this": "that of the year of"}


def _month_near(month: int, lean: str | None, today: date, context: Context) -> Period:
    year = today.year
    if lean == "past":
        year -= month >= today.month
    elif lean == "future":
        year += month < today.month or (month == today.month and context.tense is None)
    elif lean is None:
        year -= month > today.month + _MONTHS_AHEAD
        year += month + 12 <= today.month + _MONTHS_AHEAD
    usual = "the coming one after" if (year, month) > (today.year, today.month) else "the latest one up to"
    _said(context, f"a month without year, {_WAYS.get(lean or '', usual)} {_from(context)}")
    return calendars.month_period(year, month)


def _day_near(month: int, day: int, lean: str | None, today: date, context: Context) -> Period | None:
    years = range(today.year - 4, today.year + 5)  # wide enough for 29 February
    candidates = [date(y, month, day) for y in years if _exists(y, month, day)]
    past, future = [d for d in candidates if d <= today], [d for d in candidates if d >= today]
    if not past or not future:
        return None
    after_told = [d for d in candidates if context.told and d >= context.told.start]
    if context.joined and lean is None and after_told and context.told and context.told.precision == "day":
        _said(
            context,
            f"a day and month without year, the next one after {context.told.value}, to which it is joined",
        )
        return calendars.day_period(after_told[0])
    if lean == "this":
        chosen = min(candidates, key=lambda d: abs(d - today))
    elif lean == "future" or (lean is None and (today - past[-1]).days > _FAR_BACK):
        chosen = future[0]
    else:
        chosen = past[-1]
    way = "the next one from" if chosen > today else "the latest one up to"
    _said(context, f"a day and month without year, {way} {_from(context)}")
    return calendars.day_period(chosen)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _hijri(moment: Moment, context: Context) -> Period | None:
    context.calendar = "hijri"
    if moment.year is not None:
        _said(context, "a Hijri date with its year")
        return calendars.hijri_period(moment.year, moment.month, moment.day)
    today = context.today
    if today is None or moment.month is None:
        return None
    this_year, lean = calendars.hijri_year(today), moment.lean or context.tense
    near = [calendars.hijri_period(this_year + k, moment.month, moment.day) for k in (-1, 0, 1)]
    soon = today + timedelta(days=_SOON)
    if lean == "future":
        found = [p for p in near if p and p.end >= today][:1]
    else:
        found = [p for p in near if p and (p.end < today if lean == "past" else p.start <= soon)][-1:]
    _said(context, f"a Hijri date without year, reckoned from {_from(context)}")
    return found[0] if found else None


def _weekday(moment: Moment, context: Context) -> Period | None:
    weekday, lean = moment.weekday or 0, moment.lean or context.tense
    if moment.of is not None:
        week = resolve(moment.of, context)
        context.rule = f"{_DAYS[weekday]} of a week reckoned from {_from(context)}"
        return calendars.day_period(week.start + timedelta(days=weekday)) if week else None
    today = context.today
    if today is None:
        return None
    back, ahead = (today.weekday() - weekday) % 7, (weekday - today.weekday()) % 7
    if lean == "past":
        _said(context, f"the last {_DAYS[weekday]} before {_from(context)}")
        return calendars.day_period(today - timedelta(days=back or 7))
    if lean == "this":
        _said(context, f"the {_DAYS[weekday]} of the week of {_from(context)}")
        return calendars.day_period(calendars.week_period(today).start + timedelta(days=weekday))
    if lean == "future":
        _said(context, f"the next {_DAYS[weekday]} from {_from(context)}, as the clause looks ahead")
        return calendars.day_period(today + timedelta(days=ahead or (7 if moment.lean else 0)))
    if back == _TOMORROW:
        _said(
            context,
            f"the {_DAYS[weekday]} right after {_from(context)}, as six days before is said with a word",
        )
        return calendars.day_period(today + timedelta(days=1))
    _said(context, f"the latest {_DAYS[weekday]} up to {_from(context)}, as news looks back")
    return calendars.day_period(today - timedelta(days=back))


def _steps(moment: Moment) -> str:
    return f"{moment.count:+d} {moment.unit} from" if moment.count else f"the {moment.unit} of"


def _shift(moment: Moment, context: Context) -> Period | None:
    if context.today is None:
        return None
    _said(context, f"{_steps(moment)} {_from(context)}")
    found = _shifted(context.today, moment.unit, moment.count)
    if found and moment.weekday is not None and found.start.weekday() != moment.weekday:
        gap = (found.start.weekday() - moment.weekday) % 7
        context.rule = f"the {_DAYS[moment.weekday]} nearest to {found.start}, reckoned from {_from(context)}"
        return calendars.day_period(found.start + timedelta(days=-gap if gap <= 3 else 7 - gap))
    return found


def _shifted(day: date, unit: str, count: int) -> Period | None:
    """The unit of time that lies ``count`` units from the one of a day."""
    if unit == "day":
        return calendars.day_period(day + timedelta(days=count))
    if unit == "week":
        return calendars.week_period(day + timedelta(weeks=count))
    if unit == "month":
        return calendars.month_period(*calendars.add_months(day.year, day.month, count))
    if unit == "year":
        return calendars.years(day.year + count, day.year + count)
    if unit == "decade":
        start = (day.year // 10 + count) * 10
        return calendars.years(start, start + 9, "decade")
    if unit == "century":
        start = (day.year // 100 + count) * 100
        return calendars.years(start, start + 99)
    return None


def _recent(moment: Moment, context: Context) -> Period | None:
    today = context.today
    if today is None:
        return None
    size = abs(moment.count)
    _said(context, f"{size} {moment.unit}s {'up to' if moment.count < 0 else 'on from'} {_from(context)}")
    unit, count = moment.unit, moment.count
    if unit == "hour":
        unit, count = "day", (1 if count > 0 else -1) * -(-size // 24)
    if unit == "decade":
        unit, count = "year", count * 10
    if unit == "week":
        unit, count = "day", count * 7
    other = _shifted(today, unit, count)
    here = _shifted(today, unit, 0)
    if other is None or here is None:
        return None
    first, last = (other, here) if count < 0 else (here, other)
    return Period(first.start, last.end, "interval", here.grain)


# How exactly a date must have been told for a unit of it to be named again.
_GRAINS = {"day": ("day",), "week": ("day",), "month": ("day", "month"), "year": ("day", "month", "year")}


def _same(moment: Moment, context: Context) -> Period | None:
    grains = _GRAINS.get(moment.unit, ())
    told = context.told
    if moment.lean == "that":
        told = next((p for p in reversed(context.written) if p.grain in grains), None)
    if told is None or told.grain not in grains or (moment.unit == "day" and told.start != told.end):
        return None
    _said(context, f"{_steps(moment)} the date told before, {told.value}")
    return _shifted(told.start, moment.unit, moment.count)


def _of(moment: Moment, context: Context) -> Period | None:
    return resolve(moment.of, context) if moment.of else None


def _fraction(moment: Moment, context: Context) -> Period | None:
    whole = _of(moment, context)
    century = whole is not None and whole.grain == "year" and whole.end.year - whole.start.year == 99
    if whole is None or not (century or whole.precision in ("year", "month")):
        return None
    context.rule = f"{moment.kind} {moment.count} of {whole.value}"
    if century:
        first = whole.start.year + (moment.count - 1) * 50
        return calendars.years(first, first + 49) if moment.kind == "half" else None
    start = whole.start
    if whole.precision == "month":
        if moment.kind != "half":
            return None
        first, last = (1, 15) if moment.count == 1 else (16, whole.end.day)
        return Period(start.replace(day=first), start.replace(day=last), "interval", "day")
    size = 3 if moment.kind == "quarter" else 6
    begin = calendars.add_months(start.year, start.month, (moment.count - 1) * size)
    return calendars.months(*begin, size, "quarter" if size == 3 else "interval")


def _months(moment: Moment, context: Context) -> Period | None:
    whole = _of(moment, context)
    if whole is None:
        return None
    size = abs(moment.count)
    context.rule = f"the {'first' if moment.count > 0 else 'last'} {size} months of {whole.value}"
    return calendars.months(whole.start.year, 1 if moment.count > 0 else 13 - size, size, "interval")


def _season(moment: Moment, context: Context) -> Period | None:
    """Spring is March to May and so on; winter is December to February of the next year."""
    month = moment.count * 3
    if moment.of is not None:
        whole = _of(moment, context)
        if whole is None:
            return None
        context.rule = f"season {moment.count} of {whole.value}"
        found = calendars.months(whole.start.year, month, 3, "interval")
        coming = context.today and context.today < found.start and whole.start.year == context.today.year
        if month == 12 and coming and context.tense != "future":
            # The winter of this year, told before it comes, is the one that is over.
            return calendars.months(whole.start.year - 1, month, 3, "interval")
        return found
    today = context.today
    if today is None:
        return None
    seasons = [calendars.months(today.year + k, month, 3, "interval") for k in (-2, -1, 0, 1, 2)]
    _said(context, f"the {moment.lean} season nearest to {_from(context)}")
    if moment.lean == "future":
        return next(s for s in seasons if s.start > today)
    if moment.lean == "this":
        return min(seasons, key=lambda s: abs(s.start + timedelta(days=45) - today))
    return [s for s in seasons if s.end < today][-1]


def _decade(moment: Moment, context: Context) -> Period | None:
    century = 1900
    if moment.of is not None:
        whole = _of(moment, context)
        if whole is None:
            return None
        century = whole.start.year
    context.rule = f"the decade from {century + moment.count}"
    return calendars.years(century + moment.count, century + moment.count + 9, "decade")


def _century(moment: Moment, context: Context) -> Period | None:
    if moment.calendar == "hijri":
        return None
    start = (moment.count - 1) * 100
    _said(context, f"century {moment.count}")
    return calendars.years(start, start + 99)


def _part(moment: Moment, context: Context) -> Period | None:
    whole = _of(moment, context)
    if whole is None:
        return None
    context.rule = f"the {moment.part} part of {whole.value}" + (f", {context.rule}" if context.rule else "")
    return calendars.part_of(whole, moment.part or "early")


def _range(moment: Moment, context: Context) -> Period | None:
    first = _of(moment, context)
    after = replace(context, told=first, joined=True)
    last = resolve(moment.to, after) if moment.to else None
    if first is None or last is None:
        return None
    if first.start > last.end and moment.of and moment.of.kind == "weekday" and moment.of.lean is None:
        first = replace(first, start=first.start - timedelta(days=7), end=first.end - timedelta(days=7))
    if first.start > last.end:
        return None
    grain = max(first.grain, last.grain, key=("day", "month", "year").index)
    rule = context.rule or after.rule
    context.calendar = after.calendar
    context.rule = f"from {first.value} to {last.value}" + (f", {rule}" if rule else "")
    return Period(first.start, last.end, "interval", grain)


def _night(moment: Moment, context: Context) -> Period | None:
    """The night between two days, told by the morning it ends in."""
    last = resolve(moment.to, context) if moment.to else None
    if last is None:
        return None
    context.rule = f"the night before {last.value}, {context.rule}"
    return Period(last.start - timedelta(days=1), last.end, "interval", "day")


def _occasion(moment: Moment, context: Context) -> Period | None:
    found = occasions.reckon(moment, context.today, context.country, context.tense, _of(moment, context))
    if found is None:
        return None
    context.rule, context.calendar = found.rule, found.calendar
    return found.period


_RESOLVERS: dict[str, Callable[[Moment, Context], Period | None]] = {
    "date": _date,
    "weekday": _weekday,
    "shift": _shift,
    "recent": _recent,
    "same": _same,
    "quarter": _fraction,
    "half": _fraction,
    "months": _months,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "part": _part,
    "range": _range,
    "night": _night,
    "weekend": _occasion,
    "fiscal": _occasion,
    "named": _occasion,
}
