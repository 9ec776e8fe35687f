"""Everything that meets the filters, as a file that is written while it is read: a store of any size goes through a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from threading import BoundedSemaphore
from typing import Any

from musnad.errors import RefusedError
from musnad.export.found import NUMBERS, Found, Kind, Listing
from musnad.store import Filters, Store, StoredArticle, StoredEvent
from musnad.store.behind import behind
from musnad.store.exporting import without_text
from musnad.web.forms import Table

BATCH = 200  # things read at once
PIECE = 1 << 16  # bytes sent at once, at least


@dataclass(frozen=True, slots=True)
class Taking:
    """All articles, events or statements that meet the filters, in the order of a search. Each table and each run of lines asks the store anew.

    Events and statements are what `musnad find` gives of them. The lines of articles are their records, as `musnad export` writes them,
    with their texts only where ``text`` is set, which may be under copyright; the table of articles tells what they are.
    """

    store: Store
    what: Kind
    filters: Filters
    text: bool = False

    @property
    def numbers(self) -> Mapping[str, type]:
        """The columns that hold numbers."""
        return NUMBERS

    def table(self) -> Table:
        """A row a thing."""
        return Listing(self.what, ()).table()[0], (row for listing in self._listings() for row in listing.table()[1])

    def lines(self) -> Iterator[Mapping[str, Any]]:
        """An object a thing."""
        for listing in self._listings():
            for number, found in enumerate(listing.found):
                yield self._record(found) if isinstance(found, StoredArticle) else listing.row(number)

    def _record(self, article: StoredArticle) -> dict[str, Any]:
        printed = self.store.printed(article.record_id)
        return printed if self.text else without_text(printed)

    def _listings(self) -> Iterator[Listing]:
        things: Iterator[Found] = getattr(self.store, self.what)(**self.filters)
        while batch := list(islice(things, BATCH)):
            yield Listing(self.what, batch, (), behind(self.store, (event for event in batch if isinstance(event, StoredEvent))))


def in_turn(pieces: Iterable[bytes], turns: BoundedSemaphore) -> Iterator[bytes]:
    """Pieces joined to larger ones; RefusedError where all turns are taken. The first is made here, so that what cannot be done is told before.

    A turn holds connections to the store while someone downloads, and the store has no more than a pool of them.
    """
    if not turns.acquire(blocking=False):
        raise RefusedError("several exports are being written: wait a little, then try again", status=429)
    joined = _released(_joined(pieces), turns)
    first = next(joined, b"")
    return _after(first, joined)


def _after(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _released(pieces: Iterator[bytes], turns: BoundedSemaphore) -> Iterator[bytes]:
    """The pieces; the turn is given back when they end, fail, or nobody wants them any more."""
    try:
        yield from pieces
    finally:
        turns.release()


def _joined(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) >= PIECE:
            yield bytes(held)
            held.clear()
    yield bytes(held)
