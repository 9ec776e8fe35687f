"""Clitics: the cuts that must be among those offered, and what holds for every cut of any word."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.language.characters import fold
from musnad.language.clitics import PRONOUNS, SHORTEST, Cut, cuts, heads

words = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويءؤئ"), max_size=14).map(fold)
clitic_words = st.builds(
    lambda *parts: "".join(parts), st.sampled_from(["", "و", "ف"]), st.sampled_from(["", "ب", "ل", "ك", "س"]),
    st.sampled_from(["", "ال", "ل"]), words, st.sampled_from(["", *PRONOUNS]),
)


def shape(cut: Cut) -> tuple[str, str, str, bool, bool, str]:
    return cut.conjunction, cut.preposition, cut.stem, cut.article, cut.future, cut.pronoun


@pytest.mark.parametrize(("word", "expected"), [
    ("المغرب", ("", "", "مغرب", True, False, "")),
    ("والمغرب", ("و", "", "مغرب", True, False, "")),
    ("بالمغرب", ("", "ب", "مغرب", True, False, "")),
    ("للمغرب", ("", "ل", "مغرب", True, False, "")),
    ("وللمغرب", ("و", "ل", "مغرب", True, False, "")),
    ("ولاسرائيل", ("و", "ل", "اسرائيل", False, False, "")),
    ("كالعراق", ("", "ك", "عراق", True, False, "")),
    ("فالحكومه", ("ف", "", "حكومه", True, False, "")),
    ("سيزور", ("", "", "يزور", False, True, "")),
    ("وستبدا", ("و", "", "تبدا", False, True, "")),
    ("اعتقلتهم", ("", "", "اعتقلت", False, False, "هم")),
    ("وسيستقبلها", ("و", "", "يستقبل", False, True, "ها")),
    ("لمقتله", ("", "ل", "مقتل", False, False, "ه")),
    ("بلدهما", ("", "", "بلد", False, False, "هما")),
])
def test_this_cut_is_offered(word: str, expected: tuple[str, str, str, bool, bool, str]) -> None:
    assert expected in map(shape, cuts(word))


@pytest.mark.parametrize(("word", "never"), [
    ("المغرب", "لمغرب"),  # a bare ا is no clitic
    ("سلام", "لام"),  # س before what is no imperfect
    ("له", ""),  # nothing is cut to nothing
    ("الحكومه", "حكوم"),  # a word with the article has no pronoun
])
def test_this_stem_is_not_offered(word: str, never: str) -> None:
    assert never not in {cut.stem for cut in cuts(word)}


@given(st.one_of(words, clitic_words))
def test_the_uncut_word_stands_first_but_for_the_article(word: str) -> None:
    first = heads(word)[0]
    if word.startswith("ال") and len(word) >= 2 + SHORTEST:
        assert Cut(word) in heads(word)
    else:
        assert first == Cut(word)


@given(st.one_of(words, clitic_words))
def test_a_cut_put_together_again_is_the_word(word: str) -> None:
    for cut in cuts(word):
        assert word[cut.skip:len(word) - cut.drop] == cut.stem
        article = "" if not cut.article else "ل" if word[cut.skip - 1:cut.skip] == "ل" and word[cut.skip - 2:cut.skip] != "ال" else "ال"
        assert cut.conjunction + cut.preposition + ("س" if cut.future else "") + article + cut.stem + cut.pronoun == word


@given(st.one_of(words, clitic_words))
def test_a_name_keeps_its_article(word: str) -> None:
    for cut in cuts(word):
        clitics = len(cut.conjunction + cut.preposition) + cut.future
        assert cut.name_skip == clitics
        assert (cut.skip > cut.name_skip) == cut.article


@given(st.one_of(words, clitic_words))
def test_stems_are_no_shorter_than_words_are(word: str) -> None:
    assert all(len(cut.stem) >= SHORTEST or cut == Cut(word) for cut in cuts(word))


@given(st.one_of(words, clitic_words))
def test_the_least_cut_comes_first(word: str) -> None:
    skips = [cut.skip for cut in heads(word)]
    assert skips[0] in (0, 2)
    pronouns = [bool(cut.pronoun) for cut in cuts(word)]
    assert pronouns == sorted(pronouns), "cuts without a pronoun come first"
    assert cuts(word)[:len(skips)] == heads(word)


@given(st.one_of(words, clitic_words))
def test_no_cut_is_offered_twice(word: str) -> None:
    assert len(set(cuts(word))) == len(cuts(word))
