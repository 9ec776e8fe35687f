"""Pretrains the encoder on raw articles, in pieces that each end in time and go on from the weights of the last.

Usage:
    python training/pretrain.py TOKENS VOCABULARY OUT_DIR [--minutes 9] [--of 27] [--from DIR]

TOKENS and VOCABULARY are from ``training/subwords.py``. A piece trains for ``--minutes`` of the ``--of`` that all pieces together shall take, so
that the rate of learning falls over all of them; ``--from`` names the folder of the piece before (by default OUT_DIR, if there are weights). The
optimiser begins anew with each piece. OUT_DIR then has the weights in half precision and ``log.jsonl``, a line for every hundred steps.
On a GPU in bfloat16; on a CPU it is only good for trying it out (``--shape tiny``).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from pathlib import Path

import numpy as np
import torch
from encoder import LONGEST, Pair, Shape, load, save, shape_facts
from subwords import Subwords, read_tokens

RATE = 7e-4
WARM = 400  # steps over which a fresh optimiser comes up to its rate
SAVED_EVERY = 120  # seconds
TINY = {"embedding": 16, "width": 32, "layers": 2, "heads": 2}


def batches(tokens: np.ndarray, rows: int, chance: np.random.Generator) -> np.ndarray:
    """One pass over the tokens: (batches, rows, LONGEST) of places, cut at another offset each time and shuffled."""
    starts = np.arange(int(chance.integers(LONGEST)), len(tokens) - LONGEST, LONGEST)
    chance.shuffle(starts)
    return starts[: len(starts) // rows * rows].reshape(-1, rows)


def rate(done: float, steps: int) -> float:
    """The rate of learning when ``done`` (0 to 1) of all the time is over and the optimiser has made so many steps."""
    return RATE * max(0.02, 0.5 * (1 + math.cos(math.pi * min(done, 1)))) * min(1, (steps + 1) / WARM)


def pretrain(
    model: Pair, tokens: np.ndarray, inner: np.ndarray, out: Path, facts: dict[str, float], *, minutes: float, of: float, rows: int, seed: int
) -> None:
    """Trains for so many minutes, and leaves weights and log in ``out``."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model.to(device).train()
    if device.type == "cuda":
        torch.set_float32_matmul_precision("high")
    optimiser = torch.optim.AdamW(_groups(model), lr=RATE, betas=(0.9, 0.98), eps=1e-6, fused=device.type == "cuda")
    held = torch.from_numpy(tokens.astype(np.int32)).to(device)
    inside, along = torch.from_numpy(inner).to(device), torch.arange(LONGEST, device=device)
    chance = np.random.default_rng(seed + int(facts["steps"]))
    torch.manual_seed(seed + int(facts["steps"]))
    begun = saved = time.monotonic()
    before, steps = facts["minutes"], 0
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        while True:
            for starts in batches(tokens, rows, chance):
                spent = (time.monotonic() - begun) / 60
                if spent >= minutes:
                    facts["minutes"] = before + spent
                    save(model, out, dict(facts))
                    return
                for group in optimiser.param_groups:
                    group["lr"] = rate((before + spent) / of, steps)
                numbers = held[torch.from_numpy(starts).to(device)[:, None] + along].long()
                with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
                    loss, found = model(numbers, inside)
                optimiser.zero_grad(set_to_none=True)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
                steps += 1
                facts["steps"] += 1
                facts["tokens"] += numbers.numel()
                if steps % 100 == 1:
                    line = {"minutes": round(before + spent, 2), "steps": facts["steps"], "tokens": facts["tokens"]}
                    line |= {name: round(float(value), 4) for name, value in found.items()}
                    log.write(json.dumps(line) + "\n")
                    log.flush()
                    sys.stderr.write(json.dumps(line) + "\n")
                if time.monotonic() - saved > SAVED_EVERY:
                    facts["minutes"], saved = before + spent, time.monotonic()
                    save(model, out, dict(facts))


def _groups(model: Pair) -> list[dict[str, object]]:
    """Matrices decay, vectors do not."""
    matrices = [p for p in model.parameters() if p.ndim > 1]
    return [{"params": matrices, "weight_decay": 0.01}, {"params": [p for p in model.parameters() if p.ndim < 2], "weight_decay": 0.0}]


def main() -> None:
    """One piece of pretraining."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tokens", type=Path)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=9)
    parser.add_argument("--of", type=float, default=27)
    parser.add_argument("--from", dest="before", type=Path)
    parser.add_argument("--rows", type=int, default=256)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shape", choices=("small", "tiny"), default="small")
    given = parser.parse_args()
    vocabulary = Subwords.load(given.vocabulary)
    given.out.mkdir(parents=True, exist_ok=True)
    try:
        model, facts = load(given.before or given.out)
    except FileNotFoundError:
        if given.before:
            raise
        torch.manual_seed(given.seed)
        shape = Shape(len(vocabulary.pieces), **(TINY if given.shape == "tiny" else {}))
        model, facts = Pair(shape), {"shape": shape_facts(shape), "minutes": 0.0, "steps": 0, "tokens": 0}
    pretrain(model, read_tokens(given.tokens), vocabulary.inner, given.out, facts, minutes=given.minutes, of=given.of, rows=given.rows, seed=given.seed)


if __name__ == "__main__":
    main()
