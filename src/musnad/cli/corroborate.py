"""``musnad corroborate``: which reports tell of one happening, who really stands behind them, who disputes them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.happenings import Format

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def corroborate(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A store, or records as `musnad read` wrote them (.jsonl, .json, or - for standard input).")],
    format: Annotated[
        Format, typer.Option("--format", "-f", help="How to print the happenings of records: of a store, use `musnad happenings`.")
    ] = Format.table,
    outlets: Annotated[int, typer.Option(min=1, metavar="N", help="Of records, print only happenings that N outlets report.")] = 1,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE; it appears, whole, when all is done.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on stderr but what failed.")] = False,
) -> None:
    """Group the events of a store into happenings, with their independent origins and those who dispute them.

    In a store, what was added or read anew since the last time is done, a few articles a transaction: it can be stopped and goes
    on where it was. Of a file of records, the happenings are printed and nothing is kept.

    \b
    Examples:
      musnad corroborate news.db
      musnad corroborate records.jsonl --outlets 2 --format tree
      musnad read articles.jsonl --format jsonl | musnad corroborate - --format json
    """
    if store == "-" or store.endswith((".jsonl", ".json")):
        _records(store, format, outlets, output)
    else:
        _store(store, quiet)


def _records(name: str, format: Format, outlets: int, output: Path | None) -> None:
    from musnad.cli.explain import read_records
    from musnad.cli.happenings import printed
    from musnad.cli.output import open_output
    from musnad.corroboration.happenings import corroborate as corroborate_records
    from musnad.export.reload import printed_records

    records = (printed_.record() for printed_ in printed_records(read_records(name), name))
    found = [h for h in corroborate_records(records) if len(h.outlets) >= outlets]
    with open_output(output) as write:
        write(printed(found, format, {}))


def _store(place: str, quiet: bool) -> None:
    from musnad.cli.progress import is_terminal
    from musnad.store import open_store
    from musnad.store.happenings import corroborate as corroborate_store
    from musnad.store.happenings import pending

    with open_store(place, create=False) as store:
        total, done = pending(store), 0
        for n in corroborate_store(store):
            done += n
            if is_terminal("stderr") and not quiet:
                typer.echo(f"\r{done} of {total} articles", err=True, nl=False)
    if not quiet:
        typer.echo(f"{is_terminal('stderr') * chr(13)}{done} article{'s' * (done != 1)} corroborated", err=True)
