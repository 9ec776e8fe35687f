"""What the pages of counts share: views that are made once for each state of the store, and the way from a number to the events behind it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Concatenate, ParamSpec, TypeVar

from musnad.knowledge import read_table, remembered
from musnad.store import Filters, Store
from musnad.store.views import Quads

P = ParamSpec("P")
T = TypeVar("T")
QUADS = {name: name.replace("_", " ") for name in Quads.__slots__}
"""The quad classes as records have them, by their names in :class:`Quads`."""


def paint(quad: str) -> str:
    """The name of a quad class in the style sheet and in scripts, by either of its names: the record's with a hyphen for the blank."""
    return QUADS.get(quad, quad).replace(" ", "-")


def keeping(store: Store, view: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What a view says of a store, which is found once for all who ask until the store has changed."""
    key = (view, *args, *sorted((name, _hashable(value)) for name, value in kwargs.items()))
    return store.columns().remembered(key, lambda: view(store, *args, **kwargs))


def _hashable(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value


@remembered
def types_of(quad: str) -> tuple[str, ...]:
    """The types of events of a quad class, by its name in :class:`Quads`: each type has one."""
    return tuple(dict.fromkeys(row["type"] for row in read_table("plover") if row["quad"] == QUADS[quad]))


def of_quad(filters: Filters, quad: str) -> dict[str, Any]:
    """What narrows filters to a quad class, so that a search finds the events that were counted."""
    given = filters.get("type", ())
    own = [given] if isinstance(given, str) else list(given)
    return {"type": [name for name in types_of(quad) if not own or name in own]}
