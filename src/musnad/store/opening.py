"""Opening a store: made if there is none, brought up to date if it is old, refused if it is not ours."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from musnad import __version__
from musnad.errors import StoreError, UsageError
from musnad.store.engine import WRITES, begin_wal, make_engine, writable
from musnad.store.faults import NO_DATABASE, told
from musnad.store.migrations import REVISIONS, VERSION_TABLE, upgrade
from musnad.store.place import Place

TIMEOUT = 30.0
"""Seconds for which a writer waits for another before it gives up."""

_HEADER = b"SQLite format 3\0"
_LOCK = 0x6D75736E6164  # any number that is always the same: "musnad"


def open_engine(place: Place, *, create: bool, timeout: float = TIMEOUT) -> Engine:
    """An engine for a store that has all its tables.

    Raises UsageError if there is no store and ``create`` is False, StoreError if what is there is no store, is damaged,
    locked or of a newer Musnad, or is old and cannot be written to.
    """
    with told(place):
        if place.file is not None:
            try:
                _check_file(place.file, create)
            except OSError as error:
                raise StoreError(f"{place}: cannot be read: {error.strerror}") from error
        engine = make_engine(place, timeout)
        try:
            if not _up_to_date(engine, place):
                _bring_up_to_date(engine, place, create, timeout)
        except BaseException:
            engine.dispose()
            raise
        return engine


def now() -> str:
    """This moment in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _check_file(file: Path, create: bool) -> None:
    if file.is_dir():
        raise UsageError(f"{file}: a folder; a store is one file")
    if file.exists() and file.stat().st_size:
        with file.open("rb") as stream:
            if stream.read(len(_HEADER)) != _HEADER:  # SQLite takes a file of one byte for an empty one, and overwrites it
                raise StoreError(f"{file} {NO_DATABASE}")
        return
    if not create:
        raise _missing(str(file))
    if not file.parent.is_dir():
        raise UsageError(f"{file}: there is no folder {file.parent}; make it first")
    if not writable(file):
        raise UsageError(f"{file}: cannot be made; check the rights of the folder {file.parent}")


def _missing(place: object) -> UsageError:
    return UsageError(f"no store at {place}; make one with: musnad add {place} PATH")


def _up_to_date(engine: Engine, place: Place) -> bool:
    """Whether nothing is left to do. StoreError if the store is of a newer Musnad."""
    with engine.connect() as connection:
        return _revision(connection, place) == REVISIONS[-1]


def _revision(connection: Connection, place: Place) -> str | None:
    """The step that the store is at; None for an empty database. StoreError if it holds something else."""
    tables = set(inspect(connection).get_table_names())
    if VERSION_TABLE not in tables:
        if tables:
            raise StoreError(f"{place}: is a database, but no store of Musnad's; give another path")
        return None
    found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    if found is not None and found not in REVISIONS:
        maker = connection.execute(text("SELECT value FROM meta WHERE key = 'musnad'")).scalar()
        raise StoreError(f"{place}: made by a newer Musnad{f' ({maker})' if maker else ''} than this one ({__version__}); upgrade Musnad to use it")
    return str(found) if found is not None else None


def _bring_up_to_date(engine: Engine, place: Place, create: bool, timeout: float) -> None:
    """Make the tables, or take the steps that are missing; others that open the store meanwhile wait."""
    if place.file is not None and not writable(place.file):
        raise StoreError(f"{place}: made by an older Musnad, and cannot be written to to bring it up to date; copy it, or change its rights")
    if place.file is not None:
        begin_wal(place.file, timeout)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        before = _revision(connection, place)
        if before is None and not create:
            raise _missing(place)
        if before == REVISIONS[-1]:
            return
        upgrade(connection)
        sign(connection)


def sign(connection: Connection) -> None:
    """Note in the store which Musnad made it, when, and which one wrote last."""
    for key, value, over in (("made", now(), "nothing"), ("musnad", __version__, "update set value = excluded.value")):
        connection.execute(text(f"INSERT INTO meta (key, value) VALUES (:key, :value) ON CONFLICT (key) DO {over}"), {"key": key, "value": value})
