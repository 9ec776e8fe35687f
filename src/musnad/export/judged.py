"""What is judged and what was judged, in words for a terminal: an event with its sentence, and the entries of the ledger.

Words of an article stand as they are, in isolates, and are never reshaped or reordered: a terminal does that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from musnad.export.explain import marked_sentence
from musnad.export.explanation import Explained, country_name, label
from musnad.export.words import isolated
from musnad.record import Entity, Event, Record
from musnad.store.claims import Judgement, spots_in

NONE = "–"
Line = tuple[str, str]


def event_lines(record: Record, event: Event) -> Iterator[Line]:
    """An event's fields in words: heading and value."""
    facts = Explained.of(record, event.id, has_text=True)
    mode = f", {event.mode} ({label('mode', f'{event.type}/{event.mode}', 'en')})" if event.mode else ""
    yield "what", f"{event.type} ({label('type', event.type, 'en')}){mode}"
    for heading, role in (("who", event.actor), ("to whom", event.recipient), ("where", event.place)):
        yield heading, "; ".join(map(entity_words, facts.entities(role))) or NONE
    date = facts.date
    read_from = f", read from {isolated(record.surface(date.span))}" if date else ", the day of publication" if facts.on_publication_day else ""
    yield "when", f"{event.when}{read_from}" if event.when else NONE
    yield "status", f"{event.status} ({label('status', event.status, 'en')})"
    yield "according to", _source(facts)


def sentence(record: Record, event: Event) -> str:
    """The sentence of an event with its trigger in white brackets."""
    return marked_sentence(Explained.of(record, event.id, has_text=True)) or ""


def entity_words(entity: Entity) -> str:
    """An entity's name as the article has it, with country and sector."""
    about = [country_name(entity.country, "en")] if entity.country else []
    about += [label("sector", entity.sector, "en")] if entity.sector else []
    return f"{isolated(entity.name_ar)} ({', '.join(about)})" if about else isolated(entity.name_ar)


def value_words(value: Any) -> str:
    """A value of a judgement: codes as they are, places by their words."""
    if value is None or value == []:
        return NONE
    if isinstance(value, str):
        return isolated(value)
    spots = [isolated(spot.text) for spot in spots_in(value)]
    if isinstance(value, list) or "start" in value:
        return "; ".join(spots)
    told = (f"{name} {value_words(item)}" for name, item in value.items() if item)
    return ", ".join(told) or NONE


def judgement_words(judgement: Judgement) -> str:
    """What a judgement says, on one line."""
    j = judgement
    what = f"{j.layer} {isolated(j.span.text)}" + (f", {j.field}" if j.field != j.layer else "")
    if j.verdict == "correct":
        said = (
            f"{what}: {value_words(j.machine)} → {value_words(j.value)}"
            if j.machine is not None or j.field != j.layer
            else f"missing {what}: {value_words(j.value)}"
        )
    elif j.verdict == "undo":
        said = f"{what}: undone {isolated(j.undoes or '')}"
    else:
        said = f"{what}: {j.verdict}ed" + (f" {value_words(j.value)}" if j.field != j.layer else "")
    return said + (f" ({isolated(j.reason)})" if j.reason else "")


def side_words(judgement: Judgement, field: str) -> str:
    """What a judgement says of one field, where others say otherwise."""
    whole = judgement.field != field and isinstance(judgement.value, dict)
    value = judgement.value.get(field) if whole else judgement.value
    if field == judgement.layer:
        told = "is not there" if judgement.verdict == "reject" and judgement.field == field else "is there"
    else:
        told = f"not {value_words(value)}" if judgement.verdict == "reject" else value_words(value)
    return f"{isolated(judgement.author)}: {told}" + (f" ({isolated(judgement.reason)})" if judgement.reason else "")


def ledger_lines(judgements: Sequence[Judgement]) -> Iterator[str]:
    """Entries of the ledger, a line each: number, moment, author, article, what."""
    for j in judgements:
        undone = " [undone]" if j.undone_by else ""
        yield f"{j.number:>5} {j.time[:16].replace('T', ' ')} {isolated(j.author)} · {isolated(j.document)} · {judgement_words(j)}{undone}"


def _source(facts: Explained) -> str:
    statement = facts.statement
    if statement is None:
        return "the outlet, in its own voice"
    chain = " ← ".join(isolated(facts.record.entity(link.entity).name_ar) for link in facts.chain) or "nobody that was found"
    return f"{chain} ({statement.stance})"
