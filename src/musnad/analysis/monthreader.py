"""The grammar of Arabic time expressions, second part: months and what is larger than a year."""

from __future__ import annotations

from dataclasses import replace

from musnad.analysis.moments import Moment
from musnad.analysis.timewords import NUMBER, words
from musnad.analysis.yearreader import DASHES, Read, YearReader
from musnad.language.numbers import number_words, read_cardinal, read_ordinal

SELF = words("نفسه نفسها ذاته ذاتها")
NEXT = words("التالي التالية الموالي الموالية")
# Nouns with which العام is "general" and not "the year" (الأمين العام الحالي).
_GENERAL = words("""
    الأمين المدعي النائب المدير القائد المفتش الرأي القطاع السكرتير الكاتب المراقب المستشار المنسق المفوض
    الإضراب المؤتمر الإطار الاتجاه المناخ الوضع الإنفاق الدين الموقف التوجه
""")
_ERA = ("قبل", "الميلاد")
_HIJRI_ERA = words("الهجري الهجرية للهجرة هجري هجرية")
_LEVANTINE = words("كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين")
# Adjectives of a year that comes every year (قبل نهاية العام الميلادي).
_ANY_YEAR = words("الميلادي الميلادية الهجري الهجرية القمري القمرية الشمسي الشمسية الإداري الحكومي")
_MONTH_LED = words("في وفي شهر شهري منذ خلال بحلول")
_WHOLES = frozenset(("unit", "decade", "season", "demonstrative", "quarter", "half", "that"))
_LARGER = frozenset(("demonstrative", "identical", "that"))
_RAMADAN_LED = words("في وفي خلال طوال")
_THAT_LED = words("في وفي ففي خلال وخلال منذ ومنذ طوال طيلة حتى من")
_BEFORE_THAT = frozenset(("daytime", "part", "season"))
# Words that lead a weekend still to come, and those after which it is one of a row.
_BEFORE_WEEKEND = words("قبل وقبل لقضاء لتمضية لإمضاء قضاء تمضية مباراة مباريات")
_NO_WEEKEND = words("المخصصة المخصص الطويلة الطويل التي لعرضه لعرضها")


class MonthReader(YearReader):
    """Reads months and larger spans of time from a document's tokens."""

    def month_name(self, i: int) -> tuple[int, str, int] | None:
        """The number and calendar of the month named at ``i``, and the next index."""
        word = self.word(i)
        if word.second:
            after = dict(word.second).get(self.norm(i + 1))
            if after:
                return after, word.calendar, i + 2
        return (word.number, word.calendar, i + 1) if word.kind == "month" else None

    def month(self, i: int) -> Read:
        """A month by name, by two names (أبريل/نيسان, مارس آذار, آب (أغسطس)), with its year or direction."""
        named = self.month_name(i)
        if named is None:
            return None
        number, calendar, j = named
        j = self._second_name(number, j)
        moment = Moment("date", unit="month", month=number, calendar=calendar)
        direction = self.word(j)
        if direction.kind == "direction" and direction.value != "recent" and not direction.skip:
            return replace(moment, lean=direction.value), j + 1
        return self._with_year(moment, j)

    def _second_name(self, number: int, j: int) -> int:
        k = j
        while k < j + 2 and self.norm(k) in ("/", "-", "(", "–", "\\", "أو", "او"):
            k += 1
        again = self.month_name(k) if not self.word(k).skip else None
        # كانون الأول/يناير is a slip of the outlet's, and still one expression.
        slip = k > j and self.norm(k - 1) == "/"
        if again is None or (again[0] != number and not slip):
            return j
        return again[2] + (self.norm(again[2]) == ")" and self.norm(k - 1) == "(")

    def _with_year(self, moment: Moment, j: int) -> tuple[Moment, int]:
        year = self.bare_year(j + (self.norm(j) == ","), moment.calendar)
        if year:
            return replace(moment, year=year[0]), year[1]
        k = j + (self.norm(j) in (",", "من"))
        word = self.word(k)
        if self.norm(j) == "من" and self._year_follows(k):
            return replace(moment, year=int(self.norm(k))), k + 1
        larger = (word.kind == "unit" and word.value == "year") or word.kind in _LARGER
        if larger and not word.skip:
            told = self.moment(k)
            if told and told[0].unit == "year" and told[0].kind in ("date", "shift", "same"):
                said = told[0].year
                return replace(moment, year=said) if said else replace(moment, of=told[0]), told[1]
        return moment, j

    def _year_follows(self, k: int) -> bool:
        """True for a year after من (مارس من 2017), not for a number of things."""
        year, after = self.bare_year(k), self.word(k + 1)
        scale = number_words().get(self.norm(k + 1))
        counts = after.kind in ("unit", "units") or bool(scale and not scale.joined)
        return year is not None and 1900 <= year[0] <= 2100 and not counts

    def months(self, i: int) -> Read:
        """A month, or one month to another (أكتوبر/ديسمبر من سنة 2015) by names of one tradition."""
        first = self.month_name(i)
        if first and self.norm(first[2]) in DASHES and not self.word(first[2] + 1).skip:
            second = self.month_name(first[2] + 1)
            levantine = self.norm(i) in _LEVANTINE, self.norm(first[2] + 1) in _LEVANTINE
            if second and second[0] > first[0] and second[1] == first[1] and levantine[0] == levantine[1]:
                last = self.month(first[2] + 1)
                if last:
                    return Moment("range", unit="month", of=replace(last[0], month=first[0]), to=last[0]), last[1]
        return self.month(i)

    def bare_month(self, i: int) -> Read:
        """A month with no day.

        A name that is also another word needs a year, a direction, a second name or a word that leads to it.
        """
        found = self.months(i)
        if found is None:
            return None
        word, before, j = self.words[i], self.norm(i - 1), found[1]
        if (before.isdigit() and len(before) <= 2) or before == "دي":
            return None
        bare = j == i + 1 + bool(word.second and word.kind != "month")
        if not bare:
            return found
        if word.calendar == "hijri":
            ramadan = word.value == "9" and before in _RAMADAN_LED
            return found if ramadan or before in ("شهر", "بشهر", "لشهر") else None
        led = before in _MONTH_LED or self.word(i - 1).kind == "part"
        return None if word.shared and (word.skip or not led) else found

    def period(self, i: int) -> Read:
        """العام الماضي, عام 2015, الأسبوع الجاري, الشهر نفسه, القرن التاسع عشر, شهر مارس, يوم الأحد."""
        word, after, j = self.words[i], self.word(i + 1), i + 1
        if word.value == "month" and after.kind in ("month", "month_head") and not after.skip:
            return self.months(j)
        special, found = self.kind_of_year(i) if word.value == "year" else (False, None)
        if special:
            return found
        if word.value == "year" and (after is NUMBER or self.norm(j) in number_words()):
            return self._year_after(j)
        if not word.definite or word.value == "hour":
            return None
        general = self.norm(i - 1) in _GENERAL and after.value != "past"
        if after.kind == "direction" and not after.skip and not general:
            return self._directed(word.value, after.value, j)
        if self.norm(j) in SELF | NEXT:
            return Moment("same", unit=word.value, count=int(self.norm(j) in NEXT)), j + 1
        if word.value == "century":
            j += self.norm(j) == "ال"
            return self._century(j)
        return None

    def _century(self, j: int) -> Read:
        number, digits = read_ordinal(self.tokens, j) if j < self.size else None, self.norm(j)
        if number:
            count, j = int(number.value), number.last
        elif digits.isdigit() and 0 < int(digits) < 22:
            count, j = int(digits), j + 1
        else:
            return None
        if (self.norm(j), self.norm(j + 1)) == _ERA or (self.norm(j), self.norm(j + 2)) == ("ق", "م"):
            return None
        hijri = self.norm(j) in _HIJRI_ERA
        calendar = "hijri" if hijri else "gregorian"
        return Moment("century", unit="century", count=count, calendar=calendar), j + hijri

    def _directed(self, unit: str, direction: str, j: int) -> Read:
        if direction == "recent":
            return (Moment("recent", unit=unit, count=-1), j + 1) if unit == "decade" else None
        return Moment("shift", unit=unit, count={"past": -1, "this": 0, "future": 1}[direction]), j + 1

    def _year_after(self, j: int) -> Read:
        found = self.year(j)
        if found is None and self.word(j) is not NUMBER:
            number = read_cardinal(self.tokens, j)
            if number and not number.skip and isinstance(number.value, int) and 1900 <= number.value <= 2100:
                found = Moment("date", unit="year", year=number.value), number.last
        if found and (self.norm(found[1]), self.norm(found[1] + 1)) == _ERA:
            return None
        return found

    def this(self, i: int) -> Read:
        """هذا الأسبوع, هذا الصباح, هذا الأحد, هذا الصيف."""
        word, after = self.word(i + 1), self.norm(i + 2)
        if after in SELF:
            return None
        if word.kind == "unit" and word.definite and word.value in ("week", "month", "year", "decade", "century"):
            return Moment("shift", unit=word.value), i + 2
        if word.kind == "today":
            return Moment("shift"), i + 2
        if word.kind == "daytime" and word.value == "this":
            return Moment("shift"), i + 2
        if word.kind == "weekday":
            return Moment("weekday", weekday=word.number, lean="this"), i + 2
        if word.kind == "season" and word.definite:
            return Moment("season", unit="season", count=word.number, lean="this"), i + 2
        return None

    def identical(self, i: int) -> Read:
        """نفس اليوم, ذات العام."""
        word = self.word(i + 1)
        if word.definite and word.kind in ("today", "unit") and word.value not in ("hour", "decade", "century"):
            return Moment("same", unit="day" if word.kind == "today" else word.value), i + 2
        return None

    def that(self, i: int) -> Read:
        """في ذلك اليوم, صباح ذلك اليوم, ديسمبر من ذلك العام: the day or year told before."""
        word, before = self.word(i + 1), self.norm(i - 1)
        led = before in _THAT_LED or self.word(i - 1).kind in _BEFORE_THAT
        night = self.norm(i + 1) == "الليله"
        if self.words[i].skip or not (led and (word.definite or night)) or self.word(i + 2).kind == "weekday":
            return None
        if night or word.kind == "today":
            return Moment("same", lean="that"), i + 2
        if word.kind == "unit" and word.value in ("week", "month", "year"):
            return Moment("same", unit=word.value, lean="that"), i + 2
        return None

    def holiday(self, i: int) -> Read:
        """عطلة نهاية الأسبوع."""
        weekend = self.word(i + 1).value == "late" and self.norm(i + 2) == "الاسبوع"
        return self.part(i + 1) if weekend else None

    def _weekend(self, i: int, j: int) -> Read:
        """The weekend whose الأسبوع ends before ``j``, in an expression that begins at ``i``."""
        after = self.word(j)
        if self.norm(j) in _NO_WEEKEND or (after.kind == "ordinal" and after.definite):
            return None
        moment = Moment("weekend", unit="week")
        if after.kind == "direction" and not after.skip:
            value = "past" if after.value == "recent" else after.value
            count = {"past": -1, "this": 0, "future": 1}[value]
            return replace(moment, count=count, lean=value), j + 1
        holiday = self.word(i - 1).kind == "holiday"
        if holiday and self.norm(i - 1).startswith("و"):
            return None  # one of several rights (الإجازة السنوية وعطلة نهاية الأسبوع)
        before = self.norm(i - 1 - holiday)
        return replace(moment, lean="future" if before in _BEFORE_WEEKEND else None), j

    def part(self, i: int) -> Read:
        """مطلع, منتصف or أواخر of a month, week, year, decade or century; نهاية الأسبوع is its weekend."""
        if self.words[i].value == "late" and self.norm(i + 1) == "الاسبوع":
            return self._weekend(i, i + 2)
        if self.norm(i + 1) in ("الليل", "النهار"):
            return None
        if self.norm(i + 1) == "ليل":
            return self.moment(i + 1)
        whole = self._whole(i + 1)
        if whole is None or (whole[0].unit == "day" and whole[0].kind != "recent"):
            return None
        return Moment("part", unit=whole[0].unit, part=self.words[i].value, of=whole[0]), whole[1]

    def _whole(self, i: int) -> Read:
        word = self.word(i)
        if word.kind in ("month", "month_head") and not word.skip:
            return self.month(i)
        if word is NUMBER:
            return self.year(i)
        if word.skip:
            return None
        found = self.moment(i) if word.kind in _WHOLES else None
        if (
            found is None
            and word.kind == "unit"
            and word.definite
            and word.value in ("week", "month", "year")
            and not (word.value == "year" and (self.norm(i + 1) in _ANY_YEAR or self.kind_of_year(i)[0]))
        ):
            return Moment("shift", unit=word.value), i + 1
        return found

    def fraction(self, i: int) -> Read:
        """الربع الأول من 2019, النصف الثاني من العام الماضي."""
        kind, number = self.words[i].kind, self.word(i + 1)
        last = self.norm(i + 1) == "الاخير"
        if not last and (number.kind != "ordinal" or not number.definite):
            return None
        parts = 4 if kind == "quarter" else 2
        count = parts if last else number.number
        of = self._whole(i + 3 if self.norm(i + 2) == "من" else i + 2)
        if of is None or of[0].kind == "range" or of[0].unit not in ("year", "month", "century") or count > parts:
            return None
        return Moment(kind, unit=kind, count=count, of=of[0]), of[1]

    def season(self, i: int) -> Read:
        """صيف 2015, الصيف الماضي, صيف العام الماضي."""
        word, after = self.words[i], self.word(i + 1)
        moment = Moment("season", unit="season", count=word.number)
        if word.definite:
            lean = after.value if after.kind == "direction" and after.value != "recent" else None
            return (replace(moment, lean=lean), i + 2) if lean else None
        year = self.year(i + 1) if after is NUMBER else None
        if (after.kind == "unit" and after.value == "year") or after.kind == "that":
            year = self.moment(i + 1)
        if year is None or year[0].kind not in ("date", "shift", "same") or year[0].unit != "year":
            return None
        return replace(moment, of=year[0]), year[1]

    def decade(self, i: int) -> Read:
        """تسعينيات القرن الماضي, الثمانينات; not a person's age (في الخمسينات من العمر)."""
        moment, j = Moment("decade", unit="decade", count=self.words[i].number), i + 1
        if self.norm(j) == "من" and self.norm(j + 1).startswith(("العمر", "عمر")):
            return None
        k = j + (self.norm(j) == "من")
        if self.norm(k) == "القرن":
            century = self.period(k)
            if century:
                return replace(moment, of=century[0]), century[1]
        if self.norm(j) in _HIJRI_ERA:
            return None
        return (moment, j) if self.words[i].definite else None
