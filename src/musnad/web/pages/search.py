"""Search: articles, events or statements that meet the filters, their words marked, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from musnad.store import StoredArticle, StoredEvent, StoredStatement
from musnad.store.criteria import criteria
from musnad.web.context import StoreDep
from musnad.web.filters import FiltersDep
from musnad.web.rendering import answer

router = APIRouter()
SIZE = 20


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found."""

    what: str
    page: int
    total: int
    found: list[StoredArticle] | list[StoredEvent] | list[StoredStatement]


@router.get("/search")
def search(
    request: Request,
    store: StoreDep,
    filters: FiltersDep,
    what: Literal["articles", "events", "statements"] | None = None,
    page: int = Query(1, ge=1, le=10_000),
) -> Response:
    """What meets the filters."""
    wanted = criteria(filters)
    kind = what or ("events" if wanted.of_events else "statements" if wanted.speaker or wanted.stance else "articles")
    found = list(getattr(store, kind)(limit=SIZE, skip=(page - 1) * SIZE, **filters))
    return answer(request, "search.html", Results(kind, page, store.count(kind, **filters), found))
