"""A store of the demo articles, and browsers of its reading room."""
from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import musnad
from musnad.intake.sources import walk
from musnad.record import Article, Entity, Event, Record
from musnad.store import Store, open_store
from musnad.web.app import create_app
from musnad.web.settings import Settings

DEMO = Path(musnad.__file__).parent / "demo" / "demo.jsonl"
Open = Callable[..., "Browser"]


class Browser(TestClient):
    """A client that follows no redirects unless told, and sends forms with their CSRF token."""

    def __init__(self, store: Store, settings: Settings, **options: Any) -> None:
        super().__init__(create_app(store, settings), base_url="http://127.0.0.1:8017", follow_redirects=False, **options)

    def csrf(self) -> str:
        """A CSRF token of this session."""
        page = self.get("/login").text
        return page.partition('name="csrf-token" content="')[2].partition('"')[0]

    def submit(self, path: str, **data: Any) -> Any:
        """Post a form as one of our pages would."""
        files = data.pop("files", None)
        return self.post(path, data={"csrf": self.csrf(), **data}, files=files)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the demo articles, which tests copy."""
    place = tmp_path_factory.mktemp("demo") / "news.db"
    with open_store(place) as store:
        for article in walk([DEMO]):
            assert isinstance(article, Article)
            store.add(article)
        store.corroborate()
    return place


@pytest.fixture
def store(demo: Path, tmp_path: Path) -> Iterator[Store]:
    """The demo store, for one test to change."""
    place = tmp_path / "news.db"
    shutil.copy(demo, place)
    with open_store(place, create=False) as opened:
        yield opened


@pytest.fixture
def doubted(store: Store) -> int:
    """The number of an article whose event has a party and a place that are only likely."""
    text = "وقع المغرب وإيران اتفاقا في طهران."
    names = (("e1", "Morocco", "المغرب", "MAR"), ("e2", "Iran", "إيران", "IRN"), ("e3", "Tehran", "طهران", "IRN"))
    spans = {name: (text.index(name), text.index(name) + len(name)) for _, _, name, _ in names}
    entities = [Entity(e, "GPE", name, arabic, True, country, None, country, None, [spans[arabic]], "by hand") for e, name, arabic, country in names]
    event = Event("v1", (0, 3), "AGREE", None, [], ["e1", "e2"], [], ["e3"], "2022-05-01", "occurred", None, None, "057", 2.5, "verbal cooperation",
                  None, [], [], 0.1, "by hand", ["e2", "e3"])
    article = Article("doubted", text, title="اتفاق", outlet="الميثاق", published="2022-05-02", url="https://example.org/doubted")
    return store.add(Record(article, entities=entities, events=[event])).id


@pytest.fixture
def open_room(store: Store) -> Open:
    """A reading room of the demo store with these settings."""

    def opened(**settings: Any) -> Browser:
        return Browser(store, Settings(**settings), raise_server_exceptions=False)

    return opened


@pytest.fixture
def room(open_room: Open) -> Browser:
    """A reading room of the demo store, as `musnad serve` has it."""
    return open_room()
