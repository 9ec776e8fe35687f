"""Adding texts, files and pages, and what is refused."""
from __future__ import annotations

import json
import time

import httpx
import pytest

from musnad.errors import UsageError
from musnad.intake.fetch import Fetcher
from musnad.store import Store
from musnad.web.adding import safe_name

TEXT = "أعلنت وزارة الخارجية المغربية فرض عقوبات على شركة في الميناء، وقال الوزير إن القرار نافذ منذ يوم الاثنين."
PAGE = f"<html><head><title>خبر</title></head><body><article><h1>عقوبات في الميناء</h1><p>{TEXT}</p><p>{TEXT} ثم قال.</p></article></body></html>"


def finished(room, answer) -> dict:
    """The job of an answer, once it is done."""
    assert answer.status_code == 303, answer.text
    path = answer.headers["location"]
    assert room.get(path).status_code == 200
    until = time.monotonic() + 20
    while not (told := room.get(f"{path}.json").json())["done"]:
        assert time.monotonic() < until
        time.sleep(0.02)
    assert room.get(path).status_code == 200 and room.get(f"{path}.csv").status_code == 200
    return told


def test_a_pasted_text_is_read(room, store: Store) -> None:
    told = finished(room, room.submit("/add/text", text=TEXT, title="عقوبات", outlet="الميثاق", published="2022-05-18"))
    (outcome,) = told["outcomes"]
    assert outcome["what"] == "new"
    held = store.article(outcome["article"])
    assert held is not None and held.outlet == "الميثاق" and held.article.text.endswith(TEXT)
    again = finished(room, room.submit("/add/text", text=TEXT, title="عقوبات", outlet="الميثاق", published="2022-05-18"))
    assert again["outcomes"][0]["what"] == "same"


def test_files_are_read_and_a_bad_one_sinks_no_other(room, store: Store) -> None:
    row = json.dumps({"id": "r1", "text": f"{TEXT} ثم عاد."}) + "\nnot json\n"
    files = [("files", ("../../etc/خبر.txt", TEXT.encode(), "text/plain")), ("files", ("b.jsonl", row.encode(), "application/json"))]
    told = finished(room, room.submit("/add/files", files=files, outlet="الميثاق"))
    assert sorted(o["what"] for o in told["outcomes"]) == ["failed", "new", "new"]
    why = next(o["why"] for o in told["outcomes"] if o["what"] == "failed")
    assert "b.jsonl:2" in why and "/tmp" not in why


@pytest.mark.parametrize("name", ["a.exe", "a.txt.gz", "a.warc", "a", "", "a.txt/.."])
def test_files_of_other_kinds_are_refused(room, name: str) -> None:
    with pytest.raises(UsageError):
        safe_name(name, 1)
    assert room.submit("/add/files", files=[("files", (name or "x", b"x", "text/plain"))]).status_code in (400, 422)


def test_names_of_files_lead_nowhere() -> None:
    for name in ("../../x.txt", "..\\..\\x.txt", "/etc/x.txt", "a\0b.txt", "x" * 500 + ".txt"):
        safe = safe_name(name, 3)
        assert "/" not in safe and "\\" not in safe and "\0" not in safe and safe.startswith("3-") and len(safe) < 80


def served(kind: str, body: str) -> httpx.Response:
    """An answer whose body is still to be read, as a server's is."""
    return httpx.Response(200, headers={"content-type": kind}, stream=httpx.ByteStream(body.encode()))


def test_a_page_is_fetched_under_the_rules_of_watch(room, store: Store) -> None:
    asked: list[str] = []

    def site(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if request.url.path == "/robots.txt":
            return served("text/plain", "User-agent: *\nDisallow: /closed")
        return served("text/html", PAGE)

    room.app.state.desk.fetcher = lambda: Fetcher("musnad/test", transport=httpx.MockTransport(site))
    told = finished(room, room.submit("/add/url", url="https://news.example/open"))
    assert told["outcomes"][0]["what"] == "new", told
    assert asked == ["/robots.txt", "/open"]
    told = finished(room, room.submit("/add/url", url="https://news.example/closed"))
    assert told["failed"] == 1 and "robots.txt" in told["outcomes"][0]["why"]
    assert "/closed" not in asked


def test_addresses_of_the_own_network_are_refused(room) -> None:
    for url in ("http://127.0.0.1:1/x", "http://169.254.169.254/latest/meta-data", "http://[::1]/"):
        told = finished(room, room.submit("/add/url", url=url))
        assert told["failed"] == 1 and "refused" in told["outcomes"][0]["why"]
    for url in ("file:///etc/passwd", "ftp://x.example/", "http://u:p@x.example/", "nonsense"):
        assert room.submit("/add/url", url=url).status_code == 400


def test_what_is_no_article_is_refused(room) -> None:
    assert room.submit("/add/text", text="  ").status_code in (400, 422)
    assert room.submit("/add/text", text=TEXT, published="yesterday").status_code == 400
    assert room.submit("/add/text", text=TEXT, url="javascript:alert(1)").status_code == 400
    assert room.submit("/add/files").status_code in (400, 422)
    assert room.get("/add/nothing").status_code == 404


def test_adding_is_slowed(open_room) -> None:
    room = open_room(adds=2)
    answers = [room.submit("/add/text", text=TEXT) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 429]
    for answer in answers[:2]:
        finished(room, answer)


def test_read_only_adds_nothing(open_room, store: Store) -> None:
    room, before = open_room(read_only=True), store.count("articles")
    assert room.get("/add").status_code == 403
    for path, data in (("/add/text", {"text": TEXT}), ("/add/url", {"url": "https://news.example/"})):
        assert room.submit(path, **data).status_code == 403
    assert 'href="/add"' not in room.get("/search").text
    assert store.count("articles") == before
