"""Export: everything that meets the filters, as one file, with how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from musnad.export.found import Kind, Listing
from musnad.export.parquet import available
from musnad.store.criteria import criteria
from musnad.store.happenings import pending
from musnad.store.paging import totals
from musnad.web.citing import Citation
from musnad.web.context import ReaderDep, StoreDep
from musnad.web.counts import keeping
from musnad.web.endings import FORMS
from musnad.web.filters import FiltersDep, link
from musnad.web.forms import TYPES, cited, form_of, headers_of, written
from musnad.web.pages.search import Asked
from musnad.web.rendering import answer
from musnad.web.taking import Taking, in_turn

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Export:
    """What an export would hold. ``files`` has the link of each form, ``waiting`` is how many articles are not corroborated yet."""

    what: Kind
    totals: dict[str, int]
    files: dict[str, str]
    columns: list[str]
    cite: Citation
    waiting: int
    lang: str

    @property
    def parquet(self) -> bool:
        """Whether it can be written here."""
        return available()

    def to_dict(self) -> dict[str, Any]:
        """What the files of the same address hold: CSV, which has no place for it, is cited by this."""
        return {"what": self.what, "rows": self.totals[self.what], "columns": self.columns, "cite": self.cite.to_dict(self.lang)}


@router.get("/export")
def export(
    request: Request,
    store: StoreDep,
    reader: ReaderDep,
    filters: FiltersDep,
    what: Asked = None,
    text: Annotated[bool, Query(description="Whether records have the full text of their articles.")] = False,
) -> Response:
    """Everything that meets the filters; ``/export.jsonl``, ``.csv`` and ``.parquet`` are the files, ``/export.json`` says how to cite them."""
    kind = what or criteria(filters).speaks_of
    form, taking = form_of(request), Taking(store, kind, filters, text)
    counted = keeping(store, totals, **filters)
    cite = cited(request, counted[kind], what=kind)
    if form in ("html", "json"):
        files = {form: link(f"/export.{form}", filters, what=kind) for form in FORMS if form != "json"}
        return answer(request, "export.html", Export(kind, counted, files, list(Listing(kind, ()).table()[0]), cite, keeping(store, pending), reader.lang))
    pieces = in_turn(written(form, taking, cite.to_dict(reader.lang)), request.app.state.exports)
    return StreamingResponse(pieces, media_type=TYPES[form], headers=headers_of(request, form, kind))
