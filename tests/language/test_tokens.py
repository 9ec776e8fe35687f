"""Tokens and sentences: what is a token in news text, and what must hold for any text."""
from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.language.characters import fold, fold_char
from musnad.language.tokens import Document, read_document, tokenize

letters = st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىؤئپگچ")
marks = st.sampled_from("\u064b\u064c\u064e\u064f\u0650\u0651\u0652\u0670ـ")
controls = st.sampled_from("\u00ad\u061c\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u2066\u2069\ufeff")
signs = st.sampled_from(" \n\r\t\u00a0\u2028.,:;!?«»\"'“”()#_-–…/%@،؛؟٫٬")
digits = st.sampled_from("0123456789٠١٢٣٤٥٦٧٨٩۰۱۹")
forms = st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFC)
texts = st.text(st.one_of(letters, letters, marks, controls, signs, signs, digits, st.sampled_from("abXYé"), forms, st.characters()), max_size=120)


def surfaces(text: str) -> list[str]:
    return [text[t.start:t.end] for t in tokenize(text)]


def sentences(text: str) -> list[str]:
    return [text[s.start:s.end] for s in read_document(text).sentences]


@given(texts)
def test_tokens_are_in_order_and_apart(text: str) -> None:
    tokens = tokenize(text)
    assert all(0 <= t.start < t.end <= len(text) for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert [t.index for t in tokens] == list(range(len(tokens)))


@given(texts)
def test_a_token_folds_as_its_text_does(text: str) -> None:
    assert all(t.norm == fold(text[t.start:t.end]) for t in tokenize(text))


@given(texts)
def test_only_space_controls_and_hashtags_lie_between_tokens(text: str) -> None:
    inside = {i for t in tokenize(text) for i in range(t.start, t.end)}
    outside = {text[i] for i in range(len(text)) if i not in inside}
    assert all(char.isspace() or char in "#_" or fold_char(char) == "" for char in outside), outside


@given(texts)
def test_line_breaks_are_never_inside_a_word(text: str) -> None:
    assert not [t for t in tokenize(text) if t.is_word and any(c.isspace() for c in text[t.start:t.end])]


@given(texts)
def test_sentences_are_in_order_and_hold_their_tokens(text: str) -> None:
    document = read_document(text)
    assert all(a.end <= b.start for a, b in pairwise(document.sentences))
    assert all(a.last <= b.first for a, b in pairwise(document.sentences))
    for i, sentence in enumerate(document.sentences):
        assert sentence.index == i
        words = document.words(sentence)
        assert words
        assert all(t.sentence == i for t in words)
        assert text[sentence.start:sentence.end].strip(), "a sentence has something in it"
        kept = [t for t in words if t.kind != "break" or t.norm[0] in ".-"]
        assert (kept[0].start, kept[-1].end) == (sentence.start, sentence.end)


@given(texts, st.data())
def test_lookups_agree_with_a_plain_search(text: str, data: st.DataObject) -> None:
    document = read_document(text)
    offset = data.draw(st.integers(0, len(text)))
    before = [t.index for t in document.tokens if t.start <= offset]
    assert document.token_at(offset) == (before[-1] if before else 0)
    if document.sentences:
        sentence = document.sentence_at(offset)
        assert sentence in document.sentences


@given(texts, st.data())
def test_what_stands_aside_is_in_no_sentence(text: str, data: st.DataObject) -> None:
    every = tokenize(text)
    if not every:
        return
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(every) - 1)] * 2)))
    start, end = every[first].start, every[last].end
    document = read_document(text, [(start, end)])
    assert [t.start for t in document.tokens] == [t.start for t in every if not start <= t.start < end]
    assert [t.index for t in document.tokens] == list(range(len(document.tokens)))
    assert all(s.end <= start or s.start >= end for s in document.sentences), "no sentence goes across it"


@given(texts, st.data())
def test_the_place_of_a_stem_is_the_token_without_its_clitics(text: str, data: st.DataObject) -> None:
    document = Document(text, tokenize(text))
    words = [t for t in document.tokens if t.kind == "word" and t.norm]
    if not words:
        return
    token = data.draw(st.sampled_from(words))
    skip = data.draw(st.integers(0, len(token.norm) - 1))
    drop = data.draw(st.integers(0, len(token.norm) - skip - 1))
    start, end = document.place(token, skip, drop)
    assert token.start <= start < end <= token.end
    assert token.norm[skip:len(token.norm) - drop] in fold(text[start:end])


@pytest.mark.parametrize(("text", "expected"), [
    ("وقّع المغرب وإسرائيل اتفاقا.", ["وقّع", "المغرب", "وإسرائيل", "اتفاقا", "."]),
    ("#الصحراء_الغربية", ["الصحراء", "الغربية"]),
    ("قال «نعم»،ثم", ["قال", "«", "نعم", "»", "،", "ثم"]),
    ("محمـــد", ["محمـــد"]),
    ("\u202bالرباط\u202c", ["الرباط"]),
    ("بيت\u200cلحم", ["بيت\u200cلحم"]),
    ("ﺍﻟﻌﺮﺑﻴﺔ ﻻ", ["ﺍﻟﻌﺮﺑﻴﺔ", "ﻻ"]),
    ("F-16", ["F-16"]),
    ("أ.ف.ب", ["أ", ".", "ف", ".", "ب"]),
    ("1,200.5", ["1,200.5"]),
    ("١٢٫٥٪", ["١٢٫٥", "٪"]),
    ("24/11/2021", ["24/11/2021"]),
    ("2015-2018", ["2015-2018"]),
    ("الساعة 14:30", ["الساعة", "14:30"]),
    ("في 2021.", ["في", "2021", "."]),
    ("انتظر...", ["انتظر", "..."]),
    ("سطر\r\nسطر", ["سطر", "\r\n", "سطر"]),
    ("user@example.org", ["user", "@", "example", ".", "org"]),
    ("", []),
    (" \u200f\u00a0", []),
])
def test_tokens(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


def test_kinds() -> None:
    kinds = [(t.norm, t.kind) for t in tokenize("قال NATO 12،\n")]
    assert kinds == [("قال", "word"), ("nato", "latin"), ("12", "number"), (",", "mark"), ("\n", "break")]
    assert [t.is_word for t in tokenize("قال NATO 12")] == [True, True, False]


@pytest.mark.parametrize(("text", "expected"), [
    ("قال الوزير نعم. ثم غادر.", ["قال الوزير نعم.", "ثم غادر."]),
    ("عنوان\nقال الوزير", ["عنوان", "قال الوزير"]),
    ("قالت وكالة أ.ف.ب. إن", ["قالت وكالة أ.ف.ب. إن"]),
    ("قال: \"لن نقبل.\" وأضاف", ["قال: \"لن نقبل.\"", "وأضاف"]),
    ("قال: «لن نقبل!» وأضاف", ["قال: «لن نقبل!»", "وأضاف"]),
    ("ماذا بعد؟ لا شيء", ["ماذا بعد؟", "لا شيء"]),
    ("قال... ثم صمت", ["قال... ثم صمت"]),
    ("بلغ 3.5 مليون", ["بلغ 3.5 مليون"]),
    ("\n\n\n", []),
    ("", []),
])
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_the_stem_of_a_word_with_marks_in_it() -> None:
    text = "وَالرِّبَاطِ وللمغرب بِهِمْ"
    document = Document(text, tokenize(text))
    rabat, morocco, them = document.tokens
    assert text[slice(*document.place(rabat, 3))] == "رِّبَاطِ"
    assert text[slice(*document.place(morocco, 2))] == "لمغرب"
    assert text[slice(*document.place(them, 0, 2))] == "بِ"
    ligature = Document("بلﻻ", tokenize("بلﻻ"))
    assert ligature.place(ligature.tokens[0], 0, 1) == (0, 3), "a ligature is never cut in two"


def test_furniture_between_two_halves_parts_them() -> None:
    text = "قال الوزير شاهد أيضا نعم"
    start = text.index("شاهد")
    document = read_document(text, [(start, start + len("شاهد أيضا"))])
    assert [text[s.start:s.end] for s in document.sentences] == ["قال الوزير", "نعم"]
