"""What a denial denies: the earlier statement, by someone else, that accuses the denier or speaks of the same act."""

from __future__ import annotations

from musnad.record import Event, Statement


def point_denials(statements: list[Statement], events: list[Event]) -> None:
    """Set ``of`` on every denial whose target is in the article; left open where nothing fits."""
    inside: dict[str, list[Event]] = {}
    for event in events:
        if event.statement:
            inside.setdefault(event.statement, []).append(event)
    for n, denial in enumerate(statements):
        if denial.stance != "denies":
            continue
        mine = inside.get(denial.id, [])
        best: tuple[int, int, str] | None = None
        for k, other in enumerate(statements):
            if k == n or other.stance == "denies" or set(other.speaker) & set(denial.speaker) or other.span[0] > denial.span[0]:
                continue
            theirs = inside.get(other.id, [])
            weight = 2 * bool({e.type for e in mine} & {e.type for e in theirs})
            weight += 2 * any(set(denial.speaker) & set(e.actor) for e in theirs)
            weight += n - k <= 2
            if weight and (best is None or (weight, k) > best[:2]):
                best = weight, k, other.id
        if best is not None:
            denial.of = best[2]
            continue
        for event in mine:
            if event.report != event.id:
                denial.of = event.report
                break
