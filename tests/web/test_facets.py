"""The filter bar that pages share: on each of them, its numbers those of a search, its choices in the URL, and nothing of the page's own lost."""
from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from musnad.store import Store
from musnad.web.facets import NAMES, bar_of
from musnad.web.filters import query_of

PAGES = ("/overview", "/search", "/happenings", "/map", "/actors", "/relations", "/agreements", "/network")
CHOICE = re.compile(r'<li><a href="([^"]+)"( aria-current="true")?>')
FILTERS: list[dict[str, Any]] = [
    {}, {"type": "ASSAULT"}, {"actor": "SAU", "status": "occurred"}, {"words": "اتفاق"},
    {"since": "2023", "until": "2023"}, {"since": "2023-02-10", "until": "2023-05"},
]  # fmt: skip


def menus(page: str) -> list[str]:
    """The links of the menus."""
    return [unescape(href) for href, _ in CHOICE.findall(page.partition('<div class="menus">')[2].partition("</form>")[0])]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_it_and_a_choice_stays_on_the_page(room: Any, path: str) -> None:
    page = room.get(path, params={"lang": "en"}).text
    assert f'<form class="bar" method="get" action="{path}"' in page
    found = menus(page)
    assert {urlsplit(href).path for href in found} == {path}
    asked = {name for href in found for name in parse_qs(urlsplit(href).query)}
    assert asked >= {"actor", "recipient", "type", "status", "outlet", "since", "until"}
    assert room.get(next(href for href in found if "type=" in href)).status_code == 200


@pytest.mark.parametrize("path", ["/search?what=statements", "/map?view=world", "/network?of=actors", "/agreements?goods=1", "/happenings?outlets=1"])
def test_what_a_page_was_asked_beside_is_not_lost(room: Any, path: str) -> None:
    own = path.partition("?")[2]
    page = room.get(f"{path}&page=1&type=ASSAULT&lang=en").text
    assert menus(page)
    assert all(own in href and "page=" not in href and "lang=" not in href for href in menus(page))
    name, _, value = own.partition("=")
    assert f'<input type="hidden" name="{name}" value="{value}">' in page


def test_hostile_parameters_are_carried_as_text(room: Any) -> None:
    answer = room.get("/search", params={"path": '"><script>', "self": "1", "filters": "2", "_Context__obj": "3"})
    assert answer.status_code == 200
    assert "<script>" not in answer.text


@pytest.mark.parametrize("filters", FILTERS)
def test_each_number_is_that_of_a_search(store: Store, filters: dict[str, Any]) -> None:
    bar = bar_of(store, filters)
    assert bar.total == store.count("events", **filters)
    for name in (*NAMES, "date"):
        for choice in bar.facets[name]:
            if choice.count is None or choice.chosen:
                continue
            change = {key: value for key, value in choice.change.items() if value is not None}
            if name in NAMES:  # alternatives: the number is that of the value alone
                change = {name: int(choice.value.value) if name == "origins" else choice.value.value}
            assert choice.count == store.count("events", **{**filters, **change}), (name, choice)


def test_values_of_a_facet_are_alternatives(room: Any, store: Store) -> None:
    first, second = (choice.value.value for choice in bar_of(store, {}).facets["type"][:2])
    page = room.get(f"/search?type={first}&what=events").text
    assert f"/search?type={first}&type={second}&what=events" in menus(page)
    assert "/search?what=events" in menus(page), "what is chosen leads out"
    both = room.get(f"/search.json?type={first}&type={second}&what=events").json()["totals"]["events"]
    assert both == store.count("events", type=first) + store.count("events", type=second)


def test_a_name_that_someone_wrote_can_be_taken_away(room: Any) -> None:
    assert '<a href="/search?type=ASSAULT" aria-current="true"><bdi>الملك</bdi></a>' in room.get("/search?actor=الملك&type=ASSAULT").text


def test_dates_lie_within_each_other(store: Store) -> None:
    def dates(filters: dict[str, str]) -> list[tuple[str, bool, str]]:
        return [(choice.value.value, choice.chosen, query_of(choice.change)) for choice in bar_of(store, filters).facets["date"]]  # type: ignore[arg-type]

    years = dates({})
    assert years
    assert all(re.fullmatch(r"\d{4}", year) and not chosen for year, chosen, _ in years)
    year = years[-1][0]
    (out, *months) = dates({"since": year, "until": year})
    assert out == (year, True, "")
    assert months
    assert all(month.startswith(f"{year}-") and len(month) == 7 for month, _, _ in months)
    (out, *days) = dates({"since": months[0][0], "until": months[0][0]})
    assert out == (months[0][0], True, f"?since={year}&until={year}")
    assert all(len(day) == 10 for day, _, _ in days)
    last = days[-1][0]
    assert dates({"since": last, "until": last}) == [(last, True, f"?since={last[:7]}&until={last[:7]}")]
    assert dates({"since": "2024-02-31", "until": "2024-02-31"})[0][1], "no day of the calendar, but a filter"


def test_without_a_store_to_count_a_fault_is_told_plainly(room: Any) -> None:
    page = room.get("/search?type=NONSENSE").text
    assert "NONSENSE" in page
    assert 'class="menus"' not in page
