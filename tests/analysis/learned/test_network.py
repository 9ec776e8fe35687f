"""A network that cannot be used never stops the reading: the rules read alone, and say so once."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import musnad
from musnad import pipeline
from musnad.analysis import learned
from musnad.analysis.learned import network as shipped
from musnad.errors import ModelError, ModelWarning
from musnad.export import Rendering
from musnad.record import Article
from musnad.work import read_all

LISTED = tuple(json.loads((shipped.FOLDER / "model.json").read_bytes())["files"])
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


def test_all_that_is_loaded_is_listed_with_its_hash() -> None:
    assert set(LISTED) - {shipped.NAMES} == set(shipped.FILES)


def test_files_are_small_enough() -> None:
    assert sum(path.stat().st_size for path in shipped.FOLDER.iterdir()) < 25 * 2**20


def test_it_loads_in_less_than_a_second() -> None:
    code = "import time; t = time.perf_counter(); from musnad.analysis.learned.network import Network; Network(); print(time.perf_counter() - t)"
    environment = {**os.environ, "PYTHONPATH": str(Path(musnad.__file__).parents[1])}
    times = [float(subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True).stdout) for _ in range(2)]
    assert min(times) < 1, "with ONNX Runtime and NumPy, in a new process"


def test_threads_read_as_one_does() -> None:
    texts = [f"{TEXT} وقال مصدر عسكري إن {n} جنود قتلوا في إدلب." for n in range(2, 10)]
    one = [musnad.read(text, published="2021-05-04").to_dict() for text in texts]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda text: musnad.read(text, published="2021-05-04").to_dict(), texts)) == one


def test_processes_read_as_one_does() -> None:
    articles = [Article(f"a{n}", f"{TEXT} وقتل {n} جنود في إدلب.", published="2021-05-04") for n in range(2, 8)]
    one, two = (list(read_all(articles, Rendering("jsonl", text=False).render, jobs)) for jobs in (1, 2))
    assert one == two and all(shipped.Network().name in line for line in one)


@pytest.mark.parametrize("name", ["model.json", *LISTED])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelError, match=rf"{re.escape(name)}: missing; install musnad again"):
        shipped.Network(copied)


@pytest.mark.parametrize("name", LISTED)
@pytest.mark.parametrize("damage", [lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b[:100] + bytes([b[100] ^ 1]) + b[101:]], ids=["cut", "empty", "bit"])
def test_a_damaged_file_is_named(copied: Path, name: str, damage: Callable[[bytes], bytes]) -> None:
    (copied / name).write_bytes(damage((copied / name).read_bytes()))
    with pytest.raises(ModelError, match=rf"{re.escape(name)}: not the file that model\.json means; install musnad again"):
        shipped.Network(copied)


def test_a_folder_in_the_place_of_a_file_is_told(copied: Path) -> None:
    (copied / "words.txt").unlink()
    (copied / "words.txt").mkdir()
    with pytest.raises(ModelError, match="install musnad again"):
        shipped.Network(copied)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"files": {}}', "null", "\0"])
def test_a_damaged_list_is_told(copied: Path, content: str) -> None:
    (copied / "model.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"model\.json: cannot be read .*; install musnad again"):
        shipped.Network(copied)


@pytest.mark.parametrize("key", json.loads((shipped.FOLDER / "model.json").read_bytes()))
@pytest.mark.parametrize("value", [..., None, "x", [1], {}], ids=["gone", "null", "text", "list", "object"])
def test_a_list_of_another_kind_is_told(copied: Path, key: str, value: object) -> None:
    facts = json.loads((copied / "model.json").read_bytes())
    if type(facts[key]) is type(value) and value:
        return  # as it is written
    facts[key] = value
    if value is ...:
        del facts[key]
    (copied / "model.json").write_text(json.dumps(facts), encoding="utf-8")
    with pytest.raises(ModelError, match="install musnad again"):
        shipped.Network(copied)


@pytest.mark.parametrize("name", shipped.THRESHOLDS)
def test_a_threshold_that_is_missing_is_told(copied: Path, name: str) -> None:
    facts = json.loads((copied / "model.json").read_bytes())
    del facts["thresholds"][name]
    (copied / "model.json").write_text(json.dumps(facts), encoding="utf-8")
    with pytest.raises(ModelError, match=name):
        shipped.Network(copied)


def test_a_list_with_one_byte_changed_never_stops_the_reading(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some changes cannot be told, as another digit of a threshold; all others are."""
    content, chance = (copied / "model.json").read_bytes(), random.Random(4)
    refused = 0
    for _ in range(40):
        at = chance.randrange(len(content))
        (copied / "model.json").write_bytes(content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :])
        try:
            network = shipped.Network(copied)
        except ModelError:
            refused += 1
            continue
        monkeypatch.setattr(pipeline, "trained_network", lambda network=network: network)
        assert pipeline.read(Article("a", TEXT, published="2021-05-04")).events is not None
    assert refused >= 5


def test_a_graph_that_is_none_is_told(copied: Path) -> None:
    (copied / "acts.onnx").write_bytes(b"nothing")
    facts = json.loads((copied / "model.json").read_bytes())
    facts["files"]["acts.onnx"] = hashlib.sha256(b"nothing").hexdigest()
    (copied / "model.json").write_text(json.dumps(facts), encoding="utf-8")
    with pytest.raises(ModelError, match=r"acts\.onnx: cannot be run"):
        shipped.Network(copied)


@pytest.fixture
def loaded_anew() -> Iterator[None]:
    """The process forgets the network before and after."""
    learned._shipped.cache_clear()
    yield
    learned._shipped.cache_clear()


@pytest.mark.parametrize("error", [ImportError("libgomp.so.1: cannot open"), ModuleNotFoundError("No module named 'onnxruntime'"), OSError("bad CPU")])
def test_without_the_runtime_the_rules_read_and_a_warning_says_so(loaded_anew: None, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    class Broken:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "onnxruntime":
                raise error

    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    monkeypatch.delitem(sys.modules, "onnxruntime")
    monkeypatch.delitem(sys.modules, "musnad.analysis.learned.network")
    with pytest.warns(ModelWarning, match=re.escape(f"by the rules alone: ONNX Runtime cannot be loaded ({error}); install musnad again")):
        assert musnad.read(TEXT, published="2021-05-04").model is None


def test_without_it_the_rules_read_and_a_warning_says_so(loaded_anew: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped.Network.__init__, "__defaults__", (tmp_path / "none",))
    with pytest.warns(ModelWarning, match="by the rules alone: .*model.json: missing"):
        record = musnad.read(TEXT, published="2021-05-04")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # once is enough
        musnad.read(TEXT)
    assert record.model is None and record.events
