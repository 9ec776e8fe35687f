"""Which mentions may be of one entity, as the trained network sees them: a mention and one before it of the same type.

Two names that the knowledge has are left to it: they are of one entity, or they are not, and nothing is to be judged.
"""

from __future__ import annotations

import numpy as np

from musnad.analysis.learned.features import LABELS, MENTION_KINDS, Numbers, label_of
from musnad.analysis.scene import Mention, Scene

BEFORE = 10  # mentions that a later one is compared with; and as many from the beginning of the article
OPENING = 2  # sentences that an article begins with, its headline among them
REFERRING_SIZES = (len(LABELS) + 1, len(LABELS) + 1, len(MENTION_KINDS) + 1, len(MENTION_KINDS) + 1, 6, 2, 8, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2)


def alike(a: str, b: str) -> bool:
    """Whether mentions of these types may be of one entity: an armed movement (ORG) is told by its people (NORP)."""
    return a == b or {a, b} == {"NORP", "ORG"}


class Referring:
    """Features of two mentions together."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._words = {id(m): self._content(m) for m in scene.mentions}

    def pairs(self) -> list[tuple[Mention, Mention, int]]:
        """The (earlier, later) mentions that are judged, and how many that are alike stand between, in the order of the later."""
        out = []
        before: list[Mention] = []
        for later in sorted((m for m in self.scene.mentions if m.kind != "pair"), key=lambda m: (m.span[0], -m.span[1])):
            there = [m for m in before if alike(m.type, later.type)]
            near = there[-BEFORE:]
            opening = [m for m in there[:-BEFORE] if self.scene.tokens[m.first].sentence < OPENING][:BEFORE]
            out += [(m, later, len(there) - 1 - n) for n, m in enumerate(opening) if not self._settled(m, later)]
            out += [(m, later, len(near) - 1 - n) for n, m in enumerate(near) if not self._settled(m, later)]
            before.append(later)
        return out

    @staticmethod
    def _settled(a: Mention, b: Mention) -> bool:
        return bool(a.names and b.names) or a.inside is b or b.inside is a

    def of(self, earlier: Mention, later: Mention, between: int) -> tuple[int, ...]:
        """One row, each number below its size in ``REFERRING_SIZES``."""
        tokens, words, others = self.scene.tokens, self._words[id(earlier)], self._words[id(later)]
        shared = len(words & others)
        heads = earlier.head.partition(" ")[0], later.head.partition(" ")[0]
        title = earlier.title or later.title
        return (
            *(1 + LABELS.index(label_of(m.type, named=m.named)) if m.type in LABELS else 0 for m in (earlier, later)),
            *(1 + MENTION_KINDS.index(m.kind) if m.kind in MENTION_KINDS else 0 for m in (earlier, later)),
            min(5, tokens[later.first].sentence - tokens[earlier.first].sentence),
            int(tokens[earlier.first].sentence == 0),
            min(7, between),
            _agree(earlier.gender, later.gender),
            _agree(earlier.number, later.number),
            _agree(_country(earlier), _country(later)),
            _agree(_sector(earlier), _sector(later)),
            _agree(*heads),
            min(2, shared),
            1 if others <= words else 2 if words <= others else 0,
            int(earlier.definite),
            int(later.definite),
            int(title is not None and title.head.partition(" ")[0] in heads),
            int(later.first - earlier.last <= 1),
            int(later.conjunction),
        )

    def rows(self, pairs: list[tuple[Mention, Mention, int]]) -> Numbers:
        """(pairs, 19)."""
        return np.array([self.of(*pair) for pair in pairs], np.int64).reshape(-1, len(REFERRING_SIZES))

    def _content(self, mention: Mention) -> frozenset[str]:
        return frozenset(self.scene.norm(j).removeprefix("ال") for j in range(mention.first, mention.last) if self.scene.tokens[j].is_word)


def _agree(a: str | None, b: str | None) -> int:
    """0 where one of them is not known, 1 where they agree, 2 where they differ."""
    return 0 if not a or not b else 1 if a == b else 2


def _country(mention: Mention) -> str | None:
    return mention.country or next((n.country for n in mention.names), None)


def _sector(mention: Mention) -> str | None:
    return mention.sector or next((n.sector for n in mention.names), None)
