"""What of a record is compared, in one shape for reference records and printed ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from musnad.errors import UsageError
from musnad.record import Span

Row = Mapping[str, Any]


@dataclass(slots=True)
class Entity:
    """An entity: its id, type, country and sector, and where it is mentioned."""

    id: str
    type: str | None
    country: str | None
    sector: str | None
    mentions: list[Span]


@dataclass(slots=True)
class Valued:
    """A date or an amount: a span, its value, and an amount's unit."""

    span: Span
    value: Any
    unit: str | None = None


@dataclass(slots=True)
class Event:
    """An event; ``spans`` are the marks any of which counts as its trigger, ``statement`` the one that reports it."""

    id: str
    spans: list[Span]
    type: str | None
    mode: str | None
    actor: list[str]
    recipient: list[str]
    place: list[str]
    when: str | None
    status: str | None
    statement: str | None
    same: str | None


@dataclass(slots=True)
class Statement:
    """A statement; ``chain`` goes from the source nearest the reader to the speaker, ``cue`` are the words that report it."""

    id: str
    span: Span
    speaker: list[str]
    chain: list[str]
    stance: str | None
    cue: list[Span] = field(default_factory=list)

    @property
    def relays(self) -> list[str]:
        """The links before the speaker; joint speakers count as one link."""
        chain = list(self.chain)
        while chain and chain[-1] in self.speaker:
            chain.pop()
        return chain


@dataclass(slots=True)
class Parts:
    """The compared parts of one article's record; ``ignore`` are spans of a reference record that are not scored."""

    name: str
    entities: list[Entity] = field(default_factory=list)
    dates: list[Valued] = field(default_factory=list)
    amounts: list[Valued] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    ignore: list[Span] = field(default_factory=list)

    def outside(self, spans: list[Span]) -> Parts:
        """The parts without what lies wholly inside one of the spans."""
        if not spans:
            return self

        def free(span: Span) -> bool:
            return not any(start <= span[0] and span[1] <= end for start, end in spans)

        return replace(
            self,
            entities=[replace(e, mentions=[m for m in e.mentions if free(m)]) for e in self.entities],
            dates=[d for d in self.dates if free(d.span)],
            amounts=[a for a in self.amounts if free(a.span)],
            events=[e for e in self.events if free(e.spans[0])],
            statements=[s for s in self.statements if free(s.span)],
            furniture=[f for f in self.furniture if free(f)],
        )


def from_record(record: Row, where: str) -> Parts:
    """The parts of a printed record. Raises UsageError, beginning with ``where``, if it is none."""
    try:
        return Parts(
            name=record["document"]["id"],
            entities=[to_entity(row, _spans(row.get("mentions"))) for row in _rows(record, "entities")],
            dates=[to_valued(row) for row in _rows(record, "dates")],
            amounts=[to_valued(row) for row in _rows(record, "amounts")],
            events=[to_event(row, [_span(row["trigger"])], row.get("statement")) for row in _rows(record, "events")],
            statements=[to_statement(row, _span(row["span"]), _spans(row.get("cue"))) for row in _rows(record, "statements")],
            furniture=_spans(record.get("furniture")),
        )
    except KeyError as error:
        raise UsageError(f"{where}: not a record as `musnad read --format jsonl` prints it: no {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{where}: not a record as `musnad read --format jsonl` prints it: {error}") from error


def to_entity(row: Row, mentions: list[Span]) -> Entity:
    """An entity's row and its spans."""
    return Entity(row["id"], row.get("type"), row.get("country"), row.get("sector"), mentions)


def to_valued(row: Row, span: Span | None = None) -> Valued:
    """A date's or amount's row, its span the row's own unless given."""
    return Valued(span or _span(row["span"]), row.get("value"), row.get("unit"))


def to_event(row: Row, spans: list[Span], statement: str | None) -> Event:
    """An event's row, its spans, and the statement that reports it."""
    return Event(
        row["id"],
        spans,
        row.get("type"),
        row.get("mode"),
        _ids(row, "actor"),
        _ids(row, "recipient"),
        _ids(row, "place"),
        row.get("when"),
        row.get("status"),
        statement,
        row.get("same"),
    )


def to_statement(row: Row, span: Span, cue: list[Span]) -> Statement:
    """A statement's row, its span and its cue's."""
    return Statement(row["id"], span, _ids(row, "speaker"), _ids(row, "chain"), row.get("stance"), cue)


def _rows(record: Row, layer: str) -> Iterator[Row]:
    yield from record.get(layer) or ()


def _ids(row: Row, key: str) -> list[str]:
    return list(row.get(key) or ())


def _span(pair: Iterable[int]) -> Span:
    start, end = pair
    return int(start), int(end)


def _spans(pairs: Iterable[Iterable[int]] | None) -> list[Span]:
    return [_span(pair) for pair in pairs or ()]
