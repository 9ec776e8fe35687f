"""What kept reports of one happening apart, ran two together or counted a source twice: each with texts of more than one happening."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from musnad.corroboration.blocks import block_keys
from musnad.corroboration.happenings import Happening
from musnad.corroboration.likeness import compare
from musnad.corroboration.signature import Figure, signatures

from .test_likeness import BASE, MARIB, points


def main(found: list[Happening], type_: str) -> Happening:
    return max((h for h in found if h.type == type_), key=lambda h: len(h.reports))


@pytest.mark.parametrize(("text", "name"), [
    ("الجيش: قصف على تعز\nقال وزير الإعلام اليمني إن قصفا للحوثيين على المدينة يوم الثلاثاء قتل ثلاثة مدنيين.", "الإعلام"),
    ("الحكومة: هجوم مسلح في كركوك\nأعلنت قيادة الشرطة العراقية أن مسلحين هاجموا حاجزا في كركوك يوم الثلاثاء وقتلوا جنديين.", "الشرطة"),
])
def test_who_speaks_in_the_headline_is_whom_the_text_quotes(happenings: Any, text: str, name: str) -> None:
    (origin,) = main(happenings(("الميثاق", "2022-05-18", text)), "ASSAULT").origins
    assert name in origin.name


def test_a_headline_that_alone_names_a_source_keeps_it(happenings: Any) -> None:
    (origin,) = main(happenings(("الميثاق", "2022-05-18", "الجيش اليمني: قصف حوثي على تعز\nسمع دوي انفجارات في المدينة مساء الثلاثاء.")), "ASSAULT").origins
    assert origin.kind != "outlet"


def test_an_outlet_that_passes_words_on_in_one_chain_is_no_end_of_another(happenings: Any) -> None:
    found = happenings(
        ("هسبريس", "2022-05-18", "صحيفة: البحرية المصرية نفذت دوريات قبالة سرت\nذكرت صحيفة \"لوموند\"، نقلا عن تقرير لوزارة الدفاع الفرنسية، "
         "أن البحرية المصرية نفذت خلال شهر أبريل الماضي دوريات قبالة سواحل سرت."),
        ("الميثاق", "2022-05-19", "دوريات مصرية قبالة سرت\nقالت صحيفة \"لوموند\" إن البحرية المصرية نفذت في أبريل الماضي دوريات قبالة سواحل سرت."),
    )
    h = main(found, "MOBILIZE")
    assert h.articles == ["a", "b"]
    assert len(h.origins) == 1 and "الدفاع" in h.origins[0].name


@pytest.mark.parametrize(("department", "head"), [
    ("مديرية الطوارئ بالوزارة", "وزير الصحة العراقي"),
    ("إدارة الإعلام في الوزارة", "وزير الصحة العراقي"),
])
def test_a_department_is_of_its_ministry(happenings: Any, department: str, head: str) -> None:
    text = (f"هجوم في كركوك يقتل أربعة\nقتل أربعة مدنيين وأصيب تسعة في هجوم مسلح استهدف سوقا في كركوك يوم الثلاثاء، بحسب وزارة الصحة العراقية، "
            f"حسب {department}.\nوقال {head} إن الهجوم أوقع تسعة جرحى.")
    names = {o.name for o in main(happenings(("الميثاق", "2022-05-18", text)), "ASSAULT").origins}
    assert len(names) == 1


@pytest.mark.parametrize(("bare", "whole"), [("للوزارة المغربية", "لوزارة الخارجية المغربية"), ("للوزارة الأردنية", "لوزارة الخارجية الأردنية")])
def test_a_ministry_told_by_the_noun_alone_is_the_one_that_speaks(happenings: Any, bare: str, whole: str) -> None:
    state = "المغرب" if "المغرب" in whole else "الأردن"
    nisba = "المغربي" if state == "المغرب" else "الأردني"
    found = happenings(
        ("الميثاق", "2022-05-18", f"وزير الخارجية {nisba} يلتقي نظيره المصري\nالتقى وزير الخارجية {nisba} نظيره المصري في القاهرة الثلاثاء، وفق بيان {whole}."),
        ("البيان", "2022-05-18", f"لقاء بين وزيري خارجية مصر و{state}\nالتقى وزير الخارجية المصري نظيره {nisba} في القاهرة يوم الثلاثاء، بحسب بلاغ {bare}."),
    )
    h = main(found, "CONSULT")
    assert len(h.articles) == 2
    assert len(h.origins) == 1


def test_who_gives_and_who_gets_do_not_dispute_who_did_it(happenings: Any) -> None:
    found = happenings(
        ("الميثاق", "2022-05-18", "مصادر: الأردن تسلم دبابات بريطانية\nقالت مصادر لرويترز إن الأردن تسلم، الأسبوع الماضي، دبابات بريطانية في العقبة."),
        ("البيان", "2022-05-18", "رويترز: دبابات بريطانية تصل إلى الأردن\nقالت مصادر لرويترز إن بريطانيا سلمت الأردن 20 دبابة وصلت الأسبوع الماضي إلى العقبة."),
    )
    h = main(found, "COOPERATE")
    assert h.articles == ["a", "b"]
    assert not h.disputed


def test_a_headline_takes_the_month_of_the_act_below(read: Any) -> None:
    (record,) = read(("الميثاق", "2022-05-18", "البحرية المصرية سيرت دوريات قبالة سرت\n"
                      "ذكرت صحيفة \"لوموند\" أن القوات البحرية المصرية سيرت خلال شهر أبريل الماضي ثلاث دوريات قتالية قبالة سواحل سرت."))
    assert {(s.start, s.end) for s in signatures(record) if s.type == "MOBILIZE"} == {("2022-04-01", "2022-04-30")}


def test_a_place_without_coordinates_speaks_against_nothing() -> None:
    unknown = replace(MARIB, key="قلعه", name="القلعة", country="IRN", lat=None, lon=None)
    assert points(replace(BASE, places=[unknown]), "place") == 0
    assert points(replace(BASE, places=[replace(MARIB, country="IRN")]), "place") < 0


def test_a_denial_without_a_day_is_of_the_day_on_which_it_answers() -> None:
    told = replace(BASE, start="2022-03-01", end="2022-03-31", published="2022-05-17")
    denied = replace(BASE, article="b", status="negated", start="", end="", dated=False)
    assert compare(told, denied) is not None
    assert compare(told, replace(denied, status="occurred")) is None
    assert {*block_keys(told)} & {*block_keys(denied)}


def test_a_headline_and_the_paragraph_below_meet_whatever_their_days() -> None:
    one, other = (replace(BASE, lead=frozenset({"قصف"}), start=day, end=day) for day in ("2022-05-01", "2022-05-09"))
    assert len({*block_keys(one)} & {*block_keys(other)}) == 2
    assert not {*block_keys(replace(one, lead=frozenset()))} & {*block_keys(replace(other, lead=frozenset()))}


@pytest.mark.parametrize(("value", "meets"), [(7.0, True), (1.0, False)])
def test_a_toll_is_a_block_of_its_own(value: float, meets: bool) -> None:
    keys = block_keys(replace(BASE, figures=[Figure("killed", value, "exact", "v1")]))
    assert any("f:killed" in key for key in keys) is meets
