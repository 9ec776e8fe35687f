"""The word that gave an event its status, found again in the text: what :mod:`musnad.coding.status` went by, to show it to a reader."""

from __future__ import annotations

from musnad.analysis.grammar import CONDITIONALS, base
from musnad.coding.status import (
    ALLEGED,
    CHARGED,
    HABITUAL,
    NEGATED_BEFORE,
    ONGOING_BEFORE,
    OUGHT,
    PLANNED_BEFORE,
    POSSIBLE_BEFORE,
)
from musnad.language.clitics import heads
from musnad.language.tokens import Document
from musnad.record import Event, Span

_BEFORE = {
    "negated": NEGATED_BEFORE | {"ليس", "ليست", "لا"},
    "possible": POSSIBLE_BEFORE | CHARGED | {"قد"},
    "planned": PLANNED_BEFORE | {"سوف"},
    "ongoing": ONGOING_BEFORE,
    "hypothetical": CONDITIONALS | OUGHT | {"علي"},
}
_AFTER = {"possible": ALLEGED, "ongoing": HABITUAL}
REACH_BEFORE, REACH_AFTER = 7, 4


def status_mark(document: Document, event: Event) -> Span | None:
    """Where the nearest word stands that makes an event planned, possible, ongoing, hypothetical or negated.

    None if there is none: the form of the verb alone, or the statement around it, then decides. An event that occurred has none.
    """
    at = document.token_at(event.trigger[0])
    tokens, sentence = document.tokens, document.sentence_at(event.trigger[0])
    if event.status == "planned" and document.text[tokens[at].start : event.trigger[0]].endswith("س"):
        return event.trigger[0] - 1, event.trigger[0]
    for near in range(at - 1, max(sentence.first, at - REACH_BEFORE) - 1, -1):
        if tokens[near].norm in (".", ";", ":"):
            break
        if _one_of(tokens[near].norm, _BEFORE.get(event.status, frozenset())):
            return tokens[near].start, tokens[near].end
    for near in range(at + 1, min(sentence.last, at + REACH_AFTER)):
        if tokens[near].norm in _AFTER.get(event.status, ()):
            return tokens[near].start, tokens[near].end
    return None


def _one_of(norm: str, words: frozenset[str]) -> bool:
    return base(norm) in words or any(cut.stem in words for cut in heads(norm))
