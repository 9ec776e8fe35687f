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
    assert first["progress"] == {"events": store.count("events"), "judged": 0, "mine": 0, "waiting": 0}
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
    assert "data-key" not in page and 'method="post"' not in page
    assert answer(room, store, asked(room)["item"], "accept").status_code == 403


# Second opinions

def second_of(room, query: str = "") -> dict:
    return asked(room, f"?second=true{query}")


@pytest.fixture
def judged(store: Store):
    """An event whose type someone else has corrected."""
    found = next(store.events(status="occurred"))
    Ledger(store).judge(found.record, found.event, "correct", field="type", value="AID" if found.event.type != "AID" else "COERCE", author="هدى", reason="سرها")
    return found


def test_a_second_opinion_shows_nothing_of_the_first(named, store: Store, judged) -> None:
    told = second_of(named)
    assert told["item"]["article"] == judged.article.id
    assert told["explained"]["coding"]["type"] == judged.event.type
    assert told["progress"]["waiting"] == 1
    for path in ("/review?second=true", f"/articles/{judged.article.id}?second=true", f"/articles/{judged.article.id}.json?second=true"):
        page = named.get(path).text
        assert "هدى" not in page and "سرها" not in page, path
    assert "هدى" in named.get(f"/articles/{judged.article.id}").text


def test_it_is_given_and_the_disagreement_comes_back(named, store: Store, judged) -> None:
    item = second_of(named)["item"]
    response = answer(named, store, item, "accept", second="true")
    assert response.status_code == 303 and "second=1" in response.headers["location"]
    assert second_of(named)["item"] is None
    told = named.get("/review/agreement.json").json()
    (open_,) = told["open"]
    assert (open_["field"], {side["author"] for side in open_["sides"]}) == ("type", {"منى", "هدى"})
    rates = {row["field"]: (row["agreed"], row["pairs"]) for row in told["rates"]}
    assert rates["event"] == (1, 1) and rates["type"] == (0, 1)
    assert named.get("/review/agreement.csv").text.splitlines()[0] == "layer,field,pairs,agreed,rate,kappa"
    page = named.get("/review/agreement?lang=en").text
    assert "I agree with" in page and "سرها" in page
    theirs = next(side["judgement"] for side in open_["sides"] if side["author"] == "هدى")
    settled = named.submit("/review/agreement", judgement=theirs, field="type")
    assert settled.status_code == 303
    told = named.get("/review/agreement.json").json()
    assert (told["open"], told["settled"]) == ([], 1)
    last = settled.headers["location"].partition("last=")[2]
    assert 'data-key="u"' in named.get(settled.headers["location"]).text
    assert named.submit("/review/undo", judgement=last, settling="true").headers["location"] == "/review/agreement"
    assert len(named.get("/review/agreement.json").json()["open"]) == 1


def test_an_event_that_the_first_one_rejected_can_be_accepted(named, store: Store) -> None:
    found = next(iter(store.events()))
    Ledger(store).judge(found.record, found.event, "reject", author="هدى")
    item = second_of(named)["item"]
    assert answer(named, store, item, "accept").status_code == 400, "it is not in the record that all see"
    assert answer(named, store, item, "accept", second="true").status_code == 303
    assert len(named.get("/review/agreement.json").json()["open"]) == 1


def test_corrections_of_a_second_opinion_stay_apart(named, store: Store, judged) -> None:
    place = f"{judged.event.trigger[0]}-{judged.event.trigger[1]}"
    fixed = {"sha256": judged.article.sha256, "layer": "event", "place": place, "edit": place, "second": "true"}
    response = named.submit(f"/articles/{judged.article.id}/judge", **fixed, verdict="correct", field="status", value="planned")
    assert response.headers["location"] == f"/articles/{judged.article.id}?second=1&edit={place}#edit"
    record = named.get(f"/articles/{judged.article.id}.json?second=true").json()["record"]
    event = next(e for e in record["events"] if e["trigger"] == list(judged.event.trigger))
    assert (event["status"], event["type"]) == ("planned", judged.event.type)


def test_who_reads_only_settles_nothing(open_room, named, store: Store, judged) -> None:
    answer(named, store, second_of(named)["item"], "accept", second="true")
    (theirs,) = [j for j in Ledger(store) if j.author == "هدى"]
    room = open_room(read_only=True)
    assert 'method="post"' not in room.get("/review/agreement").text
    assert room.submit("/review/agreement", judgement=theirs.id, field="type").status_code == 403
    assert named.submit("/review/agreement", judgement="nothing").status_code == 400
