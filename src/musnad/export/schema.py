"""The JSON Schema of a printed record, made from the dataclasses themselves so that the two cannot drift apart.

What the dataclasses leave open, the closed lists of values, stands here. Fields may be added without raising
``SCHEMA``, so unknown ones are allowed; one that is listed is always printed, but for ``document.text`` under
``--no-text``.
"""

from __future__ import annotations

from typing import Any

from musnad.record import SCHEMA, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DAY = r"\d{4}(-\d{2}(-\d{2})?)?"
VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "Entity": {"type": ("PERSON", "ORG", "GPE", "LOC", "FAC", "MEDIA", "LAW", "PRODUCT", "EVENT", "NORP")},
    "Date": {"precision": ("day", "week", "month", "quarter", "year", "decade", "interval")},
    "Amount": {"bound": ("exact", "about", "at least", "at most")},
    "Count": {"bound": ("exact", "about", "at least", "at most"), "what": ("killed", "injured", "arrested", "displaced", "participants")},
    "View": {"certainty": ("certain", "probable", "possible", "unknown")},
    "Event": {
        "type": (
            "AGREE",
            "CONSULT",
            "SUPPORT",
            "CONCEDE",
            "COOPERATE",
            "AID",
            "RETREAT",
            "REQUEST",
            "ACCUSE",
            "REJECT",
            "THREATEN",
            "PROTEST",
            "SANCTION",
            "MOBILIZE",
            "COERCE",
            "ASSAULT",
        ),
        "status": ("occurred", "ongoing", "planned", "possible", "hypothetical", "negated"),
        "quad": ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict"),
    },
    "Framing": {"kind": ("office", "group", "place", "doubt")},
    "Link": {"kind": ("person", "office", "agency", "outlet", "document", "unnamed")},
    "Statement": {"form": ("direct", "indirect", "mixed"), "stance": ("asserts", "denies", "doubts", "asks", "promises", "threatens")},
}
DATES = (("Event", "when"), ("Date", "value"))


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one record as `musnad read --format jsonl` prints it."""
    from pydantic import TypeAdapter  # the lists above are wanted where no record is

    made = TypeAdapter(Record).json_schema()
    parts: dict[str, dict[str, Any]] = made.pop("$defs")
    for part in [made, *parts.values()]:
        _tidy(part)
    for name, values in VALUES.items():
        for key, allowed in values.items():
            _narrow(parts[name]["properties"], key, {"enum": list(allowed)})
    for name, key in DATES:
        _narrow(parts[name]["properties"], key, {"pattern": f"^{DAY}(/{DAY})?$"})
    parts["Document"] = _document(parts.pop("Article"))
    del made["properties"]["article"]
    top = {
        "schema": {"const": SCHEMA, "description": "The version of this contract."},
        "musnad": {"type": "string", "description": "The version of the program."},
        "model": made["properties"].pop("model"),
        "document": {"$ref": "#/$defs/Document"},
    }
    properties = top | made["properties"]
    return {"$schema": DIALECT, "title": "Musnad record", **made, "properties": properties, "required": list(properties), "$defs": dict(sorted(parts.items()))}


def _tidy(part: dict[str, Any]) -> None:
    """Every field is printed, so every field is required and none has a default; names need no titles."""
    part.pop("title", None)
    part["required"] = list(part["properties"])
    for field in part["properties"].values():
        field.pop("title", None)
        field.pop("default", None)


def _narrow(properties: dict[str, Any], key: str, rule: dict[str, Any]) -> None:
    """Lay a rule on a string field; one that may be null keeps that choice."""
    field = properties[key]
    target = field if "anyOf" not in field else next(choice for choice in field["anyOf"] if choice["type"] == "string")
    target.update(rule)


def _document(article: dict[str, Any]) -> dict[str, Any]:
    """An article as it is printed: with the hash of its text, and with the text last, where it is printed at all."""
    own: dict[str, Any] = article["properties"]
    text = own.pop("text") | {"description": "Every span is an offset into this text, in Unicode code points."}
    sha = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of the text in UTF-8."}
    properties = {"id": own.pop("id"), "sha256": sha, **own, "text": text}
    return {**article, "properties": properties, "required": [name for name in properties if name != "text"]}
