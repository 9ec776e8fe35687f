"""`musnad evaluate`: the table, the JSON, standard input, and faults by file and line."""
from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from musnad.errors import GoldError, UsageError

Run = Callable[..., Result]
GOLD = """⟦c1 قال⟧ ⟦m1 أحمد⟧ إن ⟦q1 الجو صحو⟧
---
{"doc": "short"}
{"id": "a", "type": "PERSON", "marks": ["m1"]}
{"id": "q1", "cue": "c1", "speaker": ["a"], "chain": ["a"], "stance": "asserts"}
"""
RECORD = {"document": {"id": "short"}, "entities": [{"id": "e1", "type": "PERSON", "mentions": [[4, 8]]}],
          "statements": [{"id": "q1", "span": [12, 20], "speaker": ["e1"], "chain": ["e1"], "stance": "asserts"}]}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "short.gold"
    file.write_text(GOLD, encoding="utf-8")
    return file


@pytest.fixture
def records(tmp_path: Path) -> Path:
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(RECORD), encoding="utf-8")
    return file


def test_table(run: Run, gold: Path, records: Path) -> None:
    result = run("evaluate", gold.parent, records)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1].split() == ["mentions", "1.000", "1.000", "1.000", "1/1/1"]
    assert result.stdout.splitlines()[-1].endswith("over 1 articles: 0.429")


def test_json(run: Run, gold: Path, records: Path) -> None:
    figures = json.loads(run("evaluate", gold, records, "--json").stdout)
    assert figures["statement and speaker"] == {"precision": 1, "recall": 1, "f1": 1, "hits": 1, "gold": 1, "predicted": 1}
    assert figures["record"] == {"f1": 3 / 7, "articles": 1}


def test_standard_input_and_several_files(run: Run, gold: Path) -> None:
    (gold.parent / "other.gold").write_text(GOLD, encoding="utf-8")
    result = run("evaluate", gold, gold.parent / "other.gold", "-", stdin=json.dumps([RECORD, {"document": {"id": "x"}}]))
    assert result.stdout.splitlines()[1].split() == ["mentions", "1.000", "0.500", "0.667", "1/2/1"]
    assert result.stderr == "musnad: no reference record for x: not scored\nmusnad: no record for: other\n"


def test_malformed_gold(run: Run, gold: Path, records: Path) -> None:
    gold.write_text(GOLD + "{oops\n", encoding="utf-8")
    error = run("evaluate", gold, records).exception
    assert isinstance(error, GoldError)
    assert error.exit_code == 1
    assert str(error).startswith(f"{gold}:6: not JSON")


def test_records_that_are_none(run: Run, gold: Path, tmp_path: Path) -> None:
    assert isinstance(run("evaluate", gold, tmp_path / "missing").exception, UsageError)
    (tmp_path / "bad.jsonl").write_bytes(b"\xff\xfe")
    assert isinstance(run("evaluate", gold, tmp_path / "bad.jsonl").exception, UsageError)
    (tmp_path / "bad.jsonl").write_text("{}", encoding="utf-8")
    assert isinstance(run("evaluate", gold, tmp_path / "bad.jsonl").exception, UsageError)
