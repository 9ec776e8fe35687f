"""Judgements as they are written down: what is refused, and what a line must be."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from musnad.errors import UsageError
from musnad.store.claims import CONTEXT, FIELDS, GAP, LONG, Judgement, Spot, check, codes, spots_in

TEXT = "وصل الوفد إلى المدينة مساء أمس، ثم غادرها صباح اليوم."


def judgement(**changes: Any) -> Judgement:
    made = Judgement("key", "a1", "0" * 64, "event", "type", Spot.cut(TEXT, (0, 3)), "CONSULT", "correct", "AID", "منى", "2022-05-18T10:00:00.000001+00:00")
    return replace(made, **changes).signed()


def test_a_spot_has_its_words_and_whole_words_around_it() -> None:
    spot = Spot.cut(TEXT * 3, (len(TEXT) + 4, len(TEXT) + 9))
    assert spot.text == "الوفد"
    assert len(spot.before) <= CONTEXT and len(spot.after) <= CONTEXT
    assert spot.before.split()[-1] == "اليوم.وصل" and set(spot.before.split()) <= set((TEXT * 3).split())
    assert spot.after.split()[0] == "إلى" and set(spot.after.split()) <= set(TEXT.split())


def test_a_long_spot_keeps_its_ends() -> None:
    text = "".join(chr(0x621 + n % 20) for n in range(3 * LONG))
    spot = Spot.cut(text, (0, 2 * LONG))
    head, tail = spot.text.split(GAP)
    assert text.startswith(head) and text[: 2 * LONG].endswith(tail) and spot.span == (0, 2 * LONG)


def test_a_line_and_back() -> None:
    made = judgement(reason="لأنه كذا")
    assert Judgement.of_json(made.to_json()) == made
    assert Judgement.of_json({**made.to_json(), "undone_by": "x", "more": 1}) == made


def test_ids_tell_claims_apart() -> None:
    assert judgement().id == judgement().id
    assert len({judgement(**c).id for c in ({}, {"value": "COERCE"}, {"author": "سعيد"}, {"reason": "so"}, {"time": "2022-05-18T10:00:00.000002+00:00"})}) == 5


@pytest.mark.parametrize(("changes", "told"), [
    ({"layer": "weather"}, "layer"), ({"field": "colour"}, "field"), ({"verdict": "maybe"}, "verdict"), ({"author": " "}, "author is missing"),
    ({"time": "yesterday"}, "no moment"), ({"time": "2022-05-18T10:00:00"}, "no moment"), ({"value": "WAR"}, "there are AGREE"), ({"value": None}, "needs"),
    ({"value": ["AID"]}, "no text"), ({"undoes": "x"}, "undoes"), ({"verdict": "undo"}, "undoes"), ({"reason": 3}, "reason"),
    ({"field": "actor", "value": "MAR"}, "no list"), ({"field": "actor", "value": [{"start": 1}]}, "no place"),
    ({"field": "actor", "value": [{"start": 5, "end": 3, "text": "", "before": "", "after": ""}]}, "no place"),
    ({"field": "when", "value": "2022-13-01"}, "no date"), ({"field": "when", "value": "last week"}, "no date"), ({"document": 3}, "document is missing"),
    ({"field": "event", "value": {"type": "AID"}}, "type and a status"), ({"field": "event", "value": {"colour": "red"}}, "may have"),
    ({"field": "event", "value": {"type": "AID", "status": "occurred", "mode": "boycott"}}, "no mode"),
])
def test_what_is_refused(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        Judgement.of_json(judgement(**{"machine": None, **changes}).to_json())


def test_a_line_that_was_changed_is_refused() -> None:
    with pytest.raises(UsageError, match="changed"):
        Judgement.of_json({**judgement().to_json(), "value": "COERCE"})


@pytest.mark.parametrize("row", [None, 3, [], "x", {}, {"id": "x"}])
def test_what_is_no_line_is_refused(row: object) -> None:
    with pytest.raises(UsageError, match="not a judgement"):
        Judgement.of_json(row)


def test_what_may_be_none_and_what_not() -> None:
    for layer, kinds in FIELDS.items():
        for field, kind in kinds.items():
            if kind.endswith("null"):
                check(layer, field, None)
            else:
                with pytest.raises(UsageError):
                    check(layer, field, None)


def test_codes_of_closed_fields() -> None:
    assert "ASSAULT" in codes("event", "type") and "GOV" in codes("entity", "sector") and "MAR" in codes("entity", "country")
    assert codes("event", "when") == ()


def test_spots_within_a_value() -> None:
    spot = judgement().to_json()["span"]
    assert spots_in({"actor": [spot, spot], "type": "AID"}) == [Spot(**spot)] * 2 and spots_in("AID") == []
