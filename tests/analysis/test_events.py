"""Triggers: which words report an act, in which sense, and where one act is told by two words."""
from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(("text", "codes"), [
    ("وقع المغرب وإسبانيا اتفاقية للصيد البحري.", ["وقع SUPPORT"]),
    ("صادق البرلمان التونسي على الاتفاقية.", ["صادق SUPPORT"]),
    ("اعترفت الولايات المتحدة بدولة فلسطين.", ["اعترفت SUPPORT"]),
    ("استأنفت السعودية وإيران العلاقات الدبلوماسية.", ["استأنفت SUPPORT"]),
    ("أشادت مصر بسياسة الأردن.", ["أشادت SUPPORT"]),
    ("تعهدت فرنسا بدعم لبنان.", ["تعهدت AGREE"]),
    ("زار الرئيس الفرنسي إيمانويل ماكرون الجزائر.", ["زار CONSULT/visit"]),
    ("التقى ماكرون الرئيس المصري عبد الفتاح السيسي.", ["التقى CONSULT"]),
    ("أجرى ماكرون اتصالا هاتفيا مع الرئيس المصري عبد الفتاح السيسي.", ["اتصالا هاتفيا CONSULT/phone"]),
    ("نفذت القوات المصرية والقوات الأردنية مناورات مشتركة.", ["نفذت COOPERATE"]),
    ("قدمت الكويت مساعدات إنسانية إلى اليمن.", ["قدمت AID"]),
    ("سحبت أوكرانيا قواتها من المدينة.", ["سحبت RETREAT/withdraw"]),
    ("أفرجت السلطات الجزائرية عن الصحفي خالد درارني.", ["أفرجت RETREAT/release"]),
    ("قطعت الجزائر العلاقات الدبلوماسية مع المغرب.", ["قطعت SANCTION/discontinue"]),
    ("طردت كولومبيا السفير الإسرائيلي.", ["طردت SANCTION/expel"]),
    ("انسحبت الولايات المتحدة من الاتفاق النووي.", ["انسحبت SANCTION/withdraw"]),
    ("أدانت المحكمة الناشط كريم بوزيد.", ["أدانت SANCTION/convict"]),
    ("أدانت مصر إسرائيل.", ["أدانت ACCUSE/disapprove"]),
    ("اتهمت تركيا اليونان بعرقلة الملف.", ["اتهمت ACCUSE/allege"]),
    ("فتحت النيابة العامة تحقيقا مع الوزير السابق.", ["تحقيقا ACCUSE/investigate"]),
    ("رفضت إيران المقترح.", ["رفضت REJECT"]),
    ("دعت قطر طرفي النزاع إلى الحوار.", ["دعت REQUEST/meet"]),
    ("طالبت النقابة الحكومة برفع الأجور.", ["طالبت REQUEST"]),
    ("هددت كوريا الشمالية اليابان بضربة نووية.", ["هددت THREATEN/violence"]),
    ("تظاهر آلاف المحتجين في الخرطوم.", ["تظاهر PROTEST/demo"]),
    ("نفذ المعلمون إضرابا في تونس.", ["إضرابا PROTEST/strike"]),
    ("حشدت روسيا قواتها على الحدود.", ["حشدت MOBILIZE/troops"]),
    ("اعتقلت الشرطة التونسية ثلاثة ناشطين.", ["اعتقلت COERCE/arrest"]),
    ("صادرت الشرطة المغربية كمية من المخدرات.", ["صادرت COERCE/seize"]),
    ("حجبت السلطات الإيرانية موقع تويتر.", ["حجبت COERCE/censor"]),
    ("فرضت السلطات حظر تجول في بغداد.", ["حظر تجول COERCE/curfew"]),
    ("قتل الجيش السوري ثلاثة متظاهرين.", ["قتل ASSAULT"]),
    ("اختطف مسلحون مجهولون رجل أعمال.", ["اختطف ASSAULT/abduct"]),
    ("شنت طائرات روسية غارات على إدلب.", ["غارات ASSAULT/aerial"]),
    ("فجر انتحاري نفسه في مقديشو.", ["فجر ASSAULT/suicide-attack"]),
])
def test_types_and_modes(reader: Any, text: str, codes: list[str]) -> None:
    assert reader.codes(text) == codes


@pytest.mark.parametrize(("text", "codes"), [
    # a sense holds only with the word it needs
    ("قطعت الجزائر العلاقات مع المغرب.", ["قطعت SANCTION/discontinue"]),
    ("قطعت السيارة مسافة طويلة.", []),
    ("أطلق الجيش سراح الناشط كريم بوزيد.", ["أطلق RETREAT/release"]),
    ("أطلقت الشركة هاتفا جديدا.", []),
    ("وقع الزلزال قبالة الساحل.", []),
    ("رفعت الولايات المتحدة العقوبات عن السودان.", ["رفعت CONCEDE"]),
    ("رفعت الشركة أسعارها.", []),
    ("سحبت الشركة منتجها من الأسواق.", []),
    ("استقبل الفندق سياحا من الخارج.", []),
    ("ألغت الشركة رحلة إلى لندن.", []),
    ("فتحت المكتبة أبوابها.", []),
    ("هاجم فيروس خطير الماشية.", []),
    ("هاجم قرش سباحا قبالة الشاطئ.", []),
])
def test_conditions_of_a_sense(reader: Any, text: str, codes: list[str]) -> None:
    assert reader.codes(text) == codes


@pytest.mark.parametrize("text", [
    # comment, sport, business, nature, accidents, elections and appointments are no events
    "فاز المنتخب المغربي على نظيره التونسي بهدفين.",
    "هزم الأهلي الزمالك في نهائي الكأس.",
    "ارتفعت أرباح البنك بنسبة عشرة بالمئة.",
    "ضرب زلزال قوي جنوب البلاد.",
    "اصطدمت حافلة بشاحنة على الطريق السريع.",
    "انتخب البرلمان اللبناني رئيسا جديدا له.",
    "عين الملك وزيرا جديدا للصحة.",
    "أدى الرئيس اليمين الدستورية أمام البرلمان.",
    "أعرب الوزير عن سعادته بالنتيجة.",
    "هنأ الملك الرئيس بالعيد.",
    "عقد الوزير مؤتمرا صحفيا.",
    "امتنع المسؤول عن التعليق.",
    "اختفى الصحفي كريم بوزيد في ظروف غامضة.",
    "تسيطر القوات الحكومية على المدينة.",
])
def test_what_is_no_event(reader: Any, text: str) -> None:
    assert reader.codes(text) == []


@pytest.mark.parametrize(("text", "codes"), [
    # a killing and its means are one act; a noun and its verb too
    ("جاء ذلك بعد مقتل خمسة مدنيين في غارة على إدلب.", ["مقتل ASSAULT/aerial"]),
    ("قتل خمسة مدنيين في غارة جوية على إدلب.", ["قتل ASSAULT/aerial"]),
    ("قتل ثلاثة جنود في هجوم انتحاري.", ["قتل ASSAULT/suicide-attack"]),
    ("شنت تركيا هجوما على عفرين.", ["هجوما ASSAULT"]),
    ("أجرى الوزيران محادثات في عمان.", ["محادثات CONSULT"]),
    ("عقد الوفدان جولة مفاوضات في جنيف.", ["جولة مفاوضات CONSULT"]),
    # but two acts stay two
    ("قتل الجيش السوري مدنيا واعتقل ثلاثة متظاهرين.", ["قتل ASSAULT", "اعتقل COERCE/arrest"]),
    ("اعتقلت الشرطة خمسة متظاهرين. وقصفت إسرائيل سوريا.", ["اعتقلت COERCE/arrest", "قصفت ASSAULT"]),
])
def test_one_act_told_by_two_words(reader: Any, text: str, codes: list[str]) -> None:
    assert reader.codes(text) == codes


@pytest.mark.parametrize(("text", "codes"), [
    ("طالبت فرنسا روسيا بالانسحاب من أوكرانيا.", ["طالبت REQUEST"]),
    ("دعت الأمم المتحدة إسرائيل إلى وقف قصف غزة.", ["دعت REQUEST"]),
    ("حثت ألمانيا إيران على الإفراج عن السجناء.", ["حثت REQUEST"]),
    ("تعهدت تركيا بسحب قواتها.", ["تعهدت CONCEDE"]),
    ("رفضت إسرائيل الانسحاب من الجولان.", ["رفضت REJECT"]),
    ("طالبت النقابة بأن تفرج السلطات عن الناشط كريم بوزيد.", ["طالبت REQUEST"]),
])
def test_the_content_of_a_demand_pledge_or_refusal_is_no_second_event(reader: Any, text: str, codes: list[str]) -> None:
    assert [code.partition("/")[0] for code in reader.codes(text)] == codes


@pytest.mark.parametrize(("text", "codes"), [
    ("اتهمت أوكرانيا روسيا بقصف خاركيف.", ["اتهمت ACCUSE", "قصف ASSAULT"]),
    ("أدانت مصر قصف إسرائيل لغزة.", ["أدانت ACCUSE", "قصف ASSAULT"]),
    ("نددت المنظمة باعتقال الناشط كريم بوزيد.", ["نددت ACCUSE", "اعتقال COERCE"]),
    ("هددت إيران بقصف إسرائيل.", ["هددت THREATEN", "قصف ASSAULT"]),
])
def test_the_content_of_an_accusation_or_threat_is_one(reader: Any, text: str, codes: list[str]) -> None:
    assert [code.partition("/")[0] for code in reader.codes(text)] == codes


@pytest.mark.parametrize(("text", "trigger"), [
    ("جاء ذلك خلال الزيارة التي قام بها ماكرون إلى لبنان.", "الزيارة"),
    ("تستعد القاهرة لتوقيع الاتفاقية مع قبرص.", "توقيع"),
    ("سيزور ماكرون لبنان غدا.", "يزور"),
    ("وسيعتقل الجيش كل من يخالف.", "يعتقل"),
    ("شنت تركيا هجوما على عفرين وواجهت الهجوم بالصمت.", "الهجوم"),
])
def test_clitics_stay_outside_the_trigger_and_the_article_inside(reader: Any, text: str, trigger: str) -> None:
    record = reader.record(text)
    assert trigger in [record.surface(v.trigger) for v in record.events]


@pytest.mark.parametrize(("text", "codes"), [
    # @official: an office holder who comes; @place: a place that is no state; a comma parts
    ("وصل وزير الخارجية المصري سامح شكري إلى الخرطوم.", ["وصل CONSULT/visit"]),
    ("قال التلفزيون إن الرئيس المصري عبد الفتاح السيسي قد وصل إلى الخرطوم.", ["وصل CONSULT/visit"]),
    ("وصل المنتخب المصري إلى الخرطوم.", []),
    ("وصل القطار إلى المحطة، وقال وزير النقل المصري إن الخط جاهز.", []),
    ("حرر الجيش العراقي الموصل.", ["حرر ASSAULT"]),
    ("حرر الكاتب المصري رسالة.", []),
    ("منع الجيش الإسرائيلي المزارعين من الوصول إلى حقولهم.", ["منع COERCE/restrict"]),
    # active: who is called something is not asked
    ("اعتقلت الشرطة التونسية رجلا يدعى سالم بوزيد.", ["اعتقلت COERCE/arrest"]),
])
def test_kinds_of_complement(reader: Any, text: str, codes: list[str]) -> None:
    assert reader.codes(text) == codes


@pytest.mark.parametrize(("text", "codes"), [
    # nouns that make one name of an act with the word before them, of a verb too
    ("دخل وقف إطلاق النار في ليبيا حيز التنفيذ.", ["وقف إطلاق النار RETREAT/ceasefire"]),
    ("أيد المقاتلون وقفا لإطلاق النار.", ["أيد SUPPORT", "وقفا لإطلاق النار RETREAT/ceasefire"]),
    ("ألقت الشرطة التونسية القبض على ثلاثة ناشطين.", ["ألقت COERCE/arrest"]),
    ("ألقي القبض على ثلاثة ناشطين في تونس.", ["ألقي القبض COERCE/arrest"]),
    ("لقي خمسة جنود مصرعهم في سيناء.", ["لقي ASSAULT"]),
    ("جنود لقوا مصرعهم في سيناء.", ["لقوا مصرعهم ASSAULT"]),
    # what tells only the kind of an act is no part of its name, a weak noun's is
    ("حكمت المحكمة على الوزير بالسجن المؤبد.", ["حكمت SANCTION/convict", "السجن COERCE/arrest"]),
    ("شنت تركيا هجوما صاروخيا على عفرين.", ["هجوما ASSAULT/heavy-weapons"]),
    ("بدأت تركيا عملية عسكرية في عفرين.", ["عملية عسكرية ASSAULT"]),
])
def test_how_much_of_an_act_is_its_name(reader: Any, text: str, codes: list[str]) -> None:
    assert reader.codes(text) == codes


@pytest.mark.parametrize(("text", "codes"), [
    # words that look like acts and are none
    ("رأى الجنود عتادا قتاليا جديدا في عدن.", []),
    ("لا تزال الألغام كثيرة في تعز.", []),
    ("ترجم الكاتب المصري رواية فرنسية.", []),
    ("زار الوفد مصنعا لأجهزة الطرد المركزي.", ["زار CONSULT/visit"]),
    # what is aimed at is not attacked
    ("أطلقت الوزارة خطة تستهدف زيادة الصادرات.", []),
    ("استهدفت طائرات تركية مواقع في عفرين.", ["استهدفت ASSAULT/aerial"]),
])
def test_words_that_are_no_acts_of_violence(reader: Any, text: str, codes: list[str]) -> None:
    assert reader.codes(text) == codes


@pytest.mark.parametrize(("text", "codes"), [
    # a definite plural participle is a noun for people, unless it is the attribute of one or the act itself is told of
    ("اطلع الصحفيون على أوضاع المعتقلين.", []),
    ("اطلع الصحفيون على أوضاع الأسرى والمعتقلين.", []),
    ("اطلع الصحفيون على أوضاع الناشطين المعتقلين.", ["المعتقلين COERCE/arrest"]),
    ("اطلع الصحفيون على أوضاع المعتقلين منذ شهرين.", ["المعتقلين COERCE/arrest"]),
    ("ما زال الصحفي معتقلا في القاهرة.", ["معتقلا COERCE/arrest"]),
    # people that a pronoun stands for are the complement that a sense needs
    ("شارك شبان في التجمع وقد تم إيقافهم فيما بعد.", ["إيقافهم COERCE/arrest"]),
])
def test_people_and_what_was_done_to_them(reader: Any, text: str, codes: list[str]) -> None:
    assert reader.codes(text) == codes


@pytest.mark.parametrize(("text", "codes"), [
    ("شن الجيش السوري ضربات جوية على إدلب. وقال ناشطون إن الضربات مستمرة.", ["ضربات ASSAULT/aerial", "الضربات ASSAULT/aerial"]),
    ("بدأ الجيش المصري عملية عسكرية في سيناء. وأشاد الرئيس بالعملية.", ["عملية عسكرية ASSAULT", "أشاد SUPPORT", "العملية ASSAULT"]),
    ("بدأ الجيش المصري عملية عسكرية في سيناء. وتعثرت العملية السياسية.", ["عملية عسكرية ASSAULT"]),
    ("قال الرئيس إن العملية تحتاج إلى وقت.", []),
    # a named happening is an act too
    ("عاد الوزير من قمة سنغافورة أمس.", ["قمة CONSULT/multilateral"]),
])
def test_a_definite_noun_names_an_act_again(reader: Any, text: str, codes: list[str]) -> None:
    assert reader.codes(text) == codes


@pytest.mark.parametrize(("text", "code"), [
    ("سيرت البحرية اليونانية خلال شهر يونيو الماضي ثلاث دوريات قتالية قبالة الجزيرة.", "MOBILIZE/troops"),
    ("تلقى الجيش في تشاد خلال مارس الماضي دفعة من الدبابات الصينية.", "COOPERATE"),
    ("تسلمت القوات المغربية في يونيو المنصرم شحنة من الصواريخ.", "COOPERATE"),
    ("وكان المعلمون قد توقفوا عن العمل يومي الاثنين والثلاثاء.", "PROTEST/strike"),
])
def test_a_month_between_an_act_and_what_it_needs_is_not_counted(reader: Any, text: str, code: str) -> None:
    assert code in {f"{v.type}/{v.mode}" if v.mode else v.type for v in reader.record(text).events}


def test_works_that_stop_are_no_strike(reader: Any) -> None:
    assert not [v for v in reader.record("توقف المصنع عن العمل بعد انقطاع الكهرباء.").events if v.type == "PROTEST"]
