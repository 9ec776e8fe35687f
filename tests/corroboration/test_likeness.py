"""Each part of a score says what speaks for or against one happening."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from musnad.corroboration.likeness import compare, near_types
from musnad.corroboration.parties import Party, Place
from musnad.corroboration.signature import DENIAL, Figure, Signature, Voice

IRAN, MOROCCO = Party("IRN", "إيران", "GPE", True, "IRN", "IRN"), Party("MAR", "المغرب", "GPE", True, "MAR", "MAR")
ARMY = Party("organisations:Army:IRN", "الجيش الإيراني", "ORG", True, "IRN", "IRN")
TAIZ, MARIB = Place("places:Taiz", "تعز", "YEM", False, 13.58, 44.02, 8.0), Place("places:Marib", "مأرب", "YEM", False, 15.46, 45.32, 5.0)
BASE = Signature(article="a", event="v1", outlet="", published="2022-05-18", type="ASSAULT", mode="", status="occurred", trigger="قصف", actors=[IRAN],
                 recipients=[MOROCCO], places=[TAIZ], start="2022-05-17", end="2022-05-17", dated=True, words=frozenset("قصف مدينه جنود حي".split()),
                 rare=frozenset(), names=frozenset(), numbers=[], figures=[], voices=[Voice("v1", (0, 3), "", "", "occurred", [])])


def points(other: Signature, part: str, one: Signature = BASE) -> float:
    comparison = compare(one, replace(other, article="b"))
    assert comparison is not None
    return sum(p.points for p in comparison.parts if p.name == part)


def test_the_same_is_joined_and_says_why() -> None:
    comparison = compare(BASE, replace(BASE, article="b"))
    assert comparison is not None and comparison.joined
    assert "the actor is إيران (+2)" in comparison.why and "both on 2022-05-17 (+2)" in comparison.why
    assert comparison.score == pytest.approx(sum(p.points for p in comparison.parts))


@pytest.mark.parametrize(("change", "part"), [
    ({"actors": [MOROCCO], "recipients": []}, "actor"),
    ({"recipients": [Party("FRA", "فرنسا", "GPE", True, "FRA", "FRA")]}, "recipient"),
    ({"places": [MARIB]}, "place"),
    ({"start": "2022-05-18", "end": "2022-05-19"}, "time"),
    ({"status": "planned", "start": "", "end": "", "dated": False}, "status"),
    ({"actors": [MOROCCO], "recipients": [IRAN]}, "direction"),
])
def test_what_cannot_differ_speaks_against(change: dict[str, Any], part: str) -> None:
    other = replace(BASE, **change)
    if part == "actor":
        assert points(other, "actor", replace(BASE, recipients=[])) < 0
    else:
        assert points(other, part) < 0


def test_other_types_and_far_days_are_not_compared() -> None:
    assert compare(BASE, replace(BASE, type="CONSULT")) is None
    assert compare(BASE, replace(BASE, start="2022-05-25", end="2022-05-25")) is None
    assert compare(BASE, replace(BASE, start="2022-05-18", end="2022-05-18")) is None
    assert near_types("AGREE", "CONSULT") and not near_types(DENIAL, DENIAL) and near_types(DENIAL, "AID")


def test_a_body_of_a_state_acts_for_it() -> None:
    assert points(replace(BASE, actors=[ARMY]), "actor") == pytest.approx(1.6)


def test_what_one_leaves_open_neither_adds_nor_takes() -> None:
    assert points(replace(BASE, actors=[]), "actor") == 0


def test_words_alone_never_join() -> None:
    words = frozenset("قصف مدينه جنود حي ليل سوق مدني قتيل جريح بيت".split())
    one = replace(BASE, actors=[], recipients=[], places=[], words=words, start="", end="", dated=False, published="")
    comparison = compare(one, replace(one, article="b"))
    assert comparison is not None and not comparison.joined


def test_a_place_named_beside_the_other_is_no_contradiction() -> None:
    assert points(replace(BASE, places=[MARIB], names=frozenset(["places:Taiz"])), "place") > 0


def test_a_day_named_beside_the_other_is_no_contradiction() -> None:
    later = replace(BASE, start="2022-05-18", end="2022-05-18")
    assert compare(BASE, replace(later, article="b")) is None
    assert points(replace(later, days=frozenset(["2022-05-17"])), "time") > 0


def test_a_bare_plan_is_compared_with_the_act_of_its_word_only() -> None:
    plan = replace(BASE, article="b", type="AGREE", status="planned")
    assert compare(BASE, plan) is not None
    assert compare(BASE, replace(plan, trigger="هجوم")) is None
    assert compare(BASE, replace(plan, status="occurred")) is None


def test_the_same_toll_speaks_for_and_another_hardly_against() -> None:
    toll = [replace(BASE, figures=[Figure("killed", value, "exact", "v1")]) for value in (7.0, 7.0, 9.0)]
    assert points(toll[1], "figures", toll[0]) == 1.5
    assert -1 < points(toll[2], "figures", toll[0]) < 0


def test_a_plan_and_what_came_of_it_on_the_day() -> None:
    assert points(replace(BASE, status="planned"), "status") == 0
