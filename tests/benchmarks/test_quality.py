"""The floors of quality: they hold, they rise, and they fall only by name."""
from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "benchmarks" / "quality.py"
REACHED = {"mentions": 0.8, "dates": 0.9, "record": 0.85}


@pytest.fixture
def quality(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("benchmarks_quality", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def pins() -> dict[str, Any]:
    return {"demo": {"fingerprint": "f", "floors": dict(REACHED)}}


def test_floors_that_hold(quality: ModuleType, pins: dict[str, Any]) -> None:
    assert quality.complaints("demo", "f", REACHED, pins) == []
    assert quality.complaints("demo", "f", {**REACHED, "dates": 0.95}, pins) == []


def test_a_broken_floor_and_a_measure_that_is_gone(quality: ModuleType, pins: dict[str, Any]) -> None:
    assert quality.complaints("demo", "f", {**REACHED, "dates": 0.899}, pins) == ["demo: dates fell to 0.899, its floor is 0.900"]
    assert len(quality.complaints("demo", "f", {"mentions": 0.8}, pins)) == 2


def test_another_corpus_must_be_pinned_on_purpose(quality: ModuleType, pins: dict[str, Any]) -> None:
    assert "--repin" in quality.complaints("demo", "g", REACHED, pins)[0]
    before = json.dumps(pins)
    assert "--repin" in quality.pin("demo", "g", REACHED, pins, set(), repin=False)[0]
    assert json.dumps(pins) == before
    assert quality.pin("demo", "g", REACHED, pins, set(), repin=True) == []
    assert pins["demo"]["fingerprint"] == "g"
    assert "pinned yet" in quality.complaints("cases", "f", REACHED, pins)[0]


def test_floors_rise(quality: ModuleType, pins: dict[str, Any]) -> None:
    assert quality.pin("demo", "f", {**REACHED, "dates": 0.95}, pins, set(), repin=False) == []
    assert pins["demo"]["floors"]["dates"] == 0.95


@pytest.mark.parametrize("repin", [True, False])
def test_a_floor_falls_only_by_name(quality: ModuleType, pins: dict[str, Any], repin: bool) -> None:
    lower = {**REACHED, "dates": 0.7, "record": 0.8}
    before = json.dumps(pins)
    said = quality.pin("demo", "f", lower, pins, {"record"}, repin=repin)
    assert said == ["demo: dates fell from 0.900 to 0.700: --lower 'dates' if that is meant"]
    assert json.dumps(pins) == before
    assert quality.pin("demo", "f", lower, pins, {"record", "dates"}, repin=repin) == []
    assert pins["demo"]["floors"] == lower


def test_the_fingerprint_is_of_names_and_bytes(quality: ModuleType, tmp_path: Path) -> None:
    articles = tmp_path / "articles.jsonl"
    articles.write_text("{}", encoding="utf-8")
    (tmp_path / "a.gold").write_text("one", encoding="utf-8")
    corpus = quality.Corpus("x", articles, tmp_path)
    prints = [corpus.fingerprint, corpus.fingerprint]
    (tmp_path / "a.gold").write_text("two", encoding="utf-8")
    prints.append(corpus.fingerprint)
    (tmp_path / "a.gold").rename(tmp_path / "b.gold")
    prints.append(corpus.fingerprint)
    assert len(set(prints)) == 3
    assert prints[0] == prints[1]


def test_floors_are_rounded_down_so_that_they_can_be_reached(quality: ModuleType, tmp_path: Path) -> None:
    from musnad.evaluation.report import Evaluation
    from musnad.evaluation.score import Tally

    tally = Tally()
    tally.add("mentions", 2, 3, 3)
    assert quality.headline(Evaluation(tally, 1)) == {"mentions": 0.666, "record": 0.095}


def test_the_whole_way(quality: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                       capsys: pytest.CaptureFixture[str]) -> None:
    """On the demo alone: nothing is pinned, then it is, then it holds, then it does not."""
    demo = next(corpus for corpus in quality.CORPORA if corpus.name == "demo")
    missing = quality.Corpus("gone", tmp_path / "gone.jsonl", tmp_path)
    monkeypatch.setattr(quality, "CORPORA", (demo, missing))
    floors = tmp_path / "floors.json"

    def run(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["quality.py", "--floors", str(floors), *arguments])
        code: int = quality.main()
        return code

    assert run() == 1
    assert "gone: not here, so not measured" in capsys.readouterr().out
    assert run("--update-floors") == 0
    assert run() == 0
    pinned = json.loads(floors.read_text(encoding="utf-8"))
    pinned["demo"]["floors"]["dates"] = 1.01
    floors.write_text(json.dumps(pinned), encoding="utf-8")
    capsys.readouterr()
    assert run() == 1
    assert "demo: dates fell to" in capsys.readouterr().err
    assert run("--update-floors") == 1
    assert json.loads(floors.read_text(encoding="utf-8")) == pinned
    assert run("--lower", "dates") == 0
    assert run() == 0
