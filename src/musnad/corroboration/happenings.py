"""A happening as the user sees it: reports, outlets, independent origins with the tree that shows why, disputes and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from typing import Any

from musnad.corroboration.disputes import Dispute, Figures, disputes_of, figures_of
from musnad.corroboration.grouping import add
from musnad.corroboration.imprint import Imprint, imprint_of
from musnad.corroboration.memory import InMemory, Memory, members_of
from musnad.corroboration.origins import Origin, origins_of
from musnad.corroboration.parties import Party, Place
from musnad.corroboration.signature import DENIAL, Signature, signatures
from musnad.record import Record, Span


@dataclass(frozen=True, slots=True)
class Report:
    """One article's report of the happening. ``joins`` is the fuller report it was joined to, with the score and why; empty for the fullest."""

    article: str
    event: str
    outlet: str
    published: str
    span: Span
    status: str
    joins: str
    score: float | None
    why: str


@dataclass(slots=True)
class Happening:
    """One thing in the world that events in records report.

    ``origins`` are the independent ones that say it happened, ``disputes`` those who say otherwise. ``id`` is made of the first report.
    """

    id: str
    type: str
    mode: str
    status: str
    start: str
    end: str
    actors: list[Party]
    recipients: list[Party]
    places: list[Place]
    reports: list[Report]
    outlets: list[str]
    origins: list[Origin]
    disputes: list[Dispute] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)

    @property
    def articles(self) -> list[str]:
        """The articles that tell it, each once; those that only deny it do not count, unless nobody tells it."""
        return sorted({r.article for r in self.reports if r.status != "negated"} or {r.article for r in self.reports})

    @property
    def disputed(self) -> bool:
        """Whether anyone denies or contradicts it, or its figures were told differently."""
        return any(d.kind != "threatens" for d in self.disputes) or any(f.differs for f in self.figures)

    def to_dict(self) -> dict[str, Any]:
        """The happening as JSON has it, with its counts."""
        plain: dict[str, Any] = _adapter().dump_python(self, mode="json")
        return {"id": self.id, "counts": self.counts, **plain}

    @property
    def counts(self) -> dict[str, int]:
        """How many articles, outlets and independent origins tell it, and how many voices dispute it."""
        against = {d.origin for d in self.disputes if d.kind in ("denies", "doubts")}
        return {"reports": len(self.articles), "outlets": len(self.outlets), "origins": len(self.origins), "disputing": len(against)}


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Happening)


def corroborate(records: Iterable[Record], memory: Memory | None = None) -> list[Happening]:
    """Group the events of records into happenings, the best attested first. ``memory`` may hold earlier ones."""
    memory = memory if memory is not None else InMemory()
    for record in records:
        add_record(memory, record)
    return sorted(happenings(memory), key=_weight)


def _weight(h: Happening) -> tuple[int, int, str, str]:
    return -len(h.origins), -len(h.articles), h.start, h.id


def add_record(memory: Memory, record: Record, article: str | None = None) -> set[str]:
    """Add one record under its article's key; the reports that stand for the happenings it made or changed."""
    memory.put_imprint(imprint_of(record, article))
    return add(memory, signatures(record, article))


def happenings(memory: Memory) -> Iterator[Happening]:
    """All happenings of a memory, in the order of the reports that lead them; denials of what nobody tells are none."""
    return (happening(memory, leader) for leader in memory.leaders() if memory.get(leader).type != DENIAL)


def happening(memory: Memory, leader: str) -> Happening:
    """The happening that a report stands for."""
    reports, imprints = _behind(memory, leader)
    told = [s for s in reports if s.type != DENIAL]
    full = memory.get(leader)
    exact = [s for s in reports if s.start and s.start == s.end]
    dated = full if full.start else next(iter(exact), full)
    return Happening(
        id=id_of(told[0]),
        type=full.type,
        mode=full.mode,
        status=_status(told),
        start=dated.start,
        end=dated.end,
        actors=_several(full.actors, [s.actors for s in reports], full.recipients),
        recipients=_several(full.recipients, [s.recipients for s in reports], full.actors),
        places=full.places or next((s.places for s in reports if s.places), []),
        reports=[_report(memory, s) for s in told],
        outlets=sorted({s.outlet for s in told if s.outlet and s.status != "negated"} or {s.outlet for s in told if s.outlet}),
        origins=origins_of(reports, imprints),
        disputes=disputes_of(reports, full, imprints),
        figures=figures_of(reports, imprints),
    )


def origins_behind(memory: Memory, leader: str) -> list[Origin]:
    """The independent origins of the happening that a report stands for, alone."""
    return origins_of(*_behind(memory, leader))


def _behind(memory: Memory, leader: str) -> tuple[list[Signature], dict[str, Imprint]]:
    """The reports of a happening by publication, and the imprints of their articles."""
    reports = sorted((memory.get(key) for key in members_of(memory, leader)), key=lambda s: (s.published, s.article, s.event))
    return reports, {a: i for a in {s.article for s in reports} if (i := memory.imprint(a)) is not None}


def id_of(first: Signature) -> str:
    """The id of a happening, made of its first report by publication: ten hexadecimal digits."""
    return blake2b(f"{first.published}|{first.key}".encode(), digest_size=5).hexdigest()


def _status(reports: list[Signature]) -> str:
    """Occurred if any report says so; the happening of denials only is negated."""
    told = [s.status for s in reports]
    return next((status for status in ("occurred", "ongoing", "planned", "possible", "hypothetical", "negated") if status in told), "occurred")


def _several(full: list[Party], told: list[list[Party]], other_side: list[Party]) -> list[Party]:
    """The parties of the fullest report, and those that at least two others name as well, unless they stand on the other side there."""
    if not full:
        return next((parties for parties in told if parties), [])
    counts = Counter(p.key for parties in told for p in parties)
    named = {p.key: p for parties in told for p in parties}
    known = {k for p in (*full, *other_side) for k in (p.key, p.state) if k}
    more = (named[k] for k, n in sorted(counts.items()) if n >= 2 and not {k, named[k].state} & known)
    return [*full, *more]


def _report(memory: Memory, s: Signature) -> Report:
    join = memory.join(s.key)
    span = s.voices[0].span
    if join is None:
        return Report(s.article, s.event, s.outlet, s.published, span, s.status, "", None, "the fullest report")
    return Report(s.article, s.event, s.outlet, s.published, span, s.status, join.parent, join.score, join.why)
