"""What a long run says of itself on stderr: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

import typer

from musnad.errors import UsageError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

EVERY = 1000


class Reporter:
    """Counts what was read and what failed, and shows it.

    ``quiet`` leaves only the failures. ``bar`` draws a bar, which must not share a terminal with the records. ``counts`` are what
    may become of an article; where there is more than one, the last word tells them all.
    """

    def __init__(self, *, quiet: bool, bar: bool, counts: Sequence[str] = ("read",)) -> None:
        self.failed = 0
        self._counts = dict.fromkeys(counts, 0)
        self._quiet = quiet
        self._stack = ExitStack()
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        if bar and not quiet:
            self._start_bar()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def read(self) -> int:
        """How many articles have not failed."""
        return sum(self._counts.values())

    def advance(self, what: str = "read") -> None:
        """One article more has been read, or whatever became of it."""
        self._counts[what] += 1
        self._show()

    def fail(self, line: str) -> None:
        """One article has failed; the line says which, where, and what to do."""
        self.failed += 1
        self._say(line)
        self._show()

    def summary(self) -> None:
        """The last word: of a long run, of one in which articles failed, or of one in which several things may become of them."""
        total = self.read + self.failed
        if not self._quiet and (len(self._counts) > 1 or (total > 1 and (self.failed or self._progress or total >= EVERY))):
            first, *others = ((count, what) for what, count in self._counts.items())
            told = [f"{first[0]} {'article' if first[0] == 1 and others else 'articles'} {first[1]}", *(f"{count} {what}" for count, what in others if count)]
            self._say(", ".join([*told, f"{self.failed} failed"]))

    def _start_bar(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        words = TextColumn("{task.completed:.0f} articles · {task.fields[failed]} failed")
        bar = Progress(SpinnerColumn(), words, TimeElapsedColumn(), console=Console(stderr=True), transient=True)
        self._progress = self._stack.enter_context(bar)
        self._task = self._progress.add_task("reading", total=None, failed=0)

    def _show(self) -> None:
        total = self.read + self.failed
        if self._progress and self._task is not None:
            self._progress.update(self._task, completed=total, failed=self.failed)
        elif not self._quiet and total % EVERY == 0:
            self._say(f"{total} articles, {self.failed} failed")

    def _say(self, line: str) -> None:
        if self._progress:
            self._progress.console.print(f"musnad: {line}", markup=False, highlight=False, soft_wrap=True)
        else:
            typer.echo(f"musnad: {line}", err=True)


def is_terminal(name: str) -> bool:
    """Whether ``stdin``, ``stdout`` or ``stderr`` is a terminal."""
    stream = getattr(sys, name)
    return bool(stream and stream.isatty())


def agree(what: str, instead: str = "--yes") -> None:
    """Go on only if the user says so; where nobody can be asked, a UsageError names the options to give ``instead``."""
    if not is_terminal("stdin"):
        raise UsageError(f"{what}: say {instead}")
    typer.confirm(f"musnad: {what}. Go on?", abort=True, err=True)
