"""The texts of the interface in Arabic and English, from ``words.tsv``: a key, and its text in either language, a line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

TABLE = Path(__file__).with_name("words.tsv")
LANGUAGES = ("ar", "en")


@cache
def texts(lang: str) -> dict[str, str]:
    """All texts of a language by their keys."""
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    column = rows[0].index(lang)
    return {row[0]: row[column] for row in rows[1:]}


@dataclass(frozen=True, slots=True)
class Words:
    """What the interface says in one language: ``words("search")``, and ``words("found", count=3)`` for a text with holes."""

    lang: str

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key; KeyError if the table lacks it."""
        text = texts(self.lang)[key]
        if any(isinstance(value, Markup) for value in values.values()):
            return escape(text).format_map(values)
        return text.format_map(values) if values else text
