"""Proclitics and attached pronouns: the ways a written word can be cut.

News Arabic writes the conjunctions و ف, the future س, the prepositions ب ل ك, the article ال and object or possessive
pronouns onto the word (Habash, Introduction to Arabic NLP, 2010, ch. 5.3). A cut is only a possibility: the lexicon or the
names decide which one holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

PRONOUNS = ("هما", "هم", "هن", "ها", "ه", "كما", "كم", "نا", "ني", "ي", "ك")
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Cut:
    """One way to cut a folded word.

    ``conjunction`` is و, ف or empty; ``preposition`` ب, ل, ك or empty; ``future`` tells of س; ``article`` of ال;
    ``skip`` and ``drop`` count the folded letters before and after the stem. In للمغرب the article has lost its alef:
    the stem is مغرب, and ``skip`` without the article is 1 (``name_skip``).
    """

    stem: str
    conjunction: str = ""
    preposition: str = ""
    future: bool = False
    article: bool = False
    pronoun: str = ""
    skip: int = 0
    name_skip: int = 0

    @property
    def drop(self) -> int:
        """Folded letters of the attached pronoun."""
        return len(self.pronoun)


def _heads(norm: str) -> list[Cut]:
    """Every cut at the front of the word, the least cut first."""
    cuts: list[Cut] = []
    for conjunction in ("", "و", "ف"):
        if not norm.startswith(conjunction):
            continue
        rest, at = norm[len(conjunction) :], len(conjunction)
        for preposition in ("", "ب", "ل", "ك"):
            if not rest.startswith(preposition):
                continue
            tail, here = rest[len(preposition) :], at + len(preposition)
            if preposition == "ل" and tail.startswith("ل") and len(tail) > SHORTEST:
                cuts.append(Cut(tail[1:], conjunction, "ل", article=True, skip=here + 1, name_skip=here))
            if tail.startswith("ال") and len(tail) >= 2 + SHORTEST:
                cuts.append(Cut(tail[2:], conjunction, preposition, article=True, skip=here + 2, name_skip=here))
            if len(tail) >= SHORTEST:
                cuts.append(Cut(tail, conjunction, preposition, skip=here, name_skip=here))
        if rest.startswith("س") and len(rest) > 3 and rest[1] in "يتنا":
            cuts.append(Cut(rest[1:], conjunction, future=True, skip=at + 1, name_skip=at + 1))
    if len(norm) < SHORTEST:
        cuts.append(Cut(norm))
    return sorted(cuts, key=lambda c: (c.skip, not c.article))


@lru_cache(maxsize=1 << 16)
def heads(norm: str) -> tuple[Cut, ...]:
    """Every cut of proclitics, the least cut first; the uncut word always stands first."""
    return tuple(_heads(norm))


@lru_cache(maxsize=1 << 16)
def cuts(norm: str) -> tuple[Cut, ...]:
    """Every cut of proclitics and of an attached pronoun; cuts without a pronoun come first."""
    front = heads(norm)
    out = list(front)
    for cut in front:
        if cut.article:
            continue
        out.extend(
            Cut(cut.stem[: -len(pronoun)], cut.conjunction, cut.preposition, cut.future, False, pronoun, cut.skip, cut.name_skip)
            for pronoun in PRONOUNS
            if cut.stem.endswith(pronoun) and len(cut.stem) - len(pronoun) >= SHORTEST
        )
    return tuple(out)
