"""Whether an article can be read at all, and what a reader of its record should know about its text.

An article that cannot be read still gets a record, an empty one, whose first note says why: it is easier to find there
than to miss in a list of failures. (Bytes that give no text are an ArticleError in ``decode``.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from musnad.record import Article, Span

LONGEST = 500_000
_ARABIC = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdfb\ufe70-\ufefc]")
_WORD = re.compile("[\u0621-\u063a\u0641-\u064a\u066e-\u06d3]{2,}")
_DEFINITE = re.compile("[وفبك]?ال.|[وف]?لل.")
# Letters no standard Arabic word has: Persian, Urdu, Kurdish, Pashto.
_OTHER = re.compile("[\u067e\u0686\u0698\u06af\u06a4\u06a9\u06cc\u06d2\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d5\u0681\u0685\u0693\u069a\u06bc]")
# Arabic in UTF-8 read as windows-1252 (Ø§Ù„) or windows-1256 (ط§ظ„); windows-1256 read as windows-1252 (ÇáÃ).
_MISREAD = re.compile("[ØÙÃÂ][^\\s\\w]|[ØÙ][\u0080-\u00ff]|[طظ][\u0080-\u00bf\u0192-\u2122]|[ÇÈÉÊËÌÍÎáâãäåæçêëí]{3,}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_QUESTION = re.compile(r"\?{3,}")


@dataclass(frozen=True, slots=True)
class Assessment:
    """``readable`` is False if analysis should be skipped; ``notes`` are sentences for ``Record.notes``, the reason first."""

    readable: bool
    notes: list[str]


def assess(article: Article, furniture: Sequence[Span] = ()) -> Assessment:
    """Look at an article's text, with its page furniture left out, and say whether it is Arabic news that can be read."""
    reason = why_unreadable(_without(article.text, furniture), bool(furniture))
    notes = [reason] if reason else []
    return Assessment(reason is None, notes + _remarks(article, reason is not None))


def why_unreadable(text: str, furniture: bool = False) -> str | None:
    """Why a text cannot be read, in one sentence; None if it can. ``furniture``: something was left out of it before."""
    if not text.strip(" \t\r\n\ufeff\u00a0\u200b-\u200f"):
        return "only page furniture: nothing is left to read" if furniture else "empty: there is no text"
    if len(text) > LONGEST:
        return f"too long: {len(text):,} characters are no single article (the limit is {LONGEST:,}); split it"
    letters = sum(map(str.isalpha, text))
    arabic = len(_ARABIC.findall(text))
    if reason := _half_decoded(text, letters, arabic):
        return reason
    if not letters:
        return "not Arabic: there are no letters"
    if arabic < 0.3 * letters:
        return f"not Arabic: {round(100 * arabic / letters)} % of the letters are"
    return _other_language(text, arabic)


def _half_decoded(text: str, letters: int, arabic: int) -> str | None:
    """Signs that the text was decoded wrongly before it came here."""
    lost = text.count("\ufffd")
    if lost and lost >= 0.02 * max(arabic, 1):
        return f"half-decoded: {lost} replacement characters (U+FFFD); decode it again from its source"
    misread = sum(len(found) for found in _MISREAD.findall(text))
    if misread > 20 and misread > 0.3 * letters:
        return "half-decoded: Arabic bytes read in a wrong encoding; decode it again from its source"
    marks = sum(len(found) for found in _QUESTION.findall(text))
    if marks > 20 and marks > letters:
        return "half-decoded: the letters became question marks; take it again from its source"
    return None


def _other_language(text: str, arabic: int) -> str | None:
    """Persian, Urdu and Kurdish use Arabic letters and others besides, and hardly any word begins with the article."""
    words = _WORD.findall(text)
    if len(words) < 20 or len(_OTHER.findall(text)) < 0.03 * arabic:
        return None
    definite = sum(_DEFINITE.match(word) is not None for word in words)
    return "not Arabic: another language in Arabic letters" if definite < 0.06 * len(words) else None


def _remarks(article: Article, unreadable: bool) -> list[str]:
    """What does not keep an article from being read but should be known."""
    remarks = []
    lost = article.text.count("\ufffd")
    if lost and not unreadable:
        remarks.append(f"the text holds {lost} replacement characters (U+FFFD): letters were lost before it came here")
    if surrogates := len(_SURROGATE.findall(article.text)):
        remarks.append(f"the text holds {surrogates} lone surrogates, which are no characters")
    if bidi := len(_BIDI.findall(article.text)):
        remarks.append(f"the text holds {bidi} bidirectional control characters: it may look other than it reads")
    if article.published is None and not unreadable:
        remarks.append("no publication date: relative dates are left open; give it with published")
    return remarks


def _without(text: str, spans: Sequence[Span]) -> str:
    """The text with the characters of some spans left out."""
    kept, at = [], 0
    for start, end in sorted(spans):
        kept.append(text[at : max(at, start)])
        at = max(at, end)
    return "".join(kept) + text[at:]
