"""Searches by words, on both databases: what is found, what is not, and in which order."""
from __future__ import annotations

import pytest

from musnad.errors import UsageError
from musnad.record import Article, Record
from musnad.store import Store
from musnad.store.query import alternatives, excerpt, parse, postgres_query, sqlite_query

TEXTS = {
    "sahara": "قال الوزير إن نزاع الصحراء الغربية لا يُحَلُّ بالقوة.",
    "desert": "هبت رياح غربية، وفي صحراء تدمر بردت الليالي.",
    "to-morocco": "وصل وفد للمغرب ثم زار بغداد ولبنان.",
    "baghdad": "انعقد في بغداد مؤتمر، ومن بغداد عاد الوفد.",
    "in-baghdad": "افتتح معرض ببغداد أمس وحضره جمهور كبير من الناس.",
    "latin": "وقعت شركة Total اتفاقا سنة ٢٠١٨ مع الإمارات.",
}


@pytest.fixture
def filled(store: Store) -> Store:
    for name, text in TEXTS.items():
        store.add(Record(Article(name, text, title="للبنان وحدها" if name == "desert" else None, url=f"https://example.org/{name}")))
    return store


@pytest.mark.parametrize(("words", "found"), [
    ("الصحراء", {"sahara", "desert"}), ("صحراء", {"sahara", "desert"}), ("وبالصحراء", {"sahara", "desert"}), ("الصّحراء", {"sahara", "desert"}),
    ("الصحراء الغربية", {"sahara", "desert"}), ('"الصحراء الغربية"', {"sahara"}), ("«صحراء غربيه»", {"sahara"}), ('"الغربية الصحراء"', set()),
    ("المغرب", {"to-morocco"}), ("للمغرب", {"to-morocco"}), ("مغرب", {"to-morocco"}), ("مغربي", set()),
    ("لبنان", {"to-morocco", "desert"}), ("للبنان", {"to-morocco", "desert"}),
    ("بغداد", {"to-morocco", "baghdad", "in-baghdad"}), ("ببغداد", {"to-morocco", "baghdad", "in-baghdad"}), ("وببغداد", {"in-baghdad"}),
    ("وزير", {"sahara"}), ("زير", set()), ("فد", set()), ("بغداد -المغرب", {"baghdad", "in-baghdad"}), ('بغداد -"زار بغداد"', {"baghdad", "in-baghdad"}),
    ("total", {"latin"}), ("2018", {"latin"}), ("٢٠١٨ TOTAL", {"latin"}), ("يحل", {"sahara"}), ('"نزاع الصحراء الغربية لا يحل بالقوة"', {"sahara"}),
    ("غيرموجود", set()), ("AND", set()), ("NEAR(", set()), ("بغداد*", {"to-morocco", "baghdad", "in-baghdad"}),
    ("'بغداد'", {"to-morocco", "baghdad", "in-baghdad"}),
])
def test_words(filled: Store, words: str, found: set[str]) -> None:
    assert {a.document_id for a in filled.articles(words=words)} == found


def test_the_best_come_first(filled: Store) -> None:
    ranked = list(filled.articles(words="بغداد"))
    assert ranked[0].document_id == "baghdad", "it has the word twice"
    assert [a.rank for a in ranked] == sorted((a.rank for a in ranked), reverse=True)  # type: ignore[type-var]
    assert next(filled.articles(words="لبنان")).document_id == "desert", "it has the word in its title"


def test_several_texts_must_all_hold(filled: Store) -> None:
    assert [a.document_id for a in filled.articles(words=["وفد", "المغرب"])] == ["to-morocco"]


def test_a_long_phrase_is_looked_for_by_its_pairs() -> None:
    every = sqlite_query(parse(['"الأول الثاني الثالث الرابع"']), lambda words: dict.fromkeys(words, 1))
    assert every.count(" AND ") == 2
    assert "-" not in every


def test_an_unknown_word_is_looked_for_as_it_is() -> None:
    assert alternatives("كذا", lambda _: {}) == ["كذا"]
    assert postgres_query(parse(["كذا"]), lambda _: {}) == "(('كذا'))"


@pytest.mark.parametrize("words", ["", "-", "؟!", '""', "-بغداد", '-"بغداد"'])
def test_nothing_to_look_for(words: str) -> None:
    with pytest.raises(UsageError, match="nothing to look for"):
        parse([words])


def test_an_excerpt_is_where_the_words_are() -> None:
    text = " ".join(f"كلمة{n}" for n in range(50)) + " ثم بغداد أخيرا"
    assert excerpt(text, frozenset(["بغداد"])).endswith("ثم بغداد أخيرا")
    assert excerpt(text, frozenset(["بغداد"])).startswith("… ")
    assert excerpt(text, frozenset(["غائب"])).startswith("كلمة0")
    assert excerpt("قصير", frozenset()) == "قصير"
