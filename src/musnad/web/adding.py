"""Adding from a page: texts, files and addresses are read one after the other in a thread of their own, and every job tells how far it is."""

from __future__ import annotations

import re
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from queue import Queue
from secrets import token_urlsafe
from threading import Lock, Thread

from musnad.analysis.learned import model_name
from musnad.errors import ArticleError, MusnadError, RefusedError, UsageError
from musnad.intake.article import make_article
from musnad.intake.fetch import MARKUP, Fetcher, user_agent
from musnad.intake.html import read_html
from musnad.intake.options import Options
from musnad.intake.robots import Robots
from musnad.intake.sources import FORMATS, walk
from musnad.knowledge import folder_hash
from musnad.record import Article
from musnad.store import Store
from musnad.store.rows import Preparer, analyser

KEPT = 100  # jobs that are remembered
WAITING = 20  # jobs that may wait
TOLD = 500  # articles of a job that are told one by one
TAKEN = tuple(ending for ending, kind in FORMATS.items() if kind != "warc")  # nothing packed: a small file may unpack to one without end
Found = Iterable[Article | ArticleError]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one article: ``what`` is new, changed, reread, same or failed; where it is, or why it failed."""

    what: str
    title: str
    number: int | None = None
    why: str | None = None


@dataclass(slots=True)
class Job:
    """Something to be added. ``read`` counts the articles that are through, ``failed`` those of them that could not be read."""

    id: str
    what: str
    find: Callable[[], Found]
    read: int = 0
    failed: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    done: bool = False

    def note(self, outcome: Outcome) -> None:
        """One more article is through."""
        self.read += 1
        self.failed += outcome.what == "failed"
        if len(self.outcomes) < TOLD:
            self.outcomes.append(outcome)


class Desk:
    """Takes jobs for a store and does them in order. ``fetcher`` makes what fetches pages."""

    def __init__(self, store: Store, fetcher: Callable[[], Fetcher]) -> None:
        self._store, self.fetcher = store, fetcher
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: Queue[Job] = Queue()
        self._lock = Lock()
        self._thread: Thread | None = None

    def take(self, what: str, find: Callable[[], Found]) -> Job:
        """Take a job. RefusedError if too many wait already."""
        with self._lock:
            if self._queue.qsize() >= WAITING:
                raise RefusedError(f"{WAITING} others wait to be read already: try again in a while", status=429)
            job = Job(token_urlsafe(12), what, find)
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
            self._queue.put(job)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="musnad-add", daemon=True)
                self._thread.start()
        return job

    def job(self, name: str) -> Job | None:
        """The job of an id; None if there is none, or it was long ago."""
        return self._jobs.get(name)

    def _work(self) -> None:
        while True:
            job = self._queue.get()
            try:
                for found in job.find():
                    job.note(self._add(found))
            except MusnadError as error:
                job.note(Outcome("failed", job.what, why=str(error)))
            except Exception as error:  # noqa: BLE001 - one bad upload must not end all adding
                job.note(Outcome("failed", job.what, why=f"unexpected {type(error).__name__}: {error}"))
            finally:
                job.done = True

    def _add(self, found: Article | ArticleError) -> Outcome:
        from musnad.work import Failure, read_one

        if isinstance(found, ArticleError):
            return Outcome("failed", "", why=str(found))
        own = folder_hash()
        title = found.title or found.id
        added = self._store.known(found, analyser(model_name(), own))
        if added is None:
            made = read_one(found, Preparer(own).prepare)
            if isinstance(made, Failure):
                return Outcome("failed", title, why=str(made))
            added = self._store.put(made)
        return Outcome(added.what, title, added.id)


def pasted(text: str, title: str, outlet: str, published: str, url: str) -> Article:
    """The article of a text that was pasted. UsageError for an empty one, or a date that is none."""
    if not text.strip():
        raise UsageError("there is no text: paste the article")
    if url.strip() and not url.strip().startswith(("http://", "https://")):
        raise UsageError(f"{url[:80]!r} is no address of a page")
    article = make_article(id="pasted", text=text.replace("\r\n", "\n"), title=title, outlet=outlet, published=published, url=url)
    article.id = f"pasted-{article.sha256[:12]}"
    return article


def uploaded(files: list[tuple[str, bytes]], options: Options) -> Iterator[Article | ArticleError]:
    """The articles of files that were sent, by the formats of their names. UsageError for one of a format that is not taken."""
    named = [(safe_name(name, number), content) for number, (name, content) in enumerate(files, 1)]
    return _walked(named, options)


def _walked(named: list[tuple[str, bytes]], options: Options) -> Iterator[Article | ArticleError]:
    with tempfile.TemporaryDirectory(prefix="musnad") as folder:
        for name, content in named:
            (Path(folder) / name).write_bytes(content)
        for found in walk([Path(folder) / name for name, _ in named], options):
            yield ArticleError(str(found).replace(f"{folder}/", "")) if isinstance(found, ArticleError) else found


def safe_name(name: str, number: int) -> str:
    """A file's name without folders and strange characters, its number before it, so that no two are alike. UsageError for an ending that is not taken."""
    last = PurePosixPath(name.replace("\\", "/")).name
    ending = PurePosixPath(last).suffix.lower()
    if ending not in TAKEN:
        raise UsageError(f"{last[:80]}: not a kind of file that is taken here: there are {', '.join(TAKEN)}")
    stem = re.sub(r"[^\w-]", "_", last[: -len(ending)])[:60]
    return f"{number}-{stem}{ending}"


def fetched(url: str, fetcher: Callable[[], Fetcher]) -> Iterator[Article]:
    """The article at an address, after its site's robots.txt. FetchError or ArticleError if there is none to be had."""
    with fetcher() as opened:
        page = opened.fetch(url, types=MARKUP, check=Robots(opened).check)
    yield read_html(page.body, id=url, name=page.url, options=Options(), url=page.url)


def polite(allow_private: bool) -> Callable[[], Fetcher]:
    """Makes fetchers under the rules of `musnad watch`."""
    return lambda: Fetcher(user_agent(None), allow_private)
