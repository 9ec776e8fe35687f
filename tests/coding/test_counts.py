"""Counts of people bound to an event, and goods that change hands in it."""
from __future__ import annotations

from typing import Any

import pytest


def counts(reader: Any, text: str) -> list[tuple[str, float, str]]:
    return [(c.what, c.value, c.bound) for v in reader.record(text).events for c in v.counts]


@pytest.mark.parametrize(("text", "expected"), [
    ("قتل 12 مدنيا في غارة على إدلب.", [("killed", 12, "exact")]),
    ("قتل ثلاثة جنود في كمين.", [("killed", 3, "exact")]),
    ("قتل جنديان في كمين.", [("killed", 2, "exact")]),
    ("أصيب سبعة متظاهرين برصاص الشرطة.", [("injured", 7, "exact")]),
    ("اعتقلت الشرطة التونسية 15 ناشطا.", [("arrested", 15, "exact")]),
    ("قتل ثلاثة جنود وأصيب خمسة مدنيين في القصف.", [("killed", 3, "exact"), ("injured", 5, "exact")]),
    ("وقتل جنديان وأصيب ثالث.", [("killed", 2, "exact")]),
    ("قتل ما لا يقل عن عشرين مدنيا في القصف.", [("killed", 20, "at least")]),
    ("أسفر القصف عن مقتل 10 مدنيين.", [("killed", 10, "exact")]),
    # numbers that count no people of the act
    ("قصفت إسرائيل سوريا بعشرة صواريخ.", []),
    ("اعتقلت الشرطة الناشط كريم بوزيد قبل 3 أيام.", []),
    ("زار ماكرون الجزائر مع 20 رجل أعمال.", []),
])
def test_counts(reader: Any, text: str, expected: list[tuple[str, float, str]]) -> None:
    assert counts(reader, text) == expected


def test_a_count_points_at_its_amount_and_at_those_who_suffered(reader: Any) -> None:
    record = reader.record("قتل الجيش السوري 12 متظاهرا في حماة.")
    [event] = record.events
    [count] = event.counts
    amount = next(a for a in record.amounts if a.id == count.amount)
    assert (amount.value, amount.unit) == (12, "protester")
    assert [count.of] == event.recipient


@pytest.mark.parametrize(("text", "trigger", "item", "value", "price"), [
    ("تسلم المغرب ست طائرات إف 16 من الولايات المتحدة.", "تسلم", "طائرات إف 16", 6, None),
    ("اشترت الهند من روسيا 5 منظومات إس 400 بقيمة 5 مليارات دولار.", "اشترت", "منظومات إس 400", 5, 5_000_000_000),
])
def test_transfers(reader: Any, text: str, trigger: str, item: str, value: int | None, price: int | None) -> None:
    record = reader.record(text)
    amounts = {a.id: a.value for a in record.amounts}
    transfer = next(v.transfer for v in record.events if record.surface(v.trigger) == trigger)
    assert transfer is not None
    assert [item in {record.surface(m) for m in record.entity(i).mentions} for i in transfer.item] == [True]
    assert (amounts.get(transfer.count), amounts.get(transfer.value)) == (value, price)


@pytest.mark.parametrize("text", ["زار ماكرون الجزائر.", "قصفت إسرائيل سوريا بصواريخ.", "قدمت الكويت مساعدات إلى اليمن."])
def test_no_transfer_without_goods(reader: Any, text: str) -> None:
    assert all(v.transfer is None for v in reader.record(text).events)
