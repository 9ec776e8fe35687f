"""Turns: so many pages are made at once, and whoever is slow to take one keeps nobody else."""

from __future__ import annotations

from typing import Any

import anyio
import pytest
from starlette.types import Receive, Scope, Send

from musnad.web.turns import Turns


class Pages:
    """Pages that are made until the event says go; ``/slow`` has begun to answer before that."""

    def __init__(self) -> None:
        self.made, self.go = 0, anyio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.made += 1
        if scope["path"] == "/slow":
            await send({"type": "http.response.start"})
        await self.go.wait()
        await send({"type": "http.response.body"})


@pytest.mark.parametrize(("path", "made"), [("/page", 2), ("/slow", 4)])
def test_pages_wait_for_those_being_made_and_not_for_those_being_sent(path: str, made: int) -> None:
    assert anyio.run(asked, path) == made


async def asked(path: str) -> int:
    pages, sent = Pages(), list[Any]()
    room = Turns(pages, at_once=2)

    async def send(message: Any) -> None:
        sent.append(message)

    async with anyio.create_task_group() as group:
        for _ in range(4):
            group.start_soon(room, {"type": "http", "method": "GET", "path": path}, None, send)
        await anyio.wait_all_tasks_blocked()
        made = pages.made
        pages.go.set()
    assert pages.made == 4 and sum(message["type"] == "http.response.body" for message in sent) == 4
    return made
