"""How far people agree who judged the same, and the disagreements that wait to be settled by those who disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from musnad.store import Store
from musnad.store.claims import Judgement, spots_in
from musnad.store.judgements import Ledger
from musnad.store.opinions import Agreement, Opinion, Pair, agreement, pairs
from musnad.web.context import AuthorDep, LedgerDep, StoreDep, Writable
from musnad.web.filters import link
from musnad.web.forms import Table
from musnad.web.hits import around
from musnad.web.judging import judge_named, judgements
from musnad.web.rendering import answer

router = APIRouter()
Text = Annotated[str, Form(max_length=4000)]
SHOWN = 100  # disagreements on one page, this author's first


@dataclass(frozen=True, slots=True)
class Side:
    """What one person says last: the judgement, whether the field is its value, and the value as codes or words of the text."""

    judgement: Judgement
    holds: bool
    value: str


@dataclass(frozen=True, slots=True)
class Open:
    """A disagreement that nobody has settled: where it stands, the words around it, and both sides."""

    pair: Pair
    before: str
    words: str
    after: str
    sides: list[Side]

    @property
    def people(self) -> set[str]:
        """Who disagrees."""
        return {side.judgement.author for side in self.sides}


@dataclass(frozen=True, slots=True)
class Opinions:
    """The rates by field, how many pairs of opinions there are and how many disagreements were settled, and those that were not."""

    rates: list[Agreement]
    pairs: int
    settled: int
    waiting: int
    open: list[Open]
    last: Judgement | None

    def to_dict(self) -> dict[str, Any]:
        """All of it, the judgements by their ids."""
        rates = [dict(row) for row in self._rows()]
        sides = [[{"judgement": s.judgement.id, "author": s.judgement.author, "holds": s.holds, "value": s.value} for s in o.sides] for o in self.open]
        told = [
            {"article": o.pair.article, "id": o.pair.document, "layer": o.pair.layer, "field": o.pair.field, "span": o.pair.span, "sides": said}
            for o, said in zip(self.open, sides, strict=True)
        ]
        return {"rates": rates, "pairs": self.pairs, "settled": self.settled, "open": told}

    def table(self) -> Table:
        """A row a field."""
        return ("layer", "field", "pairs", "agreed", "rate", "kappa"), ([value for _, value in row] for row in self._rows())

    def _rows(self) -> Iterator[list[tuple[str, Any]]]:
        for one in self.rates:
            chance = None if one.kappa is None else round(one.kappa, 4)
            yield [
                ("layer", one.layer), ("field", one.field), ("pairs", one.pairs), ("agreed", one.agreed), ("rate", round(one.rate, 4)), ("kappa", chance),
            ]  # fmt: skip


@router.get("/review/agreement")
def opinions(request: Request, store: StoreDep, kept: LedgerDep, author: AuthorDep, last: Annotated[str | None, Query(max_length=40)] = None) -> Response:
    """How far people agree, by field, and what they disagree on."""
    ledger = judgements(store, kept)
    found: list[Pair] = kept.get(("pairs", Ledger(store).state), lambda: pairs(store))
    disputed = sorted((pair for pair in found if not pair.settled), key=lambda pair: author not in {o.judgement.author for o in pair.last})
    told = [_open(store, pair) for pair in disputed[:SHOWN]]
    settled = sum(pair.settled and not pair.agree for pair in found)
    done = next((j for j in ledger if last is not None and j.id == last and j.stands), None)
    return answer(request, "agreement.html", Opinions(agreement(found), len(found), settled, len(disputed), told, done), outlets=[])


@router.post("/review/agreement", dependencies=[Writable])
def settle(store: StoreDep, named: AuthorDep, judgement: Text, field: Text = "", reason: Text = "") -> Response:
    """Say what the other one says, so that nobody disagrees any more."""
    made = Ledger(store).second(judgement, author=judge_named(named), field=field or None, reason=reason or None)
    return RedirectResponse(link("/review/agreement", last=made.id), 303)


def _open(store: Store, pair: Pair) -> Open:
    held = store.article(pair.article)
    text = held.article.text if held else ""
    before, words, after = around(text, *pair.span) if pair.span[1] <= len(text) else ("", pair.words, "")
    return Open(pair, before, words, after, [_side(pair, opinion) for opinion in pair.last])


def _side(pair: Pair, opinion: Opinion) -> Side:
    said = opinion.judgement
    value = said.value.get(pair.field) if isinstance(said.value, dict) and said.field == pair.layer and pair.field != pair.layer else said.value
    told = value if isinstance(value, str) else "؛ ".join(spot.text for spot in spots_in(value)) if value and pair.field != pair.layer else ""
    holds = said.verdict != "reject" if pair.field == pair.layer else opinion.holds
    return Side(said, holds, told)
