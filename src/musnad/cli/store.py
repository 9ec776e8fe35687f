"""``musnad store``: what is in a store, copies of it, room in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from musnad.store.upkeep import Info

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)
STORE = Annotated[str, typer.Argument(metavar="STORE", help="A file, or postgresql://user@host/database.")]
SHOWN = 10  # outlets


@app.callback()
def store() -> None:
    """Look after a store: see what is in it, copy it, make room.

    \b
    Examples:
      musnad store info news.db
      musnad store backup news.db copies/news.db
      musnad store vacuum news.db
    """


@app.command()
def info(store: STORE, json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False) -> None:
    """Show what is in a store.

    How many articles, versions, records, events and statements, from which outlets and days, read by which versions of Musnad, how
    large it is, and that, when and why something was taken out of it.

    \b
    Example:
      musnad store info news.db
    """
    from dataclasses import asdict
    from json import dumps

    from musnad.cli.output import open_output
    from musnad.store import open_store
    from musnad.store.upkeep import info as look

    with open_store(store, create=False) as opened, open_output(None) as write:
        found = look(opened)
        write(dumps(asdict(found), ensure_ascii=False, indent=2) + "\n" if json else _told(found))


@app.command()
def backup(
    store: STORE, target: Annotated[str, typer.Argument(metavar="TARGET", help="A file that is not there yet, or the URL of an empty database.")]
) -> None:
    """Copy a store, whole and of one moment, while others may go on using it.

    The copy is a store like any other. With a URL on one side and a file on the other a store moves from SQLite to
    PostgreSQL or back.

    \b
    Examples:
      musnad store backup news.db copies/news.db
      musnad store backup news.db postgresql://me@db.example.org/news
    """
    from musnad.store import open_store
    from musnad.store.upkeep import backup as copy

    with open_store(store, create=False) as opened:
        place = copy(opened, target)
    typer.echo(f"musnad: copied to {place}", err=True)


@app.command()
def vacuum(store: STORE) -> None:
    """Give unused room back to the disk, and bring the index and the statistics up to date.

    Nothing else may use the store meanwhile.

    \b
    Example:
      musnad store vacuum news.db
    """
    from musnad.store import open_store
    from musnad.store.upkeep import vacuum as make_room

    with open_store(store, create=False) as opened:
        before, after = make_room(opened)
    typer.echo(f"musnad: {_size(before)} before, {_size(after)} now", err=True)


def _told(found: Info) -> str:
    """The facts, one a line."""
    from musnad.export.words import isolated

    days = f"{(found.first or '?')[:10]} to {(found.last or '?')[:10]}"
    lines = [
        ("store", f"{found.place}, {found.database}, {_size(found.bytes)}"),
        ("made", f"{found.made}; last written by Musnad {found.musnad}"),
        ("articles", f"{found.articles} in {found.versions} versions, published {days}" if found.articles else "none"),
        ("records", f"{found.records}, with {found.events} events and {found.statements} statements that are searched"),
    ]
    lines += [("read by", f"{name}: {count}") for name, count in found.analysers.items()]
    lines += [("judged", f"{found.judgements} judgements; {found.judged} articles are searched as people have corrected them")] if found.judgements else []
    lines += [("waiting", f"{found.waiting} read by an older Musnad only: musnad add {found.place}")] if found.waiting else []
    lines += [("outlet", f"{isolated(name) if name else '(none)'}: {count}") for name, count in list(found.outlets.items())[:SHOWN]]
    lines += [("", f"and {len(found.outlets) - SHOWN} more outlets")] if len(found.outlets) > SHOWN else []
    lines += [("removed", f"{r.what}, {r.removed}" + (f": {isolated(r.why)}" if r.why else "")) for r in found.removals]
    return "".join(f"{name:<10}{text}\n" for name, text in lines)


def _size(count: int) -> str:
    """Bytes as people say them."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"
