"""``musnad knowledge``: check a user's own tables, and show what the program knows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from musnad.knowledge.columns import Column

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True)


@app.callback()
def knowledge() -> None:
    """Check your own tables of knowledge, and show what Musnad knows.

    A folder of tables with your actors, outlets, places and verbs lies over Musnad's under `musnad read --knowledge`.
    docs/knowledge.md tells how to write one.

    \b
    Examples:
      musnad knowledge columns people
      musnad knowledge check my_folder
      musnad knowledge show رويترز
    """


@app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Your folder of tables; without it Musnad's own are checked.")] = None,
) -> None:
    """Check the tables of a folder before you use it.

    Prints one line a fault: file, line, column, what is wrong and what to do. The exit code is 1 if there is any.

    \b
    Examples:
      musnad knowledge check my_folder
      musnad knowledge check
    """
    from musnad.cli.output import open_output
    from musnad.errors import UsageError
    from musnad.knowledge.check import check_folder, count_rows

    if folder is not None and not folder.is_dir():
        raise UsageError(f"{folder}: no such folder")
    faults = check_folder(folder)
    with open_output(None) as write:
        for fault in faults:
            write(f"{fault}\n")
        if not faults:
            files, rows = count_rows(folder)
            write(f"{rows} rows in {files} {'file' if files == 1 else 'files'}: no fault\n")
    if faults:
        typer.echo(f"musnad: {len(faults)} {'fault' if len(faults) == 1 else 'faults'}", err=True)
        raise typer.Exit(1)


@app.command()
def show(
    words: Annotated[list[str], typer.Argument(metavar="WORD...", help="A name or word, in Arabic or English.")],
    folder: Annotated[Path | None, typer.Option("--knowledge", metavar="DIR", help="Your folder, laid over Musnad's tables.")] = None,
) -> None:
    """Show what Musnad knows of a name or word.

    Prints the rows that hold it, with file and line, and for one word the ways in which it can be read. The exit code
    is 1 if nothing is known.

    \b
    Examples:
      musnad knowledge show غوتيريش
      musnad knowledge show "United Nations"
      musnad knowledge show سيقتلون
      musnad knowledge show "لجنة المدار" --knowledge my_folder
    """
    from musnad.cli.output import open_output
    from musnad.knowledge import use_folder
    from musnad.knowledge.lookup import find_rows, near, readings

    use_folder(folder)
    word = " ".join(words)
    rows = find_rows(word, folder)
    ways = readings(word) if " " not in word else []
    with open_output(None) as write:
        for found in rows:
            write(f"{found.file} line {found.line}\n")
            write("".join(f"  {column:<12}{cell.replace('|', ' | ')}\n" for column, cell in found.cells.items()))
        if ways:
            write(f"read as\n{''.join(f'  {way}{chr(10)}' for way in ways)}")
    if not rows and not ways:
        like = near(word)
        typer.echo(f"musnad: nothing is known of {word}" + (f"; near it: {', '.join(like)}" if like else ""), err=True)
        raise typer.Exit(1)


@app.command()
def columns(
    table: Annotated[str | None, typer.Argument(metavar="[TABLE]", help="A table; without it all are listed.")] = None,
) -> None:
    """List the tables, or the columns of one with what they hold.

    \b
    Examples:
      musnad knowledge columns
      musnad knowledge columns media
    """
    from musnad.cli.output import open_output
    from musnad.errors import UsageError
    from musnad.knowledge.cells import nearest
    from musnad.knowledge.columns import WORD_LISTS, tables

    name = (table or "").removesuffix(".tsv")
    if name and name not in tables():
        raise UsageError(f"no table {name}; {nearest(name, tables())}")
    with open_output(None) as write:
        if not name:
            write("".join(f"{t.name + '.tsv':<26}{t.what}\n" for t in tables().values() if not t.closed))
            write("".join(f"{word_list + '.txt':<26}{what}\n" for word_list, what in WORD_LISTS.items()))
            return
        write(f"{name}.tsv: {tables()[name].what}\n")
        width = max(map(len, tables()[name].names)) + 2
        write("".join(_column(column, width) for column in tables()[name].columns))


def _column(column: Column, width: int) -> str:
    """A column with its meaning, its marks and the codes it may hold; names take ``width`` characters."""
    from musnad.knowledge.columns import codes

    marks = [word for word, holds in (("needed", column.needed), ("names the row", column.key), ("several, with | between", column.several)) if holds]
    lines = [f"  {column.name:<{width}}{column.what}" + (f" ({'; '.join(marks)})" if marks else "")]
    listed = codes().get(column.holds, {})
    if listed and not any(listed.values()):
        lines.append(" " * (width + 2) + " ".join(listed))
    elif listed:
        lines += [f"{' ' * (width + 2)}{code:<12}{what}" for code, what in listed.items()]
    return "\n".join(lines) + "\n"
