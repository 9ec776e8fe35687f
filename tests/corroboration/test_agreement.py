"""A report that bears out another, and one that says something else of the same thing."""
from __future__ import annotations

from typing import Any

import pytest

import musnad
from musnad.corroboration.agreement import NOT_ONE, agreement, akin
from musnad.corroboration.signature import signatures

FIRST = "مقتل سبعة جنود في هجوم على قاعدة عسكرية شمالي اليمن"


def score(a: str, b: str) -> Any:
    return agreement(*(signatures(musnad.read(text, published="2022-05-18", id=n)) for n, text in zip("ab", (a, b), strict=True)))


@pytest.mark.parametrize(("other", "part"), [
    ("مقتل سبعة جنود في هجوم على قاعدة عسكرية شمالي العراق", "nations"),
    ("مقتل 20 جنديا في هجوم على قاعدة عسكرية شمالي اليمن", "numbers"),
    ("الجيش ينفي مقتل سبعة جنود في هجوم على قاعدة عسكرية شمالي اليمن", "denial"),
    ("نجاة سبعة جنود في هجوم على قاعدة عسكرية شمالي اليمن", "direction"),
    ("مقتل سبعة جنود في هجوم على قاعدة بحرية شمالي اليمن", "replaced"),
])
def test_an_altered_report_agrees_less_and_the_part_says_why(other: str, part: str) -> None:
    same, altered = score(FIRST, FIRST), score(FIRST, other)
    assert altered.score < same.score
    assert sum(p.points for p in altered.parts if p.name == part) < 0


def test_other_words_for_the_same_agree_better_than_an_altered_one() -> None:
    assert score(FIRST, "هجوم يقتل سبعة جنود في قاعدة عسكرية بشمال اليمن").score > score(FIRST, "مقتل 20 مدنيا في قصف على قاعدة شمالي العراق").score


def test_what_tells_no_act_agrees_with_nothing() -> None:
    assert agreement([], []) is NOT_ONE
    assert NOT_ONE.score < 0 and not NOT_ONE.joined


def test_words_of_one_root_answer_each_other() -> None:
    assert akin("اعتقال", "معتقلين") and akin("انفجار", "انفجر")
    assert not akin("هجوم", "قصف")
