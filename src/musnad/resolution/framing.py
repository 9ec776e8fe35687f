"""Framings: loaded words for offices, groups and places, with the neutral names they stand for, and words of doubt.

The article's words stay as they are: a framing notes where they stand, in whose words, and whom they mean. An entity that has no
other name than a loaded one gets the neutral name. The words stand in ``knowledge/framing.tsv``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold
from musnad.language.clitics import heads
from musnad.language.tokens import QUOTES, Document
from musnad.record import Entity, Framing, Record, Span, meet

DOUBT = "doubt"
NEAR = 2  # characters between a word of doubt or a title and what it goes with: a space, a quotation mark
_PASSIVES = frozenset("يسمي تسمي يسمون يدعي تدعي".split())
PREFIX = 3  # letters that may stand on a name: و, ب, ل


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table, for one of its patterns: the folded words after the first, and what they stand for."""

    rest: tuple[str, ...]
    kind: str
    neutral: str
    neutral_ar: str
    key: str
    country: str


def set_framings(record: Record, document: Document) -> None:
    """Note the framings of a record, and give entities that only loaded words name their neutral names."""
    record.framings = find_framings(record, document)
    for entity in record.entities:
        if entity.knowledge_id is None:
            _name_neutrally(entity, record)


def find_framings(record: Record, document: Document) -> list[Framing]:
    """The framings of a record in text order; of patterns that overlap the longest is taken.

    A word of doubt counts only beside the mention of an entity.
    """
    countries = {entity.country for entity in record.entities}
    found: list[Framing] = []
    i = 0
    while i < len(document.tokens):
        hit = _match(document, i, countries)
        if hit is None:
            i += 1
            continue
        row, size, span = hit
        framing = _framing(row, span, record)
        if framing is not None:
            found.append(framing)
        i += size
    return found


def _match(document: Document, i: int, countries: Iterable[str | None]) -> tuple[Row, int, Span] | None:
    """The longest pattern that begins at token ``i``: its row, its tokens, its span without clitics."""
    tokens = document.tokens
    best: tuple[Row, int, Span] | None = None
    for cut in heads(tokens[i].norm):
        if cut.future:
            continue
        for row in _table().get(("ال" if cut.article else "") + cut.stem, ()):
            size = 1 + len(row.rest)
            if best is not None and size <= best[1]:
                continue
            if tuple(t.norm for t in tokens[i + 1 : i + size]) != row.rest or (row.country and row.country not in countries):
                continue
            if size == 1 and row.country and i + 1 < len(tokens) and tokens[i + 1].norm.startswith("ال"):
                continue  # an adjective follows: الكيان السياسي is no state
            best = row, size, (document.place(tokens[i], cut.name_skip)[0], tokens[i + size - 1].end)
    return best


def _framing(row: Row, span: Span, record: Record) -> Framing | None:
    entity = _doubted(row, span, record) if row.kind == DOUBT else _meant(row, span, record.entities)
    if row.kind == DOUBT and entity is None:
        return None
    words = " ".join(record.surface(span).split())
    neutral, arabic = row.neutral, row.neutral_ar
    if row.kind != DOUBT and entity is not None and entity.knowledge_id is not None and not row.key and len(row.rest) == 0 and not row.country:
        neutral, arabic = entity.name, entity.name_ar  # a word like ميليشيا on a group that has a name
    why = f"“{words}” is a word of doubt" if row.kind == DOUBT else f"“{words}” is a loaded word for {neutral}"
    return Framing(span, row.kind, neutral or None, arabic or None, entity.id if entity else None, _voice(span, record), f"{why} in framing.tsv")


def _voice(span: Span, record: Record) -> str | None:
    """The innermost statement in whose words a span stands, None for the outlet's own."""
    held = [s for s in record.statements if s.span[0] <= span[0] and span[1] <= s.span[1]]
    return min(held, key=lambda s: s.span[1] - s.span[0]).id if held else None


def _meant(row: Row, span: Span, entities: list[Entity]) -> Entity | None:
    """The entity that loaded words mean: one mentioned by them, one whose title they are, one the table names."""
    over = [(abs(m[0] - span[0]) + abs(m[1] - span[1]), n) for n, entity in enumerate(entities) for m in entity.mentions if meet(m, span)]
    if over:
        return entities[min(over)[1]]
    if row.kind == "office":
        titled = next((e for e in entities if e.type == "PERSON" and any(0 < m[0] - span[1] <= NEAR for m in e.mentions)), None)
        if titled is not None:
            return titled
    return next((e for e in entities if row.key and e.knowledge_id == row.key), None)


def _doubted(row: Row, span: Span, record: Record) -> Entity | None:
    """The entity that words of doubt belong to: an adjective to the mention around or before it, a phrase (ما يسمى) to the next one.

    After an active verb (ما وصفه) a name without ب or a quotation mark before it is who says so, not what is named.
    """

    def fits(mention: Span) -> bool:
        if row.rest:
            between = record.article.text[span[1] : mention[0]]
            return 0 < len(between) <= NEAR + PREFIX and (row.rest[-1] in _PASSIVES or "ب" in between or any(mark in between for mark in QUOTES))
        return mention[0] < span[0] and 0 <= span[0] - mention[1] <= NEAR or (mention[0] < span[0] and span[1] <= mention[1])

    return next((entity for entity in record.entities if any(map(fits, entity.mentions))), None)


def _name_neutrally(entity: Entity, record: Record) -> None:
    """Take the loaded words out of the name of an entity that the tables do not know."""
    mine = [f for f in record.framings if f.entity == entity.id]
    for framing in mine:
        words = record.surface(framing.span)
        if words not in entity.name_ar or (framing.kind != DOUBT and framing.neutral_ar is None):
            continue
        whole = words == entity.name_ar
        if whole and framing.kind == DOUBT:
            continue
        latin = entity.name != entity.name_ar
        entity.name_ar = " ".join(entity.name_ar.replace(words, framing.neutral_ar or "").split())
        if not latin:
            entity.name = framing.neutral if whole and framing.neutral else entity.name_ar
        entity.why += f"; neutral name for “{' '.join(words.split())}”"


@remembered
def _table() -> dict[str, list[Row]]:
    """The patterns by their folded first word."""
    table: dict[str, list[Row]] = defaultdict(list)
    for row in read_table("framing"):
        for pattern in variants(row["pattern"]):
            first, *rest = fold(pattern).split()
            table[first].append(Row(tuple(rest), row["kind"], row["neutral"], row["neutral_ar"], row["key"], row["country"]))
    return table
