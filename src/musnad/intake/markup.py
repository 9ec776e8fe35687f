"""Markup inside other formats: a fragment of HTML as lines of text, and XML read without trusting it.

Feeds, ninjs and NewsML-G2 carry an article as a fragment, not as a page, so there is no furniture to find out: each block
becomes a line. XML comes from strangers: declarations of entities are cut out before it is parsed, so that none can be
expanded and nothing outside the file is fetched, and a false declaration of its encoding does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

from musnad.errors import ArticleError, UsageError
from musnad.intake.decode import BOMS, WESTERN, decode, mostly_utf8

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # type: ignore[import-untyped]  # lxml ships no types

DEEPEST = 200  # elements within one another; no news item comes near it
MOST_ATTRIBUTES = 1000  # of an element: what parsers do with them takes the square of their number
_LONG_TAG = re.compile(r"<[^<>]{20000,}")
_BLOCKS = frozenset(
    "p div section article header footer blockquote pre ul ol li dl dt dd table tr caption figure figcaption h1 h2 h3 h4 h5 h6 hl1 hl2 hr address block".split()
)
_SKIPPED = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "media", "figure", "figcaption"})
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]+)""")
_DOCTYPE = re.compile("<!DOCTYPE", re.IGNORECASE)
_DOCTYPE_OPEN = re.compile(r"[\[>]")
_DOCTYPE_END = re.compile(r"\]\s*>")
_ENTITY = re.compile(r"&(#\d{1,8}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_BARE = re.compile(r"&(?!#?\w{1,31};)|<(?![A-Za-z_/!?])")
_KEPT = frozenset({"amp", "lt", "gt", "quot", "apos"})
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def looks_like_html(text: str) -> bool:
    """Whether a string holds tags or character references, and so must not be taken for plain text."""
    return _TAG.search(text) is not None


def check_tags(page: str, *, name: str) -> None:
    """ArticleError, naming the page, if one of its tags has so many attributes that parsing it would take minutes."""
    if any(match[0].count("=") > 2 * MOST_ATTRIBUTES for match in _LONG_TAG.finditer(page)):
        raise ArticleError(f"{name}: a tag has thousands of attributes, which no page of news has")


def html_text(fragment: str) -> str:
    """The text of a fragment of HTML or XHTML: a line for each block, without scripts, pictures and their captions."""
    from lxml import etree, html  # type: ignore[import-untyped]

    if not fragment.strip():
        return ""
    try:
        tree = html.fragment_fromstring(_ILLEGAL.sub("", fragment), create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    return element_text(tree)


def element_text(element: Element) -> str:
    """The text below an element of HTML, XHTML or NITF: a line for each block."""
    pieces = "".join(_pieces(element, 0))
    lines = (" ".join(line.split()) for line in pieces.split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(element: Element, depth: int) -> Iterator[str]:
    """The text in document order, with a line break on either side of a block."""
    name = local_name(element)
    block = name in _BLOCKS
    if block or name == "br":
        yield "\n"
    if name and name not in _SKIPPED and depth < DEEPEST:
        # A line break inside running text is white space; only blocks make lines.
        yield (element.text or "").replace("\n", " ")
        for child in element:
            yield from _pieces(child, depth + 1)
            yield (child.tail or "").replace("\n", " ")
    if block:
        yield "\n"


def local_name(element: Element) -> str:
    """An element's name in small letters, without its namespace; '' for comments and the like."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""


def well_formed(text: str, *, name: str) -> tuple[Element, str]:
    """The root of XML as :func:`xml_text` gives it, and that XML, mended if it was broken. ArticleError, naming the file, if it is none.

    What other parsers then get holds no surprise, and is no deeper than lxml allows.
    """
    from lxml import etree

    for mend in (False, True):
        # Entities are gone from the text; the parser is told all the same not to expand, load or fetch any.
        parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=mend)
        given = _BARE.sub(_escaped, text) if mend else text
        try:
            root = etree.fromstring(given.encode("utf-8"), parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
        if root is not None:
            if any(len(element.attrib) > MOST_ATTRIBUTES for element in root.iter()):
                raise ArticleError(f"{name}: an element has more than {MOST_ATTRIBUTES:,} attributes, which no news has")
            return root, etree.tostring(root, encoding="unicode") if mend else text
    raise ArticleError(f"{name}: not XML, or cut off near its beginning; get the file again")


def _escaped(match: re.Match[str]) -> str:
    """A bare & or < as a reference: a mending parser would drop it with what follows."""
    return "&amp;" if match[0] == "&" else "&lt;"


def xml_text(data: bytes, *, name: str, encoding: str | None = None) -> str:
    """The characters of an XML file, ready to parse: no declaration, no document type, no entity but XML's own five.

    The encoding is found out from the bytes; what the file declares counts only where the bytes agree. Named entities of
    HTML become their characters. Raises ArticleError, naming the file, if the bytes are no text.
    """
    text = _DECLARATION.sub("", _decoded(data, name, encoding).lstrip("\ufeff"))
    text = _without_doctype(text)
    return _ILLEGAL.sub("", _ENTITY.sub(_character, text)).strip()


def parse_xml(data: bytes, *, name: str, encoding: str | None = None) -> Element:
    """The root of an XML file; small faults are mended. Raises ArticleError, naming the file, if it is no XML at all."""
    return well_formed(xml_text(data, name=name, encoding=encoding), name=name)[0]


def _decoded(data: bytes, name: str, encoding: str | None) -> str:
    """UTF-8 if the bytes are that, else what is declared if they agree, else what they look like."""
    declared = _ENCODING.match(data[:400])
    charset = declared[1].decode("ascii").lower() if declared else ""
    if encoding is None and charset not in ("", *WESTERN) and not any(data.startswith(mark) for mark, _ in BOMS):
        for attempt in ("utf-8", charset):
            try:
                return decode(data, name=name, encoding=attempt)
            except (ArticleError, UsageError):
                continue
    try:
        return decode(data, name=name, encoding=encoding)
    except ArticleError:
        if encoding is None and mostly_utf8(data) and b"\0" not in data:
            return data.decode("utf-8", "replace")  # letters of one item that came to harm do not cost the others
        raise


def _without_doctype(text: str) -> str:
    """The text without its document type, and all the entities declared in that. There is but one; each step is taken once."""
    found = _DOCTYPE.search(text)
    if found is None:
        return text
    end = _DOCTYPE_OPEN.search(text, found.end())
    if end is not None and end[0] == "[":
        end = _DOCTYPE_END.search(text, end.end())
    return text[: found.start()] + (text[end.end() :] if end else "")


def _character(match: re.Match[str]) -> str:
    """What a reference stands for; XML's own five stay, and one that nobody knows is shown as it is written."""
    body = match[1]
    if body in _KEPT:
        return match[0]
    if body.startswith("#"):
        return match[0] if _legal(body) else ""
    known = unescape(match[0])
    return f"&amp;{body};" if known == match[0] else known.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _legal(reference: str) -> bool:
    """Whether a numeric reference names a character that XML may hold."""
    code = int(reference[2:], 16) if reference[1] in "xX" else int(reference[1:])
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
