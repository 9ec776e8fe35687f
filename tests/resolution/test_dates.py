"""The values of time expressions, against a Wednesday: 24 November 2021."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from musnad.analysis.dates import find_dates
from musnad.language.tokens import read_document
from musnad.record import Date
from musnad.resolution.dates import read_dateline, resolve_dates

SHARED = Path(os.environ.get("MUSNAD_SHARED", Path(__file__).parents[3] / "shared")) / "third_party"
TODAY = "2021-11-24"


def dates(text: str, published: str | None = TODAY) -> list[Date]:
    document = read_document(text)
    return resolve_dates(find_dates(document), document, published)


def values(text: str, published: str | None = TODAY, country: str | None = None) -> list[str | None]:
    document = read_document(text)
    return [d.value for d in resolve_dates(find_dates(document), document, published, country)]


def _cases(name: str) -> list[dict[str, Any]]:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not here: other people's cases are not part of the project")
    cases: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cases"]
    return cases


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("وصل مساء أمس الثلاثاء", "2021-11-23", "day"),
        ("قال اليوم الأربعاء", "2021-11-24", "day"),
        ("أول من أمس", "2021-11-22", "day"),
        ("بعد غد", "2021-11-26", "day"),
        ("الليلة الماضية", "2021-11-23", "day"),
        ("وصل الأحد", "2021-11-21", "day"),
        ("وصل الأربعاء الماضي", "2021-11-17", "day"),
        ("سيصل الأحد المقبل", "2021-11-28", "day"),
        ("من المقرر أن يصل الجمعة", "2021-11-26", "day"),
        ("زيارة الخميس", "2021-11-25", "day"),
        ("الثلاثاء من الأسبوع المقبل", "2021-11-30", "day"),
        ("في 15 من الشهر الماضي", "2021-10-15", "day"),
        ("قبل ثلاثة أيام", "2021-11-21", "day"),
        ("في الثاني من كانون الأول", "2021-12-02", "day"),
        ("في 5 مايو", "2021-05-05", "day"),
        ("24/11/2021", "2021-11-24", "day"),
        ("بتاريخ ٢٠١٨/٣/٥", "2018-03-05", "day"),
        ("۱۵ فبراير ۲۰۲۰", "2020-02-15", "day"),
        ("الأسبوع الماضي", "2021-11-15/2021-11-21", "week"),
        ("قبل أسبوعين", "2021-11-08/2021-11-14", "week"),
        ("منذ أسبوعين", "2021-11-08/2021-11-14", "week"),
        ("في أغسطس الماضي", "2021-08", "month"),
        ("في ديسمبر الماضي", "2020-12", "month"),
        ("في ديسمبر المقبل", "2021-12", "month"),
        ("في مارس من العام الماضي", "2020-03", "month"),
        ("الشهر الماضي", "2021-10", "month"),
        ("سيعود بعد شهرين", "2022-01", "month"),
        ("منذ 1993", "1993", "year"),
        ("قبل عامين", "2019", "year"),
        ("قبل عقدين", "2001", "year"),
        ("العام الجاري", "2021", "year"),
        ("في السنة الفارطة", "2020", "year"),
        ("أواخر العام الماضي", "2020-10/2020-12", "quarter"),
        ("مطلع عام 2019", "2019-01/2019-03", "quarter"),
        ("منتصف 2015", "2015-04/2015-09", "interval"),
        ("الربع الأخير من 2019", "2019-10/2019-12", "quarter"),
        ("النصف الثاني من العام الجاري", "2021-07/2021-12", "interval"),
        ("الأشهر الستة الأولى من هذا العام", "2021-01/2021-06", "interval"),
        ("مطلع مايو", "2021-05-01/2021-05-10", "interval"),
        ("منتصف الشهر المقبل", "2021-12-11/2021-12-20", "interval"),
        ("أواخر فبراير 2020", "2020-02-21/2020-02-29", "interval"),
        ("في التسعينيات", "1990/1999", "decade"),
        ("ستينات القرن الماضي", "1960/1969", "decade"),
        ("القرن التاسع عشر", "1800/1899", "interval"),
        ("صيف العام الماضي", "2020-06/2020-08", "interval"),
        ("في الأيام الخمسة الأخيرة", "2021-11-19/2021-11-24", "interval"),
        ("خلال العامين الماضيين", "2019/2021", "interval"),
        ("من 2001 إلى 2009", "2001/2009", "interval"),
        ("عامي 2019-2020", "2019/2020", "interval"),
        ("من 28 نوفمبر إلى 1 ديسمبر 2016", "2016-11-28/2016-12-01", "interval"),
        ("بين 5 و10 مايو 2018", "2018-05-05/2018-05-10", "interval"),
        ("ليل السبت الأحد", "2021-11-20/2021-11-21", "interval"),
        ("15 شعبان 1439", "2018-05-01", "day"),
        ("شهر رمضان الماضي", "2021-04-13/2021-05-12", "month"),
    ],
)
def test_values(text: str, value: str, precision: str) -> None:
    found = dates(text)
    assert [(d.value, d.precision) for d in found] == [(value, precision)], found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الحرب 1950-1953", "1950/1953"),
        ("موسم 2018/2017", "2017/2018"),
        ("الفترة 2007 – 2016", "2007/2016"),
        ("موسم 2012-13", "2012/2013"),
        ("في عامي 2012 و2013", "2012/2013"),
        ("بين السنوات 2002 و2017", "2002/2017"),
        ("شهر مارس من 2017", "2017-03"),
        ("أكتوبر/ديسمبر من سنة 2015", "2015-10/2015-12"),
        ("كانون الأول/ديسمبر 2015", "2015-12"),
        ("يوم 14/5", "2021-05-14"),
        ("القرن السابع", "0600/0699"),
        ("القرن الرابع الهجري", None),
        ("النصف الثاني من القرن التاسع عشر", "1850/1899"),
        ("منذ شهر مضى", "2021-10"),
        ("قبل عامين مضيا", "2019"),
        ("شتاء العام الحالي", "2020-12/2021-02"),
        ("يوم فاتح نونبر", "2021-11-01"),
        ("متم شهر مارس 2020", "2020-03-21/2020-03-31"),
    ],
)
def test_spans_and_slashes(text: str, value: str | None) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "country", "value"),
    [
        ("في النصف الأول من العام المالي الجاري", "EGY", "2021-07/2021-12"),
        ("الربع الأول من السنة المالية الحالية", "SAU", "2021-01/2021-03"),
        ("العام المالي الماضي", "KWT", "2020-04/2021-03"),
        ("العام المالي 2017-2018", "EGY", "2017-07/2018-06"),
        ("العام المالي 2017-2018", None, "2017/2018"),
        ("العام المالي الماضي", None, None),
        ("السنة المالية 2018", "EGY", None),
        ("السنة المالية 2018", "SAU", "2018"),
        ("نهاية العام المالي الجاري", "EGY", "2022-04/2022-06"),
    ],
)
def test_financial_years_are_the_states_own(text: str, country: str | None, value: str | None) -> None:
    assert values(text, TODAY, country) == [value]


@pytest.mark.parametrize(
    ("text", "country", "published", "found"),
    [
        ("في عيد الاستقلال", "LBN", TODAY, ["2021-11-22"]),
        ("في عيد الاستقلال", None, TODAY, []),
        ("في عيد الاستقلال", "USA", TODAY, []),
        ("عيد الاستقلال المقبل", "USA", TODAY, ["2022-07-04"]),
        ("العيد الوطني الفرنسي", "LBN", "2018-07-10", ["2018-07-14"]),
        ("العيد الوطني لإيطاليا", None, "2018-06-01", ["2018-06-02"]),
        ("عيد الاستقلال لدولة زمردا", "LBN", TODAY, []),
        ("عيد الفطر الماضي", "EGY", TODAY, ["2021-05-13"]),
        ("ثاني أيام عيد الأضحى", "SAU", "2021-07-25", ["2021-07-21"]),
        ("أول أيام عيد الفطر", "MAR", "2021-05-10", []),
        ("عيد الفطر 2017", "EGY", TODAY, ["2017-06-25"]),
        ("ليلة رأس السنة", None, "2018-01-03", ["2017-12-31"]),
        ("يوم المرأة العالمي", None, "2018-03-07", ["2018-03-08"]),
        ("عيد المرأة", "TUN", "2018-08-12", ["2018-08-13"]),
        ("عيد العمال", None, "2018-05-02", ["2018-05-01"]),
        ("عيد العمال", None, "2018-09-02", []),
        ("يوم عيد الميلاد عام 2009", None, TODAY, ["2009-12-25"]),
        ("عيد الميلاد", "EGY", "2018-12-20", []),
        ("رأس السنة الصينية", None, "2018-01-03", []),
    ],
)
def test_named_days(text: str, country: str | None, published: str, found: list[str]) -> None:
    assert values(text, published, country) == found


@pytest.mark.parametrize(
    ("text", "country", "published", "value"),
    [
        ("تظاهروا في نهاية الأسبوع", None, "2018-07-03", "2018-06-30/2018-07-01"),
        ("تظاهروا في عطلة نهاية الأسبوع", "EGY", "2018-07-03", "2018-06-29/2018-06-30"),
        ("سافر لقضاء عطلة نهاية الأسبوع", None, "2018-07-03", "2018-07-07/2018-07-08"),
        ("سيعودان في نهاية الأسبوع", None, "2018-07-03", "2018-07-07/2018-07-08"),
        ("يلتقيان في نهاية الأسبوع", None, "2018-07-05", "2018-07-07/2018-07-08"),
        ("نهاية الأسبوع الماضي", None, "2018-07-05", "2018-06-30/2018-07-01"),
    ],
)
def test_weekends(text: str, country: str | None, published: str, value: str) -> None:
    assert values(text, published, country) == [value]


def test_that_day_is_the_one_written_before() -> None:
    text = "فتح المطار في 29 أكتوبر 2018، وقال مسؤول الثلاثاء إن الرحلات في ذلك اليوم كانت قليلة"
    assert values(text)[-1] == "2018-10-29"
    assert values("توقف المشروع عام 2012. وفي صيف ذلك العام عاد")[-1] == "2012-06/2012-08"
    assert values("قال الثلاثاء إنه كان في ذلك اليوم مريضا") == ["2021-11-23", None]


def test_the_articles_own_today_wins() -> None:
    """An article published on a Monday that calls Sunday today was written on Sunday."""
    assert values("قال اليوم الأحد إن القانون أقر أمس", "2018-05-07") == ["2018-05-06", "2018-05-05"]
    assert values("قال اليوم الأحد، وكان أمس الأحد", "2018-05-07")[-1] == "2018-05-06"
    assert values("قال أمس", "2018-05-07") == ["2018-05-06"]


def test_month_names_of_every_country() -> None:
    for name in (
        "جانفي",
        "غشت",
        "شتنبر",
        "نونبر",
        "دجنبر",
        "جويلية",
        "أوت",
        "يوليوز",
        "كانون الثاني",
        "تشرين الأول",
        "دجمبر",
    ):
        assert len(values(f"3 {name} 2016", None)) == 1, name
    assert values("3 غشت 2016 و4 شتنبر 2016 و5 أوت 2017") == ["2016-08-03", "2016-09-04", "2017-08-05"]


def test_without_publication_only_full_dates_have_values() -> None:
    assert values("أمس وفي 5 مايو وعام 2015", None) == [None, None, "2015"]
    assert "no publication day" in dates("أمس", None)[0].why


def test_a_broken_publication_day_is_none() -> None:
    assert values("أمس", "not a date") == [None]


def test_the_weekday_named_wins_over_the_publication_day() -> None:
    assert values("قال اليوم الثلاثاء") == ["2021-11-23"]


def test_the_next_day_is_reckoned_from_the_date_before() -> None:
    assert values("وصل في 5 مايو. وفي اليوم التالي غادر، وعاد بعد ذلك بأسبوع") == [
        "2021-05-05",
        "2021-05-06",
        "2021-05-10/2021-05-16",
    ]
    assert values("وفي اليوم التالي غادر") == [None]


def test_joined_dates_share_their_year_and_go_forward() -> None:
    assert values("في أيار/مايو وحزيران/يونيو 2015") == ["2015-05", "2015-06"]
    assert values("على دفعتين في 6 أغسطس و4 نوفمبر", "2018-07-31") == ["2018-08-06", "2018-11-04"]


def test_a_bare_date_soon_to_come_is_the_coming_one() -> None:
    assert values("المقررة في 24 يونيو", "2018-05-05") == ["2018-06-24"]
    assert values("في 24 يونيو", "2018-09-05") == ["2018-06-24"]
    assert values("تجري الانتخابات في مايو", "2018-04-05") == ["2018-05"]
    assert values("في ديسمبر", "2018-04-05") == ["2017-12"]
    assert values("في يناير", "2018-12-05") == ["2019-01"]


def test_a_range_goes_forward() -> None:
    assert values("بين 14 حزيران/يونيو و15 تموز/يوليو", "2018-05-24") == ["2018-06-14/2018-07-15"]


def test_after_a_while_in_a_story_has_no_value() -> None:
    assert values("اعتقل ثم أفرج عنه بعد يومين") == [None]


def test_days_that_do_not_exist() -> None:
    assert values("30 فبراير 2020") == [None]


def test_why_names_words_day_and_calendar() -> None:
    why = dates("وصل الأحد")[0].why
    assert "الأحد" in why and TODAY in why and "Gregorian" in why
    assert dates("15 شعبان 1439")[0].calendar == "hijri"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("الأربعاء 24 نونبر 2021 - 12:30", "2021-11-24"),
        ("15 آب/أغسطس 2023", "2023-08-15"),
        ("نشر في: 2018/3/5", "2018-03-05"),
        ("14/03/2018 - 10:20", "2018-03-14"),
        ("الخميس 3 شعبان 1439 هـ - 19 أبريل 2018", "2018-04-19"),
        ("آخر تحديث أمس", None),
        ("", None),
    ],
)
def test_datelines(text: str, day: str | None) -> None:
    assert read_dateline(text) == day


def test_cldr_months() -> None:
    cases = _cases("months_cldr.json")
    wrong = [c["input"] for c in cases if values(c["input"], None) != [c["expected"]]]
    assert len(cases) == 64 and wrong == []


# Where the guideline, or the way of news, decides otherwise than chrono.
OTHERWISE = {
    "الموعد الآن": "الآن is no date",
    "في غضون يومين": "a deadline is no date",
    "الموعد يوم الجمعة": "news looks back: a bare weekday is the last one",
    "الجمعة القادم": "the coming Friday, not that of the next week",
}


def test_chrono_days_weeks_months_years() -> None:
    """Chrono's day of a week, month or year is any day in ours: the guideline keeps the text's precision."""
    for case in _cases("time_chrono.json"):
        expected = case.get("expected", {})
        said = expected.get("date") or expected.get("month") or expected.get("year") or expected.get("start")
        if said is None or case["input"] in OTHERWISE:
            continue
        found = values(case["input"], case["reference_time"])
        assert len(found) == 1 and found[0] is not None, case
        first, _, last = found[0].partition("/")
        assert first <= said[: len(first)] and said[: len(last or first)] <= (last or first), (case, found)
        if "end" in expected:
            assert found == [f"{expected['start']}/{expected['end']}"]


def test_dates_and_amounts_are_fast() -> None:
    from musnad.analysis.amounts import find_amounts

    text = "أعلنت الوزارة يوم الأحد الماضي مقتل ثلاثة جنود في هجوم وقع في 5 مايو 2018 قرب القرية. " * 15
    document = read_document(text)
    values(text)
    begun = time.perf_counter()
    for _ in range(10):
        found = find_dates(document)
        resolve_dates(found, document, TODAY)
        find_amounts(document, [e.span for e in found])
    assert (time.perf_counter() - begun) / 10 < 0.01
