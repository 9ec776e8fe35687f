"""`musnad explain`: one record or many, standard input, and errors that say what there is."""
from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import musnad
from musnad.errors import UsageError
from musnad.export.jsonl import dumps

Run = Callable[..., Result]
TEXT = "تطورات جديدة\nقالت أوكرانيا إن روسيا قصفت خاركيف. وزار ماكرون الجزائر."


def line(id: str, *, text: bool = True) -> str:
    return dumps(musnad.read(TEXT, id=id, published="2022-05-18"), text=text)


@pytest.fixture
def one(tmp_path: Path) -> Path:
    file = tmp_path / "one.jsonl"
    file.write_text(line("a:b") + "\n", encoding="utf-8")
    return file


@pytest.fixture
def many(tmp_path: Path) -> Path:
    file = tmp_path / "many.jsonl"
    file.write_text("".join(line(f"n{n}") + "\n" for n in range(12)), encoding="utf-8")
    return file


def test_an_event_of_one_record(run: Run, one: Path) -> None:
    result = run("explain", one, "v1")
    assert result.exit_code == 0
    assert "⟦قصفت⟧" in result.stdout
    assert "What happened" in result.stdout
    assert "ما الذي حدث؟" in run("explain", one, "v1", "--lang", "ar").stdout


def test_the_article_may_be_named_colons_and_all(run: Run, one: Path) -> None:
    assert run("explain", one, "a:b:v2").stdout == run("explain", one, "v2").stdout


def test_one_of_many(run: Run, many: Path) -> None:
    assert "n7" in run("explain", many, "n7:v1").stdout.splitlines()[0]


def test_standard_input_and_json(run: Run) -> None:
    made = json.loads(run("explain", "-", "v1", "--json", stdin=line("a")).stdout)
    assert made["event"] == "v1"
    assert made["trigger"]["text"] == "قصفت"


def test_without_text(run: Run) -> None:
    result = run("explain", "-", "v1", stdin=line("a", text=False))
    assert "--no-text" in result.stdout
    assert "قصفت" not in result.stdout


@pytest.mark.parametrize(("event", "says"), [
    ("v1", "12 records: say which, as n0:v1; there are n0, n1, n2, n3, n4, n5, n6, n7 and 4 more"),
    ("x:v1", "no record of the article x; there are n0, n1"),
    ("n3:v9", "no event v9 in n3: it has v1, v2"),
    ("n3:", "no event  in n3: it has v1, v2"),
])
def test_errors_list_what_there_is(run: Run, many: Path, event: str, says: str) -> None:
    error = run("explain", many, event).exception
    assert isinstance(error, UsageError)
    assert says in str(error)


@pytest.mark.parametrize(("content", "says"), [(b"", "no records"), (b"\xff\xfe", "not UTF-8"), (b"{}", "not a record"), ("نص".encode(), "not JSON")])
def test_files_that_hold_no_records(run: Run, tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "x.jsonl"
    file.write_bytes(content)
    error = run("explain", file, "v1").exception
    assert isinstance(error, UsageError)
    assert says in str(error)
    assert str(file) in str(error)


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    assert isinstance(run("explain", tmp_path / "missing", "v1").exception, UsageError)


def test_a_record_without_events(run: Run) -> None:
    empty = dumps(musnad.read("نص قصير لا حدث فيه.", id="a"))
    assert "it has none" in str(run("explain", "-", "v1", stdin=empty).exception)


def test_a_language_that_is_none(run: Run, one: Path) -> None:
    assert run("explain", one, "v1", "--lang", "fr").exit_code == 2
