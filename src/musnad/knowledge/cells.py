"""What a cell may hold: one check for each name in the ``holds`` column of ``columns.tsv``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from musnad.analysis.grammar import is_function_word
from musnad.knowledge.columns import codes
from musnad.language.characters import HARAKAT, INVISIBLE, TATWEEL, fold
from musnad.language.tokens import tokenize


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a cell or a row, and what to do about it."""

    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Known:
    """What cells may refer to: country codes by English name and folded Arabic names, PLOVER's modes by type, roots by verb and form."""

    countries: dict[str, str]
    modes: dict[str, frozenset[str]]
    roots: dict[tuple[str, str], str]

    @property
    def verbs(self) -> frozenset[str]:
        """All verbs, by their lemma."""
        return frozenset(verb for verb, _ in self.roots)


Check = Callable[[str, Known], Wrong | None]

ARABIC = re.compile("[\u0621-\u064a]")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
PLACEHOLDER = re.compile(r"\{\w+\}")  # what stands for other words in a reason
UNSEEN = re.compile(f"[{HARAKAT}{INVISIBLE}\u00a0\u202f{TATWEEL}]")
PERSIAN = str.maketrans("یېکہھەۀ", "ييكههةة")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
CAMEO = re.compile(r"(0[1-9]|1\d|20)\d{0,2}")
RADICAL = re.compile("[\u0621\u0628\u062a-\u064a]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def nearest(word: str, choices: Iterable[str]) -> str:
    """``did you mean X?`` for a near miss, else what the choices are, else an empty string."""
    choices = list(choices)
    folded = {choice.lower(): choice for choice in choices}
    close = get_close_matches(word.lower(), folded, 1, 0.6)
    if close:
        return f"did you mean {folded[close[0]]}?"
    return "one of: " + " ".join(choices) if 0 < len(choices) <= 40 else ""


def any_cell(cell: str) -> Wrong | None:
    """What no cell may hold: unseen characters, quotation marks of a spreadsheet, white space in a row."""
    unseen = UNSEEN.search(cell)
    if unseen:
        kind = "tatweel" if unseen[0] == TATWEEL else "harakat" if re.match(f"[{HARAKAT}]", unseen[0]) else "an invisible character"
        plain = re.sub(r"\s+", " ", UNSEEN.sub(lambda m: " " if m[0] in "\u00a0\u202f" else "", cell)).strip()
        return Wrong(f"{kind} (U+{ord(unseen[0]):04X}) in {plain!r}", f"write {plain}")
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return Wrong("quotation marks around the cell", "leave out what a spreadsheet puts there")
    if "  " in cell:
        return Wrong(f"two spaces in {cell!r}", "one tab stands between cells, one space between words")
    return None


def _arabic(part: str, _: Known) -> Wrong | None:
    word = part.rstrip("?")
    if LATIN.search(word):
        return Wrong(f"Latin letters in {part!r}", "write it in Arabic letters; a name as it is in English goes into `name`")
    if word != word.translate(PERSIAN):
        return Wrong(f"Persian letters that look like Arabic ones in {part!r}", f"write {part.translate(PERSIAN)}")
    if not ARABIC.search(word):
        return Wrong(f"no Arabic letter in {part!r}", "write it in Arabic letters")
    return None


def _name(part: str, known: Known) -> Wrong | None:
    wrong = _arabic(part, known)
    words = [token.norm for token in tokenize(part)]
    if wrong is None and not part.endswith("?") and len(words) == 1 and is_function_word(words[0]):
        return Wrong(f"{part!r} is a function word and would never be read as a name", "leave it out, or write a longer form of the name")
    return wrong


def _arabic_or_latin(part: str, _: Known) -> Wrong | None:
    mixed = next((word for word in PLACEHOLDER.sub("", part).split() if ARABIC.search(word) and LATIN.search(word)), None)
    return Wrong(f"Arabic and Latin letters in one word: {mixed!r}", "write the word in one script") if mixed else None


def _name_or_latin(part: str, known: Known) -> Wrong | None:
    return _arabic_or_latin(part, known) or (None if LATIN.search(part) else _name(part, known))


def _english(part: str, _: Known) -> Wrong | None:
    return Wrong(f"Arabic letters in {part!r}", "write it in English") if ARABIC.search(part) else None


def _text(_part: str, _: Known) -> Wrong | None:
    return None


def _country(part: str, known: Known) -> Wrong | None:
    nonstate = codes()["nonstate"]
    if part in known.countries.values() or part in nonstate:
        return None
    code = known.countries.get(part.casefold()) or known.countries.get(fold(part)) or part.upper()
    fix = f"did you mean {code}?" if code in known.countries.values() or code in nonstate else nearest(part, [*known.countries.values(), *nonstate])
    return Wrong(f"{part!r} is no country code", fix or "ISO 3166-1 alpha-3, as in countries.tsv, or " + " ".join(nonstate))


def _pattern(pattern: str | re.Pattern[str], message: str, fix: str) -> Check:
    return lambda part, _: None if re.fullmatch(pattern, part) else Wrong(f"{part!r} is no {message}", fix)


def _between(least: float, most: float, what: str) -> Check:
    def check(part: str, _: Known) -> Wrong | None:
        if NUMBER.fullmatch(part) and least <= float(part) <= most:
            return None
        return Wrong(f"{part!r} is no {what}", f"a number from {least:g} to {most:g}, with a point for the decimals")

    return check


def _radius(part: str, _: Known) -> Wrong | None:
    if NUMBER.fullmatch(part) and float(part) > 0:
        return None
    return Wrong(f"{part!r} is no radius", "kilometres, more than 0")


def _root(part: str, _: Known) -> Wrong | None:
    radicals = part.split(" ")
    if 3 <= len(radicals) <= 4 and all(RADICAL.fullmatch(radical) for radical in radicals):
        return None
    return Wrong(f"{part!r} is no root", "three or four letters with spaces between, hamza as ء, no ا: ق و ل")


def _type(part: str, known: Known) -> Wrong | None:
    return None if part in known.modes else Wrong(f"{part!r} is no type of PLOVER", nearest(part, known.modes))


def _mode(part: str, known: Known) -> Wrong | None:
    every = {mode for modes in known.modes.values() for mode in modes}
    return None if part in every else Wrong(f"{part!r} is no mode of PLOVER", nearest(part, sorted(every)))


def _known_verb(part: str, known: Known) -> Wrong | None:
    if part in known.verbs:
        return None
    return Wrong(f"{part!r} is a verb that no table has", nearest(part, known.verbs) or "add it to light_verbs.tsv with its root and form")


def _needs(part: str, known: Known) -> Wrong | None:
    return None if part in ("@people", "@official", "@place", "@definite", "@with") else _arabic(part.removeprefix("!").removeprefix("<"), known)


def _roles(markers: Iterable[str]) -> Check:
    allowed = {marker for name in markers for marker in codes()[name]}

    def check(cell: str, _: Known) -> Wrong | None:
        for part in cell.split(" "):
            role, equals, those = part.partition("=")
            if not equals:
                return Wrong(f"{part!r} is no role with its places", "as in: actor=subj recipient=obj+على")
            if role not in codes()["role"]:
                return Wrong(f"{role!r} is no role", nearest(role, codes()["role"]))
            for marker in filter(None, those.split("+")):
                if marker not in allowed:
                    return Wrong(f"{marker!r} is no place of a role", nearest(marker, sorted(allowed)))
        return None

    return check


def _frames(cell: str, known: Known) -> Wrong | None:
    for part in cell.split(" "):
        frame, colon, preposition = part.partition(":")
        if frame not in codes()["frame"]:
            return Wrong(f"{frame!r} is no shape of what is reported", nearest(frame, codes()["frame"]))
        if colon and _arabic(preposition, known):
            return Wrong(f"no preposition in {part!r}", "as in: about:على")
    return None


CHECKS: dict[str, Check] = {
    "arabic": _arabic,
    "name": _name,
    "name-or-latin": _name_or_latin,
    "arabic-or-latin": _arabic_or_latin,
    "words": _arabic,
    "verb": _arabic,
    "example": _text,
    "english": _english,
    "text": _text,
    "value": _english,
    "country": _country,
    "known-verb": _known_verb,
    "type": _type,
    "mode": _mode,
    "needs": _needs,
    "root": _root,
    "frames": _frames,
    "verb-roles": _roles(["marker"]),
    "noun-roles": _roles(["marker", "noun-marker"]),
    "radius": _radius,
    "code": _pattern("[A-Z]{3}", "code of three capitals", "ISO 3166-1 alpha-3"),
    "currency": _pattern("[A-Z]{3}", "code of a currency", "ISO 4217, as in USD"),
    "date": _pattern(DATE, "date", "2018, 2018-05 or 2018-05-10"),
    "cameo": _pattern(CAMEO, "CAMEO code", "two to four digits that begin with 01 to 20"),
    "whole": _pattern(r"\d+", "whole number", "digits and nothing else"),
    "month": _pattern(r"[1-9]|1[0-2]", "month", "1 to 12"),
    "latitude": _between(-90, 90, "latitude"),
    "longitude": _between(-180, 180, "longitude"),
    "score": _between(-10, 10, "score"),
}


def check_part(holds: str, part: str, known: Known) -> Wrong | None:
    """What is wrong with one variant of a cell, by the name of its check or of its list."""
    if holds in CHECKS:
        return CHECKS[holds](part, known)
    if part in codes()[holds]:
        return None
    return Wrong(f"{part!r} is no {holds}", nearest(part, codes()[holds]))
