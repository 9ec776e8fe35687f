"""Answers are found once for all who ask, no error is kept, and the oldest go."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from musnad.store.kept import Kept


def test_keys_are_told_apart() -> None:
    kept = Kept()
    assert [kept.get(key, lambda key=key: key) for key in ("a", "b", "a")] == ["a", "b", "a"]


def test_an_answer_of_nothing_is_kept_too() -> None:
    kept, made = Kept(), []
    assert [kept.get("a", lambda: made.append(1)) for _ in range(2)] == [None, None] and made == [1]


def test_many_who_ask_at_once_wait_for_one() -> None:
    kept, made, together = Kept(), [], Barrier(8)

    def ask(_: int) -> int:
        together.wait()
        return kept.get("a", lambda: made.append(1) or len(made))

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {1}
    assert len(made) == 1


def test_an_answer_may_be_made_of_others() -> None:
    kept = Kept()
    assert kept.get("a", lambda: kept.get("b", lambda: 2) + 1) == 3


def test_an_error_is_not_kept() -> None:
    kept = Kept()
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert kept.get("a", lambda: 7) == 7


def test_those_go_that_were_not_asked_for_longest() -> None:
    kept, made = Kept(most=2), []
    for key in ("a", "b", "a", "c", "a", "b"):
        kept.get(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b"]
