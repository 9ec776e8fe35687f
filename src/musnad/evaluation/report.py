"""Figures and tables of an evaluation, and the reading of records to be evaluated."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from musnad.errors import UsageError
from musnad.evaluation.gold import find_gold, read_gold
from musnad.evaluation.parts import Parts, from_record
from musnad.evaluation.score import HEADLINE, Tally, score

Figures = dict[str, dict[str, Any]]


@dataclass(slots=True)
class Evaluation:
    """Counts over reference records, with the names that had no record and the records that had no reference."""

    tally: Tally
    articles: int
    missing: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def figures(self) -> Figures:
        """Precision, recall, F1 and counts by measure, and the mean F1 of the headline measures under ``record``."""
        out: Figures = {
            measure: {"precision": c.precision, "recall": c.recall, "f1": c.f1, "hits": c.hits, "gold": c.gold, "predicted": c.predicted}
            for measure, c in self.tally.items()
        }
        mean = sum(self.tally[m].f1 for m in HEADLINE if m in self.tally) / len(HEADLINE)
        out["record"] = {"f1": mean, "articles": self.articles}
        return out

    def table(self) -> str:
        """The figures as lines of text."""
        lines = [f"{'measure':32s} {'prec':>6s} {'rec':>6s} {'F1':>6s}  hits/gold/predicted"]
        lines += [f"{measure:32s} {c.precision:6.3f} {c.recall:6.3f} {c.f1:6.3f}  {c.hits}/{c.gold}/{c.predicted}" for measure, c in self.tally.items()]
        mean = self.figures()["record"]["f1"]
        lines.append(f"record F1 (mean of: {', '.join(HEADLINE)}) over {self.articles} articles: {mean:.3f}")
        return "\n".join(lines)


def evaluate(gold: list[Path], records: Iterable[Parts]) -> Evaluation:
    """Score records against the reference files in folders or among files.

    A reference with no record counts as wholly missed. Raises GoldError for a malformed reference, UsageError where
    there is none or where an article has two records.
    """
    references = {parts.name: parts for parts in map(read_gold, find_gold(gold))}
    result = Evaluation(Tally(), len(references))
    seen: set[str] = set()
    for record in records:
        if record.name in seen:
            raise UsageError(f"a second record for {record.name}")
        if record.name in references:
            score(references[record.name], record, result.tally)
            seen.add(record.name)
        else:
            result.unknown.append(record.name)
    result.missing = sorted(references.keys() - seen)
    for name in result.missing:
        score(references[name], Parts(name), result.tally)
    return result


def read_records(content: str, name: str) -> Iterator[Parts]:
    """The records of a JSONL file, or of a JSON array. Raises UsageError naming file and line for what is no record."""
    if content.lstrip("\ufeff \t\r\n").startswith("["):
        rows = _parse(content.lstrip("\ufeff"), name)
        yield from (from_record(row, f"{name}[{number}]") for number, row in enumerate(rows, 1))
        return
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip("\ufeff \t\r"):
            where = f"{name}:{number}"
            yield from_record(_parse(line.lstrip("\ufeff"), where), where)


def _parse(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UsageError(f"{where}: not JSON ({error.msg}, column {error.colno})") from error
