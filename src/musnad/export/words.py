"""What the readable formats share: the names behind a record's ids, and text that is safe to show."""

from __future__ import annotations

import re
import unicodedata

from musnad.record import Entity, Event, Record, Statement

OUTLET = "the outlet"
FSI, PDI = "\u2068", "\u2069"  # set a piece apart from the direction of what stands beside it (Unicode Standard Annex 9)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def encodable(text: str) -> str:
    """The text with lone surrogates, which no encoding of UTF has, as U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def showable(text: str) -> str:
    """The text on one line, without what could steer a terminal: control characters and bidirectional controls."""
    plain = (" " if unicodedata.category(c) == "Cc" else c for c in encodable(text) if c not in _BIDI)
    return _SPACE.sub(" ", "".join(plain)).strip()


def isolated(text: str) -> str:
    """The text as :func:`showable` has it, set apart so that neither it nor its neighbours are reordered."""
    return f"{FSI}{showable(text)}{PDI}"


class Words:
    """The names, countries and sources of one record, looked up by id."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._entities: dict[str, Entity] = {e.id: e for e in record.entities}
        self._statements: dict[str, Statement] = {s.id: s for s in record.statements}

    def names(self, ids: list[str]) -> list[str]:
        """The Arabic names of entities."""
        return [self._entities[i].name_ar for i in ids]

    def labels(self, ids: list[str]) -> list[str]:
        """The neutral names of entities."""
        return [self._entities[i].name for i in ids]

    def countries(self, ids: list[str]) -> list[str]:
        """The countries of entities, each once, in order; those that have none are left out."""
        return list(dict.fromkeys(c for i in ids if (c := self._entities[i].country)))

    def statement(self, event: Event) -> Statement | None:
        """The statement inside which an event is reported; None if the outlet reports it in its own voice."""
        return self._statements[event.statement] if event.statement else None

    def sources(self, statement: Statement) -> list[str]:
        """The Arabic names of a chain from its origin to the source nearest the reader; joint speakers are one link."""
        relays = [link for link in statement.chain if link not in statement.speaker]
        speakers = "، ".join(self.names(statement.speaker))
        return [speakers, *reversed(self.names(relays))] if speakers else list(reversed(self.names(relays)))
