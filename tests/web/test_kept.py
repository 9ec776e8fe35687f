"""Answers that are kept for a moment: made once for many, made anew when they are old, and no error is kept."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from musnad.web.kept import Kept


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_an_answer_is_made_once_and_again_when_it_is_old() -> None:
    clock, made = Clock(), []
    kept = Kept(20, clock=clock)

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept.get("a", make), kept.get("a", make)] == [1, 1]
    clock.now = 19
    assert kept.get("a", make) == 1
    clock.now = 20
    assert kept.get("a", make) == 2


def test_keys_are_told_apart() -> None:
    kept = Kept()
    assert [kept.get(key, lambda key=key: key) for key in ("a", "b", "a")] == ["a", "b", "a"]


def test_many_who_ask_at_once_wait_for_one() -> None:
    kept, made, together = Kept(), [], Barrier(8)

    def ask(_: int) -> int:
        together.wait()
        return kept.get("a", lambda: made.append(1) or len(made))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {1}
    assert len(made) == 1


def test_while_one_makes_it_anew_others_get_the_old() -> None:
    clock, began, go = Clock(), Event(), Event()
    kept = Kept(20, clock=clock)
    kept.get("a", lambda: "old")
    clock.now = 30

    def slow() -> str:
        began.set()
        go.wait(10)
        return "new"

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(kept.get, "a", slow)
        began.wait(10)
        assert kept.get("a", lambda: "never") == "old"
        go.set()
        assert first.result() == "new"
    assert kept.get("a", lambda: "never") == "new"


def test_an_error_is_not_kept() -> None:
    kept = Kept()
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert kept.get("a", lambda: 7) == 7


def test_no_more_than_so_many_are_kept() -> None:
    kept, made = Kept(most=2), []
    for key in ("a", "b", "c", "a"):
        kept.get(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "a"]
