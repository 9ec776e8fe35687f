"""``musnad explain``: why an event was coded as it was, in words."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from musnad.export.reload import Printed

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

SHOWN = 8  # articles or events named in an error


class Language(StrEnum):
    """What the explanation is written in."""

    ar = "ar"
    en = "en"


@app.command()
def explain(
    records: Annotated[str, typer.Argument(metavar="RECORDS", help="What `musnad read --format jsonl` wrote; - is standard input.")],
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id (v3); ARTICLE:v3 where the file holds several articles.")],
    lang: Annotated[Language, typer.Option("--lang", "-l", help="Language of the explanation: ar or en.")] = Language.en,
    as_json: Annotated[bool, typer.Option("--json", help="Print the same as JSON.")] = False,
) -> None:
    """Explain in words why an event was coded so.

    Shows the word that reports it in its sentence, the type and mode with the lexicon entry behind them, who, whom,
    where and when with the words each was read from, what made it happened, planned or denied, the chain of sources
    from the origin to you, what each of them says of it, and where it is told again.

    \b
    Examples:
      musnad read article.txt --published 2021-11-24 --format jsonl -o records.jsonl
      musnad explain records.jsonl v3
      musnad explain records.jsonl v3 --lang ar
      musnad read article.txt --format jsonl | musnad explain - v1
      musnad explain many.jsonl article-7:v2 --json

    \b
    A record printed with --no-text is explained by offsets alone.
    """
    import json

    from musnad.cli.output import open_output
    from musnad.errors import UsageError
    from musnad.export.explain import as_json as json_of
    from musnad.export.explain import as_text
    from musnad.export.explanation import Explained
    from musnad.export.reload import printed_records

    name = "standard input" if records == "-" else records
    article, _, wanted = event.rpartition(":")
    printed = _choose(list(printed_records(read_records(records), name)), article, wanted, name)
    if wanted not in printed.events:
        raise UsageError(f"{printed.where}: no event {wanted} in {printed.id}: it has {_some(printed.events) or 'none'}")
    facts = Explained.of(printed.record(), wanted, has_text=printed.has_text)
    with open_output(None) as write:
        write(json.dumps(json_of(facts, lang), ensure_ascii=False, indent=2) + "\n" if as_json else as_text(facts, lang))


def read_records(records: str) -> str:
    """The content of a file of records, or of standard input for ``-``. Raises UsageError if it cannot be read."""
    import sys

    from musnad.errors import UsageError

    name = "standard input" if records == "-" else records
    try:
        content = sys.stdin.buffer.read() if records == "-" else Path(records).read_bytes()
        return content.decode("utf-8")
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: not UTF-8 at byte {error.start}: give the output of `musnad read --format jsonl`") from error


def _choose(held: list[Printed], article: str, wanted: str, name: str) -> Printed:
    """The record that is meant. Raises UsageError that says what there is to choose from."""
    from musnad.errors import UsageError

    if not held:
        raise UsageError(f"{name}: no records: give the output of `musnad read --format jsonl`")
    if not article and len(held) > 1:
        raise UsageError(f"{name}: {len(held)} records: say which, as {held[0].id}:{wanted}; there are {_some([p.id for p in held])}")
    found = held if not article else [p for p in held if p.id == article]
    if not found:
        raise UsageError(f"{name}: no record of the article {article}; there are {_some([p.id for p in held])}")
    return found[0]


def _some(ids: list[str]) -> str:
    """The first few ids, and how many more."""
    more = len(ids) - SHOWN
    return ", ".join(ids[:SHOWN]) + (f" and {more} more" if more > 0 else "")
