"""Do two signatures tell of one happening? A score made of parts, each of which says in words what it adds or takes.

The weights are evidence in the sense of record linkage (Fellegi and Sunter 1969): what two reports of one thing nearly always share
and others seldom do adds much; what they cannot differ in takes much; what one of them leaves open neither adds nor takes.
Words alone never join: on headlines they hardly tell agreement from contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from musnad.corroboration.parties import Party, Place, distance, states
from musnad.corroboration.signature import DENIAL, Signature

ENOUGH = (5.5, 4.5, 3.5)  # from here on two reports are of one happening, if none, one or both of the articles open with it
REPRINT = 0.8  # share of words from which two sentences are one sentence
_NEAR = {
    frozenset(pair.split())
    for pair in (
        "ASSAULT COERCE|ASSAULT MOBILIZE|ASSAULT PROTEST|COERCE PROTEST|COERCE SANCTION|SANCTION REJECT|SANCTION THREATEN|ACCUSE REJECT|ACCUSE THREATEN"
        "|THREATEN REQUEST|REJECT THREATEN|AGREE SUPPORT|AGREE COOPERATE|AGREE CONSULT|AGREE CONCEDE|SUPPORT COOPERATE|SUPPORT CONSULT|COOPERATE CONSULT"
        "|COOPERATE AID|AID SUPPORT|AGREE AID|CONCEDE RETREAT|RETREAT AGREE|SANCTION COERCE|SANCTION RETREAT|MOBILIZE THREATEN|MOBILIZE COOPERATE"
        "|REQUEST ACCUSE|REQUEST SUPPORT"
    ).split("|")
}
ANCHORS = frozenset(("headline", "actor", "recipient", "target", "parties", "place", "figures"))
MUTUAL = frozenset(("CONSULT", "AGREE", "COOPERATE"))
FIRE = frozenset(("aerial", "drone", "heavy-weapons", "explosives", "suicide-attack", "targeted", "firearms", "destroy"))  # modes of one attack
PLAN = "AGREE"  # the type of what is only planned
SPOKEN = frozenset(("ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"))
_REAL = frozenset(("occurred", "ongoing", "negated"))


_STOPPED = ("اعترض", "تصد", "احبط", "افشل")  # stems of what is done against an attack
_OWNER = re.compile(r'[«"“]|حزب|حركه|تيار|جبهه|تنظيم')  # before or around the name of whose a thing is


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that speaks for or against: what is compared, points, and why."""

    name: str
    points: float
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The parts of a score; whether anything but words speaks for it, and how many of the two articles open with what is compared."""

    parts: tuple[Part, ...]
    anchored: bool
    opening: int = 0

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return round(sum(part.points for part in self.parts), 3)

    @property
    def joined(self) -> bool:
        """Whether the two are reports of one happening: told in passing, they must agree in more than where both articles open with it."""
        return self.anchored and self.score >= ENOUGH[self.opening]

    @property
    def why(self) -> str:
        """The parts in words, the weightiest first."""
        return "; ".join(f"{part.why} ({part.points:+g})" for part in sorted(self.parts, key=lambda p: -abs(p.points)) if part.points)


def near_types(a: str, b: str) -> bool:
    """Whether two PLOVER types can be two readings of one act; a denial can be of any act, but of no denial."""
    return a == b != DENIAL or (DENIAL in (a, b) and a != b) or frozenset((a, b)) in _NEAR


def compare(a: Signature, b: Signature) -> Comparison | None:
    """Compare two signatures; None where type or time alone rule it out."""
    if not near_types(a.type, b.type) and not _foretold(a, b):
        return None
    time = _time(a, b)
    if time.points <= -4:
        return None
    parts = [_type(a, b), time, *_parties(a, b), *_place(a, b), _status(a, b, time), *_figures(a, b)]
    share, shared = _shared(a.words, b.words)
    if a.article != b.article:
        parts += [*_words(a, b, share, shared), *_lead(a, b), *_names(a, b)]
    elif a.lead and b.lead and a.type == b.type:  # one article's words are one writer's, so they say nothing
        parts.append(Part("headline", 2.5, "a headline tells what the first paragraph tells"))
    anchored = any(p.points >= 1 and p.name in ANCHORS for p in parts)
    if not anchored and near_types(a.type, b.type) and time.points > 0:
        anchored = (share >= REPRINT and len(shared) >= 5) or any(p.name in ("lead", "names") for p in parts)
    return Comparison(tuple(parts), anchored, bool(a.lead) + bool(b.lead))


def _foretold(a: Signature, b: Signature) -> bool:
    """Whether one is a bare plan, coded as an agreement whatever is planned, and the other is called by the same word."""
    return bool(a.trigger) and a.trigger == b.trigger and any(s.type == PLAN and s.status == "planned" for s in (a, b))


def _type(a: Signature, b: Signature) -> Part:
    if DENIAL in (a.type, b.type):
        return Part("type", 0.0, "a denial, of whatever act")
    if a.type != b.type and "planned" in (a.status, b.status):
        return Part("type", 0.0, f"{a.type} and {b.type}: a plan is coded otherwise than the act")
    if a.type != b.type and sum(s.trigger.startswith(_STOPPED) for s in (a, b)) == 1:
        return Part("type", -6.0, "who stops an attack does not make it")
    if a.type != b.type:
        return Part("type", -2.5, f"{a.type} and {b.type} can be readings of one act")
    if a.mode and b.mode and a.mode != b.mode:
        alike = frozenset((a.mode, b.mode)) <= FIRE
        return Part("type", 0.0 if alike else -2.0, f"both {a.type}, but {a.mode} and {b.mode}")
    return Part("type", 1.5 if a.mode and b.mode else 1.0, f"both {a.type}{'/' + a.mode if a.mode and b.mode else ''}")


# --- time -----------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 14)
def _ordinal(day: str) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def _gap(a: Signature, b: Signature) -> int | None:
    """Days between the times of two dated signatures; 0 if they overlap."""
    first, last, other_first, other_last = _ordinal(a.start), _ordinal(a.end), _ordinal(b.start), _ordinal(b.end)
    if first is None or last is None or other_first is None or other_last is None:
        return None
    return max(0, other_first - last, first - other_last)


def _length(s: Signature) -> int:
    first, last = _ordinal(s.start), _ordinal(s.end)
    return last - first + 1 if first is not None and last is not None else 0


def _time(a: Signature, b: Signature) -> Part:
    gap = _gap(a, b)
    exact = a.start == a.end and b.start == b.end
    if gap == 0:
        if exact:
            return Part("time", 2.0 if a.dated and b.dated else 1.5, f"both on {a.start}")
        return Part("time", 1.5 if max(_length(a), _length(b)) <= 3 else 0.5, f"{a.start}–{a.end} and {b.start}–{b.end} overlap")
    if (a.start and a.start in b.days) or (b.start and b.start in a.days):
        return Part("time", 1.5, "the day of one is named beside the other")
    for mine, other in ((a, b), (b, a)):
        if not mine.start and mine.published[:10] in other.days:
            return Part("time", 1.0, "the day on which one was told is named beside the other")
    if gap is None or not (a.dated and b.dated):
        return _time_by_publication(a, b)
    return Part("time", -3.0 if gap == 1 and not exact else -4.0, f"{gap} day(s) apart")


def _time_by_publication(a: Signature, b: Signature) -> Part:
    """One of them has no day: it happened about when it was told, or not long before; a denial answers what was told, whenever that was."""
    answered = any(s.status == "negated" and not s.dated for s in (a, b))
    days = (_ordinal(a.published), _ordinal(b.published)) if answered else (_ordinal(a.start or a.published), _ordinal(b.start or b.published))
    if days[0] is None or days[1] is None:
        return Part("time", 0.0, "no day is known of one of them")
    gap = abs(days[0] - days[1])
    points = {0: 1.0, 1: 0.5, 2: -0.5, 3: -1.0}.get(gap, -2.0 if gap < 7 else -4.0)
    return Part("time", points, f"told {gap} day(s) apart" if gap else "told of the same day")


# --- parties ----------------------------------------------------------------------------------------------------------------


def _alike(a: Iterable[Party], b: Iterable[Party]) -> tuple[float, str]:
    """How well the best pair of two sides agrees, 0 to 1, and in what."""
    best = 0.0, ""
    for p in a:
        for q in b:
            likeness = pair_of_parties(p, q)
            if likeness > best[0]:
                best = likeness, p.name if p.key == q.key else f"{p.name} and {q.name}"
    return best


def pair_of_parties(p: Party, q: Party) -> float:
    """How likely two parties are one, 0 to 1: by key, by the state they belong to, by country."""
    if p.key == q.key:
        return 1.0 if p.own else 0.8
    if p.state and p.state == q.state:
        return 0.25 if p.type == q.type == "PERSON" and p.own and q.own else 0.8
    words = set(p.key.split()), set(q.key.split())
    if _told_apart(p, q):
        return 0.0
    things = p.type in ("FAC", "PRODUCT") and q.type in ("FAC", "PRODUCT")  # whose country is now where they stand, now who owns them
    if not (p.own and q.own) and words[0] & words[1] and (things or not p.country or not q.country or p.country == q.country):
        return 0.7
    if p.country and p.country == q.country:
        return 0.4
    return 0.2 if not (p.own and q.own) and (not p.country or not q.country) else 0.0


def _told_apart(p: Party, q: Party) -> bool:
    """Whether two buildings or things that are only described are told apart by whose they are, by name (مكتب لحزب X، مكتب لـ«Y»)."""
    if p.own or q.own or p.type not in ("FAC", "PRODUCT") or q.type not in ("FAC", "PRODUCT"):
        return False
    mine, theirs = set(p.key.split()[1:]), set(q.key.split()[1:])
    return bool(mine and theirs) and not mine & theirs and all(_OWNER.search(party.key) for party in (p, q))


def _parties(a: Signature, b: Signature) -> list[Part]:
    if a.type in MUTUAL and b.type in MUTUAL:
        return _mutual(a, b)
    out = []
    if a.actors and b.actors and not _role_open(a, b):
        out.append(_role("actor", a.actors, b.actors, 1.0 if _mentioned(a.actors, b) or _mentioned(b.actors, a) else 3.0))
    if a.recipients and b.recipients:
        out.append(_role("recipient", a.recipients, b.recipients, 0.5 if _mentioned(a.recipients, b) or _mentioned(b.recipients, a) else 2.5))
    else:
        out += _target(a, b)
    if sum(p.points for p in out) < 0 and _swapped(a, b):
        out.append(Part("direction", -2.0, "who acts in one suffers in the other"))
    return out or _crossed(a, b)


def _role(role: str, mine: list[Party], theirs: list[Party], cost: float) -> Part:
    likeness, who = _alike(mine, theirs)
    if likeness >= 0.6:
        return Part(role, round(2.0 * likeness, 2), f"the {role} is {who}")
    if likeness < 0.2:
        sure = all(p.own for p in (*mine, *theirs)) or all(_told_apart(p, q) for p in mine for q in theirs)  # a description may be another one of the same
        return Part(role, -cost if sure else -cost / 4, f"the {role} is {mine[0].name} in one, {theirs[0].name} in the other")
    return Part(role, round((likeness - 0.5) * 2, 2), f"the {role} may be {who}")


def _mentioned(parties: list[Party], other: Signature) -> bool:
    """Whether a named party, or another body of its state, stands in the sentence of the other, be it in another role."""
    return any(p.own and (p.key in other.names or (p.state and any(key.rpartition(":")[2] == p.state for key in other.names))) for p in parties)


def _role_open(a: Signature, b: Signature) -> bool:
    """Whether one names a single party, as acting, that suffers in the other: which role it has there is then not sure enough to count."""
    for mine, other in ((a, b), (b, a)):
        if not mine.recipients and other.recipients and _alike(mine.actors, other.actors)[0] < 0.2 and _alike(mine.actors, other.recipients)[0] >= 0.8:
            return True
    return False


def _target(a: Signature, b: Signature) -> list[Part]:
    """Who is struck in one may be told as the place in the other: a strike on a country, a strike in it."""
    for mine, other in ((a, b), (b, a)):
        if mine.recipients or not other.recipients:
            continue
        for place in mine.places:
            for p in other.recipients:
                if place.key == p.key:
                    return [Part("target", 1.5, f"{place.name} is the place of one and suffers in the other")]
    return []


def _crossed(a: Signature, b: Signature) -> list[Part]:
    """One names only who acts, the other only who suffers, or one of them nobody: a party in the sentence of the other counts a little."""
    for mine, other in ((a, b), (b, a)):
        known = {p.key for p in (*mine.actors, *mine.recipients) if p.own} & other.names
        if known and not (other.actors and other.recipients):
            return [Part("parties", 1.0, f"{len(known)} of the parties of one are named in the sentence of the other")]
    return []


def _swapped(a: Signature, b: Signature) -> bool:
    return _alike(a.actors, b.recipients)[0] >= 0.6 and _alike(a.recipients, b.actors)[0] >= 0.6


def _mutual(a: Signature, b: Signature) -> list[Part]:
    """Of talks and treaties it matters who takes part, not who is named first."""
    mine, theirs = [*a.actors, *a.recipients], [*b.actors, *b.recipients]
    if not mine or not theirs:
        return _crossed(a, b)
    fewer, more = sorted((mine, theirs), key=len)
    found = [_alike([p], more)[0] for p in fewer]
    good = [f for f in found if f >= 0.6]
    if not good:
        return [Part("parties", -3.0, f"{mine[0].name} takes part in one, {theirs[0].name} in the other")]
    points = 2.0 * sum(good[:2]) if len(fewer) > 1 else 1.5 * good[0]
    if any(f < 0.2 for f in found):
        points -= 2.5
    return [Part("parties", round(points, 2), f"{len(good)} of {len(fewer)} parties are the same")]


# --- place, status, figures, words -------------------------------------------------------------------------------------------


def _place(a: Signature, b: Signature) -> list[Part]:
    if not a.places or not b.places:
        return _named_place(a, b)
    points, why = max((_places(p, q) for p in a.places for q in b.places), key=lambda found: found[0])
    if points < 0:
        if named := _named_place(a, b):
            return named
        if _near_place(a, b):
            return [Part("place", -0.5, f"{why}; but what lies there is named beside the other")]
    return [Part("place", points, why)]


def _near_place(a: Signature, b: Signature) -> bool:
    """Whether something of the country of one's place is named beside the other, whose own place may have been misread."""
    for mine, other in ((a, b), (b, a)):
        countries = {p.country for p in mine.places if p.country} - {p.country for p in other.places}
        if any(key in countries or key.rpartition(":")[2] in countries for key in other.names):
            return True
    return False


def _places(p: Place, q: Place) -> tuple[float, str]:
    if p.key == q.key:
        return (0.75 if p.whole else 2.0), f"both in {p.name}"
    if p.country and q.country and p.country != q.country:
        if p.lat is None or q.lat is None:
            return 0.0, f"where {p.name if p.lat is None else q.name} lies is not known"
        return -3.0, f"{p.name} and {q.name} lie in different countries"
    if p.whole or q.whole:
        return 0.5, f"{p.name} and {q.name} lie in one country"
    apart = distance(p, q)
    if apart is None:
        return 0.0, f"{p.name} and {q.name} may be near"
    if apart <= max(p.km, q.km, 10):
        return 1.0, f"{p.name} and {q.name} are {apart:.0f} km apart"
    return (-1.0 if apart < 50 else -2.5), f"{p.name} and {q.name} are {apart:.0f} km apart"


def _named_place(a: Signature, b: Signature) -> list[Part]:
    """A place of one of them may be named in the sentence of the other."""
    for mine, other in ((a, b), (b, a)):
        named = [p.name for p in mine.places if not p.whole and p.key in other.names]
        if named:
            return [Part("place", 1.0, f"{named[0]} is named in the sentence of the other")]
    return []


def _status(a: Signature, b: Signature, time: Part) -> Part:
    if (a.status in _REAL and b.status in _REAL) or a.status == b.status or DENIAL in (a.type, b.type):
        return Part("status", 0.0, "both told alike")
    if "planned" in (a.status, b.status):
        came = time.points >= 1  # planned for the day on which it happened, or told of on that day
        return Part("status", 0.0 if came else -1.5, f"{a.status} and {b.status}{', for the same day' if came else ''}")
    return Part("status", -0.5, f"{a.status} and {b.status}")


def _figures(a: Signature, b: Signature) -> list[Part]:
    """The same toll speaks for one happening; another one little against it: tolls rise."""
    mine, theirs = {f.what: f for f in a.figures}, {f.what: f for f in b.figures}
    both = sorted(mine.keys() & theirs.keys())
    same = [w for w in both if {f.value for f in a.figures if f.what == w} & {f.value for f in b.figures if f.what == w}]
    if same:
        value = mine[same[0]].value
        return [Part("figures", 1.5 if value > 2 else 0.75, f"{value:g} {same[0]} in both")]
    if both:
        return [Part("figures", -0.75, f"{mine[both[0]].value:g} {both[0]} in one, {theirs[both[0]].value:g} in the other")]
    return []


def _lead(a: Signature, b: Signature) -> list[Part]:
    """Two articles that open with it, and open alike."""
    share, shared = _shared(a.lead, b.lead)
    if len(shared) < 4 or share < 0.15:
        return []
    rare = a.lead_rare & b.lead_rare
    return [Part("lead", round(min(2.5, 5.0 * (share - 0.1) + 0.35 * len(rare)), 2), f"both articles open with it, with {len(shared)} words in common")]


def _shared(a: frozenset[str], b: frozenset[str]) -> tuple[float, frozenset[str]]:
    """Share of the smaller side's words that the larger has, and those words."""
    shared = a & b
    return (len(shared) / min(len(a), len(b)) if shared else 0.0), shared


def _names(a: Signature, b: Signature) -> list[Part]:
    """Who and what is named beside both, beyond the parties and places that were compared."""
    compared = {p.key for s in (a, b) for p in (*s.actors, *s.recipients)} | {p.key for s in (a, b) for p in s.places}
    shared = (a.names & b.names) - compared
    if not shared:
        return []
    points = sum(0.25 if key in states() else 0.6 for key in shared)
    return [Part("names", round(min(1.8, points), 2), f"{len(shared)} other(s) named beside both")]


def _words(a: Signature, b: Signature, share: float, shared: frozenset[str]) -> list[Part]:
    if not a.words or not b.words:
        return []
    rare = shared & a.rare & b.rare
    points = min(3.0, 4.0 * max(0.0, share - 0.15))
    if len(shared) < 4:
        points = min(points, 0.5 * len(shared))
    elif share < 0.15:
        points = -1.0 if a.type in SPOKEN else -0.5
    out = [Part("words", round(points, 2), f"{len(shared)} words in common, {share:.0%} of the shorter")]
    if rare:
        out.append(Part("rare words", min(1.0, 0.35 * len(rare)), f"{len(rare)} of them no ordinary words"))
    if a.trigger and a.trigger == b.trigger:
        out.append(Part("trigger", 0.5, "the act is called by the same word"))
    return out
