"""The grammar of Arabic time expressions, third part: days by name, number and distance from today."""

from __future__ import annotations

import re
from dataclasses import replace

from musnad.analysis.moments import Moment
from musnad.analysis.monthreader import NEXT, SELF, MonthReader
from musnad.analysis.nameddays import country_after, named_at
from musnad.analysis.nowadays import nowadays
from musnad.analysis.timewords import NUMBER, words
from musnad.analysis.yearreader import Read
from musnad.language.numbers import read_ordinal

TO = words("إلى حتى لغاية وحتى وإلى")
_NUMERIC = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})|(?P<d2>\d{1,2})[-/.](?P<m2>\d{1,2})[-/.](?P<y2>\d{4})")
_DAYS = re.compile(r"(\d{1,2})[-/](\d{1,2})")
_NOT_TODAY_AFTER = words("""
    العالمي الوطني الدولي الأخير السابق الواحد الذي الدراسي الموعود المشهود المفتوح التاريخي
""")
_NOT_TODAY_BEFORE = words("""
    في وفي ذلك ذاك نفس ذات طوال طيلة المصري روسيا رأي أخبار صحيفة جريدة موقع كل
""")
_OF_FRIDAY = words("صلاة خطبة سوق مدينة حي شارع قرية صلوات خطب بلدة")
_AFTER_DAYTIME = frozenset(
    (
        "weekday",
        "today",
        "deictic",
        "unit",
        "number",
        "ordinal",
        "daytime",
        "demonstrative",
        "that",
        "named",
    )
)
_EVERY = words("أيام الأيام كل أيّام")
_AGAIN = words("كل أسبوعيا")
# Nouns that are called after a feast, in what is no date (سوق عيد الميلاد), and what makes a feast another one.
_OF_FEAST = words("""
    سوق سوقا أسواق هدية هدايا كعكة شجرة أشجار زينة صلاة صلوات زكاة موسم سباق قصة أفلام فيلم خطبة بطاقات أغاني أغنية مسلسل
    جدري حلوى حلويات ملابس بابا مخطط عملية هيئة جمعية مجلس النشيد
""")
_OTHER_FEAST = words("""
    الصينية القمرية الفارسية الإيرانية اليهودية العبرية الأمازيغية القبطي القبطية الشرقي الكردية الأرثوذكسي الأرثوذكسية
    اليولياني
""")
_FEAST_WORDS = words("المبارك المباركة السعيد المجيد الشريف المجيدة العالمي العالمية الدولي")
_FEAST_DATED = words("في الموافق يوم ( , المصادف المصادفة بتاريخ")
_CELEBRATED = words("احتفال الاحتفال الاحتفالات احتفالات احتفالا يحتفل تحتفل احتفل احتفلت يحتفلون للاحتفال")
_FAMOUS_DAY = words("العظيمة الدامي الأسود السوداء الحزينة الدامية")


class DayReader(MonthReader):
    """Reads days: weekdays, dates, اليوم and its like, parts of the day."""

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
            week = self.moment(k)
            if week and week[0].kind == "shift":
                return replace(moment, of=week[0]), week[1]
        return self._dated(moment, j)

    def _no_weekday(self, i: int) -> bool:
        before, after = self.norm(i - 1), self.norm(i + 1)
        if before in _OF_FRIDAY or before[1:] in _OF_FRIDAY or after in _FAMOUS_DAY or after in ("عشر", "عشره"):
            return True
        if self._recurs(i):
            return True
        pair = before in ("بين", "كلا", "هذين", "اي") or after in ("معا", "الاخرين", "الاخران")
        return self.words[i].value == "0" and pair and self.word(i + 1).kind != "weekday"

    def _recurs(self, i: int) -> bool:
        """A weekday of every week: أيام الثلاثاء والخميس, الجمعة من كل أسبوع; أيام with a date after it is dated."""
        if self.norm(i + 1) == "من" and self.norm(i + 2) in _AGAIN:
            return True
        first = i
        while self.words[first].skip == 1 and self.word(first - 1).kind == "weekday":
            first -= 1
        if self.norm(first - 1) not in _EVERY or self.words[first].skip:
            return False
        last = i
        while self.word(last + 1).kind == "weekday" and self.words[last + 1].skip == 1:
            last += 1
        after = self.word(last + 1)
        return not (after.kind == "direction" or after is NUMBER)

    def _dated(self, moment: Moment, j: int) -> tuple[Moment, int]:
        """A day word's date after it, which says more: (14 مارس), ،14 مارس, الموافق 14 مارس."""
        k, bracket = j, False
        while k < j + 3 and self.norm(k) in ("(", ",", "الموافق", "-", "يوم", "في", "/"):
            bracket, k = bracket or self.norm(k) == "(", k + 1
        if self.word(k).kind in ("number", "ordinal", "first") or self.norm(k) == "ال":
            found = self.numbered(k)
            if found is None and self.norm(k - 1) in ("الموافق", "يوم"):
                found = self._day_and_month(k)
            if found and found[0].kind == "date" and found[0].day:
                return found[0], found[1] + (bracket and self.norm(found[1]) == ")")
        return moment, j

    def deictic(self, i: int) -> Read:
        """اليوم, أمس الثلاثاء, غدا (الخميس), أمس الأول."""
        word = self.words[i]
        if word.kind == "today":
            if self.norm(i + 1) in SELF | NEXT:
                return Moment("same", count=int(self.norm(i + 1) in NEXT)), i + 2
            named = self.named(i) or self._feast_day(i)
            if named:
                return named
            if self._no_today(i):
                return None
        bare = self.tokens[i].norm[word.skip :]
        led = self._day_word_before(i) or self.tokens[i].norm.endswith("بالامس")
        if bare in ("غد", "الغد", "الامس") and not led:
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
        found = self._dated(moment, j)
        plain = word.kind == "today" and found == (Moment("shift"), i + 1)
        return None if plain and self._nowadays(i) else found

    def _nowadays(self, i: int) -> bool:
        """True for اليوم alone that means the present."""
        if self.word(i - 1).kind in ("daytime", "demonstrative") or self.norm(i - 1) in ("لاحق", "سابق", "مبكر"):
            return False
        opens = i == 0 or self.tokens[i - 1].sentence != self.tokens[i].sentence or self.norm(i - 1) == "."
        return nowadays(self.norm, i, self.norm(i)[: self.words[i].skip], opens)

    def _day_word_before(self, i: int) -> bool:
        """غد and الغد are tomorrow after يوم or a part of the day, or before a weekday (غد الخميس)."""
        before = self.word(i - 1).kind in ("daytime", "unit", "after") or self.norm(i - 1) in ("من", "اول")
        return before or self.word(i + 1).kind == "weekday"

    def _no_today(self, i: int) -> bool:
        """اليوم as a plain noun (اليوم العالمي, اليوم الثالث, في اليوم نفسه) or in a newspaper's name."""
        after = self.word(i + 1)
        counted = after.kind == "ordinal" and after.definite and not self._month_after(i + 2)
        named = self.norm(i - 1) in _NOT_TODAY_BEFORE and after.kind != "weekday"
        return self.norm(i + 1) in _NOT_TODAY_AFTER or counted or named or self.words[i].skip > 1

    def daytime(self, i: int) -> Read:
        """مساء أمس, ليل السبت الأحد, ليلة رأس السنة: the part of the day belongs to the day's mark.

        The eve of a named day is the day before.
        """
        word, after = self.words[i], self.word(i + 1)
        if word.value == "this":
            return self._tonight(i)
        if after.skip or after.kind not in _AFTER_DAYTIME:
            return None
        found = self.moment(i + 1)
        if found is None or found[0].unit != "day" or found[0].kind == "recent":
            return None
        moment, j = found
        if moment.kind == "named":
            eve = self.norm(i)[word.skip :] in ("ليله", "عشيه")
            return replace(moment, count=moment.count - eve), j
        k = j + (self.norm(j) in ("-", "–", "/", "الي"))
        second = self.word(k)
        if moment.kind == second.kind == "weekday" and second.number == ((moment.weekday or 0) + 1) % 7:
            return Moment("night", of=moment, to=Moment("weekday", weekday=second.number)), k + 1
        return found

    def _tonight(self, i: int) -> Read:
        """الليلة الماضية, or الليلة alone; other definite parts of the day are no dates."""
        after = self.word(i + 1)
        if not self.tokens[i].norm.endswith("ليله"):
            return None
        if after.kind == "direction":
            return (Moment("shift", count=-1), i + 2) if after.value == "past" else None
        that_night = self.norm(i - 1) in ("تلك", "في", "نفس", "ذات")
        if that_night or self.words[i].skip or after.kind == "ordinal" or self.norm(i + 1) in SELF | NEXT:
            return None
        return Moment("shift"), i + 1

    def named(self, i: int) -> Read:
        """عيد الاستقلال, العيد الوطني الفرنسي, يوم المرأة العالمي, عيد الفطر الماضي, رأس السنة 2017."""
        word, before = self.words[i], self.norm(i - 1)
        called = named_at(self.norm, i, word.skip)
        if called is None or before in _OF_FEAST or before[1:] in _OF_FEAST or before[2:] in _OF_FEAST:
            return None
        name, j = called
        # بعيد is also "shortly after".
        if self.norm(i).startswith("بعيد") and before not in _CELEBRATED and before != "بيوم":
            return None
        j += self.norm(j) in _FEAST_WORDS
        if self.norm(j) in _OTHER_FEAST or (name == "Christmas" and (self.norm(j) == "ال" or self.word(j).definite)):
            return None
        country, j = country_after(self.norm, j)
        moment = Moment("named", name=name, country=country)
        direction = self.word(j)
        if direction.kind == "direction" and direction.value != "recent" and not direction.skip:
            return replace(moment, lean=direction.value), j + 1
        k = j + (self.norm(j) in _FEAST_DATED)
        if k > j and self.word(k).kind in ("number", "ordinal", "first") and self.numbered(k):
            return None
        return self._with_year(moment, j)

    def _feast_day(self, i: int) -> Read:
        """أول أيام عيد الفطر, اليوم الثاني من عيد الأضحى: so many days into a feast."""
        today = self.words[i].kind == "today"
        number, j = self.word(i + today), i + 1 + today
        if number.kind not in ("ordinal", "first") or not 1 <= (number.number or 1) <= 7:
            return None
        if self.norm(j) != ("من" if today else "ايام") and not (today and self.norm(j).startswith("ل")):
            return None
        j += self.norm(j) in ("من", "ايام")
        found = self.named(j) if self.word(j).kind == "named" else None
        return (replace(found[0], count=(number.number or 1) - 1), found[1]) if found else None

    def _day_and_month(self, i: int) -> Read:
        """14/5 where a word of day leads to it, the day first."""
        days = _DAYS.fullmatch(self.norm(i))
        if not days or not (1 <= int(days[1]) <= 31 and 1 <= int(days[2]) <= 12):
            return None
        return Moment("date", month=int(days[2]), day=int(days[1])), i + 1

    def day_word(self, i: int) -> Read:
        """يوم before a weekday, أمس, غد, a date or a named day."""
        after = self.word(i + 1)
        named = self.named(i) or (self.named(i + 1) if after.kind == "named" and not after.skip else None)
        if named:
            return named
        if after.kind in ("weekday", "deictic", "daytime") and not after.skip:
            return self.moment(i + 1)
        if after.kind in ("number", "ordinal", "first") or self.norm(i + 1) == "ال":
            found = self.numbered(i + 1) or self._day_and_month(i + 1)
            return found if found and found[0].kind in ("date", "range") else None
        return None

    def numbered(self, i: int) -> Read:
        """A day with its month (15 مارس, الثامن من تموز), days (15 و16 مارس), or a numeric date."""
        if self.word(i).kind == "ordinal" and self.words[i].number == 1:
            k = i + 1 + (self.norm(i + 1) == "من")
            if self.word(k).kind == "deictic" and self.word(k).value == "-1" and not self.words[i].definite:
                return Moment("shift", count=-2), k + 1
        if self.norm(i + 1) == "ايام":
            feast = self._feast_day(i)
            if feast:
                return feast
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
            return None
        value, j = day
        month = self._month_after(j)
        if month:
            return replace(month[0], day=value, unit="day"), month[1]
        second = j + 1 if self.norm(j) in TO or self.norm(j) in ("و", "-", "–") else 0
        other = self._day_number(second) if second else None
        return self._days(value, other[0], other[1]) if other else None

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
        this_month = word.kind == "demonstrative" and self.norm(k + 1) == "الشهر"
        if (k > j and self.norm(k) == "الشهر") or this_month:
            found = self.moment(k)
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
