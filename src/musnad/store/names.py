"""A person's name, as it may stand in a text, so that it can be blacked out.

It is found in any spelling that folds to it, with proclitics, and with what stands between its words in an address
(``mohamed-ali``). A black square takes the place of each character: the text stays as long as it was, so no offset moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from musnad.errors import UsageError
from musnad.language.characters import folded_view
from musnad.record import Span
from musnad.store.folding import bare, folded_words

BLACK = "█"
_BEFORE = "[وف]?(?:لل|[بلك]?(?:ال)?)"
_BETWEEN = r"[\W_]{1,3}"


@dataclass(frozen=True, slots=True)
class Name:
    """A name to be found: of at least two words, as one alone is many people's."""

    pattern: re.Pattern[str]
    words: frozenset[str]

    @classmethod
    def of(cls, name: str) -> Name:
        """The name as given. UsageError if it is of one word only."""
        words = [bare(word) for word in folded_words(name)]
        if len(words) < 2:
            raise UsageError(f"{name!r} is one word, and so the name of many; give the full name")
        return cls(_pattern([words]), frozenset(words))

    def spans(self, text: str) -> list[Span]:
        """Where it stands."""
        return find(self.pattern, text)

    def shares(self, surface: str) -> bool:
        """Whether a surface has a word of the name: a surname alone does, "the activist" does not."""
        return not self.words.isdisjoint(bare(word) for word in folded_words(surface))

    def is_in(self, text: str | None) -> bool:
        """Whether it stands there, also in an address with its letters in percent signs."""
        return bool(text and (self.spans(text) or ("%" in text and self.spans(unquote(text)))))

    def with_surfaces(self, texts: Iterable[str]) -> re.Pattern[str]:
        """What finds the name, or any of the surfaces that stood for it."""
        words = {tuple(map(bare, folded_words(text))) for text in texts} - {()}
        return _pattern([*sorted(map(list, words), key=len, reverse=True)]) if words else self.pattern


def find(pattern: re.Pattern[str], text: str) -> list[Span]:
    """Where a pattern of folded letters stands in a text."""
    view = folded_view(text)
    return [view.span(*match.span()) for match in pattern.finditer(view.text)]


def black_out(text: str, spans: Iterable[Span]) -> str:
    """The text with black squares for the characters of the spans."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = BLACK * (end - start)
    return "".join(characters)


def black_out_all(value: Any, pattern: re.Pattern[str]) -> Any:
    """A JSON value with every string in it blacked out where the pattern stands."""
    if isinstance(value, str):
        return black_out(value, find(pattern, value))
    if isinstance(value, list):
        return [black_out_all(item, pattern) for item in value]
    if isinstance(value, dict):
        return {key: black_out_all(item, pattern) for key, item in value.items()}
    return value


def _pattern(names: Iterable[list[str]]) -> re.Pattern[str]:
    one = "|".join(_BETWEEN.join(("" if n == 0 else "(?:ال)?") + re.escape(word) for n, word in enumerate(words)) for words in names)
    return re.compile(rf"(?<![^\W_]){_BEFORE}(?:{one})(?![^\W_])".replace(f"عبد{_BETWEEN}", r"عبد[\W_]{0,3}"))
