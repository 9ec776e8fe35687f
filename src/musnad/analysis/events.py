"""Event triggers and their participants, by the argument frames of the lexicon.

A verb, verbal noun, event noun or participle of the lexicon is a trigger if what its sense needs stands near it. Who did it and
to whom comes from word order, agreement, prepositions and passives (see :mod:`musnad.analysis.clauses`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from musnad.analysis.clauses import Clauses, Frame
from musnad.analysis.gazetteer import CAPITAL, NATION
from musnad.analysis.grammar import PLACE_PREPOSITIONS, RELATIVES, TIME_WORDS, base, is_function_word, is_that
from musnad.analysis.lexicon import Item, Reading, Sense
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.triggers import TriggerReader
from musnad.language.characters import fold
from musnad.language.clitics import heads
from musnad.language.numbers import number_words
from musnad.record import Span

ACTING = ("PERSON", "ORG", "GPE", "NORP", "MEDIA", "LAW")
PLACES = ("GPE", "LOC", "FAC")
SUFFERING = ("ASSAULT", "COERCE", "SANCTION")
BY_WHOM = ("من قبل", "علي يد", "علي ايدي", "من جانب", "من طرف", "بواسطه")
INSTRUMENTS = frozenset("برصاص بنيران بقصف بغاره بغارات بهجوم بانفجار بصاروخ بصواريخ".split())
ADVERBS = frozenset("فجرا صباحا مساء ظهرا ليلا عصرا فجر صباح".split())
KILLING = frozenset("قتل مقتل مصرع اصيب اصابه استشهد استشهاد سقط سقوط جرح".split())
MEANS = frozenset("في خلال جراء اثر عقب بعد نتيجه".split())
CONTROL = frozenset("قرر اعتزم بدأ واصل حاول تمكن استأنف أراد نوى استطاع باشر أوقف علق كثف صعد عاود جدد كرر قام أقدم أنهى سعى أمر أوعز".split())
CAUSING = frozenset(("أثار", "سبب", "أدى", "أشعل", "فجر", "دفع"))
# Types whose recipient may stand behind an abstract noun of his (ندد بسياسة X، رفض طلب X).
OWNED = ("SUPPORT", "ACCUSE", "REJECT", "CONCEDE")
SAYING = ("REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT")  # where such an act was done is seldom told
OVER = frozenset("ازاء حيال بشان بسبب بعد عقب اثر قبل منذ ضد رغم حول خلال جراء غداه".split())
_ARRESTING = ("GOV", "MIL", "COP", "REB", "UAF", "JUD", "SPY", "PRM")
BARE = ("subj", "obj", "adj", "idafa")
PLATFORMS = frozenset(
    "طائره طائرات مقاتله مقاتلات مروحيه مروحيات قاذفه قاذفات طيران دبابه دبابات مدفعيه زورق زوارق بارجه بوارج سفن مسيره مسيرات مدافع صواريخ راجمات".split()
)
PREPOSITIONAL = {
    base_ + pronoun: (name, pronoun)
    for base_, name in (("ل", "ل"), ("ب", "ب"), ("علي", "علي"), ("الي", "الي"), ("من", "من"), ("مع", "مع"), ("ضد", "ضد"), ("في", "في"), ("بين", "بين"))
    for pronoun in ("ه", "ها", "هم", "هما", "هن")
}
PASSIVE_LIGHT = frozenset(("تم", "جرى", "تعرض", "وقع"))


@dataclass(slots=True, eq=False)
class Trigger:
    """A reported act as found: its word, its sense, and the mentions in its roles."""

    token: int
    span: Span
    sense: Sense
    kind: str
    item: Item
    verb: int | None
    actor: list[Mention] = field(default_factory=list)
    recipient: list[Mention] = field(default_factory=list)
    place: list[Mention] = field(default_factory=list)
    person: int | None = 3
    actor_country: str | None = None
    recipient_country: str | None = None
    passive: bool = False
    pronoun: str = ""
    end: int = 0
    elided: bool = False
    article: bool = False


class EventFinder:
    """Finds the triggers of one scene with their participants."""

    def __init__(self, scene: Scene, clauses: Clauses) -> None:
        self.scene, self.clauses = scene, clauses
        self.found: list[Trigger] = []
        self.triggers = TriggerReader(scene)

    def run(self) -> list[Trigger]:
        """All triggers in text order."""
        for sentence in self.scene.sentences:
            for i in range(sentence.first, sentence.last):
                if self.scene.readings[i]:
                    self._at(i)
        self._merge()
        return self.found

    def _merge(self) -> None:
        """One act told by two words is one event: a killing and its means (مقتل … في غارة), a noun and its verb (الغارة ضربت)."""
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
                and not any(base(self.scene.norm(j)) in RELATIVES for j in between)
            )
            completes = (
                before.kind == "verb"
                and trigger.kind in ("noun", "masdar")
                and any(c.stem in before.sense.needs for c in heads(self.scene.norm(trigger.token)))
            )
            if same_clause and (means or verb_of or completes):
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
            kept.actor_country = other.actor_country
        if not kept.recipient:
            kept.recipient = [m for m in other.recipient if m not in kept.actor]
        kept.place = kept.place or other.place

    def _at(self, i: int) -> None:
        held = self.scene.covering(i)
        if held is not None and held.named and not (held.kind == "head" and held.type == "EVENT"):
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
            self._verb_roles(trigger, reading)
        elif item.kind in ("active", "passive"):
            self._participle_roles(trigger, reading)
        else:
            self._noun_roles(trigger, reading)
        self._sufferer_named(trigger)
        self._place(trigger)
        self.found.append(trigger)

    # --- which sense -------------------------------------------------------------------------------------------------

    # --- participants ------------------------------------------------------------------------------------------------
    def _verb_roles(self, trigger: Trigger, reading: Reading) -> None:
        i, sense = trigger.token, trigger.sense
        frame = self.clauses.frame(i)
        trigger.verb, trigger.end, trigger.person = i, frame.end, reading.item.person
        subject = frame.subject
        if not subject and reading.item.person == 3:
            subject = self.clauses.actor_of(i)
            trigger.elided = True
        if self._object_only(trigger, frame, reading):
            before = self.clauses.verb_before(i, self.scene.sentences[self.scene.tokens[i].sentence])
            self._fill(trigger, "actor", self.clauses.actor_of(before) if before is not None else [])
            self._fill(trigger, "recipient" if "obj" in sense.recipient else "actor", frame.subject)
            return
        if self._is_passive(trigger, frame, reading):
            trigger.passive = True
            self._fill(trigger, "recipient", frame.subject or (frame.objects[0] if frame.objects else []))
            self._agent(trigger, frame)
            return
        for role in ("actor", "recipient"):
            for marker in getattr(sense, role):
                if marker == "subj":
                    self._fill(trigger, role, subject)
                elif marker == "obj":
                    if frame.objects:
                        self._fill(trigger, role, frame.objects[0])
                    elif sense.type in OWNED and role == "recipient" and (owner := frame.through("")):
                        self._fill(trigger, role, owner)
                    elif reading.cut.pronoun:
                        human = sense.type in SUFFERING or sense.mode == "release"
                        self._fill(trigger, role, self._antecedent(i, subject, human=human, pronoun=reading.cut.pronoun))
            self._fill_governed(trigger, frame, role, tuple(m for m in getattr(sense, role) if m not in BARE), subject)
        if not trigger.actor and all(m.type == "PRODUCT" for m in subject):
            self._platform(trigger)

    def _fill_governed(self, trigger: Trigger, frame: Frame, role: str, markers: tuple[str, ...], subject: list[Mention]) -> None:
        """Fill a role from what prepositions govern; for who received the act, from the nearest of them."""
        groups = [group for marker in markers if (group := self._governed(trigger, frame, marker, subject))]
        if role == "recipient" and len(groups) > 1:
            groups = [min(groups, key=lambda group: abs(group[0].first - trigger.token) if group[0].first > trigger.token else 0)]
        for group in groups:
            self._fill(trigger, role, group)

    def _governed(self, trigger: Trigger, frame: Frame, marker: str, subject: list[Mention]) -> list[Mention]:
        """What a preposition governs: a mention; the owner of an abstract noun (أشاد بدور X); what a pronoun on it stands for (اعترف بها)."""
        group = frame.by(marker) or (frame.through(marker) if trigger.sense.type in OWNED else [])
        if marker == "ل" and group and trigger.kind == "noun" and any(g[0].first < group[0].first and p != "ل" for p, g in frame.governed):
            group = []  # غارات على مواقع لحزب الله: whose the place is
        if marker == "ل" and group and trigger.kind == "noun" and self._after_on(trigger.token, group[0].first):
            group = []
        reach = group[0].start if group else frame.end + 1
        for j in range(trigger.token + 1, min(trigger.token + 4, reach, len(self.scene.tokens))):
            pronoun = PREPOSITIONAL.get(self.scene.norm(j))
            if pronoun is not None and pronoun[0] == marker:
                things = trigger.sense.type == "ASSAULT"
                return self._antecedent(trigger.token, [*subject, *trigger.actor], pronoun=pronoun[1], things=things)
            if self.scene.covering(j) is None and self.scene.tokens[j].kind != "word":
                break
        return group

    def _after_on(self, i: int, stop: int) -> bool:
        """Whether على or ضد stands between the noun at ``i`` and a later token."""
        return any(base(self.scene.norm(j)) in ("علي", "ضد") for j in range(i + 1, stop))

    def _platform(self, trigger: Trigger) -> None:
        """Aircraft, tanks or guns as the subject of an attack stand for the force they belong to (guideline): its name or its state."""
        if trigger.sense.type not in ("ASSAULT", "MOBILIZE", "COERCE"):
            return
        i, sentence = trigger.token, self.scene.sentences[self.scene.tokens[trigger.token].sentence]
        for j in (*range(i + 1, min(i + 3, sentence.last)), *range(i - 1, max(i - 6, sentence.first - 1), -1)):
            if self.scene.tokens[j].kind != "word" or (j < i and self.scene.is_verb(j)):
                continue
            if not any(c.stem in PLATFORMS and not c.preposition for c in heads(self.scene.norm(j))):
                continue
            held = self.scene.covering(j)
            within = [m for m in self.scene.mentions if held is not None and m.inside is held and m.type in ACTING]
            if within:
                self._fill(trigger, "actor", within[:1])
                return
            for k in (j + 1, j + 2):
                mention, nisba = self.scene.starting(k), self.scene.item(k, "nisba")
                if mention is not None and mention.type in ACTING and k != i and not mention.preposition:
                    self._fill(trigger, "actor", [mention])
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
        if self._by_phrase(trigger.token, frame.end) is not None:
            return True
        if sense.type not in SUFFERING or not frame.subject or frame.subject_first and item.tense != "imperfect":
            hurt = bool(frame.subject) and frame.subject_first and self._sufferer(frame.subject[0])
            held = sense.mode == "arrest" and hurt and frame.subject[0].sector not in _ARRESTING and not self._noun_follows(trigger.token)
            return sense.type in SUFFERING and hurt and (self._relative(trigger.token) or fold(sense.lemma) in KILLING or held)
        return self._sufferer(frame.subject[0])

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

    def _by_phrase(self, i: int, end: int) -> int | None:
        for j in range(i + 1, min(end, len(self.scene.tokens) - 1)):
            if f"{base(self.scene.norm(j))} {self.scene.norm(j + 1)}" in BY_WHOM:
                return j
        return None

    def _agent(self, trigger: Trigger, frame: Frame) -> None:
        """The agent of a passive: after من قبل، على يد، برصاص."""
        at = self._by_phrase(trigger.token, frame.end)
        if at is not None:
            for j in range(at + 2, min(at + 5, len(self.scene.tokens))):
                mention = self.scene.starting(j)
                if mention is not None:
                    self._fill(trigger, "actor", self.clauses.group(mention))
                    return
        for j in range(trigger.token + 1, frame.end):
            if self.scene.norm(j) in INSTRUMENTS:
                mention = self.scene.starting(j + 1)
                if mention is not None and mention.type in ACTING:
                    self._fill(trigger, "actor", self.clauses.group(mention))
                    return

    def _noun_roles(self, trigger: Trigger, reading: Reading) -> None:
        i, sense = trigger.token, trigger.sense
        frame = self.clauses.noun_frame(i)
        trigger.end = frame.end
        governor = self.clauses.governor(i)
        light = self._light(i, sense, governor)
        self._adjective(trigger, i)
        by_idafa = {"subj": "actor", "obj": "recipient"}.get(sense.idafa)
        joint = "مع" in sense.actor or "بين" in sense.actor
        if not sense.noun and frame.subject:
            transitive = "obj" in sense.recipient
            second = transitive and by_idafa != "actor" and self._second(frame)
            role = "actor" if second else by_idafa or ("recipient" if transitive else "actor")
            if second:
                self._fill(trigger, "actor", frame.subject)
                self._fill(trigger, "recipient", second)
            if role == "recipient" and not transitive:
                role = "actor" if not sense.recipient or sense.idafa == "subj" else "recipient"
            self._fill(trigger, role, frame.subject)
        if reading.cut.pronoun and reading.cut.pronoun not in ("ي", "ك"):
            role = by_idafa or "actor"
            if sense.type == "ACCUSE" and not frame.by("ل"):
                role = "recipient"
            if role == "actor" or not trigger.recipient:
                human = role == "recipient" and (sense.type in SUFFERING or sense.mode == "release")
                self._fill(trigger, role, self._antecedent(i, self._governing_subject(governor) if not human else [], human=human, pronoun=reading.cut.pronoun))
        for role in ("actor", "recipient"):
            for marker in getattr(sense, role):
                if marker == "idafa" and frame.subject:
                    self._fill(trigger, role, frame.subject)
            self._fill_governed(trigger, frame, role, tuple(m for m in getattr(sense, role) if m not in BARE), [])
        if not sense.noun and frame.subject and sense.idafa == "subj" and "obj" in sense.recipient:
            self._fill(trigger, "recipient", frame.objects[0] if frame.objects else frame.by("ل"))
        with_only = joint and bool(frame.by("مع")) and not frame.by("بين") and not frame.subject
        told_before = reading.cut.article and light is None and not with_only
        if (not trigger.actor or with_only or (joint and len(trigger.actor) < 2)) and not told_before:
            self._agent_of_noun(trigger, frame, governor, light)

    def _second(self, frame: Frame) -> list[Mention]:
        """The object right after the genitive of a transitive verbal noun (قصف إسرائيل لسوريا): the genitive is then the doer."""
        after = [*frame.objects, frame.by("ل")]
        return next((group for group in after if group and group[0].start == frame.subject[-1].last), [])

    def _agent_of_noun(self, trigger: Trigger, frame: Frame, governor: int | None, light: int | None) -> None:
        """The actor a noun leaves to its surroundings: من قبل, the subject of its light verb or of the verb that governs it."""
        at = self._by_phrase(trigger.token, frame.end)
        if at is not None:
            mention = self.scene.starting(at + 2)
            if mention is not None:
                self._fill(trigger, "actor", self.clauses.group(mention))
                return
        if governor is None or trigger.actor_country:
            return
        verb = self.scene.verb(governor)
        if verb is None:
            return
        subject = self.clauses.actor_of(governor)
        subject = [m for m in subject if m.first < trigger.token or m.first >= frame.end]
        if verb.item.lemma in ("تعرض", "واجه", "تلقى", "شهد"):
            if (verb.item.lemma in ("تعرض", "تلقى") or (verb.item.lemma == "واجه" and trigger.sense.type in ("ACCUSE", "PROTEST"))) and not trigger.recipient:
                self._fill(trigger, "recipient", subject)
            if verb.item.lemma == "تعرض" and not trigger.recipient and trigger.sense.type == "ASSAULT":
                self._thing_between(trigger, governor + 1, trigger.token)
            return
        if fold(trigger.sense.lemma) in KILLING and fold(verb.item.lemma) not in trigger.sense.light:  # who announces a death need not have caused it
            return
        if verb.item.lemma in CAUSING or verb.item.lemma in PASSIVE_LIGHT or verb.item.voice == "passive":
            return
        if light is None and any(base(self.scene.norm(j)) in OVER for j in range(governor + 1, trigger.token)):
            return  # أعربت عن قلقها إزاء اعتقال X: what a feeling or a time is about is not done by its subject
        controlled = self._controlled(governor, verb.item, trigger)
        if controlled is not None:
            self._fill(trigger, "actor", controlled)
        elif (
            light is not None
            or (verb.item.cue is not None and verb.item.cue.kind != "describe")
            or verb.item.light
            or verb.item.lemma in CONTROL
            or trigger.sense.type in ("CONSULT", "AGREE", "COOPERATE")
        ):
            self._fill(trigger, "actor", subject)

    def _controlled(self, governor: int, verb: Item, trigger: Trigger) -> list[Mention] | None:
        """After accusing, urging or preventing someone, the act in the content is that someone's (اتهم X Y بقصف Z: Y shells)."""
        if not any(s.type in ("ACCUSE", "REQUEST") for s in verb.senses) and verb.lemma not in ("منع", "أجبر", "مكن"):
            return None
        accused = next((t for t in reversed(self.found) if t.token == governor), None)
        if accused is None and verb.lemma not in ("منع", "أجبر", "مكن"):
            return None
        return [m for m in accused.recipient if m.last <= trigger.token] if accused is not None else []

    def _governing_subject(self, governor: int | None) -> list[Mention]:
        return self.clauses.actor_of(governor) if governor is not None else []

    def _light(self, i: int, sense: Sense, governor: int | None) -> int | None:
        """The light verb that makes one event with the noun at ``i`` (شن ضربات), if it stands before it."""
        if governor is None or i - governor > 8:
            return None
        verb = self.scene.verb(governor)
        if verb is None:
            return None
        lemma = fold(verb.item.lemma)
        return governor if lemma in sense.light or (verb.item.light and not verb.item.senses) else None

    def _adjective(self, trigger: Trigger, i: int) -> None:
        """غارة إسرائيلية: the demonym after the noun tells the actor's country."""
        if trigger.kind not in ("noun", "masdar"):
            return
        for j in (i + 1, i + 2):
            nisba = self.scene.item(j, "nisba")
            if nisba is not None and not nisba.cut.preposition and self.scene.covering(j) is None:
                trigger.actor_country = nisba.item.country
                second = self.scene.item(j + 1, "nisba")
                if second is not None and second.item.country != nisba.item.country and not second.cut.preposition:
                    trigger.recipient_country = second.item.country
                return
            if self.scene.tokens[j].kind != "word" if j < len(self.scene.tokens) else True:
                return

    def _participle_roles(self, trigger: Trigger, reading: Reading) -> None:
        """A participle as a noun's attribute (الناشط المعتقل، المدعومة من X): the noun before it is the patient, or the doer if active."""
        i = trigger.token
        frame = self.clauses.noun_frame(i)
        trigger.end = frame.end
        before = self.scene.covering(i) or self.scene.covering(i - 1)
        if before is None and self.scene.norm(i - 1) == ",":
            before = self.scene.covering(i - 2)
        passive = reading.item.kind == "passive"
        if before is not None and before.type in ACTING + PLACES:
            self._fill(trigger, "recipient" if passive else "actor", [before])
        elif frame.subject and reading.cut.article:
            self._fill(trigger, "recipient" if passive else "actor", frame.subject)
        if passive:
            self._fill(trigger, "actor", frame.by("من") or frame.by("لدي"))
        elif frame.subject and "obj" in trigger.sense.recipient:
            self._fill(trigger, "recipient", frame.subject)
        for marker in trigger.sense.recipient:
            if marker not in ("subj", "obj") and not passive:
                self._fill(trigger, "recipient", frame.by(marker))

    def _fill(self, trigger: Trigger, role: str, mentions: list[Mention]) -> None:
        held: list[Mention] = getattr(trigger, role)
        other = trigger.recipient if role == "actor" else trigger.actor
        for mention in mentions:
            if mention.type == "PRODUCT" and role == "actor":
                self._fill(trigger, role, [m for m in self.scene.mentions if m.inside is mention and m.type in ACTING][:1])
                continue
            fits = mention.type in ACTING or mention.type in PLACES
            if mention.type == "LAW" and role == "recipient":
                fits = False
            if mention.type in ("FAC", "LOC", "EVENT") and (role == "actor" or trigger.sense.type not in SUFFERING):
                fits = False
            if fits and mention not in held and mention not in other:
                held.append(mention)

    def _may_stand(self, mention: Mention, pronoun: str, *, things: bool) -> bool:
        """Whether a pronoun can stand for a mention: an actor (a town is none), or a place that suffers, of its gender."""
        if mention.type == "GPE" and not things and not (mention.kind in ("state", "pair") or any(n.kind in (NATION, CAPITAL) for n in mention.names)):
            return False
        if mention.type == "FAC" and not things or mention.type not in ("PERSON", "NORP", "ORG", "GPE", "FAC"):
            return False
        return not ((pronoun == "ه" and mention.gender == "f") or (pronoun == "ها" and mention.gender == "m" and mention.number in (None, "s")))

    def _antecedent(self, i: int, not_these: list[Mention], *, human: bool = False, pronoun: str = "", things: bool = False) -> list[Mention]:
        """What a pronoun at ``i`` may refer to: the nearest fitting mention before it that is not the clause's own subject.

        ``human``: the act is done to people, so a person or group comes before an organisation or state.
        """
        sentence = self.scene.sentences[self.scene.tokens[i].sentence]
        low = self.scene.sentences[max(0, sentence.index - (2 if human else 1))].first
        if not human:
            governor = self.clauses.governor(i)
            subject = [m for m in self.clauses.actor_of(governor) if m.first < i and m not in not_these] if governor is not None else []
            if subject:
                return subject[:1]
        fallback: Mention | None = None
        j = i - 1
        while j >= low:
            mention = self.scene.covering(j)
            if mention is not None:
                if (
                    self._may_stand(mention, pronoun, things=things)
                    and mention not in not_these
                    and not (pronoun in ("هم", "هن") and mention.type == "PERSON" and mention.number != "p")
                ):
                    if not human or (mention.type in ("PERSON", "NORP") and not (mention.speaks and not mention.named)):
                        return [mention]
                    fallback = fallback or mention
                j = mention.start
            j -= 1
        return [fallback] if fallback is not None else not_these[:1]

    def _sufferer_named(self, trigger: Trigger) -> None:
        """A described building, vehicle or post that suffers violence becomes a mention (guideline: so that the event has a recipient)."""
        if trigger.sense.type != "ASSAULT" or trigger.recipient:
            return
        markers = trigger.sense.recipient
        sentence = self.scene.sentences[self.scene.tokens[trigger.token].sentence]
        for j in range(trigger.token + 1, min(sentence.last, trigger.token + 8)):
            norm = self.scene.norm(j)
            if norm in ".;:" or is_that(norm) or (self.scene.is_verb(j) and j > trigger.token + 1):
                return
            if self.scene.covering(j) is not None:
                continue
            if self._thing(trigger, j, markers):
                return

    def _thing_between(self, trigger: Trigger, first: int, last: int) -> None:
        """The thing or place that a verb of suffering has as its subject (تعرضت ناقلة نفط لهجوم)."""
        for j in range(first, last):
            if self.scene.covering(j) is None and self._thing(trigger, j, ()):
                return

    def _thing(self, trigger: Trigger, j: int, markers: tuple[str, ...]) -> bool:
        """Make the noun at ``j`` the recipient of violence if it names a building, vehicle or post that the act can reach."""
        head = next((r for r in self.scene.readings[j] if r.item.head is not None and r.item.head.type in ("FAC", "PRODUCT")), None)
        if head is None or head.item.head is None or self.scene.item(j, "head") is None:
            return False
        sentence = self.scene.sentences[self.scene.tokens[j].sentence]
        governed = base(self.scene.norm(j - 1)) if base(self.scene.norm(j - 1)) in ("علي", "ضد", "الي", "في") else head.cut.preposition
        if governed and governed not in markers:
            return False
        end = j + 1
        while end < min(sentence.last, j + 4) and self.scene.tokens[end].kind == "word" and self.scene.covering(end) is None and self._qualifies(j, end):
            end += 1
        start = self.scene.document.place(self.scene.tokens[j], head.cut.name_skip)[0]
        mention = Mention(j, end, (start, self.scene.tokens[end - 1].end), head.item.head.type, False, "role", head=head.item.head.lemma)
        mention.number, mention.preposition, mention.definite = head.item.number, governed, head.cut.article
        mention.why = f"a thing or place that suffers violence, by the noun {head.item.head.lemma}"
        self.scene.add(mention)
        trigger.recipient.append(mention)
        return True

    def _qualifies(self, j: int, end: int) -> bool:
        """Whether a word goes on describing the thing at ``j``: an adjective, or a definite genitive."""
        norm = self.scene.norm(end)
        nisba = self.scene.item(end, "nisba")
        if nisba is not None and not nisba.cut.preposition and not nisba.cut.conjunction:
            return True
        if is_function_word(norm) or norm in TIME_WORDS or self.scene.is_verb(end):
            return False
        return norm.endswith(("يه", "ي")) and norm[0] not in "وبل" or (norm.startswith("ال") and end == j + 1)

    def _place(self, trigger: Trigger) -> None:
        """Where it happened: the nearest place after في or ب in the clause, a place that opens the sentence, or the town attacked."""
        sentence = self.scene.sentences[self.scene.tokens[trigger.token].sentence]
        j, reach = trigger.token + 1, 4 if trigger.sense.type in SAYING else 22
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
