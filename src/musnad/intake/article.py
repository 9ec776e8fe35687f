"""The one way an article comes to be: its date checked, its title at the head of its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from musnad.errors import UsageError
from musnad.record import Article

TITLE_WORDS = 30
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?")
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")


def make_article(
    *,
    id: str,
    text: str,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    language: str | None = None,
    sources: Sequence[str] = (),
) -> Article:
    """An article from its parts.

    ``title`` and a line break are put before ``text`` if it does not begin with the title (white space at either's edge
    aside); without a title the first line is it, if it looks like a headline. ``published`` is an ISO date or datetime.
    Blank parts count as none. ``language`` is a tag such as ``ar-MA``, of which the language is kept; ``sources`` are the names that
    the article's metadata credit with it. Raises UsageError if ``published`` is no such date.
    """
    given = (title or "").strip()
    if given and not text.lstrip("\ufeff \t\r\n").startswith(given):
        text = f"{given}\n{text}"
    return Article(
        id=id,
        text=text,
        title=given or headline(text),
        outlet=_part(outlet),
        published=check_published(published),
        url=_part(url),
        language=re.split("[-_]", _part(language) or "ar")[0].lower(),
        sources=list(dict.fromkeys(name for source in sources if (name := _part(source)))),
    )


def check_published(value: str | None) -> str | None:
    """An ISO date or datetime as given, in extended form; UsageError naming the value otherwise; None if blank."""
    value = _part(value)
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"published {value!r} is no date: write it as 2021-11-24 or 2021-11-24T14:30+01:00") from error
    if _ISO.fullmatch(value):
        return value
    return moment.isoformat() if "T" in value or " " in value else moment.date().isoformat()


def headline(text: str) -> str | None:
    """The first line that is not blank, if more text follows it and it looks like a headline: short, no full stop."""
    lines = (line.strip("\ufeff \t") for line in _BREAK.split(text))
    full = list(islice((line for line in lines if line), 2))
    if len(full) < 2:
        return None
    first = full[0]
    long = len(first.split()) > TITLE_WORDS or len(first) > 250
    stops = first.endswith((".", "،", "؛", ":")) and not first.endswith("..")
    return None if long or stops else first


def _part(value: str | None) -> str | None:
    """A part without white space around it; None if nothing is left."""
    return (value or "").strip() or None
