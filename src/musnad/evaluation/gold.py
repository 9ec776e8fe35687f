"""Reference records: an article with marked spans, a line ``---``, then rows, one JSON object a line.

``⟦m1 text⟧`` marks a span; marks nest, and one id may stand on several spans. The id's first letter names the layer:
m mention, d date, n amount, v event, c cue, q statement.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from musnad.errors import GoldError, UsageError
from musnad.evaluation.parts import Event, Parts, to_entity, to_event, to_statement, to_valued
from musnad.record import ROLES, Span

_BREAK = "\n---\n"
_MARK = re.compile(r"⟦([mdnvcq]\d+) |⟧")
_INHERITED = ("type", "mode", "context", "actor", "recipient", "place", "when", "status")
_NEEDED = {"entity": ("type",), "d": ("value",), "n": ("value", "unit"), "v": ("type",), "q": ("speaker", "stance")}

Spans = dict[str, list[Span]]
Rows = list[tuple[int, dict[str, Any]]]


def find_gold(paths: list[Path]) -> list[Path]:
    """The reference files in folders and among files, by name. Raises UsageError where there is none, or one twice."""
    found: dict[str, Path] = {}
    for path in paths:
        files = sorted(path.glob("*.gold")) if path.is_dir() else [path]
        if not files or not files[0].is_file():
            raise UsageError(f"{path}: no reference records here (a folder of .gold files, or such a file)")
        for file in files:
            if file.stem in found:
                raise UsageError(f"{file}: a second reference record of this name, beside {found[file.stem]}")
            found[file.stem] = file
    return sorted(found.values(), key=lambda file: file.stem)


def read_gold(path: Path) -> Parts:
    """The compared parts of one reference file. Raises GoldError, naming file and line, if it is malformed."""
    try:
        content = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: not UTF-8 at byte {error.start}") from error
    marked, _, rest = content.partition(_BREAK)
    text, spans = _read_marks(marked, path)
    rows = list(_read_rows(rest, path, first=marked.count("\n") + 3))
    try:
        return _build(path, text, spans, rows)
    except _RowError as error:
        raise GoldError(f"{path}:{error.line}: {error}") from error


class _RowError(Exception):
    """What is wrong with the row of a line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def _read_marks(marked: str, path: Path) -> tuple[str, Spans]:
    """The plain text, and each mark's spans in the order in which they close."""
    spans: Spans = defaultdict(list)
    pieces: list[str] = []
    opened: list[tuple[str, int, int]] = []
    length = at = 0
    for match in _MARK.finditer(marked):
        pieces.append(marked[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match[1]:
            opened.append((match[1], length, match.start()))
        elif opened:
            name, start, _ = opened.pop()
            spans[name].append((start, length))
        else:
            raise GoldError(f"{path}:{_line(marked, match.start())}: a mark closes that was never opened")
    if opened:
        name, _, offset = opened[-1]
        raise GoldError(f"{path}:{_line(marked, offset)}: the mark {name} is never closed")
    return "".join([*pieces, marked[at:]]), dict(spans)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _read_rows(rest: str, path: Path, first: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows with their line numbers."""
    for line, row in enumerate(rest.split("\n"), first):
        if not row.strip():
            continue
        try:
            value = json.loads(row)
        except json.JSONDecodeError as error:
            raise GoldError(f"{path}:{line}: not JSON ({error.msg}, column {error.colno})") from error
        if not isinstance(value, dict):
            raise GoldError(f"{path}:{line}: a row must be a JSON object")
        yield line, value


def _build(path: Path, text: str, spans: Spans, rows: Rows) -> Parts:
    parts = Parts(path.stem)
    events: Rows = []
    for line, row in rows:
        if "doc" in row:
            continue
        if "furniture" in row or "ignore" in row:
            target = parts.furniture if "furniture" in row else parts.ignore
            target.extend(_find_line(text, wanted, line) for wanted in row.get("furniture") or row.get("ignore") or ())
        elif "marks" in row:
            _need(row, "entity", line)
            mentions = [span for mark in _listed(row, "marks", line) for span in spans.get(mark, ())]
            parts.entities.append(to_entity(row, mentions))
        else:
            _add_marked(parts, events, row, spans, line)
    parts.events.extend(_build_events(events, spans))
    return parts


def _add_marked(parts: Parts, events: Rows, row: dict[str, Any], spans: Spans, line: int) -> None:
    """Add a row that belongs to a mark of its own id; events wait until all of them are known."""
    layer = str(row.get("id") or "?")[0]
    if layer not in _NEEDED:
        raise _RowError(line, f"no such row: its id is {row.get('id')!r}")
    if not spans.get(row["id"]):
        raise _RowError(line, f"no mark {row['id']} in the text")
    if layer == "v":
        events.append((line, row))
        return
    _need(row, layer, line)
    marked = spans[row["id"]]
    if layer == "d":
        parts.dates.append(to_valued(row, marked[0]))
    elif layer == "n":
        parts.amounts.append(to_valued(row, marked[0]))
    else:
        whole = min(start for start, _ in marked), max(end for _, end in marked)
        _listed(row, "speaker", line)
        _listed(row, "chain", line)
        parts.statements.append(to_statement(row, whole, spans.get(row.get("cue", ""), [])))


def _build_events(rows: Rows, spans: Spans) -> Iterator[Event]:
    """The events; one that is the same happening as another takes from it what its own row leaves unsaid."""
    by_id = {row["id"]: row for _, row in rows}
    for line, row in rows:
        first, seen = row, {row["id"]}
        while first.get("same"):
            if first["same"] not in by_id:
                raise _RowError(line, f"{first['id']} is the same as {first['same']}, which is not there")
            first = by_id[first["same"]]
            if first["id"] in seen:
                raise _RowError(line, f"`same` of {row['id']} goes round in a circle")
            seen.add(first["id"])
        full = {**{key: first.get(key) for key in _INHERITED}, **row}
        if full["type"] is None:
            raise _RowError(line, f'{row["id"]} has no "type"')
        for role in ROLES:
            _listed(full, role, line)
        yield to_event(full, spans[row["id"]], row.get("by"))


def _find_line(text: str, wanted: Any, line: int) -> Span:
    """The last place where a line of furniture stands, whatever its white space."""
    words = str(wanted).split()
    found = list(re.finditer(r"\s+".join(map(re.escape, words)), text)) if words else []
    if not found:
        raise _RowError(line, f"this line is not in the text: {wanted!r}")
    return found[-1].span()


def _need(row: dict[str, Any], kind: str, line: int) -> None:
    """_RowError if a row lacks its id or a field its layer needs."""
    for key in ("id", *_NEEDED[kind]):
        if key not in row:
            raise _RowError(line, f'{row.get("id", "the row")} has no "{key}"')


def _listed(row: dict[str, Any], key: str, line: int) -> list[str]:
    """A field that must be a list of ids or null."""
    value = row.get(key) or []
    if not isinstance(value, list):
        raise _RowError(line, f'{row.get("id")}: "{key}" must be a list')
    return value
