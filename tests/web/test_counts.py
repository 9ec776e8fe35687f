"""The pages of counts: every form of them, every number with the events behind it, filters that stay, and no page of a private person."""
from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from musnad.record import Article, Entity, Event, Link, Record, Statement
from musnad.store import Store
from musnad.store.views import busiest
from musnad.web.counts import QUADS, of_quad, types_of

PAGES = ("/overview", "/actors", "/actors/SAU", "/relations", "/relations/SAU/IRN", "/agreements", "/network", "/network?of=actors")
COUNT = re.compile(r'<a class="count" href="([^"]+)"[^>]*>(\d+)</a>')


def split(path: str, form: str) -> str:
    """The page's URL in another form."""
    base, _, query = path.partition("?")
    return f"{base}.{form}" + (f"?{query}" if query else "")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_each_page_is_there_in_both_languages(room: Any, path: str, lang: str) -> None:
    answer = room.get(path, params={"lang": lang})
    assert answer.status_code == 200, answer.text[:500]
    assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}"' in answer.text
    assert " style=" not in answer.text, "the policy allows no inline style"
    assert "<script>" not in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_there_as_data_and_as_table(room: Any, path: str) -> None:
    data = room.get(split(path, "json"))
    assert (data.status_code, data.headers["content-type"]) == (200, "application/json")
    assert isinstance(data.json(), dict)
    table = room.get(split(path, "csv"))
    assert table.status_code == 200
    rows = list(csv.reader(io.StringIO(table.text)))
    assert {len(row) for row in rows} == {len(rows[0])}


def test_the_first_page_is_the_overview(room: Any) -> None:
    answer = room.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/overview")


@pytest.mark.parametrize("path", [*PAGES, "/overview?type=ASSAULT", "/overview?actor=SAU&status=occurred", "/network?type=CONSULT&type=ACCUSE"])
def test_every_number_leads_to_as_many_events(room: Any, path: str) -> None:
    page = room.get(path).text
    links = [(unescape(href), int(count)) for href, count in COUNT.findall(page)]
    for href, count in links[:60]:
        url = urlsplit(href)
        assert url.path == "/search"
        total = room.get(f"/search.json?{url.query}").json()["totals"]["events"]
        days = set(parse_qs(url.query)) & {"since", "until"}
        # A search by days also finds what is dated only roughly, which no bar can hold.
        assert total >= count if days else total == count, href


def test_the_overview_has_what_the_store_has(room: Any, store: Store) -> None:
    data = room.get("/overview.json").json()
    assert data["timeline"]["total"] == data["facets"]["total"] == store.count("events") > 0
    assert [row["actor"]["key"] for row in data["states"]] == [busy.actor.key for busy in busiest(store)]
    told = data["timeline"]
    inside = sum(sum(bucket["quads"].values()) for bucket in told["buckets"])
    assert inside + told["earlier"] + told["later"] + told["vague"] + told["undated"] == told["total"]


def test_filters_stay_in_links(room: Any) -> None:
    page = room.get("/overview?type=ASSAULT&lang=en").text
    assert "/network?type=ASSAULT" in [unescape(href) for href in re.findall(r'href="(/[^"]*)"', page)]


def test_a_wrong_filter_is_told(room: Any) -> None:
    answer = room.get("/overview?type=NONSENSE")
    assert answer.status_code == 400
    assert "NONSENSE" in answer.text


def test_without_events_the_pages_say_so(room: Any) -> None:
    for path in ("/overview", "/actors", "/actors/SAU", "/relations/SAU/IRN", "/agreements", "/network"):
        answer = room.get(path, params={"words": "كلمةلاتوجد", "lang": "en"})
        assert answer.status_code == 200, path
        assert "<svg class=\"bars\"" not in answer.text


# Actors

def person(number: int, name: str, known: str | None, sector: str | None) -> Record:
    text = f"عاقب المغرب {name}."
    start = text.index(name)
    entities = [
        Entity("e1", "GPE", "Morocco", "المغرب", True, "MAR", None, "MAR", None, [(5, 11)], "by hand"),
        Entity("e2", "PERSON", name, name, True, "SAU", sector, known, None, [(start, start + len(name))], "by hand"),
    ]
    event = Event("v1", (0, 4), "SANCTION", None, [], ["e1"], ["e2"], [], "2022-05-17", "occurred", None, None, "16", -6.0, "material conflict", None, [], [],
                  0.9, "by hand")
    article = Article(f"x{number}", text, outlet="الميثاق", published="2022-05-18", url=f"https://example.org/x{number}")
    return Record(article, entities=entities, events=[event])


@pytest.mark.parametrize(("name", "known", "sector"), [("سالم الوكيلي", None, "CVL"), ("Jamal Khashoggi", "people:Jamal Khashoggi", "JRN")])
def test_a_private_person_has_no_page_whatever_is_asked(room: Any, store: Store, name: str, known: str | None, sector: str) -> None:
    for number in range(3):
        store.add(person(number, name, known, sector))
    for key in filter(None, (name, known)):
        for form in ("", ".json", ".csv"):
            answer = room.get(f"/actors/{quote(key, safe='')}{form}")
            assert answer.status_code == 404
            nobody = room.get(f"/actors/{quote('لا أحد', safe='')}{form}")
            assert answer.text.replace(key, "").replace("'", "") [:80] == nobody.text.replace("لا أحد", "").replace("'", "")[:80], "the answer tells nothing"
        assert room.get(f"/relations/{quote(key, safe='')}/MAR").status_code == 404
    for path in ("/overview.json", "/actors.json", "/network.json?of=actors", "/actors/MAR.json"):
        assert name not in room.get(path).text, path


def test_an_actor_of_the_page_is_the_one_of_the_store(room: Any, store: Store) -> None:
    for busy in [*busiest(store, most=5), *busiest(store, most=5, states=False)]:
        data = room.get(f"/actors/{quote(busy.actor.key, safe='')}.json").json()
        assert data["profile"]["actor"]["key"] == busy.actor.key
        assert sum(data["profile"]["as_actor"].values()) == busy.as_actor == store.count("events", actor=busy.actor.key)


def test_statements_are_shown_with_stance_and_outlet(room: Any, store: Store) -> None:
    spoken = next(busy for busy in busiest(store) if room.get(f"/actors/{busy.actor.key}.json").json()["said"])
    page = room.get(f"/actors/{spoken.actor.key}?lang=en").text
    data = room.get(f"/actors/{spoken.actor.key}.json").json()
    assert data["said"][0]["stance"] in data["profile"]["stances"]
    assert f'href="/articles/{data["said"][0]["article"]}#{data["said"][0]["statement"]}"' in page


# Relations and agreements

def test_two_codes_lead_to_their_line(room: Any) -> None:
    answer = room.get("/relations?first=SAU&second=IRN&type=ACCUSE")
    assert (answer.status_code, answer.headers["location"]) == (303, "/relations/SAU/IRN?type=ACCUSE")
    assert room.get("/relations/SAU/XXX").status_code == 404
    assert room.get("/relations/NGO/SAU").status_code == 404, "a kind of organisation is no actor"


def cut(number: int, said: bool, status: str) -> Record:
    """Morocco cuts its relations with Iran, in the outlet's voice or as a ministry says."""
    text = "قطع المغرب علاقاته مع إيران، قالت وزارة الخارجية."
    entities = [
        Entity("e1", "GPE", "Morocco", "المغرب", True, "MAR", None, "MAR", None, [(4, 10)], "by hand"),
        Entity("e2", "GPE", "Iran", "إيران", True, "IRN", None, "IRN", None, [(22, 27)], "by hand"),
        Entity("e3", "ORG", "Ministry of Foreign Affairs", "وزارة الخارجية", True, "MAR", "GOV", None, None, [(34, 48)], "by hand"),
    ]
    event = Event("v1", (0, 3), "SANCTION", "discontinue", ["diplomatic"], ["e1"], ["e2"], [], "2018-05-01", status, "q1" if said else None, None, "161", -6.0,
                  "material conflict", None, [], [], 0.9, "by hand")
    statement = Statement("q1", (0, 27), [(29, 33)], ["e3"], ["e3"], [Link("e3", "office", True, (34, 48))], "indirect", "asserts", None, "by hand")
    article = Article(f"c{number}", text, title="قطع", outlet="الميثاق", published="2018-05-02", url=f"https://example.org/c{number}")
    return Record(article, entities=entities, events=[event], statements=[statement] if said else [])


def test_each_turn_names_its_status_and_its_source(room: Any, store: Store) -> None:
    for number, (said, status) in enumerate(((True, "occurred"), (False, "occurred"), (True, "negated"))):
        store.add(cut(number, said, status))
    line = room.get("/relations/MAR/IRN.json").json()["relations"]
    assert [turn["kind"] for turn in line["turns"]] == ["cut", "cut", "denied"]
    page = room.get("/relations/MAR/IRN?lang=en").text
    items = re.findall(r'<li class="(\w+)">(.*?)</li>', page.partition('<ol class="line">')[2], re.S)
    assert [kind for kind, _ in items] == [turn["kind"] for turn in line["turns"]]
    for (_, item), turn in zip(items, line["turns"], strict=True):
        assert f'/articles/{turn["article"]}#{turn["event"]}' in item
        assert ("in the outlet's own voice" in unescape(item)) == (turn["origin"] is None)
        assert ("ccording to" in item and "Ministry of Foreign Affairs" in item) == (turn["origin"] is not None)
        assert ("it did not happen" if turn["status"] == "negated" else "it happened") in item


def test_agreements_come_page_by_page(room: Any) -> None:
    data = room.get("/agreements.json").json()
    assert data["total"] == len(data["deals"]) > 0
    assert {deal["stage"] for deal in data["deals"]} <= {"planned", "signed", "delivered", "refused"}
    assert room.get("/agreements.json?page=2").json()["deals"] == []
    assert room.get("/agreements?page=0").status_code == 422
    goods = room.get("/agreements.json?goods=1").json()["deals"]
    assert goods == [deal for deal in data["deals"] if deal["goods"]]


# Hostile texts

def test_names_and_titles_are_shown_and_never_run(room: Any, store: Store) -> None:
    evil = '"><script>alert(1)</script>'
    record = person(9, "الرياض", "SAU:Riyadh", None)
    record.entities[1].type = "GPE"
    record.entities[1].name = record.entities[1].name_ar = evil
    record.events[0].type, record.events[0].quad = "AGREE", "verbal cooperation"
    record.article.outlet = record.article.title = evil
    store.add(record)
    for path in ("/overview", "/actors", "/actors/SAU:Riyadh", "/agreements", "/network?of=actors"):
        answer = room.get(path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "&lt;script&gt;" in answer.text, path


# Classes

def test_each_type_has_one_class_by_which_it_is_found() -> None:
    types = [name for quad in QUADS for name in types_of(quad)]
    assert len(types) == len(set(types)) == 16
    assert of_quad({}, "material_conflict") == {"type": ["PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]}
    assert of_quad({"type": ["ASSAULT", "AID"]}, "material_conflict") == {"type": ["ASSAULT"]}
