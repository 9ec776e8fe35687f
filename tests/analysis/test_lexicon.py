"""The lexicon: what a written word may be, under each cut of its clitics."""
from __future__ import annotations

import pytest

from musnad.analysis.lexicon import lexicon, without_article
from musnad.language.characters import fold
from musnad.language.tokens import tokenize


def kinds(word: str, lemma: str) -> set[str]:
    """The kinds of the readings of a word that belong to a lemma."""
    return {r.item.kind for r in lexicon().read(fold(word)) if r.item.lemma == lemma}


@pytest.mark.parametrize(("word", "lemma", "kind"), [
    ("قصف", "قصف", "verb"), ("قصفت", "قصف", "verb"), ("يقصفون", "قصف", "verb"), ("سيقصف", "قصف", "verb"), ("وقصفتها", "قصف", "verb"), ("ليقصف", "قصف", "verb"),
    ("قصف", "قصف", "masdar"), ("القصف", "قصف", "masdar"), ("بقصفها", "قصف", "masdar"), ("للقصف", "قصف", "masdar"),
    ("قال", "قال", "verb"), ("يقولون", "قال", "verb"), ("قائلا", "قال", "active"), ("مشيرا", "أشار", "active"), ("مؤكدة", "أكد", "active"),
    ("اتهامات", "اتهم", "masdar"), ("اعتقال", "اعتقل", "masdar"),
    ("هجوما", "هجوم", "noun"), ("الهجمات", "هجوم", "noun"), ("غارات", "غارة", "noun"), ("بغارة", "غارة", "noun"),
    ("مسؤول", "مسؤول", "role"), ("المسؤولين", "مسؤول", "role"), ("مسؤولان", "مسؤول", "role"), ("لمسؤول", "مسؤول", "role"), ("مسؤولو", "مسؤول", "role"),
    ("وزارة", "وزارة", "head"), ("الوزارة", "وزارة", "head"), ("بوزارة", "وزارة", "head"), ("لوزارة", "وزارة", "head"),
    ("مصري", "مصري", "nisba"), ("المصرية", "مصري", "nisba"), ("مصريون", "مصري", "nisba"), ("والمصريين", "مصري", "nisba"),
])
def test_forms_are_known(word: str, lemma: str, kind: str) -> None:
    assert kind in kinds(word, lemma)


@pytest.mark.parametrize(("word", "lemma", "kind"), [
    ("القصفت", "قصف", "verb"),  # no article on a verb
    ("بقصفت", "قصف", "verb"),  # no preposition on a perfect
    ("سقصف", "قصف", "verb"),  # no future on a perfect
    ("المسؤولو", "مسؤول", "role"),  # no article on a construct
    ("مصريها", "مصري", "nisba"),  # no pronoun on a demonym
])
def test_what_clitics_do_not_stand_on(word: str, lemma: str, kind: str) -> None:
    assert kind not in kinds(word, lemma)


@pytest.mark.parametrize("word", ["في", "الذي", "أنها", "لم", "ولكن", ""])
def test_function_words_have_no_reading(word: str) -> None:
    assert lexicon().read(fold(word)) == ()


def test_the_least_cut_reading_comes_first() -> None:
    skips = [r.cut.skip for r in lexicon().read(fold("ووزير"))]
    assert skips == sorted(skips)


def test_voice_person_and_number() -> None:
    items = [r.item for r in lexicon().read(fold("يقصفون")) if r.item.lemma == "قصف" and r.item.kind == "verb"]
    assert {(item.person, item.number, item.gender, item.tense) for item in items} == {(3, "p", "m", "imperfect")}


@pytest.mark.parametrize(("text", "size"), [
    ("شاهد عيان ثم خرج", 2), ("رجل أعمال ثم خرج", 2), ("لرجل الأعمال ثم خرج", 2), ("كتاب جديد ثم خرج", None), ("رجل", None),
])
def test_phrases(text: str, size: int | None) -> None:
    found = lexicon().phrase([t.norm for t in tokenize(text)], 0)
    assert (found[1] if found else None) == size


@pytest.mark.parametrize(("word", "bare"), [("الوزير", "وزير"), ("وزير", "وزير"), ("الام", "الام"), ("ال", "ال")])
def test_without_article(word: str, bare: str) -> None:
    assert without_article(word) == bare


def test_a_sense_has_its_conditions_apart() -> None:
    senses = [s for r in lexicon().read(fold("قصف")) for s in r.item.senses]
    assert any(s.needs for s in senses)
    assert any(s.forbids for s in senses)
    assert any(s.not_before for s in senses)
    for sense in senses:
        assert not any(word.startswith(("!", "<")) for word in sense.needs | sense.forbids | sense.before | sense.not_before)
