"""What a store remembers of feeds, on both databases."""
from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from musnad.intake.watch import FeedState, ItemState
from musnad.store import Store, open_store
from musnad.store.feeds import FeedMemory
from musnad.store.tables import FeedItemRow

FEED = "https://news.test/feed"


def test_a_feed_is_new_until_it_is_saved(store: Store) -> None:
    memory = FeedMemory(store)
    assert memory.feed(FEED) == FeedState()
    state = FeedState('W/"\x00ب"', "Wed", 3, "2022-05-18T12:00:00+00:00", None, "HTTP 500 \ud800")
    memory.save_feed(FEED, state)
    assert memory.feed(FEED) == FeedState('W/"ب"', "Wed", 3, "2022-05-18T12:00:00+00:00", None, "HTTP 500 \ufffd")
    memory.save_feed(FEED, FeedState())
    assert memory.feed(FEED) == FeedState() and memory.feed(FEED + "2") == FeedState()


def test_items_by_feed_and_key(store: Store) -> None:
    memory = FeedMemory(store)
    memory.save_item(FEED, "a", ItemState(False, 1, "HTTP 500"))
    memory.save_item(FEED, "a", ItemState(True, 2))
    memory.save_item(FEED + "2", "b", ItemState(True, 1))
    assert memory.items(FEED, ["a", "b", *map(str, range(2000))]) == {"a": ItemState(True, 2)}
    assert memory.items(FEED, []) == {}


def test_no_address_of_an_item_is_kept(store: Store) -> None:
    FeedMemory(store).save_item(FEED, "https://news.test/secret", ItemState(True, 1))
    with store.reading() as connection:
        assert "secret" not in repr(connection.execute(FeedItemRow.__table__.select()).all())


def test_items_that_are_listed_no_more_are_forgotten_in_time(store: Store) -> None:
    memory = FeedMemory(store)
    for key in "ab":
        memory.save_item(FEED, key, ItemState(True, 1))
    memory.save_item(FEED + "2", "a", ItemState(True, 1))
    with store.writing() as connection:
        connection.execute(update(FeedItemRow).values(listed="2020-01-01"))
    memory.keep_items(FEED, ["a"])
    assert set(memory.items(FEED, ["a", "b"])) == {"a"} and set(memory.items(FEED + "2", ["a"])) == {"a"}
    with store.reading() as connection:
        listed = connection.execute(FeedItemRow.__table__.select().where(FeedItemRow.feed == FEED)).one().listed
    assert listed == datetime.now(UTC).date().isoformat()


def test_a_state_that_is_not_saved_is_nobodys(store: Store) -> None:
    FeedMemory(store).feed(FEED).failures = 7
    assert FeedMemory(store).feed(FEED).failures == 0


def test_a_store_made_before_feeds_were_watched_is_brought_up_to_date(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:
        for module in ("migrations", "opening"):
            before.setattr(f"musnad.store.{module}.REVISIONS", ("0001",))
        open_store(place).close()
    with open_store(place) as store:
        FeedMemory(store).save_feed(FEED, FeedState(failures=2))
        assert FeedMemory(store).feed(FEED).failures == 2
