"""Printed records back into :class:`~musnad.record.Record`: the way of `musnad read --format jsonl` in the other direction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from musnad.errors import UsageError
from musnad.record import Record


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed record as parsed JSON, with where it stands (``file:line``)."""

    row: dict[str, Any]
    where: str

    @property
    def id(self) -> str:
        """The article's id."""
        return str(self.row["document"]["id"])

    @property
    def has_text(self) -> bool:
        """False for a record printed with --no-text."""
        return self.row["document"].get("text") is not None

    @property
    def events(self) -> list[str]:
        """The ids of its events."""
        return [str(event["id"]) for event in self.row["events"]]

    def record(self) -> Record:
        """The record itself; without its text the article's is empty. Raises UsageError if a field is missing or of a wrong kind."""
        from pydantic import ValidationError

        document = self.row["document"]
        article = {"text": "", **{key: value for key, value in document.items() if key != "sha256" and value is not None}}
        try:
            record: Record = _adapter().validate_python({**self.row, "article": article})
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise UsageError(f"{self.where}: not a record of `musnad read`: {place}: {first['msg']}") from error
        return record


def printed_records(content: str, name: str) -> Iterator[Printed]:
    """The records of JSONL, or of a JSON array. Raises UsageError naming file and line for what is no record."""
    text = content.lstrip("\ufeff")
    if text.lstrip().startswith("["):
        rows: Iterable[tuple[str, Any]] = ((f"{name}[{n}]", row) for n, row in enumerate(_parse(text, name), 1))
    else:
        rows = ((f"{name}:{n}", _parse(line, f"{name}:{n}")) for n, line in enumerate(text.split("\n"), 1) if line.strip())
    for where, row in rows:
        if not (isinstance(row, dict) and isinstance(row.get("document"), dict) and "id" in row["document"] and isinstance(row.get("events"), list)):
            raise UsageError(f"{where}: not a record of `musnad read --format jsonl`")
        yield Printed(row, where)


def _parse(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: not JSON: give the output of `musnad read --format jsonl`") from error


@cache
def _adapter() -> Any:
    """Checks and builds records; made once, as it takes a moment."""
    from pydantic import TypeAdapter

    return TypeAdapter(Record)
