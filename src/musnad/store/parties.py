"""Who is meant by ``--actor`` and its like: a country's code, a knowledge id, a public actor's key, or a name by its words."""

from __future__ import annotations

from functools import reduce
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, select, union
from sqlalchemy.orm import aliased

from musnad.errors import UsageError
from musnad.knowledge import read_table, remembered
from musnad.store.folding import bare, folded_words
from musnad.store.tables import NameRow, PartyRow

Pairs = Select[*tuple[Any, ...]]
Parts = Pairs | CompoundSelect[*tuple[Any, ...]]


@remembered
def country_codes() -> frozenset[str]:
    """The codes by which countries, and groups of no country, are searched."""
    return frozenset(row["code"] for row in read_table("countries")) | {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}


def parts_of(role: str, values: tuple[str, ...]) -> Parts:
    """Record id and part (event or statement) of everything in which one of the values has the role."""
    found = [one for value in values for one in _parts_of(role, value)]
    return found[0] if len(found) == 1 else union(*found)


def _parts_of(role: str, value: str) -> list[Pairs]:
    parts: Pairs = select(PartyRow.record_id, PartyRow.part).where(PartyRow.role == role)
    if value in country_codes():
        return [parts.where(PartyRow.country == value)]
    words = list(dict.fromkeys(bare(word) for word in folded_words(value)))
    if not words:
        raise UsageError(f"{role} {value!r}: give a country's code, a knowledge id or a name")
    if ":" in value:  # as no name has it
        return [parts.where(PartyRow.knowledge_id == value), parts.where(PartyRow.actor == value)]
    return [parts.where(PartyRow.knowledge_id == value), reduce(_with_word, words, parts)]


def _with_word(parts: Pairs, word: str) -> Pairs:
    """The parts whose entity has the word among its names."""
    name = aliased(NameRow)
    return parts.join(name, and_(name.record_id == PartyRow.record_id, name.entity == PartyRow.entity, name.word == word))
