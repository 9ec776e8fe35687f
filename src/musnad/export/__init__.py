"""Records as text: one module a format, each imported only when it is used.

:class:`Rendering` is what the command line needs of them: how one record looks, and what stands before, between and
after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from musnad.record import Record

FORMATS = ("table", "json", "jsonl", "csv")


@dataclass(frozen=True, slots=True)
class Rendering:
    """A format with its settings; small and picklable, so that worker processes render what they read.

    ``text=False`` leaves the article's text out of JSON; ``width`` (in characters) and ``colours`` (a name of rich's
    colour systems, None for no colours) are for the table.
    """

    format: str
    text: bool = True
    width: int = 120
    colours: str | None = None

    @property
    def head(self) -> str:
        """What stands before the first record."""
        if self.format == "csv":
            from musnad.export.csv import HEADER

            return HEADER
        return "[\n" if self.format == "json" else ""

    @property
    def between(self) -> str:
        """What stands between two records."""
        return {"json": ",\n", "table": "\n"}.get(self.format, "")

    @property
    def foot(self) -> str:
        """What stands after the last record."""
        return "\n]\n" if self.format == "json" else ""

    def render(self, record: Record) -> str:
        """One record in this format, its line end included where the format has lines."""
        if self.format == "csv":
            from musnad.export.csv import rows

            return rows(record)
        if self.format == "table":
            from musnad.export.table import table

            return table(record, self.width, self.colours)
        from musnad.export.jsonl import dumps

        return dumps(record, text=self.text) + ("\n" if self.format == "jsonl" else "")
