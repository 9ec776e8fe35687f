"""Who deals with whom: the strongest ties between states, or between any public actors, of the events that meet some filters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Unpack

import numpy as np

from musnad.store.chosen import beside, choose, counted, foremost, once, tally
from musnad.store.columns import NONE, ROLES, Mask, Numbers
from musnad.store.criteria import Filters
from musnad.store.store import Store
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
    choice = choose(store, filters)
    acting, others = choice.parties("actor"), choice.parties("actor", "recipient")
    one, two = ((who.country if states else who.actor) for who in (acting, others))
    a, b = beside(acting.at, others.at)
    one, two, role, at = one[a], two[b], others.role[b], acting.at[a]
    # Two that act together are taken once, the lesser first; of one that acts on another the direction counts.
    meant = (one != NONE) & (two != NONE) & (one != two) & ((role == ROLES.index("recipient")) | (one < two))
    if states:
        codes = choice.columns.names.codes.get(state_codes())
        meant &= np.isin(one, codes) & np.isin(two, codes)
    rows = once(one[meant], two[meant], role[meant], at[meant])
    one, two, role, at = (column[meant][rows] for column in (one, two, role, at))
    strong = _strong(one, two, most)
    one, two, role, at = (column[strong] for column in (one, two, role, at))
    counts = [(choice.text(x), choice.text(y), ROLES[r], choice.text(quad), n) for x, y, r, quad, n in tally(one, two, role, choice.quads(at))]
    edges = _edges(counts)[:most]
    actors = named(choice.columns, sorted({key for edge in edges for key in (edge.first, edge.second)}))
    edges = [edge for edge in edges if edge.first in actors and edge.second in actors]
    return Network(sorted(actors.values(), key=lambda actor: actor.key), edges)


def _strong(one: Numbers, two: Numbers, most: int) -> Mask:
    """Which events between two actors are of ties that may be among the strongest, by the codes of the two."""
    if not len(one):
        return np.zeros(0, np.bool_)
    pairs = np.minimum(one, two) * (int(max(one.max(), two.max())) + 1) + np.maximum(one, two)
    found, counts = counted(pairs)
    return np.asarray(foremost(counts, most)[np.searchsorted(found, pairs)])


def _edges(rows: Any) -> list[Edge]:
    """The ties of counted rows, the strongest first."""
    counts: dict[tuple[str, str], dict[str, Counter[str]]] = {}
    for one, two, role, quad, count in rows:
        pair = min(one, two), max(one, two)
        way = "together" if role == "actor" else "forward" if one == pair[0] else "back"
        counts.setdefault(pair, {"forward": Counter(), "back": Counter(), "together": Counter()})[way][quad] += count
    edges = [Edge(*pair, *(Quads.of(ways[way]) for way in ("forward", "back", "together"))) for pair, ways in counts.items()]
    return sorted(edges, key=lambda edge: (-edge.total, edge.first, edge.second))
