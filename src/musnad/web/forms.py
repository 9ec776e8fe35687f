"""The forms of a page beside HTML: JSON, and for tables JSON Lines, CSV and Parquet, each with how to cite it.

JSON has the citation in the field ``cite``, JSON Lines in a first line ``{"cite": …}``, Parquet in the metadata of its schema. CSV has no place for
it that all readers skip: its ``Link`` header names the JSON of the same page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Protocol, Unpack, runtime_checkable
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from musnad.errors import MissingError
from musnad.export.csv import Cell, line
from musnad.export.jsonl import escaped
from musnad.export.parquet import parquet
from musnad.store import Filters, Store
from musnad.web.citing import Citation, citation
from musnad.web.counts import keeping
from musnad.web.endings import FORMS
from musnad.web.filters import read_filters
from musnad.web.readers import CHOICES, reader_of

TYPES = {"json": "application/json", "jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}
Table = tuple[Sequence[str], Iterable[Sequence[Cell]]]


@runtime_checkable
class Tabular(Protocol):
    """Data that is also a table: what a page's ``.csv`` and ``.parquet`` hold, and its ``.jsonl`` unless it has ``lines()`` too.

    With ``numbers``, int or float for each column of numbers, Parquet need not read all rows before it writes the first.
    """

    def table(self) -> Table:
        """The names of the columns, and the rows."""
        ...


@runtime_checkable
class Lined(Protocol):
    """Data whose JSON Lines tell more than the cells of its table."""

    def lines(self) -> Iterable[Mapping[str, Any]]:
        """An object a row."""
        ...


def lines_of(data: Tabular) -> Iterator[Mapping[str, Any]]:
    """The rows of a table as objects."""
    if isinstance(data, Lined):
        yield from data.lines()
        return
    head, rows = data.table()
    yield from (dict(zip(head, row, strict=True)) for row in rows)


def in_form(request: Request, form: str, data: object, status: int = 200, outlets: Sequence[str] | None = None) -> Response:
    """The data of a page in another form than HTML, with how to cite it where it is a table.

    ``outlets`` are whose articles it is made of; None: of all events that meet the filters. MissingError for a table where there is none.
    """
    if not isinstance(data, Tabular):
        if form != "json":
            raise MissingError(f"{request.url.path}: this page is no table: there is its JSON, under .json")
        return json_of(data, None, status)
    cite = cited(request, sum(1 for _ in data.table()[1]), outlets).to_dict(reader_of(request).lang)
    if form == "json":
        return json_of(data, cite, status)
    return Response(b"".join(written(form, data, cite)), status, media_type=TYPES[form], headers=headers_of(request, form))


def cited(request: Request, rows: int, outlets: Sequence[str] | None = None, what: str = "events") -> Citation:
    """How to cite so many rows of what a request asks for; ``what`` is counted to tell the outlets, where they are not given."""
    store: Store = request.app.state.store
    if outlets is None:
        filters = read_filters(request.query_params)
        outlets = keeping(store, _outlets, what, **filters)
    return citation(store.place, address_of(request, (pair for pair in request.query_params.multi_items() if pair[0] not in CHOICES)), rows, outlets or ())


def _outlets(store: Store, what: str, **filters: Unpack[Filters]) -> list[str]:
    return store.outlets(what, **filters)


def address_of(request: Request, query: Iterable[tuple[str, str]], ending: str = "") -> str:
    """The address of a page within the reading room, with an ending and these parameters."""
    pairs = list(query)
    return quote(request.scope["path"] + ending, errors="surrogatepass") + (f"?{urlencode(pairs)}" if pairs else "")


def json_of(data: object, cite: Mapping[str, Any] | None = None, status: int = 200) -> Response:
    """Data as JSON in readable Arabic."""
    told = plain(data)
    return Response(dumped(told | {"cite": cite} if cite is not None else told), status, media_type=TYPES["json"])


def written(form: str, data: Tabular, cite: Mapping[str, Any]) -> Iterator[bytes]:
    """A table as ``jsonl``, ``csv`` or ``parquet``, in pieces."""
    if form == "jsonl":
        return json_lines(lines_of(data), cite)
    head, rows = data.table()
    return csv_lines(head, rows) if form == "csv" else parquet(head, rows, cite, getattr(data, "numbers", None))


def json_lines(rows: Iterable[Mapping[str, Any]], cite: Mapping[str, Any]) -> Iterator[bytes]:
    """An object a line, the citation before them."""
    yield (dumped({"cite": cite}) + "\n").encode()
    for row in rows:
        yield (dumped(row) + "\n").encode()


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """A table as CSV, its cells safe from being taken for formulas."""
    yield line(head).encode()
    for row in rows:
        yield line(row).encode()


def dumped(value: object) -> str:
    """A value on one line of JSON, with readable Arabic."""
    return escaped(json.dumps(value, ensure_ascii=False))


def headers_of(request: Request, form: str, of: str = "") -> dict[str, str]:
    """What is told of a file: its name, by its page or by what it is ``of``, and for CSV where its citation is."""
    name = "-".join(["musnad", *re.findall(r"[A-Za-z0-9]+", of or request.scope["path"])])
    headers = {"content-disposition": f'attachment; filename="{name}.{form}"'}
    if form == "csv":
        headers["link"] = f'<{address_of(request, request.query_params.multi_items(), ".json")}>; rel="describedby"; type="application/json"'
    return headers


def plain(value: Any) -> Any:
    """Data as JSON has them; a part that has ``to_dict`` is what that gives."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value) if not f.name.startswith("_")}
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(v) for v in value]
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)


def form_of(request: Request) -> str:
    """The form that a request asks for: html, or one of :data:`FORMS`."""
    form = getattr(request.state, "form", "html")
    return form if form in FORMS else "html"
