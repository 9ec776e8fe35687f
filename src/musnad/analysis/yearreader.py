"""The grammar of Arabic time expressions, first part: years, spans of years, financial years.

Every method reads one kind of expression at a token and returns the moment and the index after it, or None.
Nothing here knows the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from musnad.analysis.moments import Moment
from musnad.analysis.timewords import NUMBER, TimeWord, time_words, words
from musnad.language.tokens import Document

Read = tuple[Moment, int] | None

NOTHING = TimeWord("")
DASHES = frozenset("-–—/")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}|2100")
_YEARS = re.compile(r"(\d{4})[-/](\d{4}|\d{2})")
_HIJRI = words("ه هجري هجرية للهجرة")
_GREGORIAN = words("م ميلادي ميلادية")
# A span of more years than these is a coincidence of numbers, and no span of news turns back by more.
_LONGEST, _TURNED = 200, 10
_SPAN_LED = words("عام عامي سنة سنتي أعوام الأعوام سنوات السنوات فترة الفترة بين موسم الموسم لموسم (")
# Nouns whose numbers are written like years (قانون عدد 2016/30).
_NUMBERED = words("""
    عدد رقم الرقم قرار القرار قانون القانون القوانين مادة المادة فصل الفصل مرسوم المرسوم أمر منشور المنشور طراز نموذج
    نسخة حساب هاتف
""")
# Kinds of year that are written as two calendar years.
_OF_TWO_YEARS = words("""
    الدراسي الدراسية الجامعي الجامعية المدرسي المدرسية الأكاديمي الأكاديمية التكوينية القضائي القضائية الفلاحي الفلاحية
    الزراعي الزراعية الرياضي الرياضية الكروي التشريعي التشريعية السياحي المسرحي الثقافي الماضي الحالي المقبل الجاري
    الجديد الجديدة القادم المنقضي المنصرم التنموي الخماسي
""")
_FISCAL = words("المالي المالية الموازني الميزانياتي")
_NEW = words("الجديد الجديدة")


class YearReader:
    """Reads years and spans of years from a document's tokens."""

    def __init__(self, document: Document) -> None:
        lexicon = time_words()
        self.tokens = document.tokens
        self.words = [NUMBER if t.kind == "number" else lexicon.get(t.norm, NOTHING) for t in document.tokens]
        self.size = len(self.tokens)
        self.readers: dict[str, Callable[[int], Read]] = {}

    def word(self, i: int) -> TimeWord:
        """The time word at token ``i``; one of no kind where there is none."""
        return self.words[i] if 0 <= i < self.size else NOTHING

    def norm(self, i: int) -> str:
        """The folded spelling of token ``i``, "" outside the text."""
        return self.tokens[i].norm if 0 <= i < self.size else ""

    def moment(self, i: int) -> Read:
        """The time expression that begins at token ``i``."""
        read = self.readers.get(self.word(i).kind)
        return read(i) if read else None

    def bare_year(self, i: int, calendar: str = "gregorian") -> tuple[int, int] | None:
        """A four-digit year in its calendar, with م or هـ after it."""
        text = self.norm(i)
        if not _YEAR.fullmatch(text) or self.word(i) is not NUMBER:
            return None
        year, marked = int(text), self.norm(i + 1) in _HIJRI
        hijri = calendar == "hijri" or marked
        if hijri != (1300 <= year < 1500) or (year < 1500 and not hijri):
            return None
        return year, i + 1 + (marked or self.norm(i + 1) in _GREGORIAN)

    def year(self, i: int) -> Read:
        """A bare year, or a span of years (1950-1953, 2018/2017, 2007 – 2016, 2012-13)."""
        span = self._years(i)
        if span:
            first, last, j = span
            return Moment("range", unit="year", of=_year(first), to=_year(last)), j
        bare = self.bare_year(i) or self.bare_year(i, "hijri")
        if bare is None:
            return None
        return Moment("date", unit="year", year=bare[0], calendar="hijri" if bare[0] < 1500 else "gregorian"), bare[1]

    def _years(self, i: int) -> tuple[int, int, int] | None:
        """The first and last year of a span, and the index after it."""
        text, j = self.norm(i), i + 1
        if self.word(i) is not NUMBER or self.norm(i - 1) in _NUMBERED:
            return None
        written = _YEARS.fullmatch(text)
        if written:
            first, second = written.groups()
        elif self.norm(j) in DASHES and _YEAR.fullmatch(text) and self.bare_year(j + 1):
            first, second, j = text, self.norm(j + 1), j + 2
        else:
            return None
        start, end = int(first), int(first[: 4 - len(second)] + second)
        if len(second) == 2 and not (end == start + 1 or (end > start and self.norm(i - 1) in _SPAN_LED)):
            return None
        # Right-to-left editors turn 2017/2018 round.
        if end < start <= end + _TURNED:
            start, end = end, start
        return (start, end, j) if 1000 <= start < end <= min(2100, start + _LONGEST) else None

    def span(self, i: int) -> Read:
        """موسم 2016-2017, الفترة 2011-2014: the noun belongs to the span."""
        return self._span_after(i + 1)

    def _span_after(self, j: int) -> Read:
        j += self.norm(j) in _OF_TWO_YEARS
        bracket = self.norm(j) == "("
        found = self.year(j + bracket)
        if found is None or found[0].kind != "range":
            return None
        closed = bracket and self.norm(found[1]) == ")"
        return (found[0], found[1] + closed) if closed == bracket else None

    def kind_of_year(self, i: int) -> tuple[bool, Read]:
        """العام المالي الجاري, السنة الدراسية 2017-2018: whether العام at ``i`` has such an adjective, and its date."""
        kind = self.norm(i + 1)
        if kind in _FISCAL:
            return True, self._fiscal(i + 2)
        if kind in _OF_TWO_YEARS and self.word(i + 1).kind != "direction":
            return True, self._span_after(i + 1)
        return False, None

    def _fiscal(self, j: int) -> Read:
        direction = self.word(j)
        told = direction.kind == "direction" and direction.value != "recent" and not direction.skip
        k = j + (told or self.norm(j) in _NEW)
        span = self._span_after(k)
        if span and span[0].of and span[0].to and span[0].of.year and span[0].to.year == span[0].of.year + 1:
            return Moment("fiscal", unit="year", year=span[0].of.year), span[1]
        if span:
            return span
        alone = self.bare_year(k)
        if alone:
            return Moment("fiscal", unit="year", count=1, year=alone[0]), alone[1]
        if not told:
            return None
        return Moment("fiscal", unit="year", count={"past": -1, "this": 0, "future": 1}[direction.value]), j + 1


def _year(year: int) -> Moment:
    return Moment("date", unit="year", year=year)
