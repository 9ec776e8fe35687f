"""JSON: the contract to the letter, and text that UTF-8 cannot hold."""
from __future__ import annotations

import json

from musnad.export import Rendering
from musnad.export.jsonl import dumps
from musnad.record import Article, Record


def test_one_line_that_reads_back_as_the_record(record: Record) -> None:
    line = dumps(record)
    assert "\n" not in line
    assert json.loads(line) == record.to_dict()


def test_arabic_is_readable_in_the_line(record: Record) -> None:
    assert "وكالة الأرز" in dumps(record)


def test_lone_surrogates_come_back_as_they_were() -> None:
    text = "نص \ud800 مكسور \udfff"
    line = dumps(Record(Article("x", text)))
    line.encode("utf-8")
    assert json.loads(line)["document"]["text"] == text


def test_without_text(record: Record) -> None:
    assert json.loads(dumps(record))["document"]["text"] == record.article.text
    document = json.loads(dumps(record, text=False))["document"]
    assert "text" not in document
    assert document["sha256"] == record.article.sha256


def test_json_is_one_array(record: Record) -> None:
    rendering = Rendering("json")
    many = rendering.head + rendering.between.join(rendering.render(record) for _ in range(3)) + rendering.foot
    assert [row["document"]["id"] for row in json.loads(many)] == ["lb-1"] * 3
    assert json.loads(rendering.head + rendering.foot) == []


def test_jsonl_is_a_line_a_record(record: Record) -> None:
    rendering = Rendering("jsonl")
    text = rendering.head + rendering.between.join(rendering.render(record) for _ in range(3)) + rendering.foot
    assert text.endswith("\n")
    assert [json.loads(line)["schema"] for line in text.splitlines()] == ["1", "1", "1"]
