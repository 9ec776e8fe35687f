"""Whatever is asked of the pages, in their terms or against them, they answer; a fault of the program is never the answer."""
from __future__ import annotations

from collections import Counter
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from musnad.intake.fetch import Fetcher

TOKEN = "open"
ASKED = {"POSITIVE": 10, "NEGATIVE": 5}
"""How many requests are tried of each operation that its description allows, and that it does not."""


@pytest.mark.fuzz
def test_no_request_brings_a_fault_to_light(open_room: Any) -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: make test-fuzz")
    room = open_room(token=TOKEN, adds=10**6, logins=10**6)
    room.app.state.desk.fetcher = lambda: Fetcher("musnad/test", transport=httpx.MockTransport(lambda request: httpx.Response(404)))
    faults: list[str] = []
    seen: Counter[int] = Counter()
    operations = [result.ok() for result in schemathesis.openapi.from_dict(room.app.openapi()).get_all_operations()]
    assert len(operations) > 30
    for operation in operations:
        for mode in schemathesis.GenerationMode:
            for told in _answers(room, operation.as_strategy(generation_mode=mode), ASKED[mode.name]):
                seen[told.status_code // 100] += 1
                if told.status_code >= 500:
                    faults.append(f"{operation.method} {told.request.url}: {told.text[:200]}")
    assert faults == []
    assert min(seen[2], seen[4]) > 50 and seen[3], "some are answered, some lead on, some are refused"


def _answers(room: Any, cases: Any, count: int) -> list[Any]:
    """The answers to so many requests, the same in every run."""
    told = []

    @settings(max_examples=count, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(case=cases)
    def ask(case: Any) -> None:
        asked = case.as_transport_kwargs(base_url=str(room.base_url))
        asked.pop("cookies", None)
        if isinstance(asked.get("data"), bytes):
            asked["content"] = asked.pop("data")
        asked["headers"] = {**(asked.get("headers") or {}), "authorization": f"Bearer {TOKEN}", "host": "127.0.0.1"}
        told.append(room.request(**asked))

    ask()
    return told
