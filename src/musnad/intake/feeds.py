"""RSS and Atom: the items of a feed, and what of their text the feed itself holds.

feedparser reads them, in whatever dialect and broken as they are. It gets characters rather than bytes, so that a feed's false
word on its encoding does no harm, and no document type, so that no entity is expanded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from musnad.errors import ArticleError, UsageError
from musnad.intake.article import make_article
from musnad.intake.credits import agency_credits, credit_names
from musnad.intake.markup import html_text, local_name, looks_like_html, well_formed, xml_text
from musnad.intake.options import Options
from musnad.intake.published import iso_date
from musnad.record import Article

_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
MOST = 5000  # items of one feed; real ones have up to some hundreds
_TYPE = {"content-type": "application/xml; charset=utf-8"}


@dataclass(slots=True)
class Item:
    """One item of a feed. ``key`` is its guid, else its link; ``text`` what the feed has of it, ``full`` if that is more than a summary."""

    key: str
    link: str | None
    title: str | None
    published: str | None
    text: str
    full: bool
    sources: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Feed:
    """A feed's title, and its items in its order. Its language is not taken: it is that of the software as often as not."""

    title: str | None
    items: list[Item]


def parse_feed(data: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Feed:
    """A feed from its bytes. ``url`` is where it was fetched from: relative links go by it.

    Raises ArticleError, naming the feed, if it is none.
    """
    import feedparser  # type: ignore[import-untyped]

    text = xml_text(data, name=name, encoding=encoding)
    try:
        root, text = well_formed(text, name=name)
    except ArticleError:
        root = None
    if root is None or local_name(root) not in _ROOTS:
        raise ArticleError(f"{name}: neither RSS nor Atom" + (": it is an HTML page" if "<html" in text[:1000].lower() else ""))
    headers = _TYPE | ({"content-location": url} if url else {})
    found = feedparser.parse(BytesIO(text.encode()), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    title = _line(found.feed.get("title"))
    items = (_item(entry) for entry in found.entries[:MOST])
    return Feed(title, list({item.key: item for item in items if item.key}.values()))


def read_feed(data: bytes, *, name: str, options: Options) -> Iterator[tuple[str, Article | ArticleError]]:
    """The articles that a feed holds itself, each with where it stands; the pages behind its links are not fetched."""
    try:
        feed = parse_feed(data, name=name, encoding=options.encoding)
    except ArticleError as error:
        yield name, error
        return
    if not feed.items:
        yield name, ArticleError(f"{name}: the feed has no items")
    for number, item in enumerate(feed.items, 1):
        where = f"{name}[{number}]"
        yield where, _attempt(item, feed, where, options)


def item_article(item: Item, feed: Feed, *, where: str, options: Options) -> Article:
    """The article of a feed's item from the feed alone. Raises ArticleError, naming ``where``, if it has no text."""
    if not item.text:
        raise ArticleError(f"{where}: {item.key}: the feed has no text for it; `musnad watch` fetches its page")
    return make_article(
        id=item.key,
        text=item.text,
        title=item.title or options.title,
        outlet=feed.title or options.outlet,
        published=item.published or options.published,
        url=item.link,
        sources=item.sources,
    )


def _attempt(item: Item, feed: Feed, where: str, options: Options) -> Article | ArticleError:
    try:
        return item_article(item, feed, where=where, options=options)
    except UsageError as error:
        return ArticleError(f"{where}: {error}")
    except ArticleError as error:
        return error


def _item(entry: Any) -> Item:
    contents = [part.get("value", "") for part in entry.get("content", ()) if str(part.get("type", "")).startswith(("text/", "application/xhtml"))]
    body = max((_plain(text) for text in contents), key=len, default="")
    summary = _plain(entry.get("summary") or "")
    link = _address(entry.get("link"))
    return Item(
        key=str(entry.get("id") or link or "").strip(),
        link=link,
        title=_line(entry.get("title")),
        # dict.get: feedparser's own would warn that it takes one of the two for the other.
        published=iso_date(dict.get(entry, "published")) or iso_date(dict.get(entry, "updated")),
        text=body or summary,
        full=bool(body) and len(body) >= len(summary),
        sources=_sources(entry),
    )


def _sources(entry: Any) -> list[str]:
    """RSS's ``source`` and Dublin Core's creator where they are agencies of known name, and ``media:credit``."""
    named = [str(entry.get("source", {}).get("title") or "")] if isinstance(entry.get("source"), dict) else []
    authors = [str(entry.get("author") or ""), *(str(part.get("content") or "") for part in entry.get("media_credit", ()) if isinstance(part, dict))]
    return agency_credits(credit_names(name for name in named if name)) or agency_credits(author for author in authors if author)


def _address(link: Any) -> str | None:
    link = str(link or "").strip().replace(" ", "%20")
    return link if link.startswith(("http://", "https://")) else None


def _plain(text: str) -> str:
    return html_text(text) if looks_like_html(text) else text.strip()


def _line(text: Any) -> str | None:
    """A title on one line, its markup and references read."""
    return " ".join(_plain(str(text or "")).split()) or None
