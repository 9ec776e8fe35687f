"""What a denial denies: the statement before it that accuses the denier or tells of the same act."""
from __future__ import annotations

from typing import Any

import pytest

from musnad.attribution.denials import point_denials


@pytest.mark.parametrize("text", [
    "اتهمت أوكرانيا روسيا بقصف خاركيف. ونفت روسيا قصف خاركيف.",
    "قالت أوكرانيا إن روسيا قصفت خاركيف. ونفت موسكو ذلك.",
    "قالت أوكرانيا إن روسيا قصفت خاركيف، وهو ما نفته روسيا.",
    "قال سامح شكري إن إثيوبيا هددت مصر. ونفى آبي أحمد أن تكون إثيوبيا قد هددت مصر.",
])
def test_a_denial_points_at_what_it_denies(reader: Any, text: str) -> None:
    statements = reader.record(text).statements
    assert [s.stance for s in statements][-1] == "denies"
    assert statements[-1].of == statements[0].id


def test_a_denial_with_nothing_before_it_points_nowhere(reader: Any) -> None:
    [statement] = reader.record("نفت روسيا قصف إدلب.").statements
    assert (statement.stance, statement.of) == ("denies", None)


def test_nobody_denies_their_own_words(reader: Any) -> None:
    statements = reader.record("قالت روسيا إن الهدنة قائمة. ونفت روسيا قصف إدلب.").statements
    assert [s.of for s in statements] == [None, None]


def test_the_denied_act_is_negated_and_the_same_as_the_accused_one(reader: Any) -> None:
    events = reader.record("قالت أوكرانيا إن روسيا قصفت خاركيف. ونفت روسيا قصف خاركيف.").events
    assert [(e.status, e.same) for e in events] == [("occurred", None), ("negated", "v1")]


def test_only_denials_point(reader: Any) -> None:
    record = reader.record("اتهمت أوكرانيا روسيا بقصف خاركيف. ونفت روسيا قصف خاركيف. وقالت مصر إن الحوار ضروري.")
    assert [s.of is not None for s in record.statements] == [False, True, False]


def test_a_denial_points_at_a_statement_or_an_event_of_the_record(reader: Any) -> None:
    record = reader.record("قصفت روسيا خاركيف. ونفت روسيا قصف خاركيف.")
    ids = {s.id for s in record.statements} | {v.id for v in record.events}
    assert next(s.of for s in record.statements if s.stance == "denies") in ids


def test_a_denial_points_at_what_is_surely_denied_or_at_nothing(reader: Any) -> None:
    record = reader.record("قصفت روسيا خاركيف. ونفت روسيا قصف خاركيف.")
    denial, (first, denied) = next(s for s in record.statements if s.stance == "denies"), record.events
    for surely, of in ((None, first.id), (denied.id, None)):
        denial.of, denied.same, denied.same_surely = None, first.id, surely
        point_denials(record.statements, record.events)
        assert denial.of == of
