"""Reading in a real browser: an article, a chain followed to its origin, a role corrected and undone, filters, export, two languages and widths."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.web.browser.conftest import AXE, WIDTHS

PAGES = (
    "/search", "/articles/1", "/articles/4", "/happenings", "/map", "/map?view=world&disputed=plain", "/review", "/review?second=1", "/review/agreement", "/add"
)  # fmt: skip
SPOKEN = """(name) => [...(CSS.highlights.get(name) ?? [])].map(String)"""
# Each word of the text beside the same word in a copy of its line without any marks: [word, width, width of the copy]
WIDTHS_OF_WORDS = r"""() => {
  const width = (line, start, end) => {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT), range = document.createRange();
    for (let at = 0, node; (node = walker.nextNode()); at += node.data.length) {
      if (start >= at && start < at + node.data.length) range.setStart(node, start - at);
      if (end > at && end <= at + node.data.length) range.setEnd(node, end - at);
    }
    const boxes = [...range.getClientRects()];
    return Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
  };
  const found = [];
  for (const line of document.querySelectorAll(".text [data-start]")) {
    const copy = line.cloneNode();
    copy.removeAttribute("data-start");
    copy.textContent = line.textContent;
    line.after(copy);
    for (const word of line.textContent.matchAll(/[\u0621-\u064a]+/g)) {
      const span = [word.index, word.index + word[0].length];
      found.push([word[0], width(line, ...span), width(copy, ...span)]);
    }
    copy.remove();
  }
  return found;
}"""


def tab_of(chromium: Any, width: str, **options: Any) -> Any:
    across, down = WIDTHS[width]
    return chromium.new_context(viewport={"width": across, "height": down}, **options)


@pytest.fixture
def tab(chromium: Any) -> Iterator[Any]:
    """A tab of a desktop, under the page's own policy. It fails for anything said on its console."""
    context = tab_of(chromium, "desktop")
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" and "favicon" not in message.location.get("url", "") else None)
    yield page
    context.close()
    assert said == []


def test_the_spans_that_are_lit_are_those_of_the_record(tab: Any, address: str) -> None:
    """Article 3 has characters of two UTF-16 units before its spans."""
    for number in (1, 3):
        record = json.loads(tab.request.get(f"{address}/articles/{number}.json").text())["record"]
        text = record["document"]["text"]
        tab.goto(f"{address}/articles/{number}")
        for quad in {event["quad"] for event in record["events"]}:
            wanted = [text[slice(*event["trigger"])] for event in record["events"] if event["quad"] == quad]
            assert sorted(tab.evaluate(SPOKEN, quad.replace(" ", "-"))) == sorted(wanted)


def test_a_span_shows_its_fields_and_lights_its_card(tab: Any, address: str) -> None:
    tab.goto(f"{address}/articles/1?lang=ar")
    note, card = tab.locator(".beside-span"), tab.locator("#v1")
    assert note.is_hidden()
    tab.locator(".text [data-part~=v1]").first.hover()
    assert note.is_visible()
    assert "اعتداء" in note.inner_text()
    assert "lit" in card.get_attribute("class")
    tab.keyboard.press("Escape")
    assert note.is_hidden()
    tab.locator(".text a[data-part~=v2]").first.focus()
    assert "lit" in tab.locator("#v2").get_attribute("class")
    card.hover()
    assert "".join(tab.evaluate(SPOKEN, "lit")) == "قصف"


def test_joined_letters_stay_joined(tab: Any, address: str) -> None:
    for number in (1, 2, 3):
        tab.goto(f"{address}/articles/{number}")
        tab.evaluate("document.fonts.ready")
        words = tab.evaluate(WIDTHS_OF_WORDS)
        assert len(words) > 10
        assert [word for word, marked, plain in words if abs(marked - plain) > 0.6] == []


def test_a_chain_is_followed_to_its_origin_and_to_its_sentence(tab: Any, address: str) -> None:
    tab.goto(f"{address}/happenings?lang=ar&type=ASSAULT")
    tab.locator("tbody tr th a").first.click()
    assert "رويترز" in tab.locator(".tree .origin").first.inner_text()
    assert tab.locator(".against-list li").count() >= 1
    assert tab.locator(".counts .first b").inner_text() == "2"
    with tab.expect_navigation():
        tab.locator(".tree .telling a").first.click()
    start, end = map(int, tab.url.partition("#s")[2].split("-"))
    text = json.loads(tab.request.get(tab.url.partition("#")[0].partition("?")[0] + ".json").text())["record"]["document"]["text"]
    assert "".join(tab.evaluate(SPOKEN, "aim")) == text[start:end]
    assert tab.locator(".card.aimed").count() == 1


def test_a_role_is_corrected_and_the_correction_undone(tab: Any, address: str) -> None:
    tab.goto(f"{address}/articles/2?lang=en")
    before = tab.locator("#v1 .brief").inner_text()
    tab.locator("#v1 a.correct").click()
    if tab.locator("form.name input[name=author]").count():
        tab.locator("form.name input[name=author]").fill("Reader")
        tab.locator("form.name button").click()
        if not tab.locator("#edit form.field").count():
            tab.locator("#v1 a.correct").click()
    form = tab.locator("#edit form.field", has=tab.locator("input[name=field][value=actor]")).first
    for box in form.locator("input[type=checkbox]:checked").all():
        box.uncheck()
    form.locator("input[type=checkbox]").nth(1).check()
    form.locator("button").click()
    assert tab.locator("#v1 .brief").inner_text() != before
    tab.locator(".judgements form button").first.click()
    tab.goto(f"{address}/articles/2?lang=en")
    assert tab.locator("#v1 .brief").inner_text() == before


def test_filters_narrow_and_what_is_shown_can_be_taken_away(tab: Any, address: str) -> None:
    tab.goto(f"{address}/search?lang=en")
    menu = tab.locator("details.menu", has=tab.locator("summary", has_text="Type"))
    menu.locator("summary").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Escape")
    assert not menu.locator("a").first.is_visible()
    tab.keyboard.press("Enter")
    menu.get_by_role("link", name="assault").click()
    assert "type=ASSAULT" in tab.url
    table = tab.request.get(tab.url.replace("/search?", "/search.csv?")).text().strip().splitlines()
    told = json.loads(tab.request.get(tab.url.replace("/search?", "/search.json?")).text())
    assert told
    assert len(table) > 1
    every = tab.request.get(f"{address}/search.csv").text().strip().splitlines()
    assert table != every


@pytest.mark.parametrize("scripts", [True, False])
def test_at_phone_width_the_filters_wait_until_they_are_asked_for(chromium: Any, address: str, scripts: bool) -> None:
    context = tab_of(chromium, "phone", java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{address}/happenings?lang=ar")
    bar = page.locator("form.bar")
    assert bar.is_hidden()
    page.locator(".bar-toggle summary").click()
    assert bar.is_visible()
    bar.locator("details.menu summary").nth(3).click()
    choice = bar.locator("details.menu").nth(3).locator("li a").first
    with page.expect_navigation():
        choice.click()
    assert "/happenings?type=" in page.url
    context.close()


def test_hostile_text_does_nothing(tab: Any, address: str) -> None:
    tab.goto(f"{address}/articles/4")
    assert tab.evaluate("window.hacked") is None
    assert "<script>" in tab.locator(".text").inner_text()
    tab.goto(f"{address}/happenings")
    assert "<i>ناشر</i>" in tab.request.get(f"{address}/articles/4.json").text()


def test_disputed_territory_is_marked_until_the_reader_says_otherwise(tab: Any, address: str) -> None:
    tab.goto(f"{address}/map?lang=en")
    assert tab.locator(".atlas .area").count() > 10
    tab.locator(".views .setting").click()
    assert tab.locator(".atlas .area").count() == 0
    tab.goto(f"{address}/map")  # the choice is kept
    assert tab.locator(".atlas .area").count() == 0
    spot = tab.locator(".atlas a").first
    spot.focus()
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert "place=" in tab.url


def test_nothing_is_asked_of_another_host_and_the_first_view_is_light(chromium: Any, address: str) -> None:
    for path in ("/articles/1", "/happenings", "/map"):
        context = tab_of(chromium, "desktop")
        page = context.new_page()
        sizes: list[int] = []
        hosts: set[str] = set()
        page.on("requestfinished", lambda request, s=sizes: s.append(request.sizes()["responseBodySize"]))
        page.on("request", lambda request, h=hosts: h.add(request.url.partition("://")[2].partition("/")[0]))
        page.goto(address + path, wait_until="networkidle")
        assert hosts == {address.partition("://")[2]}
        assert sum(sizes) < 300_000, path
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_axe_finds_no_serious_fault_and_nothing_leaves_the_width(chromium: Any, address: str, width: str, lang: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not there: make web")
    for scheme in ("light", "dark"):
        context = tab_of(chromium, width, bypass_csp=True, color_scheme=scheme)
        page = context.new_page()
        first = page.request.get(f"{address}/happenings.json").json()["rows"][0]["id"]
        for path in (*PAGES, f"/happenings/{first}"):
            page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={lang}")
            assert page.evaluate("document.documentElement.dir") == ("rtl" if lang == "ar" else "ltr")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            page.evaluate(AXE.read_text(encoding="utf-8"))
            found = page.evaluate("axe.run()")["violations"]
            assert [
                (fault["id"], [node["html"][:200] for node in fault["nodes"][:3]]) for fault in found if fault["impact"] in ("serious", "critical")
            ] == [], path
        context.close()
