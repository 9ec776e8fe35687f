"""Repeated reports of one happening: what is joined by ``same`` and what must not be."""
from __future__ import annotations

from typing import Any

import pytest

from musnad.coding.happenings import Told, join_likely, join_repeats
from musnad.record import Event


def event(number: int, **what: Any) -> Event:
    values: dict[str, Any] = {"type": "ASSAULT", "mode": None, "context": [], "actor": [], "recipient": [], "place": [], "when": None, "status": "occurred",
                              "statement": None, "same": None, "cameo": "18", "score": -9.0, "quad": "material conflict", "transfer": None, "counts": [],
                              "views": [], "confidence": 0.5, "why": ""}
    return Event(id=f"v{number}", trigger=(number, number + 1), **(values | what))


def joined(first: dict[str, Any], second: dict[str, Any], *, lemmas: tuple[str, str] = ("قصف", "قصف"), definite: bool = False) -> bool:
    events = [event(1, **first), event(2, **second)]
    join_repeats(events, {"v1": lemmas[0], "v2": lemmas[1]}, {"v2"} if definite else set())
    assert events[0].same is None
    return events[1].same == "v1"


@pytest.mark.parametrize(("first", "second", "lemmas"), [
    ({"actor": ["e1"], "recipient": ["e2"]}, {"actor": ["e1"], "recipient": ["e2"]}, ("قصف", "هجوم")),
    ({"actor": ["e1"], "recipient": ["e2"]}, {"actor": ["e1"]}, ("قصف", "قصف")),
    ({"actor": ["e1"]}, {}, ("قصف", "قصف")),
    ({"actor": ["e1"], "when": "2022-05-17"}, {"actor": ["e1"], "when": "2022-05"}, ("قصف", "قصف")),
    ({"actor": ["e1"], "mode": "aerial"}, {"actor": ["e1"]}, ("قصف", "هجوم")),
    ({"actor": ["e1"]}, {"actor": ["e1"], "status": "negated"}, ("قصف", "قصف")),  # the same act, denied
])
def test_joined(first: dict[str, Any], second: dict[str, Any], lemmas: tuple[str, str]) -> None:
    assert joined(first, second, lemmas=lemmas)


@pytest.mark.parametrize(("first", "second", "lemmas"), [
    ({"actor": ["e1"]}, {"actor": ["e1"], "type": "COERCE"}, ("قصف", "قصف")),
    ({"actor": ["e1"]}, {"actor": ["e2"]}, ("قصف", "قصف")),
    ({"actor": ["e1"], "recipient": ["e2"]}, {"actor": ["e1"], "recipient": ["e3"]}, ("قصف", "قصف")),
    ({"actor": ["e1"], "mode": "aerial"}, {"actor": ["e1"], "mode": "abduct"}, ("قصف", "قصف")),
    ({"actor": ["e1"], "when": "2022-05-17"}, {"actor": ["e1"], "when": "2021-05-17"}, ("قصف", "قصف")),
    ({"actor": ["e1"]}, {"actor": ["e1"], "status": "planned"}, ("قصف", "قصف")),
    ({}, {}, ("قصف", "هجوم")),
    ({"place": ["e5"]}, {"place": ["e6"]}, ("قصف", "قصف")),
])
def test_not_joined(first: dict[str, Any], second: dict[str, Any], lemmas: tuple[str, str]) -> None:
    assert not joined(first, second, lemmas=lemmas)


@pytest.mark.parametrize(("first", "second", "definite", "one"), [
    ({"actor": ["e1"], "recipient": ["e2"]}, {}, True, True),  # "the strike" is the last one told
    ({"actor": ["e1"], "recipient": ["e2"]}, {}, False, False),  # "a strike" is another
    ({"actor": ["e1"], "recipient": ["e2"]}, {"actor": ["e3"]}, True, False),
    ({"actor": ["e1"], "recipient": ["e2"]}, {"type": "COERCE"}, True, False),
])
def test_a_definite_noun_without_parties_is_the_last_act_of_its_type(first: dict[str, Any], second: dict[str, Any], definite: bool, one: bool) -> None:
    assert joined(first, second, lemmas=("قصف", "ضربة"), definite=definite) is one


def test_a_joined_report_completes_and_is_completed() -> None:
    events = [event(1, actor=["e1"]), event(2, actor=["e1"], recipient=["e2"], place=["e3"], when="2022-05-17")]
    join_repeats(events, {"v1": "قصف", "v2": "قصف"}, set())
    for told in events:
        assert (told.actor, told.recipient, told.place, told.when) == (["e1"], ["e2"], ["e3"], "2022-05-17")


def test_same_points_at_the_first_report_only() -> None:
    events = [event(n, actor=["e1"], recipient=["e2"]) for n in (1, 2, 3)]
    join_repeats(events, {"v1": "قصف", "v2": "قصف", "v3": "قصف"}, set())
    assert [e.same for e in events] == [None, "v1", "v1"]


@pytest.mark.parametrize("text", [
    "قصفت إسرائيل سوريا. وجاء قصف إسرائيل لسوريا بعد أيام من الهدوء.",
    "زار الرئيس الفرنسي إيمانويل ماكرون الجزائر. وتعد زيارة ماكرون إلى الجزائر الأولى له.",
    "طردت روسيا السفير البولندي. ووصفت وارسو طرد السفير البولندي بأنه غير مبرر.",
])
def test_a_noun_that_names_the_act_again(reader: Any, text: str) -> None:
    events = reader.record(text).events
    assert [e.same for e in events if e.type == events[0].type] == [None, "v1"]


@pytest.mark.parametrize("text", [
    "قصفت إسرائيل سوريا. وقصفت روسيا إدلب.",
    "اعتقلت الشرطة التونسية ثلاثة ناشطين. واعتقلت الشرطة المصرية خمسة متظاهرين.",
    "زار ماكرون الجزائر. وزار الرئيس التركي رجب طيب أردوغان قطر.",
])
def test_two_acts_of_one_kind_stay_two(reader: Any, text: str) -> None:
    assert [e.same for e in reader.record(text).events] == [None, None]


@pytest.mark.parametrize(("second", "one"), [({"صارو"}, False), ({"مدرع", "صارو"}, True), (set(), True)])
def test_other_goods_by_another_word_are_another_delivery(second: set[str], one: bool) -> None:
    events = [event(1, actor=["e1"]), event(2, actor=["e1"])]
    join_repeats(events, {"v1": "تسلم", "v2": "تلقى"}, set(), Told(goods={"v1": {"مدرع"}, "v2": second}))
    assert (events[1].same == "v1") is one


def test_what_is_likely_one_happening_is_joined_and_what_each_gets_is_unsure() -> None:
    events = [event(1, actor=["e1"], recipient=["e2"], when="2022-05-17"), event(2, recipient=["e2"], place=["e9"]), event(3)]
    join_likely(events, {"v2": "v1"})
    assert [e.same for e in events] == [None, "v1", None]
    assert [e.report for e in events] == ["v1", "v2", "v3"], "what many articles say goes by what is sure"
    assert events[1].actor == ["e1"] and events[1].unsure == ["e1"]
    assert events[1].when == "2022-05-17" and events[0].place == [] and events[0].unsure == []


def test_reports_that_are_surely_one_go_with_the_first_of_them() -> None:
    events = [event(1), event(2), event(3), event(4)]
    join_repeats(events, {"v1": "زيارة", "v2": "قصف", "v3": "قصف", "v4": "غارة"}, set())
    assert [e.same for e in events] == [None, None, "v2", None]
    join_likely(events, {"v3": "v1", "v4": "v3"})
    assert [e.same for e in events] == [None, "v1", "v1", "v1"]
    assert [e.report for e in events] == ["v1", "v2", "v2", "v4"]


@pytest.mark.parametrize(("first", "second"), [
    ({}, {"type": "COERCE"}),
    ({"when": "2022-05-17"}, {"when": "2021-05-17"}),
    ({}, {"status": "planned"}),
])
def test_what_cannot_be_one_is_not_joined_however_likely(first: dict[str, Any], second: dict[str, Any]) -> None:
    events = [event(1, **first), event(2, **second)]
    join_likely(events, {"v2": "v1"})
    assert events[1].same is None and events[1].same_surely is None


def test_a_report_is_never_joined_to_a_later_one() -> None:
    events = [event(1), event(2), event(3)]
    join_likely(events, {"v2": "v3", "v1": "v2"})
    assert [e.same for e in events] == [None, None, None]


def test_nobody_gets_a_second_part_by_what_is_only_likely() -> None:
    events = [event(1, actor=["e1"], place=["e2"]), event(2, recipient=["e1"], actor=["e2"])]
    join_likely(events, {"v2": "v1"})
    assert events[1].same == "v1"
    assert (events[1].actor, events[1].recipient, events[1].place) == (["e2"], ["e1"], [])
