"""Corrected records in a store: an article on which there are judgements has, beside the machine's record, one with them laid over.

That one is searched, exported and corroborated from then on; the machine's stays, with its rows for search. It is made anew whenever
a judgement comes or the article is read again, always under a new id, so that whoever keeps what was made of a record sees that it
is another.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, update

from musnad.record import SCHEMA, Record
from musnad.store.claims import Judgement, Spot
from musnad.store.correcting import Corrected, apply
from musnad.store.opening import now
from musnad.store.packing import pack, unpack
from musnad.store.reading import load_record
from musnad.store.rows import flat_rows
from musnad.store.tables import OVERLAID, ArticleRow, Base, RecordRow, VersionRow
from musnad.store.writing import lay_rows

JUDGEMENTS = Base.metadata.tables["judgements"]
_ARTICLES, _RECORDS = (Base.metadata.tables[name] for name in ("articles", "records"))


@dataclass(frozen=True, slots=True)
class Laid:
    """An article's number, its machine's record, and the record that lies over that, if there is one."""

    article: int
    machine: int
    over: int | None


def read_judgements(connection: Connection, key: str | None = None) -> list[Judgement]:
    """All judgements, or those on one article, in the order in which they came in; each knows what undid it."""
    wanted = select(JUDGEMENTS.c.id, JUDGEMENTS.c.body).order_by(JUDGEMENTS.c.id)
    rows = connection.execute(wanted if key is None else wanted.where(JUDGEMENTS.c.article == key)).all()
    found = [_judgement(row.id, row.body) for row in rows]
    undone: dict[str, str] = {}
    for judgement in found:
        if judgement.undoes is not None:
            undone.setdefault(judgement.undoes, judgement.id)
    return [replace(j, undone_by=undone.get(j.id)) for j in found]


def row_body(judgement: Judgement, *, readable: bool = False) -> str:
    """All of a judgement as the JSON that the ledger keeps: without what follows from other rows."""
    return json.dumps({name: value for name, value in judgement.to_json().items() if name != "undone_by"}, ensure_ascii=not readable)


def laid_over(connection: Connection, key: str) -> Laid | None:
    """What an article's records are; None if the article is not there."""
    row = connection.execute(select(ArticleRow.id, ArticleRow.record_id, ArticleRow.machine_id).where(ArticleRow.key == key)).first()
    if row is None or row.machine_id is None:
        return None
    return Laid(row.id, row.machine_id, row.record_id if row.record_id != row.machine_id else None)


def lay_over(connection: Connection, key: str) -> None:
    """Make an article's corrected record anew from its judgements; without any the machine's is the one that counts."""
    connection.execute(select(ArticleRow.id).where(ArticleRow.key == key).with_for_update())
    laid, judgements = laid_over(connection, key), read_judgements(connection, key)
    if laid is None or not (judgements or laid.over):
        return
    old = connection.execute(
        select(RecordRow.id)
        .join(VersionRow, VersionRow.id == RecordRow.version_id)
        .where(VersionRow.article_id == laid.article, RecordRow.analyser.startswith(OVERLAID, autoescape=True))
    ).scalars()
    stale = list(old)
    over = _put(connection, laid.machine, judgements) if judgements else None
    connection.execute(update(_ARTICLES).where(_ARTICLES.c.id == laid.article).values(record_id=over or laid.machine))
    connection.execute(delete(_RECORDS).where(_RECORDS.c.id.in_(stale)))


def _put(connection: Connection, machine: int, judgements: Sequence[Judgement]) -> int:
    """Write the corrected record; it comes before the old one goes, so that no database gives it the old one's id."""
    record = load_record(connection, machine)
    corrected = apply(record, judgements)
    row = connection.execute(select(RecordRow.version_id, RecordRow.body).where(RecordRow.id == machine)).one()
    body = overlaid_body(unpack(row.body), corrected)
    values = {"version_id": row.version_id, "analyser": f"{OVERLAID}{uuid4().hex}", "schema": SCHEMA, "body": pack(body), "made": now()}
    over = int(connection.execute(insert(_RECORDS).returning(_RECORDS.c.id), values).scalar_one())
    lay_rows(connection, flat_rows(corrected.record), over)
    return over


def overlaid_body(printed: dict[str, object], corrected: Corrected) -> dict[str, object]:
    """A printed record with the corrected one's parts, and under ``judgements`` the marks of who said what of which field."""
    made = Record.to_dict(corrected.record, text=False)
    kept: dict[str, object] = {name: printed[name] for name in ("schema", "musnad", "model", "document") if name in printed}
    return {**made, **kept, "judgements": [mark.to_json() for mark in corrected.marks]}


def _judgement(number: int, body: str) -> Judgement:
    row = json.loads(body)
    return Judgement(**{**row, "span": Spot(**row["span"])}, number=number)
