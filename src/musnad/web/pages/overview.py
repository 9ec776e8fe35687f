"""The first page: events over time, who takes part in most, what is in dispute, and how much there is of everything."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from musnad.store.views import Busy, Dispute, Facets, Quads, Timeline, busiest, facets, newest_disputes, timeline
from musnad.web.bars import Chart, chart
from musnad.web.context import StoreDep
from musnad.web.counts import keeping
from musnad.web.filters import FiltersDep
from musnad.web.forms import Table
from musnad.web.rendering import answer

router = APIRouter()
DISPUTES = 8


@dataclass(frozen=True, slots=True)
class Overview:
    """The store at a glance, of the events that meet the filters. As a table: events over time."""

    timeline: Timeline
    states: list[Busy]
    actors: list[Busy]
    disputes: list[Dispute]
    facets: Facets

    def chart(self, *, mirrored: bool) -> Chart | None:
        """Events over time, drawn."""
        return chart(self.timeline, mirrored=mirrored)

    def table(self) -> Table:
        """Events over time."""
        head = ("since", "until", *Quads.__slots__, "total")
        rows = [(b.since, b.until, *(getattr(b.quads, name) for name in head[2:])) for b in self.timeline.buckets]
        return head, rows


@router.get("/overview", responses={200: {"model": Overview}})
def overview(request: Request, store: StoreDep, filters: FiltersDep) -> Response:
    """The store at a glance; ``/overview.json`` and ``/overview.csv`` are its other forms."""
    data = Overview(
        timeline=keeping(store, timeline, **filters),
        states=keeping(store, busiest, **filters),
        actors=keeping(store, busiest, states=False, **filters),
        disputes=keeping(store, newest_disputes, most=DISPUTES, **filters),
        facets=keeping(store, facets, **filters),
    )
    return answer(request, "overview.html", data)
