"""The tables of a store, as SQLAlchemy has them; ``migrations`` makes them.

An **article** is known by its outlet and URL, or where it has no URL by its outlet and the hash of its text. Each content
it has ever had is a **version**, kept for good. What one analyser (a version of Musnad, perhaps with a model or a folder of
knowledge) read in a version is a **record**: its JSON whole, as ``musnad read`` prints it. The other tables are flat rows for
search, made from that JSON and from nothing else; they are there for the current record of an article, which is that of the newest
analyser, of the latest version, and, where people have judged it, for the corrected record that is laid over that.
``events.id``, ``entities.id`` and the like are the record's own ids.

Strings in flat rows are for searching and showing: what no database holds (NUL, lone surrogates) is left out of them or
replaced. The packed JSON has everything as it was. Times of day are UTC, ISO 8601; nothing is ever ordered by them, as
clocks jump, but by ids and version numbers.
"""

from __future__ import annotations

from sqlalchemy import Float, ForeignKey, ForeignKeyConstraint, Index, LargeBinary, MetaData, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "ix": "%(table_name)s_%(column_0_N_name)s",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {str: Text, bytes: LargeBinary, float: Float}  # noqa: RUF012 - SQLAlchemy reads it so


class MetaRow(Base):
    """What the store knows of itself: when and by which Musnad it was made, which one wrote last."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class ArticleRow(Base):
    """An article over all its versions. ``latest`` is a version's number, ``record_id`` the current record's id.

    ``machine_id`` is the machine's current record: the same, but where people have judged the article and the current one is corrected.
    ``laid`` counts how often its flat rows were made: whoever keeps what they made of them sees that these are others.
    """

    __tablename__ = "articles"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    outlet: Mapped[str | None]
    outlet_folded: Mapped[str] = mapped_column(index=True)
    url: Mapped[str | None] = mapped_column(index=True)
    latest: Mapped[int]
    record_id: Mapped[int | None] = mapped_column(index=True)
    machine_id: Mapped[int | None] = mapped_column(index=True)
    added: Mapped[str]
    laid: Mapped[int] = mapped_column(server_default="0")


class VersionRow(Base):
    """One content of an article. ``document`` is the article with its text as packed JSON; ``fingerprint`` hashes all of it but its id."""

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("article_id", "number"), UniqueConstraint("article_id", "fingerprint"))

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"))
    number: Mapped[int]
    fingerprint: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    document_id: Mapped[str] = mapped_column(index=True)
    title: Mapped[str | None]
    published: Mapped[str | None] = mapped_column(index=True)
    document: Mapped[bytes]
    added: Mapped[str]


class RecordRow(Base):
    """What one analyser read in one version: ``body`` is the record without its text as packed JSON."""

    __tablename__ = "records"
    __table_args__ = (UniqueConstraint("version_id", "analyser"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id", ondelete="CASCADE"))
    analyser: Mapped[str] = mapped_column(index=True)
    schema: Mapped[str]
    body: Mapped[bytes]
    made: Mapped[str]


def _record() -> Mapped[int]:
    return mapped_column(ForeignKey("records.id", ondelete="CASCADE"), primary_key=True)


class EntityRow(Base):
    """An entity of a current record. ``actor`` is the key of a public actor (see :mod:`musnad.store.actors`), null for anyone and anything else.

    ``lat``, ``lon`` (degrees) and ``km`` (radius) are those of a place.
    """

    __tablename__ = "entities"
    __table_args__ = (Index(None, "actor"), {"sqlite_with_rowid": False})

    record_id: Mapped[int] = _record()
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    name: Mapped[str]
    name_ar: Mapped[str]
    named: Mapped[bool]
    country: Mapped[str | None]
    sector: Mapped[str | None]
    knowledge_id: Mapped[str | None]
    actor: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    km: Mapped[float | None]


class NameRow(Base):
    """A word of a party's names and mentions, in Arabic or English, folded and without its article: parties are found by their words."""

    __tablename__ = "names"
    __table_args__ = (
        ForeignKeyConstraint(["record_id", "entity"], ["entities.record_id", "entities.id"], ondelete="CASCADE"),
        Index(None, "record_id", "entity"),
        {"sqlite_with_rowid": False},
    )

    word: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str] = mapped_column(primary_key=True)


class EventRow(Base):
    """An event of a current record. ``since`` and ``until`` are the days it lies between, of publication where its time is not resolved.

    ``word`` is the trigger as it stands in the text, ``context`` PLOVER's contexts with blanks between.
    """

    __tablename__ = "events"
    __table_args__ = (Index(None, "type", "since"), Index(None, "since"), {"sqlite_with_rowid": False})

    record_id: Mapped[int] = _record()
    id: Mapped[str] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    type: Mapped[str]
    mode: Mapped[str | None]
    status: Mapped[str]
    when: Mapped[str | None]
    since: Mapped[str | None]
    until: Mapped[str | None]
    statement: Mapped[str | None]
    same: Mapped[str | None]  # the first report that it is surely one with (Event.report), None if it is the first
    cameo: Mapped[str]
    quad: Mapped[str]
    score: Mapped[float]
    confidence: Mapped[float]
    word: Mapped[str | None]
    context: Mapped[str | None]


class StatementRow(Base):
    """A statement of a current record."""

    __tablename__ = "statements"
    __table_args__ = ({"sqlite_with_rowid": False},)

    record_id: Mapped[int] = _record()
    id: Mapped[str] = mapped_column(primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    form: Mapped[str]
    stance: Mapped[str]
    of: Mapped[str | None]


class LinkRow(Base):
    """A source in a statement's chain; ``position`` counts from the reader, the last is the origin. One that only metadata name has no span."""

    __tablename__ = "links"
    __table_args__ = (
        ForeignKeyConstraint(["record_id", "statement"], ["statements.record_id", "statements.id"], ondelete="CASCADE"),
        {"sqlite_with_rowid": False},
    )

    record_id: Mapped[int] = mapped_column(primary_key=True)
    statement: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str]
    kind: Mapped[str]
    named: Mapped[bool]
    start: Mapped[int | None]
    end: Mapped[int | None]


class PartyRow(Base):
    """Who plays a role: actor, recipient or place of the event ``part``, speaker of the statement ``part``.

    ``actor`` is the key of a public actor, ``state`` the code of the state that one is a body or an official of, or is itself; null for others.
    """

    __tablename__ = "parties"
    __table_args__ = (
        ForeignKeyConstraint(["record_id", "entity"], ["entities.record_id", "entities.id"], ondelete="CASCADE"),
        Index(None, "country", "role"),
        Index(None, "knowledge_id", "role"),
        Index(None, "actor", "role"),
        {"sqlite_with_rowid": False},
    )

    record_id: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    country: Mapped[str | None]
    knowledge_id: Mapped[str | None]
    actor: Mapped[str | None]
    state: Mapped[str | None]


class SurfaceRow(Base):
    """How often an article calls a public actor so: ``surface`` as it stands in the text. Nobody else's are kept."""

    __tablename__ = "surfaces"
    __table_args__ = (ForeignKeyConstraint(["record_id", "entity"], ["entities.record_id", "entities.id"], ondelete="CASCADE"), {"sqlite_with_rowid": False})

    record_id: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str] = mapped_column(primary_key=True)
    surface: Mapped[str] = mapped_column(primary_key=True)
    times: Mapped[int]


class TransferRow(Base):
    """A thing that changes hands in an event: ``item`` is its entity; how many of which ``unit``, and what the whole costs in which ``currency``."""

    __tablename__ = "transfers"
    __table_args__ = (ForeignKeyConstraint(["record_id", "event"], ["events.record_id", "events.id"], ondelete="CASCADE"), {"sqlite_with_rowid": False})

    record_id: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    quantity: Mapped[float | None]
    unit: Mapped[str | None]
    price: Mapped[float | None]
    currency: Mapped[str | None]


class RemovalRow(Base):
    """The one trace of what was taken out for good: that, when and why."""

    __tablename__ = "removals"

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]
    why: Mapped[str | None]
    removed: Mapped[str]


class FeedRow(Base):
    """A feed that is watched: the validators of its last answer, and whether and why it is to be left alone for a while."""

    __tablename__ = "feeds"

    url: Mapped[str] = mapped_column(primary_key=True)
    etag: Mapped[str | None]
    modified: Mapped[str | None]
    failures: Mapped[int]
    not_before: Mapped[str | None]
    checked: Mapped[str | None]
    error: Mapped[str | None]


class FeedItemRow(Base):
    """An item that a watched feed has listed, by the hash of its key: whether it is done with, how often its page was tried, when it was last listed."""

    __tablename__ = "feed_items"
    __table_args__ = ({"sqlite_with_rowid": False},)

    feed: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    done: Mapped[bool]
    tries: Mapped[int]
    error: Mapped[str | None]
    listed: Mapped[str]


class JudgementRow(Base):
    """An entry of the ledger, which is only ever added to; ``id`` orders it. ``claim`` is the judgement's own id, ``body`` all of it as JSON.

    ``article`` is an article's key, also of one that is not here; ``undoes`` is the claim that an undoing is of.
    """

    __tablename__ = "judgements"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim: Mapped[str] = mapped_column(unique=True)
    article: Mapped[str] = mapped_column(index=True)
    undoes: Mapped[str | None]
    author: Mapped[str] = mapped_column(index=True)
    body: Mapped[str]


OVERLAID = "judgements+"
"""How the analyser of a corrected record is called, before a name of its own: it is as old as none."""

LATEST = (VersionRow.article_id == ArticleRow.id) & (VersionRow.number == ArticleRow.latest)
"""How a version is joined to its article if it is the latest."""

FLAT = (EntityRow, NameRow, EventRow, StatementRow, LinkRow, PartyRow, SurfaceRow, TransferRow)
