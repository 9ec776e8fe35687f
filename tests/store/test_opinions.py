"""Second opinions: what is offered to whom, what is hidden, how agreement is counted, and how a disagreement is settled."""
from __future__ import annotations

from typing import Any

import pytest

from musnad.errors import UsageError
from musnad.store import Store, StoredEvent
from musnad.store.claims import Judgement, Spot
from musnad.store.judgements import Ledger
from musnad.store.opinions import LEAST, Opinion, Pair, agreement, kappa, pairs, unprompted, waiting
from musnad.store.reviewing import Item, Queue


@pytest.fixture
def found(store: Store, writer: Any) -> list[StoredEvent]:
    """Three articles with an event each."""
    for _ in range(3):
        store.add(writer.record())
    return sorted(store.events(), key=lambda event: event.article.id)


def seconds(store: Store, author: str, **options: Any) -> list[Item]:
    return list(Queue(store, author, second=True, **options).items())


def numbers(items: list[Item]) -> list[int]:
    return [item.article.id for item in items]


def rates(store: Store) -> dict[str, tuple[int, int]]:
    return {f"{one.layer}.{one.field}" if one.field != one.layer else one.layer: (one.agreed, one.pairs) for one in agreement(pairs(store))}


def test_what_one_person_judged_is_offered_to_others_alone(store: Store, found: list[StoredEvent]) -> None:
    ledger = Ledger(store)
    first, second, _ = found
    ledger.judge(first.record, first.event, "accept", author="منى")
    ledger.judge(second.record, second.event, "reject", author="منى")
    assert numbers(seconds(store, "هدى")) == [first.article.id, second.article.id]
    assert seconds(store, "منى") == []
    made = ledger.judge(first.record, first.event, "accept", author="هدى")
    assert numbers(seconds(store, "هدى")) == [second.article.id]
    assert numbers(seconds(store, "ثالثة")) == [second.article.id], "two opinions are enough"
    ledger.undo(made.id, author="هدى")
    assert len(seconds(store, "هدى")) == 2
    assert seconds(store, "هدى", types=["ASSAULT"]) == [] and numbers(seconds(store, "هدى", article=second.article.url)) == [second.article.id]


def test_nothing_of_the_first_judgement_shows(store: Store, found: list[StoredEvent]) -> None:
    ledger, event = Ledger(store), found[0]
    ledger.judge(event.record, event.event, "correct", field="type", value="COERCE", author="منى", reason="سبب")
    ledger.judge(event.record, event.record.entities[1], "correct", field="country", value="YEM", author="منى")
    (item,) = seconds(store, "هدى")
    assert item.event.type == "SANCTION" and item.judged == []
    assert "منى" not in str(item.record.to_dict()) and item.record.entities[1].country == "IRN"
    assert not any("منى" in reason or "disagree" in reason for reason in item.reasons)
    ledger.judge(event.record, event.record.entities[0], "correct", field="sector", value="MIL", author="هدى")
    mine = unprompted(store, event.article.id, "هدى")
    assert mine is not None and (mine.entities[0].sector, mine.events[0].type, mine.entities[1].country) == ("MIL", "SANCTION", "IRN")
    assert unprompted(store, 999, "هدى") is None


def test_what_someone_added_is_not_offered(store: Store, found: list[StoredEvent]) -> None:
    record = found[0].record
    Ledger(store).add_event(record, 33, 38, {"type": "ACCUSE", "status": "occurred"}, author="منى")
    assert seconds(store, "هدى") == []


def test_agreement_is_counted_by_field(store: Store, found: list[StoredEvent]) -> None:
    ledger = Ledger(store)
    one, two, three = found
    ledger.judge(one.record, one.event, "accept", author="منى")
    ledger.judge(one.record, one.event, "accept", author="هدى")
    ledger.judge(two.record, two.event, "accept", author="منى")
    ledger.judge(two.record, two.event, "reject", author="هدى")
    ledger.judge(three.record, three.event, "accept", author="هدى")
    ledger.judge(three.record, three.event, "correct", field="type", value="COERCE", author="منى")
    told = rates(store)
    assert told["event"] == (2, 3)
    assert told["event.type"] == (1, 2)
    assert told["event.status"] == (1, 1)
    assert {(pair.article, pair.field) for pair in pairs(store) if not pair.agree} == {(two.article.id, "event"), (three.article.id, "type")}


def test_a_rejected_value_and_another_one_agree(store: Store, found: list[StoredEvent]) -> None:
    ledger, event = Ledger(store), found[0]
    ledger.judge(event.record, event.event, "reject", field="type", author="منى")
    ledger.judge(event.record, event.event, "correct", field="type", value="COERCE", author="هدى")
    assert rates(store)["event.type"] == (1, 1)


def test_the_first_words_count_whoever_gives_in(store: Store, found: list[StoredEvent]) -> None:
    ledger, event = Ledger(store), found[0]
    ledger.judge(event.record, event.event, "correct", field="type", value="COERCE", author="منى")
    accepted = ledger.judge(event.record, event.event, "accept", author="هدى")
    (open_,) = [pair for pair in pairs(store) if not pair.settled]
    assert (open_.field, {o.judgement.author for o in open_.last}) == ("type", {"منى", "هدى"})
    made = ledger.second(accepted.id, author="منى", field="type")
    assert (made.field, made.verdict, made.value) == ("type", "correct", "SANCTION")
    (pair,) = [pair for pair in pairs(store) if pair.field == "type"]
    assert pair.settled and not pair.agree
    assert next(iter(store.events())).event.type == "SANCTION" and rates(store)["event.type"] == (0, 1)
    ledger.undo(made.id, author="منى")
    assert not next(pair for pair in pairs(store) if pair.field == "type").settled


def test_seconding_a_whole_judgement(store: Store, found: list[StoredEvent]) -> None:
    ledger, event = Ledger(store), found[0]
    ledger.judge(event.record, event.event, "accept", author="منى")
    rejected = ledger.judge(event.record, event.event, "reject", author="هدى")
    assert store.count("events") == 3
    ledger.second(rejected.id, author="منى")
    assert store.count("events") == 2
    assert all(pair.settled for pair in pairs(store))
    with pytest.raises(UsageError):
        ledger.second(rejected.id, author="هدى")
    with pytest.raises(UsageError):
        ledger.second(rejected.id, author="منى", field="type")
    with pytest.raises(UsageError):
        ledger.second("nothing", author="منى")
    ledger.undo(rejected.id, author="هدى")
    with pytest.raises(UsageError):
        ledger.second(rejected.id, author="منى")


# Kappa

def pair(one: str, other: str, people: tuple[str, str] = ("a", "b"), *, coded: bool = True) -> Pair:
    def said(author: str) -> Opinion:
        return Opinion(Judgement("k", "d", "h", "event", "type", Spot(0, 1, "x"), None, "correct", "V", author), True)

    opinions = said(people[0]), said(people[1])
    return Pair(1, "d", "event", "type", (0, 1), "x", *opinions, one == other, one == other, opinions, (one, other) if coded else None)


def test_kappa_is_cohens() -> None:
    """The example of many textbooks: 20 yes by both, 15 no by both, 5 and 10 apart: 0.7 observed, 0.5 by chance."""
    told = [pair("y", "y")] * 20 + [pair("n", "n")] * 15 + [pair("y", "n")] * 5 + [pair("n", "y")] * 10
    assert kappa(told) == pytest.approx(0.4)


def test_who_was_first_does_not_matter() -> None:
    told = [pair("y", "y")] * 20 + [pair("n", "n")] * 15 + [pair("n", "y", ("b", "a"))] * 5 + [pair("y", "n", ("b", "a"))] * 10
    assert kappa(told) == pytest.approx(0.4)


def test_kappa_says_nothing_where_it_cannot() -> None:
    assert kappa([pair("y", "n")] * (LEAST - 1)) is None
    assert kappa([pair("y", "y")] * 50) is None, "everybody chose one code"
    assert kappa([pair("y", "n", coded=False)] * 50) is None
    assert kappa([*[pair("y", "y")] * 5, *[pair("n", "n")] * 5]) == pytest.approx(1)


def test_kappa_takes_each_two_people_by_themselves() -> None:
    """Two who always say yes and two who always say no agree by chance alone; taken together they would seem to agree on something."""
    assert kappa([pair("y", "y", ("a", "b"))] * 10 + [pair("n", "n", ("c", "d"))] * 10) is None


def test_waiting_names_the_first_word(store: Store, found: list[StoredEvent]) -> None:
    ledger, event = Ledger(store), found[0]
    first = ledger.judge(event.record, event.event, "accept", author="منى")
    ledger.judge(event.record, event.event, "correct", field="status", value="planned", author="منى")
    assert [(number, said.id) for number, said in waiting(store, "هدى")] == [(event.article.id, first.id)]
