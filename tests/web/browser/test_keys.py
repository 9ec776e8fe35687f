"""Keys: `?` lists those of the page in a dialog, whatever script the keyboard writes, and none acts while the list is open or one types."""

from __future__ import annotations

from typing import Any

import pytest
from tests.web.browser.conftest import AXE, tab_of

NAMES = {"ar": "مفاتيح هذه الصفحة", "en": "Keys of this page"}


@pytest.mark.parametrize("lang", NAMES)
def test_the_list_opens_tells_the_keys_and_closes(tab: Any, address: str, lang: str) -> None:
    tab.goto(f"{address}/review?lang={lang}")
    tab.locator("form.name input[name=author]").fill("Reader")
    tab.locator("form.name button").click()
    dialog = tab.get_by_role("dialog", name=NAMES[lang])
    assert dialog.count() == 0
    tab.keyboard.press("?")
    assert dialog.is_visible()
    shown = dict(item.inner_text().split(maxsplit=1) for item in dialog.locator("li").all())
    assert shown.keys() == {element.get_attribute("data-key") for element in tab.locator("[data-key]").all()}
    assert shown["?"] == NAMES[lang]
    assert len(shown) > 3, "those of the page itself too"
    assert tab.evaluate("document.activeElement.closest('dialog') !== null")
    before = tab.url
    for key in set(shown) - {"?"}:
        tab.keyboard.press(key)
    assert (tab.url, dialog.is_visible()) == (before, True)
    tab.keyboard.press("Escape")
    assert dialog.count() == 0
    tab.locator("[data-opens=keys]").click()
    assert dialog.is_visible()
    tab.keyboard.press("?")
    assert dialog.count() == 0


def test_a_key_counts_by_its_place_on_an_arabic_keyboard_and_not_while_one_types(tab: Any, address: str) -> None:
    """What Chromium says of Shift and the key of the slash under an Arabic layout."""
    tab.goto(f"{address}/search?lang=ar")
    tab.locator("input[name=words]").focus()
    tab.keyboard.press("?")
    assert tab.locator("dialog[open]").count() == 0
    tab.locator("h1").click()
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.name") == "words"
    tab.locator("h1").click()
    tab.evaluate("dispatchEvent(new KeyboardEvent('keydown', {key: '؟', code: 'Slash', shiftKey: true, bubbles: true}))")
    assert tab.locator("dialog[open]").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_the_list(chromium: Any, address: str, scheme: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not there: make web")
    context = tab_of(chromium, "phone", bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/review?lang=ar")
    page.keyboard.press("?")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document.querySelector('dialog'))")["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
    context.close()
