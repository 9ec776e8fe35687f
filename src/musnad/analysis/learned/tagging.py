"""Rows of B-, I- and O tags: the likeliest, and the spans that they mark."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from musnad.analysis.learned.features import Floats


def best_tags(scores: Floats, steps: Floats) -> list[int]:
    """The likeliest tags of a row of words: scores (T, tags) and of steps from tag to tag (tags, tags), by Viterbi's algorithm (1967)."""
    if not len(scores):
        return []
    alpha, back = scores[0], []
    for row in scores[1:]:
        ways = alpha[:, None] + steps
        back.append(ways.argmax(0))
        alpha = ways.max(0) + row
    tags = [int(alpha.argmax())]
    for row in reversed(back):
        tags.append(int(row[tags[-1]]))
    return tags[::-1]


def likely(scores: Floats) -> Floats:
    """The chances of each word's tags by its own scores (T, tags), whatever stands beside it."""
    chances = np.exp(scores - scores.max(1, keepdims=True))
    out: Floats = chances / chances.sum(1, keepdims=True)
    return out


def sureness(tags: Sequence[int], chances: Floats, first: int, last: int) -> float:
    """The mean chance of the tags of words ``first`` to ``last``."""
    return float(np.mean([chances[i, tags[i]] for i in range(first, last)]))


def spans_of(tags: Sequence[int], labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """The (first, last, label) that a row of tags marks, each the number of its label; an inside tag without its beginning begins a span."""
    names = [labels[tag] for tag in tags]
    starts = [i for i, (before, name) in enumerate(pairwise(["O", *names])) if name != "O" and (name[0] == "B" or before[2:] != name[2:])]
    out = []
    for i in starts:
        last = i + 1
        while last < len(names) and names[last] == f"I-{names[i][2:]}":
            last += 1
        out.append((i, last, names[i][2:]))
    return out
