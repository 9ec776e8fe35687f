"""Answers about many articles, kept for a moment: while an `add` runs, twenty readers of the first page ask the store once, not twenty times.

A number may so be some seconds old, which a page of counts can bear; what a reader has just done is shown on pages that keep nothing.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any, TypeVar

from musnad.errors import MusnadError

T = TypeVar("T")
FRESH, USABLE = 20.0, 300.0  # seconds
MOST = 256  # answers


@dataclass(slots=True)
class _Answer:
    lock: Lock = field(default_factory=Lock)
    made: float | None = None
    value: Any = None


class Kept:
    """Answers by key. One that is no longer fresh is given once more while it is made anew; one that is not usable any more is waited for."""

    def __init__(self, fresh: float = FRESH, usable: float = USABLE, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._fresh, self._usable, self._most, self._clock = fresh, usable, most, clock
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer of a key. An error of ``make`` is the asker's, where one waits for it, and nothing is kept."""
        answer = self._find(key)
        age = self._age(answer)
        if age >= self._usable:
            with answer.lock:
                if self._age(answer) >= self._fresh:
                    self._make(answer, make)
        elif age >= self._fresh and answer.lock.acquire(blocking=False):
            Thread(target=self._renew, args=(answer, make), name="musnad-kept", daemon=True).start()
        return answer.value  # type: ignore[no-any-return]

    def _renew(self, answer: _Answer, make: Callable[[], Any]) -> None:
        """Make an answer anew whose lock is held; the old one stays where that fails, and the next who asks tries again."""
        try:
            self._make(answer, make)
        except MusnadError:
            pass
        finally:
            answer.lock.release()

    def _make(self, answer: _Answer, make: Callable[[], Any]) -> None:
        answer.value = make()
        answer.made = self._clock()

    def _find(self, key: Hashable) -> _Answer:
        with self._lock:
            answer = self._answers.setdefault(key, _Answer())
            self._answers.move_to_end(key)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
            return answer

    def _age(self, answer: _Answer) -> float:
        return self._clock() - answer.made if answer.made is not None else float("inf")
