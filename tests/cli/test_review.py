"""`musnad review`: keys from a script and from a real terminal, lists, files."""
from __future__ import annotations

import json
import os
import pty
import re
import select
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

import musnad
from musnad.cli.judging import HELP, Session
from musnad.cli.keys import Terminal
from musnad.errors import UsageError
from musnad.record import Article, Date, Entity, Event, Link, Record, Statement
from musnad.store.judgements import Ledger
from musnad.store.reviewing import Queue

Run = Callable[..., Result]
TEXT = "ذكرت صحيفة الميناء أن عمال المصنع أضربوا أمس في المدينة القديمة. وقالت إدارة المصنع إن العمل عاد اليوم."


class Script:
    """A person whose keys and lines are known beforehand."""

    def __init__(self, keys: str, *lines: str) -> None:
        self._keys, self._lines = list(keys), list(lines)
        self.said: list[str] = []

    def key(self) -> str:
        return self._keys.pop(0) if self._keys else ""

    def line(self, prompt: str) -> str:
        self.said.append(prompt)
        return self._lines.pop(0) if self._lines else ""

    def show(self, text: str, style: str = "") -> None:
        self.said.append(text)

    @property
    def all(self) -> str:
        assert not self._lines, "lines that nobody asked for"
        return "\n".join(self.said)


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def strike(name: str, confidence: float = 0.5) -> Record:
    """Workers went on strike, as a paper has it."""
    entities = [Entity(i, "ORG", n, n, True, None, None, None, None, [at(n)], "by hand") for i, n in
                (("e1", "صحيفة الميناء"), ("e2", "عمال المصنع"), ("e3", "إدارة المصنع"))]
    event = Event("v1", at("أضربوا"), "PROTEST", "strike", [], ["e2"], [], [], "2022-05-17", "occurred", "q1", None, "143", -6.5, "material conflict", None,
                  [], [], confidence, "by hand")
    link = Link("e1", "outlet", True, at("صحيفة الميناء"))
    told = at("عمال المصنع أضربوا أمس في المدينة القديمة")
    statement = Statement("q1", told, [at("ذكرت")], ["e1"], ["e1"], [link], "indirect", "asserts", None, "by hand")
    date = Date("d1", at("أمس"), "2022-05-17", "day", "gregorian", "by hand")
    article = Article(name, TEXT, title="إضراب في المصنع", outlet="الميثاق", published="2022-05-18", url=f"https://example.org/{name}")
    return Record(article, entities=entities, dates=[date], events=[event], statements=[statement])


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Two articles, the first in more doubt."""
    place = tmp_path / "news.db"
    with musnad.open_store(place) as store:
        store.add(strike("a", 0.2))
        store.add(strike("b", 0.8))
    return place


def ask(news: Path, keys: str, *lines: str, author: str = "منى", **options: Any) -> str:
    """Let a script judge; what it was shown."""
    person = Script(keys, *lines)
    with musnad.open_store(news) as store:
        Session(Queue(store, author), Ledger(store), person).run(**options)
    return plain(person.all)


def plain(shown: str) -> str:
    """Without the isolates around words of articles."""
    return shown.replace("\u2068", "").replace("\u2069", "")


def events(news: Path) -> dict[str, Event]:
    with musnad.open_store(news) as store:
        return {found.article.document_id: found.event for found in store.events()}


def names(news: Path, role: str) -> list[str]:
    with musnad.open_store(news) as store:
        found = next(found for found in store.events() if found.article.document_id == "a")
        return [found.record.entity(i).name_ar for i in getattr(found.event, role)]


def test_what_is_shown(news: Path) -> None:
    person = Script("q")
    with musnad.open_store(news) as store:
        Session(Queue(store, "منى"), Ledger(store), person).run()
    sentence = TEXT[: TEXT.index(".") + 1].replace("أضربوا", "⟦أضربوا⟧")
    assert f"\u2068{sentence}\u2069" in person.said
    shown = plain(person.all)
    for words in ("PROTEST (protest), strike", "عمال المصنع", "2022-05-17, read from أمس", "occurred (", "صحيفة الميناء (asserts)", "confidence 0.2",
                  "a accept"):
        assert words in shown
    assert shown.count("الميثاق") == 1


def test_accept_reject_skip_quit(news: Path) -> None:
    assert "1 judgements made" in ask(news, "sr")
    assert set(events(news)) == {"a"}
    assert "nothing more" in ask(news, "a") and "nothing to judge" in ask(news, "")
    with musnad.open_store(news) as store:
        assert [(j.document, j.verdict, j.author) for j in Ledger(store)] == [("b", "reject", "منى"), ("a", "accept", "منى")]


@pytest.mark.parametrize(("keys", "left"), [("ق", {"b"}), ("سق", {"a"}), ("قع", {"a", "b"}), ("ض", {"a", "b"})])
def test_keys_where_the_keyboard_is_arabic(news: Path, keys: str, left: set[str]) -> None:
    ask(news, keys)
    assert set(events(news)) == left


def test_reasons(news: Path) -> None:
    ask(news, "RA", "ليس إضرابا", "")
    with musnad.open_store(news) as store:
        assert [j.reason for j in Ledger(store)] == ["ليس إضرابا", None]


def test_undo_comes_back_to_what_was_judged(news: Path) -> None:
    shown = ask(news, "uruaq")
    assert "nothing to undo" in shown and "1 judgements made, 1 undone" in shown
    assert set(events(news)) == {"a", "b"}
    with musnad.open_store(news) as store:
        assert [(j.document, j.verdict) for j in Ledger(store)] == [("a", "reject"), ("a", "undo"), ("a", "accept")]


def test_help_and_keys_that_mean_nothing(news: Path) -> None:
    assert HELP in ask(news, "?z\x1bq")
    assert len(events(news)) == 2


def test_limit(news: Path) -> None:
    ask(news, "rr", limit=1)
    assert set(events(news)) == {"b"}


@pytest.mark.parametrize(("keys", "lines", "field", "value"), [
    ("et", ("aid", "كذا"), "type", "AID"), ("em", ("-", ""), "mode", None), ("es", ("planned", ""), "status", "planned"),
    ("ew", ("2022-05", ""), "when", "2022-05"),
    ("ef", ("-", ""), "statement", None), ("e0", ("",), "statement", None),
])
def test_edit_a_code(news: Path, keys: str, lines: tuple[str, ...], field: str, value: str | None) -> None:
    ask(news, keys + "q", *lines)
    assert getattr(events(news)["a"], field) == value and getattr(events(news)["b"], field) != value


@pytest.mark.parametrize(("keys", "lines", "role", "expected"), [
    ("er", ("إدارة المصنع", ""), "recipient", ["إدارة المصنع"]), ("ea", ("-", ""), "actor", []), ("ea", ("1؛ 2", ""), "actor", 2),
    ("ep", ("المدينه القديمة", "", "GPE"), "place", ["المدينة القديمة"]),
])
def test_edit_a_role(news: Path, keys: str, lines: tuple[str, ...], role: str, expected: Any) -> None:
    ask(news, keys + "q", *lines)
    found = names(news, role)
    assert len(found) == expected if isinstance(expected, int) else found == expected


def test_a_new_entity_has_the_kind_that_was_given(news: Path) -> None:
    ask(news, "epq", "المدينة القديمة", "", "gpe")
    with musnad.open_store(news) as store:
        record = next(f.record for f in store.events() if f.article.document_id == "a")
    assert record.entities[-1].type == "GPE"


def test_edit_a_statement_an_entity_and_a_date(news: Path) -> None:
    ask(news, "ekenexedeecq", "إدارة المصنع", "", "denies", "", "عمال المصنع", "القديمة", "", "2022-05-10", "", "1", "MAR", "")
    with musnad.open_store(news) as store:
        record = next(f.record for f in store.events() if f.article.document_id == "a")
    statement = record.statements[0]
    assert (record.entity(statement.speaker[0]).name_ar, statement.stance, record.dates[0].value) == ("إدارة المصنع", "denies", "2022-05-10")
    assert "MAR" in {entity.country for entity in record.entities}


def test_two_entities_that_are_one(news: Path) -> None:
    ask(news, "eemq", "1", "2", "")
    with musnad.open_store(news) as store:
        assert len(next(f.record for f in store.events() if f.article.document_id == "a").entities) == 2


def test_a_missed_event(news: Path) -> None:
    ask(news, "e+q", "عاد", "retreat", "", "", "إدارة المصنع", "", "")
    with musnad.open_store(news) as store:
        found = [(f.record.surface(f.event.trigger), f.event.type) for f in store.events() if f.article.document_id == "a"]
    assert sorted(found) == [("أضربوا", "PROTEST"), ("عاد", "RETREAT")]


@pytest.mark.parametrize(("keys", "lines", "told"), [
    ("et", ("WAR", ""), "there are AGREE"), ("ea", ("كلمات ليست هنا",), "does not stand"), ("ea", ("77",), "no entity 77"), ("ew", ("soon", ""), "no date"),
    ("ez", (), "nothing changed"), ("et", ("",), "nothing changed"), ("ex", ("القديمة", "عمال"), "before its first"), ("e+", ("",), "nothing changed"),
    ("e+", ("عاد", "WAR", "", "", "", "", ""), "there are AGREE"), ("ef", ("9",), "no statement 9"), ("eez", ("1",), "nothing changed"),
])
def test_what_cannot_be_leaves_the_event_as_it_is(news: Path, keys: str, lines: tuple[str, ...], told: str) -> None:
    assert told in ask(news, keys + "q", *lines)
    with musnad.open_store(news) as store:
        assert list(Ledger(store)) == []


# The command

def test_without_a_terminal(run: Run, news: Path) -> None:
    result = run("review", news)
    assert isinstance(result.exception, UsageError) and "--import" in str(result.exception)


@pytest.mark.parametrize(("args", "told"), [
    (("--list", "--export", "f"), "one of"), (("--type", "WAR"), "there are AGREE"), (("--article", "nowhere"), "no article"),
    (("--import", "nowhere"), "cannot be read"),
])
def test_wrong_options(run: Run, news: Path, args: tuple[str, ...], told: str) -> None:
    result = run("review", news, *args)
    assert isinstance(result.exception, UsageError) and told in str(result.exception)


def test_no_store(run: Run, tmp_path: Path) -> None:
    assert isinstance(run("review", tmp_path / "none.db").exception, UsageError)


def test_list(run: Run, news: Path) -> None:
    assert run("review", news, "--list").stdout == "judgements: 0, undone: 0, conflicts: 0, orphaned: 0\n"
    ask(news, "ru")
    ask(news, "etq", "AID", "إغاثة")
    ask(news, "a", author="سعيد")
    shown = plain(run("review", news, "--list").stdout)
    assert "[undone]" in shown and "PROTEST → AID (إغاثة)" in shown
    with musnad.open_store(news) as store:
        found = next(f for f in store.events() if f.article.document_id == "a")
        Ledger(store).judge(found.record, found.event, "correct", field="type", value="COERCE", author="سعيد")
    shown = plain(run("review", news, "--list").stdout)
    assert "in conflict:" in shown and "منى: AID (إغاثة) ≠ سعيد: COERCE" in shown
    assert "سعيد" not in run("review", news, "--list", "--author", "منى").stdout.partition("in conflict")[0]
    assert "judgements: 0" in run("review", news, "--list", "--article", "b", "--author", "منى").stdout


def test_export_and_import(run: Run, news: Path, tmp_path: Path) -> None:
    ask(news, "ra")
    file, there = tmp_path / "j.jsonl", tmp_path / "other.db"
    assert "2 judgements written" in run("review", news, "--export", file).stderr
    with musnad.open_store(there) as store:
        store.add(strike("a"))
        store.add(strike("b"))
    assert "2 judgements taken in, 0 known before" in run("review", there, "--import", file).stderr
    assert set(events(there)) == {"b"}
    again = run("review", there, "--import", "-", stdin=file.read_bytes())
    assert "0 judgements taken in, 2 known before" in again.stderr and again.exit_code == 0


def test_a_broken_line(run: Run, news: Path, tmp_path: Path) -> None:
    ask(news, "ra")
    file = tmp_path / "j.jsonl"
    run("review", news, "--export", file)
    lines = file.read_bytes().splitlines()
    file.write_bytes(b"\n".join([lines[0], lines[1][:-9] + b"\xff}", json.dumps({"id": 1}).encode()]))
    result = run("review", news, "--import", file)
    assert result.exit_code == 1 and f"musnad: {file}:2: " in result.stderr and f"{file}:3: not a judgement" in result.stderr
    assert "0 judgements taken in, 1 known before, 2 lines broken" in result.stderr


def test_find_and_export_show_who_corrected(run: Run, news: Path) -> None:
    ask(news, "etq", "AID", "")
    assert "corrected" in run("find", news, "--type", "AID").stdout and "of 2 events" in run("find", news, "--type", "PROTEST", "--machine").stdout
    rows = [json.loads(line) for line in run("export", news, "--yes").stdout.splitlines()]
    assert [row["events"][0]["type"] for row in rows] == ["AID", "PROTEST"] and rows[0]["judgements"][0]["said"][0]["author"] == "منى"
    assert "judgements" not in run("export", news, "--yes", "--machine").stdout
    assert "judged" in run("export", news, "--format", "csv").stdout.splitlines()[0]
    assert "1 judgements" in run("store", "info", news).stdout


def test_keys_that_come_together_are_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["ra", "\x1b[A"])
    monkeypatch.setattr("typer.getchar", lambda: next(typed))
    terminal = Terminal()
    assert [terminal.key() for _ in range(3)] == ["r", "a", "\x1b[A"]

    def ended() -> str:
        raise EOFError

    monkeypatch.setattr("typer.getchar", ended)
    assert terminal.key() == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_on_a_terminal(news: Path) -> None:
    """A process with a terminal of its own: keys without return, Arabic as it is."""
    source = str(Path(musnad.__file__).parent.parent)
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update({"PYTHONPATH": source, "TERM": "xterm", "PYTHONUTF8": "1", "COLUMNS": "100"})
        os.execv(sys.executable, [sys.executable, "-m", "musnad.cli", "review", str(news), "--author", "منى"])
    try:
        shown = _until(terminal, r"\? help")
        time.sleep(1)  # what is typed before the terminal is set to single keys is thrown away by it
        os.write(terminal, b"r")
        shown += _until(terminal, r"(?s)confidence 0\.8.*\? help")
        time.sleep(1)
        os.write(terminal, b"q")
        shown += _until(terminal, "made, 0 undone")
    finally:
        os.close(terminal)
        os.waitpid(child, 0)
    assert "⟦أضربوا⟧" in shown and "1 judgements made" in shown
    assert set(events(news)) == {"b"}


def _until(terminal: int, pattern: str, seconds: float = 60) -> str:
    """What the terminal shows until it shows what a pattern finds."""
    shown, end = b"", time.monotonic() + seconds
    while not re.search(pattern, shown.decode("utf-8", "ignore")):
        assert time.monotonic() < end, shown.decode("utf-8", "replace")
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                shown += os.read(terminal, 1 << 16)
            except OSError:
                break
    return shown.decode("utf-8", "ignore")


def test_a_second_opinion_is_asked_blindly_and_agreement_is_told(news: Path, run: Run) -> None:
    ask(news, "ets", "COERCE", "")
    with musnad.open_store(news) as store:
        person = Script("a")
        Session(Queue(store, "هدى", second=True), Ledger(store), person).run()
    shown = plain(person.all)
    assert "PROTEST" in shown and "COERCE" not in shown and "منى" not in shown
    told = run("review", news, "--agreement").stdout
    assert re.search(r"event type +0 of 1 +0\.0%", told) and re.search(r"event +1 of 1 +100\.0%", told)
    assert isinstance(run("review", news, "--agreement", "--list").exception, UsageError)


def test_agreement_where_nobody_was_asked_twice(news: Path, run: Run) -> None:
    assert "--second asks for it" in run("review", news, "--agreement").stdout


def test_the_cue_of_a_statement_is_corrected(news: Path) -> None:
    ask(news, "eyq", "أن؛ وقالت", "")
    with musnad.open_store(news) as store:
        record = next(found.record for found in store.events() if found.article.document_id == "a")
        assert record.statements[0].cue == [at("أن"), at("وقالت")]
    ask(news, "eyq", "-", "")
    with musnad.open_store(news) as store:
        record = next(found.record for found in store.events() if found.article.document_id == "a")
        assert record.statements[0].cue == []
