"""``musnad corroborate`` and ``musnad happenings``."""
from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from musnad.cli.app import app
from musnad.errors import UsageError

ROWS = [
    {"id": "a", "outlet": "الميثاق", "published": "2022-05-18",
     "text": "مقتل سبعة في قصف على تعز\nقتل سبعة مدنيين في قصف للحوثيين على مدينة تعز يوم الثلاثاء، وفق وزارة الصحة اليمنية."},
    {"id": "b", "outlet": "البيان", "published": "2022-05-18",
     "text": "قصف حوثي على تعز\nقال مسعفون محليون لوكالة رويترز إن قصفا للحوثيين على مدينة تعز الثلاثاء قتل سبعة مدنيين."},
    {"id": "c", "outlet": "الخليج", "published": "2022-05-19", "text": "الحوثيون ينفون قصف تعز\nنفت جماعة الحوثي يوم الأربعاء قصف مدينة تعز يوم الثلاثاء."},
]


def run(*args: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, args)
    assert result.exit_code == code, result.output
    return result.stdout


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rows, read."""
    folder = tmp_path_factory.mktemp("records")
    (folder / "articles.jsonl").write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    run("read", str(folder / "articles.jsonl"), "-o", str(folder / "records.jsonl"))
    return folder / "records.jsonl"


@pytest.fixture(scope="module")
def store(records: Path) -> str:
    """A store of the rows, corroborated."""
    place = str(records.parent / "news.db")
    run("add", place, str(records.parent / "articles.jsonl"), "--quiet")
    run("corroborate", place, "--quiet")
    return place


def test_records_without_a_store(records: Path) -> None:
    (row,) = [row for row in json.loads(run("corroborate", str(records), "--outlets", "2", "--format", "json")) if row["type"] == "ASSAULT"]
    assert row["counts"] == {"reports": 2, "outlets": 2, "origins": 2, "disputing": 1}


def test_a_tree_shows_origins_spans_and_denials(records: Path) -> None:
    tree = run("corroborate", str(records), "--outlets", "2", "--format", "tree")
    assert "2 independent origins · 2 outlets · 2 articles" in tree
    assert "denies" in tree and "الحوثيون" in tree
    assert "killed" in tree and "through" in tree and "رويترز" in tree


def test_the_happenings_of_a_store_as_table_json_and_tree(store: str) -> None:
    (row,) = json.loads(run("happenings", store, "--origins", "2", "--format", "json"))
    assert {d["id"] for d in row["documents"].values()} == {"a", "b"}
    assert row["id"] in run("happenings", store)
    assert "independent origins" in run("happenings", store, row["id"][:5])
    assert row["id"] not in run("happenings", store, "--type", "CONSULT")


def test_what_is_corroborated_is_not_done_again(store: str) -> None:
    result = CliRunner().invoke(app, ["corroborate", store])
    assert "0 articles corroborated" in result.stderr


def test_an_id_that_is_not_there(store: str) -> None:
    result = CliRunner().invoke(app, ["happenings", store, "ffffffffff"])
    assert isinstance(result.exception, UsageError)
    assert "no happening ffffffffff" in str(result.exception)


def test_what_is_no_day(store: str) -> None:
    result = CliRunner().invoke(app, ["happenings", store, "--since", "gestern"])
    assert "is no day" in str(result.exception)
