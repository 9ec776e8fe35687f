"""What comes out of a store, typed: articles, events and statements, each with the record that it stands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, select

from musnad.errors import StoreError
from musnad.export.reload import Printed
from musnad.record import Article, Event, Record, Statement
from musnad.store.packing import unpack, unpack_article
from musnad.store.tables import ArticleRow, RecordRow, VersionRow

Load = Callable[[int], Record]
Found = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article of a store, as it was last. ``id`` is the store's, ``document_id`` the article's own.

    ``version`` is the number of its latest version, ``record_id`` that of the record that is searched, ``rank`` how well the
    article answers the words of a search (more is better; None where none were asked for).
    """

    id: int
    document_id: str
    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    sha256: str
    version: int
    record_id: int
    analyser: str
    rank: float | None
    _load: Load = field(repr=False, compare=False)

    @property
    def record(self) -> Record:
        """What was read in it; loaded when it is asked for."""
        return self._load(self.record_id)

    @property
    def article(self) -> Article:
        """The article itself, with its text."""
        return self.record.article


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event of a store, with its article and the record that its ids are of."""

    article: StoredArticle
    event: Event
    record: Record = field(repr=False)


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement of a store, with its article and the record that its ids are of."""

    article: StoredArticle
    statement: Statement
    record: Record = field(repr=False)


_FIELDS = ("id", "document_id", "outlet", "url", "title", "published", "sha256", "version", "record_id", "analyser")
ARTICLE_COLUMNS = (
    ArticleRow.id,
    VersionRow.document_id,
    ArticleRow.outlet,
    ArticleRow.url,
    VersionRow.title,
    VersionRow.published,
    VersionRow.sha256,
    VersionRow.number,
    RecordRow.id,
    RecordRow.analyser,
)


def current() -> Found:
    """Articles joined to their latest version and their current record, with :data:`ARTICLE_COLUMNS`."""
    joined: Found = select(*ARTICLE_COLUMNS).select_from(ArticleRow).join(RecordRow, RecordRow.id == ArticleRow.record_id)
    return joined.join(VersionRow, VersionRow.id == RecordRow.version_id)


def stored_article(row: Sequence[Any], rank: float | None, load: Load) -> StoredArticle:
    """The article of a row of :func:`current`."""
    columns: dict[str, Any] = dict(zip(_FIELDS, row, strict=False))
    return StoredArticle(**columns, rank=rank, _load=load)


def printed_row(connection: Connection, record_id: int) -> dict[str, Any]:
    """A record as `musnad read` printed it, with the article's text. StoreError if there is none of that id."""
    wanted = select(RecordRow.body, VersionRow.document).join(VersionRow, VersionRow.id == RecordRow.version_id).where(RecordRow.id == record_id)
    found = connection.execute(wanted).first()
    if found is None:
        raise StoreError(f"no record {record_id} in the store: it was replaced or taken out meanwhile; search again")
    return whole(found.body, found.document)


def whole(body: bytes, document: bytes) -> dict[str, Any]:
    """A record as it was printed, of its packed parts."""
    row: dict[str, Any] = unpack(body)
    row["document"]["text"] = unpack_article(document).text
    return row


def load_record(connection: Connection, record_id: int) -> Record:
    """A record, as it was read."""
    return Printed(printed_row(connection, record_id), f"record {record_id}").record()
