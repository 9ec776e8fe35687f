"""Names as the network reads them: those that the rules lack are put in, those that are none are taken out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from musnad.analysis.learned.features import TAGS, Floats
from musnad.analysis.learned.tagging import best_tags, spans_of
from musnad.analysis.names import NameFinder
from musnad.analysis.scene import Mention, Scene
from musnad.language.clitics import heads

if TYPE_CHECKING:
    from musnad.analysis.learned.network import Seen

SPEAKING = ("PERSON", "ORG", "GPE", "NORP", "MEDIA")


class SecondNames(NameFinder):
    """Revises the names of one scene."""

    def __init__(self, scene: Scene, seen: Seen, steps: Floats, limits: Mapping[str, float]) -> None:
        super().__init__(scene)
        self.seen, self.limits = seen, limits
        self.tags = best_tags(seen.outer, steps)
        chances = np.exp(seen.outer - seen.outer.max(1, keepdims=True))
        self.chances = chances / chances.sum(1, keepdims=True)

    def revise(self) -> None:
        """Take out and put in."""
        for mention in [m for m in self.scene.mentions if m.named and not m.names and m.kind in ("person", "head", "name")]:
            nothing = float(self.chances[mention.first : mention.last, 0].mean())
            if nothing >= self.limits["no name"]:
                self.scene.remove(mention)
        for first, last, label in spans_of(self.tags, TAGS):
            if label.endswith("-u") or any(self.scene.covering(i) is not None for i in range(first, last)):
                continue
            sure = float(np.mean([self.chances[i, self.tags[i]] for i in range(first, last)]))
            if sure >= self.limits["new name"] and all(self.scene.tokens[i].kind != "break" for i in range(first, last)):
                self._put(first, last, label, sure)

    def _put(self, first: int, last: int, label: str, sure: float) -> None:
        wanted = int(self.seen.skip[first].argmax())
        skip = wanted if any(cut.name_skip == wanted for cut in heads(self.norms[first])) else 0
        mention: Mention = self._mention(first, last, skip, label, "person" if label == "PERSON" else "head", named=True)
        mention.speaks = label in SPEAKING
        mention.sector = "JRN" if label == "MEDIA" else None
        mention.why = f"the trained model reads a name here, {sure:.0%} sure"
        self._add(mention, skip)
