"""Happenings of a store: what was added since the last time is corroborated, a few articles a transaction, and read.

Each transaction leaves the store whole, so corroborating can be stopped at any instant and goes on where it was. One
process at a time does it; readers see the state before until a transaction ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, text

from musnad.corroboration.grouping import add, remove, settle
from musnad.corroboration.happenings import Happening, happening
from musnad.corroboration.imprint import imprint_of
from musnad.corroboration.signature import DENIAL, Signature, signatures
from musnad.store.criteria import Criteria, Filters, criteria
from musnad.store.packing import unpack
from musnad.store.reading import Judged, load_record
from musnad.store.reports import SLICE, HappeningFilters, HappeningRow, ImprintRow, ReportRow, StoredMemory
from musnad.store.tables import LATEST, ArticleRow, VersionRow

if TYPE_CHECKING:
    from musnad.store.store import Store

BATCH = 50  # articles a transaction: a second or two, which other writers wait
KEY = 16  # hexadecimal digits of an article's key that name it in the keys of reports
_LOCK = 0x6D75736E6165
_ORDER = (HappeningRow.origins.desc(), HappeningRow.reports.desc(), HappeningRow.id)


def pending(store: Store) -> int:
    """How many articles are still to be corroborated."""
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(_pending().subquery())).scalar_one())


def corroborate(store: Store) -> Iterator[int]:
    """Corroborate what was added or read anew, in the order of adding; yields how many articles each transaction did."""
    while True:
        with store.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            done = _batch(connection)
        if not done:
            return
        yield done


def _pending() -> Any:
    """Articles whose current record is not the one that was corroborated."""
    wanted = select(ArticleRow.id, ArticleRow.key, ArticleRow.record_id).outerjoin(ImprintRow, ImprintRow.article_id == ArticleRow.id)
    stale = or_(ImprintRow.record_id.is_(None), ImprintRow.record_id != ArticleRow.record_id)
    return wanted.where(ArticleRow.record_id.is_not(None), stale).order_by(ArticleRow.id)


def _batch(connection: Connection) -> int:
    memory = StoredMemory(connection)
    touched = _mend(memory)
    rows = connection.execute(_pending().limit(BATCH)).all()
    for row in rows:
        key = row.key[:KEY]
        touched |= _take_out(memory, key)
        memory.ids[key] = row.id, row.record_id
        record = load_record(connection, row.record_id)
        memory.put_imprint(imprint_of(record, key))
        touched |= add(memory, signatures(record, key))
    _write(memory, touched)
    return len(rows)


def _mend(memory: StoredMemory) -> set[str]:
    """Let reports look again whose leader went with its article."""
    orphans = memory.orphans()
    for key in orphans:
        memory.set_join(key, None)
    return settle(memory, orphans)


def _take_out(memory: StoredMemory, key: str) -> set[str]:
    touched = remove(memory, key)
    memory.drop_imprint(key)
    return touched


def forget(connection: Connection, article_key: str) -> None:
    """Take an article out of all happenings, within the connection's transaction; call it before the article's rows are deleted."""
    memory = StoredMemory(connection)
    _write(memory, _take_out(memory, article_key[:KEY]))


def _write(memory: StoredMemory, leaders: set[str]) -> None:
    """Write what happenings are searched by, of those that changed."""
    current = sorted(key for key in leaders if _leads(memory, key))
    for key in current:
        found = happening(memory, key)
        memory.connection.execute(delete(HappeningRow).where(HappeningRow.leader == key))
        since, until = found.start or found.reports[0].published[:10] or None, found.end or found.reports[-1].published[:10] or None
        values = {"leader": key, "id": found.id, "type": found.type, "status": found.status, "since": since, "until": until, **found.counts}
        memory.connection.execute(insert(HappeningRow).values(**values))


def _leads(memory: StoredMemory, key: str) -> bool:
    try:
        return bool(memory.leads(key)) and memory.get(key).type != DENIAL
    except KeyError:
        return False


def read_happenings(store: Store, filters: HappeningFilters) -> Iterator[Happening]:
    """Happenings that meet the filters, those of the most origins first."""
    with store.reading() as connection:
        memory = StoredMemory(connection)
        for leader in connection.execute(select(HappeningRow.leader).where(*_conditions(filters)).order_by(*_ORDER)).scalars().all():
            yield happening(memory, leader)


@dataclass(frozen=True, slots=True)
class HappeningLine:
    """A happening as a list shows it: who, to whom and where by the report that tells the most, and the counts."""

    id: str
    type: str
    mode: str
    status: str
    since: str | None
    until: str | None
    actors: list[str]
    recipients: list[str]
    places: list[str]
    origins: int
    outlets: int
    reports: int
    disputing: int


def list_happenings(store: Store, filters: Filters, *, outlets: int = 0, limit: int, skip: int = 0) -> list[HappeningLine]:
    """Happenings that events tell which meet the filters, in the order of :func:`read_happenings`, without going through all their reports.

    They have at least so many ``outlets``, and are of a type that the filters name: reports of one may have another.
    """
    import numpy as np

    from musnad.store.chosen import choose
    from musnad.store.columns import NONE

    wanted = criteria(filters)
    rest: Filters = {**filters, "origins": 0, "machine": False}  # happenings are of corrected records
    choice = choose(store, rest)
    held, codes = choice.columns.happenings, choice.columns.names.codes
    meeting = (held.origins >= wanted.origins) & (held.outlets >= outlets)
    if wanted.type:
        meeting &= np.isin(held.type, codes.get(wanted.type))
    if criteria(rest) != Criteria():
        told = np.zeros(len(held.leaders), np.bool_)
        of = choice.columns.happening[choice.mask]
        told[of[of != NONE]] = True
        meeting &= told
    leaders = [held.leaders[n] for n in np.flatnonzero(meeting)[skip : skip + limit].tolist()]
    query = select(HappeningRow, ReportRow.body).join(ReportRow, ReportRow.key == HappeningRow.leader).where(HappeningRow.leader.in_(leaders))
    with store.reading() as connection:
        rows = connection.execute(query.order_by(*_ORDER)).all()
    return [_line(row, Signature.from_dict(unpack(row.body))) for row in rows]


def _line(row: Any, full: Signature) -> HappeningLine:
    actors, recipients, places = ([p.name for p in side] for side in (full.actors, full.recipients, full.places))
    counts = row.origins, row.outlets, row.reports, row.disputing
    return HappeningLine(row.id, row.type, full.mode, row.status, row.since, row.until, actors, recipients, places, *counts)


def sources(store: Store, keys: Iterable[str]) -> dict[str, tuple[int, str, str]]:
    """The store's id, the own id and the title of articles, by the keys under which happenings have them."""
    wanted = select(ImprintRow.key, ArticleRow.id, VersionRow.document_id, VersionRow.title).join(ArticleRow, ArticleRow.id == ImprintRow.article_id)
    listed = sorted(set(keys))
    with store.reading() as connection:
        chunks = (listed[n : n + SLICE] for n in range(0, len(listed), SLICE))
        rows = [row for chunk in chunks for row in connection.execute(wanted.join(VersionRow, LATEST).where(ImprintRow.key.in_(chunk)))]
    return {row.key: (row.id, row.document_id, row.title or "") for row in rows}


def outlets_of(store: Store, ids: Iterable[str]) -> list[str]:
    """Whose articles tell the happenings of these ids: the outlet of most reports first."""
    leaders = select(HappeningRow.leader).where(HappeningRow.id.in_(list(ids)))
    told = select(ArticleRow.outlet).join(ReportRow, ReportRow.article_id == ArticleRow.id).where(ArticleRow.outlet.is_not(None))
    told = told.where(or_(ReportRow.leader.in_(leaders), ReportRow.key.in_(leaders))).group_by(ArticleRow.outlet)
    with store.reading() as connection:
        return [outlet for outlet in connection.execute(told.order_by(func.count().desc(), ArticleRow.outlet)).scalars() if outlet]


def _conditions(filters: HappeningFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [HappeningRow.origins >= filters.get("origins", 0), HappeningRow.outlets >= filters.get("outlets", 0)]
    if "id" in filters:
        first = filters["id"]  # ids are hexadecimal digits: the index finds those between this and what no digit comes after
        conditions += [HappeningRow.id >= first, HappeningRow.id < f"{first}g", HappeningRow.id.startswith(first, autoescape=True)]
    if "type" in filters:
        conditions.append(HappeningRow.type == filters["type"])
    if "since" in filters:
        conditions.append(HappeningRow.until >= filters["since"])
    if "until" in filters:
        conditions.append(HappeningRow.since <= filters["until"])
    return conditions


def documents(store: Store, found: Happening) -> dict[str, tuple[str, str]]:
    """The article's own id and title by the key under which a happening has it."""
    with store.reading() as connection:
        memory = StoredMemory(connection)
        imprints = {key: memory.imprint(key) for key in found.articles}
    return {key: (imprint.document, imprint.title) for key, imprint in imprints.items() if imprint is not None}


def judged(store: Store, found: Happening) -> dict[str, list[Judged]]:
    """What people have judged of the events that a happening is made of, by the key under which it has their articles."""
    events = {(report.article, report.event) for report in found.reports}
    wanted = select(ImprintRow.key, ArticleRow.record_id).join(ArticleRow, ArticleRow.id == ImprintRow.article_id)
    corrected = (ImprintRow.record_id == ArticleRow.record_id, ArticleRow.machine_id != ArticleRow.record_id)
    with store.reading() as connection:
        rows = connection.execute(wanted.where(ImprintRow.key.in_({key for key, _ in events}), *corrected).order_by(ImprintRow.key)).all()
    marks = {row.key: [mark for mark in store.judged(row.record_id) if (row.key, mark.part) in events] for row in rows}
    return {key: own for key, own in marks.items() if own}
