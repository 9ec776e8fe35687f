"""A trained network as files for ``musnad.analysis.learned.network``: three graphs for ONNX Runtime, words, vectors and a list of them."""

from __future__ import annotations

import hashlib
import json
import shutil
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from network import FACTS, Analyser, FlatNames
from torch import Tensor, nn

from musnad.analysis.learned.features import LETTERS, PAIR_SIZES, SAME_SIZES
from musnad.analysis.learned.network import FILES, NAMES

# From which chance on the network is believed. What is less than sure is told as such, and kept out of what many articles say together; a threshold
# above 1 leaves a judgement to the rules.
THRESHOLDS = {
    "act": 0.05,
    "new act": 0.85,
    "retype": 0.97,
    "kept role": 0.0,
    "actor": 0.5,
    "recipient": 0.5,
    "place": 0.45,
    "sure role": 0.9,
    "sure place": 0.8,
    "same": 2.0,
    "shared party": 0.55,
    "speaker": 0.75,
    "relay": 0.75,
    "no relay": 0.03,
    "cue": 0.03,
    "new name": 0.99,
    "no name": 0.995,
}


class _Words(nn.Module):
    """One article at a time, so that nothing is padded."""

    def __init__(self, network: Analyser) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor, letters: Tensor, said: Tensor, facts: Tensor) -> tuple[Tensor, ...]:
        net = self.network
        states = net.encode(vectors, letters, said, facts)
        return states, net.outer(states), net.inner(states), net.skip(states)


class _Acts(nn.Module):
    def __init__(self, network: Analyser) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        types, cue = self.network.acts(states, features)
        return torch.softmax(types, -1), torch.softmax(cue, -1)[:, 1]


class _Pairs(nn.Module):
    def __init__(self, network: Analyser) -> None:
        super().__init__()
        self.network = network

    def forward(self, words: Tensor, mentions: Tensor, kinds: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        pairs = self.network.pairs(words, mentions, kinds, features)
        return torch.sigmoid(self.network.role(pairs)), torch.sigmoid(self.network.speaker(pairs))


class _Repeats(nn.Module):
    def __init__(self, network: Analyser) -> None:
        super().__init__()
        self.network = network

    def forward(self, earlier: Tensor, later: Tensor, kinds: Tensor, features: Tensor) -> Tensor:
        return torch.sigmoid(self.network.repeats(earlier, later, kinds, features))


def ship(network: Analyser, facts: Mapping[str, object], words: Path, out: Path, *, name: str = "musnad-analyser-1", eight_bits: bool = True) -> None:
    """Write a network into ``out``, with words and vectors from the folder ``words``; the weights of its layers in 8 bits unless told otherwise."""
    out.mkdir(parents=True, exist_ok=True)
    long, wide = torch.long, 2 * network.shape.above
    graphs: dict[str, tuple[nn.Module, dict[str, Tensor], tuple[str, ...], int]] = {
        "words": (
            _Words(network),
            {
                "vectors": torch.zeros(1, 7, network.shape.vector),
                "letters": torch.zeros(1, 7, LETTERS, dtype=long),
                "said": torch.zeros(1, 7, 2, dtype=long),
                "facts": torch.zeros(1, 7, FACTS),
            },
            ("states", "outer", "inner", "skip"),
            1,
        ),
        "acts": (_Acts(network), {"states": torch.zeros(3, wide), "features": torch.zeros(3, 4, dtype=long)}, ("types", "cue"), 0),
        "pairs": (
            _Pairs(network),
            {
                "words": torch.zeros(3, wide),
                "mentions": torch.zeros(3, wide),
                "kinds": torch.zeros(3, dtype=long),
                "features": torch.zeros(3, len(PAIR_SIZES), dtype=long),
            },
            ("roles", "voices"),
            0,
        ),
        "repeats": (
            _Repeats(network),
            {
                "earlier": torch.zeros(3, wide),
                "later": torch.zeros(3, wide),
                "kinds": torch.zeros(3, dtype=long),
                "features": torch.zeros(3, len(SAME_SIZES), dtype=long),
            },
            ("same",),
            0,
        ),
    }
    for part, (module, given, answers, axis) in graphs.items():
        path = out / f"{part}.onnx"
        _export(module.eval(), path, given, answers, axis)
        if eight_bits and part == "words":
            _eight_bits(path)
    for copied in ("words.txt", "vectors.npy"):
        if words.resolve() != out.resolve():
            shutil.copy(words / copied, out / copied)
    listed = {
        "name": name,
        **facts,
        "steps": [[round(value, 4) for value in row] for row in network.steps.detach().tolist()],
        "thresholds": THRESHOLDS,
        "files": {file: hashlib.sha256((out / file).read_bytes()).hexdigest() for file in FILES},
    }
    (out / "model.json").write_text(json.dumps(listed, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def ship_names(head: FlatNames, out: Path) -> None:
    """Add the head of flat names to the network in ``out``."""
    head.eval()
    path = out / NAMES
    given = {
        "states": torch.zeros(1, 7, 2 * head.shape.above),
        "vectors": torch.zeros(1, 7, head.shape.vector),
        "letters": torch.zeros(1, 7, LETTERS, dtype=torch.long),
        "said": torch.zeros(1, 7, 2, dtype=torch.long),
    }
    _export(head, path, given, ("scores",), 1)
    _eight_bits(path)
    listed = json.loads((out / "model.json").read_text(encoding="utf-8"))
    listed["flat steps"] = [[round(value, 4) for value in row] for row in head.steps.detach().tolist()]
    listed["files"][NAMES] = hashlib.sha256(path.read_bytes()).hexdigest()
    (out / "model.json").write_text(json.dumps(listed, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _export(module: nn.Module, path: Path, given: Mapping[str, Tensor], answers: Sequence[str], axis: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of another exporter, and that a row's length may differ: it is one row
        torch.onnx.export(
            module,
            tuple(given.values()),
            str(path),
            input_names=list(given),
            output_names=list(answers),
            dynamic_axes={key: {axis: "n"} for key in (*given, *answers)},
            dynamo=False,
            opset_version=17,
        )


def _eight_bits(path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    small = path.with_suffix(".small")
    quantize_dynamic(str(path), str(small), weight_type=QuantType.QInt8)
    small.replace(path)
