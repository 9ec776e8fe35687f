"""Reports of one happening come together, others stay apart, and what is counted can be seen."""
from __future__ import annotations

import json
from typing import Any

import pytest

from musnad.corroboration.disputes import _organ
from musnad.corroboration.happenings import Happening, corroborate
from musnad.corroboration.parties import Party
from musnad.corroboration.signature import Signature, signatures


def of(found: list[Happening], article: str, type_: str) -> Happening:
    return next(h for h in found if h.type == type_ and article in h.articles)


def test_two_reports_are_one_happening_and_another_day_and_town_is_another(happenings: Any, shelling: Any) -> None:
    found = happenings(*shelling)
    assert of(found, "a", "ASSAULT") is of(found, "b", "ASSAULT")
    assert "d" not in of(found, "a", "ASSAULT").articles


def test_reports_outlets_and_origins_are_counted(happenings: Any, shelling: Any) -> None:
    h = of(happenings(*shelling), "a", "ASSAULT")
    assert h.counts == {"reports": 2, "outlets": 2, "origins": 2, "disputing": 1}
    assert h.outlets == ["البيان", "الميثاق"]


def test_a_denial_hangs_on_what_it_denies_and_is_no_origin(happenings: Any, shelling: Any) -> None:
    h = of(happenings(*shelling), "a", "ASSAULT")
    assert h.disputed
    assert {(d.kind, d.article, d.origin) for d in h.disputes} == {("denies", "c", "الحوثيون")}
    assert "الحوثيون" not in {o.name for o in h.origins}


def test_every_report_says_why_it_is_there(happenings: Any, shelling: Any) -> None:
    h = of(happenings(*shelling), "a", "ASSAULT")
    leaders = [r for r in h.reports if not r.joins]
    assert len(leaders) == 1 and leaders[0].why == "the fullest report"
    assert all(r.score and "(+" in r.why for r in h.reports if r.joins)


def test_the_parties_and_the_day(happenings: Any, shelling: Any) -> None:
    h = of(happenings(*shelling), "a", "ASSAULT")
    assert (h.start, h.end, h.status) == ("2022-05-17", "2022-05-17", "occurred")
    assert "تعز" in {p.name for p in h.places}


def test_the_id_is_of_the_first_report_and_does_not_change_with_later_ones(happenings: Any, shelling: Any) -> None:
    few, all_ = (next(h for h in happenings(*told) if ("a", "v1") in {(r.article, r.event) for r in h.reports}) for told in (shelling[:1], shelling))
    assert few.id == all_.id
    assert len(few.reports) < len(all_.reports)


def test_a_happening_is_json(happenings: Any, shelling: Any) -> None:
    row = json.loads(json.dumps(happenings(*shelling)[0].to_dict()))
    assert {"id", "counts", "origins", "disputes", "figures", "reports"} <= set(row)
    assert row["origins"][0]["tellings"][0]["why"]


def test_a_signature_comes_back_from_json(read: Any, shelling: Any) -> None:
    for signature in signatures(read(*shelling)[0], "key"):
        assert Signature.from_dict(json.loads(json.dumps(signature.to_dict()))) == signature
        assert signature.key.startswith("key#")


@pytest.mark.parametrize("count", [1, 2, 5])
def test_copies_of_one_text_are_one_origin(happenings: Any, count: int) -> None:
    text = ("هجوم على قافلة قرب غاو\nهاجم مسلحون قافلة عسكرية قرب مدينة غاو يوم الاثنين، ما أدى إلى مقتل أربعة جنود وإصابة ستة آخرين كانوا في طريقهم "
            "إلى القاعدة. وانسحب المهاجمون شمالا بعد اشتباك دام ساعتين، فيما أرسل الجيش تعزيزات إلى المنطقة الحدودية.")
    found = happenings(*(("جريدة " + "أبجدهوز"[n], "2022-05-17", text) for n in range(count)))
    h = max(found, key=lambda h: len(h.reports))
    assert (h.counts["outlets"], h.counts["origins"]) == (count, 1)
    assert all("one voice" in t.why for t in h.origins[0].tellings if t.article != "a")


def test_outlets_of_one_owner_are_one_origin(happenings: Any) -> None:
    found = happenings(
        ("العربية", "2022-05-17", "هجوم على قافلة قرب غاو\nهاجم مسلحون قافلة عسكرية قرب مدينة غاو يوم الاثنين وقتل أربعة جنود."),
        ("الحدث", "2022-05-17", "مقتل أربعة جنود قرب غاو\nقتل أربعة جنود يوم الاثنين حين هاجم مسلحون قافلة عسكرية قرب مدينة غاو."),
    )
    h = max(found, key=lambda h: len(h.reports))
    assert h.counts["outlets"] == 2
    assert h.counts["origins"] == 1
    assert "MBC Group" in " ".join(t.why for t in h.origins[0].tellings)


def test_an_unnamed_official_through_one_agency_is_the_agencys(happenings: Any) -> None:
    found = happenings(
        ("الميثاق", "2022-05-17", "إسرائيل تعتقل قياديا\nنقلت وكالة رويترز عن مسؤول أمني قوله إن إسرائيل اعتقلت قياديا في حركة حماس في جنين يوم الاثنين."),
        ("البيان", "2022-05-17", "اعتقال قيادي في جنين\nقال مسؤول أمني لوكالة رويترز إن إسرائيل اعتقلت يوم الاثنين قياديا في حركة حماس في جنين."),
    )
    h = max(found, key=lambda h: len(h.articles))
    assert (h.counts["reports"], [o.name for o in h.origins]) == (2, ["رويترز"])


def test_a_toll_that_rises_is_kept_with_all_its_values(happenings: Any) -> None:
    found = happenings(
        ("الميثاق", "2022-05-17", "مقتل ثلاثة في انفجار ببغداد\nقتل ثلاثة أشخاص في انفجار في بغداد يوم الثلاثاء، بحسب وزارة الداخلية العراقية."),
        ("الميثاق", "2022-05-18", "سبعة قتلى في انفجار بغداد\nقالت وزارة الداخلية العراقية إن سبعة أشخاص قتلوا في انفجار في بغداد يوم الثلاثاء."),
    )
    h = max(found, key=lambda h: len(h.articles))
    (killed,) = (f for f in h.figures if f.what == "killed")
    assert {c.value for c in killed.claims} == {3, 7}
    assert killed.revisions == ["killed: rose from 3 to 7 between 2022-05-17 and 2022-05-18"]
    assert killed.differs and h.disputed


def test_records_without_text_are_grouped_by_what_else_they_hold(read: Any, shelling: Any) -> None:
    bare = read(*shelling[:2])
    for record in bare:
        record.article.text = ""
    assert corroborate(bare)


def test_the_accused_who_blames_another_disputes_who_did_it(happenings: Any) -> None:
    found = happenings(
        ("الميثاق", "2022-05-18", "الجيش التركي يقصف زاخو\nقال مسؤول محلي إن الجيش التركي قصف يوم الثلاثاء مدينة زاخو وقتل أربعة مدنيين."),
        ("البيان", "2022-05-18", "أنقرة: حزب العمال قصف زاخو\n"
         "قالت وزارة الدفاع التركية إن حزب العمال الكردستاني قصف يوم الثلاثاء مدينة زاخو وقتل أربعة مدنيين."),
    )
    h = max(found, key=lambda h: len(h.articles))
    assert h.counts["reports"] == 2
    assert [(d.kind, d.article) for d in h.disputes] == [("who", "b")]
    assert h.counts["disputing"] == 0


def test_what_an_organ_did_its_body_did(happenings: Any) -> None:
    found = happenings(
        ("الصباح", "2021-11-24", "اتحاد الشغل يعلن إضرابا عاما\nقررت الهيئة الإدارية للاتحاد العام التونسي للشغل تنفيذ إضراب عام في قطاع النقل يوم 25 نوفمبر، "
                               "وفق ما أعلنه الناطق الرسمي باسم الاتحاد."),
        ("الجزيرة", "2021-11-25", "إضراب في تونس\nبدأ اتحاد الشغل في تونس اليوم الخميس 25 نوفمبر إضرابا عاما في قطاع النقل، بحسب مراسل الجزيرة."),
    )
    assert not [d for h in found for d in h.disputes if d.kind == "who"]


@pytest.mark.parametrize(("part", "body", "organ"), [
    (("الهيئة الإدارية للاتحاد", "TUN"), ("الاتحاد العام التونسي للشغل", "TUN"), True),
    (("القيادة العامة للجيش", "TUR"), ("الجيش السوري", "SYR"), False),  # of another state
    (("مجلس النواب", "TUN"), ("النواب المستقلون", "TUN"), False),  # no "of" such a body
    (("الاتحاد", "TUN"), ("الاتحاد العام التونسي للشغل", "TUN"), False),
])
def test_an_organ_is_told_as_of_such_a_body(part: tuple[str, str], body: tuple[str, str], organ: bool) -> None:
    one, other = (Party(name, name, "ORG", own=True, country=country, state="") for name, country in (part, body))
    assert _organ(one, other) is organ


def test_reports_that_are_only_likely_one_in_an_article_are_two_signatures(read: Any) -> None:
    (record,) = read(("الميثاق", "2022-05-18", "قصف على تعز\nقصف الحوثيون مدينة تعز يوم الثلاثاء. وقتلت غارة ثلاثة مدنيين في مأرب."))
    events = [e for e in record.events if e.type == "ASSAULT"]
    assert len({e.report for e in events}) > 1
    apart = len([s for s in signatures(record) if s.type == "ASSAULT"])
    last = events[-1]
    last.same, last.same_surely = events[0].report, last.report
    assert len([s for s in signatures(record) if s.type == "ASSAULT"]) == apart
    last.same_surely = None
    assert len([s for s in signatures(record) if s.type == "ASSAULT"]) < apart


def test_one_dead_without_a_number_is_a_figure(read: Any) -> None:
    (record,) = read(("الميثاق", "2022-05-18", "سقوط قتيل في إطلاق نار بالبصرة\nسقط قتيل وثلاثة جرحى في إطلاق نار في البصرة يوم الثلاثاء."))
    figures = {(f.what, f.value) for s in signatures(record) if s.type == "ASSAULT" for f in s.figures}
    assert {("killed", 1.0), ("injured", 3.0)} <= figures


def test_a_headline_without_a_day_takes_the_one_of_its_paragraph(read: Any) -> None:
    (record,) = read(("الميثاق", "2022-05-18", "قصف حوثي على تعز\nقصف الحوثيون مدينة تعز مساء أمس الثلاثاء، ولم ترد معلومات عن خسائر."))
    assert {(s.start, s.dated) for s in signatures(record) if s.type == "ASSAULT"} == {("2022-05-17", True)}


def test_a_short_name_in_the_headline_is_the_longer_one_below(read: Any) -> None:
    (record,) = read(("الميثاق", "2022-05-18", "المرصد: قصف على تعز\nقال المرصد السوري لحقوق الإنسان إن قصفا على مدينة تعز يوم الثلاثاء قتل سبعة مدنيين."))
    spoken = {v.chain[-1].key for s in signatures(record) for v in s.voices if v.chain}
    assert spoken == {"organisations:Syrian Observatory for Human Rights"}


def test_a_figure_is_of_the_voice_whose_words_hold_it_and_not_of_the_one_who_denies(happenings: Any) -> None:
    found = happenings(
        ("الميثاق", "2022-05-18", "الجيش ينفي قصف سوق في تعز\nنفى الجيش اليمني أن يكون قد قصف سوقا في مدينة تعز يوم الثلاثاء. "
         "وقالت وزارة الصحة اليمنية إن عدد القتلى بلغ 12 قتيلا في قصف الحوثيين السوق في تعز."),
    )
    told = {(f.what, c.value, c.origin) for h in found for f in h.figures for c in f.claims}
    assert told == {("killed", 12, "وزارة الصحة")}


def test_a_number_that_is_denied_is_nobodys_claim(happenings: Any) -> None:
    found = happenings(
        ("البيان", "2022-05-18", "قصف سوق في تعز\nقصف الحوثيون سوقا في مدينة تعز يوم الثلاثاء. وقالت وزارة الصحة اليمنية إن عدد القتلى بلغ 12 قتيلا.\n"
         "ونفى المتحدث باسم الحوثيين مقتل 30 شخصا."),
    )
    assert {c.value for h in found for f in h.figures for c in f.claims} == {12}
