"""Time expressions: where they stand in a text and what they say. ``resolution.dates`` finds their values.

What belongs to the mark: في and the part of the day, يوم, شهر, عام stand inside; منذ, خلال, حتى, بحلول, قبل
outside, and so do attached و, ب, ل.
"""

from __future__ import annotations

from dataclasses import replace

from musnad.analysis.datereader import ARTICLES, DateReader
from musnad.analysis.moments import DateExpression, Moment
from musnad.analysis.timewords import looks_ahead, words
from musnad.language.numbers import number_words
from musnad.language.tokens import Document

__all__ = ["DateExpression", "Moment", "find_dates"]

_IN = {"في": 0, "وفي": 1, "ففي": 1}
_VAGUE = words("وقت ساعة ساعات الساعات")
_UNTIL = words("حتى وحتى بحلول وبحلول")
_FROM_ON = words("اعتبارا ابتداء بدءا واعتبارا وابتداء وبدءا")
_YEAR_AFTER = words("""
    في وفي ففي منذ ومنذ مذ خلال وخلال حتى وحتى بحلول وبحلول قبل وقبل بعد وبعد لغاية
""")
_LISTING = words("و , أو ثم")
# Two years from this one on in one number are a span of years, not a score or an amount.
_MODERN = 1700
# Nouns that a day is the name of (ثورة 25 يناير, جسر 6 أكتوبر).
_NAMED_AFTER = words("""
    ثورة حركة انتفاضة ميدان شارع جسر قوى تحالف حرب مدينة جامعة مستشفى لواء كتيبة كتائب منظمة هجمات اعتداءات
    أحداث محور كوبري ساحة مطار قاعدة حزب جبهة ملعب قانون اتفاقية
""")
# Words after which a clause no longer looks ahead: what follows tells what was said or done.
_LOOKS_BACK = words("""
    قال قالت قاله قالته أعلن أعلنت أعلنه أكد أكدت ذكر ذكرت أضاف أضافت أفاد أفادت أوضح كشف كشفت صرح صرحت
    نقل نقلت وقع وقعت بدأ بدأت كان كانت قتل قتلت بعد بعدما عقب إثر الذي التي الذين جاء جاءت جرى جرت
""")
_WALLS = frozenset('.:؛«»“”?!";')
_WINDOW = 12
_COUNTED = words("""
    شخص جندي متر كلم كيلومتر دولار يورو مدني مقاتل لاجئ عنصر موظف عامل مهاجر شركة قرية منزل طن من صفحة نسخة
    حالة
""")
_NOT_COUNTED = words("""
    عندما بينما وبينما بعدما حينما كما وكما أيضا وأيضا إيطاليا وهذا حاليا لكنها لهذا لكننا وفقا نظرا خلافا مما
    فيما وفيما مرورا وصولا احتجاجا ردا رئيسا خلفا تقريبا تحديدا مثلا معا علما بناء
""")


def find_dates(document: Document) -> list[DateExpression]:
    """All time expressions of a document in text order, none inside another."""
    reader = DateReader(document)
    found: list[DateExpression] = []
    i = 0
    while i < reader.size:
        read = None
        if reader.words[i].kind or reader.norm(i) in ARTICLES:
            read = reader.moment(i) or _lone_year(reader, i, found)
        if read is None:
            i += 1
            continue
        moment, end = read
        whole = reader.tokens[end - 1].sentence == reader.tokens[i].sentence
        if whole and not (_is_name(reader, i, moment) or _told_already(reader, i, moment, found)):
            found.append(_expression(document, reader, i + (reader.words[i].kind == "since"), end, moment))
            _join(document, found)
        i = end
    return found


def _expression(document: Document, reader: DateReader, first: int, end: int, moment: Moment) -> DateExpression:
    start, skip = _widened(reader, first)
    span = document.place(document.tokens[start], skip)[0], document.tokens[end - 1].end
    tense = None if moment.lean in ("past", "future", "this") else _tense(reader, start, end)
    return DateExpression(span, start, end, moment, tense, _alone(document, start, end))


def _join(document: Document, found: list[DateExpression]) -> None:
    """Tie an expression to the one before it by و alone; the first takes the year of the second."""
    if len(found) < 2:
        return
    before, here = found[-2:]
    here.joined = document.text[before.span[1] : here.span[0]].strip() == "و"
    first, second = before.moment, here.moment
    dates = first.kind == second.kind == "date" and first.month and second.month
    if here.joined and dates and not (first.year or first.of or first.lean):
        before.moment = replace(first, year=second.year, of=second.of, lean=second.lean)


def _lone_year(reader: DateReader, i: int, found: list[DateExpression]) -> tuple[Moment, int] | None:
    """A bare year: after a word of time (في 2020) or another year (عامي 2012 و2016), before no counted noun.

    Two years in one, of modern times, need no such word (1950-1953).
    """
    if reader.words[i].kind != "number":
        return None
    read = reader.year(i)
    if read is None:
        return None
    moment, end = read
    if moment.calendar == "hijri" and end == i + 2:
        return read
    led = reader.norm(i - 1) in _YEAR_AFTER or _listed(reader, i, found)
    if moment.kind == "range":
        bracketed = reader.norm(i - 1) == "(" and reader.norm(end) == ")"
        first = moment.of.year if moment.of else None
        led = led or bracketed or (first or 0) >= _MODERN
    elif not 1800 <= (moment.year or 0) <= 2100:
        return None
    return read if led and not _counts_something(reader, end) else None


def _listed(reader: DateReader, i: int, found: list[DateExpression]) -> bool:
    """True where only و or a comma stands between the number at ``i`` and a year before it."""
    if not found or found[-1].moment.kind != "date" or found[-1].moment.unit != "year":
        return False
    between = [reader.norm(k) for k in range(found[-1].last, i)]
    return 0 < len(between) <= 2 and all(word in _LISTING for word in between)


def _told_already(reader: DateReader, i: int, moment: Moment, found: list[DateExpression]) -> bool:
    """A named day that only explains the date before it (الأول من مايو، عيد العمال)."""
    if moment.kind != "named" or not found:
        return False
    return all(reader.norm(k) in (",", "(", "-") for k in range(found[-1].last, i)) and i - found[-1].last <= 1


def _counts_something(reader: DateReader, j: int) -> bool:
    """True before what numbers count: an accusative (2000 شخصا), a unit of time, a scale, some nouns."""
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
    bare = moment.kind == "date" and moment.month is not None and moment.year is None and moment.lean is None
    before = reader.norm(i - 1)
    return bare and (before in _NAMED_AFTER or before[1:] in _NAMED_AFTER)


def _widened(reader: DateReader, first: int) -> tuple[int, int]:
    """The first token of the mark and its proclitic letters, with في or في وقت سابق من before it taken in."""
    norm = reader.norm
    skip = reader.words[first].skip or int(norm(first) in ARTICLES and norm(first) != "ال")
    if skip:
        return first, skip
    before = first - 1
    if norm(before) == "من" and norm(before - 2) in _VAGUE and norm(before - 3) in _IN:
        before -= 3
    elif norm(before - 1) == "وقت" and norm(before - 2) in _IN:
        before -= 2
    if norm(before) in _IN and reader.tokens[before].sentence == reader.tokens[first].sentence:
        return before, _IN[norm(before)]
    return first, 0


def _tense(reader: DateReader, start: int, end: int) -> str | None:
    """``future`` where a word before the date in its clause, or right after it, looks ahead."""
    before, sentence = reader.norm(start - 1), reader.tokens[start].sentence
    if before in _UNTIL or (before == "من" and reader.norm(start - 2) in _FROM_ON):
        return "future"
    for k in range(start - 1, max(-1, start - 1 - _WINDOW), -1):
        token = reader.tokens[k]
        past = token.norm in _LOOKS_BACK or token.norm[1:] in _LOOKS_BACK
        if past or token.sentence != sentence or token.norm in _WALLS:
            break
        if looks_ahead(token.norm) or (token.norm in ("قد", "وقد") and reader.norm(k + 1).startswith("ي")):
            return "future"
    after = reader.norm(end)
    here = after.startswith("س") and reader.tokens[end].sentence == sentence
    return "future" if here and looks_ahead(after) else None


def _alone(document: Document, start: int, end: int) -> bool:
    sentence = document.sentences[document.tokens[start].sentence]
    return all(t.kind in ("mark", "break") or start <= t.index < end for t in document.words(sentence))
