"""Where a named place is: one of the places of its name, with a radius, or nothing.

Candidates are all places with the Arabic name: countries, capitals, ``places.tsv``, ``gazetteer.tsv``. The noun before the name
(محافظة، بلدة، مخيم) tells a province from its seat. Then each candidate has points: of the country in focus, of a country named in
the article, of the country that the words tell, near a place already placed, in a province named in the article, a place much in the
news, large. The best wins if it leads by a point or its rivals lie within 25 km of it, and if something besides its size speaks for
it; else the place is left open. Radius: facility 2 km, town 5, city 10 to 15, province and country as large as they are.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold
from musnad.language.clitics import heads
from musnad.record import Coordinates

EARTH_KM = 6371.0
SAME_KM = 25.0
NEAR_KM = 120.0
LEAD = 1.0
ENOUGH = 2.0
SEAT_KM = 35.0  # a division known only by its seat
LARGE = 300_000  # so large that it is meant wherever the article plays
SMALL = 20_000
PROVINCES = frozenset(fold(w) for w in "محافظة ولاية إقليم مقاطعة إمارة جهة عمالة ريف محافظتي ولايتي إقليمي".split())
REGIONS = frozenset(("منطقه",))  # any stretch of land, but in Saudi Arabia a province
DISTRICTS = frozenset(fold(w) for w in "مديرية قضاء معتمدية دائرة مركز لواء مديريات".split())
TOWNS = frozenset(fold(w) for w in "مدينة بلدة قرية ناحية بلدية مدينتي بلدتي قريتي بلدات قرى مدن عاصمة حاضرة".split())
QUARTERS = frozenset(fold(w) for w in "حي ضاحية حارة أحياء".split())  # a quarter is seldom the town of its name
SITES = frozenset(fold(w) for w in "مخيم معبر قاعدة مطار ميناء سجن سد حقل جسر مستشفى ساحة ميدان قصر جامع مسجد مرقد محطة مصفاة منفذ معسكر".split())
KINDS = PROVINCES | REGIONS | DISTRICTS | TOWNS | QUARTERS | SITES
PARTS = frozenset(fold(w) for w in "شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط ريف محيط ضواحي أطراف".split())
AROUND = frozenset(fold(w) for w in "ريف محيط ضواحي أطراف".split())  # of a town, where شمال تونس is of the state
SHORES = frozenset("خليج ساحل شواطي".split())
TOWN_SITES = frozenset(fold(w) for w in "مطار ميناء مرفأ معبر منفذ سجن مخيم مصفاة محطة مستشفى مشفى".split())
SITE_WORDS = frozenset(fold("ال" + w) for w in "دولي عسكري مدني بحري تجاري نفطي جوي قديم جديد عام مركزي جامعي حدودي حكومي".split())
SITE_KM, SHORE_KM = 20.0, 50.0  # a site called after a town lies by it, a gulf before it
WIDEST_KM = 100.0  # a place known only to lie in something wider is left open
ARAB = frozenset("DZA BHR COM DJI EGY IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SYR TUN ARE YEM ESH".split())
CONFUSED = str.maketrans("جقطصضثذظ", "غغتسدتدز")
COUNTRY, CAPITAL, PROVINCE, PLACE, SITE = "country", "capital", "province", "place", "site"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the knowledge. ``level`` is country, capital, province, place or site; ``type`` GPE, LOC or FAC; ``km`` its radius.

    ``reported`` tells of a place much in the news or of the first order, known by its name anywhere, but if ``word``, the name is
    also an ordinary word or a person's.
    """

    name: str
    level: str
    type: str
    country: str
    parent: str
    lat: float
    lon: float
    km: float
    population: int
    geonames: int | None
    reported: bool
    word: bool = False

    @property
    def coordinates(self) -> Coordinates:
        """The place as the record has it."""
        return Coordinates(self.lat, self.lon, self.km, self.geonames)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the article tells: the country in focus, the countries it names, places already placed, and in (or by) what it sets the place."""

    focus: str | None = None
    countries: frozenset[str] = frozenset()
    placed: tuple[Place, ...] = ()
    within: Place | None = None


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    phi, other = math.radians(lat), math.radians(other_lat)
    half = math.sin((other - phi) / 2) ** 2 + math.cos(phi) * math.cos(other) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def town_radius(population: int) -> float:
    """Radius in kilometres of a town by its people: 5, a city 10 from 100,000 and 15 from 500,000."""
    return 15.0 if population >= 500_000 else 10.0 if population >= 100_000 else 5.0


# --- the index -------------------------------------------------------------------------------------------------------


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def _state(row: dict[str, str]) -> Place:
    return Place(row["name"], COUNTRY, "GPE", row["code"], "", float(row["lat"]), float(row["lon"]), float(row["km"]), 0, _number(row["geonames"]), True)


def _country_places(row: dict[str, str]) -> Iterable[tuple[str, Place]]:
    if row["lat"]:
        state = _state(row)
        for name in variants(row["arabic"]):
            yield name, state
    if row["capital_lat"]:
        capital = Place(
            row["capital_en"],
            CAPITAL,
            "GPE",
            row["code"],
            "",
            float(row["capital_lat"]),
            float(row["capital_lon"]),
            15.0,
            LARGE * 3,
            _number(row["capital_geonames"]),
            True,
        )
        for name in variants(row["capital"]):
            yield name, capital


def _own_place(row: dict[str, str]) -> Place:
    level, km = (SITE if row["type"] == "FAC" else PLACE), float(row["km"] or 0)
    population = SMALL if row["parent"] or km < 10 else LARGE if km == 15 else LARGE // 3
    if level == PLACE and km > SAME_KM:
        level = PROVINCE
    return Place(
        row["name"],
        level,
        row["type"],
        row["country"],
        row["parent"],
        float(row["lat"]),
        float(row["lon"]),
        km or (2.0 if level == SITE else 5.0),
        population,
        _number(row["geonames"]),
        True,
    )


@remembered
def _own_numbers() -> frozenset[str]:
    """GeoNames numbers in places.tsv: the gazetteer has those places too, by a bare name that several share."""
    return frozenset(row["geonames"] for row in read_table("places"))


def _gazetteer_place(row: dict[str, str]) -> Place:
    population, reported = int(row["population"] or 0), row["type"] == PROVINCE or (row["geonames"] != "" and row["geonames"] in _own_numbers())
    return Place(
        row["name"],
        row["type"],
        "GPE",
        row["country"],
        row["parent"],
        float(row["lat"]),
        float(row["lon"]),
        float(row["km"]) if row["km"] else town_radius(population),
        population,
        _number(row["geonames"]),
        reported,
    )


@remembered
def _index() -> dict[str, tuple[Place, ...]]:
    """All places by folded Arabic name."""
    found: dict[str, list[Place]] = {}

    def add(name: str, place: Place) -> None:
        found.setdefault(fold(name.rstrip("?")), []).append(replace(place, word=True) if name.endswith("?") else place)

    for row in read_table("countries"):
        for name, place in _country_places(row):
            add(name, place)
    for table, make in (("places", _own_place), ("gazetteer", _gazetteer_place)):
        for row in read_table(table):
            if row["lat"]:
                place = make(row)
                for name in variants(row["arabic"]):
                    add(name, place)
    return {name: tuple(places) for name, places in found.items()}


def skeleton(name: str) -> str:
    """The consonants of a foreign name, those that transliterations confuse made one: فلاديلفيا and فيلادلفيا, كاشينج and كوشينغ are alike."""
    return re.sub(r"(.)\1+", r"\1", re.sub("[اويهءئؤ -]", "", fold(name)).translate(CONFUSED))


@remembered
def _skeletons() -> dict[str, tuple[Place, ...]]:
    """The places outside the Arab states by the skeletons of their names."""
    found: dict[str, dict[int, Place]] = {}
    for name, places in _index().items():
        for place in places:
            if place.country and place.country not in ARAB and place.type == "GPE" and place.level != COUNTRY:
                found.setdefault(skeleton(name), {})[id(place)] = place
    return {key: tuple(places.values()) for key, places in found.items()}


@remembered
def states() -> dict[str, Place]:
    """The countries by their ISO 3166-1 alpha-3 codes."""
    return {row["code"]: _state(row) for row in read_table("countries") if row["lat"]}


def candidates(names: Iterable[str]) -> list[Place]:
    """Every place with one of these Arabic names, each once; a noun for its kind before the name is left out."""
    index, out = _index(), dict[int, Place]()
    for name in names:
        key = fold(name)
        found = index.get(key)
        if not found:
            first, _, rest = key.partition(" ")
            found = index.get(rest, ()) if first in KINDS else ()
        for place in found:
            out.setdefault(id(place), place)
    return list(out.values())


# --- choosing --------------------------------------------------------------------------------------------------------


def _of_kind(places: Sequence[Place], head: str) -> list[Place]:
    """The candidates that the noun before the name allows; without one a town goes before the province named after it."""
    if head in PROVINCES or head in DISTRICTS:
        whole = [p for p in places if p.level == PROVINCE and (head in PROVINCES or p.km <= WIDEST_KM)]
        return whole + [_seat(p) for p in places if p.level in (PLACE, CAPITAL) and p.country not in {w.country for w in whole}]
    if head in TOWNS:
        return [p for p in places if p.level in (PLACE, CAPITAL)] or [p for p in places if p.level == PROVINCE]
    if head in QUARTERS:
        return [p for p in places if p.level == PLACE and p.reported]
    provinces = {p.country for p in places if p.level == PROVINCE}
    towns = {p.country for p in places if p.level != PROVINCE}
    if head in REGIONS and "SAU" in provinces:
        towns.discard("SAU")
        return [p for p in places if p.country != "SAU" or p.level == PROVINCE]
    return [p for p in places if p.level != PROVINCE or p.country not in towns]


def _seat(place: Place) -> Place:
    """A seat that stands for the division named after it."""
    return replace(place, level=PROVINCE, km=max(place.km, SEAT_KM), geonames=None)


def _points(place: Place, head: str, evidence: Evidence) -> tuple[float, bool]:
    """How much speaks for a candidate, and whether any of it is more than its size and fame."""
    points = math.log10(place.population + 100) - 2
    told = 0.0
    if place.country and place.country == evidence.focus:
        told += 4
    elif place.country in evidence.countries:
        told += 2
    if place.parent and any(p.name == place.parent and p.country == place.country for p in evidence.placed):
        told += 2
    if any(p.km <= SAME_KM and p.country == place.country and distance(p.lat, p.lon, place.lat, place.lon) < NEAR_KM for p in evidence.placed):
        told += 1
    if evidence.within is not None:
        told += 2 + 2 * (place.parent == evidence.within.name)
    fame = (2.0 if place.reported else 0.0) + (1.0 if place.level == CAPITAL else 0.0)
    return points + told + fame, told > 0 or ((place.reported or place.population >= LARGE) and (not place.word or head != ""))


def choose(names: Sequence[str], evidence: Evidence, *, head: str = "", country: str | None = None, type_: str = "GPE") -> Place | None:
    """The place that an Arabic name means in an article, None if that is not sure enough.

    ``head`` is the folded noun before the name, '' if there is none; ``type_`` the entity's. ``country`` (ISO 3166-1 alpha-3) is the
    one that the knowledge has for the name: of places in one spot, which two states may claim, its own is taken.
    """
    found = candidates(names) or (_misspelt(names, evidence) if type_ != "FAC" else [])
    fitting = [p for p in found if p.type == type_ and _lies_in(p, evidence.within)]
    if not fitting:
        as_town = choose(names, evidence, head=head) if type_ == "LOC" and head in REGIONS else None  # منطقة إيزير
        return as_town or _called_after(names, evidence, type_)
    head = "" if type_ == "FAC" else head or next((first for first in (fold(name).split(" ")[0] for name in names) if first in KINDS - SITES), "")
    ranked = sorted(((_points(p, head, evidence), n, p) for n, p in enumerate(_of_kind(fitting, head))), key=lambda c: (-c[0][0], c[1]))
    if not ranked:
        return None
    (best_points, supported), _, best = ranked[0]
    if not supported or best_points < ENOUGH:
        return None
    for (points, _), _, rival in ranked[1:]:
        if best_points - points < LEAD and distance(best.lat, best.lon, rival.lat, rival.lon) > max(SAME_KM, best.km, rival.km):
            return None
    return next((p for _, _, p in ranked if p.country == country and distance(best.lat, best.lon, p.lat, p.lon) <= max(SAME_KM, best.km)), best)


def _lies_in(place: Place, within: Place | None) -> bool:
    """Whether a place can lie in what the words set it in (ميدان التحرير في صنعاء), or by it."""
    if within is None:
        return True
    if within.level == COUNTRY:
        return place.country == within.country
    return distance(place.lat, place.lon, within.lat, within.lon) <= max(NEAR_KM, 2 * within.km) + place.km


def _misspelt(names: Sequence[str], evidence: Evidence) -> list[Place]:
    """Places outside the Arab states whose name is spelt otherwise (دربن, ديربان), in a state that the article is about or names."""
    states_meant = {evidence.within.country} if evidence.within is not None else {evidence.focus, *evidence.countries}
    return [p for name in names if len(key := skeleton(name)) > 2 for p in _skeletons().get(key, ()) if p.country in states_meant]


def _called_after(names: Sequence[str], evidence: Evidence, type_: str) -> Place | None:
    """A part of a known place (جنوب سوريا), the gulf before a town or a site called after it (مطار النجف); None if that is not what the name is."""
    for name in names:
        first, _, rest = fold(name).partition(" ")
        part = type_ == "LOC" and first in PARTS
        if not (rest and (part or (type_ == "LOC" and first in SHORES) or (type_ == "FAC" and first in TOWN_SITES))):
            continue
        words = [w for w in rest.split() if w not in SITE_WORDS and w not in KINDS and w not in PARTS]
        state = next((p for p in candidates([" ".join(words)]) if p.level == COUNTRY), None) if part and first not in AROUND else None
        whole = state or choose([" ".join(words)], evidence, head="محافظه" if first == "ريف" else "")
        if whole is None:
            return None
        if part:
            return replace(whole, level=PROVINCE, type=type_, geonames=None)
        told = whole.country in (evidence.focus, *evidence.countries) or any(p.country == whole.country for p in evidence.placed)
        if told and whole.level in (PLACE, CAPITAL):
            km = SITE_KM if type_ == "FAC" else SHORE_KM
            return replace(whole, level=SITE if type_ == "FAC" else PROVINCE, type=type_, km=max(km, whole.km), geonames=None)
    return None


@dataclass(frozen=True, slots=True)
class Named:
    """A named place of an article, as its mentions tell it.

    ``names`` are Arabic, ``type`` the entity's, ``head`` the folded noun before it, ``state`` the code of a state, ``country`` what
    the knowledge has for the name; ``within`` the position of the place that the words set it in, or by if ``near``.
    """

    names: tuple[str, ...]
    type: str
    head: str = ""
    state: str = ""
    country: str | None = None
    within: int | None = None
    near: bool = False


def locate(names: Sequence[str], *, focus: str | None = None, country: str | None = None, head: str = "", others: Sequence[Place] = ()) -> Coordinates | None:
    """Coordinates and radius of a named place, None if it is unknown or not sure. ``others``: places already placed in the article."""
    countries = frozenset(p.country for p in others if p.country)
    place = choose(names, Evidence(focus, countries, tuple(others)), head=fold(head), country=country)
    return place.coordinates if place else None


def place_all(named: Sequence[Named], focus: str | None, countries: Iterable[str] = ()) -> list[Place | None]:
    """The place of each name of an article, None where it stays open; the second look at each knows where the others are.

    What stays open but is said to lie in a known town or province (حي الزهور في حمص) is placed there, nameless, with that radius.
    """
    named_countries = frozenset(countries)

    def look(n: Named, placed: tuple[Place, ...], within: Place | None) -> Place | None:
        if n.state:
            return states().get(n.state)
        return choose(n.names, Evidence(focus, named_countries, placed, within), head=n.head, country=n.country, type_=n.type)

    first = [look(n, (), None) for n in named]
    others = [tuple(p for j, p in enumerate(first) if p is not None and j != i and p.level != COUNTRY) for i in range(len(named))]
    wider = [first[n.within] if n.within is not None else None for n in named]
    second = [look(n, others[i], wider[i]) for i, n in enumerate(named)]
    return [place or (_inside(n, within) if within is not None and not n.near else None) for n, place, within in zip(named, second, wider, strict=True)]


def _inside(named: Named, whole: Place) -> Place | None:
    """A place of which no more is known than what it lies in; None if that is too wide to tell where it is."""
    if whole.level == COUNTRY or whole.km > WIDEST_KM:
        return None
    return replace(
        whole, name="", level=SITE if named.type == "FAC" else PLACE, type=named.type, parent=whole.name, population=0, geonames=None, reported=False
    )


def place_head(word: str) -> str:
    """The folded noun for a kind of place that a folded word is, under its particles; '' if it is none."""
    return next((cut.stem for cut in heads(word) if cut.stem in KINDS), "")
