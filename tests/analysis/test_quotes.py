"""Quotation marks: paired by the space around them, whatever their shape, and the unbalanced ones too."""
from __future__ import annotations

import pytest

from musnad.analysis.quotes import pair_quotes
from musnad.language.tokens import read_document


def quoted(text: str) -> list[str]:
    """What stands between each opening mark and its close; a mark left open runs to the end, ``…`` shows it."""
    document = read_document(text)
    out = []
    for opening, close in sorted(pair_quotes(document).pairs.items()):
        start = document.tokens[opening].end
        out.append(text[start:] + "…" if close is None else text[start:document.tokens[close].start])
    return out


@pytest.mark.parametrize(("text", "words"), [
    ("قال «نعم نوافق» ثم خرج", ["نعم نوافق"]),
    ("قال \"نعم نوافق\" ثم خرج", ["نعم نوافق"]),
    ("قال “نعم نوافق” ثم خرج", ["نعم نوافق"]),
    ("قال ”نعم نوافق“ ثم خرج", ["نعم نوافق"]),  # reversed, as many sites have it
    ("قال »نعم نوافق« ثم خرج", ["نعم نوافق"]),
    ("قال 'نعم نوافق' ثم خرج", ["نعم نوافق"]),
    ("قال ‘نعم نوافق’ ثم خرج", ["نعم نوافق"]),
    ("قال: \"نعم نوافق\".", ["نعم نوافق"]),
    ("قال (\"نعم نوافق\") ثم خرج", ["نعم نوافق"]),
    ("وصفه ب\"العدو\" ثم خرج", ["العدو"]),
    ("قال \"نعم\" وقال \"لا\" ثم خرج", ["نعم", "لا"]),
    ("قال \"نعم\"، \"لا\" ثم خرج", ["نعم", "لا"]),
    ("لا علامات هنا", []),
])
def test_pairs(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(("text", "words"), [
    ("قال «إن حزب \"الأمة\" فاز» ثم خرج", ["إن حزب \"الأمة\" فاز", "الأمة"]),
    ("قال \"إن صحيفة 'البلاد' أغلقت\" ثم خرج", ["إن صحيفة 'البلاد' أغلقت", "البلاد"]),
])
def test_nested_marks_of_another_shape(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize("text", ["قال \"نعم نوافق على ذلك", "قال «نعم نوافق على ذلك", "قال “نعم نوافق على ذلك"])
def test_a_mark_left_open_has_no_close(text: str) -> None:
    assert quoted(text) == ["نعم نوافق على ذلك…"]


def test_a_close_without_its_opening_is_stray() -> None:
    document = read_document("نعم نوافق على ذلك\"، قال الوزير.")
    quotes = pair_quotes(document)
    assert quotes.pairs == {}
    assert [document.tokens[i].norm for i in quotes.stray] == ['"']


def test_an_open_mark_does_not_swallow_later_lines() -> None:
    text = "قال \"نعم نوافق\nسطر آخر\nسطر ثالث\nوقال \"لا\" ثم خرج"
    assert quoted(text)[-1] == "لا"


def test_apostrophes_within_words_are_no_marks() -> None:
    assert quoted("زار مدينة N'Djamena الوزير") == []


def test_inside() -> None:
    document = read_document("قال «نعم نوافق» ثم خرج")
    quotes = pair_quotes(document)
    inside = [t.norm for i, t in enumerate(document.tokens) if quotes.inside(i, 0, len(document.tokens))]
    assert inside[:2] == ["نعم", "نوافق"]
    assert "خرج" not in inside
