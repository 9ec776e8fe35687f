"""What the word of an event does to the relations of two states: the column ``turn`` of the event lexicon, in all forms of the word."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold
from musnad.language.clitics import cuts
from musnad.language.inflection import Form, attachable, conjugate, noun_forms, verbal_nouns


def turn_of(word: str, type: str) -> str | None:
    """``established`` or ``resumed`` where a sense of the word of this PLOVER type says so, with what is written onto it; else None."""
    return next((found for cut in cuts(fold(word)) if (found := _turns().get((cut.stem, type)))), None)


@remembered
def _turns() -> dict[tuple[str, str], str]:
    """The turn of each form, folded, and type. Only rows that have a turn are inflected, which are few."""
    verbs = (row for row in read_table("verbs_verbal") if row.get("turn"))
    nouns = (row for row in read_table("event_nouns_verbal") if row.get("turn"))
    told = [(row, form) for row in verbs for form in _verb_forms(row)] + [(row, form) for row in nouns for form in _noun_forms(row)]
    return {(fold(written), row["type"]): row["turn"] for row, form in told for written in (form.surface, *attachable(form))}


def _verb_forms(row: dict[str, str]) -> Iterator[Form]:
    yield from conjugate(row["verb"], row["root"].split(), row["form"])
    yield from verbal_nouns(variants(row["masdar"]))


def _noun_forms(row: dict[str, str]) -> Iterator[Form]:
    yield from noun_forms(row["noun"], variants(row["plural"]))
