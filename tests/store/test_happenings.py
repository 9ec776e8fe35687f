"""Happenings of a store: on both databases, the same as in memory, whenever and in what order articles came."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

import musnad
from musnad.corroboration.happenings import add_record, happenings
from musnad.corroboration.memory import InMemory
from musnad.record import Record
from musnad.store import Store
from musnad.store.happenings import KEY, corroborate, documents, forget, pending
from musnad.store.rows import article_key

TEXTS = (
    ("الميثاق", "2022-05-18", "مقتل سبعة مدنيين في قصف على مدينة تعز\n"
     "قتل سبعة مدنيين وأصيب عشرة في قصف للحوثيين على مدينة تعز يوم الثلاثاء، وفق وزارة الصحة اليمنية."),
    ("البيان", "2022-05-18", "قصف حوثي على تعز يقتل سبعة\nقال مسعفون محليون لوكالة رويترز إن قصفا للحوثيين على مدينة تعز الثلاثاء قتل سبعة مدنيين."),
    ("الخليج", "2022-05-19", "الحوثيون ينفون قصف تعز\nنفت جماعة الحوثي يوم الأربعاء قصف مدينة تعز يوم الثلاثاء."),
)


def records() -> list[Record]:
    return [musnad.read(text, id=f"d{n}", outlet=outlet, published=day, url=f"https://example.org/{n}") for n, (outlet, day, text) in enumerate(TEXTS)]


def expected(articles: list[Record]) -> list[dict[str, Any]]:
    memory = InMemory()
    for record in articles:
        add_record(memory, record, article_key(record.article)[:KEY])
    return sorted((h.to_dict() for h in happenings(memory)), key=lambda row: str(row["id"]))


def stored(store: Store) -> list[dict[str, Any]]:
    return sorted((h.to_dict() for h in store.happenings()), key=lambda row: str(row["id"]))


def test_a_store_has_the_happenings_that_memory_has(store: Store) -> None:
    for record in records():
        store.add(record)
    assert pending(store) == 3
    assert store.corroborate() == 3
    assert pending(store) == 0
    assert stored(store) == expected(records())


def test_corroborating_bit_by_bit_and_in_another_order_is_the_same(store: Store) -> None:
    for record in records()[::-1]:
        store.add(record)
        assert store.corroborate() == 1
    assert store.corroborate() == 0
    assert stored(store) == expected(records())


def test_an_article_that_changed_is_corroborated_anew(store: Store) -> None:
    for record in records():
        store.add(record)
    store.corroborate()
    changed = records()[1]
    other = musnad.read("زيارة إلى القاهرة\nزار وزير الخارجية القطري القاهرة يوم الثلاثاء.", id="d1", outlet="البيان", published="2022-05-18", url="https://example.org/1")
    store.add(other)
    assert store.corroborate() == 1
    assert stored(store) == expected([records()[0], replace(changed, **{f: getattr(other, f) for f in Record.__slots__}), records()[2]])


def test_an_article_taken_out_leaves_no_trace_in_happenings(store: Store) -> None:
    for record in records():
        store.add(record)
    store.corroborate()
    with store.writing() as connection:
        forget(connection, article_key(records()[0].article))
    assert stored(store) == expected(records()[1:])


def test_what_a_leader_that_is_gone_leaves_behind_is_mended(store: Store) -> None:
    for record in records():
        store.add(record)
    store.corroborate()
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM articles WHERE url = 'https://example.org/1'")
    store.corroborate()
    assert stored(store) == expected([records()[0], records()[2]])


def test_happenings_are_found_by_origins_outlets_type_and_day(store: Store) -> None:
    for record in records():
        store.add(record)
    store.corroborate()
    (best,) = store.happenings(origins=2)
    assert best.counts["outlets"] == 2
    assert [h.id for h in store.happenings(id=best.id[:6])] == [best.id]
    assert list(store.happenings(type="CONSULT")) == []
    assert best.id in {h.id for h in store.happenings(since="2022-05-17", until="2022-05-17")}
    assert list(store.happenings(since="2022-06-01")) == []


def test_events_are_found_by_their_origins(store: Store) -> None:
    for record in records():
        store.add(record)
    assert list(store.events(origins=2)) == []
    store.corroborate()
    assert {e.article.document_id for e in store.events(origins=2)} >= {"d0", "d1"}
    assert list(store.events(origins=9)) == []


def test_documents_have_their_own_ids_and_titles(store: Store) -> None:
    for record in records():
        store.add(record)
    store.corroborate()
    (best,) = store.happenings(origins=2)
    assert sorted(id_ for id_, _ in documents(store, best).values()) == ["d0", "d1"]


def test_an_empty_store_has_none(store: Store) -> None:
    assert list(corroborate(store)) == []
    assert stored(store) == []
