"""CSV: one flat row an event, with its surfaces, its chain of sources and its article.

Cells with several values have them separated by ``; ``; a chain goes from its origin to the source nearest the reader,
with `` ← `` between; ``unsure`` has those of actor, recipient and place that are only likely. Offsets are code points of the
article's text. An article with no events has no rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from musnad.export.words import Words, encodable
from musnad.language.tokens import Document, read_document
from musnad.record import Event, Record

Cell = str | int | float | None
NUMBERS = {f"{what}_{side}": int for what in ("trigger", "sentence", "statement") for side in ("start", "end")} | {"score": float, "confidence": float}
"""The columns that hold numbers; the others hold text."""

COLUMNS = (
    "document",
    "title",
    "outlet",
    "published",
    "url",
    "event",
    "trigger",
    "trigger_start",
    "trigger_end",
    "sentence_start",
    "sentence_end",
    "type",
    "mode",
    "context",
    "actor",
    "actor_name",
    "actor_country",
    "recipient",
    "recipient_name",
    "recipient_country",
    "place",
    "place_name",
    "place_country",
    "when",
    "status",
    "cameo",
    "score",
    "quad",
    "statement",
    "statement_text",
    "statement_start",
    "statement_end",
    "speaker",
    "chain",
    "stance",
    "same",
    "confidence",
    "unsure",
)


def rows(record: Record) -> str:
    """The record's events as lines of CSV, without the header."""
    return "".join(map(line, cells(record)))


def cells(record: Record, events: Iterable[Event] | None = None) -> Iterator[list[Cell]]:
    """The record's events, or those given of them, as cells in the order of :data:`COLUMNS`."""
    words = Words(record)
    document = read_document(record.article.text, record.furniture)
    for event in record.events if events is None else events:
        yield list(_cells(event, words, document))


def _cells(event: Event, words: Words, document: Document) -> Iterator[Cell]:
    """The cells of one event, in the order of the columns."""
    record = words.record
    article = record.article
    sentence = document.sentence_at(event.trigger[0])
    yield from (article.id, article.title, article.outlet, article.published, article.url, event.id)
    yield from (record.surface(event.trigger), *event.trigger, sentence.start, sentence.end)
    yield from (event.type, event.mode, _joined(event.context))
    for role in (event.actor, event.recipient, event.place):
        yield from (_joined(words.names(role)), _joined(words.labels(role)), _joined(words.countries(role)))
    yield from (event.when, event.status, event.cameo, event.score, event.quad)
    statement = words.statement(event)
    if statement:
        yield from (statement.id, record.surface(statement.span), *statement.span, _joined(words.names(statement.speaker)))
        yield from (" ← ".join(words.sources(statement)), statement.stance)
    else:
        yield from (None,) * 7
    yield from (event.same, event.confidence, _joined(words.names(event.unsure)))


def _joined(values: list[str]) -> str:
    return "; ".join(values)


def line(cells: Iterable[Cell]) -> str:
    """Cells as a line of CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_safe(cell) if isinstance(cell, str) else cell for cell in cells])
    return out.getvalue()


def _safe(cell: str) -> str:
    """A spreadsheet takes a cell that begins with one of these for a formula: a quote before it makes it text."""
    return encodable(f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell)


HEADER = line(COLUMNS)
