"""Who is a public actor, and by which key it is the same in all articles.

Only public affairs are profiled. A public actor is

- a state, a province or a town that acts (``GPE``), an organisation, a group or a medium that the tables of knowledge have: its key is
  its knowledge id, with the country where many states have such a body (``organisations:Ministry of Defence:IRQ``);
- a person of the table of people while its sector is that of an office, a party or an armed group, or, without a sector, an
  international office: people whom that table has as journalists, activists, business people, relatives or accused are none;
- those whom an article describes by country and sector and does not name (``IRQ:MIL``, the Iraqi military).

Anyone else is a private person, or is not known well enough to be told from one: there is no key, and so no row by which what
several articles tell of them could be brought together.
"""

from __future__ import annotations

from musnad.corroboration.parties import STATE_SECTORS, key_of, party_of
from musnad.record import Entity

OFFICES = STATE_SECTORS | {"ELI", "PTY", "PRM", "REB", "OPP"}
"""Sectors of those who hold, held or seek public power; ``ELI`` is the former office holder."""
_ACT = ("GPE", "ORG", "NORP", "MEDIA")


def actor_key(entity: Entity) -> str | None:
    """The key of a public actor; None for a private person, and for what is no actor."""
    if entity.type == "PERSON" and entity.named:
        known = (entity.knowledge_id or "").startswith("people:")
        return key_of(entity) if known and (entity.sector is None or entity.sector in OFFICES) else None
    if entity.type in _ACT and entity.knowledge_id:
        return key_of(entity)
    described = not entity.named and not entity.knowledge_id and entity.type in (*_ACT, "PERSON")
    return f"{entity.country}:{entity.sector}" if described and entity.country and entity.sector else None


def state_of(entity: Entity) -> str | None:
    """The code of the state that an entity is, or is a body or an official of; None for others."""
    return party_of(entity).state or None
