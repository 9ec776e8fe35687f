"""Where reported words begin and end, and what stance they take, in clauses of more than one turn."""
from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(("text", "said"), [
    # whom a demand is put to is none of what is demanded
    ("طلبت قطر من شركائها تمديد المهلة.", "قطر: تمديد المهلة"),
    ("نفت قطر على لسان سفيرها في لندن تمديد المهلة.", "سفيرها في لندن: تمديد المهلة"),
    ("دعت قطر الوفود إلى استئناف الحوار.", "قطر: استئناف الحوار"),
    # a feeling is how it is said, what it is about is said
    ("أعرب سامح شكري عن أمله في أن تنجح الوساطة.", "سامح شكري: تنجح الوساطة"),
    ("وعبر الأردن عن قلقه من انهيار الهدنة.", "الأردن: انهيار الهدنة"),
    ("أبدى سامح شكري شكوكا في جدوى الوساطة.", "سامح شكري: جدوى الوساطة"),
    # a noun of speech as the subject of another verb: its words end where that verb's object begins
    ("أثار تصريح سامح شكري بأن الهدنة انتهت غضبا واسعا.", "سامح شكري: الهدنة انتهت"),
    ("جاء إعلان قطر أن الهدنة انتهت بعد ساعات من القصف.", "قطر: الهدنة انتهت"),
    # an aside without a source is the outlet's
    ("وعد سامح شكري بخفض الرسوم، وفق ما تسرب.", "سامح شكري: خفض الرسوم"),
    # what a thing is called
    ("سمى سامح شكري الخطة «مغامرة كبرى».", "سامح شكري: مغامرة كبرى"),
    ("يرى سامح شكري في الخطة «مغامرة كبرى».", "سامح شكري: مغامرة كبرى"),
    # a relative clause or a title in brackets before أن
    ("وصف سامح شكري، في تغريدة حذفها لاحقا، الاتفاق بأنه \"هش\".", "سامح شكري: هش"),
])
def test_where_the_words_are(reader: Any, text: str, said: str) -> None:
    assert reader.said(text) == [said]


def test_a_denial_hurried_to(reader: Any) -> None:
    record = reader.record("وسارعت قطر إلى تكذيب الخبر.")
    (statement,) = record.statements
    assert (record.surface(statement.span), statement.stance) == ("الخبر", "denies")


def test_an_accusation_denied_is_nested(reader: Any) -> None:
    record = reader.record("نفى سامح شكري اتهامات المدرب بانتهاك اللوائح.")
    denial, accusation = record.statements
    assert (record.surface(denial.span), denial.stance) == ("اتهامات المدرب بانتهاك اللوائح", "denies")
    assert (record.surface(accusation.span), reader.names(record, accusation.speaker)) == ("انتهاك اللوائح", "المدرب")


@pytest.mark.parametrize(("text", "stance"), [
    # a warning is a threat only from one who could carry it out
    ("حذر خبراء المناخ من أن الجفاف سيطول.", "asserts"),
    ("حذرت روسيا من أنها سترد على القصف.", "threatens"),
    # what is done by saying it
    ("قال سامح شكري: «نطالب بوقف القصف فورا».", "asks"),
    ("قال سامح شكري: «نهيب بالسكان مغادرة الساحل».", "asks"),
    ("قال سامح شكري: «لا تقتربوا من الساحل بعد الغروب».", "asks"),
    ("قال سامح شكري: «أتعهد بحماية الساحل».", "promises"),
])
def test_stances(reader: Any, text: str, stance: str) -> None:
    (statement,) = reader.record(text).statements
    assert statement.stance == stance


@pytest.mark.parametrize("text", [
    "انسحب الوزير وأبرز مؤيديه دون أن تعلق الحكومة على الأمر.",
    "ولم تكشف الشرطة عن اسمه.",
    "وحكمت المحكمة على 37 متهما بالتزوير.",
    "اعترضت القوى التي نددت بها منظمات حقوقية.",
])
def test_what_reports_nobodys_words(reader: Any, text: str) -> None:
    assert reader.said(text) == []


@pytest.mark.parametrize(("headline", "said"), [
    ("إيطاليا: وزير الداخلية يزور الحدود", []),  # what the words are about
    ("سوريا: إجلاء المدنيين من البلدة", []),
    ("السودان: ندعم الحوار دون شروط", ["السودان: ندعم الحوار دون شروط"]),
])
def test_a_state_before_a_colon(reader: Any, headline: str, said: list[str]) -> None:
    assert reader.said("ووصل الوفد مساء.", headline=headline + "\n") == said


def test_a_correspondents_outlet_in_marks_is_no_quotation(reader: Any) -> None:
    assert reader.said("أفاد مراسل \"سكاي نيوز عربية\" بارتفاع عدد القتلى.")[0].endswith(": ارتفاع عدد القتلى")


def test_the_going_on_of_two_verbs_is_one_statement(reader: Any) -> None:
    record = reader.record("قال سامح شكري: «الهدنة صامدة». ومضى يقول: «الوساطة مستمرة».")
    assert [record.surface(s.span) for s in record.statements] == ["الهدنة صامدة", "الوساطة مستمرة"]
    assert [record.surface(c) for c in record.statements[1].cue] == ["مضى", "يقول"]


def test_lines_that_open_a_quotation_anew(reader: Any) -> None:
    assert reader.said("قال سامح شكري: \"وزعنا الخيام.\n\"وصل الماء.\n\"ونعود غدا\".") == [
        "سامح شكري: وزعنا الخيام", "سامح شكري: وصل الماء", "سامح شكري: ونعود غدا",
    ]
