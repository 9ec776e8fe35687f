"""Who did what to whom: subjects and objects around verbs and verbal nouns, in every order Arabic news writes them."""
from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(("text", "act"), [
    # verb first
    ("اعتقلت الشرطة التونسية ثلاثة ناشطين.", "COERCE اعتقلت: الشرطة التونسية > ثلاثة ناشطين"),
    ("قصفت إسرائيل سوريا.", "ASSAULT قصفت: إسرائيل > سوريا"),
    ("دعا الاتحاد الأوروبي إيران إلى ضبط النفس.", "REQUEST دعا: الاتحاد الأوروبي > إيران"),
    ("طردت روسيا السفير البولندي.", "SANCTION طردت: روسيا > السفير البولندي"),
    ("هاجم مسلحون مجهولون الدورية.", "ASSAULT هاجم: مسلحون مجهولون > الدورية"),
    ("استقبل أمير قطر الشيخ تميم بن حمد آل ثاني الرئيس التركي رجب طيب أردوغان.", "CONSULT استقبل: رجب طيب أردوغان > تميم بن حمد آل ثاني"),  # the visitor acts
    ("أدانت مصر الهجوم.", "ACCUSE أدانت: مصر > "),
    # object before the subject
    ("زار بيروت الرئيس الفرنسي إيمانويل ماكرون.", "CONSULT زار: إيمانويل ماكرون > لبنان"),
    # subject first
    ("إسرائيل قصفت سوريا.", "ASSAULT قصفت: إسرائيل > سوريا"),
    ("الشرطة التونسية اعتقلت ثلاثة ناشطين.", "COERCE اعتقلت: الشرطة التونسية > ثلاثة ناشطين"),
    ("وكانت تركيا قد قصفت سوريا.", "ASSAULT قصفت: تركيا > سوريا"),
    ("القوات الحكومية قصفت أمس حلب.", "ASSAULT قصفت: القوات الحكومية > حلب"),
])
def test_subject_and_object(reader: Any, text: str, act: str) -> None:
    assert act in reader.acts(text)


@pytest.mark.parametrize(("text", "act"), [
    ("غادرت القوات التركية التي قصفت حلب.", "ASSAULT قصفت: القوات التركية > حلب"),
    ("غادر المسؤول الإيراني الذي هدد إسرائيل.", "THREATEN هدد: المسؤول الإيراني > إسرائيل"),
    ("تحدثت المنظمة عن الناشط الذي اعتقلته الشرطة المصرية.", "COERCE اعتقلته: الشرطة المصرية > الناشط"),
])
def test_relative_clauses(reader: Any, text: str, act: str) -> None:
    assert any(told.startswith(act) for told in reader.acts(text)), reader.acts(text)


@pytest.mark.parametrize(("text", "act"), [
    # passive by its form, by its vowels, by the agent phrase, by sense
    ("اعتُقل الناشط كريم بوزيد.", "COERCE اعتُقل:  > كريم بوزيد"),
    ("قُتل القائد العسكري سالم الكعبي.", "ASSAULT قُتل:  > سالم الكعبي"),
    ("اعتقل الناشط كريم بوزيد من قبل الشرطة المصرية.", "COERCE اعتقل: الشرطة المصرية > كريم بوزيد"),
    ("قتل شاب فلسطيني برصاص الجيش الإسرائيلي.", "ASSAULT قتل: الجيش الإسرائيلي > شاب فلسطيني"),
    ("قتل خمسة مدنيين في إدلب.", "ASSAULT قتل:  > خمسة مدنيين"),
    ("قتل 12 جنديا في كمين.", "ASSAULT قتل:  > 12 جنديا"),
    ("وقتل جنديان تركيان.", "ASSAULT قتل:  > جنديان تركيان"),
    ("أصيب ثلاثة متظاهرين.", "ASSAULT أصيب:  > ثلاثة متظاهرين"),
    ("قتل الجيش السوري ثلاثة متظاهرين.", "ASSAULT قتل: الجيش السوري > ثلاثة متظاهرين"),
    ("تم اعتقال الناشط كريم بوزيد.", "COERCE اعتقال:  > كريم بوزيد"),
    ("جرى ترحيل ثلاثة ناشطين.", "COERCE ترحيل:  > ثلاثة ناشطين"),
    ("تعرضت السعودية لهجوم صاروخي.", "ASSAULT هجوم:  > السعودية"),
])
def test_passives(reader: Any, text: str, act: str) -> None:
    assert act in reader.acts(text)


@pytest.mark.parametrize(("text", "act"), [
    ("أدانت مصر والأردن الهجوم.", "ACCUSE أدانت: مصر + الأردن > "),
    ("أدانت مصر والأردن والعراق إسرائيل.", "ACCUSE أدانت: مصر + الأردن + العراق > إسرائيل"),
    ("فرضت واشنطن عقوبات على روسيا وبيلاروس.", "SANCTION عقوبات: الولايات المتحدة > روسيا + بيلاروسيا"),
    ("اتفقت قطر وتركيا على التعاون.", "AGREE اتفقت: قطر + تركيا > "),
    ("زار الوزير التركي خلوصي أكار ليبيا ثم أدان إسرائيل.", "ACCUSE أدان: خلوصي أكار > إسرائيل"),
])
def test_coordination(reader: Any, text: str, act: str) -> None:
    assert act in reader.acts(text)


@pytest.mark.parametrize(("text", "act"), [
    ("أعلنت إسرائيل أنها قتلت قائدا عسكريا إيرانيا.", "ASSAULT قتلت: إسرائيل > قائدا عسكريا إيرانيا"),
    ("قالت حركة طالبان إنها قصفت كابول.", "ASSAULT قصفت: طالبان > كابول"),
    ("أكد الجيش الليبي أنه قصف مصراتة.", "ASSAULT قصف: الجيش الليبي > مصراتة"),
    ("نفت روسيا أن تكون قد قصفت إدلب.", "ASSAULT قصفت: روسيا > إدلب"),
    ("غادر الوزير التركي خلوصي أكار وهو يهدد سوريا.", "THREATEN يهدد: خلوصي أكار > سوريا"),
])
def test_pronouns_stand_for_the_subject_before(reader: Any, text: str, act: str) -> None:
    assert act in reader.acts(text)


@pytest.mark.parametrize(("text", "act"), [
    # the genitive is the doer, the patient, or both sides
    ("أثار قصف إسرائيل سوريا موجة غضب.", "ASSAULT قصف: إسرائيل > سوريا"),
    ("تستمر زيارة ماكرون إلى لبنان.", "CONSULT زيارة: إيمانويل ماكرون > لبنان"),
    ("تواصلت إدانة مصر للهجوم.", "ACCUSE إدانة: مصر > "),
    ("نددت النقابة باعتقال الناشط كريم بوزيد.", "COERCE اعتقال:  > كريم بوزيد"),
    ("نددت النقابة باعتقال الشرطة المصرية للناشط كريم بوزيد.", "COERCE اعتقال: الشرطة المصرية > كريم بوزيد"),
    ("نددت النقابة باعتقال الناشط كريم بوزيد من قبل الشرطة المصرية.", "COERCE اعتقال: الشرطة المصرية > كريم بوزيد"),
    ("جاء ذلك بعد اغتيال القائد العسكري سالم الكعبي على يد مسلحين مجهولين.", "ASSAULT اغتيال: مسلحين مجهولين > سالم الكعبي"),
    ("تستمر المحادثات بين السعودية وإيران.", "CONSULT المحادثات: السعودية + إيران > "),
    ("جرت مفاوضات السودان مع إثيوبيا.", "CONSULT مفاوضات: السودان + إثيوبيا > "),
    ("شنت القوات الروسية غارات على حلب.", "ASSAULT غارات: القوات الروسية > حلب"),
    ("نفذت القوات التركية هجوما ضد حزب العمال الكردستاني.", "ASSAULT هجوما: القوات التركية > حزب العمال الكردستاني"),
])
def test_verbal_nouns(reader: Any, text: str, act: str) -> None:
    assert act in reader.acts(text)


@pytest.mark.parametrize(("text", "act"), [
    ("ترك القصف الإسرائيلي في سوريا أثره على إسرائيل.", "ASSAULT القصف: إسرائيل > "),
    ("قالت تركيا إن الغارة التركية أصابت الهدف.", "ASSAULT الغارة: تركيا > "),
])
def test_a_demonym_after_the_noun_tells_the_actor(reader: Any, text: str, act: str) -> None:
    assert act in reader.acts(text)


@pytest.mark.parametrize(("text", "wrong"), [
    ("قصفت إسرائيل سوريا.", "سوريا > "),
    ("وصل الوفد بعد أن قصفت إسرائيل سوريا.", "الوفد >"),
    ("قال الوزير التركي خلوصي أكار إن روسيا قصفت إدلب.", "خلوصي أكار >"),
    ("اعتقلت الشرطة الناشط كريم بوزيد، فيما أدانت المنظمة ذلك.", "كريم بوزيد >"),
])
def test_others_are_not_the_actor(reader: Any, text: str, wrong: str) -> None:
    assert not any(wrong in act for act in reader.acts(text))


@pytest.mark.parametrize(("text", "trigger", "place"), [
    ("اعتقلت الشرطة ثلاثة ناشطين في القاهرة.", "اعتقلت", "القاهرة"),
    ("قتل خمسة مدنيين في مدينة إدلب.", "قتل", "إدلب"),
    ("تظاهر محتجون بالخرطوم.", "تظاهر", "الخرطوم"),
    ("انفجرت سيارة مفخخة قرب بغداد وقتل خمسة مدنيين.", "قتل", ""),
    ("التقى ماكرون الرئيس المصري عبد الفتاح السيسي في باريس.", "التقى", "باريس"),
])
def test_places(reader: Any, text: str, trigger: str, place: str) -> None:
    record = reader.record(text)
    event = next(v for v in record.events if record.surface(v.trigger) == trigger)
    assert reader.names(record, event.place) == place
