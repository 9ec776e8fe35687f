"""The description of the API, as OpenAPI has it: each page with its filters, and beside it the same page in its other forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute

from musnad.export.schema import VALUES
from musnad.store.criteria import DAY
from musnad.web.endings import FORMS
from musnad.web.filters import ABOUT, SEVERAL, filters_of
from musnad.web.forms import TYPES
from musnad.web.readers import CHOICES

EXAMPLES: dict[str, Any] = {"number": 1, "key": "SAU", "first": "SAU", "second": "IRN", "id": "0123456789", "job": "1"}
"""What stands for a part of a path in an example."""
FAULT = {
    "title": "Fault",
    "description": "What went wrong.",
    "type": "object",
    "required": ["status", "message"],
    "properties": {"status": {"type": "integer", "description": "The HTTP status."}, "message": {"type": "string", "description": "One line for the reader."}},
}
FAULT_PAGE = {"description": "What went wrong, as a page.", "content": {"text/html": {"schema": {"type": "string"}}}}
CITATION = {
    "title": "Citation",
    "description": "How to cite the rows of a page: see docs/web.md.",
    "type": "object",
    "required": ["musnad", "schema", "store", "query", "date", "rows", "outlets", "text"],
    "properties": {name: {"type": "string"} for name in ("musnad", "schema", "store", "query", "date", "text")}
    | {"rows": {"type": "integer"}, "outlets": {"type": "array", "items": {"type": "string"}}},
}
_FORM = {
    "name": "form",
    "in": "path",
    "required": True,
    "description": "json is the data of the page. The others are its rows, and are not there where it is no table.",
    "schema": {"type": "string", "enum": list(FORMS)},
    "example": "json",
}
_OTHER: dict[str, dict[str, Any]] = {"origins": {"type": "integer", "minimum": 0}, "machine": {"type": "boolean"}}
_OWN = ("HTTPValidationError", "ValidationError")  # FastAPI's, in whose shape our errors are not


def described(told: dict[str, Any], routers: Sequence[APIRouter]) -> dict[str, Any]:
    """What FastAPI tells of our pages, completed by what it cannot know: filters, forms, errors."""
    filtered = {route.path_format for router in routers for route in router.routes if isinstance(route, APIRoute) and _heeds_filters(route)}
    paths: dict[str, Any] = {}
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            operation["responses"] = {"200": operation["responses"]["200"], "default": FAULT_PAGE}
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "path":
                    parameter["example"] = EXAMPLES[parameter["name"]]
            if method == "get":
                operation["parameters"] = [*operation.get("parameters", []), *(_filters() if path in filtered else ()), _language()]
                paths |= _page(path, operation)
            else:
                paths.setdefault(path, {})[method] = _form_sent(operation)
    schemas = told["components"]["schemas"]
    told["components"]["schemas"] = {name: shape for name, shape in schemas.items() if name not in _OWN} | {"Fault": FAULT, "Citation": CITATION}
    told["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "description": "The token that musnad serve was given."}}
    told["security"] = [{}, {"token": []}]
    return {**told, "paths": paths}


def _heeds_filters(route: APIRoute) -> bool:
    return any(each.call is filters_of for each in route.dependant.dependencies)


def _page(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    """A page, and the same with an ending."""
    shape = operation["responses"]["200"]["content"]["application/json"]["schema"]
    data = deepcopy(operation)
    data["operationId"] += "_form"
    data["parameters"] = [deepcopy(_FORM), *data["parameters"]]
    cited = {"type": "object", "properties": {"cite": {"$ref": "#/components/schemas/Citation"}}}
    whole = {"allOf": [shape, cited]} if shape else cited
    binary = {"type": "string", "format": "binary"}
    shapes = {"json": whole, "jsonl": {"type": "string"}, "csv": {"type": "string"}, "parquet": binary}
    data["responses"]["default"] = {"description": "What went wrong.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}}}
    data["responses"]["200"] = {"description": "The data.", "content": {TYPES[form].partition(";")[0]: {"schema": shapes[form]} for form in FORMS}}
    operation["responses"]["200"] = {"description": "The page.", "content": {"text/html": {"schema": {"type": "string"}}}}
    return {path: {"get": operation}, f"{path}.{{form}}": {"get": data}}


def _form_sent(operation: dict[str, Any]) -> dict[str, Any]:
    """A form that changes something: it leads on to a page."""
    operation["responses"] = {"303": {"description": "Done: the page to go on to is in Location."}, "default": FAULT_PAGE}
    operation["parameters"] = [
        *operation.get("parameters", []),
        {
            "name": "X-CSRF-Token",
            "in": "header",
            "description": "What the pages of this session carry in <meta name=csrf-token>; not needed with the token.",
            "schema": {"type": "string"},
        },
    ]
    return operation


def _filters() -> Iterator[dict[str, Any]]:
    codes = {"type": VALUES["Event"]["type"], "status": VALUES["Event"]["status"], "stance": VALUES["Statement"]["stance"]}
    for name, about in ABOUT.items():
        if name in SEVERAL:
            item = {"type": "string", "enum": list(codes[name])} if name in codes else {"type": "string"}
            shape: dict[str, Any] = {"type": "array", "items": item}
        elif name in ("since", "until"):
            shape = {"type": "string", "pattern": f"^{DAY.pattern}$"}
        else:
            shape = _OTHER.get(name, {"type": "string"})
        yield {"name": name, "in": "query", "description": about, "schema": shape}


def _language() -> dict[str, Any]:
    return {"name": "lang", "in": "query", "description": "The language of what is told in words.", "schema": {"type": "string", "enum": list(CHOICES["lang"])}}
