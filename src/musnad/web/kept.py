"""Answers about many articles, kept for a moment: while an `add` runs, twenty readers of the first page ask the store once, not twenty times.

A number may so be some seconds old, which a page of counts can bear; what a reader has just done is shown on pages that keep nothing.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
SECONDS = 20.0
MOST = 256  # answers


@dataclass(slots=True)
class _Answer:
    lock: Lock = field(default_factory=Lock)
    made: float | None = None
    value: Any = None


class Kept:
    """Answers by key. One that is too old is made anew by whoever asks first; others get the old one meanwhile, and wait only where there is none."""

    def __init__(self, seconds: float = SECONDS, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._most, self._clock = seconds, most, clock
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer of a key, made if there is none that is young enough. An error of ``make`` is the asker's, and nothing is kept."""
        answer = self._find(key)
        if self._young(answer):
            return answer.value  # type: ignore[no-any-return]
        if not answer.lock.acquire(blocking=answer.made is None):
            return answer.value  # type: ignore[no-any-return]
        try:
            if not self._young(answer):
                answer.value = make()
                answer.made = self._clock()
            return answer.value  # type: ignore[no-any-return]
        finally:
            answer.lock.release()

    def _find(self, key: Hashable) -> _Answer:
        with self._lock:
            answer = self._answers.setdefault(key, _Answer())
            self._answers.move_to_end(key)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
            return answer

    def _young(self, answer: _Answer) -> bool:
        return answer.made is not None and self._clock() - answer.made < self._seconds
