"""Settings for all tests, and how tests of the reader look at a record.

Hypothesis tries the same examples everywhere, so that a red run can be repeated.
"""
from __future__ import annotations

import os
from collections.abc import Sequence

import pytest
from hypothesis import settings

import musnad
from musnad.record import Entity, Record, Span

# No deadline: the first word to be read builds the lexicon. CI must not fail on an example that nobody else gets.
settings.register_profile("musnad", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("musnad")


class Reader:
    """Reads short texts below a headline of no content and tells the record in words, so that tables of cases stay readable."""

    HEADLINE = "تطورات جديدة\n"
    PUBLISHED = "2022-05-18"  # a Wednesday

    def record(self, text: str, *, outlet: str | None = None, published: str | None = PUBLISHED, headline: str = HEADLINE) -> Record:
        return musnad.read(headline + text, published=published, outlet=outlet, fast=True)

    @staticmethod
    def names(record: Record, ids: Sequence[str]) -> str:
        """Entities by their Arabic names: ``مصر + قطر``."""
        return " + ".join(record.entity(e).name_ar for e in ids)

    def acts(self, text: str) -> list[str]:
        """Each event as ``TYPE trigger: actors > recipients``."""
        record = self.record(text)
        return [f"{v.type} {record.surface(v.trigger)}: {self.names(record, v.actor)} > {self.names(record, v.recipient)}" for v in record.events]

    def codes(self, text: str) -> list[str]:
        """Each event as ``trigger TYPE/mode``, without the mode where it has none."""
        record = self.record(text)
        return [f"{record.surface(v.trigger)} {v.type}" + (f"/{v.mode}" if v.mode else "") for v in record.events]

    def statuses(self, text: str) -> list[str]:
        """Each event as ``trigger status``."""
        record = self.record(text)
        return [f"{record.surface(v.trigger)} {v.status}" for v in record.events]

    def entities(self, text: str) -> list[Entity]:
        return self.record(text).entities

    def mentions(self, text: str) -> list[str]:
        """Each mention as ``TYPE words``, in text order."""
        record = self.record(text)
        marks: set[tuple[Span, str]] = {(m, e.type) for e in record.entities for m in e.mentions}
        return [f"{kind} {record.surface(span)}" for span, kind in sorted(marks, key=lambda mark: (mark[0][0], -mark[0][1]))]

    def said(self, text: str, *, outlet: str | None = None, headline: str = HEADLINE) -> list[str]:
        """Each statement as ``chain: words``, the links from the reader to the origin: ``رويترز < مسؤول عراقي: …``."""
        record = self.record(text, outlet=outlet, headline=headline)
        return [f"{' < '.join(record.entity(e).name_ar for e in s.chain)}: {record.surface(s.span)}" for s in record.statements]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader()


RULES = ("analysis", "attribution", "coding", "corroboration", "evaluation", "export", "knowledge", "language", "resolution", "store", "web")


@pytest.fixture(autouse=True)
def by_the_rules(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What tests of the stages say is said of the rules; the network has tests of its own, and commands are tried with it."""
    if request.path.parent.name in RULES:
        from musnad.analysis import learned

        monkeypatch.setattr(learned, "_shipped", lambda: None)
