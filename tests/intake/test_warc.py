"""Archives of a crawler, made here: members, chunks, packing, cuts and damage."""
from __future__ import annotations

import gzip
import io
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from musnad.errors import ArticleError
from musnad.intake.options import Options
from musnad.intake.sources import walk
from musnad.intake.warc import read_warc
from musnad.record import Article

from .conftest import page

Outcome = Article | ArticleError
HTTP = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
DATED = "<meta property='article:published_time' content='2021-11-24T10:00:00+02:00'>"


def record(name: str, body: bytes, http: str = HTTP, *, kind: str = "response", extra: int = 0) -> bytes:
    block = f"{http}\r\n".encode() + body
    head = (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Date: 2021-11-24T12:00:00Z\r\nWARC-Target-URI: https://news.test/{name}\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block) + extra}\r\n\r\n")
    return head.encode() + block + b"\r\n\r\n"


def read(data: bytes, **options: str) -> list[Outcome]:
    return [outcome for _, outcome in read_warc(io.BytesIO(data), name="x.warc", options=Options(**options))]


def ids(outcomes: list[Outcome]) -> list[str]:
    return [o.id.removeprefix("urn:uuid:") if isinstance(o, Article) else "!" for o in outcomes]


def test_a_page_with_its_address_date_and_record() -> None:
    [found] = read(record("a", page(head=DATED)))
    assert isinstance(found, Article)
    assert (found.id, found.url, found.published, found.title) == ("urn:uuid:a", "https://news.test/a", "2021-11-24T10:00:00+02:00", "لجنة تزور السهل")


@pytest.mark.parametrize(("canonical", "url"), [
    ("https://news.test/2021/story", "https://news.test/2021/story"), ("https://www.news.test/story", "https://www.news.test/story"),
    ("https://other.test/story", "https://news.test/a"), ("https://news.test/", "https://news.test/a"),
])
def test_a_page_may_say_its_own_address_but_not_anothers(canonical: str, url: str) -> None:
    [found] = read(record("a", page(head=f"<link rel='canonical' href='{canonical}'>")))
    assert isinstance(found, Article) and found.url == url


def test_the_crawls_date_is_not_the_articles() -> None:
    assert [o.published for o in read(record("a", page())) if isinstance(o, Article)] == [None]
    late = DATED.replace("2021-11-24", "2022-03-01")
    assert [o.published for o in read(record("a", page(head=late))) if isinstance(o, Article)] == [None], "published after it was crawled"


def test_what_is_no_arabic_page_is_passed_over() -> None:
    other = b"<html><body><article>" + b"<p>The committee will visit the plain on Tuesday.</p>" * 20 + b"</article></body></html>"
    parts = [
        record("info", b"", "", kind="warcinfo"), record("req", b"", "GET / HTTP/1.1\r\n", kind="request"), record("en", other),
        record("pic", page(), HTTP.replace("text/html", "image/png")), record("404", page(), HTTP.replace("200 OK", "404 Not Found")), record("a", page()),
    ]
    assert ids(read(b"".join(parts))) == ["a"]


def test_a_page_in_windows_1256_under_a_false_header() -> None:
    [found] = read(record("a", page().replace(b"<meta charset='utf-8'>", b"").decode().encode("windows-1256"), HTTP.replace("utf-8", "iso-8859-1")))
    assert isinstance(found, Article) and "وزارة الزراعة" in found.text


def chunks(data: bytes, size: int = 700) -> bytes:
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(f"{len(part):x};x=y\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(("body", "headers"), [
    (chunks(page()), "Transfer-Encoding: chunked\r\n"), (page(), "Transfer-Encoding: chunked\r\n"), (gzip.compress(page()), "Content-Encoding: gzip\r\n"),
    (page(), "Content-Encoding: gzip\r\n"), (chunks(gzip.compress(page())), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
    (page(), "Content-Encoding: br\r\n"), (page(), "X-Crawler-Content-Encoding: gzip\r\n"),
])
def test_bodies_in_chunks_and_packed_or_only_said_to_be(body: bytes, headers: str) -> None:
    [found] = read(record("a", body, HTTP + headers))
    assert isinstance(found, Article) and found.text.count("وزارة الزراعة") == 5


def test_a_bomb_is_one_failure() -> None:
    bomb = gzip.compress(b"<html>" + b"\0" * (60 << 20))
    tracemalloc.start()
    found = read(record("bomb", bomb, HTTP + "Content-Encoding: gzip\r\n") + record("a", page()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert ids(found) == ["!", "a"] and "larger than 10 MB" in str(found[0]) and peak < 40 << 20


A, B, C = (record(name, page(f"خبر {name}")) for name in "abc")


def members(*records: bytes) -> list[bytes]:
    return [gzip.compress(each) for each in records]


@pytest.mark.parametrize(("data", "expected"), [
    (A + B + C, ["a", "b", "c"]),
    (b"".join(members(A, B, C)), ["a", "b", "c"]),
    (gzip.compress(A + B + C), ["a", "b", "c"]),
    ((A + B + C)[:-300], ["a", "b", "!"]),
    (b"".join(members(A, B, C))[:-100], ["a", "b", "!"]),
    (A + b"\0rubbish\r\n" * 9 + B + C, ["a", "b", "c"]),
    (A + record("bad", page(), extra=100_000) + C, ["a", "!", "c"]),
    (b"", []),
])
def test_cuts_and_damage_lose_no_more_than_they_must(data: bytes, expected: list[str]) -> None:
    assert ids(read(data)) == expected


def test_a_damaged_member_is_one_failure_and_the_next_are_read() -> None:
    first, second, third = members(A, B, C)
    damaged = bytearray(second)
    damaged[len(damaged) // 2 : len(damaged) // 2 + 20] = b"\xff" * 20
    found = read(first + bytes(damaged) + third)
    assert ids(found) == ["a", "!", "c"]
    assert str(found[1]).startswith(f"x.warc:{len(first)}: damaged or cut off") and f"went on at byte {len(first) + len(second)}" in str(found[1])


@pytest.mark.parametrize("data", [b"hello\n" * 50, b"\x1f\x8b\x08\x00rubbish", gzip.compress(b"hello" * 50)])
def test_what_is_no_archive_is_one_failure(data: bytes) -> None:
    [found] = read(data)
    assert isinstance(found, ArticleError) and "\n" not in str(found)


def test_files_and_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.warc").write_bytes(A)
    (tmp_path / "b.warc.gz").write_bytes(b"".join(members(B, C)))
    assert ids(list(walk([tmp_path]))) == ["a", "b", "c"]
    for data in (A + B, b"".join(members(A, B))):
        monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": io.BytesIO(data)})())
        assert ids(list(walk(["-"]))) == ["a", "b"]


def test_memory_does_not_grow_with_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.intake.warc.read_html", lambda data, *, id, name, options, url: Article(id, data.decode()))

    def peak(count: int) -> int:
        file = tmp_path / f"{count}.warc.gz"
        with file.open("wb") as out:
            for n in range(count):
                out.write(gzip.compress(record(str(n), page(times=20)), 1))
        tracemalloc.start()
        assert sum(isinstance(o, Article) for o in each(walk([file]))) == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    def each(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        yield from outcomes

    few, many = peak(20), peak(300)
    assert many < 2 * few + (1 << 20)
