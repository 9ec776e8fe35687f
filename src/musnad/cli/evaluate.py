"""``musnad evaluate``: how good records are, against records marked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="A folder of .gold files, or such files.")],
    records: Annotated[
        str,
        typer.Argument(metavar="RECORDS", help="Records as JSONL or a JSON array; - is standard input."),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score records against reference records marked by hand.

    Prints precision, recall and F1 for each measure, and the record F1, their mean over the main ones. A reference
    that has no record counts as missed.

    \b
    Examples:
      musnad read cases/articles.jsonl --format jsonl -o records.jsonl
      musnad evaluate cases records.jsonl
      musnad read article.txt --format jsonl | musnad evaluate article.gold -
    """
    import json
    import sys

    from musnad.cli.output import open_output
    from musnad.errors import UsageError
    from musnad.evaluation.report import evaluate as score_records
    from musnad.evaluation.report import read_records

    name = "standard input" if records == "-" else records
    try:
        content = sys.stdin.buffer.read() if records == "-" else Path(records).read_bytes()
        text = content.decode("utf-8")
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: not UTF-8 at byte {error.start}: not records of `musnad read`") from error
    result = score_records(gold, read_records(text, name))
    for unknown in result.unknown:
        typer.echo(f"musnad: no reference record for {unknown}: not scored", err=True)
    if result.missing:
        typer.echo(f"musnad: no record for: {', '.join(result.missing)}", err=True)
    with open_output(None) as write:
        write((json.dumps(result.figures(), ensure_ascii=False) if as_json else result.table()) + "\n")
