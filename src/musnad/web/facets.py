"""The facets of the filter bar: what there is to narrow by under the filters of a page, and what choosing a value makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from musnad.store import Filters, Store
from musnad.store.views import Period, Value, facet, facets
from musnad.store.views.facets import NAMES
from musnad.web.counts import keeping


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to choose, or one that is chosen: how many events have it (None: not known), and what the filters become by a click (None: not given)."""

    value: Value
    chosen: bool
    count: int | None
    change: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many events meet the filters, and the choices of each facet, by its name; those of ``date`` are periods, written as the filters have them."""

    total: int
    facets: dict[str, list[Choice]]

    def chosen(self, name: str) -> list[Choice]:
        """What is chosen of a facet."""
        return [choice for choice in self.facets[name] if choice.chosen]


def bar_of(store: Store, filters: Filters) -> Bar:
    """The bar under some filters.

    Several values of one facet are alternatives, so each facet is counted as if nothing of its own were chosen. Dates lie within each other:
    a year leads to its months, a month to its days.
    """
    found = keeping(store, facets, **filters)
    made = {name: list(_choices(filters, name, _values(store, filters, name))) for name in NAMES}
    return Bar(found.total, {**made, "date": list(_dates(filters, found.date))})


def _values(store: Store, filters: Filters, name: str) -> list[Value]:
    """The values of a facet under all other filters. Those under none are asked so often that they are there together."""
    others: Any = {key: value for key, value in filters.items() if key != name}
    if others and len(others) < len(filters):
        return keeping(store, facet, name, **others)
    return list(getattr(keeping(store, facets, **others), name))


def _choices(filters: Filters, name: str, values: list[Value]) -> Iterator[Choice]:
    """The chosen first that are not among the values, as names are that someone wrote."""
    own = given_of(filters, name)
    known = {value.value for value in values}
    listed = [*((Value(text, text, text, 0), None) for text in own if text not in known), *((value, value.value) for value in values)]
    for value, counted in listed:
        chosen = value.value in own
        yield Choice(value, chosen, value.count if counted is not None else None, {name: _toggled(own, value.value, chosen=chosen, one=name == "origins")})


def given_of(filters: Filters, name: str) -> list[str]:
    """The values that are given for a filter."""
    given: Any = filters.get(name)
    return [] if given is None else [str(value) for value in given] if isinstance(given, (list, tuple)) else [str(given)]


def _toggled(own: list[str], value: str, *, chosen: bool, one: bool) -> list[str] | None:
    if one:
        return None if chosen else [value]
    return [other for other in own if other != value] or None if chosen else [*own, value]


def _dates(filters: Filters, found: list[Period]) -> Iterator[Choice]:
    """The period that is asked for leads to the one around it, the periods within it narrow it."""
    since, until = filters.get("since"), filters.get("until")
    if since or until:
        around = since[:-3] if since and since == until and len(since) > 4 else None
        yield Choice(_period(since or "", until or ""), True, None, {"since": around, "until": around})
    for period in found:
        if (period.since, period.until) != (since, until):
            yield Choice(_period(period.since, period.until), False, period.count, {"since": period.since, "until": period.until})


def _period(since: str, until: str) -> Value:
    told = since if since == until else f"{since} – {until}".strip()
    return Value(told, told, told, 0)
