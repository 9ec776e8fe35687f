"""How well the analyser reads articles that it was not trained on: cross-validation on the marked articles.

Usage:
    python training/evaluate.py WORDS_DIR [--reader READER.pt] [--folds 5] [--only FOLD]... [--networks 3] [--share 1.0] [--without-rules]
        [--alone] [--keep DIR] [--json OUT]

For each fold a network is trained on the others and on the texts of our own; the fold's articles are then read by the rules alone, and by both. Figures are
those of ``musnad evaluate``, over all articles of the folds run. ``--share`` trains on a part of the articles; ``--without-rules`` hides from the network what
the rules and the lexicon say; ``--alone`` does so too, and also reads without the rules' mentions, acts and reported speech (dates, amounts and the
values of what is found stay theirs); ``--keep`` leaves the networks in DIR/FOLD.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent))

import standoff
from shipping import ship
from train import NETWORKS, corpus, reader_file, together
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


# What a network is believed from where it reads alone: no rules have found what it would only revise.
ALONE = {"new act": 0.4, "new cue": 0.4, "first speaker": 0.4, "new name": 0.5, "new described": 0.5}


@contextmanager
def alone(network: Network) -> Iterator[None]:
    """While it lasts, the rules find no mentions, no acts and no reported speech, and the network is believed sooner."""
    before = network.thresholds
    network.thresholds = {**before, **ALONE}
    nothing: dict[str, Callable[..., object]] = {"find_mentions": lambda _: None, "find_events": lambda *_: [], "find_speech": lambda *_: []}
    with ExitStack() as patches:
        for name, finder in nothing.items():
            patches.enter_context(patch.object(pipeline, name, finder))
        try:
            yield
        finally:
            network.thresholds = before


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
    parser.add_argument("--epochs", type=int, default=13)
    parser.add_argument("--networks", type=int, default=NETWORKS)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--without-rules", action="store_true")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    words = Words.load(given.words)
    tallies = {name: Tally() for name in ("rules", "both", *(["alone"] if given.alone else []))}
    with tempfile.TemporaryDirectory() as temporary:
        real, ours = corpus()
        folder = Path(temporary) / "real"
        standoff.main(["unpack", str(folder)])
        for fold, held in enumerate(folds([a.name for a in real], given.folds)):
            if given.only and fold not in given.only:
                continue
            known = [article for article in real if article.name not in held]
            known = known[: round(given.share * len(known))]
            networks = together([*known, *ours], words, given.reader, given.epochs, given.networks, rules=not (given.without_rules or given.alone))
            out = (given.keep or Path(temporary)) / str(fold)
            ship(networks, words.facts, given.words, out)
            loaded = Network(out)
            scored(folder, held, None, tallies["rules"])
            scored(folder, held, loaded, tallies["both"])
            if given.alone:
                with alone(loaded):
                    scored(folder, held, loaded, tallies["alone"])
            for name, tally in tallies.items():
                sys.stdout.write(f"{name:6}" + "  ".join(f"{measure} {value:.3f}" for measure, value in figures(tally).items()) + "\n")
                sys.stdout.flush()
    if given.json:
        given.json.write_text(json.dumps({name: figures(tally) for name, tally in tallies.items()}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
