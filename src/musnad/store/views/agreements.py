"""Agreements, and things that change hands: who, with whom, what, how many, for how much, at which stage, told by which origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Unpack

import numpy as np
from sqlalchemy import Connection, func, select

from musnad.store.chosen import Choice, choose
from musnad.store.columns import Numbers
from musnad.store.criteria import Filters
from musnad.store.packing import unpack
from musnad.store.reports import HappeningRow, ReportRow, among
from musnad.store.store import Store
from musnad.store.tables import LATEST, ArticleRow, EntityRow, EventRow, PartyRow, RecordRow, TransferRow, VersionRow
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
class Party(Who):
    """Someone who takes part in a deal; ``unsure`` where the trained model alone says so, and is not certain (see :class:`~musnad.record.Event`)."""

    unsure: bool


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
    actors: list[Party]
    recipients: list[Party]
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
    choice = choose(store, filters)
    keys = choice.columns.parts(choice.columns.events.key[_deals(choice, goods)[skip : skip + most]])
    with store.reading() as connection:
        rows = _told(connection, keys, filters)
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
    return len(_deals(choose(store, filters), goods))


def _deals(choice: Choice, goods: bool) -> Numbers:
    """The rows of events of the type of agreements, and of those in which something changes hands, the last published first."""
    columns, events = choice.columns, choice.columns.events
    taking_part = np.zeros(len(events.key), np.bool_)
    taking_part[choice.parties("actor", "recipient").at] = True
    meant = events.goods == 1
    if not goods:
        meant |= np.isin(events.type, columns.names.codes.get(("AGREE",)))
    rows = np.flatnonzero(choice.mask & meant & taking_part & (events.first == events.key))
    of = events.of[rows]
    return rows[np.lexsort((columns.order(events.key[rows]), events.start[rows], -columns.records.article[of], -columns.records.published[of]))]


def _told(connection: Connection, keys: list[tuple[int, str]], filters: Filters) -> list[Any]:
    """What is told of events and their articles, in the order of the keys."""
    leader = func.coalesce(ReportRow.leader, ReportRow.key)
    counted = select(HappeningRow.origins).join(ReportRow, HappeningRow.leader == leader)
    counted = counted.where(ReportRow.record_id == EventRow.record_id, ReportRow.event == EventRow.id).correlate(EventRow).limit(1)
    columns = (EventRow.record_id, EventRow.id, EventRow.since, EventRow.until, EventRow.type, EventRow.status, EventRow.statement)
    more = (ArticleRow.id.label("article"), ArticleRow.outlet, VersionRow.title, counted.scalar_subquery().label("origins"))
    query: Any = select(*columns, *more).join(ArticleRow, (ArticleRow.machine_id if filters.get("machine") else ArticleRow.record_id) == EventRow.record_id)
    found = {(row.record_id, row.id): row for row in connection.execute(query.join(VersionRow, LATEST).where(among(EventRow.record_id, EventRow.id, keys)))}
    return [found[key] for key in keys if key in found]


def _parties(connection: Connection, keys: list[tuple[int, str]]) -> dict[tuple[int, str], list[tuple[str, Party]]]:
    unsure = _unsure(connection, {record for record, _ in keys})
    wanted = select(PartyRow.record_id, PartyRow.part, PartyRow.role, PartyRow.entity, EntityRow.name, EntityRow.name_ar, EntityRow.actor)
    wanted = wanted.join(EntityRow, (EntityRow.record_id == PartyRow.record_id) & (EntityRow.id == PartyRow.entity))
    found: dict[tuple[int, str], list[tuple[str, Party]]] = {}
    for record, part, role, entity, name, name_ar, key in connection.execute(
        wanted.where(among(PartyRow.record_id, PartyRow.part, keys)).order_by(PartyRow.entity)
    ):
        found.setdefault((record, part), []).append((role, Party(name, name_ar, key, entity in unsure[record, part])))
    return found


def _unsure(connection: Connection, records: set[int]) -> dict[tuple[int, str], list[str]]:
    """Who is only likely to take part in each event of some records; their bodies tell it, the rows for search do not."""
    rows = connection.execute(select(RecordRow.id, RecordRow.body).where(RecordRow.id.in_(records)))
    return {(row.id, event["id"]): event.get("unsure", []) for row in rows for event in unpack(row.body)["events"]}


def _goods(connection: Connection, keys: list[tuple[int, str]]) -> dict[tuple[int, str], list[Goods]]:
    columns = (TransferRow.quantity, TransferRow.unit, TransferRow.price, TransferRow.currency)
    wanted: Any = select(TransferRow.record_id, TransferRow.event, EntityRow.name, EntityRow.name_ar, *columns)
    wanted = wanted.join(EntityRow, (EntityRow.record_id == TransferRow.record_id) & (EntityRow.id == TransferRow.item))
    found: dict[tuple[int, str], list[Goods]] = {}
    for record, event, name, name_ar, *told in connection.execute(
        wanted.where(among(TransferRow.record_id, TransferRow.event, keys)).order_by(TransferRow.item)
    ):
        found.setdefault((record, event), []).append(Goods(name, name_ar, *told))
    return found
