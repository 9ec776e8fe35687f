"""Known names in running text: the longest form, the least cut, and what each name stands for."""
from __future__ import annotations

import pytest

from musnad.analysis.gazetteer import CAPITAL, NATION, gazetteer
from musnad.language.tokens import tokenize


@pytest.mark.parametrize(("text", "words", "skip", "english"), [
    ("مصر تفاوض", 1, 0, "Egypt"),
    ("بمصر تفاوض", 1, 1, "Egypt"),
    ("ولمصر موقف", 1, 2, "Egypt"),
    ("للمغرب موقف", 1, 1, "Morocco"),
    ("والمغرب تفاوض", 1, 1, "Morocco"),
    ("جنوب السودان تفاوض", 2, 0, "South Sudan"),
    ("الولايات المتحدة الأمريكية تفاوض", 3, 0, "United States"),
    ("إيمانويل ماكرون يفاوض", 2, 0, "Emmanuel Macron"),
])
def test_match(text: str, words: int, skip: int, english: str) -> None:
    hit = gazetteer().match(tokenize(text), 0)
    assert hit is not None
    assert (hit.last - hit.first, hit.skip, hit.cut) == (words, skip, skip > 0)
    assert english in {name.english for name in hit.names}


@pytest.mark.parametrize("text", ["كتاب جديد", "في البيت", "قصفت المدينة"])
def test_no_match(text: str) -> None:
    assert gazetteer().match(tokenize(text), 0) is None


@pytest.mark.parametrize(("text", "kind", "type_", "country"), [
    ("قطر", NATION, "GPE", "QAT"), ("الدوحة", CAPITAL, "GPE", "QAT"), ("رويترز", "media", "MEDIA", "GBR"), ("حزب الله", "organisations", "ORG", "LBN"),
    ("اتفاق أوسلو", "things", "LAW", None),
])
def test_kinds(text: str, kind: str, type_: str, country: str | None) -> None:
    hit = gazetteer().match(tokenize(text), 0)
    assert hit is not None
    assert (kind, type_, country) in {(n.kind, n.type, n.country) for n in hit.names}


@pytest.mark.parametrize(("country", "capital"), [("EGY", "Cairo"), ("FRA", "Paris"), ("XXX", None), (None, None)])
def test_capitals(country: str | None, capital: str | None) -> None:
    name = gazetteer().capital(country)
    assert (name.english if name else None) == capital


@pytest.mark.parametrize(("text", "words", "key"), [
    ("القنيطرة المغربية", 1, "places:Kenitra:MAR"), ("القدس المحتلة", 1, "places:Jerusalem:PSE"), ("سقطرى اليمنية", 1, "places:Socotra:YEM"),
])
def test_an_adjective_tells_which_place_but_is_not_its_name(text: str, words: int, key: str) -> None:
    hit = gazetteer().match(tokenize(text), 0)
    assert hit is not None
    assert hit.last - hit.first == words
    assert key in {name.key for name in hit.names}


def test_a_name_that_is_a_word_is_a_place_only_when_asked_for_one() -> None:
    assert gazetteer().match(tokenize("مباركة"), 0) is None or all(n.kind != "gazetteer" for n in gazetteer().match(tokenize("مباركة"), 0).names)
    words = gazetteer().place_words(tokenize("معسكر وهران"), 0)
    assert words is not None
    assert "DZA" in {name.country for name in words.names}
    assert gazetteer().place_words(tokenize("كلمة عادية"), 0) is None
