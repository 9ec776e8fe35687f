"""Quotation marks of every kind, paired, the unbalanced ones too.

News sites mix «», “”, ”…“, straight and single marks, doubled and reversed ones. Which side a mark opens is told by the space
around it; its shape only where space does not decide. A mark left open runs to the end of its line; one that closes what was
never opened closes words that begin with the sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.language.tokens import CLOSING, OPENING, QUOTES, Document

LINES = 2
_BEFORE = frozenset("(:-–—[،,؛ـ")
_AFTER = frozenset(".،,؛;:!?؟)…]-–—")
_JOINED = frozenset(("ب", "ل", "و", "ك", "ول", "وب", "ال", "لل"))


@dataclass(slots=True)
class Quotes:
    """Token of every opening mark with the token that closes it (None for one left open), the way back, and stray closing marks."""

    pairs: dict[int, int | None] = field(default_factory=dict)
    opener: dict[int, int] = field(default_factory=dict)
    stray: set[int] = field(default_factory=set)

    def inside(self, i: int, first: int, last: int) -> bool:
        """Whether token ``i`` stands inside a quotation that opens between ``first`` and ``last``."""
        return any(first <= at < i < (close if close is not None else last) for at, close in self.pairs.items())


def _side(document: Document, i: int) -> int:
    """1 if the mark at token ``i`` opens, -1 if it closes, 0 if the space around it does not tell."""
    tokens, text = document.tokens, document.text
    start, end = tokens[i].start, tokens[i].end
    while start and text[start - 1] in QUOTES:
        start -= 1
    while end < len(text) and text[end] in QUOTES:
        end += 1
    before = start == 0 or text[start - 1].isspace() or text[start - 1] in _BEFORE
    after = end >= len(text) or text[end].isspace() or text[end] in _AFTER
    attached = i > 0 and tokens[i - 1].end == tokens[i].start and tokens[i - 1].norm in _JOINED
    if (before or attached) and not after:
        return 1
    if after and not before:
        return -1
    if tokens[i].norm in OPENING:
        return 1
    return -1 if tokens[i].norm in CLOSING else 0


def pair_quotes(document: Document) -> Quotes:
    """Pair the quotation marks of a document; a doubled mark counts once."""
    quotes = Quotes()
    held: list[tuple[int, int]] = []
    line = 0
    tokens = document.tokens
    for i, token in enumerate(tokens):
        if token.kind == "break" and token.norm[0] not in ".-":
            line += 1
            held = [(at, seen) for at, seen in held if line - seen < LINES]
            continue
        if token.norm not in QUOTES or (i and tokens[i - 1].norm == token.norm and tokens[i - 1].end == token.start):
            continue
        single = token.norm in "'‘’"
        side = _side(document, i)
        if single and side == 0:
            continue
        kin = [k for k, (at, _) in enumerate(held) if (tokens[at].norm in "'‘’") == single]
        if side == 1 or (side == 0 and not kin):
            held.append((i, line))
            quotes.pairs[i] = None
        elif kin:
            at, _ = held[kin[-1]]
            del held[kin[-1] :]
            quotes.pairs[at] = i
            quotes.opener[i] = at
        else:
            quotes.stray.add(i)
    return quotes
