"""Putting a record into a store: one transaction an article, and the same article twice is once.

Several writers may add the same article at the same moment. Who comes second finds it there: SQLite lets one write at a time,
PostgreSQL's writers meet on the article's row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from musnad.store.fulltext import index_article, unindex_article
from musnad.store.opening import now
from musnad.store.rows import Prepared, Row
from musnad.store.tables import FLAT, ArticleRow, Base, RecordRow, VersionRow

_ARTICLES, _VERSIONS, _RECORDS = (Base.metadata.tables[name] for name in ("articles", "versions", "records"))
# What runs for every article is put together once.
_FIND = select(ArticleRow.id, ArticleRow.latest, ArticleRow.machine_id).where(ArticleRow.key == bindparam("key")).with_for_update()
_PUT = {table: insert(table).returning(table.c.id) for table in (_VERSIONS, _RECORDS)}
_POINT = (
    update(_ARTICLES)
    .where(_ARTICLES.c.id == bindparam("article"))
    .values(latest=bindparam("number"), record_id=bindparam("record"), machine_id=bindparam("record"), laid=_ARTICLES.c.laid + 1)
)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article that was added.

    ``what`` is ``new``, ``changed`` (a new version of an article), ``reread`` (by another analyser) or ``same``; ``id`` is the
    article's in the store, ``version`` the number of the version, ``record`` the id of its record by this analyser. ``current``
    tells whether that record is now the one that is searched.
    """

    what: str
    id: int
    version: int
    record: int
    current: bool


def write(connection: Connection, prepared: Prepared, *, again: bool = False) -> Added:
    """Write an article with its record, within the connection's transaction; ``again`` replaces what the same analyser read before."""
    article_id, latest, searched = _article(connection, prepared)
    version_id, number, new_version = _version(connection, prepared, article_id, latest)
    record_id, new_record = (_put_record(connection, prepared, version_id), True) if new_version else _record(connection, prepared, version_id, again)
    newest = new_version or (number == latest and _is_newest(connection, version_id, record_id, prepared.record["analyser"]))
    if newest and (new_record or searched != record_id):
        if searched is not None:
            clear(connection, searched)
        lay(connection, prepared, record_id)
        connection.execute(_POINT, {"article": article_id, "number": number, "record": record_id})
        if new_version:
            if latest:
                unindex_article(connection, article_id)
            index_article(connection, article_id, prepared.title, prepared.body)
    what = "new" if not latest else "changed" if new_version else "reread" if new_record else "same"
    return Added(what, article_id, number, record_id, newest or searched == record_id)


def _article(connection: Connection, prepared: Prepared) -> tuple[int, int, int | None]:
    """The article's id, held against other writers until the transaction ends, its latest version (0 if it is new) and the machine's current record."""
    key = {"key": prepared.article["key"]}
    found = connection.execute(_FIND, key).first()
    if found is None:
        made = connection.execute(_put_article(connection.dialect.name), {**prepared.article, "latest": 0, "added": now()}).scalar()
        if made is not None:
            return int(made), 0, None
        found = connection.execute(_FIND, key).one()  # another writer was quicker, and is done
    return found.id, found.latest, found.machine_id


@cache
def _put_article(dialect: str) -> Any:
    """INSERT … ON CONFLICT DO NOTHING RETURNING id, as both databases have it."""
    return (postgresql if dialect == "postgresql" else sqlite).insert(_ARTICLES).on_conflict_do_nothing(index_elements=["key"]).returning(_ARTICLES.c.id)


def _version(connection: Connection, prepared: Prepared, article_id: int, latest: int) -> tuple[int, int, bool]:
    """Id and number of the version with this content, and whether it is new."""
    if latest:
        same = (VersionRow.article_id == article_id, VersionRow.fingerprint == prepared.version["fingerprint"])
        found = connection.execute(select(VersionRow.id, VersionRow.number).where(*same)).first()
        if found is not None:
            return found.id, found.number, False
    values = {**prepared.version, "article_id": article_id, "number": latest + 1, "added": now()}
    return _insert(connection, _VERSIONS, values), latest + 1, True


def _record(connection: Connection, prepared: Prepared, version_id: int, again: bool) -> tuple[int, bool]:
    """The id of this analyser's record of a version that was there before, and whether it is new or made anew."""
    mine = (RecordRow.version_id == version_id) & (RecordRow.analyser == prepared.record["analyser"])
    found = connection.execute(select(RecordRow.id, RecordRow.body).where(mine)).first()
    if found is None:
        return _put_record(connection, prepared, version_id), True
    if not again or found.body == prepared.record["body"]:
        return found.id, False
    connection.execute(update(RecordRow).where(RecordRow.id == found.id).values(**prepared.record, made=now()))
    return found.id, True


def _put_record(connection: Connection, prepared: Prepared, version_id: int) -> int:
    return _insert(connection, _RECORDS, {**prepared.record, "version_id": version_id, "made": now()})


def _is_newest(connection: Connection, version_id: int, record_id: int, by: str) -> bool:
    """Whether no newer analyser has read the version; of two of one age the later to read counts."""
    others = connection.execute(select(RecordRow.id, RecordRow.analyser).where(RecordRow.version_id == version_id, RecordRow.id != record_id))
    return all((age(other.analyser), other.id) <= (age(by), record_id) for other in others)


def age(by: str) -> tuple[int, ...]:
    """An analyser's version as numbers that can be compared."""
    return tuple(map(int, re.findall(r"\d+", by.partition("+")[0])))


def clear(connection: Connection, record_id: int) -> None:
    """Take a record's flat rows away; its JSON stays."""
    for flat in reversed(FLAT):
        table = Base.metadata.tables[flat.__tablename__]
        connection.execute(delete(table).where(table.c.record_id == record_id))


def lay(connection: Connection, prepared: Prepared, record_id: int) -> None:
    """Write the flat rows of a record."""
    lay_rows(connection, prepared.rows, record_id)


def lay_rows(connection: Connection, tables: dict[str, list[Row]], record_id: int) -> None:
    """Write flat rows, by table, as those of a record."""
    for name, rows in tables.items():
        if rows:
            statement = _flat_insert(connection.dialect.name, name, tuple(rows[0]))
            connection.exec_driver_sql(statement, [(record_id, *row.values()) for row in rows])


@cache
def _flat_insert(dialect: str, table: str, columns: tuple[str, ...]) -> str:
    """INSERT for the driver itself: there are a hundred flat rows an article, and most of the time would go into preparing them."""
    names = ", ".join(f'"{column}"' for column in ("record_id", *columns))
    marks = ", ".join(["%s" if dialect == "postgresql" else "?"] * (len(columns) + 1))
    return f"INSERT INTO {table} ({names}) VALUES ({marks})"


def _insert(connection: Connection, table: Table, values: Row) -> int:
    return int(connection.execute(_PUT[table], values).scalar_one())
