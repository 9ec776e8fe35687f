"""Where the built style sheets and scripts are: ``make web`` puts them into ``static/``, and the wheel carries them."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from musnad.errors import MusnadError

STATIC = Path(__file__).parent / "static"
NEEDED = ("app.css", "app.js")


def require() -> None:
    """MusnadError with what to do if they were not built."""
    missing = [name for name in NEEDED if not (STATIC / name).is_file()]
    if missing:
        raise MusnadError(f"{STATIC}: {', '.join(missing)} missing: the pages' scripts and styles are not built; run `make web` in Musnad's source folder")


@cache
def asset(name: str) -> str | None:
    """The URL of a built file, with a part that changes with its content; None if it was not built."""
    file = STATIC / name
    return f"/static/{name}?v={sha256(file.read_bytes()).hexdigest()[:12]}" if file.is_file() else None
