"""A record as the rows of a store: made where the record is read, so that the writer has only to write."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from musnad.export.jsonl import dumps
from musnad.export.words import encodable
from musnad.record import ROLES, SCHEMA, Article, Entity, Record, day_bounds
from musnad.store.actors import actor_key, state_of
from musnad.store.folding import bare, bare_words, folded_words
from musnad.store.packing import pack_article, pack_line

Row = dict[str, Any]
_UNFIT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article and its record, ready to be written; small and picklable.

    ``rows`` are the flat rows by table, without the record's id, which the store gives; ``title`` and ``body`` are the words
    of the full text.
    """

    article: Row
    version: Row
    record: Row
    rows: dict[str, list[Row]]
    title: list[str]
    body: list[str]

    @property
    def id(self) -> str:
        """The article's id, for messages."""
        return str(self.version["document_id"])


@dataclass(frozen=True, slots=True)
class Preparer:
    """Prepares records that are read under one folder of knowledge; picklable, so that worker processes do it."""

    knowledge: str | None = None

    def prepare(self, record: Record) -> Prepared:
        """The record as rows."""
        return prepare(record, analyser(record.model, self.knowledge))


def analyser(model: str | None = None, knowledge: str | None = None) -> str:
    """The name of what reads: Musnad's version, the model if there is one, and the hash of the user's knowledge."""
    from musnad import __version__

    return "+".join(filter(None, (__version__, model, knowledge and f"knowledge.{knowledge}")))


def prepare(record: Record, by: str) -> Prepared:
    """A record as rows; ``by`` is the analyser that read it."""
    article = record.article
    return Prepared(
        article=article_row(article),
        version=version_row(article),
        record=_clean({"analyser": by, "schema": SCHEMA, "body": pack_line(dumps(record, text=False))}),
        rows=flat_rows(record),
        title=bare_words(article.title or ""),
        body=bare_words(article.text),
    )


def article_row(article: Article) -> Row:
    """What is kept of an article over all its versions."""
    return _clean({"key": article_key(article), "outlet": article.outlet, "outlet_folded": outlet_key(article.outlet), "url": article.url})


def version_row(article: Article) -> Row:
    """What is kept of one content of an article."""
    row = {"fingerprint": fingerprint(article), "sha256": article.sha256, "document_id": article.id, "title": article.title}
    return _clean({**row, "published": article.published, "document": pack_article(article)})


def article_key(article: Article) -> str:
    """What makes an article this one over all its versions: outlet and URL, or where it has no URL outlet and text, hashed."""
    return _hash([article.outlet, article.url] if article.url else [article.outlet, None, article.sha256])


def fingerprint(article: Article) -> str:
    """A hash of all that is read in an article: text, title, outlet, date, URL and language, but not its id."""
    return _hash([getattr(article, f.name) for f in fields(article) if f.name != "id"])


def outlet_key(outlet: str | None) -> str:
    """An outlet's name as it is compared."""
    return " ".join(folded_words(outlet or ""))


def flat_rows(record: Record) -> dict[str, list[Row]]:
    """The rows for search, by table, without the record's id."""
    entities = {entity.id: entity for entity in record.entities}
    actors = {entity.id: actor_key(entity) for entity in record.entities}
    parties = list(_parties(record))
    rows: dict[str, list[Row]] = {
        "entities": [_entity(e, actors[e.id]) for e in record.entities],
        "names": [{"word": word, "entity": e} for e in dict.fromkeys(p[2] for p in parties) for word in sorted(name_words(entities[e], record))],
        "events": list(_events(record)),
        "statements": [{"start": s.span[0], "end": s.span[1], **_row(s, "id", "form", "stance", "of")} for s in record.statements],
        "links": [
            {"statement": s.id, "position": n, "start": link.span and link.span[0], "end": link.span and link.span[1], **_row(link, "entity", "kind", "named")}
            for s in record.statements
            for n, link in enumerate(s.links)
        ],
        "parties": [
            {
                "part": part,
                "role": role,
                "entity": ids,
                "country": entities[ids].country,
                "knowledge_id": entities[ids].knowledge_id,
                "actor": actors[ids],
                "state": state_of(entities[ids]),
            }
            for part, role, ids in parties
        ],
        "surfaces": list(_surfaces(record, {ids for _, _, ids in parties if actors[ids]})),
        "transfers": list(_transfers(record)),
    }
    return {table: [_clean(row) for row in found] for table, found in rows.items()}


def name_words(entity: Entity, record: Record) -> set[str]:
    """The words by which an entity is found: of its names, and of the mentions that name or describe it."""
    texts = {entity.name, entity.name_ar, *(record.surface(span) for span in entity.mentions)}
    return {bare(word) for text in texts for word in folded_words(text)}


def _events(record: Record) -> Iterator[Row]:
    published = record.article.published and record.article.published[:10]
    for event in record.events:
        since, until = day_bounds(event.when or published)
        columns = ("id", "type", "mode", "status", "when", "statement", "cameo", "quad", "score", "confidence")
        told = {"word": record.surface(event.trigger), "context": " ".join(event.context), "same": event.report if event.report != event.id else None}
        yield {"start": event.trigger[0], "end": event.trigger[1], "since": since, "until": until, **_row(event, *columns), **told}


def _entity(entity: Entity, actor: str | None) -> Row:
    at = entity.coordinates
    row = _row(entity, "id", "type", "name", "name_ar", "named", "country", "sector", "knowledge_id")
    return {**row, "actor": actor, "lat": at and at.lat, "lon": at and at.lon, "km": at and at.km}


def _surfaces(record: Record, wanted: set[str]) -> Iterator[Row]:
    """How those who take part are called, each form with how often."""
    for entity in record.entities:
        if entity.id in wanted:
            counted = Counter(_fit(" ".join(record.surface(span).split())) for span in entity.mentions)
            yield from ({"entity": entity.id, "surface": surface, "times": times} for surface, times in counted.items() if surface)


def _transfers(record: Record) -> Iterator[Row]:
    amounts = {amount.id: amount for amount in record.amounts}
    for event in record.events:
        if event.transfer is not None:
            count, price = (amounts.get(amount or "") for amount in (event.transfer.count, event.transfer.value))
            money = {"price": price and price.value, "currency": price and price.unit}
            for item in dict.fromkeys(event.transfer.item):
                yield {"event": event.id, "item": item, "quantity": count and count.value, "unit": count and count.unit, **money}


def _parties(record: Record) -> Iterator[tuple[str, str, str]]:
    """Part, role and entity, each once."""
    for event in record.events:
        for role in ROLES:
            for entity in dict.fromkeys(getattr(event, role)):
                yield event.id, role, entity
    for statement in record.statements:
        for entity in dict.fromkeys(statement.speaker):
            yield statement.id, "speaker", entity


def _row(thing: object, *columns: str) -> Row:
    return {column: getattr(thing, column) for column in columns}


def _clean(row: Row) -> Row:
    """The row as a database can hold it."""
    return {key: _fit(value) if isinstance(value, str) and _UNFIT.search(value) else value for key, value in row.items()}


def _fit(text: str) -> str:
    return encodable(text.replace("\x00", ""))


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
