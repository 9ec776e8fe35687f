"""`musnad find`: words and filters on the command line, formats, pages."""
from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import musnad
from musnad.errors import UsageError
from musnad.record import Article, Entity, Event, Record, Statement, View

Run = Callable[..., Result]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Three articles; in each a minister of Iraq visits Jordan, in the last as Reuters has it."""
    place = tmp_path / "news.db"
    with musnad.open_store(place) as store:
        for number, day in enumerate(("2023-03-01", "2023-03-02", "2023-03-03"), 1):
            text = f"زيارة {number}\nزار الوزير العراقي عمان وبحث تصدير النفط، نقلا عن رويترز."
            actor = Entity("e1", "PERSON", "minister", "الوزير العراقي", False, "IRQ", "GOV", None, None, [(12, 26)], "by hand")
            where = Entity("e2", "GPE", "Amman", "عمان", True, "JOR", None, "places:Amman", None, [(27, 31)], "by hand")
            agency = Entity("e3", "MEDIA", "Reuters", "رويترز", True, "GBR", "JRN", "media:Reuters", None, [(59, 65)], "by hand")
            event = Event("v1", (8, 11), "CONSULT", "visit", [], ["e1"], [], ["e2"], day, "occurred", "q1" if number == 3 else None, None, "042", 1.9,
                          "verbal cooperation", None, [], [View("outlet", "certain", True, None)], 0.8, "by hand")
            said = Statement("q1", (8, 48), [(50, 53)], ["e3"], ["e3"], [], "indirect", "asserts", None, "by hand")
            store.add(Record(Article(f"a{number}", text, f"زيارة {number}", "الميثاق", day, f"https://example.org/{number}"),
                             entities=[actor, where, agency], events=[event], statements=[said] if number == 3 else []))
    return place


def test_words_find_articles_and_filters_what_they_speak_of(run: Run, news: Path) -> None:
    assert "1–3 of 3 articles\n" in run("find", news, "والنفط").stdout
    assert "1–3 of 3 events\n" in run("find", news, "--actor", "IRQ").stdout
    assert "1–1 of 1 statements\n" in run("find", news, "--speaker", "رويترز").stdout
    assert "1–1 of 1 events\n" in run("find", news, "--speaker", "Reuters", "--what", "events").stdout


def test_a_shells_quotes_make_a_phrase(run: Run, news: Path) -> None:
    assert "of 3 articles" in run("find", news, "النفط", "تصدير").stdout
    assert run("find", news, "النفط تصدير").stdout == "no articles found\n"
    assert "of 3 articles" in run("find", news, "تصدير النفط").stdout


def test_events_tell_who_stands_behind_them(run: Run, news: Path) -> None:
    def rows() -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(run("find", news, "--type", "CONSULT", "--format", "csv").stdout)))

    assert {(row["happening"], row["origins"]) for row in rows()} == {("", "")}
    with musnad.open_store(news, create=False) as store:
        store.corroborate()
        known = {happening.id: [origin.name for origin in happening.origins] for happening in store.happenings()}
    told = {row["happening"]: (int(row["origins"]), row["origin_names"].split("; ")) for row in rows()}
    assert told == {key: (len(names), names) for key, names in known.items()}
    found = [json.loads(line) for line in run("find", news, "--type", "CONSULT", "--format", "jsonl").stdout.splitlines()]
    assert [(row["happening"], row["origin_names"]) for row in found] == [(row["happening"], row["origin_names"].split("; ")) for row in rows()]


def test_an_empty_table_has_the_columns_of_what_was_asked(run: Run, news: Path) -> None:
    heads = {what: run("find", news, "--what", what, "--outlet", "none", "--format", "csv").stdout for what in ("articles", "events", "statements")}
    assert all(head.count("\n") == 1 for head in heads.values()) and len(set(heads.values())) == 3


def test_without(run: Run, news: Path) -> None:
    assert "of 2 articles" in run("find", news, "زيارة", "--without", "2").stdout


def test_pages(run: Run, news: Path) -> None:
    first = run("find", news, "--limit", 2).stdout
    assert "1–2 of 3 articles; more with --page 2" in first
    assert first.index("2023-03-03") < first.index("2023-03-02")
    assert "3–3 of 3 articles\n" in run("find", news, "--limit", 2, "--page", 2).stdout
    assert run("find", news, "--page", 9).stdout == "3 articles; there is no page 9\n"


def test_events_as_json_tell_who_and_according_to_whom(run: Run, news: Path) -> None:
    rows = json.loads(run("find", news, "--type", "consult", "--format", "json").stdout)
    assert [row["article"]["document_id"] for row in rows] == ["a3", "a2", "a1"]
    assert rows[0]["text"] == "زار"
    assert rows[0]["event"]["trigger"] == [8, 11]
    assert [e["name_ar"] for e in rows[0]["actor"]] == ["الوزير العراقي"]
    assert rows[0]["statement"]["sources"] == ["رويترز"]
    assert rows[1]["statement"] is None
    lines = run("find", news, "--type", "consult", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == rows


def test_nothing_found_is_an_empty_array(run: Run, news: Path) -> None:
    assert json.loads(run("find", news, "بطاطا", "--format", "json").stdout) == []


@pytest.mark.parametrize(("what", "column", "cell"), [
    ("articles", "document_id", "a3"), ("events", "actor", "الوزير العراقي"), ("statements", "speaker", "رويترز"),
])
def test_csv(run: Run, news: Path, what: str, column: str, cell: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("find", news, "النفط", "--what", what, "--format", "csv").stdout)))
    assert rows[0][column] == cell


def test_an_article_is_shown_where_it_has_the_words(run: Run, news: Path) -> None:
    (row, *_) = json.loads(run("find", news, "تصدير", "--format", "json").stdout)
    assert "وبحث تصدير النفط" in row["excerpt"]
    assert row["rank"] > 0


def test_find_makes_no_store(run: Run, tmp_path: Path) -> None:
    result = run("find", tmp_path / "new.db")
    assert isinstance(result.exception, UsageError)
    assert "musnad add" in str(result.exception)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_filter_is_one_line(run: Run, news: Path) -> None:
    assert "there are AGREE" in str(run("find", news, "--type", "WAR").exception)
