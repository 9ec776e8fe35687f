"""Every page has its URL as it is, and other forms with an ending. The ending is taken off here, so that each page has one route."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

FORMS = ("json", "jsonl", "csv", "parquet")
_AS_THEY_ARE = ("/static/", "/openapi.json")


class Endings:
    """The middleware that reads the ending and notes it in ``request.state.form``: html, or one of :data:`FORMS`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on under the page's own path."""
        if scope["type"] == "http":
            path, form = parted(scope["path"]) if scope["method"] in ("GET", "HEAD") else (scope["path"], "html")
            scope.setdefault("state", {})["form"] = form  # in place: those who stand before us show errors in this form too
            scope = scope if form == "html" else {**scope, "path": path, "raw_path": path.encode("utf-8", "surrogatepass")}
        await self._app(scope, receive, send)


def parted(path: str) -> tuple[str, str]:
    """A path without its ending, and the form that it asks for."""
    base, _, ending = path.rpartition(".")
    if ending in FORMS and base and not base.endswith("/") and not path.startswith(_AS_THEY_ARE):
        return base, ending
    return path, "html"
