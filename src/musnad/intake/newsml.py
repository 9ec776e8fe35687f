"""NewsML-G2 (IPTC's XML for agencies): news items with their text inline, as XHTML, NITF or plain.

A file holds a ``newsItem``, or a ``newsMessage`` with many; packages and concepts in it are passed over. The provider's credits
(``infoSource``, ``creditline``) become ``Article.sources``. Names of authors are left out: people named in the news are not
collected. Elements are compared by their local names, so that a wrong or missing namespace does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from musnad.errors import ArticleError, UsageError
from musnad.intake.article import make_article
from musnad.intake.credits import agency_credits, credit_names
from musnad.intake.markup import element_text, html_text, local_name, looks_like_html, parse_xml
from musnad.intake.ninjs import WITHDRAWN
from musnad.intake.options import Options
from musnad.intake.published import iso_date
from musnad.record import Article

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # type: ignore[import-untyped]  # lxml ships no types

_DATES = ("contentcreated", "versioncreated", "firstcreated", "sent")
_BODIES = ("body.content", "body")  # NITF's, XHTML's
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(data: bytes, *, name: str, options: Options) -> Iterator[tuple[str, Article | ArticleError]]:
    """The articles of a NewsML-G2 file, each with where it stands; an item that cannot be read does not keep back the others."""
    try:
        root = parse_xml(data, name=name, encoding=options.encoding)
    except ArticleError as error:
        yield name, error
        return
    items = [element for element in root.iter() if local_name(element) == "newsitem"]
    if not items:
        yield name, ArticleError(f"{name}: holds no newsItem; packages and concepts are not read")
    for number, item in enumerate(items, 1):
        where = name if len(items) == 1 else f"{name}[{number}]"
        yield where, _attempt(item, where, options)


def _attempt(item: Element, where: str, options: Options) -> Article | ArticleError:
    try:
        return item_article(item, where=where, options=options)
    except UsageError as error:
        return ArticleError(f"{where}: {error}")
    except ArticleError as error:
        return error


def item_article(item: Element, *, where: str, options: Options) -> Article:
    """The article of a ``newsItem``. Raises ArticleError naming ``where`` if it has no guid or no inline text, or is withdrawn."""
    guid = (item.get("guid") or "").strip()
    if not guid:
        raise ArticleError(f'{where}: the item has no "guid"')
    status = _code(_first(item, "pubstatus"))
    if status in WITHDRAWN:
        raise ArticleError(f"{where}: {guid} is {status} by its provider, and so is not read")
    text, headline = _content(item)
    if not text:
        raise ArticleError(f"{where}: {guid} has no text in the file: its content is elsewhere, or a picture or film")
    return make_article(
        id=guid,
        text=text,
        title=_line(_first(_child(item, "contentmeta"), "headline")) or headline or options.title,
        outlet=options.outlet,
        published=next((date for name in _DATES if (date := iso_date(_line(_first(item, name))))), None) or options.published,
        url=next((link for link in (_link(item), guid) if link and link.startswith(("http://", "https://"))), None),
        language=_language(item),
        sources=_sources(item),
    )


def _content(item: Element) -> tuple[str, str | None]:
    """The text of the first inline content that has any, and the headline that NITF has in it."""
    contents = _child(item, "contentset")
    for part in () if contents is None else contents:
        kind = local_name(part)
        if kind == "inlinexml":
            body = next((found for name in _BODIES if (found := _first(part, name)) is not None), part)
            if text := element_text(body):
                return text, _line(_first(part, "hl1"))
        elif kind == "inlinedata" and not (part.get("encoding") or "").strip():
            raw = "".join(part.itertext())
            if text := html_text(raw) if looks_like_html(raw) else raw.strip():
                return text, None
    return "", None


def _sources(item: Element) -> list[str]:
    """The parties that the item names as its sources, else its credit line, else a byline that is the name of an agency."""
    named = credit_names(filter(None, (_party(e) for e in item.iter() if local_name(e) == "infosource")))
    lines = [line for e in item.iter() if local_name(e) == "creditline" and (line := _line(e))]
    bylines = [line for e in item.iter() if local_name(e) == "by" and (line := _line(e))]
    return named or credit_names(lines) or agency_credits(bylines)


def _party(element: Element) -> str | None:
    """A party's name: its ``name``, its ``literal``, or the code behind the colon (``nprov:AFP``)."""
    return _line(_first(element, "name")) or (element.get("literal") or "").strip() or _code(element, plain=False)


def _code(element: Element | None, *, plain: bool = True) -> str:
    code = "" if element is None else (element.get("qcode") or "").rsplit(":", 1)[-1].strip()
    return code.lower() if plain else code


def _language(item: Element) -> str | None:
    """The language of the content, else of the item."""
    element = _first(_child(item, "contentmeta"), "language")
    tag = (element.get("tag") if element is not None else None) or item.get(_LANGUAGE)
    return str(tag) if tag else None


def _link(item: Element) -> str | None:
    """The address of the item's page, where a link says that it is one."""
    links = (e for e in item.iter() if local_name(e) == "link" and (e.get("contenttype") or "").startswith("text/html"))
    return next((href for e in links if (href := e.get("href"))), None)


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if local_name(child) == name), None)


def _first(element: Element | None, name: str) -> Element | None:
    """The first element of a local name at or below another."""
    return None if element is None else next((e for e in element.iter() if local_name(e) == name), None)


def _line(element: Element | None) -> str | None:
    """An element's text on one line; None if it has none."""
    return None if element is None else " ".join("".join(element.itertext()).split()) or None
