"""The newest disputes: happenings that some report and others deny or tell with other figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import select, tuple_

from musnad.store.criteria import Filters, criteria
from musnad.store.reports import HappeningRow, ReportRow
from musnad.store.searching import narrow
from musnad.store.store import Store
from musnad.store.tables import ArticleRow, EventRow, RecordRow, VersionRow


@dataclass(frozen=True, slots=True)
class Dispute:
    """A happening that is in dispute: how many reports, outlets and independent origins tell it, and how many reports dispute it.

    ``title`` and ``outlet`` are those of the article whose report leads it, ``article`` that one's number in the store.
    """

    id: str
    type: str
    status: str
    since: str | None
    until: str | None
    reports: int
    outlets: int
    origins: int
    disputing: int
    title: str | None
    outlet: str | None
    article: int


def newest_disputes(store: Store, *, most: int = 10, **filters: Unpack[Filters]) -> list[Dispute]:
    """The disputes whose leading report meets the filters, the last that began first; none in a store that was not corroborated."""
    wanted = criteria(filters)
    told = ("id", "type", "status", "since", "until", "reports", "outlets", "origins", "disputing")
    columns = (*(getattr(HappeningRow, name) for name in told), VersionRow.title, ArticleRow.outlet, ArticleRow.id)
    query = select(*columns).select_from(HappeningRow).join(ReportRow, ReportRow.key == HappeningRow.leader)
    query = query.join(ArticleRow, ArticleRow.id == ReportRow.article_id).join(RecordRow, RecordRow.id == ReportRow.record_id)
    query = query.join(VersionRow, VersionRow.id == RecordRow.version_id).where(HappeningRow.disputing > 0)
    with store.reading() as connection:
        if filters:
            query = query.where(tuple_(ReportRow.record_id, ReportRow.event).in_(narrow(connection, wanted, EventRow.record_id, EventRow.id)))
        query = query.order_by(HappeningRow.since.is_(None), HappeningRow.since.desc(), HappeningRow.id).limit(most)
        return [Dispute(*row) for row in connection.execute(query)]
