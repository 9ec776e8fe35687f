"""The network of the learned analyser: an encoder of words, and heads.

Of mentions, and which of them are of one entity; of acts with their types, modes, statuses, roles and repeats; of cues with their speakers and the
words that they report.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from examples import mode_numbers
from torch import Tensor, nn

from musnad.analysis.learned.coreference import REFERRING_SIZES
from musnad.analysis.learned.features import EDGE_SIZES, FLAT, KINDS, PAIR_SIZES, SAME_SIZES, STATUSES, TAGS, TYPES

MODES = len(mode_numbers()) - 1  # but for none
FACTS = len(TYPES) + len(KINDS) + 4


@dataclass(frozen=True)
class Shape:
    """Sizes: of the alphabet, of a word's vector, of letters' vectors and filters, of the two layers (each way); how many modes of acts there are."""

    alphabet: int
    vector: int = 100
    letter: int = 24
    filters: int = 64
    below: int = 256
    above: int = 160
    drop: float = 0.4
    modes: int = MODES


def spell(table: nn.Embedding, filters: nn.Conv1d, letters: Tensor) -> Tensor:
    """Words by their letters: (N, LETTERS) to (N, filters)."""
    return torch.relu(filters(table(letters).transpose(1, 2))).max(2)[0]


def looked_up(tables: nn.ModuleList, features: Tensor) -> Tensor:
    """What each column of features (N, columns) is in its table, side by side."""
    return torch.cat([table(column) for table, column in zip(tables, features.T, strict=True)], -1)


class Reader(nn.Module):
    """Words read both ways by one recurrent layer: what is pretrained on raw text."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.letters = nn.Embedding(shape.alphabet + 1, shape.letter, padding_idx=0)
        self.filters = nn.Conv1d(shape.letter, shape.filters, 3, padding=1)
        self.layer = nn.LSTM(shape.vector + shape.filters, shape.below, batch_first=True, bidirectional=True)

    def spell(self, letters: Tensor) -> Tensor:
        """(N, LETTERS) to (N, filters)."""
        return spell(self.letters, self.filters, letters)


class Analyser(nn.Module):
    """Encoder and heads."""

    def __init__(self, shape: Shape, *, rules: bool = True) -> None:
        super().__init__()
        self.shape, self.rules = shape, rules
        self.reader = Reader(shape)
        self.said = nn.Embedding(len(TAGS), 16)
        wide = 2 * shape.above
        self.above = nn.LSTM(2 * shape.below + 32 + FACTS, shape.above, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(shape.drop)
        self.outer, self.inner = nn.Linear(wide, len(TAGS)), nn.Linear(wide, len(TAGS))
        self.steps = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.skip = nn.Linear(wide, 4)
        sizes = (1 + len(TYPES), 1 + len(KINDS), 2, 2)
        self.act_features = nn.ModuleList(nn.Embedding(size, 16) for size in sizes)
        self.act = nn.Sequential(nn.Linear(wide + 16 * len(sizes), 128), nn.ReLU(), nn.Dropout(0.3), nn.Linear(128, 1 + len(TYPES)))
        self.cue = nn.Sequential(nn.Linear(wide + 16 * len(sizes), 64), nn.ReLU(), nn.Dropout(0.3), nn.Linear(64, 2))
        self.status = nn.Sequential(nn.Linear(wide + 16 * len(sizes), 64), nn.ReLU(), nn.Dropout(0.3), nn.Linear(64, len(STATUSES)))
        self.mode = nn.Sequential(nn.Linear(wide + 16 * len(sizes), 128), nn.ReLU(), nn.Dropout(0.3), nn.Linear(128, 1 + shape.modes))
        self.edge_features = nn.ModuleList(nn.Embedding(size, 8) for size in EDGE_SIZES)
        self.cue_word, self.edge_word = nn.Linear(wide, 64), nn.Linear(wide, 64)
        self.edge = nn.Sequential(nn.Linear(3 * 64 + 8 * len(EDGE_SIZES), 64), nn.ReLU(), nn.Dropout(0.3), nn.Linear(64, 2))
        self.pair_features = nn.ModuleList(nn.Embedding(size, 8) for size in PAIR_SIZES)
        pair = 4 * 96 + 8 * len(PAIR_SIZES) + 16
        self.kind = nn.Embedding(1 + len(TYPES), 16)
        self.left, self.right, self.middle = nn.Linear(wide, 96), nn.Linear(wide, 96), nn.Linear(wide, 96)
        self.same_features = nn.ModuleList(nn.Embedding(size, 8) for size in SAME_SIZES)
        self.act_word = nn.Linear(wide, 96)
        self.same = nn.Sequential(nn.Linear(3 * 96 + 8 * len(SAME_SIZES) + 16, 96), nn.ReLU(), nn.Dropout(0.3), nn.Linear(96, 1))
        self.referring_features = nn.ModuleList(nn.Embedding(size, 8) for size in REFERRING_SIZES)
        self.referring_word = nn.Linear(wide, 96)
        self.one = nn.Sequential(nn.Linear(3 * 96 + 8 * len(REFERRING_SIZES), 96), nn.ReLU(), nn.Dropout(0.3), nn.Linear(96, 1))
        self.role = nn.Sequential(nn.Linear(pair, 128), nn.ReLU(), nn.Dropout(0.3), nn.Linear(128, 3))
        self.speaker = nn.Sequential(nn.Linear(pair, 128), nn.ReLU(), nn.Dropout(0.3), nn.Linear(128, 2))

    def encode(self, vectors: Tensor, letters: Tensor, said: Tensor, facts: Tensor) -> Tensor:
        """(B, T, …) to (B, T, 2 * above)."""
        rows, size = vectors.shape[:2]
        spelt = self.reader.spell(letters.reshape(rows * size, -1)).view(rows, size, -1)
        below = self.reader.layer(torch.cat([vectors, spelt], -1))[0]
        told = self.said(said).flatten(2)
        if not self.rules:
            told, facts = told * 0, facts * 0
        return self.drop(self.above(torch.cat([self.drop(below), told, facts], -1))[0])

    def acts(self, hidden: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """(N, wide), (N, 4) to the scores of types (N, 17), of being a cue (N, 2), of statuses (N, 6) and of modes, none first (N, 1 + modes)."""
        told = looked_up(self.act_features, features)
        x = torch.cat([hidden, told if self.rules else told * 0], -1)
        return self.act(x), self.cue(x), self.status(x), self.mode(x)

    def edges(self, cue: Tensor, word: Tensor, features: Tensor) -> Tensor:
        """(P, wide), (P, wide), (P, …) to the scores that the words reported begin and end here (P, 2)."""
        a, b = self.cue_word(cue), self.edge_word(word)
        told = looked_up(self.edge_features, features)
        scores: Tensor = self.edge(torch.cat([a, b, a * b, told], -1))
        return scores

    def pairs(self, word: Tensor, mention: Tensor, between: Tensor, kind: Tensor, features: Tensor) -> Tensor:
        """(P, wide) of a word, of a mention and of what stands between them, (P,), (P, …) to the features of pairs."""
        a, b = self.left(word), self.right(mention)
        told = looked_up(self.pair_features, features)
        return torch.cat([a, b, a * b, self.middle(between), told, self.kind(kind)], -1)

    def repeats(self, earlier: Tensor, later: Tensor, kind: Tensor, features: Tensor) -> Tensor:
        """(P, wide), (P, wide), (P,), (P, …) to the scores of telling the same happening (P,)."""
        a, b = self.act_word(earlier), self.act_word(later)
        told = looked_up(self.same_features, features)
        return self.same(torch.cat([a, b, a * b, told, self.kind(kind)], -1))[:, 0]

    def refers(self, earlier: Tensor, later: Tensor, features: Tensor) -> Tensor:
        """(P, wide), (P, wide), (P, …) to the scores that two mentions are of one entity (P,)."""
        a, b = self.referring_word(earlier), self.referring_word(later)
        told = looked_up(self.referring_features, features)
        scores: Tensor = self.one(torch.cat([a, b, a * b, told], -1))[:, 0]
        return scores


class FlatNames(nn.Module):
    """Flat names, from the words themselves and the states (so wide) that analysers have of them: one more recurrent layer, and a linear-chain CRF."""

    def __init__(self, shape: Shape, states: int, size: int = 160) -> None:
        super().__init__()
        self.shape, self.states = shape, states
        self.letters = nn.Embedding(shape.alphabet + 1, shape.letter, padding_idx=0)
        self.filters = nn.Conv1d(shape.letter, shape.filters, 3, padding=1)
        self.said = nn.Embedding(len(TAGS), 16)
        self.drop = nn.Dropout(shape.drop)
        self.layer = nn.LSTM(states + shape.vector + shape.filters + 32, size, batch_first=True, bidirectional=True)
        self.tags = nn.Linear(2 * size, len(FLAT))
        self.steps = nn.Parameter(torch.zeros(len(FLAT), len(FLAT)))

    def forward(self, states: Tensor, vectors: Tensor, letters: Tensor, said: Tensor) -> Tensor:
        """(B, T, …) to the scores of tags (B, T, 7)."""
        rows, size = states.shape[:2]
        spelt = spell(self.letters, self.filters, letters.reshape(rows * size, -1)).view(rows, size, -1)
        seen = torch.cat([states, vectors, spelt, self.said(said).flatten(2)], -1)
        scores: Tensor = self.tags(self.drop(self.layer(self.drop(seen))[0]))
        return scores


def partition(scores: Tensor, steps: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
    """The negative log-likelihood of rows of tags (B, T) in a linear-chain CRF (Lafferty et al. 2001), the mean over rows' words."""
    rows = torch.arange(len(scores))
    alpha, right = scores[:, 0], scores[rows, 0, tags[:, 0]]
    for t in range(1, scores.shape[1]):
        there = mask[:, t]
        alpha = torch.where(there[:, None], torch.logsumexp(alpha[:, :, None] + steps[None], 1) + scores[:, t], alpha)
        right = right + torch.where(there, scores[rows, t, tags[:, t]] + steps[tags[:, t - 1], tags[:, t]], torch.zeros(()))
    return (torch.logsumexp(alpha, 1) - right).sum() / mask.sum()
