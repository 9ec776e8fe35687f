"""``musnad watch`` as a program: a feed of ours on this machine, read into a store."""
from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from musnad.errors import UsageError
from musnad.intake.fetch import user_agent
from musnad.store import open_store

TEXT = "فرض الاتحاد الأوروبي عقوبات على شركة إيرانية يوم الثلاثاء. وقالت وزارة الخارجية الإيرانية إن القرار غير قانوني."
BODY = "".join(f"<p>{TEXT} {n}.</p>" for n in range(4))


class Paper(BaseHTTPRequestHandler):
    """A paper with a feed of two articles, a page that is not there, and nothing else."""

    asked: list[str]
    agents: set[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.agents.add(self.headers["user-agent"])
        base = f"http://127.0.0.1:{self.server.server_address[1]}"  # type: ignore[str-bytes-safe]
        day = "<pubDate>Wed, 18 May 2022 09:00:00 +0300</pubDate>"
        items = "".join(f"<item><title>خبر {n}</title><link>{base}/{n}</link>{day}</item>" for n in ("a", "b", "gone"))
        page = f"<html><head><meta charset='utf-8'><title>خبر {self.path}</title></head><body><article><h1>خبر {self.path}</h1>{BODY}</article></body></html>"
        bodies = {"/feed": f"<rss version='2.0'><channel><title>الميثاق</title>{items}</channel></rss>", "/a": page, "/b": page}
        found = bodies.get(self.path)
        self.send_response(200 if found else 404)
        self.send_header("content-type", "text/xml" if self.path == "/feed" else "text/html")
        self.end_headers()
        self.wfile.write((found or "").encode())

    def log_message(self, *_: Any) -> None:
        """Keep still."""


@pytest.fixture
def paper() -> Iterator[tuple[str, type[Paper]]]:
    handler = type("Handler", (Paper,), {"asked": [], "agents": set()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", handler
    server.shutdown()
    server.server_close()


def opml(tmp_path: Path, *urls: str) -> Path:
    file = tmp_path / "feeds.opml"
    outlines = "".join(f"<outline xmlUrl='{url}'/>" for url in urls)
    file.write_text(f"<opml><body>{outlines}</body></opml>", encoding="utf-8")
    return file


def test_one_round_and_another(tmp_path: Path, paper: tuple[str, type[Paper]], run: Callable[..., Result]) -> None:
    base, handler = paper
    args = ("watch", tmp_path / "news.db", opml(tmp_path, f"{base}/feed"), "--once", "--delay", "0.01s", "--allow-private", "--contact", "desk@example.org")
    first = run(*args)
    assert first.exit_code == 1, "one page is not there"
    assert "2 new, 0 unchanged, 1 failed" in first.stdout and f"musnad: {base}/gone: HTTP 404 Not Found" in first.stderr
    second = run(*args)
    assert second.exit_code == 0 and "0 new, 3 unchanged, 0 failed" in second.stdout
    assert handler.asked.count("/a") == 1 and handler.agents == {user_agent("desk@example.org")}
    with open_store(tmp_path / "news.db") as store:
        found = list(store.articles())
        assert {a.url for a in found} == {f"{base}/a", f"{base}/b"} and {a.outlet for a in found} == {"الميثاق"}
        assert any(event.event.type == "SANCTION" for event in store.events())


def test_this_machine_is_not_fetched_from_unless_allowed(tmp_path: Path, paper: tuple[str, type[Paper]], run: Callable[..., Result]) -> None:
    base, handler = paper
    result = run("watch", tmp_path / "news.db", opml(tmp_path, f"{base}/feed"), "--once")
    assert result.exit_code == 1 and "127.0.0.1 is loopback; --allow-private lets it through" in result.stderr
    assert handler.asked == []


def test_quiet_tells_only_of_failures(tmp_path: Path, paper: tuple[str, type[Paper]], run: Callable[..., Result]) -> None:
    args = ("watch", tmp_path / "news.db", opml(tmp_path, f"{paper[0]}/feed"), "--once", "--delay", "0.01", "--allow-private", "--quiet")
    assert "failed" in run(*args).stdout
    assert run(*args).output == ""


@pytest.mark.parametrize(("option", "value", "match"), [
    ("--every", "often", "no time"), ("--max-size", "much", "no size"), ("--timeout", "0s", "no time"), ("--delay", "x", "no time"),
])
def test_options_are_checked_before_anything_is_done(tmp_path: Path, run: Callable[..., Result], option: str, value: str, match: str) -> None:
    result = run("watch", tmp_path / "news.db", tmp_path / "feeds.opml", option, value)
    assert isinstance(result.exception, UsageError) and match in str(result.exception) and option in str(result.exception)
    assert not (tmp_path / "news.db").exists()


@pytest.mark.parametrize("content", [None, "", "feeds", "<opml/>"])
def test_a_list_that_is_none_is_a_usage_error(tmp_path: Path, run: Callable[..., Result], content: str | None) -> None:
    file = tmp_path / "feeds.opml"
    if content is not None:
        file.write_text(content)
    result = run("watch", tmp_path / "news.db", file)
    assert isinstance(result.exception, UsageError) and str(file) in str(result.exception) and not (tmp_path / "news.db").exists()


@pytest.mark.parametrize(("ended", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_one_that_is_ended_at_once_is_gone_on_with(
    tmp_path: Path, paper: tuple[str, type[Paper]], program: Any, run: Callable[..., Result], ended: signal.Signals, code: int,
) -> None:
    base, handler = paper
    file = opml(tmp_path, f"{base}/feed")
    process = program("watch", tmp_path / "news.db", file, "--allow-private", "--delay", "30s")
    until = time.monotonic() + 60
    while "/robots.txt" not in handler.asked and time.monotonic() < until:
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(ended)
    out, err = process.communicate(timeout=30)
    assert process.returncode == code and b"Traceback" not in out + err
    assert "2 new" in run("watch", tmp_path / "news.db", file, "--allow-private", "--delay", "0.01", "--once").stdout


def test_it_goes_on_round_after_round(tmp_path: Path, paper: tuple[str, type[Paper]], program: Any) -> None:
    base, handler = paper
    process = program("watch", tmp_path / "news.db", opml(tmp_path, f"{base}/feed"), "--allow-private", "--delay", "0.01", "--every", "0.2s")
    until = time.monotonic() + 60
    while handler.asked.count("/feed") < 3 and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=30)
    assert handler.asked.count("/feed") >= 3 and handler.asked.count("/a") == 1
    assert process.returncode == 128 + signal.SIGTERM and re.search(rb"next round at \d\d:\d\d:\d\d; Ctrl-C stops", err) and b"Traceback" not in err


def test_who_asks_is_told_in_characters_of_a_header() -> None:
    assert re.fullmatch(r"musnad/\S+ \(reads news feeds\)", user_agent(None))
    assert user_agent("desk@example.org\r\nx: y (ب)").endswith("(reads news feeds; desk@example.orgx: y)")
