"""How well the analyser reads articles that it was not trained on: cross-validation on the marked articles.

Usage:
    python training/evaluate.py WORDS_DIR [--reader READER.pt] [--folds 5] [--only FOLD]... [--share 1.0] [--without-rules] [--keep DIR] [--json OUT]

For each fold a network is trained on the others and on the texts of our own; the fold's articles are then read by the rules alone, and by both. Figures are
those of ``musnad evaluate``, over all articles of the folds run. ``--share`` trains on a part of the articles; ``--without-rules`` hides from the network what
the rules and the lexicon say; ``--keep`` leaves the networks in DIR/FOLD.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import standoff
from shipping import ship
from train import corpus, reader_file, train
from words import Words

from musnad import pipeline
from musnad.analysis.learned.network import Network
from musnad.evaluation.gold import read_gold
from musnad.evaluation.parts import from_record
from musnad.evaluation.report import HEADLINE
from musnad.evaluation.score import Tally, score
from musnad.record import Article

SHOWN = (*HEADLINE, "event found", "· event status", "· event place", "· event mode", "· event's source")


def folds(names: Sequence[str], count: int, seed: int = 5) -> list[set[str]]:
    """The names in so many sets of one size."""
    shuffled = random.Random(seed).sample(sorted(names), len(names))
    return [set(shuffled[k::count]) for k in range(count)]


def scored(folder: Path, names: set[str], network: Network | None, tally: Tally) -> None:
    """Add the counts of the named articles of a folder, read with this network or without one."""
    pipeline.trained_network = lambda: network  # type: ignore[attr-defined]  # the fold's own, not the one that is shipped
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in names:
            article = Article(row["id"], row["text"], row.get("title"), row.get("outlet"), row.get("published"))
            record = pipeline.read(article)
            score(read_gold(folder / f"{row['id']}.gold"), from_record(record.to_dict(), row["id"]), tally)


def figures(tally: Tally) -> dict[str, float]:
    """F1 of the measures shown, and the record's: the mean of the headline ones."""
    out = {name: round(tally[name].f1, 4) for name in SHOWN if name in tally}
    return {**out, "record": round(sum(tally[name].f1 for name in HEADLINE) / len(HEADLINE), 4)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains, reads and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", type=Path)
    parser.add_argument("--reader", type=reader_file)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, action="append")
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--without-rules", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    words = Words.load(given.words)
    rules, both = Tally(), Tally()
    with tempfile.TemporaryDirectory() as temporary:
        real, ours = corpus()
        folder = Path(temporary) / "real"
        standoff.main(["unpack", str(folder)])
        for fold, held in enumerate(folds([a.name for a in real], given.folds)):
            if given.only and fold not in given.only:
                continue
            known = [article for article in real if article.name not in held]
            known = known[: round(given.share * len(known))]
            network = train([*known, *ours], words, given.reader, given.epochs, rules=not given.without_rules)
            out = (given.keep or Path(temporary)) / str(fold)
            ship([network], words.facts, given.words, out)
            scored(folder, held, None, rules)
            scored(folder, held, Network(out), both)
            for name, tally in (("rules", rules), ("both", both)):
                sys.stdout.write(f"{name:6}" + "  ".join(f"{measure} {value:.3f}" for measure, value in figures(tally).items()) + "\n")
                sys.stdout.flush()
    if given.json:
        given.json.write_text(json.dumps({"rules": figures(rules), "both": figures(both)}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
