"""Musnad reads Arabic news and makes each article a sourced record.

    import musnad
    record = musnad.read(text, published="2021-11-24")
    for event in record.events:
        print(event.type, record.surface(event.trigger), event.status)
"""
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from musnad.record import Record

__version__ = "0.1.0"
__all__ = ["__version__", "read"]


def read(text: str, *, published: str | None = None, outlet: str | None = None, title: str | None = None,
         url: str | None = None, id: str = "article") -> Record:
    """Read one article and return its record.

    ``text`` is the article with its title as first line, or the body if ``title`` is given; ``published`` is an ISO
    date, against which relative dates are resolved. Raises :class:`musnad.errors.UsageError` if ``published`` is none.
    """
    from musnad.intake.article import make_article
    from musnad.pipeline import read as read_article

    return read_article(make_article(id=id, text=text, title=title, outlet=outlet, published=published, url=url))
