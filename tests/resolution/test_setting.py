"""What the words tell of a place: what they put it in or by, through adjectives, nouns and clitics."""

from __future__ import annotations

import pytest

from musnad.pipeline import read
from musnad.record import Article, Entity
from musnad.resolution.places import distance


def entity(text: str, name: str) -> Entity:
    """The entity of an article that is first mentioned by this name."""
    record = read(Article("a", text, None, None, "2021-03-04"))
    return next(e for e in record.entities if name in map(record.surface, e.mentions))


@pytest.mark.parametrize(
    ("text", "name", "country", "lat", "lon"),
    [
        ("نقل الجرحى إلى مستشفى سنديانا في مدينة نابلس أمس.", "مستشفى سنديانا", "PSE", 32.22, 35.25),
        ("وقع انفجار في حي بغداد بطرابلس الليبية.", "بغداد", "LBY", 32.88, 13.18),
        ("تجمع المئات في ميدان التحرير وسط العاصمة صنعاء في اليمن.", "ميدان التحرير", "YEM", 15.35, 44.2),
        ("شب حريق في مطار صفرونيا العسكري في حمص بسوريا.", "مطار صفرونيا العسكري", "SYR", 34.72, 36.72),
    ],
)
def test_a_place_lies_in_what_the_words_put_it_in(text: str, name: str, country: str, lat: float, lon: float) -> None:
    found = entity(text, name)
    assert found.country == country
    assert found.coordinates is not None
    assert distance(found.coordinates.lat, found.coordinates.lon, lat, lon) < 20
    assert found.coordinates.geonames is None or found.knowledge_id


def test_what_is_unknown_bears_no_number_and_no_knowledge() -> None:
    found = entity("نقل الجرحى إلى مستشفى سنديانا في مدينة نابلس أمس.", "مستشفى سنديانا")
    assert found.coordinates is not None
    assert (found.coordinates.geonames, found.knowledge_id) == (None, None)
    assert found.coordinates.km >= 5


@pytest.mark.parametrize("where", ["القريبة من مدينة أربيل", "جنوب باريس", "بضواحي باريس"])
def test_near_a_town_is_not_in_it(where: str) -> None:
    found = entity(f"انفجرت سيارة في بلدة كرنيصا {where}.", "كرنيصا")
    assert found.country in ("IRQ", "FRA")
    assert found.coordinates is None


def test_in_a_state_tells_the_country_but_no_point() -> None:
    found = entity("قالت فرنسا إن هجوما وقع في بلدة كرنيصا في جنوب غربي مالي، وأدانت فرنسا الهجوم.", "كرنيصا")
    assert found.country == "MLI"
    assert found.coordinates is None


def test_a_capital_after_a_noun_for_a_town_is_no_state() -> None:
    found = entity("استهدف الصاروخ مدينة الرياض فجرا.", "الرياض")
    assert found.knowledge_id == "SAU:Riyadh"
