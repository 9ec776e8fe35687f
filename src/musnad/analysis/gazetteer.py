"""Known names: states, places, people, organisations, outlets and things, found in running text by their longest form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from musnad.analysis.grammar import is_function_word
from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold
from musnad.language.clitics import heads
from musnad.language.tokens import Token, tokenize

PLACE_HEADS = frozenset("مدينة محافظة بلدة قرية ولاية إقليم منطقة ناحية قضاء بلدية مديرية".split())
MEDIA_HEADS = frozenset("وكالة صحيفة قناة موقع شبكة إذاعة تلفزيون مجلة جريدة راديو".split())
ISLAND = "جزيرة"
OCCUPIED = "المحتله"
NATION = "nation"
CAPITAL = "capital"


@dataclass(frozen=True, slots=True)
class Name:
    """One entry of the knowledge: who or what a name stands for. ``kind`` is the table it comes from."""

    key: str
    english: str
    arabic: str
    type: str
    country: str | None
    sector: str | None
    kind: str
    risky: bool = False
    short: bool = False
    media: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in the text: tokens ``first`` to ``last`` (half-open), letters of the first token to skip."""

    first: int
    last: int
    skip: int
    names: tuple[Name, ...]
    cut: bool


class Gazetteer:
    """All known names by the folded spelling of their first word."""

    def __init__(self) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[Name]]] = defaultdict(dict)
        self._longest: dict[str, int] = {}
        self._capitals: dict[str, Name] = {}
        self._states: dict[str, Name] = {}
        self._words: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        self._told: set[tuple[str, ...]] = set()
        self._media_in_english: dict[str, list[Name]] = defaultdict(list)
        for arabic, name in _all_names():
            self._add(arabic, name)
        for arabic, name in _more_places():
            if arabic.endswith("??"):
                self._words[tuple(t.norm for t in tokenize(arabic.rstrip("?")))].append(name)
            else:
                self._add(arabic.rstrip("?"), name, only_new=True)
        self._add_loaded()

    def _add_loaded(self) -> None:
        """The loaded words of framing.tsv as names of what they mean, where no known name begins as they do."""
        named = {name.key: name for _, name in _all_names() if not name.risky and not name.short}
        for row in read_table("framing"):
            for pattern in variants(row["pattern"]) if row["key"] in named and not row["country"] else ():
                if self.match(tokenize(pattern), 0) is None:
                    self._add(pattern, named[row["key"]])

    def _add(self, arabic: str, name: Name, *, only_new: bool = False) -> None:
        words = [t.norm for t in tokenize(arabic)]
        if not words or (len(words) == 1 and is_function_word(words[0])):
            return
        if only_new and any(n.kind != name.kind for n in self._by_first.get(words[0], {}).get(tuple(words[1:]), ())):
            return
        if name.kind == CAPITAL and name.country:
            self._capitals.setdefault(name.country, name)
        elif name.kind == NATION and name.country:
            self._states.setdefault(name.country, name)
        if name.type == "MEDIA" and name not in self._media_in_english[name.english.lower()]:
            self._media_in_english[name.english.lower()].append(name)
        rest = tuple(words[1:])
        if name.kind == "places" and rest and rest[-1] in _tellers() and (len(words) == 2 or rest[-1] != OCCUPIED):
            self._told.add(tuple(words))
        bucket = self._by_first[words[0]]
        bucket.setdefault(rest, [])
        if name not in bucket[rest]:
            bucket[rest].append(name)
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def capital(self, country: str | None) -> Name | None:
        """The capital of a state, None if the knowledge has none."""
        return self._capitals.get(country or "")

    def state(self, country: str | None) -> Name | None:
        """A state by its country code, None if the knowledge has none."""
        return self._states.get(country or "")

    def place_words(self, tokens: Sequence[Token], i: int) -> Hit | None:
        """The place at token ``i`` whose name is an ordinary word (``??`` in gazetteer.tsv): only for where a noun for a place stands before it."""
        for size in range(min(4, len(tokens) - i), 0, -1):
            names = self._words.get(tuple(t.norm for t in tokens[i : i + size]))
            if names:
                return Hit(i, i + size, 0, tuple(names), False)
        return None

    def medium(self, name: str) -> Name | None:
        """The outlet or agency that a whole name, as metadata have it, stands for; None if no or several known ones are called so."""
        tokens = tokenize(name.strip())
        if not tokens:
            return None
        found = self._by_first.get(tokens[0].norm, {}).get(tuple(t.norm for t in tokens[1:]), ())
        media = {n.key: n for n in found if n.type == "MEDIA"}
        if not media:
            media = {n.key: n for n in self._media_in_english.get(" ".join(name.lower().split()), ())}
        return next(iter(media.values())) if len(media) == 1 else None

    def match(self, tokens: Sequence[Token], i: int) -> Hit | None:
        """The longest known name that begins at token ``i``, the least cut one if several are as long.

        Of القنيطرة المغربية, القدس المحتلة the adjective tells which place is meant, but the name is the noun alone.
        """
        best: Hit | None = None
        for cut in heads(tokens[i].norm):
            if cut.future:
                continue
            first = "ال" + cut.stem if cut.article else cut.stem
            bucket = self._by_first.get(first)
            if not bucket:
                continue
            for size in range(min(self._longest[first], len(tokens) - i), 0, -1):
                if best and size <= best.last - best.first:
                    break
                names = bucket.get(tuple(t.norm for t in tokens[i + 1 : i + size]))
                if names:
                    told = (
                        size > 1
                        and (first, *(t.norm for t in tokens[i + 1 : i + size])) in self._told
                        and bucket.get(tuple(t.norm for t in tokens[i + 1 : i + size - 1]))
                    )
                    best = Hit(i, i + size - bool(told), cut.name_skip, tuple(names), cut.name_skip > 0)
                    break
        return best


@remembered
def _tellers() -> frozenset[str]:
    """Folded adjectives that tell which of several places is meant: those of states, and المحتلة."""
    nisbas = (v for row in read_table("countries") for v in variants(row["nisba"]) if not v.endswith("?") and " " not in v)
    return frozenset(fold("ال" + nisba + ending) for nisba in nisbas for ending in ("", "ة")) | {OCCUPIED}


def _rows(table: str, columns: Sequence[str]) -> Iterable[tuple[str, bool, bool, dict[str, str]]]:
    """Each variant in the columns with its risk mark taken off; the second flag tells a short form."""
    for row in read_table(table):
        for column in columns:
            for variant in variants(row.get(column, "")):
                yield variant.rstrip("?"), variant.endswith("?"), column == "short", row


def _all_names() -> Iterable[tuple[str, Name]]:
    for row in read_table("countries"):
        arabic, code = variants(row["arabic"]), row["code"]
        for variant in arabic:
            yield variant.rstrip("?"), Name(code, row["name"], arabic[0], "GPE", code, None, NATION, variant.endswith("?"))
        capital = variants(row["capital"])
        for variant in capital:
            if variant not in arabic:
                yield (
                    variant.rstrip("?"),
                    Name(f"{code}:{row['capital_en']}", row["capital_en"], capital[0].rstrip("?"), "GPE", code, None, CAPITAL, variant.endswith("?")),
                )
    for table, columns in (
        ("organisations", ("arabic", "short")),
        ("media", ("arabic",)),
        ("people", ("arabic", "short")),
        ("things", ("arabic",)),
        ("places", ("arabic",)),
    ):
        fixed = {"media": "MEDIA", "people": "PERSON"}.get(table)
        for variant, risky, short, row in _rows(table, columns):
            first, _, rest = variant.partition(" ")
            twin = bool(rest) and rest in {v.rstrip("?") for v in variants(row["arabic"])}
            spellings = variants(row["arabic"]) if table == "media" else []
            outlet = variant.rpartition(" ")[0] in spellings or _after_head(variant) in (v.rstrip("?") for v in spellings)
            if outlet or (twin and table == "places" and first in PLACE_HEADS | {ISLAND}):
                continue
            noun = table == "places" and first in PLACE_HEADS and bool(rest)  # known only with its noun: the name is what follows it
            key = f"{table}:{row['name']}" + (f":{row['country']}" if table == "places" else "")
            sector = "JRN" if table == "media" else row.get("sector") or None
            yield (
                rest if noun else variant,
                Name(
                    key,
                    row["name"],
                    variants(row["arabic"])[0].rstrip("?"),
                    fixed or row["type"],
                    row["country"] or None,
                    sector,
                    table,
                    risky or noun,
                    short,
                    row.get("kind", ""),
                    row.get("from", ""),
                    row.get("to", ""),
                ),
            )


def _after_head(variant: str) -> str:
    """An outlet's name without the noun before it that is no part of the mention (وكالة رويترز, وكالة أنباء الأناضول); '' if there is none."""
    head, _, rest = variant.partition(" ")
    return rest.removeprefix("أنباء ") if head in MEDIA_HEADS else ""


def _more_places() -> Iterable[tuple[str, Name]]:
    """The places of gazetteer.tsv, for names that no other table has; those that are ordinary words keep their ``??``."""
    for row in read_table("gazetteer"):
        names = variants(row["arabic"])
        name = Name(_geo_key(row), row["name"], names[0].rstrip("?"), "GPE", row["country"], None, "gazetteer")
        risky = replace(name, risky=True)
        for variant in names:
            yield variant, risky if variant.endswith("?") else name


def _geo_key(row: dict[str, str]) -> str:
    return f"geonames:{row['geonames']}" if row["geonames"] else f"gazetteer:{row['name']}:{row['country']}"


@remembered
def gazetteer() -> Gazetteer:
    """The one gazetteer of this process, built on first use."""
    return Gazetteer()
