"""The program ``musnad``: its commands, and what happens to errors on their way to the user."""

from __future__ import annotations

import signal
import sys
import warnings
from importlib import import_module
from io import TextIOWrapper
from types import FrameType
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from musnad import __version__
from musnad.errors import ModelWarning, MusnadError

COMMANDS = (
    "read",
    "explain",
    "add",
    "watch",
    "find",
    "corroborate",
    "happenings",
    "diff",
    "review",
    "serve",
    "export",
    "forget",
    "store",
    "evaluate",
    "knowledge",
    "schema",
)

_EPILOG = """\b
Start here:
  musnad read article.txt --published 2021-11-24
  musnad read articles.jsonl --format jsonl -o records.jsonl
  musnad explain records.jsonl ARTICLE:v1
  musnad add news.db articles.jsonl
  musnad find news.db --actor MAR --type SANCTION --since 2018-05
  musnad serve news.db
  musnad COMMAND --help

\b
Exit codes: 0 all went well, 1 an article or a file could not be read, 2 the command was wrong, 130 stopped with Ctrl-C.
"""


class LazyGroup(TyperGroup):
    """Commands that are imported by name: ``musnad read`` never loads what another command needs."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer calls it so
        """The commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of a name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        return typer.main.get_command(import_module(f"musnad.cli.{cmd_name}").app)


app = typer.Typer(
    cls=LazyGroup, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings={"help_option_names": ["-h", "--help"]}
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"musnad {__version__}")
        raise typer.Exit


@app.callback(epilog=_EPILOG)
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Read Arabic news into sourced records: who did what to whom, where, when, and according to whom."""


def main() -> None:
    """Run the program; an error of ours is one line on stderr and its exit code."""
    _prepare_streams()
    signal.signal(signal.SIGTERM, _terminate)
    _show_warnings_as_lines()
    try:
        app(prog_name="musnad")
    except MusnadError as error:
        typer.echo(f"musnad: {' '.join(str(error).split())}", err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)


def _prepare_streams() -> None:
    """Records are UTF-8 whatever the locale; a terminal keeps its encoding, and what it lacks is shown as ?."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _show_warnings_as_lines() -> None:
    """A warning of ours is one line, as errors are; others are shown as Python has them."""
    usual = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
        if issubclass(category, ModelWarning):
            typer.echo(f"musnad: {' '.join(str(message).split())}", err=True)
        else:
            usual(message, category, *where, **more)

    warnings.showwarning = show


def _terminate(signum: int, _: FrameType | None) -> None:
    """Leave through the ``finally`` blocks, so that half-written files and worker processes go."""
    sys.exit(128 + signum)
