"""The value of a field of a record as a judgement has it: places in the text where the record has ids."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from musnad.record import Date, Entity, Event, Record, Span, Statement
from musnad.store.claims import FIELDS, NULLABLE_SPOT, SPANS, SPOT, SPOTS, Spot
from musnad.store.placing import Part


def layer_of(part: Part) -> str:
    """The layer that a part is of."""
    return {Event: "event", Entity: "entity", Statement: "statement", Date: "date"}[type(part)]


def spot_of(record: Record, part: Part, near: int = 0) -> Spot:
    """Where a part stands: the trigger of an event, the mention of an entity that is nearest to ``near``."""
    if isinstance(part, Entity):
        mention = min(part.mentions, key=lambda span: abs(span[0] - near), default=None)
        return Spot(0, 0, part.name_ar) if mention is None else Spot.cut(record.article.text, mention)
    return Spot.cut(record.article.text, part.trigger if isinstance(part, Event) else part.span)


def value_of(record: Record, part: Part, field: str) -> Any:
    """The value of a field as JSON; of the field named like the layer all fields."""
    layer = layer_of(part)
    if field == layer:
        return {name: value_of(record, part, name) for name in FIELDS[layer] if name != layer}
    kind = FIELDS[layer][field]
    if field == "same":
        return None
    value = getattr(part, field)
    if kind == SPOTS:
        near = spot_of(record, part).start
        return [asdict(spot_of(record, record.entity(entity), near)) for entity in value]
    if kind == NULLABLE_SPOT:
        return next((asdict(spot_of(record, s)) for s in record.statements if s.id == value), None)
    if kind == SPANS:
        return [asdict(Spot.cut(record.article.text, _span(span))) for span in value]
    return asdict(Spot.cut(record.article.text, _span(value))) if kind == SPOT else value


def _span(value: Any) -> Span:
    return value[0], value[1]
