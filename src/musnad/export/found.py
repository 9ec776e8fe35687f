"""What a search finds, as table, JSON, JSONL or CSV: articles, events or statements, each with where it stands."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any, Literal

from rich import box
from rich.table import Table

from musnad.export import csv
from musnad.export.jsonl import escaped
from musnad.export.table import Cell, console_for, event_cells, trimmed
from musnad.export.words import Words
from musnad.record import ROLES, Entity, Record, Statement
from musnad.store.behind import Behind, Place, place_of
from musnad.store.reading import Judged, StoredArticle, StoredEvent, StoredStatement, judged_words

Kind = Literal["articles", "events", "statements"]
Found = StoredArticle | StoredEvent | StoredStatement
_ARTICLE = ("id", "document_id", "outlet", "url", "title", "published", "sha256", "version", "rank")
_STATEMENT = ("document", "title", "outlet", "published", "url", "statement", "start", "end", "text", "form", "stance", "speaker", "chain")
EVENT_COLUMNS = (*csv.COLUMNS, "happening", "origins", "origin_names", "judged")
NUMBERS: Mapping[str, type] = {**csv.NUMBERS, "origins": int, "start": int, "end": int, "id": int, "version": int, "rank": float}
"""The columns that hold numbers."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What was found, ready to be shown: of one kind; for articles an excerpt each, or none, for events who stands behind them."""

    what: Kind
    found: Sequence[Found]
    excerpts: Sequence[str] = ()
    behind: Mapping[Place, Behind] = field(default_factory=dict)

    def render(self, format: str, width: int = 120, colours: str | None = None) -> str:
        """All of it in a format; ``width`` and ``colours`` are for the table."""
        if format == "csv":
            return self._csv()
        if format == "table":
            return self._table(width, colours)
        rows = [escaped(json.dumps(self.row(number), ensure_ascii=False)) for number in range(len(self.found))]
        return "".join(f"{row}\n" for row in rows) if format == "jsonl" else "[\n" + ",\n".join(rows) + "\n]\n"

    def row(self, number: int) -> dict[str, Any]:
        """One thing that was found, as JSON has it; its ids are of its article's record."""
        found = self.found[number]
        if isinstance(found, StoredArticle):
            return _article(found) | ({"excerpt": self.excerpts[number]} if self.excerpts else {})
        if isinstance(found, StoredStatement):
            statement = _statement(found.statement, found.record)
            return {"article": _article(found.article), "statement": statement, "judged": [asdict(j) for j in found.judged]}
        return self._event(found)

    def _event(self, found: StoredEvent) -> dict[str, Any]:
        told = found.record.surface(found.event.trigger)
        parties = {role: [_entity(found.record.entity(e)) for e in getattr(found.event, role)] for role in ROLES}
        said = next((_statement(s, found.record) for s in found.record.statements if s.id == found.event.statement), None)
        row = {"article": _article(found.article), "event": asdict(found.event), "text": told, **parties, "statement": said}
        known = self.behind.get(place_of(found))
        happening, origins, names = (known.happening, len(known.origins), known.origins) if known else (None, None, None)
        return row | {"happening": happening, "origins": origins, "origin_names": names, "judged": [asdict(j) for j in found.judged]}

    def table(self) -> tuple[Sequence[str], Iterator[Sequence[csv.Cell]]]:
        """The columns and rows of its CSV."""
        if self.what == "events":
            return EVENT_COLUMNS, self._event_cells()
        if self.what == "statements":
            return _STATEMENT, (list(_statement_cells(f)) for f in self.found if isinstance(f, StoredStatement))
        head = (*_ARTICLE, "excerpt") if self.excerpts else _ARTICLE
        return head, (list(self.row(n).values()) for n in range(len(self.found)))

    def _event_cells(self) -> Iterator[Sequence[csv.Cell]]:
        for _, group in groupby((f for f in self.found if isinstance(f, StoredEvent)), key=lambda f: f.article.record_id):
            events = list(group)
            for f, cells in zip(events, csv.cells(events[0].record, [f.event for f in events]), strict=True):
                known = self.behind.get(place_of(f))
                told = (known.happening, len(known.origins), "; ".join(known.origins)) if known else (None, None, None)
                yield [*cells, *told, judged_words(f.judged)]

    def _csv(self) -> str:
        head, rows = self.table()
        return csv.line(head) + "".join(map(csv.line, rows))

    def _table(self, width: int, colours: str | None) -> str:
        out = io.StringIO()
        grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
        headings, cells = _TABLES[type(self.found[0])] if self.found else ((), _article_cells)
        for heading in headings:
            grid.add_column(heading, overflow="fold")
        for number, found in enumerate(self.found):
            row = cells(found)
            if self.excerpts:
                row[-1].lines.append((" ".join(self.excerpts[number].split()), ""))
            grid.add_row(*row)
        if self.found:
            console_for(out, width, colours).print(grid)
        return trimmed(out)


def _article(article: StoredArticle) -> dict[str, Any]:
    return {name: getattr(article, name) for name in _ARTICLE}


def _entity(entity: Entity) -> dict[str, Any]:
    return {name: getattr(entity, name) for name in ("id", "name", "name_ar", "country", "sector", "knowledge_id")}


def _statement(statement: Statement, record: Record) -> dict[str, Any]:
    words = Words(record)
    return {**asdict(statement), "text": record.surface(statement.span), "sources": words.sources(statement)}


def _statement_cells(found: StoredStatement) -> Iterator[csv.Cell]:
    article, statement, words = found.article, found.statement, Words(found.record)
    yield from (article.document_id, article.title, article.outlet, article.published, article.url, statement.id, *statement.span)
    yield from (found.record.surface(statement.span), statement.form, statement.stance)
    yield from ("; ".join(words.names(statement.speaker)), " ← ".join(words.sources(statement)))


def _source(article: StoredArticle, judged: Sequence[Judged] = ()) -> Cell:
    marks = ((str(mark), "bold red" if mark.verdict == "conflict" else "green") for mark in judged)
    return Cell((article.outlet or "", ""), ((article.published or "")[:10], "dim"), (article.document_id, "dim"), *marks)


def _article_cells(found: Any) -> list[Cell]:
    return [Cell(((found.published or "")[:10], "")), Cell((found.outlet or "", "")), Cell((found.document_id, "dim")), Cell((found.title or "", "bold"))]


def _event_cells(found: Any) -> list[Cell]:
    cells = event_cells(found.event, Words(found.record))
    return [Cell(*cells[name]) for name in ("when", "event", "type", "who", "whom", "where", "status", "source")] + [_source(found.article, found.judged)]


def _statement_table_cells(found: Any) -> list[Cell]:
    statement, words = found.statement, Words(found.record)
    said = (" ← ".join(words.sources(statement)), ""), (f"({statement.stance})" if statement.stance != "asserts" else "", "italic")
    return [Cell(*said), Cell((found.record.surface(statement.span), "")), _source(found.article, found.judged)]


_TABLES: dict[type, tuple[tuple[str, ...], Callable[[Any], list[Cell]]]] = {
    StoredArticle: (("published", "outlet", "article", "title"), _article_cells),
    StoredEvent: (("when", "event", "type", "who", "to whom", "where", "status", "according to", "article"), _event_cells),
    StoredStatement: (("who says so", "what", "article"), _statement_table_cells),
}
