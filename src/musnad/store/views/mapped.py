"""The places where events were, with their coordinates: what a map draws."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Unpack

from musnad.store.chosen import choose, once, tally
from musnad.store.columns import NONE
from musnad.store.criteria import Filters
from musnad.store.store import Store
from musnad.store.views.timeline import Quads


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with the events in it, by quad class. ``key`` is its knowledge id, a country's code where it is one (``whole``).

    ``lat`` and ``lon`` are degrees, ``km`` the radius in which it lies.
    """

    key: str
    name: str
    name_ar: str
    country: str | None
    whole: bool
    lat: float
    lon: float
    km: float
    quads: Quads


def places(store: Store, *, most: int = 500, **filters: Unpack[Filters]) -> list[Spot]:
    """The known places of the events that meet the filters, those of most events first; places whose coordinates are unknown are left out.

    Where articles have a place of one id with several circles, it is the smallest.
    """
    choice = choose(store, filters)
    at = choice.parties("place")
    rows = once(at.known, at.at)
    rows = rows[at.known[rows] != NONE]
    quads: dict[str, Counter[str]] = {}
    for code, quad, count in tally(at.known[rows], choice.quads(at.at[rows])):
        quads.setdefault(choice.text(code), Counter())[choice.text(quad)] = count
    known = {key: place for key in quads if (place := choice.columns.names.places.get(key)) is not None}
    spots = [
        Spot(key, place.name, place.name_ar, country, key == country, lat, lon, km, Quads.of(quads[key]))
        for key, place in known.items()
        if place.circle is not None
        for km, lat, lon, country in [place.circle]
    ]
    return sorted(spots, key=lambda spot: (-spot.quads.total, spot.key))[:most]
