"""What is asked next: the most doubtful first, each once, what others disagree on before all."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import musnad
from musnad.record import Record, View
from musnad.store import Store
from musnad.store.judgements import Ledger
from musnad.store.kept import Kept
from musnad.store.reviewing import Item, Queue


def add(store: Store, sea: Any, name: str, *, again: bool = False, **options: Any) -> Record:
    record: Record = sea.read(**options)
    record.article = replace(record.article, id=name, url=f"https://example.org/{name}")
    store.add(record, again=again)
    return record


def names(store: Store, author: str = "منى", limit: int | None = None, **options: Any) -> list[str]:
    return [item.article.document_id for item in Queue(store, author, **options).items(limit)]


@pytest.fixture
def filled(store: Store, sea: Any) -> Store:
    for name, confidence in (("sure", 0.9), ("unsure", 0.3), ("middling", 0.6)):
        add(store, sea, name, confidence=confidence, country="YEM")
    return store


def test_the_least_confident_first(filled: Store) -> None:
    assert names(filled) == ["unsure", "middling", "sure"] and names(filled, limit=1) == ["unsure"]


def test_parties_that_are_not_resolved(filled: Store, sea: Any) -> None:
    add(filled, sea, "vague", confidence=0.9)
    record = sea.read(confidence=0.9, country="YEM")
    record.entities[2].knowledge_id = "things:boat"
    record.article = replace(record.article, id="clear", url="https://example.org/clear")
    filled.add(record)
    order = names(filled)
    assert order[-1] == "clear" and order.index("vague") < order.index("clear")
    item = next(i for i in Queue(filled, "منى").items() if i.article.document_id == "vague")
    assert any(reason.startswith("not resolved: القوات البحرية، قارب صيد") for reason in item.reasons)


def test_sources_that_say_the_opposite(filled: Store, sea: Any) -> None:
    record = sea.read(confidence=0.9, country="YEM")
    record.article = replace(record.article, id="disputed", url="https://example.org/disputed")
    record.events[0].views = [View("e1", "certain", True, "q1"), View("e4", "certain", False, None)]
    filled.add(record)
    assert names(filled).index("disputed") < names(filled).index("sure")
    item = next(i for i in Queue(filled, "منى").items() if i.article.document_id == "disputed")
    assert item.reasons[-1].startswith("some sources say")


def test_what_an_earlier_musnad_read_otherwise(filled: Store, sea: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(musnad, "__version__", "9.0.0")
    add(filled, sea, "sure", confidence=0.8, country="YEM", type="COERCE")
    assert names(filled) == ["unsure", "sure", "middling"]
    item = next(i for i in Queue(filled, "منى").items() if i.article.document_id == "sure")
    assert item.reasons[-1] == "an earlier Musnad read otherwise: type ASSAULT → COERCE"


def test_by_type_and_article(filled: Store, sea: Any) -> None:
    add(filled, sea, "aid", type="AID")
    assert names(filled, types=["AID"]) == ["aid"] and names(filled, types=["AID", "ASSAULT"], article="sure") == ["sure"]
    assert names(filled, article="https://example.org/middling") == ["middling"] and names(filled, article="nowhere") == []


def judge(store: Store, item: Item, verdict: str, author: str, **options: Any) -> None:
    Ledger(store).judge(item.record, item.event, verdict, author=author, **options)


def test_what_was_judged_is_not_asked_again(filled: Store) -> None:
    (first,) = Queue(filled, "منى").items(1)
    judge(filled, first, "accept", "منى")
    assert names(filled) == ["middling", "sure"] == names(filled, "سعيد")
    made = Ledger(filled).judge(first.record, first.event, "correct", field="type", value="AID", author="منى")
    for judgement in list(Ledger(filled)):
        Ledger(filled).undo(judgement.id, author="منى")
    assert made.number == 2 and names(filled) == ["unsure", "middling", "sure"]


def test_conflicts_come_first_for_those_who_have_not_spoken(filled: Store) -> None:
    item = next(i for i in Queue(filled, "منى").items() if i.article.document_id == "sure")
    judge(filled, item, "accept", "منى")
    judge(filled, item, "correct", "سعيد", field="type", value="AID")
    assert names(filled, "ليلى") == ["sure", "unsure", "middling"] and "sure" not in names(filled, "منى")
    asked = next(iter(Queue(filled, "ليلى").items()))
    assert asked.reasons[0] == "people disagree on type: منى, سعيد" and asked.doubt > 2


def test_what_is_kept_hides_nothing_that_was_judged_since(filled: Store, sea: Any) -> None:
    kept = Kept()
    assert names(filled, kept=kept) == ["unsure", "middling", "sure"]
    (first,) = Queue(filled, "منى", kept=kept).items(1)
    judge(filled, first, "accept", "منى")
    assert names(filled, kept=kept) == ["middling", "sure"]
    judge(filled, first, "correct", "سعيد", field="type", value="AID")
    assert names(filled, "ليلى", kept=kept) == ["unsure", "middling", "sure"] and names(filled, "سعيد", kept=kept) == ["middling", "sure"]
    add(filled, sea, "sure", confidence=0.1, country="YEM", again=True)
    assert names(filled, kept=kept) == ["sure", "middling"], "read again by the same Musnad"
    add(filled, sea, "new", confidence=0.2, country="YEM")
    assert names(filled, kept=kept) == ["sure", "new", "middling"]


def test_some_are_skipped(filled: Store) -> None:
    for second in (False, True):
        told = [item.article.document_id for item in Queue(filled, "سعيد", second=second).items(1, 1)]
        assert told == (["middling"] if not second else [])
    for item in Queue(filled, "منى").items():
        judge(filled, item, "accept", "منى")
    assert [item.article.document_id for item in Queue(filled, "سعيد", second=True).items(1, 1)] == ["middling"]
    assert list(Queue(filled, "سعيد", second=True).items(None, 3)) == []


def test_judging_while_it_goes_on(filled: Store) -> None:
    """The queue is lazy, and a judgement gives its article another record: each item is as the store has it then."""
    asked = []
    for item in Queue(filled, "منى").items():
        asked.append(item.article.document_id)
        judge(filled, item, "reject", "منى")
    assert asked == ["unsure", "middling", "sure"] and names(filled) == []


def test_an_event_that_is_gone(filled: Store) -> None:
    queue = Queue(filled, "منى")
    (first,) = queue.items(1)
    judge(filled, first, "reject", "منى")
    assert queue.item(first.article.id, first.event.trigger) is None and queue.item(99, (0, 1)) is None
