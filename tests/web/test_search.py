"""Search in three forms, filters that are kept, words that are marked."""
from __future__ import annotations

import csv
import io

import pytest
from starlette.datastructures import QueryParams

from musnad.errors import UsageError
from musnad.record import Article, Record
from musnad.store import Store
from musnad.web.filters import query_of, read_filters
from musnad.web.hits import around, hits


@pytest.mark.parametrize("what", ["articles", "events", "statements"])
def test_every_kind_in_every_form(room, store: Store, what: str) -> None:
    total = store.count(what)
    assert total
    page = room.get(f"/search?what={what}")
    assert page.status_code == 200 and "/articles/" in page.text
    told = room.get(f"/search.json?what={what}&size=500").json()
    assert told["what"] == what and told["totals"][what] == total and len(told["found"]) == total
    rows = list(csv.reader(io.StringIO(room.get(f"/search.csv?what={what}&size=500").text)))
    assert len(rows) == total + 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_the_filters_choose_what_is_listed(room) -> None:
    assert room.get("/search.json").json()["what"] == "articles"
    assert room.get("/search.json?status=occurred").json()["what"] == "events"
    assert room.get("/search.json?stance=asserts").json()["what"] == "statements"


def test_filters_hold_and_are_kept_in_links(room, store: Store) -> None:
    event = next(iter(store.events()))
    told = room.get(f"/search.json?type={event.event.type}&size=500").json()
    assert {found["event"]["type"] for found in told["found"]} == {event.event.type}
    page = room.get(f"/search?type={event.event.type}&size=1&what=events").text
    assert f'/search?type={event.event.type}&amp;what=articles"' in page
    assert f'<input type="hidden" name="type" value="{event.event.type}">' in page


def test_words_are_marked(room, store: Store) -> None:
    word = next(iter(store.articles())).article.text.split()[0]
    page = room.get("/search", params={"words": word}).text
    assert "<mark>" in page


def test_hits_are_whole_words_and_lose_nothing() -> None:
    text = "وزارة النفط  تعلن: والنفط يرتفع"
    found = list(hits(text, frozenset({"نفط", "والنفط"})))
    assert "".join(part for part, _ in found) == text
    assert [part for part, hit in found if hit] == ["النفط", "والنفط"]
    assert list(hits("من نفط نفط ", frozenset({"نفط"}))) == [("من ", False), ("نفط نفط", True), (" ", False)]
    assert list(hits(text, frozenset())) == [(text, False)]


def test_what_stands_around_ends_with_the_paragraph_and_at_words() -> None:
    text = "سطر أول\n" + "كلمة " * 100 + "هدف " + "كلمة " * 100 + "\nسطر"
    start = text.index("هدف")
    before, at, after = around(text, start, start + 3)
    assert at == "هدف"
    assert before.startswith("… كلمة") and after.endswith("كلمة …")
    assert around("أول هدف آخر", 4, 7) == ("أول ", "هدف", " آخر")


def test_pages(room, store: Store) -> None:
    total = store.count("events")
    assert total > 3
    first, second = (room.get(f"/search.json?what=events&size=2&page={page}").json()["found"] for page in (1, 2))
    assert len(first) == len(second) == 2
    assert first != second
    assert room.get("/search.json?what=events&page=9999").json()["found"] == []
    assert 'rel="next"' in room.get("/search?what=events&size=2").text


@pytest.mark.parametrize("query", ["type=NONSENSE", "since=tomorrow", "origins=-1", "origins=٣", "page=0", "size=9999", "what=x", "words=-x", "words=%22"])
def test_what_cannot_be_asked_is_said(room, query: str) -> None:
    for path in ("/search", "/search.json", "/search.csv"):
        assert room.get(f"{path}?{query}").status_code in (400, 422)


def test_no_cell_is_a_formula(room, store: Store) -> None:
    store.add(Record(Article("=1+1", "@خبر قصير", title="+cmd|' /C calc'!A0", outlet="-هيئة", url="=HYPERLINK(1)")))
    rows = list(csv.reader(io.StringIO(room.get("/search.csv?what=articles&size=500").text)))
    cells = [cell for row in rows for cell in row]
    assert "'=1+1" in cells and "'+cmd|' /C calc'!A0" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


# The query string

def test_filters_there_and_back() -> None:
    query = "words=%D9%86%D9%81%D8%B7+%22a+b%22&actor=MAR&actor=IRN&type=SANCTION&since=2018-05&origins=2&machine=1&article=7"
    filters = read_filters(QueryParams(query))
    assert filters == {"words": ['نفط "a b"'], "actor": ["MAR", "IRN"], "type": ["SANCTION"], "since": "2018-05", "origins": 2, "machine": True, "article": "7"}
    assert read_filters(QueryParams(query_of(filters)[1:])) == filters


def test_what_is_empty_is_no_filter() -> None:
    assert read_filters(QueryParams("words=&actor=+&since=&origins=&lang=en&what=events")) == {}
    assert query_of({}) == ""


def test_filters_are_bounded() -> None:
    filters = read_filters(QueryParams("&".join(f"actor=a{n}" for n in range(500))))
    assert len(filters["actor"]) == 20
    with pytest.raises(UsageError):
        read_filters(QueryParams("origins=1e9"))
