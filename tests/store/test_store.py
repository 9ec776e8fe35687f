"""The contract of a store, on both databases: what goes in comes out, once, and is found."""
from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select, text

import musnad
from musnad.errors import StoreError, UsageError
from musnad.export.jsonl import dumps
from musnad.record import Article, Record
from musnad.store import Store, open_store, reports
from musnad.store.tables import FLAT, ArticleRow, Base, RecordRow, VersionRow


def counts(store: Store) -> dict[str, int]:
    with store.reading() as connection:
        return {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in Base.metadata.sorted_tables}


def ids(found: Any) -> list[str]:
    return [a.document_id for a in found]


# Going in

def test_an_article_is_read_and_comes_out_as_its_record(store: Store) -> None:
    article = Article("a1", "عقوبات\nفرض المغرب عقوبات على إيران أمس.", title="عقوبات", published="2022-05-18")
    added = store.add(article)
    assert (added.what, added.version, added.current) == ("new", 1, True)
    (found,) = store.articles()
    assert found.article == article
    assert dumps(found.record) == dumps(musnad.read(article.text, id="a1", title="عقوبات", published="2022-05-18"))
    assert [(e.event.type, e.article.id) for e in store.events()] == [(e.type, found.id) for e in found.record.events]


def test_a_record_comes_out_as_it_went_in(store: Store, writer: Any) -> None:
    record = writer.record()
    store.add(record)
    (found,) = store.articles()
    assert found.record == record
    assert [e.event for e in store.events()] == record.events
    assert [s.statement for s in store.statements()] == record.statements


@pytest.mark.parametrize("text_", ["نص\x00بصفر", "نص \ud800 مكسور", "👩‍👩‍👧 نص", "نص\r\nبسطر"])
def test_every_character_is_kept(store: Store, text_: str) -> None:
    article = Article("a\x00\ud800", text_, title="ع\x00\udfff", outlet="م\x00", url="http://x/\x00\ud800")
    store.add(Record(article))
    (found,) = store.articles()
    assert found.article == article
    assert found.article.sha256 == article.sha256


def test_the_same_article_twice_is_once(store: Store, writer: Any) -> None:
    record = writer.record()
    first, before = store.add(record), counts(store)
    second = store.add(record)
    assert (second.what, second.id, second.record) == ("same", first.id, first.record)
    assert counts(store) == before


def test_what_is_known_is_not_read_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    article = Article("a1", "فرض المغرب عقوبات على إيران.")
    store.add(article)
    monkeypatch.setattr("musnad.pipeline.read", lambda _: pytest.fail("it was read again"))
    assert store.add(article).what == "same"


def test_a_changed_article_is_a_new_version_and_the_old_one_stays(store: Store, writer: Any) -> None:
    old, new = (writer.article(text, url="https://example.org/x") for text in ("قتل ثلاثة", "قتل سبعة"))
    first, second = store.add(Record(old)), store.add(Record(new))
    assert (second.what, second.id, second.version) == ("changed", first.id, 2)
    (found,) = store.articles()
    assert (found.version, found.article.text) == (2, "قتل سبعة")
    assert store.record(first.record).article.text == "قتل ثلاثة"
    assert [len(list(store.articles(words=word))) for word in ("ثلاثة", "سبعة")] == [0, 1]
    assert store.add(Record(old)).what == "same", "a text that was there before is no new version"
    assert next(store.articles()).version == 2


def test_outlet_and_url_make_an_article_or_else_its_text(store: Store, writer: Any) -> None:
    make = writer.article
    same = [make("نص", url=None), make("نص", url=None)]
    other = [make("نص", url=None, outlet="الأفق"), make("نص", url=None, outlet=None), make("نص", url="https://example.org/1")]
    what = [store.add(Record(a)).what for a in (*same, *other)]
    assert what == ["new", "same", "new", "new", "new"]


def test_a_newer_analyser_replaces_what_is_searched_and_keeps_what_was_read(store: Store, writer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    record = writer.record()
    first = store.add(record)
    before = counts(store)
    monkeypatch.setattr(musnad, "__version__", "0.10.0")
    record.events[0].type = "COERCE"
    second = store.add(record)
    assert (second.what, second.version, second.current) == ("reread", 1, True)
    assert [e.event.type for e in store.events()] == ["COERCE"]
    assert counts(store) == {**before, "records": 2}
    assert store.record(first.record).events[0].type == "SANCTION"
    monkeypatch.setattr(musnad, "__version__", "0.9.0")
    record.events[0].type = "AID"
    third = store.add(record)
    assert (third.what, third.current) == ("reread", False), "an older one, by number and not by letters, does not replace a newer one"
    assert [e.event.type for e in store.events()] == ["COERCE"]


def test_again_replaces_what_the_same_analyser_read(store: Store, writer: Any) -> None:
    record = writer.record()
    first = store.add(record)
    record.events[0].type = "COERCE"
    assert store.add(record).what == "same"
    second = store.add(record, again=True)
    assert (second.what, second.record) == ("reread", first.record)
    assert [(e.event.type, e.record.events[0].type) for e in store.events()] == [("COERCE", "COERCE")]
    assert len(list(store.events(type="SANCTION"))) == 0


def test_a_failure_in_the_middle_leaves_nothing(store: Store, writer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = counts(store)
    monkeypatch.setattr("musnad.store.writing.index_article", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        store.add(writer.record())
    assert counts(store) == before


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 2**70])
def test_there_is_no_article_of_a_number_that_no_database_holds(store: Store, number: int) -> None:
    assert store.article(number) is None


def test_rows_go_with_their_article(store: Store, writer: Any) -> None:
    added = store.add(writer.record())
    with store.writing() as connection:
        connection.execute(text("DELETE FROM articles WHERE id = :id"), {"id": added.id})
    kept = {"meta"}
    assert {name for name, count in counts(store).items() if count} == kept
    assert list(store.articles(words="المغرب")) == []
    with pytest.raises(StoreError, match="no record"):
        store.record(added.record)


def test_a_clock_that_jumps_changes_nothing(store: Store, writer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for time_, words in (("2030-01-01T00:00:00+00:00", "قتل ثلاثة"), ("1970-01-01T00:00:00+00:00", "قتل سبعة")):
        monkeypatch.setattr("musnad.store.writing.now", lambda time_=time_: time_)
        store.add(Record(writer.article(words, url="https://example.org/x")))
    (found,) = store.articles()
    assert (found.version, found.article.text) == (2, "قتل سبعة")


# Coming out

def test_opened_again_all_is_there(store: Store, place: str, writer: Any) -> None:
    store.add(writer.record())
    with open_store(place, create=False) as again:
        assert len(list(again.events(type="SANCTION"))) == 1


@pytest.mark.parametrize(("filters", "found"), [
    ({"type": "SANCTION"}, 1), ({"type": "sanction"}, 1), ({"type": "AID"}, 0), ({"type": ["AID", "SANCTION"]}, 1),
    ({"actor": "MAR"}, 1), ({"actor": "IRN"}, 0), ({"recipient": "IRN"}, 1), ({"actor": ("IRN", "MAR")}, 1),
    ({"actor": "المغرب"}, 1), ({"actor": "مغرب"}, 1), ({"actor": "Morocco"}, 1), ({"actor": "countries:MAR"}, 1), ({"actor": "المغرب العربي"}, 0),
    ({"recipient": "ايران"}, 1), ({"recipient": "إيــران"}, 1), ({"place": "المغرب"}, 0),
    ({"speaker": "وزارة الخارجية"}, 1),
    ({"speaker": "foreign ministry"}, 1), ({"speaker": "defence ministry"}, 0), ({"speaker": "Ministry of Foreign Affairs"}, 1), ({"speaker": "IRN"}, 0),
    ({"status": "occurred"}, 1), ({"status": "planned"}, 0), ({"mode": "boycott"}, 0), ({"stance": "asserts"}, 1), ({"stance": "denies"}, 0),
    ({"since": "2022-05-17"}, 1), ({"since": "2022-05-18"}, 0), ({"until": "2022-05"}, 1), ({"until": "2022-05-16"}, 0),
    ({"since": "2022", "until": "2022"}, 1),
    ({"outlet": "الميثاق"}, 1), ({"outlet": "ميثاق"}, 0), ({"outlet": "الأفق"}, 0),
    ({"words": "عقوبات"}, 1), ({"words": "عقوبات", "type": "AID"}, 0), ({"article": "a1"}, 1), ({"article": "https://example.org/1"}, 1), ({"article": 1}, 1),
    ({"article": "zz"}, 0),
])
def test_filters(store: Store, writer: Any, filters: dict[str, object], found: int) -> None:
    store.add(writer.record())
    assert len(list(store.events(**filters))) == found  # type: ignore[arg-type]
    if not {"since", "until"} & set(filters):  # articles and statements have a date of their own
        assert len(list(store.statements(**filters))) == len(list(store.articles(**filters))) == found  # type: ignore[arg-type]


def test_articles_are_dated_by_publication_and_so_is_an_event_of_no_date(store: Store, writer: Any) -> None:
    store.add(writer.record(when=None))
    assert len(list(store.articles(since="2022-05-18"))) == len(list(store.events(since="2022-05-18", until="2022-05-18"))) == 1
    assert list(store.articles(until="2022-05-17")) == list(store.events(until="2022-05-17")) == []


@pytest.mark.parametrize("filters", [{"type": "WAR"}, {"since": "gestern"}, {"since": "2022-13"}, {"words": "-عقوبات"}, {"words": "!"}, {"colour": "red"},
                                     {"actor": "؟"}, {"actor": 7}, {"status": "done"}])
def test_a_filter_that_cannot_be_is_told(store: Store, filters: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        list(store.events(**filters))  # type: ignore[arg-type]


def test_what_is_yielded_is_lazy_and_of_one_state(store: Store, writer: Any) -> None:
    for _ in range(3):
        store.add(writer.record())
    events = store.events()
    next(events)
    store.add(writer.record())
    assert len(list(events)) == 2
    assert len(list(store.events())) == 4


def test_the_latest_come_first(store: Store, writer: Any) -> None:
    for day in ("2022-05-02", None, "2022-05-03", "2022-05-01"):
        store.add(writer.record(when=day))
    assert [e.event.when for e in store.events()] == [None, "2022-05-03", "2022-05-02", "2022-05-01"]


def test_tables_are_what_the_steps_made(store: Store) -> None:
    """What SQLAlchemy is told of the tables is what alembic made."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={
            "include_object": lambda thing, name, kind, *_: not (kind == "table" and (name.startswith("search") or name == "musnad_schema"))
            and not (kind == "index" and name == "search_words")})
        assert compare_metadata(context, Base.metadata) == []
    assert {t.__tablename__ for t in (*FLAT, reports.HappeningRow, ArticleRow, VersionRow, RecordRow)} <= set(counts(store))
