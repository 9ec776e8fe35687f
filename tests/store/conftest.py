"""A PostgreSQL of our own where the machine has one, stores on both databases, and records made by hand."""
from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from musnad.record import Article, Date, Entity, Event, Link, Record, Statement, View
from musnad.store import Store, open_store

NOBODY = "nobody"


def find_server() -> Path | None:
    """The folder of PostgreSQL's programs; None where there is none."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    return next((folder for folder in [*folders, *([Path(found).parent] if found else [])] if (folder / "initdb").exists()), None)


@dataclass
class Server:
    """A running PostgreSQL: its programs and its socket's folder."""

    folder: Path
    port: int

    def url(self, database: str) -> str:
        return f"postgresql://musnad@/{database}?host={self.folder}&port={self.port}"

    def sql(self, statement: str, database: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL in a temporary folder, run as another user where we are root: it refuses to run as root."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'musnad[postgres]'")
    programs = find_server()
    if programs is None:
        pytest.skip("no PostgreSQL on this machine: apt install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="musnad-pg-"))
    user = {"user": NOBODY, "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(folder, NOBODY)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def program(name: str, *args: str) -> None:
        subprocess.run([programs / name, *args], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                       env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, timeout=120, **user)

    data = str(folder / "data")
    try:
        program("initdb", "-D", data, "-U", "musnad", "-A", "trust", "-E", "UTF8", "--no-sync")
        settings = f"-c listen_addresses= -k {folder} -p {port} -c fsync=off -c max_connections=40"
        program("pg_ctl", "-D", data, "-l", str(folder / "log"), "-o", settings, "-w", "start")
        yield Server(folder, port)
        with suppress(subprocess.CalledProcessError):
            program("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """The URL of an empty database."""
    name = f"t{os.urandom(6).hex()}"
    server.sql(f"CREATE DATABASE {name}")
    yield server.url(name)
    server.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store may be made: the contract's tests run on both databases."""
    if request.param == "postgres":
        return str(request.getfixturevalue("database"))
    return str(tmp_path / "news.db")


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """An empty store."""
    with open_store(place) as made:
        yield made


@dataclass
class Writer:
    """Writes articles and records by hand, so that tests of stores do not hang on what is read."""

    count: int = 0

    def article(self, text: str = "خبر", *, url: str | None = "", outlet: str | None = "الميثاق", published: str | None = "2022-05-18",
                title: str | None = None) -> Article:
        """An article with a URL of its own, if none is given."""
        self.count += 1
        url = f"https://example.org/{self.count}" if url == "" else url
        return Article(f"a{self.count}", text, title=title, outlet=outlet, published=published, url=url)

    def record(self, article: Article | None = None, *, type: str = "SANCTION", when: str | None = "2022-05-17", said: bool = True) -> Record:
        """Morocco sanctions Iran, as a ministry says: one event, one statement, three entities."""
        article = article or self.article("فرض المغرب عقوبات على إيران، قالت وزارة الخارجية المغربية.")
        entities = [
            Entity("e1", "GPE", "Morocco", "المغرب", True, "MAR", "GOV", "countries:MAR", None, [(4, 10)], "by hand"),
            Entity("e2", "GPE", "Iran", "إيران", True, "IRN", None, "countries:IRN", None, [(21, 26)], "by hand"),
            Entity("e3", "ORG", "Ministry of Foreign Affairs", "وزارة الخارجية المغربية", True, "MAR", "GOV", None, None, [(33, 57)], "by hand"),
        ]
        event = Event("v1", (0, 3), type, None, ["diplomatic"], ["e1"], ["e2"], [], when, "occurred", "q1" if said else None, None, "16", -6.0,
                      "material conflict", None, [], [View("outlet", "certain", True, None)], 0.9, "by hand")
        statement = Statement("q1", (0, 26), [(28, 32)], ["e3"], ["e3"], [Link("e3", "office", False, (33, 57))], "indirect", "asserts", None, "by hand")
        return Record(article, entities=entities, events=[event], statements=[statement] if said else [])


@pytest.fixture
def writer() -> Writer:
    return Writer()


@dataclass
class Sea:
    """One story as one analyser or another reads it: a ministry says that the navy attacked a boat. ``start`` numbers the ids."""

    text: str = ("أعلنت وزارة الدفاع في الميناء أن القوات البحرية هاجمت قارب صيد يوم السبت قرب الجزيرة. "
                 "ونفى متحدث باسم النقابة أن يكون القارب قد دخل المياه الممنوعة.")
    url: str = "https://example.org/sea"

    def at(self, words: str, text: str | None = None) -> tuple[int, int]:
        """Where words stand first."""
        start = (text or self.text).index(words)
        return start, start + len(words)

    def read(self, *, start: int = 1, text: str | None = None, type: str = "ASSAULT", mode: str | None = None, event: bool = True, confidence: float = 0.6,
             country: str | None = None, status: str = "occurred", said: bool = True) -> Record:
        """The record; ``event`` False leaves the attack out, ``said`` False the statement."""
        text = text or self.text
        article = Article("sea", text, title="قارب في الميناء", outlet="الميثاق", published="2022-05-18", url=self.url)
        e = [f"e{n}" for n in range(start, start + 4)]

        def at(words: str) -> tuple[int, int]:
            return self.at(words, text)

        entities = [
            Entity(e[0], "ORG", "وزارة الدفاع", "وزارة الدفاع", True, None, "MIL", None, None, [at("وزارة الدفاع")], "by hand"),
            Entity(e[1], "ORG", "القوات البحرية", "القوات البحرية", True, country, "MIL", None, None, [at("القوات البحرية")], "by hand"),
            Entity(e[2], "PRODUCT", "قارب صيد", "قارب صيد", False, None, None, None, None, [at("قارب صيد"), at("القارب")], "by hand"),
            Entity(e[3], "PERSON", "متحدث", "متحدث باسم النقابة", False, None, "LAB", None, None, [at("متحدث باسم النقابة")], "by hand"),
        ]
        q, v = f"q{start}", f"v{start}"
        statement = Statement(q, at("القوات البحرية هاجمت قارب صيد يوم السبت قرب الجزيرة"), [at("أعلنت")], [e[0]], [e[0]],
                              [Link(e[0], "office", True, at("وزارة الدفاع"))], "indirect", "asserts", None, "by hand")
        attack = Event(v, at("هاجمت"), type, mode, [], [e[1]], [e[2]], [], "2022-05-14", status, q if said else None, None, "19", -9.0,
                       "material conflict", None, [], [], confidence, "by hand")
        date = Date(f"d{start}", at("يوم السبت"), "2022-05-14", "day", "gregorian", "by hand")
        return Record(article, entities=entities, dates=[date], events=[attack] if event else [], statements=[statement] if said else [])


@pytest.fixture
def sea() -> Sea:
    return Sea()


Make = Callable[[], Store]
