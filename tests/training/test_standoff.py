"""Reference records without their text come back as they were, and not onto another text."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from musnad.evaluation.gold import read_gold

ROOT = Path(__file__).resolve().parents[2]
DEMO = sorted((ROOT / "src/musnad/demo").glob("*.gold"))
ARTICLES = sorted((ROOT / "training/articles").glob("*.json"))


@pytest.fixture(scope="module")
def standoff() -> ModuleType:
    spec = importlib.util.spec_from_file_location("standoff", ROOT / "training/standoff.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_a_record_comes_back(standoff: ModuleType, path: Path, tmp_path: Path) -> None:
    text = path.with_suffix(".txt").read_bytes().decode()
    packed = json.loads(json.dumps(standoff.pack(path.read_bytes().decode())))
    copy = tmp_path / path.name
    copy.write_bytes(standoff.unpack(packed, text, text.partition("\n")[0]).encode())
    assert read_gold(copy) == read_gold(path)


def test_no_text_is_kept(standoff: ModuleType) -> None:
    packed = json.dumps(standoff.pack(DEMO[0].read_bytes().decode()), ensure_ascii=False)
    sentences = [s for s in DEMO[0].with_suffix(".txt").read_text(encoding="utf-8").splitlines() if len(s) > 60]
    assert sentences and not [s for s in sentences if s[:40] in packed]


def test_another_text_is_refused(standoff: ModuleType) -> None:
    packed = standoff.pack(DEMO[0].read_bytes().decode())
    with pytest.raises(ValueError, match="not the one that was marked"):
        standoff.unpack(packed, "نص آخر", None)


@pytest.fixture
def corpus(standoff: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Two marked articles, as they are kept, and the raw articles that they are of."""
    rows: list[dict[str, object]] = []
    for path in DEMO[:2]:
        (tmp_path / f"{path.stem}.json").write_text(json.dumps(standoff.pack(path.read_bytes().decode())), encoding="utf-8")
        rows.append({"id": path.stem, "text": path.with_suffix(".txt").read_bytes().decode(), "title": None, "published": "2211-20-16"})
    monkeypatch.setattr(standoff, "ARTICLES", tmp_path)
    monkeypatch.setattr(standoff, "raw_articles", lambda: iter([*rows, {"id": "other", "text": "خبر"}]))
    return rows


def test_marked_articles_are_found_among_the_raw_ones(standoff: ModuleType, corpus: list[dict[str, object]], tmp_path: Path) -> None:
    assert standoff.main(["unpack", str(tmp_path / "out")]) == 0
    assert {path.name for path in (tmp_path / "out").glob("*.gold")} == {path.name for path in DEMO[:2]}
    days = [json.loads(line)["published"] for line in (tmp_path / "out/articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(days) == 2 and "2211-20-16" not in days


def test_articles_that_the_raw_texts_lack_are_told(
    standoff: ModuleType, corpus: list[dict[str, object]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = corpus.pop()["id"]
    assert standoff.main(["unpack", str(tmp_path / "out")]) == 0
    assert capsys.readouterr().err == f"1 of 2 marked articles are not in the raw texts, as {gone}\n"


def test_raw_texts_of_another_edition_are_told(standoff: ModuleType, corpus: list[dict[str, object]], tmp_path: Path) -> None:
    corpus[0]["text"] = "نص آخر"
    with pytest.raises(SystemExit, match=rf"{corpus[0]['id']}: the text is not the one that was marked; the raw texts are of another edition"):
        standoff.main(["unpack", str(tmp_path / "out")])


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_marks_of_the_corpus_nest(path: Path) -> None:
    """Marks lie within each other or apart, and every id that a row names is marked or is a row's."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    open_ends: list[int] = []
    for _, start, end in kept["marks"]:
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        assert start < end and (not open_ends or end <= open_ends[-1])
        open_ends.append(end)
    marked = {name for name, _, _ in kept["marks"]}
    assert {mark for row in kept["rows"] for mark in row.get("marks", ())} <= marked
