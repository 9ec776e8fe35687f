"""Judgements laid over a record: the record as people have corrected it, and who corrected what.

The machine's record is not touched. What was agreed on is set; what was rejected is emptied where it may be empty; what is in conflict
stays as the machine has it. Whatever hangs on a field follows it: a type's scores and codes, the views of sources, repeated events, who is only
likely to take part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from musnad.analysis.scene import Scene
from musnad.coding import plover
from musnad.coding.views import set_views
from musnad.language.tokens import read_document
from musnad.record import ROLES, Entity, Event, Link, Record, Span, Statement
from musnad.store.claims import Judgement
from musnad.store.placing import Part, part_at
from musnad.store.stances import Target, Topic, Value, topics
from musnad.store.values import value_of

_KINDS = {"PERSON": "person", "MEDIA": "outlet", "LAW": "document", "PRODUCT": "document"}
_REQUIRED = ("type", "status", "stance", "form", "span")
_ORDER = {"statement": 0, "event": 1, "entity": 2, "date": 3}


@dataclass(frozen=True, slots=True)
class Mark:
    """What people made of one field: ``part`` is its id in the corrected record, or in the machine's where it was taken out.

    ``verdict`` is accept, reject, correct or conflict; ``machine`` what the machine has, ``judgements`` what each of them said
    last. ``changed`` tells whether the record is now another than the machine's.
    """

    layer: str
    part: str
    field: str
    verdict: str
    machine: Any
    judgements: tuple[Judgement, ...]
    changed: bool

    @property
    def by(self) -> list[str]:
        """Who has spoken on it, each once."""
        return list(dict.fromkeys(j.author for j in self.judgements))

    def to_json(self) -> dict[str, Any]:
        """As it stands in an exported record."""
        said = [{name: getattr(j, name) for name in ("id", "author", "time", "verdict", "field", "value", "reason")} for j in self.judgements]
        return {"layer": self.layer, "part": self.part, "field": self.field, "verdict": self.verdict, "machine": self.machine, "said": said}


@dataclass(frozen=True, slots=True)
class Corrected:
    """A record with judgements laid over it, the marks of what was judged, and the judgements that fit nothing in it."""

    record: Record
    marks: list[Mark]
    orphans: list[Judgement]

    @property
    def conflicts(self) -> list[Mark]:
        """The fields on which people disagree."""
        return [mark for mark in self.marks if mark.verdict == "conflict"]


def apply(record: Record, judgements: Sequence[Judgement]) -> Corrected:
    """Lay the judgements on an article over a record of it. The order of the judgements does not matter, their numbers do."""
    found, orphans = topics(record, judgements)
    work = _Work(record, deepcopy(record))
    marks, lost = work.lay(found)
    return Corrected(work.made, marks, sorted({j.id: j for j in [*orphans, *lost]}.values(), key=lambda j: j.number))


class _Work:
    """A record while it is corrected; ``old`` is the machine's."""

    def __init__(self, old: Record, made: Record) -> None:
        self.old, self.made = old, made
        self._merged: list[tuple[str, str]] = []
        self._added: dict[int, str] = {}

    def lay(self, found: list[Topic]) -> tuple[list[Mark], list[Judgement]]:
        """The marks of all topics, and the judgements on parts that nobody added."""
        marks, lost = [], []
        wholes = [topic for topic in found if topic.field == topic.target.layer]
        fields = [topic for topic in found if topic.field != topic.target.layer]
        for topic in [t for t in wholes if not _is_gone(t)] + sorted(fields, key=_rank) + [t for t in wholes if _is_gone(t)]:
            part = self._part(topic)
            if part is None and topic.field != topic.target.layer:
                lost += [] if self._is_absent(topic, wholes) else [s.judgement for s in topic.stances]
                continue
            mark = self._settle(topic, part)
            marks += [mark] if mark is not None else []
        self._merge()
        if any(mark.changed for mark in marks):
            self._tidy()
        return sorted(marks, key=lambda mark: mark.judgements[0].number), lost

    def _part(self, topic: Topic) -> Part | None:
        """The part of the record in the making that a topic is of."""
        target = topic.target
        if target.part is None:
            if target.layer in ("event", "statement"):
                return self._by_id(target.layer, self._added.get(id(target)))
            return part_at(self.made, target.layer, target.span)
        return self._by_id(target.layer, target.part.id)

    def _by_id(self, layer: str, part_id: str | None) -> Part | None:
        parts: list[Part] = getattr(self.made, _LISTS[layer])
        return next((part for part in parts if part.id == part_id), None)

    def _is_absent(self, topic: Topic, wholes: list[Topic]) -> bool:
        """Whether the fields of a missing part are dealt with where the part itself is: it is in conflict, or nobody wants it."""
        return any(whole.target is topic.target for whole in wholes)

    def _settle(self, topic: Topic, part: Part | None) -> Mark | None:
        """Set a field if it is agreed on. None if nothing is worth a mark: a field of a part that was accepted whole, and as it is."""
        layer, name = topic.target.layer, topic.field
        judgements = tuple(s.judgement for s in topic.stances)
        now = part is not None if name == layer else self._now(part, name)
        machine = None if part is None else value_of(self.made, part, name)
        told = part.id if part is not None else ""
        if topic.in_conflict:
            return Mark(layer, told, name, "conflict", machine, judgements, False)
        value = topic.values[0] if topic.values else _emptied(topic, now)
        changed = value != now
        if name == layer:
            if changed:
                told = self._add(topic.target, judgements) if value else self._drop(part)
            judgements = tuple(j for j in judgements if j.field == layer)
            if not judgements:
                return None
            return Mark(layer, told, name, "reject" if not value else "correct" if changed else "accept", machine, judgements, changed)
        if changed and part is not None:
            self._set(part, name, value, judgements[-1])
        if isinstance(part, Event) and name in ROLES:
            _ascertain(part, getattr(part, name) if topic.values else [])
        if not changed and all(s.whole for s in topic.stances):
            return None
        verdict = "reject" if not topic.values else "accept" if not changed else "correct"
        return Mark(layer, told, name, verdict, machine, judgements, changed)

    def _now(self, part: Part | None, name: str) -> Value:
        """The value that a field has, as stances are compared with it."""
        if part is None:
            return None
        value = None if name == "same" else getattr(part, name)
        if isinstance(value, list):
            return tuple(value) if name == "chain" else tuple(dict.fromkeys(sorted(value)))
        return value

    def _add(self, target: Target, judgements: tuple[Judgement, ...]) -> str:
        """A new event or statement at a span; its fields are set after it. Empty for what neither can be."""
        why = f"added by {', '.join(dict.fromkeys(j.author for j in judgements))}"
        if target.layer == "statement":
            return self._add_statement(target, why)
        if target.layer != "event":
            return ""
        new = _new_id("v", self.made.events)
        event = Event(new, target.span, "CONSULT", None, [], [], [], [], None, "occurred", None, None, "", 0.0, "", None, [], [], 1.0, why)
        _score(event, own_code=False)
        self.made.events.append(event)
        self.made.events.sort(key=lambda e: e.trigger)
        self._added[id(target)] = new
        return new

    def _add_statement(self, target: Target, why: str) -> str:
        new = _new_id("q", self.made.statements)
        self.made.statements.append(Statement(new, target.span, [], [], [], [], "indirect", "asserts", None, why))
        self.made.statements.sort(key=lambda s: s.span)
        self._added[id(target)] = new
        self._hold(new, None)
        return new

    def _hold(self, statement: str, before: Span | None) -> None:
        """Let events and loaded words follow a statement that is new, or stood at ``before``: it reports what is in its words and in none within them."""
        for event in self.made.events:
            event.statement = self._voice(statement, before, event.trigger, event.statement)
        for framing in self.made.framings:
            framing.statement = self._voice(statement, before, framing.span, framing.statement)

    def _voice(self, statement: str, before: Span | None, span: Span, own: str | None) -> str | None:
        """The statement in whose words a span stands after another one changed."""
        spans = {s.id: s.span for s in self.made.statements}
        if own != statement:
            return statement if _within(span, spans[statement]) and (own not in spans or _within(spans[statement], spans[own])) else own
        if _within(span, spans[statement]) or before is None or not _within(span, before):
            return own
        around = [i for i in spans if _within(span, spans[i])]
        return min(around, key=lambda i: spans[i][1] - spans[i][0], default=None)

    def _drop(self, part: Part | None) -> str:
        """Take an event or a statement out; its id."""
        if part is None:
            return ""
        if isinstance(part, Event):
            self.made.events.remove(part)
            self._without(part.id)
        elif isinstance(part, Statement):
            self.made.statements.remove(part)
            for event in self.made.events:
                event.statement = None if event.statement == part.id else event.statement
            for framing in self.made.framings:
                framing.statement = None if framing.statement == part.id else framing.statement
        return part.id

    def _without(self, gone: str) -> None:
        """Let the reports of a happening, and those that are surely one, go with the next of theirs where the first is gone."""
        happening = {e.id: e.same or e.id for e in self.made.events}
        sure = {e.id: e.report for e in self.made.events}
        for of in (happening, sure):
            left = next((i for i, first in of.items() if first == gone), None)
            of.update({i: left or i for i, first in of.items() if first == gone})
        for event in self.made.events:
            first, surely = happening[event.id], sure[event.id]
            event.same = None if first == event.id else first
            event.same_surely = None if surely == first else surely

    def _set(self, part: Part, name: str, value: Value, judgement: Judgement) -> None:
        if name == "same":
            if value is not None and not isinstance(value, str):
                value = self._ids((value,), judgement)[0]
            self._merged += [(part.id, value)] if value else []
        elif name == "cue":
            setattr(part, name, list(value))
        elif isinstance(part, Statement) and name == "span":
            stood, part.span = part.span, value
            self._hold(part.id, stood)
        elif isinstance(value, tuple):
            ids = self._ids(value, judgement)
            before = list(getattr(part, name))
            setattr(part, name, ids)
            if isinstance(part, Statement):
                self._relink(part, name, before)
        else:
            setattr(part, name, value)
        if isinstance(part, Event) and name in ("type", "mode"):
            if part.mode and not plover.has_mode(part.type, part.mode):
                part.mode = None
            _score(part, own_code=name == "mode")
        part.why = f"{part.why}; {name} corrected by {judgement.author}"

    def _ids(self, refs: Iterable[str | Span], judgement: Judgement) -> list[str]:
        """The ids of entities; those that are spans become entities."""
        return list(dict.fromkeys(ref if isinstance(ref, str) else self._entity(ref, judgement) for ref in refs))

    def _entity(self, span: Span, judgement: Judgement) -> str:
        known = part_at(self.made, "entity", span)
        if known is not None:
            return known.id
        name, new = " ".join(self.made.surface(span).split()), _new_id("e", self.made.entities)
        self.made.entities.append(Entity(new, "ORG", name, name, False, None, None, None, None, [span], f"added by {judgement.author}"))
        return new

    def _relink(self, statement: Statement, name: str, before: list[str]) -> None:
        """Let chain and links follow the speaker, or the links the chain."""
        if name == "speaker":
            relays = [source for source in statement.chain if source not in before]
            statement.chain = list(dict.fromkeys([*relays, *statement.speaker[:1]]))
        known = {link.entity: link for link in statement.links}
        statement.links = [known.get(source) or self._link(source, statement) for source in statement.chain]

    def _link(self, source: str, statement: Statement) -> Link:
        entity = self.made.entity(source)
        span = min(entity.mentions, key=lambda m: abs(m[0] - statement.span[0]), default=None)
        kind = _KINDS.get(entity.type, "office") if entity.named or entity.type != "PERSON" else "unnamed"
        return Link(source, kind, entity.named, span, None if span else entity.why)

    def _merge(self) -> None:
        """Let one entity stand for two; the other's mentions become its own."""
        stands: dict[str, str] = {}
        for old, new in self._merged:
            target = stands.get(new, new)
            if target == old:
                continue
            stands = {key: target if value == old else value for key, value in stands.items()} | {old: target}
        for old, new in stands.items():
            gone, kept = self.made.entity(old), self.made.entity(new)
            kept.mentions = sorted({*kept.mentions, *gone.mentions})
            self.made.entities.remove(gone)
        if stands:
            _rename(self.made, stands)

    def _tidy(self) -> None:
        """Take out what points to nothing, and set the views of sources anew."""
        record = self.made
        ids = {event.id for event in record.events} | {statement.id for statement in record.statements}
        for statement in record.statements:
            statement.of = statement.of if statement.of in ids else None
        document = read_document(record.article.text, record.furniture)
        set_views(record, Scene.of(document, record.article.published, record.article.outlet))


_LISTS = {"event": "events", "entity": "entities", "statement": "statements", "date": "dates"}


def _rank(topic: Topic) -> tuple[int, bool]:
    """Statements, events, then entities, since events may add some; a merge after all else is known of them."""
    return _ORDER[topic.target.layer], topic.field == "mode"


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _is_gone(topic: Topic) -> bool:
    return not topic.in_conflict and topic.values == [False]


def _emptied(topic: Topic, now: Value) -> Value:
    """What a field is when it was only said what it is not."""
    if topic.field in _REQUIRED or now not in topic.rejected:
        return now
    return () if isinstance(now, tuple) else None


def _score(event: Event, *, own_code: bool) -> None:
    """Class, score and code of an event's type and mode; with ``own_code`` the code stays."""
    event.quad, event.score = plover.quad(event.type), plover.score(event.type, event.mode)
    event.cameo = event.cameo if own_code and event.cameo else plover.cameo_root(event.type)


def _ascertain(event: Event, said: Collection[str]) -> None:
    """Leave in ``unsure`` those who still take part, but not those of whom people say so: whoever is sure in one role is so in all, as the coder has it."""
    there = {*event.actor, *event.recipient, *event.place} - {*said}
    event.unsure = [i for i in event.unsure if i in there]


def _new_id(prefix: str, parts: Sequence[Part]) -> str:
    taken = {part.id for part in parts}
    return next(new for n in range(1, len(taken) + 2) if (new := f"{prefix}h{n}") not in taken)


def _rename(record: Record, stands: dict[str, str]) -> None:
    """Put other entities in the place of some, wherever a record has them."""

    def new(ids: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(stands.get(i, i) for i in ids))

    for event in record.events:
        sure = new(i for role in ROLES for i in getattr(event, role) if i not in event.unsure)
        event.unsure = [i for i in new(event.unsure) if i not in sure]
        for role in ROLES:
            setattr(event, role, new(getattr(event, role)))
        for count in event.counts:
            count.of = stands.get(count.of, count.of) if count.of else None
        if event.transfer:
            event.transfer.item = new(event.transfer.item)
    for statement in record.statements:
        statement.speaker, statement.chain = new(statement.speaker), new(statement.chain)
        links = {stands.get(link.entity, link.entity): link for link in reversed(statement.links)}
        for source, link in links.items():
            link.entity = source
        statement.links = [links[source] for source in statement.chain]
    for framing in record.framings:
        framing.entity = stands.get(framing.entity, framing.entity) if framing.entity else None
