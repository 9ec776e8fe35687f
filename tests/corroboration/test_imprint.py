"""What tells a copy from a report of its own."""
from __future__ import annotations

from dataclasses import replace

import pytest

import musnad
from musnad.corroboration.imprint import Imprint, imprint_of, one_voice, outlet_of, resemblance

BODY = ("أعلنت وزارة الداخلية في بيان أن قوات الأمن أوقفت أربعة أشخاص يشتبه في صلتهم بالهجوم الذي وقع مطلع الأسبوع قرب المطار القديم. "
        "وأضافت الوزارة أن التحقيق ما زال جاريا لمعرفة من يقف وراءه، وأن الموقوفين سيحالون إلى النيابة خلال يومين.")


def imprint(text: str, outlet: str = "الميثاق") -> Imprint:
    return imprint_of(musnad.read(text, id="a", outlet=outlet, published="2022-05-18"))


def test_a_text_resembles_itself_and_one_cut_short_resembles_the_whole() -> None:
    whole, half = imprint("عنوان\n" + BODY), imprint("عنوان آخر\n" + BODY[: len(BODY) // 2])
    assert resemblance(whole, whole) == 1.0
    assert resemblance(whole, half) > 0.8
    assert resemblance(whole, imprint("خبر\nافتتح الوزير معرض الكتاب في العاصمة بحضور عدد من السفراء والكتاب والناشرين العرب.")) < 0.05


def test_an_article_without_text_resembles_nothing() -> None:
    assert resemblance(imprint("عنوان\n" + BODY), replace(imprint("x"), sketch=[], size=0)) == 0.0


@pytest.mark.parametrize("text", [
    "عنوان\nبيروت – رويترز – قال شاهد إن انفجارا وقع.", "عنوان\nوقع انفجار في بيروت.\n(رويترز)", "عنوان\nبيروت: «رويترز»\nوقع انفجار في بيروت مساء اليوم."])
def test_an_agency_is_credited_at_the_head_or_the_foot(text: str) -> None:
    assert imprint(text).credits == ["media:Reuters"]


def test_an_agency_named_in_passing_is_not_credited() -> None:
    assert imprint("عنوان\nقال شاهد عيان لوكالة رويترز إن انفجارا وقع في بيروت مساء اليوم وإن عدة أشخاص أصيبوا فيه.").credits == []


def test_one_credit_and_one_quotation_make_one_voice() -> None:
    said = 'وقال الوزير: "لن نقبل بأي اتفاق لا يضمن حقوق شعبنا كاملة".'
    leads = (
        "اجتمع وفدا الحكومة والمعارضة أمس في فندق مطل على البحيرة، واستمر اللقاء المغلق خمس ساعات لم يدل بعدها أي من الوفدين بتصريح للصحفيين.",
        "انتهت الجلسة التي دعت إليها الأمم المتحدة بلا نتيجة ليل الثلاثاء، وقال مشاركون فيها إنها ستستأنف بعد أسبوعين في عاصمة أخرى.",
    )
    a, b = (imprint(f"عنوان {n}\n{lead} {said}\n(رويترز)") for n, lead in enumerate(leads))
    assert a.quotes and set(a.quotes) == set(b.quotes)
    assert "both credit" in one_voice(a, b)
    assert one_voice(a, replace(b, credits=[], quotes=[])) == ""


def test_outlets_have_owners() -> None:
    assert outlet_of("العربية").owner == outlet_of("الحدث").owner == "MBC Group"
    assert outlet_of("جريدة لا يعرفها أحد").owner == ""
    assert imprint(BODY, "جريدة لا يعرفها أحد").owner == "outlet:جريده لا يعرفها احد"
