"""What is in a store, copies of it, and room in it."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import musnad
from musnad.errors import StoreError, UsageError
from musnad.record import Record
from musnad.store import Store, open_store
from musnad.store.upkeep import backup, info, vacuum


def filled(store: Store, writer: Any, count: int = 3) -> Store:
    for number in range(count):
        store.add(writer.record(writer.article(f"فرض المغرب عقوبات على إيران للمرة {number}، قالت وزارة الخارجية.", outlet=f"منبر {number % 2}")))
    return store


def test_what_is_in_a_store(store: Store, writer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(store, writer)
    store.add(Record(writer.article("نص أول", url="https://example.org/x", outlet=None)))
    store.add(Record(writer.article("نص ثان", url="https://example.org/x", outlet=None, published="2022-06-01T10:00")))
    found = info(store)
    assert (found.articles, found.versions, found.records, found.events, found.statements) == (4, 5, 5, 3, 3)
    assert (found.first, found.last) == ("2022-05-18", "2022-06-01T10:00")
    assert list(found.outlets.items()) == [("منبر 0", 2), ("", 1), ("منبر 1", 1)] or found.outlets == {"منبر 0": 2, "": 1, "منبر 1": 1}
    assert found.analysers == {musnad.__version__: 4}
    assert (found.waiting, found.removals) == (0, [])
    assert found.bytes > 10_000
    assert found.database.startswith(("SQLite 3", "PostgreSQL 1"))
    monkeypatch.setattr(musnad, "__version__", "99.0")
    assert info(store).waiting == 4


def test_vacuum_keeps_all(store: Store, writer: Any) -> None:
    filled(store, writer, 10)
    before, after = vacuum(store)
    assert 0 < after <= before
    assert store.count("articles", words="المغرب") == 10


def test_vacuum_tells_of_a_reader(tmp_path: Path, writer: Any) -> None:
    with open_store(tmp_path / "x.db", timeout=0.2) as store, open_store(tmp_path / "x.db") as other:
        filled(store, writer)
        events = other.events()
        next(events)
        with pytest.raises(StoreError, match=r"another program|locked"):
            vacuum(store)
        events.close()  # type: ignore[attr-defined]
        vacuum(store)


def test_a_backup_is_a_store_with_all_that_was_there(store: Store, writer: Any, tmp_path: Path) -> None:
    filled(store, writer)
    reading = store.events()
    next(reading)
    assert backup(store, tmp_path / "copy.db").file == tmp_path / "copy.db"
    assert len(list(reading)) == 2
    with open_store(tmp_path / "copy.db", create=False) as copy:
        assert [e.event for e in copy.events(actor="MAR")] == [e.event for e in store.events(actor="MAR")]
        assert [a.article for a in copy.articles(words="المغرب")] == [a.article for a in store.articles(words="المغرب")]
        assert copy.add(next(store.articles()).record).what == "same"
        assert copy.add(writer.record()).what == "new"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.server
def test_a_store_moves_to_postgresql(tmp_path: Path, database: str, writer: Any) -> None:
    with open_store(tmp_path / "x.db") as store:
        filled(store, writer)
        backup(store, database)
        with open_store(database, create=False) as copy:
            assert {a.article.id for a in copy.articles(words="المغرب")} == {a.article.id for a in store.articles()}
            assert copy.add(writer.record()).what == "new"
        with pytest.raises(UsageError, match="has articles already"):
            backup(store, database)


def test_a_backup_takes_no_others_place(store: Store, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x")
    with pytest.raises(UsageError, match="there already"):
        backup(store, tmp_path / "there")
    with pytest.raises(UsageError, match="no folder"):
        backup(store, tmp_path / "nowhere" / "x.db")
    assert (tmp_path / "there").read_text() == "x"
