"""The terminal table: all of an event in it, columns that hold, and Arabic that cannot reorder them."""
from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from musnad.export.table import FSI, PDI, table
from musnad.record import Article, Record

ARABIC = re.compile("[\u0600-\u06ff]")


def words(text: str) -> str:
    return text.replace(FSI, "").replace(PDI, "")


@pytest.mark.parametrize("width", [40, 80, 109, 110, 120, 200])
def test_no_line_is_wider_than_asked(record: Record, width: int) -> None:
    record.article.title = "عنوان طويل " * 30
    record.entities[0].name_ar = "الجمهورية " * 12
    assert max(map(cell_len, table(record, width).split("\n"))) <= width


@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_piece_of_arabic_is_isolated_on_its_line(record: Record, width: int) -> None:
    record.entities[4].name_ar = "مصدر حكومي رفيع المستوى طلب عدم ذكر اسمه لأنه غير مخول بالحديث إلى الصحافة"
    for line in table(record, width).split("\n"):
        depth = 0
        for char in line:
            depth += (char == FSI) - (char == PDI)
            assert depth in (0, 1), line
            assert depth == 1 or not ARABIC.match(char), line
        assert depth == 0, line


def test_who_to_whom_where_when_and_according_to_whom(record: Record) -> None:
    shown = words(table(record, 160))
    row = next(line for line in shown.split("\n") if "COOPERATE" in line)
    for part in ("v3", "يتسلم", "لبنان", "قبرص", "planned", "مصدر حكومي ← رويترز"):
        assert part in row
    assert "(denies)" in shown
    row = next(line for line in shown.split("\n") if "v2=v1" in line)
    for part in ("وقع", "AGREE", "بيروت", "2023-05-01", "occurred", "the outlet"):
        assert part in row


def test_the_narrow_table_leaves_nothing_out(record: Record) -> None:
    shown = words(table(record, 80))
    for part in ("v3", "COOPERATE", "planned", "2023-05-01", "بيروت", "(denies)", "رويترز", "the outlet"):
        assert part in shown


def test_head_counts_and_notes(record: Record) -> None:
    shown = words(table(record))
    assert shown.startswith("لبنان يوقع اتفاقا مع قبرص\nوكالة الأرز · 2023-05-02 · lb-1\n")
    assert "3 events (1 told again) · 1 statement · 6 entities · 1 date · 1 amount" in shown
    assert "note: a note" in shown


def test_colours_only_when_asked(record: Record) -> None:
    assert "\x1b" not in table(record)
    assert "\x1b[" in table(record, 120, "standard")


def test_an_article_cannot_steer_the_terminal(titled: Callable[[str], Record]) -> None:
    title = "عنوان\x1b[31m \u202eمقلوب\u2069\u2069 \ud800"
    shown = table(titled(title))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert shown.count(FSI) == shown.count(PDI)
    shown.encode("utf-8")


def test_an_empty_record() -> None:
    shown = table(Record(Article("x", ""), notes=["empty: there is no text"]))
    assert words(shown).startswith("x\nx\n0 events · 0 statements")
    assert "empty: there is no text" in shown
