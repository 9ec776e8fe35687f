"""Who deals with whom: the strongest ties between states, or between any public actors, of the events that meet some filters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from musnad.store.criteria import Filters, criteria
from musnad.store.searching import narrow
from musnad.store.store import Store
from musnad.store.tables import EventRow, PartyRow
from musnad.store.views.naming import Actor, named, state_codes
from musnad.store.views.timeline import Quads


@dataclass(frozen=True, slots=True)
class Edge:
    """The events between two actors: ``forward`` those in which the first acts on the second, ``back`` the other way, ``together`` those in which both act."""

    first: str
    second: str
    forward: Quads
    back: Quads
    together: Quads

    @property
    def total(self) -> int:
        """All of them."""
        return self.forward.total + self.back.total + self.together.total

    @property
    def quads(self) -> Quads:
        """All of them by quad class."""
        a, b, c = self.forward, self.back, self.together
        return Quads(*(sum(getattr(q, name) for q in (a, b, c)) for name in Quads.__slots__))


@dataclass(frozen=True, slots=True)
class Network:
    """The actors with ties and the strongest ties between them, the strongest first."""

    actors: list[Actor]
    edges: list[Edge]


def network(store: Store, *, most: int = 60, states: bool = True, **filters: Unpack[Filters]) -> Network:
    """The ``most`` strongest ties; between states with all their bodies and officials, or with ``states`` False between other public actors as well."""
    with store.reading() as connection:
        a, b = aliased(PartyRow), aliased(PartyRow)
        one, two = ((p.country if states else p.actor) for p in (a, b))
        chosen = narrow(connection, criteria(filters), EventRow.record_id, EventRow.id, EventRow.quad).cte("chosen")
        # Two that act together are taken once, the lesser key first; of one that acts on another the direction counts.
        joined = and_(b.record_id == a.record_id, b.part == a.part, b.role.in_(("actor", "recipient")), one != two)
        of_event = and_(chosen.c.record_id == a.record_id, chosen.c.id == a.part)
        each = select(one.label("one"), two.label("two"), b.role, chosen.c.quad, a.record_id, a.part).select_from(chosen).join(a, of_event).join(b, joined)
        each = each.where(a.role == "actor", (b.role == "recipient") | (one < two))
        if states:
            codes = state_codes()
            each = each.where(one.in_(codes), two.in_(codes))
        events = each.distinct().subquery()
        keys = (events.c.one, events.c.two, events.c.role, events.c.quad)
        rows = connection.execute(select(*keys, func.count()).group_by(*keys)).all()
        edges = _edges(rows)[:most]
        actors = named(connection, sorted({key for edge in edges for key in (edge.first, edge.second)}))
    edges = [edge for edge in edges if edge.first in actors and edge.second in actors]
    return Network(sorted(actors.values(), key=lambda actor: actor.key), edges)


def _edges(rows: Any) -> list[Edge]:
    """The ties of counted rows, the strongest first."""
    counts: dict[tuple[str, str], dict[str, Counter[str]]] = {}
    for one, two, role, quad, count in rows:
        pair = min(one, two), max(one, two)
        way = "together" if role == "actor" else "forward" if one == pair[0] else "back"
        counts.setdefault(pair, {"forward": Counter(), "back": Counter(), "together": Counter()})[way][quad] += count
    edges = [Edge(*pair, *(Quads.of(ways[way]) for way in ("forward", "back", "together"))) for pair, ways in counts.items()]
    return sorted(edges, key=lambda edge: (-edge.total, edge.first, edge.second))
