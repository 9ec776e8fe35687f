"""One answer in three forms: a page of HTML, or its data as JSON or CSV, as the URL's ending asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol, runtime_checkable
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from musnad import __version__
from musnad.errors import MissingError, UsageError
from musnad.export.csv import Cell, line
from musnad.export.explanation import country_name, label
from musnad.export.jsonl import escaped
from musnad.export.reasons import in_arabic
from musnad.store.criteria import Filters
from musnad.web.assets import asset
from musnad.web.correcting import told
from musnad.web.counts import QUADS, of_quad
from musnad.web.facets import bar_of
from musnad.web.filters import STANCES, link, own_of, query_of, read_filters
from musnad.web.navigation import PLACES
from musnad.web.readers import CHOICES, author_of, reader_of, remember
from musnad.web.security import FIELD, csrf_token
from musnad.web.text import piece, said
from musnad.web.words import Words

TEMPLATES = Path(__file__).parent / "templates"
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
Table = tuple[Sequence[str], Iterable[Sequence[Cell]]]


@runtime_checkable
class Tabular(Protocol):
    """Data that is also a table: what a page's ``.csv`` holds."""

    def table(self) -> Table:
        """The names of the columns, and the rows."""
        ...


def answer(request: Request, template: str, data: object, *, status: int = 200) -> Response:
    """The answer to a request: ``template`` with ``data`` (a dataclass), or the data alone as JSON or CSV.

    In the template ``data`` is the data, ``t`` the interface's words (``t("search")``), ``reader`` the choices of the reader,
    ``filters`` those of the request, ``link(path, filters, page=2)`` a link that keeps them, ``label(kind, code)`` a code in
    the reader's language, ``number`` a number in the reader's digits, ``said`` a text of others set apart, ``csrf()`` the hidden
    field of a form, ``facets()`` the filter bar. For CSV the data are :class:`Tabular`; MissingError where they are not.
    """
    form = getattr(request.state, "form", "html")
    if form == "json":
        return as_json(data, status)
    if form == "csv":
        if not isinstance(data, Tabular):
            raise MissingError(f"{request.url.path}: this page is no table: there is its JSON, under .json")
        return as_csv(data, status)
    response = Response(_environment().get_template(template).render(data=data, **_context(request)), status, media_type="text/html")
    remember(request, response)
    return response


def as_json(data: object, status: int = 200) -> Response:
    """Data as JSON in readable Arabic."""
    return Response(escaped(json.dumps(plain(data), ensure_ascii=False)), status, media_type="application/json")


def as_csv(data: Tabular, status: int = 200) -> Response:
    """The table of data as CSV, its cells safe from being taken for formulas."""
    head, rows = data.table()
    text = line(head) + "".join(line(row) for row in rows)
    return Response(text, status, media_type="text/csv", headers={"content-disposition": 'attachment; filename="musnad.csv"'})


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


def filters_or_none(request: Request) -> Filters:
    """The filters of a request, none where they are wrong: the page that says so must itself be drawn."""
    try:
        return read_filters(request.query_params)
    except UsageError:
        return {}


@cache
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {"asset": asset, "link": link, "version": __version__, "quads": QUADS, "of_quad": of_quad}
    made.filters |= {"said": said, "piece": piece, "judged": lambda value: said(told(value)), "amount": "{:,.10g}".format}
    return made


def compile_templates() -> None:
    """Compile all templates, which otherwise is done as each is first used."""
    for name in _environment().list_templates():
        _environment().get_template(name)


def _context(request: Request) -> dict[str, Any]:
    reader = reader_of(request)
    filters, own = filters_or_none(request), own_of(request.query_params, CHOICES)
    return {
        "request": request,
        "settings": request.app.state.settings,
        "reader": reader,
        "author": author_of(request),
        "t": Words(reader.lang),
        "filters": filters,
        "path": request.url.path,
        "pages": [place for place in PLACES if not (place.writes and request.app.state.settings.read_only)],
        "filtered": {place.path for place in PLACES if place.filtered},
        "query": request.url.query,
        "stances": STANCES,
        "own": own,
        "narrowed": lambda change: quote(request.url.path) + query_of({**(filters if change is not None else {}), **own, **(change or {})}),
        "again": lambda **more: f"{request.url.path}?{request.url.include_query_params(**more).query}",
        "facets": lambda: bar_of(request.app.state.store, filters),
        "label": lambda kind, code: label(kind, code, reader.lang),
        "country": lambda code: country_name(code, reader.lang),
        "reason": lambda why: said((in_arabic(why, str) or why) if reader.lang == "ar" else why),
        "number": numbers(reader.digits),
        "csrf_token": lambda: csrf_token(request),
        "csrf": lambda: Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, csrf_token(request)),
    }


def numbers(digits: str) -> Callable[[object], str]:
    """A number, or a text with numbers, in the reader's digits."""
    return (lambda value: str(value).translate(EASTERN)) if digits == "arab" else str
