"""According to whom: the origin of a statement, as far as its chain can be traced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from musnad.store.reports import among
from musnad.store.tables import EntityRow, LinkRow


@dataclass(frozen=True, slots=True)
class Who:
    """Someone as one article names them, and the key where that is a public actor."""

    name: str
    name_ar: str
    key: str | None


def origins(connection: Connection, statements: Iterable[tuple[int, str | None]]) -> dict[tuple[int, str], Who]:
    """The last link of the chain of each statement, by record and id; those without a chain are left out."""
    asked = sorted({(record, statement) for record, statement in statements if statement is not None})
    wanted = select(LinkRow.record_id, LinkRow.statement, EntityRow.name, EntityRow.name_ar, EntityRow.actor)
    wanted = wanted.join(EntityRow, (EntityRow.record_id == LinkRow.record_id) & (EntityRow.id == LinkRow.entity))
    rows = connection.execute(wanted.where(among(LinkRow.record_id, LinkRow.statement, asked)).order_by(LinkRow.position))
    return {(row[0], row[1]): Who(row[2], row[3], row[4]) for row in rows}
