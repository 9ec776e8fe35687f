"""A public actor: what it does and what is done to it, with whom, what it says, how outlets call it, in which offices it was.

Only for public actors (see :mod:`musnad.store.actors` for who is one): of anyone else there is no profile, whatever is asked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Unpack

import numpy as np
from sqlalchemy import Connection, String, cast, func, literal, select

from musnad.knowledge import read_table
from musnad.store.chosen import Choice, beside, choose, chosen, once, tally
from musnad.store.columns import NONE, ROLES
from musnad.store.criteria import Filters, criteria
from musnad.store.store import Store
from musnad.store.tables import ArticleRow, EntityRow, SurfaceRow
from musnad.store.views.naming import Actor, find_actor, is_of, named, state_codes
from musnad.store.views.timeline import Quads

PARTNERS = 30
SURFACES = 40
WAYS = ("acts", "suffers", "together")


@dataclass(frozen=True, slots=True)
class Partner:
    """Who takes part in an actor's events: those in which it acts on the partner, those in which the partner acts on it, those that both do together."""

    actor: Actor
    acts: Quads
    suffers: Quads
    together: Quads

    @property
    def total(self) -> int:
        """All their events."""
        return self.acts.total + self.suffers.total + self.together.total


@dataclass(frozen=True, slots=True)
class Surface:
    """How an outlet calls an actor, and in how many articles."""

    outlet: str
    surface: str
    articles: int


@dataclass(frozen=True, slots=True)
class Term:
    """An office and the days between which it is held, as far as they are known."""

    office: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Profile:
    """A public actor. ``stances`` counts its statements by stance."""

    actor: Actor
    as_actor: Quads
    as_recipient: Quads
    partners: list[Partner]
    stances: dict[str, int]
    surfaces: list[Surface]
    terms: list[Term]

    @property
    def statements(self) -> int:
        """How many statements it made."""
        return sum(self.stances.values())


def profile(store: Store, key: str, **filters: Unpack[Filters]) -> Profile | None:
    """The profile of the public actor with a key, of the events that meet the filters; None if the key is not that of a public actor.

    A state's is that of all its bodies and officials; ``surfaces`` is of the actor itself, over all articles.
    """
    actor = find_actor(store, key)
    if actor is None:
        return None
    wanted, choice = criteria(filters), choose(store, filters)
    with store.reading() as connection:
        return Profile(
            actor=actor,
            as_actor=_as(choice, actor, "actor"),
            as_recipient=_as(choice, actor, "recipient"),
            partners=_partners(choice, actor),
            stances=_stances(store, key, filters),
            surfaces=_surfaces(connection, actor, wanted),
            terms=terms(key),
        )


def terms(key: str) -> list[Term]:
    """The offices of a person of the table of people, the earliest first; none for other actors."""
    kind, _, name = key.partition(":")
    rows = [row for row in read_table("people") if kind == "people" and row["name"] == name and row["office"]]
    return [Term(row["office"], row["from"] or None, row["to"] or None) for row in sorted(rows, key=lambda row: row["from"])]


def _as(choice: Choice, actor: Actor, role: str) -> Quads:
    """Its events in a role."""
    who = choice.parties(role)
    rows = np.unique(who.at[is_of(choice, who, actor)])
    return Quads.of(Counter({choice.text(quad): count for quad, count in tally(choice.quads(rows))}))


def _partners(choice: Choice, actor: Actor) -> list[Partner]:
    """Who else takes part in its events: states if it is one, else any public actor."""
    who = choice.parties("actor", "recipient")
    mine = np.flatnonzero(is_of(choice, who, actor))
    a, b = beside(who.at[mine], who.at)
    a, keys, codes = mine[a], who.country if actor.state else who.actor, choice.columns.names.codes
    other, acts, suffers = keys[b], who.role[b] == ROLES.index("recipient"), who.role[a] == ROLES.index("recipient")
    meant = (other != NONE) & ~np.isin(other, codes.get((actor.key,))) & ~(acts & suffers)
    if actor.state:
        meant &= np.isin(other, codes.get(state_codes()))
    way = np.where(suffers, WAYS.index("suffers"), np.where(acts, WAYS.index("acts"), WAYS.index("together")))
    other, way, at = other[meant], way[meant], who.at[a][meant]
    rows = once(other, way, at)
    counts: dict[str, dict[str, Counter[str]]] = {}
    for partner, name, quad, count in tally(other[rows], way[rows], choice.quads(at[rows])):
        counts.setdefault(choice.text(partner), {w: Counter() for w in WAYS})[WAYS[name]][choice.text(quad)] = count
    first = sorted(counts, key=lambda k: (-sum(sum(quads.values()) for quads in counts[k].values()), k))[:PARTNERS]
    actors = named(choice.columns, first)
    return [Partner(actors[k], *(Quads.of(counts[k][name]) for name in WAYS)) for k in first if k in actors]


def _stances(store: Store, key: str, filters: Filters) -> dict[str, int]:
    """Its statements by stance, the most frequent first; those that report an event which meets the filters, where any are given."""
    choice = choose(store, filters)
    columns, wanted = choice.columns, criteria({"speaker": key, "machine": bool(filters.get("machine"))})
    with store.reading() as connection:
        said = chosen(connection, columns, "statements", wanted)
    if criteria(filters) != criteria({}):
        said = said & np.isin(columns.statements.key, choice.of("statement"))
    counted = {choice.text(stance): count for stance, count in tally(columns.statements.stance[said])}
    return dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))


def _surfaces(connection: Connection, actor: Actor, wanted: Any) -> list[Surface]:
    """The forms in which each outlet names the actor itself, by the number of articles."""
    outlet = func.coalesce(ArticleRow.outlet, cast(literal(""), String))
    query = select(outlet, SurfaceRow.surface, func.count(ArticleRow.id.distinct())).select_from(EntityRow)
    query = query.join(SurfaceRow, (SurfaceRow.record_id == EntityRow.record_id) & (SurfaceRow.entity == EntityRow.id))
    query = query.join(ArticleRow, (ArticleRow.machine_id if wanted.machine else ArticleRow.record_id) == EntityRow.record_id)
    query = query.where(EntityRow.actor == actor.key).group_by(outlet, SurfaceRow.surface)
    rows = connection.execute(query.order_by(func.count(ArticleRow.id.distinct()).desc(), outlet, SurfaceRow.surface).limit(SURFACES)).all()
    return [Surface(*row) for row in rows]
