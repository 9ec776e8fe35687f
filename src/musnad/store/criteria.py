"""What is looked for: the filters of ``musnad find`` and of a store's methods, checked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

from musnad.errors import UsageError
from musnad.export.schema import VALUES
from musnad.record import day_bounds

Some = str | Sequence[str]
DAY = re.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")
"""A day, month or year."""


class Filters(TypedDict, total=False):
    """All filters. Each takes one value, or several of which one must hold; different filters must all hold.

    ``words`` are words and "quoted phrases" of the text, all of which must be there, or not where ``-`` stands before one.
    ``machine`` True searches what the machine read, without the corrections of people, and gives that.
    ``actor``, ``recipient``, ``place`` and ``speaker`` are a country's code (MAR), a knowledge id, or a name in Arabic or
    English. ``since`` and ``until`` are a day, month or year: of the event, or of publication where the event's time is not
    resolved or articles and statements are looked for by no event. ``origins`` is the least number of independent
    origins of the happening that the event is of, in a store that was corroborated. ``article`` is an id in the store, an
    article's own id, or its URL.
    """

    words: Some
    actor: Some
    recipient: Some
    place: Some
    speaker: Some
    outlet: Some
    type: Some
    mode: Some
    status: Some
    stance: Some
    since: str
    until: str
    machine: bool
    origins: int
    article: str | int


@dataclass(frozen=True, slots=True)
class Criteria:
    """The filters as tuples, the empty ones for those not given; ``since`` and ``until`` as days."""

    words: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    machine: bool = False
    origins: int = 0
    article: str | None = None

    @property
    def of_events(self) -> bool:
        """Whether any filter speaks of events."""
        return bool(self.actor or self.recipient or self.place or self.type or self.mode or self.status or self.origins)

    @property
    def speaks_of(self) -> Literal["articles", "events", "statements"]:
        """What is looked for, where nobody says."""
        return "events" if self.of_events else "statements" if self.speaker or self.stance else "articles"


def criteria(filters: Filters) -> Criteria:
    """The filters, checked. UsageError for an unknown one, a code that no event or statement has, or what is no date."""
    unknown = set(filters) - set(Filters.__annotations__)
    if unknown:
        raise UsageError(f"no filter {min(unknown)!r}: there are {', '.join(Filters.__annotations__)}")
    found = Criteria(
        **{
            name: _several(filters.get(name), upper=name == "type", lower=name in ("mode", "status", "stance"))
            for name in ("words", "actor", "recipient", "place", "speaker", "outlet", "type", "mode", "status", "stance")
        },
        since=_day(filters.get("since"), "since"),
        until=_day(filters.get("until"), "until"),
        origins=_count(filters.get("origins", 0)),
        article=None if filters.get("article") is None else str(filters["article"]),
        machine=bool(filters.get("machine")),
    )
    for name, part in (("type", "Event"), ("status", "Event"), ("stance", "Statement")):
        _one_of(name, getattr(found, name), VALUES[part][name])
    return found


def _several(value: object, *, upper: bool, lower: bool) -> tuple[str, ...]:
    values = [] if value is None else [value] if isinstance(value, str) else value
    if not isinstance(values, (list, tuple, set, frozenset)) or not all(isinstance(v, str) for v in values):
        raise UsageError(f"a filter is a text, or a list of texts, not {value!r}")
    stripped = (v.strip() for v in values)
    return tuple(v.upper() if upper else v.lower() if lower else v for v in stripped if v)


def _one_of(name: str, values: tuple[str, ...], allowed: tuple[str, ...]) -> None:
    for value in values:
        if value not in allowed:
            raise UsageError(f"{name} {value!r}: there are {', '.join(allowed)}")


def _day(value: str | None, name: str) -> str | None:
    """The first day of ``since``, the last of ``until``."""
    if value is None:
        return None
    if not DAY.fullmatch(str(value)):
        raise UsageError(f"{name} {value!r} is no date: write it as 2018, 2018-05 or 2018-05-14")
    return day_bounds(value)[0 if name == "since" else 1]


def _count(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise UsageError(f"origins {value!r}: give a number from 0 on")
    return value
