"""The ledger: every judgement that was ever made, in a store, appended and never changed; an undoing is one more entry.

What counts now is a function of its rows alone. Nothing here knows of a terminal or of pages: whoever asks people gives the ledger what
they said, and the corrected record is what is searched from then on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select

from musnad.errors import UsageError
from musnad.export.jsonl import escaped
from musnad.export.words import encodable
from musnad.record import Record
from musnad.store.claims import FIELDS, Judgement, Spot, check
from musnad.store.correcting import Corrected, apply
from musnad.store.overlay import JUDGEMENTS, laid_over, lay_over, read_judgements, row_body
from musnad.store.placing import Part, locate, part_at
from musnad.store.reading import load_record
from musnad.store.rows import article_key
from musnad.store.store import Store
from musnad.store.tables import ArticleRow
from musnad.store.values import layer_of, spot_of, value_of

MOST = 4000  # characters of an author's name or a reason


@dataclass(slots=True)
class Imported:
    """What became of the lines of a file: so many were new, so many were known, and what was wrong with the others."""

    added: int = 0
    known: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Review:
    """An article as people have corrected it: its number in the store (None if it is not there), its id, and what was laid over its record."""

    number: int | None
    document: str
    corrected: Corrected | None
    judgements: list[Judgement]


class Ledger:
    """The judgements of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # Judging

    def judge(
        self,
        record: Record,
        part: Part,
        verdict: str,
        *,
        author: str,
        field: str | None = None,
        value: Any = None,
        reason: str | None = None,
        near: int = 0,
    ) -> Judgement:
        """Note what a person says of a part of a record of this store, or of one field of it.

        Without ``field`` it is of the whole part: ``accept`` says that it is there and all its fields are right, ``reject`` that it is
        not there. ``value`` is that of ``correct``, as :func:`~musnad.store.values.value_of` has values. ``record`` may be the machine's
        or the corrected one; of an entity the mention nearest to ``near`` is judged. Raises UsageError if the field cannot have the
        value, or the article is not in the store.
        """
        layer = layer_of(part)
        name = field or layer
        if layer not in FIELDS or name not in FIELDS[layer]:
            raise UsageError(f"{layer} has no {name} to be judged: there are {', '.join(FIELDS[layer])}")
        said = value if verdict == "correct" else value_of(record, part, name)
        return self._claim(record, layer, name, spot_of(record, part, near), verdict, said, author, reason)

    def add_event(self, record: Record, start: int, end: int, value: dict[str, Any], *, author: str, reason: str | None = None) -> Judgement:
        """Note that an event was missed: its trigger is at ``start`` to ``end``, ``value`` has its fields, at least type and status.

        UsageError if that is no place in the text or the fields cannot be so.
        """
        if not (0 <= start < end <= len(record.article.text)):
            raise UsageError(f"{start}–{end} is no place in the text")
        return self._claim(record, "event", "event", Spot.cut(record.article.text, (start, end)), "correct", value, author, reason)

    def add_statement(self, record: Record, start: int, end: int, value: dict[str, Any], *, author: str, reason: str | None = None) -> Judgement:
        """Note that a statement was missed: its content is at ``start`` to ``end``, ``value`` has its other fields, at least stance and form.

        Events in its words are reported by it from then on. UsageError if that is no place in the text or the fields cannot be so.
        """
        if not (0 <= start < end <= len(record.article.text)):
            raise UsageError(f"{start}–{end} is no place in the text")
        spot = Spot.cut(record.article.text, (start, end))
        return self._claim(record, "statement", "statement", spot, "correct", {"span": asdict(spot), **value}, author, reason)

    def second(self, judgement: str, *, author: str, field: str | None = None, reason: str | None = None) -> Judgement:
        """Say the same as someone else's judgement, or with ``field`` as what one on the whole says of that field: so a disagreement is settled.

        UsageError if there is none, it was undone, it is one's own, or it says nothing of the field.
        """
        with self._store.writing() as connection:
            found = next((j for j in read_judgements(connection) if j.id == judgement), None)
            if found is None or not found.stands:
                raise UsageError(f"no judgement {judgement!r} that stands in {self._store.place}")
            who = _author(author)
            if found.author == who:
                raise UsageError("this judgement is your own")
            said = replace(found, author=who, time=_now(), reason=_reason(reason), number=0)
            if field not in (None, found.layer, found.field):
                if field not in FIELDS[found.layer] or not isinstance(found.value, dict) or found.verdict == "reject":
                    raise UsageError(f"judgement {judgement} says nothing of {field}")
                machine = found.machine.get(field) if isinstance(found.machine, dict) else None
                said = replace(said, field=field, verdict="correct", machine=machine, value=found.value.get(field))
                check(said.layer, field, said.value)
            return self._append(connection, said)

    def undo(self, judgement: str, *, author: str, reason: str | None = None) -> Judgement:
        """Undo a judgement, by its id: it stays in the ledger, but counts no longer. UsageError if there is none, or it was undone already."""
        with self._store.writing() as connection:
            found = next((j for j in read_judgements(connection) if j.id == judgement), None)
            if found is None or found.verdict == "undo":
                raise UsageError(f"no judgement {judgement!r} in {self._store.place}")
            if found.undone_by is not None:
                raise UsageError(f"judgement {judgement} was undone already")
            undoing = replace(found, verdict="undo", value=None, author=_author(author), time=_now(), reason=_reason(reason), undoes=found.id, number=0)
            return self._append(connection, undoing)

    # Reading

    @property
    def state(self) -> tuple[int, int]:
        """How many entries there are, and the number of the last: the same as long as nothing was entered or taken out."""
        with self._store.reading() as connection:
            many, last = connection.execute(select(func.count(), func.max(JUDGEMENTS.c.id)).select_from(JUDGEMENTS)).one()
        return many, last or 0

    def __iter__(self) -> Iterator[Judgement]:
        """All judgements in the order in which they came in, those that were undone and the undoings with them."""
        with self._store.reading() as connection:
            found = read_judgements(connection)
        yield from found

    def of(self, record: Record) -> list[Judgement]:
        """The judgements on an article."""
        return self._of_key(article_key(record.article))

    def review(self, number: int) -> Review:
        """What was made of one article of the store, by its number. UsageError if there is none."""
        with self._store.reading() as connection:
            key = connection.execute(select(ArticleRow.key).where(ArticleRow.id == number)).scalar()
            if key is None:
                raise UsageError(f"no article {number} in {self._store.place}")
            return self._review(connection, key, read_judgements(connection, key))

    def reviews(self) -> Iterator[Review]:
        """Every article on which there are judgements, in the order of the first of them, also where the article is not in the store."""
        keys: dict[str, list[Judgement]] = {}
        for judgement in self:
            keys.setdefault(judgement.article, []).append(judgement)
        for key, judgements in keys.items():
            with self._store.reading() as connection:
                yield self._review(connection, key, judgements)

    # Passing on

    def lines(self) -> Iterator[str]:
        """All judgements as JSON, one a line, in their order."""
        for judgement in self:
            yield escaped(json.dumps(judgement.to_json(), ensure_ascii=False)) + "\n"

    def read_in(self, lines: Iterable[str], name: str) -> Imported:
        """Take in the lines of such a file: those that are known are left out, a broken one is reported by ``name`` and number, the others go in."""
        done = Imported()
        found = list(parse_lines(lines, name, done.faults))
        with self._store.writing() as connection:
            known = {j.id for j in read_judgements(connection)}
            touched = dict.fromkeys(j.article for j in found if j.id not in known)
            for judgement in found:
                if judgement.id in known:
                    done.known += 1
                    continue
                connection.execute(insert(JUDGEMENTS).values(**_row(judgement)))
                known.add(judgement.id)
                done.added += 1
            for key in touched:
                lay_over(connection, key)
        return done

    # Within

    def _claim(self, record: Record, layer: str, name: str, spot: Spot, verdict: str, value: Any, author: str, reason: str | None) -> Judgement:
        if verdict not in ("accept", "reject", "correct"):
            raise UsageError(f"verdict {verdict!r}: there are accept, reject, correct")
        if verdict == "correct":
            check(layer, name, value)
        key, article = article_key(record.article), record.article
        who, why = _author(author), _reason(reason)
        with self._store.writing() as connection:
            laid = laid_over(connection, key)
            if laid is None:
                raise UsageError(f"{article.id}: is not in {self._store.place}; add it first")
            machine = _machine(load_record(connection, laid.machine), layer, name, spot, article.sha256)
            claim = Judgement(key, encodable(article.id), article.sha256, layer, name, spot, machine, verdict, value, who, _now(), why)
            return self._append(connection, claim)

    def _append(self, connection: Connection, claim: Judgement) -> Judgement:
        """Sign and write a judgement; one of the very same moment gets the next one, so that ids differ."""
        signed = claim.signed()
        while connection.execute(select(JUDGEMENTS.c.id).where(JUDGEMENTS.c.claim == signed.id)).first() is not None:
            later = datetime.fromisoformat(signed.time) + timedelta(microseconds=1)
            signed = replace(signed, time=later.isoformat(timespec="microseconds")).signed()
        number = connection.execute(insert(JUDGEMENTS).values(**_row(signed)).returning(JUDGEMENTS.c.id)).scalar_one()
        lay_over(connection, signed.article)
        return replace(signed, number=number)

    def _of_key(self, key: str) -> list[Judgement]:
        with self._store.reading() as connection:
            return read_judgements(connection, key)

    def _review(self, connection: Connection, key: str, judgements: Sequence[Judgement]) -> Review:
        found = laid_over(connection, key)
        if found is None:
            return Review(None, judgements[0].document if judgements else "", None, list(judgements))
        record = load_record(connection, found.machine)
        return Review(found.article, record.article.id, apply(record, judgements), list(judgements))


def parse_lines(lines: Iterable[str], name: str, faults: list[str]) -> Iterator[Judgement]:
    """The judgements of an exported file, for whoever wants to learn from them; no store is needed. What is wrong goes to ``faults``, a line each."""
    for number, line in enumerate(lines, 1):
        if not line.strip().strip("\ufeff"):
            continue
        try:
            yield Judgement.of_json(json.loads(line.lstrip("\ufeff")))
        except UsageError as error:
            faults.append(f"{name}:{number}: {error}")
        except (ValueError, RecursionError):
            faults.append(f"{name}:{number}: not JSON: give what `musnad review --export` wrote")


def _row(judgement: Judgement) -> dict[str, Any]:
    """A judgement as the row of the table: what it is looked for by, and all of it as JSON."""
    return {"claim": judgement.id, "article": judgement.article, "undoes": judgement.undoes, "author": judgement.author, "body": row_body(judgement)}


def _machine(record: Record, layer: str, name: str, spot: Spot, sha256: str) -> Any:
    """What the machine has for a field, if it has the part at all."""
    span = locate(spot, sha256, record.article)
    part = part_at(record, layer, span) if span is not None else None
    return None if part is None else value_of(record, part, name)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _author(name: str) -> str:
    plain = encodable(" ".join(name.replace("\0", "").split()))[:MOST]
    if not plain:
        raise UsageError("who judges must have a name: give --author")
    return plain


def _reason(reason: str | None) -> str | None:
    return encodable(" ".join(reason.replace("\0", "").split()))[:MOST] or None if reason else None
