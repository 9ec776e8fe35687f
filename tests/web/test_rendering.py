"""The forms of one answer, two languages, choices that are kept, errors as pages."""
from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from musnad.export.schema import VALUES
from musnad.store import Store
from musnad.store.judgements import Ledger
from musnad.web import assets
from musnad.web.endings import parted
from musnad.web.text import piece, said


@pytest.mark.parametrize("path", ["/search", "/review", "/add", "/login", "/articles/1", "/nothing"])
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_pages_are_whole_in_both_languages(room, path: str, lang: str) -> None:
    page = room.get(f"{path}?lang={lang}").text
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in page
    assert page.count('id="main"') == 1 and 'class="skip" href="#main"' in page
    assert len(set(re.findall(r'\sid="([^"]+)"', page))) == len(re.findall(r'\sid="([^"]+)"', page)), "an id stands twice"
    assert not re.search(r"""(src|href|action)=["'](https?:)?//(?!www\.|[a-z]+\.example)""", page)


def test_a_choice_is_kept(room) -> None:
    assert '<html lang="ar"' in room.get("/search").text
    room.get("/search?lang=en&digits=arab")
    page = room.get("/search").text
    assert '<html lang="en"' in page and 'data-digits="arab"' in page
    assert '<html lang="ar"' in room.get("/search?lang=ar").text
    assert '<html lang="ar"' in room.get("/search?lang=xx").text


def test_the_language_switch_keeps_the_filters(room) -> None:
    assert "/search?type=AID&amp;lang=en" in room.get("/search?type=AID").text


def test_digits_are_the_readers(room) -> None:
    page = room.get("/search?digits=arab").text
    assert re.search(r'<time dir="ltr">[٠-٩]{4}-', page)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/search", ("/search", "html")),
        ("/search.json", ("/search", "json")),
        ("/articles/5.csv", ("/articles/5", "csv")),
        ("/articles/5.jsonl", ("/articles/5", "jsonl")),
        ("/actors/a.b.parquet", ("/actors/a.b", "parquet")),
        ("/openapi.json", ("/openapi.json", "html")),
        ("/static/a.json", ("/static/a.json", "html")),
        ("/.json", ("/.json", "html")),
        ("/a.b.csv", ("/a.b", "csv")),
        ("/a.html", ("/a.html", "html")),
    ],
)
def test_endings(path: str, expected: tuple[str, str]) -> None:
    assert parted(path) == expected


def test_what_is_no_table_says_so(room) -> None:
    answer = room.get("/add.csv")
    assert answer.status_code == 404 and answer.json()["status"] == 404


def test_errors_come_in_the_form_that_was_asked(room) -> None:
    assert room.get("/nothing").headers["content-type"].startswith("text/html")
    assert room.get("/nothing.json").json()["status"] == 404
    assert room.post("/search", data={"csrf": room.csrf()}).status_code == 405


def test_head_and_home(room) -> None:
    assert room.head("/search").status_code in (200, 405)
    answer = room.get("/")
    assert answer.status_code == 307
    assert room.get(answer.headers["location"]).status_code == 200


def test_pieces_keep_their_characters() -> None:
    assert str(piece("a<b>\u202ec")) == 'a&lt;b&gt;<bdi class="control" data-name="RLO" title="RLO U+202E">\u202e</bdi>c'
    assert str(piece("a\r\nb\0\ud800")) == "a&#13;\nb\ufffd\ufffd"
    assert str(said(None)) == "—" and str(said("x")) == '<bdi dir="auto">x</bdi>'


# Parts that pages share

PAGED = {
    "search": ("/search?what=events&size=2&type=ASSAULT&type=AGREE", "2 of "),
    "agreements": ("/agreements?goods=0&status=occurred", "2 of "),
    "happenings": ("/happenings?outlets=1&type=AGREE", "2"),
}


@pytest.mark.parametrize(("module", "path", "told"), [(module, *about) for module, about in PAGED.items()])
def test_one_pager_keeps_all_that_was_asked(room, monkeypatch: pytest.MonkeyPatch, module: str, path: str, told: str) -> None:
    if module != "search":
        monkeypatch.setattr(f"musnad.web.pages.{module}.PAGE", 1)
    page = room.get(f"{path}&page=2&lang=en").text
    (pager,) = re.findall(r'<nav class="pager".*?</nav>', page, re.S)
    links = {rel: unescape(href) for rel, href in re.findall(r'<a rel="(\w+)" href="([^"]+)"', pager)}
    assert links.keys() == {"prev", "next"}
    for rel, number in (("prev", "1"), ("next", "3")):
        asked = parse_qsl(urlsplit(links[rel]).query)
        assert ("page", number) in asked
        assert set(parse_qsl(urlsplit(path).query)) <= set(asked)
    assert re.search(rf"<span>{told}", pager)
    assert 'rel="prev"' not in room.get(path).text


SIGN = re.compile(r'<span class="tag likely" title="([^"]+)">([^<]+)</span>')
NOTE = re.compile(rf'<p class="quiet">{SIGN.pattern} ([^<]+)</p>')
TELLING = {
    "/articles/{}?": ["Iran", "Tehran"], "/review?article={}": ["Iran", "Tehran"],
    "/search?what=events&article={}": ["Iran"], "/agreements?article={}": ["Iran"],
}


@pytest.mark.parametrize(("lang", "sign", "why"), [("ar", "مرجح", "النموذج"), ("en", "likely", "model")])
@pytest.mark.parametrize(("path", "named"), TELLING.items())
def test_who_is_only_likely_has_a_word_that_says_so(room, doubted: int, path: str, named: list[str], lang: str, sign: str, why: str) -> None:
    page, notes = NOTE.subn("", (whole := room.get(f"{path.format(doubted)}&lang={lang}").text))
    assert notes == 1 and why in NOTE.search(whole)[3], "the reason can be read without a pointer"
    signs = list(SIGN.finditer(page))
    assert {(match[2], why in match[1]) for match in signs} == {(sign, True)}
    names = [re.findall(r"<bdi[^>]*>([^<]+)</bdi>", page[: match.start()])[-1] for match in signs]
    assert [{"إيران": "Iran", "طهران": "Tehran"}.get(name, name) for name in names] == named


def test_where_all_are_sure_nothing_is_said_of_it(room, store: Store, doubted: int) -> None:
    record = store.article(doubted).record
    Ledger(store).judge(record, record.events[0], "accept", author="منى")
    for path in TELLING:
        page = room.get(path.format(doubted)).text
        assert SIGN.search(page) is None, path
        assert "المغرب" in page or "/review" in path


@pytest.mark.parametrize("path", ["/overview", "/actors", "/network", "/map", "/articles/1", "/review"])
def test_quad_classes_have_one_spelling(room, path: str) -> None:
    if path == "/map" and not (assets.STATIC / "world.json").is_file():
        pytest.skip("the boundaries are not built: make web")
    names = {name.replace(" ", "-") for name in VALUES["Event"]["quad"]}
    page = room.get(path).text
    classes = {name for told in re.findall(r'class="([^"]*)"', page) for name in told.split()}
    assert classes & names
    assert {name for name in classes if re.match("(verbal|material)", name)} <= names
