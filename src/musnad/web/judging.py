"""What every form that judges has to make sure of: that the article is there, in the text that the form showed, and that someone judges."""

from __future__ import annotations

from musnad.errors import MissingError, UsageError
from musnad.record import Record
from musnad.store import Store, StoredArticle
from musnad.store.claims import Judgement
from musnad.store.judgements import Ledger
from musnad.store.kept import Kept
from musnad.store.opinions import unprompted

LEDGERS = 4  # readings of the ledger that are kept, and what was made of them: of each the last, and one that someone still asks for


def judgements(store: Store, kept: Kept) -> list[Judgement]:
    """All of the ledger, which is read when something was entered since."""
    ledger = Ledger(store)
    return kept.get(("ledger", ledger.state), lambda: list(ledger))


def article_of(store: Store, number: int) -> StoredArticle:
    """An article of the store. MissingError if there is none of this number."""
    held = store.article(number)
    if held is None:
        raise MissingError(f"no article {number} in this store: it may have been taken out")
    return held


def record_shown(store: Store, number: int, sha256: str, *, to: str | None = None) -> Record:
    """The record as it is searched now, or as it is shown ``to`` someone whose opinion others shall not sway.

    UsageError if it is no more of the text that the form showed.
    """
    record = article_of(store, number).record if to is None else shown_to(store, number, to)
    if record.article.sha256 != sha256:
        raise UsageError("the article has changed since this page was loaded: load it again")
    return record


def shown_to(store: Store, number: int, author: str) -> Record:
    """The machine's record with what this one person has corrected in it. MissingError if there is no such article."""
    record = unprompted(store, number, author)
    if record is None:
        raise MissingError(f"no article {number} in this store: it may have been taken out")
    return record


def judge_named(given: str, known: str = "") -> str:
    """Who judges: as the form says, else as is known. UsageError for nobody."""
    name = given.strip() or known
    if not name:
        raise UsageError("who judges must have a name: write yours")
    return name
