"""Fragments and XML of strangers: what text they hold, and that none of them is slow to read."""
from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from musnad.errors import ArticleError
from musnad.intake.feeds import parse_feed
from musnad.intake.html import read_html
from musnad.intake.markup import html_text, looks_like_html, parse_xml, well_formed, xml_text
from musnad.intake.options import Options

TEXT = "أعلنت وزارة الزراعة أن لجنة ستزور السهل."
SIZE = 40_000


@pytest.mark.parametrize(("fragment", "text"), [
    ("<p>أ</p><p>ب</p>", "أ\nب"), ("أ<br>ب", "أ\nب"), ("<div>أ <b>ب</b>\nج</div>د", "أ ب ج\nد"), ("<ul><li>أ<li>ب</ul>", "أ\nب"),
    ("<p>أ<script>x</script><style>y</style><!-- z --></p><figure>صورة<figcaption>شرح</figcaption></figure>ب", "أ\nب"),
    ("أ &amp; ب&nbsp;&#1580;", "أ & ب ج"), ("", ""), ("  \n ", ""), ("<p>", ""), ("نص", "نص"), ("<p>أ\x00\ud800ب</p>", "أب"), ("<br>", ""), ("<!-- -->", ""),
])
def test_text_of_fragments(fragment: str, text: str) -> None:
    assert html_text(fragment) == text


@pytest.mark.parametrize(("text", "html"), [("<p>x</p>", True), ("a &amp; b", True), ("a < b > c", False), ("3 & 4; 5", False), ("x</b>", True), (TEXT, False)])
def test_what_looks_like_html(text: str, html: bool) -> None:
    assert looks_like_html(text) is html


def test_characters_without_declarations() -> None:
    written = '\ufeff<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b; &eacute; &lt; &amp; &#1580; &#0; &#xD800; &#99999999;\x08</a>'
    assert xml_text(written.encode(), name="x") == "<a>&amp;b; é &lt; &amp; &#1580;   </a>"
    assert xml_text(b"<!doctype html><a>[x]></a>", name="x") == "<a>[x]></a>"


def test_broken_xml_is_mended_for_whoever_parses_it_next() -> None:
    root, mended = well_formed("<a>3 < 4 & 5<b>x</a>", name="x")
    assert "".join(root.itertext()) == "3 < 4 & 5x"
    assert parse_xml(mended.encode(), name="x").tag == "a"


HOSTILE = {
    "document types": "<!DOCTYPE x [" * SIZE, "document types without end": "<!DOCTYPE x " * SIZE, "brackets": "<!DOCTYPE x [" + "]" * SIZE,
    "angles": "<" * SIZE,
    "ampersands": "&" * SIZE, "references": f"<rss>{'&nbsp;' * SIZE}</rss>", "depth": "<div>" * SIZE + TEXT, "depth of a feed": "<rss>" + "<div>" * SIZE + TEXT,
    "attributes": f"<rss {' '.join(f'a{n}=1' for n in range(SIZE))}/>",
    "quoted attributes": "<rss " + " ".join(f"a{n}='1'" for n in range(SIZE)) + "/>",
    "comments": "<!--" * SIZE, "open tags": "<rss><channel><item><description><![CDATA[" + "<a " * SIZE,
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("read", [
    lambda data: parse_xml(data, name="x"), lambda data: parse_feed(data, name="x", url="http://x.test/"),
    lambda data: read_html(data, id="x", name="x", options=Options()),
], ids=["xml", "feed", "html"])
def test_nothing_takes_long(kind: str, read: Callable[[bytes], object]) -> None:
    began = time.process_time()
    with suppress(ArticleError):
        read(HOSTILE[kind].encode())
    assert time.process_time() - began < 5
