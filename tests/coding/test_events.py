"""Dates, places, parties and statements of coded events."""
from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(("text", "when"), [
    ("قصفت إسرائيل سوريا أمس الثلاثاء.", "2022-05-17"),
    ("في 3 مارس 2021 قصفت إسرائيل سوريا.", "2021-03-03"),
    ("زار ماكرون الجزائر في أغسطس 2020.", "2020-08"),
    ("طردت روسيا السفير البولندي عام 2018.", "2018"),
    ("سيزور ماكرون الجزائر يوم الأحد المقبل.", "2022-05-22"),
])
def test_the_date_in_the_clause(reader: Any, text: str, when: str) -> None:
    assert [v.when for v in reader.record(text).events] == [when]


def test_an_undated_act_of_the_lead_is_of_the_day(reader: Any) -> None:
    assert [v.when for v in reader.record("قصفت إسرائيل سوريا.").events] == ["2022-05-18"]


def test_without_a_publication_date_nothing_relative_is_dated(reader: Any) -> None:
    record = reader.record("قصفت إسرائيل سوريا أمس. وطردت روسيا السفير البولندي عام 2018.", published=None)
    assert [v.when for v in record.events] == [None, "2018"]
    assert [d.value for d in record.dates] == [None, "2018"]


def test_each_act_has_the_date_of_its_own_clause(reader: Any) -> None:
    record = reader.record("زار ماكرون الجزائر عام 2020، وطردت روسيا السفير البولندي عام 2018.")
    assert [v.when for v in record.events] == ["2020", "2018"]


@pytest.mark.parametrize(("text", "actor"), [
    ("قالت أوكرانيا: «سنقصف روسيا».", "أوكرانيا"),
    ("قال الوزير التركي خلوصي أكار: «قصفنا حزب العمال الكردستاني».", "خلوصي أكار"),
])
def test_we_is_who_speaks(reader: Any, text: str, actor: str) -> None:
    record = reader.record(text)
    assert [reader.names(record, v.actor) for v in record.events] == [actor]


@pytest.mark.parametrize(("text", "trigger", "reported"), [
    ("قالت أوكرانيا إن روسيا قصفت خاركيف.", "قصفت", True),
    ("قصفت روسيا خاركيف.", "قصفت", False),
    ("اتهمت أوكرانيا روسيا بقصف خاركيف.", "قصف", True),
    ("اتهمت أوكرانيا روسيا بقصف خاركيف.", "اتهمت", False),  # the accusing is told by the outlet
    ("رفضت إيران المقترح.", "رفضت", False),
    ("بحسب وزارة الدفاع الأوكرانية، قصفت روسيا خاركيف.", "قصفت", True),
    ("قصفت روسيا خاركيف، بحسب وزارة الدفاع الأوكرانية.", "قصفت", True),
])
def test_the_statement_that_reports_the_act(reader: Any, text: str, trigger: str, reported: bool) -> None:
    record = reader.record(text)
    event = next(v for v in record.events if record.surface(v.trigger) == trigger)
    assert (event.statement is not None) is reported


@pytest.mark.parametrize("text", [
    "قطعت الجزائر العلاقات الدبلوماسية مع المغرب.",
    "أعلنت الجزائر قطع العلاقات الدبلوماسية مع المغرب.",
    "أعلنت روسيا طرد السفير البولندي.",
])
def test_an_act_done_by_saying_so_is_in_the_outlets_voice(reader: Any, text: str) -> None:
    assert [(v.status, v.statement) for v in reader.record(text).events if v.type == "SANCTION"] == [("occurred", None)]


def test_a_visit_to_a_capital_is_a_visit_to_its_state(reader: Any) -> None:
    record = reader.record("وصل ماكرون إلى مصر. وزار ماكرون القاهرة.")
    event = next(v for v in record.events if record.surface(v.trigger) == "زار")
    assert reader.names(record, event.recipient) == "مصر"


def test_nobody_is_both_actor_and_recipient(reader: Any) -> None:
    record = reader.record("اتفقت السعودية وإيران على التعاون. وهددت السعودية إيران. وزار ماكرون فرنسا.")
    assert record.events
    assert all(not set(v.actor) & set(v.recipient) for v in record.events)


def test_the_crowd_of_the_article_protests(reader: Any) -> None:
    record = reader.record("تظاهر المحتجون في الخرطوم. وتواصلت المظاهرة حتى المساء.")
    assert {reader.names(record, v.actor) for v in record.events if v.type == "PROTEST"} == {"المحتجون"}


def test_why_tells_the_lexicons_sense(reader: Any) -> None:
    [event] = reader.record("طردت روسيا السفير البولندي.").events
    assert "طرد" in event.why
    assert "SANCTION" in event.why


@pytest.mark.parametrize(("text", "when"), [
    ("وجاءت الزيارة بعد قصف سوريا عام 2018.", None),
    ("وجاءت الزيارة قبل يوم من قصف سوريا عام 2018.", None),
    ("وجاءت الزيارة عام 2018.", "2018"),
])
def test_a_date_behind_what_came_before_is_of_that(reader: Any, text: str, when: str | None) -> None:
    record = reader.record(f"زار ماكرون الجزائر. {text}")
    visit = next(v for v in record.events if record.surface(v.trigger) == "الزيارة")
    assert (visit.when == "2018") is (when == "2018")


@pytest.mark.parametrize("text", [
    "بحث وزير الخارجية المصري خلال لقائه في القاهرة نظيره الأردني العلاقات بين البلدين.",
    "ناقش الرئيس التونسي أثناء اجتماعه مع الرئيس الجزائري ملف الحدود.",
])
def test_what_goes_on_during_itself_is_one(reader: Any, text: str) -> None:
    first, second = (v for v in reader.record(text).events if v.type == "CONSULT")
    assert second.same == first.id


@pytest.mark.parametrize(("text", "actors"), [
    ("استقبل وزير الدفاع المصري وزير الدفاع اليوناني. وتناول اجتماعهما أمن المتوسط.", 2),
    ("وصل الوزير المصري إلى أثينا. وتناول اجتماعهما أمن المتوسط.", 0),
])
def test_a_dual_pronoun_stands_for_two(reader: Any, text: str, actors: int) -> None:
    record = reader.record(text)
    meeting = next(v for v in record.events if record.surface(v.trigger).startswith("اجتماع"))
    assert len(meeting.actor) == actors
