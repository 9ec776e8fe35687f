"""Notebook HTML: well formed, right to left, everything escaped, all parts shown."""
from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

from musnad.export.html import notebook
from musnad.record import Article, Record

VOID = {"br"}


class Reader(HTMLParser):
    """Checks nesting, and collects text and attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.spans: list[tuple[str, str]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "br":
            self.text += "\n"
        if tag not in VOID:
            self.open.append(tag)
        if tag == "span":
            self.spans.append((dict(attrs)["title"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.open and self.open[-1] == "span":
            title, seen = self.spans.pop()
            self.spans.append((title, seen + data))


def test_well_formed_and_right_to_left(record: Record) -> None:
    page = record._repr_html_()
    assert page == notebook(record)
    assert page.startswith('<div dir="rtl" lang="ar"')
    reader = Reader(page)
    assert reader.open == []
    assert not reader.tags & {"script", "link", "img", "iframe", "style"}


def test_the_text_is_whole_and_marked(record: Record) -> None:
    reader = Reader(notebook(record))
    assert record.article.text in reader.text
    assert ("v1 AGREE", "يوقع") in reader.spans
    assert ("q1 v3 COOPERATE", "يتسلم") in reader.spans
    assert ("", "اقرأ أيضا") in reader.spans
    covered = "".join(text for title, text in reader.spans if "q1" in title)
    assert covered == "لبنان <سيتسلم> 3 زوارق"


def test_tables_of_events_and_statements(record: Record) -> None:
    text = Reader(notebook(record)).text
    for part in ("v2 = v1", "COOPERATE", "planned", "مصدر حكومي ← رويترز", "denies", "indirect", "a note"):
        assert part in text


def test_everything_from_the_article_is_escaped(titled: Callable[[str], Record]) -> None:
    bad = "<script>alert('x')</script>"
    record = titled(bad)
    record.article.outlet = record.article.published = record.article.id = bad
    record.entities[0].name_ar = bad
    record.entities[4].name_ar = bad
    record.notes = [bad]
    page = notebook(record)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    Reader(page)


def test_an_empty_record_and_surrogates() -> None:
    page = notebook(Record(Article("x", "نص \ud800")))
    page.encode("utf-8")
    assert Reader(page).open == []
    assert "table" not in Reader(page).tags
