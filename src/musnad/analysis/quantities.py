"""The nouns that amounts count: currencies and units, looked up by folded spelling after a number."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold

SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₪": "ILS", "₺": "TRY", "₽": "RUB"}
PRISON_UNITS = {
    "year": "سنة سنوات عام عاما أعوام سنين",
    "month": "شهر شهرا أشهر شهور",
    "day": "يوم يوما أيام",
}
PRISON_DUALS = {
    "سنتين": "year",
    "سنتان": "year",
    "عامين": "year",
    "عامان": "year",
    "شهرين": "month",
    "شهران": "month",
}
_DEFECTIVE = frozenset(("قاض", "محام", "مبان"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A counted noun: its English singular, kind (casualty, person, thing, event), whether this is a dual."""

    name: str
    kind: str
    dual: bool = False


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency's name, the code it has where no country is said (or ""), and every code of that name."""

    name: str
    default: str
    codes: frozenset[str]


def _noun_forms(singular: str, plurals: list[str]) -> tuple[set[str], set[str]]:
    """Folded forms after a number, and folded duals, of a noun given in the nominative."""
    stem = singular[:-1] + "ت" if singular.endswith("ة") else singular
    stem = singular + "ي" if singular in _DEFECTIVE else stem
    counted = {singular, *plurals}
    if not singular.endswith(("ة", "ى", "ء")):
        counted.add(stem + "ا")
    for plural in plurals:
        if plural.endswith("ون"):
            counted.update((plural[:-2] + "ين", plural[:-1], plural[:-2] + "ي"))
        if plural in _DEFECTIVE:
            counted.add(plural + "ي")
    return set(map(fold, counted)), set(map(fold, (stem + "ان", stem + "ين")))


@remembered
def units() -> dict[str, Unit]:
    """Folded noun forms to units; nouns of nationality (فلسطينيا, سوريين) count as persons."""
    found: dict[str, Unit] = {}
    for row in read_table("countries"):
        for nisba in variants(row["nisba"]):
            name = nisba.rstrip("?")
            counted, duals = _noun_forms(name, [name + "ون"])
            for form in counted - {fold(name)}:
                found[form] = Unit("person", "person")
            for form in duals - counted:
                found[form] = Unit("person", "person", True)
        for plural in variants(row["people"]):
            found[fold(plural)] = Unit("person", "person")
    for row in read_table("units"):
        counted, duals = _noun_forms(row["singular"], variants(row["plural"]))
        for form in duals - counted:
            found[form] = Unit(row["unit"], row["kind"], True)
        for form in counted:
            found[form] = Unit(row["unit"], row["kind"])
    return found


@remembered
def currencies() -> dict[str, Currency]:
    """Folded forms of currency names, and lower-case ISO codes."""
    found: dict[str, Currency] = {}
    for row in read_table("currencies"):
        currency = Currency(row["name"], row["default"], frozenset(variants(row["codes"])))
        for form in variants(row["forms"]):
            found[fold(form)] = currency
        for code in currency.codes:
            found[code.lower()] = Currency(row["name"], code, frozenset((code,)))
    return found


@remembered
def nisba_currencies() -> dict[str, str]:
    """Folded adjectives of countries (كويتي, كويتية, الكويتي) to the ISO 4217 code of the country's money."""
    found = dict.fromkeys(("استرليني", "استرلينيه", "الاسترليني", "استرلينيا"), "GBP")
    for row in read_table("countries"):
        for nisba in variants(row["nisba"]):
            bare = fold(nisba.rstrip("?"))
            if row["currency"] and not nisba.endswith("?"):
                for form in (bare, bare + "ه", bare + "ا", "ال" + bare, "ال" + bare + "ه"):
                    found.setdefault(form, row["currency"])
    return found


@remembered
def country_currencies() -> dict[str, str]:
    """ISO 3166-1 alpha-3 codes to ISO 4217 codes."""
    return {row["code"]: row["currency"] for row in read_table("countries") if row["currency"]}


@lru_cache(maxsize=1)
def prison_units() -> dict[str, str]:
    """Folded words of a sentence's length to year, month or day."""
    return {fold(word): unit for unit, words in PRISON_UNITS.items() for word in words.split()}
