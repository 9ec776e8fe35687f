"""Agreements, and things that change hands: who, with whom, what, how many, for how much, at which stage, told by which origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import Connection, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from musnad.store.criteria import Filters, criteria
from musnad.store.reports import HappeningRow, ReportRow
from musnad.store.searching import narrow
from musnad.store.store import Store
from musnad.store.tables import ArticleRow, EntityRow, EventRow, PartyRow, TransferRow, VersionRow
from musnad.store.views.sources import Who, origins

STAGES = ("planned", "signed", "delivered", "refused")
MOST = 100


@dataclass(frozen=True, slots=True)
class Goods:
    """A thing that changes hands; ``quantity`` of ``unit``, for ``price`` in ``currency`` (ISO 4217). None is what is not told."""

    name: str
    name_ar: str
    quantity: float | None
    unit: str | None
    price: float | None
    currency: str | None


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement or a transfer as one article reports it.

    ``stage`` is ``planned`` (planned, possible or under a condition), ``signed`` (agreed), ``delivered`` (goods or aid given) or
    ``refused`` (it did not happen). ``origin`` is the last link of the chain that tells it; None is the outlet's own voice. ``origins`` is how many
    independent origins its happening has, None where the store was not corroborated.
    """

    stage: str
    since: str | None
    until: str | None
    type: str
    status: str
    actors: list[Who]
    recipients: list[Who]
    goods: list[Goods]
    origin: Who | None
    origins: int | None
    article: int
    event: str
    outlet: str | None
    title: str | None


def agreements(store: Store, *, most: int = MOST, skip: int = 0, goods: bool = False, **filters: Unpack[Filters]) -> list[Deal]:
    """The agreements and transfers among the events that meet the filters, the last reported first; each happening once an article.

    One of which nobody is told who takes part in it is left out. ``goods`` True leaves those in which something changes hands.
    """
    with store.reading() as connection:
        rows = connection.execute(_deals(connection, filters, goods).limit(most).offset(skip)).all()
        keys = [(row.record_id, row.id) for row in rows]
        parties, items = _parties(connection, keys), _goods(connection, keys)
        sources = origins(connection, ((row.record_id, row.statement) for row in rows))
    found = []
    for row in rows:
        key = (row.record_id, row.id)
        who = {role: [w for r, w in parties.get(key, []) if r == role] for role in ("actor", "recipient")}
        things = items.get(key, [])
        told = (row.since, row.until, row.type, row.status, who["actor"], who["recipient"], things)
        ends = (row.article, row.id, row.outlet, row.title)
        found.append(Deal(stage(row.type, row.status), *told, sources.get((row.record_id, row.statement)), row.origins, *ends))
    return found


def stage(type_: str, status: str) -> str:
    """How far a deal is, from its type and status: an agreement that occurred is signed, goods that were given are delivered."""
    if status == "negated":
        return "refused"
    if status not in ("occurred", "ongoing"):
        return "planned"
    return "signed" if type_ == "AGREE" else "delivered"


def count_agreements(store: Store, *, goods: bool = False, **filters: Unpack[Filters]) -> int:
    """How many there are."""
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(_deals(connection, filters, goods).order_by(None).subquery())).scalar_one())


def _deals(connection: Connection, filters: Filters, goods: bool) -> Any:
    """Events of the type of agreements, and those in which something changes hands."""
    leader = func.coalesce(ReportRow.leader, ReportRow.key)
    counted = select(HappeningRow.origins).join(ReportRow, HappeningRow.leader == leader)
    counted = counted.where(ReportRow.record_id == EventRow.record_id, ReportRow.event == EventRow.id).correlate(EventRow).limit(1)
    columns = (EventRow.record_id, EventRow.id, EventRow.since, EventRow.until, EventRow.type, EventRow.status, EventRow.statement)
    latest = aliased(VersionRow)
    more = (ArticleRow.id.label("article"), ArticleRow.outlet, latest.title, counted.scalar_subquery().label("origins"))
    query = narrow(connection, criteria(filters), *columns, *more)
    query = query.join(latest, (latest.article_id == ArticleRow.id) & (latest.number == ArticleRow.latest))
    own = tuple_(EventRow.record_id, EventRow.id)
    given = own.in_(select(TransferRow.record_id, TransferRow.event))
    taking_part = exists().where(PartyRow.record_id == EventRow.record_id, PartyRow.part == EventRow.id, PartyRow.role.in_(("actor", "recipient")))
    query = query.where(given if goods else or_(EventRow.type == "AGREE", given), taking_part, EventRow.same.is_(None))
    return query.order_by(latest.published.is_(None), latest.published.desc(), ArticleRow.id.desc(), EventRow.start, EventRow.id)


def _parties(connection: Connection, keys: list[tuple[int, str]]) -> dict[tuple[int, str], list[tuple[str, Who]]]:
    wanted = select(PartyRow.record_id, PartyRow.part, PartyRow.role, EntityRow.name, EntityRow.name_ar, EntityRow.actor)
    wanted = wanted.join(EntityRow, (EntityRow.record_id == PartyRow.record_id) & (EntityRow.id == PartyRow.entity))
    found: dict[tuple[int, str], list[tuple[str, Who]]] = {}
    for record, part, role, name, name_ar, key in connection.execute(wanted.where(_among(PartyRow.record_id, PartyRow.part, keys)).order_by(PartyRow.entity)):
        found.setdefault((record, part), []).append((role, Who(name, name_ar, key)))
    return found


def _goods(connection: Connection, keys: list[tuple[int, str]]) -> dict[tuple[int, str], list[Goods]]:
    columns = (TransferRow.quantity, TransferRow.unit, TransferRow.price, TransferRow.currency)
    wanted: Any = select(TransferRow.record_id, TransferRow.event, EntityRow.name, EntityRow.name_ar, *columns)
    wanted = wanted.join(EntityRow, (EntityRow.record_id == TransferRow.record_id) & (EntityRow.id == TransferRow.item))
    found: dict[tuple[int, str], list[Goods]] = {}
    for record, event, name, name_ar, *told in connection.execute(
        wanted.where(_among(TransferRow.record_id, TransferRow.event, keys)).order_by(TransferRow.item)
    ):
        found.setdefault((record, event), []).append(Goods(name, name_ar, *told))
    return found


def _among(record: Any, part: Any, keys: list[tuple[int, str]]) -> Any:
    return tuple_(record, part).in_(keys)
