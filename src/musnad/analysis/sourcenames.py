"""Names of sources that no rule of names has read: unknown words where a verb of speech has its subject."""

from __future__ import annotations

from musnad.analysis.grammar import TIME_WORDS, is_function_word
from musnad.analysis.lexicon import Item, Reading
from musnad.analysis.namewords import common_words, is_common, is_given
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.sourcewords import BODIES, MEDIA, NO_SUBJECT, ONE_OF, PAPERS, TALKING, TELLING, THINGS, TO_WHOM

LONGEST_NAME = 4


class SourceNames:
    """Reads the unread names of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def of(self, first: int, last: int, verb: Item | None) -> tuple[int, int] | None:
        """The tokens of the name in a phrase that is the subject of a verb, None if it has none."""
        return self.plain(first, last) or self._leading(first, last) or self._lone(first, last, verb)

    def reading(self, first: int) -> Reading | None:
        """The reading of the head noun as a role or a head, None if the lexicon has none."""
        if self.scene.norm(first) in ONE_OF:
            first += 1
        role = self.scene.item(first, "role") or self.scene.item(first, "head")
        return role if role is not None and not role.cut.preposition and not role.cut.conjunction else None

    def plain(self, first: int, last: int) -> tuple[int, int] | None:
        """The tokens of a person's name: the whole phrase, or what stands behind a title (الراعي ⟦دحمان⟧)."""
        at = last
        while at > first and self.fits(at - 1):
            at -= 1
        if at == last or last - at > LONGEST_NAME:
            return None
        if at == first and last - first > 1 and self._definite(first) and not self._definite(first + 1) and not is_given(self.scene.norm(first)):
            return first + 1, last
        if at == first:
            clitic = self.scene.norm(first)[0] in "بلكوف" and is_common(self.scene.norm(first)[1:])
            return None if clitic or self.reading(first) is not None else (first, last)
        title = self.scene.norm(first)
        role = self.scene.item(first, "role")
        titled = title.startswith("ال") or role is not None and role.item.role is not None and role.item.role.type == "PERSON"
        return (at, last) if titled and self.scene.item(first, "head") is None and title not in THINGS else None

    def _leading(self, first: int, last: int) -> tuple[int, int] | None:
        """A name with an office behind it (⟦X Y⟧ المدعية العامة), or with a last part that is also a common noun."""
        at = first
        while at < last and self.fits(at) and not self._definite(at):
            at += 1
        if at == first or at - first > LONGEST_NAME or self.reading(first) is not None:
            return None
        if all(self._definite(j) for j in range(at, last)) or (at < last and self.scene.norm(at) in ONE_OF):
            return (first, at) if at - first > 1 else None
        return (first, last) if last - at == 1 and not self._definite(at) else None

    def _lone(self, first: int, last: int, verb: Item | None) -> tuple[int, int] | None:
        """One word of no known kind right behind a verb that people alone do: an indefinite noun would not stand there alone."""
        norm = self.scene.norm(first)
        alone = last == first + 1 and verb is not None and verb.cue is not None and verb.cue.lemma in TALKING | TELLING
        surname = self._definite(first) and self.scene.item(first, "nisba") is not None and self.reading(first) is None
        cut = all(reading.cut.conjunction == "ف" for reading in self.scene.readings[first]) if norm[0] == "ف" else not self.scene.readings[first]
        plain = not self._definite(first) and cut and norm[0] not in "بلكو" and not norm.endswith(("ون", "ين", "ات"))
        others = norm in ("اخر", "اخري", "اخرون", "اخرين", "كثيرون", "عديدون") or norm in THINGS or norm in PAPERS or norm in MEDIA or norm in BODIES
        return (first, last) if alone and (surname or plain) and not others else None

    def _definite(self, j: int) -> bool:
        """Whether the word at ``j`` has the article, which no foreign name written with إ has."""
        return self.scene.norm(j).startswith("ال") and self.scene.text(j, j + 1)[0] not in "إآأ"

    def fits(self, j: int) -> bool:
        norm, held = self.scene.norm(j), self.scene.covering(j)
        if held is not None:
            return held.type == "PERSON" and held.named
        if self.scene.item(j, "role", "head", "active", "passive", "masdar", "noun", "nisba") is not None:
            return is_given(norm) and not norm.startswith("ال")
        raw = self.scene.text(j, j + 1)
        foreign = raw[0] in "إآ" and norm not in common_words() or raw[:2] in ("أل", "إل")
        return foreign or not is_common(norm) or is_given(norm)

    def part(self, j: int) -> bool:
        """Whether a word can stand in a person's name at all."""
        norm = self.scene.norm(j)
        if self.scene.tokens[j].kind not in ("word", "latin"):
            return False
        return not (is_function_word(norm) or norm in TIME_WORDS or norm in NO_SUBJECT or norm in TO_WHOM or self.scene.that(j) or self.scene.is_verb(j))

    def unknown(self, j: int, person: Mention) -> bool:
        """Whether the word at ``j``, of no other mention, is no word the program knows."""
        norm, foreign = self.scene.norm(j), self.scene.text(j, j + 1)[:2] in ("أل", "إل")
        unread = self.scene.tokens[j].kind == "word" and not self.scene.readings[j] and not is_common(norm) and not norm.startswith(("ال", "ب", "ل"))
        return self.scene.covering(j) in (None, person) and (foreign or unread)
