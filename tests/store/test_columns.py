"""Columns in memory tell what the tables do, also after every kind of change, and whoever reads others' changes is late by a moment only."""
from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from tests.store.test_views import Press

from musnad.errors import StoreError
from musnad.store import Store, open_store
from musnad.store.chosen import beside, first, foremost, once, tally
from musnad.store.columns import Held, day_number, day_text
from musnad.store.happenings import list_happenings
from musnad.store.paging import KINDS, page, totals
from musnad.store.views import Facets, agreements, busiest, facets, network, places, profile, timeline

FILTERS: list[dict[str, Any]] = [
    {}, {"actor": "MAR"}, {"actor": "people:Hassan Rouhani"}, {"actor": "روحاني"}, {"recipient": ["IRN", "MAR"]},
    {"place": "IRN:Tehran"}, {"type": ["AID", "ACCUSE"]},
    {"status": "planned"}, {"outlet": "البيان"}, {"words": "المغرب"}, {"words": "إيران", "type": "AID"}, {"since": "2022-05-10"}, {"until": "2022-05-03"},
    {"since": "2022-05-02", "until": "2022-05-03"}, {"speaker": "IRN"}, {"speaker": "IRN", "stance": "denies"}, {"stance": "denies", "type": "ACCUSE"},
    {"article": "a2"},
    {"machine": True}, {"origins": 1}, {"origins": 2}, {"actor": "QAT"}, {"mode": "none"},
]


@pytest.fixture
def press(store: Store) -> Press:
    """A store with events of all kinds."""
    press = Press(store)
    press.tell("SANCTION", "MAR", "IRN army", place="town", when="2022-05-01")
    press.tell("AID", "ruler official", "MAR", outlet="البيان", status="planned", when="2022-05-02", item="planes")
    press.tell("ACCUSE", "private", "ruler", said="official", stance="denies", published="2022-05-03T10:00:00+00:00")
    press.tell("AGREE", "MAR IRN", when=None, published=None)
    press.tell("CONSULT", "IRN", "MAR", when="2022-05", outlet="البيان", published="2022-05-03T09:00:00+00:00")
    return press


def names(found: Any) -> list[tuple[int, str]]:
    return [(getattr(each, "article", each).id, getattr(getattr(each, "event", getattr(each, "statement", None)), "id", "")) for each in found]


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_a_page_is_that_of_a_search(press: Press, filters: dict[str, Any]) -> None:
    store = press.store
    assert totals(store, **filters) == {what: store.count(what, **filters) for what in KINDS}
    for what in KINDS:
        for limit, skip in ((2, 0), (2, 1), (10, 0), (1, 9)):
            assert names(page(store, what, limit, skip, **filters)) == names(getattr(store, what)(limit=limit, skip=skip, **filters)), (what, limit, skip)


def told(store: Store) -> list[Any]:
    """What views say of a store."""
    return [facets(store), busiest(store), busiest(store, states=False), network(store), network(store, states=False), places(store), timeline(store),
            agreements(store), profile(store, "IRN"), totals(store),
            totals(store, machine=True), facets(store, machine=True), list_happenings(store, {}, limit=50)]


def same_as_anew(store: Store, place: str) -> None:
    with open_store(place) as other:
        assert told(store) == told(other)


def test_columns_follow_every_change(press: Press, place: str) -> None:
    from musnad.store.forgetting import find_article, forget_article, forget_person
    from musnad.store.judgements import Ledger

    store = press.store
    before = store.columns()
    assert store.columns() is before, "nothing has changed"
    press.tell("AID", "IRN", "MAR")
    same_as_anew(store, place)
    record = next(store.articles(article="a1")).record
    store.add(replace(record, events=[replace(record.events[0], type="AID", quad="material cooperation")]), again=True)
    assert totals(store, type="SANCTION")["events"] == 0, "the same record with other rows"
    same_as_anew(store, place)
    store.add(replace(record, article=replace(record.article, text=record.article.text + " نعم")))
    same_as_anew(store, place)
    ledger = Ledger(store)
    judged = next(store.articles(article="a2")).record
    made = ledger.judge(judged, judged.events[0], "correct", author="me", field="type", value="ACCUSE")
    assert (totals(store, article="a2", type="ACCUSE")["events"], totals(store, article="a2", type="ACCUSE", machine=True)["events"]) == (1, 0)
    same_as_anew(store, place)
    ledger.undo(made.id, author="me")
    assert totals(store, article="a2", type="ACCUSE")["events"] == 0
    same_as_anew(store, place)
    store.corroborate()
    assert list_happenings(store, {}, limit=50)
    same_as_anew(store, place)
    forget_person(store, "سالم الوكيلي")
    same_as_anew(store, place)
    forget_article(store, find_article(store, "a2"))
    same_as_anew(store, place)


def test_what_others_write_is_seen_after_a_moment_and_ones_own_at_once(press: Press, place: str) -> None:
    now = [0.0]
    with open_store(place) as mine:
        held = Held(mine, clock=lambda: now[0])
        first = held.columns()
        press.tell("AID", "IRN", "MAR")
        assert held.columns() is first
        now[0] = 9.0
        second = held.columns()
        assert len(second.events.key) == len(first.events.key) + 1
        Press(mine, 90).tell("AID", "IRN", "MAR")
        assert len(held.columns().events.key) == len(second.events.key) + 1


def test_they_are_read_anew_beside_whoever_asks(press: Press, place: str) -> None:
    now = [0.0]
    with open_store(place) as mine:
        held = Held(mine, clock=lambda: now[0])
        first = held.columns()
        press.tell("AID", "IRN", "MAR")
        now[0] = 1.5
        assert held.columns() is first, "nobody waits for what others wrote"
        held.close()
        assert len(held.columns().events.key) == len(first.events.key) + 1


def test_where_they_cannot_be_read_anew_the_old_stay_and_the_next_tries_again(press: Press, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    with open_store(place) as mine:
        held = Held(mine, clock=lambda: now[0])
        first = held.columns()
        press.tell("AID", "IRN", "MAR")
        now[0] = 1.5
        with monkeypatch.context() as broken:
            broken.setattr(mine, "reading", unreachable)
            assert held.columns() is first
            held.close()
        assert held.columns() is first
        held.close()
        assert len(held.columns().events.key) == len(first.events.key) + 1


def unreachable() -> Any:
    raise StoreError("locked")


def test_an_answer_is_found_once_for_a_state(press: Press) -> None:
    columns, asked = press.store.columns(), []
    for _ in range(2):
        assert columns.remembered("question", lambda: asked.append(1) or "answer") == "answer"
    assert asked == [1]
    press.tell("AID", "IRN")
    assert press.store.columns().remembered("question", lambda: "another") == "another"


def test_an_empty_store_has_no_rows(store: Store) -> None:
    assert facets(store) == Facets(0, *([[]] * (len(fields(Facets)) - 1)))
    assert (totals(store), page(store, "events", 5, 0), list_happenings(store, {}, limit=5)) == (dict.fromkeys(KINDS, 0), [], [])


def test_counting() -> None:
    a, b = np.array([3, -1, 3, 3]), np.array([7, 2, 7, 9])
    assert tally(a) == [(-1, 1), (3, 3)]
    assert tally(a, b) == [(-1, 2, 1), (3, 7, 2), (3, 9, 1)]
    assert once(a, b).tolist() == [1, 0, 3]
    assert foremost(np.array([5, 1, 3, 3]), 2).tolist() == [True, False, True, True] and foremost(a, 9).all()
    for many in (0, 1, 3, 40):
        keys = [np.arange(40) % 7, -np.arange(40)]
        assert first(keys, np.arange(40), many).tolist() == sorted(range(40), key=lambda n: (n % 7, -n))[:many]
    rows, others = beside(np.array([5, 6, 5]), np.array([6, 5, 5, 4]))
    assert list(zip(rows.tolist(), others.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 0), (2, 1), (2, 2)]
    assert [day_text(day_number(day)) for day in ("2018-05-14", "0000-01-01", "9999-12-31")] == ["2018-05-14", "0000-01-01", "9999-12-31"]
