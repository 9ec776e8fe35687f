"""How well happenings, origins and disputes are found in invented stories of several articles: `make stories`.

Usage: ``python benchmarks/stories.py [--verbose] [STORY]...``

Reads the articles of each story of ``stories/``, corroborates them, and compares with the story's answer (``stories/README.md``). A story is
right if everything in it is: each happening's reports stand in one group and no two happenings in the same, the number of origins is
among those allowed, it is disputed or not, each denial hangs on it, and the figures that differ are listed in the order told. The event of an
anchor is the one whose trigger is at its first occurrence in the article, or at a later one; where the reader finds none there, the nearest of
its type within ``CLOSE`` characters, as of "held talks" it may have read one word and the answer the other.
Prints the faults of each story and the score; exit code 1 below ``FLOOR``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from musnad.corroboration.happenings import Happening, corroborate
from musnad.corroboration.likeness import near_types
from musnad.pipeline import read
from musnad.record import Article, Record

STORIES = Path(__file__).with_name("stories")
FLOOR = 0.9
CLOSE = 150  # characters from an anchor within which an event of its type is taken for its report

Fault = tuple[str, str]
Row = dict[str, Any]


def faults_of(story: Row) -> list[Fault]:
    """What is wrong with a story, each with the part of the answer that it is of."""
    records = {row["id"]: read(Article(**row)) for row in story["articles"]}
    found = corroborate(records.values())
    place = {(r.article, r.event): h for h in found for r in h.reports}
    groups: list[Happening | None] = []
    faults: list[Fault] = []
    for wanted in story["happenings"]:
        missing, homes = _homes(wanted, records, place)
        faults += missing
        if len({h.id for h in homes}) > 1:
            faults.append(("joined", f"{wanted['name']}: reports stand in {len({h.id for h in homes})} groups"))
        groups.append(max(homes, key=lambda h: len(h.reports)) if homes else None)
    faults += _run_together(story, groups)
    for wanted, group in zip(story["happenings"], groups, strict=True):
        if group is not None:
            faults += _compare(wanted, group)
    return faults


def _homes(wanted: Row, records: dict[str, Record], place: dict[tuple[str, str], Happening]) -> tuple[list[Fault], list[Happening]]:
    """The groups in which the reports of a happening stand, and which reports were not read at all."""
    faults: list[Fault] = []
    homes = []
    for report in wanted["events"]:
        event = _event_at(records[report["article"]], report["anchor"], wanted["type"])
        if event is None:
            faults.append(("read", f"{wanted['name']}: no event read at {report['anchor']} in {report['article']}"))
        else:
            homes.append(place[report["article"], event])
    return faults, homes


def _event_at(record: Record, anchor: str, type_: str) -> str | None:
    """The id of the first report, in the record, of the event at the anchor; where none is read there, of the nearest of the type close by."""
    starts = list(_occurrences(record.article.text, anchor))
    for start in starts:
        for event in record.events:
            if event.trigger[0] < start + len(anchor) and start < event.trigger[1]:
                return event.report
    near = [(e.type != type_, abs(e.trigger[0] - start), e.report) for start in starts[:1] for e in record.events if near_types(e.type, type_)]
    return min((found for found in near if found[1] <= CLOSE), default=(None, 0, None))[2]


def _occurrences(text: str, anchor: str) -> Iterator[int]:
    start = text.find(anchor)
    while start >= 0:
        yield start
        start = text.find(anchor, start + 1)


def _run_together(story: Row, groups: list[Happening | None]) -> list[Fault]:
    names = [wanted["name"] for wanted in story["happenings"]]
    kept = [(name, group.id) for name, group in zip(names, groups, strict=True) if group is not None]
    return [("apart", f"{a} and {b} are one group") for n, (a, x) in enumerate(kept) for b, y in kept[:n] if x == y]


def _compare(wanted: Row, group: Happening) -> list[Fault]:
    faults: list[Fault] = []
    allowed = wanted["origins"] if isinstance(wanted["origins"], list) else [wanted["origins"]]
    if len(group.origins) not in range(min(allowed), max(allowed) + 1):
        faults.append(("origins", f"{wanted['name']}: {len(group.origins)} origins ({', '.join(o.name for o in group.origins)}), not {wanted['origins']}"))
    if group.disputed != wanted["disputed"]:
        why = "; ".join(d.why for d in group.disputes) or "; ".join(r for f in group.figures for r in f.revisions)
        faults.append(("disputed", f"{wanted['name']}: {'' if group.disputed else 'not '}disputed{f' ({why})' if why else ''}"))
    hung = {d.article for d in group.disputes if d.kind in ("denies", "doubts")}
    faults += [
        ("denials", f"{wanted['name']}: the denial {denial['anchor']} in {denial['article']} does not hang on it")
        for denial in wanted["denials"]
        if denial["article"] not in hung
    ]
    for figure in wanted.get("figures", []):
        told = [c.value for f in group.figures if f.what == figure["what"] for c in f.claims]
        if not _in_order(figure["values"], told):
            faults.append(("figures", f"{wanted['name']}: {figure['what']} {told}, not {figure['values']}"))
    return faults


def _in_order(values: list[float], told: list[float]) -> bool:
    rest = iter(told)
    return all(value in rest for value in values)


def main() -> int:
    """Score the stories."""
    names = [a for a in sys.argv[1:] if not a.startswith("-")]
    paths = [p for p in sorted(STORIES.glob("*.json")) if not names or any(p.stem.startswith(name) for name in names)]
    kinds: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for path in paths:
        faults = faults_of(json.loads(path.read_text(encoding="utf-8")))
        wrong.update({kind for kind, _ in faults})
        kinds.update(["right"] if not faults else [])
        print(f"{path.stem}: {'right' if not faults else 'wrong'}")
        for kind, what in faults:
            print(f"    {kind}: {what}")
    score = kinds["right"] / max(1, len(paths))
    print(f"{kinds['right']} of {len(paths)} stories right, {score:.1%}; stories with a fault of each kind: {dict(wrong.most_common())}")
    return 0 if score >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
