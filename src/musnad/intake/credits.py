"""Whom an article's metadata credit with it: names that can stand at the head of a chain of sources."""

from __future__ import annotations

import re
from collections.abc import Iterable

# "agencies", "monitoring", "exclusive": they name nobody.
_NOBODY = frozenset("وكالات الوكالات وكالة متابعات متابعة خاص مواقع صحف agencies agency wires newswires staff other".split())
_BETWEEN = re.compile(r"\s*[/|+،,;؛]\s*|\s+[-–—]\s+|\s+و\s+|\s+and\s+")


def credit_names(lines: Iterable[str]) -> list[str]:
    """The parties that lines of credit name, each once.

    A line with several of them is taken apart, and what is no agency of known name is left out of it: it may be a person.
    """
    names: list[str] = []
    for line in lines:
        parts = [part for part in _BETWEEN.split(" ".join(line.split())) if part and part.casefold() not in _NOBODY]
        names += parts if len(parts) == 1 else agency_credits(parts)
    return list(dict.fromkeys(names))


def agency_credits(lines: Iterable[str]) -> list[str]:
    """Those of the names that are outlets or agencies of known name: of a byline only they are kept."""
    from musnad.analysis.gazetteer import gazetteer

    parts = [part for line in lines for part in _BETWEEN.split(" ".join(line.split())) if part]
    return list(dict.fromkeys(part for part in parts if gazetteer().medium(part)))
