"""Subwords and the file of numbers; without the extra ``train`` there is no numpy, and they are skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

np = pytest.importorskip("numpy", reason="needs the extra train")

import subwords  # noqa: E402

PIECES = [*subwords.SPECIAL, "و", "وزير", "##ان", "##ا", "##ن", "ال", "."]


def test_the_longest_piece_is_taken() -> None:
    vocabulary = subwords.Subwords(PIECES)
    assert [PIECES[n] for n in vocabulary.word("وزيران")] == ["وزير", "##ان"]
    assert vocabulary.word("غد") == [subwords.UNKNOWN]
    assert vocabulary.word("و" * 100) == [subwords.UNKNOWN]
    assert vocabulary.inner.tolist() == [piece.startswith("##") for piece in PIECES]


def test_words_are_folded_and_texts_end_with_a_break() -> None:
    vocabulary = subwords.Subwords(PIECES)
    assert vocabulary.text("وَزيرَان.") == [*vocabulary.word("وزيران"), PIECES.index("."), subwords.BREAK]


def test_numbers_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary = subwords.Subwords(PIECES + [f"##{n}" for n in range(600)] + ["وزيرنا"])
    monkeypatch.setattr(subwords, "texts", lambda name: ["وزيرنا و وزير."] * 50)
    monkeypatch.setattr(subwords, "PIECE", 30)
    written = subwords.write_tokens(vocabulary, tmp_path / "tokens", most=1)
    found = subwords.read_tokens(tmp_path / "tokens")
    assert len(found) == written and found.tolist() == vocabulary.text("وزيرنا و وزير.") * 50 * len(subwords.RAW)


def test_the_file_stays_under_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vocabulary = subwords.Subwords(PIECES)
    monkeypatch.setattr(subwords, "texts", lambda name: ["وزير و."] * 5000)
    monkeypatch.setattr(subwords, "PIECE", 1000)
    subwords.write_tokens(vocabulary, tmp_path / "tokens", most=0.002)
    assert 0 < (tmp_path / "tokens").stat().st_size <= 2000
