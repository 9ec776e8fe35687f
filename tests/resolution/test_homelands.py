"""Whose a body, office or group is that its own words do not tell."""
from __future__ import annotations

from typing import Any

import pytest


def country(reader: Any, text: str, words: str, **more: Any) -> str | None:
    """The country of the entity that has a mention of these words."""
    record = reader.record(text, **more)
    found = [e for e in record.entities if any(record.surface(m) == words for m in e.mentions)]
    assert found, [(e.name_ar, [record.surface(m) for m in e.mentions]) for e in record.entities]
    return found[0].country


@pytest.mark.parametrize(("text", "words", "state"), [
    # the state right after it
    ("بحث وزراء مصر ومصر الملف. وأعلن الديوان الملكي في السعودية الخبر.", "الديوان الملكي", "SAU"),
    ("زارت مصر الوفود. وقالت وزارة الدفاع في كوريا الجنوبية إن الزيارة مهمة.", "وزارة الدفاع", "KOR"),
    # what the description names
    ("اعترض نواب في البرلمان العراقي على القرار.", "نواب في البرلمان العراقي", "IRQ"),
    # a body named beside it
    ("في واشنطن اتصل الوفد الأميركي بمكتب الرئاسة المصرية ووزارة الخارجية للحصول على رد.", "وزارة الخارجية", "EGY"),
    # the state that acts before it in the sentence
    ("تتفاوض إيران مع فرنسا. وقالت إيران إن إيران جاهزة. وقالت بريطانيا إن البرلمان وافق على الخطة.", "البرلمان", "GBR"),
    # the state that the article is about
    ("تشهد تونس احتجاجات في تونس العاصمة. وأعلنت وزارة الداخلية اعتقال سبعة.", "وزارة الداخلية", "TUN"),
    ("تشهد تونس احتجاجات. واعتقلت الشرطة المحتجين.", "المحتجين", "TUN"),
    # the office beside a name, and the demonym before it
    ("قالت إيران كلمتها. وقال الشامي الوادني، الخبير المغربي في القانون، إن الأمر صعب.", "الشامي الوادني", "MAR"),
    ("أفرجت فنزويلا عن الأميركي جون هارتمان. وقال هارتمان إنه بخير.", "جون هارتمان", "USA"),
    # a coalition of states
    ("نفذ التحالف الذي تقوده السعودية غارات في اليمن.", "التحالف الذي تقوده السعودية", "IGO"),
    ("قصفت طائرات سوريا المدينة. وقال التحالف إنه لم يقصف سوريا.", "التحالف", "IGO"),
])
def test_whose_it_is(reader: Any, text: str, words: str, state: str) -> None:
    assert country(reader, text, words) == state


@pytest.mark.parametrize(("text", "words"), [
    ("تشهد ليبيا معارك. وقال دبلوماسيون إن الوضع صعب في ليبيا.", "دبلوماسيون"),
    ("قالت ليبيا إن ليبيا قتلت عشرات المسلحين في غارة.", "عشرات المسلحين"),
    ("وقع وزيران مغربي وإسرائيلي اتفاقا في المغرب.", "وزيران مغربي وإسرائيلي"),
    ("أكد الجيشان المصري والسوداني تعليق المناورات في مصر.", "الجيشان المصري والسوداني"),
    ("أفاد مراسل رويترز بأن الاحتجاجات تجددت في الأردن.", "مراسل رويترز"),
    ("تشهد مصر فعاليات. ونظم مجلس الأزهار العربي معرضا في مصر.", "مجلس الأزهار العربي"),
])
def test_left_open(reader: Any, text: str, words: str) -> None:
    assert country(reader, text, words) is None


def test_domestic_outlet_tips_the_balance() -> None:
    import musnad

    text = "وفد جزائري\nزار الوفد الجزائري المعرض. واستقبله وزير تونسي في العاصمة التونسية. وقالت وزارة الثقافة إن المعرض ناجح."
    at_home, elsewhere = (musnad.read(text, published="2018-05-10", outlet=outlet) for outlet in ("الصباح", "رويترز"))
    ministry = {e.name_ar: e.country for e in at_home.entities}, {e.name_ar: e.country for e in elsewhere.entities}
    assert ministry[0]["وزارة الثقافة"] == "TUN", ministry


@pytest.mark.parametrize(("text", "name"), [
    ("قال كريم المالكي إن الوضع صعب. وأضاف المالكي أن الحل ممكن.", "Nouri al-Maliki"),
    ("تحدث لوبيز في باريس عن الملف.", "Lopez"),
])
def test_a_common_surname_alone_is_nobody_known(reader: Any, text: str, name: str) -> None:
    assert name not in {e.name for e in reader.record(text).entities}


def test_the_reason_tells_of_a_date_outside_the_office(reader: Any) -> None:
    text = "وصل خلوصي أكار إلى القاهرة."
    inside, outside = (reader.record(text, published=day).entities[0] for day in ("2021-05-01", "2025-05-01"))
    assert "outside the office" in outside.why and "outside the office" not in inside.why
    assert (inside.sector, outside.sector) == ("GOV", "ELI")
