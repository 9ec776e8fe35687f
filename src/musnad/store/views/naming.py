"""Public actors by key, with their neutral names in English and Arabic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from musnad.corroboration.parties import states
from musnad.knowledge import read_table, remembered, variants
from musnad.store.parties import country_codes
from musnad.store.reports import SLICE
from musnad.store.store import Store
from musnad.store.tables import EntityRow


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


def named(connection: Connection, keys: Iterable[str]) -> dict[str, Actor]:
    """The actors of some keys, by key; a key that no record has is left out."""
    found: dict[str, Actor] = {}
    asked = []
    for key in dict.fromkeys(keys):
        code, _, sector = key.partition(":")
        if key in state_codes():
            found[key] = Actor(key, *country_name(key), True)
        elif sector and code in country_codes() and f"sector.{sector}" in _labels():
            (country, country_ar), (label, label_ar) = country_name(code), _labels()[f"sector.{sector}"]
            found[key] = Actor(key, f"{country}: {label}", f"{country_ar}: {label_ar}", False)
        else:
            asked.append(key)
    for n in range(0, len(asked), SLICE):
        wanted = select(EntityRow.actor, func.min(EntityRow.name), func.min(EntityRow.name_ar)).where(EntityRow.actor.in_(asked[n : n + SLICE]))
        for row in connection.execute(wanted.group_by(EntityRow.actor)):
            found[str(row[0])] = Actor(str(row[0]), *_with_country(str(row[0]), row[1], row[2]), False)
    return found


def find_actor(store: Store, key: str) -> Actor | None:
    """The public actor of a key; None if the key is nobody's here, or that of someone who is no public actor."""
    if "\x00" in key:  # which PostgreSQL takes for no text
        return None
    with store.reading() as connection:
        actor = named(connection, [key]).get(key)
        if actor is not None and not actor.state and connection.execute(select(EntityRow.id).where(EntityRow.actor == key).limit(1)).first() is None:
            return None
        return actor


def _with_country(key: str, name: str, name_ar: str) -> tuple[str, str]:
    """A body that many states have is told with its state."""
    kind, _, rest = key.partition(":")
    code = rest.rpartition(":")[2]
    if kind != "organisations" or ":" not in rest or code not in states():
        return name, name_ar
    english, arabic = country_name(code)
    return f"{name} ({english})", f"{name_ar} ({arabic})"


def is_of(party: Any, actor: Actor) -> Any:
    """That a party (PartyRow or an alias of it) is the actor, or of the state that it is: a condition."""
    return party.country == actor.key if actor.state else party.actor == actor.key
