"""What a page asks for by the type of its parameters: the store, the settings, the reader.

All that is told here is at hand, so these are ``async``: FastAPI would else find each of them in a thread of its own, and a page wait for as many
turns as it has parameters.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from starlette.requests import Request

from musnad.errors import RefusedError
from musnad.store import Store
from musnad.store.kept import Kept
from musnad.web.readers import Reader, author_of, reader_of
from musnad.web.settings import Settings


async def store_of(request: Request) -> Store:
    """The store whose reading room this is."""
    store: Store = request.app.state.store
    return store


async def settings_of(request: Request) -> Settings:
    """How the room is run."""
    settings: Settings = request.app.state.settings
    return settings


async def ledger_of(request: Request) -> Kept:
    """What pages keep of the ledger of judgements."""
    kept: Kept = request.app.state.ledger
    return kept


async def doubts_of(request: Request) -> Kept:
    """What pages keep of events that may be asked for."""
    kept: Kept = request.app.state.doubts
    return kept


async def writable(request: Request) -> None:
    """RefusedError where nothing may be changed."""
    if (await settings_of(request)).read_only:
        raise RefusedError("this reading room is read-only: start `musnad serve` without --read-only to add or judge")


async def reading(request: Request) -> Reader:
    """Who reads."""
    return reader_of(request)


async def judging(request: Request) -> str:
    """The name under which someone judges; empty if none."""
    return author_of(request)


LAST = 10_000
PageNumber = Annotated[int, Query(ge=1, le=LAST, description="Which page, from 1 on.")]
StoreDep = Annotated[Store, Depends(store_of)]
LedgerDep = Annotated[Kept, Depends(ledger_of)]
DoubtsDep = Annotated[Kept, Depends(doubts_of)]
SettingsDep = Annotated[Settings, Depends(settings_of)]
ReaderDep = Annotated[Reader, Depends(reading)]
AuthorDep = Annotated[str, Depends(judging)]
Writable = Depends(writable)
