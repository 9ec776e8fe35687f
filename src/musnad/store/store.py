"""A store: articles go in, each once, and come out as records, events and statements that meet filters."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, Unpack

from sqlalchemy import Connection, Engine, bindparam, select

from musnad.analysis.learned import model_name
from musnad.knowledge import folder_hash
from musnad.record import Article, Record
from musnad.store.criteria import Criteria, Filters, Some, criteria
from musnad.store.engine import WRITES
from musnad.store.faults import told
from musnad.store.opening import TIMEOUT, open_engine
from musnad.store.packing import unpack_article
from musnad.store.place import Place, find_place
from musnad.store.query import counts_in, excerpt, forms
from musnad.store.reading import (
    Judged,
    StoredArticle,
    StoredEvent,
    StoredStatement,
    current,
    judged_of,
    load_article,
    load_record,
    printed_row,
    stored_article,
)
from musnad.store.rows import Prepared, analyser, article_key, fingerprint, prepare
from musnad.store.searching import Search, search_articles, search_events, search_statements
from musnad.store.tables import LATEST, ArticleRow, JudgementRow, RecordRow, VersionRow
from musnad.store.writing import Added, age, write

if TYPE_CHECKING:
    from musnad.corroboration.happenings import Happening
    from musnad.store.columns import Columns, Held
    from musnad.store.reports import HappeningFilters

CHUNK = 200  # rows fetched at once
LARGEST = 2**31 - 1  # number of an article: PostgreSQL refuses larger ones, SQLite those of more than 64 bits
KEPT = 200  # records held in memory, of 50 kB or so: those of a page, and those whose events come one after the other

_KNOWN = (
    select(ArticleRow.id, VersionRow.number, RecordRow.id, ArticleRow.machine_id)
    .select_from(ArticleRow)
    .join(VersionRow, VersionRow.article_id == ArticleRow.id)
    .join(RecordRow, RecordRow.version_id == VersionRow.id)
    .where(ArticleRow.key == bindparam("key"), VersionRow.fingerprint == bindparam("fingerprint"), RecordRow.analyser == bindparam("by"))
)
SEARCHES: dict[str, Callable[[Connection, Criteria], Search]] = {"articles": search_articles, "events": search_events, "statements": search_statements}


def open_store(store: str | Path, *, create: bool = True, timeout: float = TIMEOUT) -> Store:
    """Open the store at a path or a ``postgresql://`` URL, and make it if there is none.

    ``timeout`` is how many seconds a writer waits for another. Raises UsageError if the place is not to be understood, or
    there is no store and ``create`` is False, and StoreError if what is there cannot be used.
    """
    place = find_place(store)
    return Store(place, open_engine(place, create=create, timeout=timeout))


class Store:
    """A store that is open; close it, or use it in a ``with`` block.

    What it yields comes lazily, from the state that the store had when the iteration began. Each method may raise
    StoreError with what the database has to say. ``written`` counts what this object has written.
    """

    def __init__(self, place: Place, engine: Engine) -> None:
        self.place = place
        self.engine = engine
        self.written = 0
        self._records: OrderedDict[int, Record] = OrderedDict()
        self._held: Held | None = None
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Store({str(self.place)!r})"

    def close(self) -> None:
        """Let go of all connections."""
        if self._held is not None:
            self._held.close()
        with told(self.place):
            self.engine.dispose()

    # Putting in

    def add(self, item: Article | Record, *, again: bool = False) -> Added:
        """Read an article and put its record in, or put in a record that was read.

        What the same analyser has read before is not read again, unless ``again``. Raises what reading an article raises.
        """
        own = folder_hash()
        if isinstance(item, Record):
            return self.put(prepare(item, analyser(item.model, own)), again=again)
        found = None if again else self.known(item, analyser(model_name(), own))
        if found is not None:
            return found
        from musnad.pipeline import read

        return self.put(prepare(read(item), analyser(model_name(), own)), again=again)

    def put(self, prepared: Prepared, *, again: bool = False) -> Added:
        """Write what was prepared, in a transaction of its own."""
        with self.writing() as connection:
            added = write(connection, prepared, again=again)
            key = prepared.article["key"]
            if added.what != "same" and connection.execute(select(JudgementRow.id).where(JudgementRow.article == key).limit(1)).first():
                from musnad.store.overlay import lay_over

                lay_over(connection, key)
            return added

    def known(self, article: Article, by: str) -> Added | None:
        """What is there of an article in this very content, if the analyser has read it; None if something is to be done."""
        with self.reading() as connection:
            row = connection.execute(_KNOWN, {"key": article_key(article), "fingerprint": fingerprint(article), "by": by}).first()
        return None if row is None else Added("same", row[0], row[1], row[2], row[2] == row[3])

    def unread(self, by: str) -> Iterator[Article]:
        """Articles, as they were last, that no analyser as new as this one has read, or not with its knowledge; each with its text."""
        with self.reading() as connection:
            mine = select(RecordRow.id).where(RecordRow.version_id == VersionRow.id, RecordRow.analyser == by).correlate(VersionRow)
            wanted = select(VersionRow.id, RecordRow.analyser).join(ArticleRow, LATEST).outerjoin(RecordRow, RecordRow.id == ArticleRow.machine_id)
            rows = connection.execute(wanted.where(~mine.exists()).order_by(VersionRow.id)).all()
        waiting = [row.id for row in rows if "+" in by or age(row.analyser or "") < age(by)]
        for version in waiting:
            with self.reading() as connection:
                blob = connection.execute(select(VersionRow.document).where(VersionRow.id == version)).scalar()
            if blob is not None:  # it may have been taken out meanwhile
                yield unpack_article(blob)

    # Taking out

    def articles(self, *, limit: int | None = None, skip: int = 0, **filters: Unpack[Filters]) -> Iterator[StoredArticle]:
        """Articles that meet the filters (see :class:`~musnad.store.criteria.Filters`): the best or the latest first.

        ``skip`` leaves out so many from the beginning; no more than ``limit`` come.
        """
        for article, _ in self._found(search_articles, criteria(filters), limit, skip):
            yield article

    def article(self, number: int) -> StoredArticle | None:
        """The article of this number in the store; None if there is none."""
        if not 0 < number <= LARGEST:
            return None
        with self.reading() as connection:
            row = connection.execute(current().where(ArticleRow.id == number)).first()
        return None if row is None else stored_article(row, None, self.record, self.judged, self.text)

    def events(self, *, limit: int | None = None, skip: int = 0, **filters: Unpack[Filters]) -> Iterator[StoredEvent]:
        """Events that meet the filters."""
        for article, part in self._found(search_events, criteria(filters), limit, skip):
            record = article.record
            yield StoredEvent(article, next(event for event in record.events if event.id == part), record)

    def statements(self, *, limit: int | None = None, skip: int = 0, **filters: Unpack[Filters]) -> Iterator[StoredStatement]:
        """Statements that meet the filters; those on events are met by the events that a statement reports."""
        for article, part in self._found(search_statements, criteria(filters), limit, skip):
            record = article.record
            yield StoredStatement(article, next(statement for statement in record.statements if statement.id == part), record)

    def count(self, what: str, **filters: Unpack[Filters]) -> int:
        """How many ``articles``, ``events`` or ``statements`` meet the filters."""
        wanted = criteria(filters)
        with self.reading() as connection:
            return SEARCHES[what](connection, wanted).count(connection)

    def outlets(self, what: str, **filters: Unpack[Filters]) -> list[str]:
        """Whose articles the ``articles``, ``events`` or ``statements`` are of that meet the filters: the outlet of most of them first."""
        from musnad.store.paging import outlets

        return outlets(self, what, **filters)

    def excerpts(self, articles: Iterable[StoredArticle], words: Some) -> Iterator[str]:
        """Of each article the place where it first has the words of a search, on one line; its beginning if it has them in no one place."""
        wanted = criteria({"words": words}).words
        with self.reading() as connection:
            told = forms(wanted, counts_in(connection))
        for article in articles:
            yield excerpt(article.article.text, told)

    def corroborate(self) -> int:
        """Group what was added or read anew since the last time into happenings; how many articles that were."""
        from musnad.store.happenings import corroborate

        return sum(corroborate(self))

    def pending(self) -> int:
        """How many articles :meth:`corroborate` would go through."""
        from musnad.store.happenings import pending

        return pending(self)

    def happenings(self, **filters: Unpack[HappeningFilters]) -> Iterator[Happening]:
        """Happenings that meet the filters (see :class:`~musnad.store.reports.HappeningFilters`): those of the most origins first."""
        from musnad.store.happenings import read_happenings

        return read_happenings(self, filters)

    def record(self, record_id: int) -> Record:
        """The record with this id. StoreError if there is none."""
        with self._lock:
            found = self._records.get(record_id)
        if found is None:
            with self.reading() as connection:
                found = load_record(connection, record_id)
        with self._lock:
            self._records[record_id] = found
            self._records.move_to_end(record_id)
            while len(self._records) > KEPT:
                self._records.popitem(last=False)
        return found

    def text(self, record_id: int) -> Article:
        """The article that the record with this id is of, as it was read. StoreError if there is none."""
        with self._lock:
            found = self._records.get(record_id)
        if found is not None:
            return found.article
        with self.reading() as connection:
            return load_article(connection, record_id)

    def judged(self, record_id: int) -> list[Judged]:
        """What people have judged of the record with this id. StoreError if there is none."""
        return judged_of(self.printed(record_id))

    def printed(self, record_id: int) -> dict[str, Any]:
        """The record with this id as the JSON that `musnad read` printed. StoreError if there is none."""
        with self.reading() as connection:
            return printed_row(connection, record_id)

    def columns(self) -> Columns:
        """The events of the store as columns in memory (see :mod:`musnad.store.columns`): read when first asked for, then kept up to date."""
        if self._held is None:
            from musnad.store.columns import Held

            with self._lock:
                if self._held is None:
                    self._held = Held(self)
        return self._held.columns()

    # Connections

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store until it is given back."""
        with told(self.place), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are there when the block ends, all or, after an error, none."""
        with told(self.place), self.engine.connect() as connection, connection.execution_options(**{WRITES: True}).begin():
            yield connection
        with self._lock:
            self.written += 1
            self._records.clear()

    def _found(self, search: Callable[[Connection, Criteria], Search], wanted: Criteria, limit: int | None, skip: int) -> Iterator[tuple[StoredArticle, str]]:
        with self.reading() as connection:
            query = search(connection, wanted).select.limit(limit).offset(skip or None)
            with connection.execution_options(yield_per=CHUNK).execute(query) as rows:
                for row in rows:
                    yield stored_article(row, row[-2], self.record, self.judged, self.text), row[-1]
