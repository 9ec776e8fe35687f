"""What a store remembers of the feeds that are watched: :class:`musnad.intake.watch.Memory` in two of its tables.

Of an item's key, which is mostly its address, only a hash is kept: an article that was taken out of the store for good is not
fetched again as long as a feed lists it, and its address stands nowhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from musnad.export.words import encodable
from musnad.intake.watch import FeedState, ItemState
from musnad.store.rows import Row
from musnad.store.store import Store
from musnad.store.tables import Base, FeedItemRow, FeedRow

MANY = 500  # values in one condition: databases set limits
REMEMBERED = timedelta(days=60)  # how long an item is known after its feed has listed it last


class FeedMemory:
    """The states of feeds and items in a store; each is written in a transaction of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def feed(self, url: str) -> FeedState:
        """The state of a feed; a new one if it was never polled."""
        with self._store.reading() as connection:
            row = connection.execute(select(FeedRow.__table__).where(FeedRow.url == url)).mappings().first()
        return FeedState(**{name: row[name] for name in row if name != "url"}) if row is not None else FeedState()

    def save_feed(self, url: str, state: FeedState) -> None:
        """Note the state of a feed."""
        with self._store.writing() as connection:
            _put(connection, FeedRow, {"url": url, **asdict(state)}, ("url",))

    def items(self, url: str, keys: Collection[str]) -> dict[str, ItemState]:
        """The states of those items of a feed that were met before."""
        found: dict[str, ItemState] = {}
        with self._store.reading() as connection:
            for some in _batches(keys):
                own = {item_key(key): key for key in some}
                wanted = select(FeedItemRow.key, FeedItemRow.done, FeedItemRow.tries, FeedItemRow.error)
                for row in connection.execute(wanted.where(FeedItemRow.feed == url, FeedItemRow.key.in_(own))):
                    found[own[row.key]] = ItemState(row.done, row.tries, row.error)
        return found

    def save_item(self, url: str, key: str, state: ItemState) -> None:
        """Note the state of an item."""
        with self._store.writing() as connection:
            _put(connection, FeedItemRow, {"feed": url, "key": item_key(key), **asdict(state), "listed": _today()}, ("feed", "key"))

    def keep_items(self, url: str, keys: Collection[str]) -> None:
        """Note that these items are listed today, and forget those that the feed has not listed for :data:`REMEMBERED`."""
        day = _today()
        past = (datetime.now(UTC) - REMEMBERED).date().isoformat()
        with self._store.writing() as connection:
            for some in _batches(keys):
                mine = FeedItemRow.feed == url, FeedItemRow.key.in_(map(item_key, some)), FeedItemRow.listed != day
                connection.execute(update(FeedItemRow).where(*mine).values(listed=day))
            connection.execute(delete(FeedItemRow).where(FeedItemRow.feed == url, FeedItemRow.listed < past))


def item_key(key: str) -> str:
    """What is kept of an item's key."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _put(connection: Connection, table: type[Base], values: Row, key: tuple[str, ...]) -> None:
    """INSERT … ON CONFLICT DO UPDATE, as both databases have it."""
    row = {name: encodable(value.replace("\0", "")) if isinstance(value, str) else value for name, value in values.items()}
    dialect: Any = postgresql if connection.dialect.name == "postgresql" else sqlite
    changed = {name: value for name, value in row.items() if name not in key}
    connection.execute(dialect.insert(table.__table__).values(**row).on_conflict_do_update(index_elements=list(key), set_=changed))


def _batches(keys: Collection[str]) -> Iterator[list[str]]:
    every = list(keys)
    for at in range(0, len(every), MANY):
        yield every[at : at + MANY]


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
