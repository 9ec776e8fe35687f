"""Described buildings, vehicles and posts that suffer violence: they become mentions, so that the event has a recipient (guideline)."""

from __future__ import annotations

from musnad.analysis.acts import Trigger, explodes, is_means
from musnad.analysis.grammar import ADVERBS, TIME_WORDS, base, is_function_word, is_that
from musnad.analysis.scene import Mention, Scene
from musnad.language.characters import fold
from musnad.language.tokens import QUOTES

REACH = 14  # words after the act within which what it strikes stands
_HOUSES = frozenset("مكتب مقر سفارة قنصلية محكمة مصرف بنك".split())  # bodies whose house is what is struck


class Things:
    """Finds the things of one scene that violence is done to."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def named(self, trigger: Trigger) -> None:
        """A described building, vehicle or post that suffers violence becomes a mention (guideline: so that the event has a recipient)."""
        if trigger.sense.type != "ASSAULT" or trigger.recipient:
            return
        markers = trigger.sense.recipient
        sentence = self.scene.sentences[self.scene.tokens[trigger.token].sentence]
        for j in range(trigger.token + 1, min(sentence.last, trigger.token + REACH)):
            norm = self.scene.norm(j)
            if norm in ".;:" or is_that(norm) or (self.scene.is_verb(j) and norm not in ADVERBS and j > trigger.token + 1):
                return
            if self.scene.covering(j) is not None:
                continue
            if self._at(trigger, j, markers):
                return

    def between(self, trigger: Trigger, first: int, last: int) -> None:
        """The thing or place that a verb of suffering has as its subject (تعرضت ناقلة نفط لهجوم)."""
        for j in range(first, last):
            if self.scene.covering(j) is None and self._at(trigger, j, ()):
                return

    def _at(self, trigger: Trigger, j: int, markers: tuple[str, ...]) -> bool:
        """Make the noun at ``j`` the recipient of violence if it names a building, vehicle or post that the act can reach."""
        heads = (r for r in self.scene.readings[j] if r.item.head is not None)
        head = next((r for r in heads if r.item.head is not None and (r.item.head.type in ("FAC", "PRODUCT") or r.item.head.lemma in _HOUSES)), None)
        if head is None or head.item.head is None or self.scene.item(j, "head") is None or is_means(trigger, head.item.head.lemma):
            return False
        if self.scene.norm(j).endswith("ي") != fold(head.item.lemma).endswith("ي"):  # صاروخي is no missile of mine
            return False
        sentence = self.scene.sentences[self.scene.tokens[j].sentence]
        governed = base(self.scene.norm(j - 1)) if base(self.scene.norm(j - 1)) in ("علي", "ضد", "الي", "في") else head.cut.preposition
        if (governed and governed not in markers) or explodes(self.scene, j, j + 1):
            return False
        end = j + 1
        while end < min(sentence.last, j + 4) and self.scene.tokens[end].kind == "word" and self.scene.covering(end) is None and self._qualifies(j, end):
            end += 1
        owner = self._owner(end)
        if owner is not None:
            end = owner.last + (self.scene.norm(owner.last) in QUOTES and self.scene.norm(owner.start - 1) in QUOTES)
        start = self.scene.document.place(self.scene.tokens[j], head.cut.name_skip)[0]
        type_ = "PRODUCT" if head.item.head.type == "PRODUCT" else "FAC"
        mention = Mention(j, end, (start, self.scene.tokens[end - 1].end), type_, False, "role", head=head.item.head.lemma)
        mention.number, mention.preposition, mention.definite = head.item.number, governed, head.cut.article
        mention.why = f"a thing or place that suffers violence, by the noun {head.item.head.lemma}"
        if owner is not None:
            owner.inside = mention
        self.scene.add(mention)
        trigger.recipient.append(mention)
        return True

    def _owner(self, end: int) -> Mention | None:
        """مكتب لحزب X, موقع لـ«Y»: whose the thing before token ``end`` is, told right behind it."""
        at = end
        while at < end + 2 and (self.scene.norm(at) == "ل" or self.scene.norm(at) in QUOTES):
            at += 1
        owner = self.scene.starting(at)
        owned = owner is not None and owner.type in ("ORG", "GPE") and (owner.preposition == "ل" or (at > end and self.scene.norm(end) == "ل"))
        return owner if owned else None

    def _qualifies(self, j: int, end: int) -> bool:
        """Whether a word goes on describing the thing at ``j``: an adjective, or a definite genitive."""
        norm = self.scene.norm(end)
        nisba = self.scene.item(end, "nisba")
        if nisba is not None and not nisba.cut.preposition and not nisba.cut.conjunction:
            return True
        if is_function_word(norm) or norm in TIME_WORDS or self.scene.is_verb(end):
            return False
        return norm.endswith(("يه", "ي")) and norm[0] not in "وبل" or (norm.startswith("ال") and end == j + 1)
