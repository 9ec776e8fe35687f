"""Answers that are found once for all who ask at the same time, and kept until others push them out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")
MOST = 256  # answers


@dataclass(slots=True)
class _Answer:
    lock: Lock = field(default_factory=Lock)
    made: bool = False
    value: Any = None


class Kept:
    """Answers by key; of more than so many the one goes that was not asked for the longest time. A key names all that its answer depends on."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer of a key. An error of ``make`` is the asker's, and nothing is kept. What ``make`` itself gets must not lead back to this key."""
        with self._lock:
            answer = self._answers.setdefault(key, _Answer())
            self._answers.move_to_end(key)
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)
        if not answer.made:
            with answer.lock:
                if not answer.made:
                    answer.value, answer.made = make(), True
        return answer.value  # type: ignore[no-any-return]
