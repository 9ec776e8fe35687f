"""``musnad add``: articles into a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from musnad.cli.progress import Reporter
    from musnad.errors import ArticleError
    from musnad.record import Article
    from musnad.store import Store

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
WORDS = {"new": "added", "changed": "changed", "reread": "read again", "same": "already there"}


@app.command()
def add(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A file, made if it is not there, or postgresql://user@host/database.")],
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files (.txt, .html, .jsonl, .json, .xml, .rss, .warc), folders of them, or - for standard input. Without any, old records are made anew.",
        ),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date of articles that have none, as 2021-11-24; relative dates go by it.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Outlet of articles that name none.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Title of articles that have none.")] = None,
    encoding: Annotated[str | None, typer.Option(metavar="NAME", help="Encoding of the files; found out if not given.")] = None,
    knowledge: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of your own actors, outlets, places and verbs, laid over Musnad's.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Read also what this version of Musnad has read before, and replace its records.")] = False,
    fast: Annotated[bool, typer.Option("--fast", help="Read by the rules alone, without the trained model: quicker, and less is found.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes to read with; 0 is one a core.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on stderr but what failed.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first article that fails.")] = False,
) -> None:
    """Read articles and keep their records in a store.

    An article is known by its outlet and URL, or without a URL by its outlet and text. What is there already is passed over;
    an article whose text has changed becomes a new version, and the old one is kept. Each article is written whole or not
    at all: a run that is stopped goes on where it was when you start it again. Without PATH, articles that an older Musnad
    has read are read again; what it read is kept, to be compared with `musnad diff`.

    \b
    Examples:
      musnad add news.db articles.jsonl --jobs 0
      musnad add news.db pages/ --outlet "هسبريس"
      musnad add news.db
      musnad add postgresql://me@db.example.org/news articles.jsonl.xz
    """
    from musnad.analysis.learned import model_name, use_network
    from musnad.cli.progress import Reporter, is_terminal
    from musnad.errors import ArticleError
    from musnad.intake.options import Options
    from musnad.intake.sources import walk
    from musnad.knowledge import folder_hash, use_folder
    from musnad.store import open_store
    from musnad.store.rows import Preparer, analyser
    from musnad.work import Failure, cores, read_all

    use_folder(knowledge)
    use_network(not fast)
    own = folder_hash()
    by = analyser(model_name(), own)
    given = walk(paths, Options(published=published, outlet=outlet, title=title, encoding=encoding)) if paths else None
    with (
        open_store(store, create=given is not None) as opened,
        Reporter(quiet=quiet, bar=is_terminal("stderr"), counts=tuple(WORDS.values())) as reporter,
    ):
        articles = opened.unread(by) if given is None else given if again else _unknown(given, opened, by, reporter)
        for outcome in read_all(articles, Preparer(own).prepare, jobs or cores(), knowledge, fast=fast):
            if not isinstance(outcome, Failure):
                reporter.advance(WORDS[opened.put(outcome, again=again).what])
            elif strict:
                raise ArticleError(str(outcome))
            else:
                reporter.fail(str(outcome))
        reporter.summary()
    if reporter.failed:
        raise typer.Exit(1)


def _unknown(articles: Iterable[Article | ArticleError], store: Store, by: str, reporter: Reporter) -> Iterator[Article | ArticleError]:
    """The articles that are not in the store as they are; the others are counted."""
    for article in articles:
        if isinstance(article, Exception) or store.known(article, by) is None:
            yield article
        else:
            reporter.advance(WORDS["same"])
