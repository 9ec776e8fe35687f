"""Which events in the columns of a store meet the filters: the same as :func:`musnad.store.searching.narrow` finds in the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection, select

from musnad.store.columns import NONE, ROLES, SEVERAL, Columns, Mask, Numbers, Parties, day_number
from musnad.store.criteria import Criteria, Filters, criteria
from musnad.store.parties import country_codes, parts_of
from musnad.store.searching import article_hits, named_article, outlet_keys
from musnad.store.tables import LATEST, ArticleRow, EventRow, VersionRow

if TYPE_CHECKING:
    from musnad.store.store import Store

MASKS = 64  # choices that are remembered of one state of the store


def chosen(connection: Connection, columns: Columns, wanted: Criteria) -> Mask:
    """Of each event of the columns whether it meets the criteria. What no column tells (words, names of people, an article) is asked of the tables."""
    events, codes = columns.events, columns.names.codes
    mask: Mask = (events.machine if wanted.machine else events.current) == 1
    for name in ("type", "mode", "status", "stance"):
        if values := getattr(wanted, name):
            mask &= _among(getattr(events, name), codes.get(values))
    for role in ROLES:
        if values := getattr(wanted, role):
            mask &= _with_party(connection, columns, role, values)
    if wanted.since:
        mask &= events.until >= day_number(wanted.since)
    if wanted.until:
        mask &= (events.since != NONE) & (events.since <= day_number(wanted.until))
    if wanted.outlet:
        mask &= _among(events.folded, codes.get({key for outlet in wanted.outlet for key in outlet_keys(outlet)}))
    if wanted.origins:
        mask &= _told_by(connection, columns, wanted.origins)
    if wanted.speaker:
        mask &= np.isin(events.statement, _keys(connection, columns, parts_of("speaker", wanted.speaker)))
    if wanted.article is not None:
        numbers = connection.execute(select(ArticleRow.id).join(VersionRow, LATEST).where(named_article(wanted.article))).scalars()
        mask &= np.isin(events.article, np.array(list(numbers), np.int64))
    if wanted.words:
        mask &= np.isin(events.article, np.array(article_hits(connection, wanted), np.int64))
    return mask


@dataclass(frozen=True, slots=True)
class Choice:
    """The events of a store that meet some filters."""

    columns: Columns
    mask: Mask

    def of(self, name: str) -> Numbers:
        """A column of these events."""
        column: Numbers = getattr(self.columns.events, name)[self.mask]
        return column

    def parties(self, *roles: str) -> Parties:
        """Who has one of the roles in these events."""
        all_ = self.columns.parties
        rows = self.mask[all_.at] & np.isin(all_.role, [ROLES.index(role) for role in roles])
        return Parties(*(getattr(all_, name)[rows] for name in Parties.__slots__))

    def quads(self, rows: Numbers) -> Numbers:
        """The quad classes of events, by their rows in the columns."""
        return self.columns.events.quad[rows]

    def text(self, code: int) -> str:
        """The text of a code."""
        return self.columns.names.codes.text(code)


def choose(store: Store, filters: Filters) -> Choice:
    """The events that meet the filters. UsageError for what no filter can be."""
    columns, wanted = store.columns(), criteria(filters)
    mask = columns.masks.get(wanted)
    if mask is None:
        with store.reading() as connection:
            mask = chosen(connection, columns, wanted)
        if len(columns.masks) >= MASKS:
            columns.masks.clear()
        columns.masks[wanted] = mask
    return Choice(columns, mask)


def _among(column: Numbers, codes: Numbers) -> Mask:
    return column == codes[0] if len(codes) == 1 else np.isin(column, codes)


def _with_party(connection: Connection, columns: Columns, role: str, values: Sequence[str]) -> Mask:
    """The events in which one of the values has a role: codes and keys are in the columns, names are looked for by their words."""
    parties, codes = columns.parties, columns.names.codes
    mine = parties.role == ROLES.index(role)
    found = np.zeros(columns.size, np.bool_)
    for value in values:
        if value in country_codes():
            found[parties.at[mine & _among(parties.country, codes.get((value,)))]] = True
        elif ":" in value:
            known = codes.get((value,))
            found[parties.at[mine & (_among(parties.actor, known) | _among(parties.place, known))]] = True
        else:
            found |= np.isin(columns.events.key, _keys(connection, columns, parts_of(role, (value,))))
    return found


def _told_by(connection: Connection, columns: Columns, origins: int) -> Mask:
    """The events whose happening has at least so many origins."""
    if origins >= SEVERAL:
        return columns.origins >= origins
    from musnad.store.reports import told_by

    return np.isin(columns.events.key, _keys(connection, columns, select(EventRow.record_id, EventRow.id).where(told_by(origins))))


def _keys(connection: Connection, columns: Columns, query: Any) -> Numbers:
    return columns.keys(connection.execute(query))


def tally(values: Numbers, *more: Numbers) -> list[tuple[int, ...]]:
    """How often each value is there, or each row of values side by side: rows of the values and the count, in their order."""
    if not len(values):
        return []
    if not more:
        found, counts = np.unique(values, return_counts=True)
        return list(zip(found.tolist(), counts.tolist(), strict=True))
    packed, bases = packed_rows((values, *more))
    found, counts = np.unique(packed, return_counts=True)
    return [(*row, count) for row, count in zip(_unpacked(found, bases), counts.tolist(), strict=True)]


def packed_rows(columns: Sequence[Numbers]) -> tuple[Numbers, list[tuple[int, int]]]:
    """Values side by side as one number each, with the least value and the range of each column."""
    bases = [(int(column.min()), int(column.max()) - int(column.min()) + 1) for column in columns]
    packed = np.zeros(len(columns[0]), np.int64)
    for column, (least, span) in zip(columns, bases, strict=True):
        packed = packed * span + (column - least)
    return packed, bases


def _unpacked(packed: Numbers, bases: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    found = []
    for least, span in reversed(bases):
        found.append((packed % span + least).tolist())
        packed = packed // span
    return list(zip(*reversed(found), strict=True))


def beside(left: Numbers, right: Numbers) -> tuple[Numbers, Numbers]:
    """The rows of two columns that hold the same value, as pairs of a row of the left and one of the right."""
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    first, last = np.searchsorted(ordered, left, "left"), np.searchsorted(ordered, left, "right")
    counts = last - first
    rows = np.repeat(np.arange(len(left)), counts)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    return rows, order[np.repeat(first, counts) + within]


def once(*columns: Numbers) -> Numbers:
    """The rows at which each combination of values stands first."""
    if not len(columns[0]):
        return np.empty(0, np.int64)
    return np.unique(packed_rows(columns)[0], return_index=True)[1]
