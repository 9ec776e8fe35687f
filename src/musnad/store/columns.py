"""What is counted in a store, held in memory as columns of numbers: records, their events and statements, and who takes part in them.

A count over all events of ten thousand articles takes a database a tenth of a second, and a page asks for ten of them; over columns each
takes a few milliseconds. Columns are never changed: what was added, read anew or taken out since makes new ones, which share what stayed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from musnad.errors import MusnadError
from musnad.store.kept import Kept

if TYPE_CHECKING:
    from musnad.store.store import Store

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

FRESH, USABLE = 1.0, 3.0
"""Seconds after which it is looked whether others have written something: beside those who ask, and after the second of them by who asks.

What this program writes is seen at once.
"""
SHARE = 0.03  # of the time that may go into looking whether something has changed
NONE = -1
MILLION = 1_000_000
PARTS = 20  # bits of a key that are the code of a part's id
ROLES = ("actor", "recipient", "place", "speaker")


class Codes:
    """Texts as small numbers, in the order in which they first came; None is :data:`NONE`. They are never taken back."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._codes: dict[str | None, int] = {None: NONE}

    def put(self, values: Sequence[str | None]) -> Numbers:
        """The codes of some texts; new ones get one."""
        for value in values:
            if value not in self._codes:
                self._codes[value] = len(self.texts)
                self.texts.append(value or "")
        return np.fromiter(map(self._codes.__getitem__, values), np.int64, len(values))

    def get(self, values: Iterable[str]) -> Numbers:
        """The codes of those texts that have one."""
        return np.array([code for value in values if (code := self._codes.get(value)) is not None], np.int64)

    def code(self, value: str | None) -> int | None:
        """The code of a text, if it has one."""
        return self._codes.get(value)

    def text(self, code: int) -> str:
        """The text of a code that is not :data:`NONE`."""
        return self.texts[code]


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its names, and the smallest circle in which an article has it (kilometres, degrees, country), None where none has one."""

    name: str
    name_ar: str
    circle: tuple[float, float, float, str | None] | None


@dataclass(frozen=True, slots=True)
class Names:
    """What all columns of a store share: codes, and the names of actors and places by key, the first by its letters where articles differ."""

    parts: Codes = field(default_factory=Codes)
    codes: Codes = field(default_factory=Codes)
    actors: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Records:
    """A row a record that has rows for search, by its id. ``current`` and ``machine`` are 1 for the one that is searched, and for the machine's."""

    record: Numbers
    article: Numbers
    outlet: Numbers
    folded: Numbers  # the outlet as it is compared
    published: Numbers  # as 20180514093000
    current: Numbers
    machine: Numbers


@dataclass(frozen=True, slots=True)
class Events:
    """A row an event, by ``key``, which is its record with the code of its id; ``of`` is the row of its record. Days are numbers as 20180514."""

    key: Numbers
    of: Numbers
    start: Numbers
    end: Numbers
    confidence: Numbers  # in millionths
    type: Numbers
    mode: Numbers
    status: Numbers
    quad: Numbers
    cameo: Numbers
    since: Numbers
    until: Numbers
    statement: Numbers  # the key of the statement that it stands in
    stance: Numbers  # of that one
    first: Numbers  # the key of the first event of the same happening in the record
    goods: Numbers  # 1 where something changes hands in it


@dataclass(frozen=True, slots=True)
class Statements:
    """A row a statement, as events have theirs."""

    key: Numbers
    of: Numbers
    start: Numbers
    stance: Numbers


@dataclass(frozen=True, slots=True)
class Parties:
    """A row a party: ``part`` is the key of its event or statement, ``at`` the row of that, ``role`` an index of :data:`ROLES`."""

    part: Numbers
    at: Numbers
    role: Numbers
    country: Numbers
    actor: Numbers
    state: Numbers
    known: Numbers  # the knowledge id


@dataclass(frozen=True, slots=True)
class Happenings:
    """Happenings, that of the most origins first, each by the report that leads it; and by the key of an event, ``told``, the happening ``of`` which it tells.

    ``disputes`` are those in dispute, the newest first, ``leading`` the keys of all leading reports; ``sums`` is what happenings amounted to when
    they were ``read``.
    """

    sums: tuple[int | None, ...]
    read: float
    leaders: list[str]
    leading: Numbers
    type: Numbers
    origins: Numbers
    outlets: Numbers
    disputes: Numbers
    told: Numbers
    of: Numbers

    def by_event(self, keys: Numbers) -> Numbers:
        """The happenings of which events tell, by their keys; :data:`NONE` where a store was not corroborated since."""
        if not len(self.told):
            return np.full(len(keys), NONE)
        at = np.minimum(np.searchsorted(self.told, keys), len(self.told) - 1)
        return np.where(self.told[at] == keys, self.of[at], NONE)


Laid = tuple[int, str | None, str, int, int, int]
"""What a record is of: article, outlet, the same folded, whether current, whether the machine's, how often the article's rows were laid."""
T = TypeVar("T")
Rows = TypeVar("Rows", Records, Events, Statements, Parties)


@dataclass(frozen=True, slots=True)
class Columns:
    """One state of a store. ``speakers`` are the parties of statements, ``parties`` those of events."""

    names: Names
    laid: dict[int, Laid]
    records: Records
    events: Events
    statements: Statements
    parties: Parties
    speakers: Parties
    happenings: Happenings
    happening: Numbers  # of each event
    asked: Kept = field(default_factory=Kept)  # answers about this state

    def remembered(self, key: Hashable, find: Callable[[], T]) -> T:
        """An answer about this state of the store, found once."""
        return self.asked.get(key, find)

    def parts(self, keys: Numbers) -> list[tuple[int, str]]:
        """The records and ids of keys."""
        return [(key >> PARTS, self.names.parts.text(key & ((1 << PARTS) - 1))) for key in keys.tolist()]

    def keys(self, parts: Iterable[tuple[int, str | None]]) -> Numbers:
        """The keys of records and ids, as far as they are known."""
        code = self.names.parts.code
        coded = ((record, code(part)) for record, part in parts if part is not None)
        return np.array([(record << PARTS) | number for record, number in coded if number is not None], np.int64)

    def order(self, keys: Numbers) -> Numbers:
        """Numbers that order the parts of keys by the letters of their ids."""
        texts = self.names.parts.texts
        places = np.empty(len(texts), np.int64)
        places[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts))
        return np.asarray(places[keys & ((1 << PARTS) - 1)])


def none(kind: type[Rows]) -> Rows:
    """A table without rows."""
    return kind(*([np.empty(0, np.int64)] * len(kind.__slots__)))


def picked(rows: Rows, which: Mask | Numbers) -> Rows:
    """Some rows of a table."""
    return type(rows)(*(getattr(rows, name)[which] for name in type(rows).__slots__))


def empty() -> Columns:
    """The columns of a store of which nothing was read yet."""
    zero = np.empty(0, np.int64)
    nothing = Happenings((), 0.0, [], zero, zero, zero, zero, zero, zero, zero)
    return Columns(Names(), {}, none(Records), none(Events), none(Statements), none(Parties), none(Parties), nothing, zero)


def day_number(day: str) -> int:
    """A day, written 2018-05-14, as 20180514."""
    return int(day.replace("-", ""))


def day_text(number: int) -> str:
    """The day of a number."""
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


class Held:
    """The columns of a store, read when they are first asked for, and then kept up to date."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self._store, self._clock = store, clock
        self._columns = empty()
        self._written = -1  # how often this program had written when they were read
        self._next = 0.0
        self._lock = Lock()

    def columns(self) -> Columns:
        """The columns as of now, or of a moment ago: nobody waits while they are read anew, unless this program has written, or nobody asked for long."""
        if self._is_fresh():
            return self._columns
        if self._is_usable():
            if self._lock.acquire(blocking=False):
                Thread(target=self._renew, name="musnad-columns", daemon=True).start()
            return self._columns
        with self._lock:
            if not self._is_fresh():
                self._read()
        return self._columns

    def close(self) -> None:
        """Wait for whoever reads them just now."""
        with self._lock:
            pass

    def _is_fresh(self) -> bool:
        return self._written == self._store.written and self._clock() < self._next

    def _is_usable(self) -> bool:
        return self._written == self._store.written and self._clock() < self._next + USABLE - FRESH

    def _renew(self) -> None:
        """Read the columns anew, whose lock is held. Where that fails the next who asks tries again."""
        try:
            self._read()
        except MusnadError:
            pass
        finally:
            self._lock.release()

    def _read(self) -> None:
        from musnad.store.gathering import gathered

        begun, written = self._clock(), self._store.written
        with self._store.reading() as connection:
            self._columns = gathered(connection, self._columns, begun)
        ended = self._clock()
        first, self._written = self._written < 0, written
        self._next = ended + (FRESH if first else max(FRESH, (ended - begun) / SHARE))
