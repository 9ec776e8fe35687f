"""What judgements say together of each field of a record: agreed, rejected, or disputed between people.

Of one person the later word on a field counts. Of several people none wins over another: where they cannot all be right the field is
in conflict, and stays as the machine has it. This is a function of the judgements and the record alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as field_
from typing import Any

from musnad.record import Entity, Record, Span
from musnad.store.claims import FIELDS, NULLABLE_SPOT, SPANS, SPOT, SPOTS, WHOLE, Judgement, Spot
from musnad.store.placing import Part, is_one, locate, part_at

ORDERED = ("chain",)  # lists in which the order says something
Value = Any  # a text or None, a span, an entity's id or the span of a new one, or a tuple of these; can be compared


@dataclass(slots=True)
class Target:
    """What was judged: a part of the machine's record, or, where the machine saw none, a span."""

    layer: str
    span: Span
    part: Part | None


@dataclass(slots=True)
class Stance:
    """One person's word on one field: it is ``value``, or (``holds`` False) it is not."""

    judgement: Judgement
    holds: bool
    value: Value
    whole: bool


@dataclass(slots=True)
class Topic:
    """One field of one target and what is said of it: mostly each author's last word."""

    target: Target
    field: str
    stances: list[Stance] = field_(default_factory=list)

    @property
    def values(self) -> list[Value]:
        """What it is said to be, each once."""
        return list(dict.fromkeys(s.value for s in self.stances if s.holds))

    @property
    def rejected(self) -> list[Value]:
        """What it is said not to be."""
        return [s.value for s in self.stances if not s.holds]

    @property
    def in_conflict(self) -> bool:
        """Whether not all can be right."""
        return len(self.values) > 1 or any(value in self.rejected for value in self.values)


def topics(record: Record, judgements: Sequence[Judgement]) -> tuple[list[Topic], list[Judgement]]:
    """What is said of which field, in the order in which it was first said; and the judgements that fit nothing in the record."""
    found, orphans = heard(record, judgements)
    for topic in found:
        last = {s.judgement.author: s for s in topic.stances}
        topic.stances = sorted(last.values(), key=lambda s: s.judgement.number)
    return found, orphans


def heard(record: Record, judgements: Sequence[Judgement]) -> tuple[list[Topic], list[Judgement]]:
    """The same with everything that anyone has said and not undone, in its order."""
    targets: list[Target] = []
    found: dict[tuple[int, str], Topic] = {}
    orphans = []
    active = sorted((j for j in judgements if j.stands), key=lambda j: j.number)
    for judgement in sorted(active, key=lambda j: j.field != j.layer):  # what adds a part comes before what is said of its fields
        target = _target(judgement, record, targets)
        said = None if target is None else dict(_said(judgement, record))
        if target is None or not said:
            orphans.append(judgement)
            continue
        for name, stance in said.items():
            topic = found.setdefault((targets.index(target), name), Topic(target, name))
            topic.stances.append(stance)
    for topic in found.values():
        topic.stances.sort(key=lambda s: s.judgement.number)
    return list(found.values()), sorted(orphans, key=lambda j: j.number)


def resolve(kind: str, layer: str, name: str, value: Any, judgement: Judgement, record: Record) -> Value:
    """A value of JSON as it can be compared and set; LookupError if one of its spots stands nowhere."""
    if value is None or kind not in (SPOT, SPOTS, SPANS, NULLABLE_SPOT):
        return () if kind in (SPOTS, SPANS) else value
    if kind == SPANS:
        return tuple(sorted({_located(Spot(**item), judgement, record) for item in value}))
    if kind == SPOTS:
        refs = [_entity(Spot(**item), judgement, record) for item in value]
        return tuple(dict.fromkeys(refs if name in ORDERED else sorted(refs, key=str)))
    if kind == SPOT:
        return _located(Spot(**value), judgement, record)
    if layer == "entity":
        return _entity(Spot(**value), judgement, record)
    statement = part_at(record, "statement", _located(Spot(**value), judgement, record))
    if statement is None:
        raise LookupError(value["text"])
    return statement.id


def _target(judgement: Judgement, record: Record, targets: list[Target]) -> Target | None:
    """What a judgement is of; a new target if none was of that before, None if there is no such part."""
    spot = judgement.span
    if judgement.layer == "entity" and not spot.text:
        return None
    span = spot.span if spot.start == spot.end else locate(spot, judgement.sha256, record.article)
    if span is None:
        return None
    part = _named(record, spot) if spot.start == spot.end else part_at(record, judgement.layer, span)
    for target in targets:
        if target.layer == judgement.layer and (
            target.part is part if part is not None else target.part is None and is_one(judgement.layer, target.span, span)
        ):
            return target
    may_be_missing = judgement.layer == "entity" or (judgement.layer in ("event", "statement") and judgement.field == judgement.layer)
    if part is None and not may_be_missing:
        return None
    targets.append(Target(judgement.layer, span, part))
    return targets[-1]


def _said(judgement: Judgement, record: Record) -> Iterator[tuple[str, Stance]]:
    """The stances of a judgement, by field: one on a whole part is one on each of its fields, and any but the rejection of the whole says that it is there."""
    kinds, layer, holds = FIELDS[judgement.layer], judgement.layer, judgement.verdict != "reject"
    whole = kinds[judgement.field] == WHOLE
    said = (judgement.value or {}) if whole and holds else {} if whole else {judgement.field: judgement.value}
    placed = False
    for name, item in said.items():
        try:
            yield name, Stance(judgement, holds, resolve(kinds[name], layer, name, item, judgement, record), whole)
            placed = True
        except LookupError:
            continue  # that field cannot be told in this text; the others can
    if layer in kinds and (whole or placed):
        yield layer, Stance(judgement, True, holds or not whole, whole)


def _located(spot: Spot, judgement: Judgement, record: Record) -> Span:
    span = locate(spot, judgement.sha256, record.article)
    if span is None:
        raise LookupError(spot.text)
    return span


def _entity(spot: Spot, judgement: Judgement, record: Record) -> str | Span:
    """The id of the entity that a spot mentions; the span itself where nothing was seen before."""
    if spot.start == spot.end:
        named = _named(record, spot)
        if named is None:
            raise LookupError(spot.text)
        return named.id
    span = _located(spot, judgement, record)
    found = part_at(record, "entity", span)
    return span if found is None else found.id


def _named(record: Record, spot: Spot) -> Entity | None:
    """An entity that only metadata name."""
    return next((e for e in record.entities if e.name_ar == spot.text), None)
