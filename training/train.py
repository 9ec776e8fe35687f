"""Trains the analyser's network from the marked articles, and writes it as ``musnad`` ships it.

Usage:
    python training/train.py WORDS_DIR OUT_DIR [--reader READER.pt] [--epochs 13] [--networks 3] [--own-only]

WORDS_DIR is from ``training/words.py``, or ``src/musnad/model``, which any clone has; READER.pt from ``training/forecast.py`` (without it the reader
begins untrained). Trains from ``training/articles``, whose texts are in the raw articles, and from ``training/own``; ``--own-only`` from the latter alone.
Several networks, of other seeds, answer together, so that luck with the seed does not count.
OUT_DIR then has the files that ``musnad.analysis.learned.network`` reads. Seeds are fixed. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import math
import pickle
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

sys.path.insert(0, str(Path(__file__).resolve().parent))

import own
import standoff
from examples import Example, Links, Reported, examples
from network import Analyser, Shape, partition
from shipping import ship
from swapping import Swapper
from words import Words

ROW = 96  # words that the encoder reads in one go while it is trained: rows side by side, without gaps, are quick
STEP = 2300  # words in a step
RATE, READER_RATE, WARM = 2e-3, 6e-4, 50
NETWORKS = 3  # that are shipped, and answer together
SWAPPED = 0.5  # of the articles in an epoch have names of others in their place
WEIGHTS = {"act": 3.0, "status": 0.2, "mode": 0.2, "skip": 0.3, "edges": 0.2, "speakers": 0.5, "same": 0.5, "one": 0.5}  # of the other heads 1


@dataclass(slots=True)
class Batch:
    """Some articles one behind the other, cut into rows of ``ROW`` words: the network's inputs, and how many words each article has."""

    inputs: tuple[Tensor, Tensor, Tensor, Tensor]
    sizes: list[int]

    @property
    def mask(self) -> Tensor:
        """(rows, ROW): where there is a word."""
        rows = len(self.inputs[0])
        return torch.arange(rows * ROW).view(rows, ROW) < sum(self.sizes)

    def articles(self, states: Tensor) -> tuple[Tensor, ...]:
        """The states of each article's words."""
        return states.flatten(0, 1)[: sum(self.sizes)].split(self.sizes)


def rows(values: Sequence[np.ndarray]) -> Tensor:
    """Values of the articles' words (T, …) in rows (rows, ROW, …), the last filled up with 0."""
    joined = np.concatenate(values)
    filled = np.zeros((-(-len(joined) // ROW) * ROW, *joined.shape[1:]), joined.dtype)
    filled[: len(joined)] = joined
    return torch.from_numpy(filled.reshape(-1, ROW, *joined.shape[1:]))


def batch(articles: Sequence[Example], words: Words, swapper: Swapper | None = None) -> Batch:
    """The inputs of some articles; with a swapper some of them with other names."""
    seen = [swapper.swapped(article) if swapper and swapper.chance.random() < SWAPPED else (article.words, article.said, article.facts) for article in articles]
    values = [(*words.of(spelt), said, facts) for spelt, said, facts in seen]
    vectors, letters, said, facts = (rows(column) for column in zip(*values, strict=True))
    return Batch((vectors, letters, said, facts), [len(article.words) for article in articles])


def middle(states: Tensor, links: Links) -> Tensor:
    """The mean state of the words between each link's word and its mention, 0 where there is none: (pairs, width)."""
    at, first, last = (torch.from_numpy(column) for column in (links.at[links.owner], links.first, links.last))
    low, high = torch.where(first > at, at + 1, last), torch.where(first > at, first, at)
    sums = nn.functional.pad(states.cumsum(0), (0, 0, 1, 0))
    return (sums[high] - sums[low]) / (high - low).clamp(min=1)[:, None]


def link_scores(network: Analyser, states: Sequence[Tensor], links: Sequence[Links], *, roles: bool) -> tuple[Tensor, Tensor] | None:
    """The scores of entities for each word and role, the best of an entity's mentions, and whether it has the role: (entities, roles) twice."""
    held = [(s, k) for s, k in zip(states, links, strict=True) if len(k.owner)]
    if not held:
        return None
    word = torch.cat([s[k.at[k.owner]] for s, k in held])
    mention = torch.cat([(s[k.first] + s[k.last - 1]) / 2 for s, k in held])
    between = torch.cat([middle(s, k) for s, k in held])
    kind = torch.from_numpy(np.concatenate([k.kind[k.owner] for _, k in held]))
    features = torch.from_numpy(np.concatenate([k.features for _, k in held]))
    pairs = network.pairs(word, mention, between, kind, features)
    scores = network.role(pairs) if roles else network.speaker(pairs)
    keys = np.concatenate([n * 10**6 + k.owner * 10**3 + k.entity for n, (_, k) in enumerate(held)])
    _, inverse = np.unique(keys, return_inverse=True)
    group = torch.from_numpy(inverse)[:, None].expand(-1, scores.shape[1])
    size = (int(inverse.max()) + 1, scores.shape[1])
    right = torch.from_numpy(np.concatenate([k.right for _, k in held]))
    return torch.full(size, -1e4).scatter_reduce(0, group, scores, "amax"), torch.zeros(size).scatter_reduce(0, group, right, "amax")


def edge_loss(network: Analyser, held: Sequence[tuple[Tensor, Reported]]) -> Tensor:
    """How unlikely the network thinks the words at which what is reported begins and ends, the mean over cues."""
    sizes = torch.tensor([size for _, told in held for size in told.sizes])
    cue = torch.cat([s[told.at] for s, told in held]).repeat_interleave(sizes, 0)
    word = torch.cat([s[low : low + size] for s, told in held for low, size in zip(told.low.tolist(), told.sizes, strict=True)])
    scores = network.edges(cue, word, torch.from_numpy(np.concatenate([told.features for _, told in held])))
    padded = nn.utils.rnn.pad_sequence(list(scores.split(sizes.tolist())), batch_first=True, padding_value=-1e4)
    sides = [torch.from_numpy(np.concatenate([getattr(told, side) for _, told in held])) for side in ("first", "last")]
    return cross_entropy(padded[:, :, 0], sides[0]) + cross_entropy(padded[:, :, 1], sides[1])


def losses(network: Analyser, articles: Sequence[Example], given: Batch) -> dict[str, Tensor]:
    """What each head has wrong."""
    states, mask = network.encode(*given.inputs), given.mask
    tags, scored = rows([a.tags for a in articles]), rows([a.scored for a in articles]).bool()
    types, cues, statuses, modes = network.acts(states[scored], rows([a.acts for a in articles])[scored])
    out = {
        "outer": partition(network.outer(states), network.steps, tags[:, :, 0], mask),
        "inner": cross_entropy(network.inner(states)[scored], tags[:, :, 1][scored]),
        "act": cross_entropy(types, rows([a.events for a in articles])[scored]),
        "cue": cross_entropy(cues, rows([a.cues for a in articles])[scored]),
    }
    for name, scores, told in (("status", statuses, rows([a.statuses for a in articles])), ("mode", modes, rows([a.modes for a in articles]))):
        known = told[scored]
        if (known >= 0).any():
            out[name] = cross_entropy(scores, known)
    whole = given.articles(states)
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
    spoken = [(states, a.reported) for states, a in zip(whole, articles, strict=True) if len(a.reported.at)]
    if spoken:
        out["edges"] = edge_loss(network, spoken)
    mentioned = [(states, a.one) for states, a in zip(whole, articles, strict=True) if len(a.one.right)]
    if mentioned:
        earlier, later = (torch.cat([s[getattr(k, side)].mean(1) for s, k in mentioned]) for side in ("earlier", "later"))
        scores = network.refers(earlier, later, torch.from_numpy(np.concatenate([k.features for _, k in mentioned])))
        out["one"] = binary_cross_entropy_with_logits(scores, torch.from_numpy(np.concatenate([k.right for _, k in mentioned])))
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
        load_reader(network, reader)
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
            torch.stack([WEIGHTS.get(name, 1.0) * value for name, value in wrong.items()]).sum().backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            step += 1
            for name, value in wrong.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
        told = "  ".join(f"{name} {value * epochs / total:.3f}" for name, value in sums.items())
        sys.stderr.write(f"epoch {epoch + 1} of {epochs}, {time.monotonic() - begun:.0f} s: {told}\n")
    return network.eval()


def together(articles: Sequence[Example], words: Words, reader: Path | None, epochs: int, count: int, *, rules: bool = True) -> list[Analyser]:
    """Networks that answer together, each of another seed."""
    return [train(articles, words, reader, epochs, rules=rules, seed=1 + n) for n in range(count)]


def load_reader(network: Analyser, path: Path) -> None:
    """Take up the reader that ``training/forecast.py`` left. SystemExit if it read other words."""
    try:
        network.reader.load_state_dict(torch.load(path, weights_only=True))
    except (RuntimeError, ValueError, pickle.UnpicklingError) as error:
        raise SystemExit(f"{path}: no reader of these words ({type(error).__name__}); make one with: python training/forecast.py WORDS_DIR {path}") from None


def reader_file(path: str) -> Path:
    """The argument ``--reader``."""
    if not Path(path).is_file():
        raise argparse.ArgumentTypeError(f"{path} is missing; make it with: python training/forecast.py WORDS_DIR {path}")
    return Path(path)


def corpus(*, own_only: bool = False) -> tuple[list[Example], list[Example]]:
    """The real articles and the texts of our own, as examples. SystemExit where the raw articles are not there, which is then told."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        real, ours = Path(folder) / "real", Path(folder) / "own"
        if own.main(["unpack", str(ours)]) or not own_only and standoff.main(["unpack", str(real)]):
            raise SystemExit(1)
        found = [] if own_only else list(examples(real)), list(examples(ours))
    sys.stderr.write(f"{len(found[0])} real articles and {len(found[1])} texts of our own, {time.monotonic() - begun:.0f} s\n")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains and ships."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--reader", type=reader_file)
    parser.add_argument("--epochs", type=int, default=13)
    parser.add_argument("--networks", type=int, default=NETWORKS)
    parser.add_argument("--own-only", action="store_true", help="train from training/own alone")
    given = parser.parse_args(arguments)
    words = Words.load(given.words)
    real, ours = corpus(own_only=given.own_only)
    ship(together([*real, *ours], words, given.reader, given.epochs, given.networks), words.facts, given.words, given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
