"""The reasons of a record (``why``) in Arabic, by the rows of ``knowledge/reasons.tsv``."""

from __future__ import annotations

import re
from collections.abc import Callable

from musnad.knowledge import read_table, remembered

_HOLDER = re.compile(r"\{(\w+)\}")
_NARROW = {"count": r"[+-]?\d+", "number": r"\d+", "year": r"\d+", "date": r"\d{4}(?:-\d\d){0,2}"}  # others take any words


def in_arabic(why: str, isolate: Callable[[str], str]) -> str | None:
    """A reason in Arabic; None if some part of it is no row of the table. ``isolate`` sets words of the article apart."""
    parts = [_translated(part.strip(), isolate) for part in why.split("; ")]
    known = [part for part in parts if part is not None]
    return "؛ ".join(known) if len(known) == len(parts) else None


def _translated(text: str, isolate: Callable[[str], str]) -> str | None:
    for pattern, arabic in _rows():
        match = pattern.fullmatch(text)
        if match:
            return arabic.format_map({name: _translated(value, isolate) or isolate(value) for name, value in match.groupdict().items()})
    return None


@remembered
def _rows() -> list[tuple[re.Pattern[str], str]]:
    return [(_pattern(row["english"]), row["arabic"]) for row in read_table("reasons")]


def _pattern(english: str) -> re.Pattern[str]:
    """A row as a regular expression: what is in braces takes as few words as will do."""
    pieces = [f"(?P<{part}>{_NARROW.get(part, '.+?')})" if n % 2 else re.escape(part) for n, part in enumerate(_HOLDER.split(english))]
    return re.compile("".join(pieces), re.DOTALL)
