"""The words of a search, marked where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from musnad.store.folding import bare_words

_PIECE = re.compile(r"\s+|\S+")
AROUND = 160  # characters kept on either side of what a row is about


def hits(text: str, wanted: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word, or words side by side, that meets the search."""
    pieces = [(piece, bool(wanted) and not piece.isspace() and not wanted.isdisjoint(bare_words(piece))) for piece in _PIECE.findall(text)]
    for n in range(1, len(pieces) - 1):  # the space between two hits is of them both
        if pieces[n][0].isspace() and pieces[n - 1][1] and pieces[n + 1][1]:
            pieces[n] = pieces[n][0], True
    for hit, group in groupby(pieces, key=lambda pair: pair[1]):
        yield "".join(piece for piece, _ in group), hit


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before, at and after a place of a text, each on one line: whole words, no further than its paragraph."""
    left = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    last = text.find("\n", end)
    right = min(len(text) if last < 0 else last, end + AROUND)
    before, after = text[left:start], text[end:right]
    if left > 0 and text[left - 1] != "\n" and " " in before:
        before = "… " + before.partition(" ")[2]
    if right < len(text) and text[right] != "\n" and " " in after:
        after = after.rpartition(" ")[0] + " …"
    return before, text[start:end], after
