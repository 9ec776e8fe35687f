"""Pretrains the reader of words: each way it forecasts the next word of the raw texts.

Usage:
    python training/forecast.py WORDS_DIR OUT.pt [--minutes 40] [--share 0.72]

WORDS_DIR is from ``training/words.py``; ``--share`` is how much of the texts is read, from the front, where the news stands. A language model
each way over one recurrent layer (Peters and others 2018, without the upper layers), its softmax sampled (Jean and others 2015) from words by
their rank. On one core of a laptop some ten thousand words a second. The rate of learning falls over the minutes given.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from network import Reader, Shape
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent))

from musnad.analysis.learned.features import Letters

LENGTH, ROWS, SAMPLED = 64, 48, 1500
RATE = 1.5e-3
WARM = 200  # steps


class Forecast(nn.Module):
    """A reader, and for each way a vector that is compared with those of the words that may come."""

    def __init__(self, shape: Shape, vectors: np.ndarray) -> None:
        super().__init__()
        self.reader = Reader(shape)
        self.ahead, self.behind = nn.Linear(shape.below, shape.vector), nn.Linear(shape.below, shape.vector)
        self.out = nn.Embedding(*vectors.shape, sparse=True)
        self.out.weight.data.copy_(torch.from_numpy(vectors * 3))
        self.bias = nn.Embedding(len(vectors), 1, sparse=True)
        self.bias.weight.data.zero_()

    def loss(self, states: Tensor, wanted: Tensor, sampled: Tensor) -> Tensor:
        """The cross-entropy of the words wanted (N,) among themselves and those sampled; unknown words and line ends are passed over."""
        most = len(self.out.weight) - 2
        there = (wanted > 0) & (wanted <= most)
        states, wanted = states[there], wanted[there]
        right = (states * self.out(wanted)).sum(-1) + self.bias(wanted)[:, 0] - _chance(wanted, most)
        other = states @ self.out(sampled).T + self.bias(sampled).T - _chance(sampled, most)[None]
        other = other.masked_fill(wanted[:, None] == sampled[None], -1e4)
        return (torch.logsumexp(torch.cat([right[:, None], other], 1), 1) - right).mean()


def _chance(words: Tensor, most: int) -> Tensor:
    """The logarithm of the chance that a word is sampled: words stand by their rank (Zipf)."""
    return torch.log((torch.log((words + 1.0) / words.clamp(min=1)) / math.log(most + 1)).clamp(min=1e-9))


def _sample(chance: np.random.Generator, most: int) -> Tensor:
    drawn = (np.exp(chance.random(SAMPLED) * math.log(most + 1)) - 1).astype(np.int64)
    return torch.from_numpy(np.minimum(drawn, most - 1) + 1)


def pretrain(folder: Path, out: Path, minutes: float, share: float, seed: int = 0) -> None:
    """Trains for so many minutes and leaves the reader's weights in ``out``."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")[:-1]
    vectors = np.load(folder / "vectors.npy").astype(np.float32) * np.float32(facts["scale"])
    numbers = np.load(folder / "numbers.npy")
    letters = torch.from_numpy(Letters({letter: n for n, letter in enumerate(facts["letters"], 1)}).of(["", *words, ""]))
    model, table = Forecast(Shape(len(facts["letters"])), vectors), torch.from_numpy(vectors)
    sparse = [model.out.weight, model.bias.weight]
    dense = [p for p in model.parameters() if all(p is not q for q in sparse)]
    optimisers: list[torch.optim.Optimizer] = [torch.optim.Adam(dense), torch.optim.SparseAdam(sparse)]
    begun, step, losses = time.monotonic(), 0, []
    usable = int(share * (len(numbers) // LENGTH))
    while True:
        order = chance.permutation(usable)
        for rows in order[: usable // ROWS * ROWS].reshape(-1, ROWS):
            done = (time.monotonic() - begun) / 60 / minutes
            if done >= 1:
                torch.save(model.reader.state_dict(), out)
                return
            rate = RATE * min(1, (step + 1) / WARM) * (0.5 * (1 + math.cos(math.pi * done)) + 0.02)
            for group in [group for optimiser in optimisers for group in optimiser.param_groups]:
                group["lr"] = rate
            x = torch.from_numpy(np.stack([numbers[row * LENGTH : (row + 1) * LENGTH] for row in rows]).astype(np.int64))
            unique, inverse = torch.unique(x, return_inverse=True)
            states = model.reader.layer(torch.cat([table[x], model.reader.spell(letters[unique])[inverse]], -1))[0]
            half, sampled = states.shape[-1] // 2, _sample(chance, len(words))
            ahead = model.loss(model.ahead(states[:, :-1, :half]).flatten(0, 1), x[:, 1:].flatten(), sampled)
            behind = model.loss(model.behind(states[:, 1:, half:]).flatten(0, 1), x[:, :-1].flatten(), sampled)
            for optimiser in optimisers:
                optimiser.zero_grad()
            (ahead + behind).backward()
            nn.utils.clip_grad_norm_(dense, 1.0)
            for optimiser in optimisers:
                optimiser.step()
            step += 1
            losses.append(float(ahead.detach() + behind.detach()) / 2)
            if step % 50 == 0:
                speed = step * LENGTH * ROWS / (time.monotonic() - begun)
                sys.stderr.write(f"\r{done:4.0%}  step {step:,}  loss {np.mean(losses[-50:]):.3f}  {speed:,.0f} words/s ")


def main(arguments: Sequence[str] | None = None) -> int:
    """Pretrains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--share", type=float, default=0.72)
    given = parser.parse_args(arguments)
    pretrain(given.words, given.out, given.minutes, given.share)
    sys.stderr.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
