"""All current records of a store, as ``musnad read`` prints them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from musnad.export.csv import COLUMNS, Cell, cells
from musnad.export.jsonl import escaped
from musnad.export.reload import Printed
from musnad.store.reading import judged_of, judged_words, whole
from musnad.store.store import Store
from musnad.store.tables import ArticleRow, RecordRow, VersionRow

CHUNK = 200


def printed_rows(store: Store, *, machine: bool = False) -> Iterator[dict[str, Any]]:
    """The current record of each article, or the machine's, with its text, in the order in which articles were added."""
    record = ArticleRow.machine_id if machine else ArticleRow.record_id
    wanted = select(RecordRow.body, VersionRow.document).join(ArticleRow, record == RecordRow.id)
    wanted = wanted.join(VersionRow, VersionRow.id == RecordRow.version_id).order_by(ArticleRow.id)
    with store.reading() as connection, connection.execution_options(yield_per=CHUNK).execute(wanted) as rows:
        for row in rows:
            yield whole(row.body, row.document)


def json_lines(store: Store, *, text: bool = True, machine: bool = False) -> Iterator[str]:
    """A record a line; ``text=False`` leaves the articles' texts out."""
    for row in printed_rows(store, machine=machine):
        yield escaped(json.dumps(row if text else without_text(row), ensure_ascii=False)) + "\n"


def without_text(printed: dict[str, Any]) -> dict[str, Any]:
    """A printed record without its article's text."""
    return printed | {"document": {name: value for name, value in printed["document"].items() if name != "text"}}


def table(store: Store, *, machine: bool = False) -> tuple[Sequence[str], Iterator[list[Cell]]]:
    """The columns and rows of all events; the last column tells what people judged of one, and is not there for the machine's."""
    return (COLUMNS if machine else (*COLUMNS, "judged")), _rows(store, machine)


def _rows(store: Store, machine: bool) -> Iterator[list[Cell]]:
    for row in printed_rows(store, machine=machine):
        record, judged = Printed(row, str(row["document"]["id"])).record(), judged_of(row)
        for event, told in zip(record.events, cells(record), strict=True):
            yield told if machine else [*told, judged_words(j for j in judged if j.part == event.id)]
