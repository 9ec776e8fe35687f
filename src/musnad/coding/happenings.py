"""Repeated reports of one happening within an article.

Two events are one if they are of a type, agree in what both say of mode, parties, place and date, and share either the lexical
root of the trigger or a party: the first stands for it (``same``).
"""
from __future__ import annotations

from musnad.record import Event


def join_repeats(events: list[Event], lemmas: dict[str, str]) -> None:
    """Set ``same`` on every event that repeats an earlier one. ``lemmas``: the trigger's lemma by event id."""
    for n, event in enumerate(events):
        for earlier in events[:n]:
            if earlier.same is None and _one(event, earlier, lemmas):
                event.same = earlier.id
                _complete(event, earlier)
                break


def _one(a: Event, b: Event, lemmas: dict[str, str]) -> bool:
    if a.type != b.type or (a.mode and b.mode and a.mode != b.mode):
        return False
    if (a.status == "planned") != (b.status == "planned") and "negated" not in (a.status, b.status):
        return False
    if a.when and b.when and a.when != b.when and not (a.when.startswith(b.when) or b.when.startswith(a.when)):
        return False
    shared, clash = 0, 0
    for role in ("actor", "recipient"):
        x, y = set(getattr(a, role)), set(getattr(b, role))
        if x and y:
            shared += bool(x & y)
            clash += not x & y
    if clash:
        return False
    alike = lemmas[a.id] == lemmas[b.id]
    if a.place and b.place and not set(a.place) & set(b.place) and not (shared and alike):
        return False
    if shared:
        return shared > 1 or alike or not (a.recipient and b.recipient)
    return alike and not (a.actor and a.recipient)


def _complete(event: Event, first: Event) -> None:
    """A later report carries what the first says, and the first what the later adds."""
    for role in ("actor", "recipient", "place"):
        mine, theirs = getattr(event, role), getattr(first, role)
        fuller = list(max((theirs, mine), key=len))
        if set(mine) <= set(fuller) and set(theirs) <= set(fuller):
            setattr(event, role, list(fuller))
            setattr(first, role, fuller)
    event.when = event.when or first.when
    first.when = first.when or event.when
