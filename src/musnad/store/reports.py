"""The memory of corroboration in a store: reports, their blocks and imprints, and the happenings they make.

These rows are made from current records and from nothing else; :mod:`musnad.store.happenings` keeps them up to date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypedDict

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from musnad.corroboration.imprint import Imprint
from musnad.corroboration.memory import MOST, Join, enough
from musnad.corroboration.signature import Signature
from musnad.store.packing import pack, unpack
from musnad.store.tables import Base, EventRow

SLICE = 500  # keys asked for at once, below the number of variables that any SQLite takes


class ImprintRow(Base):
    """The imprint of an article's current record; ``key`` is the article's name in the keys of its reports."""

    __tablename__ = "imprints"
    __table_args__ = (UniqueConstraint("key"),)

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True)
    key: Mapped[str]
    record_id: Mapped[int]
    body: Mapped[bytes]


class ReportRow(Base):
    """A signature (``body``) and what became of it: ``leads``, or the report through which it joins a leader, with score and reasons.

    All of that is null until it is settled.
    """

    __tablename__ = "reports"
    __table_args__ = (Index(None, "record_id", "event"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id", ondelete="CASCADE"), index=True)
    record_id: Mapped[int]
    event: Mapped[str]
    fullness: Mapped[int]
    leads: Mapped[bool | None]
    parent: Mapped[str | None]
    leader: Mapped[str | None] = mapped_column(index=True)
    score: Mapped[float | None] = mapped_column(Float)
    why: Mapped[str | None]
    body: Mapped[bytes]


class BlockRow(Base):
    """That a report is filed under a block; the columns stand in the order in which they are looked for."""

    __tablename__ = "blocks"
    __table_args__ = ({"sqlite_with_rowid": False},)

    block: Mapped[str] = mapped_column(primary_key=True)
    fullness: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True, index=True)


class HappeningRow(Base):
    """What a happening is searched by. ``leader`` is the report that leads it, ``id`` its own."""

    __tablename__ = "happenings"

    leader: Mapped[str] = mapped_column(ForeignKey("reports.key", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(index=True)
    type: Mapped[str]
    status: Mapped[str]
    since: Mapped[str | None]
    until: Mapped[str | None]
    reports: Mapped[int]
    outlets: Mapped[int]
    origins: Mapped[int] = mapped_column(index=True)
    disputing: Mapped[int]


class HappeningFilters(TypedDict, total=False):
    """What happenings may be searched by; all must hold.

    ``id`` may be the beginning of one; ``type`` is PLOVER's; ``since`` and ``until`` are days; ``origins`` and ``outlets`` are the fewest wanted.
    """

    id: str
    type: str
    since: str
    until: str
    origins: int
    outlets: int


def among(record: Any, part: Any, keys: Iterable[tuple[int, str]]) -> ColumnElement[bool]:
    """That a row is of one of some parts of records; the records stand by themselves too, by which the rows are found."""
    asked = sorted(set(keys))
    return and_(record.in_(sorted({number for number, _ in asked})), tuple_(record, part).in_(asked))


@dataclass(slots=True)
class _State:
    """A report as it is in the store."""

    signature: Signature
    leads: bool | None
    join: Join | None


@dataclass(slots=True)
class StoredMemory:
    """The memory in a store, within one transaction; nobody else writes to it meanwhile. See :class:`musnad.corroboration.memory.Memory`."""

    connection: Connection
    ids: dict[str, tuple[int, int]] = field(default_factory=dict)
    _known: dict[str, _State] = field(default_factory=dict)

    def put(self, signature: Signature, blocks: list[str]) -> list[str]:
        """Keep a signature and file it under its blocks; ``ids`` must have the article's and record's id."""
        article_id, record_id = self.ids[signature.article]
        values = {"key": signature.key, "article_id": article_id, "record_id": record_id, "event": signature.event, "fullness": signature.fullness}
        self.connection.execute(insert(ReportRow).values(**values, body=pack(signature.to_dict())))
        self._known[signature.key] = _State(signature, None, None)
        rows = [{"block": block, "fullness": signature.fullness, "key": signature.key} for block in blocks]
        if rows:
            self.connection.execute(insert(BlockRow), rows)
        return self._members(blocks, MOST + 1)

    def drop(self, key: str) -> list[str]:
        """Forget a signature, its places in blocks and its join."""
        blocks = list(self.connection.execute(select(BlockRow.block).where(BlockRow.key == key)).scalars())
        self.connection.execute(delete(ReportRow).where(ReportRow.key == key))
        self._known.pop(key, None)
        return self._members(blocks, MOST)

    def _members(self, blocks: Sequence[str], size: int) -> list[str]:
        """The members of those of some blocks that have just so many."""
        counted = select(BlockRow.block).where(BlockRow.block.in_(blocks)).group_by(BlockRow.block).having(func.count() == size)
        full = list(self.connection.execute(counted).scalars()) if blocks else []
        return sorted(set(self.connection.execute(select(BlockRow.key).where(BlockRow.block.in_(full))).scalars())) if full else []

    def get(self, key: str) -> Signature:
        """The signature of a key; KeyError if there is none."""
        return self._state(key).signature

    def _state(self, key: str) -> _State:
        if key not in self._known:
            self._load([key])
        return self._known[key]

    def _load(self, keys: Sequence[str]) -> None:
        missing = [key for key in keys if key not in self._known]
        for n in range(0, len(missing), SLICE):
            columns = (ReportRow.key, ReportRow.body, ReportRow.leads, ReportRow.parent, ReportRow.leader, ReportRow.score, ReportRow.why)
            for row in self.connection.execute(select(*columns).where(ReportRow.key.in_(missing[n : n + SLICE]))):
                join = Join(row.parent, row.leader, row.score, row.why) if row.parent is not None else None
                self._known[row.key] = _State(Signature.from_dict(unpack(row.body)), row.leads, join)

    def above(self, key: str) -> list[str]:
        """The reports above a report that share a block with it, sorted."""
        other, fullness = aliased(BlockRow), self.get(key).fullness
        higher = or_(other.fullness > fullness, and_(other.fullness == fullness, other.key > key))
        return self._sharing(key, other, higher)

    def below(self, key: str) -> list[str]:
        """The reports below a report that share a block with it, sorted."""
        other, fullness = aliased(BlockRow), self.get(key).fullness
        return self._sharing(key, other, or_(other.fullness < fullness, and_(other.fullness == fullness, other.key < key)))

    def _sharing(self, key: str, other: Any, condition: Any) -> list[str]:
        sized = aliased(BlockRow)
        size = select(func.count()).select_from(select(literal(1)).where(sized.block == BlockRow.block).limit(MOST + 1).correlate(BlockRow).subquery())
        mine = select(BlockRow.block).where(BlockRow.key == key, size.scalar_subquery() <= MOST)
        blocks = list(self.connection.execute(mine).scalars())
        shared = self.connection.execute(select(other.block, other.key).where(other.block.in_(blocks), condition)).all() if blocks else []
        found = enough((row.block, row.key) for row in shared)
        self._load(found)
        return found

    def leads(self, key: str) -> bool | None:
        """Whether a report leads a happening; None if that is not settled yet."""
        return self._state(key).leads

    def set_lead(self, key: str, leads: bool) -> None:
        """Let a report lead, or not."""
        state = self._state(key)
        if state.leads == leads:
            return
        self.connection.execute(update(ReportRow).where(ReportRow.key == key).values(leads=leads))
        if not leads:
            self.connection.execute(delete(HappeningRow).where(HappeningRow.leader == key))
        state.leads = leads

    def join(self, key: str) -> Join | None:
        """How a report joins a happening; None if it leads one, or is not settled yet."""
        return self._state(key).join

    def set_join(self, key: str, join: Join | None) -> None:
        """Let a report join a happening, or none."""
        state = self._state(key)
        if state.join != join:
            values = (join.parent, join.leader, join.score, join.why) if join else (None,) * 4
            named = dict(zip(("parent", "leader", "score", "why"), values, strict=True))
            self.connection.execute(update(ReportRow).where(ReportRow.key == key).values(**named))
            state.join = join

    def joined(self, key: str) -> list[str]:
        """The reports that join the happening which this one leads, sorted."""
        found = sorted(self.connection.execute(select(ReportRow.key).where(ReportRow.leader == key)).scalars())
        self._load(found)
        return found

    def leaders(self) -> Iterator[str]:
        """The reports that lead, in the order of their keys."""
        return iter(sorted(self.connection.execute(select(ReportRow.key).where(ReportRow.leads.is_(True))).scalars()))

    def of_article(self, article: str) -> list[str]:
        """The keys of an article's signatures, sorted."""
        wanted = select(ReportRow.key).join(ImprintRow, ImprintRow.article_id == ReportRow.article_id).where(ImprintRow.key == article)
        return sorted(self.connection.execute(wanted).scalars())

    def orphans(self) -> list[str]:
        """Reports that joined through, or the happening of, one that is gone with its article, sorted."""
        leader, parent = aliased(ReportRow), aliased(ReportRow)
        joined = select(ReportRow.key).outerjoin(leader, leader.key == ReportRow.leader).outerjoin(parent, parent.key == ReportRow.parent)
        wanted = joined.where(ReportRow.leader.is_not(None), or_(leader.key.is_(None), parent.key.is_(None)))
        return sorted(self.connection.execute(wanted).scalars())

    def put_imprint(self, imprint: Imprint) -> None:
        """Keep an article's imprint; ``ids`` must have the article's and record's id."""
        article_id, record_id = self.ids[imprint.article]
        self.drop_imprint(imprint.article)
        self.connection.execute(insert(ImprintRow).values(article_id=article_id, key=imprint.article, record_id=record_id, body=pack(imprint.to_dict())))

    def drop_imprint(self, article: str) -> None:
        """Forget an article's imprint."""
        self.connection.execute(delete(ImprintRow).where(ImprintRow.key == article))

    def imprint(self, article: str) -> Imprint | None:
        """An article's imprint."""
        body = self.connection.execute(select(ImprintRow.body).where(ImprintRow.key == article)).scalar()
        return Imprint(**unpack(body)) if body is not None else None


def told_by(origins: int) -> ColumnElement[bool]:
    """That an event is of a happening with at least so many independent origins: a condition on a search of events."""
    leader = func.coalesce(ReportRow.leader, ReportRow.key)
    found = exists().where(HappeningRow.leader == leader, HappeningRow.origins >= origins)
    of_event = (ReportRow.record_id == EventRow.record_id, ReportRow.event == func.coalesce(EventRow.same, EventRow.id))
    return exists().where(*of_event, found)
