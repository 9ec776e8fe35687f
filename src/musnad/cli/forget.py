"""``musnad forget``: out of a store, for good."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def forget(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A file, or postgresql://user@host/database.")],
    article: Annotated[str | None, typer.Option(metavar="ARTICLE", help="The article: its number in the store, its URL or its id.")] = None,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="The full name of a private person, as articles have it.")] = None,
    why: Annotated[str | None, typer.Option(metavar="TEXT", help="The reason, which is kept; it must not tell what is forgotten.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Take an article, or the name of a private person, out of a store for good.

    An article goes with all its versions and records. Of a person every span goes, in all versions and records: black squares
    take its place, so that nothing else moves. The rows are overwritten, the index and the file are written anew; what is left is
    that something was removed, when and why. Backups are not touched, and what you add again is there again.

    \b
    Examples:
      musnad forget news.db --article https://example.org/story.html --why "asked by the outlet"
      musnad forget news.db --person "فلان بن فلان" --why "asked by the person"
    """
    from musnad.cli.progress import agree
    from musnad.errors import UsageError
    from musnad.store import open_store
    from musnad.store.forgetting import count_person, find_article, forget_article, forget_person

    if (article is None) == (person is None):
        raise UsageError("give either --article or --person")
    with open_store(store, create=False) as opened:
        if article is not None:
            number = find_article(opened, article)
            if not yes:
                agree(f"article {number} will be taken out of {opened.place} for good, with all its versions")
            forget_article(opened, number, why)
            typer.echo("musnad: 1 article taken out", err=True)
            return
        found = count_person(opened, person or "")
        if not found.articles and not found.judgements:
            raise UsageError(f"the name stands nowhere in {opened.place}")
        if not yes:
            agree(f"{found.spans} spans in {found.articles} articles will be blacked out in {opened.place} for good{_judged(found.judgements)}")
        gone = forget_person(opened, person or "", why)
        typer.echo(f"musnad: {gone.spans} spans in {gone.articles} articles taken out{_judged(gone.judgements)}", err=True)


def _judged(count: int) -> str:
    return f", and the name in {count} judgements" if count else ""
