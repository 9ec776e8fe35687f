"""Public actors by key, with their neutral names in English and Arabic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from musnad.corroboration.parties import states
from musnad.knowledge import read_table, remembered, variants
from musnad.store.chosen import Choice, Involved
from musnad.store.columns import Columns, Mask
from musnad.store.parties import country_codes
from musnad.store.store import Store


@dataclass(frozen=True, slots=True)
class Actor:
    """A public actor: its key, which every filter by actor takes, its names, and whether it is a whole state (or a group of states)."""

    key: str
    name: str
    name_ar: str
    state: bool


@remembered
def state_codes() -> tuple[str, ...]:
    """The codes that stand for one actor: of states, and of the unions of states that act as one. Those of kinds (``NGO``) are no actor's."""
    return tuple(sorted({*states(), "UNO", "EUR"}))


@remembered
def _labels() -> dict[str, tuple[str, str]]:
    """English and Arabic by key: of sectors, and of the codes of countries and groups of no country."""
    countries = {f"country.{row['code']}": (row["name"], variants(row["arabic"])[0].rstrip("?")) for row in read_table("countries")}
    return {row["key"]: (row["english"], row["arabic"]) for row in read_table("labels") if row["key"].startswith(("sector.", "country."))} | countries


def country_name(code: str) -> tuple[str, str]:
    """English and Arabic of a country's code; the code itself if it is unknown."""
    return _labels().get(f"country.{code}", (code, code))


def named(columns: Columns, keys: Iterable[str]) -> dict[str, Actor]:
    """The actors of some keys, by key; a key that no record has is left out."""
    found: dict[str, Actor] = {}
    for key in dict.fromkeys(keys):
        code, _, sector = key.partition(":")
        if key in state_codes():
            found[key] = Actor(key, *country_name(key), True)
        elif sector and code in country_codes() and f"sector.{sector}" in _labels():
            (country, country_ar), (label, label_ar) = country_name(code), _labels()[f"sector.{sector}"]
            found[key] = Actor(key, f"{country}: {label}", f"{country_ar}: {label_ar}", False)
        elif names := columns.names.actors.get(key):
            found[key] = Actor(key, *_with_country(key, *names), False)
    return found


def find_actor(store: Store, key: str) -> Actor | None:
    """The public actor of a key; None if the key is nobody's here, or that of someone who is no public actor."""
    columns = store.columns()
    actor = named(columns, [key]).get(key)
    return actor if actor is None or actor.state or key in columns.names.actors else None


def _with_country(key: str, name: str, name_ar: str) -> tuple[str, str]:
    """A body that many states have is told with its state."""
    kind, _, rest = key.partition(":")
    code = rest.rpartition(":")[2]
    if kind != "organisations" or ":" not in rest or code not in states():
        return name, name_ar
    english, arabic = country_name(code)
    return f"{name} ({english})", f"{name_ar} ({arabic})"


def is_of(choice: Choice, who: Involved, actor: Actor) -> Mask:
    """Which parties are the actor, or of the state that it is."""
    return np.isin(who.country if actor.state else who.actor, choice.columns.names.codes.get((actor.key,)))
