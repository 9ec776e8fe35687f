"""The data model: an article and everything Musnad reads in it.

Nothing else in the package defines these things. Spans are half-open ``(start, end)`` pairs of Unicode code points into
``Article.text`` exactly as given; dates are ISO 8601 strings, a day, month or year, or ``from/to``; ids are unique within
one record. A value that could not be resolved is ``None`` and is never guessed; lists are never ``None``.
"""

from __future__ import annotations

import hashlib
from calendar import monthrange
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

SCHEMA = "1"

Span = tuple[int, int]


def meet(a: Span, b: Span) -> bool:
    """Whether two spans have a character in common."""
    return a[0] < b[1] and b[0] < a[1]


@dataclass(slots=True)
class Article:
    """One news article as it was published.

    ``published`` is an ISO date or datetime; ``None`` leaves relative dates unresolved. ``sources`` are the names of those from
    whom the outlet has the article (an agency), as its metadata credit them, not its text.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "ar"
    sources: list[str] = field(default_factory=list)

    @property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8; lone surrogates are hashed as they stand."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(slots=True)
class Coordinates:
    """Where a place is: degrees, and the radius in kilometres within which it lies."""

    lat: float
    lon: float
    km: float
    geonames: int | None = None


@dataclass(slots=True)
class Entity:
    """What mentions refer to. ``type`` is an OntoNotes name or MEDIA; ``sector`` a PLOVER sector code."""

    id: str
    type: str
    name: str
    name_ar: str
    named: bool
    country: str | None
    sector: str | None
    knowledge_id: str | None
    coordinates: Coordinates | None
    mentions: list[Span]
    why: str


@dataclass(slots=True)
class Date:
    """A time expression. ``precision`` is day, week, month, quarter, year, decade or interval."""

    id: str
    span: Span
    value: str | None
    precision: str | None
    calendar: str
    why: str


@dataclass(slots=True)
class Amount:
    """Money or a counted quantity. ``unit`` is ISO 4217 or an English singular noun."""

    id: str
    span: Span
    value: float | int | None
    unit: str
    bound: str
    why: str


@dataclass(slots=True)
class Transfer:
    """Goods that change hands in an event: entity ids of the items, amount ids of their number and price."""

    item: list[str]
    count: str | None = None
    value: str | None = None


@dataclass(slots=True)
class Count:
    """People an event killed, injured, arrested, displaced, or who took part."""

    what: str
    value: float | int
    bound: str
    of: str | None
    amount: str | None


@dataclass(slots=True)
class View:
    """One source's view of an event: how certain, and whether it happened (after FactBank).

    ``distanced``: the source tells it without taking it over ("the alleged", scare quotes, "claimed").
    """

    source: str
    certainty: str
    happened: bool | None
    statement: str | None
    distanced: bool = False


ROLES = ("actor", "recipient", "place")  # of an event, each a list of entities


@dataclass(slots=True)
class Event:
    """A reported act in PLOVER terms, with its CAMEO code. ``statement`` is the statement that reports it, if any.

    ``unsure``: those of its parties and places that are only likely, by the trained model alone. ``same_surely``: where that it is ``same`` as the earlier
    report is only likely, by the trained model alone, the first report that it is surely one with, or itself.
    """

    id: str
    trigger: Span
    type: str
    mode: str | None
    context: list[str]
    actor: list[str]
    recipient: list[str]
    place: list[str]
    when: str | None
    status: str
    statement: str | None
    same: str | None
    cameo: str
    score: float
    quad: str
    transfer: Transfer | None
    counts: list[Count]
    views: list[View]
    confidence: float
    why: str
    unsure: list[str] = field(default_factory=list)
    same_surely: str | None = None

    @property
    def report(self) -> str:
        """The id of the first report that this one is surely one with, or its own: what many articles say together is told by these."""
        return self.same_surely or self.same or self.id


@dataclass(slots=True)
class Link:
    """One source in a chain. ``kind`` is person, office, agency, outlet, document or unnamed.

    ``span`` is None for a source that the text does not name: ``why`` then says how it is known.
    """

    entity: str
    kind: str
    named: bool
    span: Span | None
    why: str | None = None


@dataclass(slots=True)
class Statement:
    """Words reported: whose they are, through whom they came, and in what stance."""

    id: str
    span: Span
    cue: list[Span]
    speaker: list[str]
    chain: list[str]
    links: list[Link]
    form: str
    stance: str
    of: str | None
    why: str


@dataclass(slots=True)
class Framing:
    """A loaded word for an office, group or place, or a word of doubt, with the neutral name it stands for.

    ``kind`` is office, group, place or doubt; ``statement`` is the one in whose words it stands, None in the outlet's own.
    """

    span: Span
    kind: str
    neutral: str | None
    neutral_ar: str | None
    entity: str | None
    statement: str | None
    why: str


@dataclass(slots=True)
class Record:
    """An article with all that was read in it."""

    article: Article
    furniture: list[Span] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    framings: list[Framing] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    model: str | None = None

    def to_dict(self, *, text: bool = True) -> dict[str, Any]:
        """The record as the JSON contract has it; ``text=False`` leaves the article's text out."""
        from musnad import __version__

        article = self.article
        document: dict[str, Any] = {
            "id": article.id,
            "sha256": article.sha256,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published,
            "url": article.url,
            "language": article.language,
            "sources": article.sources,
        }
        if text:
            document["text"] = article.text
        body = {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in ("article", "model")}
        return {"schema": SCHEMA, "musnad": __version__, "model": self.model, "document": document, **body}

    def surface(self, span: Span) -> str:
        """The article's own characters at a span."""
        return self.article.text[span[0] : span[1]]

    def entity(self, entity_id: str) -> Entity:
        """The entity with this id; KeyError if the record has none."""
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)

    def _repr_html_(self) -> str:
        from musnad.export.html import notebook

        return notebook(self)


def _plain(value: Any) -> Any:
    """Dataclasses, tuples and lists as JSON has them."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value


def day_bounds(when: str | None) -> tuple[str | None, str | None]:
    """The first and last day of an ISO date, month, year or ``from/to``; None twice for none."""
    if not when:
        return None, None
    first, _, last = when.partition("/")
    return _first_day(first), _last_day(last or first)


def _first_day(date: str) -> str:
    return (date + "-01-01"[len(date) - 4 :])[:10] if len(date) < 10 else date[:10]


def _last_day(date: str) -> str:
    if len(date) == 4:
        return f"{date}-12-31"
    return f"{date}-{monthrange(int(date[:4]), int(date[5:7]))[1]:02}" if len(date) == 7 else date[:10]
