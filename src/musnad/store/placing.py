"""Where a judgement belongs in a reading that is not the one it was made on: its characters, and the part of the record there.

In the same text a spot is where it was. In another one it is where its words stand, with most of the words around them; where two
places are as likely, or too little is left of it, it is nowhere, for a judgement on the wrong part is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from musnad.errors import UsageError
from musnad.language.characters import fold, folded_view
from musnad.record import Article, Date, Entity, Event, Record, Span, Statement, meet
from musnad.store.claims import GAP, Spot

NEEDED = 2  # words around a spot that must stand where they stood, or all that it has
HALF = 0.5  # of two spans' union that they share, to be one statement or mention

Part = Event | Entity | Statement | Date
T = TypeVar("T", Event, Entity, Statement, Date)


def locate(spot: Spot, sha256: str, article: Article) -> Span | None:
    """Where a spot of the text with this hash stands in an article; None if it is not to be told."""
    if article.sha256 == sha256:
        return spot.span if spot.end <= len(article.text) else None
    found = [(_nearby(spot, article.text, span), span) for span in _occurrences(spot, article.text)]
    best = max((score for score, _ in found), default=-1)
    fitting = [span for score, span in found if score == best]
    words = len(spot.before.split()) + len(spot.after.split())
    return fitting[0] if len(fitting) == 1 and best >= min(NEEDED, words) else None


def part_at(record: Record, layer: str, span: Span) -> Part | None:
    """The part of a layer that stands at a span: that very span, else what overlaps it most; a statement or a mention by half at least."""
    if layer == "event":
        return _best(record.events, span, lambda event: [event.trigger], 0.0)
    if layer == "entity":
        return _best(record.entities, span, lambda entity: entity.mentions, HALF)
    if layer == "statement":
        return _best(record.statements, span, lambda statement: [statement.span], HALF)
    return _best(record.dates, span, lambda date: [date.span], 0.0)


def is_one(layer: str, a: Span, b: Span) -> bool:
    """Whether what stands at either of two spans may be one part of a layer."""
    return _shared(a, b) >= (HALF if layer in ("entity", "statement") else 0.0) and meet(a, b)


def words_at(text: str, words: str, at: int) -> Span:
    """Where words stand in a text nearest to a place, in any spelling that folds to them. UsageError if they stand nowhere."""
    view, wanted = folded_view(text), fold(words.strip())
    found, start = [], view.text.find(wanted) if wanted else -1
    while start >= 0:
        found.append(view.span(start, start + len(wanted)))
        start = view.text.find(wanted, start + 1)
    if not found:
        raise UsageError(f"{words!r} does not stand in the text")
    return min(found, key=lambda span: abs(span[0] - at))


def _best(parts: Sequence[T], span: Span, spans: Callable[[T], list[Span]], least: float) -> T | None:
    shares = [(max((_shared(span, own) for own in spans(part)), default=0.0), part) for part in parts]
    share, part = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return part if share > 0 and share >= least else None


def _shared(a: Span, b: Span) -> float:
    """What two spans share of their union, from 0 to 1."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both / (max(a[1], b[1]) - min(a[0], b[0])) if both > 0 else 0.0


def _occurrences(spot: Spot, text: str) -> Iterator[Span]:
    head, gap, tail = spot.text.partition(GAP)
    if not head:
        return
    longest = 2 * (spot.end - spot.start)
    for match in re.finditer(re.escape(head), text):
        if not gap:
            yield match.span()
        elif (end := text.find(tail, match.end(), match.start() + longest)) >= 0:
            yield match.start(), end + len(tail)


def _nearby(spot: Spot, text: str, span: Span) -> int:
    """How many words around a span are those around the spot, counted from it outwards until one differs."""
    before = _same(reversed(spot.before.split()), reversed(text[: span[0]][-200:].split()))
    return before + _same(iter(spot.after.split()), iter(text[span[1] : span[1] + 200].split()))


def _same(mine: Iterator[str], theirs: Iterator[str]) -> int:
    count = 0
    for a, b in zip(mine, theirs, strict=False):
        if a != b:
            break
        count += 1
    return count
