"""The ledger, on both databases: what it keeps, what is searched then, and what becomes of it when articles are read anew or forgotten."""
from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

import musnad
from musnad.errors import UsageError
from musnad.export.found import Listing
from musnad.export.happenings import as_json, as_trees
from musnad.store import Store, StoredEvent, open_store
from musnad.store.comparing import readings
from musnad.store.exporting import json_lines, table
from musnad.store.forgetting import count_person, forget_article, forget_person
from musnad.store.happenings import corroborate, judged
from musnad.store.judgements import Ledger, parse_lines
from musnad.store.tables import JudgementRow
from musnad.store.upkeep import backup, info
from musnad.store.values import value_of


@pytest.fixture
def ledger(store: Store, sea: Any) -> Ledger:
    """A store with one article, and its ledger."""
    store.add(sea.read())
    return Ledger(store)


def only(store: Store, **filters: Any) -> StoredEvent:
    return next(store.events(**filters))


def types(store: Store, **filters: Any) -> list[str]:
    return [found.event.type for found in store.events(**filters)]


def newer(monkeypatch: pytest.MonkeyPatch, version: str = "9.0.0") -> None:
    monkeypatch.setattr(musnad, "__version__", version)


def test_what_is_searched_then(store: Store, ledger: Ledger) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "correct", field="type", value="COERCE", author="منى", reason="لا هجوم هنا")
    assert types(store) == ["COERCE"] and types(store, type="COERCE") == ["COERCE"] and types(store, type="ASSAULT") == []
    assert types(store, machine=True) == ["ASSAULT"] and types(store, type="ASSAULT", machine=True) == ["ASSAULT"]
    assert store.count("events", type="COERCE") == 1 and store.count("events", type="COERCE", machine=True) == 0
    assert [str(mark) for mark in only(store).judged] == ["type corrected: منى"]
    assert only(store, machine=True).judged == [] and only(store, machine=True).article.judged == []


def test_parties_and_places_are_searched_too(store: Store, ledger: Ledger, sea: Any) -> None:
    found = only(store)
    ledger.judge(found.record, found.record.entities[1], "correct", field="country", value="YEM", author="منى")
    assert types(store, actor="YEM") == ["ASSAULT"] and types(store, actor="YEM", machine=True) == []
    assert [str(mark) for mark in only(store).judged] == ["country corrected: منى"]
    statement = next(store.statements())
    assert statement.judged == []


def test_a_rejected_event_is_not_searched(store: Store, ledger: Ledger) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "reject", author="منى")
    assert types(store) == [] and types(store, machine=True) == ["ASSAULT"]
    assert len(list(store.articles(words="القارب"))) == 1


def test_the_ledger_is_only_added_to(store: Store, ledger: Ledger) -> None:
    found = only(store)
    first = ledger.judge(found.record, found.event, "reject", author="منى")
    undoing = ledger.undo(first.id, author="منى", reason="سهو")
    entries = list(ledger)
    assert [(j.verdict, j.id, j.undone_by) for j in entries] == [("reject", first.id, undoing.id), ("undo", undoing.id, None)]
    assert types(store) == ["ASSAULT"] and only(store).judged == []
    again = ledger.judge(found.record, only(store).event, "reject", author="منى")
    assert types(store) == [] and again.id != first.id and again.number > undoing.number
    for wrong in (first.id, undoing.id, "nothing"):
        with pytest.raises(UsageError):
            ledger.undo(wrong, author="منى")


def test_machine_and_shown_value_are_both_kept(store: Store, ledger: Ledger) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "correct", field="type", value="COERCE", author="منى")
    corrected = only(store)
    made = ledger.judge(corrected.record, corrected.event, "accept", field="type", author="سعيد")
    assert (made.machine, made.value) == ("ASSAULT", "COERCE")
    assert types(store) == ["COERCE"] and only(store).judged[0].by == ("منى", "سعيد")


def test_conflicts_are_shown_and_nobody_wins(store: Store, ledger: Ledger) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "correct", field="type", value="COERCE", author="منى")
    ledger.judge(found.record, found.event, "correct", field="type", value="AID", author="سعيد")
    review = ledger.review(found.article.id)
    assert review.corrected is not None and [mark.by for mark in review.corrected.conflicts] == [["منى", "سعيد"]]
    assert types(store) == ["ASSAULT"] and only(store).judged[0].verdict == "conflict"
    ledger.judge(found.record, only(store).event, "correct", field="type", value="COERCE", author="سعيد")
    assert types(store) == ["COERCE"]


def test_a_missed_event(store: Store, ledger: Ledger, sea: Any) -> None:
    record = only(store).record
    start, end = sea.at("دخل")
    ledger.add_event(record, start, end, {"type": "MOBILIZE", "status": "negated"}, author="منى")
    assert sorted(types(store)) == ["ASSAULT", "MOBILIZE"] and types(store, status="negated") == ["MOBILIZE"]
    for wrong in ((0, 0), (5, 3), (0, 10**6)):
        with pytest.raises(UsageError, match="no place"):
            ledger.add_event(record, *wrong, {"type": "MOBILIZE", "status": "negated"}, author="منى")
    with pytest.raises(UsageError, match="type and a status"):
        ledger.add_event(record, start, end, {}, author="منى")


@pytest.mark.parametrize(("call", "told"), [
    ({"verdict": "maybe"}, "verdict"), ({"verdict": "undo"}, "verdict"), ({"verdict": "correct", "field": "type", "value": "WAR"}, "there are"),
    ({"verdict": "correct", "field": "colour", "value": "red"}, "no colour"), ({"verdict": "accept", "author": " \x00 "}, "must have a name"),
    ({"verdict": "correct", "field": "when", "value": "soon"}, "no date"),
])
def test_what_is_refused_leaves_no_trace(store: Store, ledger: Ledger, call: dict[str, Any], told: str) -> None:
    found = only(store)
    with pytest.raises(UsageError, match=told):
        ledger.judge(found.record, found.event, **{"author": "منى", **call})
    assert list(ledger) == [] and store.count("events") == 1


def test_an_article_that_is_not_here(ledger: Ledger, writer: Any) -> None:
    record = writer.record()
    with pytest.raises(UsageError, match="not in"):
        ledger.judge(record, record.events[0], "accept", author="منى")
    with pytest.raises(UsageError, match="no article 77"):
        ledger.review(77)


def test_signs_that_no_database_holds(store: Store, ledger: Ledger) -> None:
    found = only(store)
    made = ledger.judge(found.record, found.event, "reject", author="م\x00نى \ud800", reason="a\x00\n\ud800b")
    assert (made.author, made.reason) == ("منى \ufffd", "a \ufffdb") and next(iter(ledger)) == made


# Reading anew

def test_a_newer_analyser_changes_ids_and_judgements_hold(store: Store, ledger: Ledger, sea: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "correct", field="type", value="COERCE", author="منى")
    newer(monkeypatch)
    added = store.add(sea.read(start=6, confidence=0.9))
    assert (added.what, added.current) == ("reread", True)
    assert [(f.event.id, f.event.type, f.event.confidence) for f in store.events()] == [("v6", "COERCE", 0.9)]
    assert [(f.event.id, f.event.type) for f in store.events(machine=True)] == [("v6", "ASSAULT")]
    assert store.add(sea.read(start=6, confidence=0.9)).what == "same"
    assert [r.analyser for r in readings(store, found.article.id)] == ["0.1.0", "9.0.0"]
    assert info(store).records == 2


def test_an_older_analyser_that_comes_later_changes_nothing(store: Store, ledger: Ledger, sea: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "correct", field="type", value="COERCE", author="منى")
    newer(monkeypatch, "0.0.1")
    assert store.add(sea.read(start=6)).current is False
    assert [(f.event.id, f.event.type) for f in store.events()] == [("v1", "COERCE")]


def test_a_new_version_of_the_text(store: Store, ledger: Ledger, sea: Any) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "correct", field="type", value="COERCE", author="منى")
    ledger.judge(found.record, found.record.dates[0], "correct", field="value", value="2022-05-07", author="منى")
    assert store.add(sea.read(start=2, text=f"تحديث. {sea.text}")).what == "changed"
    assert types(store) == ["COERCE"] and only(store).article.version == 2
    assert only(store).record.dates[0].value == "2022-05-07" and ledger.review(found.article.id).corrected.orphans == []  # type: ignore[union-attr]


def test_an_orphan_is_kept_and_counts_again(store: Store, ledger: Ledger, sea: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = only(store)
    made = ledger.judge(found.record, found.event, "correct", field="type", value="COERCE", author="منى")
    newer(monkeypatch)
    store.add(sea.read(event=False))
    review = ledger.review(found.article.id)
    assert review.corrected is not None and [j.id for j in review.corrected.orphans] == [made.id] and types(store) == []
    newer(monkeypatch, "9.1.0")
    store.add(sea.read(start=3))
    assert types(store) == ["COERCE"]


def test_a_corrected_record_always_has_a_new_id(store: Store, ledger: Ledger) -> None:
    """Whoever keeps what was made of a record, as happenings do, sees that it is another."""
    seen = {only(store).article.record_id}
    for value in ("COERCE", "AID", "COERCE"):
        found = only(store)
        made = ledger.judge(found.record, found.event, "correct", field="type", value=value, author="منى")
        seen.add(only(store).article.record_id)
    ledger.undo(made.id, author="منى")
    seen.add(only(store).article.record_id)
    assert len(seen) == 5


def test_happenings_follow(store: Store, ledger: Ledger) -> None:
    list(corroborate(store))
    assert [h.type for h in store.happenings()] == ["ASSAULT"]
    found = only(store)
    ledger.judge(found.record, found.event, "correct", field="type", value="COERCE", author="منى")
    list(corroborate(store))
    (happening,) = store.happenings()
    assert happening.type == "COERCE"
    ((key, (mark,)),) = judged(store, happening).items()
    assert key in happening.articles and str(mark) == "type corrected: منى"
    shown = as_trees([happening], {}, {happening.id: {key: [mark]}})
    assert "judged by people" in shown and "type corrected: منى" in shown and "judged by people" not in as_trees([happening], {})
    assert json.loads(as_json([happening], {}, {happening.id: {key: [mark]}}))[0]["judged"][key][0]["by"] == ["منى"]
    ledger.judge(found.record, only(store).event, "reject", author="منى")
    list(corroborate(store))
    assert list(store.happenings()) == []


# Passing on

@pytest.fixture
def other(tmp_path: Path, sea: Any) -> Iterator[Store]:
    with open_store(tmp_path / "other.db") as made:
        made.add(sea.read(start=4))
        yield made


def test_out_and_in_again(store: Store, ledger: Ledger, other: Store) -> None:
    found = only(store)
    first = ledger.judge(found.record, found.event, "reject", author="منى", reason="لا")
    ledger.undo(first.id, author="سعيد")
    ledger.judge(found.record, only(store).event, "correct", field="type", value="COERCE", author="منى")
    lines = list(ledger.lines())
    there = Ledger(other)
    done = there.read_in(lines, "f")
    assert (done.added, done.known, done.faults) == (3, 0, []) and types(other) == ["COERCE"]
    again = there.read_in(lines, "f")
    assert (again.added, again.known) == (0, 3) and list(there.lines()) == lines
    assert ledger.read_in(there.lines(), "f").added == 0


def test_broken_lines_are_reported_and_the_others_go_in(store: Store, ledger: Ledger, other: Store) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "correct", field="type", value="COERCE", author="منى")
    line = next(ledger.lines())
    changed = json.dumps({**json.loads(line), "value": "AID"})
    done = Ledger(other).read_in(["\ufeff" + line, "", "{", changed, "[" * 99999, "3", line], "news.jsonl")
    assert (done.added, done.known) == (1, 1) and [fault.split(": ")[0] for fault in done.faults] == [f"news.jsonl:{n}" for n in (3, 4, 5, 6)]
    assert types(other) == ["COERCE"]


def test_judgements_wait_for_their_article(store: Store, ledger: Ledger, tmp_path: Path, sea: Any) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "correct", field="type", value="COERCE", author="منى")
    with open_store(tmp_path / "empty.db") as empty:
        waiting = Ledger(empty)
        assert waiting.read_in(ledger.lines(), "f").added == 1
        assert [review.corrected for review in waiting.reviews()] == [None]
        empty.add(sea.read())
        assert types(empty) == ["COERCE"]


def test_lines_are_training_data_without_a_store(store: Store, ledger: Ledger) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "accept", author="منى")
    faults: list[str] = []
    (learned,) = parse_lines(ledger.lines(), "f", faults)
    assert learned.value == value_of(found.record, found.event, "event") == learned.machine and faults == []
    assert learned.sha256 == found.article.sha256 and found.record.article.text[slice(*learned.span.span)] == learned.span.text


def test_what_is_exported(store: Store, ledger: Ledger) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "correct", field="type", value="COERCE", author="منى", reason="كذا")
    (row,) = map(json.loads, json_lines(store))
    assert row["events"][0]["type"] == "COERCE" and row["judgements"][0]["said"][0]["reason"] == "كذا" and row["judgements"][0]["machine"] == "ASSAULT"
    assert row["document"]["text"] == found.record.article.text
    (raw,) = map(json.loads, json_lines(store, machine=True))
    assert raw["events"][0]["type"] == "ASSAULT" and "judgements" not in raw
    assert [dict(zip(head, row, strict=True))["judged"] for head, rows in [table(store)] for row in rows] == ["type corrected: منى"]
    assert "judged" not in table(store, machine=True)[0]
    listing = Listing("events", list(store.events()))
    assert json.loads(listing.render("jsonl"))["judged"][0]["by"] == ["منى"] and "corrected" in listing.render("table", 200)


def test_a_copy_has_the_ledger(store: Store, ledger: Ledger, tmp_path: Path) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "correct", field="type", value="COERCE", author="منى")
    backup(store, tmp_path / "copy.db")
    with open_store(tmp_path / "copy.db") as copy:
        assert list(Ledger(copy).lines()) == list(ledger.lines()) and types(copy) == ["COERCE"] and types(copy, machine=True) == ["ASSAULT"]
        made = only(copy)
        assert Ledger(copy).judge(made.record, made.event, "accept", author="سعيد").number == 2


def test_what_is_told_of_the_store(store: Store, ledger: Ledger) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "reject", author="منى")
    told = info(store)
    assert (told.judgements, told.judged, told.records, told.events, told.analysers) == (1, 1, 1, 0, {"0.1.0": 1})


# Forgetting

def everything(store: Store) -> str:
    """All that the ledger and the records hold, as text."""
    with store.reading() as connection:
        rows = connection.execute(select(JudgementRow.body, JudgementRow.claim, JudgementRow.author)).all()
    plain = [json.dumps(json.loads(row.body), ensure_ascii=False) for row in rows]
    return "".join([*plain, *json_lines(store), *json_lines(store, machine=True)])


def test_a_forgotten_article_takes_its_judgements_along(store: Store, ledger: Ledger, writer: Any) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "reject", author="منى")
    kept = writer.record()
    store.add(kept)
    ledger.judge(kept, kept.events[0], "accept", author="منى")
    forget_article(store, found.article.id)
    assert [j.document for j in ledger] == [kept.article.id]
    with store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(text("records"))).scalar() == 2


def test_a_forgotten_person_goes_out_of_the_ledger(store: Store, sea: Any) -> None:
    name = "سالم بن حمد الكعبي"
    words = sea.text.replace("متحدث باسم النقابة", f"متحدث باسم النقابة {name}")
    record = sea.read(text=words)
    start = words.index(name)
    record.entities[3].mentions = [(start, start + len(name))]
    record.entities[3].name = record.entities[3].name_ar = name
    store.add(record)
    ledger = Ledger(store)
    ledger.judge(record, record.events[0], "correct", field="recipient", value=value_of(record, record.statements[0], "speaker"), author="منى",
                 reason=f"قال {name}")
    ledger.judge(record, record.entities[3], "correct", field="country", value="OMN", author="منى")
    first = ledger.judge(record, record.entities[3], "correct", field="knowledge_id", value="people:someone", author="منى")
    ledger.undo(first.id, author="منى", reason="الكعبي")
    assert name in everything(store) and count_person(store, name).judgements >= 3
    done = forget_person(store, name, "asked")
    assert done.judgements >= 3 and "الكعبي" not in everything(store) and "people:someone" not in everything(store)
    entries = list(ledger)
    assert all(j.id == j.hash() for j in entries) and entries[2].undone_by == entries[3].id
    assert only(store).record.entity("e4").country == "OMN"
    assert list(parse_lines(ledger.lines(), "f", [])) and types(store) == ["ASSAULT"]


def test_a_person_whose_name_is_only_in_the_ledger(store: Store, ledger: Ledger) -> None:
    found = only(store)
    ledger.judge(found.record, found.event, "reject", author="سالم الكعبي", reason="كما قال سالم الكعبي")
    assert count_person(store, "سالم الكعبي").judgements == 1
    assert forget_person(store, "سالم الكعبي").judgements == 1
    assert "الكعبي" not in everything(store) and types(store) == []
