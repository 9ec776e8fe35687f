"""``musnad diff``: what a newer Musnad reads otherwise, and what changed in an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from musnad.store.comparing import Change, Difference

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def diff(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A file, or postgresql://user@host/database.")],
    article: Annotated[str | None, typer.Argument(metavar="[ARTICLE]", help="An article: its number in the store, its URL or its id.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON, an article a line.")] = False,
) -> None:
    """Show what changed between versions of Musnad, or of an article.

    Of one article each reading is compared with the next: of its versions, and of the versions of Musnad that read them. Without one,
    of all articles that two versions of Musnad have read the last two readings. A line begins with + for what came, - for what
    went, ~ for what became another.

    \b
    Examples:
      musnad diff news.db
      musnad diff news.db https://example.org/story.html
    """
    from dataclasses import asdict
    from json import dumps

    from musnad.cli.output import open_output
    from musnad.export.jsonl import escaped
    from musnad.store import open_store
    from musnad.store.comparing import all_differences, differences
    from musnad.store.forgetting import find_article

    compared = changed = 0
    with open_store(store, create=False) as opened, open_output(None) as write:
        found = all_differences(opened) if article is None else differences(opened, find_article(opened, article))
        for one in found:
            compared += 1
            changed += bool(one.text or one.changes)
            if json:
                write(escaped(dumps(asdict(one), ensure_ascii=False)) + "\n")
            elif one.text or one.changes:
                write("".join(f"{line}\n" for line in _told(one)))
        if not json:
            write(f"{changed} of {compared} comparisons show a change\n" if compared else "nothing to compare: no article was read twice\n")


def _told(one: Difference) -> Iterator[str]:
    from musnad.export.words import isolated

    old, new = one.old, one.new
    what = f"version {old.version} to {new.version}" if old.version != new.version else f"Musnad {old.analyser} to {new.analyser}"
    yield f"{isolated(one.document_id)}: {what}"
    for sign, line in one.text:
        yield f"  {sign} {isolated(line)}"
    for change in one.changes:
        yield f"  {change.sign} {change.kind} {isolated(change.text)}: {_fields(change)}"


def _fields(change: Change) -> str:
    from musnad.export.words import isolated

    def said(value: str | None) -> str:
        return isolated(value) if value else "none"

    if change.sign == "~":
        return "; ".join(f"{name} {said(old)} → {said(new)}" for name, (old, new) in change.fields.items())
    return "; ".join(f"{name} {said(new or old)}" for name, (old, new) in change.fields.items())
