"""``musnad find``: what a store has to say."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from musnad.store import Filters

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
Several = list[str] | None


class Format(StrEnum):
    """What is found looks like."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


class What(StrEnum):
    """What is looked for."""

    articles = "articles"
    events = "events"
    statements = "statements"


@app.command()
def find(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A file, or postgresql://user@host/database.")],
    words: Annotated[Several, typer.Argument(metavar="[WORD]...", help="Words of the text; those in quotes as they stand.")] = None,
    without: Annotated[Several, typer.Option(metavar="WORD", help="A word that must not be in the text.")] = None,
    what: Annotated[What | None, typer.Option("--what", "-w", help="What to list; if not given, what the filters speak of, else articles.")] = None,
    actor: Annotated[Several, typer.Option(metavar="WHO", help="Who did it: a country's code (MAR), a knowledge id, or a name in Arabic or English.")] = None,
    recipient: Annotated[Several, typer.Option(metavar="WHO", help="To whom it was done.")] = None,
    place: Annotated[Several, typer.Option(metavar="WHERE", help="Where: a country's code or a name.")] = None,
    speaker: Annotated[Several, typer.Option(metavar="WHO", help="Who says so, in person.")] = None,
    type: Annotated[Several, typer.Option("--type", "-t", metavar="TYPE", help="PLOVER type, as SANCTION.")] = None,
    mode: Annotated[Several, typer.Option(metavar="MODE", help="PLOVER mode, as boycott.")] = None,
    status: Annotated[Several, typer.Option(metavar="STATUS", help="occurred, ongoing, planned, possible, hypothetical or negated.")] = None,
    stance: Annotated[Several, typer.Option(metavar="STANCE", help="Of statements: asserts, denies, doubts, asks, promises or threatens.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From this day, month or year on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day, month or year.")] = None,
    outlet: Annotated[Several, typer.Option(metavar="NAME", help="Outlet, in Arabic or English.")] = None,
    origins: Annotated[
        int, typer.Option(min=0, metavar="N", help="Events of happenings that at least N independent origins tell; after `musnad corroborate`.")
    ] = 0,
    article: Annotated[str | None, typer.Option(metavar="ARTICLE", help="One article: its id, its URL or its number in the store.")] = None,
    machine: Annotated[bool, typer.Option("--machine", help="What the machine read, without the corrections of people.")] = False,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print what is found.")] = Format.table,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="How many to list at a time.")] = 20,
    page: Annotated[int, typer.Option("--page", "-p", min=1, metavar="N", help="Which of the pages of so many.")] = 1,
) -> None:
    """Find articles, events and statements in a store.

    Words are found in any spelling, with and without the article and what else is written onto them. An option that is given
    several times holds if one of its values does; different ones must all hold. With words the best articles come first,
    without them the latest.

    \b
    Examples:
      musnad find news.db "الصحراء الغربية" --since 2018-05
      musnad find news.db --actor MAR --recipient IRN --type SANCTION --status occurred
      musnad find news.db نفط --without بغداد --what statements --speaker رويترز
      musnad find news.db --actor "António Guterres" --format jsonl --limit 1000
    """
    from musnad.cli.output import open_output
    from musnad.export.found import Listing
    from musnad.store import open_store
    from musnad.store.behind import behind
    from musnad.store.criteria import criteria

    given: dict[str, Any] = {
        "words": [_phrase(word) for word in words or []] + [f"-{_phrase(word)}" for word in without or []],
        "actor": actor,
        "recipient": recipient,
        "place": place,
        "speaker": speaker,
        "outlet": outlet,
        "type": type,
        "mode": mode,
        "status": status,
        "stance": stance,
        "since": since,
        "until": until,
        "machine": machine,
        "origins": origins,
        "article": article,
    }
    filters: Filters = {name: value for name, value in given.items() if value}  # type: ignore[assignment]
    kind = what or What(criteria(filters).speaks_of)
    with open_store(store, create=False) as opened, open_output(None) as write:
        found = list(getattr(opened, kind)(limit=limit, skip=(page - 1) * limit, **filters))
        excerpts = list(opened.excerpts(found, filters["words"])) if kind is What.articles and "words" in filters else []
        width, colours = _terminal()
        known = behind(opened, found) if kind is What.events and format is not Format.table else {}
        write(Listing(kind.value, found, excerpts, known).render(format, width, colours))
        if format is Format.table:
            write(_count(kind, opened.count(kind, **filters), len(found), limit, page))
        if origins and (waiting := opened.pending()):
            typer.echo(f"musnad: {waiting} articles are not corroborated yet: musnad corroborate {store}", err=True)


def _phrase(word: str) -> str:
    """A word of the command line; what the shell was given in quotes is a phrase."""
    return f'"{word}"' if " " in word.strip() and not any(mark in word for mark in '"“”«»') else word


def _terminal() -> tuple[int, str | None]:
    """Width and colours of the terminal; without one the same text everywhere."""
    from musnad.cli.progress import is_terminal

    if not is_terminal("stdout"):
        return 120, None
    from rich.console import Console

    console = Console()
    return console.width, None if console.no_color else console.color_system


def _count(kind: What, total: int, shown: int, limit: int, page: int) -> str:
    """How many there are, which of them these are, and how to see more."""
    first = (page - 1) * limit + 1
    if not shown:
        return f"no {kind} found\n" if not total else f"{total} {kind}; there is no page {page}\n"
    more = f"; more with --page {page + 1}" if first + shown <= total else ""
    return f"{first}–{first + shown - 1} of {total} {kind}{more}\n"
