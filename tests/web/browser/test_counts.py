"""The pages of counts in a real browser: nothing leaves the page, no one is shut out, and a bar leads to its events by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.web.browser.conftest import AXE, WIDTHS

PAGES = ("/overview", "/actors", "/actors/FRA", "/relations", "/relations/MAR/ESP", "/agreements", "/network", "/network?of=actors")


@pytest.fixture(params=["phone", "desktop"])
def tab(request: pytest.FixtureRequest, chromium: Any) -> Iterator[Any]:
    """A tab of that width; axe-core is let in past the policy."""
    width, height = WIDTHS[request.param]
    context = chromium.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_nothing_leaves_the_page_and_axe_finds_no_fault(tab: Any, address: str, lang: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not there: make web")
    for path in PAGES:
        tab.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={lang}")
        tab.evaluate("for (const closed of document.querySelectorAll('main details')) closed.open = true")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        found = tab.evaluate("axe.run(document.querySelector('main'))")["violations"]
        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found if fault["impact"] in ("serious", "critical")] == [], path


def test_a_bar_leads_to_its_events_by_the_keyboard(tab: Any, address: str) -> None:
    tab.goto(f"{address}/overview?lang=en&type=AGREE")
    bar = tab.locator("svg.bars a").first
    told = bar.get_attribute("aria-label")
    bar.focus()
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert "/search?" in tab.url
    assert "type=AGREE" in tab.url
    assert told.partition(" ")[0] in tab.url


def test_the_first_bar_stands_where_reading_begins(tab: Any, address: str) -> None:
    sides = {}
    for lang in ("ar", "en"):
        tab.goto(f"{address}/overview?lang={lang}")
        boxes = [bar.bounding_box() for bar in tab.locator("svg.bars a").all()]
        sides[lang] = [box["x"] for box in boxes]
    assert sides["en"] == sorted(sides["en"])
    assert sides["ar"] == sorted(sides["ar"], reverse=True)
    assert len(sides["en"]) > 1
