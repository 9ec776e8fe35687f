"""What a time expression says, before any reference day is known."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.record import Span


@dataclass(frozen=True, slots=True)
class Moment:
    """The meaning of a time expression.

    ``kind`` decides which fields count:

    - ``date``: ``year``, ``month``, ``day`` as far as said, in ``calendar``; ``of`` gives a month's or day's
      relative year or month (مايو من العام الماضي).
    - ``weekday``: ``weekday`` (Monday 0), in the week ``of`` if said.
    - ``shift``: ``count`` whole ``unit``s from the reference (أمس is -1 day, هذا الشهر 0 month).
    - ``recent``: the last (negative) or next ``count`` units, up to or from the reference.
    - ``same``: ``count`` units after the last date told (في اليوم التالي 1, في العام نفسه 0).
    - ``quarter``, ``half``, ``season``: the ``count``-th one of the year or month ``of``.
    - ``months``: the first (or last, negative) ``count`` months of the year ``of``.
    - ``decade``: ``count`` is its first year in the century (90), ``of`` the century if said.
    - ``century``: the ``count``-th.
    - ``part``: the ``part`` (early, mid, late) of ``of``.
    - ``range``: from ``of`` to ``to``.
    - ``night``: between the days ``of`` and ``to``.
    - ``weekend``: that of the week, ``count`` weeks on; None of ``lean`` leaves the week open.
    - ``fiscal``: the financial year that begins in ``year`` (is called ``year`` alone where ``count`` is 1), or
      without it ``count`` years from the present one.
    - ``named``: the day called ``name``, in ``country`` if said, ``count`` days on.

    ``lean`` says which way to look where the text does: past, future, this, or that (the one told before).
    """

    kind: str
    unit: str = "day"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    calendar: str = "gregorian"
    weekday: int | None = None
    count: int = 0
    lean: str | None = None
    part: str | None = None
    of: Moment | None = None
    to: Moment | None = None
    name: str = ""
    country: str | None = None


@dataclass(slots=True)
class DateExpression:
    """A time expression in the text: its span, its tokens ``first`` to ``last`` (half-open) and what it says.

    ``tense`` is ``future`` where the words around it look ahead (سيزور), else None. ``alone`` is true where
    it is all that its sentence says; ``joined`` where و ties it to the expression before it.
    """

    span: Span
    first: int
    last: int
    moment: Moment
    tense: str | None = None
    alone: bool = False
    joined: bool = False
