"""A public actor: what it does, what is done to it, with whom, what it says, how outlets call it. Of private persons there is no page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from musnad.errors import MissingError
from musnad.export.words import showable
from musnad.store import Filters, Store, StoredStatement
from musnad.store.paging import page
from musnad.store.views import Busy, Profile, Timeline, busiest, profile, timeline
from musnad.store.views.timeline import Quads
from musnad.web.bars import Chart, chart
from musnad.web.context import StoreDep
from musnad.web.counts import keeping
from musnad.web.filters import FiltersDep
from musnad.web.forms import Table
from musnad.web.rendering import answer
from musnad.web.ring import Drawing, star

router = APIRouter()
STATEMENTS = 6
LISTED = 60


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of most events, as a list that leads to their pages."""

    states: list[Busy]
    actors: list[Busy]

    def table(self) -> Table:
        """All of them, each with its counts."""
        rows = [(b.actor.key, b.actor.name, b.actor.name_ar, b.as_actor, b.as_recipient, b.quads.total) for b in (*self.states, *self.actors)]
        return ("key", "name", "name_ar", "as_actor", "as_recipient", "total"), rows


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the actor: its words, its stance, when and where it stands."""

    text: str
    stance: str
    form: str
    article: int
    statement: str
    outlet: str | None
    title: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class ActorPage:
    """A public actor with its line over time, as the one who acts, and its last statements. As a table: its partners."""

    profile: Profile
    timeline: Timeline
    said: list[Said]

    def chart(self, *, mirrored: bool) -> Chart | None:
        """What it does over time, drawn."""
        return chart(self.timeline, mirrored=mirrored)

    def names(self, lang: str) -> dict[str, str]:
        """The names of the actor and its partners by key."""
        everyone = (self.profile.actor, *(partner.actor for partner in self.profile.partners))
        return {actor.key: actor.name_ar if lang == "ar" else actor.name for actor in everyone}

    def star(self) -> Drawing | None:
        """It and its partners, drawn."""
        return star(self.profile)

    def table(self) -> Table:
        """Its partners: events in which it acts on them, in which they act on it, and that both do, by quad class."""
        names = Quads.__slots__
        ways = ("acts", "suffers", "together")
        head = ("key", "name", "name_ar", *(f"{way}_{name}" for way in ways for name in names), "total")
        rows = [
            (p.actor.key, p.actor.name, p.actor.name_ar, *(getattr(q, name) for q in (p.acts, p.suffers, p.together) for name in names), p.total)
            for p in self.profile.partners
        ]
        return head, rows


@router.get("/actors", responses={200: {"model": Actors}})
def actors(request: Request, store: StoreDep, filters: FiltersDep) -> Response:
    """The public actors of most events."""
    found = (keeping(store, busiest, most=LISTED, states=states, **filters) for states in (True, False))
    return answer(request, "actors.html", Actors(*found))


@router.get("/actors/{key:path}", responses={200: {"model": ActorPage}})
def actor(request: Request, store: StoreDep, filters: FiltersDep, key: str) -> Response:
    """One public actor. MissingError for anyone else, known or not, in the same words."""
    found = keeping(store, profile, key, **filters)
    if found is None:
        raise MissingError(f"no public actor {showable(key)[:100]!r} in this store: pages are of states, organisations, office holders and groups only")
    acts: Filters = {**filters, "actor": key}
    says: Filters = {**filters, "speaker": key}
    return answer(request, "actor.html", ActorPage(found, keeping(store, timeline, **acts), keeping(store, _said, **says)))


def _said(store: Store, **filters: Unpack[Filters]) -> list[Said]:
    """What it said last."""
    found = page(store, "statements", STATEMENTS, 0, **filters)
    return [
        Said(
            text=each.record.surface(each.statement.span),
            stance=each.statement.stance,
            form=each.statement.form,
            article=each.article.id,
            statement=each.statement.id,
            outlet=each.article.outlet,
            title=each.article.title,
            published=each.article.published,
        )
        for each in found
        if isinstance(each, StoredStatement)
    ]
