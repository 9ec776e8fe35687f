"""Days that are called by a name (عيد الاستقلال, رأس السنة): the spellings, and the countries in them."""

from __future__ import annotations

from collections.abc import Callable

from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold

_STATE = frozenset(("لدوله", "لجمهوريه", "لمملكه", "للجمهوريه", "للمملكه", "للدوله"))


@remembered
def named_days() -> dict[str, dict[str, list[tuple[tuple[str, ...], str]]]]:
    """By the first folded word, then the second ("" if none): all words after the first, longest first, and the name."""
    found: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    for row in read_table("named_days"):
        for form in variants(row["forms"]):
            first, *rest = map(fold, form.split())
            forms = found.setdefault(first, {}).setdefault(rest[0] if rest else "", [])
            if (tuple(rest), row["name"]) not in forms:
                forms.append((tuple(rest), row["name"]))
    for seconds in found.values():
        for forms in seconds.values():
            forms.sort(key=lambda f: -len(f[0]))
    return found


@remembered
def _states() -> dict[str, str]:
    """Adjectives with the article, and names of one word, to the country's code; folded."""
    found: dict[str, str] = {}
    for row in read_table("countries"):
        for nisba in variants(row["nisba"]):
            if not nisba.endswith("?"):
                found.setdefault("ال" + fold(nisba), row["code"])
                found.setdefault("ال" + fold(nisba) + "ه", row["code"])
        for name in variants(row["arabic"]):
            folded = fold(name.rstrip("?"))
            if " " not in folded:
                found.setdefault(folded, row["code"])
    return found


def named_at(norm: Callable[[int], str], i: int, skip: int) -> tuple[str, int] | None:
    """The name of the day whose words begin at ``i`` after ``skip`` letters, and the index after it."""
    seconds = named_days().get(norm(i)[skip:])
    if seconds is None:
        return None
    for rest, name in (*seconds.get(norm(i + 1), ()), *seconds.get("", ())):
        if all(norm(i + 1 + k) == word for k, word in enumerate(rest)):
            return name, i + 1 + len(rest)
    return None


def country_after(norm: Callable[[int], str], j: int) -> tuple[str | None, int]:
    """The country that an adjective or a name with ل at ``j`` gives the day, and the index after it.

    ``?`` is a state that is not in the table, which leaves the day open.
    """
    word = norm(j)
    code = _states().get(word) if word.startswith("ال") else None
    if code:
        return code, j + 1
    if word in _STATE:
        return _states().get(norm(j + 1)) or "?", j
    if word.startswith("لل"):
        return _states().get("ال" + word[2:]), j
    return (_states().get(word[1:]) if word.startswith("ل") else None), j
