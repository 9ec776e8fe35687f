"""Time expressions to records with ISO values, reckoned from the day of publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from musnad.analysis.dates import find_dates
from musnad.analysis.moments import DateExpression
from musnad.language.tokens import Document, read_document
from musnad.record import Date
from musnad.resolution.calendars import Period
from musnad.resolution.moments import Context, resolve

# Kinds that are mostly the day of the report, not of what it tells; and how many of the others are kept.
_OF_THE_REPORT = frozenset(("weekday", "shift", "recent", "weekend", "night"))
_KEPT = 20


def resolve_dates(expressions: Sequence[DateExpression], document: Document, published: str | None, country: str | None = None) -> list[Date]:
    """Records for the expressions, ids ``d1`` on.

    Without ``published`` (ISO) only dates that need no reference get a value. ``country`` (ISO 3166-1 alpha-3)
    is the one that the article is about; named days that no country or year decides are left out.
    """
    today, told = _day_of_report(expressions, _day_of(published)), None
    written: tuple[Period, ...] = ()
    dates: list[Date] = []
    for expression in expressions:
        context = Context(today, told, expression.tense, expression.joined, country, written)
        period = _resolve_safely(expression, context)
        if period is None and expression.moment.kind == "named":
            continue
        if period and expression.moment.kind not in _OF_THE_REPORT:
            written = (*written[-_KEPT:], period)
        told = period or told
        words = document.text[expression.span[0] : expression.span[1]]
        value, precision = (period.value, period.precision) if period else (None, None)
        why = _why(" ".join(words.split()), period, context)
        dates.append(Date(f"d{len(dates) + 1}", expression.span, value, precision, context.calendar, why))
    return dates


def _day_of_report(expressions: Sequence[DateExpression], today: date | None) -> date | None:
    """The day the article calls today: the one before publication where its own weekdays all say so (اليوم الأحد)."""
    if today is None:
        return None
    named = [e.moment for e in expressions if e.moment.kind == "shift" and e.moment.weekday is not None]
    days = {((m.weekday or 0) - m.count) % 7 for m in named}
    eve = today - timedelta(days=1)
    return eve if days == {eve.weekday()} and any(m.count == 0 for m in named) else today


def read_dateline(text: str) -> str | None:
    """The ISO day of a web page's dateline ("الأربعاء 24 نونبر 2021"), or None if it names none."""
    document = read_document(text)
    days = [d for d in resolve_dates(find_dates(document), document, None) if d.precision == "day"]
    days.sort(key=lambda d: d.calendar == "hijri")
    return days[0].value if days else None


def _day_of(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _why(words: str, period: Period | None, context: Context) -> str:
    names = "Hijri calendar (Umm al-Qura)" if context.calendar == "hijri" else "Gregorian calendar"
    if period is None:
        lack = "no publication day is known" if context.today is None else "the text does not say enough"
        return f"“{words}” has no value: {lack}; {names}."
    return f"“{words}”: {context.rule or 'as written'}; {names}."


def _resolve_safely(expression: DateExpression, context: Context) -> Period | None:
    """The value, or None where the words name no possible day or one outside the calendar's years."""
    moment = expression.moment
    if moment.lean == "after" and not (expression.tense == "future" or expression.alone):
        return None
    try:
        return resolve(moment, context)
    except (ValueError, OverflowError):
        return None
