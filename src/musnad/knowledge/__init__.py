"""What the program knows, as readable tables.

Each ``NAME.tsv`` is UTF-8 with a header line, one tab between columns, ``#`` comments, and ``|`` between the variants of a
cell (the first is the canonical one).
"""
from __future__ import annotations

from functools import cache
from importlib.resources import files

from musnad.errors import KnowledgeError


@cache
def read_table(name: str) -> list[dict[str, str]]:
    """The rows of ``knowledge/NAME.tsv`` as dicts by column. Raises KnowledgeError naming the line that is malformed."""
    lines = files("musnad.knowledge").joinpath(f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    header: list[str] | None = None
    rows: list[dict[str, str]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise KnowledgeError(f"knowledge/{name}.tsv line {number}: {len(cells)} cells under {len(header)} columns")
        cells += [""] * (len(header) - len(cells))
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


def variants(cell: str) -> list[str]:
    """The variants in a cell, the canonical one first."""
    return [part.strip() for part in cell.split("|") if part.strip()]


@cache
def read_words(name: str) -> tuple[str, ...]:
    """The words of ``knowledge/NAME.txt``, one a line, ``#`` comments left out."""
    text = files("musnad.knowledge").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return tuple(word for line in text.split("\n") if (word := line.strip()) and not word.startswith("#"))
