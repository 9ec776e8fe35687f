"""How fast records are corroborated, and that the cost of one more does not grow: `make corroboration`.

Usage: ``python benchmarks/corroborate.py [ARTICLES]``

Reads the raw articles of April and May 2018 (not timed), then adds their records to a memory in this process and prints the time for each
thousand. Skipped, saying so, where the raw articles are not there (``MUSNAD_SHARED``, else ``../shared``).
"""

from __future__ import annotations

import json
import lzma
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from musnad.corroboration.happenings import add_record
from musnad.corroboration.memory import InMemory
from musnad.pipeline import read
from musnad.record import Article, Record

SHARED = Path(os.environ.get("MUSNAD_SHARED") or Path(__file__).resolve().parents[2] / "shared")
RAW = SHARED / "raw" / "ant.jsonl.xz"
STEP = 1000


def articles(most: int) -> list[Article]:
    """The first so many articles from April 2018 on, by day."""
    with lzma.open(RAW, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["published"] and row["published"] >= "2018-04"]
    rows.sort(key=lambda row: (row["published"], row["id"]))
    return [Article(row["id"], row["text"], row["title"], row["outlet"], row["published"], row["url"]) for row in rows[:most]]


def records(chosen: list[Article]) -> Iterator[list[Record]]:
    """Their records, a step at a time."""
    for n in range(0, len(chosen), STEP):
        yield [read(article) for article in chosen[n : n + STEP]]


def main() -> int:
    """Add the records and print what it took."""
    if not RAW.exists():
        print(f"skipped: {RAW} is not there")
        return 0
    memory, done, total = InMemory(), 0, 0.0
    for chunk in records(articles(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)):
        begun = time.process_time()
        for record in chunk:
            add_record(memory, record)
        took = time.process_time() - begun
        done, total = done + len(chunk), total + took
        print(f"{done:6} articles: {took / len(chunk) * 1000:6.1f} ms each, {total:6.1f} s in all, {sum(1 for _ in memory.leaders())} happenings", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
