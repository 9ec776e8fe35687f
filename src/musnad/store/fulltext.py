"""The full text of a store, the same on both databases: what goes in, what is asked, what comes out.

In the index stand bare words (:mod:`musnad.store.folding`) of each article's latest version. SQLite has them in an FTS5 table,
PostgreSQL as a ``tsvector`` that is built here, word by word: the server's own parser never sees the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

TITLE_WEIGHT = 4.0  # a word in the title tells more of an article than one in its text
LAST_POSITION = 16383  # of a tsvector
MOST_WORDS = 60_000  # a tsvector has at most 1 MB; no article is as long


def index_article(connection: Connection, article_id: int, title: Sequence[str], body: Sequence[str]) -> None:
    """Put an article's words in the place of what the index has of it."""
    unindex_article(connection, article_id)
    if connection.dialect.name == "sqlite":
        put = text("INSERT INTO search (rowid, title, body) VALUES (:id, :title, :body)")
        connection.execute(put, {"id": article_id, "title": " ".join(title), "body": " ".join(body)})
    else:
        put = text("INSERT INTO search (article_id, words) VALUES (:id, CAST(:words AS tsvector))")
        connection.execute(put, {"id": article_id, "words": tsvector(title, body)})


def unindex_article(connection: Connection, article_id: int) -> None:
    """Take an article out of the index."""
    key = "rowid" if connection.dialect.name == "sqlite" else "article_id"
    connection.execute(text(f"DELETE FROM search WHERE {key} = :id"), {"id": article_id})


def tsvector(title: Sequence[str], body: Sequence[str]) -> str:
    """A tsvector in PostgreSQL's writing, the title's words with weight A; those far down a long text have no place of their own."""
    places: dict[str, list[str]] = {}
    for position, (word, weight) in enumerate([*((w, "A") for w in title), *((w, "") for w in body[:MOST_WORDS])], 1):
        places.setdefault(word[:255], []).append(f"{min(position, LAST_POSITION)}{weight}")
    return " ".join(f"'{word}':{','.join(dict.fromkeys(found[:255]))}" for word, found in _plain(places.items()))


def _plain(items: Iterable[tuple[str, list[str]]]) -> Iterable[tuple[str, list[str]]]:
    """Words are letters and digits only, so that nothing in them needs to be escaped."""
    return ((word, found) for word, found in items if word.isalnum())
