"""Pages are made a few at a time; forms and files wait for none of them. Small answers go out at once."""
from __future__ import annotations

import socket
from typing import Any

import anyio
import pytest

from musnad.cli.serve import listening
from musnad.web.turns import Turns


@pytest.mark.parametrize(("method", "path", "most"), [("GET", "/overview", 2), ("POST", "/review", 6), ("GET", "/static/app.css", 6)])
def test_so_many_at_once(method: str, path: str, most: int) -> None:
    inside, seen = [0], []

    async def page(*_: Any) -> None:
        inside[0] += 1
        seen.append(inside[0])
        await anyio.sleep(0.01)
        inside[0] -= 1

    async def all_come() -> None:
        turns = Turns(page, at_once=2)
        async with anyio.create_task_group() as group:
            for _ in range(6):
                group.start_soon(turns, {"type": "http", "method": method, "path": path}, page, page)

    anyio.run(all_come)
    assert (len(seen), max(seen)) == (6, most)


def test_the_door_names_its_protocol_so_that_nothing_waits_to_be_acknowledged() -> None:
    with listening("127.0.0.1", 0) as door:
        assert door.proto == socket.IPPROTO_TCP
