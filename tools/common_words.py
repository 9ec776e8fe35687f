"""Build ``src/musnad/knowledge/common_words.txt``: the ordinary words of news Arabic, of which no person's name is made.

    python tools/common_words.py texts/*.txt --tagged names.conll

``texts`` are plain UTF-8 files of news, some ten million words; a word that stands fewer than 25 times is left out. ``--tagged`` is a
file of words with their name tags, one ``word tag`` a line, ``O`` for none (CoNLL-2003's format, as ANERcorp has it); without it the
words' own evidence decides. A word is ordinary if it does what names do not: it takes the article, a pronoun, or a verb's prefixes;
or if the lexicon knows it. Names of the knowledge never are.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from musnad.analysis.lexicon import lexicon
from musnad.knowledge import read_table, variants
from musnad.language.characters import fold
from musnad.language.clitics import heads
from musnad.language.tokens import tokenize

OUT = Path(__file__).parents[1] / "src" / "musnad" / "knowledge" / "common_words.txt"
HEADER = "# Ordinary words of news Arabic, folded: what a person's name is not made of. Built by tools/common_words.py from word counts.\n"
LEAST = 25
ALWAYS = 3000  # a form this frequent is kept although its stem is there too
PRONOUNS = ("ها", "هم", "ه", "نا")
ENDINGS = ("ه", "ات", "يه", "ين", "ون")


def counts_of(paths: Iterable[Path]) -> Counter[str]:
    """How often each folded word stands in the texts."""
    counts: Counter[str] = Counter()
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                counts.update(token.norm for token in tokenize(line) if token.kind == "word")
    return counts


def names() -> set[str]:
    """The folded words of names that the knowledge holds without doubt."""
    out = {fold(row["name"].rstrip("?")) for table in ("given_names", "family_names") for row in read_table(table)}
    for table, columns in (("places", ("arabic",)), ("people", ("arabic", "short")), ("countries", ("arabic", "capital"))):
        for row in read_table(table):
            for name in (v for column in columns for v in variants(row[column]) if not v.endswith("?")):
                words = fold(name).split()
                out.update(words if table == "people" or len(words) == 1 else ())
    return out


def name_shares(path: Path | None) -> dict[str, tuple[float, int]]:
    """For each tagged word, in what share of its places it is part of a name, and how many places there are."""
    tags: defaultdict[str, list[bool]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines() if path else ():
        word, _, tag = line.strip().rpartition(" ")
        if word:
            tags[fold(word)].append(tag != "O")
    return {word: (sum(found) / len(found), len(found)) for word, found in tags.items()}


class Evidence:
    """What the counts and tags tell of a word."""

    def __init__(self, counts: Counter[str], shares: dict[str, tuple[float, int]]) -> None:
        self.counts, self.shares = counts, shares
        self.with_pronoun: Counter[str] = Counter()
        for word, n in counts.items():
            for pronoun in PRONOUNS:
                if n > 1 and word.endswith(pronoun) and len(word) - len(pronoun) >= 3:
                    self.with_pronoun[word.removesuffix(pronoun)] += n

    def is_name(self, word: str) -> bool:
        """Whether it is tagged as a name more often than not."""
        share, places = self.shares.get(word, (0.0, 0))
        return places >= 3 and share > 0.5

    def is_ordinary(self, word: str) -> bool:
        """Whether anything shows that it is no name."""
        n, counts = self.counts[word], self.counts
        share, places = self.shares.get(word, (1.0, 0))
        if word.startswith("ال") and len(word) > 4:
            stem = word[2:]
            return counts[stem] >= max(3, 0.02 * n) or (places >= 3 and share < 0.3) or stem.endswith(ENDINGS) or (n >= 400 and share <= 0.4)
        rest = word[1:]
        prefixes = (counts["ي" + rest] >= 5) + (counts["ت" + rest] >= 5) + (counts["س" + word] >= 2) + (counts["ن" + rest] >= 3)
        return (
            counts["ال" + word] >= max(4, 0.03 * n)
            or self.with_pronoun[word] >= max(3, 0.02 * n)
            or (places >= 2 and share < 0.25)
            or (word[0] in "يتن" and prefixes >= 2)
            or (counts[word + "ت"] >= 5 and counts["و" + word] >= 3)
            or (word.endswith("ا") and counts[word[:-1]] >= 20)
        )


def common_words(counts: Counter[str], shares: dict[str, tuple[float, int]]) -> list[str]:
    """The ordinary words, without those whose stem stands in the list."""
    known, evidence, lexical = names(), Evidence(counts, shares), lexicon().bare
    frequent = (word for word, n in counts.items() if n >= LEAST and len(word) > 1 and word not in known)
    found = {word for word in frequent if lexical.get(word) or (not evidence.is_name(word) and evidence.is_ordinary(word))}
    stems = {word for word in found if not (word.startswith("ال") and word[2:] in found)}

    def repeats(word: str) -> bool:
        return any(cut.stem in stems and cut.stem != word and not cut.future and len(cut.stem) >= 3 for cut in heads(word)[1:])

    return sorted(word for word in stems if counts[word] > ALWAYS or not repeats(word))


def main() -> None:
    """Write the list and say how long it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path, help="plain UTF-8 texts of news")
    parser.add_argument("--tagged", type=Path, help="words with their name tags, one 'word tag' a line")
    parser.add_argument("--out", type=Path, default=OUT, help="where the list goes (default: into the knowledge)")
    arguments = parser.parse_args()
    words = common_words(counts_of(arguments.texts), name_shares(arguments.tagged))
    arguments.out.write_text(HEADER + "\n".join(words) + "\n", encoding="utf-8")
    print(f"{len(words):,} words → {arguments.out}", file=sys.stderr)


if __name__ == "__main__":
    main()
