"""Whose turn it is: pages are made a few at a time, first come, first served.

Python runs one thread at a time, and one that asks the database lets go at every row; of twenty that work at once each would so wait for
all others at every row, and the last be done long after the time that it takes to make twenty pages one after the other. A turn
ends as the answer begins to go out: whoever downloads slowly, or a whole export, keeps nobody else.
"""

from __future__ import annotations

from contextlib import ExitStack

from anyio import CapacityLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

AT_ONCE = 4


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
        with ExitStack() as turn:
            await self._limiter.acquire_on_behalf_of(turn)
            turn.callback(self._limiter.release_on_behalf_of, turn)

            async def sending(message: Message) -> None:
                turn.close()
                await send(message)

            await self._app(scope, receive, sending)
