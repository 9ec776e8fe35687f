"""What is forgotten goes out of the ledger too: judgements on an article that is taken out, and the name of a person in all others.

That is the one time that an entry is changed. Its id, a hash of what it says, is made anew, or the name could be known again by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sqlalchemy import Connection, delete, update

from musnad.record import Article
from musnad.store.claims import Judgement, Spot
from musnad.store.names import BLACK, Name, black_out_all
from musnad.store.overlay import JUDGEMENTS, read_judgements, row_body

_SPOT = {f.name for f in fields(Spot)}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article as it is without the name, and what finds the name, or what stood for it there."""

    article: Article
    told: re.Pattern[str]


def erase_article(connection: Connection, key: str) -> None:
    """Take all judgements on an article out."""
    connection.execute(delete(JUDGEMENTS).where(JUDGEMENTS.c.article == key))


def erase_person(connection: Connection, wanted: Name, cleaned: Mapping[str, Cleaned], keys: Mapping[str, str]) -> set[str]:
    """Black a name out of the ledger; the keys of the articles whose judgements changed.

    ``cleaned`` has the articles by the hash of the text that they had, ``keys`` the new keys by the old ones.
    """
    ids: dict[str, str] = {}
    touched = set()
    for judgement in read_judgements(connection):
        made = _without(judgement, wanted, cleaned.get(judgement.sha256), keys)
        made = replace(made, undoes=ids.get(made.undoes or "", made.undoes), undone_by=None)
        if made == replace(judgement, undone_by=None):
            continue
        made = made.signed()
        ids[judgement.id] = made.id
        values = {"claim": made.id, "article": made.article, "undoes": made.undoes, "author": made.author, "body": row_body(made)}
        connection.execute(update(JUDGEMENTS).where(JUDGEMENTS.c.id == judgement.number).values(**values))
        touched.add(made.article)
    return touched


def named_in(connection: Connection, wanted: Name) -> int:
    """In how many judgements a name stands, wherever the article may be."""
    return sum(wanted.is_in(row_body(j, readable=True)) for j in read_judgements(connection))


def _without(judgement: Judgement, wanted: Name, cleaned: Cleaned | None, keys: Mapping[str, str]) -> Judgement:
    told = cleaned.told if cleaned else wanted.pattern
    span = Spot(**_clean(asdict(judgement.span), wanted, cleaned))
    about_it = judgement.layer == "entity" and BLACK in span.text
    unknown = about_it and judgement.field == "knowledge_id"
    return replace(
        judgement,
        article=keys.get(judgement.article, judgement.article),
        document=black_out_all(judgement.document, wanted.pattern),
        sha256=cleaned.article.sha256 if cleaned else judgement.sha256,
        span=span,
        machine=None if unknown else _clean(judgement.machine, wanted, cleaned),
        value=None if unknown else _clean(judgement.value, wanted, cleaned),
        author=black_out_all(judgement.author, wanted.pattern),
        reason=BLACK if cleaned and wanted.shares(judgement.reason or "") else black_out_all(judgement.reason, told),
    )


def _clean(value: Any, wanted: Name, cleaned: Cleaned | None) -> Any:
    """A value without the name: spots are cut anew from the clean text; of another text the words around go if one is of the name."""
    if isinstance(value, dict) and set(value) == _SPOT:
        spot = Spot(**value)
        if cleaned is not None and spot.start < spot.end:
            return asdict(Spot.cut(cleaned.article.text, spot.span))
        around = {name: "" if wanted.shares(value[name]) else value[name] for name in ("before", "after")}
        return {**value, **around, "text": black_out_all(spot.text, wanted.pattern)}
    if isinstance(value, dict):
        return {name: _clean(item, wanted, cleaned) for name, item in value.items()}
    if isinstance(value, list):
        return [_clean(item, wanted, cleaned) for item in value]
    return black_out_all(value, wanted.pattern)
