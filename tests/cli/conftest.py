"""A pipeline that answers at once, and the program as a function and as a process."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import musnad
import musnad.pipeline
from musnad.errors import ArticleError, KnowledgeError
from musnad.record import Article, Event, Record

SOURCE = str(Path(musnad.__file__).parent.parent)
Run = Callable[..., Result]
Program = Callable[..., "subprocess.Popen[bytes]"]


def fake_read(article: Article) -> Record:
    """One event where the text begins; some words make it fail."""
    if "عطل" in article.text:
        raise ZeroDivisionError("a bug\nof two lines")
    if "مكسور" in article.text:
        raise ArticleError("cannot be read; mend it")
    if "ناقص" in article.text:
        raise KnowledgeError("verbs.tsv line 3: broken")
    event = Event("v1", (0, 1), "AID", None, [], [], [], [], None, "occurred", None, None, "07", 10.0, "material cooperation",
                  None, [], [], 0.5, "made by hand")
    return Record(article, events=[event])


@pytest.fixture
def fake_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the quick pipeline in the place of the real one."""
    monkeypatch.setattr(musnad.pipeline, "read", fake_read)


@pytest.fixture
def run() -> Run:
    """The command line as a function; errors of ours come out as exceptions."""
    from musnad.cli.app import app

    def invoke(*args: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(a) for a in args], input=stdin, prog_name="musnad")

    return invoke


@pytest.fixture
def program() -> Iterator[Program]:
    """The command line as a process of its own; none outlives its test."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*args: object, **options: object) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": SOURCE}
        command = [sys.executable, "-m", "musnad.cli", *map(str, args)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        made: Any = {**pipes, **options}
        if os.name == "posix":  # tests that run in the background ignore Ctrl-C, and would hand that on
            made["preexec_fn"] = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
        process: subprocess.Popen[bytes] = subprocess.Popen(command, env=environment, **made)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        with suppress(ValueError):  # its pipes are closed already
            process.communicate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles, the second of which a bug meets."""
    made = tmp_path / "news"
    made.mkdir()
    for name, text in (("a", "خبر أول"), ("b", "خبر فيه عطل"), ("c", "خبر ثالث")):
        (made / f"{name}.txt").write_text(text, encoding="utf-8")
    return made
