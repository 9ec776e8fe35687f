"""Connections to a store: SQLite in WAL mode, so that readers never wait for the writer, or PostgreSQL through psycopg."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from musnad.errors import UsageError
from musnad.store.place import Place

WRITES = "musnad_writes"


def make_engine(place: Place, timeout: float) -> Engine:
    """An engine for a place; ``timeout`` is how many seconds a writer waits for another. UsageError without the driver."""
    return _postgres(place, timeout) if place.file is None else _sqlite(place.file, timeout)


def writable(file: Path) -> bool:
    """Whether a SQLite file can be written: SQLite also writes beside it, in its folder."""
    return _may_write(file.parent) and (not file.exists() or _may_write(file))


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def begin_wal(file: Path, timeout: float) -> None:
    """Make a file a database in WAL mode, which it stays; SQLite does not wait by itself for others that do the same."""
    until = time.monotonic() + timeout
    while True:
        try:
            connection = sqlite3.connect(file, timeout=timeout, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode = WAL").fetchone()
            finally:
                connection.close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _sqlite(file: Path, timeout: float) -> Engine:
    address = _address(file)
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False),
        poolclass=QueuePool,
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _: object) -> None:
        # NORMAL: a kill loses nothing; a power cut may lose the last moments, but damages nothing. A checkpoint waits for the
        # disk, so it comes every 16 MB only.
        for setting in ("foreign_keys = ON", "synchronous = NORMAL", "wal_autocheckpoint = 4000", "cache_size = -32000", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its turn when it begins: one that read first and wrote later would have to give up if another came between.
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _address(file: Path) -> str:
    """The file as SQLite's URI. One that cannot be written is only read; without the files of WAL beside it, as it stands."""
    path = quote(str(file.absolute()))
    if writable(file):
        return f"file:{path}?mode=rwc"
    wal = file.with_name(f"{file.name}-wal")
    settled = not wal.exists() or wal.stat().st_size == 0
    return f"file:{path}?mode=ro" + ("&immutable=1" if settled else "")


def _postgres(place: Place, timeout: float) -> Engine:
    try:
        import psycopg  # noqa: F401 - only to say what to install
    except ImportError as error:
        raise UsageError(f"{place}: PostgreSQL needs psycopg: pip install 'musnad[postgres]' (or psycopg[binary])") from error
    options: dict[str, Any] = {"application_name": "musnad", "options": f"-c lock_timeout={int(timeout * 1000)}"}
    try:
        return create_engine(place.url, connect_args=options, pool_pre_ping=True)
    except ArgumentError as error:
        raise UsageError(f"{place}: not the URL of a database: write postgresql://user@host/database") from error
