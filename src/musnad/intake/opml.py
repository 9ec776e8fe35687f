"""OPML: lists of feeds as news readers export them, outlines within outlines."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.errors import ArticleError, UsageError
from musnad.intake.markup import local_name, parse_xml


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed to watch: its address, and the name that the list gives it."""

    url: str
    title: str | None


def read_opml(data: bytes, *, name: str) -> list[Subscription]:
    """The feeds of an OPML file in its order, each address once, however deep the outlines that hold it.

    Raises UsageError, naming the file, if it is no XML or lists no feed.
    """
    try:
        root = parse_xml(data, name=name)
    except ArticleError as error:
        raise UsageError(f"{error}; `musnad watch` wants a list of feeds in OPML") from error
    found: dict[str, Subscription] = {}
    for element in root.iter():
        if local_name(element) != "outline":
            continue
        attributes = {str(key).lower(): " ".join(str(value).split()) for key, value in element.attrib.items()}
        if url := attributes.get("xmlurl"):
            found.setdefault(url, Subscription(url, attributes.get("title") or attributes.get("text") or None))
    if not found:
        raise UsageError(f'{name}: lists no feed: an outline with xmlUrl="https://…" is one')
    return list(found.values())
