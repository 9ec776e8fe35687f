"""``musnad happenings``: the happenings of a store."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from musnad.corroboration.happenings import Happening
    from musnad.export.happenings import Documents, Marks
    from musnad.store.reports import HappeningFilters

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


class Format(StrEnum):
    """What happenings look like."""

    table = "table"
    json = "json"
    tree = "tree"


@app.command()
def happenings(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A store that was corroborated.")],
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One happening, by its id or the beginning of it; shown as a tree.")] = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help="Only of this PLOVER type, as SANCTION.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only what ended on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only what began on this day or earlier.")] = None,
    origins: Annotated[int, typer.Option(min=0, metavar="N", help="Only what at least N independent origins tell.")] = 0,
    outlets: Annotated[int, typer.Option(min=0, metavar="N", help="Only what at least N outlets report.")] = 0,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Show at most N.")] = 50,
    format: Annotated[Format | None, typer.Option("--format", "-f", help="How to print them; if not given, a tree for one, else a table.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE; it appears, whole, when all is done.")] = None,
) -> None:
    """Show what happened by how many independent origins tell it, and who disputes it.

    The best attested come first. A tree shows each origin, through whom it came, and the article with the characters where it
    stands; then who denies or contradicts it, and the figures that differ.

    \b
    Examples:
      musnad happenings news.db --origins 3
      musnad happenings news.db 3f0c
      musnad happenings news.db --type ASSAULT --since 2018-04-01 --format json
    """
    from musnad.cli.output import open_output
    from musnad.errors import UsageError
    from musnad.store import open_store
    from musnad.store.happenings import documents, judged, pending

    filters: HappeningFilters = {"origins": origins, "outlets": outlets}
    if id:
        filters["id"] = id.lower()
    if type:
        filters["type"] = type.upper()
    if since:
        filters["since"] = _day(since)
    if until:
        filters["until"] = _day(until)
    with open_store(store, create=False) as opened:
        found = list(islice(opened.happenings(**filters), limit))
        names = {key: value for happening in found for key, value in documents(opened, happening).items()}
        marks = {happening.id: judged(opened, happening) for happening in found}
        waiting = pending(opened)
    if id and not found:
        raise UsageError(f"{store}: no happening {id}; list them with: musnad happenings {store}")
    with open_output(output) as write:
        write(printed(found, format or (Format.tree if id else Format.table), names, marks))
    if waiting:
        typer.echo(f"{waiting} articles are not corroborated yet: musnad corroborate {store}", err=True)


def printed(found: Sequence[Happening], format: StrEnum, documents: Documents, marks: Marks | None = None) -> str:
    """Happenings in one of the formats; ``marks`` are what people have judged of them."""
    from musnad.export.happenings import as_json, as_table, as_trees

    if format == "json":
        return as_json(found, documents, marks or {})
    return as_trees(found, documents, marks or {}) if format == "tree" else as_table(found)


def _day(date: str) -> str:
    from datetime import date as day

    from musnad.errors import UsageError

    try:
        return day.fromisoformat(date).isoformat()
    except ValueError as error:
        raise UsageError(f"{date!r} is no day: write it as 2018-05-14") from error
