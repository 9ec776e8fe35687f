"""Time expressions to records with ISO values, reckoned from the day of publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from musnad.analysis.dates import find_dates
from musnad.analysis.moments import DateExpression
from musnad.language.tokens import Document, read_document
from musnad.record import Date
from musnad.resolution.calendars import Period
from musnad.resolution.moments import Context, resolve


def resolve_dates(
    expressions: Sequence[DateExpression], document: Document, published: str | None
) -> list[Date]:
    """Records for the expressions, ids ``d1`` on.

    Without ``published`` (ISO) only dates that need no reference get a value.
    """
    today, told = _day_of(published), None
    dates: list[Date] = []
    for number, expression in enumerate(expressions, 1):
        context = Context(today, told, expression.tense, expression.joined)
        period = _resolve_safely(expression, context)
        told = period or told
        words = document.text[expression.span[0] : expression.span[1]]
        value, precision = (period.value, period.precision) if period else (None, None)
        why = _why(" ".join(words.split()), period, context)
        dates.append(Date(f"d{number}", expression.span, value, precision, context.calendar, why))
    return dates


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
