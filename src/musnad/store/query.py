"""The words of a search: parsed, and written as each database wants them.

Words that stand side by side must all be in an article, those in quotes one after the other, and those with ``-`` before them
not at all. Each is looked for with and without proclitics, in any spelling that folds to it, but for what is rather a word of its
own: طن with و before it is وطن, a homeland. One that may itself begin with a proclitic is also looked for without it if it is
no common word and the store has more of what is left than of the whole: of ببغداد بغداد, but of وزير not زير.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import log

from sqlalchemy import Connection, bindparam, text

from musnad.errors import UsageError
from musnad.knowledge import read_words, remembered
from musnad.store.folding import bare, bare_words, cuts, folded_words, spellings

_PIECE = re.compile(r'(-?)(?:["“”«»](.*?)(?:["“”«»]|$)|(\S+))')
MOST = 300  # phrases that are tried one by one; of a longer one its pairs of words

Counts = Callable[[Sequence[str]], dict[str, int]]
"""In how many articles each word stands; those in none may be left out."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that stand one after the other, each folded and bare; ``wanted`` is False where they must not."""

    words: tuple[str, ...]
    wanted: bool = True


def parse(texts: Sequence[str]) -> list[Clause]:
    """The clauses of a search. UsageError if there is nothing to look for, or only what must not be there."""
    clauses = []
    for piece in (match for one in texts for match in _PIECE.finditer(one)):
        minus, phrase, word = piece.groups()
        words = tuple(bare(w) for w in folded_words(phrase if phrase is not None else word))
        if words:
            clauses.append(Clause(words, not minus))
    if not any(clause.wanted for clause in clauses):
        raise UsageError(f"nothing to look for in {' '.join(texts)!r}: give a word" + (" that must be there" if clauses else ""))
    return clauses


def alternatives(word: str, counts: Counts) -> list[str]:
    """The words of the index that a word of a search may be; itself where the index has none."""
    ways = [spellings(word), *([] if word in common_words() else map(spellings, cuts(word)))]
    found = counts([spelling for way in ways for spelling in way])
    whole, *parts = ([spelling for spelling in way if spelling in found and not _is_another(spelling, way[0], found)] for way in ways)
    taken = [whole, *(part for part in parts if _sum(part, found) > _sum(whole, found))]
    return list(dict.fromkeys(spelling for way in taken for spelling in way)) or [word]


def _is_another(spelling: str, word: str, found: dict[str, int]) -> bool:
    """Whether a word with a proclitic's letter before it is rather a word of its own: وطن is a homeland, and no ton (طن) after "and"."""
    return len(spelling) == len(word) + 1 and (spelling in common_words() or found[spelling] > found.get(word, found[spelling]))


def _sum(words: Sequence[str], found: dict[str, int]) -> int:
    return sum(found.get(word, 0) for word in words)


@remembered
def common_words() -> frozenset[str]:
    """Ordinary words of the news, folded and bare."""
    return frozenset(map(bare, read_words("common_words")))


def sqlite_query(clauses: Sequence[Clause], counts: Counts) -> str:
    """The search in the language of FTS5."""
    wanted = " AND ".join(_fts(clause, counts) for clause in clauses if clause.wanted)
    unwanted = " OR ".join(_fts(clause, counts) for clause in clauses if not clause.wanted)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _fts(clause: Clause, counts: Counts) -> str:
    """A clause as FTS5 has it, which knows no alternatives within a phrase: every way to say it is a phrase of its own."""
    ways = [alternatives(word, counts) for word in clause.words]
    size = 1
    for way in ways:
        size *= len(way)
    runs = [ways] if size <= MOST else [list(pair) for pair in pairwise(ways)]
    return "(" + " AND ".join("(" + " OR ".join(f'"{" ".join(phrase)}"' for phrase in product(*run)) + ")" for run in runs) + ")"


def weights(clauses: Sequence[Clause], counts: Counts, total: int) -> list[tuple[str, int, float]]:
    """The forms of each wanted word with its number and its weight: the rarer a word in all its forms, the more (the IDF of BM25)."""
    words = dict.fromkeys(word for clause in clauses if clause.wanted for word in clause.words)
    found = []
    for number, word in enumerate(words):
        told = alternatives(word, counts)
        documents = min(total, _sum(told, counts(told)))
        found += [(form, number, log(1 + (total - documents + 0.5) / (documents + 0.5))) for form in told]
    return found


def postgres_query(clauses: Sequence[Clause], counts: Counts) -> str:
    """The search as PostgreSQL writes a tsquery."""
    return " & ".join(("" if clause.wanted else "!") + _tsquery(clause, counts) for clause in clauses)


def _tsquery(clause: Clause, counts: Counts) -> str:
    return "(" + " <-> ".join("(" + "|".join(f"'{w}'" for w in alternatives(word, counts)) + ")" for word in clause.words) + ")"


def forms(texts: Sequence[str], counts: Counts) -> frozenset[str]:
    """All words of the index by which a search can be met."""
    return frozenset(form for clause in parse(texts) if clause.wanted for word in clause.words for form in alternatives(word, counts))


def excerpt(text: str, wanted: frozenset[str], around: int = 10) -> str:
    """Some words of a text, on one line, from a little before the first that is wanted, or from the beginning."""
    words = text.split()
    first = next((n for n, word in enumerate(words) if not wanted.isdisjoint(bare_words(word))), 0) if wanted else 0
    start = max(0, min(first - around // 2, len(words) - 2 * around))
    end = start + 2 * around
    return f"{'… ' if start else ''}{' '.join(words[start:end])}{' …' if end < len(words) else ''}"


def counts_in(connection: Connection) -> Counts:
    """The counts of a store."""
    if connection.dialect.name == "sqlite":
        # Vocabularies are views of the index, not tables with data; temporary ones belong to this connection alone.
        for name, kind in (("words", "row"), ("places", "instance")):
            connection.execute(text(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name} USING fts5vocab(main, search, {kind})"))
    known: dict[str, int] = {}

    def counts(words: Sequence[str]) -> dict[str, int]:
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            known.update(dict.fromkeys(new, 0) | _counted(connection, new))
        return {word: count for word in words if (count := known[word])}

    return counts


def _counted(connection: Connection, words: Sequence[str]) -> dict[str, int]:
    """In how many articles of a store each word stands; those in none are left out."""
    if connection.dialect.name == "sqlite":
        several = text("SELECT term, doc FROM temp.words WHERE term IN :words").bindparams(bindparam("words", expanding=True))
        return dict(map(tuple, connection.execute(several, {"words": words})))
    one = text("SELECT count(*) FROM search WHERE words @@ CAST(:quoted AS tsquery)")
    return {word: int(connection.execute(one, {"quoted": f"'{word}'"}).scalar_one()) for word in words}
