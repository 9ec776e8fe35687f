"""One answer in several forms: a page of HTML, or its data, as the URL's ending asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from musnad import __version__
from musnad.errors import UsageError
from musnad.export.explanation import country_name, label
from musnad.export.parquet import available
from musnad.export.reasons import in_arabic
from musnad.store.criteria import Filters
from musnad.web.assets import asset
from musnad.web.correcting import told
from musnad.web.counts import QUADS, of_quad, paint
from musnad.web.endings import FORMS
from musnad.web.facets import bar_of
from musnad.web.filters import STANCES, link, own_of, query_of, read_filters
from musnad.web.forms import Tabular, address_of, form_of, in_form
from musnad.web.navigation import PLACES
from musnad.web.readers import CHOICES, author_of, reader_of, remember
from musnad.web.security import FIELD, csrf_token
from musnad.web.text import piece, said
from musnad.web.words import Words

TEMPLATES = Path(__file__).parent / "templates"
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def answer(request: Request, template: str, data: object, *, status: int = 200, outlets: Sequence[str] | None = None) -> Response:
    """The answer to a request: ``template`` with ``data`` (a dataclass), or the data alone in the form that the URL's ending asks for.

    In the template ``data`` is the data, ``t`` the interface's words (``t("search")``), ``reader`` the choices of the reader,
    ``filters`` those of the request, ``link(path, filters, page=2)`` a link that keeps them, ``label(kind, code)`` a code in
    the reader's language, ``number`` a number in the reader's digits, ``said`` a text of others set apart, ``csrf()`` the hidden
    field of a form, ``facets()`` the filter bar, ``forms`` the links to the page's other forms. For a table the data are
    :class:`~musnad.web.forms.Tabular`; ``outlets`` is whom to cite for it (see :func:`~musnad.web.forms.in_form`).
    """
    form = form_of(request)
    if form != "html":
        return in_form(request, form, data, status, outlets)
    page = _environment().get_template(template).render(data=data, forms=_forms(request, data), **_context(request))
    response = Response(page, status, media_type="text/html")
    remember(request, response)
    return response


def _forms(request: Request, data: object) -> dict[str, str]:
    """The other forms that a page has, with their links."""
    given = [*request.query_params.multi_items()]
    endings = [form for form in FORMS if form != "parquet" or available()] if isinstance(data, Tabular) else []
    return {form: address_of(request, given, f".{form}") for form in endings}


def filters_or_none(request: Request) -> Filters:
    """The filters of a request, none where they are wrong: the page that says so must itself be drawn."""
    try:
        return read_filters(request.query_params)
    except UsageError:
        return {}


@cache
def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {"asset": asset, "link": link, "version": __version__, "quads": QUADS, "of_quad": of_quad, "endings": FORMS}
    made.filters |= {"said": said, "piece": piece, "judged": lambda value: said(told(value)), "paint": paint, "amount": "{:,.10g}".format}
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
