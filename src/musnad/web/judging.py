"""What every form that judges has to make sure of: that the article is there, in the text that the form showed, and that someone judges."""

from __future__ import annotations

from musnad.errors import MissingError, UsageError
from musnad.record import Record
from musnad.store import Store, StoredArticle


def article_of(store: Store, number: int) -> StoredArticle:
    """An article of the store. MissingError if there is none of this number."""
    held = store.article(number)
    if held is None:
        raise MissingError(f"no article {number} in this store: it may have been taken out")
    return held


def record_shown(store: Store, number: int, sha256: str) -> Record:
    """The record as it is searched now. UsageError if it is no more of the text that the form showed."""
    record = article_of(store, number).record
    if record.article.sha256 != sha256:
        raise UsageError("the article has changed since this page was loaded: load it again")
    return record


def judge_named(given: str, known: str = "") -> str:
    """Who judges: as the form says, else as is known. UsageError for nobody."""
    name = given.strip() or known
    if not name:
        raise UsageError("who judges must have a name: write yours")
    return name
