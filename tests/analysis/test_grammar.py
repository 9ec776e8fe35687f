"""Function words, with and without what is written together with them."""
from __future__ import annotations

import pytest

from musnad.analysis.grammar import base, is_function_word, is_that
from musnad.language.characters import fold


@pytest.mark.parametrize("word", ["أن", "إن", "أنه", "إنها", "بأن", "وأن", "فإن", "لأنهم", "بأنهما", "إنني", "أننا"])
def test_that(word: str) -> None:
    assert is_that(fold(word))


@pytest.mark.parametrize("word", ["أنباء", "إنتاج", "أنا", "إنسان", "بأنابيب", "الآن", "لبنان", "كان", "إيران"])
def test_not_that(word: str) -> None:
    assert not is_that(fold(word))


@pytest.mark.parametrize(("word", "expected"), [
    ("وفي", "في"), ("فمن", "من"), ("ولكن", "لكن"), ("والذي", "الذي"), ("وراء", "وراء"), ("وسط", "وسط"), ("فوق", "فوق"), ("في", "في"), ("وزير", "وزير"),
])
def test_base(word: str, expected: str) -> None:
    assert base(fold(word)) == fold(expected)


@pytest.mark.parametrize(("word", "function"), [
    ("في", True), ("وعلى", True), ("الذي", True), ("لم", True), ("هذه", True), ("ولكن", True), ("أنها", True), ("كان", True),
    ("وزير", False), ("قصف", False), ("مصر", False), ("باسم", False), ("برئاسة", False),
])
def test_function_words(word: str, function: bool) -> None:
    assert is_function_word(fold(word)) is function
