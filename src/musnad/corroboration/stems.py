"""Content words as light stems, for comparing what two sentences say.

The stemmer is light10 (Larkey, Ballesteros and Connell 2007), but for its last step: nothing shorter than two letters is left. It
conflates too little rather than too much, which is what telling happenings apart needs.
"""

from __future__ import annotations

import re
from functools import lru_cache

from musnad.analysis.grammar import TIME_WORDS, is_function_word
from musnad.analysis.namewords import is_common
from musnad.language.tokens import Token, tokenize
from musnad.record import Span

_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_STOPS = re.compile(r"[\n.!?؟]")
REACH = 160  # characters: how much of a sentence on either side of a trigger is compared, at most


@lru_cache(maxsize=1 << 16)
def stem(norm: str) -> str:
    """The light stem of a folded word."""
    if norm.startswith("و") and len(norm) > 4:
        norm = norm[1:]
    norm = next((norm[len(p) :] for p in _PREFIXES if norm.startswith(p) and len(norm) - len(p) >= 2), norm)
    for suffix in _SUFFIXES:
        if norm.endswith(suffix) and len(norm) - len(suffix) >= 3:
            norm = norm[: -len(suffix)]
    return norm


@lru_cache(maxsize=1 << 16)
def _content(norm: str) -> str:
    """The stem of a folded content word; empty for a function word, a word of time, a letter."""
    if len(norm) < 2 or is_function_word(norm) or norm in TIME_WORDS:
        return ""
    return stem(norm)


def around(text: str, span: Span) -> Span:
    """The sentence around a span, or as much of it as lies within ``REACH`` characters."""
    start = max((m.end() for m in _STOPS.finditer(text, max(0, span[0] - REACH), span[0])), default=max(0, span[0] - REACH))
    found = _STOPS.search(text, span[1], min(len(text), span[1] + REACH))
    return start, found.start() if found else min(len(text), span[1] + REACH)


def content_stems(tokens: list[Token]) -> dict[str, str]:
    """Stems of the content words among tokens, each with one word it is the stem of."""
    return {s: token.norm for token in tokens if token.is_word and (s := _content(token.norm))}


def rare(norm: str) -> bool:
    """Whether a folded word is no ordinary word of the news: mostly names."""
    return not is_common(norm)


def words_in(text: str, span: Span) -> list[Token]:
    """The tokens of a piece of text."""
    return tokenize(text[span[0] : span[1]])


def bones(word: str) -> str:
    """A folded word without weak letters and hamzas, which change most from form to form; the word itself if nothing else is in it."""
    return "".join(c for c in word if c not in "اويىءأإآؤئه") or word
