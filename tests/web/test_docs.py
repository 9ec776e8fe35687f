"""The description of the API: true of what the pages answer, and shown as a page of our own."""
from __future__ import annotations

import re
from html import unescape
from typing import Any

import jsonschema
import pytest

from musnad.export.schema import VALUES
from musnad.store.criteria import Filters
from musnad.web.filters import ABOUT, SEVERAL, SINGLE
from musnad.web.forms import TYPES

SHOWN = {"/overview": {}, "/actors": {}, "/actors/{key}": {"key": "SAU"}, "/relations": {}, "/relations/{first}/{second}": {"first": "SAU", "second": "IRN"},
         "/agreements": {}, "/network": {}, "/map": {}, "/happenings": {}}


@pytest.fixture
def told(room: Any) -> dict[str, Any]:
    found: dict[str, Any] = room.get("/openapi.json").json()
    return found


def parameters(told: dict[str, Any], path: str) -> dict[str, dict[str, Any]]:
    return {each["name"]: each for each in told["paths"][path]["get"].get("parameters", [])}


def test_every_page_is_described_with_its_forms(told: dict[str, Any]) -> None:
    pages = [path for path, methods in told["paths"].items() if "get" in methods and not path.endswith(".{form}")]
    assert {"/search", "/articles/{number}", "/review", "/export"} <= set(pages)
    for path in pages:
        assert list(told["paths"][path]["get"]["responses"]["200"]["content"]) == ["text/html"]
        assert set(told["paths"][f"{path}.{{form}}"]["get"]["responses"]["200"]["content"]) == {kind.partition(";")[0] for kind in TYPES.values()}
        assert set(parameters(told, path)) == set(parameters(told, f"{path}.{{form}}")) - {"form"}
    names = [methods[method]["operationId"] for methods in told["paths"].values() for method in methods]
    assert len(set(names)) == len(names)


def test_the_filters_are_described_where_they_are_heeded(told: dict[str, Any]) -> None:
    assert set(ABOUT) == set(Filters.__annotations__) == {*SEVERAL, *SINGLE, "origins", "machine"}
    for path in ("/overview", "/search", "/export", "/actors/{key}", "/relations/{first}/{second}", "/map", "/happenings"):
        given = parameters(told, path)
        assert set(ABOUT) <= set(given)
        for name, part in (("type", "Event"), ("status", "Event"), ("stance", "Statement")):
            assert given[name]["schema"]["items"]["enum"] == list(VALUES[part][name])
    assert "actor" not in parameters(told, "/review") and "actor" not in parameters(told, "/articles/{number}")
    assert all(each.get("description") for each in parameters(told, "/search").values())


@pytest.mark.parametrize("path", SHOWN)
def test_the_data_of_a_page_are_as_they_are_described(room: Any, told: dict[str, Any], path: str) -> None:
    shape = told["paths"][f"{path}.{{form}}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert shape["allOf"][0]["$ref"]
    data = room.get(path.format(**SHOWN[path]) + ".json").json()
    jsonschema.Draft202012Validator(shape | {"components": told["components"]}).validate(data)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(shape | {"components": told["components"]}).validate(data | {"cite": 1})


def test_an_error_is_as_it_is_described(room: Any, told: dict[str, Any]) -> None:
    for path in ("/nothing.json", "/search.json?type=NONSENSE", "/agreements.json?page=0"):
        jsonschema.validate(room.get(path).json(), told["components"]["schemas"]["Fault"])


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_tells_all_of_it(room: Any, told: dict[str, Any], lang: str) -> None:
    page = room.get(f"/docs?lang={lang}").text
    anchors = re.findall(r'<section class="card" id="([^"]+)"', page)
    operations = [(method, path) for path, methods in told["paths"].items() for method in methods if not path.endswith(".{form}")]
    assert len(set(anchors)) == len(anchors) == len(operations)
    text = unescape(page)
    assert all(f"<code>{method.upper()} {path}" in text for method, path in operations)
    assert not re.search(r"\b\w+Error\b", page.partition('id="main"')[2].partition("<h2>")[0])
    assert "<script>" not in page and " style=" not in page and "//" not in re.sub(r"<pre.*?</pre>", "", page, flags=re.S).replace("<!doctype", "")


def test_the_examples_are_answered(room: Any) -> None:
    page = room.get("/docs").text
    examples = [unescape(href) for href in re.findall(r'<a href="([^"]+)" dir="ltr"><code>', page)]
    assert len(examples) > 10
    assert {room.get(example).status_code for example in examples if not re.search(r"/happenings/|/add/", example)} == {200}
