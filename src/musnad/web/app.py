"""The application: its pages, and the door before them."""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any

from fastapi import Depends, FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from musnad import __version__
from musnad.store import Store
from musnad.store.kept import Kept
from musnad.store.reviewing import KEPT
from musnad.web import assets, faults
from musnad.web.adding import Desk, polite
from musnad.web.describing import described
from musnad.web.endings import Endings
from musnad.web.judging import LEDGERS
from musnad.web.pages import (
    actors,
    add,
    agreement,
    agreements,
    article,
    docs,
    export,
    happenings,
    home,
    login,
    map,
    network,
    overview,
    relations,
    review,
    search,
)
from musnad.web.security import Door, Limit, checked
from musnad.web.settings import Settings
from musnad.web.turns import Turns

PAGES = (home, login, overview, search, article, happenings, actors, map, relations, agreements, network, export, agreement, review, add, docs)


class Room(FastAPI):
    """The application, which describes itself."""

    def openapi(self) -> dict[str, Any]:
        """The description of the API, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = described(super().openapi(), [page.router for page in PAGES])
        return self.openapi_schema


def create_app(store: Store, settings: Settings) -> FastAPI:
    """The reading room of a store. The store stays the caller's to close; pages work without the built scripts and styles, only plainer."""
    app = Room(
        title="Musnad",
        version=__version__,
        description="A store of sourced event records: the pages of the reading room, and their data.",
        docs_url=None,  # its pages load scripts from a CDN; ours is pages/docs.py
        redoc_url=None,
        dependencies=[Depends(checked)],
        # The ending is read first, so that what the door refuses comes in the form that was asked for. Level 9, the default, takes half
        # a second for the map's paths, and saves little.
        middleware=[
            Middleware(Endings),
            Middleware(Door),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
            Middleware(Turns),
        ],
    )
    app.state.store, app.state.settings = store, settings
    app.state.logins, app.state.adds = Limit(settings.logins), Limit(settings.adds)
    app.state.exports = BoundedSemaphore(settings.exports)
    app.state.desk = Desk(store, polite(settings.allow_private))
    app.state.ledger, app.state.doubts = Kept(LEDGERS), Kept(KEPT)
    faults.listen(app)
    if assets.STATIC.is_dir():
        app.mount("/static", StaticFiles(directory=assets.STATIC), name="static")
    for page in PAGES:
        app.include_router(page.router)
    return app
