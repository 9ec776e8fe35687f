"""Amounts: money, percentages, prison terms and the counted things of events.

The mark is the number and its noun; a word of bound before it (نحو, أكثر من) stands outside. Amounts without
a number (آلاف, عشرات) are none, nor are durations, ages, ordinals and times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from musnad.analysis.quantities import (
    PRISON_DUALS,
    SYMBOLS,
    Currency,
    Unit,
    currencies,
    nisba_currencies,
    prison_units,
    units,
)
from musnad.analysis.timewords import words
from musnad.language.numbers import Number, number_words, plain, read_cardinal
from musnad.language.tokens import Document, Token
from musnad.record import Span

_ABOUT = words("نحو حوالي قرابة زهاء تقريبا يناهز بحدود يقارب تقارب تقدر")
_OVER = words("أكثر أزيد يزيد تزيد")
_PASSES = words("فوق تجاوز تجاوزت يتجاوز تتجاوز يفوق تفوق تخطى")
_PREPOSITIONS = words("من عن على")
_HUNDREDTH = words("المئة المائة المية")
_PERCENT = words("بالمئة بالمائة بالمية")
_PRISON = words("""
    سجن السجن بالسجن سجنه سجنها سجنهم بسجن لسجن للسجن حبس الحبس بالحبس بحبس حبسه حبسا سجنا حبسها والسجن وسجن
    والحبس وبالسجن
""")
_UNMANNED = words("مسيرة مسيرات المسيرة درون الدرون")
_PROCLITICS = frozenset("وبلف")
_TO = words("إلى حتى")
_CENTS = words("سنت سنتا سنتات سينت سينتات ¢")
# Currencies by their initials, with a point between (ج.م).
_INITIALS = {"جم": "EGP", "رس": "SAR", "دا": "AED", "دت": "TND", "دك": "KWD", "لل": "LBP", "رق": "QAR"}
_NOT = words("لا لم ولا")
_HARM = re.compile(
    r"[وفبل]{0,2}(?:ال)?(?:مقتل|مصرع|اصاب[هت]|اصيب|جرح|استشهد|استشهاد|قتل|قتلت|يقتل|تقتل|اعتقال|اعتقل|اعتقلت|توقيف"
    r"|خطف|اختطاف|احتجاز|وفاه|اغتيال|سقوط|اعدام|اختطف|احتجز|قتلوا|قضي|لقي)(?:هم|ها|ه|وا)?"
)
_VICTIMS = words("""
    مقتل ومقتل بمقتل مصرع ومصرع إصابة وإصابة بإصابة جرح وجرح بجرح استشهاد واستشهاد اعتقال واعتقال وقتل قتل
""")
_AFTER_VICTIMS = words("في على منهم بينهم خلال جراء إثر بعد من")
_RANGE = re.compile(r"(\d+)-(\d+)")
_NEAR = 6


@dataclass(slots=True)
class AmountExpression:
    """An amount in the text: its span, value, what is counted and how tightly.

    ``kind`` is money, percent, prison or count. Money has a ``currency`` and, if said, the ISO ``code``; the
    others a ``unit``. ``high`` is the upper end of a range whose lower end is ``value``.
    """

    span: Span
    value: int | float
    kind: str
    unit: str
    bound: str = "exact"
    currency: Currency | None = None
    code: str | None = None
    high: int | float | None = None


@dataclass(slots=True)
class _Noun:
    """What stands after a number: the index after it, and the expression's fields."""

    last: int
    kind: str
    unit: str
    currency: Currency | None = None
    code: str | None = None


def find_amounts(document: Document, taken: Sequence[Span] = ()) -> list[AmountExpression]:
    """The amounts of a document in text order, leaving out what lies in the spans ``taken`` (its dates)."""
    tokens, numbers, nouns = document.tokens, number_words(), units()
    busy = sorted(taken)
    found: list[AmountExpression] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        expression = None
        if token.kind == "number" or token.norm in numbers:
            expression = None if _inside(token, busy) else _numbered(document, i)
        elif token.norm in PRISON_DUALS:
            expression = None if _inside(token, busy) else _dual(document, i, 0)
        else:
            skip = int(token.norm not in nouns and token.norm[:1] in _PROCLITICS)
            noun = nouns.get(token.norm[skip:])
            if noun and noun.dual and not _inside(token, busy):
                expression = _dual(document, i, skip)
        if expression is None:
            i += 1
            continue
        found.append(expression)
        while i < len(tokens) and tokens[i].start < expression.span[1]:
            i += 1
    return found


def _inside(token: Token, busy: Sequence[Span]) -> bool:
    return any(start <= token.start < end for start, end in busy)


def _numbered(document: Document, i: int) -> AmountExpression | None:
    """The amount whose number begins at token ``i``."""
    tokens = document.tokens
    whole = _RANGE.fullmatch(tokens[i].norm) if tokens[i].kind == "number" else None
    if whole:
        number: Number | None = Number(int(whole[1]), i, i + 1)
    else:
        number = read_cardinal(tokens, i)
    if number is None or number.value <= 0:
        return None
    value, last = number.value, number.last
    high: int | float | None = int(whole[2]) if whole else None
    before = i - 1
    if _symbol_before(tokens, i):
        code = SYMBOLS[tokens[before].norm]
        span = tokens[before].start, tokens[last - 1].end
        return AmountExpression(span, value, "money", code, _bound(tokens, before, last), None, code, high)
    noun = _noun(tokens, i, last)
    if noun is None:
        second = _upper_end(tokens, last)
        noun = _noun(tokens, i, second.last) if second else None
        if noun is None or second is None or second.value <= value:
            return None
        value, high = _same_scale(value, second), second.value
    elif noun.kind == "money":
        value, high, noun.last = _more_money(tokens, value, high, noun)
    if tokens[noun.last - 1].sentence != tokens[i].sentence:
        return None
    first = i - 1 if _norm(tokens, before) == "ال" else i
    start = document.place(tokens[first], number.skip if first == i else 0)[0]
    span = start, tokens[noun.last - 1].end
    bound = "at least" if high is not None else _bound(tokens, first, noun.last)
    return AmountExpression(span, value, noun.kind, noun.unit, bound, noun.currency, noun.code, high)


def _symbol_before(tokens: Sequence[Token], i: int) -> bool:
    """True for $20, where the symbol does not belong to the number before it (10$-20$)."""
    before = i - 1
    if before < 0 or tokens[before].norm not in SYMBOLS or tokens[before].sentence != tokens[i].sentence:
        return False
    taken = before > 0 and tokens[before - 1].kind == "number" and tokens[before - 1].end == tokens[before].start
    return not taken


def _more_money(tokens: Sequence[Token], value: int | float, high: int | float | None, noun: _Noun) -> tuple[int | float, int | float | None, int]:
    """What follows money and belongs to it: its cents (20 دولارا و43 سنتا), or the upper end (10$-20$)."""
    j = noun.last
    upper = _upper_end(tokens, j)
    if upper is None or high is not None:
        return value, high, j
    cents = _norm(tokens, j) in ("و", "") or _norm(tokens, j).startswith("و")
    if cents and _norm(tokens, upper.last) in _CENTS and 0 < upper.value < 100:
        return plain(value + upper.value / 100), high, upper.last + 1
    again = not cents and _norm(tokens, upper.last) == _norm(tokens, j - 1) and upper.value > value
    return (value, upper.value, upper.last + 1) if again else (value, high, j)


def _upper_end(tokens: Sequence[Token], j: int) -> Number | None:
    """The second number of a range: إلى 20, - 20, و20 after بين."""
    if j + 1 >= len(tokens):
        return None
    attached = number_words().get(tokens[j].norm)
    to = attached is not None and attached.skip == 1 and tokens[j].norm.startswith("ل")
    if attached and (attached.joined or to):
        return read_cardinal(tokens, j)
    if tokens[j].norm in _TO or tokens[j].norm in ("-", "–", "و"):
        return read_cardinal(tokens, j + 1)
    return None


def _same_scale(low: int | float, high: Number) -> int | float:
    """In "من 2 إلى 3 ملايين" the lower end has the scale of the upper."""
    for scale in (1_000_000_000, 1_000_000, 1_000):
        if high.value >= scale > low and high.last - high.first > 1 and low < 1000:
            return low * scale
    return low


def _noun(tokens: Sequence[Token], i: int, j: int) -> _Noun | None:
    """What a number that ends before token ``j`` counts, if it is something amounts are made of."""
    norm = _norm(tokens, j)
    if norm == "%" or norm in _PERCENT:
        return _Noun(j + 1, "percent", "percent")
    if norm == "في" and _norm(tokens, j + 1) in _HUNDREDTH:
        return _Noun(j + 2, "percent", "percent")
    if norm in SYMBOLS:
        return _Noun(j + 1, "money", SYMBOLS[norm], None, SYMBOLS[norm])
    if norm in _CENTS:
        return _Noun(j + 1, "count", "cent")
    initials = _INITIALS.get(norm + _norm(tokens, j + 2)) if _norm(tokens, j + 1) == "." else None
    if initials:
        return _Noun(j + 3, "money", initials, None, initials)
    currency = currencies().get(norm)
    if currency:
        return _money(tokens, j, currency)
    term = prison_units().get(norm)
    if term:
        return _Noun(j + 1, "prison", term) if _in_prison(tokens, i, j + 1) else None
    unit = _counted(tokens, j)
    if unit:
        return unit
    return _victims(tokens, i, j)


def _money(tokens: Sequence[Token], j: int, currency: Currency) -> _Noun:
    code = nisba_currencies().get(_norm(tokens, j + 1))
    if code and (code in currency.codes):
        return _Noun(j + 2, "money", currency.name, currency, code)
    return _Noun(j + 1, "money", currency.name, currency, currency.default or None)


def _counted(tokens: Sequence[Token], j: int) -> _Noun | None:
    """A unit's noun at ``j``, or after من (أربعة من رجال الشرطة); an unmanned aircraft is a drone."""
    partitive = _norm(tokens, j) == "من"
    norm = _norm(tokens, j + partitive)
    if partitive:
        norm = norm.removeprefix("ال")
    unit = units().get(norm)
    if unit is None or unit.dual:
        return None
    last = j + partitive + 1
    if unit.name == "aircraft":
        if _norm(tokens, last) in _UNMANNED:
            return _Noun(last + 1, "count", "drone")
        k = last + (_norm(tokens, last) == "من")
        if _norm(tokens, k) in ("دون", "بدون") and _norm(tokens, k + 1) == "طيار":
            return _Noun(k + 2, "count", "drone")
    if unit.name == "man" and _norm(tokens, last) in ("الشرطه", "شرطه"):
        return _Noun(last + 1, "count", "police officer")
    return _Noun(last, "count", unit.name)


def _victims(tokens: Sequence[Token], i: int, j: int) -> _Noun | None:
    """A bare number right after a word of harm counts persons (مقتل 17 وإصابة 30 آخرين)."""
    if _norm(tokens, i - 1) not in _VICTIMS:
        return None
    norm = _norm(tokens, j)
    if norm in ("اخرين", "اخرون", "اخر"):
        return _Noun(j + 1, "count", "person")
    ends = j >= len(tokens) or tokens[j].kind in ("mark", "break") or norm in _AFTER_VICTIMS
    ends = ends or norm.startswith(("واصاب", "وجرح", "ومقتل", "واعتقال"))
    return _Noun(j, "count", "person") if ends else None


def _in_prison(tokens: Sequence[Token], i: int, last: int) -> bool:
    """True where a sentence of prison is told within a few words before, or right after (سجنا نافذا)."""
    sentence = tokens[i].sentence
    before = any(t.norm in _PRISON for t in tokens[max(0, i - _NEAR) : i] if t.sentence == sentence)
    after, later = _norm(tokens, last), _norm(tokens, last + 1)
    behind = after in ("من", "في", "خلف") and later in ("السجن", "الحبس", "القضبان")
    return before or after in _PRISON or behind


def _dual(document: Document, i: int, skip: int) -> AmountExpression | None:
    """Two said in one word: casualties and happenings, persons beside a word of harm, prison terms."""
    tokens = document.tokens
    term = PRISON_DUALS.get(tokens[i].norm)
    span = document.place(tokens[i], skip)
    if term:
        return AmountExpression(span, 2, "prison", term) if _in_prison(tokens, i, i + 1) else None
    unit: Unit = units()[tokens[i].norm[skip:]]
    if unit.kind == "thing" or (unit.kind == "person" and not _harmed(tokens, i)):
        return None
    return AmountExpression(span, 2, "count", unit.name)


def _harmed(tokens: Sequence[Token], i: int) -> bool:
    sentence = tokens[i].sentence
    return any(t.sentence == sentence and _HARM.fullmatch(t.norm) for t in tokens[max(0, i - 3) : i])


def _norm(tokens: Sequence[Token], j: int) -> str:
    return tokens[j].norm if 0 <= j < len(tokens) else ""


def _bound(tokens: Sequence[Token], first: int, last: int) -> str:
    """exact, about, at least or at most, from the words before the number and those after its noun."""
    after = _norm(tokens, last), _norm(tokens, last + 1)
    if after[0] == "علي" and after[1] in ("الاقل", "الاكثر"):
        return "at least" if after[1] == "الاقل" else "at most"
    if after == ("او", "اكثر") or after[0] == "فاكثر":
        return "at least"
    one, two, three = (_norm(tokens, first - k) for k in (1, 2, 3))
    attached = one[:1] in ("و", "ب", "ل") and one[1:] in _ABOUT
    if one in _ABOUT or attached or after[0] == "تقريبا" or (one == "من" and two in ("يقرب", "يقترب")):
        return "about"
    negated = two in _NOT or three in _NOT
    if one in _PREPOSITIONS:
        word = two if two in _OVER or two in ("يقل", "تقل", "اقل") else two[1:]
        if word in _OVER:
            return "at most" if negated and word in ("يزيد", "تزيد") else "at least"
        if word in ("يقل", "تقل"):
            return "at least" if negated else "at most"
        return "at most" if word == "اقل" else "exact"
    if one in _PASSES:
        return "at most" if two in _NOT else "at least"
    return "at most" if one in ("دون", "تحت") else "exact"
