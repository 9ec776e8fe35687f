"""Words as a store's full text has them: folded, and without the article.

SQLite's full-text index folds nothing of Arabic, and neither does PostgreSQL's ``simple``, so what they get is folded
here. Proclitics written onto the article are taken off together with it (والصحراء, بالصحراء and صحراء are one word); those
that could as well be letters of the word (و in وزير) stay in the index, and a search looks for the word with and without
them. The cuts are those of Larkey et al.'s light stemmer (2002), less the endings: a search for one word should not find another.
"""

from __future__ import annotations

import re

from musnad.language.characters import fold

_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"[وف]?[بك]?ال(?=\w{3})")
_BEFORE = tuple(f"{conjunction}{preposition}" for conjunction in ("", "و", "ف") for preposition in ("", "ب", "ل", "ك", "لل"))
_LETTERS = "وفبلك"
SHORTEST = 3


def folded_words(text: str) -> list[str]:
    """The words of a text, folded, each as it is written."""
    return _WORD.findall("".join(map(fold, re.split(r"(\s+)", text))).lower())


def bare_words(text: str) -> list[str]:
    """The words of a text as the index has them: folded, without the article and what is written onto it."""
    return [bare(word) for word in folded_words(text)]


def bare(word: str) -> str:
    """A folded word without its article. Of words as short as الأب nothing is taken: what is left would be another word's."""
    return _ARTICLE.sub("", word, count=1) if _ARTICLE.match(word) else word


def spellings(word: str) -> list[str]:
    """All that a word of a query may be in the index: with each proclitic written onto it, or none; the barest first."""
    with_article = [f"{before}ال{word}" for before in ("", "و", "ف", "ب", "ك", "وب", "وك")] if len(word) < SHORTEST else []
    return [f"{before}{word}" for before in _BEFORE] + with_article


def cuts(word: str) -> list[str]:
    """What a bare word of a query may be with a proclitic taken off: of للمغرب مغرب and (as in للبنان) لمغرب, of ببغداد بغداد."""
    if word.startswith("لل") and len(word) >= 2 + SHORTEST:
        return [word[2:], word[1:]]
    return [word[1:]] if word[:1] in _LETTERS and len(word) > SHORTEST else []
