"""Meetings that are only coming: what their noun, the words around it, dates and the rest of the article tell."""
from __future__ import annotations

from typing import Any

import pytest

from musnad.coding.coming import ahead, behind


@pytest.mark.parametrize(("date", "later", "earlier"), [
    ("2022-05-19", True, False),
    ("2022-05-18", False, False),
    ("2022-05-17", False, True),
    ("2022-06", True, False),
    ("2022-05", False, False),
    ("2021", False, True),
    ("2022-05-17/2022-05-20", False, False),
    ("2022-05-20/2022-05-22", True, False),
    (None, False, False),
])
def test_before_and_after_publication(date: str | None, later: bool, earlier: bool) -> None:
    assert (ahead(date, "2022-05-18"), behind(date, "2022-05-18")) == (later, earlier)


@pytest.mark.parametrize(("text", "trigger"), [
    ("تحدث ماكرون عن القمة المرتقبة بين فرنسا ومصر.", "القمة"),
    ("علق ماكرون على زيارته المقررة إلى الجزائر.", "زيارته"),
    ("وصل الوفد قبيل اجتماع مصر والأردن.", "اجتماع"),
    ("أعلنت مصر ذلك قبل ساعات من بدء المحادثات مع الأردن.", "المحادثات"),
    ("قال ماكرون إن القمة التي ستعقد في عمان مهمة.", "القمة"),
    ("قال ماكرون إن المحادثات مع مصر ستتناول الحدود.", "المحادثات"),
    ("من المقرر أن يعقد وزيرا خارجية مصر والأردن بعد غد في القاهرة اجتماعا.", "اجتماعا"),
    ("يبدأ ماكرون زيارة إلى الجزائر، غدا.", "زيارة"),
])
def test_said_to_come(reader: Any, text: str, trigger: str) -> None:
    assert f"{trigger} planned" in reader.statuses(text)


@pytest.mark.parametrize(("text", "trigger"), [
    ("تحدث ماكرون عن القمة الأخيرة بين فرنسا ومصر.", "القمة"),
    ("تحدث ماكرون بعد اجتماع مصر والأردن.", "اجتماع"),
    ("ناقش ماكرون القمة التي عقدت في عمان.", "القمة"),
    ("قال ماكرون خلال لقائه تبون إن الحدود آمنة.", "لقائه"),
    ("تهدف زيارة ماكرون إلى تعزيز العلاقات.", "زيارة"),
    ("أجرى ماكرون محادثات في عمان بشأن الانتخابات المقبلة.", "محادثات"),
])
def test_told_as_past(reader: Any, text: str, trigger: str) -> None:
    assert f"{trigger} planned" not in reader.statuses(text)


def test_the_same_meeting_named_again_is_ahead_too(reader: Any) -> None:
    text = "يستعد الأردن للقمة المرتقبة بين ماكرون والسيسي. وقال المتحدث إن جدول أعمال القمة طويل."
    assert reader.statuses(text)[-1] == "القمة planned"


def test_past_talks_beside_a_planned_meeting_stay(reader: Any) -> None:
    text = "تستضيف عمان القمة المقبلة بين مصر والأردن. وكان السيسي أجرى محادثات مع ماكرون في باريس أمس. وقال إن المحادثات كانت مثمرة."
    statuses = reader.statuses(text)
    assert "القمة planned" in statuses
    assert not any(s.startswith(("محادثات", "المحادثات")) and s.endswith("planned") for s in statuses)


def test_a_planned_meeting_is_an_agreement_to_meet(reader: Any) -> None:
    event = next(v for v in reader.record("تحدث ماكرون عن القمة المرتقبة بين فرنسا ومصر.").events if v.status == "planned")
    assert (event.type, event.mode, event.quad, event.cameo) == ("AGREE", None, "verbal cooperation", "03")
    assert "coded as an intention" in event.why
