"""Parquet: a table with typed columns, batch by batch, and what is told of all of it in the metadata of its schema.

Needs pyarrow, an extra: ``pip install 'musnad[parquet]'``.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import islice
from typing import Any

from musnad.errors import MissingError
from musnad.export.csv import Cell
from musnad.export.words import encodable

BATCH = 2000  # rows of a group
KEY = b"musnad"
"""Where the metadata of a schema have what is told of the table, as JSON."""


def available() -> bool:
    """Whether pyarrow is installed."""
    return find_spec("pyarrow") is not None


def parquet(head: Sequence[str], rows: Iterable[Sequence[Cell]], about: Mapping[str, Any], numbers: Mapping[str, type] | None = None) -> Iterator[bytes]:
    """A table as the bytes of a Parquet file, in pieces.

    ``about`` becomes its metadata. ``numbers`` has int or float for each column that holds numbers; without it the types are read from all
    rows, which are then held in memory. MissingError without pyarrow.
    """
    if not available():
        raise MissingError("Parquet needs pyarrow, which is not installed: pip install 'musnad[parquet]'")
    if numbers is None:
        rows = list(rows)
        numbers = _numbers(head, rows)
    return _pieces(head, iter(rows), about, numbers)


def _numbers(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> dict[str, type]:
    """The columns in which nothing but numbers stands."""
    found: dict[str, type] = {}
    for name, *cells in zip(head, *rows, strict=True):
        kinds = {type(cell) for cell in cells if cell is not None}
        if kinds and kinds <= {int, float}:
            found[name] = float if float in kinds else int
    return found


def _pieces(head: Sequence[str], rows: Iterator[Sequence[Cell]], about: Mapping[str, Any], numbers: Mapping[str, type]) -> Iterator[bytes]:
    import pyarrow as pa  # type: ignore[import-not-found,import-untyped,unused-ignore]
    from pyarrow.parquet import ParquetWriter  # type: ignore[import-not-found,import-untyped,unused-ignore]

    kinds = {int: pa.int64(), float: pa.float64(), str: pa.string()}
    fields = [(name, kinds[numbers.get(name, str)]) for name in head]
    schema = pa.schema(fields, metadata={KEY: json.dumps(about, ensure_ascii=False).encode("utf-8", "backslashreplace")})
    out = _Pieces()
    with ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(islice(rows, BATCH)):
            columns = zip(*batch, strict=True)
            writer.write_table(pa.table([[_cell(cell, name in numbers) for cell in column] for name, column in zip(head, columns, strict=True)], schema=schema))
            yield out.taken()
    yield out.taken()


def _cell(cell: Cell, is_number: bool) -> Cell:
    return cell if is_number or cell is None else encodable(str(cell))


class _Pieces(io.RawIOBase):
    """What was written since it was last taken."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        size = memoryview(data).nbytes
        self._held += data
        self._at += size
        return size

    def tell(self) -> int:
        return self._at

    def taken(self) -> bytes:
        held, self._held = bytes(self._held), bytearray()
        return held
