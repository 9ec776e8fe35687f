"""A network that cannot be used never stops the reading: the rules read alone, and say so once."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path

import pytest

import musnad
from musnad.analysis import learned
from musnad.analysis.learned import network as shipped
from musnad.errors import ModelError

TEXT = "قصفت القوات السورية بلدة سراقب، ونددت فرنسا بالقصف."


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(shipped.FOLDER, tmp_path / "model")
    return tmp_path / "model"


def test_the_shipped_network_reads() -> None:
    record = musnad.read(TEXT, published="2021-05-04")
    assert record.model == shipped.Network().name
    assert record.events


def test_the_same_text_is_read_the_same_way() -> None:
    assert musnad.read(TEXT).to_dict() == musnad.read(TEXT).to_dict()


def test_fast_is_the_rules_alone() -> None:
    assert musnad.read(TEXT, fast=True).model is None
    assert musnad.read(TEXT).model is not None, "and the next call has the network again"


def test_files_are_small_enough() -> None:
    assert sum(path.stat().st_size for path in shipped.FOLDER.iterdir()) < 25 * 2**20


def test_a_missing_file_is_named(copied: Path) -> None:
    (copied / "pairs.onnx").unlink()
    with pytest.raises(ModelError, match=r"pairs\.onnx: missing; install musnad again"):
        shipped.Network(copied)


def test_a_damaged_file_is_named(copied: Path) -> None:
    with (copied / "words.onnx").open("r+b") as stream:
        stream.seek(100)
        stream.write(b"\0\1\2")
    with pytest.raises(ModelError, match=r"words\.onnx: not the file that model\.json means"):
        shipped.Network(copied)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"files": {}}'])
def test_a_damaged_list_is_told(copied: Path, content: str) -> None:
    (copied / "model.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        shipped.Network(copied)


def test_a_graph_that_is_none_is_told(copied: Path) -> None:
    (copied / "acts.onnx").write_bytes(b"nothing")
    facts = json.loads((copied / "model.json").read_bytes())
    facts["files"].pop("acts.onnx")
    (copied / "model.json").write_text(json.dumps(facts), encoding="utf-8")
    with pytest.raises(ModelError, match=r"acts\.onnx: cannot be run"):
        shipped.Network(copied)


def test_without_it_the_rules_read_and_a_warning_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped.Network.__init__, "__defaults__", (tmp_path,))
    learned._shipped.cache_clear()
    try:
        with pytest.warns(UserWarning, match="by the rules alone: .*model.json: missing"):
            record = musnad.read(TEXT, published="2021-05-04")
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # once is enough
            musnad.read(TEXT)
    finally:
        learned._shipped.cache_clear()
    assert record.model is None and record.events
