"""A page of what a search finds, found in the columns of a store: for those who turn pages, where each must come at once.

It is the page that ``store.articles``, ``store.events`` or ``store.statements`` gives with ``limit`` and ``skip``, in the same order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from musnad.store.chosen import chosen, first, ranked, tally
from musnad.store.columns import NONE, Columns, Mask, Numbers
from musnad.store.criteria import Criteria, Filters, criteria
from musnad.store.reading import ARTICLE_COLUMNS, StoredArticle, StoredEvent, StoredStatement, current, stored_article
from musnad.store.tables import RecordRow

if TYPE_CHECKING:
    from musnad.store.store import Store

KINDS = ("articles", "events", "statements")
RECORD = ARTICLE_COLUMNS.index(RecordRow.id)


def totals(store: Store, **filters: Unpack[Filters]) -> dict[str, int]:
    """How many articles, events and statements meet the filters."""
    columns, wanted = store.columns(), criteria(filters)
    with store.reading() as connection:
        return {what: int(chosen(connection, columns, what, wanted).sum()) for what in KINDS}


def outlets(store: Store, what: str, **filters: Unpack[Filters]) -> list[str]:
    """The outlets whose articles those are of that meet the filters: that of most of them first."""
    columns, wanted = store.columns(), criteria(filters)
    with store.reading() as connection:
        mask = chosen(connection, columns, what, wanted)
    of = np.flatnonzero(mask) if what == "articles" else getattr(columns, what).of[mask]
    found = [(columns.names.codes.text(code), count) for code, count in tally(columns.records.outlet[of]) if code != NONE]
    return [outlet for outlet, _ in sorted(found, key=lambda pair: (-pair[1], pair[0]))]


def page(store: Store, what: str, limit: int, skip: int, **filters: Unpack[Filters]) -> list[StoredArticle | StoredEvent | StoredStatement]:
    """So many of those that meet the filters, from a place in their order on."""
    columns, wanted = store.columns(), criteria(filters)
    with store.reading() as connection:
        mask = chosen(connection, columns, what, wanted)
        rank = ranked(connection, columns, wanted) if wanted.words else None
        rows = first(_order(columns, what, mask, rank), np.flatnonzero(mask), skip + limit)[skip:]
        of = rows if what == "articles" else getattr(columns, what).of[rows]
        articles = _articles(store, connection, columns, of, rank, wanted)
    ids = [""] * len(rows) if what == "articles" else [part for _, part in columns.parts(getattr(columns, what).key[rows])]
    placed = ((articles[record], part) for record, part in zip(columns.records.record[of].tolist(), ids, strict=True) if record in articles)
    return [_found(what, article, part) for article, part in placed]


def _order(columns: Columns, what: str, mask: Mask, rank: npt.NDArray[np.float64] | None) -> list[npt.NDArray[Any]]:
    """What the rows that meet the criteria are ordered by, the first first: the best, then the latest."""
    table = getattr(columns, what) if what != "articles" else None
    of = table.of[mask] if table is not None else np.flatnonzero(mask)
    day = columns.events.since[mask] if what == "events" else columns.records.published[of]
    keys = [*([] if rank is None else [-rank[of]]), -day, -columns.records.article[of]]
    return keys if table is None else [*keys, table.start[mask], columns.order(table.key[mask])]


def _articles(
    store: Store, connection: Connection, columns: Columns, of: Numbers, rank: npt.NDArray[np.float64] | None, wanted: Criteria
) -> dict[int, StoredArticle]:
    """The articles of some rows of the records, by record."""
    ranks = {int(columns.records.record[row]): None if rank is None else float(rank[row]) for row in of.tolist()}
    rows = connection.execute(current(machine=wanted.machine).where(RecordRow.id.in_(ranks)))
    return {row[RECORD]: stored_article(row, ranks[row[RECORD]], store.record, store.judged, store.text) for row in rows}


def _found(what: str, article: StoredArticle, part: str) -> StoredArticle | StoredEvent | StoredStatement:
    if what == "articles":
        return article
    record = article.record
    if what == "events":
        return StoredEvent(article, next(event for event in record.events if event.id == part), record)
    return StoredStatement(article, next(statement for statement in record.statements if statement.id == part), record)
