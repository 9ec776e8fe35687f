"""What a reader has chosen: language, digits, how territory in dispute is drawn, and the name under which they judge."""

from __future__ import annotations

from dataclasses import dataclass, fields

from starlette.requests import Request
from starlette.responses import Response

from musnad.export.words import showable
from musnad.web.settings import Settings

CHOICES = {"lang": ("ar", "en"), "digits": ("latn", "arab"), "disputed": ("marked", "plain")}  # the first of each is the default
YEAR = 365 * 24 * 3600
LONGEST = 80  # characters of a name
AUTHOR = "musnad_author"


@dataclass(frozen=True, slots=True)
class Reader:
    """The choices: each from the query string, else from its cookie, else the default."""

    lang: str
    digits: str
    disputed: str

    @property
    def direction(self) -> str:
        """Of the interface; content has its own."""
        return "rtl" if self.lang == "ar" else "ltr"


def reader_of(request: Request) -> Reader:
    """Who reads this request. Unknown values count as not given."""
    return Reader(**{name: _chosen(request, name, allowed) for name, allowed in CHOICES.items()})


def _chosen(request: Request, name: str, allowed: tuple[str, ...]) -> str:
    given = (request.query_params.get(name), request.cookies.get(f"musnad_{name}"))
    return next((value for value in given if value in allowed), allowed[0])


def remember(request: Request, response: Response) -> None:
    """Keep what the query string chose in cookies."""
    reader = reader_of(request)
    for choice in fields(reader):
        if choice.name in request.query_params:
            keep(request, response, f"musnad_{choice.name}", getattr(reader, choice.name))


def keep(request: Request, response: Response, name: str, value: str, *, age: int | None = YEAR) -> None:
    """Set a cookie as all of ours are: for us alone, out of reach of scripts, over HTTPS only where the page came so."""
    response.set_cookie(name, value, max_age=age, path="/", httponly=True, samesite="strict", secure=request.url.scheme == "https")


def author_of(request: Request) -> str:
    """The name under which someone judges: the proxy's, where one vouches for it, else the one they gave last; empty if none."""
    settings: Settings = request.app.state.settings
    if settings.behind_proxy and (named := request.headers.get("x-forwarded-user")):
        return showable(named)[:LONGEST]
    from urllib.parse import unquote

    return showable(unquote(request.cookies.get(AUTHOR, "")))[:LONGEST]


def keep_author(request: Request, response: Response, author: str) -> None:
    """Remember the name for the next judgement."""
    from urllib.parse import quote

    keep(request, response, AUTHOR, quote(showable(author)[:LONGEST]))
