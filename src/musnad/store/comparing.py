"""What changed between two records of one article: of two analysers that read the same text, or of two versions of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from sqlalchemy import func, select

from musnad.export.words import Words
from musnad.record import Record, Span
from musnad.store.store import Store
from musnad.store.tables import LATEST, OVERLAID, ArticleRow, RecordRow, VersionRow
from musnad.store.writing import age

Facts = dict[str, str | None]
_READ = ~RecordRow.analyser.startswith(OVERLAID, autoescape=True)  # by a machine, and not what people made of that


@dataclass(frozen=True, slots=True)
class Reading:
    """A record of an article: its id, the version of the article and the analyser."""

    record: int
    version: int
    analyser: str


@dataclass(frozen=True, slots=True)
class Change:
    """One event or statement that came (``+``), went (``-``) or became another (``~``); ``fields`` has what each was and is."""

    sign: str
    kind: str
    text: str
    span: Span
    fields: dict[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two readings of an article and all that changed; ``text`` has the lines that went (``-``) and came (``+``)."""

    document_id: str
    number: int
    old: Reading
    new: Reading
    text: list[tuple[str, str]]
    changes: list[Change]


def readings(store: Store, number: int) -> list[Reading]:
    """All records of an article, by version and the age of the analyser."""
    with store.reading() as connection:
        wanted = select(RecordRow.id, VersionRow.number, RecordRow.analyser).join(VersionRow, VersionRow.id == RecordRow.version_id)
        rows = connection.execute(wanted.where(VersionRow.article_id == number, _READ).order_by(RecordRow.id)).all()
    return sorted((Reading(*row) for row in rows), key=lambda reading: (reading.version, age(reading.analyser), reading.record))


def differences(store: Store, number: int) -> Iterator[Difference]:
    """Between each reading of one article and the next."""
    found = readings(store, number)
    for old, new in pairwise(found):
        yield difference(store, number, old, new)


def all_differences(store: Store) -> Iterator[Difference]:
    """Between the last two analysers that read the latest version of each article, where two have."""
    with store.reading() as connection:
        latest = select(ArticleRow.id).join(VersionRow, LATEST)
        several = latest.join(RecordRow, RecordRow.version_id == VersionRow.id).where(_READ).group_by(ArticleRow.id).having(func.count(RecordRow.id) > 1)
        numbers = connection.execute(several.order_by(ArticleRow.id)).scalars().all()
    for number in numbers:
        found = readings(store, number)
        old, new = [reading for reading in found if reading.version == found[-1].version][-2:]
        yield difference(store, number, old, new)


def difference(store: Store, number: int, old: Reading, new: Reading) -> Difference:
    """What changed from one reading to another."""
    before, after = store.record(old.record), store.record(new.record)
    text = [] if before.article.text == after.article.text else list(_lines(before.article.text, after.article.text))
    return Difference(after.article.id, number, old, new, text, compare(before, after))


def compare(old: Record, new: Record) -> list[Change]:
    """The events and statements that changed, in the order of the text; those of one text are told apart by their spans, else by their words."""
    same_text = old.article.text == new.article.text
    found = [*_changes("event", _events(old), _events(new), same_text), *_changes("statement", _statements(old), _statements(new), same_text)]
    return sorted(found, key=lambda change: (change.span, change.kind, change.sign))


@dataclass(frozen=True, slots=True)
class _Part:
    text: str
    span: Span
    facts: Facts


def _events(record: Record) -> list[_Part]:
    words = Words(record)
    return [
        _Part(
            record.surface(event.trigger),
            event.trigger,
            {
                "type": event.type,
                "mode": event.mode,
                "actor": _joined(words.labels(event.actor)),
                "recipient": _joined(words.labels(event.recipient)),
                "place": _joined(words.labels(event.place)),
                "when": event.when,
                "status": event.status,
                "according to": " ← ".join(words.sources(said)) if (said := words.statement(event)) else None,
            },
        )
        for event in record.events
    ]


def _statements(record: Record) -> list[_Part]:
    words = Words(record)
    facts = ({"according to": " ← ".join(words.sources(s)) or None, "form": s.form, "stance": s.stance} for s in record.statements)
    return [_Part(record.surface(s.span), s.span, told) for s, told in zip(record.statements, facts, strict=True)]


def _joined(names: list[str]) -> str | None:
    return "; ".join(sorted(names)) or None


def _changes(kind: str, old: list[_Part], new: list[_Part], same_text: bool) -> Iterator[Change]:
    before, after = _keyed(old, same_text), _keyed(new, same_text)
    for key, part in before.items():
        if key not in after:
            yield Change("-", kind, part.text, part.span, {name: (value, None) for name, value in part.facts.items() if value})
    for key, part in after.items():
        if key not in before:
            yield Change("+", kind, part.text, part.span, {name: (None, value) for name, value in part.facts.items() if value})
            continue
        was = before[key].facts
        changed = {name: (was[name], value) for name, value in part.facts.items() if was[name] != value}
        if changed:
            yield Change("~", kind, part.text, part.span, changed)


def _keyed(parts: list[_Part], same_text: bool) -> dict[tuple[Any, int], _Part]:
    """Each part by its span, or its words, and the how-manieth it is there."""
    met: defaultdict[Any, int] = defaultdict(int)
    keyed = {}
    for part in parts:
        key = part.span if same_text else part.text
        met[key] += 1
        keyed[key, met[key]] = part
    return keyed


def _lines(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The lines that went and came."""
    before, after = ([line for line in text.splitlines() if line.strip()] for text in (old, new))
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (("-", line) for line in before[a:b])
            yield from (("+", line) for line in after[c:d])
