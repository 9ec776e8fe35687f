"""``musnad schema``: the contract of the records."""

from __future__ import annotations

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record.

    It describes one line of `musnad read --format jsonl`, and each item of `--format json`.

    \b
    Example:
      musnad schema > record.schema.json
    """
    import json

    from musnad.cli.output import open_output
    from musnad.export.schema import schema as record_schema

    with open_output(None) as write:
        write(json.dumps(record_schema(), ensure_ascii=False, indent=2) + "\n")
