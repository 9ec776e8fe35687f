"""Pretrains the reader of words: each way it forecasts the next word of the raw texts.

Usage:
    python training/forecast.py WORDS_DIR OUT.pt [--minutes 40] [--share 0.72]

WORDS_DIR is from ``training/words.py``; ``--share`` is how much of the texts is read, from the front, where the news stands. A language model
each way over one recurrent layer (Peters and others 2018, without the upper layers), its softmax sampled (Jean and others 2015) from words by
their rank. On one core of a laptop some ten thousand words a second. The rate of learning falls over the minutes given. Every two minutes all weights
go into OUT.pt.part, from which a run that was cut off goes on when it is called again. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parent))

from network import Reader, Shape
from words import Words

from musnad.analysis.learned.features import Floats, Numbers

LENGTH, ROWS, SAMPLED = 64, 48, 1500
RATE = 1.5e-3
WARM = 200  # steps over which a fresh optimiser comes up to its rate
SAVED_EVERY = 120  # seconds


class Forecast(nn.Module):
    """A reader, and for each way a vector that is compared with those of the words that may come."""

    def __init__(self, shape: Shape, vectors: Floats) -> None:
        super().__init__()
        self.reader = Reader(shape)
        self.ahead, self.behind = nn.Linear(shape.below, shape.vector), nn.Linear(shape.below, shape.vector)
        self.out = nn.Embedding(*vectors.shape, sparse=True)
        self.out.weight.data.copy_(torch.from_numpy(vectors * 3))
        self.bias = nn.Embedding(len(vectors), 1, sparse=True)
        self.bias.weight.data.zero_()

    @property
    def most(self) -> int:
        """How many words it knows."""
        return len(self.out.weight) - 2

    def forward(self, x: Tensor, vectors: Tensor, letters: Tensor, sampled: Tensor) -> tuple[Tensor, Tensor]:
        """The losses ahead and behind of rows of words (B, T), given all words' vectors (words + 2, width) and letters (words + 2, LETTERS)."""
        unique, inverse = torch.unique(x, return_inverse=True)
        states = self.reader.layer(torch.cat([vectors[x], self.reader.spell(letters[unique])[inverse]], -1))[0]
        half = states.shape[-1] // 2
        ahead = self.loss(self.ahead(states[:, :-1, :half]).flatten(0, 1), x[:, 1:].flatten(), sampled)
        behind = self.loss(self.behind(states[:, 1:, half:]).flatten(0, 1), x[:, :-1].flatten(), sampled)
        return ahead, behind

    def loss(self, states: Tensor, wanted: Tensor, sampled: Tensor) -> Tensor:
        """The cross-entropy of the words wanted (N,) among themselves and those sampled; unknown words and line ends are passed over."""
        there = (wanted > 0) & (wanted <= self.most)
        states, wanted = states[there], wanted[there]
        right = (states * self.out(wanted)).sum(-1) + self.bias(wanted)[:, 0] - chance_of(wanted, self.most)
        other = states @ self.out(sampled).T + self.bias(sampled).T - chance_of(sampled, self.most)[None]
        other = other.masked_fill(wanted[:, None] == sampled[None], -1e4)
        return (torch.logsumexp(torch.cat([right[:, None], other], 1), 1) - right).mean()


def chance_of(words: Tensor, most: int) -> Tensor:
    """The logarithm of the chance that a word is sampled: words stand by their rank (Zipf)."""
    return torch.log((torch.log((words + 1.0) / words.clamp(min=1)) / math.log(most + 1)).clamp(min=1e-9))


def sample(chance: np.random.Generator, most: int) -> Tensor:
    """SAMPLED words from 1 to ``most``, as likely as ``chance_of`` has it."""
    drawn = (np.exp(chance.random(SAMPLED) * math.log(most + 1)) - 1).astype(np.int64)
    return torch.from_numpy(np.minimum(drawn, most - 1) + 1)


def rate(done: float, steps: int) -> float:
    """The rate of learning when ``done`` (0 to 1) of the time is over and the optimiser has made so many steps."""
    return RATE * min(1, (steps + 1) / WARM) * (0.5 * (1 + math.cos(math.pi * min(done, 1))) + 0.02)


def rows_of(numbers: Numbers, share: float) -> Numbers:
    """(rows, LENGTH): the words of a share of the texts, from the front. SystemExit if they do not fill a step."""
    usable = int(share * (len(numbers) // LENGTH))
    if usable < ROWS:
        raise SystemExit(f"{len(numbers):,} words, of which {share:.0%} are read, are too few: a step takes {ROWS * LENGTH:,}; take a larger --share")
    return numbers[: usable * LENGTH].reshape(usable, LENGTH)


def pretrain(folder: Path, out: Path, minutes: float, share: float, seed: int = 0) -> None:
    """Trains for so many minutes, those of a run that was cut off with them, and leaves the reader's weights in ``out``."""
    words = Words.load(folder)
    if not (folder / "numbers.npy").is_file():
        raise SystemExit(f"{folder}: no texts here (numbers.npy); make them with: python training/words.py {folder}")
    texts = rows_of(np.load(folder / "numbers.npy", mmap_mode="r"), share)
    vectors, letters = torch.from_numpy(words.vectors), torch.from_numpy(words.letters.of(["", *words.numbers, ""]))
    torch.manual_seed(seed)
    model, part = Forecast(Shape(len(words.letters.numbers)), words.vectors), out.with_name(f"{out.name}.part")
    before = _go_on(model, part) if part.exists() else 0.0
    chance = np.random.default_rng([seed, round(before * 60)])
    sparse = [model.out.weight, model.bias.weight]
    dense = [p for p in model.parameters() if all(p is not q for q in sparse)]
    optimisers: list[torch.optim.Optimizer] = [torch.optim.Adam(dense), torch.optim.SparseAdam(sparse)]
    begun = saved = time.monotonic()
    step, losses = 0, []
    while True:
        order = chance.permutation(len(texts))
        for some in order[: len(order) // ROWS * ROWS].reshape(-1, ROWS):
            now = time.monotonic()
            spent = before + (now - begun) / 60
            if spent >= minutes:
                torch.save(model.reader.state_dict(), out)
                part.unlink(missing_ok=True)
                return
            if now - saved > SAVED_EVERY:
                _save(model, part, spent)
                saved = now
            learning = rate(spent / minutes, step)
            for group in [group for optimiser in optimisers for group in optimiser.param_groups]:
                group["lr"] = learning
            ahead, behind = model(torch.from_numpy(texts[some].astype(np.int64)), vectors, letters, sample(chance, model.most))
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
                sys.stderr.write(f"\r{spent / minutes:4.0%}  step {step:,}  loss {np.mean(losses[-50:]):.3f}  {speed:,.0f} words/s ")


def _save(model: Forecast, part: Path, minutes: float) -> None:
    """All weights and the minutes spent; the file before is replaced only when the new one is whole."""
    fresh = part.with_name(f"{part.name}.new")
    torch.save({"minutes": minutes, "weights": model.state_dict()}, fresh)
    fresh.replace(part)


def _go_on(model: Forecast, part: Path) -> float:
    """Take up the weights of a run that was cut off, and the minutes that it had spent. SystemExit if they fit no longer."""
    try:
        held = torch.load(part, weights_only=True)
        model.load_state_dict(held["weights"])
    except Exception as error:  # noqa: BLE001  # torch has no common class for them
        raise SystemExit(f"{part}: weights of other words, or damaged ({type(error).__name__}); remove it to begin anew") from None
    sys.stderr.write(f"goes on from {part}, after {held['minutes']:.1f} minutes\n")
    return float(held["minutes"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Pretrains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=40, help="all in all")
    parser.add_argument("--share", type=float, default=0.72, help="of the texts that are read")
    given = parser.parse_args(arguments)
    pretrain(given.words, given.out, given.minutes, given.share)
    sys.stderr.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
