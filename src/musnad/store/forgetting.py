"""Taking out for good: an article, or every span of a private person. Nothing is left but the fact.

Rows are overwritten as they are deleted, the full text is merged so that no dead word stays in it, SQLite's log is emptied and
the file is written anew; PostgreSQL's tables are. What a backup or the server's archive holds is out of reach, and an article
that is added again is there again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, text, update

from musnad.errors import UsageError
from musnad.export.reload import Printed
from musnad.record import Article, Span
from musnad.store.feeds import item_key
from musnad.store.fulltext import index_article
from musnad.store.happenings import forget
from musnad.store.names import BLACK, Name, black_out, black_out_all
from musnad.store.opening import now
from musnad.store.packing import pack, unpack, unpack_article
from musnad.store.rows import article_row, prepare, version_row
from musnad.store.searching import named_article
from musnad.store.store import Store
from musnad.store.tables import ArticleRow, Base, RecordRow, VersionRow
from musnad.store.upkeep import vacuum
from musnad.store.writing import clear, lay

_ARTICLES, _VERSIONS, _RECORDS, _REMOVALS, _ITEMS = (Base.metadata.tables[name] for name in ("articles", "versions", "records", "removals", "feed_items"))
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was taken out: from how many articles, and of a person how many spans, over all versions, and from how many judgements."""

    articles: int
    spans: int = 0
    judgements: int = 0


def find_article(store: Store, article: str) -> int:
    """The number in the store of one article, by that number, by its URL or by its own id, of any version. UsageError if none or several have it."""
    with store.reading() as connection:
        named = select(ArticleRow.id).join(VersionRow, VersionRow.article_id == ArticleRow.id).where(named_article(article))
        found = connection.execute(named.distinct()).scalars().all()
    if not found:
        raise UsageError(f"no article {article!r} in {store.place}")
    if len(found) > 1:
        raise UsageError(f"{len(found)} articles are called {article!r}: name one by its URL, or by its number ({', '.join(map(str, sorted(found)[:5]))})")
    return found[0]


def forget_article(store: Store, number: int, why: str | None = None) -> Forgotten:
    """Take an article out, with all its versions, all that was read in them and all that was judged."""
    from musnad.store.erasing import erase_article

    with store.writing() as connection:
        _overwrite(connection)
        key = connection.execute(select(ArticleRow.key).where(ArticleRow.id == number)).scalar()
        if key is not None:
            erase_article(connection, key)
            forget(connection, key)
        _silence_feeds(connection, number)
        gone = connection.execute(delete(_ARTICLES).where(_ARTICLES.c.id == number)).rowcount
        if gone:
            _note(connection, "article", why)
    vacuum(store)
    return Forgotten(gone)


def forget_person(store: Store, name: str, why: str | None = None) -> Forgotten:
    """Black a person's name out of all versions of all articles, of what was read in them and what was judged, also where a part of it stands for it.

    The person stays an entity without a name, so that what was done is not lost with who. Raises UsageError if the name is of one word
    only, or if ``why`` tells it.
    """
    wanted = Name.of(name)
    if wanted.is_in(why):
        raise UsageError("the reason tells the name that is to be forgotten; give one that does not")
    from musnad.store.erasing import Cleaned, erase_person, named_in
    from musnad.store.overlay import lay_over

    spans, keys, cleaned = 0, dict[int, str](), dict[str, Cleaned]()
    with store.writing() as connection:
        _overwrite(connection)
        named = named_in(connection, wanted)
        for version_id in connection.execute(select(VersionRow.id).order_by(VersionRow.id)).scalars().all():
            found = _version_without(connection, version_id, wanted)
            if found is not None:
                keys.setdefault(found.article_id, found.key)
                spans += found.spans
                cleaned[found.sha256] = Cleaned(found.clean, found.told)
        new = {row.id: row.key for row in connection.execute(select(ArticleRow.id, ArticleRow.key).where(ArticleRow.id.in_(keys)))}
        for key in erase_person(connection, wanted, cleaned, {keys[number]: key for number, key in new.items()}):
            lay_over(connection, key)
        if keys or named:
            _note(connection, "person", why)
    if keys or named:
        vacuum(store)
    return Forgotten(len(keys), spans, named)


def count_person(store: Store, name: str) -> Forgotten:
    """How much :func:`forget_person` would take out."""
    from musnad.store.erasing import named_in

    wanted, spans, articles = Name.of(name), 0, set()
    with store.reading() as connection:
        named = named_in(connection, wanted)
        for row in connection.execute(select(VersionRow.id, VersionRow.article_id, VersionRow.document)):
            article = unpack_article(row.document)
            bodies = [unpack(body) for body in connection.execute(select(RecordRow.body).where(RecordRow.version_id == row.id)).scalars()]
            found = _spans(article, bodies, wanted)
            spans += len(found)
            articles |= {row.article_id} if found or _is_named(article, wanted) else set()
    return Forgotten(len(articles), spans, named)


@dataclass(frozen=True, slots=True)
class _Version:
    """A version that had the name: its article's number and key, the hash of its text, and how it is now."""

    article_id: int
    key: str
    sha256: str
    spans: int
    clean: Article
    told: re.Pattern[str]


def _version_without(connection: Connection, version_id: int, wanted: Name) -> _Version | None:
    """Black the name out of a version and its records; None if it does not have it."""
    version = connection.execute(select(VersionRow.article_id, VersionRow.number, VersionRow.document).where(VersionRow.id == version_id)).one()
    article = unpack_article(version.document)
    records = connection.execute(select(RecordRow.id, RecordRow.analyser, RecordRow.body).where(RecordRow.version_id == version_id)).all()
    bodies = {row.id: unpack(row.body) for row in records}
    spans = _spans(article, bodies.values(), wanted)
    if not spans and not _is_named(article, wanted):
        return None
    told = wanted.with_surfaces(article.text[start:end] for start, end in spans)
    clean = _article_without(article, spans, wanted, told)
    key = connection.execute(select(ArticleRow.key).where(ArticleRow.id == version.article_id)).scalar_one()
    forget(connection, key)
    _rewrite(connection, version_id, version, clean)
    for row in records:
        bodies[row.id] = _body_without(bodies[row.id], article, clean, wanted, told)
        connection.execute(update(_RECORDS).where(_RECORDS.c.id == row.id).values(body=pack(bodies[row.id])))
    current = connection.execute(select(ArticleRow.machine_id).where(ArticleRow.id == version.article_id)).scalar()
    if current is not None and current in bodies:
        _lay_again(connection, version.article_id, current, bodies[current], clean)
    return _Version(version.article_id, key, article.sha256, len(spans), clean, told)


def _spans(article: Article, bodies: Iterable[Body], wanted: Name) -> list[Span]:
    """Every span of the person: where the name stands, and where a part of it stands for an entity that bears it."""
    bearers = (entity for body in bodies for entity in body["entities"] if _bears(entity, article, wanted))
    mentions = {(start, end) for entity in bearers for start, end in entity["mentions"] if wanted.shares(article.text[start:end])}
    return sorted({*wanted.spans(article.text), *mentions})


def _bears(entity: Body, article: Article, wanted: Name) -> bool:
    """Whether an entity is the person, and not something in whose name it stands (a street, a law)."""
    texts = [entity["name"], entity["name_ar"], *(article.text[start:end] for start, end in entity["mentions"])]
    return entity["type"] == "PERSON" and any(map(wanted.is_in, texts))


def _is_named(article: Article, wanted: Name) -> bool:
    """Whether the name stands in what is told of an article."""
    return any(wanted.is_in(value) for value in (article.id, article.title, article.outlet, article.url, *article.sources))


def _article_without(article: Article, spans: list[Span], wanted: Name, told: re.Pattern[str]) -> Article:
    clean: Article = replace(article, text=black_out(article.text, spans), id=black_out_all(article.id, wanted.pattern))
    clean.title = black_out_all(article.title, told)
    clean.sources = black_out_all(article.sources, wanted.pattern)
    clean.outlet = black_out_all(article.outlet, wanted.pattern)
    clean.url = None if wanted.is_in(article.url) else article.url
    return clean


def _body_without(body: Body, article: Article, clean: Article, wanted: Name, told: re.Pattern[str]) -> Body:
    """A record without the name; the person's entity keeps its place in events and statements."""
    bearers = {entity["id"] for entity in body["entities"] if _bears(entity, article, wanted)}
    made: Body = black_out_all(body, wanted.pattern)
    made["document"] |= {"id": clean.id, "title": clean.title, "outlet": clean.outlet, "url": clean.url, "sha256": clean.sha256}
    for part in (part for parts in made.values() if isinstance(parts, list) for part in parts if isinstance(part, dict)):
        part["why"] = black_out_all(part.get("why"), told)
    for entity in made["entities"]:
        if entity["id"] in bearers:
            entity |= {"name": BLACK, "name_ar": BLACK, "named": False, "knowledge_id": None, "why": "the name was taken out"}
    return made


def _rewrite(connection: Connection, version_id: int, version: Any, clean: Article) -> None:
    """Write a version anew, and what its article is known by if that told the name."""
    values = version_row(clean)
    values["fingerprint"] += f".{version.number}"  # versions that differed in the name alone would have one
    connection.execute(update(_VERSIONS).where(_VERSIONS.c.id == version_id).values(**values))
    article = connection.execute(select(ArticleRow.url, ArticleRow.outlet).where(ArticleRow.id == version.article_id)).one()
    row = article_row(clean)
    if clean.url is None or (article.url, article.outlet) != (row["url"], row["outlet"]):
        # The key is a hash of what was taken out, by which that could be known again: one that means nothing takes its place.
        connection.execute(update(_ARTICLES).where(_ARTICLES.c.id == version.article_id).values(**{**row, "key": uuid4().hex}))


def _lay_again(connection: Connection, article_id: int, record_id: int, body: Body, clean: Article) -> None:
    """Make the rows for search anew."""
    prepared = prepare(Printed({**body, "document": {**body["document"], "text": clean.text}}, f"record {record_id}").record(), "")
    clear(connection, record_id)
    lay(connection, prepared, record_id)
    connection.execute(update(_ARTICLES).where(_ARTICLES.c.id == article_id).values(laid=_ARTICLES.c.laid + 1))
    index_article(connection, article_id, prepared.title, prepared.body)


def _overwrite(connection: Connection) -> None:
    """Let SQLite write zeros over what is deleted in this transaction."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA secure_delete = ON"))


def _silence_feeds(connection: Connection, number: int) -> None:
    """Forget what was told when an article's page was fetched; that it was, stays, under a hash, so that `musnad watch` does not fetch it again."""
    named = select(ArticleRow.url, VersionRow.document_id).join(VersionRow, VersionRow.article_id == ArticleRow.id).where(ArticleRow.id == number)
    keys = {item_key(name) for row in connection.execute(named) for name in row if name}
    connection.execute(update(_ITEMS).where(_ITEMS.c.key.in_(keys)).values(error=None))


def _note(connection: Connection, what: str, why: str | None) -> None:
    connection.execute(insert(_REMOVALS).values(what=what, why=why, removed=now()))
