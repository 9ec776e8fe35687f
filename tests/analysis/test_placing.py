"""Sources named by a preposition: before, behind and inside the words, and media that pass words on."""
from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(("text", "said"), [
    # in the midst of the words
    ("غرقت السفينة، بحسب هيئة الموانئ، قرب الساحل الغربي للجزيرة.", ["هيئة الموانئ: غرقت السفينة، بحسب هيئة الموانئ، قرب الساحل الغربي للجزيرة"]),
    # behind a quotation
    ("قال سامح شكري: \"الملء بدأ قبل موعده\"، بحسب وكالة \"رويترز\".", ["رويترز < سامح شكري: الملء بدأ قبل موعده"]),
    # between the cue and its words
    ("وقال سامح شكري، وفق ما نقلت وكالة رويترز، إن الملء بدأ.", ["رويترز < سامح شكري: الملء بدأ"]),
    # over all that one speaker says in the sentence
    ("أكد سامح شكري أن الملء بدأ، مضيفا أن السد آمن، وفقا لما نقلته وكالة رويترز.",
     ["رويترز < سامح شكري: الملء بدأ", "رويترز < سامح شكري: السد آمن"]),
    # a body whose noun is an ordinary word too, behind ما and a verb
    ("هبت رياح قوية، حسب ما أعلنته مصلحة الأرصاد.", ["مصلحة الأرصاد: هبت رياح قوية"]),
    # a verb whose subject is no source is not who spoke last
    ("قال سامح شكري إن السد آمن. وارتفع المنسوب، وفق ما أظهرت صور.", ["سامح شكري: السد آمن"]),
])
def test_sources_named_by_a_preposition(reader: Any, text: str, said: list[str]) -> None:
    assert reader.said(text) == said


@pytest.mark.parametrize(("text", "chain"), [
    ("قال مسؤول عراقي لوكالة رويترز وإذاعة مونت كارلو إن الضخ متوقف.", "رويترز < مونت كارلو الدولية < مسؤول عراقي"),
    ("نقلت رويترز عن مسؤول عراقي لم تكشف عن اسمه أن الضخ متوقف.", "رويترز < مسؤول عراقي"),
    ("ذكرت رويترز، نقلا عن مسؤول عراقي لم تسمه، أن الضخ متوقف.", "رويترز < مسؤول عراقي"),
    ("أوردت رويترز، نقلا عن تقرير لوزارة النفط اطلعت عليه، أن الضخ متوقف.", "رويترز < تقرير لوزارة النفط"),
    ("ذكرت صحيفة محلية أن الضخ متوقف، وفق ما نقلته رويترز عن مسؤول عراقي.", "صحيفة محلية < رويترز < مسؤول عراقي"),
    ("ذكرت رويترز نقلا عن موقع الحرة الذي نقل بدوره عن مسؤول عراقي أن الضخ متوقف.", "رويترز < الحرة < مسؤول عراقي"),
    ("ذكر مسؤولون عراقيون تحدثوا إلى وكالة رويترز أن الضخ متوقف.", "رويترز < مسؤولون عراقيون"),
    ("أكد مسؤول عراقي، في بيان نقلته وكالة الأنباء العراقية (واع)، أن الضخ متوقف.", "وكالة الأنباء العراقية < مسؤول عراقي"),
    ("الضخ متوقف، وفقا لتقرير صادر عن الأمم المتحدة.", "الأمم المتحدة < تقرير صادر عن الأمم المتحدة"),
])
def test_chains_with_clauses_in_them(reader: Any, text: str, chain: str) -> None:
    assert reader.said(text) == [f"{chain}: الضخ متوقف"]


def test_one_of_them_speaks_through_the_same_outlet(reader: Any) -> None:
    said = reader.said("قال مسؤولون عراقيون لرويترز إن الضخ متوقف. وقال أحدهم: \"العطل فني ولن يطول\".")
    assert said[1].startswith("رويترز < أحدهم: ")


def test_a_day_after_a_journalists_word_is_no_newspaper(reader: Any) -> None:
    said = reader.said("أكد مسؤول عراقي، في مؤتمر صحفي اليوم الأربعاء، أن الضخ متوقف.")
    assert said == ["مسؤول عراقي: الضخ متوقف"]
