"""An article: its text as published, what was read in it beside, and corrections in place."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from musnad.errors import MissingError
from musnad.store.judgements import Ledger
from musnad.web.article import page_of
from musnad.web.context import AuthorDep, ReaderDep, StoreDep, Writable
from musnad.web.correcting import part_named, span_of, value_given
from musnad.web.filters import link
from musnad.web.judging import judge_named, record_shown
from musnad.web.marking import Given, mark, place_given
from musnad.web.readers import keep_author
from musnad.web.rendering import answer

router = APIRouter()
Text = Annotated[str, Form(max_length=4000)]


@router.get("/articles/{number}")
def article(
    request: Request,
    store: StoreDep,
    reader: ReaderDep,
    author: AuthorDep,
    number: int,
    version: Annotated[int | None, Query(ge=1)] = None,
    machine: bool = False,
    edit: Annotated[str | None, Query(max_length=20)] = None,
    second: bool = False,
    last: Annotated[str | None, Query(max_length=40)] = None,
) -> Response:
    """One article with its events, statements and chains; ``edit`` opens the forms of the event (``12-18``) or statement (``q12-80``) at that place.

    With ``second`` nothing shows of what others have judged.
    """
    alone = author if second else None
    return answer(request, "article.html", page_of(store, number, reader.lang, version=version, machine=machine, edit=edit, alone=alone, last=last))


@router.post("/articles/{number}/judge", dependencies=[Writable])
def judge(
    request: Request,
    store: StoreDep,
    named: AuthorDep,
    number: int,
    sha256: Text,
    layer: Text,
    place: Text,
    verdict: Text,
    author: Text = "",
    field: Text = "",
    value: Annotated[list[str] | None, Form()] = None,
    words: Text = "",
    reason: Text = "",
    edit: Text = "",
    second: Annotated[bool, Form()] = False,
) -> Response:
    """Accept, reject or correct a part or one of its fields. UsageError if that cannot be, or the article has changed meanwhile."""
    by = judge_named(author, named)
    record = record_shown(store, number, sha256, to=by if second else None)
    part = part_named(record, layer, place)
    given = value_given(record, part, field, value or [], words) if verdict == "correct" else None
    Ledger(store).judge(record, part, verdict, author=by, field=field or None, value=given, reason=reason or None, near=span_of(place)[0])
    return _back(request, number, edit, by, second=second)


@router.post("/articles/{number}/mark", dependencies=[Writable])
def marked(
    request: Request, store: StoreDep, named: AuthorDep, number: int, sha256: Text, what: Text, author: Text = "",
    place: Text = "", said: Annotated[str, Form(max_length=100_000)] = "", first: Text = "", last: Text = "",
    statement: Text = "", event: Text = "", type: Text = "", status: Text = "", stance: Text = "",
    actor: Text = "", recipient: Text = "", where: Text = "", speaker: Text = "", reason: Text = "", second: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Say what words of the text are. UsageError if they cannot be that, or the article has changed meanwhile."""
    by = judge_named(author, named)
    record = record_shown(store, number, sha256, to=by if second else None)
    span = place_given(record, place, said, first, last)
    names = {"actor": actor, "recipient": recipient, "place": where, "speaker": speaker}
    made = mark(Ledger(store), record, span, Given(what, statement, event, type, status, stance, names), author=by, reason=reason or None)
    edit = {"event": f"{span[0]}-{span[1]}", "statement": f"q{span[0]}-{span[1]}"}.get(what)
    where_to = link(f"/articles/{number}", second=second, edit=edit, last=made.id)
    response = RedirectResponse(f"{where_to}#{'edit' if edit else f's{span[0]}-{span[1]}'}", 303)
    keep_author(request, response, by)
    return response


@router.post("/articles/{number}/undo", dependencies=[Writable])
def undo(
    request: Request, store: StoreDep, named: AuthorDep, number: int, judgement: Text, author: Text = "", edit: Text = "",
    second: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Undo a judgement on this article. MissingError if there is none of that id."""
    held, ledger = store.article(number), Ledger(store)
    if held is None or judgement not in {j.id for j in ledger.of(held.record)}:
        raise MissingError(f"article {number} has no judgement {judgement[:40]!r}")
    by = judge_named(author, named)
    ledger.undo(judgement, author=by)
    return _back(request, number, edit, by, second=second)


def _back(request: Request, number: int, edit: str, author: str, *, second: bool) -> Response:
    """To the article, at the event that was open."""
    opened = edit if edit and span_of(edit.removeprefix("q")) else None
    response = RedirectResponse(f"{link(f'/articles/{number}', second=second, edit=opened)}#{'edit' if opened else 'judged'}", 303)
    keep_author(request, response, author)
    return response
