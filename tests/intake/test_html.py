"""HTML pages: text, title, outlet and the date as the page says it."""
from __future__ import annotations

from pathlib import Path

import pytest

import musnad
from musnad.errors import ArticleError
from musnad.intake.html import read_html
from musnad.intake.options import Options
from musnad.record import Article

pytest.importorskip("trafilatura")
DEMO = Path(musnad.__file__).parent / "demo" / "demo_page.html"
PARAGRAPH = ("<p>أعلنت وزارة الخارجية أن الوفد سيصل إلى العاصمة لبحث ملف الحدود، وقال المتحدث باسمها إن المحادثات ستجري على مدى "
             "يومين بحضور ممثلين عن البلدين وعدد من الخبراء في القانون الدولي والمياه.</p>")


def page(head: str = "", date: str = "", encoding: str = "utf-8", options: Options | None = None) -> Article:
    html = (f"<html><head><title>الوفد يصل غدا | صوت</title>{head}</head><body><article><h1>الوفد يصل غدا</h1>{date}"
            f"{PARAGRAPH * 3}</article></body></html>")
    return read_html(html.encode(encoding), id="p", name="p.html", options=options or Options())


def test_demo_page() -> None:
    article = read_html(DEMO.read_bytes(), id="demo_page", name=DEMO.name, options=Options(published="2000-01-01", outlet="x"))
    assert (article.published, article.outlet) == ("2023-08-15", "صوت الساحل")
    assert article.title == "المغرب والسنغال يوقعان اتفاقا حول الصيد البحري والإنقاذ في البحر"
    assert article.url == "https://sawt-assahil.example/politique/maroc-senegal-peche.html"
    assert article.text.startswith(article.title + "\n") and "الأكثر قراءة" not in article.text


@pytest.mark.parametrize(("head", "date", "expected"), [
    ('<meta property="article:published_time" content="2021-11-24T14:30:00+01:00">', "<time datetime='2020-01-01'>x</time>", "2021-11-24T14:30:00+01:00"),
    ('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2021-11-24"}]}</script>', "", "2021-11-24"),
    ("", "<time datetime='2021-11-24T10:00:00Z'>أمس</time>", "2021-11-24T10:00:00Z"),
    ("", "<p class='d'>الأربعاء 24 نونبر 2021 - 12:30</p>", "2021-11-24"),
    ("", "<div>آخر تحديث: 26 نوفمبر 2021</div><div>نشر في: 24 تشرين الثاني/نوفمبر 2021</div>", "2021-11-24"),
    ('<meta name="date" content="24 نونبر 2021">', "", "2021-11-24"),
    ('<link rel="canonical" href="https://x.example/2021/11/24/wafd.html">', "", "2021-11-24"),
    ('<script type="application/ld+json">{broken</script>', "", None),
])
def test_published(head: str, date: str, expected: str | None) -> None:
    assert page(head, date).published == expected


def test_options_say_what_the_page_does_not() -> None:
    article = page(options=Options(published="2021-11-24", outlet="صوت", title="آخر"))
    assert (article.published, article.outlet, article.title) == ("2021-11-24", "صوت", "الوفد يصل غدا")


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("declared", ["", "utf-8", "windows-1256", "iso-8859-1", "no-such-thing"])
def test_a_false_charset_is_seen_through(declared: str, encoding: str) -> None:
    if encoding == "iso-8859-6" and declared == "windows-1256":
        pytest.skip("every byte is valid windows-1256: such a page is read as it says")
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    assert "وزارة الخارجية" in page(head, encoding=encoding).text


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<!-- -->"])
def test_a_page_without_an_article_is_an_error(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"^p\.html: no article text"):
        read_html(data, id="p", name="p.html", options=Options())
