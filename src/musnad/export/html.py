"""HTML for notebooks: the article with its events and statements marked, and both as tables. No assets, no scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise

from musnad.export.words import OUTLET, Words, encodable
from musnad.record import Record, Span, Statement

_FRAME = "direction:rtl;text-align:right;line-height:1.8;max-width:60em"
_TRIGGER = "background:#ffe08a;color:#000;border-radius:3px"
_STATEMENT = "background:#d9ecff;color:#000"
_FURNITURE = "opacity:.45"
_CELL = "text-align:right;vertical-align:top;padding:2px 8px"
_EVENT_HEAD = ("", "الحدث", "النوع", "الفاعل", "المتلقي", "المكان", "الزمان", "الحال", "بحسب")
_STATEMENT_HEAD = ("", "القول", "القائل", "السلسلة", "الصيغة", "الموقف")


def notebook(record: Record) -> str:
    """One record as a fragment of HTML, right to left, everything from the article escaped."""
    words = Words(record)
    article = record.article
    about = " · ".join(_bdi(part) for part in (article.outlet, article.published, article.id) if part)
    parts = [
        f'<div dir="rtl" lang="ar" style="{_FRAME}">',
        f"<h3>{_bdi(article.title or article.id)}</h3><p>{about}</p>",
        *(f"<p><em>{_bdi(note)}</em></p>" for note in record.notes),
        f"<details><summary>النص</summary><p>{''.join(_marked(record))}</p></details>",
    ]
    if record.events:
        parts.append(_table(_EVENT_HEAD, _event_rows(words)))
    if record.statements:
        parts.append(_table(_STATEMENT_HEAD, _statement_rows(words)))
    return "".join([*parts, "</div>"])


def _marked(record: Record) -> Iterator[str]:
    """The text cut where a mark begins or ends; marks overlap, so each piece has the styles of all that cover it."""
    text = record.article.text
    layers: list[tuple[Span, str, str]] = [(s.span, _STATEMENT, s.id) for s in record.statements]
    layers += [(e.trigger, _TRIGGER, f"{e.id} {e.type}") for e in record.events]
    layers += [(span, _FURNITURE, "") for span in record.furniture]
    edges = sorted({0, len(text), *(edge for span, _, _ in layers for edge in span)})
    for start, end in pairwise(edges):
        piece = _escaped(text[start:end]).replace("\n", "<br>")
        over = [(style, name) for span, style, name in layers if span[0] <= start and end <= span[1]]
        if not over:
            yield piece
            continue
        styles, names = ";".join(style for style, _ in over), " ".join(name for _, name in over if name)
        yield f'<span style="{styles}" title="{escape(names)}">{piece}</span>'


def _event_rows(words: Words) -> Iterator[list[str]]:
    for event in words.record.events:
        statement = words.statement(event)
        own = _bdi(words.record.article.outlet or OUTLET)
        yield [
            _bdi(f"{event.id} = {event.same}" if event.same else event.id),
            _bdi(words.record.surface(event.trigger)),
            _bdi(f"{event.type} {event.mode}" if event.mode else event.type),
            *(_list(words.names(role)) for role in (event.actor, event.recipient, event.place)),
            _bdi(event.when or ""),
            _bdi(event.status),
            _chain(words, statement) if statement else own,
        ]


def _statement_rows(words: Words) -> Iterator[list[str]]:
    for statement in words.record.statements:
        yield [
            _bdi(statement.id),
            _bdi(words.record.surface(statement.span)),
            _list(words.names(statement.speaker)),
            _chain(words, statement),
            _bdi(statement.form),
            _bdi(statement.stance),
        ]


def _table(head: Iterable[str], rows: Iterable[list[str]]) -> str:
    """A table of cells that are HTML already."""
    top = "".join(f'<th style="{_CELL}">{name}</th>' for name in head)
    body = "".join("<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in row) + "</tr>" for row in rows)
    return f'<table dir="rtl"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'


def _chain(words: Words, statement: Statement) -> str:
    return " ← ".join(map(_bdi, words.sources(statement)))


def _list(names: list[str]) -> str:
    return "، ".join(map(_bdi, names))


def _bdi(text: str) -> str:
    """Text isolated from the direction of what stands beside it."""
    return f"<bdi>{_escaped(text)}</bdi>"


def _escaped(text: str) -> str:
    return escape(encodable(text))
