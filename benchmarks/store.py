"""How fast a store takes articles in and finds them, and how large it is.

Usage: ``python benchmarks/store.py [N] [STORE]``: the first N articles (2000 if not told otherwise) of ``raw/ant.jsonl.xz`` in the shared folder
(``MUSNAD_SHARED``, else ``../shared``), spread over the file, into a store of its own in a temporary folder, or into STORE.

In one process on one core, as ``musnad add`` and ``musnad find`` do: what reading costs an article, what preparing and writing cost beside it, in
processor time and in time that passed; then how long a first page of some searches takes, with its count, five times each.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from musnad.errors import ArticleError
from musnad.export.jsonl import dumps
from musnad.intake.sources import walk
from musnad.store import Store, open_store
from musnad.store.rows import analyser, prepare
from musnad.store.upkeep import info
from musnad.work import Failure, read_one

ROOT = Path(__file__).resolve().parents[1]
RAW = Path(os.environ.get("MUSNAD_SHARED") or ROOT.parent / "shared") / "raw/ant.jsonl.xz"
PAGE = 20
WHOLE = 30_000  # articles of the file
SEARCHES: list[tuple[str, dict[str, Any]]] = [
    ("articles", {"words": "الصحراء الغربية"}),
    ("articles", {"words": '"رئيس الوزراء الإسرائيلي"'}),
    ("articles", {"words": "الرئيس"}),
    ("events", {"actor": "USA", "recipient": "RUS"}),
    ("events", {"actor": "USA", "words": "سوريا", "status": "occurred"}),
    ("events", {"type": "SANCTION", "since": "2018-05"}),
    ("events", {"actor": "ترامب"}),
    ("statements", {"speaker": "رويترز"}),
    ("statements", {"actor": "USA", "type": "SANCTION"}),
    ("events", {}),
]


class Clock:
    """Adds up the processor time and the time that passed within ``with`` blocks."""

    def __init__(self) -> None:
        self.cpu = self.wall = 0.0

    def __enter__(self) -> None:
        self._cpu, self._wall = time.process_time(), time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self.cpu += time.process_time() - self._cpu
        self.wall += time.perf_counter() - self._wall


def fill(store: Store, number: int) -> None:
    """Read and add articles, and report what each step takes."""
    clocks = {name: Clock() for name in ("read", "print", "look up", "prepare", "write")}
    done, by = 0, analyser()
    apart = max(1, WHOLE // number)
    for article in islice(walk([RAW]), 0, number * apart, apart):
        if isinstance(article, ArticleError):
            continue
        with clocks["look up"]:
            store.known(article, by)
        with clocks["read"]:
            record = read_one(article, lambda record: record)
        if isinstance(record, Failure):
            print(record)
            continue
        with clocks["print"]:
            dumps(record)
        with clocks["prepare"]:
            prepared = prepare(record, by)
        with clocks["write"]:
            store.put(prepared)
        done += 1
    for name, clock in clocks.items():
        print(f"{name:8} {clock.cpu / done * 1000:6.2f} ms an article in the processor, {clock.wall / done * 1000:6.2f} ms passed")
    print(f"{done:,d} articles; `print` is what `musnad read` does instead of the last two")
    store.close()  # puts what is in the log into the file
    found = info(store)
    each = found.bytes / max(1, found.articles)
    print(f"{found.articles:,d} articles, {found.events:,d} events: {found.bytes / 1e6:.1f} MB, {each / 1000:.1f} kB an article")


def search(store: Store) -> None:
    """Time the searches."""
    for what, filters in SEARCHES:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            total, rows = store.count(what, **filters), len(list(getattr(store, what)(limit=PAGE, **filters)))
            times.append(time.perf_counter() - start)
        print(f"{sorted(times)[2] * 1000:6.0f} ms  {what} {filters or 'all'}: {rows} of {total:,d}")


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", nargs="?", type=int, default=2000, metavar="N", help="articles to add; 0 only searches")
    parser.add_argument("store", nargs="?", metavar="STORE", help="a store to use, and keep")
    given = parser.parse_args()
    if given.number and not RAW.exists():
        print(f"{RAW} is not there: nothing measured")
        return 0
    with tempfile.TemporaryDirectory() as folder, open_store(given.store or Path(folder) / "news.db") as store:
        if given.number:
            fill(store, given.number)
        search(store)
    return 0


if __name__ == "__main__":
    sys.exit(main())
