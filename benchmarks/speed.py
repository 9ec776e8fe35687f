"""How fast articles are read, and in how much memory: `make bench`.

Usage: ``python benchmarks/speed.py [N]``, 2000 articles if not told otherwise.

Reads real news, one process on one core, as `musnad read --format jsonl` does: from the packed file to the line of JSON. The
articles are those of ``raw/ant.jsonl.xz`` where the shared folder is there (``MUSNAD_SHARED``, else ``../shared``), else the
bundled demo articles over and over. Memory after each thousand shows whether it grows with the number of articles.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import chain, islice, repeat
from pathlib import Path

from musnad.errors import ArticleError
from musnad.export.jsonl import dumps
from musnad.intake.sources import walk
from musnad.pipeline import read
from musnad.record import Article

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("MUSNAD_SHARED") or ROOT.parent / "shared")
RAW = SHARED / "raw/ant.jsonl.xz"
DEMO = ROOT / "src/musnad/demo/demo.jsonl"
EVERY = 1000
MIB = 1024 * 1024


def articles() -> Iterator[Article | ArticleError]:
    """Real articles, as many as there are; without them the demo articles without end."""
    if RAW.exists():
        return walk([RAW])
    return chain.from_iterable(walk([DEMO]) for _ in repeat(None))


def memory() -> float:
    """Memory in use, in MiB; at its peak, where the system does not tell the present."""
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / MIB
    return peak()


def peak() -> float:
    """The most memory that was ever in use, in MiB; macOS counts in bytes, others in KiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / MIB if sys.platform == "darwin" else most / 1024


def seconds(*arguments: str) -> float:
    """How long Python takes with these arguments: the median of five."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return sorted(times)[2]


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", nargs="?", type=int, default=2000, metavar="N", help="articles to read")
    number = parser.parse_args().number
    print(f"Python {platform.python_version()} on {processor()}")
    print(f"python -c 'import musnad'  {seconds('-c', 'import musnad'):6.3f} s")
    print(f"musnad --help              {seconds('-m', 'musnad.cli', '--help'):6.3f} s")

    start = time.perf_counter()
    read(Article("first", "قال وزير الخارجية المصري إن بلاده ترحب بالاتفاق."))
    print(f"first article              {time.perf_counter() - start:6.3f} s, with the loading of what the program knows")

    done = failed = events = characters = 0
    start = time.process_time()
    for article in islice(articles(), number):
        if isinstance(article, ArticleError):
            failed += 1
            continue
        record = read(article)
        dumps(record)
        done += 1
        events += len(record.events)
        characters += len(article.text)
        if done % EVERY == 0:
            print(f"after {done:6,d} articles       {memory():6.0f} MiB")
    spent = time.process_time() - start
    print(
        f"{done:,d} articles of {RAW.name if RAW.exists() else DEMO.name}, {failed} not readable, {events:,d} events, "
        f"{characters / max(done, 1):.0f} characters on average"
    )
    print(f"{done / spent:.1f} articles a second on one core, at most {peak():.0f} MiB")
    return 0


def processor() -> str:
    """What the system calls its processor."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


if __name__ == "__main__":
    sys.exit(main())
