"""The map: boundaries that `make web` drew from Natural Earth, disputed areas, and where a place lies on the drawing.

The drawing is cylindrical, true at one parallel. Boundaries say nothing of whose a territory is: areas that states dispute are
hatched, and their borders broken, unless the reader asks for the lines alone.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from musnad.errors import MusnadError

STATIC = Path(__file__).with_name("static")
SOURCE = "Natural Earth (public domain), world-atlas 2"
VIEWS = {"arab": (-19.0, 42.5, 62.0, -1.0), "levant": (28.0, 38.5, 50.0, 27.0), "maghreb": (-18.0, 38.5, 26.0, 14.0), "world": (-180.0, 84.0, 180.0, -57.0)}
"""What is shown: west, north, east and south in degrees."""


@dataclass(frozen=True, slots=True)
class Area:
    """A disputed territory. ``by`` are codes of those who claim it; ``own``: a rough outline of ours, which Natural Earth lacks."""

    id: str
    en: str
    ar: str
    by: list[str]
    own: bool
    d: str


@dataclass(frozen=True, slots=True)
class World:
    """The drawing, in its own units: paths of the land, the borders, the contested ones and the disputed areas."""

    width: int
    height: int
    parallel: float
    points: list[tuple[tuple[float, float], tuple[float, float]]]
    land: str
    borders: str
    contested: str
    areas: list[Area]

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place lies on the drawing, from degrees."""
        narrow = math.cos(math.radians(self.parallel))
        return self.width * (0.5 + lon / 360), self.width * (0.25 - lat / 360) / narrow

    def view(self, name: str) -> tuple[float, float, float, float]:
        """What a view shows of the drawing: left, top, width, height."""
        west, north, east, south = VIEWS[name]
        (left, top), (right, bottom) = self.at(north, west), self.at(south, east)
        return left, top, right - left, bottom - top


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle of the map, its area by its events: middle and radius in units of the drawing."""

    x: float
    y: float
    r: float


@cache
def world() -> World:
    """The drawing. MusnadError if it was not built."""
    path = STATIC / "world.json"
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MusnadError(f"{path}: the map is not built; build it with: make web") from error
    points = [((lon, lat), (x, y)) for (lon, lat), (x, y) in told.pop("points")]
    return World(points=points, areas=[Area(**area) for area in told.pop("areas")], **told)


def circle(drawing: World, lat: float, lon: float, count: int, most: int, view: str) -> Circle:
    """The circle of a place with so many events, where ``most`` are in the place that has the most."""
    x, y = drawing.at(lat, lon)
    width = drawing.view(view)[2]
    return Circle(round(x, 1), round(y, 1), round(width * (0.003 + 0.016 * math.sqrt(count / max(most, 1))), 2))
