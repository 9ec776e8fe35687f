"""Time expressions: where they stand in a text and what they say. Their values are found in ``resolution.dates``.

What belongs to the mark: في and the part of the day, يوم, شهر, عام stand inside; منذ, خلال, حتى, بحلول, قبل outside, and so
do attached و, ب, ل.
"""
from __future__ import annotations

from dataclasses import replace

from musnad.analysis.datereader import DateReader
from musnad.analysis.moments import DateExpression, Moment
from musnad.analysis.timewords import looks_ahead
from musnad.language.numbers import number_words
from musnad.language.tokens import Document

__all__ = ["DateExpression", "Moment", "find_dates"]

_ARTICLES = frozenset(("ال", "وال", "بال"))
_UNTIL = frozenset(("حتي", "وحتي", "بحلول", "وبحلول"))
_FROM_ON = frozenset(("اعتبارا", "ابتداء", "بدءا", "واعتبارا", "وابتداء", "وبدءا"))
_IN = {"في": 0, "وفي": 1, "ففي": 1}
_YEAR_AFTER = frozenset(("في", "وفي", "ففي", "منذ", "ومنذ", "خلال", "وخلال", "حتي", "وحتي", "بحلول", "وبحلول", "قبل", "وقبل", "بعد", "وبعد", "لغايه", "مذ"))
_NAMED_AFTER = frozenset((
    "ثوره", "حركه", "انتفاضه", "ميدان", "شارع", "جسر", "قوي", "تحالف", "حرب", "مدينه", "جامعه", "مستشفي", "لواء", "كتيبه", "كتائب", "منظمه", "هجمات", "احداث", "محور",
    "كوبري", "ساحه", "مطار", "قاعده", "حزب", "جبهه", "ملعب", "ليغا", "قانون",
))
# Words after which a clause no longer looks ahead: what follows tells what was said or done.
_LOOKS_BACK = frozenset((
    "قال", "قالت", "قاله", "قالته", "اعلن", "اعلنت", "اعلنه", "اكد", "اكدت", "ذكر", "ذكرت", "اضاف", "اضافت", "افاد", "افادت", "اوضح", "كشف", "كشفت", "صرح", "صرحت",
    "نقل", "نقلت", "وقع", "وقعت", "بدا", "بدات", "كان", "كانت", "قتل", "قتلت", "بعد", "بعدما", "عقب", "اثر", "الذي", "التي", "الذين", "جاء", "جاءت", "جري", "جرت",
))
_WALLS = frozenset((".", ":", "؛", "«", "»", "“", "”", "?", "!", '"', ";"))
_WINDOW = 12
_COUNTED = frozenset((
    "شخص", "جندي", "متر", "كلم", "كيلومتر", "دولار", "يورو", "مدني", "مقاتل", "لاجئ", "عنصر", "موظف", "عامل", "مهاجر", "شركه", "قريه", "منزل", "طن", "من", "صفحه", "نسخه", "حاله",
))
_NOT_COUNTED = frozenset((
    "عندما", "بينما", "وبينما", "بعدما", "حينما", "كما", "وكما", "ايضا", "وايضا", "ايطاليا", "وهذا", "حاليا", "لكنها", "لهذا", "لكننا", "وفقا", "نظرا", "خلافا", "مما",
    "فيما", "وفيما", "مرورا", "وصولا", "حيثما", "احتجاجا", "ردا", "رئيسا", "خلفا", "بسببها", "تقريبا", "تحديدا", "مثلا", "معا", "علما", "بناء",
))


def find_dates(document: Document) -> list[DateExpression]:
    """All time expressions of a document in text order, none inside another."""
    reader = DateReader(document)
    found: list[DateExpression] = []
    i = 0
    while i < reader.size:
        read = (reader.moment(i) or _lone_year(reader, i)) if reader.words[i].kind or reader.norm(i) in _ARTICLES else None
        if read is None:
            i += 1
            continue
        moment, end = read
        if reader.tokens[end - 1].sentence == reader.tokens[i].sentence and not _is_name(reader, i, moment):
            found.append(_expression(document, reader, i + (reader.words[i].kind == "since"), end, moment))
            _join(document, found)
        i = end
    return found


def _expression(document: Document, reader: DateReader, first: int, end: int, moment: Moment) -> DateExpression:
    start, skip = _widened(reader, first)
    tokens = document.tokens
    span = document.place(tokens[start], skip)[0], tokens[end - 1].end
    return DateExpression(span, start, end, moment, _tense(reader, start, end, moment), _alone(document, start, end))


def _join(document: Document, found: list[DateExpression]) -> None:
    """Tie an expression to the one before it where only و stands between; the first takes the year of the second."""
    if len(found) < 2:
        return
    before, here = found[-2:]
    here.joined = document.text[before.span[1]:here.span[0]].strip() == "و"
    first, second = before.moment, here.moment
    if here.joined and first.kind == second.kind == "date" and first.month and second.month and not (first.year or first.of or first.lean):
        before.moment = replace(first, year=second.year, of=second.of, lean=second.lean)


def _lone_year(reader: DateReader, i: int) -> tuple[Moment, int] | None:
    """A bare year is one only after a word of time (في 2020) and before no counted noun; years in brackets are a span."""
    if reader.words[i].kind != "number":
        return None
    found = reader.year(i)
    if found is None:
        return None
    moment, end = found
    before = reader.norm(i - 1)
    if moment.calendar == "hijri" and end == i + 2:
        return found
    if moment.kind == "range":
        return found if before in _YEAR_AFTER or (before == "(" and reader.norm(end) == ")") or before in ("فتره", "الفتره", "اعوام", "سنوات") else None
    if before not in _YEAR_AFTER or not 1800 <= (moment.year or 0) <= 2100:
        return None
    return None if _counts_something(reader, end) else found


def _counts_something(reader: DateReader, j: int) -> bool:
    """True before what numbers count: an accusative (2000 شخصا), a unit of time, a scale, a noun often counted in round thousands."""
    if j >= reader.size or reader.tokens[j].kind != "word":
        return reader.norm(j) in ("%", "$", "€")
    norm, word, number = reader.norm(j), reader.word(j), number_words().get(reader.norm(j))
    if word.kind in ("unit", "units") and not word.skip and not word.definite:
        return True
    if number and not number.joined and number.role in ("scale", "scales"):
        return True
    return norm in _COUNTED or (norm.endswith("ا") and len(norm) > 3 and norm not in _NOT_COUNTED)


def _is_name(reader: DateReader, i: int, moment: Moment) -> bool:
    """A date that is part of a name (ثورة 25 يناير, جسر 6 أكتوبر) and has no year of its own."""
    return moment.kind == "date" and moment.month is not None and moment.year is None and moment.lean is None and reader.norm(i - 1).removeprefix("و") in _NAMED_AFTER


def _widened(reader: DateReader, first: int) -> tuple[int, int]:
    """The first token of the mark and its proclitic letters, with في or في وقت سابق من before it taken in."""
    word = reader.words[first]
    skip = word.skip
    if reader.norm(first) in _ARTICLES and reader.norm(first) != "ال":
        skip = 1
    if skip == 0:
        before = first - 1
        if reader.norm(before) == "من" and reader.norm(before - 2) in ("وقت", "ساعه", "ساعات", "الساعات") and reader.norm(before - 3) in _IN:
            return before - 3, _IN[reader.norm(before - 3)]
        if reader.norm(before - 1) == "وقت" and reader.norm(before - 2) in _IN:
            return before - 2, _IN[reader.norm(before - 2)]
        if reader.norm(before) in _IN and reader.tokens[before].sentence == reader.tokens[first].sentence:
            return before, _IN[reader.norm(before)]
    return first, skip


def _tense(reader: DateReader, start: int, end: int, moment: Moment) -> str | None:
    """``future`` where a word before the date in its clause, or right after it, looks ahead."""
    if moment.lean in ("past", "future", "this"):
        return None
    before, sentence = reader.norm(start - 1), reader.tokens[start].sentence
    if before in _UNTIL or (before == "من" and reader.norm(start - 2) in _FROM_ON):
        return "future"
    for k in range(start - 1, max(-1, start - 1 - _WINDOW), -1):
        token = reader.tokens[k]
        if token.sentence != sentence or token.norm in _WALLS or token.norm in _LOOKS_BACK or token.norm[1:] in _LOOKS_BACK:
            break
        if looks_ahead(token.norm) or (token.norm in ("قد", "وقد") and reader.norm(k + 1).startswith("ي")):
            return "future"
    after = reader.norm(end)
    return "future" if after.startswith("س") and looks_ahead(after) and reader.tokens[end].sentence == sentence else None


def _alone(document: Document, start: int, end: int) -> bool:
    sentence = document.sentences[document.tokens[start].sentence]
    return all(t.kind in ("mark", "break") or start <= t.index < end for t in document.words(sentence))
