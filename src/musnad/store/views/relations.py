"""Two states (or other actors) over time: relations established, resumed or cut, accusations, denials, as a dated line.

What is told is told by someone: each turn has its status, its outlet, and the statement in which it stands. The kinds follow from the
codes, of events in which each state acts or suffers itself or through its bodies and officials: CAMEO 054 is recognition, 161 relations
cut or reduced, of 050 in the diplomatic context the event lexicon knows which words open relations or resume them; ACCUSE is an
accusation; a denial is an event that is negated, or one of a statement that denies.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Unpack

import numpy as np
from sqlalchemy import Connection, or_, select

from musnad.analysis.turns import turn_of
from musnad.store.chosen import Choice, Involved, beside, choose, tally
from musnad.store.columns import Mask, Numbers
from musnad.store.criteria import Filters
from musnad.store.reports import SLICE, among
from musnad.store.store import Store
from musnad.store.tables import LATEST, ArticleRow, EventRow, StatementRow, VersionRow
from musnad.store.views.naming import Actor, find_actor, is_of
from musnad.store.views.sources import Who, origins
from musnad.store.views.timeline import Quads

KINDS = ("established", "resumed", "cut", "accused", "denied")
MOST = 200


@dataclass(frozen=True, slots=True)
class Turn:
    """A point of the line: what is reported, when, in which status, by whom to whom, and where it stands.

    ``forward`` is True where the first of the two acts on the second, False where it is the other way, None where both act.
    ``said`` is the id of the statement that tells it, ``origin`` the last link of its chain; None where the outlet tells it in its own voice.
    """

    kind: str
    since: str | None
    until: str | None
    type: str
    mode: str | None
    status: str
    forward: bool | None
    word: str
    said: str | None
    origin: Who | None
    article: int
    event: str
    outlet: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Relations:
    """The line between two actors, the earliest first, with how many turns of each kind there are, and all their events by direction and quad class."""

    first: Actor
    second: Actor
    turns: list[Turn]
    kinds: dict[str, int]
    forward: Quads
    back: Quads
    together: Quads


def relations(store: Store, first: str, second: str, *, most: int = MOST, **filters: Unpack[Filters]) -> Relations | None:
    """What is between two public actors, of the events that meet the filters; None if a key is nobody's. The last ``most`` turns are given."""
    one, two = find_actor(store, first), find_actor(store, second)
    if one is None or two is None:
        return None
    choice = choose(store, filters)
    rows, ways, official = _between(choice, one, two)
    may = rows[official & _may_turn(choice, rows)]
    way_of = dict(zip(choice.columns.events.key[rows].tolist(), ways.tolist(), strict=True))
    keys = choice.columns.events.key[may]
    with store.reading() as connection:
        told = _told(connection, choice.columns.parts(keys))
        placed = ((way_of[key], told[part]) for key, part in zip(keys.tolist(), choice.columns.parts(keys), strict=True) if part in told)
        turning = [(kind, way, row) for way, row in placed if (kind := _kind(row)) is not None]
        turning.sort(key=lambda turn: (turn[2].since is not None, turn[2].since or "", turn[2].article, turn[2].start, turn[2].event))
        sources = origins(connection, ((row.record_id, row.statement) for _, _, row in turning[-most:]))
    turns = [_turn(kind, way, row, sources.get((row.record_id, row.statement))) for kind, way, row in turning[-most:]]
    counts = (Counter({choice.text(quad): n for quad, n in tally(choice.quads(rows[ways == way]))}) for way in (1, 2, 3))
    return Relations(one, two, turns, dict(Counter(kind for kind, _, _ in turning)), *map(Quads.of, counts))


def _between(choice: Choice, one: Actor, two: Actor) -> tuple[Numbers, Numbers, Mask]:
    """The rows of events in which one acts on the other (way 1, 2), or both act (3), the way of each, and whether states are there by what is theirs."""
    acting, suffering = choice.parties("actor"), choice.parties("recipient")
    found = [_acts(choice, acting, one, suffering, two), _acts(choice, acting, two, suffering, one), _acts(choice, acting, one, acting, two)]
    at = np.concatenate([rows for rows, _ in found])
    rows, place = np.unique(at, return_inverse=True)
    ways, official = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.bool_)
    np.maximum.at(ways, place, np.repeat((1, 2, 3), [len(rows) for rows, _ in found]))
    np.logical_or.at(official, place, np.concatenate([stands for _, stands in found]))
    return rows, ways, official


def _acts(choice: Choice, acting: Involved, one: Actor, others: Involved, two: Actor) -> tuple[Numbers, Mask]:
    """The rows of events of which one is among those who act and two among the others; and whether each that is a state is so by its bodies and officials."""
    mine, theirs = np.flatnonzero(is_of(choice, acting, one)), np.flatnonzero(is_of(choice, others, two))
    a, b = beside(acting.at[mine], others.at[theirs])
    codes = choice.columns.names.codes
    stands = np.ones(len(a), np.bool_)
    for actor, state in ((one, acting.state[mine[a]]), (two, others.state[theirs[b]])):
        if actor.state:
            stands &= np.isin(state, codes.get((actor.key,)))
    return acting.at[mine[a]], stands


def _may_turn(choice: Choice, rows: Numbers) -> Mask:
    """Which events may be a turn, by what the columns tell of them: see :func:`_kind`."""
    events, codes = choice.columns.events, choice.columns.names.codes
    told = (("status", "negated"), ("stance", "denies"), ("type", "ACCUSE"), ("cameo", "161"), ("cameo", "054"), ("cameo", "050"))
    found = np.zeros(len(rows), np.bool_)
    for name, value in told:
        found |= np.isin(getattr(events, name)[rows], codes.get((value,)))
    return found


def _told(connection: Connection, keys: list[tuple[int, str]]) -> dict[tuple[int, str], Any]:
    """What is told of events, their statements and their articles."""
    own = (EventRow.record_id, EventRow.since, EventRow.until, EventRow.type, EventRow.mode, EventRow.status, EventRow.cameo, EventRow.context, EventRow.word)
    more = (
        EventRow.statement,
        EventRow.start,
        StatementRow.stance,
        ArticleRow.id.label("article"),
        EventRow.id.label("event"),
        ArticleRow.outlet,
        VersionRow.title,
    )
    query: Any = select(*own, *more).join(ArticleRow, or_(ArticleRow.record_id == EventRow.record_id, ArticleRow.machine_id == EventRow.record_id))
    query = query.join(VersionRow, LATEST)
    query = query.outerjoin(StatementRow, (StatementRow.record_id == EventRow.record_id) & (StatementRow.id == EventRow.statement))
    chunks = (keys[n : n + SLICE] for n in range(0, len(keys), SLICE))
    rows = (row for chunk in chunks for row in connection.execute(query.where(among(EventRow.record_id, EventRow.id, chunk))))
    return {(row.record_id, row.event): row for row in rows}


def _turn(kind: str, way: int, row: Any, origin: Who | None) -> Turn:
    forward = None if way == 3 else way == 1
    told = (row.since, row.until, row.type, row.mode, row.status, forward, row.word or "", row.statement)
    return Turn(kind, *told, origin, row.article, row.event, row.outlet, row.title)


def _kind(row: Any) -> str | None:
    """Which turn of relations an event is; None for none."""
    if row.status == "negated" or row.stance == "denies":
        return "denied"
    if row.type == "ACCUSE":
        return "accused"
    if row.cameo == "161":
        return "cut"
    if row.cameo == "054":
        return "established"
    if row.type == "SUPPORT" and row.cameo == "050" and "diplomatic" in (row.context or "").split():
        return turn_of(row.word or "", row.type)
    return None
