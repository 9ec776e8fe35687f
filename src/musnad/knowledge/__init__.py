"""What the program knows, as readable tables, and a user's own laid over them.

Each ``NAME.tsv`` is UTF-8 with a header line, one tab between columns, ``#`` comments, and ``|`` between the variants of a
cell (the first is the canonical one). ``columns.tsv`` tells what each column holds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from musnad.errors import KnowledgeError
from musnad.knowledge.folder import Folder
from musnad.knowledge.tables import shipped, shipped_words, variants

__all__ = ["folder_hash", "read_table", "read_words", "remembered", "use_folder", "variants"]

P = ParamSpec("P")
T = TypeVar("T")


class _Laid:
    """The folder that lies over the shipped tables in this process, and what must be forgotten when it changes."""

    folder: Folder | None = None
    forget: list[Callable[[], None]] = []  # noqa: RUF012 - one list for the process is what is meant


def remembered(function: Callable[P, T]) -> Callable[P, T]:
    """Remember what a function makes of the tables, by its arguments, until another folder is laid over them."""
    kept = lru_cache(maxsize=1 << 16)(function)
    _Laid.forget.append(kept.cache_clear)
    return cast("Callable[P, T]", kept)


def use_folder(path: str | Path | None) -> None:
    """Lay a user's folder over the shipped tables, for all that this process reads from now on; None takes it away.

    Nothing happens if that folder lies there already and none of its files has changed; otherwise what was made of the
    tables is made anew when it is next needed, which takes a second or two. Raises UsageError if there is no such folder,
    and KnowledgeError with the first fault if :func:`musnad.knowledge.check.check_folder` finds any.
    """
    folder = None if path is None else Folder.of(path)
    if folder == _Laid.folder:
        return
    if folder is not None:
        from musnad.knowledge.check import check_folder

        faults = check_folder(folder.path)
        if faults:
            more = f" (and {len(faults) - 1} more: musnad knowledge check {path})" if len(faults) > 1 else ""
            raise KnowledgeError(f"{path}: {faults[0]}{more}")
    _Laid.folder = folder
    for forget in _Laid.forget:
        forget()


def folder_hash() -> str | None:
    """A short hash of the folder that lies over the shipped tables, of its files' names and contents; None if none lies there."""
    return _Laid.folder.hash() if _Laid.folder else None


@remembered
def read_table(name: str) -> list[dict[str, str]]:
    """The rows of ``NAME.tsv`` as dicts by column. Raises KnowledgeError naming the line that is malformed."""
    return _Laid.folder.table(name) if _Laid.folder else shipped(name)


@remembered
def read_words(name: str) -> tuple[str, ...]:
    """The words of ``NAME.txt``, one a line, ``#`` comments left out."""
    return _Laid.folder.words(name) if _Laid.folder else shipped_words(name)
