"""A web of one machine: servers on 127.0.0.1 that answer as a test wants, and pages with articles of ours."""
from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

PARAGRAPH = "أعلنت وزارة الزراعة أن لجنة من الوزارة ستزور السهل يوم الثلاثاء لبحث توزيع المياه على القرى المجاورة بعد شكوى الأهالي من نقصها. "
Answer = Callable[[Any], None]


def page(title: str = "لجنة تزور السهل", *, head: str = "", times: int = 5) -> bytes:
    body = "".join(f"<p>{PARAGRAPH}{n}.</p>" for n in range(times))
    top = f"<meta charset='utf-8'><title>{title}</title>{head}"
    return f"<!DOCTYPE html><html lang='ar'><head>{top}</head><body><article><h1>{title}</h1>{body}</article></body></html>".encode()


@dataclass
class Site:
    """A server: ``paths`` says what each path answers, a body or a function of the request; ``asked`` what was asked for."""

    server: ThreadingHTTPServer
    paths: dict[str, bytes | Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def answer(request: Any, body: bytes, *, status: int = 200, type: str = "text/html", **headers: str) -> None:
    """Send an answer; ``content_length`` and the like become headers."""
    request.send_response(status)
    for name, value in {"content-type": type, "content-length": str(len(body)), **{n.replace("_", "-"): v for n, v in headers.items()}}.items():
        request.send_header(name, value)
    request.end_headers()
    with suppress(OSError):
        request.wfile.write(body)


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        self.site.headers.append({name.lower(): value for name, value in self.headers.items()})
        found = self.site.paths.get(self.path)
        if found is None:
            answer(self, b"", status=404)
        elif isinstance(found, bytes):
            answer(self, found)
        else:
            with suppress(OSError):
                found(self)

    def log_message(self, *_: Any) -> None:
        """Keep still."""


@pytest.fixture
def sites() -> Iterator[Callable[[], Site]]:
    """Makes servers that end with the test."""
    made: list[Site] = []

    def make() -> Site:
        handler = type("Handler", (_Handler,), {})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        handler.site = Site(server)  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        made.append(handler.site)  # type: ignore[attr-defined]
        return made[-1]

    yield make
    for site in made:
        site.server.shutdown()
        site.server.server_close()


@pytest.fixture
def site(sites: Callable[[], Site]) -> Site:
    """One server."""
    return sites()
