"""The grammar of Arabic time expressions: from tokens to moments.

Every method reads one kind of expression at a token and returns the moment and the index after it, or None. Nothing here
knows the day of publication.
"""
from __future__ import annotations

import re
from dataclasses import replace

from musnad.analysis.moments import Moment
from musnad.analysis.timewords import NUMBER, TimeWord, time_words
from musnad.language.numbers import number_words, read_cardinal, read_ordinal
from musnad.language.tokens import Document

Read = tuple[Moment, int] | None

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}|2100")
_NUMERIC = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4})")
_YEARS = re.compile(r"(\d{4})[-/](\d{4})")
_DAYS = re.compile(r"(\d{1,2})[-/](\d{1,2})")
_NONE = TimeWord("")
_TO = frozenset(("الي", "حتي", "لغايه", "وحتي", "والي"))
_ABOUT = frozenset(("نحو", "حوالي", "قرابه", "زهاء"))
_HIJRI = frozenset(("ه", "هجري", "هجريه", "للهجره"))
_GREGORIAN = frozenset(("م", "ميلادي", "ميلاديه"))
_SELF = frozenset(("نفسه", "نفسها", "ذاته", "ذاتها"))
_NEXT = frozenset(("التالي", "التاليه", "الموالي", "المواليه"))
_GONE = frozenset(("مضت", "خلت", "مضي", "مضيا", "مضين"))
_NOT_TODAY_AFTER = frozenset((
    "العالمي", "الوطني", "الدولي", "الاخير", "السابق", "الواحد", "الذي", "الدراسي", "الموعود", "المشهود", "المفتوح", "التاريخي", "التالي", "نفسه", "ذاته",
))
_NOT_TODAY_BEFORE = frozenset((
    "في", "وفي", "ذلك", "ذاك", "نفس", "ذات", "طوال", "طيله", "المصري", "روسيا", "راي", "اخبار", "صحيفه", "جريده", "موقع", "كل",
))
_OF_FRIDAY = frozenset(("صلاه", "خطبه", "سوق", "مدينه", "حي", "شارع", "قريه", "صلوات", "خطب", "بلده"))
_FAMOUS_DAY = frozenset(("العظيمه", "الدامي", "الاسود", "السوداء", "الحزينه", "الداميه", "الاسطوري"))
_GENERAL = frozenset((
    "الامين", "المدعي", "النائب", "المدير", "القائد", "المفتش", "الراي", "القطاع", "السكرتير", "الكاتب", "المراقب", "المستشار", "المنسق", "المفوض", "الاضراب",
    "المؤتمر", "الاطار", "الاتجاه", "المناخ", "الوضع", "الانفاق", "الدين", "الموقف", "التوجه",
))
_ERA = ("قبل", "الميلاد")


class DateReader:
    """Reads time expressions from a document's tokens."""

    def __init__(self, document: Document) -> None:
        lexicon = time_words()
        self.tokens = document.tokens
        self.words = [NUMBER if t.kind == "number" else lexicon.get(t.norm, _NONE) for t in document.tokens]
        self.size = len(self.tokens)
        self._dispatch = {
            "weekday": self.weekday, "today": self.deictic, "deictic": self.deictic, "daytime": self.daytime, "unit": self.period,
            "units": self.recent, "dual": self.recent, "pair": self.pair, "number": self.numbered, "ordinal": self.numbered, "first": self.numbered,
            "month": self.bare_month, "month_head": self.bare_month, "part": self.part, "quarter": self.fraction, "half": self.fraction,
            "season": self.season, "decade": self.decade, "before": self.ago, "after": self.ago, "since": self.ago,
            "demonstrative": self.this, "identical": self.identical, "between": self.between, "from": self.between,
        }

    def word(self, i: int) -> TimeWord:
        return self.words[i] if 0 <= i < self.size else _NONE

    def norm(self, i: int) -> str:
        return self.tokens[i].norm if 0 <= i < self.size else ""

    def moment(self, i: int) -> Read:
        """The longest time expression that begins at token ``i``."""
        read = self._dispatch.get(self.words[i].kind) if i < self.size else None
        if read is None:
            article = i + 1 < self.size and self.tokens[i].norm in ("ال", "وال", "بال") and self.words[i + 1] is NUMBER
            return (self.numbered(i) or self.recent(i)) if article else None
        return read(i)

    # Days

    def weekday(self, i: int) -> Read:
        """الأربعاء, الأربعاء الماضي, الأربعاء من الأسبوع المقبل, الأربعاء (14 مارس)."""
        if self._no_weekday(i):
            return None
        moment = Moment("weekday", weekday=self.words[i].number)
        j = i + 1
        direction = self.word(j)
        if direction.kind == "direction" and not direction.skip and direction.value != "this":
            lean = "past" if direction.value == "recent" else direction.value
            return self._dated(replace(moment, lean=lean), j + 1)
        k = j + (self.norm(j) == "من")
        if self.norm(k) == "الاسبوع" or (self.word(k).kind == "demonstrative" and self.norm(k + 1) == "الاسبوع"):
            week = self.period(k) if self.norm(k) == "الاسبوع" else self.this(k)
            if week and week[0].kind == "shift":
                return replace(moment, of=week[0]), week[1]
        return self._dated(moment, j)

    def _no_weekday(self, i: int) -> bool:
        before, after = self.norm(i - 1), self.norm(i + 1)
        if before in _OF_FRIDAY or after in _FAMOUS_DAY or after in ("عشر", "عشره"):
            return True
        return self.words[i].value == "0" and (before in ("بين", "كلا", "هذين", "اي") or after in ("معا", "الاخرين", "الاخران")) and self.word(i + 1).kind != "weekday"

    def _dated(self, moment: Moment, j: int) -> tuple[Moment, int]:
        """A day word's date after it: (14 مارس), ،14 مارس, الموافق 14 مارس; the date says more, so it is the meaning."""
        k, bracket = j, False
        while k < j + 3 and self.norm(k) in ("(", ",", "الموافق", "-", "يوم", "في", "/"):
            bracket, k = bracket or self.norm(k) == "(", k + 1
        if self.word(k).kind in ("number", "ordinal", "first") or self.norm(k) == "ال":
            found = self.numbered(k)
            if found and found[0].kind == "date" and found[0].day:
                return found[0], found[1] + (bracket and self.norm(found[1]) == ")")
        return moment, j

    def deictic(self, i: int) -> Read:
        """اليوم, أمس الثلاثاء, غدا (الخميس), أمس الأول."""
        word = self.words[i]
        if word.kind == "today":
            if self.norm(i + 1) in _SELF | _NEXT:
                return Moment("same", count=int(self.norm(i + 1) in _NEXT)), i + 2
            if self._no_today(i):
                return None
        bare = self.tokens[i].norm[word.skip:]
        if bare in ("غد", "الغد", "الامس") and not self.tokens[i].norm.endswith("بالامس") and not self._day_word_before(i):
            return None
        if self.norm(i + 1) == "الحاجه":
            return None
        count, j = word.number, i + 1
        if word.value == "-1" and self.norm(j) == "الاول":
            count, j = -2, j + 1
        moment = Moment("shift", count=count)
        k = j + (self.norm(j) in ("(", ","))
        if self.word(k).kind == "weekday" and not self.word(k).skip and not self._no_weekday(k):
            bracket = self.norm(j) == "("
            if not bracket or self.norm(k + 1) == ")":
                moment, j = replace(moment, weekday=self.words[k].number), k + 1 + bracket
        return self._dated(moment, j)

    def _day_word_before(self, i: int) -> bool:
        """غد and الغد are tomorrow after يوم or a part of the day, بعد غد after that, غد الخميس before a weekday."""
        before = self.word(i - 1)
        return before.kind in ("daytime", "unit", "after") or self.norm(i - 1) in ("من", "اول") or self.word(i + 1).kind == "weekday"

    def _no_today(self, i: int) -> bool:
        """اليوم as a plain noun (اليوم العالمي, اليوم الثالث, في اليوم نفسه) or in a newspaper's name."""
        after = self.word(i + 1)
        return (
            self.norm(i + 1) in _NOT_TODAY_AFTER or (after.kind == "ordinal" and after.definite and not self._month_after(i + 2))
            or (self.norm(i - 1) in _NOT_TODAY_BEFORE and after.kind != "weekday") or self.words[i].skip > 1
        )

    def daytime(self, i: int) -> Read:
        """مساء أمس, ليل السبت الأحد, الليلة الماضية, the part of the day belongs to the day's mark."""
        word, after = self.words[i], self.word(i + 1)
        if word.value == "this":
            if after.kind == "direction" and self.tokens[i].norm.endswith("ليله"):
                return (Moment("shift", count=-1), i + 2) if after.value == "past" else None
            tonight = self.tokens[i].norm == "الليله" and self.norm(i - 1) not in ("تلك", "في", "نفس", "ذات") and after.kind != "ordinal"
            return (Moment("shift"), i + 1) if tonight and self.norm(i + 1) not in _SELF | _NEXT else None
        if after.skip or after.kind not in ("weekday", "today", "deictic", "unit", "number", "ordinal", "daytime", "demonstrative"):
            return None
        found = self.moment(i + 1)
        if found is None or (found[0].unit != "day" or found[0].kind == "recent"):
            return None
        moment, j = found
        k = j + (self.norm(j) in ("-", "–", "/", "الي"))
        second = self.word(k)
        if moment.kind == "weekday" and second.kind == "weekday" and word.kind == "daytime" and second.number == ((moment.weekday or 0) + 1) % 7:
            return Moment("night", of=moment, to=Moment("weekday", weekday=second.number)), k + 1
        return found

    def day_word(self, i: int) -> Read:
        """يوم before a weekday, أمس, غد or a date."""
        after = self.word(i + 1)
        if after.kind in ("weekday", "deictic", "daytime") and not after.skip:
            return self.moment(i + 1)
        if after.kind in ("number", "ordinal", "first") or self.norm(i + 1) == "ال":
            found = self.numbered(i + 1)
            return found if found and found[0].kind in ("date", "range") else None
        return None

    def numbered(self, i: int) -> Read:
        """A day with its month (15 مارس, الثامن والعشرين من تموز, 15 الجاري), days (15 و16 مارس), or a numeric date."""
        if self.word(i).kind == "ordinal" and self.words[i].number == 1:
            k = i + 1 + (self.norm(i + 1) == "من")
            if self.word(k).kind == "deictic" and self.word(k).value == "-1" and not self.words[i].definite:
                return Moment("shift", count=-2), k + 1
        number = i + (self.words[i].kind == "")
        text = self.norm(number)
        if self.word(number) is NUMBER:
            numeric = _NUMERIC.fullmatch(text)
            if numeric:
                return self._numeric(numeric, number + 1)
            days = _DAYS.fullmatch(text)
            if days:
                return self._days(int(days[1]), int(days[2]), number + 1)
        day = self._day_number(number)
        if day is None:
            return self._gone(number)
        value, j = day
        month = self._month_after(j)
        if month:
            return replace(month[0], day=value, unit="day"), month[1]
        second = j + 1 if self.norm(j) in _TO or self.norm(j) in ("و", "-", "–") else 0
        other = self._day_number(second) if second else None
        return self._days(value, other[0], other[1]) if other else self._gone(number)

    def _day_number(self, i: int) -> tuple[int, int] | None:
        """A day of the month, 1 to 31, in digits or as an ordinal."""
        i += self.norm(i) == "ال" or self.norm(i) == "وال"
        word = self.word(i)
        if word is NUMBER:
            text = self.norm(i)
            return (int(text), i + 1) if text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 31 else None
        if word.kind == "first":
            return 1, i + 1
        if word.kind == "ordinal" or (i < self.size and self.norm(i).lstrip("و").startswith("ال")):
            ordinal = read_ordinal(self.tokens, i) if i < self.size else None
            return (int(ordinal.value), ordinal.last) if ordinal and ordinal.value <= 31 else None
        return None

    def _month_after(self, j: int) -> Read:
        """The month that a day number belongs to: من مارس الماضي, شباط/فبراير, من الشهر الجاري, الجاري."""
        k = j + (self.norm(j) == "من")
        if self.norm(k) in ("شهر", "الشهر") and self.word(k + 1).kind in ("month", "month_head"):
            k += 1
        word = self.word(k)
        if word.skip:
            return None
        if word.kind in ("month", "month_head"):
            return self.month(k)
        if k > j and self.norm(k) == "الشهر" or self.word(k).kind == "demonstrative" and self.norm(k + 1) == "الشهر":
            found = self.period(k) if self.norm(k) == "الشهر" else self.this(k)
            return (Moment("date", of=found[0]), found[1]) if found and found[0].kind in ("shift", "same") else None
        if word.kind == "direction" and word.value == "this" and k == j:
            return Moment("date", of=Moment("shift", unit="month")), k + 1
        return None

    def _days(self, first: int, last: int, j: int) -> Read:
        month = self._month_after(j)
        if month is None or not 1 <= first < last <= 31:
            return None
        start, end = (replace(month[0], day=day, unit="day") for day in (first, last))
        return Moment("range", of=start, to=end), month[1]

    def _numeric(self, match: re.Match[str], j: int) -> Read:
        year, month, day = (int(match[name] or match[name + "2"]) for name in "ymd")
        if month > 12 >= day and match["y2"]:
            month, day = day, month
        hijri = 1300 <= year < 1500
        if not (1 <= month <= 12 and 1 <= day <= 31 and (hijri or 1800 <= year <= 2100)):
            return None
        return Moment("date", year=year, month=month, day=day, calendar="hijri" if hijri else "gregorian"), j

    def _gone(self, i: int) -> Read:
        """3 أيام مضت."""
        number = read_cardinal(self.tokens, i) if i < self.size else None
        if number is None or self.word(number.last).kind not in ("units", "unit") or self.norm(number.last + 1) not in _GONE:
            return self.recent(i) if number and self.word(number.last).kind == "units" else None
        return _counted_shift(self.words[number.last].value, -int(number.value)), number.last + 2

    # Months and years

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
        slip = k > j and self.norm(k - 1) == "/"  # كانون الأول/يناير: a slip of the outlet's, still one expression
        if again is None or (again[0] != number and not slip):
            return j
        return again[2] + (self.norm(again[2]) == ")" and self.norm(k - 1) == "(")

    def _with_year(self, moment: Moment, j: int) -> tuple[Moment, int]:
        k = j
        while k < j + 2 and self.norm(k) in (",", "من", "في"):
            k += 1
        if self.norm(k) in ("(",):
            return moment, j
        year = self._bare_year(k, moment.calendar) if k == j or self.norm(k - 1) != "في" else None
        if year and self.norm(j) != "من":
            return replace(moment, year=year[0]), year[1]
        if self.word(k).kind == "unit" and self.word(k).value == "year" and self.norm(k - 1) != "في" or self.word(k).kind in ("demonstrative", "identical"):
            told = self.moment(k)
            if told and told[0].unit == "year" and told[0].kind in ("date", "shift", "same"):
                return (replace(moment, year=told[0].year) if told[0].year else replace(moment, of=told[0])), told[1]
        return moment, j

    def _bare_year(self, i: int, calendar: str = "gregorian") -> tuple[int, int] | None:
        """A four-digit year in its calendar, with م or هـ after it; a year in a range (2012-2015) is left alone."""
        text = self.norm(i)
        if not _YEAR.fullmatch(text) or self.word(i) is not NUMBER:
            return None
        year, marked = int(text), self.norm(i + 1) in _HIJRI
        if (calendar == "hijri" or marked) != (1300 <= year < 1500) or (calendar == "gregorian" and not marked and year < 1500):
            return None
        return year, i + 1 + (marked or self.norm(i + 1) in _GREGORIAN)

    def bare_month(self, i: int) -> Read:
        """A month with no day; a name that is also another word needs a year, a direction, a second name or a word that leads to it."""
        found = self.month(i)
        if found is None:
            return None
        moment, j = found
        word, before = self.words[i], self.norm(i - 1)
        if (before.isdigit() and len(before) <= 2) or before == "دي":
            return None
        bare = j == i + 1 + bool(word.second and word.kind != "month")
        if bare and word.calendar == "hijri" and not (word.value == "9" and before in ("في", "خلال", "وفي", "طوال")) and before not in ("شهر", "بشهر", "لشهر"):
            return None
        led = before in ("في", "وفي", "شهر", "شهري", "منذ", "خلال", "بحلول") or self.word(i - 1).kind == "part"
        return None if bare and word.shared and not led or (word.skip and word.shared and bare) else found

    def year(self, i: int) -> Read:
        """A bare year, a span of years in one token, or عام 2015."""
        years = _YEARS.fullmatch(self.norm(i))
        if years and _YEAR.fullmatch(years[1]) and _YEAR.fullmatch(years[2]) and years[1] < years[2]:
            first, last = (Moment("date", unit="year", year=int(y)) for y in years.groups())
            return Moment("range", of=first, to=last), i + 1
        bare = self._bare_year(i) or self._bare_year(i, "hijri")
        if bare is None:
            return None
        return Moment("date", unit="year", year=bare[0], calendar="hijri" if bare[0] < 1500 else "gregorian"), bare[1]

    def period(self, i: int) -> Read:
        """العام الماضي, عام 2015, الأسبوع الجاري, الشهر نفسه, القرن التاسع عشر, شهر مارس, يوم الأحد."""
        word, after, j = self.words[i], self.word(i + 1), i + 1
        if word.value == "day" and not word.definite:
            return self.day_word(i)
        if word.value == "month" and after.kind in ("month", "month_head") and not after.skip:
            return self.month(j)
        if word.value == "year" and (after is NUMBER or self.norm(j) in number_words()):
            return self._year_after(j)
        if not word.definite or word.value == "hour":
            return None
        if after.kind == "direction" and not after.skip and not (self.norm(i - 1) in _GENERAL and after.value != "past"):
            return self._directed(word.value, after.value, j)
        if self.norm(j) in _SELF | _NEXT:
            return Moment("same", unit=word.value, count=int(self.norm(j) in _NEXT)), j + 1
        if word.value == "century":
            j += self.norm(j) == "ال"
            number = read_ordinal(self.tokens, j) if j < self.size else None
            digits = self.norm(j)
            if number or (digits.isdigit() and int(digits) < 22):
                return Moment("century", unit="century", count=int(number.value if number else digits)), number.last if number else j + 1
        return None

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

    def pair(self, i: int) -> Read:
        """عامي 2012 و2013, شهري مايو ويونيو, يومي السبت والأحد: from the first to the second."""
        unit = self.words[i].value
        reader = {"year": self.year, "month": self.month, "day": self.day_or_number}[unit]
        first = reader(i + 1)
        if first is None:
            return None
        if first[0].kind == "range":
            return first
        second = self._joined(first[1], reader, ("و", "-", "–", "الي"))
        return (_range(first[0], second[0]), second[1]) if second else None

    def _joined(self, j: int, reader: object, joints: tuple[str, ...]) -> Read:
        """What stands after a joint, a separate one or an attached و."""
        assert callable(reader)
        result: Read
        if self.norm(j) in joints:
            result = reader(j + 1)
        elif self.norm(j).startswith("و") and (self.word(j).skip == 1 or self.norm(j) == "وال"):
            result = reader(j)
        else:
            return None
        return result

    def day_or_number(self, i: int) -> Read:
        """A weekday, a full date, or a day number whose month comes later."""
        if self.word(i).kind == "weekday":
            return self.weekday(i)
        found = self.numbered(i) if self.word(i).kind in ("number", "ordinal") or self.norm(i) in ("ال", "وال") else None
        if found and found[0].kind in ("date", "range"):
            return found
        day = self._day_number(i)
        return (Moment("date", day=day[0]), day[1]) if day else None

    # Relative and larger units

    def this(self, i: int) -> Read:
        """هذا الأسبوع, هذا الصباح, هذا الأحد, هذا الصيف."""
        word, after = self.word(i + 1), self.norm(i + 2)
        if after in _SELF:
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
            return Moment("season", unit="season", count=word.number, of=Moment("shift", unit="year")), i + 2
        return None

    def identical(self, i: int) -> Read:
        """نفس اليوم, ذات العام."""
        word = self.word(i + 1)
        if word.definite and word.kind in ("today", "unit") and word.value not in ("hour", "decade", "century"):
            return Moment("same", unit="day" if word.kind == "today" else word.value), i + 2
        return None

    def part(self, i: int) -> Read:
        """مطلع, منتصف or أواخر of a month, week, year, decade or century; نهاية الأسبوع is its weekend."""
        if self.norm(i + 1) in ("الليل", "النهار"):
            return None
        if self.norm(i + 1) == "ليل":
            return self.daytime(i + 1)
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
        found = self.moment(i) if word.kind in ("unit", "decade", "season", "demonstrative", "quarter", "half") and not word.skip else None
        if found is None and word.kind == "unit" and word.definite and word.value in ("week", "month", "year") and not word.skip:
            return Moment("shift", unit=word.value), i + 1
        return found

    def fraction(self, i: int) -> Read:
        """الربع الأول من 2019, النصف الثاني من العام الماضي."""
        kind, number = self.words[i].kind, self.word(i + 1)
        last = self.norm(i + 1) == "الاخير"
        if not last and (number.kind != "ordinal" or not number.definite):
            return None
        of = self._whole(i + 3) if self.norm(i + 2) == "من" else self._whole(i + 2) if self.word(i + 2).kind == "unit" else None
        count = (4 if kind == "quarter" else 2) if last else number.number
        if of is None or of[0].kind == "range" or of[0].unit not in ("year", "month") or count > (4 if kind == "quarter" else 2):
            return None
        return Moment(kind, unit="quarter" if kind == "quarter" else "half", count=count, of=of[0]), of[1]

    def season(self, i: int) -> Read:
        """صيف 2015, الصيف الماضي, صيف العام الماضي."""
        word, after = self.words[i], self.word(i + 1)
        moment = Moment("season", unit="season", count=word.number)
        if word.definite:
            lean = after.value if after.kind == "direction" and after.value != "recent" else None
            return (replace(moment, lean=lean), i + 2) if lean else None
        year = self.year(i + 1) if after is NUMBER else self.period(i + 1) if after.kind == "unit" and after.value == "year" else None
        return (replace(moment, of=year[0]), year[1]) if year and year[0].kind in ("date", "shift") else None

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
        return (moment, j) if self.words[i].definite else None

    def ago(self, i: int) -> Read:
        """قبل ثلاثة أيام, بعد شهرين, منذ أسبوعين, بعد غد; before a named date the preposition is no part of it."""
        kind, j = self.words[i].kind, i + 1
        if kind == "after" and self.tokens[j - 1].norm.endswith("بعد") and self.norm(j) in ("غد", "الغد"):
            found = self.deictic(j)
            return (replace(found[0], count=2), found[1]) if found and found[0].kind == "shift" else found
        if kind != "since" and self.word(j).kind in ("daytime", "part") and self.norm(j) in ("ظهر", "منتصف"):
            return self.moment(j)
        told = self.norm(j) in ("ذلك", "هذا") and self.norm(j + 1).startswith("ب") and kind != "since"
        j += bool(told)
        j += self.norm(j) in _ABOUT
        quantity = self._quantity(j, "ب" if told else "")
        if quantity is None:
            return None
        unit, count, end = quantity
        if self.norm(end) in ("و", "ونصف") and self.norm(end + 1) in ("نصف", "") or self.norm(end) == "ونصف":
            return None
        sign = 1 if kind == "after" else -1
        if told:
            return Moment("same", unit=unit, count=sign * count), end
        if kind != "since" and self.norm(end) in ("من", "علي", "عن", "منه", "منها", "لـ"):
            return None
        return replace(_counted_shift(unit, sign * count), lean="after" if kind == "after" else None), end

    def _quantity(self, j: int, prefix: str = "") -> tuple[str, int, int] | None:
        """A counted unit of time: عامين, ثلاثة أيام, شهر; hours are too short to be dates."""
        word = self.word(j)
        if word.skip != len(prefix) or word.definite:
            if word.kind != "number":
                return self._counted(j, prefix)
        if word.kind == "dual" and word.value != "hour":
            return word.value, 2, j + 1
        if word.kind == "unit" and word.value != "hour":
            after = self.word(j + 1)
            named = after.kind in ("number", "weekday", "month", "month_head", "deictic", "ordinal", "daytime") or self.norm(j + 1) in number_words() or self.norm(j + 1) == "ال"
            if self.norm(j + 1) in ("واحد", "واحده"):
                return word.value, 1, j + 2
            return None if named and not after.skip else (word.value, 1, j + 1)
        return self._counted(j, prefix)

    def _counted(self, j: int, prefix: str) -> tuple[str, int, int] | None:
        if j >= self.size:
            return None
        number = read_cardinal(self.tokens, j)
        if number is None or number.skip != len(prefix) or not isinstance(number.value, int) or not 0 < number.value < 10000:
            return None
        word = self.word(number.last)
        if word.kind not in ("units", "unit") or word.skip or word.definite or word.value == "hour":
            return None
        return word.value, number.value, number.last + 1

    def recent(self, i: int) -> Read:
        """الأيام الخمسة الماضية, الأسبوعين الماضيين, الـ24 ساعة الماضية: the last or next so many units."""
        word, j = self.word(i), i + 1
        if word.kind == "dual" and word.definite:
            return self._recent(word.value, 2, j)
        if word.kind == "units" and word.definite:
            j += self.norm(j) == "ال"
            number = read_cardinal(self.tokens, j) if j < self.size else None
            return (self._first_months(word.value, int(number.value), number.last) or self._recent(word.value, int(number.value), number.last)) if number else None
        start = i + (self.norm(i) in ("ال", "وال", "بال"))
        number = read_cardinal(self.tokens, start) if start < self.size else None
        unit = self.word(number.last) if number else _NONE
        if number is None or unit.kind not in ("units", "unit") or unit.definite or unit.skip:
            return None
        return self._recent(unit.value, int(number.value), number.last + 1)

    def _first_months(self, unit: str, count: int, j: int) -> Read:
        """الأشهر الستة الأولى من العام: ``count`` months from the year's start, or, negative, to its end."""
        if unit != "month" or not 0 < count < 12 or self.norm(j) not in ("الاولي", "الاخيره") or self.norm(j + 1) != "من":
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

    # Ranges

    def between(self, i: int) -> Read:
        """بين عامي 2012 و2015, من 15 إلى 20 يناير, من مارس إلى يونيو 2018."""
        kind, after = self.words[i].kind, self.word(i + 1)
        if kind == "between" and after.kind == "pair":
            return self.pair(i + 1)
        first = self._endpoint(i + 1)
        if first is None:
            return None
        joints = ("و",) if kind == "between" else tuple(_TO)
        second = self._joined(first[1], self._endpoint, joints) if kind == "between" or self.norm(first[1]) in _TO else None
        if second is None or "range" in (first[0].kind, second[0].kind):
            return None
        first_bare, second_bare = (m.day is not None and m.month is None and m.of is None for m in (first[0], second[0]))
        return None if second_bare or (first_bare and second[0].kind != "date") else (_range(first[0], second[0]), second[1])

    def _endpoint(self, i: int) -> Read:
        word = self.word(i)
        if word is NUMBER or self.norm(i) == "وال":
            return self.year(i) or self.day_or_number(i)
        if word.kind in ("month", "month_head"):
            return self.month(i)
        if word.kind in ("weekday", "ordinal", "first"):
            return self.day_or_number(i)
        if word.kind in ("unit", "deictic", "part", "today", "daytime") or self.norm(i) == "ال":
            return self.moment(i)
        return None


def _counted_shift(unit: str, count: int) -> Moment:
    """So many units ago or ahead; counted decades and centuries are a number of years."""
    years = {"decade": 10, "century": 100}.get(unit)
    return Moment("shift", unit="year", count=count * years) if years else Moment("shift", unit=unit, count=count)


def _range(first: Moment, last: Moment) -> Moment:
    """A range whose start takes month and year from its end where it has none (من 15 إلى 20 يناير)."""
    if first.kind == last.kind == "date":
        if first.month is None and first.day is not None:
            first = replace(first, month=last.month, of=last.of)
        if first.year is None:
            first = replace(first, year=last.year, lean=first.lean or last.lean, calendar=last.calendar, of=first.of or last.of)
    return Moment("range", unit=last.unit, of=first, to=last)
