"""What changed between two readings of an article."""
from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

import musnad
from musnad.record import Record
from musnad.store import Store
from musnad.store.comparing import all_differences, compare, differences


def test_the_same_is_no_change(writer: Any) -> None:
    record = writer.record()
    assert compare(record, deepcopy(record)) == []


def test_changes_are_told_by_field_and_in_names(writer: Any) -> None:
    old = writer.record()
    new = deepcopy(old)
    new.events[0].type, new.events[0].recipient = "COERCE", ["e3"]
    new.statements[0].stance = "denies"
    event, statement = compare(old, new)
    assert (event.sign, event.kind, event.text) == ("~", "event", "فرض")
    assert event.fields == {"type": ("SANCTION", "COERCE"), "recipient": ("Iran", "Ministry of Foreign Affairs")}
    assert statement.fields == {"stance": ("asserts", "denies")}


def test_what_came_and_went(writer: Any) -> None:
    old = writer.record()
    new = deepcopy(old)
    new.events[0].trigger = (11, 17)
    assert [(c.sign, c.text) for c in compare(old, new)] == [("-", "فرض"), ("+", "عقوبات")]


def test_two_events_at_one_word_are_two(writer: Any) -> None:
    old = writer.record()
    new = deepcopy(old)
    new.events.append(deepcopy(new.events[0]))
    assert [c.sign for c in compare(old, new)] == ["+"]


def test_analysers_are_compared(store: Store, writer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = writer.record(), writer.record()
    for record in (first, second):
        store.add(record)
    assert list(all_differences(store)) == []
    for version, type_ in (("0.9", "COERCE"), ("0.10", "AID")):
        monkeypatch.setattr(musnad, "__version__", version)
        first.events[0].type = type_
        store.add(first)
    (found,) = all_differences(store)
    assert (found.old.analyser, found.new.analyser) == ("0.9", "0.10")
    assert found.changes[0].fields == {"type": ("COERCE", "AID")}
    assert found.text == []


def test_versions_are_compared_with_what_changed_in_the_text(store: Store, writer: Any) -> None:
    text = "فرض المغرب عقوبات على إيران، قالت وزارة الخارجية المغربية."
    old = writer.record(writer.article(text, url="https://example.org/x"))
    new = writer.record(writer.article(f"{text}\nونفت طهران.", url="https://example.org/x"))
    number = store.add(old).id
    store.add(new)
    store.add(Record(writer.article("نص آخر", url="https://example.org/x")))
    one, two = differences(store, number)
    assert (one.old.version, one.new.version, one.text, one.changes) == (1, 2, [("+", "ونفت طهران.")], [])
    assert [c.sign for c in two.changes] == ["-", "-"]
    assert ("+", "نص آخر") in two.text
