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


def test_whoever_is_convicted_or_condemns(reader: Any) -> None:
    assert "أدين SANCTION/convict" in reader.codes("أدين كريم بوزيد وسجن.")
    assert "أدان ACCUSE/disapprove" in reader.codes("أدان الوزير التركي القانون.")


@pytest.mark.parametrize(("text", "talks"), [
    ("قال الوزير في حوار مع رويترز إن الحدود آمنة.", False),
    ("قال الوزير في اتصال هاتفي مع قناة الجزيرة إن الحدود آمنة.", False),
    ("قال الوزير في اتصال هاتفي مع نظيره التركي إن الحدود آمنة.", True),
])
def test_interviews_are_no_talks(reader: Any, text: str, talks: bool) -> None:
    assert any("CONSULT" in code for code in reader.codes(text)) is talks


@pytest.mark.parametrize(("text", "act"), [
    ("تحدث الوزير مع الرئيس التونسي بشأن الحدود.", True),
    ("تحدث الوزير عن الرئيس التونسي.", False),
    ("تحدث الوزير بصراحة أمام الطلاب.", False),
])
def test_talking_with_somebody_is_a_meeting_of_two(reader: Any, text: str, act: bool) -> None:
    assert any("CONSULT" in code for code in reader.codes(text)) is act


def test_an_adjective_is_no_noun_with_my(reader: Any) -> None:
    assert reader.codes("يحتاج الأطفال إلى تأهيل اجتماعي.") == []
    assert any("CONSULT" in code for code in reader.codes('قال الوزير: "بعد اجتماعي مع الرئيس التونسي سافرت".'))
