"""NewsML-G2 with XHTML, NITF and plain text in it, and XML that means harm."""
from __future__ import annotations

import resource
from pathlib import Path

import pytest

from musnad.errors import ArticleError
from musnad.intake.markup import parse_xml
from musnad.intake.newsml import read_newsml
from musnad.intake.options import Options
from musnad.intake.sources import walk
from musnad.record import Article

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
TEXT = "أعلنت وزارة الزراعة أن لجنة ستزور السهل."
XHTML = f"""<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>{TEXT}</p><p>ثم&nbsp;تعود &amp; تكتب&#160;التقرير.</p></body></html></inlineXML>"""
NITF = f"""<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>
<body.head><hedline><hl1>عنوان نيتف</hl1></hedline></body.head><body.content><p>{TEXT}</p>
<media><media-caption>صورة</media-caption></media><p>ثم تعود.</p></body.content></body></nitf></inlineXML>"""
DATA = f'<inlineData contenttype="text/plain">{TEXT}\nثم تعود.</inlineData>'
HTML_DATA = f'<inlineData contenttype="text/html">&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;ثم تعود.&lt;/p&gt;</inlineData>'


def item(content: str, guid: str = "urn:newsml:1", meta: str = "<headline>لجنة تزور السهل</headline>", status: str = "stat:usable") -> str:
    return (f'<newsItem xmlns="{NAMESPACE}" guid="{guid}" version="1" xml:lang="ar"><itemMeta><versionCreated>2021-11-24T10:00:00+02:00</versionCreated>'
            f'<pubStatus qcode="{status}"/></itemMeta><contentMeta>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>')


def message(*items: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="{NAMESPACE}"><header/><itemSet>{"".join(items)}</itemSet></newsMessage>'.encode()


def read(data: bytes, **options: str) -> list[Article | ArticleError]:
    return [outcome for _, outcome in read_newsml(data, name="x.xml", options=Options(**options))]


@pytest.mark.parametrize(("content", "text"), [
    (XHTML, f"{TEXT}\nثم تعود & تكتب التقرير."), (NITF, f"{TEXT}\nثم تعود."), (DATA, f"{TEXT}\nثم تعود."), (HTML_DATA, f"{TEXT}\nثم تعود."),
])
def test_inline_text(content: str, text: str) -> None:
    [found] = read(item(content).encode(), outlet="صوت السهل")
    assert found == Article("urn:newsml:1", f"لجنة تزور السهل\n{text}", "لجنة تزور السهل", "صوت السهل", "2021-11-24T10:00:00+02:00", None, "ar", [])


def test_the_headline_of_nitf_where_there_is_no_other() -> None:
    [found] = read(item(NITF, meta="").encode())
    assert isinstance(found, Article) and found.title == "عنوان نيتف"


@pytest.mark.parametrize(("meta", "sources"), [
    ('<infoSource qcode="nprov:AFP"/>', ["AFP"]), ('<infoSource literal="رويترز"/>', ["رويترز"]), ("<infoSource><name>رويترز</name></infoSource>", ["رويترز"]),
    ("<creditline>AFP</creditline>", ["AFP"]), ("<by>سامي الخطيب</by>", []), ("<by>أ ف ب</by>", ["أ ف ب"]),
    ('<infoSource literal="AFP"/><creditline>رويترز</creditline>', ["AFP"]),
])
def test_whom_an_item_credits(meta: str, sources: list[str]) -> None:
    [found] = read(item(XHTML, meta=meta).encode())
    assert isinstance(found, Article) and found.sources == sources


def test_one_bad_item_does_not_lose_the_rest() -> None:
    bad = item("<remoteContent href='x.jpg'/>", "urn:2"), item(XHTML, ""), item(XHTML, "urn:4", status="stat:canceled")
    found = read(message(item(XHTML, "urn:1"), *bad, item(NITF, "urn:5")))
    assert [o.id if isinstance(o, Article) else str(o) for o in found] == [
        "urn:1", "x.xml[2]: urn:2 has no text in the file: its content is elsewhere, or a picture or film", 'x.xml[3]: the item has no "guid"',
        "x.xml[4]: urn:4 is canceled by its provider, and so is not read", "urn:5",
    ]


def test_a_file_that_is_cut_off_gives_what_it_has() -> None:
    whole = message(item(XHTML, "urn:1"), item(XHTML, "urn:2"))
    found = read(whole[: whole.rindex(b"urn:2") - 40])
    assert [o.id for o in found if isinstance(o, Article)] == ["urn:1"]


@pytest.mark.parametrize("data", [b"", b"<", b"{}", b"<x/>", "<newsMessage>".encode("utf-16"), b"\xff\xd8\xff\xe0"])
def test_what_is_no_newsml_is_one_failure(data: bytes) -> None:
    [found] = read(data)
    assert isinstance(found, ArticleError) and str(found).startswith("x.xml: ") and "\n" not in str(found)


@pytest.mark.parametrize("declared", ["windows-1252", "utf-8", "no-such", "utf-16"])
@pytest.mark.parametrize("real", ["utf-8", "windows-1256"])
def test_a_false_encoding_does_no_harm(declared: str, real: str) -> None:
    data = f'<?xml version="1.0" encoding="{declared}"?>{item(DATA)}'.encode(real)
    [found] = read(data)
    assert isinstance(found, Article) and TEXT in found.text


LAUGHS = '<!DOCTYPE x [<!ENTITY a "hahaha">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)) + "]>"


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("top secret")
    outside = f'<!DOCTYPE x [<!ENTITY out SYSTEM "{secret.as_uri()}"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for head, name in ((LAUGHS, "j"), (outside, "out")):
        [found] = read(f'<?xml version="1.0"?>{head}{item(DATA.replace(TEXT, f"{TEXT} &{name};"))}'.encode())
        assert isinstance(found, Article) and len(found.text) < 200 and "secret" not in found.text and "haha" not in found.text
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_tree_without_end_of_depth() -> None:
    root = parse_xml(b"<a>" * 200 + "نص".encode() + b"</a>" * 200, name="x")
    assert root.tag == "a"
    [found] = read(item("<inlineXML>" + "<div>" * 100_000 + TEXT + "</div>" * 100_000 + "</inlineXML>").encode())
    assert isinstance(found, (Article, ArticleError))


def test_xml_files_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(message(item(XHTML, "urn:1")))
    (tmp_path / "b.newsml").write_bytes(item(XHTML, "urn:2").encode())
    (tmp_path / "c.xml").write_bytes(b"<?xml version='1.0'?><other/>")
    assert [o.id if isinstance(o, Article) else "!" for o in walk([tmp_path])] == ["urn:1", "urn:2", "!"]
