"""What the page of an article shows: its text with marks, its events and statements explained, its versions, and what people judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from musnad.errors import MissingError
from musnad.export.csv import COLUMNS, Cell, cells
from musnad.export.explain import as_json
from musnad.export.explanation import Explained
from musnad.export.reasons import in_arabic
from musnad.export.words import isolated
from musnad.language.tokens import read_document
from musnad.record import Record, Statement
from musnad.store import Store, StoredArticle
from musnad.store.claims import Judgement, codes
from musnad.store.comparing import readings
from musnad.store.judgements import Ledger
from musnad.web.correcting import Form, forms_of, opened
from musnad.web.judging import article_of, shown_to
from musnad.web.marked import Mark, Piece, marks_of, paragraphs


@dataclass(frozen=True, slots=True)
class Chained:
    """A statement with its sources, the origin first, and the statements and events within it."""

    statement: Statement
    text: str
    sources: list[tuple[str, str, int | None]]  # name, kind, where it stands
    why: str
    events: list[str]
    inner: list[Chained]


@dataclass(frozen=True, slots=True)
class Page:
    """The page of an article, in one version. ``explained`` has each event as :func:`~musnad.export.explain.as_json` tells it."""

    held: StoredArticle
    record: Record
    version: int
    versions: list[int]
    marks: list[Mark]
    explained: list[dict[str, Any]]
    statements: list[Chained]
    judgements: list[Judgement]
    open: str | None  # the event or statement whose forms are shown
    forms: list[Form]
    second: bool  # whether nothing shows of what others judged
    last: Judgement | None  # what was judged just now

    @property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """What codes an event or a statement that is added may have."""
        return {"type": codes("event", "type"), "status": codes("event", "status"), "stance": codes("statement", "stance")}

    @property
    def names(self) -> list[str]:
        """How the text calls whom it names, each once."""
        found = (" ".join(self.record.surface(e.mentions[0]).split()) for e in self.record.entities if e.mentions)
        return list(dict.fromkeys(found))

    @property
    def paragraphs(self) -> Iterator[list[Piece]]:
        """The text, line by line."""
        return paragraphs(self.record.article.text, self.marks)

    def to_dict(self) -> dict[str, Any]:
        """The data for scripts and programs: the record as the contract has it, the marks, the events explained."""
        marks = [{"start": m.start, "end": m.end, "kind": m.kind, "part": m.part, "depth": m.depth} for m in self.marks]
        about = {"article": self.held.id, "version": self.version, "versions": self.versions}
        judged = [j.to_json() for j in self.judgements]
        return {**about, "record": self.record.to_dict(), "marks": marks, "explained": self.explained, "judgements": judged}

    def table(self) -> tuple[tuple[str, ...], Iterator[list[Cell]]]:
        """The events, as `musnad read --format csv` has them."""
        return COLUMNS, cells(self.record)


def page_of(
    store: Store,
    number: int,
    lang: str,
    *,
    version: int | None = None,
    machine: bool = False,
    edit: str | None = None,
    alone: str | None = None,
    last: str | None = None,
) -> Page:
    """The page of an article of the store. MissingError if there is no such article or version.

    ``machine`` shows what the machine read, without what people made of it, ``alone`` with what this one person made of it;
    ``edit`` is the event (``12-18``) or statement (``q12-80``) to correct, ``last`` the judgement made just now.
    """
    held = article_of(store, number)
    read = readings(store, number)
    versions = sorted({reading.version for reading in read})
    shown = held.version if version is None else version
    latest = shown == held.version and not machine
    found = held.record_id if latest else next((r.record for r in reversed(read) if r.version == shown), None)
    if found is None:
        raise MissingError(f"article {number} has no version {shown}: there are {', '.join(map(str, versions))}")
    record = shown_to(store, number, alone) if latest and alone is not None else store.record(found)
    part = opened(record, edit) if latest and edit else None
    judgements = [j for j in Ledger(store).of(record) if j.verdict != "undo" and alone in (None, j.author)]
    document = read_document(record.article.text, record.furniture)
    return Page(
        held,
        record,
        shown,
        versions,
        marks_of(record),
        [as_json(Explained(record, e, document), lang) for e in record.events],
        chained(record, lang),
        judgements,
        part.id if part else None,
        forms_of(record, part, lang) if part else [],
        alone is not None,
        next((j for j in judgements if j.id == last and j.stands), None),
    )


def chained(record: Record, lang: str) -> list[Chained]:
    """The statements of a record in text order, each within the smallest that holds it."""
    made = {s.id: _chained(record, s, lang) for s in record.statements}
    top: list[Chained] = []
    for s in sorted(record.statements, key=lambda s: (s.span[0], -s.span[1])):
        others = [o for o in record.statements if o.span != s.span and o.span[0] <= s.span[0] and s.span[1] <= o.span[1]]
        outer = min(others, key=lambda o: o.span[1] - o.span[0], default=None)
        (made[outer.id].inner if outer else top).append(made[s.id])
    return top


def _chained(record: Record, statement: Statement, lang: str) -> Chained:
    sources = [(record.entity(link.entity).name_ar, link.kind, link.span[0] if link.span else None) for link in reversed(statement.links)]
    events = [e.id for e in record.events if e.statement == statement.id]
    return Chained(statement, record.surface(statement.span), sources, reason(statement.why, lang), events, [])


def reason(why: str, lang: str) -> str:
    """A reason of the record in the reader's language, where the table has it."""
    return (in_arabic(why, isolated) or why) if lang == "ar" else why
