"""Who did it and to whom where a noun or a participle reports the act: genitives, prepositions, light verbs and governors."""

from __future__ import annotations

from musnad.analysis.acts import BARE, PLACES, SUFFERING, Participants, Trigger
from musnad.analysis.clauses import ACTING, Frame
from musnad.analysis.grammar import RELATIVES, base, is_function_word
from musnad.analysis.lexicon import Item, Reading, Sense
from musnad.analysis.noundoers import CONTROL, HOSTILE, OWNING, Doers
from musnad.analysis.scene import Mention
from musnad.analysis.things import Things
from musnad.language.characters import fold
from musnad.language.clitics import heads

CONTINUING = frozenset("واصل جدد كثف صعد استأنف عاود شدد وسع".split())
CHARGING = ("اتهم", "حاكم", "أدان", "قاضى")  # whose pronoun is who is charged: اتهامه بكذا, but انتقاده لكذا
IT = ("ه", "ها", "هم", "هما")  # what stands for the act in its relative clause
BY_IT = tuple(f"ب{pronoun}" for pronoun in IT)
CLAIMING = ("تعرض", "واجه", "تلقى", "تبنى", "نفذ", "شن", "ارتكب", "قاد", "دبر", "خطط")


class NounRoles:
    """Reads the participants of verbal nouns, event nouns and participles; ``found``: the triggers read so far."""

    def __init__(self, parts: Participants, things: Things, found: list[Trigger]) -> None:
        self.parts, self.things, self.found = parts, things, found
        self.scene, self.clauses = parts.scene, parts.clauses
        self.doers = Doers(parts, things, found)

    def read(self, trigger: Trigger, reading: Reading) -> None:
        i, sense = trigger.token, trigger.sense
        frame = self.clauses.noun_frame(i)
        trigger.end = frame.end
        governor = self.clauses.governor(i)
        verb = self.scene.verb(governor) if governor is not None else None
        bare = not reading.cut.preposition and not reading.cut.conjunction
        if governor is not None and verb is not None and bare and verb.cut.pronoun and base(self.scene.norm(governor - 1)) in RELATIVES:
            governor = None  # التي تبادلها X: the relative clause has its object
        light = self._light(i, sense, governor)
        self._adjective(trigger, i)
        by_idafa = {"subj": "actor", "obj": "recipient"}.get(sense.idafa)
        if "subj" in sense.recipient:
            by_idafa = "recipient"  # سقوط القتلى: the subject of the verb is who suffers
        joint = "مع" in sense.actor or "بين" in sense.actor
        if not sense.noun and frame.subject:
            transitive = "obj" in sense.recipient
            second = transitive and by_idafa != "actor" and self._second(frame)
            role = "actor" if second else by_idafa or ("recipient" if transitive else "actor")
            if second:
                self.parts.fill(trigger, "actor", frame.subject)
                self.parts.fill(trigger, "recipient", second)
            if role == "recipient" and not transitive and "subj" not in sense.recipient:
                role = "actor" if not sense.recipient or sense.idafa == "subj" else "recipient"
            if sense.lemma == "زار" and frame.subject[0].type in ("GPE", "FAC") and not frame.by("الي") and not frame.by("ل"):
                role = "recipient"
            self.parts.fill(trigger, role, frame.subject)
        if reading.cut.pronoun and reading.cut.pronoun not in ("ي", "ك"):
            own = self._goes_on(governor, reading.cut.pronoun)
            role = "actor" if own or self._governs(i, sense) else by_idafa or ("recipient" if sense.noun and sense.mode == "arrest" else "actor")
            if sense.type == "ACCUSE" and not self.scene.norm(i + 1).startswith("ل") and sense.lemma in CHARGING:
                role = "recipient"
            if role == "actor" or not trigger.recipient:
                human = role == "recipient" and (sense.type in SUFFERING or sense.mode == "release")
                other = [] if human or own else self._governing_subject(governor)
                self.parts.fill(trigger, role, self.parts.antecedent(i, other, human=human, pronoun=reading.cut.pronoun))
        for role in ("actor", "recipient"):
            for marker in getattr(sense, role):
                if marker == "idafa" and frame.subject:
                    self.parts.fill(trigger, role, frame.subject)
            self.parts.fill_governed(trigger, frame, role, tuple(m for m in getattr(sense, role) if m not in BARE), [])
        if not sense.noun and trigger.actor and not trigger.recipient and "obj" in sense.recipient and by_idafa == "recipient" and reading.cut.pronoun:
            self.parts.fill(trigger, "recipient", frame.by("ل"))  # واصل قصفه لرفح
        if not sense.noun and frame.subject and sense.idafa == "subj" and "obj" in sense.recipient:
            self.parts.fill(trigger, "recipient", frame.objects[0] if frame.objects else frame.by("ل"))
        self._carried_out(trigger)
        with_only = joint and bool(frame.by("مع")) and not frame.by("بين") and not frame.subject
        governing = self.scene.is_verb(governor) if governor is not None else None
        claimed = governing is not None and (
            governing.lemma in CLAIMING or (trigger.kind == "masdar" and self._undertakes(governing)) or self._charged_with(i, governing)
        )
        told_before = reading.cut.article and light is None and not with_only and not claimed
        if (not trigger.actor or with_only or (joint and len(trigger.actor) < 2)) and not told_before:
            self.doers.fill(trigger, reading, frame, governor, light)
        self._sentenced(trigger, governor)

    def _charged_with(self, i: int, verb: Item) -> bool:
        """اتهم X باللجوء للتعذيب، بتنفيذ الهجوم: the act stands right behind the ب of a charge."""
        if not any(s.type == "ACCUSE" for s in verb.senses):
            return False
        words = (heads(self.scene.norm(j)) for j in (i, i - 1, i - 2) if j >= 0 and self.scene.covering(j) is None)
        return any(c.preposition == "ب" for cuts_ in words for c in cuts_)

    def _undertakes(self, verb: Item) -> bool:
        """Whether a verb tells of its subject's own act to come (هدد بالانسحاب، قرر الانسحاب، تعهد بالإفراج)."""
        return verb.lemma in CONTROL or verb.lemma in OWNING or any(s.type in ("THREATEN", "AGREE") for s in verb.senses)

    def _sentenced(self, trigger: Trigger, governor: int | None) -> None:
        """حكمت المحكمة على فلان بالسجن، قضت المحكمة بسجن فلان: the verdict and the term have the same court and the same sentenced."""
        verdict = next((t for t in reversed(self.found) if t.token == governor and t.sense.mode == "convict"), None)
        if verdict is None or trigger.sense.mode != "arrest":
            return
        court = [m for m in verdict.actor if m.type == "ORG" or m.sector == "JUD"]
        self.parts.fill(trigger, "recipient", [] if trigger.recipient else verdict.recipient)
        self.parts.fill(trigger, "actor", [] if trigger.actor else court)
        self.parts.fill(verdict, "recipient", [] if verdict.recipient else trigger.recipient)

    def _carried_out(self, trigger: Trigger) -> None:
        """هجوم نفذه X على Y، الزيارة التي يقوم بها X إلى Y: a relative clause whose pronoun stands for the act tells who does it, and to whom."""
        at = self._clause(trigger)
        if at is None:
            return
        frame = self.clauses.frame(at)
        subject = [m for m in frame.subject if m.first > at]
        if not subject:
            return
        trigger.clause, trigger.end = at, max(trigger.end, frame.end)
        trigger.actor.clear()
        self.parts.fill(trigger, "actor", subject)
        self.parts.fill_governed(trigger, frame, "recipient", tuple(m for m in trigger.sense.recipient if m not in BARE), [])

    def _clause(self, trigger: Trigger) -> int | None:
        """The verb of an act's relative clause: a light one with the act as its pronoun, right behind the act and its adjectives."""
        sentence = self.scene.sentences[self.scene.tokens[trigger.token].sentence]
        for j in range(trigger.token + 1, min(sentence.last, trigger.token + 6)):
            verb, norm = self.scene.verb(j), self.scene.norm(j)
            if verb is not None:
                light = fold(verb.item.lemma) in trigger.sense.light or verb.item.light
                taken_up = verb.cut.pronoun in IT or self.scene.norm(j + 1) in BY_IT
                return j if light and taken_up and verb.item.voice != "passive" and not verb.cut.conjunction else None
            if self.scene.tokens[j].kind != "word" or self.scene.starting(j) is not None or (is_function_word(norm) and norm not in RELATIVES):
                return None
        return None

    def _goes_on(self, governor: int | None, pronoun: str) -> bool:
        """جددت القوات قصفها: who renews or continues an act with his own pronoun on it does it himself."""
        verb = self.scene.is_verb(governor) if governor is not None else None
        if verb is None or governor is None or verb.lemma not in CONTINUING:
            return False
        subject = self.clauses.actor_of(governor)
        return bool(subject) and {"ه": "m", "ها": "f"}.get(pronoun) in (subject[0].gender, verb.gender)

    def _governs(self, i: int, sense: Sense) -> bool:
        """إبرامها صفقة: what the act needs stands right after the pronoun, which is then the doer."""
        return any(
            cut.stem.rstrip("ا") in sense.needs or cut.stem in sense.needs for cut in heads(self.scene.norm(i + 1)) if not cut.article and not cut.preposition
        )

    def _second(self, frame: Frame) -> list[Mention]:
        """The object right after the genitive of a transitive verbal noun (قصف إسرائيل لسوريا): the genitive is then the doer."""
        after = [*frame.objects, frame.by("ل")]
        return next((group for group in after if group and group[0].start == frame.subject[-1].last), [])

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
        general = verb.item.light and not verb.item.senses and (verb.item.cue is None or sense.type not in HOSTILE)
        return governor if lemma in sense.light or general else None

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

    def read_participle(self, trigger: Trigger, reading: Reading) -> None:
        """A participle as a noun's attribute (الناشط المعتقل، المدعومة من X): the noun before it is the patient, or the doer if active."""
        i = trigger.token
        frame = self.clauses.noun_frame(i)
        trigger.end = frame.end
        before = self.scene.covering(i) or self.scene.covering(i - 1)
        if before is None and self.scene.norm(i - 1) == ",":
            before = self.scene.covering(i - 2)
        passive = reading.item.kind == "passive"
        if not passive and self.scene.norm(i + 1).startswith("ايا"):  # متهما إياهم: the subject of the clause does it to them
            self.parts.fill(trigger, "actor", self._governing_subject(self.clauses.governor(i)))
            pronoun = self.scene.norm(i + 1).removeprefix("ايا")
            self.parts.fill(trigger, "recipient", self.parts.antecedent(i, trigger.actor, human=True, pronoun=pronoun))
            return
        if before is not None and before.type in ACTING + PLACES:
            self.parts.fill(trigger, "recipient" if passive else "actor", [before])
        elif frame.subject and reading.cut.article:
            self.parts.fill(trigger, "recipient" if passive else "actor", frame.subject)
        if passive:
            self.parts.fill(trigger, "actor", frame.by("من") or frame.by("لدي"))
        elif frame.subject and "obj" in trigger.sense.recipient:
            self.parts.fill(trigger, "recipient", frame.subject)
        for marker in trigger.sense.recipient:
            if marker not in ("subj", "obj") and not passive:
                self.parts.fill(trigger, "recipient", frame.by(marker))
