"""Judgements in words."""
from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest

from musnad.export.judged import entity_words, judgement_words, ledger_lines, side_words, value_words
from musnad.record import Entity
from musnad.store.claims import Judgement, Spot

SPOT = Spot(0, 4, "وصلت")


def judgement(**changes: Any) -> Judgement:
    made = Judgement("key", "a1", "0" * 64, "event", "type", SPOT, "CONSULT", "correct", "AID", "منى", "2022-05-18T10:00:00+00:00", number=3)
    return replace(made, **changes)


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(("value", "words"), [
    (None, "–"), ([], "–"), ("AID", "AID"), ([asdict(SPOT)] * 2, "وصلت; وصلت"), (asdict(SPOT), "وصلت"),
    ({"type": "AID", "mode": None, "actor": [asdict(SPOT)]}, "type AID, actor وصلت"), ({}, "–"),
])
def test_values(value: Any, words: str) -> None:
    assert plain(value_words(value)) == words


@pytest.mark.parametrize(("changes", "words"), [
    ({}, "event وصلت, type: CONSULT → AID"), ({"reason": "لأنه"}, "event وصلت, type: CONSULT → AID (لأنه)"),
    ({"verdict": "reject"}, "event وصلت, type: rejected AID"), ({"verdict": "accept", "field": "event", "value": {"type": "AID"}}, "event وصلت: accepted"),
    ({"field": "event", "machine": None, "value": {"type": "AID"}}, "missing event وصلت: type AID"),
    ({"verdict": "undo", "undoes": "x1"}, "event وصلت, type: undone x1"),
])
def test_judgements(changes: dict[str, Any], words: str) -> None:
    assert plain(judgement_words(judgement(**changes))) == words


def test_what_could_steer_a_terminal_is_not_shown() -> None:
    (line,) = ledger_lines([judgement(author="\x1b[2Jمنى\n", reason="\u202eabc", undone_by="x")])
    assert "\x1b" not in line and "\n" not in line and "\u202e" not in line and line.endswith("[undone]")


@pytest.mark.parametrize(("changes", "field", "words"), [
    ({}, "type", "منى: AID"), ({"verdict": "reject"}, "type", "منى: not AID"),
    ({"verdict": "reject", "field": "event", "value": None}, "event", "منى: is not there"),
    ({}, "event", "منى: is there"), ({"field": "event", "verdict": "accept", "value": {"type": "AID"}}, "type", "منى: AID"),
])
def test_sides_of_a_conflict(changes: dict[str, Any], field: str, words: str) -> None:
    assert plain(side_words(judgement(**changes), field)) == words


def test_entities() -> None:
    entity = Entity("e1", "ORG", "x", "وزارة", True, "MAR", "GOV", None, None, [], "")
    assert plain(entity_words(entity)) == "وزارة (Morocco, government)" and plain(entity_words(replace(entity, country=None, sector=None))) == "وزارة"
