"""Articles with other names in their places: more examples from the same marks.

A name is swapped for one of the same label, number of words, gender and number (where the rules tell them) from another article, everywhere in the
article, with what the rules say of it; the clitics before it stay. Behind ل the article ال has no alef (للعراق), and before a ل it has none of its own
letters (للجنة): such names are written so when they are put there, and whole when they are taken from there. Length is kept, so all marks hold.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from examples import Example, Form

from musnad.analysis.learned.features import TAGS, Floats, Numbers
from musnad.analysis.learned.tagging import spans_of

SHARE = 0.5  # of the names of an article

Donor = tuple[list[str], Numbers, Floats]
Kind = tuple[str, int, Form]


@dataclass(frozen=True, slots=True)
class Place:
    """A name in an article: first and last word, what it must agree with, and its first word cut in clitics and name."""

    first: int
    last: int
    kind: Kind
    clitics: str
    name: str

    @property
    def joined(self) -> bool:
        """Whether the article ال may have lost its alef here."""
        return self.clitics.endswith("ل") and self.name.startswith("ل")


class Swapper:
    """Swaps names among articles."""

    def __init__(self, articles: Sequence[Example], chance: random.Random) -> None:
        self.chance = chance
        self._donors: dict[Kind, list[Donor]] = defaultdict(list)
        self._alone = {place.name for article in articles for place in _places(article) if not place.joined}
        for article in articles:
            for place in _places(article):
                name = self._whole(place)
                if name:
                    words = [name, *article.words[place.first + 1 : place.last]]
                    self._donors[place.kind].append((words, article.said[place.first : place.last], article.facts[place.first : place.last]))

    def swapped(self, article: Example) -> tuple[list[str], Numbers, Floats]:
        """An article's words, and what the rules and the lexicon say of them, with other names."""
        words, said, facts = list(article.words), article.said.copy(), article.facts.copy()
        chosen: dict[tuple[str, ...], Donor | None] = {}
        for place in _places(article):
            key = (place.kind[0], self._whole(place) or place.name, *words[place.first + 1 : place.last])
            if key not in chosen:
                donors = self._donors[place.kind]
                chosen[key] = self.chance.choice(donors) if self.chance.random() < SHARE and donors else None
            donor = chosen[key]
            if donor is not None:
                name, said[place.first : place.last], facts[place.first : place.last] = donor
                words[place.first : place.last] = [_behind(place.clitics, name[0]), *name[1:]]
        return words, said, facts

    def _whole(self, place: Place) -> str:
        """The first word as it stands alone; '' where the other names do not tell whether it has the article."""
        if not place.joined:
            return place.name
        found = [name for name in (place.name, f"ا{place.name}") if name in self._alone]
        return found[0] if len(found) == 1 else ""


def _behind(clitics: str, name: str) -> str:
    """A name's first word behind clitics."""
    if clitics.endswith("ل") and name.startswith("ال"):
        return clitics + name[2 if name.startswith("الل") else 1 :]
    return clitics + name


def _places(article: Example) -> Iterator[Place]:
    """The outer names of an article."""
    skips = dict(article.skips)
    for first, last, label in spans_of(article.tags[:, 0].tolist(), TAGS):
        if not label.endswith("-u"):
            word, skip = article.words[first], max(0, skips.get(first, 0))
            yield Place(first, last, (label, last - first, article.forms.get(first, (None, None))), word[:skip], word[skip:])
