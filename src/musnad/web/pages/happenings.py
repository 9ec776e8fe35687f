"""Happenings: what is best attested, and for each of them who reports it, from whom they have it, and who disputes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi import Path as InPath
from starlette.requests import Request
from starlette.responses import Response

from musnad.corroboration.happenings import Happening
from musnad.errors import MissingError
from musnad.export.csv import Cell
from musnad.store import Store
from musnad.store.happenings import HappeningLine, list_happenings, outlets_of, pending, sources
from musnad.web.chains import Branch, Leaf, Source, Story, story
from musnad.web.context import PageNumber, StoreDep
from musnad.web.counts import keeping
from musnad.web.filters import FiltersDep
from musnad.web.forms import Table, form_of
from musnad.web.rendering import answer

router = APIRouter()
PAGE = 30
COLUMNS = ("id", "type", "mode", "status", "since", "until", "actors", "recipients", "places", "origins", "outlets", "articles", "disputing")


@dataclass(frozen=True, slots=True)
class Happenings:
    """A page of the list. ``outlets`` is how many must report it; ``waiting`` is how many articles are not corroborated yet."""

    rows: list[HappeningLine]
    page: int
    more: bool
    waiting: int
    outlets: int

    def table(self) -> Table:
        """A row a happening; several names of a side stand behind one another."""
        return COLUMNS, (self._cells(row) for row in self.rows)

    @staticmethod
    def _cells(row: HappeningLine) -> list[Cell]:
        names = ("; ".join(side) for side in (row.actors, row.recipients, row.places))
        plain = (row.id, row.type, row.mode, row.status, row.since, row.until)
        return [*plain, *names, row.origins, row.outlets, row.reports, row.disputing]


@dataclass(frozen=True, slots=True)
class HappeningPage:
    """One happening, with the store's ids of its articles, and its parts as they are drawn."""

    happening: Happening
    articles: dict[str, Source]
    story: Story

    def to_dict(self) -> dict[str, Any]:
        """The happening as `musnad happenings --format json` has it, with the articles by the keys that stand in it."""
        articles = {key: {"article": s.id, "id": s.document, "title": s.title} for key, s in self.articles.items()}
        return {**self.happening.to_dict(), "documents": articles}

    def table(self) -> Table:
        """A row a telling: the origin, through whom it came, and where it stands."""
        head = ("happening", "origin", "kind", "through", "outlet", "published", "article", "title", "event", "start", "end", "stance", "status", "why")
        return head, self._tellings()

    def _tellings(self) -> Iterator[list[Cell]]:
        for root in self.story.roots:
            for way, leaf in _leaves(root.chains, ()):
                for start, end in [*([leaf.sentence.span] if leaf.sentence.span else []), *leaf.others]:
                    s = leaf.sentence
                    where = (s.outlet, s.published, s.article, s.title, s.event, start, end)
                    yield [self.happening.id, root.name, root.kind, " ← ".join(way), *where, leaf.stance, leaf.status, leaf.why]


def _leaves(branch: Branch, way: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Leaf]]:
    yield from ((way, leaf) for leaf in branch.leaves)
    for child in branch.branches:
        yield from _leaves(child, (*way, child.name))


@router.get("/happenings", responses={200: {"model": Happenings}})
def happenings(
    request: Request,
    store: StoreDep,
    filters: FiltersDep,
    outlets: Annotated[int, Query(ge=0, le=10_000, description="The fewest outlets.")] = 0,
    page: PageNumber = 1,
) -> Response:
    """What happened, as events tell it that meet the filters, by how many independent origins tell it, the best attested first."""
    rows = list_happenings(store, filters, outlets=outlets, limit=PAGE + 1, skip=(page - 1) * PAGE)
    shown = rows[:PAGE]
    tellers = [] if form_of(request) == "html" else outlets_of(store, [row.id for row in shown])
    return answer(request, "happenings.html", Happenings(shown, page, len(rows) > PAGE, keeping(store, pending), outlets), outlets=tellers)


@router.get("/happenings/{id}")
def happening(request: Request, store: StoreDep, id: Annotated[str, InPath(pattern=r"^[0-9a-f]{10}$")]) -> Response:
    """One happening: its origins with the chains that lead to them, its disputes, figures and history. MissingError if there is none."""
    found = next(islice(store.happenings(id=id), 1), None)
    if found is None:
        raise MissingError(f"no happening {id} here: it is named after its first report, which may have changed; look in /happenings")
    articles = _articles(store, found)
    return answer(request, "happening.html", HappeningPage(found, articles, story(found, articles)), outlets=found.outlets)


def _articles(store: Store, found: Happening) -> dict[str, Source]:
    """All articles that a happening speaks of."""
    keys = {report.article for report in found.reports} | {telling.article for origin in found.origins for telling in origin.tellings}
    keys |= {dispute.article for dispute in found.disputes} | {claim.article for figures in found.figures for claim in figures.claims}
    return {key: Source(*told) for key, told in sources(store, keys).items()}
