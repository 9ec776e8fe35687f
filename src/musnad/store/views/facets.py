"""How many of the events that meet some filters have which value of each filter, and the actors of most events."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Unpack

import numpy as np

from musnad.store.chosen import Choice, choose, counted, foremost, once, tally, told_by
from musnad.store.columns import NONE, ROLES, Numbers
from musnad.store.criteria import Filters, criteria
from musnad.store.store import Store
from musnad.store.views.naming import Actor, named, state_codes
from musnad.store.views.periods import Period, periods
from musnad.store.views.timeline import Quads

MOST = 12
NAMES = ("actor", "recipient", "place", "type", "status", "outlet", "origins")
"""The filters that have values to choose from, beside the date."""
ORIGINS = (2, 3, 5, 10)
"""Least numbers of independent origins that are offered."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a filter, its names where it has any, and how many events have it."""

    value: str
    name: str
    name_ar: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The values of each filter, the most frequent first, and how many events there are. Of actors, recipients and places only the first are there.

    ``date`` has years, or the months or days of what is asked for, in their order.
    """

    total: int
    actor: list[Value]
    recipient: list[Value]
    place: list[Value]
    type: list[Value]
    status: list[Value]
    outlet: list[Value]
    origins: list[Value]
    date: list[Period]


@dataclass(frozen=True, slots=True)
class Busy:
    """An actor with its events, by role and by quad class; one in which it is both counts once in ``quads``."""

    actor: Actor
    as_actor: int
    as_recipient: int
    quads: Quads


def facets(store: Store, *, most: int = MOST, **filters: Unpack[Filters]) -> Facets:
    """Counts by filter of the events that meet the filters.

    ``most`` is how many countries, and how many others, there may be of actors, recipients and places, and how many years.
    """
    choice = choose(store, filters)
    dates = periods(choice, criteria(filters), most)
    return Facets(int(choice.mask.sum()), **{name: _facet(choice, name, most) for name in NAMES}, date=dates)


def facet(store: Store, name: str, *, most: int = MOST, **filters: Unpack[Filters]) -> list[Value]:
    """The values of one filter alone, as :func:`facets` has them. KeyError for one that has none."""
    if name not in NAMES:
        raise KeyError(name)
    return _facet(choose(store, filters), name, most)


def _facet(choice: Choice, name: str, most: int) -> list[Value]:
    if name in ROLES:
        return _parties(choice, name, most)
    return _origins(choice) if name == "origins" else _plain(choice, name)


def _plain(choice: Choice, name: str) -> list[Value]:
    """The values of what stands in the event and its article."""
    column = choice.of_record(name) if name == "outlet" else choice.of(name)
    return [Value(value, "", "", count) for value, count in _most(choice, column)]


def _most(choice: Choice, codes: Numbers, most: int | None = None) -> list[tuple[str, int]]:
    """Codes as texts with how often each is there, the most frequent first; at most so many."""
    found, counts = counted(codes[codes != NONE])
    if most is not None:
        near = foremost(counts, most)
        found, counts = found[near], counts[near]
    texts = zip(map(choice.text, found.tolist()), counts.tolist(), strict=True)
    return sorted(texts, key=lambda pair: (-pair[1], pair[0]))[:most]


def _parties(choice: Choice, role: str, most: int) -> list[Value]:
    """The countries, and what is no country, that have a role in most events, with their names; a country is told with all that is its own."""
    who = choice.parties(role)
    key = who.known if role == "place" else who.actor
    states = np.isin(who.country, choice.columns.names.codes.get(state_codes()))
    found = []
    for values, meant in ((who.country, states), (key, (who.country == NONE) | (key != who.country))):
        column, at = values[meant], who.at[meant]
        found += _most(choice, column[once(column, at)], most)
    names = {actor.key: (actor.name, actor.name_ar) for actor in named(choice.columns, [value for value, _ in found]).values()}
    if role == "place":
        places = choice.columns.names.places
        names |= {value: (places[value].name, places[value].name_ar) for value, _ in found if value not in state_codes() and value in places}
    return [Value(value, *names.get(value, ("", "")), count) for value, count in sorted(found, key=lambda pair: (-pair[1], pair[0]))]


def _origins(choice: Choice) -> list[Value]:
    """How many events are of happenings with so many independent origins."""
    return [Value(str(least), "", "", count) for least in ORIGINS if (count := int(told_by(choice.columns, least)[choice.mask].sum()))]


def busiest(store: Store, *, most: int = MOST, states: bool = True, **filters: Unpack[Filters]) -> list[Busy]:
    """The actors of most events that meet the filters: whole states with all their bodies and officials, or with ``states`` False all other actors."""
    choice = choose(store, filters)
    who = choice.parties("actor", "recipient")
    key = who.country if states else who.actor
    codes = choice.columns.names.codes
    meant = np.isin(key, codes.get(state_codes())) if states else (key != NONE) & ((who.country == NONE) | (key != who.country))
    key, at, role = key[meant], who.at[meant], who.role[meant]
    first = {value for value, _ in _most(choice, key[once(key, at)], most)}
    kept = np.isin(key, codes.get(first))
    key, at, role = key[kept], at[kept], role[kept]
    rows, by_role = once(key, at), once(key, at, role)
    roles: dict[str, Counter[str]] = {}
    for code, number, count in tally(key[by_role], role[by_role]):
        roles.setdefault(choice.text(code), Counter())[ROLES[number]] = count
    quads: dict[str, Counter[str]] = {}
    for code, quad, count in tally(key[rows], choice.quads(at[rows])):
        quads.setdefault(choice.text(code), Counter())[choice.text(quad)] = count
    actors = named(choice.columns, first)
    busy = [Busy(actors[k], roles[k]["actor"], roles[k]["recipient"], Quads.of(counts)) for k, counts in quads.items() if k in actors]
    return sorted(busy, key=lambda each: (-each.quads.total, each.actor.key))
