"""The attribution matrix: how many of its cases are read as they should be.

README.md beside this file says what a case is. ``FLOOR`` is raised as the reader gets better and never lowered.
"""
from __future__ import annotations

import importlib.util
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FLOOR = 0.915


def _judge() -> ModuleType:
    spec = importlib.util.spec_from_file_location("judge", Path(__file__).with_name("judge.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


judge = _judge()


@pytest.fixture(scope="module")
def judged() -> list[tuple[dict[str, Any], list[str]]]:
    return [(case, judge.faults(case)) for case in judge.cases()]


def by_shape(judged: list[tuple[dict[str, Any], list[str]]]) -> str:
    """Each shape with how many of its cases are right, and the ids of those that are not."""
    shapes: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for case, faults in judged:
        shapes[case["shape"]].append((case["id"], not faults))
    lines = []
    for shape, cases in sorted(shapes.items()):
        wrong = " ".join(number for number, right in cases if not right)
        lines.append(f"{shape}: {sum(right for _, right in cases)} of {len(cases)}" + (f", wrong: {wrong}" if wrong else ""))
    return "\n".join(lines)


def test_as_many_cases_as_before_are_right(judged: list[tuple[dict[str, Any], list[str]]]) -> None:
    share = sum(not faults for _, faults in judged) / len(judged)
    assert share >= FLOOR, f"{share:.3f} of the matrix is right\n{by_shape(judged)}"


def test_nothing_is_reported_where_nobody_speaks(judged: list[tuple[dict[str, Any], list[str]]]) -> None:
    wrong = {case["id"]: faults for case, faults in judged if not case["statements"] and faults}
    assert wrong == {}


def test_the_judge_finds_what_is_missing_and_what_is_false() -> None:
    case = next(c for c in judge.cases() if len(c["statements"]) == 1 and not judge.faults(c))
    assert judge.faults(case | {"statements": []})[0].startswith("false: ")
    other = case["statements"][0] | {"stance": "denies" if case["statements"][0]["stance"] != "denies" else "asserts"}
    assert any(fault.startswith("stance") for fault in judge.faults(case | {"statements": [other]}))
    elsewhere = case["statements"][0] | {"content": case["text"][:2], "at": 0}
    assert any(fault.startswith("missing: ") for fault in judge.faults(case | {"statements": [elsewhere]}))


def test_the_matrix_is_well_formed() -> None:
    cases = judge.cases()
    assert len({c["id"] for c in cases}) == len(cases) >= 300
    for case in cases:
        for statement in case["statements"]:
            for words in [statement["content"], statement["cue"], *statement["speaker"], *statement["chain"]]:
                assert (words["text"] if isinstance(words, dict) else words or "") in case["text"], case["id"]
