"""A person at a terminal: one key at a time, a line now and then, and something to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import typer

if TYPE_CHECKING:
    from rich.console import Console


class Person(Protocol):
    """Who is asked: a terminal, or a script of keys in a test."""

    def key(self) -> str:
        """The next key; empty when there are no more."""

    def line(self, prompt: str) -> str:
        """A line of text; empty where nothing is said."""

    def show(self, text: str, style: str = "") -> None:
        """Let the person read something."""


class Terminal:
    """The terminal that the program runs in."""

    def __init__(self) -> None:
        self._console: Console | None = None
        self._ahead = ""  # keys that came together: typed ahead, or pasted

    def key(self) -> str:
        """The next key, at once, without the return key; empty at the end of the input."""
        try:
            typed = self._ahead or typer.getchar()
        except (EOFError, OSError):
            return ""
        if typed.startswith("\x1b"):  # an arrow or another key that sends several characters means nothing here
            return typed
        key, self._ahead = typed[:1], typed[1:]
        return key

    def line(self, prompt: str) -> str:
        """A line, as the terminal lets it be written."""
        try:
            return input(f"{prompt} ").strip()
        except (EOFError, UnicodeDecodeError):
            return ""

    def show(self, text: str, style: str = "") -> None:
        """Write it, wrapped by the terminal itself: only that knows the direction of what it wraps."""
        if self._console is None:
            from rich.console import Console

            self._console = Console(highlight=False)
        self._console.print(text, style=style, markup=False, soft_wrap=True)
