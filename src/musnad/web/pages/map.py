"""The map: where the events were that meet the filters, as circles over boundaries, and as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from musnad.errors import MusnadError
from musnad.store.views.mapped import Spot, places
from musnad.store.views.timeline import QUADS, Quads
from musnad.web.atlas import SOURCE, VIEWS, Circle, World, circle, world
from musnad.web.context import StoreDep
from musnad.web.counts import keeping
from musnad.web.filters import FiltersDep
from musnad.web.forms import Table
from musnad.web.rendering import answer

router = APIRouter()
View = Literal["arab", "levant", "maghreb", "world"]


@dataclass(frozen=True, slots=True)
class Atlas:
    """The places, those of most events first. ``view`` is what part of the world is shown."""

    view: View
    spots: list[Spot]

    def table(self) -> Table:
        """A row a place: degrees, kilometres of its radius, and events by quad class."""
        head = ("id", "name", "name_ar", "country", "lat", "lon", "km", "events", *Quads.__slots__)
        return head, ([s.key, s.name, s.name_ar, s.country, s.lat, s.lon, s.km, s.quads.total, *self.counts(s)] for s in self.spots)

    @property
    def drawing(self) -> World | None:
        """The boundaries; None where they were not built: the table stands alone then."""
        try:
            return world()
        except MusnadError:
            return None

    @property
    def quads(self) -> tuple[str, ...]:
        """The quad classes, in the order of the columns."""
        return QUADS

    @property
    def views(self) -> list[str]:
        """The parts of the world that can be shown."""
        return list(VIEWS)

    @property
    def source(self) -> str:
        """Where the boundaries are from."""
        return SOURCE

    def box(self, drawing: World) -> str:
        """What is shown of a drawing, as SVG says it."""
        return " ".join(f"{number:.1f}" for number in drawing.view(self.view))

    def grain(self, drawing: World) -> float:
        """How far apart the lines of a hatching are."""
        return round(drawing.view(self.view)[2] / 160, 2)

    def counts(self, spot: Spot) -> list[int]:
        """The events of a place by quad class."""
        return [getattr(spot.quads, name) for name in Quads.__slots__]

    def main(self, spot: Spot) -> str:
        """The quad class of most of a place's events."""
        return max(zip(self.counts(spot), QUADS, strict=True))[1]

    def circle(self, drawing: World, spot: Spot) -> Circle:
        """Where a place is drawn, and how large."""
        return circle(drawing, spot.lat, spot.lon, spot.quads.total, self.spots[0].quads.total, self.view)


@router.get("/map", responses={200: {"model": Atlas}})
def atlas(
    request: Request, store: StoreDep, filters: FiltersDep, view: Annotated[View, Query(description="What part of the world is shown.")] = "arab"
) -> Response:
    """The places of the events that meet the filters."""
    return answer(request, "map.html", Atlas(view, keeping(store, places, **filters)))
