"""Sheets become reference records, drafts hold what the program read, and faults are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sheets

from musnad.evaluation.gold import read_gold
from musnad.pipeline import read
from musnad.record import Article

DEMO = sorted((Path(__file__).resolve().parents[2] / "src/musnad/demo").glob("*.txt"))
ARTICLE = {
    "id": "own",
    "title": "عمان والرياض",
    "text": "عمان والرياض\nأعلن مسؤول أردني اليوم أن البلدين  وقعا اتفاقا.",
    "published": "2021-05-04",
    "outlet": None,
}
SHEET = """⟦@jordan عمان⟧ و⟦@saudi الرياض⟧
⟦c1 أعلن⟧ ⟦@official مسؤول أردني⟧ ⟦d1 اليوم⟧ أن ⟦q1 ⟦@jordan,saudi البلدين⟧ ⟦v1 وقعا⟧ اتفاقا⟧.
---
E jordan | GPE | Jordan | الأردن | JOR | -
E saudi | GPE | Saudi Arabia | السعودية | SAU | -
E official | PERSON | Jordanian official | مسؤول أردني | JOR | GOV | u
D d1 P
V v1 SUPPORT - diplomatic a=jordan,saudi w=P
Q q1 c1 official i
"""


def _parts(sheet: str, article: dict[str, object], folder: Path):  # type: ignore[no-untyped-def]
    gold, faults = sheets.build(sheet, article)
    path = folder / f"{article['id']}.gold"
    path.write_text(gold, encoding="utf-8")
    return read_gold(path), faults


def test_a_sheet_becomes_a_record(tmp_path: Path) -> None:
    parts, faults = _parts(SHEET, ARTICLE, tmp_path)
    text = str(ARTICLE["text"])
    assert faults == []
    (event,) = parts.events
    assert (event.type, event.actor, event.statement) == ("SUPPORT", ["jordan", "saudi"], "q1")
    (statement,) = parts.statements
    assert text[slice(*statement.span)] == "البلدين  وقعا اتفاقا"  # the article's own spaces
    assert [text[slice(*span)] for entity in parts.entities for span in entity.mentions] == ["عمان", "البلدين", "الرياض", "البلدين", "مسؤول أردني"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("البلدين", "الدولتين", "where the article has"),
        ("اتفاقا⟧", "اتفاقا", "never closed"),
        ("\n---\n", "\n", "no line ---"),
        ("D d1 P", "X d1 P", "no such row"),
        ("V v1 SUPPORT - diplomatic", "V v1 SUPPORT", "V v1"),
        ("official i", "official loudly", "loudly"),
    ],
)
def test_what_cannot_be_a_record_is_told(old: str, new: str, message: str) -> None:
    with pytest.raises(sheets.SheetError, match=message):
        sheets.build(SHEET.replace(old, new), ARTICLE)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("SUPPORT", "SUPORT", "v1: no type SUPORT"),
        ("a=jordan,saudi", "a=jordan,suadi", "v1: no entity suadi"),
        ("E saudi | GPE", "E saudia | GPE", "saudi: a mention of no entity"),
        ("D d1 P\n", "", "d1: no row has it"),
        ("w=P", "w=P s=done", "v1: no status done"),
    ],
)
def test_faults_are_told(old: str, new: str, fault: str) -> None:
    assert fault in sheets.build(SHEET.replace(old, new), ARTICLE)[1]


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_a_draft_is_a_sheet_of_what_was_read(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    record = read(Article(path.stem, text, text.partition("\n")[0], None, "2023-03-14"))
    article = {"id": path.stem, "text": text, "title": text.partition("\n")[0], "published": "2023-03-14", "outlet": None}
    parts, faults = _parts(sheets.draft(json.loads(json.dumps(record.to_dict()))), article, tmp_path)
    assert faults == []
    assert len(parts.events) == len(record.events)
    assert {statement.span for statement in parts.statements} == {statement.span for statement in record.statements}
    assert {span for entity in parts.entities for span in entity.mentions} == {span for entity in record.entities for span in entity.mentions}
