"""What the tables hold, told once in ``columns.tsv`` and ``codes.tsv``: columns, keys, closed lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from musnad.knowledge.tables import shipped

WORD_LISTS = {"common_words": "words so common that no name is made of them, one a line"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``holds`` names a check of :mod:`musnad.knowledge.cells` or a list of ``codes.tsv``."""

    name: str
    holds: str
    several: bool
    key: bool
    needed: bool
    what: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``closed`` is the program's own, to which users add nothing."""

    name: str
    what: str
    closed: bool
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Its columns' names in the order of the file."""
        return tuple(column.name for column in self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that together name a row; the first of them marks one that is removed."""
        return tuple(column.name for column in self.columns if column.key)


@cache
def tables() -> dict[str, Table]:
    """All tables by name."""
    found: dict[str, Table] = {}
    for row in shipped("columns"):
        own = found.get(row["table"])
        if own is None:
            found[row["table"]] = Table(row["table"], row["what"], row["holds"] == "closed", ())
        else:
            column = Column(row["column"], row["holds"].rstrip("*"), row["holds"].endswith("*"), row["key"] == "yes", row["needed"] == "yes", row["what"])
            found[own.name] = Table(own.name, own.what, own.closed, (*own.columns, column))
    return found


@cache
def codes() -> dict[str, dict[str, str]]:
    """The closed lists: the codes of each with their meanings."""
    found: dict[str, dict[str, str]] = {}
    for row in shipped("codes"):
        found.setdefault(row["list"], {})[row["code"]] = row["what"]
    return found
