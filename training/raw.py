"""The raw texts, which are no part of the repository: they lie in ``raw`` of the folder named by ``MUSNAD_SHARED``, else of ``../shared``."""

from __future__ import annotations

import lzma
import os
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(os.environ.get("MUSNAD_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def lines(name: str) -> Iterator[str]:
    """The lines of one of the raw files, as ``ant.jsonl.xz``. SystemExit, saying in one line what to do, if it is missing or damaged."""
    path = SHARED / "raw" / name
    try:
        with lzma.open(path, "rt", encoding="utf-8") as stream:
            yield from stream
    except FileNotFoundError:
        raise SystemExit(f"{path}: missing; the raw texts are no part of the repository: let MUSNAD_SHARED name the folder whose raw/ has them") from None
    except (lzma.LZMAError, EOFError, UnicodeDecodeError) as error:
        raise SystemExit(f"{path}: damaged ({error}); copy it again") from None
