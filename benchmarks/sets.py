"""Scores the resolvers on the answer sets in ``benchmarks/sets`` (see its README): dates, actors, places, and later sets of the last two.

    python benchmarks/sets.py [dates|actors|actors2|places|places2|places3] [--errors]

Needs the raw articles beside the checkout (``MUSNAD_SHARED`` or ``../shared``); without them it says so and stops.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import os
import sys
from pathlib import Path
from typing import Any

from musnad.intake.article import make_article
from musnad.pipeline import read
from musnad.record import Entity, Record, Span

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("MUSNAD_SHARED", HERE.parent.parent / "shared"))
KM_PER_DEGREE = 111.2


def rows(name: str) -> list[dict[str, Any]]:
    """The answers of one set."""
    lines = (HERE / "sets" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def articles(wanted: set[str]) -> dict[str, dict[str, Any]]:
    """The raw articles of these ids."""
    found: dict[str, dict[str, Any]] = {}
    for name in ("ant.jsonl.xz", "jawhara.jsonl.xz"):
        with lzma.open(SHARED / "raw" / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["id"] in wanted:
                    found[row["id"]] = row
    return found


def overlap(a: Span, b: Span) -> float:
    """Shared characters by all characters of two spans."""
    both = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return both / (max(a[1], b[1]) - min(a[0], b[0]))


def entity_at(record: Record, span: Span) -> Entity | None:
    """The entity one of whose mentions covers a span best, None if none does by half."""
    held = [(overlap(m, span), e) for e in record.entities for m in e.mentions]
    best = max(held, key=lambda h: h[0], default=(0.0, None))
    return best[1] if best[0] >= 0.5 else None


def judge_date(row: dict[str, Any], record: Record, span: Span) -> str:
    """right, wrong, open (a date left without value or not found) or, for a trap, right and wrong."""
    found = max((d for d in record.dates if overlap(d.span, span) >= 0.5), key=lambda d: overlap(d.span, span), default=None)
    values = [row["value"], *row.get("also", [])]
    if row["value"] is None:
        return "wrong" if found is not None and found.value is not None and found.value not in values else "right trap"
    if found is None or found.value is None:
        return "open"
    return "right" if found.value in values else "wrong"


def judge_actor(row: dict[str, Any], record: Record, span: Span) -> str:
    """Right (country right, or, where the answer has none, the name found), wrong (another country) or open."""
    entity = entity_at(record, span)
    if entity is None or (entity.country is None and row["country"] is not None):
        return "open" if row["public"] else "open private"
    if entity.country in (row["country"], *row.get("also_country", [])):
        return "right" if entity.knowledge_id or not row["public"] else "right, not linked"
    return "wrong"


def judge_place(row: dict[str, Any], record: Record, span: Span) -> str:
    """Right (country and within 25 km, or the radius of a province), right country, wrong or open."""
    entity = entity_at(record, span)
    if entity is None or entity.country is None:
        return "open"
    if entity.country not in (row["country"], *row.get("also_country", [])):
        return "wrong"
    if entity.coordinates is None:
        return "right country"
    at = entity.coordinates
    km = math.hypot((at.lat - row["lat"]) * KM_PER_DEGREE, (at.lon - row["lon"]) * KM_PER_DEGREE * math.cos(math.radians(row["lat"])))
    limit = {"country": 1000.0, "region": 200.0, "province": 100.0, "district": 40.0}.get(row["kind"], 25.0)
    return "right" if km <= limit else "right country, far"


JUDGES = {"dates": judge_date, "actors": judge_actor, "actors2": judge_actor, "places": judge_place, "places2": judge_place, "places3": judge_place}


def main() -> int:
    """Print the tally of each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=list(JUDGES), help="which sets (all)")
    parser.add_argument("--errors", action="store_true", help="list what is not right")
    options = parser.parse_args()
    if not (SHARED / "raw").is_dir():
        sys.stderr.write(f"the raw articles are not in {SHARED / 'raw'}: set MUSNAD_SHARED\n")
        return 2
    for name in options.sets:
        answers = rows(name)
        texts = articles({row["article"] for row in answers})
        tally: dict[str, int] = {}
        records: dict[str, tuple[Record, int]] = {}
        for row in answers:
            raw = texts[row["article"]]
            if row["article"] not in records:
                article = make_article(id=raw["id"], text=raw["text"], title=raw.get("title"), outlet=raw.get("outlet"), published=raw.get("published"))
                records[row["article"]] = read(article), article.text.index(raw["text"])
            record, shift = records[row["article"]]
            span = (row["start"] + shift, row["end"] + shift)
            verdict = JUDGES[name](row, record, span)
            tally[verdict] = tally.get(verdict, 0) + 1
            if options.errors and not verdict.startswith("right"):
                sys.stdout.write(f"  {verdict}\t{record.surface(span)}\t{row.get('value', row.get('name'))}\t{row['article']}:{row['start']}\n")
        sys.stdout.write(f"{name}: {len(answers)}  " + "  ".join(f"{k} {v}" for k, v in sorted(tally.items(), key=lambda kv: -kv[1])) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
