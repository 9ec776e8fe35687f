"""Two states over time, as a dated line of what is reported: established, resumed, cut, accused, denied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from musnad.errors import MissingError
from musnad.export.words import showable
from musnad.store.views import Actor, Edge, Relations, network, relations
from musnad.web.context import StoreDep
from musnad.web.counts import keeping
from musnad.web.filters import FiltersDep, link
from musnad.web.forms import Table
from musnad.web.rendering import answer

router = APIRouter()
PAIRS = 60
Key = Annotated[str, Query(max_length=400, description="The key of an actor, as SAU.")]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of states with most events between them, each leading to its line."""

    actors: list[Actor]
    pairs: list[Edge]

    def actor(self, key: str) -> Actor:
        """The actor of a key."""
        return next(actor for actor in self.actors if actor.key == key)

    def table(self) -> Table:
        """The pairs with how many events are between them."""
        return ("first", "second", "total"), [(pair.first, pair.second, pair.total) for pair in self.pairs]


@dataclass(frozen=True, slots=True)
class Line:
    """The line between two. As a table: its turns."""

    relations: Relations

    def table(self) -> Table:
        """A row a turn."""
        head = ("kind", "since", "until", "type", "mode", "status", "actor", "recipient", "origin", "outlet", "article", "event", "title")
        one, two = self.relations.first.key, self.relations.second.key
        rows = []
        for t in self.relations.turns:
            actor, recipient = (f"{one} {two}", "") if t.forward is None else (one, two) if t.forward else (two, one)
            origin = t.origin.name if t.origin else ""
            rows.append((t.kind, t.since, t.until, t.type, t.mode, t.status, actor, recipient, origin, t.outlet, t.article, t.event, t.title))
        return head, rows


@router.get("/relations", responses={200: {"model": Pairs}})
def pairs(request: Request, store: StoreDep, filters: FiltersDep, first: Key = "", second: Key = "") -> Response:
    """The pairs of states with most events; with both ``first`` and ``second`` the way to their line."""
    if first.strip() and second.strip():
        return RedirectResponse(link(f"/relations/{quote(first.strip(), safe='')}/{quote(second.strip(), safe='')}", filters), 303)
    net = keeping(store, network, most=PAIRS, **filters)
    return answer(request, "pairs.html", Pairs(net.actors, net.edges))


@router.get("/relations/{first}/{second:path}", responses={200: {"model": Line}})
def line(request: Request, store: StoreDep, filters: FiltersDep, first: str, second: str) -> Response:
    """The line between two public actors. MissingError where one is none."""
    found = keeping(store, relations, first, second, **filters)
    if found is None:
        raise MissingError(f"no public actors {showable(first)[:100]!r} and {showable(second)[:100]!r} in this store: give codes of countries, as SAU and IRN")
    return answer(request, "relations.html", Line(found))
