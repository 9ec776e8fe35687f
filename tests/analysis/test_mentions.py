"""Mentions: which words are marked, and as what.

Expectations are the guideline's: clitics outside, a person without the title, an office alone as a whole, of "مدينة X" only X.
"""
from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(("text", "marks"), [
    # clitics stay outside
    ("توقف القطار بالقاهرة.", ["GPE القاهرة"]),
    ("طال النقاش وللمغرب موقف معلن.", ["GPE لمغرب"]),
    ("ولإسرائيل وفرنسا موقف آخر.", ["GPE إسرائيل", "GPE فرنسا"]),
    ("أرسل طلبا لتونس وبتونس تستمر المشاورات.", ["GPE تونس", "GPE تونس"]),
    ("وصلت الشحنة للأردن.", ["GPE لأردن"]),
    # states, cities, regions
    ("تقع المنشأة في ليبيا.", ["GPE ليبيا"]),
    ("تمتد الصحراء بين السودان وتشاد.", ["GPE السودان", "GPE تشاد"]),
    ("هطلت الأمطار في مدينة بنغازي.", ["GPE بنغازي"]),
    ("هطلت الأمطار في محافظة الأنبار.", ["GPE الأنبار"]),
    ("الملاحة متوقفة في البحر الأحمر.", ["LOC البحر الأحمر"]),
    ("بقيت المعدات في الأراضي السورية.", ["GPE الأراضي السورية"]),
    # adjectives are no mentions
    ("ارتفعت الصادرات المغربية.", []),
    ("تراجعت أسعار القمح الأوكراني.", []),
])
def test_places_and_states(reader: Any, text: str, marks: list[str]) -> None:
    assert reader.mentions(text) == marks


@pytest.mark.parametrize(("text", "marks"), [
    ("وصل الرئيس المصري عبد الفتاح السيسي إلى عمان.", ["PERSON عبد الفتاح السيسي", "GPE عمان"]),
    ("وصل وزير الخارجية الجزائري رمطان لعمامرة.", ["PERSON رمطان لعمامرة"]),
    ("وصل المبعوث الأممي هانس غروندبرغ إلى عدن.", ["PERSON هانس غروندبرغ", "GPE عدن"]),
    ("عاد العميد سالم بن راشد الكعبي من جولته.", ["PERSON سالم بن راشد الكعبي"]),
    ("تحدث الناشط الحقوقي كريم بوزيد أمام الحضور.", ["PERSON كريم بوزيد"]),
    ("عادت الدكتورة هدى الشمري من جولتها.", ["PERSON هدى الشمري"]),
    ("وقف أبو بكر الجميلي إلى جانب أخيه.", ["PERSON أبو بكر الجميلي"]),
])
def test_persons_without_their_titles(reader: Any, text: str, marks: list[str]) -> None:
    assert reader.mentions(text) == marks


@pytest.mark.parametrize(("text", "mark"), [
    ("قال وزير الخارجية التونسي إن الملف مغلق.", "PERSON وزير الخارجية التونسي"),
    ("قال رئيس الحكومة إن الملف مغلق.", "PERSON رئيس الحكومة"),
    ("قال مسؤول إسرائيلي إن الملف مغلق.", "PERSON مسؤول إسرائيلي"),
    ("قال مصدر أمني عراقي إن الملف مغلق.", "PERSON مصدر أمني عراقي"),
    ("قال شاهد عيان إن الطريق مغلق.", "PERSON شاهد عيان"),
    ("قال الناطق باسم الجيش إن الطريق مغلق.", "PERSON الناطق باسم الجيش"),
    ("قال سفير تركيا لدى قطر إن الملف مغلق.", "PERSON سفير تركيا لدى قطر"),
])
def test_an_office_alone_is_marked_as_a_whole(reader: Any, text: str, mark: str) -> None:
    assert reader.mentions(text)[0] == mark


@pytest.mark.parametrize(("text", "marks"), [
    ("قال مسؤول بالبيت الأبيض إن الملف مغلق.", ["PERSON مسؤول بالبيت الأبيض", "ORG البيت الأبيض"]),
    ("قال مسؤول في وزارة النفط العراقية إن الضخ متوقف.", ["PERSON مسؤول في وزارة النفط العراقية", "ORG وزارة النفط العراقية"]),
    ("قال سفير تركيا لدى قطر إن الملف مغلق.", ["PERSON سفير تركيا لدى قطر", "GPE تركيا", "GPE قطر"]),
])
def test_names_inside_a_description_are_nested(reader: Any, text: str, marks: list[str]) -> None:
    assert reader.mentions(text) == marks


@pytest.mark.parametrize(("text", "mark"), [
    ("أعلنت وزارة الدفاع الروسية حالة الطوارئ.", "ORG وزارة الدفاع الروسية"),
    ("أعلن الجيش اللبناني حالة الطوارئ.", "ORG الجيش اللبناني"),
    ("أعلنت الأمم المتحدة حالة الطوارئ.", "ORG الأمم المتحدة"),
    ("أعلن مجلس الأمن موقفه.", "ORG مجلس الأمن"),
    ("أعلن حزب الله موقفه.", "ORG حزب الله"),
    ("أعلنت حركة النهضة موقفها.", "ORG حركة النهضة"),
    ("أعلن الحرس الثوري الإيراني موقفه.", "ORG الحرس الثوري الإيراني"),
    ("أعلن تنظيم \"داعش\" موقفه.", "ORG تنظيم \"داعش\""),
    ("أعلنت شركة أرامكو موقفها.", "ORG شركة أرامكو"),
    ("أعلن الاتحاد العام للشغل موقفه.", "ORG الاتحاد العام للشغل"),
    ("أعلنت جامعة الدول العربية موقفها.", "ORG جامعة الدول العربية"),
    ("حذفت منصة تويتر الحساب.", "ORG تويتر"),
])
def test_organisations(reader: Any, text: str, mark: str) -> None:
    assert mark in reader.mentions(text)


@pytest.mark.parametrize(("text", "marks"), [
    ("ذكرت وكالة رويترز أن المطار مغلق.", "MEDIA رويترز"),
    ("ذكرت صحيفة النهار أن الطريق مغلق.", "MEDIA النهار"),
    ("ذكرت قناة الجزيرة أن الطريق مغلق.", "MEDIA الجزيرة"),
    ("ذكرت وكالة الأنباء السورية (سانا) أن الطريق مغلق.", "MEDIA وكالة الأنباء السورية"),
    ("ذكرت صحيفة \"نيويورك تايمز\" أن الطريق مغلق.", "MEDIA نيويورك تايمز"),
])
def test_outlets_without_their_head_noun(reader: Any, text: str, marks: str) -> None:
    assert marks in reader.mentions(text)


@pytest.mark.parametrize(("text", "mark"), [
    ("قصف الجيش مطار الضبعة العسكري.", "FAC مطار الضبعة العسكري"),
    ("اقتحمت القوات مخيم جنين.", "FAC مخيم جنين"),
    ("أغلقت السلطات معبر رفح.", "FAC معبر رفح"),
    ("ينص اتفاق أوسلو على ذلك.", "LAW اتفاق أوسلو"),
    ("ينص القرار 2254 على ذلك.", "LAW القرار 2254"),
    ("تسلمت الهند صواريخ إس 400 من روسيا.", "PRODUCT صواريخ إس 400"),
    ("تسلم المغرب طائرات إف 16 من الولايات المتحدة.", "PRODUCT طائرات إف 16"),
    ("فرقت الشرطة المتظاهرين.", "NORP المتظاهرين"),
    ("هاجم مسلحون مجهولون الدورية.", "NORP مسلحون مجهولون"),
    ("قتل خمسة مدنيين في القصف.", "NORP خمسة مدنيين"),
    ("قتل 5 جنود أتراك في إدلب.", "NORP 5 جنود أتراك"),
    ("عاد اللاجئون السوريون إلى قراهم واعتقل الأمن بعضهم.", "NORP اللاجئون السوريون"),
    ("رفض الفلسطينيون الخطة.", "NORP الفلسطينيون"),
    ("أشعلت الانتفاضة الثانية المدن.", "EVENT الانتفاضة الثانية"),
])
def test_other_types(reader: Any, text: str, mark: str) -> None:
    assert mark in reader.mentions(text)


@pytest.mark.parametrize(("text", "name", "country", "sector"), [
    ("وصل الرئيس الفرنسي إيمانويل ماكرون.", "إيمانويل ماكرون", "FRA", "GOV"),
    ("وصل وزير الدفاع اليوناني نيكوس باناجوبولوس.", "نيكوس باناجوبولوس", "GRC", "GOV"),
    ("قال مسؤول إسرائيلي إن الملف مغلق.", "مسؤول إسرائيلي", "ISR", "GOV"),
    ("قال نائب لبناني إن الملف مغلق.", "نائب لبناني", "LBN", "LEG"),
    ("أعلن الجيش السوداني موقفه.", "الجيش السوداني", "SDN", "MIL"),
    ("أعلنت وزارة الداخلية الكويتية موقفها.", "وزارة الداخلية", "KWT", "GOV"),
    ("أعلنت الشرطة البريطانية موقفها.", "الشرطة البريطانية", "GBR", "COP"),
    ("أعلنت المحكمة الجنائية الدولية موقفها.", "المحكمة الجنائية الدولية", "IGO", "JUD"),
    ("أعلن الاتحاد الأوروبي موقفه.", "الاتحاد الأوروبي", "EUR", None),
    ("أعلنت الأمم المتحدة موقفها.", "الأمم المتحدة", "UNO", None),
    ("رفضت فلسطين الخطة.", "فلسطين", "PSE", None),
    ("رفضت كوسوفو الخطة.", "كوسوفو", "KOS", None),
    ("الأوضاع هادئة في الصحراء الغربية.", "الصحراء الغربية", "ESH", None),
    ("ذكرت وكالة رويترز أن الطريق مغلق.", "رويترز", "GBR", "JRN"),
])
def test_country_and_sector(reader: Any, text: str, name: str, country: str, sector: str | None) -> None:
    entity = next(e for e in reader.entities(text) if e.name_ar == name)
    assert (entity.country, entity.sector) == (country, sector)


@pytest.mark.parametrize("text", [
    "كان الطقس معتدلا والسماء صافية طوال النهار.",
    "ارتفعت أسعار القمح بنسبة كبيرة هذا الموسم.",
    "شرع العمال في طلاء السياج الخشبي.",
    "لم يحدث شيء جديد في هذا الملف.",
    "يرى كثيرون أن الحل ممكن.",
])
def test_plain_prose_names_nobody(reader: Any, text: str) -> None:
    assert [e for e in reader.entities(text) if e.named] == []


@pytest.mark.parametrize(("text", "wrong"), [
    ("شن الجيش هجوما على الموقع.", "PERSON"),  # شن is no name
    ("عقب ذلك عاد الهدوء.", "GPE"),
    ("على الرغم من ذلك عاد الهدوء.", "PERSON"),  # على, not علي
    ("إن بعد المسافة لا يهم.", "PERSON"),
    ("وكان حسن الاستقبال لافتا.", "PERSON"),
    ("منح البنك قرضا جديدا.", "PERSON"),
])
def test_ordinary_words_are_no_names(reader: Any, text: str, wrong: str) -> None:
    assert not any(mark.startswith(wrong) for mark in reader.mentions(text))


@pytest.mark.parametrize(("text", "kinds"), [
    ("هاجم مسؤولان عراقيان الخطة وقال مسؤولان عراقيان إنها مرفوضة.", {"PERSON", "NORP"}),
    ("قتل ثلاثة مدنيين في القصف.", {"NORP", "PERSON"}),
])
def test_described_groups_are_described(reader: Any, text: str, kinds: set[str]) -> None:
    described = [e for e in reader.entities(text) if not e.named]
    assert described
    assert {e.type for e in described} <= kinds


@pytest.mark.parametrize(("text", "name", "country"), [
    ("قصفت تركيا مواقع، بحسب بيان للخارجية الروسية.", "وزارة الخارجية", "RUS"),
    ("نفى المتحدث ذلك في بيان للداخلية العراقية.", "وزارة الداخلية", "IRQ"),
    ("أعلنت وزارة الخارجية المالية طرد السفير.", "وزارة الخارجية", "MLI"),
])
def test_the_demonym_tells_whose_ministry_it_is(reader: Any, text: str, name: str, country: str) -> None:
    assert (name, country) in {(e.name_ar, e.country) for e in reader.record(text).entities}


@pytest.mark.parametrize("text", ["سقطت قذيفة قرب قلعة الرحبة في الميادين.", "استهدفت الغارة جسر السياسية في الميادين."])
def test_a_site_lies_in_the_town_named_after_it(reader: Any, text: str) -> None:
    assert "places:Mayadin:SYR" in {e.knowledge_id for e in reader.record(text).entities}


@pytest.mark.parametrize(("text", "mark"), [
    ("طردت الحكومة ثلاثة دبلوماسيين.", "NORP ثلاثة دبلوماسيين"),
    ("قال دبلوماسيون إن الملف مغلق.", "PERSON دبلوماسيون"),
    ("اعتقلت الشرطة أحد المتظاهرين المحليين.", "PERSON أحد المتظاهرين المحليين"),
    ("هاجم مجهولون القنصلية التونسية ودخلوا مبنى القنصلية التونسية.", "FAC القنصلية التونسية"),
    ("قالت السفارة التونسية إن الملف مغلق.", "ORG السفارة التونسية"),
])
def test_groups_and_missions_have_the_type_of_what_they_do(reader: Any, text: str, mark: str) -> None:
    assert mark in reader.mentions(text)


@pytest.mark.parametrize(("text", "mark"), [
    ("تظاهر الآلاف في باريس.", "NORP الآلاف"),
    ("أدى الانفجار إلى إصابة 20 آخرين.", "NORP 20 آخرين"),
    ("قتل 22 من مقاتلي الجيش اللبناني.", "NORP 22 من مقاتلي الجيش اللبناني"),
    ("احتشد عدد كبير من المواطنين في الساحة.", "NORP عدد كبير من المواطنين"),
    ("قتل ثلاثة من الجيش اللبناني.", "NORP ثلاثة من الجيش اللبناني"),
    ("اعتقلت الشرطة عناصر من حركة النهضة.", "NORP عناصر من حركة النهضة"),
])
def test_people_told_by_number_or_share_are_read_whole(reader: Any, text: str, mark: str) -> None:
    assert mark in reader.mentions(text)


def test_an_article_of_a_law_is_no_share_of_people(reader: Any) -> None:
    assert not any(mark.startswith("NORP") for mark in reader.mentions("تنص المادة 17 من النظام الداخلي على ذلك."))


@pytest.mark.parametrize(("text", "marks"), [
    ("انسحبت القوات من بنغازي وعادت الحياة إلى المدينة.", ["GPE بنغازي", "GPE المدينة"]),
    ("وصل الوفد إلى العاصمة الأردنية عمان.", ["GPE عمان"]),
    ("وصل الوفد إلى العاصمة الأردنية.", ["GPE العاصمة الأردنية"]),
])
def test_places_named_before_or_after(reader: Any, text: str, marks: list[str]) -> None:
    assert [mark for mark in reader.mentions(text) if mark.startswith("GPE")] == marks


@pytest.mark.parametrize(("text", "mark"), [
    ("أعلنت شركة مازدا الأمر وقالت إن الشركة ستعوض الزبائن.", "ORG الشركة"),
    ("رفضت كتلة نداء تونس القرار واجتمعت الكتلة مساء.", "ORG الكتلة"),
    ("انتقد النائب حكومة هشام المشيشي.", "PERSON هشام المشيشي"),
    ("استقبل رئيس مجلس النواب سالم الكعبي الوفد.", "ORG مجلس النواب"),
    ("قتلت شابة تدعى ليزلي كاربنتر.", "PERSON ليزلي كاربنتر"),
    ("أصيب الهولندي شورد فانديلي بجروح.", "PERSON شورد فانديلي"),
])
def test_names_told_by_what_stands_beside_them(reader: Any, text: str, mark: str) -> None:
    assert mark in reader.mentions(text)


@pytest.mark.parametrize(("text", "mark"), [
    ("رفض المسؤولون القرار مساء.", "PERSON المسؤولون"),
    ("استعاد الحزب السيطرة على المنطقة.", "ORG الحزب"),
    ("وصف الوزارة بأنها ضعيفة وقال إن الوزارة \"شكلية\".", "ORG الوزارة"),
])
def test_an_object_is_no_part_of_the_subject(reader: Any, text: str, mark: str) -> None:
    assert mark in reader.mentions(text)


@pytest.mark.parametrize("text", ["فاز الحزب بعد سنوات في السلطة.", "ترشح سالم الكعبي لانتخابات الرئاسة.", "تأجل اللقاء المقرر الخميس."])
def test_power_office_and_plans_are_nobody(reader: Any, text: str) -> None:
    assert not any(word in mark for mark in reader.mentions(text) for word in ("السلطة", "الرئاسة", "المقرر"))
