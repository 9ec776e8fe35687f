"""Participles that tell what a subject does meanwhile (حال), demands of protests, and matters that are no acts."""
from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(("text", "code"), [
    ("غادر الوزير القاعة منتقدا الحكومة التركية.", "منتقدا ACCUSE/disapprove"),
    ("ألقى النائب كلمة أمام المجلس، متهما إسرائيل بخرق الهدنة.", "متهما ACCUSE/allege"),
    ("ألقت الوزيرة كلمة أمام المجلس، مطالبة تركيا بالاعتذار.", "مطالبة REQUEST"),
    ("ختم الأمين العام كلمته حاثا الأطراف على التهدئة.", "حاثا REQUEST/yield"),
])
def test_a_circumstance_is_an_act(reader: Any, text: str, code: str) -> None:
    assert code in reader.codes(text)


@pytest.mark.parametrize("text", [
    "اعتقلت الشرطة 12 متهما في القضية.",  # the accused, counted
    "دعا الرئيس منتقديها إلى الحوار.",  # her critics
    "كان كريم بوزيد منتقد الحكومة الأول.",
])
def test_the_same_participles_as_nouns_are_none(reader: Any, text: str) -> None:
    assert not any(code.endswith(("ACCUSE/disapprove", "ACCUSE/allege")) for code in reader.codes(text))


def test_an_inquiry_with_its_article_needs_no_object(reader: Any) -> None:
    assert "التحقيق ACCUSE/investigate" in reader.codes("رفض الوزير الكشف عن نتائج التحقيق.")
    assert reader.codes("يسعى الوزير إلى تحقيق النصر.") == []


def test_what_a_protest_demands_is_no_act_of_its_own(reader: Any) -> None:
    assert reader.codes("تظاهر مئات العمال في تونس مطالبين بإصلاح القانون.") == ["تظاهر PROTEST/demo"]
    assert "طالبت REQUEST/change" in reader.codes("طالبت النقابة بإصلاح القانون.")


def test_cooperation_of_nobody_is_a_matter(reader: Any) -> None:
    assert reader.codes("أفق التعاون العسكري محدود.") == []
    assert reader.codes("بدأ التعاون العسكري بين مصر والأردن.") == ["التعاون العسكري COOPERATE"]
