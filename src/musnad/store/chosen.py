"""What of the columns of a store meets the filters: the same as :mod:`musnad.store.searching` finds in the tables.

What no column tells (words, the names of parties, an article by its own name) is asked of the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select

from musnad.store.columns import NONE, ROLES, Columns, Mask, Numbers, Parties, day_number
from musnad.store.criteria import Criteria, Filters, criteria
from musnad.store.parties import country_codes, parts_of
from musnad.store.searching import named_article, outlet_keys, ranks
from musnad.store.tables import LATEST, ArticleRow, VersionRow

if TYPE_CHECKING:
    from musnad.store.store import Store

DAY = 1_000_000  # a day in moments
LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Involved:
    """Some of the parties; a column of them is only picked when it is asked for."""

    parties: Parties
    rows: Numbers

    @property
    def at(self) -> Numbers:
        """The rows of their events."""
        return self.parties.at[self.rows]

    @property
    def role(self) -> Numbers:
        """Indexes of :data:`ROLES`."""
        return self.parties.role[self.rows]

    @property
    def country(self) -> Numbers:
        """Codes of countries."""
        return self.parties.country[self.rows]

    @property
    def actor(self) -> Numbers:
        """Codes of the keys of public actors."""
        return self.parties.actor[self.rows]

    @property
    def state(self) -> Numbers:
        """Codes of the states that they are bodies or officials of."""
        return self.parties.state[self.rows]

    @property
    def known(self) -> Numbers:
        """Codes of knowledge ids."""
        return self.parties.known[self.rows]


@dataclass(frozen=True, slots=True)
class Choice:
    """The events of a store that meet some filters."""

    columns: Columns
    mask: Mask

    def of(self, name: str) -> Numbers:
        """A column of these events."""
        column: Numbers = getattr(self.columns.events, name)[self.mask]
        return column

    def of_record(self, name: str) -> Numbers:
        """A column of the records of these events."""
        column: Numbers = getattr(self.columns.records, name)[self.of("of")]
        return column

    def parties(self, *roles: str) -> Involved:
        """Who has one of the roles in these events."""
        parties = self.columns.parties
        meant = np.array([role in roles for role in ROLES])
        return Involved(parties, np.flatnonzero(self.mask[parties.at] & meant[parties.role]))

    def quads(self, rows: Numbers) -> Numbers:
        """The quad classes of events, by their rows in the columns."""
        return self.columns.events.quad[rows]

    def text(self, code: int) -> str:
        """The text of a code."""
        return self.columns.names.codes.text(code)


def choose(store: Store, filters: Filters) -> Choice:
    """The events that meet the filters. UsageError for what no filter can be."""
    columns, wanted = store.columns(), criteria(filters)
    with store.reading() as connection:
        return Choice(columns, chosen(connection, columns, "events", wanted))


def chosen(connection: Connection, columns: Columns, what: str, wanted: Criteria) -> Mask:
    """Of each row of the columns of articles (their records), events or statements whether it meets the criteria."""
    find: Callable[[Connection, Columns, Criteria], Mask] = {"articles": _articles, "events": _events, "statements": _statements}[what]
    return columns.remembered((what, wanted), lambda: find(connection, columns, wanted))


def ranked(connection: Connection, columns: Columns, wanted: Criteria) -> npt.NDArray[np.float64]:
    """Of each row of the records how well its article answers the words that are asked for; :data:`NONE` where it does not have them."""
    return columns.remembered(("ranks", wanted.words), lambda: _ranked(connection, columns, wanted))


def _ranked(connection: Connection, columns: Columns, wanted: Criteria) -> npt.NDArray[np.float64]:
    found = ranks(connection, wanted)
    articles = np.array(sorted(found), np.int64)
    told = np.full(len(columns.records.record), float(NONE))
    if len(articles):
        at = np.minimum(np.searchsorted(articles, columns.records.article), len(articles) - 1)
        has = articles[at] == columns.records.article
        told[has] = np.array([found[article] for article in articles.tolist()])[at[has]]
    return told


def _articles(connection: Connection, columns: Columns, wanted: Criteria) -> Mask:
    mask = _records(connection, columns, wanted)
    if wanted.of_events:
        mask &= _holding(columns, columns.events.of[_of_event(connection, columns, wanted)])
    else:
        mask &= _published(columns, wanted)
    if wanted.speaker or wanted.stance:
        mask &= _holding(columns, columns.statements.of[_of_statement(connection, columns, wanted)])
    return mask


def _holding(columns: Columns, rows: Numbers) -> Mask:
    """Which records are among these rows."""
    found = np.zeros(len(columns.records.record), np.bool_)
    found[rows] = True
    return found


def _events(connection: Connection, columns: Columns, wanted: Criteria) -> Mask:
    mask: Mask = _records(connection, columns, wanted)[columns.events.of] & _of_event(connection, columns, wanted)
    return mask


def _statements(connection: Connection, columns: Columns, wanted: Criteria) -> Mask:
    statements = columns.statements
    mask = _records(connection, columns, wanted)[statements.of] & _of_statement(connection, columns, wanted)
    if wanted.of_events:
        reported = columns.events.statement[_of_event(connection, columns, wanted, spoken=False)]
        return mask & np.isin(statements.key, reported)
    return mask & _published(columns, wanted)[statements.of]


def _records(connection: Connection, columns: Columns, wanted: Criteria) -> Mask:
    """The records that are searched, of the outlet, the article and with the words that are asked for."""
    records = columns.records
    mask: Mask = (records.machine if wanted.machine else records.current) == 1
    if wanted.outlet:
        mask &= _among(records.folded, columns.names.codes.get({key for outlet in wanted.outlet for key in outlet_keys(outlet)}))
    if wanted.article is not None:
        numbers = connection.execute(select(ArticleRow.id).join(VersionRow, LATEST).where(named_article(wanted.article))).scalars()
        mask &= np.isin(records.article, np.array(list(numbers), np.int64))
    if wanted.words:
        mask &= ranked(connection, columns, wanted) >= 0
    return mask


def _published(columns: Columns, wanted: Criteria) -> Mask:
    days = columns.records.published // DAY
    mask = np.ones(len(days), np.bool_)
    if wanted.since:
        mask &= days >= day_number(wanted.since)
    if wanted.until:
        mask &= (days >= 0) & (days <= day_number(wanted.until))
    return mask


def _of_event(connection: Connection, columns: Columns, wanted: Criteria, *, spoken: bool = True) -> Mask:
    """What an event must meet; ``spoken`` adds what the statement must that it stands in."""
    events, codes = columns.events, columns.names.codes
    mask = np.ones(len(events.key), np.bool_)
    for name in ("type", "mode", "status", *(("stance",) if spoken else ())):
        if values := getattr(wanted, name):
            mask &= _among(getattr(events, name), codes.get(values))
    for role in ROLES[:3]:
        if values := getattr(wanted, role):
            mask &= _with_party(connection, columns, columns.parties, events.key, role, values)
    if wanted.since:
        mask &= events.until >= day_number(wanted.since)
    if wanted.until:
        mask &= (events.since != NONE) & (events.since <= day_number(wanted.until))
    if wanted.origins:
        mask &= told_by(columns, wanted.origins)
    if spoken and wanted.speaker:
        said = _with_party(connection, columns, columns.speakers, columns.statements.key, "speaker", wanted.speaker)
        mask &= np.isin(events.statement, columns.statements.key[said])
    return mask


def _of_statement(connection: Connection, columns: Columns, wanted: Criteria) -> Mask:
    statements = columns.statements
    mask = np.ones(len(statements.key), np.bool_)
    if wanted.stance:
        mask &= _among(statements.stance, columns.names.codes.get(wanted.stance))
    if wanted.speaker:
        mask &= _with_party(connection, columns, columns.speakers, statements.key, "speaker", wanted.speaker)
    return mask


def _among(column: Numbers, codes: Numbers) -> Mask:
    return column == codes[0] if len(codes) == 1 else np.isin(column, codes)


def _with_party(connection: Connection, columns: Columns, parties: Parties, keys: Numbers, role: str, values: Sequence[str]) -> Mask:
    """The events or statements in which one of the values has a role: codes and keys are in the columns, names are looked for by their words."""
    mine = parties.role == ROLES.index(role)
    found = np.zeros(len(keys), np.bool_)
    for value in values:
        known = columns.names.codes.get((value,))
        if value in country_codes():
            found[parties.at[mine & _among(parties.country, known)]] = True
        elif ":" in value:
            found[parties.at[mine & (_among(parties.actor, known) | _among(parties.known, known))]] = True
        else:
            found |= np.isin(keys, _keys(connection, columns, parts_of(role, (value,))))
    return found


def told_by(columns: Columns, origins: int) -> Mask:
    """The events whose happening has at least so many origins."""
    happenings = columns.happenings
    if not len(happenings.origins):
        return np.zeros(len(columns.happening), np.bool_)
    mask: Mask = (columns.happening != NONE) & (happenings.origins[columns.happening] >= origins)
    return mask


def _keys(connection: Connection, columns: Columns, query: Any) -> Numbers:
    return columns.keys((row[0], row[1]) for row in connection.execute(query))


# Counting


def tally(values: Numbers, *more: Numbers) -> list[tuple[int, ...]]:
    """How often each value is there, or each row of values side by side: rows of the values and the count, in their order."""
    if not len(values):
        return []
    packed, bases = _packed((values, *more))
    found, counts = counted(packed)
    told = [counts.tolist()]
    for least, span in reversed(bases):
        told.append((found % span + least).tolist())
        found = found // span
    return list(zip(*reversed(told), strict=True))


def counted(values: Numbers) -> tuple[Numbers, Numbers]:
    """The different values in their order, and how often each is there: what ``numpy.unique`` tells too, in twenty times the time."""
    if not len(values):
        return values, values
    ordered = np.sort(values)
    first = _firsts(ordered)
    return ordered[first], np.diff(first, append=len(ordered))


def once(*columns: Numbers) -> Numbers:
    """The rows at which each combination of values stands first."""
    size = len(columns[0])
    if not size:
        return np.empty(0, np.int64)
    packed, bases = _packed(columns)
    if prod(span for _, span in bases) * size >= LARGEST:
        return np.unique(packed, return_index=True)[1]
    ordered = np.sort(packed * size + np.arange(size))
    return np.asarray(ordered[_firsts(ordered // size)] % size)


def foremost(counts: Numbers, most: int) -> Mask:
    """Which of some counts may be among the ``most`` greatest: all that are no less than the last of those."""
    if len(counts) <= most:
        return np.ones(len(counts), np.bool_)
    return np.asarray(counts >= np.partition(counts, -most)[-most])


def first(keys: Sequence[npt.NDArray[Any]], rows: Numbers, upto: int) -> Numbers:
    """The first rows in the order of their keys. Only those are put in order that the first key does not rule out."""
    if len(rows) > 4 * upto > 0:
        near = keys[0] <= np.partition(keys[0], upto)[upto]
        keys, rows = [key[near] for key in keys], rows[near]
    return rows[np.lexsort(keys[::-1])][:upto]


def _firsts(ordered: Numbers) -> Numbers:
    """Where each value begins in an ordered column."""
    return np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))


def _packed(columns: Sequence[Numbers]) -> tuple[Numbers, list[tuple[int, int]]]:
    """Values side by side as one number each, with the least value and the range of each column."""
    bases = [(int(column.min()), int(column.max()) - int(column.min()) + 1) for column in columns]
    packed = np.zeros(len(columns[0]), np.int64)
    for column, (least, span) in zip(columns, bases, strict=True):
        packed = packed * span + (column - least)
    return packed, bases


def beside(left: Numbers, right: Numbers) -> tuple[Numbers, Numbers]:
    """The rows of two columns that hold the same value, as pairs of a row of the left and one of the right."""
    order = np.argsort(right, kind="stable")
    ordered = right[order]
    first, last = np.searchsorted(ordered, left, "left"), np.searchsorted(ordered, left, "right")
    counts = last - first
    rows = np.repeat(np.arange(len(left)), counts)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    return rows, order[np.repeat(first, counts) + within]
