"""The imprint of an article: what tells whether it repeats another one rather than reporting itself.

A near copy shares most three-word shingles (Broder 1997; bottom-k MinHash, so that the share can be told also for a short copy of a long
text). A rewrite shares its quotations, and credits an agency for them.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold
from musnad.language.tokens import tokenize
from musnad.record import Record

KEPT = 128  # hashes of a sketch: the standard error of the share is at most 1 / (2 * sqrt(128)), or 4.4 %
SHINGLE = 3
QUOTE = 4  # words from which a quotation is told apart from a label in quotation marks
_COPY = 0.5
_REWRITE = 0.25
_CREDIT_LINES = 2
DATELINE = 6  # words of a line, or of a piece before a dash, that is nothing else
LONGEST_DATELINE = 60  # characters within which its last dash stands


@dataclass(frozen=True, slots=True)
class Imprint:
    """``sketch``: the ``KEPT`` smallest hashes of ``size`` shingles; ``quotes``: hashes of quotations.

    ``document`` is the article's own id, ``credits`` are keys of the agencies that its head or foot or its metadata name.
    """

    article: str
    document: str
    outlet: str
    outlet_key: str
    owner: str
    published: str
    title: str
    size: int
    sketch: list[int]
    quotes: list[int]
    credits: list[str]

    def to_dict(self) -> dict[str, Any]:
        """The imprint as JSON has it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A row of the media table: key, kind and owner."""

    key: str
    name: str
    kind: str
    owner: str


@remembered
def _outlets() -> dict[str, Outlet]:
    out: dict[str, Outlet] = {}
    for row in read_table("media"):
        outlet = Outlet(f"media:{row['name']}", variants(row["arabic"])[0].rstrip("?"), row["kind"], row["owner"])
        for name in (row["name"], *variants(row["arabic"])):
            out.setdefault(_bare(name.rstrip("?")), outlet)
    return out


def _bare(name: str) -> str:
    """A name of an outlet folded, without article."""
    return " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in fold(name).split())


@remembered
def outlet_of(name: str) -> Outlet:
    """The outlet of a name, with its owner from the media table; one that is not known owns itself."""
    bare = _bare(name)
    known = _outlets().get(bare) or _outlets().get(bare.partition(" ")[2])
    return known or Outlet(f"outlet:{bare}", name, "", "")


@remembered
def _agencies() -> re.Pattern[str]:
    names = sorted((n for n, o in _outlets().items() if o.kind == "agency" and len(n) > 2), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:ال)?(" + "|".join(re.escape(n) for n in names) + r")(?!\w)")


def imprint_of(record: Record, article: str | None = None) -> Imprint:
    """The imprint of a record. Without the article's text it has no sketch, and only the outlet speaks for or against a copy."""
    source = record.article
    outlet = outlet_of(source.outlet or "")
    sketch, size = _sketch(source.text)
    return Imprint(
        article or source.id,
        source.id,
        source.outlet or "",
        outlet.key,
        outlet.owner or outlet.key,
        source.published or "",
        source.title or source.text.partition("\n")[0],
        size,
        sketch,
        sorted({_hash(words) for s in record.statements if s.form != "indirect" and len(words := _words(record.surface(s.span))) >= QUOTE}),
        sorted({*_credits(source.text), *(outlet_of(name).key for name in source.sources)}),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.norm for token in tokenize(text) if token.kind not in ("mark", "break"))


def _hash(words: tuple[str, ...]) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")


def _sketch(text: str) -> tuple[list[int], int]:
    """The smallest hashes of the shingles, and how many shingles there are."""
    words = _words(text)
    hashes = {_hash(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    return sorted(hashes)[:KEPT], len(hashes)


def _credits(text: str) -> list[str]:
    """Agencies named in the dateline of the first lines, before its dash or bracket closes, or alone in the last lines."""
    lines = [fold(line.strip()) for line in text.split("\n") if line.strip()]
    if not lines:
        return []
    heads = [piece for line in lines[:3] for piece in re.split(r"[-–—:]", line[:LONGEST_DATELINE])[:-1] if len(piece.split()) <= DATELINE]
    heads += [line for line in lines[1:3] if len(line.split()) <= DATELINE]
    tails = [line for line in lines[-_CREDIT_LINES:] if len(line.split()) <= 8]
    tails += re.findall(r"\(([^()]{3,40})\)\s*\.?$", "\n".join(lines[-1:]))
    return sorted({_outlets()[m[1]].key for piece in (*heads, *tails) for m in _agencies().finditer(_bare(piece))})


def resemblance(a: Imprint, b: Imprint) -> float:
    """Estimated share of the shorter article's shingles that stand in the other, 0 to 1."""
    if not a.sketch or not b.sketch:
        return 0.0
    union = sorted({*a.sketch, *b.sketch})[:KEPT]
    both = set(a.sketch) & set(b.sketch)
    jaccard = sum(h in both for h in union) / len(union)
    return min(1.0, jaccard * (a.size + b.size) / ((1 + jaccard) * min(a.size, b.size)))


def one_voice(a: Imprint, b: Imprint) -> str:
    """Why two articles are one voice: a sentence, or empty if they are two."""
    share = resemblance(a, b)
    if share >= _COPY:
        return f"{share:.0%} of the shorter text stands in the other"
    quotes = set(a.quotes) & set(b.quotes)
    credits_ = set(a.credits) & set(b.credits)
    if credits_ and (quotes or share >= _REWRITE):
        return f"both credit {', '.join(sorted(credits_))} and share {len(quotes)} quotation(s), {share:.0%} of the words"
    if share >= _REWRITE and len(quotes) >= 2:
        return f"they share {len(quotes)} quotations and {share:.0%} of the words"
    return ""
