"""Cross-validation: no article is read by a network that has seen it. Skipped without torch."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from examples import Example

torch = pytest.importorskip("torch", reason="needs the extra train")

import evaluate  # noqa: E402

from musnad import pipeline  # noqa: E402
from musnad.evaluation.score import Tally  # noqa: E402
from musnad.record import Article  # noqa: E402

NAMES = ("visit", "raid", "aid")


@pytest.fixture(autouse=True)
def pipeline_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "trained_network", pipeline.trained_network)


def test_folds_share_no_article_and_leave_none_out() -> None:
    names = [f"a{n}" for n in range(23)]
    found = evaluate.folds(names, 5)
    assert sorted(name for fold in found for name in fold) == sorted(names)
    assert {len(fold) for fold in found} == {4, 5}
    assert found == evaluate.folds(names[::-1], 5), "whatever their order"
    assert found != evaluate.folds(names, 5, seed=6)


@pytest.fixture
def folder(tmp_path: Path, marked: Callable[[str], tuple[dict[str, Any], Any]]) -> Path:
    """Three marked articles as ``standoff.py unpack`` leaves them."""
    rows = [marked(name)[0] for name in NAMES]
    (tmp_path / "articles.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_only_the_named_articles_are_scored_by_the_network_that_is_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[tuple[str, object]] = []
    read, asked = pipeline.read, SimpleNamespace(name="fold")

    def watched(article: Any) -> Any:
        used.append((article.id, pipeline.trained_network()))
        pipeline.trained_network = lambda: None  # type: ignore[attr-defined]
        return read(article)

    monkeypatch.setattr(pipeline, "read", watched)
    evaluate.scored(folder, {"raid"}, asked, Tally())  # type: ignore[arg-type]
    evaluate.scored(folder, {"visit"}, None, Tally())
    assert used == [("raid", asked), ("visit", None)]


@pytest.mark.parametrize("share", [1.0, 0.5])
def test_no_article_that_is_read_was_trained_on(
    tmp_path: Path, made: Callable[[str], Example], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], share: float
) -> None:
    real = [made(name) for name in NAMES]
    ours = [SimpleNamespace(name="own-1")]
    trained: list[set[str]] = []
    read: list[tuple[set[str], object]] = []

    def together(articles: list[Example], words: object, reader: object, epochs: int, count: int, *, rules: bool) -> list[object]:
        trained.append({a.name for a in articles})
        return [SimpleNamespace(number=len(trained))] * count

    monkeypatch.setattr(evaluate, "Words", SimpleNamespace(load=lambda folder: SimpleNamespace(facts={})))
    monkeypatch.setattr(evaluate, "corpus", lambda: (real, ours))
    monkeypatch.setattr(evaluate.standoff, "main", lambda arguments: 0)
    monkeypatch.setattr(evaluate, "together", together)
    monkeypatch.setattr(evaluate, "ship", lambda *given: None)
    monkeypatch.setattr(evaluate, "Network", lambda folder: folder.name)
    monkeypatch.setattr(evaluate, "scored", lambda folder, names, network, tally: read.append((names, network)))
    monkeypatch.setattr(evaluate, "figures", lambda tally: {"record": 0.5})
    assert evaluate.main([str(tmp_path), "--folds", "3", "--share", str(share), "--json", str(tmp_path / "figures.json")]) == 0
    held = [names for names, _ in read[::2]]
    assert [network for _, network in read] == [None, "0", None, "1", None, "2"]
    assert [names for names, _ in read[1::2]] == held and sorted(n for names in held for n in names) == sorted(NAMES)
    for known, names in zip(trained, held, strict=True):
        assert "own-1" in known and not known & names
        assert len(known) == 1 + round(share * 2)
    assert json.loads((tmp_path / "figures.json").read_bytes()) == {"rules": {"record": 0.5}, "both": {"record": 0.5}}
    assert capsys.readouterr().out.count("record 0.500") == 6


def test_one_fold_alone(tmp_path: Path, made: Callable[[str], Example], monkeypatch: pytest.MonkeyPatch) -> None:
    trained: list[int] = []
    monkeypatch.setattr(evaluate, "Words", SimpleNamespace(load=lambda folder: SimpleNamespace(facts={})))
    monkeypatch.setattr(evaluate, "corpus", lambda: ([made(name) for name in NAMES], []))
    monkeypatch.setattr(evaluate.standoff, "main", lambda arguments: 0)
    monkeypatch.setattr(evaluate, "together", lambda articles, *given, **more: trained.append(len(articles)))
    monkeypatch.setattr(evaluate, "ship", lambda *given: None)
    monkeypatch.setattr(evaluate, "Network", lambda folder: folder.name)
    monkeypatch.setattr(evaluate, "scored", lambda *given: None)
    monkeypatch.setattr(evaluate, "figures", lambda tally: {})
    assert evaluate.main([str(tmp_path), "--folds", "3", "--only", "1"]) == 0
    assert trained == [2]


def test_alone_it_reads_without_what_the_rules_find(monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article("a", "قصفت القوات السورية بلدة سراقب، وقال مصدر عسكري إن القصف مستمر.", published="2021-05-04")
    network = SimpleNamespace(thresholds={"new act": 0.85, "act": 0.05})
    before = dict(network.thresholds)
    monkeypatch.setattr(pipeline, "trained_network", lambda: None)
    assert pipeline.read(article).events
    with evaluate.alone(network):  # type: ignore[arg-type]
        assert network.thresholds == {**before, **evaluate.ALONE}
        record = pipeline.read(article)
        assert (record.entities, record.events, record.statements) == ([], [], [])
    assert pipeline.read(article).events and network.thresholds == before


def test_figures_are_means_of_the_headline_ones(folder: Path) -> None:
    tally = Tally()
    evaluate.scored(folder, set(NAMES), None, tally)
    found = evaluate.figures(tally)
    assert found["record"] == pytest.approx(sum(found[name] for name in evaluate.HEADLINE) / len(evaluate.HEADLINE), abs=1e-3)
    assert 0.2 < found["record"] <= 1
