"""Second opinions: what two people said of the same thing, how far they agree, and what waits for the other one's word.

The first word counts that each of the first two people said: whoever has seen the other's judgement and settles a disagreement by a later
word agrees no less than they did before. This is a function of the ledger and the machine's records alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from musnad.record import Record, Span
from musnad.store.claims import FIELDS, WHOLE, Judgement, codes
from musnad.store.correcting import apply
from musnad.store.overlay import laid_over, read_judgements
from musnad.store.placing import locate
from musnad.store.reading import load_record
from musnad.store.reports import SLICE
from musnad.store.stances import Stance, Topic, heard, topics
from musnad.store.store import Store
from musnad.store.tables import ArticleRow

LEAST = 10  # pairs below which chance tells as much as people do, and no kappa is given


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one person said: the judgement, and whether the field is its value (``holds``) or is not."""

    judgement: Judgement
    holds: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two opinions on one field of one thing: of the article of this number, the earlier first.

    ``words`` are those of the thing. ``settled`` tells whether nobody disagrees on it any more; ``last`` is what each person said last.
    """

    article: int
    document: str
    layer: str
    field: str
    span: Span
    words: str
    first: Opinion
    second: Opinion
    agree: bool
    settled: bool
    last: tuple[Opinion, ...]
    codes: tuple[str, str] | None  # what they chose, where there are only so many codes to choose from


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree on one field: pairs of opinions, how many of them agree, and Cohen's kappa, None where it says nothing."""

    layer: str
    field: str
    pairs: int
    agreed: int
    kappa: float | None

    @property
    def rate(self) -> float:
        """The part that agrees, from 0 to 1."""
        return self.agreed / self.pairs


def pairs(store: Store) -> list[Pair]:
    """All that two people have judged, in the order of the articles' first judgements."""
    found: list[Pair] = []
    for key, judgements in _by_article(store).items():
        if len({j.author for j in judgements}) > 1:
            with store.reading() as connection:
                laid = laid_over(connection, key)
                record = load_record(connection, laid.machine) if laid else None
            if laid is not None and record is not None:
                found += _pairs(laid.article, record, judgements)
    return found


def agreement(found: Iterable[Pair]) -> list[Agreement]:
    """How far people agree by field, in the order in which fields are documented."""
    kinds: dict[tuple[str, str], list[Pair]] = {(layer, field): [] for layer in FIELDS for field in FIELDS[layer]}
    for pair in found:
        kinds[pair.layer, pair.field].append(pair)
    return [Agreement(*kind, len(own), sum(pair.agree for pair in own), kappa(own)) for kind, own in kinds.items() if own]


def kappa(found: Sequence[Pair]) -> float | None:
    """Cohen's kappa of pairs whose values are codes: (observed - chance) / (1 - chance), from -1 to 1.

    Chance is that of each two people, from how often either chose each code, in the proportion of what both judged. None where there are fewer
    than :data:`LEAST` pairs, or chance alone makes all agree, since everybody chose one code.
    Source: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960).
    """
    people: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for pair in found:
        if pair.codes is not None:
            named = sorted([(pair.first.judgement.author, pair.codes[0]), (pair.second.judgement.author, pair.codes[1])])
            people[named[0][0], named[1][0]].append((named[0][1], named[1][1]))
    total = sum(map(len, people.values()))
    if total < LEAST:
        return None
    observed = sum(one == other for chosen in people.values() for one, other in chosen) / total
    chance = sum(len(chosen) * _chance(chosen) for chosen in people.values()) / total
    return None if chance > 1 - 1e-9 else (observed - chance) / (1 - chance)


def waiting(store: Store, author: str, ledger: Iterable[Judgement] | None = None) -> list[tuple[int, Judgement]]:
    """Events on which one other person alone has spoken: the number of the article, and the first word on each. ``ledger`` is all of it, if it was read."""
    spoken: dict[tuple[str, Span], list[Judgement]] = defaultdict(list)
    for judgement in _read(store) if ledger is None else ledger:
        if judgement.layer == "event" and judgement.stands:
            spoken[judgement.article, judgement.span.span].append(judgement)
    alone = [said[0] for said in spoken.values() if len({j.author for j in said}) == 1 and said[0].author != author]
    keys, numbers = sorted({said.article for said in alone}), dict[str, int]()
    with store.reading() as connection:
        for n in range(0, len(keys), SLICE):
            wanted = select(ArticleRow.key, ArticleRow.id).where(ArticleRow.machine_id.is_not(None), ArticleRow.key.in_(keys[n : n + SLICE]))
            numbers |= {row.key: row.id for row in connection.execute(wanted)}
    return [(numbers[said.article], said) for said in alone if said.article in numbers]


def unprompted(store: Store, number: int, author: str) -> Record | None:
    """The machine's record of an article as one person alone has corrected it: nothing that others said shows in it. None if there is no such article."""
    with store.reading() as connection:
        key = connection.execute(select(ArticleRow.key).where(ArticleRow.id == number)).scalar()
        laid = laid_over(connection, key) if key else None
        if key is None or laid is None:
            return None
        record = load_record(connection, laid.machine)
        own = [j for j in read_judgements(connection, key) if j.author == author]
    return apply(record, own).record if own else record


def place_of(judgement: Judgement, record: Record) -> Span | None:
    """Where what was judged stands in a record's text; None if it cannot be told."""
    return locate(judgement.span, judgement.sha256, record.article)


def _read(store: Store) -> list[Judgement]:
    with store.reading() as connection:
        return read_judgements(connection)


def _by_article(store: Store) -> dict[str, list[Judgement]]:
    """The judgements that stand, by the key of their article."""
    found: dict[str, list[Judgement]] = {}
    for judgement in _read(store):
        if judgement.stands:
            found.setdefault(judgement.article, []).append(judgement)
    return found


def _pairs(number: int, record: Record, judgements: Sequence[Judgement]) -> Iterator[Pair]:
    for topic, now in zip(heard(record, judgements)[0], topics(record, judgements)[0], strict=True):
        firsts: dict[str, Stance] = {}
        for stance in topic.stances:
            firsts.setdefault(stance.judgement.author, stance)
        if len(firsts) < 2:
            continue
        one, other = list(firsts.values())[:2]
        target = topic.target
        yield Pair(
            number,
            record.article.id,
            target.layer,
            topic.field,
            target.span,
            record.surface(target.span) or one.judgement.span.text,
            _opinion(one),
            _opinion(other),
            _agree(one, other),
            not now.in_conflict,
            tuple(_opinion(stance) for stance in now.stances),
            _codes(topic, one, other),
        )


def _opinion(stance: Stance) -> Opinion:
    return Opinion(stance.judgement, stance.holds)


def _agree(one: Stance, other: Stance) -> bool:
    """Whether both can be right."""
    if one.holds and other.holds:
        return bool(one.value == other.value)
    return one.holds == other.holds or bool(one.value != other.value)


def _codes(topic: Topic, one: Stance, other: Stance) -> tuple[str, str] | None:
    layer, field = topic.target.layer, topic.field
    nominal = FIELDS[layer][field] == WHOLE or bool(codes(layer, field)) or (layer, field) == ("event", "mode")
    return (str(one.value), str(other.value)) if nominal and one.holds and other.holds else None


def _chance(chosen: Sequence[tuple[str, str]]) -> float:
    """How often two people would agree who chose each code as often as they did, and blindly."""
    ones, others = Counter(one for one, _ in chosen), Counter(other for _, other in chosen)
    return sum(ones[code] * others[code] for code in ones) / len(chosen) ** 2
