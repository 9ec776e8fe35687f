"""What the events of many articles add up to, on both databases; nothing of a private person is brought together."""
from __future__ import annotations

from dataclasses import dataclass, field, fields
from itertools import combinations_with_replacement
from typing import Any

import pytest

from musnad.errors import UsageError
from musnad.record import Amount, Article, Coordinates, Entity, Event, Link, Record, Statement, Transfer
from musnad.store import Filters, Store
from musnad.store.actors import actor_key, state_of
from musnad.store.views import (
    Facets,
    Quads,
    agreements,
    busiest,
    facets,
    find_actor,
    network,
    newest_disputes,
    places,
    profile,
    relations,
    timeline,
)
from musnad.store.views.agreements import count_agreements

QUADS = {"CONSULT": "verbal cooperation", "AGREE": "verbal cooperation", "SUPPORT": "verbal cooperation", "AID": "material cooperation",
         "ACCUSE": "verbal conflict", "SANCTION": "material conflict", "ASSAULT": "material conflict"}
WHO: dict[str, tuple[Any, ...]] = {  # type, name, Arabic, named, country, sector, knowledge id
    "MAR": ("GPE", "Morocco", "المغرب", True, "MAR", None, "MAR"),
    "IRN": ("GPE", "Iran", "إيران", True, "IRN", None, "IRN"),
    "army": ("ORG", "Ministry of Defence", "وزارة الدفاع الإيرانية", True, "IRN", "MIL", "organisations:Ministry of Defence"),
    "ruler": ("PERSON", "Hassan Rouhani", "حسن روحاني", True, "IRN", "GOV", "people:Hassan Rouhani"),
    "official": ("PERSON", "مسؤول إيراني", "مسؤول إيراني", False, "IRN", "GOV", None),
    "private": ("PERSON", "سالم الوكيلي", "سالم الوكيلي", True, "MAR", "CVL", None),
    "journalist": ("PERSON", "Jamal Khashoggi", "جمال خاشقجي", True, "SAU", "JRN", "people:Jamal Khashoggi"),
    "club": ("ORG", "نادي الحي", "نادي الحي", True, None, None, None),
    "town": ("GPE", "Tehran", "طهران", True, "IRN", None, "IRN:Tehran"),
    "planes": ("PRODUCT", "طائرات", "طائرات", False, None, None, None),
}


@dataclass
class Press:
    """Writes articles of one event each; parties are named by :data:`WHO`."""

    store: Store
    count: int = 0
    days: list[str] = field(default_factory=list)

    def tell(self, type: str, actor: str, recipient: str = "", *, when: str | None = "2022-05-17", status: str = "occurred", place: str = "", cameo: str = "",
             outlet: str = "الميثاق", said: str = "", stance: str = "asserts", word: str = "عاقب", context: str = "", item: str = "",
             published: str | None = "2022-05-18") -> int:
        """An article of one event; the number it gets in the store."""
        self.count += 1
        names = list(dict.fromkeys(n for n in (*actor.split(), *recipient.split(), place, said, item) if n))
        text, entities = word, []
        for n, name in enumerate(names, 1):
            kind, english, arabic, named, country, sector, known = WHO[name]
            at = Coordinates(35.7, 51.4, 10.0) if name == "town" else None
            start = len(text) + 1
            text += f" {arabic}"
            entities.append(Entity(f"e{n}", kind, english, arabic, named, country, sector, known, at, [(start, len(text))], "by hand"))
        ids = {name: f"e{n}" for n, name in enumerate(names, 1)}
        transfer = Transfer([ids[item]], "n1", "n2") if item else None
        event = Event("v1", (0, len(word)), type, None, context.split(), [ids[n] for n in actor.split()], [ids[n] for n in recipient.split()],
                      [ids[place]] if place else [], when, status, "q1" if said else None, None, cameo, 0.0, QUADS[type], transfer, [], [], 0.9, "by hand")
        links = [Link(ids[said], "office", True, None)] if said else []
        statements = [Statement("q1", (0, len(text)), [], [ids[said]], [ids[said]], links, "indirect", stance, None, "by hand")] if said else []
        amounts = [Amount("n1", (0, 1), 6, "aeroplane", "exact", "by hand"), Amount("n2", (0, 1), 48_000_000, "USD", "exact", "by hand")] if item else []
        article = Article(f"a{self.count}", text, title=f"عنوان {self.count}", outlet=outlet, published=published, url=f"https://example.org/{self.count}")
        return self.store.add(Record(article, entities=entities, events=[event], statements=statements, amounts=amounts)).id


@pytest.fixture
def press(store: Store) -> Press:
    return Press(store)


def entity(name: str) -> Entity:
    kind, english, arabic, named, country, sector, known = WHO[name]
    return Entity("e1", kind, english, arabic, named, country, sector, known, None, [], "by hand")


# Who is a public actor

@pytest.mark.parametrize(("name", "key", "state"), [
    ("MAR", "MAR", "MAR"), ("army", "organisations:Ministry of Defence:IRN", "IRN"), ("ruler", "people:Hassan Rouhani", "IRN"),
    ("official", "IRN:GOV", "IRN"), ("private", None, None), ("journalist", None, None), ("club", None, None), ("planes", None, None),
    ("town", "IRN:Tehran", "IRN"),
])
def test_who_is_a_public_actor(name: str, key: str | None, state: str | None) -> None:
    assert (actor_key(entity(name)), state_of(entity(name))) == (key, state)


def test_of_a_private_person_nothing_is_brought_together(press: Press) -> None:
    for _ in range(3):
        press.tell("SANCTION", "MAR", "private")
        press.tell("ACCUSE", "journalist club", "IRN")
    store = press.store
    assert {busy.actor.key for busy in [*busiest(store), *busiest(store, states=False)]} == {"MAR", "SAU", "IRN"}
    assert {value.value for value in facets(store).recipient} == {"MAR", "IRN"}, "the country of someone is no name"
    for key in ("سالم الوكيلي", "people:Jamal Khashoggi", "نادي الحي", "e1", "private", "", "\x00", ":GOV", "NGO"):
        assert find_actor(store, key) is None
        assert profile(store, key) is None
        assert relations(store, key, "IRN") is None
    with store.reading() as connection:
        surfaces = connection.exec_driver_sql("SELECT surface FROM surfaces").scalars().all()
    assert set(surfaces) == {"المغرب", "إيران"}
    assert {actor.key for actor in network(store, states=False).actors} == set()


# Time

def test_events_over_time_are_in_buckets_without_gaps(press: Press) -> None:
    for day in ("2022-05-01", "2022-05-01", "2022-05-04"):
        press.tell("SANCTION", "MAR", "IRN", when=day)
    press.tell("AID", "MAR", "IRN", when="2022-05-04")
    told = timeline(press.store)
    assert told.step == "day"
    assert [(b.since, b.until, b.quads.material_conflict, b.quads.material_cooperation) for b in told.buckets] == [
        ("2022-05-01", "2022-05-01", 2, 0), ("2022-05-02", "2022-05-02", 0, 0), ("2022-05-03", "2022-05-03", 0, 0), ("2022-05-04", "2022-05-04", 1, 1),
    ]
    assert (told.total, told.earlier, told.later, told.vague, told.undated) == (4, 0, 0, 0, 0)


@pytest.mark.parametrize(("last", "step", "first", "until"), [
    ("2022-03-20", "week", "2022-01-03", "2022-01-09"), ("2023-06-02", "month", "2022-01-01", "2022-01-31"), ("2040-01-02", "year", "2022-01-01", "2022-12-31"),
])
def test_a_longer_span_has_longer_buckets(press: Press, last: str, step: str, first: str, until: str) -> None:
    press.tell("AID", "MAR", when="2022-01-05")
    press.tell("AID", "MAR", when=last)
    told = timeline(press.store)
    assert (told.step, told.buckets[0].since, told.buckets[0].until) == (step, first, until)
    assert [b.quads.total for b in (told.buckets[0], told.buckets[-1])] == [1, 1]
    assert told.buckets[-1].since <= last <= told.buckets[-1].until


def test_a_time_that_is_not_told_so_exactly_is_in_no_bucket(press: Press) -> None:
    for when in ("2022-05-01", "2022-05-20", "2022-05"):
        press.tell("AID", "MAR", when=when)
    press.tell("AID", "MAR", when=None, published=None)
    told = timeline(press.store)
    assert (told.step, told.vague, told.undated, sum(b.quads.total for b in told.buckets)) == ("day", 1, 1, 2)


def test_the_past_that_one_article_recalls_does_not_stretch_the_line(press: Press) -> None:
    for day in range(1, 29):
        press.tell("AID", "MAR", when=f"2022-05-{day:02}")
    press.tell("ASSAULT", "IRN", when="1948-05-14")
    told = timeline(press.store)
    assert (told.step, told.buckets[0].since, told.earlier, told.total) == ("day", "2022-05-01", 1, 29)


def test_a_filtered_line_stays_between_its_days(press: Press) -> None:
    press.tell("AID", "MAR", when="2022")
    press.tell("AID", "MAR", when="2022-05-03")
    told = timeline(press.store, since="2022-05-01", until="2022-05-10")
    assert (told.buckets[0].since, told.buckets[-1].until, told.vague, told.total) == ("2022-05-01", "2022-05-10", 1, 2)


@pytest.mark.parametrize("days", [("0000", "9999"), ("2022-02-31", "2022-06-31"), ("2022-05-17", "2022-05-17")])
def test_days_that_no_calendar_has_break_nothing(press: Press, days: tuple[str, str]) -> None:
    for when in ("2022-05-17", "9999", "0001-01-01"):
        press.tell("AID", "MAR", when=when)
    for filters in ({}, {"since": days[0], "until": days[1]}, {"since": days[0]}, {"until": days[1]}):
        told = timeline(press.store, **filters)
        inside = sum(bucket.quads.total for bucket in told.buckets)
        assert len(told.buckets) <= 201
        assert inside + told.earlier + told.later + told.vague == told.total == press.store.count("events", **filters)


def test_there_is_no_line_without_events(store: Store) -> None:
    told = timeline(store)
    assert (told.buckets, told.total) == ([], 0)


# Counts

def counts(found: Facets, name: str) -> dict[str, int]:
    return {value.value: value.count for value in getattr(found, name)}


def test_facets_count_what_a_search_finds(press: Press) -> None:
    press.tell("SANCTION", "MAR", "IRN army", place="town")
    press.tell("AID", "ruler official", "MAR", outlet="البيان", status="planned")
    press.tell("ACCUSE", "private", "ruler", said="official")
    for filters in ({}, {"actor": "MAR"}, {"recipient": "people:Hassan Rouhani"}, {"outlet": "البيان"}, {"words": "المغرب"}, {"type": ["AID", "ACCUSE"]}):
        found = facets(press.store, **filters)
        assert found.total == press.store.count("events", **filters)
        for name in ("actor", "recipient", "place", "type", "status", "outlet"):
            if name in filters:
                continue
            for value, count in counts(found, name).items():
                assert count == press.store.count("events", **filters, **{name: value}), (filters, name, value)
    assert counts(facets(press.store), "actor") == {"MAR": 2, "IRN": 1, "IRN:GOV": 1, "people:Hassan Rouhani": 1}
    assert counts(facets(press.store), "place") == {"IRN": 1, "IRN:Tehran": 1}


def test_facets_have_names_in_both_languages(press: Press) -> None:
    press.tell("AID", "army official MAR", place="town")
    found = {value.value: (value.name, value.name_ar) for value in [*facets(press.store).actor, *facets(press.store).place]}
    assert found["organisations:Ministry of Defence:IRN"] == ("Ministry of Defence (Iran)", "وزارة الدفاع الإيرانية (إيران)")
    assert found["IRN:GOV"] == ("Iran: government", "إيران: الحكومة")
    assert found["MAR"] == ("Morocco", "المغرب")
    assert found["IRN:Tehran"] == ("Tehran", "طهران")


def test_facets_of_origins_need_happenings(store: Store) -> None:
    from tests.store.test_happenings import records

    for record in records():
        store.add(record)
    assert facets(store).origins == []
    store.corroborate()
    assert counts(facets(store), "origins") == {"2": store.count("events", origins=2)}
    assert counts(facets(store, type="CONSULT"), "origins") == {}


FILTERS: tuple[dict[str, Any], ...] = (
    {"words": "عاقب"}, {"actor": "MAR"}, {"recipient": "IRN"}, {"place": "IRN"}, {"speaker": "MAR"}, {"outlet": "الميثاق"}, {"type": "SANCTION"},
    {"mode": "boycott"}, {"status": "occurred"}, {"stance": "asserts"}, {"since": "2020", "until": "2023"}, {"machine": True}, {"origins": 1}, {"article": "1"},
)


def test_every_view_takes_every_filter_and_every_two_of_them(press: Press) -> None:
    press.tell("SANCTION", "MAR", "IRN", said="MAR", place="town")
    press.store.corroborate()
    assert {name for filters in FILTERS for name in filters} == set(Filters.__annotations__)
    for one, two in combinations_with_replacement(FILTERS, 2):
        both: Any = {**one, **two}
        total = press.store.count("events", **both)
        assert total == (0 if "mode" in both else 1), both
        assert timeline(press.store, **both).total == facets(press.store, **both).total == total, both
        line, about = relations(press.store, "MAR", "IRN", **both), profile(press.store, "MAR", **both)
        assert line is not None and line.forward.total == total, both
        assert about is not None and about.as_actor.total == total, both
        assert len(busiest(press.store, **both)) == 2 * total, both
        assert len(network(press.store, **both).edges) == len(places(press.store, **both)) == total, both
        assert count_agreements(press.store, **both) == len(agreements(press.store, **both)) == len(newest_disputes(press.store, **both)) == 0, both


def test_an_unknown_filter_is_refused(store: Store) -> None:
    with pytest.raises(UsageError):
        facets(store, colour="red")


def test_an_event_of_two_roles_counts_once(press: Press) -> None:
    press.tell("ASSAULT", "army", "ruler")
    press.tell("AID", "MAR", "IRN")
    (iran, morocco) = busiest(press.store)
    assert (iran.actor.key, iran.quads.total, iran.as_actor, iran.as_recipient) == ("IRN", 2, 1, 2)
    assert (morocco.actor.key, morocco.quads, morocco.as_recipient) == ("MAR", Quads(material_cooperation=1), 0)
    assert [busy.actor.key for busy in busiest(press.store, states=False)] == ["organisations:Ministry of Defence:IRN", "people:Hassan Rouhani"]
    assert [busy.actor.key for busy in busiest(press.store, most=1)] == ["IRN"]


def test_places_have_coordinates_and_events_by_quad_class(press: Press) -> None:
    press.tell("ASSAULT", "MAR", place="town")
    press.tell("AID", "MAR", place="town")
    press.tell("AID", "MAR", place="IRN")
    (spot,) = places(press.store)
    assert (spot.key, spot.country, spot.lat, spot.lon, spot.km, spot.whole) == ("IRN:Tehran", "IRN", 35.7, 51.4, 10.0, False)
    assert spot.quads == Quads(material_cooperation=1, material_conflict=1)
    assert places(press.store, type="ACCUSE") == []


# Actors

def test_a_profile_is_of_both_roles_partners_statements_and_names(press: Press) -> None:
    press.tell("SANCTION", "MAR", "army")
    press.tell("ACCUSE", "ruler", "MAR", said="ruler", stance="denies")
    press.tell("CONSULT", "MAR IRN")
    told = profile(press.store, "IRN")
    assert told is not None
    assert (told.actor.name_ar, told.as_actor.total, told.as_recipient) == ("إيران", 2, Quads(material_conflict=1))
    (morocco,) = told.partners
    assert (morocco.actor.key, morocco.acts, morocco.suffers, morocco.together) == ("MAR", Quads(verbal_conflict=1), Quads(material_conflict=1), Quads(1))
    assert morocco.acts.total == press.store.count("events", actor="IRN", recipient="MAR")
    assert (told.stances, told.statements) == ({"denies": 1}, 1)
    assert [(s.outlet, s.surface, s.articles) for s in told.surfaces] == [("الميثاق", "إيران", 1)]
    person = profile(press.store, "people:Hassan Rouhani")
    assert person is not None
    assert [(term.office, term.since) for term in person.terms] == [("President", "2013-08-03")]
    assert [partner.actor.key for partner in person.partners] == ["MAR"]
    only = profile(press.store, "IRN", type="SANCTION")
    assert only is not None
    assert (only.as_actor.total, only.as_recipient.total, only.statements) == (0, 1, 0)


# States

def test_relations_are_a_dated_line(press: Press) -> None:
    press.tell("SANCTION", "MAR", "IRN", when="2018-05-01", cameo="161", word="قطع", said="official")
    press.tell("SUPPORT", "MAR IRN", when="2016-02-01", cameo="050", context="diplomatic", word="واستأنف")
    press.tell("SUPPORT", "MAR IRN", when="2012-02-01", cameo="050", context="diplomatic", word="أقام")
    press.tell("SUPPORT", "MAR IRN", when="2011-02-01", cameo="050", context="diplomatic", word="نقل")  # an embassy: no turn
    press.tell("SUPPORT", "IRN", "MAR", when="2010-02-01", cameo="054", word="اعترف")
    press.tell("ACCUSE", "ruler", "MAR", when="2018-05-02", word="اتهم")
    press.tell("ACCUSE", "MAR", "army", when="2018-05-03", word="اتهم", said="official", stance="denies")
    press.tell("AID", "MAR", "IRN", when="2018-05-04", status="negated")
    press.tell("ACCUSE", "private", "IRN", when="2018-05-05", word="اتهم")
    press.tell("AID", "MAR", "IRN", when="2018-05-06")
    line = relations(press.store, "MAR", "IRN")
    assert line is not None
    assert [(turn.kind, turn.since, turn.forward) for turn in line.turns] == [
        ("established", "2010-02-01", False), ("established", "2012-02-01", None), ("resumed", "2016-02-01", None), ("cut", "2018-05-01", True),
        ("accused", "2018-05-02", False), ("denied", "2018-05-03", True), ("denied", "2018-05-04", True),
    ], "a private person's word is no act of the state"
    assert line.kinds == {"established": 2, "resumed": 1, "cut": 1, "accused": 1, "denied": 2}
    assert [turn.origin.key if turn.origin else None for turn in line.turns] == [None, None, None, "IRN:GOV", None, "IRN:GOV", None]
    assert (line.turns[3].said, line.turns[3].outlet, line.turns[3].status, line.turns[3].title) == ("q1", "الميثاق", "occurred", "عنوان 1")
    other = relations(press.store, "IRN", "MAR", since="2018-05-01")
    assert other is not None
    assert [turn.forward for turn in other.turns] == [False, True, False, False]
    assert [turn.kind for turn in (relations(press.store, "MAR", "IRN", most=1) or line).turns] == ["denied"]


def test_agreements_and_transfers_have_their_stage_goods_and_origin(press: Press) -> None:
    press.tell("AGREE", "MAR IRN", when="2022-05-01")
    press.tell("AID", "MAR", "IRN", when="2022-05-02", item="planes", said="official")
    press.tell("AGREE", "MAR", "IRN", when="2022-05-03", status="planned")
    press.tell("AGREE", "MAR", "IRN", when="2022-05-04", status="negated")
    press.tell("ASSAULT", "MAR", "IRN")
    press.tell("AGREE", "", place="town")
    deals = agreements(press.store)
    assert [(deal.since, deal.stage) for deal in deals] == [
        ("2022-05-04", "refused"), ("2022-05-03", "planned"), ("2022-05-02", "delivered"), ("2022-05-01", "signed"),
    ]
    given = deals[2]
    assert [(w.name_ar, w.key) for w in (*given.actors, *given.recipients)] == [("المغرب", "MAR"), ("إيران", "IRN")]
    (goods,) = given.goods
    assert (goods.name_ar, goods.quantity, goods.unit, goods.price, goods.currency) == ("طائرات", 6, "aeroplane", 48_000_000, "USD")
    assert given.origin is not None
    assert (given.origin.key, deals[0].origin, given.origins) == ("IRN:GOV", None, None)
    assert (count_agreements(press.store), count_agreements(press.store, status="planned")) == (4, 1)
    assert [deal.since for deal in agreements(press.store, goods=True)] == ["2022-05-02"]
    assert count_agreements(press.store, goods=True) == 1
    assert [deal.since for deal in agreements(press.store, most=1, skip=1)] == ["2022-05-03"]


def test_who_is_only_likely_to_agree_is_told_so(press: Press) -> None:
    record = press.store.article(press.tell("AGREE", "MAR", "IRN")).record
    record.events[0].unsure = ["e2"]
    press.store.add(record, again=True)
    (deal,) = agreements(press.store)
    assert [(who.key, who.unsure) for who in (*deal.actors, *deal.recipients)] == [("MAR", False), ("IRN", True)]


def test_a_network_has_ties_with_their_direction(press: Press) -> None:
    press.tell("SANCTION", "MAR", "IRN army")
    press.tell("AID", "ruler", "MAR")
    press.tell("CONSULT", "IRN MAR")
    press.tell("CONSULT", "IRN ruler")
    net = network(press.store)
    assert [actor.key for actor in net.actors] == ["IRN", "MAR"]
    (edge,) = net.edges
    assert (edge.first, edge.second, edge.total) == ("IRN", "MAR", 3)
    assert (edge.forward, edge.back, edge.together) == (Quads(material_cooperation=1), Quads(material_conflict=1), Quads(verbal_cooperation=1))
    assert edge.quads == Quads(1, 1, 0, 1)
    ties = {(e.first, e.second): e.total for e in network(press.store, states=False).edges}
    assert ties == {
        ("IRN", "MAR"): 2, ("IRN", "people:Hassan Rouhani"): 1, ("MAR", "organisations:Ministry of Defence:IRN"): 1, ("MAR", "people:Hassan Rouhani"): 1,
    }
    assert network(press.store, most=1, states=False).edges[0].second == "MAR"


def test_the_newest_disputes_are_of_happenings_that_are_denied(store: Store) -> None:
    from tests.store.test_happenings import records

    for record in records():
        store.add(record)
    assert newest_disputes(store) == []
    store.corroborate()
    (dispute,) = newest_disputes(store)
    assert (dispute.type, dispute.origins, dispute.title) == ("ASSAULT", 2, "قصف حوثي على تعز يقتل سبعة")
    assert dispute.disputing > 0
    assert newest_disputes(store, type="CONSULT") == []
    assert [d.id for d in newest_disputes(store, type="ASSAULT", status="occurred")] == [dispute.id]


def test_every_view_of_an_empty_store_is_empty(store: Store) -> None:
    assert facets(store) == Facets(0, *([[]] * (len(fields(Facets)) - 1)))
    assert (busiest(store), places(store), agreements(store), newest_disputes(store), network(store).edges) == ([], [], [], [], [])
    line = relations(store, "MAR", "IRN")
    assert line is not None
    assert (line.turns, line.forward.total) == ([], 0)


# Stores that were made before

def test_an_older_store_is_filled_when_it_is_opened(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from musnad.store import open_store

    with open_store(place) as store:
        press = Press(store)
        press.tell("AID", "ruler", "MAR", place="town", item="planes")
        tables = ("entities", "events", "parties", "surfaces", "transfers")
        with store.reading() as connection:
            before = {t: sorted(map(str, connection.exec_driver_sql(f"SELECT * FROM {t}").all())) for t in tables}
        with store.writing() as connection:
            for name in ("entities_actor", "parties_actor_role"):
                connection.exec_driver_sql(f"DROP INDEX {name}")
            for table, column in (("entities", "actor"), ("entities", "lat"), ("entities", "lon"), ("entities", "km"), ("events", "word"),
                                  ("events", "context"), ("parties", "actor"), ("parties", "state"), ("articles", "laid")):
                connection.exec_driver_sql(f"ALTER TABLE {table} DROP COLUMN {column}")
            for table in ("surfaces", "transfers"):
                connection.exec_driver_sql(f"DROP TABLE {table}")
            connection.exec_driver_sql("UPDATE musnad_schema SET version_num = '0004'")
    with open_store(place) as store, store.reading() as connection:
        after = {t: sorted(map(str, connection.exec_driver_sql(f"SELECT * FROM {t}").all())) for t in tables}
    assert after == before
