"""``musnad export``: all records of a store."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


class Format(StrEnum):
    """What records look like."""

    jsonl = "jsonl"
    csv = "csv"


@app.command()
def export(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A file, or postgresql://user@host/database.")],
    format: Annotated[Format, typer.Option("--format", "-f", help="A record a line, or an event a row.")] = Format.jsonl,
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
    """
    from musnad.cli.output import open_output
    from musnad.cli.progress import agree
    from musnad.export.csv import HEADER, JUDGED_HEADER
    from musnad.store import open_store
    from musnad.store.exporting import csv_lines, json_lines

    if format is Format.jsonl and not no_text and not yes:
        agree("the full texts of all articles will be written, which their outlets may not allow to be passed on", "--yes, or --no-text")
    with open_store(store, create=False) as opened, open_output(output) as write:
        write("" if format is Format.jsonl else HEADER if machine else JUDGED_HEADER)
        for line in csv_lines(opened, machine=machine) if format is Format.csv else json_lines(opened, text=not no_text, machine=machine):
            write(line)
