"""The words of time expressions, looked up by folded spelling with their proclitics."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from musnad.analysis.nameddays import named_days
from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold
from musnad.language.numbers import ordinal_words

PROCLITICS = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")


@dataclass(frozen=True, slots=True)
class TimeWord:
    """A word's part in a time expression; ``skip`` folded letters before it are proclitics.

    ``second`` maps the second word of a two-word month (تشرين الثاني) to its number.
    """

    kind: str
    value: str = ""
    skip: int = 0
    definite: bool = False
    calendar: str = "gregorian"
    shared: bool = False
    second: tuple[tuple[str, int], ...] = ()

    @property
    def number(self) -> int:
        """The value as a number (0 if it has none)."""
        return int(self.value) if self.value else 0


def words(text: str) -> frozenset[str]:
    """The folded spellings of the words in a text."""
    return frozenset(map(fold, text.split()))


NUMBER = TimeWord("number")


def _base() -> dict[str, TimeWord]:
    """Bare folded forms."""
    words: dict[str, TimeWord] = {}
    for form, (value, definite, skip) in ordinal_words().items():
        words[form] = TimeWord("ordinal", str(value), skip, definite)
    heads: dict[str, tuple[str, dict[str, int]]] = {}
    for row in read_table("months"):
        shared = {fold(name) for name in variants(row["shared"])}
        for name in map(fold, variants(row["names"])):
            first, _, second = name.partition(" ")
            if second:
                heads.setdefault(first, (row["calendar"], {}))[1][second] = int(row["month"])
            else:
                words[first] = TimeWord("month", row["month"], 0, False, row["calendar"], first in shared)
    for row in read_table("timewords"):
        for form in map(fold, variants(row["forms"])):
            words[form] = TimeWord(row["kind"], row["value"], 0, form.startswith("ال"))
    for first in named_days():
        words.setdefault(first, TimeWord("named"))
    for first, (calendar, seconds) in heads.items():
        single = words.get(first)
        words[first] = TimeWord(
            single.kind if single else "month_head",
            single.value if single else "",
            0,
            False,
            calendar,
            single.shared if single and single.kind == "month" else False,
            tuple(seconds.items()),
        )
    return words


@remembered
def time_words() -> dict[str, TimeWord]:
    """All folded spellings, proclitics included; a word of its own wins over a prefixed one."""
    base = _base()
    words = dict(base)
    for form, word in base.items():
        if word.kind in ("from", "between", "first") or word.skip:
            continue
        for prefix in PROCLITICS:
            joined = prefix + form
            if form.startswith("ال") and prefix.endswith("ل"):
                joined = prefix + "ل" + form[2:]
            words.setdefault(joined, _prefixed(word, len(prefix)))
    for form in ("وبين", "فبين"):
        words[form] = TimeWord("between", "", 1)
    for form in ("ومن", "فمن"):
        words[form] = TimeWord("from", "", 1)
    return words


def _prefixed(word: TimeWord, skip: int) -> TimeWord:
    return TimeWord(word.kind, word.value, skip, word.definite, word.calendar, word.shared, word.second)


_FUTURE_VERB = re.compile(r"[وف]?س[يتن]\w{3,}")
_NOT_FUTURE = re.compile(
    r"[وف]?(?:سياس|سيار|سياد|سياح|سياق|سيطر(?!ح|د)|سينا(?!قش|ضل|ل)|سينم|سينغ|سيدن|سيده|سيدات|سيره|سيرت|سيرغ|سيرج|سيرخ|سيري|سيول|سيبير"
    r"|سيف(?!تح|قد|رض|عل|وز|ضي)|سيمون|سيمن[سز]|سيميون|سيلف|سيلا(?!حق|قي)|سيلت|سيكولوج|سيجار|سيئ|سيناتور|سيناريو"
    r"|ستوك|ستول|ستين|ستون|ستاد|ستيف|ستيو|ستير|ستيش|ستار|ستان(?!ف)|ستري|سترا|سترل|ستوديو|ستائر"
    r"|سنوات|سنوي|سنوا|سنغ|سنج|سنتر|سنتكوم|سنتي|سنتا|سنتين|سندات|سنود|سندر)"
)
_FUTURE_WORDS = words("""
    المقرر مقرر مقررا المقررة مقررة المزمع مزمع المزمعة المرتقب المرتقبة مرتقب مرتقبة المتوقع المتوقعة متوقع
    المنتظر المنتظرة
    سوف وسوف لن ولن يعتزم تعتزم يعتزمون ينتظر يتوقع تتوقع ينوي تنوي يستعد تستعد
""")


@lru_cache(maxsize=1 << 14)
def looks_ahead(norm: str) -> bool:
    """True for words that put what follows in the future: a verb with سـ, سوف, لن, من المقرر."""
    if norm in _FUTURE_WORDS:
        return True
    return bool(_FUTURE_VERB.fullmatch(norm)) and not _NOT_FUTURE.match(norm)
