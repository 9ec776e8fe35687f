"""Printed records come back as they were."""
from __future__ import annotations

import json

import pytest

from musnad.errors import UsageError
from musnad.export.jsonl import dumps
from musnad.export.reload import printed_records
from musnad.record import Record


def test_back_and_forth(record: Record) -> None:
    printed = next(printed_records(dumps(record), "x.jsonl"))
    assert printed.record() == record
    assert (printed.id, printed.has_text, printed.where) == (record.article.id, True, "x.jsonl:1")
    assert printed.events == ["v1", "v2", "v3"]


def test_without_text(record: Record) -> None:
    printed = next(printed_records(dumps(record, text=False), "x"))
    assert not printed.has_text
    assert printed.record().article.text == ""
    assert printed.record().events == record.events


def test_arrays_blank_lines_and_byte_order_marks(record: Record) -> None:
    line = dumps(record)
    assert [p.where for p in printed_records(f"\ufeff[{line},{line}]", "x")] == ["x[1]", "x[2]"]
    assert [p.where for p in printed_records(f"\n{line}\n\n{line}\n", "x")] == ["x:2", "x:4"]


def test_records_of_an_earlier_version(record: Record) -> None:
    """Fields that came later have their defaults."""
    row = json.loads(dumps(record))
    del row["framings"]
    for event in row["events"]:
        for view in event["views"]:
            del view["distanced"]
    record.framings = []
    assert next(printed_records(json.dumps(row), "x")).record() == record


@pytest.mark.parametrize("content", ["{oops", "[1]", '{"id": "a", "text": "b"}', "[" * 100000, '{"document": {"id": "a"}}'])
def test_what_is_no_record(content: str) -> None:
    with pytest.raises(UsageError, match=r"^x(:1|\[1\])?: not "):
        list(printed_records(content, "x"))


def test_a_field_of_a_wrong_kind_is_named(record: Record) -> None:
    row = json.loads(dumps(record))
    row["events"][1]["score"] = "high"
    with pytest.raises(UsageError, match=r"events\.1\.score"):
        next(printed_records(json.dumps(row), "x")).record()
