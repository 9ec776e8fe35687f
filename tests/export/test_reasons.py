"""Reasons in Arabic: every reason that the reader gives has a translation."""
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import musnad
from musnad.export.reasons import in_arabic
from musnad.knowledge import read_table

DEMO = Path(musnad.__file__).parent / "demo" / "demo.jsonl"
CODES = re.compile(r"[A-Z]{3,}(/[a-z-]+)?")


def plain(text: str) -> str:
    return text


@pytest.mark.parametrize(("why", "arabic"), [
    ("the verb قصف is ASSAULT/aerial in the lexicon; read as a passive", "الفعل قصف مدرج في المعجم تحت ASSAULT/aerial؛ وقرئ الفعل مبنيا للمجهول"),
    ("the noun زيارة is CONSULT/visit in the lexicon; planned, so coded as an intention",
     "الاسم زيارة مدرج في المعجم تحت CONSULT/visit؛ وهو مزمع، ولذلك رمز له بوصفه نية لا فعلا"),
    ("known name in nation", "اسم معروف ورد في جدول الدول"),
    ("“أمس”: -1 day from the publication day 2022-05-18; Gregorian calendar.", "العبارة «أمس»: اليوم السابق على يوم النشر 2022-05-18؛ بالتقويم الميلادي"),
    ("“الثلاثاء”: the latest Tuesday up to the publication day 2022-05-18, as news looks back; Gregorian calendar.",
     "العبارة «الثلاثاء»: آخر يوم الثلاثاء حتى يوم النشر 2022-05-18، لأن الأخبار تنظر إلى الوراء؛ بالتقويم الميلادي"),
    ("a rule that no row has", None),
    ("known name in nation; a rule that no row has", None),
])
def test_in_arabic(why: str, arabic: str | None) -> None:
    assert in_arabic(why, plain) == arabic


def test_words_of_the_article_are_set_apart() -> None:
    assert in_arabic("described by the role noun متحدث", lambda text: f"<{text}>") == "وصف بكلمة <متحدث>"


def test_every_row_names_the_same_words_in_both_languages() -> None:
    for row in read_table("reasons"):
        assert set(re.findall(r"\{(\w+)\}", row["arabic"])) <= set(re.findall(r"\{(\w+)\}", row["english"])), row


def test_all_reasons_of_the_demo_are_translated() -> None:
    for row in map(json.loads, DEMO.read_text(encoding="utf-8").splitlines()):
        record = musnad.read(row["text"], published=row["published"], outlet=row["outlet"])
        for found in (*record.entities, *record.events, *record.statements, *record.dates):
            arabic = in_arabic(found.why, plain)
            assert arabic, found.why
            assert not re.search("[a-z]{2}", CODES.sub("", arabic)), (found.why, arabic)
