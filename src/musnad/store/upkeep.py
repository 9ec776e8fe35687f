"""The upkeep of a store: what is in it, a copy of it, and room made in it."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

from musnad.errors import StoreError, UsageError
from musnad.store import reports  # noqa: F401 - its tables are copied too
from musnad.store.faults import told
from musnad.store.folding import bare_words
from musnad.store.fulltext import index_article
from musnad.store.migrations import REVISIONS
from musnad.store.packing import unpack_article
from musnad.store.place import Place, find_place
from musnad.store.rows import analyser
from musnad.store.store import Store, open_store
from musnad.store.tables import LATEST, ArticleRow, Base, EventRow, JudgementRow, MetaRow, RecordRow, RemovalRow, StatementRow, VersionRow
from musnad.store.writing import age

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Removal:
    """What was once taken out: an article or a person, why, and when."""

    what: str
    why: str | None
    removed: str


@dataclass(frozen=True, slots=True)
class Info:
    """What is in a store.

    ``bytes`` is its size on disk; ``outlets`` and ``analysers`` are counts of articles, the most first; ``waiting`` counts articles
    that only an older Musnad has read; ``judgements`` is how many entries the ledger has, ``judged`` on how many articles that are here.
    """

    place: str
    database: str
    tables: str
    made: str
    musnad: str
    bytes: int
    articles: int
    versions: int
    records: int
    events: int
    statements: int
    first: str | None
    last: str | None
    outlets: dict[str, int]
    analysers: dict[str, int]
    waiting: int
    removals: list[Removal]
    judgements: int
    judged: int


def info(store: Store) -> Info:
    """What is in a store."""
    with store.reading() as connection:
        meta = {row.key: row.value for row in connection.execute(select(MetaRow.key, MetaRow.value))}
        first, last = connection.execute(select(func.min(VersionRow.published), func.max(VersionRow.published))).one()
        analysers = _tally(connection, RecordRow.analyser)
        removals = connection.execute(select(RemovalRow.what, RemovalRow.why, RemovalRow.removed).order_by(RemovalRow.id)).all()
        judged = int(connection.execute(select(func.count()).where(ArticleRow.machine_id != ArticleRow.record_id)).scalar_one())
        return Info(
            place=str(store.place),
            database=f"{'SQLite' if store.place.file else 'PostgreSQL'} {_version(connection)}",
            tables=REVISIONS[-1],
            made=meta.get("made", ""),
            musnad=meta.get("musnad", ""),
            bytes=size(store, connection),
            articles=_count(connection, ArticleRow),
            versions=_count(connection, VersionRow),
            records=_count(connection, RecordRow) - judged,
            events=_current(connection, EventRow),
            statements=_current(connection, StatementRow),
            judgements=_count(connection, JudgementRow),
            judged=judged,
            first=first,
            last=last,
            outlets=_tally(connection, ArticleRow.outlet),
            analysers=analysers,
            waiting=sum(count for name, count in analysers.items() if age(name) < age(analyser())),
            removals=[Removal(*row) for row in removals],
        )


def size(store: Store, connection: Connection) -> int:
    """How many bytes a store takes on disk, with what SQLite keeps beside the file."""
    if store.place.file is None:
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    files = [store.place.file.with_name(f"{store.place.file.name}{end}") for end in ("", "-wal")]
    return sum(file.stat().st_size for file in files if file.exists())


def vacuum(store: Store) -> tuple[int, int]:
    """Give room that is not used back to the disk, and bring the index and the statistics up to date; bytes before and after.

    Nothing else may use the store meanwhile: StoreError if something does.
    """
    with store.reading() as connection:
        before = size(store, connection)
    with told(store.place):
        if store.place.file is None:
            with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM (FULL, ANALYZE)"))
        else:
            _vacuum_sqlite(store)
    with store.reading() as connection:
        return before, size(store, connection)


def _vacuum_sqlite(store: Store) -> None:
    store.close()  # connections that lie idle would hold the log back
    with closing(store.engine.raw_connection()) as connection:
        for statement in ("INSERT INTO search (search) VALUES ('optimize')", "ANALYZE", "VACUUM"):
            connection.cursor().execute(statement)
        cursor = connection.cursor()
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        raise StoreError(f"{store.place}: another program is reading from it, so that old pages stay in {store.place}-wal; close it and try again")


def backup(store: Store, target: str | Path) -> Place:
    """A copy of a store, whole and of one moment, while others go on using it.

    ``target`` is a file that is not there yet, or the URL of an empty database: so a store also moves from SQLite to
    PostgreSQL and back. Raises UsageError if something is there.
    """
    place = find_place(target)
    if place.file is not None and place.file.exists():
        raise UsageError(f"{place}: is there already; give another name, or remove it")
    if place.file is not None and not place.file.parent.is_dir():
        raise UsageError(f"{place}: there is no folder {place.file.parent}; make it first")
    if store.place.file is not None and place.file is not None:
        with _whole(place.file) as part, told(place), closing(sqlite3.connect(part)) as copy, closing(store.engine.raw_connection()) as own:
            own.driver_connection.backup(copy)  # type: ignore[union-attr]
    elif place.file is not None:
        with _whole(place.file) as part, open_store(part) as copy_:
            _copy(store, copy_)
            vacuum(copy_)
    else:
        with open_store(target) as copy_:
            _copy(store, copy_)
    return place


@contextmanager
def _whole(file: Path) -> Iterator[Path]:
    """A name beside the file's, under which it is written; it gets its own when all went well."""
    folder = Path(tempfile.mkdtemp(dir=file.absolute().parent, prefix=f".{file.name}."))
    try:
        yield folder / file.name
        os.replace(folder / file.name, file)
    finally:
        for left in folder.iterdir():
            with suppress(OSError):
                left.unlink()
        folder.rmdir()


def _copy(store: Store, target: Store) -> None:
    """Every row of every table into an empty store, and the full text anew."""
    with store.reading() as source, target.writing() as connection:
        if connection.execute(select(ArticleRow.id).limit(1)).first():
            raise UsageError(f"{target.place}: has articles already; give an empty database")
        connection.execute(Base.metadata.tables["meta"].delete())
        for table in Base.metadata.sorted_tables:
            for rows in source.execute(select(table)).partitions(CHUNK):
                connection.execute(insert(table), [dict(row._mapping) for row in rows])
            if connection.dialect.name == "postgresql":
                _go_on_counting(connection, table)
        latest = select(ArticleRow.id, VersionRow.document).join(VersionRow, LATEST)
        for row in source.execute(latest):
            article = unpack_article(row.document)
            index_article(connection, row.id, bare_words(article.title or ""), bare_words(article.text))


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows from the last one on that was copied."""
    if [c.name for c in table.primary_key] == ["id"]:
        ask = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), (SELECT coalesce(max(id), 1) FROM {table.name}))"
        connection.execute(text(ask))


def _count(connection: Connection, table: type[Base]) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _current(connection: Connection, table: type[EventRow | StatementRow]) -> int:
    """How many rows there are of current records."""
    return int(connection.execute(select(func.count()).select_from(table).join(ArticleRow, ArticleRow.record_id == table.record_id)).scalar_one())


def _tally(connection: Connection, column: Any) -> dict[str, int]:
    """How many articles have each value of a column of theirs or of their current record."""
    tally = select(column, func.count()).select_from(ArticleRow).outerjoin(RecordRow, RecordRow.id == ArticleRow.machine_id).group_by(column)
    return {value or "": count for value, count in connection.execute(tally.order_by(func.count().desc(), column))}


def _version(connection: Connection) -> str:
    ask = "SELECT sqlite_version()" if connection.dialect.name == "sqlite" else "SHOW server_version"
    return str(connection.execute(text(ask)).scalar_one()).split()[0]
