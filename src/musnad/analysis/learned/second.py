"""The second reading of an article: what the rules found, revised by the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from musnad.analysis.acts import PLACES, Trigger
from musnad.analysis.clauses import Clauses
from musnad.analysis.learned.coreference import Referring
from musnad.analysis.learned.features import STATUSES, TYPES, Floats, Numbers, Pairs, Repeats, Told, act_features, candidates, modes, word_features
from musnad.analysis.learned.names import SecondNames
from musnad.analysis.learned.statements import SecondStatements
from musnad.analysis.lexicon import Item, Sense
from musnad.analysis.scene import Mention, Referred, Scene
from musnad.analysis.spoken import Speech
from musnad.language.clitics import heads
from musnad.record import ROLES

if TYPE_CHECKING:
    from musnad.analysis.learned.network import Judged, Network

BACK = 40  # acts of its type before it that one may tell again: in a very long text not all
NOTHING: frozenset[str] = frozenset()
BLANK = Sense("", "", None, (), (), (), "", NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, "", "", noun=False)


class SecondReading:
    """One article as the network sees it."""

    def __init__(self, network: Network, scene: Scene) -> None:
        self.network, self.scene = network, scene
        self.limits = network.thresholds
        said, facts = word_features(scene)
        words = [t.norm for t in scene.tokens]
        self.seen = network.read(words, said, facts)
        self.flat = network.flat_names(words, said, self.seen.states)
        self._sums = np.pad(self.seen.states.cumsum(0, np.float64), ((1, 0), (0, 0)))  # of the states of the words before each

    def revise_names(self) -> None:
        """Revise the names of the scene, in place; before its clauses are read."""
        SecondNames(self.scene, self.seen, self.flat, self.network.steps, self.limits).revise()

    def revise(self, clauses: Clauses, triggers: list[Trigger], speech: list[Speech]) -> None:
        """Revise triggers with their roles, and who speaks, in place."""
        told = Told.of(triggers, speech)
        pairs, repeats = Pairs(self.scene, clauses, told), Repeats(self.scene, told)
        at = [t.index for t in self.scene.tokens if t.is_word and self._free(t.index)]
        if not at:
            return
        judged = self.network.acts(self.seen.states[at], act_features(self.scene, told, at))
        statements = SecondStatements(self.network, self.seen.states, self.scene, clauses)
        statements.revise(speech, told, dict(zip(at, judged.cues, strict=True)), lambda i, there: self._voices(i, there, pairs))
        self._triggers(triggers, told, at, judged)
        self._roles(triggers, pairs)
        self._repeats(triggers, repeats)

    def referring(self) -> list[Referred]:
        """The mentions, two and two, that are likely of one entity, with the chance; the likeliest first."""
        referring = Referring(self.scene)
        pairs = referring.pairs()
        if not pairs:
            return []
        earlier, later, _ = zip(*pairs, strict=True)
        chances = self.network.refers(self._states(earlier), self._states(later), referring.rows(pairs))
        likely = [(a, b, float(chance)) for (a, b, _), chance in zip(pairs, chances, strict=True) if chance >= self.limits["one"]]
        return sorted(likely, key=lambda found: -found[2])

    def _free(self, i: int) -> bool:
        """Whether a word may be a trigger: it is in no name but that of an event."""
        held = self.scene.covering(i)
        return held is None or not held.named or held.type == "EVENT"

    def _voices(self, i: int, there: list[Mention], pairs: Pairs) -> Floats:
        """The chances of mentions to speak at the cue at ``i``, and to have passed the words on."""
        return self._pairs([(i, m) for m in there], np.zeros(len(there), np.int64), pairs)[1]

    def _triggers(self, triggers: list[Trigger], told: Told, at: list[int], judged: Judged) -> None:
        free = set(at)
        kept = [t for t in triggers if t.token not in free]
        for i, chances, statuses, modal in zip(at, judged.types, judged.statuses, judged.modes, strict=True):
            before = told.triggers.get(i)
            if 1 - chances[0] < self.limits["act" if before is not None else "new act"]:
                continue
            type_ = TYPES[int(chances[1:].argmax())]
            trigger = before or self._new(i)
            if before is None or trigger.sense.type != type_ and chances.max() >= self.limits["retype"]:
                self._sense(trigger, type_)
            trigger.sure = float(chances[1 + TYPES.index(trigger.sense.type)])
            if statuses.max() >= self.limits["status"]:
                trigger.status = STATUSES[int(statuses.argmax())]
            self._mode(trigger, modal)
            kept.append(trigger)
        triggers[:] = sorted(kept, key=lambda t: t.token)

    def _sense(self, trigger: Trigger, type_: str) -> None:
        """Give a trigger the lexicon's sense of its word in this type; where it has none, one without a mode."""
        readings = self.scene.readings[trigger.token]
        known = next((sense for reading in readings for sense in reading.item.senses if sense.type == type_), None)
        lemma = readings[0].item.lemma if readings else self.scene.norm(trigger.token)
        trigger.sense = known or replace(BLANK, lemma=lemma, type=type_)
        trigger.unlisted = known is None

    def _mode(self, trigger: Trigger, chances: Floats) -> None:
        """Give a trigger the likeliest mode of its type, or none, if the network is sure enough."""
        numbers = {0: None, **{self.network.modes[mode]: mode for mode in modes()[trigger.sense.type] if mode in self.network.modes}}
        best = max(numbers, key=lambda n: float(chances[n]))
        if numbers[best] != trigger.sense.mode and chances[best] >= self.limits["mode"]:
            trigger.sense = replace(trigger.sense, mode=numbers[best])

    def _new(self, i: int) -> Trigger:
        """A trigger that the rules do not have, its sense still blank."""
        verb = self.scene.verb(i)
        reading = verb or next((r for r in self.scene.readings[i] if r.item.senses), None) or next(iter(self.scene.readings[i]), None)
        token = self.scene.tokens[i]
        skip = reading.cut.name_skip if reading is not None else next((c.name_skip for c in heads(token.norm) if c.article), 0)
        article = reading.cut.article if reading is not None else any(c.article for c in heads(token.norm))
        item = reading.item if reading is not None else Item("noun", token.norm)
        kind = item.kind if item.kind in ("verb", "masdar", "active", "passive") else "noun"
        trigger = Trigger(i, self.scene.document.place(token, skip), BLANK, kind, item, i if verb is not None else None, article=article)
        trigger.passive = verb is not None and item.voice == "passive"
        trigger.person = item.person if kind == "verb" else 3
        return trigger

    def _roles(self, triggers: list[Trigger], pairs: Pairs) -> None:
        there = [candidates(self.scene, t.token) for t in triggers]
        owners = [(t, m) for t, mentions in zip(triggers, there, strict=True) for m in mentions]
        if not owners:
            return
        kinds = np.array([1 + TYPES.index(t.sense.type) for t, _ in owners], np.int64)
        roles, _ = self._pairs([(t.token, m) for t, m in owners], kinds, pairs)
        for trigger, mentions, chances in zip(triggers, there, np.split(roles, np.cumsum([len(m) for m in there])[:-1]), strict=True):
            self._roles_of(trigger, mentions, chances)

    def _roles_of(self, trigger: Trigger, mentions: list[Mention], chances: Floats) -> None:
        """Give a trigger the roles that are likely: those that the rules gave sooner, and all the sooner where nobody else is likely.

        A place that the rules have struck then stays: reports that name nobody else agree by it.
        """
        said = {name: list(getattr(trigger, name)) for name in ROLES}
        for name in ROLES:
            setattr(trigger, name, [])
        best = dict(zip(ROLES, chances.max(0, initial=0.0), strict=True))
        for mention, row in zip(mentions, chances, strict=True):
            chance = {name: float(value) for name, value in zip(ROLES, row, strict=True)}
            for name in ROLES:
                least = self.limits[name]
                if mention in said[name]:
                    struck = name == "recipient" and mention.type in PLACES
                    least = self.limits["kept role"] if best[name] >= least else 0.0 if struck else self.limits["only role"]
                if chance[name] < least:
                    chance[name] = 0.0
            role = "actor" if chance["actor"] >= chance["recipient"] else "recipient"
            self._give(trigger, role, mention, chance[role], said, "sure role")
            if mention.type in PLACES:
                self._give(trigger, "place", mention, chance["place"], said, "sure place")

    def _give(self, trigger: Trigger, role: str, mention: Mention, chance: float, said: dict[str, list[Mention]], sure: str) -> None:
        if chance:
            getattr(trigger, role).append(mention)
            if mention not in said[role] and chance < self.limits[sure]:
                trigger.unsure.append((role, mention))

    def _repeats(self, triggers: list[Trigger], repeats: Repeats) -> None:
        """Let each trigger repeat the earlier one that it most likely tells again, if any is likely enough."""
        pairs = [(a, b) for n, b in enumerate(triggers) for a in [t for t in triggers[:n] if t.sense.type == b.sense.type][-BACK:]]
        if not pairs:
            return
        states = self.seen.states
        chances = self.network.repeats(
            states[[a.token for a, _ in pairs]],
            states[[b.token for _, b in pairs]],
            np.array([1 + TYPES.index(a.sense.type) for a, _ in pairs], np.int64),
            np.array([repeats.of(a.token, b.token) for a, b in pairs], np.int64),
        )
        best: dict[int, float] = {}
        for (earlier, later), chance in zip(pairs, chances, strict=True):
            if chance >= max(self.limits["same"], best.get(id(later), 0.0)):
                best[id(later)], later.repeats = float(chance), earlier

    def _states(self, mentions: Sequence[Mention]) -> Floats:
        """The states of mentions: the mean of their first and last words'."""
        states = self.seen.states
        out: Floats = (states[[m.first for m in mentions]] + states[[m.last - 1 for m in mentions]]) / np.float32(2)
        return out

    def _pairs(self, rows: list[tuple[int, Mention]], kinds: Numbers, pairs: Pairs) -> tuple[Floats, Floats]:
        states = self.seen.states
        features = np.array([pairs.of(i, m) for i, m in rows], np.int64)
        ends = np.array([(i + 1, m.first) if m.first > i else (m.last, i) for i, m in rows])
        between = (self._sums[ends[:, 1]] - self._sums[ends[:, 0]]) / np.maximum(ends[:, 1] - ends[:, 0], 1)[:, None]
        return self.network.pairs(states[[i for i, _ in rows]], self._states([m for _, m in rows]), between.astype(np.float32), kinds, features)
