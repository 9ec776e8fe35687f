"""Who deals with whom: the strongest ties, drawn on a ring and as a table, in the time that the filters leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from musnad.store import Filters
from musnad.store.views import Actor, Network, network, timeline
from musnad.store.views.timeline import Quads
from musnad.web.context import StoreDep
from musnad.web.counts import keeping
from musnad.web.filters import FiltersDep
from musnad.web.forms import Table
from musnad.web.rendering import answer
from musnad.web.ring import Drawing, ring

router = APIRouter()
TIES = 45


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The ties of the time that is chosen, and the years and months that may be. As a table: the ties."""

    of: str
    network: Network
    years: list[str]
    months: list[str]

    def drawing(self) -> Drawing | None:
        """The ties, drawn."""
        return ring(self.network)

    def names(self, lang: str) -> dict[str, str]:
        """The actors' names by key."""
        return {actor.key: actor.name_ar if lang == "ar" else actor.name for actor in self.network.actors}

    def actor(self, key: str) -> Actor:
        """The actor of a key."""
        return next(actor for actor in self.network.actors if actor.key == key)

    def table(self) -> Table:
        """A row a tie."""
        names = Quads.__slots__
        head = ("first", "second", "forward", "back", "together", *names, "total")
        rows = [
            (e.first, e.second, e.forward.total, e.back.total, e.together.total, *(getattr(e.quads, name) for name in names), e.total)
            for e in self.network.edges
        ]
        return head, rows


@router.get("/network", responses={200: {"model": NetworkPage}})
def ties(
    request: Request,
    store: StoreDep,
    filters: FiltersDep,
    of: Annotated[Literal["states", "actors"], Query(description="Between whom.")] = "states",
) -> Response:
    """The strongest ties between states, or with ``of=actors`` between any public actors."""
    found = keeping(store, network, most=TIES, states=of == "states", **filters)
    always: Filters = {**filters}
    since = always.pop("since", "")
    always.pop("until", None)
    days = [bucket.since for bucket in keeping(store, timeline, **always).buckets if bucket.quads.total]
    years = sorted({day[:4] for day in days})
    return answer(request, "network.html", NetworkPage(of, found, years, _months(since[:4]) if since[:4] in years else []))


def _months(year: str) -> list[str]:
    return [f"{year}-{month:02}" for month in range(1, 13)]
