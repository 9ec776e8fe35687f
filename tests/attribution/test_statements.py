"""Chains of sources: who passed the words on, from the reader's side to the origin."""
from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(("text", "chain"), [
    # one link
    ("قال مسؤول عراقي إن الضخ متوقف.", "مسؤول عراقي"),
    ("ذكرت رويترز أن الضخ متوقف.", "رويترز"),
    # two
    ("نقلت رويترز عن مسؤول عراقي قوله إن الضخ متوقف.", "رويترز < مسؤول عراقي"),
    ("ذكرت رويترز نقلا عن مسؤول عراقي أن الضخ متوقف.", "رويترز < مسؤول عراقي"),
    ("ذكرت رويترز، نقلا عن مسؤول عراقي، أن الضخ متوقف.", "رويترز < مسؤول عراقي"),
    ("قال مسؤول عراقي لرويترز إن الضخ متوقف.", "رويترز < مسؤول عراقي"),
    ("قال مسؤول عراقي في تصريحات لفرانس برس إن الضخ متوقف.", "فرانس برس < مسؤول عراقي"),
    ("قال مسؤول عراقي في مقابلة مع قناة الجزيرة إن الضخ متوقف.", "الجزيرة < مسؤول عراقي"),
    ("نسبت صحيفة واشنطن بوست إلى مسؤول عراقي قوله إن الضخ متوقف.", "واشنطن بوست < مسؤول عراقي"),
    ("وأوردت رويترز عن مسؤول عراقي أن الضخ متوقف.", "رويترز < مسؤول عراقي"),
    # three and four
    ("نقلت رويترز عن وكالة الأناضول عن مسؤول عراقي قوله إن الضخ متوقف.", "رويترز < الأناضول < مسؤول عراقي"),
    ("ذكرت سي إن إن نقلا عن رويترز نقلا عن مسؤول عراقي أن الضخ متوقف.", "سي إن إن < رويترز < مسؤول عراقي"),
    ("نقلت سي إن إن عن رويترز عن وكالة الأناضول عن مسؤول عراقي قوله إن الضخ متوقف.", "سي إن إن < رويترز < الأناضول < مسؤول عراقي"),
])
def test_chains(reader: Any, text: str, chain: str) -> None:
    assert reader.said(text) == [f"{chain}: الضخ متوقف"]


@pytest.mark.parametrize(("text", "said"), [
    ("نقلت رويترز عن مسؤول عراقي قوله إن الضخ متوقف. وأضاف المسؤول أن العطل فني.",
     ["رويترز < مسؤول عراقي: الضخ متوقف", "رويترز < مسؤول عراقي: العطل فني"]),
    ("قال مسؤول عراقي لرويترز إن الضخ متوقف. وتابع أن العطل فني.",
     ["رويترز < مسؤول عراقي: الضخ متوقف", "رويترز < مسؤول عراقي: العطل فني"]),
])
def test_a_chain_goes_on_with_its_speaker(reader: Any, text: str, said: list[str]) -> None:
    assert reader.said(text) == said


@pytest.mark.parametrize(("text", "kinds"), [
    ("نقلت رويترز عن سامح شكري قوله إن الضخ متوقف.", ["agency", "person"]),
    ("نقلت صحيفة واشنطن بوست عن مسؤول عراقي قوله إن الضخ متوقف.", ["outlet", "unnamed"]),
    ("أعلنت وزارة النفط العراقية أن الضخ متوقف.", ["office"]),
    ("أعلنت قطر أن الضخ متوقف.", ["office"]),
])
def test_kinds_of_links(reader: Any, text: str, kinds: list[str]) -> None:
    record = reader.record(text)
    [statement] = record.statements
    assert [link.kind for link in statement.links] == kinds
    assert [link.entity for link in statement.links] == statement.chain
    assert [link.named for link in statement.links] == [record.entity(e).named for e in statement.chain]
    assert all(link.span in record.entity(link.entity).mentions for link in statement.links)


@pytest.mark.parametrize(("outlet", "chain"), [("سكاي نيوز عربية", "مسؤول عراقي"), ("الجزيرة نت", "سكاي نيوز عربية < مسؤول عراقي")])
def test_the_publishing_outlet_is_in_no_chain(reader: Any, outlet: str, chain: str) -> None:
    assert reader.said("قال مسؤول عراقي لقناة سكاي نيوز عربية إن الضخ متوقف.", outlet=outlet) == [f"{chain}: الضخ متوقف"]


def test_a_social_network_is_in_no_chain(reader: Any) -> None:
    assert reader.said("قال ماكرون عبر تويتر إن الضخ متوقف.") == ["إيمانويل ماكرون: الضخ متوقف"]


def test_a_report_speaks_through_its_publisher(reader: Any) -> None:
    [statement] = (record := reader.record("أفاد تقرير للأمم المتحدة بأن الضخ متوقف.")).statements
    assert [(record.entity(e).type) for e in statement.chain] == ["ORG", "LAW"]


def test_a_statement_paper_is_no_speaker(reader: Any) -> None:
    assert reader.said("قال بيان صادر عن وزارة النفط العراقية إن الضخ متوقف.") == ["وزارة النفط: الضخ متوقف"]


@pytest.mark.parametrize("text", [
    "قال مسؤول عراقي لرويترز إن الضخ متوقف. وقال ماكرون إن الوضع صعب. ونفت روسيا ذلك.",
    "ذكرت رويترز أن ماكرون قال إن الوضع صعب، فيما نفت روسيا اتهامات أوكرانيا بقصف خاركيف.",
])
def test_the_last_link_is_a_speaker(reader: Any, text: str) -> None:
    statements = reader.record(text).statements
    assert len(statements) >= 3
    for statement in statements:
        assert statement.chain[-1] in statement.speaker
        assert len(set(statement.chain)) == len(statement.chain)
