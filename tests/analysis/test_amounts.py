"""Which amounts are found, their marks and bounds."""

from __future__ import annotations

import pytest

from musnad.analysis.amounts import AmountExpression, find_amounts
from musnad.analysis.dates import find_dates
from musnad.language.tokens import read_document


def amounts(text: str) -> list[AmountExpression]:
    document = read_document(text)
    return find_amounts(document, [e.span for e in find_dates(document)])


def marks(text: str) -> list[tuple[str, float, str]]:
    return [(text[a.span[0] : a.span[1]], a.value, a.bound) for a in amounts(text)]


@pytest.mark.parametrize(
    ("text", "mark", "value", "bound"),
    [
        ("طردت ستين دبلوماسيا", "ستين دبلوماسيا", 60, "exact"),
        ("بنحو 48 مليون دولار", "48 مليون دولار", 48_000_000, "about"),
        ("أكثر من مئتين وخمسة وعشرين ألف لاجئ", "مئتين وخمسة وعشرين ألف لاجئ", 225_000, "at least"),
        ("ما لا يقل عن 12 طائرة مسيرة", "12 طائرة مسيرة", 12, "at least"),
        ("17 شخصا على الأقل", "17 شخصا", 17, "at least"),
        ("أقل من 100 جندي", "100 جندي", 100, "at most"),
        ("لا يتجاوز 5 بالمئة", "5 بالمئة", 5, "at most"),
        ("لا تزيد عن 30 شاحنة", "30 شاحنة", 30, "at most"),
        ("لثلاثة أسرى", "ثلاثة أسرى", 3, "exact"),
        ("الـ60 دبلوماسيا", "الـ60 دبلوماسيا", 60, "exact"),
        ("أربعة من رجال الشرطة", "أربعة من رجال الشرطة", 4, "exact"),
        ("حكم عليه بالسجن لمدة 10 أعوام", "10 أعوام", 10, "exact"),
        ("سنتين سجنا نافذا", "سنتين", 2, "exact"),
        ("بين 2 و3 ملايين دولار", "2 و3 ملايين دولار", 2_000_000, "at least"),
        ("$20", "$20", 20, "exact"),
        ("بنسبة 20%", "20%", 20, "exact"),
        ("نفذت غارتين", "غارتين", 2, "exact"),
    ],
)
def test_the_mark(text: str, mark: str, value: float, bound: str) -> None:
    assert marks(text) == [(mark, value, bound)]


@pytest.mark.parametrize(
    "text",
    [
        "آلاف المتظاهرين",
        "عشرات الجرحى",
        "لمدة ثلاثة أيام",
        "عمره 30 عاما",
        "القرار 2118",
        "فاز 3-1",
        "الساعة 10",
        "في 5 مايو 2018",
        "الجولة الثالثة",
        "جنديان يتحدثان",
        "طائرتين جديدتين",
        "قبل خمس سنوات",
        "المادة 5 من القانون",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert marks(text) == []


def test_casualties_without_a_noun() -> None:
    assert marks("مقتل 17 وإصابة 30 آخرين") == [("17", 17, "exact"), ("30 آخرين", 30, "exact")]
    assert marks("مقتل شخصين وجنديين") == [("شخصين", 2, "exact"), ("جنديين", 2, "exact")]


def test_taken_spans_are_left_out() -> None:
    document = read_document("20 دولارا")
    assert find_amounts(document, [(0, 9)]) == []
