"""The pages that the navigation names, in its order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the navigation: its path, the key of its name in ``words.tsv``, whether it heeds the filter bar, whether it changes the store."""

    path: str
    key: str
    filtered: bool = True
    writes: bool = False


PLACES = (
    Place("/overview", "overview"),
    Place("/search", "search"),
    Place("/happenings", "happenings"),
    Place("/actors", "actors"),
    Place("/map", "map"),
    Place("/relations", "relations"),
    Place("/agreements", "agreements"),
    Place("/network", "network"),
    Place("/review", "review", filtered=False),
    Place("/add", "add", filtered=False, writes=True),
)
