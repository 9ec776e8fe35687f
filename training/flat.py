"""Trains the head that reads flat names (people, places, organisations) on the states of a network that is trained already, and tells how well it does.

Usage:
    python training/flat.py MODEL_DIR ANERCORP.txt [--epochs 16] [--json OUT]

MODEL_DIR is from ``training/train.py``; ANERCORP.txt has a word and its tag a line, an empty line after a sentence (Benajiba et al. 2007; the training
split of CAMeL Lab, CC BY-SA 4.0). Its last tenth is held back: the head is never trained on it, and the F1 printed is on it, by exact spans, with what
the package itself reads of the texts. The network's other weights are left as they are, so that only ``names.onnx`` stems from ANERcorp.
Seeds are fixed. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parent))

from network import FlatNames, Shape, partition
from shipping import ship_names
from train import rows

from musnad.analysis.learned.features import FLAT, Floats, Numbers, word_features
from musnad.analysis.learned.network import Network
from musnad.analysis.mentions import find_mentions
from musnad.analysis.scene import Scene
from musnad.language.tokens import read_document

TOGETHER = 10  # sentences that are read as one text
STEP, RATE, SMOOTH = 6, 2e-3, 0.98
TAGS = {"PERS": "PERSON", "LOC": "LOC", "ORG": "ORG"}  # ANERcorp's, and ours; its MISC is no name here
Sentence = list[tuple[str, str]]
Span = tuple[int, int, str]


@dataclass(slots=True)
class Text:
    """Some sentences as one text: its folded words, what the network sees of them, their tags (T,), and by sentence its words' first token and the marks."""

    folded: list[str]
    given: tuple[Floats, Floats, Numbers, Numbers]
    tags: Numbers
    words: list[list[int]]
    marked: list[set[Span]]


def sentences(path: Path) -> list[Sentence]:
    """The sentences of a file of words and tags. SystemExit if it is missing or has none."""
    if not path.is_file():
        raise SystemExit(f"{path}: missing; give the file of ANERcorp's training split")
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    out = [[(word, tag) for word, _, tag in (line.rpartition(" ") for line in block.splitlines() if line.strip())] for block in blocks]
    if not any(out):
        raise SystemExit(f"{path}: no line has a word and its tag")
    return [sentence for sentence in out if sentence]


def marked(tags: Sequence[str]) -> set[Span]:
    """The spans of a row of tags: (first word, last word + 1, label)."""
    out, first = set(), None
    for n, tag in enumerate([*tags, "O"]):
        label = TAGS.get(tag[2:], "")
        if first is not None and (tag[:2] != "I-" or label != first[1]):
            out.add((first[0], n, first[1]))
            first = None
        if label and first is None:
            first = (n, label)
    return out


def texts(network: Network, corpus: Sequence[Sentence]) -> Iterator[Text]:
    """The sentences as the network reads them, some at a time."""
    for start in range(0, len(corpus), TOGETHER):
        some, at, places = corpus[start : start + TOGETHER], 0, []
        for sentence in some:
            places.append([])
            for word, _ in sentence:
                places[-1].append((at, at + len(word)))
                at += len(word) + 1
        document = read_document("\n".join(" ".join(word for word, _ in sentence) for sentence in some), [])
        scene = Scene.of(document, "2005-01-01", None)
        find_mentions(scene)
        folded, (said, facts) = [token.norm for token in document.tokens], word_features(scene)
        given = (network.read(folded, said, facts).states, *network.spelt(folded), said)
        tags = np.zeros(len(document.tokens), np.int64)
        starts = [[document.token_at(a) for a, _ in sentence] for sentence in places]
        gold = [marked([tag for _, tag in sentence]) for sentence in some]
        for words, spans in zip(starts, gold, strict=True):
            for first, last, label in spans:
                end = words[last] if last < len(words) else words[last - 1] + 1
                tags[words[first] : max(end, words[first] + 1)] = FLAT.index(f"I-{label}")
                tags[words[first]] = FLAT.index(f"B-{label}")
        yield Text(folded, given, tags, starts, gold)


def train(corpus: Sequence[Text], alphabet: int, epochs: int, seed: int = 1) -> FlatNames:
    """The head after so many epochs, its weights the mean of the last steps'."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    head = FlatNames(Shape(alphabet), corpus[0].given[0].shape[1])
    mean = torch.optim.swa_utils.AveragedModel(head, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(SMOOTH))
    optimiser = torch.optim.AdamW(head.parameters(), RATE, weight_decay=0.01)
    for epoch in range(epochs):
        head.train()
        order = chance.sample(corpus, len(corpus))
        lost = 0.0
        for start in range(0, len(order), STEP):
            some = order[start : start + STEP]
            given, tags = [rows(column) for column in zip(*(t.given for t in some), strict=True)], rows([t.tags for t in some])
            mask = torch.arange(tags.numel()).view_as(tags) < sum(len(t.tags) for t in some)
            loss = partition(head(*given), head.steps, tags, mask)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(head.parameters(), 2.0)
            optimiser.step()
            mean.update_parameters(head)
            lost += float(loss.detach())
        sys.stderr.write(f"epoch {epoch + 1} of {epochs}: {lost * STEP / len(order):.4f}\n")
    found: FlatNames = mean.module
    return found.eval()


def scored(network: Network, corpus: Sequence[Text]) -> dict[str, float]:
    """F1 of exact spans, of all and of each label."""
    right, wanted, found = Counter[str](), Counter[str](), Counter[str]()
    for text in corpus:
        spans = network.flat_names(text.folded, text.given[3], text.given[0])
        for words, gold in zip(text.words, text.marked, strict=True):
            place = {token: n for n, token in enumerate(words)}
            inside = [(first, last, label) for first, last, label, _ in spans if words[0] <= first <= words[-1]]
            read = {(place[first], sum(w < last for w in words), label) for first, last, label in inside if first in place}
            for counter, some in ((right, gold & read), (wanted, gold), (found, read)):
                counter.update(label for *_, label in some)
                counter["all"] += len(some)
    return {label: round(2 * right[label] / max(1, wanted[label] + found[label]), 4) for label in ("all", *TAGS.values())}


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains, ships and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("anercorp", type=Path)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args(arguments)
    corpus = sentences(given.anercorp)
    network, kept = Network(given.model), len(corpus) - len(corpus) // 10
    head = train(list(texts(network, corpus[:kept])), network.alphabet, given.epochs)
    ship_names(head, given.model)
    shipped = Network(given.model)
    figures = scored(shipped, list(texts(shipped, corpus[kept:])))
    sys.stdout.write("  ".join(f"{name} {value:.3f}" for name, value in figures.items()) + f"  ({len(corpus) - kept} sentences held back)\n")
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
