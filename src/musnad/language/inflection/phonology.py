"""From sounds to letters: weak endings, doubled consonants, the seat of the hamza.

Words are worked on as sounds in ASCII, because most spelling rules of Arabic look at vowels that are not
written: ``a i u`` short vowels, doubled when long; ``w y t n m s`` those consonants; ``'`` hamza; ``_``
an alef that is only written (hamzat al-wasl, the alef of ـوا); ``T`` ta marbuta; ``Y`` a final long a
written ى. Any other character is a consonant. A stem is such a word without its ending.

The rules are those of school grammar and of the Cairo academy's decision on the hamza (the stronger
neighbouring vowel gives the seat, i > u > a), as also laid out in Ryding, *A Reference Grammar of Modern
Standard Arabic*, ch. 2.
"""

from __future__ import annotations

import re

VOWELS = "aiu"
WEAK = "wy"
NON_JOINING = "ادذرزوw"

_TWIN = re.compile(r"([^aiu_])\1")
_TWO_HAMZAS = re.compile(r"^'([aiu])'(?![aiuY'])")
_I_W = re.compile(r"iw(?![aiuwY])")
_U_Y = re.compile(r"uy(?![aiuyY])")
_TIED_T = re.compile(r"T(?=[aiu])")
_HAMZA = re.compile("'")
_WAW_AFTER_HAMZA = re.compile(r"(aa|a|[^aiu_'])'uu")
_LETTERS = str.maketrans({"a": "", "i": "", "u": "", "_": "ا", "w": "و", "y": "ي"} | {"t": "ت", "n": "ن", "m": "م", "s": "س", "T": "ة", "Y": "ى"})


def contract(stem: str) -> str:
    """Bring the two last, equal consonants of a doubled stem together: radad -> radd, rdud -> rudd."""
    head, twin, vowel = stem[:-3], stem[-1], stem[-2]
    return head + twin + twin if head[-1] in VOWELS else head + vowel + twin + twin


def shorten(stem: str) -> str:
    """Shorten the long vowel before the last consonant of a hollow stem: quul -> qul."""
    return stem[:-2] + stem[-1]


def attach(stem: str, ending: str) -> str:
    """Join ``ending`` to ``stem``; a weak last radical melts into the ending.

    An empty ending is the jussive (or an indefinite participle such as داع), which loses the weak radical.
    """
    if stem[-1] not in WEAK or stem[-2] not in VOWELS:
        return stem + ending
    base, vowel, weak = stem[:-2], stem[-2], stem[-1]
    if not ending:
        return base + vowel
    if ending[0] not in VOWELS:
        return stem + ending if vowel == "a" else base + vowel * 2 + ending
    if vowel == "a":
        return _attach_after_a(base, weak, ending)
    if ending[:2] in ("uu", "ii"):
        return base + ending
    return base + vowel * 2 if ending == "u" else stem + ending


def _attach_after_a(base: str, weak: str, ending: str) -> str:
    if len(ending) == 1:
        return base + ("aa" if weak == "w" else "Y")
    if ending.startswith("aT"):
        return base + "a" + ending
    if ending.startswith("at"):
        return base + ending
    if ending[:2] == "uu":
        return base + "aw" + ending[2:]
    if ending[:2] == "ii":
        return base + "ay" + ending[2:]
    return base + "a" + weak + ending


def spell(word: str) -> str:
    """The usual spelling of a word given as sounds; unknown characters stay as they are."""
    if word[-1] in VOWELS and word[-2] != word[-1]:
        word = word[:-1]
    if "'" in word:
        word = _TWO_HAMZAS.sub(r"'\1\1", word)
    word = _TWIN.sub(r"\1", word)
    word = _TIED_T.sub("t", _U_Y.sub("uu", _I_W.sub("ii", word)))
    if "'" in word:
        word = _HAMZA.sub(_seat, word).replace("أaa", "آ")
    if word[-2:] == "yY":
        word = word[:-1] + "_"
    return word.replace("aa", "ا").replace("ii", "ي").replace("uu", "و").translate(_LETTERS)


def spellings(word: str) -> tuple[str, ...]:
    """The usual spelling first, then others found in print.

    They concern a hamza before long u: يبدؤون is also written يبدأون (the verb left whole) and يبدءون, as
    مسؤول is written مسئول (one waw only, the Egyptian press), and أومن, which is also written أؤمن.
    """
    usual = spell(word)
    found = _WAW_AFTER_HAMZA.search(word)
    if found and found.start(1) > 0:
        others = (spell(word.replace("'uu", seat + "uu")) for seat in _other_seats(word, found))
        return tuple(dict.fromkeys((usual, *others)))
    if word.startswith("'u'") and word[3] not in VOWELS:
        return usual, spell("'uؤ" + word[3:])
    return (usual,)


def _other_seats(word: str, found: re.Match[str]) -> str:
    before = found[1]
    if before == "aa":
        return "ء"
    letter = word[found.start(1) - 1] if before == "a" else before
    if letter in WEAK and before != "a":
        return ""
    line = "ء" if letter in NON_JOINING else "ئ"
    return "أ" + line if before == "a" else line


def _seat(found: re.Match[str]) -> str:
    word, at = found.string, found.start()
    after = word[at + 1 : at + 2]
    if at == 0:
        return "إ" if after == "i" else "أ"
    before = word[at - 1]
    long = word[at - 2 : at] in ("aa", "uu")
    if not after:
        return "ء" if long or word[at - 2 : at] == "ii" else {"a": "أ", "i": "ئ", "u": "ؤ"}.get(before, "ء")
    if "i" in (before, after):
        return "ئ"
    if before == "w" or (long and before == "u") or (long and after != "u"):
        return "ء"
    return "ؤ" if "u" in (before, after) else "أ"
