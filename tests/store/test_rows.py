"""A record as rows: keys, days, and JSON that comes back as it went in."""
from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.record import Article, day_bounds
from musnad.store.packing import pack, pack_article, unpack, unpack_article
from musnad.store.rows import Preparer, analyser, article_key, fingerprint, prepare

ANY = st.text(st.characters(), max_size=80)  # lone surrogates and NUL too


@pytest.mark.parametrize(("when", "bounds"), [
    (None, (None, None)), ("2018", ("2018-01-01", "2018-12-31")), ("2018-02", ("2018-02-01", "2018-02-28")), ("2020-02", ("2020-02-01", "2020-02-29")),
    ("2018-05-14", ("2018-05-14", "2018-05-14")), ("2018-05/2018-07-02", ("2018-05-01", "2018-07-02")), ("2017/2018", ("2017-01-01", "2018-12-31")),
    ("2018-05-14T10:00:00+01:00", ("2018-05-14", "2018-05-14")),
])
def test_days_between_which_an_event_lies(when: str | None, bounds: tuple[str | None, str | None]) -> None:
    assert day_bounds(when) == bounds


@given(ANY, ANY, ANY)
def test_an_article_comes_back_as_it_went_in(text: str, title: str, url: str) -> None:
    article = Article("a1", text, title, None, "2022-05-18", url)
    assert unpack_article(pack_article(article)) == article


@given(st.recursive(st.none() | st.booleans() | st.integers() | ANY, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY, inner, max_size=4)))
def test_json_comes_back_as_it_went_in(value: Any) -> None:
    assert unpack(pack(value)) == value


def test_what_makes_an_article_and_what_a_version() -> None:
    article = Article("a1", "نص", "عنوان", "الأفق", "2022-05-18", "https://example.org/1")
    assert article_key(replace(article, text="آخر", title="آخر", published=None, id="b")) == article_key(article)
    assert article_key(replace(article, outlet="الميثاق")) != article_key(article) != article_key(replace(article, url="https://example.org/2"))
    assert article_key(replace(article, url=None)) != article_key(replace(article, url=None, text="آخر"))
    assert fingerprint(replace(article, id="b")) == fingerprint(article)
    changed = [replace(article, text="آخر"), replace(article, title="آخر"), replace(article, published="2022-05-19")]
    assert len({fingerprint(a) for a in [article, *changed]}) == 4


def test_an_analyser_is_named_by_version_model_and_knowledge() -> None:
    from musnad import __version__

    assert analyser() == __version__
    assert analyser("tiny-1", "abcd1234") == f"{__version__}+tiny-1+knowledge.abcd1234"


def test_what_is_prepared_goes_between_processes(writer: Any) -> None:
    prepared = pickle.loads(pickle.dumps(Preparer("abcd1234").prepare(writer.record())))
    assert prepared.record["analyser"].endswith("+knowledge.abcd1234")
    assert prepared.rows == prepare(writer.record(), "").rows


def test_parties_are_found_by_the_words_of_their_names_and_others_not(writer: Any) -> None:
    record = writer.record()
    words = {(row["entity"], row["word"]) for row in prepare(record, "").rows["names"]}
    assert {("e1", "مغرب"), ("e1", "morocco"), ("e2", "ايران"), ("e3", "خارجيه"), ("e3", "affairs")} <= words
    record.events.clear()
    assert {row["entity"] for row in prepare(record, "").rows["names"]} == {"e3"}
