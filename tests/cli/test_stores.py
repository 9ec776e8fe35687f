"""`musnad store`, `forget`, `export`, `diff` on the command line."""
from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import musnad
from musnad.errors import UsageError
from musnad.store import open_store

Run = Callable[..., Result]
ROWS = [
    {"id": "a1", "outlet": "الأفق", "url": "https://example.org/1", "published": "2022-05-18",
     "text": "بيان\nفرض المغرب عقوبات على إيران أمس، قال سهيل الزعفوري."},
    {"id": "a2", "outlet": "الأفق", "url": "https://example.org/2", "published": "2022-05-19", "text": "زيارة\nزار الوزير العراقي عمّان."},
]


@pytest.fixture
def news(run: Run, tmp_path: Path) -> Path:
    """A store with two articles."""
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    assert run("add", tmp_path / "news.db", tmp_path / "news.jsonl", "--quiet").exit_code == 0
    return tmp_path / "news.db"


# store

def test_info(run: Run, news: Path) -> None:
    shown = run("store", "info", news).stdout
    assert "2 in 2 versions, published 2022-05-18 to 2022-05-19" in shown
    assert re.search(rf"{re.escape(musnad.__version__)}\+[\w-]+: 2", shown)
    assert "\u2068الأفق\u2069: 2" in shown
    assert json.loads(run("store", "info", news, "--json").stdout)["articles"] == 2


def test_info_of_an_empty_store(run: Run, tmp_path: Path) -> None:
    open_store(tmp_path / "x.db").close()
    assert "articles  none" in run("store", "info", tmp_path / "x.db").stdout


def test_backup_and_vacuum(run: Run, news: Path, tmp_path: Path) -> None:
    assert "copied to" in run("store", "backup", news, tmp_path / "copy.db").stderr
    assert "kB now" in run("store", "vacuum", tmp_path / "copy.db").stderr
    assert "of 2 articles" in run("find", tmp_path / "copy.db").stdout


# forget

def test_forget_an_article(run: Run, news: Path) -> None:
    assert run("forget", news, "--article", "https://example.org/1", "--why", "asked", "--yes").stderr == "musnad: 1 article taken out\n"
    assert "of 1 articles" in run("find", news).stdout
    assert "removed   article, " in run("store", "info", news).stdout


def test_forget_a_person(run: Run, news: Path) -> None:
    assert run("forget", news, "--person", "سهيل الزعفوري", "--yes").stderr == "musnad: 1 spans in 1 articles taken out\n"
    assert "الزعفوري" not in run("export", news, "--yes").stdout
    assert "nowhere" in str(run("forget", news, "--person", "سهيل الزعفوري", "--yes").exception)


@pytest.mark.parametrize("args", [
    [], ["--article", "a1", "--person", "سهيل الزعفوري"], ["--article", "a1"], ["--person", "سهيل الزعفوري"], ["--article", "zz", "--yes"],
], ids=["neither", "both", "unasked article", "unasked person", "no article"])
def test_forget_asks_first(run: Run, news: Path, args: list[str]) -> None:
    assert isinstance(run("forget", news, *args).exception, UsageError)
    assert "of 2 articles" in run("find", news).stdout


# export

def test_export_is_what_read_prints(run: Run, news: Path, tmp_path: Path) -> None:
    exported = run("export", news, "--yes").stdout
    assert exported == run("read", tmp_path / "news.jsonl", "--format", "jsonl").stdout
    assert run("export", news, "--no-text").stdout == run("read", tmp_path / "news.jsonl", "--format", "jsonl", "--no-text").stdout
    assert run("export", news, "--format", "csv", "--machine").stdout == run("read", tmp_path / "news.jsonl", "--format", "csv").stdout
    assert list(csv.DictReader(io.StringIO(run("export", news, "--format", "csv").stdout)))


def test_export_as_parquet_has_the_rows_of_csv(run: Run, news: Path, tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install 'musnad[parquet]'")
    out = tmp_path / "events.parquet"
    assert run("export", news, "--format", "parquet", "-o", out).exit_code == 0
    found = arrow.read_table(out)
    told = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in found.to_pylist()]
    assert told == list(csv.DictReader(io.StringIO(run("export", news, "--format", "csv").stdout)))
    assert str(found.schema.field("trigger_start").type) == "int64" and json.loads(found.schema.metadata[b"musnad"])["musnad"] == musnad.__version__


def test_export_as_parquet_is_not_for_terminals(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.cli.progress.is_terminal", lambda _: True)
    assert "-o FILE" in str(run("export", news, "--format", "parquet").exception)


def test_export_warns_of_full_texts(run: Run, news: Path, tmp_path: Path) -> None:
    result = run("export", news, "-o", tmp_path / "out.jsonl")
    assert isinstance(result.exception, UsageError)
    assert "full texts" in str(result.exception) and "--no-text" in str(result.exception)
    assert not (tmp_path / "out.jsonl").exists()


def test_export_asks_on_a_terminal(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.cli.progress.is_terminal", lambda _: True)
    assert run("export", news, stdin="n\n").exit_code == 1
    assert run("export", news, stdin="y\n").stdout.count("\n") >= 2


# diff

def test_diff(run: Run, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = musnad.__version__
    assert run("diff", news).stdout == "nothing to compare: no article was read twice\n"
    with open_store(news) as store:
        record = next(store.articles(article="a1")).record
        monkeypatch.setattr(musnad, "__version__", "99.0")
        record.events[0].status = "planned"
        store.add(record)
    shown = run("diff", news).stdout
    assert re.search(rf"Musnad {re.escape(before)}\+\S+ to 99\.0", shown)
    assert f"~ event \u2068{record.surface(record.events[0].trigger)}\u2069: status \u2068occurred\u2069 → \u2068planned\u2069" in shown
    assert "1 of 1 comparisons show a change" in shown
    (row,) = map(json.loads, run("diff", news, "--json").stdout.splitlines())
    assert row["changes"][0]["fields"] == {"status": ["occurred", "planned"]}


def test_diff_of_versions_of_an_article(run: Run, news: Path, tmp_path: Path) -> None:
    changed = ROWS[1] | {"text": "زيارة\nزار الوزير العراقي بيروت."}
    (tmp_path / "news.jsonl").write_text(json.dumps(changed) + "\n", encoding="utf-8")
    assert run("add", news, tmp_path / "news.jsonl").stderr == "musnad: 0 articles added, 1 changed, 0 failed\n"
    shown = run("diff", news, "https://example.org/2").stdout
    assert "version 1 to 2" in shown
    assert "- \u2068زار الوزير العراقي عمّان.\u2069" in shown and "+ \u2068زار الوزير العراقي بيروت.\u2069" in shown
