"""The first page."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse

from musnad.web.navigation import PLACES

router = APIRouter()


@router.get("/", include_in_schema=False)
def home() -> RedirectResponse:
    """Where one begins: the first page of the navigation."""
    return RedirectResponse(PLACES[0].path, 307)
