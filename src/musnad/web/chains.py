"""A happening as its page draws it: each origin with the chains that lead from it to the sentences, its disputes, figures and history.

Chains that pass the same sources on their way share those branches, so that many articles visibly come together in few origins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from musnad.corroboration.disputes import Claim, Dispute, Figures
from musnad.corroboration.happenings import Happening
from musnad.corroboration.origins import Origin, Telling
from musnad.record import Span


@dataclass(frozen=True, slots=True)
class Source:
    """An article as happenings have it: the store's id of it, its own id, and its title."""

    id: int
    document: str
    title: str


_ONE_VOICE = re.compile(r"one voice with (\w+):")
Sources = Mapping[str, Source]
"""Articles by the key under which a happening has them."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A place in an article. ``article`` is the store's id of it and ``span`` its characters: both are None if they are not known."""

    article: int | None
    title: str
    outlet: str
    published: str
    event: str
    span: Span | None


@dataclass(slots=True)
class Leaf:
    """An article at the end of a chain, by its first telling. ``why`` it is counted for its origin; ``others`` are where else it tells it the same way."""

    sentence: Sentence
    stance: str
    status: str
    why: str
    others: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Branch:
    """One who passed it on, with those who had it from there."""

    name: str
    branches: list[Branch] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)


@dataclass(slots=True)
class Root:
    """An independent origin. ``reasons`` are those of its tellings, each once."""

    name: str
    kind: str
    aliases: list[str]
    outlets: list[str]
    reasons: list[str]
    chains: Branch


@dataclass(frozen=True, slots=True)
class Against:
    """One who denies, doubts, contradicts or threatens."""

    kind: str
    origin: str
    why: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as one origin has it."""

    value: float
    bound: str
    origin: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Number:
    """What is counted, and each claim of it in the order of publication. ``revisions`` tell how it changed; ``differs``: whether two origins do."""

    what: str
    differs: bool
    revisions: list[str]
    figures: list[Figure]


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the history. ``kind`` is told, figure, or that of a dispute; ``value`` is a figure, and ``before`` the one that it replaces."""

    when: str
    kind: str
    origin: str
    sentence: Sentence
    what: str = ""
    value: float | None = None
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """All that the page of a happening shows."""

    roots: list[Root]
    against: list[Against]
    numbers: list[Number]
    steps: list[Step]


def story(happening: Happening, sources: Sources) -> Story:
    """The page's parts from a happening; an article that ``sources`` lacks is shown by its outlet, without a link."""
    spans = _spans(happening)
    against = [Against(d.kind, d.origin, d.why, _sentence(d, d.span, sources)) for d in _once(happening.disputes)]
    numbers = [_number(figures, spans, sources) for figures in happening.figures]
    roots = [_root(origin, sources) for origin in happening.origins]
    return Story(roots, against, numbers, _steps(happening, against, numbers, sources))


def _once(disputes: list[Dispute]) -> list[Dispute]:
    """Each dispute of an article once, where it stands first."""
    first: dict[tuple[str, str, str, str], Dispute] = {}
    for dispute in disputes:
        first.setdefault((dispute.kind, dispute.origin, dispute.article, dispute.why), dispute)
    return list(first.values())


def _spans(happening: Happening) -> dict[tuple[str, str], Span]:
    told = {(r.article, r.event): r.span for r in happening.reports}
    return told | {(t.article, t.event): t.span for origin in happening.origins for t in origin.tellings}


def _sentence(thing: Telling | Claim | Dispute, span: Span | None, sources: Sources) -> Sentence:
    source = sources.get(thing.article)
    return Sentence(source.id if source else None, source.title if source else "", thing.outlet, thing.published, thing.event, span)


def _root(origin: Origin, sources: Sources) -> Root:
    chains = Branch(origin.name)
    for telling in origin.tellings:
        branch = chains
        for name in reversed(telling.via):
            branch = branch if name == branch.name else _passed(branch, name)
        _end(branch, Leaf(_sentence(telling, telling.span, sources), telling.stance, telling.status, _titled(telling.why, sources)))
    reasons = list(dict.fromkeys(_titled(telling.why, sources) for telling in origin.tellings))
    return Root(origin.name, origin.kind, [a for a in origin.aliases if a != origin.name], origin.outlets, reasons, chains)


def _titled(why: str, sources: Sources) -> str:
    """A reason that names another article by its key, with the title instead."""
    article = _ONE_VOICE.search(why)
    source = sources.get(article[1]) if article else None
    return why.replace(article[1], f"“{source.title or source.document}”") if article and source else why


def _end(branch: Branch, leaf: Leaf) -> None:
    """Put a telling at the end of its chain, with the others of its article."""
    for known in branch.leaves:
        if leaf.sentence.article is not None and known.sentence.article == leaf.sentence.article:
            if leaf.sentence.span and leaf.sentence.span not in (known.sentence.span, *known.others):
                known.others.append(leaf.sentence.span)
            return
    branch.leaves.append(leaf)


def _passed(branch: Branch, name: str) -> Branch:
    """The branch of one who had it from there, made if it is new."""
    for known in branch.branches:
        if known.name == name:
            return known
    new = Branch(name)
    branch.branches.append(new)
    return new


def _number(figures: Figures, spans: Mapping[tuple[str, str], Span], sources: Sources) -> Number:
    """The claims, each of an article once: where its event is known, if it is anywhere."""
    kept: dict[tuple[float, str, str, str], Figure] = {}
    for claim in figures.claims:
        figure = Figure(claim.value, claim.bound, claim.origin, _sentence(claim, spans.get((claim.article, claim.event)), sources))
        key = claim.value, claim.bound, claim.origin, claim.article
        if key not in kept or kept[key].sentence.span is None:
            kept[key] = figure
    return Number(figures.what, figures.differs, figures.revisions, list(kept.values()))


def _steps(happening: Happening, against: list[Against], numbers: list[Number], sources: Sources) -> list[Step]:
    """What came when: who told it first and who after, each figure that an origin changed, each dispute."""
    steps = [Step(o.tellings[0].published, "told", o.name, _sentence(o.tellings[0], o.tellings[0].span, sources)) for o in happening.origins if o.tellings]
    steps += [Step(a.sentence.published, a.kind, a.origin, a.sentence) for a in against]
    for number in numbers:
        latest: float | None = None
        for figure in number.figures:
            if figure.value != latest:
                steps.append(Step(figure.sentence.published, "figure", figure.origin, figure.sentence, number.what, figure.value, latest))
                latest = figure.value
    return sorted(steps, key=lambda step: step.when)
