"""The events of a store and who takes part in them, held in memory as columns of numbers: what views of many articles count.

A count over all events of ten thousand articles takes a database a tenth of a second, and a page asks for ten of them; over columns each
takes a few milliseconds. Columns are never changed: what was added, read anew or taken out since makes new ones, which share what stayed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, func, select

from musnad.store.criteria import Criteria
from musnad.store.reports import SLICE, HappeningRow, ReportRow
from musnad.store.tables import ArticleRow, EntityRow, EventRow, PartyRow, RecordRow, StatementRow, TransferRow, VersionRow

if TYPE_CHECKING:
    from musnad.store.store import Store

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

FRESH = 1.0
"""Seconds for which what others write may not be seen yet; what this program writes is seen at once."""
SHARE = 0.03  # of the time that may go into looking whether something has changed
HAPPENINGS = 60.0  # seconds after which happenings are read again even where their sums are as before
SEVERAL = 2  # independent origins from which on they are held
NONE = -1
PARTS = 20  # bits of a key that are the part's code
ROLES = ("actor", "recipient", "place")


class Codes:
    """Texts as small numbers, in the order in which they first came; None is :data:`NONE`. They are never taken back."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._codes: dict[str | None, int] = {None: NONE}

    def put(self, values: Sequence[str | None]) -> Numbers:
        """The codes of some texts; the new ones get one."""
        for value in set(values) - self._codes.keys():
            assert value is not None
            self._codes[value] = len(self.texts)
            self.texts.append(value)
        return np.fromiter(map(self._codes.__getitem__, values), np.int64, len(values))

    def get(self, values: Iterable[str]) -> Numbers:
        """The codes of those texts that have one."""
        return np.array([code for value in values if (code := self._codes.get(value)) is not None], np.int64)

    def text(self, code: int) -> str:
        """The text of a code that is not :data:`NONE`."""
        return self.texts[code]


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its names, and the smallest circle in which an article has it (kilometres, degrees), None where none has one."""

    name: str
    name_ar: str
    circle: tuple[float, float, float, str | None] | None  # km, lat, lon, country


@dataclass(frozen=True, slots=True)
class Names:
    """What all columns of a store share: codes, and names of actors and places by them, the first in the order of letters where articles differ."""

    parts: Codes = field(default_factory=Codes)
    codes: Codes = field(default_factory=Codes)
    actors: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Events:
    """A row an event, by ``key``, which is its record with the code of its id. Days are numbers as 20180514."""

    key: Numbers
    record: Numbers
    article: Numbers
    outlet: Numbers
    folded: Numbers  # the outlet as it is compared
    type: Numbers
    mode: Numbers
    status: Numbers
    quad: Numbers
    since: Numbers
    until: Numbers
    statement: Numbers  # the key of the statement that it stands in
    stance: Numbers  # of that one
    first: Numbers  # the key of the first event of the same happening in the record
    cameo: Numbers
    start: Numbers
    published: Numbers
    goods: Numbers  # 1 where something changes hands in it
    current: Numbers  # 1 where it is of the record that is searched, 0 where of the machine's beside it
    machine: Numbers  # 1 where it is of the machine's record


@dataclass(frozen=True, slots=True)
class Parties:
    """A row a party of an event: ``event`` is its key, ``at`` its row, ``role`` an index of :data:`ROLES`."""

    event: Numbers
    at: Numbers
    role: Numbers
    entity: Numbers
    country: Numbers
    actor: Numbers
    state: Numbers
    place: Numbers  # the knowledge id


@dataclass(frozen=True, slots=True)
class Happenings:
    """The events of happenings with several origins, by key, with how many; and the disputes by the key of the report that leads them, the newest first."""

    sums: tuple[Any, ...] = ()
    read: float = 0.0
    event: Numbers = field(default_factory=lambda: np.empty(0, np.int64))
    origins: Numbers = field(default_factory=lambda: np.empty(0, np.int64))
    disputes: list[tuple[int, str]] = field(default_factory=list)


Rows = TypeVar("Rows", Events, Parties)
Laid = tuple[int, str | None, str, int, int, int]
"""What events of a record are of: article, outlet, the same folded, whether current, whether the machine's, how often rows were laid."""


@dataclass(frozen=True, slots=True)
class Columns:
    """One state of a store."""

    names: Names
    laid: dict[int, Laid]
    events: Events
    parties: Parties
    happenings: Happenings
    origins: Numbers  # of each event's happening, 0 where it has not several
    masks: dict[Criteria, Mask] = field(default_factory=dict)  # of what was asked of it

    @property
    def size(self) -> int:
        """How many events there are, of current and of machine's records."""
        return len(self.events.key)

    def keys(self, rows: Iterable[Any]) -> Numbers:
        """The keys of pairs of a record and the id of a part."""
        found = list(rows)
        codes = self.names.parts.get
        single = {part: codes((part,)) for part in {row[1] for row in found if row[1] is not None}}
        return np.array([(row[0] << PARTS) | int(single[row[1]][0]) for row in found if row[1] is not None and len(single[row[1]])], np.int64)

    def parts(self, keys: Numbers) -> list[tuple[int, str]]:
        """The records and ids of keys."""
        return [(key >> PARTS, self.names.parts.text(key & ((1 << PARTS) - 1))) for key in keys.tolist()]


class Held:
    """The columns of a store, read when they are first asked for, and then kept up to date."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._clock = store, clock
        self._columns = _empty()
        self._written = -1  # how often this program had written when they were read
        self._next = 0.0
        self._lock = Lock()

    def columns(self) -> Columns:
        """The columns as of now, or of a moment ago: while someone reads them anew the others do not wait, unless this program itself has written."""
        if self._written == self._store.written and self._clock() < self._next:
            return self._columns
        if self._lock.acquire(blocking=self._written != self._store.written):
            try:
                if self._written != self._store.written or self._clock() >= self._next:
                    self._read()
            finally:
                self._lock.release()
        return self._columns

    def _read(self) -> None:
        begun, written = self._clock(), self._store.written
        with self._store.reading() as connection:
            self._columns = read_columns(connection, self._columns, begun)
        self._written = written
        ended = self._clock()
        self._next = ended + max(FRESH, (ended - begun) / SHARE if begun and self._next else FRESH)


def read_columns(connection: Connection, before: Columns, now: float = 0.0) -> Columns:
    """The columns of a store as it is now, from those that were read before."""
    laid = _laid(connection)
    gone = [record for record, was in before.laid.items() if laid.get(record) != was]
    new = {record: is_ for record, is_ in laid.items() if before.laid.get(record) != is_}
    happenings = _happenings(connection, before, now)
    if not gone and not new and happenings is before.happenings:
        return before
    events, parties = before.events, before.parties
    if gone:
        events, parties = _without(events, events.record, gone), _without(parties, parties.event >> PARTS, gone)
    if new:
        events, parties = _with(connection, before.names, events, parties, new, whole=not before.laid)
    if gone or new:
        parties = replace(parties, at=np.searchsorted(events.key, parties.event))
    return Columns(before.names, laid, events, parties, happenings, _origins(events, happenings))


def _empty() -> Columns:
    none = np.empty(0, np.int64)
    events, parties = Events(*([none] * len(Events.__slots__))), Parties(*([none] * len(Parties.__slots__)))
    return Columns(Names(), {}, events, parties, Happenings(), none)


def _laid(connection: Connection) -> dict[int, Laid]:
    """The records that have flat rows."""
    columns = (ArticleRow.id, ArticleRow.outlet, ArticleRow.outlet_folded, ArticleRow.record_id, ArticleRow.machine_id, ArticleRow.laid)
    found: dict[int, Laid] = {}
    for article, outlet, folded, record, machine, laid in connection.execute(select(*columns)):
        if machine is not None and machine != record:
            found[machine] = (article, outlet, folded, 0, 1, laid)
        if record is not None:
            found[record] = (article, outlet, folded, 1, int(machine == record), laid)
    return found


def _rows(connection: Connection, query: Any, record: Any, records: Sequence[int], whole: bool) -> Iterator[Any]:
    """The rows of some records; ``whole``: all that there are."""
    if whole:
        yield from connection.execute(query)
        return
    for n in range(0, len(records), SLICE):
        yield from connection.execute(query.where(record.in_(records[n : n + SLICE])))


def _with(connection: Connection, names: Names, events: Events, parties: Parties, new: dict[int, Laid], *, whole: bool) -> tuple[Events, Parties]:
    """The rows of some records put to those that are there, in the order of their keys."""
    records = sorted(new)
    asked = (EventRow.id, EventRow.type, EventRow.mode, EventRow.status, EventRow.quad, EventRow.since, EventRow.until, EventRow.statement, EventRow.same)
    read = select(EventRow.record_id, *asked, EventRow.cameo, EventRow.start)
    rows = [row for row in _rows(connection, read, EventRow.record_id, records, whole) if row[0] in new]
    if rows:
        events = _joined(events, _events(names, rows, new, _Beside.of(connection, records, whole)))
        order = np.argsort(events.key, kind="stable")
        events = Events(*(getattr(events, name)[order] for name in Events.__slots__))
    who = (PartyRow.part, PartyRow.role, PartyRow.entity, PartyRow.country, PartyRow.actor, PartyRow.state, PartyRow.knowledge_id)
    involved = select(PartyRow.record_id, *who).where(PartyRow.role.in_(ROLES))
    taking_part = [row for row in _rows(connection, involved, PartyRow.record_id, records, whole) if row[0] in new]
    if taking_part:
        parties = _joined(parties, _parties(names, taking_part))
    _learn(connection, names, records, whole)
    return events, parties


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands of events in other tables: stances of statements, events in which something changes hands, when a record's article was published."""

    stances: dict[tuple[int, str], str]
    goods: set[tuple[int, str]]
    published: dict[int, str | None]

    @classmethod
    def of(cls, connection: Connection, records: Sequence[int], whole: bool) -> _Beside:
        stated = select(StatementRow.record_id, StatementRow.id, StatementRow.stance)
        given = select(TransferRow.record_id, TransferRow.event)
        dated = select(RecordRow.id, VersionRow.published).join(VersionRow, VersionRow.id == RecordRow.version_id)
        return cls(
            {(record, part): stance for record, part, stance in _rows(connection, stated, StatementRow.record_id, records, whole)},
            {(record, part) for record, part in _rows(connection, given, TransferRow.record_id, records, whole)},
            dict(map(tuple, _rows(connection, dated, RecordRow.id, records, whole))),
        )


def _events(names: Names, rows: Sequence[Any], new: dict[int, Laid], beside: _Beside) -> Events:
    records, ids, types, modes, statuses, quads, since, until, statements, same, cameo, starts = map(list, zip(*rows, strict=True))
    put = names.codes.put
    of = [new[record] for record in records]
    record = np.array(records, np.int64)
    told = [beside.stances.get((r, s)) if s is not None else None for r, s in zip(records, statements, strict=True)]
    goods = [(r, i) in beside.goods for r, i in zip(records, ids, strict=True)]
    firsts = [first or own for first, own in zip(same, ids, strict=True)]
    return Events(
        key=_key(names, record, ids),
        record=record,
        article=np.array([laid[0] for laid in of], np.int64),
        outlet=put([laid[1] for laid in of]),
        folded=put([laid[2] for laid in of]),
        type=put(types),
        mode=put(modes),
        status=put(statuses),
        quad=put(quads),
        since=days(since),
        until=days(until),
        statement=_key(names, record, statements),
        stance=put(told),
        first=_key(names, record, firsts),
        cameo=put(cameo),
        start=np.array(starts, np.int64),
        published=put([beside.published.get(r) for r in records]),
        goods=np.array(goods, np.int64),
        current=np.array([laid[3] for laid in of], np.int64),
        machine=np.array([laid[4] for laid in of], np.int64),
    )


def _parties(names: Names, rows: Sequence[Any]) -> Parties:
    records, parts, roles, entities, countries, actors, states, known = map(list, zip(*rows, strict=True))
    put, record = names.codes.put, np.array(records, np.int64)
    role = np.fromiter(map(ROLES.index, roles), np.int64, len(roles))
    return Parties(_key(names, record, parts), record, role, names.parts.put(entities), put(countries), put(actors), put(states), put(known))


def _key(names: Names, record: Numbers, ids: Sequence[str | None]) -> Numbers:
    codes = names.parts.put(ids)
    return np.where(codes == NONE, NONE, (record << PARTS) | codes)


def days(told: Sequence[str | None]) -> Numbers:
    """Days as numbers that keep their order; :data:`NONE` where there is none."""
    return np.array([NONE if day is None else day_number(day) for day in told], np.int64)


def day_number(day: str) -> int:
    """A day, written 2018-05-14, as 20180514."""
    return int(day.replace("-", ""))


def day_text(number: int) -> str:
    """The day of a number."""
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


def _learn(connection: Connection, names: Names, records: Sequence[int], whole: bool) -> None:
    """Note the names of the public actors and places of records."""
    called = select(EntityRow.actor, func.min(EntityRow.name), func.min(EntityRow.name_ar)).where(EntityRow.actor.is_not(None)).group_by(EntityRow.actor)
    for key, *told in _rows(connection, called, EntityRow.record_id, records, whole):
        names.actors[key] = min(told[0], names.actors.get(key, told)[0]), min(told[1], names.actors.get(key, told)[1])
    columns = (EntityRow.knowledge_id, EntityRow.name, EntityRow.name_ar, EntityRow.km, EntityRow.lat, EntityRow.lon, EntityRow.country)
    lying = select(*columns).where(EntityRow.knowledge_id.is_not(None)).distinct()
    for key, name, name_ar, km, lat, lon, country in _rows(connection, lying, EntityRow.record_id, records, whole):
        circle = None if lat is None else (km or 0.0, lat, lon, country)
        old = names.places.get(key) or Place(name, name_ar, None)
        least = circle if old.circle is None else old.circle if circle is None else min(circle, old.circle, key=_order)
        names.places[key] = Place(min(name, old.name), min(name_ar, old.name_ar), least)


def _order(circle: tuple[float, float, float, str | None]) -> tuple[float, float, float, str]:
    return *circle[:3], circle[3] or ""


def _without(rows: Rows, record: Numbers, gone: Sequence[int]) -> Rows:
    kept = ~np.isin(record, np.array(gone, np.int64))
    return type(rows)(*(getattr(rows, name)[kept] for name in type(rows).__slots__))


def _joined(rows: Rows, more: Rows) -> Rows:
    return type(rows)(*(np.concatenate((getattr(rows, name), getattr(more, name))) for name in type(rows).__slots__))


def _happenings(connection: Connection, before: Columns, now: float) -> Happenings:
    """The happenings that matter here, read anew where they have changed."""
    told = (HappeningRow.reports, HappeningRow.outlets, HappeningRow.origins, HappeningRow.disputing)
    sums = tuple(connection.execute(select(func.count(), *map(func.sum, told))).one())
    old = before.happenings
    if sums == old.sums and now - old.read < HAPPENINGS:
        return old
    leader = func.coalesce(ReportRow.leader, ReportRow.key)
    reports = select(ReportRow.record_id, ReportRow.event, HappeningRow.origins).join(HappeningRow, HappeningRow.leader == leader)
    rows = connection.execute(reports.where(HappeningRow.origins >= SEVERAL)).all()
    keys, origins = _put_keys(before.names, rows), np.array([row[2] for row in rows], np.int64)
    order = np.argsort(keys)
    newest = (HappeningRow.since.is_(None), HappeningRow.since.desc(), HappeningRow.id)
    leading = select(ReportRow.record_id, ReportRow.event, HappeningRow.leader).join(HappeningRow, HappeningRow.leader == ReportRow.key)
    disputes = connection.execute(leading.where(HappeningRow.disputing > 0).order_by(*newest)).all()
    at = _put_keys(before.names, disputes).tolist()
    return Happenings(sums, now, keys[order], origins[order], [(key, row[2]) for key, row in zip(at, disputes, strict=True)])


def _put_keys(names: Names, rows: Sequence[Any]) -> Numbers:
    return _key(names, np.array([row[0] for row in rows], np.int64), [row[1] for row in rows])


def _origins(events: Events, happenings: Happenings) -> Numbers:
    """How many origins the happening of each event has."""
    if not len(happenings.event):
        return np.zeros(len(events.key), np.int64)
    at = np.minimum(np.searchsorted(happenings.event, events.first), len(happenings.event) - 1)
    return np.where(happenings.event[at] == events.first, happenings.origins[at], 0)
