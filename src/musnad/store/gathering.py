"""The columns of a store, gathered from its tables: all of them once, and then what has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, select

from musnad.store.columns import (
    MILLION,
    NONE,
    PARTS,
    ROLES,
    Columns,
    Events,
    Happenings,
    Laid,
    Names,
    Numbers,
    Parties,
    Place,
    Records,
    Rows,
    Statements,
    day_number,
    picked,
)
from musnad.store.kept import Kept
from musnad.store.reports import SLICE, HappeningRow, ReportRow
from musnad.store.tables import ArticleRow, EntityRow, EventRow, PartyRow, RecordRow, StatementRow, TransferRow, VersionRow

ANEW = 60.0  # seconds after which happenings are read again even where their sums are as before


def gathered(connection: Connection, before: Columns, now: float) -> Columns:
    """The columns of a store as it is, from those that were gathered before; these themselves if nothing has changed."""
    laid = _laid(connection)
    gone = [record for record, was in before.laid.items() if laid.get(record) != was]
    new = {record: is_ for record, is_ in laid.items() if before.laid.get(record) != is_}
    happenings = _happenings(connection, before, now)
    if not gone and not new and happenings is before.happenings:
        return before
    made = replace(before, laid=laid, happenings=happenings, asked=Kept())
    if gone or new:
        out = np.array(sorted(gone), np.int64)
        added = _Gathering(connection, before.names, new, whole=not before.laid)
        records = _put(before.records, before.records.record, out, added.records())
        events = _put(before.events, before.events.key >> PARTS, out, added.events())
        statements = _put(before.statements, before.statements.key >> PARTS, out, added.statements())
        parties, speakers = (_put(old, old.part >> PARTS, out, rows) for old, rows in zip((before.parties, before.speakers), added.parties(), strict=True))
        added.learn()
        made = replace(
            made,
            records=records,
            events=replace(events, of=np.searchsorted(records.record, events.key >> PARTS)),
            statements=replace(statements, of=np.searchsorted(records.record, statements.key >> PARTS)),
            parties=replace(parties, at=np.searchsorted(events.key, parties.part)),
            speakers=replace(speakers, at=np.searchsorted(statements.key, speakers.part)),
        )
    return replace(made, happening=happenings.by_event(made.events.first))


def _put(old: Rows, record: Numbers, out: Numbers, new: Rows) -> Rows:
    """A table without the rows of some records and with new ones, in the order of its first column."""
    kept = picked(old, ~np.isin(record, out)) if len(out) else old
    names = type(old).__slots__
    made = type(old)(*(np.concatenate((getattr(kept, name), getattr(new, name))) for name in names))
    return picked(made, np.argsort(getattr(made, names[0]), kind="stable"))


def _laid(connection: Connection) -> dict[int, Laid]:
    """The records that have rows for search."""
    columns = (ArticleRow.id, ArticleRow.outlet, ArticleRow.outlet_folded, ArticleRow.record_id, ArticleRow.machine_id, ArticleRow.laid)
    found: dict[int, Laid] = {}
    for article, outlet, folded, record, machine, laid in connection.execute(select(*columns)):
        if machine is not None and machine != record:
            found[machine] = (article, outlet, folded, 0, 1, laid)
        if record is not None:
            found[record] = (article, outlet, folded, 1, int(machine == record), laid)
    return found


@dataclass(frozen=True, slots=True)
class _Gathering:
    """Reads the rows of some records; ``whole``: of all that there are."""

    connection: Connection
    names: Names
    new: dict[int, Laid]
    whole: bool

    def records(self) -> Records:
        dated = select(RecordRow.id, VersionRow.published).join(VersionRow, VersionRow.id == RecordRow.version_id)
        published = dict(map(tuple, self._rows(dated, RecordRow.id)))
        ids, of, put = sorted(self.new), [self.new[record] for record in sorted(self.new)], self.names.codes.put
        days = [_moment(published.get(record)) for record in ids]
        outlets = put([laid[1] for laid in of]), put([laid[2] for laid in of])
        return Records(
            _array(ids), _array([laid[0] for laid in of]), *outlets, _array(days), _array([laid[3] for laid in of]), _array([laid[4] for laid in of])
        )

    def events(self) -> Events:
        names = ("record_id", "id", "start", "end", "confidence", "type", "mode", "status", "quad", "cameo", "since", "until", "statement", "same")
        own = [getattr(EventRow, name) for name in names]
        said = (StatementRow.record_id == EventRow.record_id) & (StatementRow.id == EventRow.statement)
        rows = self._rows(select(*own, StatementRow.stance).outerjoin(StatementRow, said), EventRow.record_id)
        given = {(record, part) for record, part in self._rows(select(TransferRow.record_id, TransferRow.event), TransferRow.record_id)}
        records, ids, starts, ends, confidence, *coded, since, until, statements, same, stances = _columns(rows, len(own) + 1)
        put, record = self.names.codes.put, _array(records)
        types, modes, statuses, quads, cameo = map(put, coded)
        return Events(
            self._key(record, ids),
            record,
            _array(starts),
            _array(ends),
            _array([round(value * MILLION) for value in confidence]),
            types,
            modes,
            statuses,
            quads,
            cameo,
            _days(since),
            _days(until),
            self._key(record, statements),
            put(stances),
            self._key(record, [first or own for first, own in zip(same, ids, strict=True)]),
            _array([part in given for part in zip(records, ids, strict=True)]),
        )

    def statements(self) -> Statements:
        columns = (StatementRow.record_id, StatementRow.id, StatementRow.start, StatementRow.stance)
        records, ids, starts, stances = _columns(self._rows(select(*columns), StatementRow.record_id), len(columns))
        record = _array(records)
        return Statements(self._key(record, ids), record, _array(starts), self.names.codes.put(stances))

    def parties(self) -> tuple[Parties, Parties]:
        """Those of events, and those of statements."""
        columns = (PartyRow.record_id, PartyRow.part, PartyRow.role, PartyRow.country, PartyRow.actor, PartyRow.state, PartyRow.knowledge_id)
        records, parts, roles, *coded = _columns(self._rows(select(*columns), PartyRow.record_id), len(columns))
        record = _array(records)
        found = Parties(self._key(record, parts), record, _array(list(map(ROLES.index, roles))), *map(self.names.codes.put, coded))
        speaking = found.role == ROLES.index("speaker")
        return picked(found, ~speaking), picked(found, speaking)

    def learn(self) -> None:
        """Note the names of public actors and places."""
        actors, places = self.names.actors, self.names.places
        called = select(EntityRow.actor, func.min(EntityRow.name), func.min(EntityRow.name_ar)).where(EntityRow.actor.is_not(None)).group_by(EntityRow.actor)
        for key, *told in self._rows(called, EntityRow.record_id):
            known = actors.get(key, told)
            actors[key] = min(told[0], known[0]), min(told[1], known[1])
        columns = (EntityRow.knowledge_id, EntityRow.name, EntityRow.name_ar, EntityRow.km, EntityRow.lat, EntityRow.lon, EntityRow.country)
        for key, name, name_ar, km, lat, lon, country in self._rows(
            select(*columns).where(EntityRow.knowledge_id.is_not(None)).distinct(), EntityRow.record_id
        ):
            circle = None if lat is None else (km or 0.0, lat, lon, country)
            old = places.get(key) or Place(name, name_ar, None)
            circles = [c for c in (circle, old.circle) if c is not None]
            places[key] = Place(min(name, old.name), min(name_ar, old.name_ar), min(circles, key=lambda c: (*c[:3], c[3] or ""), default=None))

    def _rows(self, query: Any, record: Any) -> list[Any]:
        if self.whole:
            return list(self.connection.execute(query).all())
        records = sorted(self.new)
        slices = (records[n : n + SLICE] for n in range(0, len(records), SLICE))
        return [row for some in slices for row in self.connection.execute(query.where(record.in_(some))).all()]

    def _key(self, record: Numbers, ids: Sequence[str | None]) -> Numbers:
        codes = self.names.parts.put(ids)
        return np.where(codes == NONE, NONE, (record << PARTS) | codes)


def _columns(rows: Sequence[Any], width: int) -> list[list[Any]]:
    """Rows as columns, also where there is none."""
    return list(map(list, zip(*rows, strict=True))) or [[] for _ in range(width)]


def _array(values: Sequence[int]) -> Numbers:
    return np.array(values, np.int64)


def _days(told: Sequence[str | None]) -> Numbers:
    return _array([NONE if day is None else day_number(day) for day in told])


def _moment(published: str | None) -> int:
    """A day or a moment as a number that keeps the order: 20180514093000."""
    digits = "".join(filter(str.isdigit, (published or "")[:19]))
    return int(digits.ljust(14, "0")) if digits else NONE


def _happenings(connection: Connection, before: Columns, now: float) -> Happenings:
    """What is held of happenings, read anew where they have changed."""
    counts = (HappeningRow.reports, HappeningRow.outlets, HappeningRow.origins, HappeningRow.disputing)
    sums = tuple(connection.execute(select(func.count(), *map(func.sum, counts))).one())
    old = before.happenings
    if sums == old.sums and now - old.read < ANEW:
        return old
    order = (HappeningRow.origins.desc(), HappeningRow.reports.desc(), HappeningRow.id)
    told_of = (HappeningRow.leader, HappeningRow.type, HappeningRow.origins, HappeningRow.outlets, HappeningRow.disputing, HappeningRow.since, HappeningRow.id)
    leaders, types, origins, outlets, disputing, since, ids = _columns(connection.execute(select(*told_of).order_by(*order)).all(), len(told_of))
    number = {leader: n for n, leader in enumerate(leaders)}
    reports = select(ReportRow.record_id, ReportRow.event, func.coalesce(ReportRow.leader, ReportRow.key), ReportRow.leader.is_(None))
    rows = [row for row in connection.execute(reports).all() if row[2] in number]
    records, events, of, leads = _columns(rows, 4)
    told, happening = (_array(records) << PARTS) | before.names.parts.put(events), _array([number[leader] for leader in of])
    leading = np.full(len(leaders), NONE)
    leading[happening[np.array(leads, np.bool_)]] = told[np.array(leads, np.bool_)]
    disputes = [n for n, count in enumerate(disputing) if count]
    disputes.sort(key=lambda n: ids[n])
    disputes.sort(key=lambda n: since[n] or "", reverse=True)
    at = np.argsort(told)
    coded = before.names.codes.put(types)
    return Happenings(sums, now, leaders, leading, coded, _array(origins), _array(outlets), _array(disputes), told[at], happening[at])
