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

from sqlalchemy import and_, case, func, literal, select, true, union
from sqlalchemy.orm import aliased

from musnad.analysis.turns import turn_of
from musnad.store.criteria import Filters, criteria
from musnad.store.searching import narrow
from musnad.store.store import Store
from musnad.store.tables import ArticleRow, EventRow, PartyRow, StatementRow, VersionRow
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
    with store.reading() as connection:
        between = union(_acts(one, two, 1), _acts(two, one, 2), _acts(one, two, 3)).subquery()
        pairs = select(between.c.record_id, between.c.part, func.max(between.c.way).label("way"), func.max(between.c.official).label("official"))
        pair = pairs.group_by(between.c.record_id, between.c.part).subquery()
        columns = (
            EventRow.record_id,
            pair.c.way,
            pair.c.official,
            EventRow.since,
            EventRow.until,
            EventRow.type,
            EventRow.mode,
            EventRow.status,
            EventRow.cameo,
            EventRow.context,
            EventRow.word,
        )
        more = (EventRow.quad, EventRow.statement, StatementRow.stance, ArticleRow.id.label("article"), EventRow.id.label("event"), ArticleRow.outlet, _title())
        query = narrow(connection, criteria(filters), *columns, *more)
        query = query.join(pair, (pair.c.record_id == EventRow.record_id) & (pair.c.part == EventRow.id))
        query = query.outerjoin(StatementRow, (StatementRow.record_id == EventRow.record_id) & (StatementRow.id == EventRow.statement))
        rows = connection.execute(query.order_by(EventRow.since.is_not(None), EventRow.since, ArticleRow.id, EventRow.start, EventRow.id)).all()
        official = [(kind, row) for row in rows if row.official and (kind := _kind(row)) is not None]
        told = origins(connection, ((row.record_id, row.statement) for _, row in official[-most:]))
    turns = [_turn(kind, row, told.get((row.record_id, row.statement))) for kind, row in official[-most:]]
    counts = {way: Counter(row.quad for row in rows if row.way == way) for way in (1, 2, 3)}
    return Relations(one, two, turns, dict(Counter(kind for kind, _ in official)), *(Quads.of(counts[way]) for way in (1, 2, 3)))


def _title() -> Any:
    """The article's title as it was last."""
    wanted = select(VersionRow.title).where(VersionRow.article_id == ArticleRow.id, VersionRow.number == ArticleRow.latest)
    return wanted.correlate(ArticleRow).scalar_subquery().label("title")


def _acts(one: Actor, two: Actor, way: int) -> Any:
    """Events in which one acts on the other (``way`` 1, 2), or both act (3)."""
    a, b = aliased(PartyRow), aliased(PartyRow)
    together = and_(a.record_id == b.record_id, a.part == b.part, b.role == ("actor" if way == 3 else "recipient"))
    official = case((and_(*(p.state == actor.key for p, actor in ((a, one), (b, two)) if actor.state), true()), 1), else_=0).label("official")
    return select(a.record_id, a.part, literal(way).label("way"), official).join(b, together).where(a.role == "actor", is_of(a, one), is_of(b, two))


def _turn(kind: str, row: Any, origin: Who | None) -> Turn:
    forward = None if row.way == 3 else row.way == 1
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
