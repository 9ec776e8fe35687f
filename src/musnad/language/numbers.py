"""Arabic numbers: digits of three scripts, cardinals in every case and gender, mixed forms, ordinals.

The grammar is that of written Arabic (Ryding 2005, chapter 15): units stand before tens (خمسة وعشرون),
hundreds before both, scales (ألف، مليون) multiply what stands right before them, and every further part is
joined by و. Words are compared in their folded spelling, ``Token.norm``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from musnad.language.characters import fold

_UNITS = {
    0: "صفر",
    1: "واحد واحدة",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنان إثنين ثنتان ثنتين",
    3: "ثلاثة ثلاث",
    4: "أربعة أربع",
    5: "خمسة خمس",
    6: "ستة ست",
    7: "سبعة سبع",
    8: "ثمانية ثماني ثمان",
    9: "تسعة تسع",
    10: "عشرة عشر",
}
_TENS = {20: "عشر", 30: "ثلاث", 40: "أربع", 50: "خمس", 60: "ست", 70: "سبع", 80: "ثمان", 90: "تسع"}
_HUNDREDS = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان ثماني", 9: "تسع"}
_HUNDRED = "مئة مائة مية ماية مئه"
_SCALES = {
    1_000: ("ألف ألفا", "آلاف", "ألفان ألفين ألفي ألفا"),
    1_000_000: ("مليون مليونا", "ملايين", "مليونان مليونين مليوني مليونا"),
    1_000_000_000: ("مليار مليارا بليون بليونا", "مليارات بلايين", "ملياران مليارين ملياري بليونان بليونين"),
    1_000_000_000_000: (
        "تريليون ترليون تريليونا ترليونا",
        "تريليونات ترليونات",
        "تريليونان تريليونين تريليوني",
    ),
}
_ORDINALS = {
    1: "أول أولى حادي حادية",
    2: "ثاني ثانية ثان",
    3: "ثالث ثالثة",
    4: "رابع رابعة",
    5: "خامس خامسة",
    6: "سادس سادسة",
    7: "سابع سابعة",
    8: "ثامن ثامنة",
    9: "تاسع تاسعة",
    10: "عاشر عاشرة",
}
_ODD_ORDINALS = {"واحد": 1, "واحده": 1, "احد": 1, "احدي": 1, "اثني": 2, "اثنا": 2}
_BELOW_HUNDRED = frozenset(("unit", "ten", "tens", "eleven"))
_BELOW_SCALE = _BELOW_HUNDRED | {"hundred", "hundreds", "scale", "dual"}
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")


class Word(Protocol):
    """What the readers need of a token."""

    norm: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NumberWord:
    """One number word.

    ``role`` is unit, ten (عشر), tens, hundred, hundreds, scale, scales, dual, eleven (أحد) or part (نصف).
    """

    value: int
    role: str
    joined: bool = False
    definite: bool = False
    skip: int = 0


@dataclass(frozen=True, slots=True)
class Number:
    """A number in tokens ``first`` to ``last`` (half-open), after ``skip`` proclitic letters."""

    value: int | float
    first: int
    last: int
    skip: int = 0


def plain(value: float) -> int | float:
    """A whole number as an int, so that JSON shows 3 and not 3.0; other values without binary noise."""
    return int(value) if value == int(value) else round(value, 6)


def digits(norm: str) -> int | float | None:
    """The value of a folded digit token (``1,200`` ``3.5`` ``10.000``); None for dates, times and versions.

    A comma or point before exactly three digits groups thousands, unless the number begins with 0.
    """
    if norm.isdigit():
        return int(norm)
    if _GROUPED.fullmatch(norm):
        comma_groups = re.match(r"\d+,\d{3}", norm)
        text = norm.replace(",", "") if comma_groups else norm.replace(".", "").replace(",", ".")
        return plain(float(text))
    if _DECIMAL.fullmatch(norm):
        return plain(float(norm.replace(",", ".")))
    return None


def _forms() -> dict[str, tuple[int, str]]:
    """Folded bare forms of all cardinal words."""
    forms: dict[str, tuple[int, str]] = {}

    def add(words: str, value: int, role: str) -> None:
        for word in words.split():
            forms.setdefault(fold(word), (value, role))

    for value, words in _UNITS.items():
        add(words, value, "ten" if value == 10 else "unit")
    add("أحد إحدى", 1, "eleven")
    for value, stem in _TENS.items():
        add(f"{stem}ون {stem}ين", value, "tens")
    add(_HUNDRED, 100, "hundred")
    add("مئتان مئتين مئتي مئتا مائتان مائتين مائتي مائتا ميتين", 200, "hundreds")
    for value, stems in _HUNDREDS.items():
        for stem in stems.split():
            add(" ".join(stem + hundred for hundred in _HUNDRED.split()), value * 100, "hundreds")
    for value, (one, many, two) in _SCALES.items():
        add(one, value, "scale")
        add(many, value, "scales")
        add(two, 2 * value, "dual")
    add("نصف", 2, "part")
    add("ربع", 4, "part")
    return forms


@lru_cache(maxsize=1)
def number_words() -> dict[str, NumberWord]:
    """Every folded spelling of a cardinal word, with the article and proclitics."""
    words: dict[str, NumberWord] = {}
    bare = _forms()
    for form, (value, role) in bare.items():
        words[form] = NumberWord(value, role)
    for form, (value, role) in bare.items():
        variants = [("ال", True, 0), ("و", False, 1), ("وال", True, 1)]
        variants += [(p, False, len(p)) for p in ("ب", "ل", "ف", "ك", "وب", "ول")]
        variants += [(p, True, skip) for p, skip in (("لل", 1), ("بال", 1), ("وبال", 2), ("ولل", 2))]
        for prefix, definite, skip in variants:
            words.setdefault(prefix + form, NumberWord(value, role, prefix[0] == "و", definite, skip))
    for other in ("بست", "لست", "ولست"):
        words.pop(other, None)
    return words


@lru_cache(maxsize=1)
def ordinal_words() -> dict[str, tuple[int, bool, int]]:
    """Folded ordinals: value, whether with the article, how many letters are proclitics."""
    words: dict[str, tuple[int, bool, int]] = {}
    for value, forms in _ORDINALS.items():
        for form in map(fold, forms.split()):
            for prefix, skip in (("", 0), ("ال", 0), ("وال", 1), ("بال", 1), ("لل", 1), ("فال", 1)):
                words[prefix + form] = (value, bool(prefix), skip)
    for form, value in _ODD_ORDINALS.items():
        words["ال" + form] = (value, True, 0)
    return words


class _Sum:
    """A cardinal being read: closed scales in ``total``, the group below them in ``group``."""

    def __init__(self, value: int | float, role: str) -> None:
        self.total: int | float = 0
        self.group: int | float = value
        self.role = role
        self.scale = 0
        self.ceiling: float = float("inf")
        if role in ("scale", "dual"):
            self._close(value, int(value if role == "scale" else value // 2))

    def _close(self, term: int | float, scale: int) -> None:
        self.total += term
        self.group, self.scale, self.ceiling = 0, scale, scale

    @property
    def value(self) -> int | float:
        """What has been read so far."""
        return self.total + self.group

    @property
    def complete(self) -> bool:
        """False while أحد lacks its عشر, نصف its scale, or a group after a scale is not smaller than it."""
        return self.role not in ("eleven", "part") and (not self.group or self.group < self.ceiling)

    def follow(self, word: NumberWord) -> bool:
        """Take a word that stands right after, without و: عشر, مئة or a scale."""
        unit = self.role == "unit" and self.group % 10
        if word.role == "ten" and (self.role == "eleven" or unit):
            self.group += 10
        elif word.role == "hundred" and unit and self.group % 10 >= 3:
            self.group = self.group - unit + unit * 100
        elif word.role in ("scale", "scales") and self.role == "part":
            self.group, self.total = 0, word.value / self.group
            self.scale = 0
        elif word.role in ("scale", "scales") and self.group and word.value < self.ceiling:
            self._close(self.group * word.value, word.value)
        elif word.role == "scale" and self.role == "scale" and self.value == self.scale < word.value:
            self.total = 0
            self._close(self.scale * word.value, word.value)
        else:
            return False
        self.role = {"ten": "teen", "hundred": "hundreds", "scales": "scale"}.get(word.role, word.role)
        return True

    def join(self, word: NumberWord) -> bool:
        """Take a word joined by و: tens after a unit, less after a hundred, less after a scale, a half."""
        if word.role == "part":
            if self.role != "scale" or self.group:
                return False
            self.total += self.scale / word.value
            self.role = "half"
            return True
        after_unit = self.role in ("unit", "eleven") and word.role == "tens"
        after_hundred = self.role in ("hundred", "hundreds") and word.role in _BELOW_HUNDRED
        after_scale = self.role in ("scale", "dual") and word.role in _BELOW_SCALE
        if after_scale and word.role in ("scale", "dual"):
            if word.value >= self.ceiling:
                return False
            self._close(word.value, word.value if word.role == "scale" else word.value // 2)
        elif after_unit or after_hundred or after_scale:
            self.group += word.value
        else:
            return False
        self.role = word.role
        return True


def _start(tokens: Sequence[Word], i: int) -> tuple[_Sum, int, int] | None:
    """The first word of a cardinal: the sum so far, the next index, the proclitic letters."""
    token = tokens[i]
    if token.kind == "number":
        value = digits(token.norm)
        if value is None:
            return None
        j = i + 1
        while _grouped_by_space(tokens, j, value):
            value, j = value * 1000 + int(tokens[j].norm), j + 1
        return _Sum(value, "digits"), j, 0
    word = number_words().get(token.norm)
    if word is None or word.role == "scales":
        return None
    if word.role == "scale" and token.norm.endswith("ا") and _in_construct(tokens, i + 1):
        return _Sum(2 * word.value, "dual"), i + 1, word.skip
    return _Sum(word.value, word.role), i + 1, word.skip


def _in_construct(tokens: Sequence[Word], j: int) -> bool:
    """True in مليونا دولار, "two million"; in مليونا ومئتي ألف the alef is the accusative's."""
    return j < len(tokens) and tokens[j].kind == "word" and not tokens[j].norm.startswith("و")


def _grouped_by_space(tokens: Sequence[Word], j: int, value: int | float) -> bool:
    """True at the 000 of "20 000": three digits one space after a whole number of up to three digits."""
    if j >= len(tokens) or tokens[j].kind != "number" or len(tokens[j].norm) != 3 or not tokens[j].norm.isdigit():
        return False
    return isinstance(value, int) and value > 0 and tokens[j].start - tokens[j - 1].end == 1 and (len(tokens[j - 1].norm) <= 3)


def read_cardinal(tokens: Sequence[Word], i: int) -> Number | None:
    """The cardinal number that begins at token ``i``, as long as it goes, or None.

    Unquantified scales (آلاف، ملايين) are no number. A separate و joins like an attached one.
    """
    begun = _start(tokens, i)
    if begun is None:
        return None
    total, j, skip = begun
    words = number_words()
    best = (total.value, j) if total.complete else None
    while j < len(tokens):
        token = tokens[j]
        step, joined = j, False
        if token.norm == "و" and j + 1 < len(tokens):
            token, step, joined = tokens[j + 1], j + 1, True
        word = words.get(token.norm)
        if token.kind == "number" and joined and total.role in ("scale", "dual"):
            value = digits(token.norm)
            word = NumberWord(int(value), "hundreds") if isinstance(value, int) and value < total.ceiling else None
        if word is None or (word.skip and not word.joined) or (token.kind == "number" and not joined):
            break
        taken = total.join(word) if joined or word.joined else total.follow(word)
        if not taken:
            break
        j = step + 1
        if word.role == "part" and j < len(tokens):
            again = words.get(tokens[j].norm)
            j += bool(again and again.role == "scale" and not again.skip and again.value == total.scale)
        if total.complete:
            best = (total.value, j)
    if best is None:
        return None
    return Number(plain(best[0]), i, best[1], skip)


def read_ordinal(tokens: Sequence[Word], i: int) -> Number | None:
    """The ordinal at token ``i`` (الأول, الخامس عشر, الثامن والعشرين, العشرين) as a number, or None."""
    ordinals, words = ordinal_words(), number_words()
    found = ordinals.get(tokens[i].norm)
    if found is None:
        tens = words.get(tokens[i].norm)
        if tens and tens.role == "tens" and tens.definite:
            return Number(tens.value, i, i + 1, tens.skip)
        return None
    value, definite, skip = found
    j = i + 1
    if j < len(tokens) and tokens[j].norm in ("عشر", "عشره"):
        return Number(value + 10, i, j + 1, skip)
    joined = j + 1 < len(tokens) and tokens[j].norm == "و"
    after = words.get(tokens[j + joined].norm) if j + joined < len(tokens) else None
    if definite and after and after.role == "tens" and after.definite and (joined or after.joined):
        return Number(value + after.value, i, j + joined + 1, skip)
    bare = tokens[i].norm[2:] if definite else tokens[i].norm
    return None if bare in _ODD_ORDINALS or bare.startswith("حادي") else Number(value, i, j, skip)


_FRACTION = re.compile(r"(\d+)/([1-9]\d*)")
_POINT = re.compile(r"\s+فاصله\s+")


def numeral(text: str) -> int | float | None:
    """The value of a text that is one number and nothing else.

    Words, digits, a sign before them, a fraction (١١/١٠), a decimal point in words (واحد فاصلة واحد).
    """
    from musnad.language.tokens import tokenize

    folded = fold(text).strip()
    if folded.startswith("-"):
        value = numeral(folded[1:])
        return None if value is None else -value
    if folded.startswith("."):
        folded = "0" + folded
    fraction = _FRACTION.fullmatch(folded)
    if fraction:
        return plain(int(fraction[1]) / int(fraction[2]))
    parts = _POINT.split(folded)
    if len(parts) == 2:
        whole, rest = numeral(parts[0]), numeral(parts[1])
        return None if whole is None or rest is None else plain(float(f"{whole}.{rest}"))
    tokens = tokenize(folded)
    found = read_cardinal(tokens, 0) if tokens else None
    return found.value if found and found.last == len(tokens) else None
