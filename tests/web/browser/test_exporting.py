"""Exporting in a real browser, in both languages: filter, take the files, and cite them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

NAMES = {"ar": ("تصدير", "مُسنَد"), "en": ("Export", "Musnad")}


@pytest.mark.parametrize("lang", NAMES)
def test_what_was_filtered_is_taken_away_and_cited(tab: Any, address: str, tmp_path: Path, lang: str) -> None:
    title, program = NAMES[lang]
    tab.goto(f"{address}/search?lang={lang}&what=events")
    tab.locator('details.menu:has(a[href*="type=ASSAULT"]) > summary').click()
    tab.locator('details.menu a[href*="type=ASSAULT"]').click()
    assert "type=ASSAULT" in tab.url
    tab.locator(".exports a", has_text="(" if lang == "ar" else "Export all").last.click()
    assert tab.locator("h1").inner_text() == title
    assert "type=ASSAULT" in tab.url
    count = int(tab.locator(".views [aria-current] .count").inner_text())
    cite = tab.locator(".cite").inner_text()
    assert program in cite
    assert "type=ASSAULT" in cite
    assert "صحيفة المرصاد" in cite
    got = {}
    for form in ("jsonl", "csv", "parquet"):
        with tab.expect_download() as waited:
            tab.locator(f'.files a[href^="/export.{form}"]').first.click()
        assert waited.value.suggested_filename == f"musnad-events.{form}"
        got[form] = tmp_path / form
        waited.value.save_as(got[form])
    first, *rows = map(json.loads, got["jsonl"].read_text(encoding="utf-8").splitlines())
    assert first["cite"]["text"] == "".join(c for c in cite if c not in "\u2068\u2069")
    assert len(rows) == count == len(list(csv.reader(io.StringIO(got["csv"].read_text(encoding="utf-8"))))) - 1
    assert {row["event"]["type"] for row in rows} == {"ASSAULT"}
    assert max(row["origins"] or 0 for row in rows) == 2  # what another test corrected is not corroborated anew
    assert got["parquet"].read_bytes()[:4] == b"PAR1"


@pytest.mark.parametrize("lang", NAMES)
def test_a_page_of_counts_is_taken_away(tab: Any, address: str, tmp_path: Path, lang: str) -> None:
    tab.goto(f"{address}/actors?lang={lang}")
    with tab.expect_download() as waited:
        tab.locator('.exports a[href^="/actors.csv"]').click()
    waited.value.save_as(tmp_path / "actors.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "actors.csv").read_text(encoding="utf-8"))))
    assert {row["key"] for row in rows} >= {"MAR", "ESP"}
