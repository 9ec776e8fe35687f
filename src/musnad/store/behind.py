"""Who stands behind events: the happening that each is a report of, and the independent origins that tell it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from musnad.corroboration.happenings import origins_behind
from musnad.store.reading import StoredEvent
from musnad.store.reports import SLICE, HappeningRow, ReportRow, StoredMemory, among
from musnad.store.store import Store

Place = tuple[int, str]
"""The record and the id under which an event is corroborated."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The id of a happening, and the names of its independent origins."""

    happening: str
    origins: list[str]


def behind(store: Store, events: Iterable[StoredEvent]) -> dict[Place, Behind]:
    """Who stands behind each event, by :func:`place_of`; events that were not corroborated are left out."""
    places = sorted({place_of(event) for event in events})
    leader = func.coalesce(ReportRow.leader, ReportRow.key)
    wanted = select(ReportRow.record_id, ReportRow.event, HappeningRow.leader, HappeningRow.id).join(HappeningRow, HappeningRow.leader == leader)
    step = SLICE // 2  # each is two variables
    with store.reading() as connection:
        chunks = (among(ReportRow.record_id, ReportRow.event, places[n : n + step]) for n in range(0, len(places), step))
        rows = [row for chunk in chunks for row in connection.execute(wanted.where(chunk))]
        memory = StoredMemory(connection)
        found = {row.leader: Behind(row.id, [origin.name for origin in origins_behind(memory, row.leader)]) for row in rows}
    return {(row.record_id, row.event): found[row.leader] for row in rows}


def place_of(event: StoredEvent) -> Place:
    """Where an event is corroborated: with the first report of its happening in its record that it is surely one with."""
    return event.article.record_id, event.event.report
