"""Putting a record into a store: one transaction an article, and the same article twice is once.

Several writers may add the same article at the same moment. Who comes second finds it there: SQLite lets one write at a time,
PostgreSQL's writers meet on the article's row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from musnad.store.fulltext import index_article
from musnad.store.opening import now
from musnad.store.rows import Prepared, Row
from musnad.store.tables import FLAT, ArticleRow, Base, RecordRow, VersionRow

TABLES = {table.name: table for table in Base.metadata.sorted_tables}


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article that was added.

    ``what`` is ``new``, ``changed`` (a new version of an article), ``reread`` (by another analyser) or ``same``; ``id`` is the article's in the
    store, ``version`` the number of the version, ``record`` the id of its record by this analyser. ``current`` tells whether that record
    is now the one that is searched.
    """

    what: str
    id: int
    version: int
    record: int
    current: bool


def write(connection: Connection, prepared: Prepared, *, again: bool = False) -> Added:
    """Write an article with its record, within the connection's transaction; ``again`` replaces what the same analyser read before."""
    article, is_new = _article(connection, prepared)
    version_id, number, is_version = _version(connection, prepared, article.id)
    latest = max(article.latest, number)
    record_id, is_record = _record(connection, prepared, version_id, again)
    newest = number == latest and (is_version or _is_newest(connection, version_id, record_id, prepared.record["analyser"]))
    if newest and (is_record or article.record_id != record_id):
        _make_current(connection, prepared, article, latest, record_id)
        if is_version:
            index_article(connection, article.id, prepared.title, prepared.body)
    current = newest or article.record_id == record_id
    what = "new" if is_new else "changed" if is_version else "reread" if is_record else "same"
    return Added(what, article.id, number, record_id, current)


def _article(connection: Connection, prepared: Prepared) -> tuple[Any, bool]:
    """The article's row, held against other writers until the transaction ends, and whether it is new."""
    values = {**prepared.article, "latest": 0, "added": now()}
    made = connection.execute(_unless_there(connection, ArticleRow, values, "key")).first()
    wanted = select(ArticleRow.id, ArticleRow.latest, ArticleRow.record_id).where(ArticleRow.key == prepared.article["key"])
    return connection.execute(wanted.with_for_update()).one(), made is not None


def _version(connection: Connection, prepared: Prepared, article_id: int) -> tuple[int, int, bool]:
    """Id and number of the version with this content, and whether it is new."""
    rows = connection.execute(select(VersionRow.id, VersionRow.number, VersionRow.fingerprint).where(VersionRow.article_id == article_id)).all()
    for row in rows:
        if row.fingerprint == prepared.version["fingerprint"]:
            return row.id, row.number, False
    number = max((row.number for row in rows), default=0) + 1
    values = {**prepared.version, "article_id": article_id, "number": number, "added": now()}
    return _insert(connection, VersionRow, values), number, True


def _record(connection: Connection, prepared: Prepared, version_id: int, again: bool) -> tuple[int, bool]:
    """The id of this analyser's record of a version, and whether it is new or made anew."""
    mine = (RecordRow.version_id == version_id) & (RecordRow.analyser == prepared.record["analyser"])
    found = connection.execute(select(RecordRow.id, RecordRow.body).where(mine)).first()
    values = {**prepared.record, "made": now()}
    if found is None:
        return _insert(connection, RecordRow, {**values, "version_id": version_id}), True
    if not again or found.body == prepared.record["body"]:
        return found.id, False
    connection.execute(update(RecordRow).where(RecordRow.id == found.id).values(**values))
    return found.id, True


def _is_newest(connection: Connection, version_id: int, record_id: int, by: str) -> bool:
    """Whether no newer analyser has read the version; of two of one age the later to read counts."""
    others = connection.execute(select(RecordRow.id, RecordRow.analyser).where(RecordRow.version_id == version_id, RecordRow.id != record_id))
    return all((age(other.analyser), other.id) <= (age(by), record_id) for other in others)


def age(by: str) -> tuple[int, ...]:
    """An analyser's version as numbers that can be compared."""
    return tuple(map(int, re.findall(r"\d+", by.partition("+")[0])))


def _make_current(connection: Connection, prepared: Prepared, article: Any, latest: int, record_id: int) -> None:
    """Lay the flat rows of a record in the place of the article's earlier ones."""
    for stale in {article.record_id, record_id} - {None}:
        clear(connection, stale)
    for name, rows in prepared.rows.items():
        if rows:
            connection.execute(insert(TABLES[name]), [{"record_id": record_id, **row} for row in rows])
    connection.execute(update(ArticleRow).where(ArticleRow.id == article.id).values(latest=latest, record_id=record_id))


def clear(connection: Connection, record_id: int) -> None:
    """Take a record's flat rows away; its JSON stays."""
    for table in reversed(FLAT):
        connection.execute(delete(TABLES[table.__tablename__]).where(text("record_id = :record")), {"record": record_id})


def _insert(connection: Connection, table: type[Base], values: Row) -> int:
    return int(connection.execute(insert(TABLES[table.__tablename__]).values(**values).returning(TABLES[table.__tablename__].c.id)).scalar_one())


def _unless_there(connection: Connection, table: type[Base], values: Row, key: str) -> Any:
    """INSERT … ON CONFLICT DO NOTHING RETURNING id, as both databases have it."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(TABLES[table.__tablename__]).values(**values).on_conflict_do_nothing(index_elements=[key]).returning(TABLES[table.__tablename__].c.id)
