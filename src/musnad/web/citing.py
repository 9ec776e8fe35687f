"""How to cite what is taken from the reading room: from which store, by which query, when, how much, by which outlets, read by which Musnad."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from musnad import __version__
from musnad.record import SCHEMA
from musnad.store.place import Place
from musnad.web.text import said
from musnad.web.words import Words

NAMED = 12  # outlets that the sentence names; the list has all


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation is made of. ``query`` is the path with its filters, ``date`` a day in UTC, ``outlets`` those of most rows first."""

    musnad: str
    schema: str
    store: str
    query: str
    date: str
    rows: int
    outlets: Sequence[str]

    def sentence(self, lang: str) -> str:
        """The citation in words."""
        return self._told(Words(lang), str, " ")

    def marked(self, lang: str) -> str:
        """The same as markup for a page, with each name set apart from the words around it."""
        return self._told(Words(lang), said, Markup(" "))

    def to_dict(self, lang: str) -> dict[str, Any]:
        """As files have it, with the sentence."""
        return {**asdict(self), "text": self.sentence(lang)}

    def _told(self, t: Words, apart: Callable[[str], str], blank: str) -> str:
        about = {name: apart(str(getattr(self, name))) for name in ("musnad", "store", "query", "date", "rows")}
        told = [t("cite_text", **about)]
        if self.outlets:
            more = len(self.outlets) - NAMED
            names = [apart(name) for name in self.outlets[:NAMED]] + ([t("cite_more", count=str(more))] if more > 0 else [])
            told.append(t("cite_outlets", outlets=(t("comma") + blank).join(names)))
        return blank.join([*told, t("cite_note")])


def citation(place: Place, query: str, rows: int, outlets: Sequence[str]) -> Citation:
    """How to cite so many rows of a store that a query gave today."""
    name = place.file.name if place.file else urlsplit(place.url).path.strip("/")
    return Citation(__version__, SCHEMA, name, query, datetime.now(UTC).date().isoformat(), rows, list(outlets))
