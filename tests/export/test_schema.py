"""The schema describes what is printed: no field more, no field less."""
from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import musnad
from musnad.export.jsonl import dumps
from musnad.export.schema import VALUES, schema
from musnad.record import Record

DEMO = Path(musnad.__file__).parent / "demo" / "demo.jsonl"


def closed() -> dict[str, Any]:
    """The schema with unknown fields forbidden everywhere."""
    made = schema()
    for part in [made, *made["$defs"].values()]:
        part["additionalProperties"] = False
    return made


def check(printed: Any, rules: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(rules).validate(printed)


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    json.dumps(schema())


def test_a_full_record_fits_exactly(record: Record) -> None:
    check(json.loads(dumps(record)), closed())
    check(json.loads(dumps(record, text=False)), closed())


def test_no_part_of_the_schema_is_left_untried(record: Record) -> None:
    """The sample record has every part, so that the test above tries every definition."""
    printed = json.dumps(record.to_dict())
    properties = {name for part in [schema(), *schema()["$defs"].values()] for name in part["properties"]}
    assert not [name for name in properties if f'"{name}":' not in printed]
    assert set(VALUES) <= set(schema()["$defs"])


def test_fields_stand_in_the_order_of_printing(record: Record) -> None:
    printed = record.to_dict()
    assert list(schema()["properties"]) == list(printed)
    assert list(schema()["$defs"]["Document"]["properties"]) == list(printed["document"])
    assert list(schema()["$defs"]["Event"]["properties"]) == list(printed["events"][0])


@pytest.mark.parametrize(("path", "value"), [
    (("schema",), "2"), (("events", 0, "status"), "done"), (("events", 0, "trigger"), [1]),
    (("events", 0, "type"), None),
    (("events", 0, "when"), "yesterday"), (("dates", 0, "value"), "1/5/2023"), (("events", 0, "actor"), None),
    (("statements", 0, "stance"), "says"), (("document", "id"), 7), (("document", "sha256"), "x"),
    (("events", 2, "views", 0, "certainty"), "sure"), (("amounts", 0, "bound"), "circa"),
])
def test_what_is_not_in_the_contract_is_refused(record: Record, path: tuple[Any, ...], value: object) -> None:
    printed = record.to_dict()
    place: Any = printed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        check(json.loads(json.dumps(printed)), schema())


def test_a_missing_field_is_refused_and_a_new_one_allowed(record: Record) -> None:
    printed = json.loads(dumps(record))
    less = copy.deepcopy(printed)
    del less["events"][0]["same"]
    with pytest.raises(jsonschema.ValidationError):
        check(less, schema())
    check({**printed, "later": 1}, schema())


def test_real_records_fit() -> None:
    """The demo articles through the pipeline."""
    rules = closed()
    rows = [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        parts = {key: row.get(key) for key in ("title", "outlet", "published", "url")}
        check(json.loads(dumps(musnad.read(row["text"], id=row["id"], **parts))), rules)
    assert len(rows) > 3
