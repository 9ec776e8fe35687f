"""Why an event was coded as it was: the facts of an explanation, gathered from one record.

:class:`Explained` holds them; :mod:`musnad.export.explain` says them in sentences or as JSON. Everything comes from the record and its
text: a record printed with ``--no-text`` has the offsets alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from musnad.coding.marks import status_mark
from musnad.knowledge import read_table, remembered
from musnad.language.tokens import Document, read_document
from musnad.record import Amount, Date, Entity, Event, Framing, Link, Record, Span, Statement, View

OUTLET = "outlet"


@dataclass(slots=True)
class Explained:
    """One event of a record with what an explanation tells of it. ``document`` is None without the article's text."""

    record: Record
    event: Event
    document: Document | None

    @classmethod
    def of(cls, record: Record, event_id: str, *, has_text: bool) -> Explained:
        """The facts of one event; KeyError if the record has no such event."""
        event = next((e for e in record.events if e.id == event_id), None)
        if event is None:
            raise KeyError(event_id)
        return cls(record, event, read_document(record.article.text, record.furniture) if has_text else None)

    @property
    def sentence(self) -> Span | None:
        """The sentence of the trigger, None without text."""
        if self.document is None:
            return None
        found = self.document.sentence_at(self.event.trigger[0])
        return min(found.start, self.event.trigger[0]), max(found.end, self.event.trigger[1])

    def words(self, span: Span) -> str | None:
        """The article's words at a span, on one line; None without text."""
        return None if self.document is None else " ".join(self.record.surface(span).split())

    def entities(self, ids: list[str]) -> list[Entity]:
        """The entities of these ids."""
        return [self.record.entity(i) for i in ids]

    def mentions(self, entity: Entity) -> list[Span]:
        """The mentions of an entity, those in the event's sentence first, then in text order."""
        sentence = self.sentence
        if sentence is None:
            return entity.mentions
        return sorted(entity.mentions, key=lambda m: (not sentence[0] <= m[0] < sentence[1], m))

    def name(self, source: str) -> str:
        """The Arabic name of a source of a view; the outlet's own where it is given, else an empty string."""
        if source == OUTLET:
            return self.record.article.outlet or ""
        return self.record.entity(source).name_ar

    @property
    def statement(self) -> Statement | None:
        """The statement inside which the event is told."""
        return next((s for s in self.record.statements if s.id == self.event.statement), None)

    @property
    def chain(self) -> list[Link]:
        """The links of its chain from the origin to the source nearest the reader."""
        return list(reversed(self.statement.links)) if self.statement else []

    @property
    def date(self) -> Date | None:
        """The time expression that the event's time was read from: the nearest with its value."""
        when, at = self.event.when, self.event.trigger[0]
        fitting = [d for d in self.record.dates if when is not None and d.value == when]
        return min(fitting, key=lambda d: abs(d.span[0] - at), default=None)

    @property
    def on_publication_day(self) -> bool:
        """Whether the event's time is the day of publication, and no time expression says so."""
        published = self.record.article.published
        return self.date is None and published is not None and self.event.when == published[:10]

    @property
    def mark(self) -> Span | None:
        """The word that gave the event its status, None if there is none or no text."""
        return None if self.document is None else status_mark(self.document, self.event)

    @property
    def denied(self) -> bool:
        """Whether the event is negated because a denial holds it."""
        return self.event.status == "negated" and self.statement is not None and self.statement.stance == "denies"

    @property
    def again(self) -> list[Event]:
        """The other events of this record that report the same happening, in text order."""
        root = self.event.same or self.event.id
        return [e for e in self.record.events if e is not self.event and root in (e.id, e.same)]

    def only_likely(self, other: Event) -> bool:
        """Whether the trained model alone takes another event that tells of it again for the same happening."""
        return other.report != self.event.report

    @property
    def framings(self) -> list[Framing]:
        """Loaded words for the parties and sources of the event, each wording once, the nearest to it."""
        event = self.event
        chain = self.statement.chain if self.statement else []
        mine = {*event.actor, *event.recipient, *event.place, *chain}
        nearest = sorted((f for f in self.record.framings if f.entity in mine), key=lambda f: abs(f.span[0] - event.trigger[0]))
        once = {(f.entity, self.words(f.span) or f.span): f for f in reversed(nearest)}
        return sorted(once.values(), key=lambda f: f.span)

    def amount(self, amount_id: str | None) -> Amount | None:
        """The amount of an id."""
        return next((a for a in self.record.amounts if a.id == amount_id), None)

    @property
    def views(self) -> list[View]:
        """The views of its sources, the nearest first."""
        return self.event.views


@remembered
def _labels() -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in read_table("labels")}


def label(kind: str, code: str, lang: str) -> str:
    """A code in words (``label("type", "AID", "ar")``); the code itself if the table has none."""
    row = _labels().get(f"{kind}.{code}")
    return row["arabic" if lang == "ar" else "english"] if row else code


@remembered
def country_name(code: str, lang: str) -> str:
    """A country's name, or that of one of PLOVER's codes for what has no state."""
    for row in read_table("countries"):
        if row["code"] == code:
            return row["arabic"].split("|")[0].rstrip("?") if lang == "ar" else row["name"]
    return label("country", code, lang)
