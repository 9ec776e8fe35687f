"""The encoder: a small transformer over subwords, and the pair of networks by which it is pretrained.

Pretraining is replaced token detection (Clark et al. 2020, ELECTRA): a small generator fills masked words in, and the encoder tells of each
subword whether it is the original one. Embeddings are shared and narrow (Lan et al. 2020, ALBERT, section 3.1). Normalisation comes before each
part, which trains without a long warm-up (Xiong et al. 2020). Needs torch.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from subwords import MASK
from torch import Tensor, nn
from torch.nn import functional

LONGEST = 256  # subwords that are read at once
WIDEST_FILE = 15_000_000  # bytes of weights in one file


@dataclass(frozen=True, slots=True)
class Shape:
    """How large an encoder is: 10.2 million parameters as it stands."""

    vocabulary: int = 16384
    embedding: int = 128
    width: int = 256
    layers: int = 10
    heads: int = 4


class Block(nn.Module):
    """Attention, then a layer of four times the width."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.before, self.between = nn.LayerNorm(width), nn.LayerNorm(width)
        self.mixed, self.joined = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.wide, self.narrow = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: Tensor, seen: Tensor | None, drop: float) -> Tensor:
        """``x``: (rows, subwords, width); ``seen``: (rows, 1, 1, subwords), True where there is one to be read."""
        rows, length, width = x.shape
        parts = self.mixed(self.before(x)).view(rows, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        read = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=seen)
        x = x + functional.dropout(self.joined(read.transpose(1, 2).reshape(rows, length, width)), drop, self.training)
        return x + functional.dropout(self.narrow(functional.gelu(self.wide(self.between(x)))), drop, self.training)


class Encoder(nn.Module):
    """Numbers of subwords become vectors."""

    def __init__(self, shape: Shape, embeddings: nn.Embedding | None = None, positions: nn.Embedding | None = None) -> None:
        super().__init__()
        self.shape = shape
        self.embeddings = embeddings or nn.Embedding(shape.vocabulary, shape.embedding)
        self.positions = positions or nn.Embedding(LONGEST, shape.embedding)
        self.widened = nn.Linear(shape.embedding, shape.width)
        self.blocks = nn.ModuleList(Block(shape.width, shape.heads) for _ in range(shape.layers))
        self.last = nn.LayerNorm(shape.width)
        if embeddings is None:
            nn.init.normal_(self.embeddings.weight, std=0.02)
            nn.init.normal_(self.positions.weight, std=0.02)

    def forward(self, numbers: Tensor, seen: Tensor | None = None, drop: float = 0.0) -> Tensor:
        """``numbers`` and ``seen``: (rows, subwords up to LONGEST); the vectors: (rows, subwords, width)."""
        x = self.embeddings(numbers) + self.positions(torch.arange(numbers.shape[1], device=numbers.device))
        x = functional.dropout(self.widened(x), drop, self.training)
        for block in self.blocks:
            x = block(x, None if seen is None else seen[:, None, None, :], drop)
        return self.last(x)


class Pair(nn.Module):
    """The generator and the encoder that is to be trained; the generator is a quarter as wide and half as deep."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(shape)
        small = Shape(shape.vocabulary, shape.embedding, max(shape.width // 4, 16), max(shape.layers // 2, 1), max(shape.heads // 4, 1))
        self.generator = Encoder(small, self.encoder.embeddings, self.encoder.positions)
        self.guess = nn.Sequential(nn.Linear(small.width, shape.embedding), nn.GELU(), nn.LayerNorm(shape.embedding))
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        self.judge = nn.Sequential(nn.Linear(shape.width, shape.width), nn.GELU(), nn.Linear(shape.width, 1))

    def forward(self, numbers: Tensor, inner: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
        """The loss over ``numbers`` (rows, subwords), and how the two did; ``inner`` tells of each piece whether it goes on in a word."""
        hidden = masked_words(inner[numbers])
        guesses = self.guess(self.generator(numbers.masked_fill(hidden, MASK))[hidden])
        scores = functional.linear(guesses, self.encoder.embeddings.weight, self.bias).float()
        wanted = numbers[hidden]
        with torch.no_grad():  # Gumbel noise: a draw from the generator's distribution
            noise = -torch.log(-torch.log(torch.rand_like(scores).clamp(1e-9, 1 - 1e-7)))
            filled = numbers.clone()
            filled[hidden] = (scores + noise).argmax(-1)
            replaced = filled != numbers
        told = self.judge(self.encoder(filled, drop=0.1)).squeeze(-1).float()
        generating = functional.cross_entropy(scores, wanted)
        judging = functional.binary_cross_entropy_with_logits(told, replaced.float())
        found = {"generator": generating.detach(), "judge": judging.detach(), "caught": ((told > 0) & replaced).sum() / replaced.sum().clamp(min=1)}
        return generating + 50 * judging, found


def masked_words(inner: Tensor, share: float = 0.15) -> Tensor:
    """Which subwords are hidden: whole words, a ``share`` of them. ``inner``: (rows, subwords), True where a word goes on."""
    word = (~inner).cumsum(1)
    chosen = torch.rand(inner.shape[0], inner.shape[1] + 1, device=inner.device) < share
    hidden = chosen.gather(1, word)
    hidden[0, 0] |= ~hidden.any()  # never nothing at all
    return hidden


# Weights


def save(model: nn.Module, folder: Path, facts: dict[str, Any]) -> None:
    """Half-precision weights in files of at most WIDEST_FILE bytes, with ``facts`` in the first; nothing half-written stays."""
    import json

    folder.mkdir(parents=True, exist_ok=True)
    arrays = {name: value.detach().half().cpu().numpy() for name, value in model.state_dict(keep_vars=True).items() if not _shared(name)}
    files: list[dict[str, Any]] = [{"facts": np.array(json.dumps(facts))}]
    size = 0
    for name, array in arrays.items():
        if size + array.nbytes > WIDEST_FILE:
            files.append({})
            size = 0
        files[-1][name] = array
        size += array.nbytes
    for old in folder.glob("weights-*.npz"):
        old.rename(old.with_suffix(".old"))
    for number, part in enumerate(files):
        with (folder / f"weights-{number}.part").open("wb") as stream:
            np.savez(stream, **part)
        (folder / f"weights-{number}.part").rename(folder / f"weights-{number}.npz")
    for old in folder.glob("weights-*.old"):
        old.unlink()


def load(folder: Path) -> tuple[Pair, dict[str, Any]]:
    """The pair whose weights are in a folder, and the facts saved with them. FileNotFoundError if there are none."""
    import json

    files = sorted(folder.glob("weights-*.npz")) or sorted(folder.glob("weights-*.old"))
    if not files:
        raise FileNotFoundError(f"{folder}: no weights here")
    arrays: dict[str, np.ndarray] = {}
    for file in files:
        with np.load(file) as part:
            arrays |= {name: part[name] for name in part.files}
    facts = json.loads(str(arrays.pop("facts")))
    model = Pair(Shape(**facts["shape"]))
    missing, unknown = model.load_state_dict({name: torch.from_numpy(array).float() for name, array in arrays.items()}, strict=False)
    if unknown or any(not _shared(name) for name in missing):
        raise ValueError(f"{folder}: weights of another network ({(unknown or missing)[0]})")
    return model, facts


def shape_facts(shape: Shape) -> dict[str, int]:
    """A shape as JSON has it."""
    return asdict(shape)


def _shared(name: str) -> bool:
    return name.startswith(("generator.embeddings", "generator.positions"))
