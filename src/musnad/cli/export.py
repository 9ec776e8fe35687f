"""``musnad export``: all records of a store."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from musnad.store import Store

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


class Format(StrEnum):
    """What records look like."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


@app.command()
def export(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A file, or postgresql://user@host/database.")],
    format: Annotated[Format, typer.Option("--format", "-f", help="A record a line, or an event a row; Parquet needs musnad[parquet].")] = Format.jsonl,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE; it appears, whole, when all is done.")] = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the articles' texts out of JSON.")] = False,
    machine: Annotated[bool, typer.Option("--machine", help="What the machine read, without the corrections of people.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write full texts without asking.")] = False,
) -> None:
    """Write all records of a store, as `musnad read` prints them.

    They are the records that are searched: of the latest version of each article, by the newest analyser, in the order in which
    articles were added, as people have corrected them: `judgements`, or the column `judged`, tells who did. Full texts may be under
    copyright: you are asked before they are written.

    \b
    Examples:
      musnad export news.db --no-text -o records.jsonl
      musnad export news.db --format csv -o events.csv
      musnad export news.db --format parquet -o events.parquet
    """
    from musnad.cli.output import open_output
    from musnad.cli.progress import agree, is_terminal
    from musnad.errors import UsageError
    from musnad.store import open_store

    if format is Format.parquet and output is None and is_terminal("stdout"):
        raise UsageError("--format parquet is not for terminals: write it to a file with -o FILE")
    if format is Format.jsonl and not no_text and not yes:
        agree("the full texts of all articles will be written, which their outlets may not allow to be passed on", "--yes, or --no-text")
    with open_store(store, create=False) as opened, open_output(output) as write:
        for piece in _pieces(opened, format, text=not no_text, machine=machine):
            write(piece)


def _pieces(store: Store, format: Format, *, text: bool, machine: bool) -> Iterator[str | bytes]:
    """All of the store in a format, piece by piece."""
    from musnad import __version__
    from musnad.export.csv import NUMBERS, line
    from musnad.export.parquet import parquet
    from musnad.record import SCHEMA
    from musnad.store.exporting import json_lines, table

    if format is Format.jsonl:
        yield from json_lines(store, text=text, machine=machine)
        return
    head, rows = table(store, machine=machine)
    yield from parquet(head, rows, {"musnad": __version__, "schema": SCHEMA}, NUMBERS) if format is Format.parquet else map(line, chain((head,), rows))
