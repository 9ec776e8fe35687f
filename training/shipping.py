"""Trained networks as files for ``musnad.analysis.learned.network``: graphs for ONNX Runtime, words, vectors and a list of them."""

from __future__ import annotations

import hashlib
import json
import shutil
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import torch
from examples import mode_numbers
from network import FACTS, Analyser, FlatNames
from torch import Tensor, nn

from musnad.analysis.learned.coreference import REFERRING_SIZES
from musnad.analysis.learned.features import EDGE_SIZES, LETTERS, PAIR_SIZES, SAME_SIZES
from musnad.analysis.learned.network import FILES, NAMES

# From which chance on the network is believed. What is less than sure is told as such, and kept out of what many articles say together; a threshold
# above 1 leaves a judgement to the rules.
THRESHOLDS = {
    "act": 0.05,
    "new act": 0.85,
    "retype": 0.97,
    "status": 0.8,
    "mode": 0.9,
    "kept role": 0.3,
    "only role": 0.2,
    "actor": 0.5,
    "recipient": 0.5,
    "place": 0.45,
    "sure role": 0.9,
    "sure place": 0.8,
    "one": 0.55,
    "same": 0.75,
    "speaker": 0.75,
    "first speaker": 0.4,
    "relay": 0.75,
    "no relay": 0.03,
    "cue": 0.03,
    "new cue": 0.5,
    "new name": 0.99,
    "flat name": 0.9,
    "new described": 0.5,
    "no name": 0.995,
}


class _Together(nn.Module):
    """Networks that answer together: the states of a word are those of all, behind one another, and an answer is the mean of theirs."""

    def __init__(self, networks: Sequence[Analyser]) -> None:
        super().__init__()
        self.networks = nn.ModuleList(networks)

    def each(self, *states: Tensor) -> Iterator[tuple[Analyser, ...]]:
        """Each network with its part of the states of words."""
        yield from zip(self.networks, *(s.chunk(len(self.networks), -1) for s in states), strict=True)


def _mean(answers: Iterable[Tensor]) -> Tensor:
    return torch.stack(list(answers)).mean(0)


class _Words(_Together):
    """One article at a time, so that nothing is padded."""

    def forward(self, vectors: Tensor, letters: Tensor, said: Tensor, facts: Tensor) -> tuple[Tensor, ...]:
        states = [network.encode(vectors, letters, said, facts) for network in self.networks]
        heads = ([getattr(n, name)(s) for n, s in zip(self.networks, states, strict=True)] for name in ("outer", "inner", "skip"))
        return torch.cat(states, -1), *(_mean(answers) for answers in heads)


class _Acts(_Together):
    def forward(self, states: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        answers = [[torch.softmax(scores, -1) for scores in network.acts(s, features)] for network, s in self.each(states)]
        types, cue, statuses, modes = (_mean(head) for head in zip(*answers, strict=True))
        return types, cue[:, 1], statuses, modes


class _Pairs(_Together):
    def forward(self, words: Tensor, mentions: Tensor, between: Tensor, kinds: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        pairs = [(network, network.pairs(w, m, b, kinds, features)) for network, w, m, b in self.each(words, mentions, between)]
        return _mean(torch.sigmoid(n.role(p)) for n, p in pairs), _mean(torch.sigmoid(n.speaker(p)) for n, p in pairs)


class _Repeats(_Together):
    def forward(self, earlier: Tensor, later: Tensor, kinds: Tensor, features: Tensor) -> Tensor:
        return _mean(torch.sigmoid(network.repeats(a, b, kinds, features)) for network, a, b in self.each(earlier, later))


class _Refers(_Together):
    def forward(self, earlier: Tensor, later: Tensor, features: Tensor) -> Tensor:
        return _mean(torch.sigmoid(network.refers(a, b, features)) for network, a, b in self.each(earlier, later))


class _Edges(_Together):
    def forward(self, cues: Tensor, words: Tensor, features: Tensor) -> Tensor:
        return _mean(network.edges(c, w, features) for network, c, w in self.each(cues, words))


def ship(
    networks: Sequence[Analyser], facts: Mapping[str, object], words: Path, out: Path, *, name: str = "musnad-analyser-2", eight_bits: bool = True
) -> None:
    """Write networks that answer together into ``out``, with words and vectors from the folder ``words``.

    The weights of their layers are in 8 bits unless told otherwise. A head of flat names that lies there was trained on other states, and is taken away.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / NAMES).unlink(missing_ok=True)
    shape = networks[0].shape
    long, wide = torch.long, 2 * shape.above * len(networks)
    graphs: dict[str, tuple[nn.Module, dict[str, Tensor], tuple[str, ...], int]] = {
        "words": (
            _Words(networks),
            {
                "vectors": torch.zeros(1, 7, shape.vector),
                "letters": torch.zeros(1, 7, LETTERS, dtype=long),
                "said": torch.zeros(1, 7, 2, dtype=long),
                "facts": torch.zeros(1, 7, FACTS),
            },
            ("states", "outer", "inner", "skip"),
            1,
        ),
        "acts": (_Acts(networks), {"states": torch.zeros(3, wide), "features": torch.zeros(3, 4, dtype=long)}, ("types", "cue", "statuses", "modes"), 0),
        "pairs": (
            _Pairs(networks),
            {
                "words": torch.zeros(3, wide),
                "mentions": torch.zeros(3, wide),
                "between": torch.zeros(3, wide),
                "kinds": torch.zeros(3, dtype=long),
                "features": torch.zeros(3, len(PAIR_SIZES), dtype=long),
            },
            ("roles", "voices"),
            0,
        ),
        "repeats": (
            _Repeats(networks),
            {
                "earlier": torch.zeros(3, wide),
                "later": torch.zeros(3, wide),
                "kinds": torch.zeros(3, dtype=long),
                "features": torch.zeros(3, len(SAME_SIZES), dtype=long),
            },
            ("same",),
            0,
        ),
        "edges": (
            _Edges(networks),
            {"cues": torch.zeros(3, wide), "words": torch.zeros(3, wide), "features": torch.zeros(3, len(EDGE_SIZES), dtype=long)},
            ("edges",),
            0,
        ),
        "refers": (
            _Refers(networks),
            {"earlier": torch.zeros(3, wide), "later": torch.zeros(3, wide), "features": torch.zeros(3, len(REFERRING_SIZES), dtype=long)},
            ("one",),
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
        "modes": [mode for mode in mode_numbers() if mode is not None],
        "steps": [[round(value, 4) for value in row] for row in torch.stack([n.steps.detach() for n in networks]).mean(0).tolist()],
        "thresholds": THRESHOLDS,
        "files": {file: hashlib.sha256((out / file).read_bytes()).hexdigest() for file in FILES},
    }
    (out / "model.json").write_text(json.dumps(listed, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def ship_names(head: FlatNames, out: Path) -> None:
    """Add the head of flat names to the network in ``out``."""
    head.eval()
    path = out / NAMES
    given = {
        "states": torch.zeros(1, 7, head.states),
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
