"""Review: one event after the other, judged, skipped and undone."""
from __future__ import annotations

import pytest

from musnad.store import Store
from musnad.store.judgements import Ledger


@pytest.fixture
def named(room):
    room.submit("/name", author="منى", next="/review")
    return room


def asked(room, query: str = "") -> dict:
    return room.get(f"/review.json{query}").json()


def answer(room, store: Store, item: dict, verdict: str, **more: str):
    held = store.article(item["article"])
    assert held is not None
    return room.submit("/review", number=item["article"], place=item["place"], sha256=held.sha256, verdict=verdict, **more)


def test_the_page_shows_the_event_and_its_keys(named) -> None:
    page = named.get("/review").text
    for key in "arse":
        assert f'data-key="{key}"' in page
    assert "<mark class=\"event" in page


def test_judging_goes_on_and_is_undone(named, store: Store) -> None:
    first = asked(named)
    assert first["progress"] == {"events": store.count("events"), "judged": 0, "mine": 0}
    response = answer(named, store, first["item"], "accept", skip="0")
    assert response.status_code == 303
    second = asked(named)
    assert second["item"] != first["item"]
    assert second["progress"]["judged"] == second["progress"]["mine"] == 1
    page = named.get(response.headers["location"]).text
    assert 'data-key="u"' in page
    (judgement,) = Ledger(store)
    assert named.submit("/review/undo", judgement=judgement.id).status_code == 303
    assert asked(named)["item"] == first["item"]
    assert asked(named)["progress"]["judged"] == 0


def test_rejecting_takes_the_event_out(named, store: Store) -> None:
    events = store.count("events")
    answer(named, store, asked(named)["item"], "reject", reason="ليس حدثا")
    assert store.count("events") == events - 1
    (judgement,) = Ledger(store)
    assert judgement.reason == "ليس حدثا"


def test_skipping_says_nothing(named, store: Store) -> None:
    items = [asked(named, f"?skip={n}")["item"] for n in range(4)]
    assert len({(i["article"], i["place"]) for i in items}) == 4
    assert list(Ledger(store)) == []
    assert asked(named, "?skip=500")["item"] is None
    assert named.get("/review?skip=500").status_code == 200


def test_only_some_types_are_asked(named, store: Store) -> None:
    kind = store.record(next(iter(store.events())).article.record_id).events[0].type
    told = asked(named, f"?type={kind}")
    assert told["explained"]["coding"]["type"] == kind
    assert named.get("/review?type=NONSENSE").status_code == 400


def test_a_judgement_of_someone_else_is_not_undone_here(named, store: Store) -> None:
    found = next(iter(store.events()))
    made = Ledger(store).judge(found.record, found.event, "accept", author="سواها")
    assert named.submit("/review/undo", judgement=made.id).status_code == 403
    assert named.submit("/review/undo", judgement="nothing").status_code == 404


def test_without_a_name_nothing_is_judged(room, store: Store) -> None:
    assert 'action="/name"' in room.get("/review").text
    assert answer(room, store, asked(room)["item"], "accept").status_code == 400
    assert room.submit("/name", author="\u202e ").status_code == 400
    assert list(Ledger(store)) == []


def test_read_only(open_room, store: Store) -> None:
    room = open_room(read_only=True)
    page = room.get("/review").text
    assert page.count("data-key=") == 1, "of the list of keys"
    assert 'method="post"' not in page
    assert answer(room, store, asked(room)["item"], "accept").status_code == 403
