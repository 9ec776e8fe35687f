"""Mentions taken for one entity, before it is named in the record."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.analysis.gazetteer import Name
from musnad.analysis.scene import Mention
from musnad.record import Span


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions taken for one entity."""

    type: str
    key: str
    named: bool
    mentions: list[Mention] = field(default_factory=list)
    country: str | None = None
    sector: str | None = None
    name: Name | None = None
    head: str = ""
    words: tuple[str, ...] = ()
    titles: set[str] = field(default_factory=set)
    why: str = ""

    def spans(self) -> list[Span]:
        """Spans of all mentions in text order, each once."""
        return sorted({m.span for m in self.mentions})


@dataclass(slots=True)
class Entities:
    """The clusters of an article; ``of`` tells what a mention refers to (two states for "البلدان")."""

    clusters: list[Cluster] = field(default_factory=list)
    of: dict[int, list[Cluster]] = field(default_factory=dict)
    focus: str | None = None

    def get(self, mention: Mention) -> list[Cluster]:
        """The clusters a mention refers to."""
        return self.of.get(id(mention), [])
