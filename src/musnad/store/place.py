"""STORE, as every command has it: the path of a SQLite file, or the URL of a database."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from musnad.errors import UsageError

_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_POSTGRES = re.compile(r"(?:postgres|postgresql)(?:\+psycopg)?://")
_PASSWORD = re.compile(r"(?<=://)([^/@:]*):[^/@]*@")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store is: ``file`` for SQLite, else ``url`` for PostgreSQL. As text it never shows a password."""

    file: Path | None
    url: str = ""

    def __str__(self) -> str:
        return str(self.file) if self.file else _PASSWORD.sub(r"\1:***@", self.url)


def find_place(store: str | Path) -> Place:
    """The place a user names: a path, ``sqlite:///path`` or ``postgresql://user@host/database``. UsageError for another scheme."""
    text = os.fspath(store)
    scheme = _URL.match(text)
    if scheme is None:
        if not text.strip():
            raise UsageError("the store has no name: give the path of a file, or postgresql://user@host/database")
        return Place(Path(text).expanduser())
    if text.startswith("sqlite:///") and len(text) > len("sqlite:///"):
        return Place(Path(unquote(text.removeprefix("sqlite:///"))))
    if _POSTGRES.match(text):
        return Place(None, _POSTGRES.sub("postgresql+psycopg://", text))
    raise UsageError(f"{scheme[0]}…: stores are SQLite files (give a path) and PostgreSQL databases (postgresql://user@host/database)")
