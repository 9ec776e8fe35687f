"""Scoring: figures that can be counted by hand."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from musnad.errors import UsageError
from musnad.evaluation.gold import read_gold
from musnad.evaluation.parts import Parts
from musnad.evaluation.report import evaluate, read_records
from musnad.evaluation.score import HEADLINE, Tally, closeness, pair, score


def record(name: str = "short", **layers: object) -> dict[str, Any]:
    return {"document": {"id": name}, **layers}


def lines(*records: dict[str, Any]) -> str:
    return "\n".join(json.dumps(r, ensure_ascii=False) for r in records)


def counts(gold: Path, *records: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    result = evaluate([gold], read_records(lines(*records), "test"))
    return {name: (c.hits, c.gold, c.predicted) for name, c in result.tally.items()}


@pytest.mark.parametrize(("a", "b", "share"), [
    ((0, 4), (0, 4), 1.0), ((0, 4), (2, 6), 2 / 6), ((0, 4), (4, 8), 0.0), ((0, 2), (6, 8), 0.0),
    ((0, 10), (5, 10), 0.5),
])
def test_closeness(a: tuple[int, int], b: tuple[int, int], share: float) -> None:
    assert closeness(a, b) == closeness(b, a) == share


def test_pairing_takes_the_best_first_and_each_once() -> None:
    fits = {("a", "x"): 0.6, ("a", "y"): 0.9, ("b", "y"): 0.95, ("b", "x"): 0.5, ("c", "x"): 0.6}
    found = pair(["a", "b", "c"], ["x", "y"], lambda g, p: fits.get((g, p), 0))
    assert found == [("b", "y"), ("a", "x")]


def test_a_reference_against_itself_is_perfect(gold: Path) -> None:
    for file in sorted(gold.glob("*.gold")):
        parts, tally = read_gold(file), Tally()
        score(parts, parts, tally)
        assert all(c.hits == c.gold == c.predicted for c in tally.values())


def test_nothing_found(gold: Path) -> None:
    tally = Tally()
    parts = read_gold(gold / "harbour.gold")
    score(parts, Parts("harbour"), tally)
    assert all(c.hits == c.predicted == 0 for c in tally.values())
    assert (tally["mentions"].gold, tally["event found"].gold, tally["dates"].gold) == (8, 3, 1)
    assert tally["mentions"].f1 == 0


SPEAKER = {"id": "e1", "type": "PERSON", "country": "EGY", "mentions": [[4, 8]]}
STATEMENT = {"id": "q1", "span": [12, 32], "speaker": ["e1"], "chain": ["e1"], "stance": "denies"}


def test_a_statement_counts_with_its_speaker(gold: Path) -> None:
    found = counts(gold / "short.gold", record(entities=[SPEAKER], statements=[STATEMENT]))
    assert found["mentions"] == found["entities"] == found["statement and speaker"] == (1, 1, 1)
    assert found["country of entity"] == (0, 1, 1)
    assert found["· statement stance"] == (0, 1, 1)
    assert found["· denials"] == (0, 0, 1)
    other = {**SPEAKER, "mentions": [[0, 3]]}
    found = counts(gold / "short.gold", record(entities=[other], statements=[STATEMENT]))
    assert found["statement found"] == (1, 1, 1)
    assert found["statement and speaker"] == (0, 1, 1)


def test_a_wrong_type_is_found_but_not_typed(gold: Path) -> None:
    start, end = read_gold(gold / "harbour.gold").events[2].spans[0]
    found = counts(gold, record("harbour", events=[{"id": "v1", "trigger": [start, end], "type": "AID"}]))
    assert found["event found"] == (1, 3, 1)
    assert found["event type"] == (0, 3, 1)


def test_what_lies_in_ignored_lines_does_not_count(gold: Path) -> None:
    start, end = read_gold(gold / "harbour.gold").events[3].spans[0]
    found = counts(gold, record("harbour", events=[{"id": "v1", "trigger": [start, end], "type": "RETREAT"}]))
    assert found["event found"] == (0, 3, 0)


def test_an_unresolved_date_is_no_prediction(gold: Path) -> None:
    span = list(read_gold(gold / "harbour.gold").dates[0].span)
    date = {"id": "d1", "span": span, "value": None}
    assert counts(gold, record("harbour", dates=[date]))["dates"] == (0, 1, 0)
    assert counts(gold, record("harbour", dates=[{**date, "value": "2023-05-02"}]))["dates"] == (0, 1, 1)
    assert counts(gold, record("harbour", dates=[{**date, "value": "2023-05-01"}]))["dates"] == (1, 1, 1)


def test_missing_and_unknown_records_are_named(gold: Path) -> None:
    result = evaluate([gold], read_records(lines(record("other"), record()), "test"))
    assert (result.missing, result.unknown, result.articles) == (["harbour"], ["other"], 2)
    assert result.tally["dates"].gold == 1


def test_record_f1_is_the_mean_of_the_headline(gold: Path) -> None:
    result = evaluate([gold], read_records(lines(record(entities=[SPEAKER], statements=[STATEMENT])), "test"))
    figures = result.figures()
    assert figures["record"]["f1"] == sum(figures[m]["f1"] for m in HEADLINE) / 7
    assert f"{figures['record']['f1']:.3f}" in result.table()
    assert len(result.table().split("\n")) == len(result.tally) + 2


def test_two_records_of_one_article(gold: Path) -> None:
    with pytest.raises(UsageError, match="second record for short"):
        evaluate([gold], read_records(lines(record(), record()), "test"))


def test_an_array_is_read_as_well_as_lines() -> None:
    assert [p.name for p in read_records(json.dumps([record("a"), record("b")]), "x")] == ["a", "b"]
    assert [p.name for p in read_records("\ufeff" + lines(record("a"), record("b")) + "\n\n", "x")] == ["a", "b"]
    assert list(read_records("", "x")) == []


@pytest.mark.parametrize(("content", "where"), [
    ('{"document": {"id": "a"}}\n{oops', "x:2"), ('[{"document": {"id": "a"}}, 7]', "x[2]"), ("[1", "x"),
    ('{"events": []}', "x:1"), ('{"document": {"id": "a"}, "events": [{"id": "v1"}]}', "x:1"),
    ('{"document": {"id": "a"}, "dates": [{"span": [1], "value": "2020"}]}', "x:1"),
    ('{"document": {"id": "a"}, "entities": [7]}', "x:1"), ('{"document": "a"}', "x:1"),
])
def test_what_is_no_record_is_named(content: str, where: str) -> None:
    with pytest.raises(UsageError) as caught:
        list(read_records(content, "x"))
    assert str(caught.value).startswith(f"{where}: ")
