"""Places: homonyms by country, province, distance and size; provinces by the noun before them; open rather than wrong."""
from __future__ import annotations

import pytest

from musnad.pipeline import read
from musnad.record import Article, Entity
from musnad.resolution.places import Evidence, Named, Place, candidates, choose, distance, locate, place_all, place_head, skeleton, states, town_radius


def one(name: str, country: str) -> Place:
    """The first place of that name in a country."""
    return next(p for p in candidates([name]) if p.country == country)


def entity(text: str, name: str) -> Entity:
    """The entity of an article that is first mentioned by this name."""
    record = read(Article("a", text, None, None, "2021-03-04"))
    return next(e for e in record.entities if name in map(record.surface, e.mentions))


def test_distance() -> None:
    assert distance(33.51, 36.29, 36.2, 37.16) == pytest.approx(309, abs=5)  # Damascus to Aleppo
    assert distance(10, 20, 10, 20) == 0
    assert distance(0, 179.5, 0, -179.5) == pytest.approx(111, abs=1)


@pytest.mark.parametrize(("population", "km"), [(0, 5), (99_999, 5), (100_000, 10), (500_000, 15)])
def test_a_city_is_wider_than_a_town(population: int, km: float) -> None:
    assert town_radius(population) == km


@pytest.mark.parametrize(("name", "focus", "lat", "lon"), [
    ("طرابلس", "LBN", 34.44, 35.84), ("طرابلس", "LBY", 32.89, 13.19),
    ("القنيطرة", "SYR", 33.13, 35.82), ("القنيطرة", "MAR", 34.26, -6.58),
    ("الحميدية", "SYR", 33.13, 35.86), ("رفح", "PSE", 31.29, 34.26),
    ("البيضاء", "YEM", 13.99, 45.57), ("المحمدية", "MAR", 33.69, -7.38),
])
def test_the_country_in_focus_decides_between_homonyms(name: str, focus: str, lat: float, lon: float) -> None:
    place = locate([name], focus=focus)
    assert place is not None
    assert distance(place.lat, place.lon, lat, lon) < 25


@pytest.mark.parametrize("name", ["زقاق المجهول", "", "؟"])
def test_an_unknown_name_stays_open(name: str) -> None:
    assert locate([name], focus="SYR") is None


def test_a_name_that_is_a_word_stays_open_unless_its_country_is_meant() -> None:
    assert locate(["مشهد"], focus="FRA") is None
    assert locate(["مشهد"], focus="IRN") is not None


def test_a_small_place_of_a_country_that_the_article_does_not_name_stays_open() -> None:
    small = next(p for p in candidates(["تافراوت", "أولاد تايمة", "طاطا"]) if not p.reported)
    assert small.country == "MAR"
    assert locate(["أولاد تايمة"], focus="USA") is None
    assert locate(["أولاد تايمة"], focus="MAR") is not None


def test_two_far_homonyms_with_as_much_for_each_stay_open() -> None:
    evidence = Evidence(None, frozenset({"LBN", "LBY"}))
    both = [p for p in candidates(["طرابلس"]) if p.level != "province"]
    assert {p.country for p in both} >= {"LBN", "LBY"}
    rivals = choose(["طرابلس"], evidence)
    assert rivals is None or rivals.level == "capital"


@pytest.mark.parametrize(("head", "level", "least"), [("محافظة", "province", 25), ("مدينة", "place", 1), ("", "place", 1)])
def test_the_noun_before_tells_a_province_from_its_seat(head: str, level: str, least: float) -> None:
    place = choose(["حلب"], Evidence("SYR"), head=head.replace("ة", "ه"))
    assert place is not None
    assert place.level == level
    assert place.km >= least


def test_a_division_known_by_its_seat_only_is_wider_than_the_town() -> None:
    seat, district = locate(["منبج"], focus="SYR"), locate(["منبج"], focus="SYR", head="قضاء")
    assert seat is not None
    assert district is not None
    assert district.km > seat.km
    assert (district.lat, district.lon) == (seat.lat, seat.lon)
    assert district.geonames is None, "the number is the town's"


def test_mintaqa_is_a_province_in_saudi_arabia_only() -> None:
    riyadh = choose(["الرياض"], Evidence("SAU"), head="منطقه")
    hebron = choose(["الخليل"], Evidence("PSE"), head="منطقه")
    assert riyadh is not None
    assert riyadh.level == "province"
    assert hebron is not None
    assert hebron.level == "place"


def test_places_already_placed_draw_homonyms_to_them() -> None:
    """Tal Rifaat and Marea lie by Aleppo: a name of two countries, neither in focus, goes to the near one."""
    near = tuple(one(name, "SYR") for name in ("منبج", "جرابلس"))
    place = choose(["الباب"], Evidence(None, frozenset({"SYR"}), near))
    assert place is not None
    assert place.country == "SYR"


def test_a_quarter_is_not_the_town_of_its_name() -> None:
    assert locate(["أولاد تايمة"], focus="MAR") is not None
    assert locate(["أولاد تايمة"], focus="MAR", head="حي") is None
    assert locate(["الشجاعية"], focus="PSE", head="حي") is not None


def test_sites_are_told_from_towns() -> None:
    town = choose(["الهول"], Evidence("SYR"))
    camp = choose(["مخيم الهول"], Evidence("SYR"), type_="FAC")
    assert town is not None
    assert camp is not None
    assert camp.km < town.km
    assert choose(["مخيم الهول"], Evidence("SYR"), type_="LOC") is None


def test_states_are_placed_by_their_code() -> None:
    (place,) = place_all([Named((), "GPE", state="DZA")], None)
    assert place == states()["DZA"]
    assert place is not None
    assert place.km > 500
    assert place_all([Named((), "GPE", state="XXX")], None) == [None]


def test_each_name_has_its_answer_in_order() -> None:
    named = [Named(("دمشق",), "GPE"), Named(("لا مكان",), "GPE"), Named(("حلب",), "GPE")]
    first, second, third = place_all(named, "SYR", {"SYR"})
    assert first is not None
    assert second is None
    assert third is not None
    assert (first.country, third.country) == ("SYR", "SYR")


def test_of_places_in_one_spot_the_knowledge_says_which() -> None:
    """A city that two states claim keeps the country of its entry, whichever state the article is about."""
    own = choose(["القدس"], Evidence("ISR", frozenset({"ISR"})), country="PSE")
    assert own is not None
    assert own.country == "PSE"


@pytest.mark.parametrize(("word", "head"), [("بمحافظه", "محافظه"), ("وبلده", "بلده"), ("مدينه", "مدينه"), ("الوزير", ""), ("", "")])
def test_nouns_for_kinds_of_places(word: str, head: str) -> None:
    assert place_head(word) == head


def test_every_radius_is_above_zero() -> None:
    for name in ("الجزائر", "دبي", "سيناء", "معبر رفح", "إدلب"):
        assert all(p.km > 0 for p in candidates([name])), name


def test_entities_of_an_article_have_coordinates() -> None:
    text = "بدأت القوات السورية هجوما على بلدة سرمين في محافظة إدلب، وقال الرئيس الروسي إن سوريا بلد صديق، وذكر المرصد السوري إن القصف طال مدينة حلب."
    town, state = entity(text, "سرمين"), entity(text, "سوريا")
    assert town.coordinates is not None
    assert distance(town.coordinates.lat, town.coordinates.lon, 35.9, 36.73) < 10
    assert town.country == "SYR"
    assert state.coordinates is not None
    assert state.coordinates.km > 200


def test_a_moroccan_homonym_gets_its_own_country() -> None:
    text = "أعلنت السلطات المغربية في الرباط أن حريقا اندلع في مدينة القنيطرة، وقال وزير العدل المغربي إن المغرب يحترم القضاء."
    place = entity(text, "القنيطرة")
    assert place.country == "MAR"
    assert place.coordinates is not None
    assert place.coordinates.lon < 0


def test_persons_and_organisations_have_no_coordinates() -> None:
    record = read(Article("a", "قال وزير الخارجية المصري سامح شكري في القاهرة إن الأمم المتحدة تدعم مصر.", None, None, "2021-03-04"))
    assert record.entities
    assert all(e.coordinates is None for e in record.entities if e.type in ("PERSON", "ORG", "NORP", "MEDIA"))


def test_a_site_lies_by_the_town_it_is_called_after() -> None:
    site, town = choose(["مطار الخميسات الدولي"], Evidence("MAR"), type_="FAC"), locate(["الخميسات"], focus="MAR")
    assert site is not None
    assert town is not None
    assert (site.lat, site.lon, site.geonames) == (town.lat, town.lon, None)
    assert site.km > town.km
    assert choose(["مطار الخميسات"], Evidence("USA"), type_="FAC") is None, "nothing tells that Morocco is meant"
    assert choose(["جسر الخميسات"], Evidence("MAR"), type_="FAC") is None, "bridges are called after towns far away"


@pytest.mark.parametrize(("name", "country"), [("جنوب سوريا", "SYR"), ("شمال شرقي مالي", "MLI"), ("شمال غرب تونس", "TUN")])
def test_a_part_of_a_state_lies_in_it(name: str, country: str) -> None:
    part = choose([name], Evidence(country), type_="LOC")
    assert part is not None
    assert (part.country, part.geonames) == (country, None)
    assert part.km > 100


@pytest.mark.parametrize(("one_spelling", "other"), [("فلاديلفيا", "فيلادلفيا"), ("كوشينج", "كاشينغ"), ("دربن", "ديربان"), ("دونتسك", "دونيتسك")])
def test_transliterations_have_one_skeleton(one_spelling: str, other: str) -> None:
    assert skeleton(one_spelling) == skeleton(other)


def test_a_misspelt_name_needs_its_country_named() -> None:
    assert locate(["دونتسيك"], focus="UKR", head="مدينة") is not None
    assert locate(["دونتسيك"], focus="MAR", head="مدينة") is None


def test_a_place_must_lie_in_what_it_is_said_to_lie_in() -> None:
    sanaa = one("صنعاء", "YEM")
    assert choose(["ميدان التحرير"], Evidence("EGY", within=sanaa), type_="FAC") is None
    assert choose(["ميدان التحرير"], Evidence("EGY"), type_="FAC") is not None


def test_a_district_is_not_a_far_province_of_its_name() -> None:
    placed = place_all([Named(("الصعيد",), "GPE", "مديريه", within=1), Named(("شبوة",), "GPE", "محافظه")], "YEM")
    assert placed[0] is not None
    assert placed[0].country == "YEM"
