"""Event triggers and their participants, by the argument frames of the lexicon.

A verb, verbal noun, event noun or participle of the lexicon is a trigger if what its sense needs stands near it. Its participants
are read by :mod:`musnad.analysis.verbroles` and :mod:`musnad.analysis.nounroles`.
"""

from __future__ import annotations

from dataclasses import replace

from musnad.analysis.acts import PLACES, Participants, Trigger
from musnad.analysis.clauses import Clauses
from musnad.analysis.grammar import ADVERBS, PLACE_PREPOSITIONS, RELATIVES, TIME_WORDS, base, is_that
from musnad.analysis.nounroles import NounRoles
from musnad.analysis.scene import Scene
from musnad.analysis.story import Story
from musnad.analysis.things import Things
from musnad.analysis.triggers import TriggerReader
from musnad.analysis.verbroles import KILLING, VerbRoles
from musnad.language.characters import fold
from musnad.language.clitics import heads

MEANS = frozenset("في خلال جراء اثر عقب بعد نتيجه".split())
TALK_REACH = 6  # tokens within which the partner of an interview is named
SAYING = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT")  # where such an act was done is seldom told


class EventFinder:
    """Finds the triggers of one scene with their participants."""

    def __init__(self, scene: Scene, clauses: Clauses) -> None:
        self.scene, self.clauses = scene, clauses
        self.found: list[Trigger] = []
        self.triggers, self.things = TriggerReader(scene), Things(scene)
        parts = Participants(scene, clauses)
        self.verbs, self.nouns = VerbRoles(parts, self.found), NounRoles(parts, self.things, self.found)

    def run(self) -> list[Trigger]:
        """All triggers in text order."""
        for sentence in self.scene.sentences:
            for i in range(sentence.first, sentence.last):
                if self.scene.readings[i]:
                    self._at(i)
        self._merge()
        self.found[:] = [t for t in self.found if not self._nameless(t) and not self._interview(t)]
        story = Story(self.scene)
        self.found[:] = [t for t in self.found if not story.excludes(t.token, t.sense, [*t.actor, *t.recipient])]
        return self.found

    @staticmethod
    def _nameless(trigger: Trigger) -> bool:
        """Whether a noun tells no act but a matter: cooperation or trade of nobody with nobody (سبل التعاون، بيع السلاح)."""
        named = trigger.actor or trigger.recipient or trigger.actor_country or trigger.recipient_country
        return trigger.sense.type == "COOPERATE" and trigger.kind in ("noun", "masdar") and not named

    def _interview(self, trigger: Trigger) -> bool:
        """Whether talks are those of a journalist (حوار مع الصحيفة، اتصال هاتفي مع الوكالة): guideline, interviews are none."""
        if trigger.sense.type != "CONSULT" or trigger.kind == "verb":
            return False
        partners = (self.scene.starting(j) for j in range(trigger.token + 1, trigger.token + TALK_REACH))
        return any(m is not None and m.type == "MEDIA" and m.preposition in ("مع", "ل") for m in partners)

    def _merge(self) -> None:
        """One act told by two words is one event.

        A killing and its means (مقتل … في غارة), a noun and its verb (الغارة ضربت), talk and
        its meeting (اجتماع لبحث الحدود).
        """
        kept: list[Trigger] = []
        for trigger in self.found:
            before = kept[-1] if kept else None
            if before is None or before.sense.type != trigger.sense.type or trigger.token - before.token > 12:
                kept.append(trigger)
                continue
            if trigger.span[0] < before.span[1]:
                continue
            between = range(before.token + 1, trigger.token)
            same_clause = not any(self.scene.norm(j) in ".;:" or is_that(self.scene.norm(j)) or self.scene.is_verb(j) for j in between)
            means = (
                trigger.kind in ("noun", "masdar")
                and fold(before.sense.lemma) in KILLING
                and (base(self.scene.norm(trigger.token - 1)) in MEANS or any(c.preposition == "ب" for c in heads(self.scene.norm(trigger.token)) if c.skip))
            )
            verb_of = (
                before.kind == "noun"
                and trigger.kind == "verb"
                and trigger.token - before.token <= 3
                and not any(base(self.scene.norm(j)) in RELATIVES or self.scene.norm(j) == "," for j in between)
            )
            completes = (
                before.kind == "verb"
                and trigger.kind in ("noun", "masdar")
                and any(c.stem in before.sense.needs for c in heads(self.scene.norm(trigger.token)))
            )
            purpose = before.sense.type == "CONSULT" and trigger.kind == "masdar" and self.scene.norm(trigger.token).startswith("ل")
            if same_clause and (means or verb_of or completes or purpose):
                self._take_over(before, trigger)
                continue
            kept.append(trigger)
        self.found[:] = kept

    def _take_over(self, kept: Trigger, other: Trigger) -> None:
        """Fill what the kept trigger leaves open from the other word of the same act."""
        if other.sense.mode and not kept.sense.mode:
            kept.sense = replace(kept.sense, mode=other.sense.mode)
        if not kept.actor:
            kept.actor = [m for m in other.actor if m not in kept.recipient]
            kept.actor_country = kept.actor_country or other.actor_country
        if not kept.recipient:
            kept.recipient = [m for m in other.recipient if m not in kept.actor]
        kept.place = kept.place or other.place

    def _at(self, i: int) -> None:
        held = self.scene.covering(i)
        if held is not None and held.named and not (held.type == "EVENT" and (held.kind == "head" or i == held.first)):
            return
        if self.scene.norm(i) in ADVERBS and not (self.scene.is_verb(i) and self.scene.norm(i + 1) not in TIME_WORDS):
            return
        chosen = self.triggers.reading(i)
        if chosen is None:
            return
        reading, sense = chosen
        item = reading.item
        if (
            item.kind in ("masdar", "noun")
            and base(self.scene.norm(i - 1)) in ("دون", "بدون")
            and not reading.cut.article
            and self.scene.covering(i + 1) is None
        ):
            return
        trigger = Trigger(i, self.triggers.span(i, reading, sense), sense, item.kind, item, None, pronoun=reading.cut.pronoun, article=reading.cut.article)
        if item.kind == "verb":
            self.verbs.read(trigger, reading)
        elif item.kind in ("active", "passive"):
            self.nouns.read_participle(trigger, reading)
        else:
            self.nouns.read(trigger, reading)
        self.things.named(trigger)
        self._place(trigger)
        self.found.append(trigger)

    def _place(self, trigger: Trigger) -> None:
        """Where it happened: the nearest place after في or ب in the clause, a place that opens the sentence, or the town attacked."""
        sentence = self.scene.sentences[self.scene.tokens[trigger.token].sentence]
        j, reach = (trigger.clause or trigger.token) + 1, 4 if trigger.sense.type in SAYING else 22
        while j < min(sentence.last, trigger.token + reach):
            mention = self.scene.starting(j)
            if mention is not None:
                if mention.type in PLACES and mention.preposition in PLACE_PREPOSITIONS:
                    trigger.place = self.clauses.group(mention)
                    return
                j = mention.last
                continue
            norm = self.scene.norm(j)
            if norm in ".;:" or self.scene.that(j) or base(norm) in RELATIVES or (self.scene.is_verb(j) and self.scene.norm(j - 1) == ","):
                break
            j += 1
        opening = self.scene.starting(sentence.first) or self.scene.starting(sentence.first + 1)
        if opening is not None and opening.type in PLACES and opening.preposition in PLACE_PREPOSITIONS and self.scene.norm(opening.last) == ",":
            trigger.place = self.clauses.group(opening)
        elif trigger.sense.type == "ASSAULT":
            trigger.place = [m for m in trigger.recipient if m.type in ("GPE", "LOC")]


def find_events(scene: Scene, clauses: Clauses) -> list[Trigger]:
    """All event triggers of a scene with their participants, in text order."""
    return EventFinder(scene, clauses).run()
