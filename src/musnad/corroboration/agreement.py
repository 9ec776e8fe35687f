"""Does one report bear out the other, or say something else of the same thing? Two reports of one happening can still contradict.

To what speaks for one happening (:mod:`musnad.corroboration.likeness`) this adds what tells a report from an altered one: names and
numbers that stand in each and not in the other, a denial in one of them, words of opposite direction, acts of opposite kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from musnad.coding.plover import quad
from musnad.corroboration.likeness import Comparison, Part, compare
from musnad.corroboration.signature import DENIAL, Signature
from musnad.corroboration.stems import bones, stem
from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold

SAME_SENTENCE = 0.6  # share of words from which two sentences are one with a word or two replaced
NOT_ONE = Comparison((Part("type", -4.0, "no act of one can be an act of the other"),), False)
# Stems that turn a clause into its opposite, beside the negations that the reader sees.
DENYING = frozenset(
    stem(fold(w)) for w in "نفي ينفي تنفي نفت رفض يرفض ترفض رفضت عدم دون بدون لا لم لن ليس ليست تجاهل يتجاهل ينكر انكر تنكر كذب تكذيب غير استبعد تستبعد".split()
)
# Words of opposite direction, one pair a line.
_OPPOSITES = """
ارتفاع انخفاض|يرتفع ينخفض|ترتفع تنخفض|ارتفع انخفض|صعود هبوط|زيادة تراجع|زيادة خفض|رفع خفض|يرفع يخفض|ترفع تخفض|رفع تخفيض|ارتفاع هبوط|ارتفاع تراجع
قبول رفض|يقبل يرفض|يوافق يرفض|توافق ترفض|موافقة رفض|بدء انتهاء|بدء وقف|استمرار توقف|استئناف وقف|فتح إغلاق|يفتح يغلق|نجاح فشل|ينجح يفشل|فوز خسارة|يفوز يخسر
أكبر أصغر|أعلى أدنى|أقوى أضعف|الأول الأخير|جديد قديم|تأييد معارضة|يؤيد يعارض|دعم معارضة|سماح منع|يسمح يمنع|تسمح تمنع|إفراج اعتقال|تصعيد تهدئة|توتر هدوء
تحسن تدهور|نمو انكماش|ربح خسارة|أرباح خسائر|دخول خروج|وصول مغادرة|انضمام انسحاب|بقاء رحيل|نجاة مقتل|حياة موت|إيجابي سلبي|سلم حرب|سلام حرب|يؤكد ينفي|أكد نفى
شرق غرب|شمال جنوب|شرقي غربي|شمالي جنوبي|رجل امرأة|رجال نساء|يحذر يرحب|ترحيب تنديد|ترحيب انتقاد|إشادة انتقاد|يشيد ينتقد|تسريع تأجيل|سرعة بطء|آلاف مئات|آلاف عشرات
"""
_OPPOSED = frozenset(frozenset(stem(fold(w)) for w in pair.split()) for line in _OPPOSITES.split("\n") for pair in line.split("|") if pair)


@remembered
def _nations() -> dict[str, str]:
    """Countries by the stems of their one-word names, adjectives and capitals."""
    cells = ((row, cell) for row in read_table("countries") for cell in (row["arabic"], row["nisba"], row["capital"]))
    return {stem(fold(name.rstrip("?"))): row["code"] for row, cell in cells for name in variants(cell) if " " not in name}


def _countries(words: set[str]) -> set[str]:
    return {_nations()[w] for w in words if w in _nations()}


def agreement(a: Sequence[Signature], b: Sequence[Signature]) -> Comparison:
    """How far two tellings, each with all the events of its sentence, agree; the parts of the best pair of events, and of the whole."""
    a, b = ([s for s in side if s.type != DENIAL] for side in (a, b))
    if not a or not b:
        return NOT_ONE
    pairs = [c for s, t in product(a, b) if (c := compare(s, t)) is not None]
    best = max(pairs, key=lambda c: c.score, default=NOT_ONE)
    return Comparison((*best.parts, *_events(a, b), *_names(a, b), *_numbers(a, b), *_wording(a, b)), best.anchored)


def _all(side: Sequence[Signature], field: str) -> set[str]:
    return {value for s in side for value in getattr(s, field)}


def _events(a: Sequence[Signature], b: Sequence[Signature]) -> list[Part]:
    """Acts that only one tells; opposed if they are of opposite kinds."""
    mine, theirs = {s.type for s in a}, {s.type for s in b}
    out = []
    only_a, only_b = mine - theirs, theirs - mine
    if only_a and only_b:
        opposed = any(quad(x).split()[1] != quad(y).split()[1] for x in only_a for y in only_b)
        out.append(Part("acts", -2.0 if opposed else -1.0, f"{', '.join(sorted(only_a))} in one, {', '.join(sorted(only_b))} in the other"))
    elif not only_a and not only_b:
        out.append(Part("acts", 1.0, "both tell the same acts"))
    denied = {s.status == "negated" for s in a}, {s.status == "negated" for s in b}
    if denied[0] != denied[1]:
        out.append(Part("denial", -2.0, "an act is denied in one"))
    return out


def _names(a: Sequence[Signature], b: Sequence[Signature]) -> list[Part]:
    mine, theirs = _all(a, "names"), _all(b, "names")
    only = min(len(mine - theirs), len(theirs - mine))
    return [Part("names", -1.5 * min(2, only), "each names someone the other does not")] if only else []


def _numbers(a: Sequence[Signature], b: Sequence[Signature]) -> list[Part]:
    mine, theirs = {n for s in a for n in s.numbers}, {n for s in b for n in s.numbers}
    if mine - theirs and theirs - mine:
        return [Part("numbers", -2.0, f"{_some(mine - theirs)} in one, {_some(theirs - mine)} in the other")]
    return [Part("numbers", 0.5, f"{_some(mine & theirs)} in both")] if mine & theirs else []


def _some(numbers: set[float]) -> str:
    return ", ".join(f"{n:g}" for n in sorted(numbers)[:3])


def _wording(a: Sequence[Signature], b: Sequence[Signature]) -> list[Part]:
    """Words of opposite direction, a word of denial, and words on both sides to which nothing answers."""
    mine, theirs = _all(a, "words"), _all(b, "words")
    only_a, only_b = mine - theirs, theirs - mine
    out = []
    opposed = [f"{x} and {y}" for x in sorted(only_a) for y in sorted(only_b) if frozenset((x, y)) in _OPPOSED]
    if opposed:
        out.append(Part("direction", -2.0, f"{opposed[0]} are opposites"))
    elif bool(only_a & DENYING) != bool(only_b & DENYING):
        out.append(Part("denial", -1.0, "a word of denial in one"))
    peoples = _countries(only_a), _countries(only_b)
    if peoples[0] and peoples[1] and not peoples[0] & peoples[1]:
        out.append(Part("nations", -1.5, f"{', '.join(sorted(peoples[0]))} in one, {', '.join(sorted(peoples[1]))} in the other"))
    loose_a, loose_b = _unanswered(only_a, only_b), _unanswered(only_b, only_a)
    loose = min(len(loose_a), len(loose_b))
    if len(loose_a) == len(loose_b) == 1 and len(mine & theirs) >= SAME_SENTENCE * min(len(mine), len(theirs)):
        out.append(Part("replaced", -2.5, f"one sentence but for a word: {min(loose_a)} in one, {min(loose_b)} in the other"))
    elif loose:
        out.append(Part("unanswered", -0.5 * min(4, loose), f"{loose} word(s) on both sides that the other has nothing like"))
    return out


def _unanswered(words: set[str], others: set[str]) -> set[str]:
    """Words to which none of the others is akin."""
    return {w for w in words if not any(akin(w, other) for other in others)}


def akin(a: str, b: str) -> bool:
    """Whether two stems may be of one root: their consonants without the weak letters and the letters of patterns agree in three."""
    short, long_ = sorted((bones(a), bones(b)), key=len)
    return len(short) >= 3 and (short in long_ or _subsequence(short, long_))


def _subsequence(short: str, long_: str) -> bool:
    letters = iter(long_)
    return all(c in letters for c in short)
