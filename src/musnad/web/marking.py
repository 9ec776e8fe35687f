"""Marking: words of an article's text that someone selects, and says what they are. What a form that came back means, as entries of the ledger.

The place comes from the selection, in code points, with the words that stood there; without a script the first and the last words are written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from musnad.errors import UsageError
from musnad.export.words import encodable
from musnad.language.characters import fold, folded_view
from musnad.record import ROLES, Event, Record, Span, Statement
from musnad.store.claims import Judgement, Spot
from musnad.store.judgements import Ledger
from musnad.store.placing import words_at
from musnad.store.values import value_of
from musnad.web.correcting import part_named, span_of

OPENING, CLOSING = '"«“„‹', '"»”“›'


@dataclass(frozen=True, slots=True)
class Given:
    """What the form says beside the place: ``what`` the words are, ``statement`` or ``event`` of which, and the fields of one that was missed."""

    what: str
    statement: str = ""
    event: str = ""
    type: str = ""
    status: str = ""
    stance: str = ""
    names: dict[str, str] = field(default_factory=dict)  # by role: names as they stand in the text, with ؛ between


def place_given(record: Record, place: str, said: str, first: str, last: str) -> Span:
    """The place that is marked. UsageError if it is none, or other words stand there than were selected."""
    text = record.article.text
    if place.strip():
        span = span_of(place.strip())
        if not 0 <= span[0] < span[1] <= len(text):
            raise UsageError(f"{place[:40]!r} is no place in the text")
        if said and _plain(said) != _plain(record.surface(span)):
            raise UsageError("other words stand there than were selected: load the article again")
        return span
    if not first.strip():
        raise UsageError("select words of the text, or write the first and the last of them")
    start, end = _once(text, first, 0)
    return (start, _once(text, last, start)[1]) if last.strip() else (start, end)


def mark(ledger: Ledger, record: Record, span: Span, given: Given, *, author: str, reason: str | None) -> Judgement:
    """Note what the words at a span are. UsageError for what they cannot be."""
    if given.what not in MARKS:
        raise UsageError(f"words can be {', '.join(MARKS)}, not {given.what[:40]!r}")
    return MARKS[given.what](ledger, record, span, given, {"author": author, "reason": reason})


def _edge(name: str, *, more: bool = False) -> Callable[..., Judgement]:
    """A field of a statement: its place or places; with ``more`` beside those that it has."""

    def note(ledger: Ledger, record: Record, span: Span, given: Given, by: Any) -> Judgement:
        part = part_named(record, "statement", given.statement)
        assert isinstance(part, Statement)
        spot = asdict(Spot.cut(record.article.text, span))
        value: Any = spot if name == "span" else [*(value_of(record, part, name) if more else []), spot]
        return ledger.judge(record, part, "correct", field=name, value=value, **by)

    return note


def _role(name: str) -> Callable[..., Judgement]:
    """One more party of an event."""

    def note(ledger: Ledger, record: Record, span: Span, given: Given, by: Any) -> Judgement:
        part = part_named(record, "event", given.event)
        assert isinstance(part, Event)
        value = [*value_of(record, part, name), asdict(Spot.cut(record.article.text, span))]
        return ledger.judge(record, part, "correct", field=name, value=value, **by)

    return note


def _event(ledger: Ledger, record: Record, span: Span, given: Given, by: Any) -> Judgement:
    roles = {role: _spots(record, given.names.get(role, ""), span[0]) for role in ROLES}
    return ledger.add_event(record, *span, {"type": given.type, "mode": None, "status": given.status, **roles}, **by)


def _statement(ledger: Ledger, record: Record, span: Span, given: Given, by: Any) -> Judgement:
    form = "direct" if _quoted(record.article.text, span) else "indirect"
    value = {"stance": given.stance, "form": form, "speaker": _spots(record, given.names.get("speaker", ""), span[0])}
    return ledger.add_statement(record, *span, value, **by)


MARKS: dict[str, Callable[..., Judgement]] = {
    "content": _edge("span"),
    "cue": _edge("cue"),
    "more_cue": _edge("cue", more=True),
    "speaker": _edge("speaker"),
    "actor": _role("actor"),
    "recipient": _role("recipient"),
    "place": _role("place"),
    "event": _event,
    "statement": _statement,
}
"""What words can be, and how that is noted."""


def _spots(record: Record, names: str, at: int) -> list[dict[str, Any]]:
    """The places nearest to a point where names stand."""
    text = record.article.text
    return [asdict(Spot.cut(text, words_at(text, name, at))) for name in names.replace("؛", ";").split(";") if name.strip()]


def _quoted(text: str, span: Span) -> bool:
    """Whether quotation marks stand around a place."""
    before, after = text[: span[0]].rstrip()[-1:], text[span[1] :].lstrip()[:1]
    return bool(before and after) and before in OPENING and after in CLOSING


def _once(text: str, words: str, start: int) -> Span:
    """Where words stand, after a point, in any spelling that folds to them. UsageError if they stand nowhere, or at more than one place."""
    view, wanted = folded_view(text[start:]), fold(words.strip())
    at = view.text.find(wanted)
    if not wanted or at < 0:
        raise UsageError(f"{words[:40]!r} does not stand in the text, or not after the first words")
    if start == 0 and view.text.find(wanted, at + 1) >= 0:
        raise UsageError(f"{words[:40]!r} stands at several places: write more of the words")
    a, b = view.span(at, at + len(wanted))
    return start + a, start + b


def _plain(words: str) -> str:
    """Words without what a form changes on its way: line breaks, and what a page cannot hold."""
    return " ".join(encodable(words.replace("\0", "\ufffd")).split())
