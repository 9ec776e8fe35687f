"""How a reading room is run: who may come in, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_bytes

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """What `musnad serve` was told.

    ``token``, if there is one, opens the pages and nothing else does. ``behind_proxy`` says that a proxy before us checks who
    comes, and may name them in X-Forwarded-User. ``read_only`` lets nobody add or judge. ``hosts`` are the names under which we
    answer, without ports; none means any. ``allow_private`` lets pages be fetched from addresses of the own network.
    ``adds`` is how many articles one address may add in a minute, ``logins`` how often it may try a token, ``largest`` the most
    bytes that a request may bring, ``exports`` how many files are written at once. ``secret`` signs forms and cookies: a new one at each start.
    """

    token: str | None = field(default=None, repr=False)
    behind_proxy: bool = False
    read_only: bool = False
    hosts: tuple[str, ...] = LOOPBACK
    allow_private: bool = False
    adds: int = 10
    logins: int = 10
    largest: int = 10_000_000
    exports: int = 3
    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False)
