"""`musnad add`: what becomes of articles, failures, and a run that is killed."""
from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

import musnad
from musnad.errors import ArticleError, StoreError, UsageError

Run = Callable[..., Result]
Program = Callable[..., "subprocess.Popen[bytes]"]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def rows(path: Path, count: int, text: str = "أعلنت وزارة الخارجية المصرية أمس أن الوزير زار بيروت.") -> Path:
    """Articles, every tenth of them twice, under another id."""
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            row = {"id": f"a{number}", "text": f"خبر رقم {number}\n{text}", "published": "2022-05-18"}
            row |= {"outlet": "الأفق", "url": f"https://example.org/{number}"}
            stream.write(json.dumps(row) + "\n")
            if number % 10 == 0:
                stream.write(json.dumps(row | {"id": f"b{number}"}) + "\n")
    return path


def state(place: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a store holds but for ids and times of day."""
    queries = {
        "articles": "SELECT key, latest FROM articles ORDER BY key",
        "versions": "SELECT fingerprint, number FROM versions ORDER BY fingerprint",
        "records": "SELECT fingerprint, analyser, body FROM records JOIN versions v ON v.id = version_id ORDER BY fingerprint",
        "events": "SELECT a.key, e.id, type, start FROM events e JOIN articles a USING (record_id) ORDER BY a.key, e.id",
        "parties": "SELECT a.key, part, role, entity FROM parties JOIN articles a USING (record_id) ORDER BY a.key, part, role, entity",
        "names": "SELECT a.key, word, entity FROM names JOIN articles a USING (record_id) ORDER BY a.key, word, entity",
        "links": "SELECT a.key, statement, position FROM links JOIN articles a USING (record_id) ORDER BY a.key, statement, position",
        "search": "SELECT a.key, s.title, s.body FROM search s JOIN articles a ON a.id = s.rowid ORDER BY a.key",
        "stray": "SELECT count(*) FROM search WHERE rowid NOT IN (SELECT id FROM articles)",
    }
    connection = sqlite3.connect(place)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {name: connection.execute(query).fetchall() for name, query in queries.items()}
    finally:
        connection.close()


@pytest.mark.usefixtures("fake_pipeline")
class TestWhatBecomesOfArticles:
    def test_one_broken_article_does_not_sink_the_rest(self, run: Run, folder: Path, tmp_path: Path) -> None:
        result = run("add", tmp_path / "x.db", folder)
        assert result.exit_code == 1
        line, summary = result.stderr.splitlines()
        assert "b: unexpected ZeroDivisionError" in line
        assert summary == "musnad: 2 articles added, 1 failed"
        with musnad.open_store(tmp_path / "x.db") as store:
            assert sorted(a.document_id for a in store.articles()) == ["a", "c"]

    def test_strict_stops_at_the_first_failure_and_keeps_what_was_added(self, run: Run, folder: Path, tmp_path: Path) -> None:
        assert isinstance(run("add", tmp_path / "x.db", folder, "--strict").exception, ArticleError)
        with musnad.open_store(tmp_path / "x.db") as store:
            assert [a.document_id for a in store.articles()] == ["a"]

    def test_the_same_again_is_passed_over_and_a_changed_one_is_told(self, run: Run, tmp_path: Path) -> None:
        news = rows(tmp_path / "news.jsonl", 12)
        assert run("add", tmp_path / "x.db", news).stderr == "musnad: 12 articles added, 2 already there, 0 failed\n"
        before = state(tmp_path / "x.db")
        assert run("add", tmp_path / "x.db", news).stderr == "musnad: 0 articles added, 14 already there, 0 failed\n"
        assert state(tmp_path / "x.db") == before
        rows(tmp_path / "news.jsonl", 1, "نص آخر تماما.")
        assert run("add", tmp_path / "x.db", news).stderr == "musnad: 0 articles added, 1 changed, 1 already there, 0 failed\n"

    def test_again_reads_again(self, run: Run, folder: Path, tmp_path: Path) -> None:
        run("add", tmp_path / "x.db", folder / "a.txt")
        assert run("add", tmp_path / "x.db", folder / "a.txt", "--again").stderr == "musnad: 0 articles added, 1 already there, 0 failed\n"

    def test_without_a_path_old_records_are_made_anew(self, run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        run("add", tmp_path / "x.db", folder / "a.txt", folder / "c.txt", "--fast")
        assert run("add", tmp_path / "x.db", "--fast").stderr == "musnad: 0 articles added, 0 failed\n"
        monkeypatch.setattr(musnad, "__version__", "99.0")
        assert run("add", tmp_path / "x.db", "--fast").stderr == "musnad: 0 articles added, 2 read again, 0 failed\n"
        with musnad.open_store(tmp_path / "x.db") as store:
            assert {a.analyser.split("+")[0] for a in store.articles()} == {"99.0"}

    def test_quiet(self, run: Run, folder: Path, tmp_path: Path) -> None:
        assert run("add", tmp_path / "x.db", folder / "a.txt", "--quiet").stderr == ""

    def test_a_missing_path_makes_no_store(self, run: Run, tmp_path: Path) -> None:
        assert isinstance(run("add", tmp_path / "x.db", tmp_path / "none").exception, UsageError)
        assert list(tmp_path.iterdir()) == []

    def test_articles_in_the_place_of_the_store(self, run: Run, tmp_path: Path) -> None:
        result = run("add", rows(tmp_path / "news.jsonl", 2))
        assert isinstance(result.exception, StoreError)
        assert "no SQLite database" in str(result.exception)


def test_a_users_knowledge_is_an_analyser_of_its_own(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "organisations.tsv").write_text("name\tarabic\ttype\tsector\tcountry\nOrbit Committee\tلجنة المدار\tORG\tGOV\tMAR\n", encoding="utf-8")
    news = rows(tmp_path / "news.jsonl", 1, "أعلنت لجنة المدار أنها زارت بيروت.")
    run("add", tmp_path / "x.db", news)
    assert "1 read again" in run("add", tmp_path / "x.db", news, "--knowledge", own).stderr
    assert "already there" in run("add", tmp_path / "x.db", news, "--knowledge", own).stderr
    assert run("add", tmp_path / "x.db").stderr == "musnad: 0 articles added, 0 failed\n", "it is not read again without the folder"
    with musnad.open_store(tmp_path / "x.db") as store:
        (article,) = store.articles()
        assert article.analyser.startswith(f"{musnad.__version__}+") and "+knowledge." in article.analyser
        assert [s.article.id for s in store.statements(speaker="Orbit Committee")] == [article.id]


def test_processes_give_what_one_gives(run: Run, tmp_path: Path) -> None:
    news = rows(tmp_path / "news.jsonl", 30)
    run("add", tmp_path / "one.db", news)
    run("add", tmp_path / "two.db", news, "--jobs", 2)
    assert state(tmp_path / "one.db") == state(tmp_path / "two.db")


# Killed

def count(place: Path) -> int:
    """How many articles a store has, while another process is writing to it; none if it is only being made."""
    try:
        connection = sqlite3.connect(f"file:{place}?mode=ro", uri=True)
        try:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return 0


def kill_and_resume(program: Program, tmp_path: Path, news: Path, whole: Path, times: int, jobs: int, seed: int) -> None:
    """Kill a run so often, at random instants, and let it end at last: the store is what it would have been.

    Every third is killed anywhere, also while the store is made; the others soon after an article more was there.
    """
    chance = random.Random(seed)
    place, writing = tmp_path / f"killed{seed}.db", 0
    for number in range(times):
        before = count(place)
        process = program("add", place, news, "--jobs", jobs, "--quiet", start_new_session=True)
        if number % 3 == 0:
            time.sleep(chance.uniform(0.2, 1.2))
        else:
            while process.poll() is None and count(place) == before:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.1))
        writing += process.poll() is None and count(place) > before
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
    assert writing >= times // 3, "it was not killed while it was writing"
    process = program("add", place, news, "--jobs", jobs, "--quiet")
    assert (process.communicate(timeout=300)[1], process.returncode) == (b"", 0)
    assert state(place) == state(whole)


@POSIX
def test_a_killed_run_goes_on_and_nothing_is_lost_or_doubled(program: Program, run: Run, tmp_path: Path) -> None:
    news, whole = rows(tmp_path / "news.jsonl", 300), tmp_path / "whole.db"
    run("add", whole, news)
    kill_and_resume(program, tmp_path, news, whole, times=5, jobs=1, seed=1)


@POSIX
@pytest.mark.slow
def test_a_run_that_is_killed_fifty_times(program: Program, run: Run, tmp_path: Path) -> None:
    news, whole = rows(tmp_path / "news.jsonl", 3000), tmp_path / "whole.db"
    run("add", whole, news)
    for seed, jobs in enumerate((1, 2, 1, 2, 1), 10):
        kill_and_resume(program, tmp_path, news, whole, times=10, jobs=jobs, seed=seed)


@POSIX
def test_two_processes_may_add_the_same_articles(program: Program, run: Run, tmp_path: Path) -> None:
    news, whole, place = rows(tmp_path / "news.jsonl", 60), tmp_path / "whole.db", tmp_path / "both.db"
    run("add", whole, news)
    processes = [program("add", place, news, "--quiet") for _ in range(2)]
    assert [(p.communicate(timeout=120)[1], p.returncode) for p in processes] == [(b"", 0), (b"", 0)]
    assert state(place) == state(whole)
