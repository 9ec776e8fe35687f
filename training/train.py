"""Trains the analyser's network from the marked articles, and writes it as ``musnad`` ships it.

Usage:
    python training/train.py WORDS_DIR OUT_DIR [--reader READER.pt] [--epochs 14] [--own-only]

WORDS_DIR is from ``training/words.py``, READER.pt from ``training/forecast.py`` (without it the reader begins untrained). Trains from
``training/articles``, whose texts are in the raw articles, and from ``training/own``; ``--own-only`` from the latter alone, which any clone has. OUT_DIR then has the files that
``musnad.analysis.learned.network`` reads. Seeds are fixed. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

sys.path.insert(0, str(Path(__file__).resolve().parent))

import own
import standoff
from examples import Example, Links, examples
from network import FACTS, Analyser, Shape, partition
from shipping import ship
from swapping import Swapper

from musnad.analysis.learned.features import LETTERS, Floats, Letters, Numbers

ROW = 110  # words at most that the encoder reads in one go while it is trained: short rows side by side are quicker
STEP = 2200  # words in a step
RATE, READER_RATE, WARM = 2e-3, 6e-4, 50
SWAPPED = 0.5  # of the articles in an epoch have names of others in their place
WEIGHTS = {"outer": 1.0, "inner": 1.0, "skip": 0.3, "act": 3.0, "cue": 1.0, "roles": 1.0, "speakers": 0.5, "same": 0.5}


@dataclass(slots=True)
class Words:
    """The words that are known: their numbers, their vectors, and the alphabet."""

    numbers: dict[str, int]
    vectors: Floats
    letters: Letters
    facts: dict[str, object] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> Words:
        """From the folder that ``training/words.py`` wrote."""
        facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
        words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")[:-1]
        vectors = np.load(folder / "vectors.npy").astype(np.float32) * np.float32(facts["scale"])
        return cls({w: n for n, w in enumerate(words, 1)}, vectors, Letters({letter: n for n, letter in enumerate(facts["letters"], 1)}), facts)

    def of(self, words: Sequence[str]) -> tuple[Floats, Numbers]:
        """The vectors (T, width) and letters (T, LETTERS) of folded words; a break has the last vector."""
        last = len(self.vectors) - 1
        return self.vectors[[self.numbers.get(w, 0) if w.strip() else last for w in words]], self.letters.of(words)


@dataclass(slots=True)
class Batch:
    """Rows of words cut from articles: which article each is cut from and where, and the network's inputs."""

    cut: list[tuple[int, int, int]]
    inputs: tuple[Tensor, Tensor, Tensor, Tensor]
    lengths: Tensor

    @property
    def mask(self) -> Tensor:
        """(rows, longest): where there is a word."""
        return torch.arange(self.inputs[0].shape[1])[None] < self.lengths[:, None]

    def rows(self, values: Sequence[Numbers]) -> Tensor:
        """Values of the articles' words in rows, 0 where there is none."""
        out = np.zeros((len(self.cut), self.inputs[0].shape[1], *values[0].shape[1:]), np.int64)
        for row, (k, first, last) in enumerate(self.cut):
            out[row, : last - first] = values[k][first:last]
        return torch.from_numpy(out)

    def articles(self, states: Tensor, count: int) -> list[Tensor]:
        """The states of each article's words, its rows put together again."""
        parts: list[list[Tensor]] = [[] for _ in range(count)]
        for row, (k, first, last) in enumerate(self.cut):
            parts[k].append(states[row, : last - first])
        return [torch.cat(part) for part in parts]


def cuts(words: Sequence[str], longest: int = ROW) -> Iterator[tuple[int, int]]:
    """Rows of at most so many words, cut at the end of a sentence where one is in the second half of the row."""
    first = 0
    while len(words) - first > longest:
        ends = (j + 1 for j in range(first + longest - 1, first + longest // 2, -1) if words[j].strip() in ("", ".", "!", "؟"))
        last = next(ends, first + longest)
        yield first, last
        first = last
    yield first, len(words)


def batch(articles: Sequence[Example], words: Words, swapper: Swapper | None = None, longest: int = ROW) -> Batch:
    """The inputs of some articles; with a swapper some of them with other names."""
    cut = [(k, first, last) for k, article in enumerate(articles) for first, last in cuts(article.words, longest)]
    size = max(last - first for _, first, last in cut)
    shapes = ((words.vectors.shape[1],), (LETTERS,), (2,), (FACTS,))
    tables = [np.zeros((len(cut), size, *shape), kind) for shape, kind in zip(shapes, (np.float32, np.int64, np.int64, np.float32), strict=True)]
    seen = [swapper.swapped(article) if swapper and swapper.chance.random() < SWAPPED else (article.words, article.said, article.facts) for article in articles]
    values = [(*words.of(spelt), said, facts) for spelt, said, facts in seen]
    for row, (k, first, last) in enumerate(cut):
        for table, value in zip(tables, values[k], strict=True):
            table[row, : last - first] = value[first:last]
    vectors, letters, said, facts = (torch.from_numpy(table) for table in tables)
    return Batch(cut, (vectors, letters, said, facts), torch.tensor([last - first for _, first, last in cut]))


def link_scores(network: Analyser, states: Sequence[Tensor], links: Sequence[Links], *, roles: bool) -> tuple[Tensor, Tensor] | None:
    """The scores of entities for each word and role, the best of an entity's mentions, and whether it has the role: (entities, roles) twice."""
    held = [(s, k) for s, k in zip(states, links, strict=True) if len(k.owner)]
    if not held:
        return None
    word = torch.cat([s[k.at[k.owner]] for s, k in held])
    mention = torch.cat([(s[k.first] + s[k.last - 1]) / 2 for s, k in held])
    kind = torch.from_numpy(np.concatenate([k.kind[k.owner] for _, k in held]))
    features = torch.from_numpy(np.concatenate([k.features for _, k in held]))
    pairs = network.pairs(word, mention, kind, features)
    scores = network.role(pairs) if roles else network.speaker(pairs)
    keys = np.concatenate([n * 10**6 + k.owner * 10**3 + k.entity for n, (_, k) in enumerate(held)])
    _, inverse = np.unique(keys, return_inverse=True)
    group = torch.from_numpy(inverse)[:, None].expand(-1, scores.shape[1])
    size = (int(inverse.max()) + 1, scores.shape[1])
    right = torch.from_numpy(np.concatenate([k.right for _, k in held]))
    return torch.full(size, -1e4).scatter_reduce(0, group, scores, "amax"), torch.zeros(size).scatter_reduce(0, group, right, "amax")


def losses(network: Analyser, articles: Sequence[Example], given: Batch) -> dict[str, Tensor]:
    """What each head has wrong."""
    states, mask = network.encode(*given.inputs, given.lengths), given.mask
    tags, scored = given.rows([a.tags for a in articles]), given.rows([a.scored for a in articles]).bool()
    types, cues = network.acts(states[scored], given.rows([a.acts for a in articles])[scored])
    out = {
        "outer": partition(network.outer(states), network.steps, tags[:, :, 0], mask),
        "inner": cross_entropy(network.inner(states)[scored], tags[:, :, 1][scored]),
        "act": cross_entropy(types, given.rows([a.events for a in articles])[scored]),
        "cue": cross_entropy(cues, given.rows([a.cues for a in articles])[scored]),
    }
    whole = given.articles(states, len(articles))
    skips = [(k, at, min(3, max(0, skip))) for k, article in enumerate(articles) for at, skip in article.skips]
    if skips:
        out["skip"] = cross_entropy(network.skip(torch.stack([whole[k][at] for k, at, _ in skips])), torch.tensor([skip for *_, skip in skips]))
    held = [(states, a.same) for states, a in zip(whole, articles, strict=True) if len(a.same.right)]
    if held:
        scores = network.repeats(
            torch.cat([s[k.earlier] for s, k in held]),
            torch.cat([s[k.later] for s, k in held]),
            torch.from_numpy(np.concatenate([k.kind for _, k in held])),
            torch.from_numpy(np.concatenate([k.features for _, k in held])),
        )
        out["same"] = binary_cross_entropy_with_logits(scores, torch.from_numpy(np.concatenate([k.right for _, k in held])))
    for name in ("roles", "speakers"):
        linked = link_scores(network, whole, [getattr(a, name) for a in articles], roles=name == "roles")
        if linked is not None:
            out[name] = binary_cross_entropy_with_logits(*linked)
    return out


def steps_of(articles: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """The articles in a new order, some at a time."""
    out: list[list[Example]] = [[]]
    for article in chance.sample(articles, len(articles)):
        if out[-1] and sum(len(a.words) for a in out[-1]) + len(article.words) > STEP:
            out.append([])
        out[-1].append(article)
    return out


def train(articles: Sequence[Example], words: Words, reader: Path | None, epochs: int, *, rules: bool = True, seed: int = 1) -> Analyser:
    """The network after so many epochs."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = Analyser(Shape(len(words.letters.numbers)), rules=rules)
    if reader is not None:
        network.reader.load_state_dict(torch.load(reader, weights_only=True))
    rest = [p for name, p in network.named_parameters() if not name.startswith("reader.")]
    rates = {True: READER_RATE if reader is not None else RATE, False: RATE}
    optimiser = torch.optim.AdamW([{"params": list(network.reader.parameters())}, {"params": rest}], weight_decay=0.01)
    swapper = Swapper(articles, chance)
    total, step, begun = epochs * len(steps_of(articles, random.Random(seed))), 0, time.monotonic()
    for epoch in range(epochs):
        network.train()
        sums: dict[str, float] = {}
        for some in steps_of(articles, chance):
            rate = min(1, (step + 1) / WARM) * (0.5 * (1 + math.cos(math.pi * min(1, step / total))) + 0.01)
            for first, group in zip((True, False), optimiser.param_groups, strict=True):
                group["lr"] = rates[first] * rate
            wrong = losses(network, some, batch(some, words, swapper))
            optimiser.zero_grad()
            torch.stack([WEIGHTS[name] * value for name, value in wrong.items()]).sum().backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            step += 1
            for name, value in wrong.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
        told = "  ".join(f"{name} {value * epochs / total:.3f}" for name, value in sums.items())
        sys.stderr.write(f"epoch {epoch + 1} of {epochs}, {time.monotonic() - begun:.0f} s: {told}\n")
    return network.eval()


def corpus(*, own_only: bool = False) -> tuple[list[Example], list[Example]]:
    """The real articles and the texts of our own, as examples. UsageError where the raw articles are not there."""
    with tempfile.TemporaryDirectory() as folder:
        real, ours = Path(folder) / "real", Path(folder) / "own"
        if own.main(["unpack", str(ours)]) or not own_only and standoff.main(["unpack", str(real)]):
            raise SystemExit(1)
        return [] if own_only else list(examples(real)), list(examples(ours))


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains and ships."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--reader", type=Path)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--own-only", action="store_true", help="train from training/own alone")
    given = parser.parse_args(arguments)
    words = Words.load(given.words)
    real, ours = corpus(own_only=given.own_only)
    network = train([*real, *ours], words, given.reader, given.epochs)
    ship(network, words.facts, given.words, given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
