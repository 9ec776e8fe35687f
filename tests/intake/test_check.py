"""Why an article cannot be read, and what is remarked of one that can."""
from __future__ import annotations

import pytest

from musnad.intake.check import assess
from musnad.record import Article

GOOD = "أعلنت وزارة الخارجية، الثلاثاء، أن الوفد سيصل غدا إلى العاصمة لبحث ملف الحدود بين البلدين، وقال المتحدث إن المحادثات ستستمر."
PERSIAN = "رئیس جمهور گفت که دولت برای حل مشکلات اقتصادی کشور تلاش می‌کند و از مردم خواست که در انتخابات پیش رو شرکت کنند چون آینده کشور"


@pytest.mark.parametrize(("text", "reason"), [
    ("", "empty"), (" \n\u200f\n", "empty"), ("The minister said the talks would last two days.", "not Arabic: 0 %"),
    ("12345 ---", "not Arabic"), (PERSIAN, "not Arabic: another language"),
    (GOOD.replace("ا", "\ufffd"), "half-decoded: "), ("???? ??????? ???? ???????? ????", "half-decoded"),
    (GOOD.encode().decode("latin-1"), "half-decoded"), (GOOD.encode("cp1256").decode("cp1252", "replace"), "half-decoded"),
    ("وقال إن " * 100_000, "too long"),
])
def test_reason(text: str, reason: str) -> None:
    verdict = assess(Article("a", text, published="2021-11-24"))
    assert not verdict.readable
    assert verdict.notes[0].startswith(reason)


def test_good_text_has_no_notes() -> None:
    verdict = assess(Article("a", GOOD, published="2021-11-24"))
    assert verdict.readable and verdict.notes == []


def test_only_furniture() -> None:
    text = "مقالات ذات صلة\nطباعة"
    assert assess(Article("a", text), [(0, 14), (15, 20)]).notes == ["only page furniture: nothing is left to read"]


@pytest.mark.parametrize(("dirt", "note"), [("\ud83d", "1 lone surrogates"), ("\u202e\u202c", "2 bidirectional"), ("\ufffd", "1 replacement")])
def test_dirt_is_noted_and_the_text_read(dirt: str, note: str) -> None:
    verdict = assess(Article("a", GOOD * 2 + dirt, published="2021-11-24"))
    assert verdict.readable and len(verdict.notes) == 1 and note in verdict.notes[0]


def test_missing_date_is_noted() -> None:
    assert "no publication date" in assess(Article("a", GOOD)).notes[0]
