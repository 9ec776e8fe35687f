"""Characters: one folded spelling for many written ones, as a view with a map back to the text.

Folding follows the usual normalisation of Arabic retrieval (Larkey et al. 2002; Unicode Standard Annex 15 for the
presentation forms): alef forms and alef maqsura, ta marbuta, tatweel, harakat, Persian letters and digits, zero-width and
bidi controls. The text itself is never changed: offsets are code points of the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

HARAKAT = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
TATWEEL = "\u0640"

_SAME = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ٲ": "ا",
    "ٳ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ے": "ي",
    "ة": "ه",
    "ۀ": "ه",
    "ە": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ۃ": "ه",
    "ک": "ك",
    "ڪ": "ك",
    "گ": "ك",
    "ڤ": "ف",
    "پ": "ب",
    "چ": "ج",
    "ژ": "ز",
    "ؤ": "ؤ",
    "ئ": "ئ",
}
_DROP = re.compile(f"[{HARAKAT}{INVISIBLE}{TATWEEL}]")
_PLAIN = re.compile("[\u0621\u0624\u0626-\u0628\u062a-\u063a\u0641-\u0648\u064a0-9a-z .,:;!?\n'\"()\\[\\]/%&+=_#@-]*")


def _fold_char(char: str) -> str:
    """What one character becomes: nothing, itself, or up to a few letters (ligatures)."""
    if char in _SAME:
        return _SAME[char]
    if _DROP.match(char):
        return ""
    code = ord(char)
    if 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC:
        plain = unicodedata.normalize("NFKC", char)
        if plain != char:  # ornate parentheses and code points without a character stand for themselves
            return "".join(_fold_char(c) for c in plain if c != " ")
    if char.isdecimal() and code > 127:
        return str(unicodedata.decimal(char))
    return {"٬": ",", "٫": ".", "٪": "%", "،": ",", "؛": ";", "؟": "?"}.get(char, char.lower() if len(char.lower()) == 1 else char)


_TABLE: dict[str, str] = {}


def fold_char(char: str) -> str:
    """Fold one character, remembering the answer."""
    try:
        return _TABLE[char]
    except KeyError:
        return _TABLE.setdefault(char, _fold_char(char))


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """The folded spelling of a word or phrase, without the map back."""
    if _PLAIN.fullmatch(text):
        return text
    return "".join(map(fold_char, text))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``starts[i]`` is the code point of the original where folded character ``i`` begins."""

    text: str
    starts: tuple[int, ...]
    length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span behind the folded span, widened to whole original characters."""
        if start >= end:
            here = self.starts[start] if start < len(self.starts) else self.length
            return here, here
        last = self.starts[end - 1]
        return self.starts[start], last + 1


def folded_view(text: str) -> Folded:
    """Fold a text and keep where every folded character came from."""
    out: list[str] = []
    starts: list[int] = []
    for i, char in enumerate(text):
        new = fold_char(char)
        out.append(new)
        starts.extend([i] * len(new))
    return Folded("".join(out), tuple(starts), len(text))
