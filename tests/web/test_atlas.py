"""The map's arithmetic, and its page with the drawing and without."""

from __future__ import annotations

import pytest

from musnad.web import atlas
from musnad.web.atlas import VIEWS, World, circle, world

PLAIN = World(5000, 2758, 25.0, [], "", "", "", [])


def test_the_middle_of_the_world_is_the_middle_of_the_drawing() -> None:
    assert PLAIN.at(0, 0) == pytest.approx((2500, 1379.2), abs=0.1)


def test_north_is_up_and_east_is_right_in_every_view() -> None:
    for name in VIEWS:
        left, top, width, height = PLAIN.view(name)
        assert left >= 0 and top >= 0 and 0 < width <= 5000 and 0 < height <= 2758


def test_the_area_of_a_circle_goes_by_its_events() -> None:
    few, more, most = (circle(PLAIN, 33.3, 44.4, count, 100, "arab").r for count in (1, 25, 100))
    assert few < more < most
    assert more - few == pytest.approx((most - few) * 0.4 / 0.9, rel=0.01)


def test_circles_fall_where_the_boundaries_were_drawn() -> None:
    if not (atlas.STATIC / "world.json").is_file():
        pytest.skip("the map is not built: make web")
    for (lon, lat), place in world().points:
        assert world().at(lat, lon) == pytest.approx(place, abs=0.01)


def test_disputed_areas_are_named_in_both_languages_and_by_who_claims_them() -> None:
    if not (atlas.STATIC / "world.json").is_file():
        pytest.skip("the map is not built: make web")
    areas = world().areas
    assert {"western-sahara", "golan", "crimea", "kashmir", "east-jerusalem"} <= {area.id for area in areas}
    assert [area.id for area in areas if not (area.en and area.ar and area.by == sorted(area.by) and area.d)] == []


def test_without_the_drawing_the_table_stands_alone(room, monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(atlas, "STATIC", tmp_path)
    world.cache_clear()
    page = room.get("/map?lang=en").text
    world.cache_clear()
    assert "<svg" not in page
    assert "make web" in page
    assert room.get("/map.json").json()["spots"][0]["name"] in page


def test_the_map_has_a_table_of_the_same_places(room) -> None:
    rows = room.get("/map.csv").text.strip().splitlines()
    spots = room.get("/map.json").json()["spots"]
    assert len(rows) == len(spots) + 1 > 2
    assert rows[0].lstrip("\ufeff").startswith("id,name,name_ar,country,lat,lon,km,events")
