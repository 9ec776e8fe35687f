"""The texts of the interface: whole in both languages, all used, all there."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from musnad.web.words import LANGUAGES, TABLE, Words, texts

SOURCE = TABLE.parent
HOLES = re.compile(r"\{(\w+)\}")


def test_every_key_is_told_in_both_languages() -> None:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert rows[0] == ["key", *LANGUAGES]
    assert [row for row in rows if len(row) != 3 or not all(cell.strip() for cell in row)] == []
    assert len({row[0] for row in rows}) == len(rows), "a key stands twice"
    assert [row for row in rows[1:] if sorted(HOLES.findall(row[1])) != sorted(HOLES.findall(row[2]))] == []
    assert [row for row in rows[1:] if not re.search("[\u0621-\u064a←،]", row[1])] == []


def test_every_key_of_a_template_is_there_and_every_key_is_used() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in [*SOURCE.rglob("*.html"), *SOURCE.rglob("*.py")])
    asked = set(re.findall(r"""\bt\(["'](\w+)["'][,)]""", sources))
    assert asked - set(texts("ar")) == set()
    begun = set(re.findall(r"""\bt\(["'](\w+)["'] ~""", sources))
    named = set(re.findall(r"""["'](\w+)["']""", sources))
    unused = {key for key in texts("ar") if key not in named and not key.startswith(tuple(begun))}
    assert unused == set()


def test_holes_are_filled() -> None:
    assert Words("en")("page_of", page=2, pages=3) == "2 of 3"
    with pytest.raises(KeyError):
        Words("ar")("no such key")


def test_templates_have_no_script_or_style_within() -> None:
    for path in Path(SOURCE / "templates").glob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|<script(?![^>]*src=)|\sstyle=|\son\w+=|\|safe\b|href=\"https?:", page), path.name
