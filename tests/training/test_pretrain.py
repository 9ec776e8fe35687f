"""Pretraining goes on where it stopped; without the extra ``train`` there is no torch, and it is skipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="needs the extra train")

import encoder  # noqa: E402
import numpy as np  # noqa: E402
import pretrain  # noqa: E402

SHAPE = encoder.Shape(50, 16, 32, 2, 2)


def test_whole_words_are_hidden() -> None:
    inner = torch.rand(8, 64) < 0.4
    hidden = encoder.masked_words(inner, share=0.3)
    assert hidden.any() and not hidden.all()
    going_on = inner[:, 1:]
    assert (hidden[:, 1:] == hidden[:, :-1])[going_on].all()


def test_padding_changes_nothing() -> None:
    model = encoder.Encoder(SHAPE).eval()
    numbers = torch.randint(4, 50, (1, 10))
    padded = torch.cat([numbers, torch.zeros(1, 5, dtype=torch.long)], 1)
    seen = torch.arange(15)[None] < 10
    assert torch.allclose(model(numbers), model(padded, seen)[:, :10], atol=1e-5)


def test_weights_come_back_in_small_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "WIDEST_FILE", 20_000)
    model = encoder.Pair(SHAPE)
    encoder.save(model, tmp_path, {"shape": encoder.shape_facts(SHAPE)})
    encoder.save(model, tmp_path, {"shape": encoder.shape_facts(SHAPE)})
    again, _ = encoder.load(tmp_path)
    assert len(list(tmp_path.iterdir())) > 1
    numbers = torch.randint(4, 50, (2, 12))
    assert torch.allclose(model.eval().encoder(numbers), again.eval().encoder(numbers), atol=1e-2)
    with pytest.raises(FileNotFoundError, match="no weights"):
        encoder.load(tmp_path / "none")


def test_a_piece_goes_on_from_the_last(tmp_path: Path) -> None:
    tokens = np.random.default_rng(0).integers(4, 50, encoder.LONGEST * 40).astype(np.uint16)
    model, facts = encoder.Pair(SHAPE), {"shape": encoder.shape_facts(SHAPE), "minutes": 0.0, "steps": 0, "tokens": 0}
    for _ in range(2):
        pretrain.pretrain(model, tokens, np.zeros(50, dtype=bool), tmp_path, facts, minutes=0.01, of=0.02, rows=4, seed=1)
        model, facts = encoder.load(tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lines[0]["steps"] == 1 and lines[-1]["steps"] > 1
    assert facts["minutes"] >= 0.02 and facts["tokens"] == facts["steps"] * 4 * encoder.LONGEST


def test_the_rate_rises_and_falls() -> None:
    assert pretrain.rate(0, 0) < pretrain.rate(0.1, pretrain.WARM) > pretrain.rate(0.9, 10**6) > 0
