"""Words of names: given names, family names, states and peoples, and the common words that are none."""

from __future__ import annotations

from musnad.analysis.grammar import is_function_word, is_that
from musnad.knowledge import read_table, read_words, remembered, variants
from musnad.language.characters import fold
from musnad.language.clitics import heads


@remembered
def given_names() -> tuple[frozenset[str], frozenset[str]]:
    """Folded given names that stand on their own, and those that are also ordinary words."""
    sure: set[str] = set()
    risky: set[str] = set()
    for row in read_table("given_names"):
        name = fold(row["name"].rstrip("?"))
        if is_function_word(name):
            continue
        (risky if row["name"].endswith("?") else sure).add(name)
    return frozenset(sure), frozenset(risky - sure)


def is_given(norm: str) -> bool:
    """Whether a folded word is a given name, be it also an ordinary word."""
    sure, risky = given_names()
    return norm in sure or norm in risky


@remembered
def family_names() -> frozenset[str]:
    """Folded family names that are no ordinary words."""
    return frozenset(name for row in read_table("family_names") if not row["name"].endswith("?") and not is_function_word(name := fold(row["name"])))


@remembered
def risky_families() -> frozenset[str]:
    """Folded family names that are also ordinary words (الجندي): they hold only after a given name."""
    return frozenset(fold(row["name"][:-1]) for row in read_table("family_names") if row["name"].endswith("?"))


@remembered
def common_words() -> frozenset[str]:
    """Folded ordinary words of news Arabic, which a name is not made of."""
    return frozenset(read_words("common_words"))


@remembered
def is_common(norm: str) -> bool:
    """Whether a folded word is an ordinary word under some cut of its proclitics."""
    words = common_words()
    return any(cut.stem in words or (cut.article and "ال" + cut.stem in words) for cut in heads(norm)) or is_that(norm)


@remembered
def polities() -> dict[str, frozenset[str]]:
    """Folded nouns that can stand for a state (مملكه، سلطنه), with the countries they fit."""
    out: dict[str, set[str]] = {}
    for row in read_table("countries"):
        if row["polity"]:
            out.setdefault(fold(row["polity"]), set()).add(row["code"])
    return {noun: frozenset(codes) for noun, codes in out.items()}


@remembered
def peoples() -> dict[str, str]:
    """Folded plurals of demonyms (فلسطينيون، أتراك) with their country."""
    out: dict[str, str] = {"اكراد": ""}
    for row in read_table("countries"):
        for nisba in variants(row["nisba"]):
            if not nisba.endswith("?") and " " not in nisba:
                out.update({fold(nisba + ending): row["code"] for ending in ("ين", "ون")})
        out.update({fold(plural): row["code"] for plural in variants(row["people"]) if not plural.endswith("?")})
    return out
