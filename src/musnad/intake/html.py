"""HTML pages: trafilatura finds the article's text; title, outlet, date and address are read here.

The date is never htmldate's, which takes "15 غشت 2023" and "15 آب/أغسطس 2023" for the first of January. Order: machine-readable
dates (meta, JSON-LD, ``<time>``), then the date line a reader sees at the head of the article, read with Musnad's own
Arabic dates, then the address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from musnad.errors import ArticleError, UsageError
from musnad.intake.article import check_published, make_article
from musnad.intake.decode import BOMS, WESTERN, decode
from musnad.intake.markup import check_tags
from musnad.intake.options import Options
from musnad.intake.published import arabic_date
from musnad.record import Article

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml ships no types

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_TITLE_META = ("og:title", "twitter:title", "dc.title", "title")
_OUTLET_META = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher")
_DATE_META = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:pubdate",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "article.published",
    "cxenseparse:recs:publishtime",
)
_URL_META = ("og:url", "twitter:url")
_ARTICLE_TYPES = re.compile(r"Article|Posting|Report|WebPage")
_ASIDE_TAGS = frozenset({"nav", "aside", "footer", "script", "style", "form", "noscript", "template", "button", "svg"})
_ASIDE_NAMES = re.compile(r"related|comment|sidebar|widget|most-?read|latest|ticker|breaking|topbar|navbar|menu|footer|popular|more-")
_DATE_NAMES = re.compile(r"date|time|publish|posted|meta|byline|تاريخ")
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "span",
        "li",
        "time",
        "small",
        "strong",
        "em",
        "b",
        "i",
        "a",
        "h2",
        "h3",
        "h4",
        "h5",
        "td",
        "dd",
        "header",
        "section",
        "abbr",
        "figcaption",
        "font",
        "label",
    }
)
_ISO_HEAD = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_URL_DATE = re.compile(r"[/-](20\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/-]|$)")
_CHANGED = re.compile(r"تحديث|تعديل|[Uu]pdated|[Mm]odified")
_SAID = re.compile(r"نشر|[Pp]ublished|[Pp]osted")
_DATE_LINE = 80
_PARAGRAPH = 150


def read_html(data: bytes, *, id: str, name: str, options: Options, url: str | None = None) -> Article:
    """The article of an HTML page; what the page says of itself comes before the options.

    ``url`` is where the page was fetched from: the address it gives itself counts only if it is of the same host.
    Raises ArticleError, naming the file, if the bytes cannot be decoded or the page holds no article text.
    """
    page = decode_page(data, name=name, options=options)
    check_tags(page, name=name)
    tree = _parse(page, name)
    text = _extract(page)
    if not text:
        raise ArticleError(f"{name}: no article text found in the page; save its text as .txt and read that")
    return make_article(
        id=id,
        text=text,
        title=page_title(tree) or options.title,
        outlet=page_outlet(tree) or options.outlet,
        published=page_published(tree, url) or options.published,
        url=_own_url(page_url(tree), url),
    )


def decode_page(data: bytes, *, name: str, options: Options) -> str:
    """A page's bytes as text: by their mark, as UTF-8 if they are valid, as the page declares, the option, detection."""
    declared = _CHARSET.search(data[:8192])
    charset = declared[1].decode("ascii").lower() if declared else None
    if charset and charset not in WESTERN and not any(data.startswith(mark) for mark, _ in BOMS):
        for encoding in ("utf-8", charset):
            try:
                return decode(data, name=name, encoding=encoding)
            except (ArticleError, UsageError):
                continue  # a false or unknown declaration: go by the bytes
    return decode(data, name=name, encoding=options.encoding)


def page_title(tree: HtmlElement) -> str | None:
    """The page's own headline: og:title and its like, JSON-LD, the only ``<h1>``, or ``<title>`` without the outlet."""
    headings = [text for h in tree.iter("h1") if (text := _text(h))]
    found = _meta(tree, _TITLE_META) or _linked(tree, "headline") or (headings[0] if len(headings) == 1 else None)
    if not found:
        element = tree.find(".//title")
        found = _text(element) if element is not None else None
    return _without_outlet(found, page_outlet(tree)) if found else None


def page_outlet(tree: HtmlElement) -> str | None:
    """The outlet as the page names it: og:site_name and its like, or JSON-LD's publisher."""
    found = _meta(tree, _OUTLET_META)
    if found:
        return found
    publisher = next((p for item in _json_ld(tree) if (p := item.get("publisher"))), None)
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return _squeeze(name) if isinstance(name, str) else None


def page_url(tree: HtmlElement) -> str | None:
    """The page's address: canonical link, else og:url."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href", "").startswith("http"):
            return str(link.get("href")).strip()
    return _meta(tree, _URL_META)


def page_published(tree: HtmlElement, url: str | None = None) -> str | None:
    """When the page, or the address it was fetched from, says it was published, as an ISO date or datetime; None if neither does."""
    for found in (_meta(tree, _DATE_META), _itemprop(tree), _linked(tree, "datePublished"), _time_element(tree)):
        if date := _as_date(found):
            return date
    if date := _visible_date(tree):
        return date
    match = _URL_DATE.search(_own_url(page_url(tree), url) or "")
    return _as_date(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}") if match else None


def _own_url(given: str | None, fetched: str | None) -> str | None:
    """The address a page gives itself, unless it was fetched from another host, or the other is a front page."""
    if given is None or fetched is None:
        return given or fetched
    own, other = urlsplit(given), urlsplit(fetched)
    bare = [(part.hostname or "").removeprefix("www.") for part in (own, other)]
    return fetched if bare[0] != bare[1] or (own.path in ("", "/") and other.path not in ("", "/")) else given


def _parse(page: str, name: str) -> HtmlElement:
    """The page as a tree."""
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        # An XML declaration would make lxml refuse a str; NUL and lone surrogates cannot stand in a tree.
        clean = re.sub(r"^\s*<\?xml[^>]*>|[\x00\ud800-\udfff]", "", page)
        return html.document_fromstring(clean)
    except (etree.ParserError, ValueError) as error:
        raise ArticleError(f"{name}: no article text found in the page: it is empty or no HTML") from error


def _extract(page: str) -> str | None:
    """The article's text as trafilatura finds it."""
    from trafilatura import extract

    text = extract(re.sub(r"[\x00\ud800-\udfff]", "", page), include_comments=False, include_tables=True, with_metadata=False)
    return text.strip() or None if text else None


def _squeeze(text: str) -> str | None:
    return " ".join(text.split()) or None


def _text(element: HtmlElement) -> str | None:
    return _squeeze(str(element.text_content()))


def _meta(tree: HtmlElement, names: tuple[str, ...]) -> str | None:
    """The content of the first of the named meta elements that has any."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _squeeze(element.get("content") or "")
        for key in (element.get("property"), element.get("name"), element.get("itemprop")):
            if key and content:
                found.setdefault(key.strip().lower(), content)
    return next((found[name] for name in names if name in found), None)


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that are articles or pages, articles first."""
    items: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                items += _objects(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue
    typed = [item for item in items if _ARTICLE_TYPES.search(str(item.get("@type", "")))]
    yield from sorted(typed, key=lambda item: "WebPage" in str(item.get("@type")))


def _objects(value: Any) -> list[dict[str, Any]]:
    """The objects in a JSON-LD value: itself, a list's, a graph's."""
    if isinstance(value, list):
        return [item for part in value for item in _objects(part)]
    if not isinstance(value, dict):
        return []
    return [value, *_objects(value.get("@graph"))]


def _linked(tree: HtmlElement, field: str) -> str | None:
    """A text field of the page's JSON-LD article."""
    return next((v for item in _json_ld(tree) if isinstance(v := item.get(field), str) and v.strip()), None)


def _itemprop(tree: HtmlElement) -> str | None:
    """schema.org's datePublished as microdata."""
    for element in tree.xpath("//*[@itemprop='datePublished']"):
        if value := element.get("content") or element.get("datetime"):
            return str(value)
    return None


def _time_element(tree: HtmlElement) -> str | None:
    """The first ``<time datetime>`` outside of link lists, navigation and comments."""
    return next((t.get("datetime") for t in tree.iter("time") if t.get("datetime") and not _is_aside(t)), None)


def _as_date(value: str | None) -> str | None:
    """A machine-readable date as ISO; a written one is read as Arabic. None if neither."""
    if not value:
        return None
    match = _ISO_HEAD.match(value.strip())
    try:
        return check_published(match[0]) if match else arabic_date(value)
    except UsageError:
        return None


def _is_aside(element: HtmlElement) -> bool:
    """True in navigation, link lists, comments and the like, by tag or by the class and id of an ancestor."""
    for part in (element, *element.iterancestors()):
        if part.tag in _ASIDE_TAGS:
            return True
        names = f"{part.get('class') or ''} {part.get('id') or ''}".lower()
        if part.tag not in ("body", "html", "main", "article") and _ASIDE_NAMES.search(names):
            return True
    return False


def _visible_date(tree: HtmlElement) -> str | None:
    """The date line at the head of the article: after the headline and before the first paragraph, else by its class."""
    lines = list(_short_lines(tree))
    head = next((i for i, (element, _) in enumerate(lines) if element.tag == "h1"), None)
    if head is not None:
        for element, text in lines[head + 1 :]:
            if element.tag == "p" and len(text) > _PARAGRAPH:
                break
            if date := _line_date(text):
                return date
    named = (text for element, text in lines if _DATE_NAMES.search((element.get("class") or "").lower()))
    return next((date for text in named if (date := _line_date(text))), None)


def _line_date(text: str) -> str | None:
    """The date in a short line, the one of publication rather than of the last change."""
    if len(text) > _DATE_LINE:
        return None
    changed, said = _CHANGED.search(text), _SAID.search(text)
    if changed and not said:
        return None
    return arabic_date(text[said.start() :] if changed and said else text)


def _short_lines(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Headline, paragraphs, and blocks that are innermost or short, in document order with their text; asides left out."""
    for element in tree.iter("h1", *_BLOCKS):
        text = _text(element)
        if not text or _is_aside(element):
            continue
        leaf = not any(child.tag in _BLOCKS for child in element)
        if element.tag in ("h1", "p") or leaf or len(text) <= _DATE_LINE:
            yield element, text


def _without_outlet(title: str, outlet: str | None) -> str:
    """A title without the outlet's name behind (or before) a separator."""
    if not outlet:
        return title
    name = re.escape(outlet)
    return re.sub(rf"\s*[|\-–—:»·]\s*{name}\s*$|^\s*{name}\s*[|\-–—:»·]\s*", "", title).strip() or title
