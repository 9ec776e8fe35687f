"""Our figures are the reference scorer's to the last digit, on records with every kind of fault."""
from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import musnad
from musnad.evaluation.gold import find_gold, read_gold
from musnad.evaluation.parts import Parts
from musnad.evaluation.report import evaluate, read_records

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("MUSNAD_SHARED") or ROOT.parent / "shared")
SCORER = SHARED / "reference" / "score.py"
DEMO = Path(musnad.__file__).parent / "demo"

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason=f"the reference scorer is not there: {SCORER}")


class Faults:
    """A reference record printed as if a program had read it, with random faults."""

    def __init__(self, parts: Parts, chance: random.Random) -> None:
        self.parts = parts
        self.chance = chance
        self.ids = [e.id for e in parts.entities]

    def record(self) -> dict[str, Any]:
        layers = {
            "entities": [self.entity(vars_of(e)) for e in self.parts.entities],
            "dates": [self.valued(vars_of(d)) for d in self.parts.dates],
            "amounts": [self.valued(vars_of(a)) for a in self.parts.amounts],
            "events": list(self.events()),
            "statements": [self.statement(vars_of(s)) for s in self.parts.statements],
        }
        for rows in layers.values():
            rows[:] = [row for row in rows if self.chance.random() < 0.9]
        self.chance.shuffle(layers["entities"])
        furniture = [self.moved(f) for f in self.parts.furniture]
        return {"document": {"id": self.parts.name}, **layers, "furniture": furniture}

    def moved(self, span: tuple[int, int]) -> list[int]:
        return [span[0] + self.chance.choice([0, 0, 0, 1, -1, 4]), span[1] + self.chance.choice([0, 0, 0, 0, 1, 2])]

    def some(self, right: Any, *wrong: Any) -> Any:
        """Mostly the right value."""
        return right if self.chance.random() < 0.85 else self.chance.choice(wrong)

    def any_ids(self, right: list[str]) -> Any:
        return self.some(right, None, [], self.chance.choices(self.ids, k=2), [*right, self.chance.choice(self.ids)])

    def entity(self, row: dict[str, Any]) -> dict[str, Any]:
        mentions = [self.moved(m) for m in row["mentions"] if self.chance.random() < 0.9]
        return {**row, "mentions": mentions, "type": self.some(row["type"], "ORG"),
                "country": self.some(row["country"], None, "XXX"), "sector": self.some(row["sector"], None, "GOV")}

    def valued(self, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "span": self.moved(row["span"]), "value": self.some(row["value"], None, 7)}

    def events(self) -> Iterator[dict[str, Any]]:
        before: list[str] = []
        for event in self.parts.events:
            row = vars_of(event)
            roles = {role: self.any_ids(row[role]) for role in ("actor", "recipient", "place")}
            same = self.some(row["same"], None, *before)
            yield {**row, **roles, "trigger": self.moved(self.chance.choice(event.spans)),
                   "same": same if same in before else None, "type": self.some(row["type"], "AID"),
                   "mode": self.some(row["mode"], "visit"), "when": self.some(row["when"], None),
                   "statement": self.some(row["statement"], None, "q1")}
            before.append(event.id)

    def statement(self, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "span": self.moved(row["span"]), "speaker": self.any_ids(row["speaker"]),
                "chain": self.any_ids(row["chain"]), "stance": self.some(row["stance"], "denies")}


def vars_of(part: Any) -> dict[str, Any]:
    return {name: getattr(part, name) for name in part.__slots__}


def figures_of_the_scorer(gold: Path, records: Path, *options: str) -> str:
    command = [sys.executable, str(SCORER), str(gold), str(records), *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize("folder", [DEMO, SCORER.parent / "cases"], ids=["demo", "cases"])
@pytest.mark.parametrize("seed", range(5))
def test_same_figures(folder: Path, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    references = [read_gold(path) for path in find_gold([folder])]
    printed = [Faults(parts, chance).record() for parts in references if chance.random() < 0.9]
    records = tmp_path / "records.jsonl"
    records.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in printed), encoding="utf-8")
    ours = evaluate([folder], read_records(records.read_text(encoding="utf-8"), "records"))
    assert 0.2 < ours.figures()["record"]["f1"] < 0.95
    assert json.loads(figures_of_the_scorer(folder, records, "--json")) == ours.figures()
    if seed == 0:
        assert figures_of_the_scorer(folder, records) == ours.table() + "\n"
