"""Dates as metadata write them: ISO 8601 in any form, RFC 822 as feeds have it, or Arabic words."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from musnad.errors import UsageError
from musnad.intake.article import check_published

# Zones by letters are read as America's (AST is the Atlantic's, and not Arabia's): only the time is kept of them.
_ZONE = re.compile(r"(\d{2}:\d{2}(?::\d{2})?)\s+(?!GMT|UTC?|Z)[A-Z]{2,5}$")


def iso_date(value: str | None) -> str | None:
    """A date or datetime as an ISO string, in the zone it was written in; None if it is none.

    The zone is kept because relative words go by the day where the article was published.
    """
    written = " ".join((value or "").split())
    if not written:
        return None
    try:
        return check_published(written)
    except UsageError:
        return _rfc822(written) or arabic_date(written)


def _rfc822(written: str) -> str | None:
    try:
        moment = parsedate_to_datetime(_ZONE.sub(r"\1", written))
    except (ValueError, TypeError, IndexError):
        return None
    return moment.isoformat() if 1900 < moment.year < 2200 else None


def arabic_date(written: str) -> str | None:
    """The date in Arabic words at the head of an article, as an ISO string; the resolver is loaded when one is met."""
    from musnad.resolution.dates import read_dateline

    return read_dateline(written)
