"""An article's text as pieces for a page: cut where a mark begins or ends, so that overlapping marks are properly nested.

The pieces joined are the text, character for character: what a script finds at an offset of the page's text is what stands there in the
record. A mark is a part of the record with a span; a statement within a statement has a depth.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from musnad.record import Record, Span
from musnad.web.counts import paint

DEEPEST = 3  # shades of nested statements; deeper ones share the last


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of the record at a place of the text.

    ``kind`` is event, statement, cue, entity, date, amount, framing or furniture; ``paint`` the class that colours an event or a statement.
    """

    start: int
    end: int
    kind: str
    part: str
    depth: int = 0
    paint: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters under the same marks. ``anchor`` is whether a mark begins here, ``event`` the event that the piece names, if it does."""

    start: int
    text: str
    classes: str
    parts: str
    anchor: bool
    event: str | None


def marks_of(record: Record) -> list[Mark]:
    """All marks of a record, in text order, the longer first."""
    found = [Mark(*e.trigger, "event", e.id, paint=paint(e.quad)) for e in record.events]
    found += [Mark(*s.span, "statement", s.id, depth := _depth(record, s.span), f"depth{depth}") for s in record.statements]
    found += [Mark(*span, "cue", s.id) for s in record.statements for span in s.cue]
    found += [Mark(*span, "entity", e.id) for e in record.entities for span in e.mentions]
    found += [Mark(*d.span, "date", d.id) for d in record.dates]
    found += [Mark(*a.span, "amount", a.id) for a in record.amounts]
    found += [Mark(*f.span, "framing", f.entity or "") for f in record.framings]
    found += [Mark(*span, "furniture", "") for span in record.furniture]
    return sorted(set(found), key=lambda mark: (mark.start, -mark.end, mark.kind, mark.part))


def _depth(record: Record, span: Span) -> int:
    """How many statements hold this one."""
    around = {s.span for s in record.statements if s.span != span and s.span[0] <= span[0] and span[1] <= s.span[1]}
    return min(len(around), DEEPEST)


def paragraphs(text: str, marks: list[Mark]) -> Iterator[list[Piece]]:
    """The pieces of each line of a text, its line break with the last."""
    lines = _lines(text)
    edges = sorted({*(start for start, _ in lines), len(text), *(edge for m in marks for edge in (m.start, m.end))})
    begins = {m.start for m in marks}
    waiting, at, row = deque(pairwise(edges)), 0, list[Mark]()
    for _, last in lines:
        line = []
        while waiting and waiting[0][1] <= last:
            start, end = waiting.popleft()
            while at < len(marks) and marks[at].start <= start:
                row.append(marks[at])
                at += 1
            row = [m for m in row if m.end > start]
            line.append(_piece(text, start, end, row, start in begins))
        yield line


def _lines(text: str) -> list[Span]:
    """Where each line begins and ends, the break within it."""
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        lines.append((at, at + len(line)))
        at += len(line)
    return lines


def _piece(text: str, start: int, end: int, over: list[Mark], begins: bool) -> Piece:
    classes = dict.fromkeys(m.kind for m in over)
    paints = {m.kind: m.paint for m in over if m.paint}  # of statements within each other the innermost
    event = next((m.part for m in over if m.kind == "event"), None)
    return Piece(start, text[start:end], " ".join([*classes, *paints.values()]), " ".join(dict.fromkeys(m.part for m in over if m.part)), begins, event)
