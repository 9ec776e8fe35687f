"""The filter bar that all pages share: the query string as :class:`~musnad.store.criteria.Filters`, and back."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends
from starlette.datastructures import QueryParams
from starlette.requests import Request

from musnad.errors import UsageError
from musnad.export.schema import VALUES
from musnad.store.criteria import Filters, criteria

SEVERAL = ("words", "actor", "recipient", "place", "speaker", "outlet", "type", "mode", "status", "stance")
STANCES = VALUES["Statement"]["stance"]
SINGLE = ("since", "until", "article")
ABOUT = {
    "words": 'Words and "quoted phrases" of the text, all of which must be there; not where - stands before one.',
    "actor": "Who did it: a country's code (MAR), a key or knowledge id, or a name in Arabic or English.",
    "recipient": "To whom it was done.",
    "place": "Where: a country's code or a name.",
    "speaker": "Who says so, in person.",
    "outlet": "The outlet, by any of its names.",
    "type": "PLOVER type.",
    "mode": "PLOVER mode, as boycott.",
    "status": "Status of the event.",
    "stance": "Stance of the statement.",
    "since": "From this day, month or year on: of the event, or of publication.",
    "until": "Up to this day, month or year.",
    "article": "One article: its id, its URL or its number in the store.",
    "origins": "The fewest independent origins of the happening that the event is of.",
    "machine": "What the machine read, without the corrections of people.",
}
"""What each filter is, for the description of the API."""
LONGEST = 400  # characters of a value
MOST = 20  # values of a filter


def read_filters(query: QueryParams) -> Filters:
    """The filters of a query string; what is empty is not given. UsageError for what no filter can be."""
    given: dict[str, Any] = {}
    for name in SEVERAL:
        values = [value.strip()[:LONGEST] for value in query.getlist(name) if value.strip()][:MOST]
        if values:
            given[name] = values
    given |= {name: value for name in SINGLE if (value := query.get(name, "").strip()[:LONGEST])}
    if origins := query.get("origins", "").strip():
        if not (origins.isascii() and origins.isdigit() and len(origins) < 6):
            raise UsageError(f"origins {origins[:20]!r}: give a number from 0 on")
        given["origins"] = int(origins)
    if query.get("machine") in ("1", "true", "on"):
        given["machine"] = True
    found: Filters = given  # type: ignore[assignment]
    criteria(found)
    return found


async def filters_of(request: Request) -> Filters:
    """The filters of a request."""
    return read_filters(request.query_params)


def own_of(query: QueryParams, but: Container[str]) -> dict[str, list[str]]:
    """What else a query string asks of its page, which its filters must not lose: neither filters, nor the reader's choices, nor the number of a page."""
    names = [name for name in dict.fromkeys(query.keys()) if name not in Filters.__annotations__ and name not in but and name != "page"]
    return {name: [value[:LONGEST] for value in query.getlist(name)[:MOST]] for name in names[:MOST] if len(name) <= LONGEST}


FiltersDep = Annotated[Filters, Depends(filters_of)]


def query_of(filters: Mapping[str, object], **more: object) -> str:
    """The query string of filters and of more parameters (None: not given), with its ``?``; empty if there is none."""
    pairs: list[str] = []
    for name, value in {**filters, **more}.items():
        if isinstance(value, (list, tuple)):
            pairs += [_pair(name, str(v)) for v in value]
        elif value is not None and value != "" and value is not False:
            pairs.append(_pair(name, "1" if value is True else str(value)))
    return f"?{'&'.join(pairs)}" if pairs else ""


@lru_cache(maxsize=4096)
def _pair(name: str, value: str) -> str:
    """A parameter as it is written; a page has hundreds of links that differ in one of them."""
    return urlencode({name: value})


def link(path: str, filters: Mapping[str, object] | None = None, **more: object) -> str:
    """A link of ours that keeps the filters."""
    return path + query_of(filters or {}, **more)
