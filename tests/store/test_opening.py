"""Opening a store: made once, brought up to date, and every way in which it can be unfit is told in one line."""
from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import event, text

import musnad
from musnad.errors import MusnadError, StoreError, UsageError
from musnad.store import migrations, open_store
from musnad.store.engine import WRITES, begin_wal, make_engine
from musnad.store.opening import sign
from musnad.store.place import find_place

SOURCE = str(Path(musnad.__file__).parent.parent)


def one_line(error: MusnadError, *words: str) -> None:
    assert "\n" not in str(error)
    assert [word for word in words if word not in str(error)] == []


# Making

def test_the_steps_are_all_known() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    steps = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == migrations.REVISIONS


def test_a_store_is_made_with_log_beside_it_and_signed(tmp_path: Path) -> None:
    open_store(tmp_path / "x.db").close()
    connection = sqlite3.connect(tmp_path / "x.db")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert dict(connection.execute("SELECT key, value FROM meta"))["musnad"] == musnad.__version__
    connection.close()


def test_an_open_store_loads_no_alembic(tmp_path: Path) -> None:
    open_store(tmp_path / "x.db").close()
    code = f"import sys, musnad; musnad.open_store({str(tmp_path / 'x.db')!r}).close(); assert 'alembic' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": SOURCE})


def test_many_may_make_it_at_once(place: str) -> None:
    code = f"import musnad\nwith musnad.open_store({place!r}) as s: print(s.count('articles'))"
    started = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": SOURCE})
               for _ in range(4)]
    assert [(p.communicate(timeout=60), p.returncode) for p in started] == [((b"0\n", b""), 0)] * 4


def test_an_empty_file_is_made_a_store(tmp_path: Path) -> None:
    (tmp_path / "x.db").touch()
    with open_store(tmp_path / "x.db") as store:
        assert store.count("articles") == 0


@pytest.mark.parametrize(("name", "words"), [("nowhere/x.db", "no folder"), (".", "a folder")])
def test_where_no_file_can_be(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_store(tmp_path / name)
    one_line(caught.value, words)


def test_no_store_and_none_wanted(place: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_store(place, create=False)
    one_line(caught.value, "no store at", "musnad add")


def old_store(place: str) -> None:
    """A store as the first Musnad with stores made it, with an article."""
    where = find_place(place)
    if where.file:
        begin_wal(where.file, 5)
    engine = make_engine(where, 5)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        migrations.upgrade(connection, migrations.REVISIONS[0])
        sign(connection)
        connection.execute(text("INSERT INTO articles (key, outlet_folded, latest, added) VALUES ('k', '', 1, 'then')"))
    engine.dispose()


def test_an_old_store_is_brought_up_to_date_and_keeps_what_it_has(place: str, writer: Any) -> None:
    old_store(place)
    with open_store(place, create=False) as store:
        with store.reading() as connection:
            assert connection.execute(text(f"SELECT version_num FROM {migrations.VERSION_TABLE}")).scalars().all() == [migrations.REVISIONS[-1]]
            assert connection.execute(text("SELECT key FROM articles")).scalars().all() == ["k"]
        assert store.add(writer.record()).what == "new"


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_an_old_store_that_may_only_be_read(tmp_path: Path, another_user: Callable[[], None]) -> None:
    old_store(str(tmp_path / "x.db"))
    (tmp_path / "x.db").chmod(0o444)
    for parent in (tmp_path, *tmp_path.parents[:2]):
        parent.chmod(0o755)
    another_user()
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "x.db")
    one_line(caught.value, "older Musnad", "rights")


# Places

@pytest.mark.parametrize("name", ["mysql://me@host/db", "http://host/x.db", "sqlite://", "", "  ", "postgresql+asyncpg://host/db"])
def test_a_place_that_is_none(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_place(name)
    one_line(caught.value, "postgresql://")


def test_a_place_shows_no_password() -> None:
    assert str(find_place("postgresql://me:secret@host:5432/db")) == "postgresql+psycopg://me:***@host:5432/db"
    assert find_place("postgres://me@host/db").url == "postgresql+psycopg://me@host/db"
    assert find_place("sqlite:////tmp/a%20b.db").file == Path("/tmp/a b.db")


def test_without_the_driver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError) as caught:
        open_store("postgresql://me:secret@host/db")
    one_line(caught.value, "pip install 'musnad[postgres]'")
    assert "secret" not in str(caught.value)


def test_no_server_there() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://me:secret@127.0.0.1:1/db")
    one_line(caught.value, "cannot be reached", "server is running")
    assert "secret" not in str(caught.value)


@pytest.mark.server
def test_no_such_database(server: Any) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(server.url("none"))
    one_line(caught.value, "none")


# Unfit

def damage(file: Path, how: Callable[[bytes], bytes]) -> None:
    with open_store(file) as store, store.writing() as connection:
        connection.execute(text("INSERT INTO meta (key, value) VALUES ('x', :v)"), {"v": "x" * 200_000})
    for end in ("-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    file.write_bytes(how(file.read_bytes()))


def use(file: Path, writer: Any) -> None:
    with open_store(file) as store:
        store.add(writer.record())
        list(store.events())


@pytest.mark.parametrize("how", [
    lambda data: data[: len(data) // 3],
    lambda data: data[:150],
    lambda data: data[:4096] + b"\xa5" * (len(data) - 4096),
], ids=["cut short", "cut in the first page", "overwritten"])
def test_a_damaged_store(tmp_path: Path, how: Callable[[bytes], bytes], writer: Any) -> None:
    damage(tmp_path / "x.db", how)
    with pytest.raises(StoreError) as caught:
        use(tmp_path / "x.db", writer)
    one_line(caught.value, "x.db", "backup" if "damaged" in str(caught.value) else "no SQLite database")


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to have been one" * 100, b"x", b'{"id": "a1"}\n'])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.db").write_bytes(content)
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "x.db")
    one_line(caught.value, "no SQLite database")
    assert (tmp_path / "x.db").read_bytes() == content


def test_a_database_of_another_program(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "x.db")
    connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()
    before = (tmp_path / "x.db").read_bytes()
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "x.db")
    one_line(caught.value, "no store of Musnad's")
    assert (tmp_path / "x.db").read_bytes() == before


def test_a_store_of_a_newer_musnad(place: str) -> None:
    with open_store(place) as store, store.writing() as connection:
        connection.execute(text(f"UPDATE {migrations.VERSION_TABLE} SET version_num = '9999'"))
        connection.execute(text("UPDATE meta SET value = '7.1' WHERE key = 'musnad'"))
    with pytest.raises(StoreError) as caught:
        open_store(place)
    one_line(caught.value, "newer Musnad (7.1)", "upgrade Musnad")


# In use

def test_a_locked_store(tmp_path: Path, writer: Any) -> None:
    with open_store(tmp_path / "x.db", timeout=0.2) as store:
        other = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught:
            store.add(writer.record())
        one_line(caught.value, "x.db is locked", "try again")
        assert list(store.articles()) == [], "who reads is not kept waiting"
        other.execute("ROLLBACK")
        other.close()
        assert store.add(writer.record()).what == "new"


def test_a_writer_waits_for_another(store: Any, writer: Any) -> None:
    record, done = writer.record(), threading.Event()
    store.add(record)

    def hold() -> None:
        with store.writing() as connection:
            connection.execute(text("UPDATE articles SET added = added"))
            done.set()
            time.sleep(0.3)

    holder = threading.Thread(target=hold)
    holder.start()
    assert done.wait(10)
    start = time.monotonic()
    assert len(list(store.events())) == 1
    assert time.monotonic() - start < 0.25
    record.events[0].type = "AID"
    assert store.add(record, again=True).what == "reread"
    holder.join()


def test_a_full_disk(tmp_path: Path, writer: Any) -> None:
    with open_store(tmp_path / "x.db") as store:
        kept = store.add(writer.record())

        @event.listens_for(store.engine, "checkout")
        def _no_more_pages(connection: sqlite3.Connection, *_: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 1}")

        large = [writer.record(writer.article(f"فرض المغرب عقوبات على إيران {os.urandom(20000).hex()}")) for _ in range(50)]
        with pytest.raises(StoreError) as caught:
            list(map(store.add, large))
        one_line(caught.value, "disk is full", "is safe")
        assert kept.id in [a.id for a in store.articles()]
    connection = sqlite3.connect(tmp_path / "x.db")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.fixture
def another_user() -> Iterator[Callable[[], None]]:
    """Become a user whom rights bind, if we are root; back at the end of the test."""
    root = os.geteuid() == 0
    yield lambda: os.seteuid(65534) if root else None
    if root:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
@pytest.mark.parametrize("how", ["file", "folder", "folder with a log"])
def test_a_store_that_may_only_be_read(tmp_path: Path, writer: Any, how: str, another_user: Callable[[], None]) -> None:
    folder = tmp_path / "f"
    folder.mkdir()
    writing = open_store(folder / "x.db")
    writing.add(writer.record())
    assert [len(list(writing.events(actor="MAR"))), writing.count("articles", words="المغرب")] == [1, 1]
    if how != "folder with a log":
        writing.close()
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555 if how.startswith("folder") else 0o777)
    for parent in (tmp_path, *tmp_path.parents[:2]):
        parent.chmod(0o755)
    another_user()
    with open_store(folder / "x.db") as store:
        assert [len(list(store.events(actor="MAR"))), store.count("articles", words="المغرب")] == [1, 1]
        with pytest.raises(StoreError) as caught:
            store.add(writer.record())
        one_line(caught.value, "cannot be written to", "rights")


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_where_nothing_may_be_made_or_read(tmp_path: Path, another_user: Callable[[], None]) -> None:
    for parent in (tmp_path, *tmp_path.parents[:2]):
        parent.chmod(0o755)
    open_store(tmp_path / "x.db").close()
    (tmp_path / "x.db").chmod(0o000)
    another_user()
    with pytest.raises(UsageError) as caught:
        open_store(tmp_path / "new.db")
    one_line(caught.value, "rights of the folder")
    with pytest.raises(StoreError) as told:
        open_store(tmp_path / "x.db")
    one_line(told.value, "cannot be read")


@pytest.mark.server
def test_several_writers_at_once_lose_and_double_nothing(database: str) -> None:
    """Four processes add the same forty articles, in orders of their own."""
    code = ("import random, sys, musnad\nfrom musnad.record import Article, Record\n"
            f"with musnad.open_store({database!r}) as store:\n"
            "    numbers = list(range(40)) * 2\n"
            "    random.Random(sys.argv[1]).shuffle(numbers)\n"
            "    for n in numbers: store.add(Record(Article(f'a{n}', f'خبر {n} نسخة {random.Random(n + int(sys.argv[1])).randint(0, 1)}', url=f'http://x/{n}')))\n")
    started = [subprocess.Popen([sys.executable, "-c", code, str(n)], stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": SOURCE}) for n in range(4)]
    assert [(p.communicate(timeout=120)[1], p.returncode) for p in started] == [(b"", 0)] * 4
    with open_store(database, create=False) as store, store.reading() as connection:
        assert store.count("articles") == 40
        rows = connection.execute(text("SELECT article_id, count(*), max(number), min(number) FROM versions GROUP BY article_id")).all()
        assert all(count == last and first == 1 for _, count, last, first in rows)
        assert connection.execute(text("SELECT count(*) FROM records")).scalar() == sum(count for _, count, _, _ in rows)
        assert connection.execute(text("SELECT count(*) FROM search")).scalar() == 40
        last = text("SELECT a.latest, max(number) FROM articles a JOIN versions v ON v.article_id = a.id GROUP BY a.id")
        assert [row for row in connection.execute(last) if row[0] != row[1]] == []
