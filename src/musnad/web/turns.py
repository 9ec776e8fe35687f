"""Whose turn it is: pages are made a few at a time, first come, first served.

Python runs one thread at a time, and one that asks the database lets go at every row; of twenty that work at once each would so wait for
all others at every row, and the last be done long after the time that it takes to make twenty pages one after the other.
"""

from __future__ import annotations

from anyio import CapacityLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_ONCE = 2


class Turns:
    """The middleware that lets so many requests in that only read. Those that write wait for the store's own lock, and keep nobody else."""

    def __init__(self, app: ASGIApp, at_once: int = AT_ONCE) -> None:
        self._app = app
        self._at_once = at_once
        self._limiter: CapacityLimiter | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on when it is its turn."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        if self._limiter is None:  # made here, since it belongs to the loop that runs
            self._limiter = CapacityLimiter(self._at_once)
        turn = object()
        await self._limiter.acquire_on_behalf_of(turn)
        try:
            await self._app(scope, receive, self._released(send, turn))
        finally:
            self._release(turn)

    def _released(self, send: Send, turn: object) -> Send:
        """Give the turn back when the answer begins: its page is made then, and a file that is written while it is sent may take minutes."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._release(turn)
            await send(message)

        return sending

    def _release(self, turn: object) -> None:
        assert self._limiter is not None
        try:
            self._limiter.release_on_behalf_of(turn)
        except RuntimeError:
            return  # it was given back before
