"""Musnad reads Arabic news and makes each article a sourced record.

import musnad
record = musnad.read(text, published="2021-11-24")
for event in record.events:
    print(event.type, record.surface(event.trigger), event.status)

with musnad.open_store("news.db") as store:
    store.add(record)
    for found in store.events(actor="MAR", since="2021"):
        print(found.article.outlet, found.event.type)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from musnad.record import Record
    from musnad.store import Store

__version__ = "0.1.0"
__all__ = ["__version__", "open_store", "read"]


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    id: str = "article",
    sources: Sequence[str] = (),
    knowledge: str | Path | None = None,
    fast: bool = False,
) -> Record:
    """Read one article and return its record.

    ``text`` is the article with its title as first line, or the body if ``title`` is given; ``published`` is an ISO
    date, against which relative dates are resolved. ``sources`` are the agencies that the article's metadata credit: they become
    the first link of the chains. ``knowledge`` is a folder of your own tables, laid over Musnad's for
    this call; another one than in the call before costs the seconds in which the lexicon is built. ``fast`` reads by the rules
    alone, without the trained model. Raises
    :class:`musnad.errors.UsageError` if ``published`` is no date or the folder is not there, and
    :class:`musnad.errors.KnowledgeError` if a table of the folder has a fault.
    """
    from musnad.analysis.learned import use_network
    from musnad.intake.article import make_article
    from musnad.knowledge import use_folder
    from musnad.pipeline import read as read_article

    use_folder(knowledge)
    use_network(not fast)
    return read_article(make_article(id=id, text=text, title=title, outlet=outlet, published=published, url=url, sources=sources))


def open_store(store: str | Path, *, create: bool = True, timeout: float = 30.0) -> Store:
    """Open the store at a path or a ``postgresql://`` URL, and make it if there is none.

    ``timeout`` is how many seconds a writer waits for another. Raises :class:`musnad.errors.UsageError` if the place is not to
    be understood, or there is no store and ``create`` is False, and :class:`musnad.errors.StoreError` if what is there cannot
    be used.
    """
    from musnad.store import open_store as open_it

    return open_it(store, create=create, timeout=timeout)
