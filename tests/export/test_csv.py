"""CSV: a row an event, every field in its column, nothing a spreadsheet would run."""
from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from musnad.export import Rendering
from musnad.export.csv import COLUMNS
from musnad.record import Article, Record

Titled = Callable[[str], Record]


def parse(*records: Record) -> list[dict[str, str]]:
    rendering = Rendering("csv")
    text = rendering.head + rendering.between.join(map(rendering.render, records)) + rendering.foot
    return list(csv.DictReader(io.StringIO(text)))


def test_every_event_is_a_full_row(record: Record) -> None:
    rows = parse(record, record)
    assert [row["event"] for row in rows] == ["v1", "v2", "v3"] * 2
    assert all(tuple(row) == COLUMNS and None not in row.values() for row in rows)


def test_event_in_the_outlets_voice(record: Record) -> None:
    row = parse(record)[1]
    assert row["document"] == "lb-1"
    assert row["outlet"] == "وكالة الأرز"
    assert row["published"] == "2023-05-02"
    assert (row["trigger"], row["type"], row["mode"], row["context"]) == ("وقع", "AGREE", "", "military; economic")
    assert (row["actor"], row["actor_name"], row["actor_country"]) == ("لبنان; قبرص", "Lebanon; Cyprus", "LBN; CYP")
    assert (row["place"], row["when"], row["status"], row["same"]) == ("بيروت", "2023-05-01", "occurred", "v1")
    assert row["statement"] == row["speaker"] == row["chain"] == row["stance"] == ""


def test_who_is_only_likely_has_a_column(record: Record) -> None:
    record.events[0].unsure = ["e2", "e3"]
    first, second, _ = parse(record)
    assert (first["unsure"], second["unsure"]) == ("قبرص; بيروت", "")


def test_event_inside_a_statement(record: Record) -> None:
    row = parse(record)[2]
    assert (row["statement"], row["speaker"], row["stance"]) == ("q1", "مصدر حكومي", "denies")
    assert row["chain"] == "مصدر حكومي ← رويترز"
    assert row["statement_text"] == "لبنان <سيتسلم> 3 زوارق"
    assert float(row["score"]) == -9.0


def test_offsets_point_into_the_text(record: Record) -> None:
    for row in parse(record):
        assert record.article.text[int(row["trigger_start"]):int(row["trigger_end"])] == row["trigger"]
        sentence = record.article.text[int(row["sentence_start"]):int(row["sentence_end"])]
        assert row["trigger"] in sentence
        assert "\n" not in sentence


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_formulas_are_defused(titled: Titled, start: str) -> None:
    row = parse(titled(f"{start}HYPERLINK(1)"))[0]
    assert row["title"] == f"'{start}HYPERLINK(1)"


def test_quotes_commas_and_line_breaks_survive(titled: Titled) -> None:
    title = 'قال: "نعم, لا"\nثم'
    assert parse(titled(title))[0]["title"] == title


def test_lone_surrogates_can_be_encoded(titled: Titled) -> None:
    rendering = Rendering("csv")
    text = rendering.render(titled("عنوان \ud83d"))
    assert "\ufffd" in text.encode("utf-8").decode("utf-8")


def test_an_article_with_no_events_has_no_row() -> None:
    assert parse(Record(Article("x", "نص"))) == []
