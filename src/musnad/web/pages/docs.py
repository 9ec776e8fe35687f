"""The description of the API, as a page: each address with its parameters, an example and what it answers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from musnad.web.describing import EXAMPLES
from musnad.web.faults import STATUS
from musnad.web.rendering import answer

router = APIRouter()
_STATUS = {kind.__name__: status for kind, status in STATUS}
_ERROR = re.compile("|".join(_STATUS))
_CODE = re.compile(r"``(.+?)``|`(.+?)`")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address: where it stands, and what it may be."""

    name: str
    place: str
    shape: str
    about: Markup


@dataclass(frozen=True, slots=True)
class Operation:
    """What can be asked of an address. ``forms`` tells that it has endings, ``example`` is a request, ``shape`` the schema of its JSON."""

    method: str
    path: str
    about: Markup
    parameters: list[Parameter]
    forms: bool
    example: str
    shape: str

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return "-".join([self.method.lower(), *re.findall(r"\w+", self.path)])


@dataclass(frozen=True, slots=True)
class Reference:
    """All of it."""

    operations: list[Operation]
    schemas: dict[str, str]


@router.get("/docs", include_in_schema=False)
def docs(request: Request) -> Response:
    """The description; ``/openapi.json`` is the same for programs."""
    told = request.app.openapi()
    schemas = told["components"]["schemas"]
    found = [
        _operation(method, path, operation, told["paths"].get(f"{path}.{{form}}", {}).get(method), schemas)
        for path, methods in told["paths"].items()
        if not path.endswith(".{form}")
        for method, operation in methods.items()
    ]
    return answer(request, "docs.html", Reference(found, {name: _indented(shape) for name, shape in schemas.items() if not name.startswith("Body_")}))


def _operation(method: str, path: str, operation: dict[str, Any], data: dict[str, Any] | None, schemas: dict[str, Any]) -> Operation:
    """An operation; ``data`` is the same in the forms that have endings, where it has."""
    shape = _indented(data["responses"]["200"]["content"]["application/json"]["schema"]) if data else ""
    parameters = [_parameter(each) for each in operation.get("parameters", [])]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        fields = schemas[content["schema"]["$ref"].rpartition("/")[2]]["properties"]
        parameters += [Parameter(name, "form", _shape(schema), _told(schema.get("description", ""))) for name, schema in fields.items()]
    about = _told(operation.get("description", ""))
    return Operation(method.upper(), path, about, parameters, data is not None, _example(method, path), shape)


def _parameter(told: dict[str, Any]) -> Parameter:
    return Parameter(told["name"], told["in"], _shape(told["schema"]), _told(told.get("description", "")))


def _shape(schema: dict[str, Any]) -> str:
    """A schema in a few words."""
    if "anyOf" in schema:
        return " | ".join(_shape(each) for each in schema["anyOf"] if each.get("type") != "null")
    if "enum" in schema:
        return " | ".join(schema["enum"])
    if schema.get("type") == "array":
        return f"{_shape(schema['items'])} …"
    bounds = [f"{sign} {schema[key]}" for key, sign in (("minimum", "≥"), ("maximum", "≤")) if key in schema]
    return ", ".join([schema.get("type", "string"), *bounds, *([schema["pattern"]] if "pattern" in schema else [])])


def _told(text: str) -> Markup:
    """A docstring's sentence: its names as code, its errors as their HTTP status."""
    told = _CODE.sub(lambda match: f"<code>{match[1] or match[2]}</code>", str(escape(text)))
    return Markup(_ERROR.sub(lambda match: str(_STATUS[match[0]]), told))


def _example(method: str, path: str) -> str:
    filled = re.sub(r"{(\w+)}", lambda match: quote(str(EXAMPLES[match[1]])), path)
    return f"{filled}.json" if method == "get" else filled


def _indented(shape: dict[str, Any]) -> str:
    return json.dumps(shape, ensure_ascii=False, indent=2)
