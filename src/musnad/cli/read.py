"""``musnad read``: articles in, records out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from musnad.export import Rendering

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


class Format(StrEnum):
    """What records look like."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


@app.command()
def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files (.txt, .html, .jsonl, .json, .xml, .rss, .warc), folders of them, or - for standard input.")
    ],
    format: Annotated[Format | None, typer.Option("--format", "-f", help="How to print records; if not given, by the ending of FILE, else table.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE; it appears, whole, when all is done.")] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Publication date of articles that have none, as 2021-11-24; relative dates go by it.",
        ),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Outlet of articles that name none.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Title of articles that have none.")] = None,
    encoding: Annotated[str | None, typer.Option(metavar="NAME", help="Encoding of the files; found out if not given.")] = None,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the article's text out of JSON.")] = False,
    knowledge: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of your own actors, outlets, places and verbs, laid over Musnad's.")] = None,
    fast: Annotated[bool, typer.Option("--fast", help="Read by the rules alone, without the trained model: quicker, and less is found.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes to read with; 0 is one a core.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on stderr but what failed.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first article that fails.")] = False,
) -> None:
    """Read articles and print their records.

    A record holds the events of an article (who did what to whom, where, when), the statements in it with their chains
    of sources, entities, dates and amounts, each with its place in the text. An article that cannot be read is one line
    on stderr; the others go on, and the exit code is 1.

    \b
    Examples:
      musnad read article.txt --published 2021-11-24 --outlet "هسبريس"
      musnad read page.html --format json
      musnad read articles.jsonl --jobs 4 -o records.jsonl
      musnad read news/ --format csv -o events.csv
      musnad read CC-NEWS-20211124-00001.warc.gz --jobs 0 -o records.jsonl
      musnad read articles.jsonl --knowledge my_folder
      curl -s https://example.org/story.html | musnad read - --format jsonl --no-text

    \b
    A row of JSONL has "id" and "text", and may have "title", "outlet", "published", "url" and "sources". Also read: ninjs (.json),
    NewsML-G2 (.xml), RSS and Atom (.rss, .xml), and crawlers' archives (.warc.gz). An agency that their metadata credit
    becomes the first link of the chains of sources.
    """
    from musnad.analysis.learned import use_network
    from musnad.cli.output import open_output
    from musnad.cli.progress import Reporter, is_terminal
    from musnad.errors import ArticleError
    from musnad.intake.options import Options
    from musnad.intake.sources import walk
    from musnad.knowledge import use_folder
    from musnad.work import Failure, cores, read_all

    use_folder(knowledge)
    use_network(not fast)
    to_terminal = (output is None or str(output) == "-") and is_terminal("stdout")
    rendering = _rendering(format or _by_ending(output), not no_text, to_terminal)
    articles = walk(paths, Options(published=published, outlet=outlet, title=title, encoding=encoding))
    with open_output(output) as write, Reporter(quiet=quiet, bar=is_terminal("stderr") and not to_terminal) as reporter:
        write(rendering.head)
        for outcome in read_all(articles, rendering.render, jobs or cores(), knowledge, fast=fast):
            if not isinstance(outcome, Failure):
                write(rendering.between + outcome if reporter.read else outcome)
                reporter.advance()
            elif strict:
                raise ArticleError(str(outcome))
            else:
                reporter.fail(str(outcome))
        write(rendering.foot)
        reporter.summary()
    if reporter.failed:
        raise typer.Exit(1)


def _by_ending(output: Path | None) -> Format:
    """The format a file's name asks for; the table if it asks for none."""
    ending = output.suffix.lower().lstrip(".") if output else ""
    return Format(ending) if ending in Format.__members__ else Format.table


def _rendering(format: Format, text: bool, to_terminal: bool) -> Rendering:
    """The format with the width and colours of the terminal; without one, the same text everywhere."""
    from musnad.export import Rendering

    if format is not Format.table or not to_terminal:
        return Rendering(format, text)
    from rich.console import Console

    console = Console()
    return Rendering(format, text, console.width, None if console.no_color else console.color_system)
