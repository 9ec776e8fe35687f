"""Words of a text selected with the mouse and by keys, and said what they are: in both languages, at both widths, at the very characters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from tests.web.browser.conftest import AXE, WIDTHS

# Where words begin and end on the screen, from right to left, whatever marks or lines cut them: [x, y, x, y]
BOX = """(words) => {
  const text = document.querySelector(".text"), walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT), range = document.createRange();
  const start = text.textContent.indexOf(words), end = start + words.length;
  for (let at = 0, node; (node = walker.nextNode()); at += node.data.length) {
    if (start >= at && start < at + node.data.length) range.setStart(node, start - at);
    if (end > at && end <= at + node.data.length) range.setEnd(node, end - at);
  }
  range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
  const boxes = [...range.getClientRects()];
  const first = boxes[0], last = boxes[boxes.length - 1];
  return [first.right - 0.5, (first.top + first.bottom) / 2, last.left + 0.5, (last.top + last.bottom) / 2];
}"""


@pytest.fixture(params=[("ar", "desktop"), ("en", "desktop"), ("ar", "phone"), ("en", "phone")], ids="-".join)
def page(request: pytest.FixtureRequest, chromium: Any, address: str) -> Iterator[Any]:
    """The third article, which has characters of two UTF-16 units before all words, for a reader who has a name."""
    lang, width = request.param
    across, down = WIDTHS[width]
    context = chromium.new_context(viewport={"width": across, "height": down})
    tab = context.new_page()
    said: list[str] = []
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(f"{address}/articles/3?lang={lang}")
    tab.locator(".marking input[name=author]").fill("Reader")
    with tab.expect_navigation():
        tab.locator(".marking form.name button").click()
    yield tab
    while tab.locator(".judgements tr:not(.undone) form button").count():  # the store is that of all tests
        with tab.expect_navigation():
            tab.locator(".judgements tr:not(.undone) form button").first.click()
    context.close()
    assert said == []


def record(page: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(page.request.get(page.url.partition("?")[0].partition("#")[0] + ".json").text())["record"]
    return told


def surface(told: dict[str, Any], span: list[int]) -> str:
    return str(told["document"]["text"][slice(*span)])


def drag(page: Any, words: str) -> None:
    """Select words with the mouse, from their right end, where Arabic begins, to their left."""
    *start, x, y = page.evaluate(BOX, words)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] - 8, start[1], steps=3)
    page.mouse.move(x, y, steps=3)
    page.mouse.up()


def save(page: Any) -> None:
    with page.expect_navigation():
        page.locator(".marking form .line button").click()
    page.wait_for_load_state()


def test_words_dragged_over_become_the_content_of_a_statement_and_it_is_undone(page: Any) -> None:
    before = record(page)["statements"]
    drag(page, "ستعزز العلاقات")
    assert page.locator(".marking.up output").inner_text() == "ستعزز العلاقات"
    page.locator(".marking input[value=content]").check()
    save(page)
    told = record(page)
    assert surface(told, told["statements"][0]["span"]) == "ستعزز العلاقات"
    assert "".join(page.evaluate('[...(CSS.highlights.get("aim") ?? [])].map(String)')) == "ستعزز العلاقات", "they are lit"
    with page.expect_navigation():
        page.keyboard.press("u")
    assert record(page)["statements"] == before


def test_a_missed_event_is_noted_by_keys_alone(page: Any) -> None:
    count = len(record(page)["events"])
    page.locator(".text").focus()
    page.keyboard.press("ArrowLeft")
    for _ in range(40):
        if page.locator(".marking output").inner_text().startswith("اتفاقية"):
            break
        page.keyboard.press("ArrowLeft")
    else:
        pytest.fail("the arrows did not reach the word")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+Alt+ArrowLeft")
    page.keyboard.press("Shift+Alt+ArrowLeft")
    assert page.locator(".marking output").inner_text() == "اتفاقية ت", "a word more and back, then a blank and a letter"
    page.keyboard.press("Shift+Alt+ArrowRight")
    assert page.locator(".marking output").inner_text() == "اتفاقية"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "what"
    while page.evaluate("document.activeElement.value") != "event":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.locator(".marking select[name=type]").select_option("AGREE")
    page.locator(".marking input[name=actor]").fill("المغرب")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    told = record(page)
    assert len(told["events"]) == count + 1
    added = next(event for event in told["events"] if surface(told, event["trigger"]) == "اتفاقية")
    assert added["type"] == "AGREE"
    assert [e["country"] for e in told["entities"] if e["id"] in added["actor"]] == ["MAR"]
    assert page.locator("#edit").count() == 1, "the other fields can be set"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the list of judgements too"


def test_the_form_goes_with_escape_and_leaves_the_text_in_focus(page: Any) -> None:
    drag(page, "الرباط")
    assert page.locator(".marking.up").count() == 1
    page.locator(".marking input[value=cue]").focus()
    page.keyboard.press("Escape")
    assert page.locator(".marking.up").count() == 0
    assert page.evaluate("document.activeElement.className").startswith("text")
    assert page.evaluate("getSelection().isCollapsed")


def test_nothing_leaves_the_width_and_axe_finds_no_fault_while_words_are_selected(page: Any, chromium: Any, address: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not there: make web")
    context = chromium.new_context(viewport=page.viewport_size, bypass_csp=True, storage_state=page.context.storage_state())
    tab = context.new_page()
    tab.goto(page.url)
    drag(tab, "الرباط")
    for what in ("content", "actor", "event", "statement"):
        tab.locator(f".marking input[value={what}]").check()
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), what
        box = tab.locator(".marking").bounding_box()
        assert box["height"] <= tab.viewport_size["height"] * 0.62
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        found = tab.evaluate("axe.run(document.querySelector('.marking'))")["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found if fault["impact"] in ("serious", "critical")] == [], what
    context.close()
