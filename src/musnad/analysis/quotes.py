"""Quotation marks of every kind, paired, the unbalanced ones too.

News sites mix «», “”, ”…“, straight and single marks. Which side a mark opens is told by the space around it; its shape only
where space does not decide. A mark left open runs to the end of its sentence.
"""
from __future__ import annotations

from musnad.language.tokens import CLOSING, OPENING, QUOTES, Document

LINES = 2
_BEFORE = frozenset("(:-–—[،,؛ـ")
_AFTER = frozenset(".،,؛;:!?؟)…]-–—")


def _side(document: Document, i: int) -> int:
    """1 if the mark at token ``i`` opens, -1 if it closes, 0 if the space around it does not tell."""
    token, text = document.tokens[i], document.text
    before = token.start == 0 or text[token.start - 1].isspace() or text[token.start - 1] in _BEFORE
    after = token.end >= len(text) or text[token.end].isspace() or text[token.end] in _AFTER
    attached = i > 0 and document.tokens[i - 1].end == token.start and document.tokens[i - 1].norm in ("ب", "ل", "و", "ك", "ول", "وب", "ال")
    if (before or attached) and not after:
        return 1
    if after and not before:
        return -1
    if token.norm in OPENING:
        return 1
    return -1 if token.norm in CLOSING else 0


def pair_quotes(document: Document) -> dict[int, int | None]:
    """Token of every opening mark with the token that closes it, None for one left open."""
    pairs: dict[int, int | None] = {}
    held: list[tuple[int, int]] = []
    line = 0
    for i, token in enumerate(document.tokens):
        if token.kind == "break" and token.norm[0] not in ".-":
            line += 1
            held = [(at, seen) for at, seen in held if line - seen < LINES]
            continue
        if token.norm not in QUOTES:
            continue
        single = token.norm in "'‘’"
        side = _side(document, i)
        if single and side == 0:
            continue
        kin = [k for k, (at, _) in enumerate(held) if (document.tokens[at].norm in "'‘’") == single]
        if side >= 0 and not (side == 0 and kin) and not (side == 1 and kin and token.norm == '"' and document.tokens[held[kin[-1]][0]].norm == '"' and i - held[kin[-1]][0] < 2):
            held.append((i, line))
            pairs[i] = None
        elif kin:
            at, _ = held.pop(kin[-1])
            del held[kin[-1]:]
            pairs[at] = i
    return pairs
