"""Places after their noun: names that are words, unknown names, quarters called after states."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(("text", "name", "type_"), [
    ("نقل الجرحى إلى مستشفى سنديانا أمس.", "مستشفى سنديانا", "FAC"),
    ("احتجز ثلاثة في سجن كرمازين منذ شهر.", "سجن كرمازين", "FAC"),
    ("قتل رجل في قرية الوهنضة مساء.", "الوهنضة", "GPE"),
    ("قصفت مديرية الكرنيصة مجددا.", "الكرنيصة", "GPE"),
    ("وقع الحادث في منطقة سيدي فتح الله ليلا.", "سيدي فتح الله", "GPE"),
    ("وصل إلى مدينة القدس المحتلة.", "القدس", "GPE"),
    ("اشتبك مسلحون في شمال شرق مالي.", "مالي", "GPE"),
])
def test_places_after_their_noun(reader: Any, text: str, name: str, type_: str) -> None:
    assert (name, type_) in {(e.name_ar if e.name_ar == name else mark, e.type) for e in reader.entities(text) for mark in [name] if e.name_ar.startswith(name)}


@pytest.mark.parametrize("text", ["زار الوفد مستشفى ميدانيا.", "بنى العمال سجنا جديدا.", "شهدت مدينة كبيرة احتفالات.", "تقع المديرية قرب الطريق."])
def test_a_noun_for_a_place_with_an_ordinary_word_names_none(reader: Any, text: str) -> None:
    assert [e for e in reader.entities(text) if e.named and e.type in ("GPE", "FAC", "LOC")] == []


def test_a_quarter_called_after_a_capital_is_not_the_capital(reader: Any) -> None:
    (quarter,) = [e for e in reader.entities("وقع انفجار في حي بغداد بطرابلس الليبية.") if e.name_ar == "بغداد"]
    assert (quarter.type, quarter.country, quarter.knowledge_id) == ("LOC", "LBY", None)
