"""What a story is about where attack, defence and killing are no political acts: sport, or a disaster (guideline, settled cases)."""

from __future__ import annotations

from collections import Counter

from musnad.analysis.lexicon import Sense
from musnad.analysis.scene import Mention, Scene
from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold
from musnad.language.clitics import heads

SPORT, DISASTER, VIOLENCE = "sport", "disaster", "violence"
# Sectors of those whose acts count in a sports story too.
POLITICAL = frozenset(("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "REB", "OPP", "ELI"))
# What a disaster does to people looks like these.
SUFFERED = (("ASSAULT", None), ("ASSAULT", "destroy"), ("SANCTION", "expel"), ("COERCE", "restrict"), ("THREATEN", None))


@remembered
def _words() -> dict[str, str]:
    return {fold(word): row["story"] for row in read_table("stories") for word in variants(row["words"])}


class Story:
    """Counts the words of sport, disaster and violence of one scene, in each sentence and in all."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._in: list[Counter[str]] = [Counter() for _ in scene.sentences]
        words = _words()
        for token in scene.tokens:
            if token.kind == "word":
                story = next((words[c.stem] for c in heads(token.norm) if c.stem in words), None)
                if story is not None:
                    self._in[token.sentence][story] += 1
        told = sum(self._in, Counter())
        length = max(1, len(scene.tokens))
        self.sport = told[SPORT] / length if told[SPORT] >= 3 else 0.0
        self.disaster = told[DISASTER] >= 3 and told[DISASTER] > 3 * told[VIOLENCE]

    def excludes(self, i: int, sense: Sense, parties: list[Mention]) -> bool:
        """Whether the word at token ``i`` is no political act here: sport in which no political actor acts, or what a disaster does."""
        if self._is_sport(self.scene.tokens[i].sentence):
            return not any(m.sector in POLITICAL or any(n.sector in POLITICAL for n in m.names) for m in parties)
        return self.disaster and (sense.type, sense.mode) in SUFFERED

    def _is_sport(self, sentence: int) -> bool:
        """A sentence with words of sport in a story that has many of them."""
        here = self._in[sentence][SPORT]
        return self.sport >= 0.03 or (here >= 1 and self.sport >= 0.015) or (here >= 3 and self.sport >= 0.005)
