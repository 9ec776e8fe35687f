"""Searches as SQL: which articles, events and statements meet the criteria, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Float, Integer, String, Subquery, TextClause, cast, column, exists, func, literal, or_, select, text, tuple_

from musnad.knowledge import read_table, remembered, variants
from musnad.record import ROLES
from musnad.store.criteria import Criteria
from musnad.store.fulltext import TITLE_WEIGHT
from musnad.store.parties import parts_of
from musnad.store.query import counts_in, parse, postgres_query, sqlite_query, weights
from musnad.store.reading import Found, current
from musnad.store.rows import outlet_key
from musnad.store.tables import ArticleRow, EventRow, RecordRow, StatementRow, VersionRow

Condition = ColumnElement[bool]
SATURATION = 1.5  # how soon more of one word stops to matter: BM25's k1


@dataclass(frozen=True, slots=True)
class Search:
    """A search, ready to be run: its last two columns are the rank (NULL where no words were asked for) and, of events and statements, their id."""

    select: Found

    def count(self, connection: Connection) -> int:
        """How many there are."""
        return int(connection.execute(select(func.count()).select_from(self.select.order_by(None).subquery())).scalar_one())


def search_articles(connection: Connection, wanted: Criteria) -> Search:
    """Articles: the best first where words are asked for, else the last published."""
    conditions = _of_article(wanted)
    about = [] if not wanted.of_events else [_has_event(wanted)]
    if wanted.speaker or wanted.stance:
        about.append(exists().where(StatementRow.record_id == RecordRow.id, *_of_statement(wanted)))
    if not wanted.of_events:
        conditions += _published(wanted)
    found, rank = _ranked(connection, wanted)
    query = found.add_columns(rank, literal(None)).where(*conditions, *about)
    return Search(query.order_by(rank.desc(), *_newest(VersionRow.published), ArticleRow.id.desc()))


def search_events(connection: Connection, wanted: Criteria) -> Search:
    """Events: of the best articles first where words are asked for, else the latest."""
    found, rank = _ranked(connection, wanted)
    query = found.add_columns(rank, EventRow.id).join(EventRow, EventRow.record_id == RecordRow.id)
    query = query.where(*_of_article(wanted), *_of_event(wanted))
    return Search(query.order_by(rank.desc(), *_newest(EventRow.since), ArticleRow.id.desc(), EventRow.start, EventRow.id))


def search_statements(connection: Connection, wanted: Criteria) -> Search:
    """Statements: of the best articles first where words are asked for, else of the last published."""
    found, rank = _ranked(connection, wanted)
    conditions = [*_of_article(wanted), *_of_statement(wanted)]
    if wanted.of_events:
        conditions.append(exists().where(EventRow.record_id == RecordRow.id, EventRow.statement == StatementRow.id, *_of_event(wanted, spoken=False)))
    else:
        conditions += _published(wanted)
    query = found.add_columns(rank, StatementRow.id).join(StatementRow, StatementRow.record_id == RecordRow.id).where(*conditions)
    return Search(query.order_by(rank.desc(), *_newest(VersionRow.published), ArticleRow.id.desc(), StatementRow.start, StatementRow.id))


def narrow(connection: Connection, wanted: Criteria, *columns: Any) -> Found:
    """Columns of the events that meet the criteria, each event once and unordered: what counts are made of, with no join that they do not need."""
    record = ArticleRow.machine_id if wanted.machine else ArticleRow.record_id
    query: Found = select(*columns).select_from(EventRow).join(ArticleRow, record == EventRow.record_id)
    if wanted.article is not None:
        query = query.join(RecordRow, RecordRow.id == EventRow.record_id).join(VersionRow, VersionRow.id == RecordRow.version_id)
    if wanted.words:
        hits = _hits(connection, wanted)
        query = query.join(hits, hits.c.article == ArticleRow.id)
    return query.where(*_of_article(wanted), *_of_event(wanted))


def ranks(connection: Connection, wanted: Criteria) -> dict[int, float]:
    """The numbers of the articles that hold the words, and how well."""
    hits = _hits(connection, wanted).c
    return {row[0]: row[1] for row in connection.execute(select(hits.article, hits.rank))}


def _newest(day: Any) -> tuple[Any, ...]:
    """The latest day first, none last: the two databases disagree on where NULL belongs."""
    return (day.is_(None), day.desc())


def _ranked(connection: Connection, wanted: Criteria) -> tuple[Found, ColumnElement[Any]]:
    """Articles that hold the words, and how well; all of them where none are asked for."""
    if not wanted.words:
        return current(machine=wanted.machine), cast(literal(None), Float)
    hits = _hits(connection, wanted)
    return current(machine=wanted.machine).join(hits, hits.c.article == ArticleRow.id), hits.c.rank


def _hits(connection: Connection, wanted: Criteria) -> Subquery:
    clauses, counts = parse(wanted.words), counts_in(connection)
    if connection.dialect.name == "sqlite":
        found = _sqlite_hits(connection, sqlite_query(clauses, counts), weights(clauses, counts, _indexed(connection)))
    else:
        # Weights are of D, C, B, A; 1 divides by the logarithm of the length.
        asked = "CAST(:query AS tsquery)"
        found = text(f"SELECT article_id AS article, ts_rank('{{0.2, 0.2, 0.2, 0.8}}', words, {asked}, 1) AS rank FROM search WHERE words @@ {asked}")
        found = found.bindparams(query=postgres_query(clauses, counts))
    return found.columns(column("article", Integer), column("rank", Float)).subquery("hits")


def _sqlite_hits(connection: Connection, query: str, told: list[tuple[str, int, float]]) -> TextClause:
    """What the index finds, ranked like BM25 without the length of texts.

    FTS5's own ranks each form of a word by itself, and so ببغداد, which is rare, above بغداد. The hits go into a temporary table
    of the connection: within a larger query SQLite may ask the index anew for every row.
    """
    forms = ", ".join(f"(:form{n}, {number}, {weight!r})" for n, (_, number, weight) in enumerate(told))
    rank = f"""
        INSERT INTO temp.hits WITH forms(form, number, weight) AS (VALUES {forms}),
        times(doc, weight, n) AS (
            SELECT doc, weight, sum(CASE col WHEN 'title' THEN {TITLE_WEIGHT} ELSE 1.0 END)
            FROM forms JOIN temp.places ON term = form GROUP BY doc, number)
        SELECT doc, sum(weight * n / (n + {SATURATION})) FROM times GROUP BY doc
    """
    connection.execute(text("CREATE TEMP TABLE IF NOT EXISTS hits (article INTEGER PRIMARY KEY, rank REAL)"))
    connection.execute(text("DELETE FROM temp.hits"))
    connection.execute(text(rank), {f"form{n}": form for n, (form, _, _) in enumerate(told)})
    connection.execute(text("DELETE FROM temp.hits WHERE article NOT IN (SELECT rowid FROM search WHERE search MATCH :query)"), {"query": query})
    return text("SELECT article, rank FROM temp.hits")


def _indexed(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(ArticleRow)).scalar_one())


def _of_article(wanted: Criteria) -> list[Condition]:
    conditions: list[Condition] = []
    if wanted.outlet:
        conditions.append(ArticleRow.outlet_folded.in_(sorted({key for outlet in wanted.outlet for key in outlet_keys(outlet)})))
    if wanted.article is not None:
        conditions.append(named_article(wanted.article))
    return conditions


def named_article(name: str) -> Condition:
    """Whether an article is called so: by its own id, its URL or its number in the store."""
    return or_(VersionRow.document_id == name, ArticleRow.url == name, cast(ArticleRow.id, String) == name)


def outlet_keys(outlet: str) -> set[str]:
    """All names of an outlet, as they are compared: those of the table of media that has this one, or this one alone."""
    key = outlet_key(outlet)
    return {key}.union(*(names for names in _media() if key in names))


@remembered
def _media() -> list[frozenset[str]]:
    """The names of each outlet of the table of media, as they are compared."""
    return [frozenset(outlet_key(name.rstrip("?")) for name in (row["name"], *variants(row["arabic"]))) for row in read_table("media")]


def _published(wanted: Criteria) -> list[Condition]:
    day = func.substr(VersionRow.published, 1, 10)
    return [*([day >= wanted.since] if wanted.since else []), *([day <= wanted.until] if wanted.until else [])]


def _has_event(wanted: Criteria) -> Condition:
    return exists().where(EventRow.record_id == RecordRow.id, *_of_event(wanted))


def _of_event(wanted: Criteria, *, spoken: bool = True) -> list[Condition]:
    """What an event must meet; ``spoken`` adds what the statement must that it stands in."""
    conditions: list[Condition] = [getattr(EventRow, name).in_(values) for name in ("type", "mode", "status") if (values := getattr(wanted, name))]
    own = tuple_(EventRow.record_id, EventRow.id)
    conditions += [own.in_(parts_of(role, values)) for role in ROLES if (values := getattr(wanted, role))]
    if wanted.since:
        conditions.append(EventRow.until >= wanted.since)
    if wanted.until:
        conditions.append(EventRow.since <= wanted.until)
    if wanted.origins:
        from musnad.store.reports import told_by  # which loads all of corroboration

        conditions.append(told_by(wanted.origins))
    if spoken and wanted.speaker:
        conditions.append(tuple_(EventRow.record_id, EventRow.statement).in_(parts_of("speaker", wanted.speaker)))
    if spoken and wanted.stance:
        stands = exists().where(StatementRow.record_id == EventRow.record_id, StatementRow.id == EventRow.statement, StatementRow.stance.in_(wanted.stance))
        conditions.append(stands.correlate(EventRow))  # whoever asks may have joined statements too
    return conditions


def _of_statement(wanted: Criteria) -> list[Condition]:
    conditions: list[Condition] = [StatementRow.stance.in_(wanted.stance)] if wanted.stance else []
    if wanted.speaker:
        conditions.append(tuple_(StatementRow.record_id, StatementRow.id).in_(parts_of("speaker", wanted.speaker)))
    return conditions
