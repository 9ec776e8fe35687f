"""Articles, versions, records, the flat rows of current records, the full text, removals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SQLITE_SEARCH = (
    # What goes in is folded words with blanks between, so the tokenizer has nothing left to do but to cut. Rows are articles.
    "CREATE VIRTUAL TABLE search USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 0')",
    "CREATE TRIGGER articles_search AFTER DELETE ON articles BEGIN DELETE FROM search WHERE rowid = old.id; END",
)
_POSTGRES_SEARCH = (
    "CREATE TABLE search (article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, words TSVECTOR NOT NULL)",
    "CREATE INDEX search_words ON search USING gin (words)",
)


def _text(name: str, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=null)


def _number(name: str, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=null)


def _table(name: str, *parts: Any, key: tuple[str, ...], parents: Mapping[str, tuple[str, ...]]) -> None:
    """A table whose rows go with their parents', clustered by key in SQLite."""
    links = [
        sa.ForeignKeyConstraint(own, [f"{parent}.{c}" for c in theirs], ondelete="CASCADE", name=f"{name}_{'_'.join(own)}_fkey")
        for parent, own, theirs in ((p, own, ("record_id", "id") if len(own) > 1 else ("id",)) for p, own in parents.items())
    ]
    op.create_table(name, *parts, sa.PrimaryKeyConstraint(*key, name=f"{name}_pkey"), *links, sqlite_with_rowid=len(key) == 1)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"{table}_{'_'.join(columns)}", table, list(columns))


def upgrade() -> None:
    """Make everything."""
    _kept()
    _flat()
    dialect = op.get_bind().dialect.name
    for statement in _SQLITE_SEARCH if dialect == "sqlite" else _POSTGRES_SEARCH:
        op.execute(statement)


def _kept() -> None:
    """What is kept for good."""
    _table("meta", _text("key"), _text("value"), key=("key",), parents={})
    _table(
        "articles",
        *(_number("id"), _text("key"), _text("outlet", True), _text("outlet_folded"), _text("url", True)),
        *(_number("latest"), _number("record_id", True), _text("added"), sa.UniqueConstraint("key", name="articles_key_key")),
        key=("id",),
        parents={},
    )
    _table(
        "versions",
        *(_number("id"), _number("article_id"), _number("number"), _text("fingerprint"), _text("sha256"), _text("document_id")),
        *(_text("title", True), _text("published", True), sa.Column("document", sa.LargeBinary, nullable=False), _text("added")),
        sa.UniqueConstraint("article_id", "number", name="versions_article_id_number_key"),
        sa.UniqueConstraint("article_id", "fingerprint", name="versions_article_id_fingerprint_key"),
        key=("id",),
        parents={"articles": ("article_id",)},
    )
    _table(
        "records",
        *(_number("id"), _number("version_id"), _text("analyser"), _text("schema")),
        *(sa.Column("body", sa.LargeBinary, nullable=False), _text("made")),
        sa.UniqueConstraint("version_id", "analyser", name="records_version_id_analyser_key"),
        key=("id",),
        parents={"versions": ("version_id",)},
    )
    _table("removals", _number("id"), _text("what"), _text("why", True), _text("removed"), key=("id",), parents={})
    for table, column in (
        *(("articles", c) for c in ("outlet_folded", "url", "record_id")),
        *(("versions", c) for c in ("sha256", "document_id", "published")),
        ("records", "analyser"),
    ):
        _index(table, column)


def _flat() -> None:
    """Rows for search, made from current records."""
    own, record = ("record_id", "id"), {"records": ("record_id",)}
    entity = {"entities": ("record_id", "entity")}
    _table(
        "entities",
        *(_number("record_id"), _text("id"), _text("type"), _text("name"), _text("name_ar"), sa.Column("named", sa.Boolean, nullable=False)),
        *(_text("country", True), _text("sector", True), _text("knowledge_id", True)),
        key=own,
        parents=record,
    )
    _table("names", _text("word"), _number("record_id"), _text("entity"), key=("word", "record_id", "entity"), parents=entity)
    _table(
        "events",
        *(_number("record_id"), _text("id"), _number("start"), _number("end"), _text("type"), _text("mode", True), _text("status")),
        *(_text("when", True), _text("since", True), _text("until", True), _text("statement", True), _text("same", True)),
        *(_text("cameo"), _text("quad"), sa.Column("score", sa.Float, nullable=False), sa.Column("confidence", sa.Float, nullable=False)),
        key=own,
        parents=record,
    )
    _table(
        "statements",
        *(_number("record_id"), _text("id"), _number("start"), _number("end"), _text("form"), _text("stance"), _text("of", True)),
        key=own,
        parents=record,
    )
    _table(
        "links",
        *(_number("record_id"), _text("statement"), _number("position"), _text("entity"), _text("kind")),
        *(sa.Column("named", sa.Boolean, nullable=False), _number("start", True), _number("end", True)),
        key=("record_id", "statement", "position"),
        parents={"statements": ("record_id", "statement")},
    )
    _table(
        "parties",
        *(_number("record_id"), _text("entity"), _text("role"), _text("part"), _text("country", True), _text("knowledge_id", True)),
        key=("record_id", "entity", "role", "part"),
        parents=entity,
    )
    for table, *columns in (
        ("names", "record_id", "entity"),
        ("events", "type", "since"),
        ("events", "since"),
        ("parties", "country", "role"),
        ("parties", "knowledge_id", "role"),
    ):
        _index(table, *columns)
