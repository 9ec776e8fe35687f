"""Who speaks: the mentions near a cue."""

from __future__ import annotations

from musnad.analysis.clauses import Clauses
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.unread import SPEAKING
from musnad.language.tokens import Sentence


class Speakers:
    """Finds the speakers of one scene."""

    def __init__(self, scene: Scene, clauses: Clauses) -> None:
        self.scene, self.clauses = scene, clauses

    def mentions(self, first: int, last: int) -> list[Mention]:
        """The outermost mentions that begin in a range of tokens."""
        out: list[Mention] = []
        j = first
        while j < last:
            mention = self.scene.starting(j)
            if mention is None:
                j += 1
                continue
            out.append(mention)
            j = mention.last
        return out

    def main_subject(self, i: int, sentence: Sentence) -> list[Mention]:
        """The subject of the last verb before ``i`` in the sentence."""
        for j in range(i - 1, sentence.first - 1, -1):
            if self.scene.is_verb(j):
                subject = [m for m in self.clauses.actor_of(j) if m.type in SPEAKING]
                if subject:
                    return subject
        return []
