"""The PLOVER codebook: quad classes, scores, CAMEO codes and contexts."""

from __future__ import annotations

from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold

COOPERATIVE = ("COOPERATE", "SUPPORT", "AID")


@remembered
def _rows() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["type"], row["mode"]): row for row in read_table("plover")}


def quad(type_: str) -> str:
    """The quad class of a type; KeyError for a type PLOVER does not have."""
    return _rows()[type_, ""]["quad"]


def score(type_: str, mode: str | None) -> float:
    """The conflict-cooperation score of a mode, else of its type."""
    return float(_rows().get((type_, mode or ""), _rows()[type_, ""])["score"])


def cameo_root(type_: str) -> str:
    """The CAMEO root code a type falls back to."""
    return _rows()[type_, ""]["cameo"]


def has_mode(type_: str, mode: str) -> bool:
    """Whether a type has a mode."""
    return (type_, mode) in _rows()


def modes(type_: str) -> list[str]:
    """The modes of a type, in the order of the codebook."""
    return [mode for kind, mode in _rows() if kind == type_ and mode]


@remembered
def _context_words() -> dict[str, str]:
    return {fold(word): row["context"] for row in read_table("contexts") for word in variants(row["words"])}


def contexts(own: tuple[str, ...], stems: set[str]) -> list[str]:
    """The sense's own contexts and those the words near the trigger show, in the codebook's order of mention."""
    table = _context_words()
    return list(dict.fromkeys([*own, *sorted(table[s] for s in stems if s in table)]))
