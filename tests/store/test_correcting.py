"""Judgements laid over records: what is set, emptied, added, taken out, disputed, and what becomes of them when the machine reads anew."""
from __future__ import annotations

import itertools
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import asdict, replace
from typing import Any

import pytest

from musnad.errors import UsageError
from musnad.record import Record
from musnad.store.claims import Judgement, Spot, check
from musnad.store.correcting import Corrected, apply
from musnad.store.placing import Part
from musnad.store.values import layer_of, spot_of, value_of

NUMBERS = itertools.count(1)


def judged(record: Record, part: Part, verdict: str, field: str | None = None, value: Any = None, author: str = "منى") -> Judgement:
    """A judgement as the ledger makes them, without a store."""
    layer = layer_of(part)
    name = field or layer
    shown = value_of(record, part, name)
    made = Judgement("key", "sea", record.article.sha256, layer, name, spot_of(record, part), shown, verdict, value if verdict == "correct" else shown, author,
                     "2022-05-18T10:00:00+00:00", number=next(NUMBERS)).signed()
    return made.checked()


def missed(record: Record, span: tuple[int, int], author: str = "منى", **value: Any) -> Judgement:
    full = {"type": "MOBILIZE", "status": "occurred", **value}
    return Judgement("key", "sea", record.article.sha256, "event", "event", Spot.cut(record.article.text, span), None, "correct", full, author,
                     "2022-05-18T10:00:00+00:00", number=next(NUMBERS)).signed().checked()


def spot(record: Record, words: str) -> dict[str, Any]:
    start = record.article.text.index(words)
    return asdict(Spot.cut(record.article.text, (start, start + len(words))))


def whole(found: Corrected) -> None:
    """The record holds together: every id that it names is there."""
    record = found.record
    entities, statements, events = ({part.id for part in parts} for parts in (record.entities, record.statements, record.events))
    for event in record.events:
        assert {*event.unsure} <= {*event.actor, *event.recipient, *event.place} <= entities
        assert event.statement is None or event.statement in statements
        assert event.same is None or event.same in events
        assert event.same_surely is None or (event.same_surely in events and event.same not in (None, event.same_surely))
        assert all(view.source == "outlet" or view.source in entities for view in event.views)
    for statement in record.statements:
        assert {*statement.speaker, *statement.chain} <= entities and [link.entity for link in statement.links] == statement.chain


def marks(found: Corrected) -> list[tuple[str, str, list[str]]]:
    return [(mark.field, mark.verdict, mark.by) for mark in found.marks]


def test_without_judgements_nothing_changes(sea: Any) -> None:
    record = sea.read()
    found = apply(record, [])
    assert found.record == record and found.marks == [] and found.orphans == []


def test_the_machines_record_is_not_touched(sea: Any) -> None:
    record = sea.read()
    before = deepcopy(record)
    apply(record, [judged(record, record.events[0], "reject"), judged(record, record.statements[0], "reject")])
    assert record == before


def test_a_corrected_type_brings_its_scores(sea: Any) -> None:
    record = sea.read(mode="aerial")
    found = apply(record, [judged(record, record.events[0], "correct", "type", "AID")])
    event = found.record.events[0]
    assert (event.type, event.mode, event.quad, event.score, event.cameo) == ("AID", None, "material cooperation", 10.0, "07")
    assert marks(found) == [("type", "correct", ["منى"])] and found.marks[0].machine == "ASSAULT" and event.why.endswith("type corrected by منى")


def test_a_status_brings_its_views(sea: Any) -> None:
    record = sea.read()
    found = apply(record, [judged(record, record.events[0], "correct", "status", "negated")])
    assert {view.happened for view in found.record.events[0].views if view.source == "e1"} == {False}
    whole(found)


def test_roles_by_mentions_and_by_new_words(sea: Any) -> None:
    record = sea.read()
    value = [spot(record, "متحدث باسم النقابة"), spot(record, "الجزيرة")]
    found = apply(record, [judged(record, record.events[0], "correct", "actor", value)])
    event = found.record.events[0]
    names = [found.record.entity(i).name_ar for i in event.actor]
    assert sorted(names) == ["الجزيرة", "متحدث باسم النقابة"] and len(found.record.entities) == len(record.entities) + 1
    whole(found)


def test_a_new_entity_gets_the_kind_and_country_that_are_said_of_it(sea: Any) -> None:
    record = sea.read()
    new = Judgement("key", "sea", record.article.sha256, "entity", "type", Spot(**spot(record, "الجزيرة")), None, "correct", "LOC", "منى",
                    "2022-05-18T10:00:00+00:00", number=next(NUMBERS)).signed()
    place = judged(record, record.events[0], "correct", "place", [spot(record, "الجزيرة")])
    for order in ([place, new], [new, place]):
        found = apply(record, order)
        assert found.record.entity(found.record.events[0].place[0]).type == "LOC" and found.orphans == []
    assert apply(record, [new]).orphans == [new]


def test_rejecting_a_field_empties_it(sea: Any) -> None:
    record = sea.read(country="YEM")
    event = record.events[0]
    found = apply(record, [judged(record, event, "reject", "recipient"), judged(record, event, "reject", "when"), judged(record, event, "reject", "type"),
                           judged(record, record.entities[1], "reject", "country"), judged(record, record.dates[0], "reject", "value")])
    made = found.record.events[0]
    assert (made.recipient, made.when, made.type) == ([], None, "ASSAULT")
    assert found.record.entities[1].country is None and found.record.dates[0].value is None
    assert {verdict for _, verdict, _ in marks(found)} == {"reject"}


def test_no_event_here(sea: Any) -> None:
    record = sea.read()
    record.events.append(replace(record.events[0], id="v2", trigger=sea.at("دخل"), same="v1"))
    record.events.append(replace(record.events[0], id="v3", trigger=sea.at("الممنوعة"), same="v1"))
    found = apply(record, [judged(record, record.events[0], "reject")])
    assert [(event.id, event.same) for event in found.record.events] == [("v2", None), ("v3", "v2")]
    assert marks(found) == [("event", "reject", ["منى"])] and found.marks[0].part == "v1"
    whole(found)


def test_reports_that_were_surely_one_stay_so_when_the_first_is_taken_out(sea: Any) -> None:
    record = sea.read()
    first = record.events[0]
    more = [("v2", "دخل", "v1", "v2"), ("v3", "الممنوعة", "v1", "v2"), ("v4", "دخل", "v1", "v4")]
    record.events += [replace(first, id=i, trigger=sea.at(word), same=same, same_surely=surely) for i, word, same, surely in more]
    left = apply(record, [judged(record, first, "reject")]).record.events
    assert [(e.id, e.same, e.report) for e in left] == [("v2", None, "v2"), ("v3", "v2", "v2"), ("v4", "v2", "v4")]
    record.events.append(replace(first, id="v5", trigger=sea.at("الممنوعة"), same="v1"))  # surely one with the first
    left = apply(record, [judged(record, first, "reject")]).record.events
    found = [("v2", None, "v2"), ("v3", "v2", "v2"), ("v4", "v2", "v4"), ("v5", "v2", "v5")]
    assert [(e.id, e.same, e.report) for e in left] == found, "nothing likely becomes sure"
    second = record.events[1]
    left = apply(record, [judged(record, second, "reject")]).record.events
    assert [(e.id, e.same, e.report) for e in left] == [("v1", None, "v1"), ("v3", "v1", "v3"), ("v4", "v1", "v4"), ("v5", "v1", "v1")]


def test_missing_event_here(sea: Any) -> None:
    record = sea.read()
    found = apply(record, [missed(record, sea.at("دخل"), mode=None, actor=[spot(record, "القارب")], when="2022-05")])
    new = found.record.events[-1]
    assert (record.article.text[slice(*new.trigger)], new.type, new.actor, new.when, new.statement) == ("دخل", "MOBILIZE", ["e3"], "2022-05", None)
    assert new.quad and new.cameo and new.views and new.id not in {"v1"}
    whole(found)


def test_a_missed_event_that_is_read_later_is_that_event(sea: Any) -> None:
    first = sea.read(event=False)
    claim = missed(first, sea.at("هاجمت"), type="COERCE")
    later = apply(sea.read(start=5), [claim])
    assert [(event.id, event.type) for event in later.record.events] == [("v5", "COERCE")]


def test_no_statement_here(sea: Any) -> None:
    record = sea.read()
    found = apply(record, [judged(record, record.statements[0], "reject")])
    assert found.record.statements == [] and found.record.events[0].statement is None
    assert {view.source for view in found.record.events[0].views} == {"outlet"}


def test_statements_speaker_chain_stance_and_span(sea: Any) -> None:
    record = sea.read()
    statement = record.statements[0]
    found = apply(record, [judged(record, statement, "correct", "speaker", [spot(record, "متحدث باسم النقابة")]),
                           judged(record, statement, "correct", "stance", "denies"),
                           judged(record, statement, "correct", "span", spot(record, "القوات البحرية هاجمت قارب صيد"))])
    made = found.record.statements[0]
    assert (made.speaker, made.chain, made.stance, record.surface(made.span)) == (["e4"], ["e4"], "denies", "القوات البحرية هاجمت قارب صيد")
    whole(found)
    longer = apply(record, [judged(record, statement, "correct", "chain", [spot(record, "وزارة الدفاع"), spot(record, "متحدث باسم النقابة")])])
    assert longer.record.statements[0].chain == ["e1", "e4"]
    whole(longer)


def test_two_entities_that_are_one(sea: Any) -> None:
    record = sea.read()
    other = asdict(spot_of(record, record.entities[0]))
    found = apply(record, [judged(record, record.entities[1], "correct", "same", other)])
    assert [e.id for e in found.record.entities] == ["e1", "e3", "e4"] and found.record.events[0].actor == ["e1"]
    assert found.record.entity("e1").mentions == sorted([sea.at("وزارة الدفاع"), sea.at("القوات البحرية")])
    whole(found)
    back = judged(record, record.entities[0], "correct", "same", asdict(spot_of(record, record.entities[1])))
    whole(apply(record, [judged(record, record.entities[1], "correct", "same", other), back]))


# Who is only likely to take part

def doubted(sea: Any) -> Record:
    """The attack with a second attacker and a place, who like the attacked are only likely."""
    record = sea.read()
    event = record.events[0]
    event.actor, event.place, event.unsure = ["e2", "e1"], ["e4"], ["e1", "e3", "e4"]
    return record


@pytest.mark.parametrize(("verdict", "field", "words", "left"), [
    ("accept", None, None, []),
    ("accept", "actor", None, ["e3", "e4"]),
    ("correct", "actor", ["وزارة الدفاع", "القوات البحرية"], ["e3", "e4"]),
    ("correct", "actor", ["القوات البحرية"], ["e3", "e4"]),
    ("correct", "recipient", ["متحدث باسم النقابة"], ["e1"]),
    ("reject", "recipient", None, ["e1", "e4"]),
    ("correct", "type", "AID", ["e1", "e3", "e4"]),
])
def test_whom_a_person_confirms_or_replaces_is_unsure_no_more(sea: Any, verdict: str, field: str | None, words: Any, left: list[str]) -> None:
    record = doubted(sea)
    value = [spot(record, each) for each in words] if isinstance(words, list) else words
    found = apply(record, [judged(record, record.events[0], verdict, field, value)])
    assert found.record.events[0].unsure == left
    whole(found)


def test_to_reject_what_an_older_reading_had_confirms_nobody(sea: Any) -> None:
    older, record = sea.read(), doubted(sea)
    found = apply(record, [judged(older, older.events[0], "reject", "actor")])
    assert (found.record.events[0].actor, found.record.events[0].unsure) == (["e2", "e1"], ["e1", "e3", "e4"])


def test_while_people_disagree_they_stay_unsure(sea: Any) -> None:
    record = doubted(sea)
    event = record.events[0]
    found = apply(record, [judged(record, event, "accept", "actor"), judged(record, event, "reject", "actor", author="سعيد")])
    assert found.conflicts and found.record.events[0].unsure == event.unsure


@pytest.mark.parametrize(("gone", "kept", "left"), [(0, 1, ["e3", "e4"]), (0, 2, ["e3", "e4"]), (2, 0, ["e1", "e4"])])
def test_of_two_entities_that_are_one_the_sure_one_counts(sea: Any, gone: int, kept: int, left: list[str]) -> None:
    record = doubted(sea)
    other = asdict(spot_of(record, record.entities[kept]))
    found = apply(record, [judged(record, record.entities[gone], "correct", "same", other)])
    assert found.record.events[0].unsure == left
    whole(found)


# Several judgements

def test_of_one_author_the_later_word_counts(sea: Any) -> None:
    record = sea.read()
    event = record.events[0]
    found = apply(record, [judged(record, event, "correct", "type", "AID"), judged(record, event, "correct", "type", "COERCE")])
    assert found.record.events[0].type == "COERCE" and found.conflicts == []
    accepted = apply(record, [judged(record, event, "correct", "type", "AID"), judged(record, event, "accept")])
    assert accepted.record.events[0].type == "ASSAULT"
    kept = apply(record, [judged(record, event, "reject"), judged(record, event, "correct", "type", "AID")])
    assert [e.type for e in kept.record.events] == ["AID"]


def test_numbers_order_and_not_clocks(sea: Any) -> None:
    record = sea.read()
    first = replace(judged(record, record.events[0], "correct", "type", "AID"), time="2030-01-01T00:00:00+00:00")
    second = replace(judged(record, record.events[0], "correct", "type", "COERCE"), time="1999-01-01T00:00:00+00:00")
    for order in ([first, second], [second, first]):
        assert apply(record, order).record.events[0].type == "COERCE"


@pytest.mark.parametrize(("a", "b", "conflict"), [
    (("correct", "type", "AID"), ("correct", "type", "COERCE"), "type"), (("correct", "type", "AID"), ("accept", None, None), "type"),
    (("accept", None, None), ("reject", None, None), "event"), (("reject", "type", None), ("accept", "type", None), "type"),
    (("correct", "type", "AID"), ("reject", None, None), "event"), (("reject", "when", None), ("accept", None, None), "when"),
])
def test_between_people_nobody_wins(sea: Any, a: tuple[Any, ...], b: tuple[Any, ...], conflict: str) -> None:
    record = sea.read()
    event = record.events[0]
    found = apply(record, [judged(record, event, *a, author="منى"), judged(record, event, *b, author="سعيد")])
    assert [(mark.field, mark.by) for mark in found.conflicts] == [(conflict, ["منى", "سعيد"])]
    if conflict != "event":
        assert found.record.events == apply(record, []).record.events
    else:
        assert [e.id for e in found.record.events] == ["v1"]


@pytest.mark.parametrize(("a", "b"), [
    (("correct", "type", "AID"), ("correct", "type", "AID")), (("reject", "type", None), ("correct", "type", "AID")),
    (("correct", "type", "AID"), ("accept", "status", None)),
])
def test_people_who_agree(sea: Any, a: tuple[Any, ...], b: tuple[Any, ...]) -> None:
    record = sea.read()
    event = record.events[0]
    found = apply(record, [judged(record, event, *a, author="منى"), judged(record, event, *b, author="سعيد")])
    assert found.conflicts == [] and found.record.events[0].type == "AID"


def test_what_was_undone_counts_no_more(sea: Any) -> None:
    record = sea.read()
    claim = judged(record, record.events[0], "correct", "type", "AID")
    assert apply(record, [replace(claim, undone_by="x")]).record == record


# A newer analyser, a newer text

def claims(record: Record) -> list[Judgement]:
    event = record.events[0]
    return [judged(record, event, "correct", "type", "COERCE"), judged(record, event, "correct", "recipient", [spot(record, "متحدث باسم النقابة")]),
            judged(record, record.statements[0], "correct", "stance", "denies"), judged(record, record.entities[1], "correct", "country", "YEM"),
            judged(record, record.dates[0], "correct", "value", "2022-05-07")]


def facts(record: Record) -> tuple[Any, ...]:
    event = record.events[0]
    navy = record.entity(event.actor[0])
    return event.type, [record.entity(e).name_ar for e in event.recipient], record.statements[0].stance, navy.country, record.dates[0].value


CORRECTED = ("COERCE", ["متحدث باسم النقابة"], "denies", "YEM", "2022-05-07")


def test_they_hold_when_ids_change(sea: Any) -> None:
    found = apply(sea.read(start=7, confidence=0.9), claims(sea.read()))
    assert facts(found.record) == CORRECTED and found.orphans == []


def test_they_hold_when_the_text_changes_around_them(sea: Any) -> None:
    text = f"عاجل من الميناء.\n{sea.text}\nوالتفاصيل تأتي."
    found = apply(sea.read(start=3, text=text), claims(sea.read()))
    assert facts(found.record) == CORRECTED and found.orphans == []
    whole(found)


def test_an_accepted_event_that_is_read_no_more_is_there(sea: Any) -> None:
    record = sea.read()
    found = apply(sea.read(start=4, event=False), [judged(record, record.events[0], "accept")])
    event = found.record.events[0]
    assert (event.type, event.actor, event.statement, event.when) == ("ASSAULT", ["e5"], "q4", "2022-05-14")
    assert marks(found)[0] == ("event", "correct", ["منى"])
    whole(found)


def test_accepted_fields_hold_against_a_newer_analyser(sea: Any) -> None:
    record = sea.read()
    found = apply(sea.read(type="AID", status="planned"), [judged(record, record.events[0], "accept")])
    assert (found.record.events[0].type, found.record.events[0].status) == ("ASSAULT", "occurred")


def test_a_rejection_of_what_is_read_no_more_is_at_rest(sea: Any) -> None:
    record = sea.read()
    found = apply(sea.read(event=False), [judged(record, record.events[0], "reject"), judged(record, record.events[0], "reject", "event", author="سعيد")])
    assert found.record.events == [] and found.conflicts == []
    other = apply(sea.read(type="AID"), [judged(record, record.events[0], "reject", "type")])
    assert other.record.events[0].type == "AID"


def test_what_fits_nothing_is_an_orphan(sea: Any) -> None:
    record = sea.read()
    said = claims(record)
    found = apply(sea.read(event=False, said=False), said)
    assert found.orphans == said[:3]
    other = apply(sea.read(text="نص آخر تماما: وزارة الدفاع القوات البحرية هاجمت قارب صيد القارب متحدث باسم النقابة أعلنت القوات البحرية هاجمت قارب صيد يوم "
                                "السبت قرب الجزيرة يوم السبت."), [said[0]])
    assert other.orphans == [said[0]]


def test_the_order_in_which_they_come_does_not_matter(sea: Any) -> None:
    record = sea.read()
    said = [*claims(record), judged(record, record.events[0], "accept", author="سعيد"), missed(record, sea.at("دخل"))]
    expected = _told(apply(record, said))
    for order in itertools.islice(itertools.permutations(said), 0, 5040, 311):
        assert _told(apply(record, order)) == expected


def _told(found: Corrected) -> tuple[Any, ...]:
    return found.record, marks(found), _ids(found.orphans)


def _ids(judgements: Sequence[Judgement]) -> list[str]:
    return [j.id for j in judgements]


# Words of statements, and statements that were missed

def unseen(record: Record, words: str, author: str = "منى", **value: Any) -> Judgement:
    place = spot(record, words)
    full = {"span": place, "stance": "asserts", "form": "indirect", **value}
    return Judgement("key", "sea", record.article.sha256, "statement", "statement", Spot(**place), None, "correct", full, author,
                     "2022-05-18T10:00:00+00:00", number=next(NUMBERS)).signed().checked()


def test_the_cue_of_a_statement_is_words_and_no_entity(sea: Any) -> None:
    record = sea.read()
    statement = record.statements[0]
    found = apply(record, [judged(record, statement, "correct", "cue", [spot(record, "قد دخل"), spot(record, "ونفى")]),
                           judged(record, statement, "correct", "form", "mixed")])
    made = found.record.statements[0]
    assert [record.surface(span) for span in made.cue] == ["ونفى", "قد دخل"] and made.form == "mixed"
    assert len(found.record.entities) == len(record.entities)
    assert marks(found) == [("cue", "correct", ["منى"]), ("form", "correct", ["منى"])]
    whole(found)


def test_two_who_mark_the_same_cue_agree_whatever_the_order(sea: Any) -> None:
    record = sea.read()
    statement = record.statements[0]
    words = [spot(record, "ونفى"), spot(record, "قد دخل")]
    found = apply(record, [judged(record, statement, "correct", "cue", words), judged(record, statement, "correct", "cue", words[::-1], "هدى")])
    assert found.conflicts == []
    found = apply(record, [judged(record, statement, "correct", "cue", words), judged(record, statement, "correct", "cue", words[:1], "هدى")])
    assert [mark.field for mark in found.conflicts] == ["cue"] and found.record.statements[0].cue == statement.cue


def test_a_statement_that_was_missed_is_there_and_reports_what_is_in_its_words(sea: Any) -> None:
    record = sea.read(said=False)
    found = apply(record, [unseen(record, "القوات البحرية هاجمت قارب صيد", speaker=[spot(record, "وزارة الدفاع")], cue=[spot(record, "أعلنت")])])
    (made,) = found.record.statements
    assert record.surface(made.span) == "القوات البحرية هاجمت قارب صيد"
    assert (made.speaker, made.chain, made.form, made.stance) == (["e1"], ["e1"], "indirect", "asserts")
    assert [record.surface(span) for span in made.cue] == ["أعلنت"] and made.why.startswith("added by منى")
    (event,) = found.record.events
    assert event.statement == made.id and {view.source for view in event.views} >= {"e1"}
    whole(found)


def test_one_within_another_takes_its_events_and_no_others(sea: Any) -> None:
    record = sea.read()
    outer = record.statements[0]
    inner = apply(record, [unseen(record, "هاجمت قارب")]).record
    assert [s.span for s in inner.statements] == sorted(s.span for s in inner.statements) and len(inner.statements) == 2
    assert inner.events[0].statement != outer.id
    beside = apply(record, [unseen(record, "القارب قد دخل المياه الممنوعة")]).record
    assert len(beside.statements) == 2 and beside.events[0].statement == outer.id
    around = apply(record, [unseen(record, record.article.text[:-1])]).record
    assert len(around.statements) == 2 and around.events[0].statement == outer.id


def test_two_who_note_one_statement_note_one(sea: Any) -> None:
    record = sea.read()
    found = apply(record, [unseen(record, "يكون القارب قد دخل المياه الممنوعة"), unseen(record, "القارب قد دخل المياه الممنوعة", "هدى")])
    assert len(found.record.statements) == 2
    assert [mark.field for mark in found.conflicts] == ["span"], "they differ in where it begins"


def test_a_statement_is_there_that_only_its_own_author_takes_back(sea: Any) -> None:
    record = sea.read()
    added = unseen(record, "القارب قد دخل المياه الممنوعة")
    assert len(apply(record, [added]).record.statements) == 2
    assert apply(record, [replace(added, undone_by="x")]).record.statements == record.statements


def test_events_follow_the_words_of_a_statement(sea: Any) -> None:
    record = sea.read()
    statement = record.statements[0]
    found = apply(record, [judged(record, statement, "correct", "span", spot(record, "قارب صيد يوم السبت قرب الجزيرة"))])
    assert found.record.events[0].statement is None, "its word is outside now"
    again = apply(record, [judged(record, statement, "correct", "span", spot(record, "القوات البحرية هاجمت قارب صيد"))])
    assert again.record.events[0].statement == statement.id
    whole(found)


@pytest.mark.parametrize("value", [{"stance": "asserts"}, {"form": "indirect", "stance": "shouts"}, {"cue": "قال"}])
def test_a_statement_needs_what_it_needs(sea: Any, value: dict[str, Any]) -> None:
    record = sea.read()
    with pytest.raises(UsageError):
        check("statement", "statement", {"span": spot(record, "القارب"), **value})
