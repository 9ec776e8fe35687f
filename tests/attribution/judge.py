"""Judges one case of the test matrix: what a right reading of it is, see README.md."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from musnad.intake.article import make_article
from musnad.pipeline import read
from musnad.record import Record, Span, Statement

MATRIX = Path(__file__).with_name("matrix.jsonl")
NEAR = 0.8


def cases() -> list[dict[str, Any]]:
    """All cases of the matrix in file order."""
    return [json.loads(line) for line in MATRIX.read_text(encoding="utf-8").splitlines() if line.strip()]


def span_of(text: str, what: str | dict[str, Any], at: int = 0) -> Span:
    """The span of the ``at``-th occurrence of a substring."""
    if isinstance(what, dict):
        what, at = what["text"], what.get("at", 0)
    start = -1
    for _ in range(at + 1):
        start = text.index(what, start + 1)
    return start, start + len(what)


def iou(a: Span, b: Span) -> float:
    """Overlap of two spans by their union."""
    both = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return both / (max(a[1], b[1]) - min(a[0], b[0]))


def faults(case: dict[str, Any]) -> list[str]:
    """What is wrong with the program's reading of a case; empty if it is right."""
    record = read(make_article(id=case["id"], text=case["text"], published=case["published"], outlet=case["outlet"]))
    text, wanted = case["text"], case["statements"]
    spans = [span_of(text, w["content"], w.get("at", 0)) for w in wanted]
    left = list(record.statements)
    out: list[str] = []
    for want, span in zip(wanted, spans, strict=True):
        best = max(left, key=lambda s: iou(s.span, span), default=None)
        if best is None or iou(best.span, span) < NEAR:
            run = next((s for s in record.statements if s.span[0] <= span[0] + 1 and span[1] - 1 <= s.span[1]), None)
            if want.get("carried") and run is not None:
                continue
            if any(w.get("carried") for w in wanted) and run is not None:
                out += _compare(want, run, record, text)
                left = [s for s in left if s is not run]
                continue
            out.append(f"missing: {want['content'][:50]}")
            continue
        left.remove(best)
        out += _compare(want, best, record, text)
    out += [f"false: {record.surface(s.span)[:50]}" for s in left]
    return out


def _compare(want: dict[str, Any], got: Statement, record: Record, text: str) -> list[str]:
    out = []
    speakers = [span_of(text, s) for s in want["speaker"]]
    if len(got.speaker) != len(speakers) or not all(any(_is(e, s, record) for e in got.speaker) for s in speakers):
        out.append(f"speaker {[record.entity(e).name_ar for e in got.speaker]} for {want['speaker']}")
    relays = [span_of(text, s) for s in want["chain"][:-1]]
    mine = [e for e in got.chain if e not in got.speaker]
    if len(mine) != len(relays) or not all(_is(e, s, record) for e, s in zip(mine, relays, strict=False)):
        out.append(f"chain {[record.entity(e).name_ar for e in got.chain]} for {want['chain']}")
    if got.stance != want["stance"]:
        out.append(f"stance {got.stance} for {want['stance']}")
    return out


def _is(entity_id: str, span: Span, record: Record) -> bool:
    return any(iou(m, span) >= 0.5 for m in record.entity(entity_id).mentions)
