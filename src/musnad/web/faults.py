"""Errors on their way to a reader: each kind of :class:`~musnad.errors.MusnadError` has its status here, and all are shown as a page."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from musnad.errors import ArticleError, FetchError, MissingError, MusnadError, RefusedError, StoreError, UsageError
from musnad.export.words import showable
from musnad.web.security import HEADERS

# The first that an error is of. A store that is locked or gone may be there again soon.
STATUS: tuple[tuple[type[MusnadError], int], ...] = (
    (MissingError, 404),
    (RefusedError, 403),
    (UsageError, 400),
    (ArticleError, 422),
    (FetchError, 502),
    (StoreError, 503),
    (MusnadError, 500),
)
LONGEST = 1000  # characters of a message


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong: the HTTP status, and one line for the reader."""

    status: int
    message: str


def status_of(error: MusnadError) -> int:
    """The HTTP status of an error: its own if it has one, else its kind's."""
    own = error.status if isinstance(error, RefusedError) else None
    return own or next(status for kind, status in STATUS if isinstance(error, kind))


def page(request: Request, error: MusnadError) -> Response:
    """The page that says what went wrong."""
    return _page(request, status_of(error), str(error))


def listen(app: FastAPI) -> None:
    """Have all errors of an application shown as pages."""
    app.add_exception_handler(MusnadError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unforeseen)


def _page(request: Request, status: int, message: str) -> Response:
    from musnad.web.forms import form_of, json_of
    from musnad.web.rendering import answer

    fault = Fault(status, showable(message)[:LONGEST])
    return answer(request, "fault.html", fault, status=status) if form_of(request) == "html" else json_of(fault, status=status)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, MusnadError)
    return page(request, error)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = _page(request, error.status_code, f"{request.url.path}: {error.detail}")
    response.headers.update(error.headers or {})
    return response


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in error.errors())
    return _page(request, 422, told)


async def _unforeseen(request: Request, error: Exception) -> Response:
    logging.getLogger("musnad.web").error("%s %s: %s", request.method, request.url.path, error)
    response = _page(request, 500, "something went wrong in Musnad itself; the program's terminal says what")
    response.headers.update(HEADERS)  # this answer does not go out by the door
    return response
