"""The places where events were, with their coordinates: what a map draws."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import func, select

from musnad.store.criteria import Filters, criteria
from musnad.store.searching import narrow
from musnad.store.store import Store
from musnad.store.tables import EntityRow, EventRow, PartyRow
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
    """The known places of the events that meet the filters, those of most events first; places whose coordinates are unknown are left out."""
    wanted = criteria(filters)
    with store.reading() as connection:
        chosen = narrow(connection, wanted, EventRow.record_id, EventRow.id, EventRow.quad).cte("chosen")
        joined = (PartyRow.record_id == chosen.c.record_id) & (PartyRow.part == chosen.c.id) & (PartyRow.role == "place")
        each = select(PartyRow.knowledge_id, PartyRow.record_id, PartyRow.part, chosen.c.quad, func.min(PartyRow.entity).label("entity")).join(chosen, joined)
        each = each.where(PartyRow.knowledge_id.is_not(None)).group_by(PartyRow.knowledge_id, PartyRow.record_id, PartyRow.part, chosen.c.quad)
        events = each.cte("each")
        own = (EntityRow.record_id == events.c.record_id) & (EntityRow.id == events.c.entity)
        told = (func.min(c) for c in (EntityRow.name, EntityRow.name_ar, EntityRow.country, EntityRow.lat, EntityRow.lon, EntityRow.km))
        counted = select(events.c.knowledge_id, *told, events.c.quad, func.count()).select_from(events).join(EntityRow, own)
        rows = connection.execute(counted.where(EntityRow.lat.is_not(None)).group_by(events.c.knowledge_id, events.c.quad)).all()
    quads: dict[str, Counter[str]] = {}
    for key, *_, quad, count in rows:
        quads.setdefault(key, Counter())[quad] += count
    known = {key: told for key, *told, _, _ in rows}
    spots = [
        Spot(key, name, name_ar, country, key == country, lat, lon, km or 0.0, Quads.of(quads[key]))
        for key, (name, name_ar, country, lat, lon, km) in known.items()
    ]
    return sorted(spots, key=lambda spot: (-spot.quads.total, spot.key))[:most]
