"""Watching feeds: asked politely what is new, and what is new fetched, read and handed on.

A site is asked for one thing at a time, with a pause between; what robots.txt forbids is left alone; a feed that has not changed
is told by its ETag or Last-Modified and costs next to nothing; one that fails is asked ever more seldom, and not before its server
said. What was done is noted at once, so that a run can be stopped at any moment and goes on where it was.
"""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol
from urllib.parse import urlsplit

from musnad.errors import ArticleError, FetchError, UsageError
from musnad.intake.feeds import Feed, Item, item_article, parse_feed
from musnad.intake.fetch import FEEDS, Fetched, Fetcher
from musnad.intake.html import read_html
from musnad.intake.opml import Subscription
from musnad.intake.options import Options
from musnad.intake.robots import Robots
from musnad.record import Article

DELAY = 2.0
PER_HOST = 100
TRIES = 4  # rounds in which a page is asked for before it is given up
FIRST_WAIT, LONGEST_WAIT = 300.0, 86400.0
FARTHEST = timedelta(days=31)  # a note of a later time than this comes from a clock that was wrong

Sink = Callable[[Article], bool]
"""Takes an article; True if it was new or has changed, False if it was there. ArticleError if it cannot be read."""


@dataclass(slots=True)
class FeedState:
    """What is known of a feed since the last round. ``not_before`` and ``checked`` are datetimes in UTC, ISO 8601."""

    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    not_before: str | None = None
    checked: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class ItemState:
    """What became of an item: whether it is done with, how often its page was tried, and why it failed."""

    done: bool
    tries: int
    error: str | None = None


class Memory(Protocol):
    """Where the states of feeds and items are kept between runs."""

    def feed(self, url: str) -> FeedState:
        """The state of a feed; a new one if it was never polled."""

    def save_feed(self, url: str, state: FeedState) -> None:
        """Note the state of a feed."""

    def items(self, url: str, keys: Collection[str]) -> dict[str, ItemState]:
        """The states of those items of a feed that were met before."""

    def save_item(self, url: str, key: str, state: ItemState) -> None:
        """Note the state of an item."""

    def keep_items(self, url: str, keys: Collection[str]) -> None:
        """Forget the items that a feed has not listed for long; these are listed now."""


@dataclass(slots=True)
class Report:
    """What a round found in one feed. ``left`` are items for later rounds; ``problems`` say what failed, in one line each."""

    url: str
    title: str | None
    state: str = "read"
    new: int = 0
    unchanged: int = 0
    failed: int = 0
    left: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return not self.failed and self.state in ("read", "not modified", "waiting")


@dataclass(slots=True)
class _Poll:
    """A feed in a round: what is still to be done before its report is whole."""

    subscription: Subscription
    report: Report
    state: FeedState
    feed: Feed | None = None
    fetched: Fetched | None = None
    jobs: dict[str, deque[Callable[[], None]]] = field(default_factory=dict)
    pending: int = 0
    later: bool = False


@dataclass(slots=True)
class Watcher:
    """Makes rounds over feeds. ``delay`` is the pause in seconds between two fetches from a host, ``per_host`` how many of a host's pages a round takes."""

    fetcher: Fetcher
    memory: Memory
    sink: Sink
    delay: float = DELAY
    per_host: int = PER_HOST
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _robots: Robots | None = None
    _turns: dict[str, deque[_Poll]] = field(default_factory=dict)
    _ready: dict[str, float] = field(default_factory=dict)
    _taken: dict[str, int] = field(default_factory=dict)
    _held: dict[str, str] = field(default_factory=dict)
    _read: set[str] = field(default_factory=set)

    @property
    def robots(self) -> Robots:
        """What sites want left alone, asked as this watcher asks."""
        if self._robots is None:
            self._robots = Robots(self.fetcher)
        return self._robots

    def round(self, subscriptions: Sequence[Subscription]) -> Iterator[Report]:
        """Poll each feed once, and fetch the pages of new items; a feed's report comes when all its items are done."""
        self._turns, self._taken, self._held, self._read = {}, {}, {}, set()
        for subscription in subscriptions:
            poll = _Poll(subscription, Report(subscription.url, subscription.title), self.memory.feed(subscription.url))
            if self._is_early(poll.state):
                poll.report.state = "waiting"
                poll.report.problems.append(f"not asked before {poll.state.not_before}: {poll.state.error}")
                yield poll.report
                continue
            self._plan(subscription.url, poll, partial(self._poll, poll))
        while self._turns:
            poll, job = self._next()
            job()
            poll.pending -= 1
            if not poll.pending:
                self._finish(poll)
                yield poll.report

    # --- whose turn it is --------------------------------------------------------------------------------------------
    def _plan(self, url: str, poll: _Poll, job: Callable[[], None]) -> None:
        poll.pending += 1
        waiting = poll.jobs.setdefault(_host(url), deque())
        if not waiting:
            self._turns.setdefault(_host(url), deque()).append(poll)
        waiting.append(job)

    def _next(self) -> tuple[_Poll, Callable[[], None]]:
        """The next job of the host that has had its pause the longest; the feeds that want something of it take turns. Sleeps until there is one."""
        host = min(self._turns, key=lambda name: self._ready.get(name, 0.0))
        if (wait := self._ready.get(host, 0.0) - time.monotonic()) > 0:
            self.sleep(wait)
        poll = self._turns[host].popleft()
        job = poll.jobs[host].popleft()
        if poll.jobs[host]:
            self._turns[host].append(poll)
        if not self._turns[host]:
            del self._turns[host]
        return poll, job

    def _fetch(self, url: str, **how: object) -> Fetched:
        """Fetch an address after its robots.txt; a host that asks for patience is asked no more in this round."""
        host = _host(url)
        if host in self._held:
            raise FetchError(f"{url}: not asked: {self._held[host]}")
        try:
            return self.fetcher.fetch(url, check=self.robots.check, **how)  # type: ignore[arg-type]
        except FetchError as error:
            if error.status in (429, 503):
                self._held[host] = f"{host} asks for patience (HTTP {error.status})"
            raise
        finally:
            self._ready[host] = time.monotonic() + max(self.delay, self.robots.delay(url))

    # --- a feed ------------------------------------------------------------------------------------------------------
    def _is_early(self, state: FeedState) -> bool:
        if state.not_before is None:
            return False
        ahead = datetime.fromisoformat(state.not_before) - self.now()
        return timedelta(0) < ahead < FARTHEST

    def _poll(self, poll: _Poll) -> None:
        url, state, report = poll.subscription.url, poll.state, poll.report
        conditions = {"if-none-match": state.etag, "if-modified-since": state.modified}
        try:
            poll.fetched = self._fetch(url, headers={name: value for name, value in conditions.items() if value}, types=FEEDS)
            if poll.fetched.status == 304:
                report.state = "not modified"
                return
            poll.feed = parse_feed(poll.fetched.body, name=url, url=poll.fetched.url)
        except (FetchError, ArticleError) as error:
            self._failed(poll, error)
            return
        report.title = report.title or poll.feed.title
        if poll.fetched.moved:
            report.problems.append(f"{url}: has moved for good to {poll.fetched.moved}; change the list")
        known = self.memory.items(url, [item.key for item in poll.feed.items])
        for item in poll.feed.items:
            before = known.get(item.key)
            if before is not None and before.done:
                report.unchanged += 1
            elif item.link is None:
                self._take(poll, item, None, "the feed gives no address for it")
            else:
                self._plan(item.link, poll, partial(self._page, poll, item, before.tries if before else 0))

    def _failed(self, poll: _Poll, error: FetchError | ArticleError) -> None:
        """Note that a feed failed: it is asked again after a wait that doubles each time, or the one its server wants."""
        state = poll.state
        state.failures += 1
        state.error = str(error)
        wait = min(FIRST_WAIT * 2 ** min(state.failures - 1, 16), LONGEST_WAIT)
        if isinstance(error, FetchError) and error.wait is not None:
            wait = max(wait, error.wait)
        state.not_before = (self.now() + timedelta(seconds=wait * random.uniform(1.0, 1.1))).isoformat(timespec="seconds")
        poll.report.state = "failed"
        poll.report.problems.append(str(error))

    def _finish(self, poll: _Poll) -> None:
        """Note the state of a feed when all its items are done; with some left, it is to be sent whole the next time."""
        state, report = poll.state, poll.report
        state.checked = self.now().isoformat(timespec="seconds")
        if report.state != "failed":
            state.failures, state.not_before, state.error = 0, None, None
        if poll.feed is not None and poll.fetched is not None:
            whole = not poll.later
            state.etag = poll.fetched.headers.get("etag") if whole else None
            state.modified = poll.fetched.headers.get("last-modified") if whole else None
            self.memory.keep_items(report.url, [item.key for item in poll.feed.items])
        self.memory.save_feed(report.url, state)

    # --- an item -----------------------------------------------------------------------------------------------------
    def _page(self, poll: _Poll, item: Item, tries: int) -> None:
        assert item.link is not None
        host = _host(item.link)
        if item.link in self._read:  # another feed of this round has it too
            poll.report.unchanged += 1
            self.memory.save_item(poll.report.url, item.key, ItemState(True, 1))
            return
        if self._taken.get(host, 0) >= self.per_host or host in self._held:
            poll.report.left += 1
            poll.later = True
            return
        self._taken[host] = self._taken.get(host, 0) + 1
        try:
            page = self._fetch(item.link)
            article = self._article(poll, item, page)
        except FetchError as error:
            if error.lasting or tries + 1 >= TRIES:
                self._take(poll, item, None, str(error))
            else:
                self._retry(poll, item, ItemState(False, tries + 1, str(error)))
        except (ArticleError, UsageError) as error:
            self._take(poll, item, None, str(error))
        else:
            self._take(poll, item, article, "")

    def _article(self, poll: _Poll, item: Item, page: Fetched) -> Article:
        outlet = poll.subscription.title or (poll.feed.title if poll.feed else None)
        options = Options(published=item.published, outlet=outlet, title=item.title)
        article = read_html(page.body, id=item.link or item.key, name=page.url, options=options, url=page.url)
        article.sources = article.sources or item.sources
        return article

    def _retry(self, poll: _Poll, item: Item, state: ItemState) -> None:
        poll.later = True
        poll.report.failed += 1
        poll.report.problems.append(f"{state.error}; tried again in the next round")
        self.memory.save_item(poll.report.url, item.key, state)

    def _take(self, poll: _Poll, item: Item, article: Article | None, why: str) -> None:
        """Hand an article on; without its page, the feed's own text if that is the whole of it."""
        report, problem = poll.report, why
        try:
            if article is None and item.full and poll.feed is not None:
                article = item_article(item, poll.feed, where=report.url, options=Options(outlet=report.title))
            if article is not None:
                problem = ""
                self._read.add(item.link or "")
                if self.sink(article):
                    report.new += 1
                else:
                    report.unchanged += 1
        except ArticleError as error:
            problem = str(error)
        if problem:
            report.failed += 1
            report.problems.append(problem)
        self.memory.save_item(report.url, item.key, ItemState(True, 1, problem or None))


def _host(url: str) -> str:
    """The host of an address, with its port where it names one; '' if it has none."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
