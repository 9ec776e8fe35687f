"""Mentions as the network reads them: names and descriptions that the rules lack are put in, names that are none are taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from musnad.analysis.acts import PLACES
from musnad.analysis.learned.features import TAGS, Floats
from musnad.analysis.learned.tagging import best_tags, likely, spans_of, sureness
from musnad.analysis.names import NameFinder
from musnad.analysis.scene import Mention, Scene
from musnad.language.clitics import heads

if TYPE_CHECKING:
    from musnad.analysis.learned.network import FlatName, Seen

SPEAKING = ("PERSON", "ORG", "GPE", "NORP", "MEDIA")


class SecondNames(NameFinder):
    """Revises the mentions of one scene."""

    def __init__(self, scene: Scene, seen: Seen, flat: Sequence[FlatName], steps: Floats, limits: Mapping[str, float]) -> None:
        super().__init__(scene)
        self.seen, self.flat, self.limits = seen, flat, limits
        self.tags, self.chances = best_tags(seen.outer, steps), likely(seen.outer)

    def revise(self) -> None:
        """Take out, put in, and let names read from their shape end elsewhere."""
        for mention in [m for m in self.scene.mentions if m.named and not m.names and m.kind in ("person", "head", "name")]:
            nothing = float(self.chances[mention.first : mention.last, 0].mean())
            if nothing >= self.limits["no name"]:
                self.scene.remove(mention)
        for first, last, label in spans_of(self.tags, TAGS):
            type_, named = label.removesuffix("-u"), not label.endswith("-u")
            sure = sureness(self.tags, self.chances, first, last)
            if sure >= self.limits["new name" if named else "new described"] and self._free(first, last, named=named):
                self._put(first, last, type_, sure, named=named)
        for name in self.flat:
            if name.sure >= self.limits["flat name"]:
                self._flat(name)

    def _flat(self, name: FlatName) -> None:
        held = self.scene.covering(name.first)
        read = held is not None and held.kind == "person" and not held.names and held.first == name.first  # from its shape
        if held is not None and read and name.label == "PERSON" and held.last != name.last:
            self._end(held, name.last)
        elif self._free(name.first, name.last, named=True) and not self._common(name):
            self._put(name.first, name.last, self._type(name), name.sure, named=True)

    def _end(self, mention: Mention, last: int) -> None:
        """Let a person's name that was read from its shape end elsewhere, if what it then holds is free, and of one line."""
        broken = any(token.kind == "break" for token in self.scene.tokens[mention.first : last])
        if broken or any(self.scene.covering(i) is not None for i in range(mention.last, last)):
            return
        self.scene.remove(mention)
        mention.last, mention.span = last, (mention.span[0], self.scene.tokens[last - 1].end)
        mention.why += "; where it ends the trained model tells"
        self.scene.add(mention)

    def _common(self, name: FlatName) -> bool:
        """Whether a name is no more than a noun for bodies and things (راديو)."""
        return name.last - name.first == 1 and self.scene.item(name.first, "head") is not None

    def _type(self, name: FlatName) -> str:
        """Which of our types a flat name likely has: a place is a GPE, LOC or FAC, and an organisation may be an outlet."""
        types = {"LOC": PLACES, "ORG": ("ORG", "MEDIA")}.get(name.label, (name.label,))
        chances = self.chances[name.first : name.last].sum(0)
        return max(types, key=lambda type_: float(chances[TAGS.index(f"B-{type_}")] + chances[TAGS.index(f"I-{type_}")]))

    def _free(self, first: int, last: int, *, named: bool) -> bool:
        """Whether words may be a mention: they are in none, but that a description may begin before the names in it; and they are words of one line."""
        held, kinds = [self.scene.covering(i) for i in range(first, last)], [token.kind for token in self.scene.tokens[first:last]]
        inside = not named and held[0] is None and all(m is None or m.last <= last for m in held)
        return (inside or not any(held)) and "break" not in kinds and "mark" not in (kinds[0], kinds[-1])

    def _put(self, first: int, last: int, type_: str, sure: float, *, named: bool) -> None:
        wanted = int(self.seen.skip[first].argmax())
        skip = wanted if any(cut.name_skip == wanted for cut in heads(self.norms[first])) else 0
        mention: Mention = self._mention(first, last, skip, type_, kind_of(type_, named=named), named=named)
        mention.speaks = type_ in SPEAKING
        mention.sector = "JRN" if type_ == "MEDIA" else None
        mention.why = f"the trained model reads a {'name' if named else 'description'} here, {sure:.0%} sure"
        if not named:
            mention.definite = self.norms[first][skip:].startswith("ال")
            for nested in self.scene.mentions:
                if first <= nested.first and nested.last <= last and nested.inside is None:
                    nested.inside = mention
        self._add(mention, skip)


def kind_of(type_: str, *, named: bool) -> str:
    """The kind of a mention that the rules lack."""
    return ("person" if type_ == "PERSON" else "head") if named else "role"
