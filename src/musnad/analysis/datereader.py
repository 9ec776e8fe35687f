"""The grammar of Arabic time expressions, last part: counted time, ranges, the whole reader."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from musnad.analysis.dayreader import TO, DayReader
from musnad.analysis.moments import Moment
from musnad.analysis.timewords import NUMBER, words
from musnad.analysis.yearreader import DASHES, NOTHING, Read
from musnad.language.numbers import number_words, read_cardinal
from musnad.language.tokens import Document

ARTICLES = words("ال وال بال")
_ABOUT = words("نحو حوالي قرابة زهاء")
_NAMES = frozenset(("number", "weekday", "month", "month_head", "deictic", "ordinal", "daytime"))
_GONE = words("مضت خلت مضى مضيا مضين")
_NOT_AGO = words("من على عن منه منها")


class DateReader(DayReader):
    """Reads every kind of time expression from a document's tokens."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.readers = {
            "weekday": self.weekday,
            "today": self.deictic,
            "deictic": self.deictic,
            "daytime": self.daytime,
            "unit": self.unit,
            "units": self._units,
            "dual": self.recent,
            "pair": self.pair,
            "number": self.counted,
            "ordinal": self.numbered,
            "first": self.numbered,
            "month": self.bare_month,
            "month_head": self.bare_month,
            "season": self.season,
            "decade": self.decade,
            "part": self.part,
            "quarter": self.fraction,
            "half": self.fraction,
            "before": self.ago,
            "after": self.ago,
            "since": self.ago,
            "demonstrative": self.this,
            "identical": self.identical,
            "that": self.that,
            "span": self.span,
            "holiday": self.holiday,
            "named": self.named,
            "between": self.between,
            "from": self.between,
        }

    def moment(self, i: int) -> Read:
        """The time expression that begins at token ``i``, which may be the الـ of a number."""
        if self.norm(i) in ARTICLES and self.word(i + 1) is NUMBER:
            return self.numbered(i) or self.recent(i)
        return super().moment(i)

    def unit(self, i: int) -> Read:
        """يوم الأحد, or a period."""
        word = self.words[i]
        gone = self.norm(i + 1) in _GONE and self.norm(i - 1) != "اي"
        if gone and not word.definite and word.value != "hour":
            return _counted_shift(word.value, -1), i + 2
        return self.day_word(i) if word.value == "day" and not word.definite else self.period(i)

    def counted(self, i: int) -> Read:
        """A date in numbers, or a counted time that is gone."""
        return self.numbered(i) or self._gone(i)

    def _units(self, i: int) -> Read:
        """أعوام 1977 و1978; else the last or next so many units."""
        years = self.word(i).value == "year" and self.word(i + 1) is NUMBER
        counted = self.word(i - 1) is NUMBER or self.norm(i - 1) in number_words()
        return (self.pair(i) if years and not counted else None) or self.recent(i)

    def _gone(self, i: int) -> Read:
        """3 أيام مضت."""
        number = read_cardinal(self.tokens, i)
        unit = self.word(number.last) if number else NOTHING
        if number is None or unit.kind not in ("units", "unit"):
            return None
        if self.norm(number.last + 1) not in _GONE:
            return self.recent(i)
        return _counted_shift(unit.value, -int(number.value)), number.last + 2

    def pair(self, i: int) -> Read:
        """عامي 2012 و2013, شهري مايو ويونيو, يومي السبت والأحد: from the first to the second.

        Years that lie apart are two dates (عامي 1986 و1989), unless بين makes one span of them.
        """
        unit = self.words[i].value
        reader = {"year": self.year, "month": self.month, "day": self.day_or_number}[unit]
        first = reader(i + 1)
        if first is None or first[0].kind == "range":
            return first
        second = self._joined(first[1], reader, ("و", "الي", *DASHES))
        if unit != "year":
            return (_range(first[0], second[0]), second[1]) if second else None
        between = self.norm(i - 1) in ("بين", "وبين", "فبين")
        if second is None or second[0].kind == "range":
            return None if between else first
        listed = self.norm(second[1]) in ("و", ",") and self.bare_year(second[1] + 1) is not None
        years = sorted((first[0].year or 0, second[0].year or 0))
        if between or (years[1] == years[0] + 1 and not listed):
            ends = [replace(first[0], year=year) for year in years]
            return _range(ends[0], ends[1]), second[1]
        return first

    def _joined(self, j: int, reader: Callable[[int], Read], joints: Collection[str]) -> Read:
        """What stands after a joint, a separate one or an attached و."""
        if self.norm(j) in joints:
            return reader(j + 1)
        attached = self.norm(j).startswith("و") and (self.word(j).skip == 1 or self.norm(j) == "وال")
        return reader(j) if attached else None

    def day_or_number(self, i: int) -> Read:
        """A weekday, a full date, or a day number whose month comes later."""
        if self.word(i).kind == "weekday":
            return self.weekday(i)
        numbered = self.word(i).kind in ("number", "ordinal") or self.norm(i) in ("ال", "وال")
        found = self.numbered(i) if numbered else None
        if found and found[0].kind in ("date", "range"):
            return found
        day = self._day_number(i)
        return (Moment("date", day=day[0]), day[1]) if day else None

    def ago(self, i: int) -> Read:
        """قبل ثلاثة أيام, بعد شهرين, منذ أسبوعين, بعد غد; not a preposition before a named date."""
        kind, j = self.words[i].kind, i + 1
        if kind == "after" and self.tokens[i].norm.endswith("بعد") and self.norm(j) in ("غد", "الغد"):
            found = self.deictic(j)
            return (replace(found[0], count=2), found[1]) if found and found[0].kind == "shift" else found
        if kind != "since" and self.norm(j) in ("ظهر", "منتصف"):
            return self.moment(j)
        told = kind != "since" and self.norm(j) in ("ذلك", "هذا") and self.norm(j + 1).startswith("ب")
        j += bool(told)
        j += self.norm(j) in _ABOUT
        quantity = self._quantity(j, 1 if told else 0)
        if quantity is None:
            return None
        unit, count, end = quantity
        if self.norm(end) == "ونصف" or (self.norm(end) == "و" and self.norm(end + 1) == "نصف"):
            return None
        count = count if kind == "after" else -count
        if told:
            return Moment("same", unit=unit, count=count), end
        end += self.norm(end) in _GONE
        if kind != "since" and self.norm(end) in _NOT_AGO:
            return None
        return replace(_counted_shift(unit, count), lean="after" if kind == "after" else None), end

    def _quantity(self, j: int, skip: int) -> tuple[str, int, int] | None:
        """A counted unit of time (عامين, ثلاثة أيام) with ``skip`` proclitic letters, and the index after it.

        Hours are too short to be dates; a unit before a name (قبل عام 2015, قبل يوم الأحد) is not counted.
        """
        word = self.word(j)
        if word.skip == skip and not word.definite and word.value != "hour":
            if word.kind == "dual":
                return word.value, 2, j + 1
            if word.kind == "unit" and self.norm(j + 1) in ("واحد", "واحده"):
                return word.value, 1, j + 2
            if word.kind == "unit":
                after = self.word(j + 1)
                number = self.norm(j + 1) in number_words() or self.norm(j + 1) == "ال"
                named = (after.kind in _NAMES or number) and not after.skip
                return None if named else (word.value, 1, j + 1)
        return self._counted(j, skip)

    def _counted(self, j: int, skip: int) -> tuple[str, int, int] | None:
        number = read_cardinal(self.tokens, j) if j < self.size else None
        if number is None or number.skip != skip or not isinstance(number.value, int):
            return None
        word = self.word(number.last)
        if word.kind not in ("units", "unit") or word.skip or word.definite or word.value == "hour":
            return None
        return (word.value, number.value, number.last + 1) if 0 < number.value < 10000 else None

    def recent(self, i: int) -> Read:
        """الأيام الخمسة الماضية, الأسبوعين الماضيين, الـ24 ساعة الماضية: the last or next so many units."""
        word, j = self.word(i), i + 1
        if word.kind == "dual" and not word.definite and not word.skip and self.norm(j) in _GONE:
            return _counted_shift(word.value, -2), j + 1
        if word.kind == "dual" and word.definite:
            return self._recent(word.value, 2, j)
        if word.kind == "units" and word.definite:
            j += self.norm(j) == "ال"
            number = read_cardinal(self.tokens, j) if j < self.size else None
            if number is None:
                return None
            count = int(number.value)
            return self._first_months(word.value, count, number.last) or self._recent(word.value, count, number.last)
        start = i + (self.norm(i) in ARTICLES)
        number = read_cardinal(self.tokens, start) if start < self.size else None
        unit = self.word(number.last) if number else NOTHING
        if number is None or unit.kind not in ("units", "unit") or unit.definite or unit.skip:
            return None
        return self._recent(unit.value, int(number.value), number.last + 1)

    def _first_months(self, unit: str, count: int, j: int) -> Read:
        """الأشهر الستة الأولى من العام: ``count`` months from the year's start, or, negative, to its end."""
        if unit != "month" or not 0 < count < 12 or self.norm(j + 1) != "من":
            return None
        if self.norm(j) not in ("الاولي", "الاخيره"):
            return None
        of = self._whole(j + 2)
        if of is None or of[0].unit != "year" or of[0].kind not in ("date", "shift"):
            return None
        return Moment("months", unit="month", count=count if self.norm(j) == "الاولي" else -count, of=of[0]), of[1]

    def _recent(self, unit: str, count: int, j: int) -> Read:
        direction = self.word(j)
        if direction.kind != "direction" or direction.value == "this" or direction.skip:
            return None
        return Moment("recent", unit=unit, count=count if direction.value == "future" else -count), j + 1

    def between(self, i: int) -> Read:
        """بين عامي 2012 و2015, من 15 إلى 20 يناير, من مارس إلى يونيو 2018."""
        kind, after = self.words[i].kind, self.word(i + 1)
        if kind == "between" and (after.kind == "pair" or (after.kind == "units" and after.value == "year")):
            return self.pair(i + 1)
        first = self._endpoint(i + 1)
        if first is None or (first[0].kind == "range" and first[0].unit == "year"):
            return first
        if kind == "from" and self.norm(first[1]) not in TO:
            return None
        second = self._joined(first[1], self._endpoint, ("و",) if kind == "between" else TO)
        if second is None or "range" in (first[0].kind, second[0].kind) or _is_bare_day(second[0]):
            return None
        if _is_bare_day(first[0]) and second[0].kind != "date":
            return None
        return _range(first[0], second[0]), second[1]

    def _endpoint(self, i: int) -> Read:
        word = self.word(i)
        if word is NUMBER or self.norm(i) == "وال":
            return self.year(i) or self.day_or_number(i)
        if word.kind in ("month", "month_head"):
            return self.month(i)
        if word.kind in ("weekday", "ordinal", "first"):
            return self.day_or_number(i)
        if word.kind in ("unit", "deictic", "part", "today", "daytime", "named") or self.norm(i) == "ال":
            return self.moment(i)
        return None


def _counted_shift(unit: str, count: int) -> Moment:
    """So many units ago or ahead; counted decades and centuries are a number of years."""
    years = {"decade": 10, "century": 100}.get(unit)
    if years:
        return Moment("shift", unit="year", count=count * years)
    return Moment("shift", unit=unit, count=count)


def _is_bare_day(moment: Moment) -> bool:
    return moment.day is not None and moment.month is None and moment.of is None


def _range(first: Moment, last: Moment) -> Moment:
    """A range whose start takes month and year from its end where it has none (من 15 إلى 20 يناير)."""
    if first.kind == last.kind == "date":
        if first.month is None and first.day is not None:
            first = replace(first, month=last.month, of=last.of)
        if first.year is None:
            lean, of = first.lean or last.lean, first.of or last.of
            first = replace(first, year=last.year, lean=lean, calendar=last.calendar, of=of)
    return Moment("range", unit=last.unit, of=first, to=last)
