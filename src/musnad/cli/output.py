"""Where records go: standard output, or a file that appears only when it is whole."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import typer

from musnad.errors import UsageError

PIPE_CLOSED = 141  # what a shell reports of a program that a closed pipe ended: 128 + SIGPIPE

Write = Callable[[str | bytes], None]


@contextmanager
def open_output(path: Path | None) -> Iterator[Write]:
    """A function that writes text, or bytes, to the file, or to standard output if there is none.

    A file is written beside its place under another name and moved there at the end; if anything goes wrong, the old
    file stands as it was. Devices and pipes are written directly. Raises UsageError if the place cannot be written to.
    """
    if path is None or str(path) == "-":
        yield _say
    elif path.exists() and not path.is_file():
        with _open_special(path) as write:
            yield write
    else:
        with _open_whole(path) as write:
            yield write


def _say(told: str | bytes) -> None:
    """Write to standard output; a reader that has gone (``| head``) ends the program without a word."""
    try:
        if isinstance(told, bytes):
            sys.stdout.buffer.write(told)
        else:
            sys.stdout.write(told)
        sys.stdout.flush()
    except BrokenPipeError as error:
        # What is still in the buffer would fail again when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from error


@contextmanager
def _open_special(path: Path) -> Iterator[Write]:
    try:
        stream = path.open("wb")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
    with stream:
        yield _into(stream)


@contextmanager
def _open_whole(path: Path) -> Iterator[Write]:
    place = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.", suffix=".part")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
    try:
        with open(handle, "wb") as stream:
            yield _into(stream)
        os.chmod(name, place.stat().st_mode if place.exists() else 0o666 & ~_umask())
        os.replace(name, place)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _umask() -> int:
    """The process's mask for new files; asking for it means setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _into(stream: BinaryIO) -> Write:
    """A function that writes to a stream, text as UTF-8."""

    def write(told: str | bytes) -> None:
        stream.write(told if isinstance(told, bytes) else told.encode())

    return write
