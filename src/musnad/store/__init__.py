"""A corpus that lasts: articles with all their versions and records in one file, or in PostgreSQL.

:func:`open_store` opens one. ``tables`` tells what is in it, ``migrations`` how it came to be, ``rows`` and ``writing`` how a record
goes in, ``folding``, ``fulltext``, ``query``, ``criteria`` and ``searching`` how it is found, ``reading`` how it comes out.
"""

from __future__ import annotations

from musnad.store.criteria import Filters
from musnad.store.reading import StoredArticle, StoredEvent, StoredStatement
from musnad.store.store import Store, open_store
from musnad.store.writing import Added

__all__ = ["Added", "Filters", "Store", "StoredArticle", "StoredEvent", "StoredStatement", "open_store"]
