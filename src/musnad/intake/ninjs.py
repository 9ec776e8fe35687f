"""ninjs 1.x, 2 and 3 (IPTC's "News in JSON"): one object an item, whatever the version calls its properties.

1.x has ``body_text`` and ``infosource``, 2 has lists of objects (``bodies``, ``headlines``), 3 writes ``infoSources``: names are
compared in small letters without underscores, and a plural is as good as a singular. The parties that an item names as its
sources become ``Article.sources``. Names of authors are left out: people named in the news are not collected.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from musnad.errors import ArticleError
from musnad.intake.article import make_article
from musnad.intake.credits import agency_credits, credit_names
from musnad.intake.markup import html_text, looks_like_html
from musnad.intake.options import Options
from musnad.intake.published import iso_date
from musnad.record import Article

BODIES = ("bodytext", "bodyhtml", "bodyxhtml", "bodies", "body")
HEADLINES = ("headline", "headlines", "title")
DATES = ("contentcreated", "versioncreated", "firstcreated")
WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
_MARKED = frozenset({"uri", "guid", *BODIES, *HEADLINES, *DATES, "infosource", "infosources", "pubstatus"})


def is_ninjs(row: Any) -> bool:
    """Whether a parsed object is a ninjs item: it has no ``text`` of ours, and several properties that only ninjs has."""
    if not isinstance(row, dict) or "text" in row:
        return False
    keys = {_plain(key) for key in row}
    return "uri" in keys and len(keys & _MARKED) >= 2


def ninjs_article(row: dict[str, Any], *, where: str, options: Options) -> Article:
    """The article of a ninjs item. Raises ArticleError naming ``where`` if it has no text, no ``uri``, or is withdrawn."""
    item = {_plain(key): value for key, value in row.items()}
    uri = _words(item.get("uri")) or _words(item.get("guid"))
    if not uri:
        raise ArticleError(f'{where}: the item has no "uri"')
    status = (_words(item.get("pubstatus")) or "").rsplit(":", 1)[-1].lower()
    if status in WITHDRAWN:
        raise ArticleError(f"{where}: {uri} is {status} by its provider, and so is not read")
    text = next((body for name in BODIES if (body := _body(item.get(name)))), None)
    if not text:
        raise ArticleError(f"{where}: {uri} has no text: none of body_text, body_html and bodies holds any")
    return make_article(
        id=uri,
        text=text,
        title=next((found for name in HEADLINES if (found := _headline(item.get(name)))), None) or options.title,
        outlet=options.outlet,
        published=_published(item) or options.published,
        url=next((address for address in (_words(item.get("url")), uri) if address and address.startswith(("http://", "https://"))), None),
        language=_words(item.get("language")),
        sources=_sources(item),
    )


def _plain(key: Any) -> str:
    return str(key).replace("_", "").replace("-", "").lower()


def _words(value: Any) -> str | None:
    """A string without white space around it; None for anything else."""
    return value.strip() or None if isinstance(value, str) else None


def _values(value: Any) -> Iterator[tuple[str, str]]:
    """The texts of a property with their content types: a string, an object with ``value``, or a list of either, the main one first."""
    if isinstance(value, str):
        yield "", value
    elif isinstance(value, dict):
        text = value.get("value", value.get("name"))
        if isinstance(text, str):
            yield str(value.get("contenttype") or value.get("contentType") or ""), text
    elif isinstance(value, list):
        for part in sorted(value, key=_is_secondary):
            yield from _values(part)


def _is_secondary(part: Any) -> bool:
    role = str(part.get("role") or "") if isinstance(part, dict) else ""
    return bool(role) and not role.endswith(("main", "body", "headline"))


def _body(value: Any) -> str | None:
    """The text of a body; whether it is HTML is told by its type, else by the text itself."""
    for kind, text in _values(value):
        plain = text if "plain" in kind or not ("html" in kind or looks_like_html(text)) else html_text(text)
        if plain.strip():
            return plain.strip()
    return None


def _headline(value: Any) -> str | None:
    body = _body(value)
    return " ".join(body.split()) if body else None


def _published(item: dict[str, Any]) -> str | None:
    """When the content was made, else this version of the item, else its first, as an ISO date or datetime; None if none is one."""
    return next((date for name in DATES if (date := iso_date(_words(item.get(name))))), None)


def _sources(item: dict[str, Any]) -> list[str]:
    """The parties that the item names as its sources, else its credit line, else a byline that is the name of an agency."""
    named = credit_names(_parties(item.get("infosources") or item.get("infosource")))
    if named:
        return named
    lines = [text for name in ("creditline", "credit", "source") for _, text in _values(item.get(name))]
    return credit_names(lines) or agency_credits([text for name in ("byline", "bylines", "by") for _, text in _values(item.get(name))])


def _parties(value: Any) -> Iterable[str]:
    """The names of parties: strings, or objects with ``name``, or with a ``literal``."""
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            part = next((name for key in ("name", "literal", "title") if (name := _words(part.get(key)))), None)  # noqa: PLW2901
        if isinstance(part, str):
            yield part
