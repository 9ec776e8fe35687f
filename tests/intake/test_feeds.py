"""Feeds in several dialects, broken, lying and hostile, and the lists that hold them."""
from __future__ import annotations

import resource
from pathlib import Path

import pytest

from musnad.errors import ArticleError, UsageError
from musnad.intake.feeds import parse_feed, read_feed
from musnad.intake.opml import Subscription, read_opml
from musnad.intake.options import Options
from musnad.intake.published import iso_date
from musnad.intake.sources import walk
from musnad.record import Article

TITLE = "لجنة تزور السهل"
TEXT = "أعلنت وزارة الزراعة أن لجنة ستزور السهل."
DAY = "<pubDate>Wed, 24 Nov 2021 00:30:00 +0300</pubDate>"
ITEM = f"<item><title>{TITLE}</title><link>https://news.test/1</link><guid>g1</guid>{DAY}<description>{TEXT}</description></item>"
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>صوت السهل</title><entry><id>tag:1</id><title>{TITLE}</title>
<link rel="alternate" href="/1"/><published>2021-11-24T00:30:00+03:00</published><summary>قصير</summary>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;ثم تعود.&lt;/p&gt;</content></entry></feed>"""


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>', title: str = "صوت السهل") -> str:
    return f'{head}<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def test_rss() -> None:
    feed = parse_feed(rss(ITEM).encode(), name="x")
    [item] = feed.items
    assert (feed.title, item.key, item.link, item.title, item.text, item.full) == ("صوت السهل", "g1", "https://news.test/1", TITLE, TEXT, False)
    assert item.published == "2021-11-24T00:30:00+03:00", "the day is that of the place where it was published"


def test_atom_with_the_whole_text() -> None:
    [item] = parse_feed(ATOM.encode(), name="x", url="https://news.test/feed").items
    assert (item.key, item.link, item.text, item.full) == ("tag:1", "https://news.test/1", f"{TEXT}\nثم تعود.", True)


@pytest.mark.parametrize(("extra", "sources"), [
    ("<source url='https://a.test'>رويترز</source>", ["رويترز"]), ("<dc:creator>أ ف ب</dc:creator>", ["أ ف ب"]),
    ("<dc:creator>سامي الخطيب</dc:creator>", []), ("", []),
])
def test_whom_an_item_credits(extra: str, sources: list[str]) -> None:
    [item] = parse_feed(rss(ITEM.replace("</item>", f"{extra}</item>")).encode(), name="x").items
    assert item.sources == sources


@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "iso-8859-1", "us-ascii", "utf-16", "no-such-code"])
@pytest.mark.parametrize("real", ["utf-8", "utf-8-sig", "windows-1256"])
def test_a_false_encoding_does_no_harm(declared: str, real: str) -> None:
    data = rss(ITEM * 3, head=f'<?xml version="1.0" encoding="{declared}"?>').encode(real)
    feed = parse_feed(data, name="x")
    assert (feed.title, feed.items[0].title, feed.items[0].text) == ("صوت السهل", TITLE, TEXT)


def test_billion_laughs_are_not_laughed() -> None:
    laughs = '<!DOCTYPE rss [<!ENTITY a "hahaha">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)) + "]>"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    feed = parse_feed(rss(ITEM.replace(TEXT, f"{TEXT} &j;"), head=f'<?xml version="1.0"?>{laughs}').encode(), name="x")
    assert feed.items[0].title == TITLE and "haha" not in feed.items[0].text
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_what_is_broken_keeps_what_can_be_read() -> None:
    cut = rss(ITEM, ITEM.replace("g1", "g2"), ITEM.replace("g1", "g3")).encode()
    cut = cut[: cut.rindex(b"<description>")]
    assert [item.key for item in parse_feed(cut, name="x").items][:2] == ["g1", "g2"]
    loose = rss(ITEM.replace(TEXT, "سعر &nbsp; الخبز & الماء < غدا"))
    assert "الخبز & الماء" in parse_feed(loose.encode(), name="x").items[0].text


def test_a_letter_cut_in_two_costs_one_letter() -> None:
    data = rss(ITEM.replace(TEXT, f"{TEXT} قص"), ITEM.replace("g1", "g2")).encode().replace("قص<".encode(), "قص".encode()[:-1] + b"<")
    first, second = parse_feed(data, name="x").items
    assert (first.text, second.text) == (f"{TEXT} ق\ufffd", TEXT)


def test_the_day_of_change_where_there_is_no_other() -> None:
    assert parse_feed(ATOM.replace("published>", "updated>").encode(), name="x").items[0].published == "2021-11-24T00:30:00+03:00"


def test_one_item_without_text_does_not_lose_the_rest() -> None:
    bare = "<item><title>عنوان</title><guid>g0</guid></item>"
    found = [outcome for _, outcome in read_feed(rss(bare, ITEM).encode(), name="x.rss", options=Options())]
    assert isinstance(found[0], ArticleError) and "musnad watch" in str(found[0])
    assert found[1] == Article("g1", f"{TITLE}\n{TEXT}", TITLE, "صوت السهل", "2021-11-24T00:30:00+03:00", "https://news.test/1")


@pytest.mark.parametrize("data", [b"", b"<html><body>x</body></html>", b"no feed", b"%PDF-1.4", b"{}"])
def test_what_is_no_feed_is_one_failure(data: bytes) -> None:
    [(_, found)] = read_feed(data, name="x.rss", options=Options())
    assert isinstance(found, ArticleError) and str(found).startswith("x.rss: ") and "\n" not in str(found)


def test_feeds_in_files(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(rss(ITEM), encoding="utf-8")
    (tmp_path / "b.xml").write_text(ATOM, encoding="utf-8")
    assert [o.id for o in walk([tmp_path]) if isinstance(o, Article)] == ["g1", "tag:1"]


@pytest.mark.parametrize(("written", "read"), [
    ("2021-11-24", "2021-11-24"), ("20211124T103000+0000", "2021-11-24T10:30:00+00:00"), ("2021-11-24T10:30:00Z", "2021-11-24T10:30:00Z"),
    ("Wed, 24 Nov 2021 10:30:00 GMT", "2021-11-24T10:30:00+00:00"), ("Wed, 24 Nov 2021 10:30:00 AST", "2021-11-24T10:30:00"), ("24 نوفمبر 2021", "2021-11-24"),
    ("yesterday", None), ("", None), (None, None), ("Wed, 99 Nov 2021", None), ("0000-00-00", None),
])
def test_dates_of_metadata(written: str | None, read: str | None) -> None:
    assert iso_date(written) == read


OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="صحف"><outline text="المغرب"><outline text="الأولى" type="rss" xmlUrl="https://a.test/rss"/>
<outline title="الثانية" text="x" xmlUrl=" https://b.test/rss "/></outline><outline text="مكررة" xmlUrl="https://a.test/rss"/></outline><outline XMLURL="https://c.test/"/></body></opml>"""


def test_feeds_of_nested_outlines_each_once() -> None:
    assert read_opml(OPML.encode(), name="x") == [
        Subscription("https://a.test/rss", "الأولى"), Subscription("https://b.test/rss", "الثانية"), Subscription("https://c.test/", None),
    ]


def test_a_broken_list_gives_what_it_has() -> None:
    broken = OPML.replace('text="المغرب">', 'text="مصر & المغرب">')
    assert len(read_opml(broken.encode(), name="x")) == 3
    assert read_opml(OPML[: OPML.index("<outline title")].encode(), name="x") == [Subscription("https://a.test/rss", "الأولى")]


@pytest.mark.parametrize("data", [b"", b"feeds", b"<opml><body/></opml>", b"<opml><body><outline text='x'/></body></opml>", b"\x89PNG\0"])
def test_a_list_without_feeds_is_a_usage_error(data: bytes) -> None:
    with pytest.raises(UsageError, match=r"feeds\.opml: ") as caught:
        read_opml(data, name="feeds.opml")
    assert "\n" not in str(caught.value)
