"""What to ask people next: the events of a store that nobody has judged, those in most doubt first.

Doubt is a sum of reasons, each of which can be said in words: the machine's own confidence, parties that it could not resolve, sources
that say the opposite of each other, an earlier Musnad that read the same text otherwise. What people disagree on comes before all.

A second opinion is asked of what one person alone has judged, and shows nothing of what they said: the machine's reading, with what the one who
is asked has corrected in it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count, islice

import numpy as np

from musnad.record import Entity, Event, Record, Span
from musnad.store.chosen import chosen
from musnad.store.columns import MILLION, NONE, Columns, Mask, Numbers
from musnad.store.comparing import Change, compare, readings
from musnad.store.criteria import criteria
from musnad.store.opinions import place_of, unprompted, waiting
from musnad.store.placing import part_at
from musnad.store.reading import Judged, StoredArticle, current, stored_article
from musnad.store.searching import named_article
from musnad.store.store import Store
from musnad.store.tables import ArticleRow

UNRESOLVED = 0.2
DISPUTED = 0.3
UNSTABLE = 0.3
CONFLICT = 2.0  # above all that the others can add up to
CHUNK = 1000  # events fetched at a time, a multiple of:
WINDOW = 25  # events whose exact doubt is found at a time; their rough one orders all


Place = tuple[int, Span]
"""An event by its article's number and its trigger."""


@dataclass(frozen=True, slots=True)
class Item:
    """One event to be judged: its article, the record as it is now, how much it is in doubt and why, and what was judged of it before."""

    article: StoredArticle
    record: Record
    event: Event
    doubt: float
    reasons: list[str]
    judged: list[Judged]


@dataclass(frozen=True, slots=True)
class Queue:
    """Which events are asked for: of these types, in this article, and not those on which ``author`` has spoken.

    With ``second`` they are those on which one other person alone has spoken, in the order of what was said first.

    ``keep`` may remember the rough order of the events, by a key and how it is found: whoever makes a queue for every question does not
    find it anew each time. Events are looked at afresh before they are asked all the same.
    """

    store: Store
    author: str
    types: Sequence[str] = ()
    article: str | None = None
    second: bool = False
    keep: Callable[[Hashable, Callable[[], list[Place]]], list[Place]] = lambda _, find: find()
    _changes: dict[int, list[Change]] = field(default_factory=dict)

    def items(self, limit: int | None = None) -> Iterator[Item]:
        """The items, the most doubtful first. Each is as the store has it when it comes, so that judging goes on meanwhile."""
        return islice(self._seconds() if self.second else self._items(), limit)

    def _seconds(self) -> Iterator[Item]:
        wanted = None if self.article is None else self._numbers(self.article)
        for number, judgement in waiting(self.store, self.author):
            if wanted is not None and number not in wanted:
                continue
            held = self.store.article(number)
            span = place_of(judgement, held.record) if held is not None else None
            item = self.item(number, span) if span is not None else None
            if item is not None and (not self.types or item.event.type in self.types):
                yield item

    def _numbers(self, article: str) -> set[int]:
        """The articles that are called so."""
        with self.store.reading() as connection:
            return set(connection.execute(current().where(named_article(article)).with_only_columns(ArticleRow.id)).scalars())

    def _items(self) -> Iterator[Item]:
        given = set()
        for place in self._kept("conflicts", self._in_conflict):
            item = self._item(*place)
            if item is not None:
                given.add(place)
                yield item
        for at in count(0, WINDOW):
            if at % CHUNK == 0:
                places = self._kept(at, partial(self._chunk, at))
            window = places[at % CHUNK : at % CHUNK + WINDOW]
            if not window:
                return
            found = [item for place in window if place not in given and (item := self._item(*place)) is not None]
            for item in sorted(found, key=lambda item: -item.doubt):
                fresh = self._item(item.article.id, item.event.trigger)
                if fresh is not None:
                    yield fresh

    def _kept(self, what: str | int, find: Callable[[], list[Place]]) -> list[Place]:
        return self.keep(("review", tuple(self.types), self.article, what), find)

    def _chunk(self, at: int) -> list[Place]:
        """So many events of the rough order."""
        columns, wanted = self.store.columns(), criteria({"type": list(self.types), **({} if self.article is None else {"article": self.article})})
        with self.store.reading() as connection:
            mask = chosen(connection, columns, "events", wanted)
        rows = columns.remembered(("doubt", wanted), lambda: by_doubt(columns, mask))[at : at + CHUNK]
        events = columns.events
        told = columns.records.article[events.of[rows]].tolist(), events.start[rows].tolist(), events.end[rows].tolist()
        return [(article, (start, end)) for article, start, end in zip(*told, strict=True)]

    def _in_conflict(self) -> list[Place]:
        """The events on which people disagree."""
        wanted = current().where(ArticleRow.machine_id != ArticleRow.record_id).order_by(ArticleRow.id)
        with self.store.reading() as connection:
            rows = connection.execute(wanted if self.article is None else wanted.where(named_article(self.article))).all()
        found = []
        for row in rows:
            held = stored_article(row, None, self.store.record, self.store.judged, self.store.text)
            parts = {mark.part for mark in held.judged if mark.verdict == "conflict"}
            found += [(held.id, event.trigger) for event in held.record.events if event.id in parts and (not self.types or event.type in self.types)]
        return found

    def item(self, article: int, trigger: Span) -> Item | None:
        """The event at a trigger as it is now, judged or not; None if there is none."""
        held = self.store.article(article)
        record = None if held is None else unprompted(self.store, article, self.author) if self.second else held.record
        event = part_at(record, "event", trigger) if record is not None else None
        if held is None or record is None or not isinstance(event, Event):
            return None
        judged = [mark for mark in held.judged if mark.part == event.id and not self.second]
        doubt, reasons = self._doubt(held, record, event, judged)
        return Item(held, record, event, doubt, reasons, judged)

    def _item(self, article: int, trigger: Span) -> Item | None:
        """The same, if it is still to be judged by this author."""
        item = self.item(article, trigger)
        return item if item is not None and self._is_open(item) else None

    def _is_open(self, item: Item) -> bool:
        disputed = any(mark.verdict == "conflict" for mark in item.judged)
        return not item.judged or (disputed and not any(self.author in mark.by for mark in item.judged))

    def _doubt(self, article: StoredArticle, record: Record, event: Event, judged: Sequence[Judged]) -> tuple[float, list[str]]:
        doubt, reasons = 1 - event.confidence, [f"confidence {event.confidence:g}"]
        for mark in judged:
            if mark.verdict == "conflict":
                doubt, reasons = doubt + CONFLICT, [f"people disagree on {mark.field}: {', '.join(mark.by)}", *reasons]
        vague = [name for entity in unresolved(record, event) if (name := entity.name_ar)]
        if vague:
            doubt, reasons = doubt + UNRESOLVED, [*reasons, f"not resolved: {'، '.join(vague)}"]
        if {view.happened for view in event.views} >= {True, False}:
            doubt, reasons = doubt + DISPUTED, [*reasons, "some sources say that it happened, others that it did not"]
        for change in self._unstable(article):
            if change.kind == "event" and change.sign != "-" and change.span == event.trigger:
                told = "; ".join(f"{name} {old or 'none'} → {new or 'none'}" for name, (old, new) in change.fields.items())
                doubt, reasons = doubt + UNSTABLE, [*reasons, f"an earlier Musnad read otherwise: {told if change.sign == '~' else 'no event'}"]
        return doubt, reasons

    def _unstable(self, article: StoredArticle) -> list[Change]:
        """What the last two readings of the article's latest text tell differently; none if it was read once."""
        if article.id not in self._changes:
            found = [reading for reading in readings(self.store, article.id) if reading.version == article.version][-2:]
            self._changes[article.id] = compare(*(self.store.record(reading.record) for reading in found)) if len(found) == 2 else []
        return self._changes[article.id]


def unresolved(record: Record, event: Event) -> list[Entity]:
    """The parties of an event of which neither country nor identity is known."""
    parties = (record.entity(i) for i in dict.fromkeys([*event.actor, *event.recipient, *event.place]))
    return [entity for entity in parties if entity.country is None and entity.knowledge_id is None]


def by_doubt(columns: Columns, mask: Mask) -> Numbers:
    """The rows of some events in the order of a doubt that the columns can tell.

    That is of their confidence, of parties that are not resolved, and of reports of one happening that say that it was and that it was not.
    """
    events, parties = columns.events, columns.parties
    doubt = MILLION - events.confidence
    vague = np.unique(parties.at[(parties.country == NONE) & (parties.known == NONE)])
    doubt[vague] += round(UNRESOLVED * MILLION)
    negated = np.isin(events.status, columns.names.codes.get(("negated",)))
    doubt[np.isin(events.first, np.intersect1d(events.first[negated], events.first[~negated]))] += round(DISPUTED * MILLION)
    rows = np.flatnonzero(mask)
    return rows[np.lexsort((events.start[rows], columns.records.article[events.of[rows]], -doubt[rows]))]
