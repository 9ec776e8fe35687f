"""Folding: a table of spellings, then what must hold for any text."""
from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.language.characters import TATWEEL, fold, fold_char, folded_view

# Arabic letters and marks, presentation forms, digits, bidi controls, some Latin, and now and then any character at all.
arabic = st.characters(min_codepoint=0x0600, max_codepoint=0x06FF)
forms = st.one_of(st.characters(min_codepoint=0xFB50, max_codepoint=0xFDFF), st.characters(min_codepoint=0xFE70, max_codepoint=0xFEFC))
controls = st.sampled_from("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202e\u2066\u2069\ufeff")
plain = st.sampled_from("abcXYZ019 \n\r\t.,:;«»\"'()#_-/،؛؟")
texts = st.text(st.one_of(arabic, arabic, plain, forms, controls, st.characters()), max_size=80)


@pytest.mark.parametrize(("written", "folded"), [
    ("أحمد", "احمد"), ("إسرائيل", "اسرائيل"), ("آسيا", "اسيا"), ("ٱلله", "الله"),  # alef forms
    ("على", "علي"), ("موسى", "موسي"), ("علی", "علي"),  # alef maqsura, and the Persian yeh that web pages have for it
    ("حكومة", "حكومه"), ("دائرة", "دائره"), ("مسؤول", "مسؤول"), ("شيء", "شيء"),  # hamzas on waw and yeh stay
    ("مُحَمَّدٌ", "محمد"), ("هٰذا", "هذا"), ("اللّٰه", "الله"),  # harakat, shadda, dagger alef
    ("الـعـربـيـة", "العربيه"), ("محمــــد", "محمد"),  # tatweel
    ("گوگل", "كوكل"), ("پوتين", "بوتين"), ("ڤيتو", "فيتو"), ("چاد", "جاد"), ("کابل", "كابل"),  # letters of names
    ("٢٠٢١", "2021"), ("۱۹۹۹", "1999"), ("١٢٫٥٪", "12.5%"), ("١٬٠٠٠", "1,000"),  # digits and their marks
    ("نعم، لا؛ ماذا؟", "نعم, لا; ماذا?"),
    ("NATO", "nato"), ("İ", "İ"),  # a letter whose lower case is two characters stays
    ("\u202bالرباط\u202c", "الرباط"), ("بيت\u200cلحم", "بيتلحم"), ("\ufeffقال", "قال"), ("سو\u00adريا", "سوريا"),
    ("﴿قل﴾", "﴿قل﴾"), ("\ufdc8", "\ufdc8"),  # in their block, but with no other form
    ("ﻻ", "لا"), ("ﷲ", "الله"), ("ﷺ", "صلياللهعليهوسلم"), ("ﺍﻟﻌﺮﺑﻴﺔ", "العربيه"), ("ﻷن", "لان"),  # presentation forms
])
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_marks_strewn_in_change_nothing(text: str) -> None:
    strewn = "".join(char + mark for char, mark in zip(text, ("\u064e" + TATWEEL + "\u200f") * len(text), strict=False))
    assert fold(strewn) == fold(text)


@given(texts)
def test_nothing_folded_is_left(text: str) -> None:
    folded = fold(text)
    assert not set(folded) & set("أإآٱىةٰـ\u064b\u064e\u0651\u200f\u202b\ufeff٠١٢٣۴۵،؛؟")


@given(texts)
def test_view_is_fold_with_a_map(text: str) -> None:
    view = folded_view(text)
    assert view.text == fold(text) == "".join(map(fold_char, text))
    assert len(view.starts) == len(view.text)
    assert view.length == len(text)
    assert list(view.starts) == sorted(view.starts)
    assert all(char in fold_char(text[start]) for char, start in zip(view.text, view.starts, strict=True))


@given(texts, st.data())
def test_span_of_the_view_covers_what_it_came_from(text: str, data: st.DataObject) -> None:
    view = folded_view(text)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    first, last = view.span(start, end)
    assert 0 <= first <= last <= len(text)
    assert view.text[start:end] in fold(text[first:last])
    if start == end:
        assert first == last
    else:
        assert text[first:last] != ""
        assert fold_char(text[first]) != ""
        assert fold_char(text[last - 1]) != ""


def test_a_span_inside_a_ligature_is_widened_to_it() -> None:
    view = folded_view("قﻻل")
    assert view.text == "قلال"
    assert view.span(1, 2) == view.span(2, 3) == view.span(1, 3) == (1, 2)


def test_an_empty_span_stands_where_its_letter_begins() -> None:
    view = folded_view("\u064eاب\u064f")
    assert view.text == "اب"
    assert view.span(0, 0) == (1, 1)
    assert view.span(2, 2) == (4, 4)
    assert folded_view("").span(0, 0) == (0, 0)


@given(st.characters())
def test_one_character_becomes_few(char: str) -> None:
    assert len(fold_char(char)) <= 18, "the longest ligature is U+FDFA"


def test_every_letter_of_arabic_words_stays_a_letter() -> None:
    for code in range(0x0621, 0x064B):
        char = chr(code)
        if char != TATWEEL:
            assert len(fold(char)) == 1
            assert unicodedata.category(fold(char)) == "Lo"


def test_invisible_characters_are_dropped() -> None:
    for char in "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad":
        assert fold(f"ق{char}ال") == "قال"
