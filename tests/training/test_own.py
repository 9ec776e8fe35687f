"""Texts of our own: each is a sheet without faults, and they hold what news seldom has."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import own
import pytest
import sheets

from musnad.evaluation.gold import read_gold
from musnad.export.schema import VALUES

ITEMS = list(own.items())


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.article["id"])
def test_an_item_has_no_fault(item: own.Item) -> None:
    assert sheets.build(item.sheet, item.article)[1] == []


def test_all_types_statuses_and_stances_are_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert own.main(["unpack", str(tmp_path)]) == 0
    parts = [read_gold(path) for path in tmp_path.glob("*.gold")]
    assert len(parts) == len(ITEMS) >= 400
    types = Counter(event.type for part in parts for event in part.events)
    assert set(types) == set(VALUES["Event"]["type"]) and min(types.values()) >= 15
    assert {event.status for part in parts for event in part.events} == set(VALUES["Event"]["status"])
    assert {statement.stance for part in parts for statement in part.statements} == set(VALUES["Statement"]["stance"])


def test_an_id_that_two_have_is_told(tmp_path: Path) -> None:
    (tmp_path / "1.sheets").write_text("=== a | 2021-05-04 | -\nنص\n---\n" * 2, encoding="utf-8")
    with pytest.raises(sheets.SheetError, match="the second of this id"):
        list(own.items(tmp_path))
