"""What comes out of a store, typed: articles, events and statements, each with the record that it stands in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, select

from musnad.errors import StoreError
from musnad.export.reload import Printed
from musnad.record import Article, Event, Record, Statement
from musnad.store.packing import unpack, unpack_article
from musnad.store.tables import OVERLAID, ArticleRow, RecordRow, VersionRow

Load = Callable[[int], Record]
Marks = Callable[[int], "list[Judged]"]
Texts = Callable[[int], Article]
Found = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One field that people have judged: ``verdict`` is accept, reject, correct or conflict, ``by`` who; ``field`` is the layer's name for all of it."""

    layer: str
    part: str
    field: str
    verdict: str
    by: tuple[str, ...]

    def __str__(self) -> str:
        what = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "conflict": "in conflict"}[self.verdict]
        return f"{self.field} {what}: {', '.join(self.by)}"


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
    _judged: Marks = field(repr=False, compare=False)
    _text: Texts = field(repr=False, compare=False)

    @property
    def record(self) -> Record:
        """What was read in it; loaded when it is asked for."""
        return self._load(self.record_id)

    @property
    def article(self) -> Article:
        """The article itself, with its text; loaded when it is asked for."""
        return self._text(self.record_id)

    @property
    def judged(self) -> list[Judged]:
        """What people have judged in it; none where the record is the machine's."""
        return self._judged(self.record_id) if self.analyser.startswith(OVERLAID) else []


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event of a store, with its article and the record that its ids are of."""

    article: StoredArticle
    event: Event
    record: Record = field(repr=False)

    @property
    def judged(self) -> list[Judged]:
        """What people have judged of the event, its parties and its statement."""
        event = self.event
        return _of_parts(self.article, {event.id, event.statement, *event.actor, *event.recipient, *event.place})


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement of a store, with its article and the record that its ids are of."""

    article: StoredArticle
    statement: Statement
    record: Record = field(repr=False)

    @property
    def judged(self) -> list[Judged]:
        """What people have judged of the statement and its sources."""
        return _of_parts(self.article, {self.statement.id, *self.statement.speaker, *self.statement.chain})


def _of_parts(article: StoredArticle, parts: Collection[str | None]) -> list[Judged]:
    return [judged for judged in article.judged if judged.part in parts]


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


def current(*, machine: bool = False) -> Found:
    """Articles joined to their latest version and their current record, or the machine's, with :data:`ARTICLE_COLUMNS`."""
    record = ArticleRow.machine_id if machine else ArticleRow.record_id
    joined: Found = select(*ARTICLE_COLUMNS).select_from(ArticleRow).join(RecordRow, RecordRow.id == record)
    return joined.join(VersionRow, VersionRow.id == RecordRow.version_id)


def stored_article(row: Sequence[Any], rank: float | None, load: Load, judged: Marks, text: Texts) -> StoredArticle:
    """The article of a row of :func:`current`."""
    columns: dict[str, Any] = dict(zip(_FIELDS, row, strict=False))
    return StoredArticle(**columns, rank=rank, _load=load, _judged=judged, _text=text)


def printed_row(connection: Connection, record_id: int) -> dict[str, Any]:
    """A record as `musnad read` printed it, with the article's text. StoreError if there is none of that id."""
    wanted = select(RecordRow.body, VersionRow.document).join(VersionRow, VersionRow.id == RecordRow.version_id).where(RecordRow.id == record_id)
    found = connection.execute(wanted).first()
    if found is None:
        raise _gone(record_id)
    return whole(found.body, found.document)


def _gone(record_id: int) -> StoreError:
    return StoreError(f"no record {record_id} in the store: it was replaced or taken out meanwhile; search again")


def whole(body: bytes, document: bytes) -> dict[str, Any]:
    """A record as it was printed, of its packed parts."""
    row: dict[str, Any] = unpack(body)
    row["document"]["text"] = unpack_article(document).text
    return row


def load_article(connection: Connection, record_id: int) -> Article:
    """The article that a record is of, in the version that was read. StoreError if there is none of that id."""
    wanted = select(VersionRow.document).join(RecordRow, RecordRow.version_id == VersionRow.id).where(RecordRow.id == record_id)
    found = connection.execute(wanted).scalar()
    if found is None:
        raise _gone(record_id)
    return unpack_article(found)


def load_record(connection: Connection, record_id: int) -> Record:
    """A record, as it was read."""
    return Printed(printed_row(connection, record_id), f"record {record_id}").record()


def judged_words(judged: Iterable[Judged]) -> str:
    """What was judged, in words, for a cell."""
    return "; ".join(map(str, judged))


def judged_of(printed: dict[str, Any]) -> list[Judged]:
    """What people have judged of a printed record; none where nothing is laid over it."""
    marks = printed.get("judgements", [])
    return [
        Judged(mark["layer"], mark["part"], mark["field"], mark["verdict"], tuple(dict.fromkeys(said["author"] for said in mark["said"]))) for mark in marks
    ]
