"""How good the records are: `make quality`.

Usage: ``python benchmarks/quality.py [--update-floors] [--repin] [--lower MEASURE]...``

Reads the articles of each corpus, scores the records against those marked by hand, prints a table for each, and compares
the headline measures with the floors in ``floors.json``. Exit code 1 if a floor is broken, or if a corpus is not the one
its floors were pinned on. The corpora are the bundled demo articles and, where the folder is there (``MUSNAD_SHARED``, else
``../shared``), the reference cases, which are for measuring only.

Floors go up with ``--update-floors``. They go down only for the measures named with ``--lower``; ``--repin`` takes a changed
corpus for the one meant, and lowers nothing by itself either.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from musnad.errors import ArticleError
from musnad.evaluation.parts import Parts, from_record
from musnad.evaluation.report import Evaluation, evaluate
from musnad.evaluation.score import HEADLINE
from musnad.intake.sources import walk
from musnad.pipeline import read

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("MUSNAD_SHARED") or ROOT.parent / "shared")
FLOORS = Path(__file__).with_name("floors.json")

Pins = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Corpus:
    """Articles and the folder of their reference records."""

    name: str
    articles: Path
    gold: Path

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the names and bytes of the articles and the reference records."""
        digest = hashlib.sha256()
        for path in [self.articles, *sorted(self.gold.glob("*.gold"))]:
            content = path.read_bytes()
            digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    def evaluate(self) -> Evaluation:
        """Read the articles and score their records."""
        return evaluate([self.gold], self._records())

    def _records(self) -> Iterator[Parts]:
        for article in walk([self.articles]):
            if isinstance(article, ArticleError):
                raise article
            yield from_record(read(article).to_dict(text=False), article.id)


CORPORA = (
    Corpus("demo", ROOT / "src/musnad/demo/demo.jsonl", ROOT / "src/musnad/demo"),
    Corpus("cases", SHARED / "reference/cases/articles.jsonl", SHARED / "reference/cases"),
)


def headline(result: Evaluation) -> dict[str, float]:
    """F1 of the measures that have floors, rounded down, so that a floor is never above what was reached."""
    figures = result.figures()
    return {m: math.floor(figures[m]["f1"] * 1000) / 1000 for m in (*HEADLINE, "record") if m in figures}


def complaints(name: str, fingerprint: str, reached: dict[str, float], pins: Pins) -> list[str]:
    """What is wrong with a corpus's figures against its pinned floors, in words."""
    if name not in pins:
        return [f"{name}: no floors are pinned yet: --update-floors"]
    if pins[name]["fingerprint"] != fingerprint:
        return [f"{name}: its articles or reference records are not those the floors were pinned on: --repin if that is meant"]
    return [
        f"{name}: {measure} fell to {reached.get(measure, 0.0):.3f}, its floor is {floor:.3f}"
        for measure, floor in pins[name]["floors"].items()
        if reached.get(measure, 0.0) < floor
    ]


def pin(name: str, fingerprint: str, reached: dict[str, float], pins: Pins, lower: set[str], *, repin: bool) -> list[str]:
    """Pin what was reached, in place; if that is not allowed, nothing changes and the reasons come back, in words."""
    old = pins.get(name)
    if old and old["fingerprint"] != fingerprint and not repin:
        return complaints(name, fingerprint, reached, pins)
    floors = old["floors"] if old else {}
    fell = [m for m, floor in floors.items() if reached.get(m, 0.0) < floor and m not in lower]
    if fell:
        return [f"{name}: {m} fell from {floors[m]:.3f} to {reached.get(m, 0.0):.3f}: --lower '{m}' if that is meant" for m in fell]
    pins[name] = {"fingerprint": fingerprint, "floors": reached}
    return []


def main() -> int:
    """Evaluate, then check the floors or pin new ones."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update-floors", action="store_true", help="raise the floors to what was reached")
    parser.add_argument("--repin", action="store_true", help="pin a corpus that has changed")
    parser.add_argument(
        "--lower", action="append", default=[], metavar="MEASURE", choices=[*HEADLINE, "record"], help="let this floor go down; may be given again"
    )
    parser.add_argument("--floors", type=Path, default=FLOORS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    pins: Pins = json.loads(options.floors.read_text(encoding="utf-8")) if options.floors.exists() else {}
    pinning = options.update_floors or options.repin or bool(options.lower)

    wrong: list[str] = []
    for corpus in CORPORA:
        if not corpus.articles.exists():
            print(f"{corpus.name}: not here, so not measured ({corpus.articles})\n")
            continue
        result = corpus.evaluate()
        print(f"{corpus.name}\n{result.table()}\n")
        reached = headline(result)
        if pinning:
            wrong += pin(corpus.name, corpus.fingerprint, reached, pins, set(options.lower), repin=options.repin)
        else:
            wrong += complaints(corpus.name, corpus.fingerprint, reached, pins)
    if pinning and not wrong:
        options.floors.write_text(json.dumps(pins, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(f"floors pinned in {options.floors}")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
