"""The newest disputes: happenings that some report and others deny or tell with other figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Unpack

import numpy as np
from sqlalchemy import select

from musnad.store.chosen import choose
from musnad.store.criteria import Filters
from musnad.store.reports import HappeningRow, ReportRow
from musnad.store.store import Store
from musnad.store.tables import ArticleRow, RecordRow, VersionRow


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
    choice = choose(store, filters)
    columns = choice.columns
    disputes = columns.happenings.disputes
    meeting = disputes[np.isin(columns.happenings.leading[disputes], choice.of("key"))] if filters else disputes
    first = [columns.happenings.leaders[n] for n in meeting[:most].tolist()]
    told = ("id", "type", "status", "since", "until", "reports", "outlets", "origins", "disputing")
    query: Any = select(*(getattr(HappeningRow, name) for name in told), VersionRow.title, ArticleRow.outlet, ArticleRow.id).select_from(HappeningRow)
    query = query.join(ReportRow, ReportRow.key == HappeningRow.leader).join(ArticleRow, ArticleRow.id == ReportRow.article_id)
    query = query.join(RecordRow, RecordRow.id == ReportRow.record_id).join(VersionRow, VersionRow.id == RecordRow.version_id)
    newest = (HappeningRow.since.is_(None), HappeningRow.since.desc(), HappeningRow.id)
    with store.reading() as connection:
        return [Dispute(*tuple(row)) for row in connection.execute(query.where(HappeningRow.leader.in_(first)).order_by(*newest))]
