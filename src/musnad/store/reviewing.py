"""What to ask people next: the events of a store that nobody has judged, those in most doubt first.

Doubt is a sum of reasons, each of which can be said in words: the machine's own confidence, parties that it could not resolve, sources
that say the opposite of each other, an earlier Musnad that read the same text otherwise. What people disagree on comes before all.

A second opinion is asked of what one person alone has judged, and shows nothing of what they said: the machine's reading, with what the one who
is asked has corrected in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count, islice

import numpy as np

from musnad.record import Entity, Event, Record, Span
from musnad.store.chosen import chosen, first
from musnad.store.columns import MILLION, NONE, Columns, Mask
from musnad.store.comparing import Change, compare, readings
from musnad.store.criteria import criteria
from musnad.store.kept import Kept
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
KEPT = 4000  # events of which it is remembered what was found


@dataclass(frozen=True, slots=True)
class Spot:
    """An event by its article's number and its trigger, as the record of this id has it, whose rows were laid so often."""

    article: int
    record: int
    laid: int
    trigger: Span


@dataclass(frozen=True, slots=True)
class Doubted:
    """How much an event of a record is in doubt, and who has said what of it: whether it is judged, whether people disagree, and who spoke where they do."""

    doubt: float
    judged: bool
    disputed: bool
    spoke: frozenset[str]

    def is_open(self, author: str) -> bool:
        """Whether it is still to be judged by this author."""
        return not self.judged or (self.disputed and author not in self.spoke)


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

    ``kept`` may outlive the queue: whoever makes one for every question does not find anew what was found of a record. Events are looked at
    afresh before they are asked all the same.
    """

    store: Store
    author: str
    types: Sequence[str] = ()
    article: str | None = None
    second: bool = False
    kept: Kept = field(default_factory=lambda: Kept(KEPT))
    _changes: dict[int, list[Change]] = field(default_factory=dict)

    def items(self, limit: int | None = None, skip: int = 0) -> Iterator[Item]:
        """The items, the most doubtful first, without so many from the beginning.

        Each is as the store has it when it comes, so that judging goes on meanwhile.
        """
        if self.second:
            return islice(self._seconds(), skip, None if limit is None else skip + limit)
        found = (self._item(spot) for spot in islice(self._open(), skip, None))
        return islice((item for item in found if item is not None), limit)

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

    def _open(self) -> Iterator[Spot]:
        """The events that are still to be judged, as far as what was found of their records tells."""
        given = set()
        for spot in self._in_conflict():
            if self._doubted(spot).is_open(self.author):
                given.add((spot.article, spot.trigger))
                yield spot
        for at in count(0, WINDOW):
            if at % CHUNK == 0:
                spots = self._chunk(at)
            window = spots[at % CHUNK : at % CHUNK + WINDOW]
            if not window:
                return
            found = [(self._doubted(spot), spot) for spot in window if (spot.article, spot.trigger) not in given]
            yield from (spot for doubted, spot in sorted(found, key=lambda pair: -pair[0].doubt) if doubted.is_open(self.author))

    def _chunk(self, at: int) -> list[Spot]:
        """So many events of the rough order."""
        columns, wanted = self.store.columns(), criteria({"type": list(self.types), **({} if self.article is None else {"article": self.article})})
        with self.store.reading() as connection:
            mask = chosen(connection, columns, "events", wanted)
        return columns.remembered(("review", wanted, at), lambda: by_doubt(columns, mask, at + CHUNK)[at:])

    def _in_conflict(self) -> list[Spot]:
        """The events on which people disagree."""
        wanted = current().where(ArticleRow.machine_id != ArticleRow.record_id).order_by(ArticleRow.id)
        with self.store.reading() as connection:
            rows = connection.execute(wanted if self.article is None else wanted.where(named_article(self.article))).all()
        found = []
        for row in rows:
            held = stored_article(row, None, self.store.record, self.store.judged, self.store.text)
            disputed = self.kept.get(("conflicts", held.record_id), partial(conflicts, held))
            found += [Spot(held.id, held.record_id, 0, event.trigger) for event in disputed if not self.types or event.type in self.types]
        return found

    def _doubted(self, spot: Spot) -> Doubted:
        """What is kept of an event; nobody is asked about one that is gone."""

        def find() -> Doubted:
            item = self.item(spot.article, spot.trigger)
            if item is None:
                return Doubted(0.0, True, False, frozenset())
            spoke = frozenset(name for mark in item.judged for name in mark.by)
            return Doubted(item.doubt, bool(item.judged), any(mark.verdict == "conflict" for mark in item.judged), spoke)

        return self.kept.get(("doubt", spot), find)

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

    def _item(self, spot: Spot) -> Item | None:
        """An event as it is now, if it is still to be judged by this author."""
        item = self.item(spot.article, spot.trigger)
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


def conflicts(article: StoredArticle) -> list[Event]:
    """The events of an article on which people disagree."""
    parts = {mark.part for mark in article.judged if mark.verdict == "conflict"}
    return [event for event in article.record.events if event.id in parts]


def by_doubt(columns: Columns, mask: Mask, upto: int) -> list[Spot]:
    """The first of some events in the order of a doubt that the columns can tell.

    That is of their confidence, of parties that are not resolved, and of reports of one happening that say that it was and that it was not.
    """
    events, parties, records = columns.events, columns.parties, columns.records
    doubt = MILLION - events.confidence
    vague = np.zeros(len(doubt), np.bool_)
    vague[parties.at[(parties.country == NONE) & (parties.known == NONE)]] = True
    negated = np.isin(events.status, columns.names.codes.get(("negated",)))
    same = np.minimum(np.searchsorted(events.key, events.first), len(doubt) - 1)  # the row of the first report of each one's happening in its record
    sides = np.zeros((2, len(doubt)), np.bool_)
    sides[0, same[negated]] = sides[1, same[~negated]] = True
    doubt += round(UNRESOLVED * MILLION) * vague + round(DISPUTED * MILLION) * (sides[0] & sides[1])[same]
    rows = np.flatnonzero(mask)
    rows = first((-doubt[rows], records.article[events.of[rows]], events.start[rows]), rows, upto)
    of = events.of[rows]
    told = records.article[of].tolist(), records.record[of].tolist(), events.start[rows].tolist(), events.end[rows].tolist()
    return [Spot(article, record, columns.laid[record][-1], (start, end)) for article, record, start, end in zip(*told, strict=True)]
