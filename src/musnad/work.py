"""Articles through the pipeline, one after the other or on several processes, in order and a few at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from musnad.errors import ArticleError, KnowledgeError, MusnadError
from musnad.record import Article, Record

T = TypeVar("T")
AHEAD = 8  # articles under way for each process: enough to keep them busy, few enough to hold in memory


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that has no record: the stage it failed in, and which article, what and why in one line."""

    stage: str
    message: str

    def __str__(self) -> str:
        return f"{self.stage}: {' '.join(self.message.split())}"


def read_all(
    articles: Iterable[Article | ArticleError],
    make: Callable[[Record], T],
    jobs: int = 1,
    knowledge: Path | None = None,
    *,
    fast: bool = False,
) -> Iterator[T | Failure]:
    """What ``make`` makes of each article's record, or the article's failure, in the order of the articles.

    With several jobs each is a process of its own that reads and makes, so ``make`` and its results must be picklable; no
    more than ``AHEAD`` articles a job are held, and each lays the folder ``knowledge`` over its tables and is ``fast`` (by the rules alone) as this process is.
    Raises MusnadError if a process dies.
    """
    if jobs == 1:
        return (_intake_failure(a) if isinstance(a, ArticleError) else read_one(a, make) for a in articles)
    from musnad.analysis.learned import trained_network

    # Where it cannot be loaded, this process has said so, and the others need not try.
    return _in_processes(articles, make, jobs, knowledge, fast or trained_network() is None)


def read_one(article: Article, make: Callable[[Record], T]) -> T | Failure:
    """What is made of one article's record, or its failure."""
    from musnad.pipeline import read

    try:
        return make(read(article))
    except KnowledgeError:
        raise  # the program itself is broken, and so would be every article after this one
    except MusnadError as error:
        return Failure(_stage(error), f"{article.id}: {error}")
    except Exception as error:  # a bug that one article brings to light must not sink the rest
        what = f"unexpected {type(error).__name__}: {error}; please report it with the article"
        return Failure(_stage(error), f"{article.id}: {what}")


def cores() -> int:
    """How many processes the machine can run at once."""
    return os.cpu_count() or 1


def _intake_failure(error: ArticleError) -> Failure:
    return Failure("intake", str(error))


def _stage(error: BaseException) -> str:
    """The module and line of ours that the error comes from, as ``analysis.events:120``."""
    package = Path(__file__).resolve().parent
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(package):
            return f"{'.'.join(path.relative_to(package).with_suffix('').parts)}:{frame.lineno}"
    return "reading"


def _in_processes(
    articles: Iterable[Article | ArticleError],
    make: Callable[[Record], T],
    jobs: int,
    knowledge: Path | None,
    fast: bool,
) -> Iterator[T | Failure]:
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin, initargs=(knowledge, fast))
    under_way: deque[Future[T | Failure] | Failure] = deque()
    try:
        for article in articles:
            under_way.append(_submit(pool, article, make))
            if len(under_way) >= AHEAD * jobs:
                yield _result(under_way.popleft())
        while under_way:
            yield _result(under_way.popleft())
    except BrokenProcessPool as error:
        raise MusnadError("a worker process died, perhaps for want of memory; try again with fewer --jobs") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(
    pool: ProcessPoolExecutor,
    article: Article | ArticleError,
    make: Callable[[Record], T],
) -> Future[T | Failure] | Failure:
    if isinstance(article, ArticleError):
        return _intake_failure(article)
    with _interrupts_held():
        return pool.submit(read_one, article, make)


def _result(under_way: Future[T | Failure] | Failure) -> T | Failure:
    return under_way if isinstance(under_way, Failure) else under_way.result()


def _begin(knowledge: Path | None, fast: bool) -> None:
    """Ctrl-C goes to every process of the terminal; the parent alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if fast:
        from musnad.analysis.learned import use_network

        use_network(False)
    if knowledge is not None:
        from musnad.knowledge import use_folder

        use_folder(knowledge)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process may be started: it inherits that, and cannot be hit before it is set up."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would let Ctrl-C through again when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
