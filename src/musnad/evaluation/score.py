"""Counting agreement: for each measure the hits, how many the reference has, and how many were predicted.

Spans agree from an overlap of one half on; entities are linked one to one by the mentions they share (CEAF-m, Luo
2005), and roles, speakers and chains are judged by these links. The measures are those of the reference scorer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from musnad.evaluation.parts import Entity, Event, Parts, Statement
from musnad.record import Span

HEADLINE = ("mentions", "entities", "dates", "event type", "who did what to whom", "statement and speaker", "source chain of two or more")
ENOUGH = 0.5
FURNITURE_ENOUGH = 0.8

A = TypeVar("A")
B = TypeVar("B")
SameEntity = Callable[[str, str], bool]


@dataclass(slots=True)
class Count:
    """One measure's counts."""

    hits: int = 0
    gold: int = 0
    predicted: int = 0

    @property
    def precision(self) -> float:
        """Hits of what was predicted; 0 where nothing was."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Hits of what the reference has; 0 where it has nothing."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Tally(dict[str, Count]):
    """Counts by measure, summed over articles."""

    def add(self, measure: str, hits: int, gold: int, predicted: int) -> None:
        """Add one article's counts."""
        count = self.setdefault(measure, Count())
        count.hits += hits
        count.gold += gold
        count.predicted += predicted

    def rate(self, measure: str, right: int, of: int) -> None:
        """Add a share of what was found: gold and predicted are the same number."""
        self.add(measure, right, of, of)


def closeness(a: Span, b: Span) -> float:
    """Overlap of two spans over the stretch they cover together."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both / (max(a[1], b[1]) - min(a[0], b[0])) if both > 0 else 0.0


def near(a: Span, b: Span, enough: float = ENOUGH) -> float:
    """Their closeness, or 0 if it is not enough."""
    share = closeness(a, b)
    return share if share >= enough else 0.0


def pair(gold: Sequence[A], predicted: Sequence[B], fits: Callable[[A, B], float]) -> list[tuple[A, B]]:
    """Match one to one, the best fit first; equal fits in the order given; 0 is no fit."""
    candidates = [(fit, i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted) if (fit := fits(g, p)) > 0]
    candidates.sort(key=lambda candidate: -candidate[0])
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    out = []
    for _, i, j in candidates:
        if i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            out.append((gold[i], predicted[j]))
    return out


def score(gold: Parts, predicted: Parts, tally: Tally) -> None:
    """Add one article's counts to the tally."""
    g, p = gold.outside(gold.ignore), predicted.outside(gold.ignore)
    same = _score_entities(g, p, tally)
    _score_values(g, p, tally)
    typed = _score_events(g, p, same, tally)
    _score_statements(g, p, same, tally)
    _score_sources(g, p, typed, same, tally)
    found = pair(g.furniture, p.furniture, lambda a, b: near(a, b, FURNITURE_ENOUGH))
    tally.add("furniture", len(found), len(g.furniture), len(p.furniture))


def _score_entities(g: Parts, p: Parts, tally: Tally) -> SameEntity:
    """Mentions, entities and what is known of them; returns which ids mean the same entity."""
    gold, predicted = _mentions(g.entities), _mentions(p.entities)
    mine, theirs = list(dict(gold).items()), list(dict(predicted).items())
    agreed = pair(mine, theirs, lambda a, b: near(a[0], b[0]) if a[1].type == b[1].type else 0)
    tally.add("mentions", len(agreed), len(mine), len(theirs))

    links = _links(g.entities, p.entities)
    tally.add("entities", sum(_shared(a, b) for a, b in links), len(gold), len(predicted))
    known = [(a.country, b.country) for a, b in links if a.country or b.country]
    tally.rate("country of entity", sum(a == b for a, b in known), len(known))
    known = [(a.sector, b.sector) for a, b in links if a.sector or b.sector]
    tally.rate("sector of entity", sum(a == b for a, b in known), len(known))
    return _same(links)


def linked(gold: Parts, predicted: Parts) -> SameEntity:
    """Which entity ids of a reference record and of a predicted one mean the same entity."""
    return _same(_links(gold.entities, predicted.entities))


def _links(gold: list[Entity], predicted: list[Entity]) -> list[tuple[Entity, Entity]]:
    return pair(gold, predicted, _shared)


def _same(links: list[tuple[Entity, Entity]]) -> SameEntity:
    to = {a.id: b.id for a, b in links}
    return lambda gold_id, predicted_id: gold_id in to and to[gold_id] == predicted_id


def _mentions(entities: Iterable[Entity]) -> list[tuple[Span, Entity]]:
    return [(mention, entity) for entity in entities for mention in entity.mentions]


def _shared(a: Entity, b: Entity) -> int:
    """How many mentions two entities share."""
    return len(pair(a.mentions, b.mentions, near))


def _score_values(g: Parts, p: Parts, tally: Tally) -> None:
    """Dates with their values, amounts with value and unit; an unresolved date is not counted as predicted."""
    said = [date for date in p.dates if date.value]
    dates = pair(g.dates, said, lambda a, b: near(a.span, b.span) if a.value == b.value else 0)
    tally.add("dates", len(dates), len(g.dates), len(said))
    amounts = pair(g.amounts, p.amounts, lambda a, b: closeness(a.span, b.span) > 0 and (a.value, a.unit) == (b.value, b.unit))
    tally.add("amounts", len(amounts), len(g.amounts), len(p.amounts))


def _score_events(g: Parts, p: Parts, same: SameEntity, tally: Tally) -> list[tuple[Event, Event]]:
    """Triggers, types, roles and the rest; returns the pairs that agree in trigger and type."""
    total = len(g.events), len(p.events)
    tally.add("event found", len(pair(g.events, p.events, _hit)), *total)
    typed = pair(g.events, p.events, lambda a, b: _hit(a, b) if a.type == b.type else 0)
    tally.add("event type", len(typed), *total)
    hits = sum(len(pair(a.actor, b.actor, same)) + len(pair(a.recipient, b.recipient, same)) for a, b in typed)
    tally.add("who did what to whom", hits, _roles(g.events), _roles(p.events))
    tally.rate("· event status", sum(a.status == b.status for a, b in typed), len(typed))
    tally.rate("· event date", sum(a.when == b.when for a, b in typed), len(typed))
    tally.rate("· event mode", sum(a.mode == b.mode for a, b in typed), len(typed))
    tally.add(
        "· event place", sum(len(pair(a.place, b.place, same)) for a, b in typed), sum(len(a.place) for a, _ in typed), sum(len(b.place) for _, b in typed)
    )
    gold, predicted = _happenings(g.events), _happenings(p.events)
    twice = [(x, y) for i, x in enumerate(typed) for y in typed[i + 1 :]]
    mine = [gold[x[0].id] == gold[y[0].id] for x, y in twice]
    theirs = [predicted[x[1].id] == predicted[y[1].id] for x, y in twice]
    tally.add("· same happening (pairs)", sum(map(min, mine, theirs)), sum(mine), sum(theirs))
    return typed


def _roles(events: list[Event]) -> int:
    return sum(len(event.actor) + len(event.recipient) for event in events)


def _hit(a: Event, b: Event) -> float:
    """How close the predicted trigger is to the best of the gold marks."""
    return max((near(span, b.spans[0]) for span in a.spans), default=0.0)


def _happenings(events: list[Event]) -> dict[str, str]:
    """Each event's id with the id of the first event of its happening."""
    by_id = {event.id: event for event in events}
    first: dict[str, str] = {}
    for event in events:
        seen = {event.id}
        at = event
        while at.same in by_id and at.same not in seen:
            seen.add(at.same)
            at = by_id[at.same]
        first[event.id] = at.id
    return first


def _score_statements(g: Parts, p: Parts, same: SameEntity, tally: Tally) -> None:
    total = len(g.statements), len(p.statements)
    found = pair(g.statements, p.statements, _near)
    tally.add("statement found", len(found), *total)
    spoken = pair(g.statements, p.statements, lambda a, b: _near(a, b) if _same_set(a.speaker, b.speaker, same) else 0)
    tally.add("statement and speaker", len(spoken), *total)
    mine, theirs = ([s for s in side.statements if s.relays] for side in (g, p))
    chains = pair(mine, theirs, lambda a, b: _near(a, b) if _same_chain(a, b, same) else 0)
    tally.add("source chain of two or more", len(chains), len(mine), len(theirs))
    tally.rate("· statement stance", sum(a.stance == b.stance for a, b in found), len(found))
    denials = [sum(s.stance == "denies" for s in side.statements) for side in (g, p)]
    tally.add("· denials", sum(a.stance == b.stance == "denies" for a, b in found), *denials)


def _near(a: Statement, b: Statement) -> float:
    return near(a.span, b.span)


def _same_set(gold: list[str], predicted: list[str], same: SameEntity) -> bool:
    return len(gold) == len(predicted) == len(pair(gold, predicted, same))


def _same_chain(a: Statement, b: Statement, same: SameEntity) -> bool:
    """The same relays in the same order, and one speaker in common."""
    x, y = a.relays, b.relays
    return len(x) == len(y) and all(map(same, x, y)) and any(same(i, k) for i in a.speaker for k in b.speaker)


def _score_sources(g: Parts, p: Parts, typed: list[tuple[Event, Event]], same: SameEntity, tally: Tally) -> None:
    """Whether an event stands in the outlet's voice or in the right statement, from the right chain."""
    gold, predicted = {s.id: s for s in g.statements}, {s.id: s for s in p.statements}

    def right(a: Event, b: Event) -> bool:
        if not a.statement or not b.statement:
            return not a.statement and not b.statement
        x, y = gold.get(a.statement), predicted.get(b.statement)
        return bool(x and y and _near(x, y) and _same_chain(x, y, same))

    tally.rate("· event's source", sum(right(a, b) for a, b in typed), len(typed))
