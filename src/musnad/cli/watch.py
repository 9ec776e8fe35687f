"""``musnad watch``: feeds polled, what is new in them read into a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from musnad.intake.opml import Subscription
    from musnad.intake.watch import Report, Sink, Watcher
    from musnad.store import Store

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
LATER = 3  # problems of a feed that are told; of the others only the number


@app.command()
def watch(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A file, made if it is not there, or postgresql://user@host/database.")],
    feeds: Annotated[Path, typer.Argument(metavar="FEEDS", help="An OPML file that lists RSS and Atom feeds, as feed readers export them.")],
    once: Annotated[bool, typer.Option("--once", help="Make one round and end; without it, go on until stopped with Ctrl-C.")] = False,
    every: Annotated[str, typer.Option(metavar="TIME", help="How often to make a round: 15m, 2h, 1d.")] = "15m",
    delay: Annotated[str, typer.Option(metavar="TIME", help="Pause between two fetches from one host; longer where its robots.txt says so.")] = "2s",
    per_host: Annotated[int, typer.Option(min=1, metavar="N", help="Most article pages fetched from one host in a round; the rest waits for the next.")] = 100,
    timeout: Annotated[str, typer.Option(metavar="TIME", help="Longest time for one fetch, redirects included.")] = "30s",
    max_size: Annotated[str, typer.Option(metavar="SIZE", help="Largest feed or page, unpacked: 500k, 10MB.")] = "10MB",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch also from private and loopback addresses, as of a feed inside your own network.")
    ] = False,
    contact: Annotated[str | None, typer.Option(metavar="TEXT", help="Address or page where site owners reach you; sent with every request.")] = None,
    knowledge: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of your own actors, outlets, places and verbs, laid over Musnad's.")] = None,
    fast: Annotated[bool, typer.Option("--fast", help="Read by the rules alone, without the trained model: quicker, and less is found.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell only of feeds in which something failed.")] = False,
) -> None:
    """Watch feeds, and read new articles into a store.

    Each feed is asked whether it has changed (ETag, Last-Modified); pages of new items are fetched and read. robots.txt is
    followed, one host is asked for one thing at a time, and a feed that fails is asked ever more seldom. What is known of
    feeds and items is kept in the store: a run that was stopped goes on where it was. A line tells what came of each feed; why
    something failed stands on stderr. With --once the exit code is 1 if a feed or an article failed.

    Only http and https are fetched, and only from public addresses. Musnad fetches nothing at any other time.

    \b
    Examples:
      musnad watch news.db feeds.opml --once
      musnad watch news.db feeds.opml --every 30m --contact desk@example.org
      musnad watch news.db feeds.opml --once --quiet     (for cron)
    """
    import time
    from datetime import UTC, datetime

    from musnad.analysis.learned import use_network
    from musnad.cli import units
    from musnad.intake.fetch import Fetcher, user_agent
    from musnad.intake.watch import Watcher
    from musnad.knowledge import use_folder
    from musnad.store import open_store
    from musnad.store.feeds import FeedMemory

    pause = units.seconds(every, "--every")
    fetcher = Fetcher(user_agent(contact), allow_private, units.size(max_size, "--max-size"), units.seconds(timeout, "--timeout"))
    between = units.seconds(delay, "--delay")
    subscriptions = _subscriptions(feeds)
    use_folder(knowledge)
    use_network(not fast)
    with open_store(store) as opened, fetcher:
        watcher = Watcher(fetcher, FeedMemory(opened), _sink(opened), between, per_host)
        while True:
            began = time.monotonic()
            ok = _round(watcher, subscriptions, quiet)
            if once:
                break
            left = max(0.0, pause - (time.monotonic() - began))
            if not quiet:
                next_round = datetime.fromtimestamp(datetime.now(UTC).timestamp() + left).astimezone()
                typer.echo(f"musnad: next round at {next_round:%H:%M:%S}; Ctrl-C stops", err=True)
            time.sleep(left)
            subscriptions = _again(feeds, subscriptions)
    if not ok:
        raise typer.Exit(1)


def _subscriptions(file: Path) -> list[Subscription]:
    from musnad.errors import UsageError
    from musnad.intake.opml import read_opml

    try:
        return read_opml(file.read_bytes(), name=str(file))
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}; give an OPML file that lists feeds") from error


def _again(file: Path, before: list[Subscription]) -> list[Subscription]:
    """The list as it is now; while it cannot be read, as it was before."""
    from musnad.errors import UsageError

    try:
        return _subscriptions(file)
    except UsageError as error:
        typer.echo(f"musnad: {error}; the feeds of before are watched on", err=True)
        return before


def _sink(store: Store) -> Sink:
    """Puts articles into the store: read in this process, and written one at a time."""
    from musnad.analysis.learned import model_name
    from musnad.errors import ArticleError
    from musnad.knowledge import folder_hash
    from musnad.record import Article
    from musnad.store.rows import Preparer, analyser
    from musnad.work import Failure, read_one

    own = folder_hash()
    by, prepare = analyser(model_name(), own), Preparer(own).prepare

    def sink(article: Article) -> bool:
        if store.known(article, by) is not None:
            return False
        outcome = read_one(article, prepare)
        if isinstance(outcome, Failure):
            raise ArticleError(str(outcome))
        return store.put(outcome).what in ("new", "changed")

    return sink


def _round(watcher: Watcher, subscriptions: list[Subscription], quiet: bool) -> bool:
    """One round, told feed by feed; whether nothing failed."""
    reports = []
    try:
        for report in watcher.round(subscriptions):
            reports.append(report)
            _tell(report, quiet)
    finally:
        if len(reports) > 1 and not quiet:
            new, failed = sum(r.new for r in reports), sum(not r.ok for r in reports)
            typer.echo(f"musnad: {len(reports)} of {len(subscriptions)} feeds, {new} new articles, {failed} feeds with failures", err=True)
    return all(report.ok for report in reports)


def _tell(report: Report, quiet: bool) -> None:
    """What came of a feed on stdout, and why something failed on stderr."""
    from musnad.export.words import isolated, showable

    if not quiet or not report.ok:
        name = isolated(report.title) if report.title else report.url
        counts = f"{report.new} new, {report.unchanged} unchanged, {report.failed} failed" + (f", {report.left} left for the next round" if report.left else "")
        typer.echo(f"{name}: {counts if report.state == 'read' else report.state}")
        for problem in report.problems[:LATER]:
            typer.echo(f"musnad: {showable(problem)}", err=True)
        if len(report.problems) > LATER:
            typer.echo(f"musnad: {report.url}: {len(report.problems) - LATER} more failed", err=True)
