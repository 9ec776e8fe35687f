"""Changing one field of an event, or of what it hangs on: which there are, and how their new values are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from musnad.cli.keys import Person
from musnad.errors import UsageError
from musnad.export.explanation import Explained
from musnad.export.judged import entity_words, value_words
from musnad.export.words import isolated
from musnad.record import Entity, Record, Span
from musnad.store.claims import Judgement, Spot, codes
from musnad.store.judgements import Ledger
from musnad.store.placing import Part, part_at, words_at
from musnad.store.reviewing import Item
from musnad.store.values import spot_of, value_of

SHOWN = 24  # entities listed to choose from


@dataclass(frozen=True, slots=True)
class Change:
    """Something that can be changed: in words, and how it is asked for."""

    what: str
    make: Callable[[Item, Ledger, str, Person], list[Judgement]]


def changes_of(item: Item) -> dict[str, Change]:
    """What can be changed at an event, by key: its own fields, those of its statement, its parties and its date."""
    event, record = item.event, item.record
    found = {
        "t": _code(event, "type", "type"),
        "m": _code(event, "mode", "mode"),
        "s": _code(event, "status", "status"),
        "a": _roles(record, event, "actor", "who"),
        "r": _roles(record, event, "recipient", "to whom"),
        "p": _roles(record, event, "place", "where"),
        "w": _code(event, "when", "when"),
        "f": Change("from: the statement that reports it", _statement),
    }
    statement = next((s for s in record.statements if s.id == event.statement), None)
    if statement is not None:
        found |= {
            "k": _roles(record, statement, "speaker", "speaker of the statement"),
            "c": _roles(record, statement, "chain", "chain of the statement, from the reader to the origin"),
            "n": _code(statement, "stance", "stance of the statement"),
            "x": Change("words of the statement: where they begin and end", partial(_span, statement)),
            "y": Change(f"words that tell that someone speaks: {value_words(value_of(record, statement, 'cue'))}", partial(_cue, statement)),
            "0": Change("there is no such statement", partial(_no_statement, statement)),
        }
    date = Explained.of(record, event.id, has_text=True).date
    if date is not None:
        found["d"] = Change(f"date {isolated(record.surface(date.span))}: {value_words(date.value)}", partial(_ask_code, date, "value"))
    found["e"] = Change("an entity: its kind, country, sector, knowledge id, or whom it is the same as", _entity)
    return found


def ask_roles(item: Item, heading: str, person: Person) -> list[dict[str, Any]] | None:
    """Places in the text that name entities: chosen by number, or written as they stand; None for no answer, ``-`` for nobody."""
    known = listed(item)
    person.show("\n".join(f"  {n:>2}  {entity_words(entity)}" for n, entity in enumerate(known, 1)))
    answer = person.line(f"{heading}: numbers, or words of the text, with ; between; - for none:")
    if not answer:
        return None
    parts = [] if answer == "-" else [part.strip() for part in answer.replace("؛", ";").split(";") if part.strip()]
    return [asdict(_spot(item, part, known)) for part in parts]


def listed(item: Item) -> list[Entity]:
    """The entities to choose from: those of the event, then those mentioned nearest to it."""
    event, at = item.event, item.event.trigger[0]
    mine = [*event.actor, *event.recipient, *event.place]
    far = 1 << 30
    order = sorted(item.record.entities, key=lambda e: (e.id not in mine, min((abs(m[0] - at) for m in e.mentions), default=far)))
    return order[:SHOWN]


def find_words(item: Item, words: str) -> Span:
    """Where words stand nearest to the event. UsageError if they stand nowhere."""
    return words_at(item.record.article.text, words, item.event.trigger[0])


def _code(part: Part, field: str, what: str) -> Change:
    return Change(f"{what}: {value_words(getattr(part, field))}", partial(_ask_code, part, field))


def _roles(record: Record, part: Part, field: str, what: str) -> Change:
    return Change(f"{what}: {value_words(value_of(record, part, field))}", partial(_ask_roles, part, field, what))


def _ask_code(part: Part, field: str, item: Item, ledger: Ledger, author: str, person: Person) -> list[Judgement]:
    """A code, a date or an id; ``-`` for none."""
    layer = type(part).__name__.lower()
    allowed = codes(layer, field)
    if allowed and len(allowed) <= SHOWN:
        person.show("  " + ", ".join(allowed))
    answer = person.line(f"{field}, - for none:")
    if not answer:
        return []
    value = None if answer == "-" else _in_case(answer, allowed)
    near = item.event.trigger[0]
    return [ledger.judge(item.record, part, "correct", field=field, value=value, author=author, reason=_reason(person), near=near)]


def _in_case(answer: str, allowed: tuple[str, ...]) -> str:
    """The answer as the codes are written."""
    return next((code for code in allowed if code.lower() == answer.lower()), answer)


def _reason(person: Person) -> str | None:
    return person.line("reason, or nothing:") or None


def _ask_roles(part: Part, field: str, what: str, item: Item, ledger: Ledger, author: str, person: Person) -> list[Judgement]:
    value = ask_roles(item, what, person)
    if value is None:
        return []
    made = [ledger.judge(item.record, part, "correct", field=field, value=value, author=author, reason=_reason(person))]
    for spot in (Spot(**one) for one in value):
        if spot.start < spot.end and part_at(item.record, "entity", spot.span) is None:
            made += _ask_kind(spot, item, ledger, author, person)
    return made


def _ask_kind(spot: Spot, item: Item, ledger: Ledger, author: str, person: Person) -> list[Judgement]:
    """What an entity is that the machine did not see."""
    kind = person.line(f"{isolated(spot.text)} is new; its kind ({', '.join(codes('entity', 'type'))}), or nothing:").upper()
    if not kind:
        return []
    new = Entity("", "ORG", spot.text, spot.text, False, None, None, None, None, [spot.span], "")
    return [ledger.judge(item.record, new, "correct", field="type", value=kind, author=author)]


def _statement(item: Item, ledger: Ledger, author: str, person: Person) -> list[Judgement]:
    """Which statement reports the event."""
    record = item.record
    person.show("\n".join(f"  {n:>2}  {isolated(record.surface(s.span)[:100])}" for n, s in enumerate(record.statements, 1)))
    answer = person.line("number of the statement, - for the outlet's own voice:")
    if not answer:
        return []
    value = None if answer == "-" else asdict(spot_of(record, _chosen(answer, record.statements, "statement")))
    return [ledger.judge(record, item.event, "correct", field="statement", value=value, author=author, reason=_reason(person))]


def _span(statement: Part, item: Item, ledger: Ledger, author: str, person: Person) -> list[Judgement]:
    first, last = person.line("its first words:"), person.line("its last words:")
    if not (first and last):
        return []
    start, end = find_words(item, first)[0], find_words(item, last)[1]
    if start >= end:
        raise UsageError("its last words stand before its first ones")
    value = asdict(Spot.cut(item.record.article.text, (start, end)))
    return [ledger.judge(item.record, statement, "correct", field="span", value=value, author=author, reason=_reason(person))]


def _cue(statement: Part, item: Item, ledger: Ledger, author: str, person: Person) -> list[Judgement]:
    answer = person.line("the words, as they stand in the text, with ; between; - for none:")
    if not answer:
        return []
    words = [] if answer == "-" else [part for part in answer.replace("؛", ";").split(";") if part.strip()]
    value = [asdict(Spot.cut(item.record.article.text, find_words(item, part))) for part in words]
    return [ledger.judge(item.record, statement, "correct", field="cue", value=value, author=author, reason=_reason(person))]


def _no_statement(statement: Part, item: Item, ledger: Ledger, author: str, person: Person) -> list[Judgement]:
    return [ledger.judge(item.record, statement, "reject", author=author, reason=_reason(person))]


def _entity(item: Item, ledger: Ledger, author: str, person: Person) -> list[Judgement]:
    """A field of one of the entities."""
    known = listed(item)
    person.show("\n".join(f"  {n:>2}  {entity_words(entity)}" for n, entity in enumerate(known, 1)))
    answer = person.line("number of the entity:")
    if not answer:
        return []
    entity = _chosen(answer, known, "entity")
    person.show("  t kind · c country · s sector · i knowledge id · m the same as another")
    field = {"t": "type", "c": "country", "s": "sector", "i": "knowledge_id", "m": "same"}.get(person.key())
    if field is None:
        return []
    if field != "same":
        return _ask_code(entity, field, item, ledger, author, person)
    other = person.line("number of the one that it is the same as:")
    if not other:
        return []
    value = asdict(spot_of(item.record, _chosen(other, known, "entity"), item.event.trigger[0]))
    return [ledger.judge(item.record, entity, "correct", field="same", value=value, author=author, reason=_reason(person), near=item.event.trigger[0])]


def _chosen(answer: str, things: list[Any], what: str) -> Any:
    """The thing of a number. UsageError if there is none."""
    if not answer.isdecimal() or not 1 <= int(answer) <= len(things):
        raise UsageError(f"there is no {what} {answer}")
    return things[int(answer) - 1]


def _spot(item: Item, part: str, known: list[Entity]) -> Spot:
    if part.isdecimal():
        return spot_of(item.record, _chosen(part, known, "entity"), item.event.trigger[0])
    return Spot.cut(item.record.article.text, find_words(item, part))
