"""A store of invented articles, served on loopback, and Chromium to look at it."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from musnad.record import Article
from musnad.web.atlas import STATIC

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync".split()
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = STATIC.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


ARTICLES = [
    Article(
        "relay",
        "قال مسؤول في وزارة الصحة لوكالة رويترز، الاثنين، إن الجيش قصف سوقا في مدينة حلب، ما أسفر عن مقتل 12 شخصا.\n\n"
        "ونفى المتحدث باسم الجيش قصف السوق.\n\nوأدانت فرنسا القصف، ودعا الرئيس الفرنسي إلى وقف إطلاق النار.",
        title="قصف سوق في حلب",
        outlet="صحيفة المرصاد",
        published="2022-03-07T18:00:00Z",
        url="https://example.org/marsad/1",
    ),
    Article(
        "second",
        "قصف الجيش سوقا في مدينة حلب، الاثنين، ما أسفر عن مقتل 15 شخصا، بحسب الدفاع المدني.\n\nووصف شهود عيان القصف بأنه عنيف.",
        title="مقتل 15 شخصا بقصف في حلب",
        outlet="موقع الضفة",
        published="2022-03-07T21:00:00Z",
        url="https://example.org/daffa/1",
    ),
    Article(
        "astral",
        "🕊️🕊️ وقع المغرب وإسبانيا، أمس الثلاثاء، اتفاقية تعاون عسكري في الرباط 🇲🇦.\n\nوقال وزير الخارجية الإسباني إن الاتفاقية ستعزز العلاقات.",
        title="المغرب وإسبانيا يوقعان اتفاقية",
        outlet="بوابة الأطلسي",
        published="2022-03-09T09:00:00Z",
        url="https://example.org/atlas/1",
    ),
    Article(
        "hostile",
        'أعلنت تونس <script>window.hacked = true</script> قطع علاقاتها مع ليبيا \u202eمقلوب\u202c & "اقتباس".\n\n<img src=x onerror="window.hacked = true">',
        title="<b>عنوان</b> \u202eخصم",
        outlet="<i>ناشر</i>",
        published="2022-03-10T09:00:00Z",
        url="https://example.org/hostile/1",
    ),
]


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the articles, corroborated."""
    from musnad.store import open_store

    path = tmp_path_factory.mktemp("browser") / "news.db"
    with open_store(str(path)) as store:
        for article in ARTICLES:
            store.add(article)
        store.corroborate()
    return path


@pytest.fixture(scope="session")
def address(store_path: Path) -> Iterator[str]:
    """Where the reading room of the store is served."""
    if not (STATIC / "app.css").is_file():
        pytest.skip("the reading room is not built: make web")
    uvicorn = pytest.importorskip("uvicorn")
    from musnad.store import open_store
    from musnad.web.app import create_app
    from musnad.web.settings import Settings

    with open_store(str(store_path)) as store:
        config = uvicorn.Config(create_app(store, Settings()), host="127.0.0.1", port=0, log_level="warning", lifespan="on")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        until = time.monotonic() + 30
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The machine's Chromium, through Playwright."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt install chromium")
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make test-browser")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def tab_of(chromium: Any, width: str, **options: Any) -> Any:
    across, down = WIDTHS[width]
    return chromium.new_context(viewport={"width": across, "height": down}, **options)


@pytest.fixture
def tab(chromium: Any) -> Iterator[Any]:
    """A tab of a desktop, under the page's own policy. It fails for anything said on its console."""
    context = tab_of(chromium, "desktop")
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" and "favicon" not in message.location.get("url", "") else None)
    yield page
    context.close()
    assert said == []
