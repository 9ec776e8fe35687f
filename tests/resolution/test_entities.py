"""Entities: which mentions are of one person, body, state or group, and which are not."""
from __future__ import annotations

from typing import Any

import pytest


def grouped(reader: Any, text: str) -> list[set[str]]:
    """The words of each entity's mentions."""
    record = reader.record(text)
    return [{record.surface(m) for m in e.mentions} for e in record.entities]


@pytest.mark.parametrize(("text", "one"), [
    # a person by surname, by title, by the name as in the knowledge
    ("قال الخبير كريم بوزيد إن الوضع صعب. وأضاف بوزيد أن الحل ممكن.", {"كريم بوزيد", "بوزيد"}),
    ("وصل الرئيس الفرنسي إيمانويل ماكرون إلى لبنان. وقال ماكرون إن الوضع صعب.", {"إيمانويل ماكرون", "ماكرون"}),
    ("وصل وزير الدفاع التركي خلوصي أكار إلى طرابلس. وقال وزير الدفاع التركي إن الزيارة مهمة.", {"خلوصي أكار", "وزير الدفاع التركي"}),
    ("وصل وزير الدفاع التركي خلوصي أكار إلى طرابلس. وقال الوزير إن الزيارة مهمة.", {"خلوصي أكار", "الوزير"}),
    # a described source
    ("قال مسؤول عراقي إن الضخ متوقف. وأضاف المسؤول أن العطل فني.", {"مسؤول عراقي", "المسؤول"}),
    # bodies
    ("أعلنت وزارة النفط العراقية أن الضخ متوقف. وقالت الوزارة إن العطل فني.", {"وزارة النفط العراقية", "الوزارة"}),
    ("أعلن حزب العدالة والتنمية موقفه. وقال الحزب إن الوضع صعب.", {"حزب العدالة والتنمية", "الحزب"}),
    ("أعلن الجيش السوداني موقفه. وقال الجيش إن الوضع صعب.", {"الجيش السوداني", "الجيش"}),
    ("ذكرت صحيفة واشنطن بوست أن الضخ متوقف. وقالت الصحيفة إن العطل فني.", {"واشنطن بوست", "الصحيفة"}),
    ("ذكرت وكالة رويترز أن الضخ متوقف. وقالت الوكالة إن العطل فني.", {"رويترز", "الوكالة"}),
    # states
    ("رفضت السعودية المقترح. وقالت المملكة إنه غير واقعي.", {"السعودية", "المملكة"}),
    ("رفضت الولايات المتحدة المقترح. وقالت أمريكا إنه غير واقعي.", {"الولايات المتحدة", "أمريكا"}),
    ("رفضت سوريا المقترح. وبقيت المعدات في الأراضي السورية.", {"سوريا", "الأراضي السورية"}),
    ("رفضت إيران المقترح. وأعلنت طهران أنه غير واقعي.", {"إيران", "طهران"}),
    ("رفض المغرب المقترح. وقال ناصر بوريطة إن بلاده متمسكة بموقفها.", {"المغرب", "بلاده"}),
    # spellings of one name
    ("زار أنطونيو غوتيريش لبنان. وقال أنطونيو غوتيريس إن الوضع صعب.", {"أنطونيو غوتيريش", "أنطونيو غوتيريس"}),
])
def test_mentions_of_one_entity(reader: Any, text: str, one: set[str]) -> None:
    assert any(one <= group for group in grouped(reader, text)), grouped(reader, text)


@pytest.mark.parametrize(("text", "first", "second"), [
    ("قال الخبير كريم بوزيد إن الوضع صعب. وقال الخبير سالم بوزيد إن الحل ممكن.", "كريم بوزيد", "سالم بوزيد"),
    ("قال مسؤول عراقي إن الضخ متوقف. وقال مسؤول تركي إن العطل فني.", "مسؤول عراقي", "مسؤول تركي"),
    ("أعلنت وزارة النفط العراقية موقفها. وأعلنت وزارة النفط الإيرانية موقفها.", "وزارة النفط العراقية", "وزارة النفط الإيرانية"),
    ("أعلن الجيش السوداني موقفه. وأعلن الجيش المصري موقفه.", "الجيش السوداني", "الجيش المصري"),
    ("رفضت إيران المقترح. وهطلت الأمطار في طهران.", "إيران", "طهران"),  # a city as a place is the city
    ("رفضت السودان المقترح. ورفضت جنوب السودان المقترح.", "السودان", "جنوب السودان"),
    ("قتل ثلاثة جنود في كمين. وقتل خمسة جنود في غارة.", "ثلاثة جنود", "خمسة جنود"),
])
def test_mentions_of_two_entities(reader: Any, text: str, first: str, second: str) -> None:
    groups = grouped(reader, text)
    assert any(first in group and second not in group for group in groups), groups
    assert any(second in group for group in groups), groups


@pytest.mark.parametrize(("text", "both"), [
    ("وقعت السعودية وإيران اتفاقا. وقال البلدان إن الحوار مستمر.", "البلدان"),
    ("بحث المغرب وإسبانيا الملف. واتفق الجانبان على مواصلة العمل.", "الجانبان"),
    ("اجتمعت وفود مصر والسودان. وشدد الطرفان على أهمية الحوار.", "الطرفان"),
])
def test_a_dual_is_a_mention_of_each(reader: Any, text: str, both: str) -> None:
    assert sum(both in group for group in grouped(reader, text)) == 2


@pytest.mark.parametrize(("text", "names"), [
    ("قال الناطق باسم الخارجية الإيرانية سعيد خطيب زاده إن الملف مغلق.", ("سعيد خطيب زاده", "IRN")),
    ("وصل المبعوث الأممي هانس غروندبرغ إلى صنعاء.", ("هانس غروندبرغ", "UNO")),
    ("قالت الناشطة المصرية هدى الشمري إن الوضع صعب.", ("هدى الشمري", "EGY")),
])
def test_what_a_title_tells(reader: Any, text: str, names: tuple[str, str]) -> None:
    assert names in {(e.name_ar, e.country) for e in reader.entities(text)}


def test_a_known_name_has_its_english_name_and_key(reader: Any) -> None:
    [entity] = reader.entities("رفضت قطر المقترح.")
    assert (entity.name, entity.name_ar, entity.country, entity.knowledge_id) == ("Qatar", "قطر", "QAT", "QAT")


def test_a_person_who_is_in_no_table_has_no_key(reader: Any) -> None:
    [entity] = reader.entities("قال الخبير كريم بوزيد إن الوضع صعب.")
    assert (entity.type, entity.named, entity.knowledge_id) == ("PERSON", True, None)


def test_described_actors_who_do_nothing_are_left_out(reader: Any) -> None:
    assert reader.entities("كان طول المسؤول مترين.") == []


def test_mentions_are_sorted_and_each_once(reader: Any) -> None:
    record = reader.record("وقعت السعودية وإيران اتفاقا. وقال البلدان إن الحوار مستمر. ورحبت السعودية بذلك وأكدت المملكة موقفها.")
    for entity in record.entities:
        assert entity.mentions == sorted(set(entity.mentions))
    assert [e.id for e in record.entities] == [f"e{n}" for n in range(1, len(record.entities) + 1)]
    firsts = [e.mentions[0] for e in record.entities]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize(("text", "words", "sector"), [
    ("أصيب ضابط أمن بجروح في وهران.", "ضابط أمن", "COP"),
    ("أصيب ضابط بجروح في وهران.", "ضابط", "MIL"),
    ("انتقدت جماعات حقوق الإنسان القانون الجديد.", "جماعات حقوق الإنسان", "SOC"),
    ("قال المدير العام للشركة أنور بلحسن إن الإنتاج توقف.", "أنور بلحسن", "BUS"),
    ("قالت مديرة المدرسة سعاد بلحسن إن الدروس توقفت.", "سعاد بلحسن", "EDU"),
])
def test_a_description_tells_the_sector(reader: Any, text: str, words: str, sector: str) -> None:
    record = reader.record(text)
    assert [e.sector for e in record.entities if words in {record.surface(m) for m in e.mentions}] == [sector]
