"""Repeated reports of one happening within an article.

Two events are one if they are of a type, agree in what both say of mode, parties, place and date, and share either the lexical
root of the trigger or a party; a definite noun that names no party (الضربة, هذا الهجوم) is the last act of its type told before it.
The first report stands for the happening (``same``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.record import Event


@dataclass(frozen=True, slots=True)
class Told:
    """What only the words tell.

    ``during``: events told as going on during themselves (بحث خلال لقائه), by id, with those that they repeat. ``goods``: what is handed over, as the
    beginnings of the words for it; by another word than the first, other goods are another delivery. ``places``: the ids of places, which are struck
    together with the people in them. ``alike``: by id what those who are only described are called by, buildings and things by their noun, people by
    their number. ``tolls``: the dead and hurt that an attack is told to have left (قصف … أدى إلى مقتل ثلاثة), by id, with that attack.
    """

    during: dict[str, str] = field(default_factory=dict)
    goods: dict[str, set[str]] = field(default_factory=dict)
    places: frozenset[str] = frozenset()
    alike: dict[str, str] = field(default_factory=dict)
    tolls: dict[str, str] = field(default_factory=dict)


def join_repeats(events: list[Event], lemmas: dict[str, str], definite: set[str], told: Told | None = None) -> None:
    """Set ``same`` on every event that repeats an earlier one, and let all reports of a happening carry what any of them says.

    ``lemmas``: the trigger's lemma by event id; ``definite``: the events whose trigger is a definite noun.
    """
    told = told or Told()
    by_id = {event.id: event for event in events}
    for n, event in enumerate(events):
        first = next((e for e in events[:n] if e.same is None and _one(event, e, lemmas, told)), None)
        if event.id in told.during:
            first = _first(told.during[event.id], by_id)
            event.actor = list(first.actor)  # the pronoun on the noun is whoever the verb says
        if event.id in told.tolls and first is None:
            first = _first(told.tolls[event.id], by_id)
            _suffer_together(first, event)
        if first is None and event.id in definite and not event.actor and not event.recipient:
            first = next((_first(e.id, by_id) for e in reversed(events[:n]) if _agree(event, e) and (e.actor or e.recipient)), None)
        if first is not None:
            event.same = first.id
            _complete(first, event)
    for event in events:
        if event.same:
            _complete(event, by_id[event.same])


def join_likely(events: list[Event], judged: dict[str, str]) -> None:
    """Join what the trained network takes for one happening, behind :func:`join_repeats`: each keeps the report that it is surely one with.

    ``judged``: events by id with the earlier one that each likely repeats. Who takes part only by that is ``unsure``; the day is taken over.
    """
    by_id = {event.id: event for event in events}
    for event in events:
        own = _first(event.id, by_id)
        first = _first(judged[event.id], by_id) if event.id in judged else own
        if first is own or not _agree(own, first) or events.index(first) > events.index(own):
            continue
        for report in [e for e in events if own.id in (e.id, e.same)]:
            report.same_surely, report.same = report.report, first.id
    for event in events:
        if event.same_surely and event.same:
            held, places = {*event.actor, *event.recipient, *event.place}, list(event.place)
            _complete(event, by_id[event.same])
            event.place = [i for i in event.place if i in places or i not in (*event.actor, *event.recipient)]
            event.unsure += [i for i in dict.fromkeys((*event.actor, *event.recipient, *event.place)) if i not in held and i not in event.unsure]


def _first(report: str, by_id: dict[str, Event]) -> Event:
    """The report that stands for the happening of which this one tells."""
    return by_id[by_id[report].same or report]


def _agree(a: Event, b: Event) -> bool:
    """Whether type, mode, outlook and date of two events do not speak against their being one."""
    if a.type != b.type or (a.mode and b.mode and a.mode != b.mode):
        return False
    if (a.status == "planned") != (b.status == "planned") and "negated" not in (a.status, b.status):
        return False
    return not (a.when and b.when and a.when != b.when and not (a.when.startswith(b.when) or b.when.startswith(a.when)))


def _one(a: Event, b: Event, lemmas: dict[str, str], told: Told) -> bool:
    """Whether two events that agree share enough to be one."""
    if not _agree(a, b):
        return False
    shared, clash, alike = 0, 0, lemmas[a.id] == lemmas[b.id]
    for role in ("actor", "recipient"):
        x, y = set(getattr(a, role)), set(getattr(b, role))
        if x and y:
            likened = alike and bool({told.alike[i] for i in x if i in told.alike} & {told.alike[i] for i in y if i in told.alike})
            shared += bool(x & y)
            clash += not x & y and not likened and (role == "actor" or (x <= told.places) == (y <= told.places))
    goods = told.goods
    if clash or (not alike and goods.get(a.id) and goods.get(b.id) and not goods[a.id] & goods[b.id]):
        return False
    if a.place and b.place and not set(a.place) & set(b.place) and not (shared and alike):
        return False
    if shared:
        return shared > 1 or alike or not (a.recipient and b.recipient)
    return alike and not (a.actor and a.recipient)


def _suffer_together(attack: Event, toll: Event) -> None:
    """Who was killed or hurt suffered the attack too, and who made it did that."""
    attack.recipient = [*attack.recipient, *(r for r in toll.recipient if r not in attack.recipient and r not in attack.actor)]
    toll.recipient = list(attack.recipient)
    toll.actor = list(attack.actor) or toll.actor


def _complete(event: Event, other: Event) -> None:
    """Fill what an event leaves open, or says less of, from another report of the same happening."""
    for role, opposite in (("actor", "recipient"), ("recipient", "actor"), ("place", "")):
        if opposite and set(getattr(other, role)) & set(getattr(event, opposite)):
            continue  # nobody does to himself what another report has him suffer
        mine, theirs = getattr(event, role), getattr(other, role)
        if role == "place":
            event.place = list(dict.fromkeys([*mine, *theirs]))
        elif len(theirs) > len(mine) and set(mine) <= set(theirs):
            setattr(event, role, list(theirs))
    event.when = event.when or other.when
