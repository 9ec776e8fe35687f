"""Rounds over feeds: what is asked for, what is left alone, and what is remembered."""
from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from musnad.errors import ArticleError
from musnad.intake.fetch import Fetcher
from musnad.intake.opml import Subscription
from musnad.intake.watch import FeedState, ItemState, Report, Watcher
from musnad.record import Article

from .conftest import PARAGRAPH, Site, answer, page

NOW = datetime(2022, 5, 18, 12, tzinfo=UTC)


class Notes:
    """States of feeds and items in memory."""

    def __init__(self) -> None:
        self.feeds: dict[str, FeedState] = {}
        self.kept: dict[tuple[str, str], ItemState] = {}

    def feed(self, url: str) -> FeedState:
        return self.feeds.get(url) or FeedState()

    def save_feed(self, url: str, state: FeedState) -> None:
        self.feeds[url] = state

    def items(self, url: str, keys: Collection[str]) -> dict[str, ItemState]:
        return {key: self.kept[url, key] for key in keys if (url, key) in self.kept}

    def save_item(self, url: str, key: str, state: ItemState) -> None:
        self.kept[url, key] = state

    def keep_items(self, url: str, keys: Collection[str]) -> None:
        """Nothing is forgotten in a test."""


class Reader:
    """A watcher with what it wants, what it got, and a clock that can be set."""

    def __init__(self, **how: Any) -> None:
        self.notes, self.got, self.slept = Notes(), list[Article](), list[float]()
        self.time = NOW
        self.refuse: str | None = None
        fetcher = Fetcher("musnad/test", allow_private=True, timeout=2.0, max_size=1 << 20)
        self.watcher = Watcher(fetcher, self.notes, self.take, sleep=self.slept.append, now=lambda: self.time, **{"delay": 0.0, **how})

    def take(self, article: Article) -> bool:
        if self.refuse:
            raise ArticleError(self.refuse)
        known = article.url in [one.url for one in self.got]
        self.got.append(article)
        return not known

    def round(self, *urls: str) -> list[Report]:
        return list(self.watcher.round([Subscription(url, None) for url in urls]))


def item(link: str, guid: str = "", extra: str = "") -> str:
    return f"<item><title>لجنة تزور السهل</title><link>{link}</link><guid>{guid or link}</guid><pubDate>Wed, 18 May 2022 09:00:00 +0300</pubDate>{extra}</item>"


def feed(*items: str) -> bytes:
    head = '<?xml version="1.0" encoding="windows-1252"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return f"{head}<channel><title>صوت السهل</title>{''.join(items)}</channel></rss>".encode()


def serve_feed(site: Site, *items: str, **headers: str) -> str:
    """A feed with an ETag and a date, that says so if it has not changed."""

    def give(request: Any) -> None:
        if request.headers.get("if-none-match") == '"1"' or request.headers.get("if-modified-since") == "Wed, 18 May 2022 06:00:00 GMT":
            answer(request, b"", status=304)
        else:
            answer(request, feed(*items), type="application/rss+xml", **(headers or {"etag": '"1"'}))

    site.paths["/feed"] = give
    return site.base + "/feed"


def test_pages_of_new_items_are_read_once(site: Site) -> None:
    site.paths |= {"/1": page("خبر أول"), "/2": page("خبر ثان")}
    url, reader = serve_feed(site, item(f"{site.base}/1"), item(f"{site.base}/2"), x_none="1"), Reader()
    [report] = reader.round(url)
    assert (report.title, report.new, report.unchanged, report.failed, report.ok) == ("صوت السهل", 2, 0, 0, True)
    first = reader.got[0]
    assert (first.id, first.url, first.title, first.outlet) == (f"{site.base}/1", f"{site.base}/1", "خبر أول", "صوت السهل")
    assert first.published == "2022-05-18T09:00:00+03:00"
    assert PARAGRAPH.strip() in first.text
    [report] = reader.round(url)
    assert (report.new, report.unchanged) == (0, 2) and site.asked == ["/robots.txt", "/feed", "/1", "/2", "/feed"]


@pytest.mark.parametrize("headers", [{"etag": '"1"'}, {"last_modified": "Wed, 18 May 2022 06:00:00 GMT"}])
def test_a_feed_that_has_not_changed_is_not_sent_again(site: Site, headers: dict[str, str]) -> None:
    site.paths["/1"] = page()
    url, reader = serve_feed(site, item(f"{site.base}/1"), **headers), Reader()
    reader.round(url)
    [report] = reader.round(url)
    assert report.state == "not modified" and report.ok and site.asked[-1] == "/feed"


def test_what_robots_txt_forbids_is_not_asked_for(site: Site) -> None:
    site.paths |= {"/robots.txt": b"User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /closed/*.html\nCrawl-delay: 7", "/1": page()}
    reader = Reader()
    [report] = reader.round(serve_feed(site, item(f"{site.base}/closed/x.html"), item(f"{site.base}/1")))
    assert (report.new, report.failed) == (1, 1) and "robots.txt" in report.problems[0]
    assert "/closed/x.html" not in site.asked and reader.slept and max(reader.slept) > 6.5, "the site's own pause is kept"


def test_a_redirect_into_what_is_forbidden_is_not_followed(site: Site) -> None:
    site.paths |= {"/robots.txt": b"User-agent: *\nDisallow: /closed", "/closed": page()}
    site.paths["/1"] = lambda request: answer(request, b"", status=302, location="/closed")
    [report] = Reader().round(serve_feed(site, item(f"{site.base}/1")))
    assert report.failed == 1 and "/closed" not in site.asked


def test_a_site_whose_robots_txt_fails_is_left_alone_for_now(site: Site) -> None:
    site.paths["/robots.txt"] = lambda request: answer(request, b"", status=500)
    [report] = Reader().round(serve_feed(site, item(f"{site.base}/1")))
    assert report.state == "failed" and site.asked == ["/robots.txt"]


@pytest.mark.parametrize(("status", "headers", "least", "most"), [
    (500, {}, 300, 331), (429, {"retry_after": "7200"}, 7200, 7921), (503, {"retry_after": "1"}, 300, 331), (404, {}, 300, 331),
])
def test_a_feed_that_fails_is_asked_ever_more_seldom(site: Site, status: int, headers: dict[str, str], least: float, most: float) -> None:
    site.paths["/feed"] = lambda request: answer(request, b"", status=status, **headers)
    reader, url = Reader(), site.base + "/feed"
    [report] = reader.round(url)
    assert report.state == "failed" and f"HTTP {status}" in report.problems[0]
    wait = (datetime.fromisoformat(reader.notes.feeds[url].not_before or "") - NOW).total_seconds()
    assert least - 1 <= wait <= most
    asked = len(site.asked)
    [report] = reader.round(url)
    assert report.state == "waiting" and report.ok and len(site.asked) == asked
    reader.time += timedelta(hours=3)
    reader.watcher._robots = None
    reader.round(url)
    second = (datetime.fromisoformat(reader.notes.feeds[url].not_before or "") - reader.time).total_seconds()
    assert second >= min(2 * least, 86400) - 1 or status == 429


def test_a_feed_that_works_again_is_forgiven(site: Site) -> None:
    url, reader = serve_feed(site), Reader()
    reader.notes.feeds[url] = FeedState(failures=9, not_before=(NOW - timedelta(minutes=1)).isoformat(), error="x")
    reader.round(url)
    assert (reader.notes.feeds[url].failures, reader.notes.feeds[url].not_before, reader.notes.feeds[url].error) == (0, None, None)


def test_a_clock_that_was_wrong_does_not_silence_a_feed(site: Site) -> None:
    url, reader = serve_feed(site), Reader()
    reader.notes.feeds[url] = FeedState(not_before="2040-01-01T00:00:00+00:00")
    assert [report.state for report in reader.round(url)] == ["read"]


def test_a_host_that_asks_for_patience_is_asked_no_more_in_the_round(site: Site) -> None:
    site.paths |= {"/1": lambda request: answer(request, b"", status=429), "/2": page(), "/3": page()}
    links = [f"{site.base}/{n}" for n in (1, 2, 3)]
    url, reader = serve_feed(site, *map(item, links)), Reader()
    [report] = reader.round(url)
    assert (report.new, report.failed, report.left) == (0, 1, 2) and "/2" not in site.asked
    site.paths["/1"] = page()
    [report] = reader.round(url)
    assert (report.new, report.failed, report.left) == (3, 0, 0), "the feed is sent whole, since something was left"


def test_pages_that_fail_for_now_are_tried_again_and_given_up_in_the_end(site: Site) -> None:
    site.paths["/1"] = lambda request: answer(request, b"", status=500)
    url, reader = serve_feed(site, item(f"{site.base}/1")), Reader()
    reports = [reader.round(url)[0] for _ in range(6)]
    assert [report.failed for report in reports] == [1, 1, 1, 1, 0, 0]
    assert site.asked.count("/1") == 4 and reader.notes.kept[url, f"{site.base}/1"].done


def test_no_more_of_a_host_than_is_said_the_rest_later(site: Site) -> None:
    site.paths |= {f"/{n}": page(f"خبر {n}") for n in range(5)}
    url, reader = serve_feed(site, *(item(f"{site.base}/{n}") for n in range(5))), Reader(per_host=2)
    assert [(r.new, r.left, r.unchanged) for r in (reader.round(url)[0] for _ in range(4))] == [(2, 3, 0), (2, 1, 2), (1, 0, 4), (0, 0, 0)]


def test_hosts_take_turns_with_pauses(sites: Any) -> None:
    one, two = sites(), sites()
    for site in (one, two):
        site.paths |= {"/1": page(), "/2": page("خبر آخر")}
    urls = [serve_feed(site, item(f"{site.base}/1"), item(f"{site.base}/2")) for site in (one, two)]
    order: list[str] = []
    reader = Reader(delay=30.0)
    take = reader.take
    reader.watcher.sink = lambda article: (order.append(article.url or ""), take(article))[1]
    reader.round(*urls)
    assert [url.rpartition("/")[0] for url in order] == [one.base, two.base, one.base, two.base]
    assert len(reader.slept) == 4 and all(25 < pause <= 30 for pause in reader.slept), "a fetch of one host does not wait for the other"


def test_feeds_of_one_host_share_what_a_round_takes_of_it(site: Site) -> None:
    site.paths |= {f"/{n}": page(f"خبر {n}") for n in range(6)}
    site.paths["/one"] = feed(*(item(f"{site.base}/{n}") for n in range(3)))
    site.paths["/two"] = feed(*(item(f"{site.base}/{n}") for n in range(3, 6)))
    reports = Reader(per_host=4).round(site.base + "/one", site.base + "/two")
    assert [(report.new, report.left) for report in reports] == [(2, 1), (2, 1)]


def test_a_page_that_two_feeds_list_is_fetched_once(site: Site) -> None:
    site.paths |= {"/1": page(), "/one": feed(item(f"{site.base}/1")), "/two": feed(item(f"{site.base}/1"))}
    reports = Reader().round(site.base + "/one", site.base + "/two")
    assert sorted((report.new, report.unchanged) for report in reports) == [(0, 1), (1, 0)] and site.asked.count("/1") == 1


def test_addresses_in_arabic_and_with_blanks(site: Site) -> None:
    slug = "/%D8%AE%D8%A8%D8%B1"
    site.paths |= {slug: lambda request: answer(request, b"", status=302, location="/%D9%86/x"), "/%D9%86/x": page(), "/a%20b": page("خبر آخر")}
    [report] = Reader().round(serve_feed(site, item(f"{site.base}/خبر"), item(f"{site.base}/a b")))
    assert (report.new, report.problems) == (2, [])


def test_a_page_whose_server_lies_about_its_encoding(site: Site) -> None:
    body = page().replace(b"<meta charset='utf-8'>", b"").decode().encode("windows-1256")
    site.paths["/1"] = lambda request: answer(request, body, type="text/html; charset=utf-8")
    reader = Reader()
    reader.round(serve_feed(site, item(f"{site.base}/1")))
    assert PARAGRAPH.strip() in reader.got[0].text


def test_bad_feeds_and_pages_do_not_keep_back_the_others(site: Site, sites: Any) -> None:
    bad = sites()
    laughs = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    bad.paths |= {
        "/laughs": lambda request: answer(request, laughs.encode(), type="text/xml"),
        "/html": page(),
        "/large": lambda request: answer(request, b"", type="text/xml", content_length=str(2 << 30)),
    }
    site.paths |= {"/1": page(), "/pdf": lambda request: answer(request, b"%PDF", type="application/pdf"), "/empty": b"<html></html>"}
    good = serve_feed(site, item(f"{site.base}/pdf"), item(f"{site.base}/empty"), item("ftp://x.test/1"), item("http://[bad", "b"), item(f"{site.base}/1"))
    urls = bad.base + "/laughs", "file:///etc/passwd", bad.base + "/html", "http://a:b@x.test/", good, bad.base + "/large"
    reports = {r.url: r for r in Reader().round(*urls)}
    assert (reports[good].new, reports[good].failed) == (1, 4)
    assert sum(report.state == "failed" for report in reports.values()) == 4
    assert not reports[bad.base + "/laughs"].new and all("\n" not in p and "haha" not in p for r in reports.values() for p in r.problems)


def test_a_whole_text_in_the_feed_stands_in_for_a_page_that_is_not_to_be_had(site: Site) -> None:
    whole = f"<content:encoded><![CDATA[<p>{PARAGRAPH}</p><p>ثم تعود.</p>]]></content:encoded>"
    reader = Reader()
    [report] = reader.round(serve_feed(site, item(f"{site.base}/gone", extra=whole), item(f"{site.base}/gone2", extra="<description>قصير</description>")))
    assert (report.new, report.failed) == (1, 1) and reader.got[0].text.endswith("ثم تعود.") and reader.got[0].url == f"{site.base}/gone"


def test_an_article_that_cannot_be_read_is_one_failure(site: Site) -> None:
    site.paths["/1"] = page()
    reader = Reader()
    reader.refuse = "analysis: unexpected"
    [report] = reader.round(serve_feed(site, item(f"{site.base}/1")))
    assert (report.failed, report.problems) == (1, ["analysis: unexpected"])


def test_a_run_that_was_stopped_goes_on_where_it_was(site: Site) -> None:
    site.paths |= {f"/{n}": page(f"خبر {n}") for n in range(3)}
    url, reader = serve_feed(site, *(item(f"{site.base}/{n}") for n in range(3))), Reader()
    take, reader.watcher.sink = reader.take, lambda article: _stop() if len(reader.got) == 1 else take(article)
    with pytest.raises(KeyboardInterrupt):
        reader.round(url)
    reader.watcher.sink = take
    [report] = reader.round(url)
    assert (report.new, report.unchanged) == (2, 1) and site.asked.count("/0") == 1


def _stop() -> bool:
    raise KeyboardInterrupt


def test_a_feed_that_has_moved_is_told(site: Site) -> None:
    serve_feed(site)
    site.paths["/old"] = lambda request: answer(request, b"", status=301, location="/feed")
    [report] = Reader().round(site.base + "/old")
    assert report.ok and f"has moved for good to {site.base}/feed" in report.problems[0]
