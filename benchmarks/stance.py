"""How well agreement is told from contradiction: `make stance`.

Usage: ``python benchmarks/stance.py [--curve]``

Reads the headline pairs of ANS (Khouja 2020; an altered headline is a "disagree"), keeps those where both headlines yield an event, and
scores each pair with :func:`musnad.corroboration.agreement.agreement`. Prints the area under the curve beside that of words alone, and how
many pairs count as confirmation where at most 8 % of the disagreeing do. Nothing is fitted to the pairs but that threshold, which is
cross-validated. The parts and their points were written with the even pairs in sight; the odd ones were not looked at, so both are shown.
Exit code 1 below ``FLOOR``; 0, saying so, where the data is not there (``MUSNAD_SHARED``, else ``../shared``).
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from musnad.corroboration.agreement import agreement
from musnad.corroboration.signature import DENIAL, Signature, signatures
from musnad.pipeline import read
from musnad.record import Article

SHARED = Path(os.environ.get("MUSNAD_SHARED") or Path(__file__).resolve().parents[2] / "shared")
PAIRS = SHARED / "third_party" / "stance_ans_train.json"
FLOOR = 0.72
ALLOWED = 0.08  # share of disagreeing pairs that may count as confirmation
FOLDS = 5
DAY = "2018-01-15"  # the headlines have no dates; those of a pair are of one time


@dataclass(frozen=True)
class Scored:
    """A pair: whether its headlines agree, its score, and that of its words alone."""

    agrees: bool
    score: float
    words: float


def scored_pairs() -> list[Scored]:
    """The pairs of which both headlines yield an event."""
    out = []
    for n, case in enumerate(json.loads(PAIRS.read_text(encoding="utf-8"))["cases"]):
        if case["label"] not in ("agree", "disagree"):
            continue
        sides = [signatures(read(Article(f"{n}.{side}", case[side], published=DAY))) for side in ("s1", "s2")]
        if all(any(s.type != DENIAL for s in side) for side in sides):
            out.append(Scored(case["label"] == "agree", agreement(*sides).score, _words(*sides)))
    return out


def _words(a: list[Signature], b: list[Signature]) -> float:
    mine, theirs = ({w for s in side for w in s.words} for side in (a, b))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def auc(pairs: list[tuple[bool, float]]) -> float:
    """Chance that an agreeing pair scores above a disagreeing one, ties half."""
    agree, disagree = ([s for a, s in pairs if a is wanted] for wanted in (True, False))
    return sum((x > y) + 0.5 * (x == y) for x in agree for y in disagree) / (len(agree) * len(disagree))


def threshold(pairs: list[Scored]) -> float:
    """The lowest score above which at most ``ALLOWED`` of the disagreeing pairs lie."""
    scores = sorted({p.score for p in pairs})
    disagree = [p.score for p in pairs if not p.agrees]
    return next(t for t in [*scores, scores[-1] + 1] if sum(s >= t for s in disagree) <= ALLOWED * len(disagree))


def shares(pairs: list[Scored], at: float) -> tuple[float, float]:
    """Shares of the agreeing and of the disagreeing pairs at or above a score."""
    both = [[p.score >= at for p in pairs if p.agrees is wanted] for wanted in (True, False)]
    return sum(both[0]) / max(1, len(both[0])), sum(both[1]) / max(1, len(both[1]))


def main() -> int:
    """Score the pairs and print the figures."""
    if not PAIRS.exists():
        print(f"skipped: {PAIRS} is not there")
        return 0
    pairs = scored_pairs()
    agreeing = sum(p.agrees for p in pairs)
    area = auc([(p.agrees, p.score) for p in pairs])
    print(f"{len(pairs)} pairs with an event on both sides: {agreeing} agree, {len(pairs) - agreeing} disagree")
    print(f"AUC {area:.3f} (floor {FLOOR}); words alone {auc([(p.agrees, p.words) for p in pairs]):.3f}")
    print("AUC of even and odd pairs: " + ", ".join(f"{auc([(p.agrees, p.score) for p in pairs[half::2]]):.3f}" for half in (0, 1)))
    held = [shares(pairs[fold::FOLDS], threshold([p for n, p in enumerate(pairs) if n % FOLDS != fold])) for fold in range(FOLDS)]
    print(
        f"at most {ALLOWED:.0%} of disagree: threshold {threshold(pairs):g}, {shares(pairs, threshold(pairs))[0]:.1%} of agree confirmed; "
        f"{FOLDS}-fold: {sum(h[0] for h in held) / FOLDS:.1%} of agree, {sum(h[1] for h in held) / FOLDS:.1%} of disagree"
    )
    if "--curve" in sys.argv[1:]:
        print("score  agree  disagree")
        for t in sorted({round(p.score * 2) / 2 for p in pairs}, reverse=True):
            print(f"{t:5.1f}  {shares(pairs, t)[0]:6.1%}  {shares(pairs, t)[1]:6.1%}")
    return 0 if area >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
