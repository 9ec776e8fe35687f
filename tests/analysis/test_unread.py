"""Sources that no rule of mentions reads: who can speak, what cannot, and names with titles of any kind."""
from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(("text", "said"), [
    # a person by a noun the lexicon has, also where it is an ordinary word elsewhere
    ("قال والي ولاية سطيف إن الجسر جاهز.", "والي ولاية سطيف: الجسر جاهز"),
    ("والي ولاية سطيف أوضح أن الجسر جاهز.", "والي ولاية سطيف: الجسر جاهز"),
    ("قال أحد حراس المصنع إن النار اندلعت ليلا.", "أحد حراس المصنع: النار اندلعت ليلا"),
    # a name behind a title of no table, and a lone foreign name
    ("قالت الخياطة زبرجد إن الطلب تراجع.", "زبرجد: الطلب تراجع"),
    ("يقول النحال قرطوش إن الموسم ضعيف.", "قرطوش: الموسم ضعيف"),
    ("قالت غروندال إن الطلب تراجع.", "غروندال: الطلب تراجع"),
    ("قال لي غروندال إن الطلب تراجع.", "غروندال: الطلب تراجع"),
    ("يرى غروندال كيلباس، الخبير في شؤون الطاقة، أن الطلب تراجع.", "غروندال كيلباس: الطلب تراجع"),
    ("قال الخبير في الطاقة بجامعة القاهرة غروندال كيلباس إن الطلب تراجع.", "غروندال كيلباس: الطلب تراجع"),
    # a body, a paper, a medium
    ("ذكرت مصلحة المياه أن الخزان امتلأ.", "مصلحة المياه: الخزان امتلأ"),
    ("أفادت شركة كهرباء بيروت أن المحطة عادت إلى العمل.", "شركة كهرباء بيروت: المحطة عادت إلى العمل"),
    ("أظهرت أرقام رسمية أن الصادرات تراجعت.", "أرقام رسمية: الصادرات تراجعت"),
    ("وقالت \"زبرجد\" إن الخدمة توقفت.", "زبرجد: الخدمة توقفت"),
    # one's own people
    ("قال سامح شكري إن جاره أبلغه أن اللصوص هربوا.", "سامح شكري < جاره: اللصوص هربوا"),
])
def test_who_speaks(reader: Any, text: str, said: str) -> None:
    assert said in reader.said(text)


@pytest.mark.parametrize(("text", "type_"), [
    ("ذكرت مصلحة المياه أن الخزان امتلأ.", "ORG"),
    ("أظهرت أرقام رسمية أن الصادرات تراجعت.", "LAW"),
    ("ذكرت مواقع محلية أن الخزان امتلأ.", "MEDIA"),
    ("قالت الخياطة زبرجد إن الطلب تراجع.", "PERSON"),
])
def test_a_source_is_of_a_kind(reader: Any, text: str, type_: str) -> None:
    record = reader.record(text)
    (statement,) = record.statements
    assert [record.entity(e).type for e in statement.speaker] == [type_]


@pytest.mark.parametrize("text", [
    "أظهرت صور بارزة أن السد امتلأ.",
    "وأكد حجم الدمار أن القصف كان عنيفا.",
    "وتبين أن المبلغ لم يصرف.",
    "ويرجع هذا إلى شح الأمطار.",
    "وأوضح 12 في المئة أن الأسعار مرتفعة.",
])
def test_things_say_nothing(reader: Any, text: str) -> None:
    assert reader.said(text) == []


@pytest.mark.parametrize(("text", "said"), [
    # a thing that speaks does not hand its words to who spoke before
    ("قال سامح شكري إن السد ممتلئ. وأظهرت صور أن المنسوب هبط.", ["سامح شكري: السد ممتلئ"]),
    ("قال سامح شكري إن تراجع الصادرات يشير إلى ركود.", ["سامح شكري: تراجع الصادرات يشير إلى ركود"]),
    # many do not go on from one, nor he who is quoted within his own words
    ("قال سامح شكري إن السد ممتلئ. ويقولون إن الملء سيتواصل.", ["سامح شكري: السد ممتلئ"]),
    ("قال سامح شكري: «أخبرني مرارا، وقال إنه سيعود قريبا».", ["سامح شكري: أخبرني مرارا، وقال إنه سيعود قريبا"]),
    # one's own lawyer speaks, not the one whose he is
    ("غابت سارة الفاخوري التي صرح محاميها بأن الجلسة تأجلت.", ["محاميها: الجلسة تأجلت"]),
    # a noun with a pronoun behind the verb is its object
    ("قال سامح شكري إن السد ممتلئ. ثم ختم كلمته بالقول: «سنعود غدا».", ["سامح شكري: السد ممتلئ", "سامح شكري: سنعود غدا"]),
])
def test_who_does_not_go_on(reader: Any, text: str, said: list[str]) -> None:
    assert reader.said(text) == said
