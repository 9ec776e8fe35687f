"""Articles with other names in their places: more examples from the same marks.

A name is swapped for one of the same label and number of words from another article, everywhere in the article, with what the rules say of it; the
clitics before it stay (ل + ال is written لل). Length is kept, so all marks hold.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

from examples import Example

from musnad.analysis.learned.features import Floats, Numbers
from musnad.analysis.learned.names import spans_of

SHARE = 0.5  # of the names of an article

Donor = tuple[list[str], Numbers, Floats]


class Swapper:
    """Swaps names among articles."""

    def __init__(self, articles: Sequence[Example], chance: random.Random) -> None:
        self.chance = chance
        self._donors: dict[tuple[str, int], list[Donor]] = defaultdict(list)
        for article in articles:
            for first, last, label, skip in _names(article):
                words = article.words[first:last]
                if len(words[0]) > skip:
                    self._donors[label, last - first].append(([words[0][skip:], *words[1:]], article.said[first:last], article.facts[first:last]))

    def swapped(self, article: Example) -> tuple[list[str], Numbers, Floats]:
        """An article's words, and what the rules and the lexicon say of them, with other names."""
        words, said, facts = list(article.words), article.said.copy(), article.facts.copy()
        chosen: dict[tuple[str, ...], Donor | None] = {}
        for first, last, label, skip in _names(article):
            clitics, key = words[first][:skip], (label, words[first][skip:], *words[first + 1 : last])
            if key not in chosen:
                chosen[key] = (
                    self.chance.choice(self._donors[label, last - first]) if self.chance.random() < SHARE and self._donors[label, last - first] else None
                )
            donor = chosen[key]
            if donor is not None:
                name, said[first:last], facts[first:last] = donor
                article_lost = clitics.endswith("ل") and name[0].startswith("ال")
                words[first:last] = [clitics + name[0][article_lost:], *name[1:]]
        return words, said, facts


def _names(article: Example) -> Iterator[tuple[int, int, str, int]]:
    """The outer names of an article: first and last word, label, and the letters of clitics before it."""
    skips = dict(article.skips)
    for first, last, label in spans_of(article.tags[:, 0].tolist()):
        if not label.endswith("-u"):
            yield first, last, label, max(0, skips.get(first, 0))
