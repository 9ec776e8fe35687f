"""What a person says of one field of a record, so that it can be found again in any later reading of the article.

A :class:`Judgement` points at characters of the article, never at a record's ids: these change with every reading. What it
says of entities and statements it says by their places too, as :class:`Spot`. As JSON it is a line of `musnad review --export`,
and needs no store to be understood: it has the article's key and hash, the machine's value of the time and the person's.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any, Self

from musnad.coding.plover import has_mode
from musnad.errors import UsageError
from musnad.export.schema import DAY, VALUES
from musnad.export.words import encodable
from musnad.knowledge import read_table, remembered
from musnad.record import Span

VERDICTS = ("accept", "reject", "correct", "undo")
CONTEXT = 40  # characters kept on either side of a spot
LONG = 120  # characters above which a spot keeps only its ends
GAP = " … "

WHOLE, WORD, NULLABLE, SPOT, NULLABLE_SPOT, SPOTS, SPANS = "whole", "word", "word or null", "spot", "spot or null", "spots", "spans"
FIELDS: dict[str, dict[str, str]] = {
    "event": {
        "event": WHOLE,
        "type": WORD,
        "mode": NULLABLE,
        "status": WORD,
        "actor": SPOTS,
        "recipient": SPOTS,
        "place": SPOTS,
        "when": NULLABLE,
        "statement": NULLABLE_SPOT,
    },
    "entity": {"type": WORD, "country": NULLABLE, "sector": NULLABLE, "knowledge_id": NULLABLE, "same": NULLABLE_SPOT},
    "statement": {"statement": WHOLE, "speaker": SPOTS, "chain": SPOTS, "stance": WORD, "form": WORD, "span": SPOT, "cue": SPANS},
    "date": {"value": NULLABLE},
}
"""What can be judged, by layer: each field with the kind of its values. The field named like its layer is all of it, and whether it is there at all.

Spots stand for the entities that they mention, spans for themselves.
"""

_TIME = re.compile(rf"{DAY}(/{DAY})?")


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters of a text with the words around them; an empty span is an entity that only metadata name, by its name.

    ``text`` is what stands there; of more than :data:`LONG` characters only both ends, with :data:`GAP` between.
    """

    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""

    @classmethod
    def cut(cls, text: str, span: Span) -> Spot:
        """The spot at a span of a text."""
        start, end = span
        inside = text[start:end]
        told = inside if len(inside) <= LONG else inside[: LONG // 2] + GAP + inside[-LONG // 2 :]
        return cls(start, end, told, _last_words(text[max(0, start - CONTEXT) : start]), _first_words(text[end : end + CONTEXT]))

    @property
    def span(self) -> Span:
        """Where it stood."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's accept, reject or correction of one field, or the undoing of one.

    ``article`` is the store's key, ``sha256`` the hash of the text that the spots are of. ``machine`` is the machine's value at the
    time; of a whole part all its fields, None where the machine saw none. ``value`` is the one accepted or rejected, which others
    may have corrected before, or the right one. ``id`` is the hash of all that;
    ``number`` its place in a ledger, by which it is ordered, since clocks jump. ``undone_by`` is the id of what undid it.
    """

    article: str
    document: str
    sha256: str
    layer: str
    field: str
    span: Spot
    machine: Any
    verdict: str
    value: Any
    author: str
    time: str = ""
    reason: str | None = None
    undoes: str | None = None
    id: str = ""
    number: int = 0
    undone_by: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it says something, and was not undone."""
        return self.verdict != "undo" and self.undone_by is None

    @classmethod
    def of_json(cls, row: object) -> Self:
        """A judgement of a line that was exported, checked. UsageError with what is wrong."""
        if not isinstance(row, dict):
            raise UsageError("not a judgement: a line is a JSON object")
        needed = {f.name for f in fields(cls)} - {"number", "undone_by"}
        missing = sorted(needed - set(row))
        if missing:
            raise UsageError(f"not a judgement: no {missing[0]!r}")
        made = cls(**{**{name: row[name] for name in needed}, "span": _spot(row["span"], "span")})
        if made.id != made.hash():
            raise UsageError("its id is not the hash of what it says: the line was changed")
        return made.checked()

    def to_json(self) -> dict[str, Any]:
        """All of it but its place in the ledger."""
        row = asdict(self)
        del row["number"]
        return row

    def hash(self) -> str:
        """The id that it should have: the hash of the claim, with who made it and when."""
        row = {name: value for name, value in self.to_json().items() if name not in ("id", "undone_by")}
        return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()[:32]

    def signed(self) -> Self:
        """The same with the id that belongs to it."""
        return replace(self, id=self.hash())

    def checked(self) -> Self:
        """The same; UsageError if its layer, field, verdict, value, author or time is not to be understood."""
        for name in ("article", "document", "sha256", "layer", "field", "verdict", "author", "time"):
            if not isinstance(getattr(self, name), str) or not getattr(self, name).strip():
                raise UsageError(f"{name} is missing")
        for name in ("reason", "undoes"):
            if not isinstance(getattr(self, name), (str, type(None))):
                raise UsageError(f"{name} is no text")
        _one_of("layer", self.layer, FIELDS)
        _one_of("field", self.field, FIELDS[self.layer])
        _one_of("verdict", self.verdict, VERDICTS)
        if (self.verdict == "undo") != (self.undoes is not None):
            raise UsageError("what undoes names what it undoes, and nothing else does")
        _check_time(self.time)
        for value, name in ((self.machine, "machine"), (self.value, "value")):
            check(self.layer, self.field, value, name, loose=name == "machine" or self.verdict != "correct")
        return self


def check(layer: str, field: str, value: Any, name: str = "value", *, loose: bool = False) -> None:
    """UsageError if a field cannot have a value; ``loose`` lets it be None, and codes be what another version may have known."""
    kind = FIELDS[layer][field]
    if value is None:
        if not (loose or kind in (NULLABLE, NULLABLE_SPOT)):
            raise UsageError(f"{field} needs a {name}")
    elif kind == WHOLE:
        _check_whole(layer, value, name, loose)
    elif kind in (SPOTS, SPANS):
        if not isinstance(value, list):
            raise UsageError(f"{name} of {field} is no list of places in the text")
        for item in value:
            _spot(item, f"{name} of {field}")
    elif kind in (SPOT, NULLABLE_SPOT):
        _spot(value, f"{name} of {field}")
    elif not isinstance(value, str) or not value or encodable(value) != value:
        raise UsageError(f"{name} of {field} is no text")
    elif not loose:
        _check_code(layer, field, value)


def spots_in(value: Any) -> list[Spot]:
    """The spots of a value of JSON, in order."""
    if isinstance(value, dict) and set(value) >= _SPOT_KEYS:
        return [Spot(**value)]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [spot for item in items for spot in spots_in(item)]


def codes(layer: str, field: str) -> tuple[str, ...]:
    """The codes that a field may have; none where it is free."""
    if (layer, field) == ("entity", "country"):
        return tuple(sorted(row["code"] for row in read_table("countries")))
    if (layer, field) == ("entity", "sector"):
        return _labelled("sector")
    return VALUES.get(layer.capitalize(), {}).get(field, ())


@remembered
def _labelled(kind: str) -> tuple[str, ...]:
    return tuple(row["key"].partition(".")[2] for row in read_table("labels") if row["key"].startswith(f"{kind}."))


def _check_whole(layer: str, value: Any, name: str, loose: bool) -> None:
    known = {field for field in FIELDS[layer] if field != layer}
    if not isinstance(value, dict) or set(value) - known:
        raise UsageError(f"{name} of {layer} may have {', '.join(sorted(known))}")
    for field, item in value.items():
        check(layer, field, item, name, loose=loose)
    if layer == "statement" and not loose and not {"span", "stance", "form"} <= set(value):
        raise UsageError("a statement needs a span, a stance and a form")
    if layer == "event" and not loose:
        if not {"type", "status"} <= set(value):
            raise UsageError("an event needs a type and a status")
        if value.get("mode") and not has_mode(value["type"], value["mode"]):
            raise UsageError(f"{value['type']} has no mode {value['mode']!r}")


def _check_code(layer: str, field: str, value: str) -> None:
    allowed = codes(layer, field)
    if allowed and value not in allowed:
        raise UsageError(f"{field} {value!r}: there are {', '.join(allowed)}")
    if (layer, field) in (("event", "when"), ("date", "value")) and not (_TIME.fullmatch(value) and _is_time(value)):
        raise UsageError(f"{field} {value!r} is no date: write it as 2018, 2018-05, 2018-05-14 or FROM/TO")


def _is_time(value: str) -> bool:
    try:
        for part in value.split("/"):
            datetime.fromisoformat((part + "-01-01"[len(part) - 4 :])[:10])
    except ValueError:
        return False
    return True


def _check_time(time: str) -> None:
    try:
        zone = datetime.fromisoformat(time).utcoffset()
    except ValueError:
        zone = None
    if zone is None:
        raise UsageError(f"time {time!r} is no moment with a zone")


def _one_of(name: str, value: str, allowed: Any) -> None:
    if value not in allowed:
        raise UsageError(f"{name} {value!r}: there are {', '.join(allowed)}")


_SPOT_KEYS = {f.name for f in fields(Spot)}


def _spot(row: object, what: str) -> Spot:
    if not (isinstance(row, dict) and set(row) == _SPOT_KEYS):
        raise UsageError(f"{what} is no place in the text: it has {', '.join(sorted(_SPOT_KEYS))}")
    start, end = row["start"], row["end"]
    if not (type(start) is int and type(end) is int and 0 <= start <= end) or not all(isinstance(row[k], str) for k in ("text", "before", "after")):
        raise UsageError(f"{what} is no place in the text")
    return Spot(**row)


def _last_words(text: str) -> str:
    """Without the word that the cut went through."""
    return re.sub(r"^\S*\s", "", text, count=1) if len(text) == CONTEXT else text


def _first_words(text: str) -> str:
    return re.sub(r"\s\S*$", "", text, count=1) if len(text) == CONTEXT else text
