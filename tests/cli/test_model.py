"""A trained model that cannot be used: every command reads by the rules alone, and says so in one line."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import musnad
from musnad.web import assets

PACKAGE = Path(musnad.__file__).parent
TEXTS = ("قصفت القوات السورية بلدة سراقب، ونددت فرنسا بالقصف.", "زار وزير الخارجية المصري عمان.", "شكر السودان قطر على دعمها.")


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it is, but for a file of the model that was cut off."""
    root = tmp_path_factory.mktemp("damaged")
    shutil.copytree(PACKAGE, root / "musnad", ignore=shutil.ignore_patterns("frontend", "static"))
    with (root / "musnad/model/pairs.onnx").open("r+b") as stream:
        stream.truncate(1000)
    return root


@pytest.fixture(scope="module")
def without_runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An ONNX Runtime that lacks a library of the system, found before the right one."""
    root = tmp_path_factory.mktemp("without")
    (root / "onnxruntime.py").write_text("raise ImportError('libgomp.so.1: cannot open shared object file')\n", encoding="utf-8")
    return root


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Three articles in one file."""
    path = tmp_path / "articles.jsonl"
    rows = [{"id": f"a{n}", "text": text, "published": "2021-05-04"} for n, text in enumerate(TEXTS)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def run(path: list[Path], *arguments: object) -> subprocess.CompletedProcess[str]:
    """The program with these folders before all others."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
    return subprocess.run(
        [sys.executable, "-m", "musnad.cli", *map(str, arguments)], env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )


def warned(stderr: str) -> list[str]:
    return [line for line in stderr.splitlines() if "rules alone" in line or "Warning" in line]


@pytest.mark.parametrize("jobs", [1, 2])
def test_reading_goes_on_by_the_rules_with_one_warning(damaged: Path, articles: Path, jobs: int) -> None:
    done = run([damaged], "read", articles, "--format", "jsonl", "--jobs", jobs)
    (line,) = warned(done.stderr)
    assert re.fullmatch(r"musnad: articles are read by the rules alone: .*pairs\.onnx: not the file that model\.json means; install musnad again", line)
    records = [json.loads(row) for row in done.stdout.splitlines()]
    assert done.returncode == 0 and [r["document"]["id"] for r in records] == ["a0", "a1", "a2"]
    assert all(r["events"] and r["model"] is None for r in records)


def test_without_the_runtime_reading_goes_on(without_runtime: Path, articles: Path) -> None:
    done = run([without_runtime, PACKAGE.parent], "read", articles, "--format", "jsonl", "--quiet")
    wanted = "ONNX Runtime cannot be loaded (libgomp.so.1: cannot open shared object file); install musnad again"
    assert done.stderr.splitlines() == [f"musnad: articles are read by the rules alone: {wanted}"]
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 3


def test_adding_goes_on_by_the_rules_with_one_warning(damaged: Path, articles: Path, tmp_path: Path) -> None:
    done = run([damaged], "add", tmp_path / "x.db", articles)
    assert len(warned(done.stderr)) == 1 and warned(done.stderr)[0].startswith("musnad: ")
    assert done.returncode == 0 and "3 articles added, 0 failed" in done.stderr


def test_a_room_opens_and_says_so_at_once(damaged: Path, articles: Path, tmp_path: Path) -> None:
    added = run([damaged], "add", tmp_path / "x.db", articles, "--fast")
    assert added.returncode == 0 and not warned(added.stderr), "who asks for the rules alone is not warned"
    static = tmp_path / "static"
    static.mkdir()
    for name in assets.NEEDED:
        (static / name).write_text("x", encoding="utf-8")
    code = "import sys, pathlib; from musnad.web import assets; assets.STATIC = pathlib.Path(sys.argv.pop(1)); from musnad.cli.app import main; main()"
    command = [sys.executable, "-c", code, str(static), "serve", str(tmp_path / "x.db"), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(damaged)}, encoding="utf-8") as process:
        guard = threading.Timer(60, process.kill)
        guard.start()
        try:
            assert process.stderr is not None
            assert process.stderr.readline().startswith("musnad: articles are read by the rules alone: ")
            assert process.stderr.readline().startswith("musnad: http://127.0.0.1:")
        finally:
            guard.cancel()
            process.kill()
