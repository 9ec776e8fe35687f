"""robots.txt (RFC 9309): whether a site wants an address fetched, and how long it wants us to wait in between."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from musnad.errors import FetchError
from musnad.intake.fetch import Fetcher

if TYPE_CHECKING:
    from protego import Protego

LARGEST = 500 << 10  # RFC 9309, section 2.5: at least this much must be read
KEPT = 86400.0  # seconds that an answer holds (section 2.4)
SHUT = 600.0  # seconds before a robots.txt that could not be read is asked for again
LONGEST_DELAY = 60.0
AGENT = "musnad"


@dataclass(slots=True)
class _Answer:
    """What a site says: its rules, None for no rules, or why nothing may be fetched for now."""

    rules: Protego | None
    shut: str | None
    until: float


@dataclass(slots=True)
class Robots:
    """Asks each site once a day."""

    fetcher: Fetcher
    _known: dict[str, _Answer] = field(default_factory=dict)

    def check(self, url: str) -> None:
        """Raises FetchError if the site of an address does not want it fetched, or cannot say so for now."""
        answer = self._answer(url)
        if answer.shut:
            raise FetchError(f"{url}: {answer.shut}")
        if answer.rules is not None and not answer.rules.can_fetch(url, AGENT):
            raise FetchError(f"{url}: its site does not want it fetched (robots.txt)", lasting=True)

    def delay(self, url: str) -> float:
        """The seconds that a site, if it was asked before, wants between two fetches; no more than a minute."""
        answer = self._known.get(_site(url))
        asked = answer.rules.crawl_delay(AGENT) if answer is not None and answer.rules is not None else None
        return min(asked or 0.0, LONGEST_DELAY)

    def _answer(self, url: str) -> _Answer:
        site = _site(url)
        known = self._known.get(site)
        if known is None or known.until < time.monotonic():
            known = self._known[site] = self._ask(site)
        return known

    def _ask(self, site: str) -> _Answer:
        from protego import Protego

        now = time.monotonic()
        try:
            with self.fetcher.alike(LARGEST) as fetcher:
                body = fetcher.fetch(f"{site}/robots.txt", types=("text/plain", "text/html", "application/octet-stream")).body
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return _Answer(None, None, now + KEPT)  # there is none: all may be fetched
            if error.lasting and error.status is None:
                return _Answer(None, str(error), now + KEPT)  # refused by our own rules: so will the page be
            return _Answer(None, f"its site's robots.txt cannot be read, so nothing is fetched for now ({error})", now + SHUT)
        return _Answer(Protego.parse(body.decode("utf-8", "replace")), None, now + KEPT)


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"
