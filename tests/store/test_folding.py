"""Words as the full text has them."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.store.folding import bare, bare_words, cuts, folded_words, spellings
from musnad.store.fulltext import tsvector


@pytest.mark.parametrize("written", ["الصحراء", "والصحراء", "بالصحراء", "وبالصحراء", "فالصحراء", "كالصحراء", "صحراء", "الصَّحْراء", "الصحـــراء"])
def test_the_article_and_what_is_written_onto_it_make_no_difference(written: str) -> None:
    assert bare_words(written) == ["صحراء"]


@pytest.mark.parametrize(("one", "other"), [("إيران", "ايران"), ("مدرسة", "مدرسه"), ("مصطفى", "مصطفي"), ("٢٠١٨", "2018"), ("گازپروم", "كازبروم"),
                                               ("NATO", "nato")])
def test_spellings_fold_to_one(one: str, other: str) -> None:
    assert folded_words(one) == folded_words(other)


@pytest.mark.parametrize("word", ["الله", "الي", "والد", "بالغ", "الذي", "وزير", "بغداد", "كتاب", "وكالة", "لبنان"])
def test_letters_of_a_word_stay(word: str) -> None:
    assert bare_words(word) == folded_words(word)


def test_a_search_tries_every_proclitic() -> None:
    assert {"مغرب", "للمغرب", "وللمغرب", "ومغرب", "بمغرب"} <= set(spellings("مغرب"))
    assert "للبنان" in spellings("لبنان"), "ل before الـ of a word in ل is written with two ل"
    assert "والاب" in spellings("اب")
    assert cuts("للمغرب") == ["مغرب", "لمغرب"]
    assert cuts("ببغداد") == ["بغداد"]
    assert cuts("بها") == []


@given(st.text())
def test_words_are_letters_and_digits(text: str) -> None:
    """So that nothing in them needs to be escaped, in either database."""
    assert all(word.isalnum() and bare(word) for word in folded_words(text))


@given(st.lists(st.text(alphabet="ابتثجح", min_size=1), max_size=20), st.lists(st.text(alphabet="ابتثجح", min_size=1), max_size=60))
def test_a_vector_has_every_word_with_its_places(title: list[str], body: list[str]) -> None:
    found = {}
    for entry in tsvector(title, body).split():
        word, places = entry.split(":")
        found[word.strip("'")] = places.split(",")
    for position, word in enumerate([*title, *body], 1):
        assert f"{position}{'A' if position <= len(title) else ''}" in found[word]


def test_a_vector_of_a_long_text_keeps_to_the_limits() -> None:
    vector = tsvector([], [f"كلمة{n % 7000}" for n in range(70_000)] + ["كلمة"] * 3000)
    assert max(int(place) for entry in vector.split() for place in entry.split(":")[1].split(",")) == 16383
    assert max(len(entry.split(",")) for entry in vector.split()) <= 255
    assert len(vector.encode()) < 1_000_000
