"""Answers that are kept for a moment: made once for many, made anew when they are old, and no error is kept."""
from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from musnad.errors import StoreError
from musnad.web.kept import Kept


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def wait(kept: Kept, key: str, value: object) -> None:
    """Until the answer is that value."""
    until = time.monotonic() + 10
    while kept.get(key, lambda: "never") != value:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_an_answer_is_made_once_and_again_when_it_is_too_old() -> None:
    clock, made = Clock(), []
    kept = Kept(20, 300, clock=clock)

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept.get("a", make), kept.get("a", make)] == [1, 1]
    clock.now = 19
    assert kept.get("a", make) == 1
    clock.now = 319
    assert kept.get("a", make) == 2, "it is waited for"


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


def test_while_it_is_made_anew_all_get_the_old() -> None:
    clock, began, go, made = Clock(), Event(), Event(), []
    kept = Kept(20, 300, clock=clock)
    kept.get("a", lambda: "old")
    clock.now = 30

    def slow() -> str:
        made.append(1)
        began.set()
        go.wait(10)
        return "new"

    assert kept.get("a", slow) == "old"
    assert began.wait(10)
    assert [kept.get("a", slow), kept.get("a", slow)] == ["old", "old"]
    go.set()
    wait(kept, "a", "new")
    assert made == [1]


def test_where_it_cannot_be_made_anew_the_old_stays_and_the_next_tries_again() -> None:
    clock, tried = Clock(), Event()
    kept = Kept(20, 300, clock=clock)
    kept.get("a", lambda: "old")
    clock.now = 30

    def locked() -> str:
        tried.set()
        raise StoreError("locked")

    assert kept.get("a", locked) == "old"
    assert tried.wait(10)
    until = time.monotonic() + 10
    while kept.get("a", lambda: "new") != "new":
        assert time.monotonic() < until
        time.sleep(0.01)


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
