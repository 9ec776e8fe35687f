"""The second reading of reported speech: cues that the rules do not know, the words that they report, who speaks and who passed the words on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from musnad.analysis.clauses import Clauses
from musnad.analysis.contents import Contents
from musnad.analysis.endings import Endings
from musnad.analysis.learned.features import Edges, Floats, Told, candidates
from musnad.analysis.quotes import pair_quotes
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.spoken import Speech
from musnad.language.clitics import heads
from musnad.language.tokens import QUOTES

if TYPE_CHECKING:
    from musnad.analysis.learned.network import Network

GOES_ON = 1  # sentences within which one who spoke goes on, unnamed
Judge = Callable[[int, list[Mention]], Floats]  # a cue and mentions to the chances of speaker and relay (mentions, 2)


class SecondStatements:
    """The statements of one article, revised in place."""

    def __init__(self, network: Network, states: Floats, scene: Scene, clauses: Clauses) -> None:
        self.network, self.states, self.scene, self.clauses = network, states, scene, clauses
        self.limits = network.thresholds

    def revise(self, speech: list[Speech], told: Told, cues: dict[int, float], judge: Judge) -> None:
        """``cues``: the chances of words to be one; ``told``: what the rules found."""
        for statement in [s for s in speech if cues.get(s.cue_token, 1.0) < self.limits["cue"]]:
            _leave_out(statement, speech)
        self._add(speech, told, cues, judge)
        for statement in speech:
            i = statement.cue_token
            there = self._others(statement)
            if not there:
                continue
            chances = judge(i, there)
            self._speaker(statement, there, chances[:, 0])
            relays = [m for m, chance in zip(there, chances[:, 1], strict=True) if chance >= self.limits["relay"] and m not in statement.speaker]
            statement.relays = relays or [m for m in statement.relays if m not in there or chances[there.index(m), 1] >= self.limits["no relay"]]

    def _others(self, statement: Speech) -> list[Mention]:
        """Who may have said it: the mentions around its cue, but for those that it speaks of."""
        return [m for m in candidates(self.scene, statement.cue_token) if not statement.first <= m.first < statement.last]

    def _speaker(self, statement: Speech, there: list[Mention], chances: Floats) -> None:
        best = int(chances.argmax())
        if chances[best] >= self.limits["speaker"] and there[best] not in statement.voices():
            statement.speaker = [m for m, chance in zip(there, chances, strict=True) if chance >= self.limits["speaker"]]
            statement.follows = None
            statement.why += f"; the trained model is {float(chances[best]):.0%} sure who speaks"

    # --- cues that the rules do not know ---------------------------------------------------------------------------------
    def _add(self, speech: list[Speech], told: Told, cues: dict[int, float], judge: Judge) -> None:
        spans = [span for s in speech for span in s.cue]
        tokens = self.scene.tokens
        new = [i for i, chance in cues.items() if chance >= self.limits["new cue"] and not any(a < tokens[i].end and tokens[i].start < b for a, b in spans)]
        if not new:
            return
        edges, quotes = Edges(self.scene, told), pair_quotes(self.scene.document)
        endings = Endings(self.scene, Contents(self.scene, self.clauses, quotes), quotes)
        for i in new:
            found = self._words(i, edges)
            if found is None or any(min(found[1], s.last) - max(found[0], s.first) > (max(found[1], s.last) - min(found[0], s.first)) / 2 for s in speech):
                continue  # the rules have these words already, by another cue
            statement = self._statement(i, *found, cues[i])
            endings.finish(statement)
            if statement.last > statement.first:
                self._spoken(statement, speech, judge)
                speech.append(statement)
        speech.sort(key=lambda s: (s.span[0], -s.span[1]))

    def _words(self, i: int, edges: Edges) -> tuple[int, int] | None:
        """The likeliest words, all before or all behind it, that the cue at ``i`` reports: (first, last + 1); None if there are none."""
        around = edges.around(i)
        scores = self.network.edges(self.states[[i] * len(around)], self.states[around.start : around.stop], edges.of(i))
        both = scores[:, 0, None] + scores[None, :, 1]
        both[np.tril_indices(len(around), -1)] = -np.inf
        at = i - around.start
        both[: at + 1, at:] = -np.inf
        first, last = np.unravel_index(int(both.argmax()), both.shape)
        return (around.start + int(first), around.start + int(last) + 1) if np.isfinite(both[first, last]) else None

    def _statement(self, i: int, first: int, last: int, chance: float) -> Speech:
        scene, token = self.scene, self.scene.tokens[i]
        reading = next((r for r in scene.readings[i] if r.item.cue is not None), None)
        cue = reading.item.cue if reading is not None else None
        skip = reading.cut.skip if reading is not None else next((c.skip for c in heads(token.norm) if c.conjunction), 0)
        frame = "أن" if scene.that(first - 1) else "quote" if scene.norm(first) in QUOTES else "a noun phrase"
        stance, kind = (cue.stance, cue.kind) if cue is not None else ("asserts", "say")
        why = f"the trained model is {chance:.0%} sure that words are reported here"
        return Speech(first, last, [scene.document.place(token, skip)], i, stance, kind, frame=frame, why=why, after=last <= i)

    def _spoken(self, statement: Speech, speech: list[Speech], judge: Judge) -> None:
        """Give a new statement who likely speaks, or let the one who spoke before go on."""
        there = self._others(statement)
        chances = judge(statement.cue_token, there)[:, 0] if there else np.zeros(0, np.float32)
        statement.speaker = [m for m, chance in zip(there, chances, strict=True) if chance >= self.limits["first speaker"]]
        if not statement.speaker:
            here = self.scene.tokens[statement.cue_token].sentence
            near = (s for s in speech if s.cue_token < statement.cue_token and here - self.scene.tokens[s.cue_token].sentence <= GOES_ON)
            statement.follows = max(near, key=lambda s: s.cue_token, default=None)


def _leave_out(statement: Speech, speech: list[Speech]) -> None:
    """Take a statement out; those that go on with its speaker have him for their own."""
    speech.remove(statement)
    for other in speech:
        if other.follows is statement:
            other.follows = statement.follows
            other.speaker = other.speaker or statement.speaker
