"""Pages are made a few at a time; a file that is still being sent, or a page that failed, keeps nobody waiting."""
from __future__ import annotations

from typing import Any

import anyio
import pytest

from musnad.web.turns import Turns


def scope(path: str) -> dict[str, Any]:
    return {"type": "http", "method": "GET", "path": path}


async def receive() -> Any:
    return {"type": "http.request"}


class Pages:
    """Answers that are made in steps; ``/file`` begins at once, and ends when it may."""

    def __init__(self) -> None:
        self.working, self.most, self.done = 0, 0, anyio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] == "/fault":
            raise ValueError("a fault")
        if scope["path"] == "/page":
            self.working += 1
            self.most = max(self.most, self.working)
            await anyio.sleep(0.01)
            self.working -= 1
        await send({"type": "http.response.start", "status": 200, "headers": []})
        if scope["path"] == "/file":
            await self.done.wait()
        await send({"type": "http.response.body", "body": b""})


async def asked(app: Turns, path: str) -> list[Any]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    with anyio.fail_after(5):
        await app(scope(path), receive, send)
    return sent


def test_so_many_pages_are_made_at_once() -> None:
    async def run() -> int:
        pages = Pages()
        app = Turns(pages, at_once=2)
        async with anyio.create_task_group() as tasks:
            for _ in range(6):
                tasks.start_soon(asked, app, "/page")
        return pages.most

    assert anyio.run(run) == 2


def test_a_file_that_is_being_sent_keeps_nobody_waiting() -> None:
    async def run() -> None:
        pages = Pages()
        app = Turns(pages, at_once=1)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(asked, app, "/file")
            await anyio.sleep(0.01)
            assert len(await asked(app, "/page")) == 2
            pages.done.set()

    anyio.run(run)


def test_a_page_that_fails_gives_its_turn_back() -> None:
    async def run() -> None:
        app = Turns(Pages(), at_once=1)
        for _ in range(2):
            with pytest.raises(ValueError, match="a fault"):
                await asked(app, "/fault")
        assert len(await asked(app, "/page")) == 2

    anyio.run(run)
