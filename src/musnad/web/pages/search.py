"""Search: articles, events or statements that meet the filters, their words marked, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from musnad.export.explanation import Explained
from musnad.export.found import NUMBERS, Found, Kind, Listing
from musnad.record import Event, Record, Statement
from musnad.store import Store, StoredArticle, StoredEvent
from musnad.store.behind import Behind, Place, behind
from musnad.store.criteria import criteria
from musnad.store.paging import page as page_of
from musnad.store.paging import totals
from musnad.store.query import counts_in, excerpt, forms
from musnad.web.context import LAST, PageNumber, StoreDep
from musnad.web.counts import keeping
from musnad.web.filters import FiltersDep
from musnad.web.forms import Table, form_of
from musnad.web.hits import around, hits
from musnad.web.rendering import answer

router = APIRouter()
SIZE, MOST = 20, 500
Asked = Annotated[Kind | None, Query(description="What to list; if not given, what the filters speak of.")]


@dataclass(frozen=True, slots=True)
class Results:
    """One page of what was found, and how much there is of each kind."""

    what: Kind
    page: int
    size: int
    totals: dict[str, int]
    found: Sequence[Found]
    wanted: frozenset[str]
    _behind: Mapping[Place, Behind]

    @property
    def total(self) -> int:
        """How many there are of this kind."""
        return self.totals[self.what]

    @property
    def pages(self) -> int:
        """How many pages they fill, of those that can be asked for."""
        return min(-(-self.total // self.size), LAST)

    @property
    def excerpts(self) -> list[str]:
        """Of each article the place where it has the words."""
        return [excerpt(found.article.text, self.wanted) for found in self.found if isinstance(found, StoredArticle)]

    @property
    def unsure(self) -> bool:
        """Whether a party that is shown is only likely."""
        events = (found.event for found in self.found if isinstance(found, StoredEvent))
        return any(party in event.unsure for event in events for party in (*event.actor, *event.recipient))

    def hits(self, text: str | None) -> Iterator[tuple[str, bool]]:
        """A text in pieces, with whether each is what was searched."""
        return hits(text or "", self.wanted)

    def around(self, record: Record, event: Event) -> tuple[str, str, str]:
        """The words around an event's trigger."""
        return around(record.article.text, *event.trigger)

    def facts(self, record: Record, event: Event) -> Explained:
        """The event's parties and sources."""
        return Explained(record, event, None)

    def sources(self, record: Record, statement: Statement) -> list[tuple[str, str]]:
        """Names and kinds of a chain, the origin first."""
        return [(record.entity(link.entity).name_ar, link.kind) for link in reversed(statement.links)]

    def to_dict(self) -> dict[str, Any]:
        """As `musnad find --format json` has the things found, with what page they are."""
        return {"what": self.what, "page": self.page, "pages": self.pages, "totals": self.totals, "found": list(self.lines())}

    def lines(self) -> Iterator[dict[str, Any]]:
        """As `musnad find --format jsonl` has them."""
        listing = self._listing()
        return (listing.row(n) for n in range(len(self.found)))

    @property
    def numbers(self) -> Mapping[str, type]:
        """The columns that hold numbers."""
        return NUMBERS

    def table(self) -> Table:
        """As `musnad find --format csv` has them."""
        return self._listing().table()

    def _listing(self) -> Listing:
        return Listing(self.what, self.found, self.excerpts if self.wanted else [], self._behind)


@router.get("/search")
def search(
    request: Request,
    store: StoreDep,
    filters: FiltersDep,
    what: Asked = None,
    page: PageNumber = 1,
    size: Annotated[int, Query(ge=1, le=MOST, description="How many are on a page.")] = SIZE,
) -> Response:
    """What meets the filters; without ``what``, the kind of which the filters speak."""
    wanted = criteria(filters)
    kind: Kind = what or wanted.speaks_of
    found = page_of(store, kind, size, (page - 1) * size, **filters)
    words = keeping(store, _forms, wanted.words) if wanted.words else frozenset[str]()
    known = {} if form_of(request) == "html" else behind(store, (each for each in found if isinstance(each, StoredEvent)))
    return answer(request, "search.html", Results(kind, page, size, keeping(store, totals, **filters), found, words, known))


def _forms(store: Store, words: tuple[str, ...]) -> frozenset[str]:
    """The words of the index that meet a search."""
    with store.reading() as connection:
        return forms(words, counts_in(connection))
