"""A reported act with its participants, and what every reader of participants needs: filling a role, prepositions, pronouns."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.analysis.clauses import ACTING, Clauses, Frame
from musnad.analysis.gazetteer import CAPITAL, NATION
from musnad.analysis.grammar import base
from musnad.analysis.lexicon import Item, Sense
from musnad.analysis.scene import Mention, Scene
from musnad.language.clitics import heads
from musnad.record import Span

PLACES = ("GPE", "LOC", "FAC")
SUFFERING = ("ASSAULT", "COERCE", "SANCTION")
BOTH = 2
BY_WHOM = ("من قبل", "علي يد", "علي ايدي", "من جانب", "من طرف", "بواسطه")
# Types whose recipient may stand behind an abstract noun of his (ندد بسياسة X، رفض طلب X).
OWNED = ("SUPPORT", "ACCUSE", "REJECT", "CONCEDE")
BARE = ("subj", "obj", "adj", "idafa")
FIRED = frozenset("صاروخ قذيفة قنبلة طوربيد رصاصة مسيرة".split())
STOPPING = frozenset("اعترض اعتراض أسقط إسقاط تصدى دمر تدمير فجر صد أحبط".split())
PREPOSITIONAL = {
    base_ + pronoun: (name, pronoun)
    for base_, name in (("ل", "ل"), ("ب", "ب"), ("علي", "علي"), ("الي", "الي"), ("من", "من"), ("مع", "مع"), ("ضد", "ضد"), ("في", "في"), ("بين", "بين"))
    for pronoun in ("ه", "ها", "هم", "هما", "هن")
}


@dataclass(slots=True, eq=False)
class Trigger:
    """A reported act as found: its word, its sense, and the mentions in its roles; ``clause`` is the verb of the relative clause that tells who did it.

    Of the trained network: how ``sure`` it is of the type; the ``status`` that it is sure of; whether the word is ``unlisted``, its type not the
    lexicon's; which roles it gave that are only likely (``unsure``); and the earlier trigger whose happening this one ``repeats``.
    """

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
    clause: int | None = None
    sure: float | None = None
    status: str | None = None
    unlisted: bool = False
    unsure: list[tuple[str, Mention]] = field(default_factory=list)
    repeats: Trigger | None = None


def is_means(trigger: Trigger, head: str) -> bool:
    """Whether a thing of this head noun is what an attack is made with, unless the act is to stop it: أطلق صاروخا, but اعترض صاروخا."""
    return bool(FIRED & set(head.split())) and trigger.sense.lemma not in STOPPING


def explodes(scene: Scene, first: int, last: int) -> bool:
    """Whether a thing, told by tokens ``first`` to ``last`` and the word behind, is one that explodes (سيارة مفخخة): a means, that suffers nothing."""
    return any(scene.norm(j).removeprefix("ال").startswith(("مفخخ", "ملغوم", "ملغم")) for j in range(first, last + 1))


class Participants:
    """Fills the roles of the triggers of one scene."""

    def __init__(self, scene: Scene, clauses: Clauses) -> None:
        self.scene, self.clauses = scene, clauses

    def fill(self, trigger: Trigger, role: str, mentions: list[Mention]) -> None:
        held: list[Mention] = getattr(trigger, role)
        other = trigger.recipient if role == "actor" else trigger.actor
        for mention in mentions:
            if mention.type == "PRODUCT" and role == "actor":
                self.fill(trigger, role, [m for m in self.scene.mentions if m.inside is mention and m.type in ACTING][:1])
                continue
            fits = mention.type in ACTING or mention.type in PLACES
            if mention.type == "PRODUCT":  # what is shot down or sunk; a car bomb is the means, and so is what is fired, unless it is stopped
                stopped = trigger.sense.lemma in STOPPING
                fits = stopped or (trigger.sense.type == "ASSAULT" and trigger.sense.mode not in ("explosives", "suicide-attack"))
                fits = fits and not is_means(trigger, mention.head) and not explodes(self.scene, mention.first, mention.last)
            if mention.type == "LAW" and role == "recipient":
                fits = False
            if mention.type in ("FAC", "LOC", "EVENT") and (role == "actor" or trigger.sense.type not in SUFFERING):
                fits = False
            if fits and mention not in held and mention not in other:
                held.append(mention)

    def fill_governed(self, trigger: Trigger, frame: Frame, role: str, markers: tuple[str, ...], subject: list[Mention]) -> None:
        """Fill a role from what prepositions govern; for who received the act, from the nearest of them."""
        groups = [group for marker in markers if (group := self.governed(trigger, frame, marker, subject))]
        if role == "recipient" and len(groups) > 1:
            groups = [min(groups, key=lambda group: abs(group[0].first - trigger.token) if group[0].first > trigger.token else 0)]
        for group in groups:
            self.fill(trigger, role, group)

    def governed(self, trigger: Trigger, frame: Frame, marker: str, subject: list[Mention]) -> list[Mention]:
        """What a preposition governs: a mention; the owner of an abstract noun (أشاد بدور X); what a pronoun on it stands for (اعترف بها)."""
        group = frame.by(marker) or (frame.through(marker) if trigger.sense.type in OWNED else []) or self._idiom(trigger, frame, marker)
        if marker == "ل" and group and trigger.kind == "noun" and any(g[0].first < group[0].first and p != "ل" for p, g in frame.governed):
            group = []  # غارات على مواقع لحزب الله: whose the place is
        if marker == "ل" and group and trigger.kind == "noun" and self._after_on(trigger.token, group[0].first):
            group = []
        reach = group[0].start if group else frame.end + 1
        for j in range(trigger.token + 1, min(trigger.token + 4, reach, len(self.scene.tokens))):
            pronoun = PREPOSITIONAL.get(self.scene.norm(j))
            if pronoun is not None and pronoun[0] == marker:
                things = trigger.sense.type == "ASSAULT"
                return self.antecedent(trigger.token, [*subject, *trigger.actor], pronoun=pronoun[1], things=things)
            if self.scene.covering(j) is None and self.scene.tokens[j].kind != "word":
                break
        return group

    def _idiom(self, trigger: Trigger, frame: Frame, marker: str) -> list[Mention]:
        """أودى بحياة X: who stands in the genitive of the noun that the sense needs after its preposition."""
        for _, group in frame.owners:
            if any(c.preposition == marker and c.stem in trigger.sense.needs for c in heads(self.scene.norm(group[0].start - 1))):
                return group
        return []

    def _after_on(self, i: int, stop: int) -> bool:
        """Whether على or ضد stands between the noun at ``i`` and a later token."""
        return any(base(self.scene.norm(j)) in ("علي", "ضد") for j in range(i + 1, stop))

    def listed(self, i: int) -> list[Mention]:
        """- الدنمارك: طرد دبلوماسيين: the state or body before the colon of a list, whose act stands at ``i``."""
        before = self.scene.covering(i - 2) if self.scene.norm(i - 1) == ":" else None
        if before is None or before.last != i - 1 or before.type not in ("GPE", "ORG"):
            return []  # a headline "X: words" tells who says so, not who does it
        return [before] if before.start > 0 and self.scene.tokens[before.start - 1].norm in ("-", "–", "—", "•", "*") else []

    def by_phrase(self, i: int, end: int) -> int | None:
        for j in range(i + 1, min(end, len(self.scene.tokens) - 1)):
            if f"{base(self.scene.norm(j))} {self.scene.norm(j + 1)}" in BY_WHOM:
                return j
        return None

    def _may_stand(self, mention: Mention, pronoun: str, *, things: bool) -> bool:
        """Whether a pronoun can stand for a mention: an actor (a town is none), or a place that suffers, of its gender."""
        if mention.type == "GPE" and not things and not (mention.kind in ("state", "pair") or any(n.kind in (NATION, CAPITAL) for n in mention.names)):
            return False
        if pronoun == "هما" and mention.kind != "pair" and (mention.number != "d" or self.scene.norm(mention.first).endswith("ين")):
            return False  # two are neither one nor many, and ين is the ending of both
        if mention.type == "FAC" and not things or mention.type not in ("PERSON", "NORP", "ORG", "GPE", "FAC"):
            return False
        return not ((pronoun == "ه" and mention.gender == "f") or (pronoun == "ها" and mention.gender == "m" and mention.number in (None, "s")))

    def antecedent(self, i: int, not_these: list[Mention], *, human: bool = False, pronoun: str = "", things: bool = False) -> list[Mention]:
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
        if fallback is None and pronoun == "هما" and (both := self._two_people(i)):
            return both
        return [fallback] if fallback is not None else not_these[:1]

    def _two_people(self, i: int) -> list[Mention]:
        """The two single people that the sentence of a word, or the one before it, has named until then; nobody if it has named more or fewer."""
        last = self.scene.tokens[i].sentence
        for sentence in (self.scene.sentences[last], *self.scene.sentences[max(0, last - 1) : last]):
            there = (m for m in self.scene.mentions if m.type == "PERSON" and m.number in (None, "s") and sentence.first <= m.first < min(i, sentence.last))
            people = [m for m in there if m.inside is None]
            if people:
                return people if len(people) == BOTH else []
        return []
