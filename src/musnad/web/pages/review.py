"""Review: the events in most doubt, or those that wait for a second opinion, one after the other, to be accepted, rejected, corrected or skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from musnad.errors import MissingError, RefusedError, UsageError
from musnad.export.explain import as_json
from musnad.export.explanation import Explained
from musnad.export.schema import VALUES
from musnad.language.tokens import read_document
from musnad.store import Store
from musnad.store.claims import Judgement
from musnad.store.judgements import Ledger
from musnad.store.opinions import waiting
from musnad.store.paging import totals
from musnad.store.reviewing import Item, Queue
from musnad.web.article import reason
from musnad.web.context import AuthorDep, DoubtsDep, LedgerDep, ReaderDep, StoreDep, Writable
from musnad.web.correcting import part_named
from musnad.web.correcting import place as named_place
from musnad.web.counts import keeping
from musnad.web.filters import link
from musnad.web.judging import judge_named, judgements, record_shown
from musnad.web.rendering import answer

router = APIRouter()
Text = Annotated[str, Form(max_length=4000)]
FARTHEST = 500  # events that can be skipped in a row


@dataclass(frozen=True, slots=True)
class Progress:
    """How many events the store has, how many of them are judged, how many by this author, how many wait for this author's second opinion."""

    events: int
    judged: int
    mine: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked next, if anything is left, and what was judged last."""

    item: Item | None
    place: str
    explained: dict[str, Any]
    before: str
    trigger: str
    after: str
    reasons: list[str]
    progress: Progress
    last: Judgement | None
    types: Sequence[str]
    article: str | None
    skip: int
    second: bool
    choices: Sequence[str] = field(default=VALUES["Event"]["type"])

    def to_dict(self) -> dict[str, Any]:
        """The event that is asked, and how far the work is."""
        found = self.item and {"article": self.item.article.id, "place": self.place, "doubt": self.item.doubt, "reasons": self.item.reasons}
        progress = asdict(self.progress)
        return {"item": found or None, "explained": self.explained, "progress": progress}


@router.get("/review")
def review(
    request: Request,
    store: StoreDep,
    kept: LedgerDep,
    doubts: DoubtsDep,
    reader: ReaderDep,
    author: AuthorDep,
    type: Annotated[list[str] | None, Query()] = None,
    article: Annotated[str | None, Query(max_length=400)] = None,
    skip: Annotated[int, Query(ge=0, le=FARTHEST)] = 0,
    last: Annotated[str | None, Query(max_length=40)] = None,
    second: bool = False,
) -> Response:
    """The event in most doubt after so many that were skipped; with ``second`` one that someone else has judged, without what they said."""
    types = _types(type or [])
    wanted = (article or "").strip() or None
    item = next(Queue(store, author, types, wanted, second, doubts).items(1, skip), None)
    ledger = judgements(store, kept)
    done = next((j for j in ledger if last is not None and j.id == last and j.stands), None)
    told = _told(item, reader.lang) if item else ("", {}, "", "", "", [])
    return answer(request, "review.html", Asked(item, *told, _progress(store, ledger, author), done, types, wanted, skip, second))


@router.post("/review", dependencies=[Writable])
def judge(
    store: StoreDep, named: AuthorDep, number: Annotated[int, Form()], place: Text, sha256: Text, verdict: Text,
    reason: Text = "", type: Annotated[list[str] | None, Form()] = None, article: Text = "", skip: Annotated[int, Form(ge=0, le=FARTHEST)] = 0,
    second: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Accept or reject an event, and go on to the next."""
    author = judge_named(named)
    record = record_shown(store, number, sha256, to=author if second else None)
    if verdict not in ("accept", "reject"):
        raise UsageError(f"verdict {verdict[:20]!r}: here one accepts or rejects")
    made = Ledger(store).judge(record, part_named(record, "event", place), verdict, author=author, reason=reason or None)
    return RedirectResponse(link("/review", type=_types(type or []), article=article, skip=skip or None, second=second, last=made.id), 303)


@router.post("/review/undo", dependencies=[Writable])
def undo(
    store: StoreDep, named: AuthorDep, judgement: Text,
    type: Annotated[list[str] | None, Form()] = None, article: Text = "", skip: Annotated[int, Form(ge=0, le=FARTHEST)] = 0,
    second: Annotated[bool, Form()] = False, settling: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Undo one's own judgement: its event is asked again. RefusedError for someone else's."""
    ledger, author = Ledger(store), judge_named(named)
    found = next((j for j in ledger if j.id == judgement), None)
    if found is None:
        raise MissingError(f"no judgement {judgement[:40]!r} in this store")
    if found.author != author:
        raise RefusedError("this judgement is someone else's: it can be undone on the page of its article")
    ledger.undo(judgement, author=author)
    if settling:
        return RedirectResponse("/review/agreement", 303)
    return RedirectResponse(link("/review", type=_types(type or []), article=article, skip=skip or None, second=second), 303)


def _told(item: Item, lang: str) -> tuple[str, dict[str, Any], str, str, str, list[str]]:
    """An event in words: its place, its fields, the sentence in three parts, and why it is asked."""
    record, event = item.record, item.event
    facts = Explained(record, event, read_document(record.article.text, record.furniture))
    start, end = facts.sentence or event.trigger
    text = record.article.text
    parts = text[start : event.trigger[0]], record.surface(event.trigger), text[event.trigger[1] : end]
    return named_place(event.trigger), as_json(facts, lang), *parts, [reason(told, lang) for told in item.reasons]


def _progress(store: Store, ledger: Sequence[Judgement], author: str) -> Progress:
    """Events are counted once, however many judgements there are on them."""
    standing = [j for j in ledger if j.layer == "event" and j.stands]
    spots = {(j.article, j.span.span) for j in standing}
    mine = len({(j.article, j.span.span) for j in standing if j.author == author})
    return Progress(keeping(store, totals)["events"], len(spots), mine, len(waiting(store, author, ledger)))


def _types(given: Sequence[str]) -> list[str]:
    """The PLOVER types asked for. UsageError for what is none."""
    types = [name.strip().upper() for name in given if name.strip()]
    unknown = set(types) - set(VALUES["Event"]["type"])
    if unknown:
        raise UsageError(f"type {min(unknown)[:40]!r}: there are {', '.join(VALUES['Event']['type'])}")
    return types
