"""The tables as files: how a line becomes a row, and what the shipped files hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from musnad.errors import KnowledgeError

Row = dict[str, str]


def content(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are neither blank nor comments, with their numbers from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.rstrip("\r")


def split_cells(line: str) -> list[str]:
    """The cells of a line, without the white space around them."""
    return [cell.strip() for cell in line.split("\t")]


def numbered_rows(text: str, file: str) -> list[tuple[int, Row]]:
    """The rows of a table as dicts by column, with the numbers of their lines; cells that a line leaves out are empty.

    Raises KnowledgeError naming the file and the line that has more cells than the table has columns.
    """
    lines = content(text)
    header = next((split_cells(line) for _, line in lines), [])
    rows: list[tuple[int, Row]] = []
    for number, line in lines:
        cells = split_cells(line)
        if len(cells) > len(header):
            raise KnowledgeError(f"{file} line {number}: {len(cells)} cells under {len(header)} columns")
        rows.append((number, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))))
    return rows


def shipped_text(file: str) -> str:
    """A shipped file as it is."""
    return files("musnad.knowledge").joinpath(file).read_text(encoding="utf-8")


@cache
def shipped(name: str) -> list[Row]:
    """The rows of the shipped ``NAME.tsv``, whatever folder is laid over it."""
    return [row for _, row in numbered_rows(shipped_text(f"{name}.tsv"), f"knowledge/{name}.tsv")]


@cache
def shipped_words(name: str) -> tuple[str, ...]:
    """The words of the shipped ``NAME.txt``."""
    return tuple(word.strip() for _, word in content(shipped_text(f"{name}.txt")))


def variants(cell: str) -> list[str]:
    """The variants in a cell, the canonical one first."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def bare(cell: str) -> str:
    """A cell without the ``?`` that marks an ambiguous word."""
    return cell.rstrip("?")


def key_of(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    """What names a row; a word is the same with and without ``?``."""
    return tuple(bare(row.get(column, "")) for column in columns)
