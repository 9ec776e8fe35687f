"""``musnad review``: people correct what the machine read, one event at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from musnad.store import Store
    from musnad.store.judgements import Ledger, Review

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def review(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A file, or postgresql://user@host/database.")],
    author: Annotated[str | None, typer.Option(metavar="NAME", help="Who judges; if not given, the name that you are logged in by.")] = None,
    type: Annotated[list[str] | None, typer.Option("--type", "-t", metavar="TYPE", help="Ask for events of this PLOVER type, as SANCTION.")] = None,
    article: Annotated[str | None, typer.Option(metavar="ARTICLE", help="One article: its id, its URL or its number in the store.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="How many events to ask for.")] = None,
    second: Annotated[
        bool, typer.Option("--second", help="Ask for second opinions: events that one other person alone has judged, without what they said.")
    ] = False,
    agreement: Annotated[bool, typer.Option("--agreement", help="Show how far two people agree who judged the same, by field.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="List all judgements, conflicts between people, and judgements that fit nothing any more.")] = False,
    export: Annotated[Path | None, typer.Option("--export", metavar="FILE", help="Write all judgements to FILE as JSON, one a line.")] = None,
    import_: Annotated[Path | None, typer.Option("--import", metavar="FILE", help="Take in the judgements of such a file.")] = None,
) -> None:
    """Accept, reject and correct what was read, one event at a time.

    The most doubtful events come first. One key judges: a accepts the event with all its fields, r rejects it (there is no such event
    here), e changes a field, s skips it, u undoes your last judgement, ? tells more, q ends. Nothing is overwritten: judgements are laid
    over what the machine read, also over what a newer Musnad reads, and are searched and exported from then on. Where two people disagree
    neither wins, and the field stays as the machine has it.

    \b
    Examples:
      musnad review news.db --author "منى" --type ASSAULT
      musnad review news.db --author "هدى" --second
      musnad review news.db --agreement
      musnad review news.db --list
      musnad review news.db --export judgements.jsonl
      musnad review other.db --import judgements.jsonl
    """
    from musnad.errors import UsageError
    from musnad.store import open_store
    from musnad.store.judgements import Ledger

    if list_ + agreement + second + (export is not None) + (import_ is not None) > 1:
        raise UsageError("give one of --second, --agreement, --list, --export and --import")
    with open_store(store, create=False) as opened:
        ledger = Ledger(opened)
        if agreement:
            _agreement(opened)
        elif list_:
            _list(opened, ledger, author, article)
        elif export is not None:
            _export(ledger, export)
        elif import_ is not None:
            _import(ledger, import_)
        else:
            _judge(opened, ledger, author or _login(), [name.upper() for name in type or []], article, limit, second=second)


def _judge(store: Store, ledger: Ledger, author: str, types: list[str], article: str | None, limit: int | None, *, second: bool) -> None:
    from musnad.cli.judging import Session
    from musnad.cli.keys import Terminal
    from musnad.cli.progress import is_terminal
    from musnad.errors import UsageError
    from musnad.export.schema import VALUES
    from musnad.store.forgetting import find_article
    from musnad.store.reviewing import Queue

    unknown = set(types) - set(VALUES["Event"]["type"])
    if unknown:
        raise UsageError(f"type {min(unknown)!r}: there are {', '.join(VALUES['Event']['type'])}")
    if article is not None:
        find_article(store, article)
    if not (is_terminal("stdin") and is_terminal("stdout")):
        raise UsageError("judging goes by single keys and needs a terminal; without one there are --list, --export and --import")
    session = Session(Queue(store, author, types, article, second), ledger, Terminal())
    session.run(limit)


def _login() -> str:
    import getpass

    from musnad.errors import UsageError

    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise UsageError("it is not known who you are: give --author NAME") from error


def _list(store: Store, ledger: Ledger, author: str | None, article: str | None) -> None:
    from musnad.cli.output import open_output
    from musnad.export.judged import ledger_lines
    from musnad.store.forgetting import find_article

    number = None if article is None else find_article(store, article)
    reviews = list(ledger.reviews() if number is None else [ledger.review(number)])
    judgements = sorted((j for r in reviews for j in r.judgements if author in (None, j.author)), key=lambda j: j.number)
    conflicts, orphans = list(_conflicts(reviews)), [j for r in reviews if r.corrected for j in r.corrected.orphans]
    absent = sum(len(r.judgements) for r in reviews if r.corrected is None)
    with open_output(None) as write:
        write("".join(f"{line}\n" for line in ledger_lines(judgements)))
        for heading, lines in (
            ("in conflict", conflicts),
            ("orphaned: what they were of is not in the text or was not read any more", list(ledger_lines(orphans))),
        ):
            write(f"\n{heading}:\n" + "".join(f"{line}\n" for line in lines) if lines else "")
        undone = sum(j.undone_by is not None for j in judgements)
        told = f"judgements: {len(judgements)}, undone: {undone}, conflicts: {len(conflicts)}, orphaned: {len(orphans)}"
        write(f"{told}{f', on articles that are not in the store: {absent}' if absent else ''}\n")


def _agreement(store: Store) -> None:
    from musnad.cli.output import open_output
    from musnad.store.opinions import agreement, pairs

    found = agreement(pairs(store))
    with open_output(None) as write:
        for one in found:
            chance = "" if one.kappa is None else f", Cohen's kappa {one.kappa:.2f}"
            write(f"{one.layer + ' ' + one.field if one.field != one.layer else one.layer:<22}{one.agreed:>5} of {one.pairs:<5}{one.rate:>6.1%}{chance}\n")
        if not found:
            write("nobody has given a second opinion yet: musnad review STORE --second asks for it\n")


def _conflicts(reviews: list[Review]) -> Iterator[str]:
    """Each field on which people disagree, with what each says of it."""
    from musnad.export.judged import side_words
    from musnad.export.words import isolated

    for found in reviews:
        for mark in found.corrected.conflicts if found.corrected else []:
            first = mark.judgements[0]
            sides = " ≠ ".join(side_words(judgement, mark.field) for judgement in mark.judgements)
            yield f"      {isolated(found.document)} · {mark.layer} {isolated(first.span.text)}, {mark.field}: {sides}"


def _export(ledger: Ledger, file: Path) -> None:
    from musnad.cli.output import open_output

    count = 0
    with open_output(file) as write:
        for line in ledger.lines():
            write(line)
            count += 1
    typer.echo(f"musnad: {count} judgements written", err=True)


def _import(ledger: Ledger, file: Path) -> None:
    import sys

    from musnad.errors import UsageError

    name = "standard input" if str(file) == "-" else str(file)
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}") from error
    done = ledger.read_in((line.decode("utf-8", "replace") for line in content.split(b"\n")), name)
    for fault in done.faults:
        typer.echo(f"musnad: {fault}", err=True)
    typer.echo(f"musnad: {done.added} judgements taken in, {done.known} known before, {len(done.faults)} lines broken", err=True)
    if done.faults:
        raise typer.Exit(1)
