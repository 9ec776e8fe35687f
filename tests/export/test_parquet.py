"""Parquet: typed columns, batch by batch, with what is told of the table in its metadata."""
from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from musnad.errors import MissingError
from musnad.export import parquet as module
from musnad.export.parquet import BATCH, parquet

HEAD = ("name", "count", "score", "note")
ROWS = [("تونس", 3, 1.5, None), ("=1+1", 7, 2, "a\ud800b"), (None, None, None, None)]


def read(pieces: Iterator[bytes]) -> Any:
    arrow = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install 'musnad[parquet]'")
    return arrow.read_table(io.BytesIO(b"".join(pieces)))


@pytest.mark.parametrize("numbers", [None, {"count": int, "score": float}])
def test_cells_come_back_with_their_types(numbers: dict[str, type] | None) -> None:
    table = read(parquet(HEAD, ROWS, {}, numbers))
    assert table.column_names == list(HEAD)
    assert [str(field.type) for field in table.schema] == ["string", "int64", "double", "string"]
    assert table.to_pylist() == [
        {"name": "تونس", "count": 3, "score": 1.5, "note": None},
        {"name": "=1+1", "count": 7, "score": 2.0, "note": "a\ufffdb"},
        dict.fromkeys(HEAD),
    ]


def test_what_is_told_of_it_is_in_the_metadata() -> None:
    about = {"text": "مُسنَد", "rows": 3}
    assert json.loads(read(parquet(HEAD, ROWS, about)).schema.metadata[module.KEY]) == about


def test_without_rows_it_is_a_table_all_the_same() -> None:
    table = read(parquet(HEAD, [], {}))
    assert (table.num_rows, table.column_names) == (0, list(HEAD))


def test_rows_are_taken_as_they_are_written() -> None:
    """No more than a batch is held: when the second piece comes, the third batch was not asked for yet."""
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'musnad[parquet]'")
    asked = 0

    def rows() -> Iterator[tuple[int]]:
        nonlocal asked
        for asked in range(1, 3 * BATCH + 1):
            yield (asked,)

    pieces = parquet(("n",), rows(), {}, {"n": int})
    first = next(pieces)
    assert first
    assert asked == BATCH
    assert read(iter([first, *pieces])).column("n").to_pylist() == list(range(1, 3 * BATCH + 1))


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(MissingError, match="pip install"):
        parquet(HEAD, ROWS, {})
