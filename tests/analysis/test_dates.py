"""Where time expressions stand: what is inside the mark, and what is no date at all."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from musnad.analysis.dates import find_dates
from musnad.language.tokens import read_document

SHARED = Path(os.environ.get("MUSNAD_SHARED", Path(__file__).parents[3] / "shared")) / "third_party"


def marks(text: str) -> list[str]:
    return [text[e.span[0] : e.span[1]] for e in find_dates(read_document(text))]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("وصل الوفد مساء أمس الثلاثاء إلى العاصمة", "مساء أمس الثلاثاء"),
        ("أعلنت الوزارة اليوم الأربعاء أنها", "اليوم الأربعاء"),
        ("افتتح المعرض في أغسطس الماضي", "في أغسطس الماضي"),
        ("وفي 2020 عاد الوفد", "في 2020"),
        ("استقل البلد عام 1962 بعد حرب", "عام 1962"),
        ("منذ 1993 لم يزر البلد", "1993"),
        ("منذ أسبوعين يحاصر الجيش", "أسبوعين"),
        ("ومنذ مارس/آذار 2011 نزح", "مارس/آذار 2011"),
        ("خلال العام الماضي", "العام الماضي"),
        ("بحلول عام 2030", "عام 2030"),
        ("الاتفاق الموقع بأبريل الماضي", "أبريل الماضي"),
        ("ولعام 2015 أثر", "عام 2015"),
        ("في الأيام الـ5 الأخيرة", "في الأيام الـ5 الأخيرة"),
        ("في 9 أبريل/ نيسان الجاري", "في 9 أبريل/ نيسان الجاري"),
        ("يوم 14 مارس آذار", "يوم 14 مارس آذار"),
        ("يبدأ في الثامن والعشرين من تموز/يوليو المقبل", "في الثامن والعشرين من تموز/يوليو المقبل"),
        ("حكم من 2001 إلى 2009", "من 2001 إلى 2009"),
        ("بين عامي 2012 و2015", "بين عامي 2012 و2015"),
        ("ليل السبت الأحد", "ليل السبت الأحد"),
        ("قال الأربعاء (14 آذار/مارس) إن", "الأربعاء (14 آذار/مارس)"),
        ("في وقت متأخر من مساء الخميس", "في وقت متأخر من مساء الخميس"),
        ("في الخامس عشر من الشهر الجاري", "في الخامس عشر من الشهر الجاري"),
        ("بعد ظهر الأحد", "بعد ظهر الأحد"),
    ],
)
def test_the_mark(text: str, mark: str) -> None:
    assert marks(text) == [mark]


@pytest.mark.parametrize(
    "text",
    [
        "قال أحد المسؤولين إن سبت النور بعيد",
        "أصيب أحد عشر شخصا",
        "المغرب والعصر الحديث",
        "مارس ضغوطا على الحكومة",
        "قالت تيريزا ماي إنها",
        "الرئيس رجب طيب أردوغان",
        "القرار 2118 الصادر عن المجلس",
        "لمدة ثلاثة أيام",
        "خلال 48 ساعة",
        "أمهلهم 72 ساعة",
        "حتى الآن لم يصل أحد قريبا",
        "عمره 30 عاما",
        "في الخمسينات من عمره",
        "فاز الفريق 3-1",
        "بمبلغ 2000 دولار",
        "في 2000 قرية",
        "ثورة 25 يناير",
        "جسر 6 أكتوبر",
        "صحيفة اليوم السابع",
        "في اليوم الذي وصل فيه",
        "اليوم العالمي للمرأة",
        "الأمين العام الحالي",
        "بعد صلاة الجمعة",
        "الخلاف بين الاثنين قديم",
        "بعد يومين من الهجوم",
        "إنهم في أمس الحاجة إلى الغذاء",
        "آلاف السنين",
        "زعيم الحركة لويجي دي مايو",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert marks(text) == []


def test_several_in_one_sentence_in_order() -> None:
    text = "قال الخميس إن المفاوضات التي بدأت في مارس الماضي ستنتهي الأسبوع المقبل"
    assert marks(text) == ["الخميس", "في مارس الماضي", "الأسبوع المقبل"]


def test_no_expression_reaches_over_a_sentence() -> None:
    assert marks("عاد يوم الأحد.\n14 مارس يوم عطلة") == ["يوم الأحد", "14 مارس"]


def test_offsets_hold_with_harakat_and_tatweel() -> None:
    text = "وصل وفدٌ يــومَ الأحـدِ الماضي"
    assert marks(text) == ["يــومَ الأحـدِ الماضي"]


def test_the_future_is_seen() -> None:
    def tense(text: str) -> str | None:
        return find_dates(read_document(text))[0].tense

    assert tense("من المقرر أن يصل الأحد") == "future"
    assert tense("سيزور البلاد الأحد") == "future"
    assert tense("قال إنه سيعود وأعلن الأحد أنه") is None
    assert tense("عاد الأحد") is None


def test_chrono_negatives() -> None:
    path = SHARED / "time_chrono.json"
    if not path.exists():
        pytest.skip(f"{path} is not here: chrono's cases are not part of the project")
    cases = [c for c in json.loads(path.read_text(encoding="utf-8"))["cases"] if c.get("negative")]
    assert len(cases) == 19
    assert [c["input"] for c in cases if marks(c["input"])] == []
