"""Agreements and things that change hands: who, what, how many, for how much, at which stage, according to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from musnad.export.csv import Cell
from musnad.store.views import Deal, Who, agreements, count_agreements
from musnad.web.context import PageNumber, StoreDep
from musnad.web.counts import keeping
from musnad.web.filters import FiltersDep
from musnad.web.forms import Table
from musnad.web.rendering import answer

router = APIRouter()
PAGE = 50
Goods = Annotated[bool, Query(description="Whether only those in which something changes hands.")]


@dataclass(frozen=True, slots=True)
class Agreements:
    """A page of agreements and transfers, of so many in all."""

    goods: bool
    total: int
    page: int
    pages: int
    deals: list[Deal]

    @property
    def unsure(self) -> bool:
        """Whether a party that is shown is only likely."""
        return any(who.unsure for deal in self.deals for who in (*deal.actors, *deal.recipients))

    def table(self) -> Table:
        """A row a thing that changes hands, or an agreement on none."""
        head = ("stage", "since", "until", "type", "status", "actors", "recipients", "goods", "quantity", "unit", "price", "currency")
        rows = []
        for deal in self.deals:
            told = (deal.stage, deal.since, deal.until, deal.type, deal.status, _names(deal.actors), _names(deal.recipients))
            origin = deal.origin.name if deal.origin else ""
            unsure = _names([who for who in (*deal.actors, *deal.recipients) if who.unsure])
            source = (origin, deal.origins, deal.outlet, deal.article, deal.event, deal.title, unsure)
            goods: list[tuple[Cell, ...]] = [(g.name, g.quantity, g.unit, g.price, g.currency) for g in deal.goods] or [(None, None, None, None, None)]
            rows += [(*told, *each, *source) for each in goods]
        return (*head, "origin", "origins", "outlet", "article", "event", "title", "unsure"), rows


def _names(parties: Sequence[Who]) -> str:
    return "; ".join(who.name for who in parties)


@router.get("/agreements", responses={200: {"model": Agreements}})
def deals(request: Request, store: StoreDep, filters: FiltersDep, page: PageNumber = 1, goods: Goods = False) -> Response:
    """Agreements and transfers, the last reported first; ``goods`` leaves those in which something changes hands."""
    total = keeping(store, count_agreements, goods=goods, **filters)
    found = keeping(store, agreements, most=PAGE, skip=(page - 1) * PAGE, goods=goods, **filters)
    return answer(request, "agreements.html", Agreements(goods, total, page, -(-total // PAGE), found))
