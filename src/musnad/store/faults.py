"""What a database has to say, said to the user: what is wrong, with which store, what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, TimeoutError

from musnad.errors import MusnadError, StoreError
from musnad.store.place import Place

NO_DATABASE = "is not a store: the file is no SQLite database; give another path"
# Primary result codes of SQLite, https://sqlite.org/rescode.html
_SQLITE = {
    sqlite3.SQLITE_BUSY: "is locked: another program has been writing to it all the time; try again when it is done",
    sqlite3.SQLITE_LOCKED: "is locked by another part of this program; close what is reading from it",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; make room and run the command again, what was added is safe",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore it from a backup, or read the articles into a new store",
    sqlite3.SQLITE_NOTADB: NO_DATABASE,
    sqlite3.SQLITE_READONLY: "cannot be written to; check the rights of the file and of its folder",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that its folder is there and the rights of both",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error or is full",
}
# SQLSTATE of PostgreSQL, https://www.postgresql.org/docs/current/errcodes-appendix.html; the first that fits counts
_POSTGRES = (
    ("53100", _SQLITE[sqlite3.SQLITE_FULL]),
    ("25006", "cannot be written to: the database or the transaction is read-only"),
    ("55P03", _SQLITE[sqlite3.SQLITE_BUSY]),
    ("42501", "cannot be used: this user lacks the rights; grant them, or log in as another"),
    ("28", "refuses the log-in; check user and password"),
    ("3D", "is not there: make the database with createdb"),
    ("57P", "was shut down by its administrator"),
    ("XX", "is damaged; restore it from a backup"),
)


@contextmanager
def told(place: Place) -> Iterator[None]:
    """Errors of the database within come out as StoreError, in one line."""
    try:
        yield
    except DBAPIError as error:
        raise explain(error.orig, place) from error
    except sqlite3.Error as error:
        raise explain(error, place) from error
    except TimeoutError as error:
        raise StoreError(f"{place}: too many of this program's own readings are open; finish or close some") from error


def explain(error: BaseException | None, place: Place) -> MusnadError:
    """The error of a driver in the user's words."""
    code = getattr(error, "sqlite_errorcode", None)
    known = _SQLITE.get(code & 0xFF) if code is not None else None
    if known is None and isinstance(error, sqlite3.DatabaseError) and "not a database" in str(error):
        known = _SQLITE[sqlite3.SQLITE_NOTADB]
    state = getattr(error, "sqlstate", None) or ""
    known = known or next((words for start, words in _POSTGRES if state.startswith(start)), None)
    if known is None and place.file is None and not state:
        known = f"cannot be reached: {_first_line(error)}; check that the server is running"
    return StoreError(f"{place} {known}" if known else f"{place}: {_first_line(error)}")


def _first_line(error: object) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
