"""Who does an act that a noun reports and leaves to its surroundings: the verb that governs it, a noun of doing before it, a charge."""

from __future__ import annotations

from musnad.analysis.acts import Participants, Trigger
from musnad.analysis.clauses import ACTING, Frame
from musnad.analysis.grammar import TIME_WORDS, base, is_function_word
from musnad.analysis.lexicon import Item, Reading
from musnad.analysis.scene import Mention
from musnad.analysis.things import Things
from musnad.analysis.verbroles import KILLING
from musnad.language.characters import fold
from musnad.language.clitics import heads

CONTROL = frozenset(
    "قرر اعتزم بدأ واصل حاول تمكن استأنف أراد نوى استطاع باشر أوقف علق كثف صعد عاود جدد كرر قام أقدم أنهى سعى أمر أوعز قضى حكم تبنى استخدم".split()
)
DYING = frozenset("قضى مات توفي لقي نجا استشهد قتل أصيب جرح فر هرب نزح".split())
CAUSING = frozenset(("أثار", "سبب", "أدى", "أشعل", "فجر", "دفع"))
PASSIVE_LIGHT = frozenset(("تم", "جرى", "تعرض", "وقع"))
AMOUNTS = frozenset("سلسله موجه عدد حمله عمليه عمليات جوله عشرات مئات مزيد اعمال بعض كل اول اكبر احدث محاوله قرار".split())
OVER = frozenset("ازاء حيال بشان بسبب بعد عقب اثر قبل منذ ضد رغم حول خلال جراء غداه ردا احتجاجا تنديدا استنكارا تضامنا".split())
DOING = frozenset("محاوله محاولات قيام اقدام عزم اعتزام نيه مواصله استمرار تورط ضلوع لجوء مسووليه مشاركه".split())
MEANS = frozenset("في خلال جراء اثر نتيجه بسبب من".split())
HOSTILE = ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST")
OWNING = ("أعلن", "أقر", "اعترف", "تبنى", "هدد", "توعد")  # who says so tells of his own deed; who confirms, denies or reports one need not have done it


class Doers:
    """Finds the actors of verbal nouns and event nouns; ``found``: the triggers read so far."""

    def __init__(self, parts: Participants, things: Things, found: list[Trigger]) -> None:
        self.parts, self.things, self.found = parts, things, found
        self.scene, self.clauses = parts.scene, parts.clauses

    def fill(self, trigger: Trigger, reading: Reading, frame: Frame, governor: int | None, light: int | None) -> None:
        """The actor of a noun: after من قبل, before it in the genitive of a noun of doing, the subject of its light verb or of the one that governs it."""
        at = self.parts.by_phrase(trigger.token, frame.end)
        mention = self.scene.starting(at + 2) if at is not None else None
        doer = self.clauses.group(mention) if mention is not None else self._genitive(trigger.token)
        if doer:
            self.parts.fill(trigger, "actor", doer)
            return
        verb = self.scene.verb(governor) if governor is not None and not trigger.actor_country else None
        if verb is None or governor is None:
            return
        subject = self.clauses.actor_of(governor)
        if not subject and governor == light:  # تعتزم تركيا شن عملية: the light word is a noun after a verb of its own
            before = self.clauses.verb_before(governor, self.scene.sentences[self.scene.tokens[governor].sentence])
            subject = self.clauses.actor_of(before) if before is not None and (item := self.scene.is_verb(before)) and item.lemma in CONTROL else []
        subject = [m for m in subject if m.first < trigger.token or m.first >= frame.end]
        if verb.item.lemma in ("تعرض", "واجه", "تلقى", "شهد", "نجا"):
            self._undergone(trigger, governor, verb.item, subject)
        elif not self._suffered(trigger, reading, verb.item, subject, light):
            self._done(trigger, reading, governor, verb, subject, light)

    def _undergone(self, trigger: Trigger, governor: int, verb: Item, subject: list[Mention]) -> None:
        """تعرضت قاعدة لهجوم: the subject is who the act was done to."""
        suffers = verb.lemma in ("تعرض", "تلقى", "نجا") or (verb.lemma == "واجه" and trigger.sense.type in ("ACCUSE", "PROTEST"))
        if suffers and not trigger.recipient:
            self.parts.fill(trigger, "recipient", subject)
        if verb.lemma == "تعرض" and not trigger.recipient and trigger.sense.type == "ASSAULT":
            self.things.between(trigger, governor + 1, trigger.token)
            if not trigger.recipient:
                self.things.between(trigger, max(0, governor - 4), governor)  # القاعدة لم تتعرض لهجوم

    def _done(self, trigger: Trigger, reading: Reading, governor: int, verb: Reading, subject: list[Mention], light: int | None) -> None:
        """The act as done by the subject of the verb that governs its noun, or, where that verb accuses or prevents someone, by that one."""
        item, hostile = verb.item, trigger.sense.type in HOSTILE
        if item.lemma in OWNING and verb.cut.pronoun and hostile:
            return  # ما أعلنه التحالف عن استهداف المطار: what he told of is no deed of his
        over = any(base(self.scene.norm(j)) in OVER for j in range(governor + 1, trigger.token))
        controlled = self._controlled(governor, item, trigger)
        if controlled is not None:
            self.parts.fill(trigger, "actor", [] if over else controlled)
            return
        if fold(trigger.sense.lemma) in KILLING and fold(item.lemma) not in trigger.sense.light:  # who announces a death need not have caused it
            return
        if item.lemma in CAUSING or item.lemma in PASSIVE_LIGHT or item.voice == "passive" or over:
            return  # أعربت عن قلقها إزاء اعتقال X: what a feeling or a time is about is not done by its subject
        of_another = any(governor < t.token < trigger.token and t.kind in ("masdar", "noun") and t.sense.type != trigger.sense.type for t in self.found[-3:])
        if light is None and of_another and not reading.cut.conjunction:
            return  # عبر عن إدانته للهجوم: what another act is about
        if (
            light is not None
            or (item.cue is not None and item.cue.kind != "describe" and (not hostile or item.lemma in OWNING))
            or (item.light and (item.cue is None or not hostile))
            or item.lemma in CONTROL
            or trigger.sense.type in ("CONSULT", "AGREE", "COOPERATE")
        ) and (not hostile or self._complement(governor, trigger)):
            self.parts.fill(trigger, "actor", subject)

    def _suffered(self, trigger: Trigger, reading: Reading, verb: Item, subject: list[Mention], light: int | None) -> bool:
        """سياح قضوا بقصف: the subject of a verb of dying or fleeing suffered the violence, and is no doer."""
        if verb.lemma not in DYING or trigger.sense.type != "ASSAULT" or trigger.sense.lemma in ("أعدم", "شنق") or light is not None:
            return False
        if not trigger.recipient and (reading.cut.preposition == "ب" or base(self.scene.norm(trigger.token - 1)) in MEANS):
            self.parts.fill(trigger, "recipient", subject)
        return True

    def _genitive(self, i: int) -> list[Mention]:
        """قيام X بقتل، محاولة X استهداف، - X: طرد: who stands in the genitive of a noun of doing before the act, or before a colon in a list."""
        at = i - 1
        if self.scene.norm(at) == ":":
            return self.parts.listed(i)
        held = self.scene.covering(at)
        if held is None and self.scene.norm(at) in ("في", "علي"):
            at -= 1
            held = self.scene.covering(at)
        if held is None or held.last != at + 1 or held.type not in ACTING:
            return []
        group = self.clauses.group_ending(held)
        first = group[0].start - 1
        return group if first >= 0 and not group[0].preposition and any(c.stem in DOING for c in heads(self.scene.norm(first))) else []

    def _complement(self, governor: int, trigger: Trigger) -> bool:
        """Whether nothing but the subject, particles and nouns of amount stands between a verb and the act (بدأ سلسلة غارات, not يملك أدلة على قصف)."""
        verb = self.scene.is_verb(governor)
        if verb is not None and (fold(verb.lemma) in trigger.sense.light or verb.cue is not None or verb.lemma in CONTROL):
            return True
        for j in range(governor + 1, trigger.token):
            norm = self.scene.norm(j)
            plain = self.scene.covering(j) is not None or self.scene.tokens[j].kind != "word" or is_function_word(norm) or norm in TIME_WORDS
            if not plain and not any(cut.stem in AMOUNTS for cut in heads(norm)) and self.scene.item(j, "masdar", "noun", "head") is not None:
                return False
        return True

    def _controlled(self, governor: int, verb: Item, trigger: Trigger) -> list[Mention] | None:
        """After accusing, urging or preventing someone, the act in the content is that someone's (اتهم X Y بقصف Z: Y shells)."""
        if not any(s.type in ("ACCUSE", "REQUEST") for s in verb.senses) and verb.lemma not in ("منع", "أجبر", "مكن"):
            return None
        accused = next((t for t in reversed(self.found) if t.token == governor), None)
        if accused is None and verb.lemma not in ("منع", "أجبر", "مكن"):
            return None
        return [m for m in accused.recipient if m.last <= trigger.token] if accused is not None else []
