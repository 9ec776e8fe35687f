"""How fast the reading room answers many readers at once while articles are added: `make bench-room`.

Usage: ``python benchmarks/room.py [STORE] [ARTICLES] [--readers 20] [--pause 1] [--seconds 120] [--seed 1] [--bar 300] [--json FILE]``

Copies STORE (it is never written to), opens the copy with ``musnad serve`` as a user would, runs ``musnad add`` of ARTICLES beside it, and
lets readers ask for pages over loopback: each page is drawn, with a fixed seed, among all kinds of pages, for articles, happenings, actors
and words of that store. A reader asks for the next page ``--pause`` seconds after the last, give or take a half (0: at once). Printed are, for
each kind, the milliseconds until the first byte of the answer (half of them, 95 of 100, the longest), errors, and the bytes that travelled;
then what a browser loads for its first view. Exit code 1 where a kind's 95th percentile is over ``--bar``, a page fails, or the first view
is over 300 kB. Without STORE it is ``build/room.db``, made once of 10,000 of the raw articles (``MUSNAD_SHARED``, else ``../shared``); without
ARTICLES those raw ones are added that it does not have.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import lzma
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx
from sqlalchemy import text

from musnad.store import Store, open_store

ROOT = Path(__file__).resolve().parents[1]
RAW = Path(os.environ.get("MUSNAD_SHARED") or ROOT.parent / "shared") / "raw/ant.jsonl.xz"
STORE = ROOT / "build/room.db"
ARTICLES = 10_000
MUSNAD = (sys.executable, "-m", "musnad.cli")
FIRST_VIEW = 300_000  # bytes

Draw = Callable[[], str]


@dataclass(slots=True)
class Times:
    """What was measured of a kind of page: seconds to the first byte, bytes that travelled, and what failed."""

    seconds: list[float] = field(default_factory=list)
    largest: int = 0
    errors: list[str] = field(default_factory=list)

    def at(self, share: float) -> float:
        """The milliseconds within which this share of the answers began."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 if ordered else 0.0

    def row(self) -> dict[str, Any]:
        """The figures of the table."""
        told = {"count": len(self.seconds), "p50": round(self.at(0.5)), "p95": round(self.at(0.95)), "max": round(self.at(1))}
        return {**told, "bytes": self.largest, "errors": len(self.errors), "first_error": self.errors[0] if self.errors else None}


# What is asked for


def kinds(store: Store, seed: int) -> dict[str, Draw]:
    """Every kind of page, each with what draws the path of one; drawn from what the store has when this is called."""
    rng = random.Random(seed)

    def column(query: str) -> list[Any]:
        with store.reading() as connection:
            return list(connection.execute(text(query)).scalars())

    articles = column("SELECT id FROM articles ORDER BY id")
    happenings = column("SELECT id FROM happenings ORDER BY origins DESC, id LIMIT 2000")
    actors = column("SELECT actor FROM parties WHERE actor IS NOT NULL AND role IN ('actor', 'recipient') ORDER BY record_id, entity, part")
    states = column("SELECT state FROM parties WHERE state = actor AND role IN ('actor', 'recipient') ORDER BY record_id, entity, part")
    types = column("SELECT type FROM events ORDER BY record_id, id")
    months = column("SELECT substr(since, 1, 7) FROM events WHERE since IS NOT NULL ORDER BY record_id, id")
    outlets = column("SELECT outlet FROM articles WHERE outlet IS NOT NULL ORDER BY id")
    words = [word for title in column("SELECT title FROM versions ORDER BY id") for word in re.findall(r"[ء-ي]{3,}", title or "")]

    def page(path: str, *given: tuple[str, Any]) -> str:
        return f"{path}?{urlencode(given)}" if given else path

    def one(path: str, among: list[Any], ending: str = "") -> Draw:
        return lambda: f"{path}/{quote(str(rng.choice(among)), safe=':')}{ending}"

    def narrowed(path: str) -> Draw:
        """The page under one or two filters of the bar."""
        several = [("type", types), ("actor", actors), ("recipient", actors), ("outlet", outlets), ("words", words), ("since", months)]
        return lambda: page(path, *((name, rng.choice(among)) for name, among in rng.sample(several, rng.choice((1, 1, 2)))))

    def found(what: str, ending: str = "") -> Draw:
        return lambda: page(f"/search{ending}", ("words", " ".join(rng.sample(words, rng.choice((1, 1, 2))))), ("what", what))

    def between() -> str:
        return "/relations/" + "/".join(rng.sample(sorted(set(rng.choices(states, k=20)) | {"USA", "RUS"}), 2))

    return {
        "overview": lambda: "/overview",
        "overview, narrowed": narrowed("/overview"),
        "overview.json": narrowed("/overview.json"),
        "article": one("/articles", articles),
        "article.json": one("/articles", articles, ".json"),
        "happenings": lambda: page("/happenings", ("page", rng.randint(1, 20))),
        "happenings, narrowed": narrowed("/happenings"),
        "happening": one("/happenings", happenings),
        "happening.json": one("/happenings", happenings, ".json"),
        "actors": lambda: "/actors",
        "actors, narrowed": narrowed("/actors"),
        "actor": one("/actors", actors),
        "actor.json": one("/actors", actors, ".json"),
        "map": lambda: page("/map", ("view", rng.choice(("arab", "levant", "maghreb", "world")))),
        "map, narrowed": narrowed("/map"),
        "network": lambda: page("/network", ("of", rng.choice(("states", "actors")))),
        "network, narrowed": narrowed("/network"),
        "pairs": lambda: "/relations",
        "relations": between,
        "agreements": lambda: page("/agreements", ("page", rng.randint(1, 9)), ("goods", rng.randint(0, 1))),
        "agreements, narrowed": narrowed("/agreements"),
        "search": lambda: page("/search", ("page", rng.randint(1, 50))),
        "search, articles": found("articles"),
        "search, events": found("events"),
        "search, statements": found("statements"),
        "search, narrowed": narrowed("/search"),
        "search.json": found("articles", ".json"),
        "review": lambda: page("/review", ("skip", rng.randint(0, 50))),
        "add": lambda: "/add",
        "login": lambda: "/login",
    }


# The room, and who adds to it


@contextmanager
def room(store: Path) -> Iterator[str]:
    """``musnad serve`` on a store; its address."""
    server = subprocess.Popen([*MUSNAD, "serve", str(store), "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        line = server.stderr.readline()
        address = re.search(r"http://[\w.]+:\d+", line)
        if address is None:
            sys.exit(f"the reading room did not open: {line}{server.stderr.read()}")
        yield address[0]
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


@contextmanager
def adding(store: Path, articles: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``musnad add`` of articles to a store, stopped at the end; it goes on from there another time."""
    process = subprocess.Popen([*MUSNAD, "add", "--quiet", str(store), str(articles)])
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


async def read(address: str, draws: dict[str, Draw], given: argparse.Namespace) -> tuple[dict[str, Times], float]:
    """Let all readers read; what was measured by kind of page, and the seconds that it took."""
    times = {kind: Times() for kind in draws}
    rng = random.Random(given.seed)
    plan = iter(lambda: rng.choice(list(draws)), None)
    begun = time.perf_counter()
    await asyncio.gather(*(reader(address, n, draws, plan, times, begun + given.seconds, given.pause) for n in range(given.readers)))
    return times, time.perf_counter() - begun


async def reader(
    address: str, number: int, draws: dict[str, Draw], plan: Iterator[str], times: dict[str, Times], until: float, pause: float
) -> None:  # fmt: skip
    """One reader, who reads in Arabic or in English, until it is time."""
    rng = random.Random(number)
    headers = {"accept": "text/html,*/*", "accept-encoding": "gzip"}
    async with httpx.AsyncClient(base_url=address, headers=headers, cookies={"musnad_lang": ("ar", "en")[number % 2]}, timeout=60, trust_env=False) as client:
        await asyncio.sleep(rng.uniform(0, pause))
        while time.perf_counter() < until:
            kind = next(plan)
            await ask(client, draws[kind](), times[kind])
            await asyncio.sleep(rng.uniform(0.5, 1.5) * pause)


async def ask(client: httpx.AsyncClient, path: str, times: Times) -> None:
    """Ask for one page, and note what it took."""
    begun = time.perf_counter()
    try:
        async with client.stream("GET", path) as response:
            times.seconds.append(time.perf_counter() - begun)
            size = len(b"".join([chunk async for chunk in response.aiter_raw()]))
        times.largest = max(times.largest, size)
        if response.status_code != 200:
            times.errors.append(f"{response.status_code} {path}")
    except httpx.HTTPError as error:
        times.errors.append(f"{type(error).__name__} {path}")


def first_view(address: str) -> dict[str, int]:
    """The bytes, as they travel, of all that a browser may load for the first page: the page, its style sheets, scripts, and every font that those name."""
    sizes: dict[str, int] = {}
    with httpx.Client(base_url=address, headers={"accept-encoding": "gzip"}, follow_redirects=True, trust_env=False, timeout=60) as client:
        waiting = ["/"]
        while waiting:
            path = waiting.pop()
            if path in sizes:
                continue
            with client.stream("GET", path) as response:
                raw = b"".join(response.iter_raw())
                packed, kind = response.headers.get("content-encoding") == "gzip", response.headers["content-type"]
            sizes[path] = len(raw)
            if kind.startswith(("text/html", "text/css")):
                told = (gzip.decompress(raw) if packed else raw).decode()
                waiting += re.findall(r'<(?:script|link)[^>]+?(?:src|href)="(/static/[^"]+)"', told)
                waiting += [str(httpx.URL(path).join(url)) for url in re.findall(r"url\(\"?([^)\"]+\.woff2[^)\"]*)", told)]
    return sizes


# Stores and articles to measure with


def raw_articles() -> Iterator[str]:
    """The lines of the raw articles, in a fixed order that mixes outlets and years."""
    if not RAW.exists():
        print(f"{RAW} is not there: give a store and articles to measure with")
        sys.exit(0)
    with lzma.open(RAW, "rt", encoding="utf-8") as lines:
        dated = [line for line in lines if '"published": "' in line]
    random.Random(0).shuffle(dated)
    yield from dated


def make_store(place: Path, folder: Path) -> None:
    """A store of so many raw articles, corroborated; it takes some minutes."""
    print(f"making {place} of {ARTICLES:,d} raw articles, once")
    place.parent.mkdir(exist_ok=True)
    given, made = folder / "first.jsonl", folder / "made.db"
    given.write_text("".join(line for _, line in zip(range(ARTICLES), raw_articles(), strict=False)), encoding="utf-8")
    subprocess.run([*MUSNAD, "add", "--quiet", "--jobs", "0", str(made), str(given)], check=True)
    subprocess.run([*MUSNAD, "corroborate", "--quiet", str(made)], check=True, stdout=subprocess.DEVNULL)
    shutil.copy(made, place)


def others(store: Store, folder: Path) -> Path:
    """A file of the raw articles that a store does not have."""
    with store.reading() as connection:
        known = set(connection.execute(text("SELECT document_id FROM versions")).scalars())
    given = folder / "others.jsonl"
    given.write_text("".join(line for line in raw_articles() if json.loads(line)["id"] not in known), encoding="utf-8")
    return given


# The report


def report(times: dict[str, Times], took: float, sizes: dict[str, int], bar: float) -> list[str]:
    """Print the tables; what is over the bar, or failed."""
    print(f"{'page':22} {'p50':>6} {'p95':>6} {'max':>6} {'count':>6} {'errors':>6} {'kB':>6}   ms to the first byte")
    for kind, found in [*times.items(), ("all", merged(times))]:
        row = found.row()
        over = "  over" if row["p95"] > bar else ""
        print(f"{kind:22} {row['p50']:6} {row['p95']:6} {row['max']:6} {row['count']:6} {row['errors']:6} {row['bytes'] / 1000:6.1f}{over}")
    print(f"{sum(len(found.seconds) for found in times.values()) / took:.1f} pages a second")
    total = sum(sizes.values())
    print(f"first view: {total / 1000:.0f} kB compressed: " + ", ".join(f"{path.partition('?')[0]} {size / 1000:.1f}" for path, size in sizes.items()))
    faults = [f"{kind}: 95 of 100 within {found.at(0.95):.0f} ms, not {bar:.0f}" for kind, found in times.items() if found.at(0.95) > bar]
    faults += [f"{kind}: {len(found.errors)} failed, first {found.errors[0]}" for kind, found in times.items() if found.errors]
    return faults + ([f"first view: {total:,d} bytes, not {FIRST_VIEW:,d}"] if total > FIRST_VIEW else [])


def merged(times: dict[str, Times]) -> Times:
    """All kinds together."""
    return Times([s for t in times.values() for s in t.seconds], max(t.largest for t in times.values()), [e for t in times.values() for e in t.errors])


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", nargs="?", type=Path, metavar="STORE", help="the store to copy and read in (a SQLite file)")
    parser.add_argument("articles", nargs="?", type=Path, metavar="ARTICLES", help="what is added meanwhile")
    parser.add_argument("--readers", type=int, default=20, metavar="N")
    parser.add_argument("--pause", type=float, default=1.0, metavar="SECONDS", help="how long a reader looks at a page")
    parser.add_argument("--seconds", type=float, default=120, metavar="SECONDS", help="how long is measured")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--bar", type=float, default=300, metavar="MS")
    parser.add_argument("--quiet-store", action="store_true", help="add nothing meanwhile")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        source = given.store or STORE
        if given.store is None and not source.exists():
            make_store(source, folder)
        copy = folder / "room.db"
        shutil.copy(source, copy)
        with open_store(copy, create=False) as store:
            draws = kinds(store, given.seed)
            articles = None if given.quiet_store else given.articles or others(store, folder)
            before = store.count("articles")
        address = stack.enter_context(room(copy))
        sizes = first_view(address)
        process = stack.enter_context(adding(copy, articles)) if articles else None
        load = os.getloadavg()[0]
        times, took = asyncio.run(read(address, draws, given))
        ended = process is not None and process.poll() is not None
        stack.close()
        with open_store(copy, create=False) as store:
            added = store.count("articles") - before
        print(
            f"{given.readers} readers, {given.pause:g} s between pages, {took:.0f} s; {before:,d} articles, {added:,d} added meanwhile; load before {load:.2f}"
        )
        faults = report(times, took, sizes, given.bar)
    if ended:
        faults.append("the adding ended before the reading: give more articles, or fewer --seconds")
    if given.json:
        figures = {"readers": given.readers, "pause": given.pause, "seconds": took, "articles": before, "added": added, "load": load, "first_view": sizes}
        given.json.write_text(json.dumps({**figures, "pages": {kind: found.row() for kind, found in times.items()}}, ensure_ascii=False, indent=1))
    print("\n".join(faults) if faults else "all pages are within the bar")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
