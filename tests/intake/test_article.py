"""make_article: the title at the head of the text, and dates that are dates."""
from __future__ import annotations

import pytest

from musnad.errors import UsageError
from musnad.intake.article import check_published, make_article


def test_title_is_put_before_a_body_that_lacks_it() -> None:
    article = make_article(id="a", text="قال الوزير إن الاتفاق جاهز.", title="الوزير: الاتفاق جاهز")
    assert article.text == "الوزير: الاتفاق جاهز\nقال الوزير إن الاتفاق جاهز."


def test_text_that_begins_with_its_title_is_left_as_it_is() -> None:
    text = "الاتفاق جاهز\r\nقال الوزير ذلك.\r\n"
    assert make_article(id="a", text=text, title="الاتفاق جاهز").text == text


@pytest.mark.parametrize(("text", "title"), [
    ("\nالاتفاق جاهز\nقال الوزير ذلك.", "الاتفاق جاهز"),
    ("قال الوزير ذلك اليوم.\nوأضاف أن الاتفاق جاهز.", None),
    ("سطر وحيد", None),
    ("", None),
])
def test_first_line_is_the_title_if_it_looks_like_one(text: str, title: str | None) -> None:
    article = make_article(id="a", text=text)
    assert (article.title, article.text) == (title, text)


@pytest.mark.parametrize(("given", "kept"), [
    ("2021-11-24", "2021-11-24"), ("2021-11-24T14:30+01:00", "2021-11-24T14:30+01:00"), ("2021-11-24T14:30:00Z", "2021-11-24T14:30:00Z"),
    (" 2021-11-24 ", "2021-11-24"), ("20211124", "2021-11-24"), ("", None), (None, None),
])
def test_published_is_kept(given: str | None, kept: str | None) -> None:
    assert check_published(given) == kept


@pytest.mark.parametrize("wrong", ["24/11/2021", "2021-11", "2021-02-30", "أمس"])
def test_published_that_is_no_date_is_named_in_the_error(wrong: str) -> None:
    with pytest.raises(UsageError, match="write it as 2021-11-24") as caught:
        make_article(id="a", text="نص", published=wrong)
    assert wrong in str(caught.value)
