"""Who and where, as keys that two records share: an entity's knowledge id, else its country and sector, else its folded name.

The bodies and officials of a state roll up to the state: what the president, the army and the capital do, the state does.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from musnad.knowledge import read_table, remembered
from musnad.language.characters import fold
from musnad.record import Entity

STATE_SECTORS = frozenset(("GOV", "LEG", "JUD", "MIL", "COP", "SPY"))
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Party:
    """One who acts, suffers or speaks. ``state`` is the state it rolls up to, or empty; ``own``: whether it is a named one."""

    key: str
    name: str
    type: str
    own: bool
    country: str
    state: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened. ``whole``: the place is a country."""

    key: str
    name: str
    country: str
    whole: bool
    lat: float | None
    lon: float | None
    km: float


@remembered
def states() -> frozenset[str]:
    """Codes of states and territories."""
    return frozenset(row["code"] for row in read_table("countries"))


def bare_name(name: str) -> str:
    """A name folded, its words without the article."""
    return " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in fold(name).replace("_", " ").split())


def key_of(entity: Entity) -> str:
    """The key by which an entity is the same in two records; bodies that many states have are told apart by country."""
    if entity.knowledge_id:
        known = entity.knowledge_id
        shared = entity.country and known.startswith("organisations:") and entity.sector in STATE_SECTORS and not known.endswith(f":{entity.country}")
        return f"{known}:{entity.country}" if shared else known
    if not entity.named and entity.country and entity.sector:
        return f"{entity.country}:{entity.sector}"
    return bare_name(entity.name_ar)


def party_of(entity: Entity) -> Party:
    """An entity as a party."""
    country = entity.country or ""
    of_state = country in states() and (entity.sector in STATE_SECTORS or (entity.type == "GPE" and entity.sector is None))
    return Party(key_of(entity), entity.name_ar, entity.type, entity.named, country, country if of_state else "")


def place_of(entity: Entity) -> Place:
    """An entity as a place."""
    at = entity.coordinates
    country = entity.country or ""
    whole = entity.knowledge_id == country and bool(country)
    return Place(key_of(entity), entity.name_ar, country, whole, at.lat if at else None, at.lon if at else None, at.km if at else 0.0)


def distance(a: Place, b: Place) -> float | None:
    """Kilometres between two places (haversine), None if one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    dlat, dlon = radians(b.lat - a.lat) / 2, radians(b.lon - a.lon) / 2
    return 2 * _EARTH_KM * asin(sqrt(sin(dlat) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(dlon) ** 2))
