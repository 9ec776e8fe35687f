"""Who did it and to whom where a finite verb reports the act: word order, agreement, prepositions and passives."""

from __future__ import annotations

from musnad.analysis.acts import BARE, OWNED, SUFFERING, Participants, Trigger
from musnad.analysis.clauses import ACTING, Frame
from musnad.analysis.grammar import RELATIVES, TIME_WORDS, base, is_function_word
from musnad.analysis.lexicon import Reading, Sense
from musnad.analysis.scene import Mention
from musnad.language.characters import fold
from musnad.language.clitics import cuts, heads
from musnad.language.numbers import number_words

KILLING = frozenset("قتل مقتل مصرع اصيب اصابه استشهد استشهاد سقط سقوط جرح".split())
RESULTING = ("أسفر", "أدى", "خلف", "أوقع", "تسبب")  # what had such a result is the act before, not whoever was spoken of
INSTRUMENTS = frozenset("برصاص بنيران بقصف بغاره بغارات بهجوم بانفجار بصاروخ بصواريخ".split())
_ARRESTING = ("GOV", "MIL", "COP", "REB", "UAF", "JUD", "SPY", "PRM")
PLATFORMS = frozenset(
    "طائره طائرات مقاتله مقاتلات مروحيه مروحيات قاذفه قاذفات طيران دبابه دبابات مدفعيه زورق زوارق بارجه بوارج سفن مسيره مسيرات مدافع صواريخ راجمات".split()
)


class VerbRoles:
    """Reads the participants of finite verbs; ``found``: the triggers read so far."""

    def __init__(self, parts: Participants, found: list[Trigger]) -> None:
        self.parts, self.scene, self.clauses, self.found = parts, parts.scene, parts.clauses, found

    def read(self, trigger: Trigger, reading: Reading) -> None:
        i, sense = trigger.token, trigger.sense
        frame = self.clauses.frame(i)
        trigger.verb, trigger.end, trigger.person = i, frame.end, reading.item.person
        subject = frame.subject
        if subject and frame.subject_first and self._of_noun(trigger, reading) and subject[-1].last <= self.found[-1].token:
            subject = []  # قتل ستة في قصف استهدف المنتجع: the act between is what the verb tells of
        elif not subject and reading.item.person == 3:
            subject = [] if self._of_noun(trigger, reading) or sense.lemma in RESULTING else self.clauses.actor_of(i)
            trigger.elided = True
        if self._object_only(trigger, frame, reading):
            before = self.clauses.verb_before(i, self.scene.sentences[self.scene.tokens[i].sentence])
            self.parts.fill(trigger, "actor", self.clauses.actor_of(before) if before is not None else [])
            self.parts.fill(trigger, "recipient" if "obj" in sense.recipient else "actor", frame.subject)
            return
        listed = self.parts.listed(i)
        if listed and "obj" in sense.recipient:  # - كندا: طرد أربعة دبلوماسيين
            self.parts.fill(trigger, "actor", listed)
            self.parts.fill(trigger, "recipient", frame.subject or (frame.objects[0] if frame.objects else []))
            return
        if self._is_passive(trigger, frame, reading):
            trigger.passive = True
            self.parts.fill(trigger, "recipient", frame.subject or (frame.objects[0] if frame.objects else []))
            self._agent(trigger, frame)
            return
        for role in ("actor", "recipient"):
            for marker in getattr(sense, role):
                if marker == "subj":
                    self.parts.fill(trigger, role, subject)
                elif marker == "obj":
                    if frame.objects:
                        self.parts.fill(trigger, role, frame.objects[0])
                    elif (
                        role == "recipient"
                        and (owner := frame.through(""))
                        and (sense.type in OWNED or (sense.type == "RETREAT" and self._idiom(owner[0], sense)))
                    ):
                        self.parts.fill(trigger, role, owner)
                    elif reading.cut.pronoun:
                        human = sense.type in SUFFERING or sense.mode == "release"
                        self.parts.fill(trigger, role, self.parts.antecedent(i, subject, human=human, pronoun=reading.cut.pronoun))
            self.parts.fill_governed(trigger, frame, role, tuple(m for m in getattr(sense, role) if m not in BARE), subject)
        if not trigger.actor and "subj" in sense.recipient:
            self._agent(trigger, frame)
        if not trigger.actor and all(m.type == "PRODUCT" for m in subject):
            self._platform(trigger)

    def _platform(self, trigger: Trigger) -> None:
        """Aircraft, tanks or guns as the subject of an attack stand for the force they belong to (guideline): its name or its state."""
        if trigger.sense.type not in ("ASSAULT", "MOBILIZE", "COERCE"):
            return
        i, sentence = trigger.token, self.scene.sentences[self.scene.tokens[trigger.token].sentence]
        for j in (*range(i + 1, min(i + 3, sentence.last)), *range(i - 1, max(i - 6, sentence.first - 1), -1)):
            if self.scene.tokens[j].kind != "word" or (j < i and self.scene.is_verb(j)):
                continue
            own = next((c for c in cuts(self.scene.norm(j)) if c.stem in PLATFORMS and not c.preposition), None)
            if own is None:
                continue
            if own.pronoun:  # طائراته: those of the army that says so
                self.parts.fill(trigger, "actor", self.parts.antecedent(j, [], pronoun=own.pronoun))
                return
            held = self.scene.covering(j)
            within = [m for m in self.scene.mentions if held is not None and m.inside is held and m.type in ACTING]
            if within:
                self.parts.fill(trigger, "actor", within[:1])
                return
            for k in (j + 1, j + 2):
                mention, nisba = self.scene.starting(k), self.scene.item(k, "nisba")
                if mention is not None and mention.type in ACTING and k != i and not mention.preposition:
                    self.parts.fill(trigger, "actor", [mention])
                    return
                if nisba is not None and not nisba.cut.preposition and nisba.item.country:
                    trigger.actor_country = nisba.item.country
                    return
            if held is not None and held.country:
                trigger.actor_country = held.country
            return

    def _object_only(self, trigger: Trigger, frame: Frame, reading: Reading) -> bool:
        """(و)تتهم إسرائيل بـ…: a coordinated transitive verb with one bare noun keeps the subject of the verb before it."""
        if not reading.cut.conjunction or frame.subject_first or frame.objects or not frame.subject:
            return False
        if "obj" not in (*trigger.sense.recipient, *trigger.sense.actor):
            return False
        sentence = self.scene.sentences[self.scene.tokens[trigger.token].sentence]
        before = self.clauses.verb_before(trigger.token, sentence)
        if before is None or trigger.token - before < 3:
            return False
        subject = self.clauses.actor_of(before)
        if not subject or frame.subject[0] in subject or subject[0].gender not in (None, reading.item.gender):
            return False
        demanded = (
            trigger.sense.type in ("REQUEST", "ACCUSE")
            and frame.end < len(self.scene.tokens)
            and any(
                c.preposition == "ب"
                for j in range(frame.subject[-1].last, min(frame.subject[-1].last + 3, len(self.scene.tokens)))
                for c in heads(self.scene.norm(j))
            )
        )
        met = trigger.sense.type == "CONSULT" and subject[0].type == "PERSON" and frame.subject[0].type == "PERSON"
        return reading.item.tense == "imperfect" or demanded or met

    def _is_passive(self, trigger: Trigger, frame: Frame, reading: Reading) -> bool:
        """Passive by its spelling, by the agent phrase, or, for acts of violence and law, because its one bare noun is who suffers."""
        item, sense = reading.item, trigger.sense
        if sense.actor[:1] != ("subj",) or "obj" not in sense.recipient:
            return False
        if item.voice == "passive" or self._voweled_passive(trigger.token):
            return True
        if reading.cut.pronoun or frame.objects:
            return False
        if self.parts.by_phrase(trigger.token, frame.end) is not None:
            return True
        if sense.type not in SUFFERING or not frame.subject or frame.subject_first and item.tense != "imperfect":
            hurt = bool(frame.subject) and frame.subject_first and self._sufferer(frame.subject[0])
            held = sense.mode == "arrest" and hurt and frame.subject[0].sector not in _ARRESTING and not self._noun_follows(trigger.token)
            return sense.type in SUFFERING and hurt and (self._relative(trigger.token) or fold(sense.lemma) in KILLING or held)
        return self._sufferer(frame.subject[0])

    def _of_noun(self, trigger: Trigger, reading: Reading) -> bool:
        """هجوم مفترض استهدف المدينة: the noun of the act just before is the subject of a verb with none of its own."""
        before = self.found[-1] if self.found else None
        near = before is not None and before.kind in ("noun", "masdar") and 0 < trigger.token - before.token <= 5 and before.sense.type == trigger.sense.type
        return near and not reading.cut.conjunction

    def _idiom(self, owner: Mention, sense: Sense) -> bool:
        """Whether the noun before a genitive only completes the verb (أخلى سبيل X, أطلق سراح X)."""
        return any(c.stem in sense.needs for c in heads(self.scene.norm(owner.start - 1)))

    def _noun_follows(self, i: int) -> bool:
        """Whether the word after a verb can be its object: no particle and no word of time."""
        norm = self.scene.norm(i + 1)
        return i + 1 < len(self.scene.tokens) and self.scene.tokens[i + 1].kind != "mark" and not is_function_word(norm) and norm not in TIME_WORDS

    def _voweled_passive(self, i: int) -> bool:
        """Whether the text itself writes the damma of the passive (قُتل، يُعتقل)."""
        token = self.scene.tokens[i]
        return "\u064f" in self.scene.document.text[token.start : token.start + 5]

    def _relative(self, i: int) -> bool:
        return base(self.scene.norm(i - 1)) in RELATIVES

    def _sufferer(self, mention: Mention) -> bool:
        """Whether a lone subject of an act of violence is rather who suffered it."""
        if mention.type == "PERSON":
            return True
        if mention.type == "NORP" and mention.sector in (None, "CVL", "REF", "JRN", "MED", "EDU", "LAB", "OPP", "REL", "SOC", "UNK"):
            return True
        counted = self.scene.tokens[mention.first].kind == "number" or self.scene.norm(mention.first) in number_words() or mention.number == "d"
        return counted or (mention.first > 0 and self.scene.tokens[mention.first - 1].kind == "number")

    def _agent(self, trigger: Trigger, frame: Frame) -> None:
        """The agent of a passive: after من قبل، على يد، برصاص."""
        at = self.parts.by_phrase(trigger.token, frame.end)
        if at is not None:
            for j in range(at + 2, min(at + 5, len(self.scene.tokens))):
                mention = self.scene.starting(j)
                if mention is not None:
                    self.parts.fill(trigger, "actor", self.clauses.group(mention))
                    return
        for j in range(trigger.token + 1, frame.end):
            if self.scene.norm(j) in INSTRUMENTS:
                mention = self.scene.starting(j + 1)
                if mention is not None and mention.type in ACTING:
                    self.parts.fill(trigger, "actor", self.clauses.group(mention))
                    return
