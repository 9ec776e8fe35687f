"""What the program knows of a name or word: the rows that hold it, and how it is read as a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from musnad.knowledge.columns import WORD_LISTS, Column, Table, tables
from musnad.knowledge.folder import Folder, is_removal, read_file, removes
from musnad.knowledge.tables import Row, bare, key_of, numbered_rows, shipped_text, variants
from musnad.language.characters import fold

if TYPE_CHECKING:
    from musnad.analysis.lexicon import Reading

# Cells by whose words a row is found; those that only qualify it (needs, roles, example) are left out.
WORDS = frozenset(["arabic", "name", "name-or-latin", "arabic-or-latin", "verb", "words"])
NAMES = frozenset(["name", "code", "capital_en", "default", "codes"])
INTERNAL = frozenset(["columns", "codes"])


@dataclass(frozen=True, slots=True)
class Found:
    """A row that holds a word: its file, line and filled cells."""

    file: str
    line: int
    cells: Row


def find_rows(word: str, folder: Path | None = None) -> list[Found]:
    """The rows in force that hold a name or word, a user's first; spelling counts as in texts, ال may be there or not."""
    wanted = _spellings(word)
    laid = None if folder is None else Folder.of(folder)
    return [
        Found(file, line, {column: cell for column, cell in row.items() if cell})
        for table, file, line, row in _rows_in_force(laid)
        if any(wanted & _spellings(name) for name in _names(row, table))
    ]


def near(word: str, most: int = 5) -> list[str]:
    """Known names that are written nearly like a word."""
    every = {fold(bare(name)): bare(name) for table, _, _, row in _rows_in_force(None) for name in _names(row, table)}
    return [every[match] for match in get_close_matches(fold(word), every, most, 0.75)]


def readings(word: str) -> list[str]:
    """How the program can read one written word, a sentence each: verb forms, nouns, roles, function words, common words."""
    from musnad.analysis.grammar import is_function_word
    from musnad.analysis.lexicon import lexicon
    from musnad.knowledge import read_words

    norm = fold(word)
    if is_function_word(norm):
        return ["a function word: no name and no event is read from it"]
    out = [_describe(reading) for reading in lexicon().read(norm)]
    out += [f"in {name}.txt: {what}" for name, what in WORD_LISTS.items() if norm in read_words(name)]
    return list(dict.fromkeys(out))


def _spellings(word: str) -> frozenset[str]:
    """A word folded, without ``?`` and without the article."""
    norm = " ".join(fold(bare(word)).casefold().split())
    return frozenset((norm, norm[2:] if norm.startswith("ال") and len(norm) > 4 else norm))


def _names(row: Row, table: Table) -> Iterator[str]:
    for column in table.columns:
        if _is_name(column):
            yield from variants(row.get(column.name, ""))


def _is_name(column: Column) -> bool:
    return (column.holds in WORDS and column.name != "needs") or column.name in NAMES


def _rows_in_force(folder: Folder | None) -> Iterator[tuple[Table, str, int, Row]]:
    for table in tables().values():
        if table.name in INTERNAL:
            continue
        file = f"{table.name}.tsv"
        own: list[tuple[int, Row]] = []
        if folder is not None and not table.closed and (folder.path / file).is_file():
            own = numbered_rows(read_file(folder.path / file), file)
        removals = [row for _, row in own if is_removal(row, table)]
        replaced = {key_of(row, table.key) for _, row in own}
        if folder is not None:
            yield from ((table, str(folder.path / file), line, row) for line, row in own if not is_removal(row, table))
        for line, row in numbered_rows(shipped_text(file), file):
            if key_of(row, table.key) not in replaced and not any(removes(removal, row, table) for removal in removals):
                yield table, file, line, row


def _describe(reading: Reading) -> str:
    item, cut = reading.item, reading.cut
    number = {"s": "singular", "d": "dual", "p": "plural"}.get(item.number or "", "")
    gender = {"m": "masculine", "f": "feminine"}.get(item.gender or "", "")
    person = {1: "I or we", 2: "you", 3: "he, she or they"}.get(item.person or 0, "") if item.kind == "verb" else ""
    tense = item.tense if item.kind == "verb" else ""
    voice = item.voice if item.kind == "verb" and item.voice != "either" else ""
    country = f"of {item.country}" if item.country else ""
    kind = "masdar" if item.kind == "masdar" else f"{item.kind} participle" if item.kind in ("active", "passive") else item.kind
    parts = [f"{kind} of {item.lemma}" if item.lemma != cut.stem else kind, tense, voice, person, gender, number, country]
    cuts = " + ".join(filter(None, (cut.conjunction, "س" if cut.future else "", cut.preposition, "ال" if cut.article else "", cut.stem, cut.pronoun)))
    meaning = [f"{sense.type} {sense.mode or ''}".strip() for sense in item.senses]
    if item.cue is not None:
        meaning.append(f"reports speech ({item.cue.stance})")
    if item.role is not None:
        meaning.append(f"describes a {item.role.type} {item.role.sector or ''}".strip())
    if item.head is not None:
        meaning.append(f"opens the name of a {item.head.type} {item.head.sector or ''}".strip())
    if item.light:
        meaning.append("light verb")
    told = " → " + ", ".join(dict.fromkeys(meaning)) if meaning else ""
    return f"{cuts}: " + ", ".join(filter(None, parts)) + told
