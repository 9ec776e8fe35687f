"""Who stands behind an event: the happening that it is told of, and the same origins that the happening has."""
from __future__ import annotations

from typing import Any

import musnad
from musnad.store import Store
from musnad.store.behind import behind, place_of

TELLINGS = (
    ("الميثاق", "قصف الجيش الروسي سوقا في مدينة حلب يوم الثلاثاء، وفق الدفاع المدني."),
    ("البيان", "قصف الجيش الروسي سوقا في مدينة حلب يوم الثلاثاء، بحسب وكالة رويترز."),
)


def told(store: Store, count: int) -> None:
    for number, (outlet, text) in enumerate(TELLINGS[:count]):
        store.add(musnad.read(text, id=f"d{number}", outlet=outlet, published="2022-05-18", url=f"https://example.org/{number}"))


def test_nothing_is_known_before_it_is_corroborated(store: Store) -> None:
    told(store, 1)
    assert behind(store, store.events()) == {}


def test_the_origins_are_those_of_the_happening(store: Store) -> None:
    told(store, 2)
    store.corroborate()
    wanted: dict[str, Any] = {happening.id: [origin.name for origin in happening.origins] for happening in store.happenings()}
    events = list(store.events(type="ASSAULT"))
    found = behind(store, events)
    assert len(events) >= 2
    assert {place_of(event) for event in events} == set(found)
    assert {known.happening: known.origins for known in found.values()} == wanted
    assert any(len(known.origins) == 2 for known in found.values()), "two agencies are two voices"


def test_a_report_that_is_only_likely_another_stands_with_what_it_is_surely_one_with(store: Store) -> None:
    text = "قصف الجيش الروسي سوقا في مدينة حلب يوم الثلاثاء.\n\nوقتلت غارة ثلاثة مدنيين في إدلب."
    record = musnad.read(text, id="a", outlet="الميثاق", published="2022-05-18")
    first, *_, last = [event for event in record.events if event.type == "ASSAULT"]
    last.same, last.same_surely = first.report, last.id
    store.add(record)
    store.corroborate()
    found = behind(store, store.events())
    assert {place_of(event) for event in store.events()} == set(found) and len({known.happening for known in found.values()}) > 1
    assert {happening.id for happening in store.happenings()} == {known.happening for known in found.values()}


def test_an_event_told_again_in_its_article_stands_with_the_first(store: Store) -> None:
    text = "قصف الجيش الروسي سوقا في مدينة حلب يوم الثلاثاء.\n\nوقال مسؤول إن القصف خلف قتلى."
    record = musnad.read(text, id="a", outlet="الميثاق", published="2022-05-18")
    assert any(event.same for event in record.events)
    store.add(record)
    store.corroborate()
    found = behind(store, store.events())
    for event in store.events():
        assert place_of(event)[1] == event.event.report
    assert {place_of(event) for event in store.events()} == set(found)
    assert len({known.happening for known in found.values()}) == len(found)


def test_outlets_are_those_of_what_meets_the_filters(store: Store) -> None:
    told(store, 2)
    store.add(musnad.read(TELLINGS[0][1], id="b", outlet="الميثاق", published="2022-05-19", url="https://example.org/b"))
    store.add(musnad.read("خبر عن الطقس.", id="c", published="2022-05-19", url="https://example.org/c"))
    assert store.outlets("events") == ["الميثاق", "البيان"]
    assert store.outlets("articles", outlet="البيان") == ["البيان"]
    assert store.outlets("statements", type="PROTEST") == []
