"""Who comes: the token at the door, and the name under which someone judges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from musnad.errors import MissingError, RefusedError, UsageError
from musnad.export.words import showable
from musnad.web.context import SettingsDep
from musnad.web.readers import keep, keep_author
from musnad.web.rendering import answer
from musnad.web.security import PASS, address, pass_of, same

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Login:
    """Where the reader was going."""

    next: str


@router.get("/login", include_in_schema=False)
def login(request: Request, next: str = "/") -> Response:
    """The form that asks for the token."""
    return answer(request, "login.html", Login(_inside(next)))


@router.post("/login", include_in_schema=False)
def enter(request: Request, settings: SettingsDep, token: Annotated[str, Form(max_length=1000)], next: Annotated[str, Form(max_length=2000)] = "/") -> Response:
    """Let in whoever gives the token. RefusedError for a wrong one, and for too many tries."""
    if settings.token is None:
        raise MissingError("no token is asked for here")
    request.app.state.logins.count(address(request))
    if not same(token.strip(), settings.token):
        raise RefusedError("this is not the token: `musnad serve` was started with another", status=401)
    response = RedirectResponse(_inside(next), 303)
    keep(request, response, PASS, pass_of(request), age=None)
    return response


@router.post("/name", include_in_schema=False)
def name(request: Request, author: Annotated[str, Form(max_length=1000)], next: Annotated[str, Form(max_length=2000)] = "/") -> Response:
    """Remember who judges. UsageError for no name."""
    if not showable(author):
        raise UsageError("who judges must have a name: write yours")
    response = RedirectResponse(_inside(next), 303)
    keep_author(request, response, author)
    return response


def _inside(path: str) -> str:
    """A path of ours; the first page for what would lead elsewhere."""
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if plain else "/"
