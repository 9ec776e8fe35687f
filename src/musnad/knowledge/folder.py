"""A user's own tables, laid over the shipped ones.

``NAME.tsv`` in the folder has columns of the shipped table in any order, not necessarily all. A row whose key a shipped
row has takes its place, and keeps the cells of columns that the file lacks; one whose first key cell begins with ``-``
removes the rows that agree with it in all the cells it fills; any other goes before the shipped ones.
``NAME.txt`` adds words, and removes those with ``-``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from musnad.errors import KnowledgeError, UsageError
from musnad.knowledge.columns import Table, tables
from musnad.knowledge.tables import Row, bare, content, key_of, numbered_rows, shipped, shipped_words
from musnad.language.characters import fold

REMOVES = "-"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as it stood when it was looked at: name, size and time of change of each file."""

    path: Path
    files: tuple[tuple[str, int, int], ...]

    @classmethod
    def of(cls, path: str | Path) -> Folder:
        """The folder as it stands now. Raises UsageError if there is none."""
        place = Path(path).resolve()
        if not place.is_dir():
            raise UsageError(f"{path}: no such folder of knowledge")
        found = [(file.name, file.stat()) for file in sorted(place.iterdir()) if file.is_file()]
        return cls(place, tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in found))

    def hash(self) -> str:
        """Eight hex digits that stand for names and contents of the files."""
        whole = hashlib.sha256()
        for name, _, _ in self.files:
            content = (self.path / name).read_bytes()
            whole.update(f"{name}\0{len(content)}\0".encode() + content)
        return whole.hexdigest()[:8]

    def table(self, name: str) -> list[Row]:
        """The shipped rows with those of the folder laid over them."""
        table, file = tables()[name], self.path / f"{name}.tsv"
        if table.closed or not file.is_file():
            return shipped(name)
        return lay([row for _, row in numbered_rows(read_file(file), str(file))], shipped(name), table)

    def words(self, name: str) -> tuple[str, ...]:
        """The shipped words with those of the folder, folded."""
        file = self.path / f"{name}.txt"
        own = [fold(word.strip()) for _, word in content(read_file(file))] if file.is_file() else []
        gone = {word[1:] for word in own if word.startswith(REMOVES)}
        added = [word for word in own if not word.startswith(REMOVES)]
        return tuple(dict.fromkeys(word for word in (*shipped_words(name), *added) if word not in gone))


def read_file(file: Path) -> str:
    """A file's text; a byte order mark is left out. Raises KnowledgeError if it is not UTF-8."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{file}: not UTF-8 at byte {error.start}") from error


def is_removal(row: Row, table: Table) -> bool:
    """Whether a row of a user's removes others."""
    return row.get(table.key[0], "").startswith(REMOVES)


def removes(removal: Row, row: Row, table: Table) -> bool:
    """Whether a removal means a row: they agree in every cell that the removal fills."""
    first = table.key[0]
    filled = {column: cell.removeprefix(REMOVES) if column == first else cell for column, cell in removal.items() if cell}
    return all(bare(row.get(column, "")) == bare(cell) for column, cell in filled.items())


def lay(own: list[Row], rows: list[Row], table: Table) -> list[Row]:
    """A user's rows over the shipped ones: new ones first, replacements where the replaced stood."""
    removals = [row for row in own if is_removal(row, table)]
    added = {key_of(row, table.key): row for row in own if not is_removal(row, table)}
    below: list[Row] = []
    for row in rows:
        over = added.pop(key_of(row, table.key), None)
        if over is not None:
            below.append({**row, **over})
        elif not any(removes(removal, row, table) for removal in removals):
            below.append(row)
    empty = dict.fromkeys(table.names, "")
    return [{**empty, **row} for row in added.values()] + below
