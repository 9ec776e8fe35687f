"""`musnad serve`: where it listens, whom it lets in, what it asks for first."""
from __future__ import annotations

import re
import signal
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from musnad.cli.serve import listening, settings_for
from musnad.errors import MusnadError, UsageError
from musnad.web import assets
from musnad.web.settings import LOOPBACK


def test_another_address_needs_a_token_or_a_proxy() -> None:
    with pytest.raises(UsageError, match="--token"):
        settings_for("0.0.0.0", None, False, (), False, False)
    with pytest.raises(UsageError, match="--behind-proxy"):
        settings_for("192.0.2.1", "  ", False, (), False, False)
    assert settings_for("0.0.0.0", "secret", False, (), False, False).token == "secret"
    assert settings_for("0.0.0.0", None, True, (), False, False).hosts == ()


def test_names_are_checked_where_it_is_local_or_named() -> None:
    assert settings_for("127.0.0.1", None, False, (), False, False).hosts == LOOPBACK
    assert settings_for("0.0.0.0", "x", False, ("News.example.org",), True, False).hosts == (*LOOPBACK, "news.example.org")


def test_a_port_that_is_taken_is_said() -> None:
    with listening("127.0.0.1", 0) as first, pytest.raises(UsageError, match="--port"):
        listening("127.0.0.1", first.getsockname()[1])
    with pytest.raises(UsageError, match=r"cannot listen on 192\.0\.2\.1"):
        listening("192.0.2.1", 0)


def test_without_built_files_it_says_what_to_run(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    with pytest.raises(MusnadError, match="make web"):
        assets.require()
    for name in assets.NEEDED:
        (tmp_path / name).write_text("x", encoding="utf-8")
    assets.require()


def test_it_serves_and_ends(demo: Path, tmp_path: Path) -> None:
    import subprocess

    for name in assets.NEEDED:
        (tmp_path / name).write_text("x", encoding="utf-8")
    code = ("import sys, pathlib; from musnad.web import assets; assets.STATIC = pathlib.Path(sys.argv.pop(1)); from musnad.cli.app import main; main()")
    command = [sys.executable, "-c", code, str(tmp_path), "serve", str(demo), "--port", "0", "--read-only"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env={"PYTHONPATH": str(Path(assets.__file__).parents[2])}, text=True) as process:
        guard = threading.Timer(60, process.kill)
        guard.start()
        try:
            assert process.stderr is not None
            url = re.search(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())
            assert url
            with urllib.request.urlopen(f"{url[0]}search.json") as answer:
                assert answer.status == 200 and answer.headers["server"] is None
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)
        finally:
            guard.cancel()
            process.kill()
