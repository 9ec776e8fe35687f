"""The words with their vectors: folded, numbered by rank, in the form of those that are shipped; and what is told where files are lacking."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import numpy as np
import pytest
import raw
import standoff
import subwords
import words

from musnad.analysis.learned.features import LETTERS
from musnad.analysis.learned.network import FOLDER

TEXTS = ("وَزيرُ الخارجيّة يزور عمّان\nثم يعود", "الوزير يزور عمان، ثم يزور بيروت", "يزور")


@pytest.fixture
def invented(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three texts in each of the raw files."""
    monkeypatch.setattr(words, "texts", lambda name: iter(TEXTS))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two words as the program leaves them."""
    (tmp_path / "words.txt").write_text("في\nعمان\n", encoding="utf-8")
    np.save(tmp_path / "vectors.npy", np.array([[0, 0], [3, 4], [5, 0], [127, 0]], np.int8))
    (tmp_path / "facts.json").write_text(json.dumps({"scale": 0.5, "letters": "امن"}), encoding="utf-8")
    return tmp_path


def test_texts_are_folded_a_paragraph_a_line(tmp_path: Path, invented: None) -> None:
    counts = words.write_texts(tmp_path / "texts.txt")
    lines = (tmp_path / "texts.txt").read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in lines[:2]] == ["وزير الخارجيه يزور عمان", "ثم يعود"]
    assert counts["يزور"] == 4 * len(subwords.RAW) and counts["عمان"] == 2 * len(subwords.RAW)
    assert "\n" not in counts


def test_a_share_is_a_part_and_always_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "texts", lambda name: iter(f"{name.partition('.')[0]}{n}" for n in range(200)))
    parts = [set(words.write_texts(tmp_path / "texts.txt", 0.1)) for _ in range(2)]
    assert parts[0] == parts[1]
    assert 30 < len(parts[0]) < 130
    assert parts[0] < set(words.write_texts(tmp_path / "texts.txt"))


def test_numbers_are_those_of_the_words(tmp_path: Path) -> None:
    (tmp_path / "texts.txt").write_text("زار عمان أمس\n\nعمان\n", encoding="utf-8")
    words.write_numbers(tmp_path / "texts.txt", ["عمان", "زار"], tmp_path / "numbers.npy")
    assert np.load(tmp_path / "numbers.npy").tolist() == [2, 1, 0, 3, 3, 1, 3]


def test_words_come_back(folder: Path) -> None:
    found = words.Words.load(folder)
    vectors, letters = found.of(["عمان", "\n", "خبر", "في"])
    assert vectors.tolist() == [[2.5, 0], [63.5, 0], [0, 0], [1.5, 2]]
    assert letters.shape == (4, LETTERS) and letters[0, :4].tolist() == [0, 2, 1, 3]
    assert found.facts == {"scale": 0.5, "letters": "امن"}


def test_the_words_that_are_shipped_can_be_trained_with() -> None:
    found = words.Words.load(FOLDER)
    assert len(found.vectors) == len(found.numbers) + 2
    assert set(found.facts) == {"scale", "letters"}, "and nothing else of a network goes into the next"


def test_what_is_written_has_the_form_of_what_is_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("floret", reason="needs the extra train")
    monkeypatch.setattr(words, "texts", lambda name: iter(["زار الوزير عمان أمس والتقى نظيره", "استقبالاتهمالطويلةجدا12345 خبر"] * 30))
    assert words.main([str(tmp_path), "--most", "9", "--threads", "1"]) == 0
    table, shipped = np.load(tmp_path / "vectors.npy"), np.load(FOLDER / "vectors.npy", mmap_mode="r")
    kept = (tmp_path / "words.txt").read_text(encoding="utf-8")
    facts = json.loads((tmp_path / "facts.json").read_bytes())
    listed = json.loads((FOLDER / "model.json").read_bytes())
    assert kept.endswith("\n") and len(table) == kept.count("\n") + 2
    assert len(max(kept.split(), key=len)) <= words.LONGEST
    assert (table.dtype, table.shape[1]) == (shipped.dtype, shipped.shape[1])
    assert not table[0].any() and table[-1].tolist() == shipped[-1].tolist()
    assert np.linalg.norm(table[1:-1] * facts["scale"], axis=1) == pytest.approx(1, abs=0.1)
    assert set(facts) <= set(listed) and facts["letters"] == "".join(sorted(set(facts["letters"])))
    numbers = np.load(tmp_path / "numbers.npy")
    assert numbers.max() == len(table) - 1 and numbers.min() == 0
    assert not (tmp_path / "texts.txt").exists()


def test_too_few_words_are_told(tmp_path: Path, invented: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words.importlib.util, "find_spec", lambda name: object())
    with pytest.raises(SystemExit, match=r"0 words are too few to learn from; take a larger --share"):
        words.main([str(tmp_path), "--share", "0"])
    assert not (tmp_path / "facts.json").exists()


def test_without_floret_it_says_so_before_it_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match=r"floret is not installed: pip install -e '\.\[train\]'"):
        words.main([str(tmp_path / "out")])
    assert not (tmp_path / "out").exists()


def test_a_folder_without_words_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"no words here; make them with: python training/words\.py"):
        words.Words.load(tmp_path)


@pytest.mark.parametrize(("name", "content"), [("vectors.npy", b"nothing"), ("facts.json", b"{"), ("facts.json", b"{}"), ("words.txt", b"\xff")])
def test_a_damaged_folder_is_told(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(SystemExit, match=r"cannot be read .*; make it anew"):
        words.Words.load(folder)


def test_vectors_of_other_words_are_told(folder: Path) -> None:
    (folder / "words.txt").write_text("في\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="make it anew"):
        words.Words.load(folder)


@pytest.mark.parametrize("read", [lambda: list(subwords.texts("ant.jsonl.xz")), lambda: list(standoff.raw_articles())], ids=["texts", "articles"])
def test_missing_raw_texts_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: object) -> None:
    monkeypatch.setattr(raw, "SHARED", tmp_path)
    with pytest.raises(SystemExit, match=r"ant\.jsonl\.xz: missing; .* let MUSNAD_SHARED name"):
        read()  # type: ignore[operator]


@pytest.mark.parametrize("cut", [0, 40, -5])
def test_damaged_raw_texts_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int) -> None:
    monkeypatch.setattr(raw, "SHARED", tmp_path)
    (tmp_path / "raw").mkdir()
    packed = lzma.compress("خبر\n".encode() * 1000)
    (tmp_path / "raw" / "x.xz").write_bytes(packed[:cut] if cut else b"nothing")
    with pytest.raises(SystemExit, match=r"x\.xz: damaged .*; copy it again"):
        list(raw.lines("x.xz"))
    (tmp_path / "raw" / "x.xz").write_bytes(packed)
    assert list(raw.lines("x.xz")) == ["خبر\n"] * 1000
