"""What the caller says of articles that say nothing of themselves."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.intake.article import check_published
from musnad.intake.decode import check_encoding


@dataclass(frozen=True, slots=True)
class Options:
    """Date, outlet, title and encoding for a plain file; a page's or a row's own word comes before them.

    UsageError if ``published`` is no ISO date or ``encoding`` is unknown.
    """

    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    encoding: str | None = None

    def __post_init__(self) -> None:
        check_published(self.published)
        check_encoding(self.encoding)
