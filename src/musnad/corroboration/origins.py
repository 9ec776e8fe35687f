"""Who stands behind a report, really: chains followed to their origin, and copies told from independent reports.

- The origin is the last link of a chain. One who is not named is whoever passed him on: an unnamed official through one agency is that
  agency's, one whom the outlet itself quotes is the outlet's.
- What an outlet tells in its own voice is its own, unless the article credits an agency, tells elsewhere who says so, or is a near copy.
- Outlets of one owner are one origin. The bodies and officials of a state keep their names, but a body and one who speaks for it are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from musnad.analysis.grammar import is_function_word
from musnad.analysis.lexicon import lexicon
from musnad.corroboration.imprint import Imprint, one_voice, outlet_of
from musnad.corroboration.parties import bare_name
from musnad.corroboration.signature import JUDGES, Signature, Source, Voice
from musnad.corroboration.stems import bones
from musnad.language.characters import fold
from musnad.record import Span

ANONYMOUS = frozenset(
    "مصدر مصادر مسؤول مسؤوله مسؤولون مسؤولين مسؤولان مسءول شاهد شاهده شهود شهد عيان دبلوماسي دبلوماسيون دبلوماسيين خبير خبراء محلل محللون ناشط "
    "ناشطون ناشطين نشطاء سكان اهالي مراقبون مراقب مطلع مطلعون مقرب مقربون احد بعض عضو قيادي ضابط جندي طبيب موظف مواطن مراسل مراسله تقارير انباء صحفي".split()
)
SENTENCE = 7  # content words from which a sentence that two articles share was written once
SAME_SENTENCE = 0.75
LOOSE = ("سلطات", "حكومه")  # first words of names that stand for a state as a whole
DISPUTING = frozenset(("denies", "doubts"))


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of a happening: where it stands, and through whom it came, from the outlet on."""

    article: str
    outlet: str
    published: str
    event: str
    span: Span
    statement: str
    stance: str
    status: str
    via: list[str]
    why: str


@dataclass(slots=True)
class Origin:
    """One voice. ``kind`` is outlet, agency, person, office, document or unnamed; ``tellings`` in the order of publication."""

    key: str
    name: str
    kind: str
    state: str = ""
    aliases: list[str] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)

    @property
    def outlets(self) -> list[str]:
        """The outlets that carry it, each once."""
        return sorted({t.outlet for t in self.tellings})


@dataclass(frozen=True, slots=True)
class _Behind:
    """The origin of one telling; ``own``: the article's own voice is all there is. ``said``: as who spoke is described, ``body``: of which body."""

    key: str
    name: str
    kind: str
    own: bool
    why: str
    state: str = ""
    said: str = ""
    body: str = ""


def origins_of(reports: Sequence[Signature], imprints: dict[str, Imprint], *, disputing: bool = False) -> list[Origin]:
    """The origins of those who tell a happening (or, if asked, of those who dispute it), in the order of their first telling.

    ``imprints`` by article. An article's own voice is left out where the article also names who says so.
    """
    found = [
        pair for article in sorted({r.article for r in reports}) for pair in _of_article([r for r in reports if r.article == article], imprints, disputing)
    ]
    words: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        words[report.article].update(report.words)
    return _one_body(_merged(_one_unnamed(_followed(_without_copies(found, imprints, words), imprints))))


def _of_article(reports: list[Signature], imprints: dict[str, Imprint], disputing: bool) -> list[tuple[_Behind, Telling]]:
    """The voices of one article: its own only if it names nobody, a state loosely named only if nobody speaks for it, no one who also denies it.

    Who speaks in the headline is only another name for whom the text below quotes, if it quotes anyone.
    """
    voices = [(r, v) for r in reports for v in r.voices if _tells(v, disputing)]
    imprint = imprints.get(reports[0].article)
    below = [found for found in voices if imprint is not None and found[1].span[0] >= len(imprint.title)]
    if any(v.chain for _, v in below):
        voices = [found for found in voices if found in below or not found[1].chain]
    behind = [(r, v, behind_of(v, r, imprints.get(r.article))) for r, v in voices]
    if any(not b.own for _, _, b in behind):
        behind = [found for found in behind if not found[2].own]
    if any(b.key != b.state for _, _, b in behind):
        behind = [found for found in behind if found[2].key != found[2].state]
    other = {behind_of(v, r, imprints.get(r.article)).key for r in reports for v in r.voices if v.chain and _disputes(v) and not disputing}
    return [(b, _telling(v, r, b)) for r, v, b in behind if b.key not in other]


def _tells(voice: Voice, disputing: bool) -> bool:
    """Whether a voice says that it happened, or, if asked, that it did not."""
    return _disputes(voice) == disputing and voice.stance not in ("threatens", JUDGES)


def _disputes(voice: Voice) -> bool:
    """Whether a voice says that it did not happen."""
    return voice.stance in DISPUTING or voice.status == "negated"


def _telling(voice: Voice, report: Signature, behind: _Behind) -> Telling:
    via = [source.name for source in voice.chain[:-1]]
    return Telling(
        report.article, report.outlet, report.published, voice.event or report.event, voice.span, voice.statement, voice.stance, voice.status, via, behind.why
    )


def behind_of(voice: Voice, report: Signature, imprint: Imprint | None) -> _Behind:
    """The origin of one telling, before copies are told apart."""
    itself = bool(voice.chain) and imprint is not None and voice.chain[-1].key == imprint.outlet_key
    if voice.chain and not itself:
        return _of_chain(voice.chain, report, imprint, "")
    if report.behind:
        return _of_chain(report.behind, report, imprint, "told in the outlet's own voice, which names its source beside it: ")
    return _of_outlet(report, imprint, "told in the outlet's own voice")


def _of_chain(chain: list[Source], report: Signature, imprint: Imprint | None, before: str) -> _Behind:
    """The last link; one whom nobody could tell is the relay's, else the credited agency's, else his body's, else the outlet's."""
    last = chain[-1]
    if last.body and not _is_anonymous(last):
        return _Behind(last.body, last.body_name, "office", False, f"{before}{last.name} speaks for {last.body_name}", last.state, last.name)
    if last.named or not _is_anonymous(last):
        return _Behind(last.key, last.name, last.kind, False, f"{before}{last.name} is the last link of the chain", last.state)
    relay = next((s for s in reversed(chain[:-1]) if s.named), None)
    if relay is not None:
        return _Behind(relay.key, relay.name, relay.kind, False, f"{before}{last.name} is not named: known only through {relay.name}", body=last.body)
    credited = imprint is not None and len(imprint.credits) == 1
    if last.body and not credited:
        return _Behind(last.body, last.body_name, "office", False, f"{before}{last.name} is of {last.body_name}", last.state, last.name, last.body)
    return _of_outlet(report, imprint, f"{before}{last.name} is not named, and known only through the outlet")


def _is_anonymous(source: Source) -> bool:
    """Whether a description fits so many that nobody could tell who it is: a word alone, or a loose one first (مصدر, مسؤول)."""
    words = fold(source.name).split()
    return source.kind != "document" and (len(words) < 2 or any(w.removeprefix("ال") in ANONYMOUS for w in words[:2]))


def _of_outlet(report: Signature, imprint: Imprint | None, why: str) -> _Behind:
    if imprint is not None and len(imprint.credits) == 1 and imprint.credits[0] != imprint.outlet_key:
        agency = imprint.credits[0]
        return _Behind(agency, agency.removeprefix("media:"), "agency", True, f"{why}, which credits {agency.removeprefix('media:')}")
    if not report.outlet:
        return _Behind(f"article:{report.article}", report.article, "outlet", True, f"{why}; the article names no outlet")
    outlet = outlet_of(report.outlet)
    kind = "agency" if outlet.kind == "agency" else "outlet"
    return _Behind(outlet.key, report.outlet, kind, True, why)


def _without_copies(found: list[tuple[_Behind, Telling]], imprints: dict[str, Imprint], words: dict[str, set[str]]) -> list[tuple[_Behind, Telling]]:
    """What articles tell in their own voice, with the origin of copies that of the first of them."""
    own = sorted({t.article for b, t in found if b.own and t.article in imprints}, key=lambda a: (imprints[a].published, a))
    behind = {t.article: b for b, t in found if b.own}
    lead: dict[str, tuple[str, str]] = {}
    for n, article in enumerate(own):
        for other in own[:n]:
            first = lead[other][0] if other in lead else other
            if why := _one_hand(imprints[other], imprints[article], behind[other], behind[article], (words[other], words[article])):
                lead[article] = first, why
                break
    out = []
    for b, t in found:
        if b.own and t.article in lead:
            first, why = lead[t.article]
            source = _agency_of([b, behind[first]]) or behind[first]
            out.append((source, replace(t, why=f"{t.why}; one voice with {first}: {why}")))
        elif b.own and (copies := [behind[a] for a, (first, _) in lead.items() if first == t.article]):
            out.append((_agency_of([b, *copies]) or b, t))
        else:
            out.append((b, t))
    return out


def _followed(found: list[tuple[_Behind, Telling]], imprints: dict[str, Imprint]) -> list[tuple[_Behind, Telling]]:
    """What is credited to an outlet whose own report is there as well has the origin of that report."""
    sources: dict[str, _Behind] = {}
    for behind, telling in sorted(found, key=lambda f: (f[1].published, f[1].article, f[1].span)):
        imprint = imprints.get(telling.article)
        if imprint is not None and behind.key != imprint.outlet_key:
            sources.setdefault(imprint.outlet_key, behind)
    for key, deeper in _passed_on(found).items():
        sources.setdefault(key, deeper)
    out = []
    for behind, telling in found:
        imprint = imprints.get(telling.article)
        source = sources.get(behind.key)
        if source is not None and (imprint is None or imprint.outlet_key != behind.key):
            out.append((source, replace(telling, via=[behind.name, *telling.via], why=f"{telling.why}; its own report has it from {source.name}")))
        else:
            out.append((behind, telling))
    return out


def _passed_on(found: list[tuple[_Behind, Telling]]) -> dict[str, _Behind]:
    """From whom an outlet has it that is the end of one chain and passes words on in another, if that is always the same."""
    deeper: dict[str, dict[str, _Behind]] = defaultdict(dict)
    ends = {b.name: b.key for b, _ in found if b.kind in ("outlet", "agency")}
    for behind, telling in found:
        for name in telling.via:
            if name in ends and ends[name] != behind.key:
                deeper[ends[name]].setdefault(behind.key, behind)
    return {key: next(iter(of.values())) for key, of in deeper.items() if len(of) == 1}


def _one_unnamed(found: list[tuple[_Behind, Telling]]) -> list[tuple[_Behind, Telling]]:
    """One who is not named but of a body, and one of that body whom a relay quotes, may be the same: they are counted once."""
    relays = {b.body: b for b, _ in found if b.body and b.key != b.body}
    return [(relays[b.body], replace(t, why=f"{t.why}; perhaps whom {relays[b.body].name} quotes")) if b.key == b.body in relays else (b, t) for b, t in found]


def _agency_of(behind: list[_Behind]) -> _Behind | None:
    """The agency among the origins of copies: the others have it from there."""
    return next((b for b in behind if b.kind == "agency"), None)


def _one_hand(a: Imprint, b: Imprint, mine: _Behind, theirs: _Behind, words: tuple[set[str], set[str]]) -> str:
    """Why what two articles tell in their own voice is from one hand; empty if it is not."""
    if mine.key == theirs.key:
        return ""  # joined by their origin anyway
    if a.owner == b.owner:
        return f"both outlets belong to {a.owner}"
    shared, fewer = len(words[0] & words[1]), min(map(len, words))
    if shared >= SENTENCE and shared >= SAME_SENTENCE * fewer:
        return f"one sentence: {shared} of {fewer} words of the shorter are in the other"
    return one_voice(a, b)


def _merged(found: list[tuple[_Behind, Telling]]) -> list[Origin]:
    tellings: dict[str, list[Telling]] = defaultdict(list)
    first: dict[str, _Behind] = {}
    for behind, telling in sorted(found, key=lambda f: (f[1].published, f[1].article, f[1].span)):
        first.setdefault(behind.key, behind)
        tellings[behind.key].append(telling)
    said: dict[str, set[str]] = defaultdict(set)
    for behind, _ in found:
        said[behind.key].add(behind.said or behind.name)
    return [Origin(key, b.name, b.kind, b.state, sorted(said[key]), tellings[key]) for key, b in first.items()]


def _one_body(origins: list[Origin]) -> list[Origin]:
    """Names of one body joined: a shorter name within a longer, and a state with the one body of it that speaks."""
    out: list[Origin] = []
    for origin in sorted(origins, key=lambda o: (_is_loose(o), -len(bare_name(o.name).split()), o.key)):
        home = next((o for o in out if _same_body(origin, o)), None)
        if home is None:
            out.append(origin)
        else:
            home.aliases = sorted({*home.aliases, *origin.aliases})
            home.tellings = sorted([*home.tellings, *origin.tellings], key=_first)
    return sorted(out, key=lambda o: (_first(o.tellings[0]), o.key))


def _first(telling: Telling) -> tuple[str, str, Span]:
    return telling.published, telling.article, telling.span


def _same_body(a: Origin, b: Origin) -> bool:
    """Whether one name is the other cut short, or a state or its authorities loosely named for a body of it.

    Outlets and named people are told apart by their keys alone.
    """
    if {a.kind, b.kind} & {"outlet", "agency", "person"} or (a.state and b.state and a.state != b.state):
        return False
    loose = a.state and a.state == b.state and _is_loose(a)
    return (
        bool(loose) or _bare_head(a, b) or _bare_head(b, a) or any(_within(x, y) or _within(y, x) for x in {a.name, *a.aliases} for y in {b.name, *b.aliases})
    )


def _bare_head(short: Origin, long_: Origin) -> bool:
    """Whether one is only the noun for a body of a state (الوزارة, الوزارة المغربية), and the other a body of that state called by the noun."""
    words = bare_name(short.name).split()
    alike = bool(short.state) and short.state == long_.state and bare_name(long_.name).split()[:1] == words[:1]
    return alike and all(any(item.kind == "nisba" for item in lexicon().bare.get(word, ())) for word in words[1:])


def _within(short: str, long_: str) -> bool:
    """Whether a name is another one cut short."""
    mine = _roots(short)
    return bool(mine) and mine <= _roots(long_)


def _roots(name: str) -> set[str]:
    """The words of a name without their weak letters, so that a minister and his ministry are alike."""
    return {bones(word) for word in bare_name(name).split() if not is_function_word(word)}


def _is_loose(origin: Origin) -> bool:
    """Whether a name stands for a state as a whole, or for one who speaks for a body of it that could not be read (المتحدث باسم …)."""
    name = bare_name(origin.name)
    return bool(origin.state) and (origin.key == origin.state or name.startswith(LOOSE) or name.endswith(" باسم"))
