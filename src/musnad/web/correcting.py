"""Correcting by plain forms: which fields of an event, its statement, its date and its parties can be changed, and what a form that came back means.

Whatever a judgement speaks of is named by its place in the text (``12-18``), never by a record's ids, which change with every reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from musnad.coding.plover import modes
from musnad.errors import UsageError
from musnad.export.explanation import Explained, label
from musnad.record import Entity, Event, Record, Span, Statement
from musnad.store.claims import FIELDS, NULLABLE, NULLABLE_SPOT, SPANS, SPOT, SPOTS, WHOLE, Spot, codes, spots_in
from musnad.store.placing import Part, part_at, words_at
from musnad.store.values import layer_of, spot_of

LISTED = 40  # entities to choose from: the nearest
FREE = ("when", "value", "knowledge_id")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a field may have: as the form sends it, as it is shown (None: a code, which has its label), and whether it has it now.

    ``unsure`` is whether the trained model alone gives it that, and is not certain.
    """

    value: str
    text: str | None
    chosen: bool
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field to be changed.

    ``kind`` is code (one of the choices), text, or places (any of the choices, or words of the text); ``label`` is the kind of codes.
    """

    name: str
    kind: str
    label: str
    value: str
    choices: list[Choice]
    empty: bool  # whether it may have no value


@dataclass(frozen=True, slots=True)
class Form:
    """What can be changed of one part: its layer, its place, its words, its fields, and whether it may be said not to be there."""

    layer: str
    place: str
    words: str
    fields: list[Field]
    whole: bool


def place(span: Span) -> str:
    """A span as forms name it."""
    return f"{span[0]}-{span[1]}"


def span_of(text: str) -> Span:
    """The span of such a name. UsageError for what is none."""
    start, _, end = text.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(text) < 20):
        raise UsageError(f"{text[:40]!r} is no place in the text: write it as 12-18")
    return int(start), int(end)


def opened(record: Record, edit: str) -> Event | Statement | None:
    """The event (``12-18``) or the statement (``q12-80``) that stands just there."""
    statement = next((s for s in record.statements if edit == f"q{place(s.span)}"), None)
    return statement or next((e for e in record.events if edit == place(e.trigger)), None)


def forms_of(record: Record, part: Event | Statement, lang: str) -> list[Form]:
    """The forms for an event, its statement, the date it was read from, and its parties; or for a statement and its sources."""
    event = part if isinstance(part, Event) else None
    statement = next((s for s in record.statements if s.id == event.statement), None) if event else part
    date = Explained(record, event, None).date if event else None
    sources = [*statement.speaker, *statement.chain] if isinstance(statement, Statement) else []
    parties = [record.entity(i) for i in dict.fromkeys([*([*event.actor, *event.recipient, *event.place] if event else []), *sources])]
    near = event.trigger[0] if event else spot_of(record, part).start
    parts = [event, statement, date, *(p for p in parties if p.mentions)]
    return [_form(record, one, near, lang) for one in parts if one is not None]


def _form(record: Record, part: Part, near: int, lang: str) -> Form:
    layer = layer_of(part)
    spot = spot_of(record, part, near)
    fields = [_field(record, part, name, kind, near, lang) for name, kind in FIELDS[layer].items() if kind not in (WHOLE, SPOT, SPANS)]
    return Form(layer, place(spot.span), spot.text, fields, whole=layer in ("event", "statement"))


def _field(record: Record, part: Part, name: str, kind: str, near: int, lang: str) -> Field:
    layer = layer_of(part)
    value: Any = None if name == "same" else getattr(part, name)
    empty = kind in (NULLABLE, NULLABLE_SPOT, SPOTS)
    if kind == SPOTS:
        nearest = sorted(record.entities, key=lambda e: (e.id not in value, abs(spot_of(record, e, near).start - near)))[:LISTED]
        unsure = [i for i in value if i in part.unsure] if isinstance(part, Event) else []
        return Field(name, "places", layer, "", [Choice(_named(record, e, near), e.name_ar, e.id in value, e.id in unsure) for e in nearest], empty)
    if kind == NULLABLE_SPOT and layer == "event":
        choices = [Choice(place(s.span), record.surface(s.span)[:80], s.id == value) for s in record.statements]
        return Field(name, "code", layer, "", choices, empty)
    if kind == NULLABLE_SPOT:
        others = [e for e in record.entities if e is not part and e.mentions][:LISTED]
        return Field(name, "code", layer, "", [Choice(_named(record, e, near), e.name_ar, False) for e in others], empty)
    if isinstance(part, Event) and name == "mode":
        return Field(name, "code", "mode", "", [Choice(mode, label("mode", f"{part.type}/{mode}", lang), mode == value) for mode in modes(part.type)], empty)
    allowed = codes(layer, name)
    if name in FREE or not allowed:
        return Field(name, "text", layer, value or "", [], empty)
    return Field(name, "code", "entity" if (layer, name) == ("entity", "type") else name, value or "", [Choice(c, None, c == value) for c in allowed], empty)


def _named(record: Record, entity: Entity, near: int) -> str:
    """An entity by its place; one that only metadata name by its name."""
    spot = spot_of(record, entity, near)
    return place(spot.span) if spot.end else f"0-0-{spot.text}"


def part_named(record: Record, layer: str, where: str) -> Part:
    """The part of a layer at a place. UsageError if there is none."""
    if layer not in FIELDS:
        raise UsageError(f"no layer {layer[:40]!r}: there are {', '.join(FIELDS)}")
    part = part_at(record, layer, span_of(where))
    if part is None:
        raise UsageError(f"no {layer} stands at {where}: load the article again")
    return part


def value_given(record: Record, part: Part, field: str, values: Sequence[str], words: str) -> Any:
    """The value that a form gives a field, as judgements have values. UsageError if it is none."""
    layer = layer_of(part)
    kind = FIELDS[layer].get(field)
    if kind is None or kind in (WHOLE, SPOT, SPANS):
        raise UsageError(f"{layer} has no field {field[:40]!r} to be changed here")
    given = [value.strip() for value in values if value.strip()]
    at = spot_of(record, part).start
    text = record.article.text
    if kind == SPOTS:
        spots = [_spot(record, value) for value in given]
        spots += [Spot.cut(text, words_at(text, one, at)) for one in words.replace("؛", ";").split(";") if one.strip()]
        return [asdict(spot) for spot in spots]
    if not given:
        return None
    if kind == NULLABLE_SPOT:
        return asdict(_spot(record, given[0]))
    return given[0]


def _spot(record: Record, value: str) -> Spot:
    start, _, rest = value.partition("-")
    end, _, name = rest.partition("-")
    if name:
        if not any(e.name_ar == name and not e.mentions for e in record.entities):
            raise UsageError(f"no source {name[:40]!r} in what is known of this article")
        return Spot(0, 0, name)
    span = span_of(f"{start}-{end}")
    if not span[0] < span[1] <= len(record.article.text):
        raise UsageError(f"{value[:40]!r} is no place in the text")
    return Spot.cut(record.article.text, span)


def told(value: Any) -> str:
    """A value of a judgement in words: codes as they are, places by what stands there."""
    if isinstance(value, str):
        return value
    return "؛ ".join(spot.text for spot in spots_in(value)) if value else ""
