"""Who disputes a happening, and in what reports of it differ. Nothing is voted away: every figure stays beside its origin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from musnad.corroboration.imprint import Imprint
from musnad.corroboration.likeness import MUTUAL, pair_of_parties
from musnad.corroboration.origins import behind_of
from musnad.corroboration.parties import Party, bare_name, distance
from musnad.corroboration.signature import DENYING, FORCE, Signature, Source, Voice
from musnad.record import Span

ALIKE = 0.6  # from here on two parties may be one


# Of a story told by more articles than this, some have misread who did it: there a contradiction of who tells more of the reader than of the news.
CROWDED = 30


@dataclass(frozen=True, slots=True)
class Dispute:
    """One who denies, doubts, contradicts or threatens over a happening.

    ``kind`` is denies, doubts, threatens, or what is contradicted: who, when, where.
    """

    kind: str
    origin: str
    article: str
    outlet: str
    published: str
    event: str
    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure as one report has it."""

    value: float
    bound: str
    origin: str
    article: str
    outlet: str
    published: str
    event: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is claimed of one number, in the order of publication.

    ``revisions`` tell how it changed, ``differs`` whether two reports do.
    """

    what: str
    claims: list[Claim]
    revisions: list[str]
    differs: bool


def disputes_of(reports: Sequence[Signature], root: Signature, imprints: dict[str, Imprint]) -> list[Dispute]:
    """Disputes of a happening in the order of publication; ``root`` is the report that stands for it."""
    out: list[Dispute] = []
    for report in reports:
        imprint = imprints.get(report.article)
        for voice in report.voices:
            kind = voice.stance if voice.stance in ("denies", "doubts", "threatens") else "denies" if voice.status == "negated" and voice.chain else ""
            if kind:
                name = behind_of(voice, report, imprint).name
                out.append(_dispute(kind, name, report, voice.event or report.event, voice.span, f"{name} {kind} it"))
        out += _contradictions(report, root, imprint)
    if len({report.article for report in reports}) <= CROWDED:
        out += _blamed(reports, imprints) + _turned(reports, imprints)
    return sorted(dict.fromkeys(out), key=lambda d: (d.published, d.article, d.span, d.kind))


def _dispute(kind: str, origin: str, report: Signature, event: str, span: Span, why: str) -> Dispute:
    return Dispute(kind, origin, report.article, report.outlet, report.published, event, span, why)


def _contradictions(report: Signature, root: Signature, imprint: Imprint | None) -> list[Dispute]:
    """In what a report cannot be squared with the one that stands for the happening."""
    voice = report.voices[0]
    origin = behind_of(voice, report, imprint).name
    found: list[tuple[str, str]] = []
    exact = report.dated and root.dated and report.start == report.end and root.start == root.end
    if exact and report.start != root.start and report.start not in root.days and root.start not in report.days:
        found.append(("when", f"on {report.start}, not on {root.start}"))
    mine, theirs = [p for p in report.places if not p.whole], [p for p in root.places if not p.whole]
    apart = [d - max(p.km, q.km) for p in mine for q in theirs if (d := distance(p, q)) is not None]
    if apart and min(apart) > 30 and not {p.key for p in mine} & root.names and not {p.key for p in theirs} & report.names:
        found.append(("where", f"in {mine[0].name}, not in {theirs[0].name}"))
    return [_dispute(kind, origin, report, report.event, voice.span, why) for kind, why in found]


def _blamed(reports: Sequence[Signature], imprints: dict[str, Imprint]) -> list[Dispute]:
    """Those who say that another did it than the first who says who did."""
    claims = [r for r in reports if r.type not in MUTUAL and r.actors and all(p.own for p in r.actors) and _blames(r)]
    out = []
    for report in claims[1:]:
        if not _alike(report.actors, claims[0].actors):
            name = behind_of(report.voices[0], report, imprints.get(report.article)).name
            why = f"{report.actors[0].name} did it, not {claims[0].actors[0].name}"
            out.append(_dispute("who", name, report, report.event, report.voices[0].span, why))
    return out


def _turned(reports: Sequence[Signature], imprints: dict[str, Imprint]) -> list[Dispute]:
    """The accused who say that it was someone else: what they tell contradicts those who name them."""
    reports = [r for r in reports if r.type in FORCE]
    speakers: dict[str, list[Source]] = defaultdict(list)
    for report in reports:
        speakers[report.article] += [source for voice in report.voices for source in voice.chain[-1:]]
    out: list[Dispute] = []
    for report in reports:
        if out and out[-1].article == report.article:
            continue
        accused = [p for r in reports if r.article != report.article for p in r.actors]
        for source in speakers[report.article]:
            own = [p for p in accused if _speaks_for(source, p)]
            if own and report.actors and not any(_speaks_for(source, p) or _one(p, q) for p in report.actors for q in own):
                why = f"{report.actors[0].name} did it, not {own[0].name}"
                name = behind_of(report.voices[0], report, imprints.get(report.article)).name
                out.append(_dispute("who", name, report, report.event, report.voices[0].span, why))
                break
    return out


def _one(p: Party, q: Party) -> bool:
    """Whether two parties may be one: alike, or one an organ of the other, or the name of one is the other cut short."""
    words = set(bare_name(p.name).split()), set(bare_name(q.name).split())
    return pair_of_parties(p, q) >= ALIKE or _of_one_body(p, q) or words[0] <= words[1] or words[1] <= words[0]


def _speaks_for(source: Source, party: Party) -> bool:
    """Whether a source is a party itself, or of its state, or of the country whose people are named (a Turkish shelling)."""
    return party.key in (source.key, source.body) or bool(source.state and (source.state == party.state or party.key == f"{source.state}:CVL"))


def _blames(report: Signature) -> bool:
    """Whether someone says that another did it: what is claimed of oneself, or told by nobody, contradicts nobody."""
    speakers = {source.key for voice in report.voices for source in voice.chain} | {source.key for source in report.behind}
    return bool(speakers) and not speakers & {p.key for p in report.actors}


def _alike(mine: list[Party], theirs: list[Party]) -> bool:
    return any(pair_of_parties(p, q) >= 0.2 or _of_one_body(p, q) for p in mine for q in theirs)


def _of_one_body(p: Party, q: Party) -> bool:
    return _organ(p, q) or _organ(q, p)


def _organ(part: Party, body: Party) -> bool:
    """Whether one is told as belonging to such a body as the other (الهيئة الإدارية للاتحاد of اتحاد الشغل): what an organ did its body did."""
    words, others = bare_name(part.name).split(), bare_name(body.name).split()
    of_two = part.country and body.country and part.country != body.country
    return not of_two and len(words) > 1 and bool(others) and words[-1] == f"لل{others[0]}"


def figures_of(reports: Sequence[Signature], imprints: dict[str, Imprint]) -> list[Figures]:
    """The figures told of a happening, by what they count. What stands in the words of those who deny it nobody claims there."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for report in reports:
        for figure in report.figures:
            own = next((v for v in report.voices if v.event and v.event == figure.event), None)
            if own.stance in DENYING if own else figure.denied:
                continue
            voice = own or Voice("", (0, 0), "", "", "", figure.chain)
            name = behind_of(voice, report, imprints.get(report.article)).name
            claims[figure.what].append(Claim(figure.value, figure.bound, name, report.article, report.outlet, report.published, figure.event))
    return [_figures(what, sorted(dict.fromkeys(claims[what]), key=lambda c: (c.published, c.article, c.event, c.value))) for what in sorted(claims)]


def _figures(what: str, claims: list[Claim]) -> Figures:
    """One number's history. A later value of the same origin or outlet is a revision, another origin's a difference."""
    last: dict[str, float] = {}
    by_day: dict[str, float] = {}
    revisions = []
    for claim in claims:
        last[claim.origin] = max(claim.value, last.get(claim.origin, claim.value)) if _same_article(claims, claim) else claim.value
        day = claim.published
        by_day[day] = max(by_day.get(day, 0.0), claim.value)
    days = sorted(by_day)
    for before, after in pairwise(days):
        if by_day[before] != by_day[after]:
            verb = "rose" if by_day[after] > by_day[before] else "fell"
            revisions.append(f"{what}: {verb} from {by_day[before]:g} to {by_day[after]:g} between {before} and {after}")
    return Figures(what, claims, revisions, bool(revisions) or len(set(last.values())) > 1)


def _same_article(claims: list[Claim], claim: Claim) -> bool:
    """Whether the article gives several values: parts and the whole; the whole counts."""
    return sum(c.article == claim.article for c in claims) > 1
