"""Forecasting words: the sampled loss is what it says, pretraining learns, and goes on where it was cut off. Skipped without torch."""

from __future__ import annotations

import itertools
import json
import math
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra train")

import forecast  # noqa: E402
from network import Analyser, Shape  # noqa: E402

WORDS = ["في", "عمان", "زار", "الوزير", "امس"]


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of five words, and a text that says the same again and again; rows are short, and a clock on which each look takes a second."""
    monkeypatch.setattr(forecast, "LENGTH", 10)
    monkeypatch.setattr(forecast, "ROWS", 4)
    monkeypatch.setattr(forecast, "SAMPLED", 8)
    monkeypatch.setattr(forecast, "WARM", 3)
    monkeypatch.setattr(forecast.time, "monotonic", itertools.count().__next__)
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "words.txt").write_text("".join(f"{word}\n" for word in WORDS), encoding="utf-8")
    np.save(folder / "vectors.npy", np.random.default_rng(0).integers(-40, 40, (len(WORDS) + 2, 100)).astype(np.int8))
    np.save(folder / "numbers.npy", np.array([3, 4, 2, 5, 6] * 80, np.int32))
    (folder / "facts.json").write_text(json.dumps({"scale": 0.01, "letters": "".join(sorted(set("".join(WORDS))))}), encoding="utf-8")
    return folder


def forecaster(most: int = 20) -> forecast.Forecast:
    torch.manual_seed(0)
    return forecast.Forecast(Shape(9, vector=8, below=6), np.random.default_rng(1).normal(size=(most + 2, 8)).astype(np.float32))


def test_words_are_sampled_as_often_as_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecast, "SAMPLED", 40_000)
    chances = torch.exp(forecast.chance_of(torch.arange(1, 21), 20))
    assert float(chances.sum()) == pytest.approx(1, abs=1e-5)
    drawn = torch.bincount(forecast.sample(np.random.default_rng(0), 20), minlength=21)
    assert drawn[0] == 0 and len(drawn) == 21
    assert torch.allclose(drawn[1:] / 40_000, chances, atol=0.01)


def test_the_loss_is_the_cross_entropy_among_the_sampled() -> None:
    model = forecaster()
    states, wanted, sampled = torch.randn(2, 8), torch.tensor([3, 5]), torch.tensor([1, 5, 7])

    def score(state: int, word: int) -> float:
        return float(states[state] @ model.out.weight.detach()[word] - forecast.chance_of(torch.tensor(word), 20))

    first = -score(0, 3) + math.log(sum(math.exp(score(0, word)) for word in (3, 1, 5, 7)))
    second = -score(1, 5) + math.log(sum(math.exp(score(1, word)) for word in (5, 1, 7)))  # 5 itself counts once
    assert float(model.loss(states, wanted, sampled).detach()) == pytest.approx((first + second) / 2, abs=1e-4)


def test_unknown_words_and_line_ends_are_not_forecast() -> None:
    model, sampled = forecaster(), torch.tensor([1, 2])
    states = torch.randn(3, 8)
    alone = model.loss(states[:1], torch.tensor([4]), sampled)
    assert torch.equal(model.loss(states, torch.tensor([4, 0, 21]), sampled), alone)


def test_neither_way_sees_the_word_that_it_forecasts() -> None:
    model, sampled, seen, asked = forecaster(), torch.tensor([1, 2, 3]), [], []
    vectors, letters = torch.randn(22, 8), torch.randint(0, 10, (22, 14))
    model.loss = lambda states, wanted, sampled: (seen.append(states.detach()), asked.append(wanted.tolist()))
    for words in ([4, 5, 6, 7], [4, 5, 6, 9], [8, 5, 6, 7]):
        model(torch.tensor([words]), vectors, letters, sampled)
    assert asked[:2] == [[5, 6, 7], [4, 5, 6]]
    ahead, behind = seen[::2], seen[1::2]
    assert torch.equal(ahead[0], ahead[1]) and not torch.equal(ahead[0], ahead[2])
    assert torch.equal(behind[0], behind[2]) and not torch.equal(behind[0], behind[1])


def test_the_rate_rises_and_falls() -> None:
    rate = forecast.rate
    assert rate(0, 0) < rate(0.1, forecast.WARM) > rate(0.9, 10**6) > 0 and rate(5, 10**6) > 0


def test_it_learns_and_leaves_a_reader_that_the_analyser_takes(words: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "reader.pt"
    assert forecast.main([str(words), str(out), "--minutes", "4", "--share", "1"]) == 0
    losses = [float(part.split()[0]) for part in capsys.readouterr().err.split("loss ")[1:]]
    assert len(losses) >= 3 and losses[-1] < 0.5 * losses[0]
    Analyser(Shape(len(set("".join(WORDS))))).reader.load_state_dict(torch.load(out, weights_only=True))  # or it raises
    assert not out.with_name("reader.pt.part").exists()


def test_it_goes_on_where_it_was_cut_off(words: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    out, part, steps, rate = tmp_path / "reader.pt", tmp_path / "reader.pt.part", [], forecast.rate
    monkeypatch.setattr(forecast, "SAVED_EVERY", 5)

    def cut(done: float, step: int) -> float:
        steps.append(done)
        if len(steps) == 15:
            raise KeyboardInterrupt
        return rate(done, step)

    monkeypatch.setattr(forecast, "rate", cut)
    with pytest.raises(KeyboardInterrupt):
        forecast.pretrain(words, out, 0.5, 1.0)
    assert part.exists() and not out.exists()
    held = torch.load(part, weights_only=True)
    assert 0.05 < held["minutes"] < 0.25
    forecast.pretrain(words, out, 0.5, 1.0)
    assert steps[15] == pytest.approx(held["minutes"] / 0.5, abs=0.04), "the rate goes on from there"
    assert len(steps) < 45 and out.exists() and not part.exists()
    assert "goes on from" in capsys.readouterr().err


def test_weights_of_other_words_are_not_taken_up(words: Path, tmp_path: Path) -> None:
    (tmp_path / "reader.pt.part").write_bytes(b"nothing")
    with pytest.raises(SystemExit, match=r"reader\.pt\.part: weights of other words, or damaged .*; remove it"):
        forecast.pretrain(words, tmp_path / "reader.pt", 0.1, 1.0)


def test_too_few_words_are_told_instead_of_waiting_for_ever(words: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"400 words, of which 5% are read, are too few: a step takes 40; take a larger --share"):
        forecast.pretrain(words, tmp_path / "reader.pt", 0.1, 0.05)


def test_a_folder_without_texts_is_told(words: Path, tmp_path: Path) -> None:
    (words / "numbers.npy").unlink()
    with pytest.raises(SystemExit, match=r"no texts here \(numbers\.npy\); make them with"):
        forecast.pretrain(words, tmp_path / "reader.pt", 0.1, 1.0)
