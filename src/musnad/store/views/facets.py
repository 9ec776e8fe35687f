"""How many of the events that meet some filters have which value of each filter, and the actors of most events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import ColumnElement, Connection, FromClause, Select, case, func, literal, or_, select, union_all

from musnad.store.criteria import Criteria, Filters, criteria
from musnad.store.reports import HappeningRow, ReportRow
from musnad.store.searching import narrow
from musnad.store.store import Store
from musnad.store.tables import ArticleRow, EntityRow, EventRow, PartyRow
from musnad.store.views.naming import Actor, named, state_codes
from musnad.store.views.periods import Period, periods
from musnad.store.views.timeline import Quads

MOST = 12
ORIGINS = (2, 3, 5, 10)
"""Least numbers of independent origins that are offered."""

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a filter, its names where it has any, and how many events have it."""

    value: str
    name: str
    name_ar: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The values of each filter, the most frequent first, and how many events there are. Of actors, recipients and places only the first are there.

    ``date`` has years, or the months or days of what is asked for, in their order.
    """

    total: int
    actor: list[Value]
    recipient: list[Value]
    place: list[Value]
    type: list[Value]
    status: list[Value]
    outlet: list[Value]
    origins: list[Value]
    date: list[Period]


@dataclass(frozen=True, slots=True)
class Busy:
    """An actor with its events, by role and by quad class; one in which it is both counts once in ``quads``."""

    actor: Actor
    as_actor: int
    as_recipient: int
    quads: Quads


def facets(store: Store, *, most: int = MOST, **filters: Unpack[Filters]) -> Facets:
    """Counts by filter of the events that meet the filters.

    ``most`` is how many countries, and how many others, there may be of actors, recipients and places, and how many years.
    """
    wanted = criteria(filters)
    with store.reading() as connection:
        plain = _plain(connection, wanted)
        parties = _parties(connection, wanted, ROLES, most)
        dates = periods(connection, wanted, most)
        origins = _origins(connection, wanted)
    return Facets(sum(value.count for value in plain["type"]), **parties, **plain, origins=origins, date=dates)


def facet(store: Store, name: str, *, most: int = MOST, **filters: Unpack[Filters]) -> list[Value]:
    """The values of one filter alone, as :func:`facets` has them. KeyError for one that has none."""
    wanted = criteria(filters)
    with store.reading() as connection:
        if name in ROLES:
            return _parties(connection, wanted, (name,), most)[name]
        return _origins(connection, wanted) if name == "origins" else _plain(connection, wanted, (name,))[name]


ROLES = ("actor", "recipient", "place")
PLAIN: dict[str, Any] = {"type": EventRow.type, "status": EventRow.status, "outlet": ArticleRow.outlet}


def _plain(connection: Connection, wanted: Criteria, names: Sequence[str] = tuple(PLAIN)) -> dict[str, list[Value]]:
    """The values of what stands in the event and its article."""
    columns = [PLAIN[name] for name in names]
    found: dict[str, Counter[str]] = {name: Counter() for name in names}
    for *values, count in connection.execute(narrow(connection, wanted, *columns, func.count()).group_by(*columns)):
        for name, value in zip(names, values, strict=True):
            if value is not None:
                found[name][value] += count
    return {name: [Value(value, "", "", count) for value, count in counts.most_common()] for name, counts in found.items()}


def _parties(connection: Connection, wanted: Criteria, roles: Sequence[str], most: int) -> dict[str, list[Value]]:
    """The public actors, and the places, that have some roles in most events, with their names."""
    found: dict[str, Counter[str]] = {role: Counter() for role in roles}
    tables = _tables(connection, wanted, roles)
    for role, value, count in connection.execute(union_all(*(_by_party(tables[role], role, most) for role in roles))):
        found[role][value] = count
    actors = named(connection, [key for role in roles if role != "place" for key in found[role]])
    names = {key: (actor.name, actor.name_ar) for key, actor in actors.items()} | _place_names(connection, list(found.get("place", ())))
    return {role: [Value(key, *names.get(key, ("", "")), n) for key, n in counts.most_common()] for role, counts in found.items()}


def _tables(connection: Connection, wanted: Criteria, roles: Sequence[str]) -> dict[str, FromClause]:
    """By role who has it in the events that meet the criteria; where these are all events, without going through them."""
    columns = select(PartyRow.role, PartyRow.country, PartyRow.record_id, PartyRow.part)
    if wanted == Criteria(machine=wanted.machine):
        all_ = columns.join(ArticleRow, (ArticleRow.machine_id if wanted.machine else ArticleRow.record_id) == PartyRow.record_id)
        return {role: all_.add_columns(_key(role).label("key")).where(PartyRow.role == role).subquery() for role in roles}
    chosen = narrow(connection, wanted, EventRow.record_id, EventRow.id).cte("chosen")
    key = case((PartyRow.role == "place", _key("place")), else_=_key("actor")).label("key")
    joined = (PartyRow.record_id == chosen.c.record_id) & (PartyRow.part == chosen.c.id)
    party = columns.add_columns(key).join(chosen, joined).where(PartyRow.role.in_(roles)).cte("party")
    return dict.fromkeys(roles, party)


def _key(role: str) -> Any:
    return PartyRow.knowledge_id if role == "place" else PartyRow.actor


def _by_party(party: FromClause, role: str, most: int) -> Rows:
    """The countries, and what is no country, that have a role in most events; a country is told with all that is its own."""
    other = or_(party.c.country.is_(None), party.c.key != party.c.country)
    tops = []
    for column, condition in ((party.c.country, party.c.country.in_(state_codes())), (party.c.key, other)):
        each = select(column.label("value"), party.c.record_id, party.c.part).where(party.c.role == role, column.is_not(None), condition).distinct().subquery()
        count = func.count().label("n")
        tops.append(select(each.c.value, count).group_by(each.c.value).order_by(count.desc(), each.c.value).limit(most).subquery())
    found = union_all(*(select(top.c.value, top.c.n) for top in tops)).subquery()
    return select(literal(role), found.c.value, found.c.n)


def no_country(key: Any) -> ColumnElement[bool]:
    """That a party's key is not that of the country itself."""
    return or_(PartyRow.country.is_(None), key != PartyRow.country)


def _origins(connection: Connection, wanted: Criteria) -> list[Value]:
    """How many events are of happenings with so many independent origins: asked from the few happenings that have several."""
    leader = func.coalesce(ReportRow.leader, ReportRow.key)
    reports = select(ReportRow.record_id, ReportRow.event, HappeningRow.origins).join(HappeningRow, HappeningRow.leader == leader)
    known = reports.where(HappeningRow.origins >= ORIGINS[0]).subquery("known")
    of_event = (known.c.record_id == EventRow.record_id) & (known.c.event == func.coalesce(EventRow.same, EventRow.id))
    rows = connection.execute(narrow(connection, wanted, known.c.origins, func.count()).join(known, of_event).group_by(known.c.origins)).all()
    several = [Value(str(least), "", "", sum(n for number, n in rows if number >= least)) for least in ORIGINS]
    return [value for value in several if value.count]


def _place_names(connection: Connection, keys: list[str]) -> dict[str, tuple[str, str]]:
    """The names of places by knowledge id."""
    found = {key: (actor.name, actor.name_ar) for key, actor in named(connection, [k for k in keys if k in state_codes()]).items()}
    asked = [key for key in keys if key not in found]
    if asked:
        first = select(PartyRow.knowledge_id, func.min(PartyRow.record_id).label("record_id")).where(PartyRow.knowledge_id.in_(asked), PartyRow.role == "place")
        at = first.group_by(PartyRow.knowledge_id).subquery()
        wanted = select(EntityRow.knowledge_id, EntityRow.name, EntityRow.name_ar).join(
            at, (EntityRow.record_id == at.c.record_id) & (EntityRow.knowledge_id == at.c.knowledge_id)
        )
        found |= {str(key): (name, name_ar) for key, name, name_ar in connection.execute(wanted)}
    return found


def busiest(store: Store, *, most: int = MOST, states: bool = True, **filters: Unpack[Filters]) -> list[Busy]:
    """The actors of most events that meet the filters: whole states with all their bodies and officials, or with ``states`` False all other actors."""
    wanted = criteria(filters)
    column = PartyRow.country if states else PartyRow.actor
    with store.reading() as connection:
        chosen = narrow(connection, wanted, EventRow.record_id, EventRow.id, EventRow.quad).cte("chosen")
        joined = (PartyRow.record_id == chosen.c.record_id) & (PartyRow.part == chosen.c.id)
        whose = PartyRow.country.in_(state_codes()) if states else no_country(PartyRow.actor)
        each = select(
            column.label("key"), PartyRow.record_id, PartyRow.part, chosen.c.quad, func.min(PartyRow.role).label("a"), func.max(PartyRow.role).label("b")
        )
        each = each.join(chosen, joined).where(PartyRow.role.in_(("actor", "recipient")), column.is_not(None), whose)
        events = each.group_by(column, PartyRow.record_id, PartyRow.part, chosen.c.quad).cte("each")
        first = select(events.c.key).group_by(events.c.key).order_by(func.count().desc(), events.c.key).limit(most)
        counted = select(events.c.key, events.c.quad, events.c.a, events.c.b, func.count()).where(events.c.key.in_(first))
        rows = connection.execute(counted.group_by(events.c.key, events.c.quad, events.c.a, events.c.b)).all()
        actors = named(connection, {row[0] for row in rows})
    return sorted(_busy(rows, actors), key=lambda busy: (-busy.quads.total, busy.actor.key))


def _busy(rows: Any, actors: dict[str, Actor]) -> list[Busy]:
    quads: dict[str, Counter[str]] = {}
    roles: dict[str, Counter[str]] = {}
    for key, quad, first, last, count in rows:
        quads.setdefault(key, Counter())[quad] += count
        for role in {first, last}:
            roles.setdefault(key, Counter())[role] += count
    return [Busy(actors[key], roles[key]["actor"], roles[key]["recipient"], Quads.of(counts)) for key, counts in quads.items() if key in actors]
