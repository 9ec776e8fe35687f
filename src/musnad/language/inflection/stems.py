"""The stems of a verb: the patterns of forms I-X and of four-letter verbs, filled with radicals.

Patterns are in the sounds of :mod:`.phonology`; ``1 2 3 4`` stand for the radicals, ``@`` for the first
radical of form VIII together with its t (اصطدم, ازداد, اتفق), ``p`` and ``q`` for the vowels of form I.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from musnad.language.inflection.phonology import VOWELS, WEAK, contract, shorten

# form: perfect, passive perfect, vowel of the person prefix, imperfect, passive imperfect, masdar
_PATTERNS = {
    "I": ("1a2p3", "1u2i3", "a", "12q3", "12a3", ""),
    "II": ("1a22a3", "1u22i3", "u", "1a22i3", "1a22a3", "ta12ii3"),
    "III": ("1aa2a3", "1uu2i3", "u", "1aa2i3", "1aa2a3", "mu1aa2a3aT"),
    "IV": ("'a12a3", "'u12i3", "u", "12i3", "12a3", "'i12aa3"),
    "V": ("ta1a22a3", "tu1u22i3", "a", "ta1a22a3", "ta1a22a3", "ta1a22u3"),
    "VI": ("ta1aa2a3", "tu1uu2i3", "a", "ta1aa2a3", "ta1aa2a3", "ta1aa2u3"),
    "VII": ("_in1a2a3", "", "a", "n1a2i3", "", "_in1i2aa3"),
    "VIII": ("_i@a2a3", "_u@u2i3", "a", "@a2i3", "@a2a3", "_i@i2aa3"),
    "IX": ("_i12a3a3", "", "a", "12a3i3", "", "_i12i3aa3"),
    "X": ("_ista12a3", "_ustu12i3", "a", "sta12i3", "sta12a3", "_isti12aa3"),
    "Q": ("1a23a4", "1u23i4", "u", "1a23i4", "1a23a4", "1a23a4aT"),
    "QII": ("ta1a23a4", "tu1u23i4", "a", "ta1a23a4", "ta1a23a4", "ta1a23u4"),
    "QIV": ("_i12a34a4", "", "a", "12a34i4", "", "_i12i34aa4"),
}
_HOLLOW = {
    "I": ("1aa3", "1ii3", "a", "1qq3", "1aa3", ""),
    "IV": ("'a1aa3", "'u1ii3", "u", "1ii3", "1aa3", "'i1aa3aT"),
    "VII": ("_in1aa3", "", "a", "n1aa3", "", "_in1iyaa3"),
    "VIII": ("_i@aa3", "_u@ii3", "a", "@aa3", "@aa3", "_i@iyaa3"),
    "X": ("_ista1aa3", "_ustu1ii3", "a", "sta1ii3", "sta1aa3", "_isti1aa3aT"),
}
FORMS = tuple(_PATTERNS)
_CONTRACTING = frozenset({"I", "III", "IV", "VI", "VII", "VIII", "X"})
_ALWAYS_CONTRACTING = frozenset({"IX", "QIV"})
_KEEP_WAW = frozenset({"wجل", "wجع", "wسخ"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """What decides the stems: radicals as sounds, form, vowels of form I, the cluster of VIII.

    ``strong`` treats a weak or doubled middle as sound, as in استجوب, ازدوج, حاجج.
    """

    form: str
    radicals: tuple[str, ...]
    perfect_vowel: str = "a"
    imperfect_vowel: str = "a"
    cluster: str = ""
    strong: bool = False

    @property
    def defective(self) -> bool:
        """Whether the last radical is weak."""
        return self.radicals[-1] in WEAK

    @property
    def hollow(self) -> bool:
        """Whether the middle radical melts into a long vowel."""
        return self.radicals[1] in WEAK and not self.defective and self.form in _HOLLOW and not self.strong

    @property
    def doubled(self) -> bool:
        """Whether the last two radicals come together before a vowel."""
        if self.form in _ALWAYS_CONTRACTING:
            return True
        same = self.radicals[-1] == self.radicals[-2] and not self.defective
        return same and self.form in _CONTRACTING and not self.strong


@dataclass(frozen=True, slots=True)
class Stem:
    """A stem before an ending that begins with a vowel, and before any other ending."""

    open: str
    closed: str


@dataclass(frozen=True, slots=True)
class Stems:
    """All stems of one verb; an empty string or None where the verb lacks the part."""

    perfect: Stem
    perfect_passive: Stem | None
    prefix_vowel: str
    imperfect: Stem
    imperfect_passive: Stem | None
    active: str
    passive: str
    masdar: str


@lru_cache(maxsize=4096)
def stems(pattern: Pattern) -> Stems:
    """Fill the pattern of a form with its radicals."""
    table = _HOLLOW if pattern.hollow else _PATTERNS
    perfect, perfect_passive, prefix, imperfect, imperfect_passive, masdar = table[pattern.form]
    active, passive = _participles(pattern, imperfect, imperfect_passive)
    if pattern.form == "I" and pattern.radicals[0] == "w" and not pattern.doubled and not pattern.hollow:
        imperfect = imperfect if "".join(pattern.radicals) in _KEEP_WAW else imperfect[1:]
    if pattern.radicals == ("ر", "'", "y"):
        # يرى, أرى, يُري: the hamza is lost where no vowel stands before it, but not in مرئي
        parts = perfect, perfect_passive, imperfect, imperfect_passive, active
        perfect, perfect_passive, imperfect, imperfect_passive, active = (part.replace("12", "1") for part in parts)
        masdar = "'i1aa'aT" if pattern.form == "IV" else masdar
        passive = passive.replace("12", "1") if pattern.form == "IV" else passive
    return Stems(
        _perfect_stem(pattern, perfect),
        _stem(pattern, perfect_passive, weak="y") if perfect_passive else None,
        prefix,
        _stem(pattern, imperfect),
        _stem(pattern, imperfect_passive, weak="y") if imperfect_passive else None,
        _noun_stem(pattern, active),
        _noun_stem(pattern, passive),
        _fill(pattern, _masdar(pattern, masdar)),
    )


def _participles(pattern: Pattern, imperfect: str, imperfect_passive: str) -> tuple[str, str]:
    if pattern.form == "I":
        return _participles_of_one(pattern)
    active = "mu" + (imperfect if pattern.hollow else imperfect[:-2] + "i" + imperfect[-1])
    return active, "mu" + imperfect_passive if imperfect_passive else ""


def _participles_of_one(pattern: Pattern) -> tuple[str, str]:
    last = pattern.radicals[-1]
    if pattern.hollow:
        # جاء makes جاءٍ, الجائي: the last of two hamzas turned weak
        return "1aa'i" + ("y" if last == "'" else "3"), "ma1uu3" if pattern.radicals[1] == "w" else "ma1ii3"
    return "1aa2i3", {"w": "ma12uww", "y": "ma12iyy"}.get(last, "ma12uu3")


def _masdar(pattern: Pattern, masdar: str) -> str:
    last = masdar[-1:]
    if pattern.form == "II" and pattern.radicals[1:] == ("y", "y"):
        return "ta1i22aT"
    if pattern.form == "II" and (pattern.defective or pattern.radicals[-1] == "'"):
        return "ta12i3aT"
    if not pattern.defective or not last.isdigit():
        return masdar
    if masdar[-3:-1] == "aa":
        return masdar[:-1] + "'"
    return masdar[:-2] + "i" + last


def _fill(pattern: Pattern, text: str, weak: str = "") -> str:
    radicals = pattern.radicals
    last = weak if weak and pattern.defective else radicals[-1]
    filled: dict[str, str | int | None] = {"@": pattern.cluster}
    filled |= {"p": pattern.perfect_vowel, "q": pattern.imperfect_vowel}
    filled |= {str(place): radical for place, radical in enumerate((*radicals[:-1], last), start=1)}
    return text.translate(str.maketrans(filled))


def _stem(pattern: Pattern, text: str, weak: str = "") -> Stem:
    whole = _fill(pattern, text, weak)
    if pattern.hollow:
        return Stem(whole, shorten(whole))
    return Stem(contract(whole), whole) if pattern.doubled else Stem(whole, whole)


def _perfect_stem(pattern: Pattern, text: str) -> Stem:
    stem = _stem(pattern, text)
    if pattern.form == "I" and pattern.hollow:
        # قُلت, but بِعت and خِفت; the vowel shows in جئت
        vowel = "u" if pattern.imperfect_vowel == "u" else "i"
        return Stem(stem.open, pattern.radicals[0] + vowel + pattern.radicals[2])
    return stem


def _noun_stem(pattern: Pattern, text: str) -> str:
    if not text:
        return ""
    whole = _fill(pattern, text, weak="y")
    # contraction only where a vowel stands between the twins: رادّ, محتجّ, but مردود
    return contract(whole) if pattern.doubled and whole[-2] in VOWELS and whole[-3] == whole[-1] else whole
