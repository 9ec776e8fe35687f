"""Page furniture: what is left over from a page, and what only looks like it."""
from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from musnad.intake.furniture import find_furniture

TITLE = "الوزير يزور العاصمة"
BODY = "وصل الوزير إلى العاصمة، الثلاثاء، وقال إن الزيارة ستستمر يومين."
RAW = Path(__file__).parents[3] / "shared" / "raw" / "ant.jsonl.xz"


def found(*lines: str, end: str = "\n") -> list[str]:
    """The furniture in an article of a title, a paragraph and the lines."""
    text = end.join([TITLE, BODY, *lines])
    return [text[a:b] for a, b in find_furniture(text, TITLE)]


@pytest.mark.parametrize("line", [
    "زر الذهاب إلى الأعلى", "مقالات ذات صلة", "اقرأ أيضاً: قمة في الدوحة", "إقرأ أيضا | قمة في الدوحة", "للمزيد: قمة في الدوحة",
    "قد يهمك/ قمة في الدوحة", "شارك:", "فيسبوك تويتر واتساب", "جميع الحقوق محفوظة © صوت 2023", "إعلان",
    "حمّلوا تطبيق صوت على هواتفكم", "يمكنكم استلام إشعارات بأهم الأخبار على هاتفكم.", "مصدر الصورة، Getty Images",
    "الوزير لدى وصوله (أ ف ب)", "الوزير لدى وصوله - أرشيف", "نستخدم ملفات تعريف الارتباط لتحسين تجربتك.", "التعليقات (2)",
    "لن يتم نشر عنوان بريدك الإلكتروني.", "كلمات دلالية: الوزير، العاصمة", "#الوزير #العاصمة", "1.248 مشاهدة", "3 دقائق للقراءة",
    "نشر في: 15 غشت 2023 - آخر تحديث: 16:00", "آخر تحديث: 24/11/2021 14:30", "تابعونا على فيسبوك", "متصفحك لا يدعم الفيديو",
    "لمتابعة المباراة على الهواتف، اضغط هنا...",
])
def test_leftovers_are_found_as_whole_lines(line: str) -> None:
    assert found(line) == [line]
    assert found(f"  {line}\t", "وأضاف أن الزيارة ناجحة.", end="\r\n") == [line]


@pytest.mark.parametrize("line", [
    "المصدر: وكالات", "*نقلا عن الشرق الأوسط", "وكالات - أ ف ب", "24 أكتوبر", "السبت 26 فبراير 2022",
    "شارك الوزير في القمة إلى جانب نظيره.", "صورة قاتمة رسمها الخبراء للاقتصاد", "وقال الوزير لوكالة رويترز إن الزيارة ناجحة (رويترز).",
    "للمزيد من الضغط على الحكومة، أعلن المحتجون إضرابا عاما. وقالوا إنهم باقون.", "تعليق الدراسة في ثلاث محافظات",
    "أصبحت حقوق النشر محور خلاف بين الشركتين", "نشرت في 2021 وزارة الصحة أرقاما جديدة", "اشترك عشرات الآلاف في الخدمة",
    "فيسبوك", "ردود فعل", "إعلان الدوحة", "شاهد آلاف الأشخاص الفيلم", "وتابع:",
])
def test_news_is_no_furniture(line: str) -> None:
    assert found(line, "وأضاف أن الزيارة ناجحة.") == []


def test_every_short_line_after_a_header_is_a_link() -> None:
    links = ["مقالات ذات صلة", "البرلمان يصادق على الميزانية", "ما مصير المفاوضات؟", "9 دجنبر 2022", "زر الذهاب إلى الأعلى"]
    assert found(*links) == links


def test_list_ends_where_the_article_goes_on() -> None:
    assert found("اقرأ أيضا:", "البرلمان يصادق على الميزانية", "ما مصير المفاوضات بين الجانبين؟", "موقف الحكومة", BODY) == [
        "اقرأ أيضا:", "البرلمان يصادق على الميزانية", "ما مصير المفاوضات بين الجانبين؟"]


def test_links_inside_one_long_line() -> None:
    long = f"{BODY} " * 8
    assert find_furniture(long, None) == []
    text = long + "اقرأ أيضا: قمة في الدوحة"
    assert [text[a:b] for a, b in find_furniture(text, None)] == ["اقرأ أيضا: قمة في الدوحة"]
    text = f"{long}(اقرأ أيضاً: قمة في الدوحة) {BODY}"
    assert [text[a:b] for a, b in find_furniture(text, None)] == ["(اقرأ أيضاً: قمة في الدوحة)"]


def test_title_is_never_furniture() -> None:
    assert find_furniture("التعليقات\n" + BODY, "التعليقات") == []
    assert find_furniture("", None) == []


def test_date_line_under_the_headline() -> None:
    text = f"{TITLE}\nالثلاثاء 15 غشت 2023 - 14:32\n{BODY}"
    assert [text[a:b] for a, b in find_furniture(text, TITLE)] == ["الثلاثاء 15 غشت 2023 - 14:32"]


@pytest.mark.skipif(not RAW.exists(), reason="needs ../shared/raw/ant.jsonl.xz")
def test_little_of_real_articles_is_set_aside() -> None:
    share = []
    with lzma.open(RAW, "rt", encoding="utf-8") as lines:
        for line, _ in zip(lines, range(1000), strict=False):
            row = json.loads(line)
            spans = find_furniture(row["text"], row["title"])
            assert spans == sorted(spans)
            share.append(sum(b - a for a, b in spans) / len(row["text"]))
    assert sum(share) / len(share) < 0.02
