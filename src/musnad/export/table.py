"""The terminal table: every event with who, to whom, where, when, and according to whom.

Terminals order mixed Arabic and Latin text line by line (Unicode Standard Annex 9), so every piece of Arabic is
isolated (U+2068 … U+2069) where it stands, after wrapping: no cell can then reorder its neighbours. Nothing is reshaped
or reordered here.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from musnad.export.words import FSI, OUTLET, PDI, Words, isolated, showable
from musnad.record import Event, Record

WIDE = 110
_QUAD_STYLES = {"verbal cooperation": "green", "material cooperation": "bold green", "verbal conflict": "red", "material conflict": "bold red"}


class Cell:
    """Lines of text with their styles; each is wrapped to the column, and each piece with Arabic in it isolated."""

    def __init__(self, *lines: tuple[str, str]) -> None:
        self.lines = [(showable(text), style) for text, style in lines if text]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The wrapped lines; one empty line if there is nothing."""
        for text, style in self.lines or [("", "")]:
            for piece in Text(text, style).wrap(console, options.max_width):
                piece.rstrip()
                yield piece if piece.plain.isascii() else Text.assemble(FSI, piece, PDI)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Between the longest word and the longest line."""
        words = max((cell_len(word) for text, _ in self.lines for word in text.split()), default=0)
        lines = max((cell_len(text) for text, _ in self.lines), default=0)
        return Measurement(words, lines).with_maximum(options.max_width)


def table(record: Record, width: int = 120, colours: str | None = None) -> str:
    """One record as text at most ``width`` characters wide; ``colours`` is a colour system of rich, None for none."""
    out = io.StringIO()
    console = console_for(out, width, colours)
    words = Words(record)
    article = record.article
    console.print(Cell((article.title or article.id, "bold")))
    console.print(_isolated_parts([article.outlet, article.published, article.id]), style="dim")
    if record.events:
        console.print(_events(words, wide=width >= WIDE))
    console.print(_summary(record))
    for note in record.notes:
        console.print(Cell((f"note: {note}", "yellow")))
    return trimmed(out)


def console_for(out: TextIO, width: int, colours: str | None) -> Console:
    """A console that writes text of a width, the same everywhere, in the colours of a system of rich's or none."""
    return Console(
        file=out,
        width=width,
        force_terminal=colours is not None,
        legacy_windows=False,
        highlight=False,
        color_system=colours,  # type: ignore[arg-type]
        no_color=colours is None,
    )


def trimmed(out: io.StringIO) -> str:
    """What was written, without the blanks at the ends of lines."""
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _isolated_parts(parts: Iterable[str | None]) -> str:
    return " · ".join(isolated(part) for part in parts if part)


def _events(words: Words, *, wide: bool) -> Table:
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, show_lines=False)
    grid.add_column("", no_wrap=True, style="dim")
    headings = (
        ("event", "type", "who", "to whom", "where", "when", "status", "according to") if wide else ("event", "who", "to whom", "where, when", "according to")
    )
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for event in words.record.events:
        cells = event_cells(event, words)
        kind, when, status = cells["type"], cells["when"], cells["status"]
        if wide:
            columns = [cells["event"], kind, cells["who"], cells["whom"], cells["where"], when, status, cells["source"]]
        else:
            what, place = cells["event"] + kind + status, cells["where"] + when
            columns = [what, cells["who"], cells["whom"], place, cells["source"]]
        grid.add_row(f"{event.id}={event.same}" if event.same else event.id, *(Cell(*column) for column in columns))
    return grid


def event_cells(event: Event, words: Words) -> dict[str, list[tuple[str, str]]]:
    """The lines of each cell of an event, with their styles."""
    style = _QUAD_STYLES.get(event.quad, "")
    first, slash, last = (event.when or "").partition("/")
    return {
        "event": [(words.record.surface(event.trigger), "bold")],
        "type": [(event.type, style), (event.mode or "", style)],
        "who": [(name, "") for name in words.names(event.actor)],
        "whom": [(name, "") for name in words.names(event.recipient)],
        "where": [(name, "") for name in words.names(event.place)],
        "when": [(first + slash, ""), (last, "")],
        "status": [(event.status, "" if event.status == "occurred" else "italic")],
        "source": _source(event, words),
    }


def _source(event: Event, words: Words) -> list[tuple[str, str]]:
    """The chain from its origin on, and the stance if it is no plain assertion."""
    statement = words.statement(event)
    if statement is None:
        return [(OUTLET, "dim")]
    chain = " ← ".join(words.sources(statement))
    return [(chain, ""), (f"({statement.stance})" if statement.stance != "asserts" else "", "italic")]


def _summary(record: Record) -> str:
    again = sum(event.same is not None for event in record.events)
    told = f"{_number(len(record.events), 'event')}{f' ({again} told again)' if again else ''}"
    counts = [
        told,
        _number(len(record.statements), "statement"),
        _number(len(record.entities), "entity", "entities"),
        _number(len(record.dates), "date"),
        _number(len(record.amounts), "amount"),
    ]
    return " · ".join(counts)


def _number(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
