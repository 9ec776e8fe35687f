"""The signature of an event: all that corroboration compares, cut loose from its record.

One signature stands for one happening of a record: the first event that reports it, with what the repetitions (``same``) add. It
holds numbers, strings and lists only, so that a store can keep it as JSON.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any

from musnad.coding.counts import INJURED, KILLED
from musnad.corroboration.parties import Party, Place, bare_name, key_of, party_of, place_of
from musnad.corroboration.stems import around, content_stems, rare, words_in
from musnad.language.numbers import read_cardinal
from musnad.language.tokens import Token
from musnad.record import Entity, Event, Link, Record, Span, Statement, day_bounds

SETS = frozenset(("words", "rare", "names", "days", "lead", "lead_rare"))
DENIAL = "DENIAL"  # the type of the signature of a denial: it says of what, but often not as an act
JUDGES = "judges"  # the stance of a voice that takes the act for granted, beside those of statements
DENYING = frozenset(("denies", "doubts"))  # stances in which a number is not claimed
FORCE = frozenset(("ASSAULT", "COERCE", "PROTEST"))
BESIDE = 5  # words before a number among which one tells what befell those counted
BESIDE_AFTER = 2  # and after it
YEARS = range(1900, 2101)
COUNTED = {
    "ASSAULT": {"killed": KILLED, "injured": INJURED},
    "COERCE": {"killed": KILLED, "injured": INJURED, "arrested": frozenset("معتقل معتقلي موقوف اعتقل اعتقلت اعتقلتهم اعتقال توقيف".split())},
    "PROTEST": {"participants": frozenset("مشارك مشاركا متظاهر محتج شخص الاف".split()), "killed": KILLED, "injured": INJURED},
}
FALLEN = frozenset("سقط سقوط مقتل استشهاد مصرع".split())  # before an indefinite singular they count one (سقوط قتيل, مقتل جندي)
ONE_PERSON = frozenset("قتيل قتيله شهيد شهيده شخص جندي مدني مدنيه مواطن رجل امراه طفل طفله شاب شابه شرطي عنصر".split())
SHORTEST_ACT = 3  # letters of the word of an act without its ending
DAY = 10  # characters of an ISO day
SHORTEST_PARAGRAPH = 8  # words
LONGEST_LEAD = 800  # characters
NEXT = 3  # sentences after a report in which the one who is named as speaking is who says so
SENTENCE_END = re.compile(r"[.!?؟](?=\s)|\n+")
PART_OF = re.compile(r"\s+(?:ب|في\s+)(?:ال)?")  # between the name of a department and that of the body it is of
SOURCES_OF_WORDS = 3  # repetitions whose sentences add words: the first few tell the thing, later ones allude to it


@dataclass(frozen=True, slots=True)
class Source:
    """A link of a chain, comparable across records. ``kind`` is as in :class:`musnad.record.Link`.

    ``span`` is None for one that only the article's metadata name.
    ``body`` and ``body_name`` are of the organisation named inside the description of one who is not named himself.
    """

    key: str
    name: str
    kind: str
    named: bool
    state: str
    span: Span | None
    body: str = ""
    body_name: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """One telling of the happening in the article. ``chain`` is empty where the outlet tells it itself; the last link is the origin.

    ``span`` is the trigger, or the words of a statement that is about the happening as a whole (``event`` is then empty).
    """

    event: str
    span: Span
    statement: str
    stance: str
    status: str
    chain: list[Source]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number told of the happening: people by what befell them, or the value of a transfer by its currency.

    One that no event of the happening has (``event`` is empty) is told by ``chain``, which is empty where the outlet tells it itself; it is
    ``denied`` where it stands in the words of those who deny or doubt it.
    """

    what: str
    value: float
    bound: str
    event: str
    chain: list[Source] = field(default_factory=list)
    denied: bool = False


@dataclass(slots=True)
class Signature:
    """What is compared.

    ``start`` and ``end`` are the days between which it happened, empty if not known; ``dated`` tells whether the text has the day. ``words``
    are stems of the sentences, ``rare`` those of them that are no ordinary words. ``names`` are keys of named entities and ``days`` the days
    named there, or anywhere in the lead of an article that opens with it. ``lead`` and ``lead_rare`` are stems of the article's headline and
    first paragraph, empty if the happening is not told there. ``behind`` is the chain of the statement that stands next to it, for what is
    told in the outlet's own voice.
    """

    article: str
    event: str
    outlet: str
    published: str
    type: str
    mode: str
    status: str
    trigger: str
    actors: list[Party]
    recipients: list[Party]
    places: list[Place]
    start: str
    end: str
    dated: bool
    words: frozenset[str]
    rare: frozenset[str]
    names: frozenset[str]
    numbers: list[float]
    figures: list[Figure]
    voices: list[Voice]
    days: frozenset[str] = frozenset()
    lead: frozenset[str] = frozenset()
    lead_rare: frozenset[str] = frozenset()
    behind: list[Source] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Its name in the whole memory."""
        return f"{self.article}#{self.event}"

    @property
    def fullness(self) -> int:
        """How much it tells; of two reports of a happening the fuller one stands for both. A denial stands for nothing."""
        if self.type == DENIAL or self.status == "negated":
            return 0
        told = 3 * min(2, len(self.actors)) + 3 * min(2, len(self.recipients)) + 2 * bool(self.places) + 2 * self.dated + bool(self.mode)
        return told + 2 * any(p.own for p in self.actors) + 2 * any(p.own for p in self.recipients) + min(4, len(self.rare)) + bool(self.figures)

    @property
    def day(self) -> str:
        """The day it is filed under: the first it may have happened, else that of publication; empty if neither is known."""
        return self.start if self.dated else self.published[:10]

    def to_dict(self) -> dict[str, Any]:
        """The signature as JSON has it."""
        plain: dict[str, Any] = _adapter().dump_python(self, mode="json")
        return {name: sorted(value) if name in SETS else value for name, value in plain.items()}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Signature:
        """The signature that :meth:`to_dict` wrote."""
        read: Signature = _adapter().validate_python(data)
        return read


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Signature)


@dataclass(slots=True)
class _Told:
    """A record by ids; ``lead`` is where its headline and first paragraph end."""

    record: Record
    entities: dict[str, Entity]
    statements: dict[str, Statement]
    groups: dict[str, list[Event]]
    marks: list[tuple[Span, Entity]]
    lead: int


def signatures(record: Record, article: str | None = None) -> list[Signature]:
    """The signatures of a record: one for each happening in it, and one for each denial, which may be of a happening told elsewhere.

    ``article`` is the record's key in the memory, the article's id if not given.
    """
    groups: dict[str, list[Event]] = {}
    for event in record.events:
        groups.setdefault(event.report, []).append(event)
    entities = {e.id: e for e in record.entities}
    marks = sorted(((span, e) for e in record.entities if e.named for span in e.mentions), key=lambda mark: mark[0])
    told = _Told(record, entities, {s.id: s for s in record.statements}, groups, marks, _lead_end(record.article.text))
    name = article or record.article.id
    return [*(_signature(told, events, name) for events in groups.values()), *(_denial(told, s, name) for s in record.statements if s.stance == "denies")]


def _signature(told: _Told, events: list[Event], article: str) -> Signature:
    first = events[0]
    place_ids = list(dict.fromkeys(p for e in events for p in e.place if p not in e.unsure))
    actors, recipients = (
        _parties(told, [p for e in events for p in parties(e) if p not in e.unsure]) for parties in (attrgetter("actor"), attrgetter("recipient"))
    )
    when = next((e.when for e in events if e.when), None)
    text = told.record.article.text
    spans = list(dict.fromkeys(around(text, e.trigger) for e in events[:SOURCES_OF_WORDS])) if text else []
    stems: dict[str, str] = {}
    for span in spans:
        stems.update(content_stems(words_in(text, span)))
    trigger = content_stems(words_in(text, first.trigger))
    opens = bool(text) and _opens(told, events)
    lead = content_stems(words_in(text, (0, told.lead))) if opens else {}
    context = [*spans, (0, told.lead)] if opens else spans
    days = frozenset({d.value for d in told.record.dates if d.value and len(d.value) == DAY and any(a <= d.span[0] < b for a, b in context)})
    start, end = (day or "" for day in day_bounds(when))
    dated = bool(start) and _told_in_text(told, when or "")
    below = "" if dated or not opens else next(iter(days)) if len(days) == 1 else _below(told, events)
    if below and not _day_of_telling(told, events, below):  # a headline seldom says when
        start, end = (day or "" for day in day_bounds(below))
        dated = bool(start)
    return Signature(
        article=article,
        event=first.id,
        outlet=told.record.article.outlet or "",
        published=told.record.article.published or "",
        type=first.type,
        mode=next((e.mode for e in events if e.mode), "") or "",
        status=_status(events),
        trigger=_bare_case(next(iter(trigger), "")),
        actors=actors,
        recipients=recipients,
        places=[place_of(told.entities[p]) for p in place_ids if p in told.entities],
        start=start,
        end=end,
        dated=dated,
        words=frozenset(stems),
        rare=frozenset(s for s, norm in stems.items() if rare(norm)),
        names=frozenset({key_of(e) for (a, b), e in told.marks for start_, end_ in context if start_ <= a and b <= end_}),
        numbers=_numbers(told, spans),
        figures=_figures(told, events, spans),
        voices=[*(_voice(told, e) for e in events), *_denials(told, events)],
        days=days,
        lead=frozenset(lead),
        lead_rare=frozenset(s for s, norm in lead.items() if rare(norm)),
        behind=_behind(told, events),
    )


def _denial(told: _Told, statement: Statement, article: str) -> Signature:
    """The signature of a denial: what stands in its words."""
    record, text = told.record, told.record.article.text
    inside = [e for e in record.entities if e.named and any(statement.span[0] <= a < statement.span[1] for a, _ in e.mentions)]
    opens = statement.span[0] < told.lead and bool(text)
    spans = [statement.span, (0, told.lead)] if opens else [statement.span]
    stems = content_stems(words_in(text, statement.span)) if text else {}
    lead = content_stems(words_in(text, (0, told.lead))) if opens else {}
    days = frozenset({d.value for d in record.dates if d.value and len(d.value) == DAY and any(a <= d.span[0] < b for a, b in spans)})
    voice = Voice("", statement.span, statement.id, "denies", "negated", _chain(told, statement))
    return Signature(
        article=article,
        event=statement.id,
        outlet=record.article.outlet or "",
        published=record.article.published or "",
        type=DENIAL,
        mode="",
        status="negated",
        trigger="",
        actors=[],
        recipients=[],
        places=[place_of(e) for e in inside if e.coordinates],
        start="",
        end="",
        dated=False,
        words=frozenset(stems),
        rare=frozenset(s for s, norm in stems.items() if rare(norm)),
        names=frozenset({key_of(e) for (a, b), e in told.marks for start, end in spans if start <= a and b <= end}),
        numbers=_numbers(told, [statement.span]),
        figures=[],
        voices=[voice],
        days=days,
        lead=frozenset(lead),
        lead_rare=frozenset(s for s, norm in lead.items() if rare(norm)),
    )


def _opens(told: _Told, events: list[Event]) -> bool:
    """Whether the article opens with it: it stands in the headline, or is the first of its type in the paragraph below."""
    first = events[0]
    body = told.record.article.text.find("\n") + 1
    if first.trigger[0] < body or not body:
        return first.trigger[0] < told.lead
    before = (e for e in told.record.events if e.type == first.type and body <= e.trigger[0] < first.trigger[0])
    return first.trigger[0] < told.lead and next(before, None) is None


def _below(told: _Told, events: list[Event]) -> str:
    """When the first paragraph says that an act like the one in the headline was done; empty if it does not."""
    text = told.record.article.text
    body = text.find("\n") + 1
    like = (e.when for e in told.record.events if e.type == events[0].type and events[0].trigger[0] < body <= e.trigger[0] < told.lead)
    when = next(like, None) or ""
    return when if _told_in_text(told, when) else ""


def _lead_end(text: str) -> int:
    """Where the first paragraph after the headline ends; one of a few words is a dateline."""
    at = 0
    for n, line in enumerate(text.split("\n")):
        at += len(line) + 1
        if n and len(line.split()) >= SHORTEST_PARAGRAPH:
            break
    return min(at, len(text), LONGEST_LEAD)


def _behind(told: _Told, events: list[Event]) -> list[Source]:
    """The source that the article names in the sentence of an event, or in one of the next two, other than for the event itself."""
    text, own = told.record.article.text, {e.statement for e in events}
    last = max(e.trigger[1] for e in events if e.trigger[0] - events[0].trigger[0] <= LONGEST_LEAD)
    sentences = [around(text, e.trigger) for e in events]
    for statement in sorted(told.statements.values(), key=lambda s: s.cue[0] if s.cue else s.span):
        start = min((c[0] for c in statement.cue), default=statement.span[0])
        if statement.stance != "asserts" or statement.id in own or _acts(told, statement):
            continue
        if any(a <= start < b for a, b in sentences):
            return _chain(told, statement)
        if start >= last:
            return _chain(told, statement) if len(SENTENCE_END.findall(text[last:start])) <= NEXT else []
    return []


def _acts(told: _Told, statement: Statement) -> bool:
    """Whether the word that reports a statement is an act itself (accuses, demands): it tells of other things."""
    return any(a <= e.trigger[0] < b for e in told.record.events for a, b in statement.cue)


def _status(events: list[Event]) -> str:
    """The status of the first report that is no denial: a happening denied is the same happening."""
    return next((e.status for e in events if e.status != "negated"), "negated")


def _day_of_telling(told: _Told, events: list[Event], day: str) -> bool:
    """Whether a day is that on which somebody accused, demanded or threatened what these events are told in (اتهمت الوزارة، الثلاثاء، فلانا بالهجوم)."""
    cues = {span for s in told.record.statements if s.id in {e.statement for e in events} for span in s.cue}
    return any(e.when == day and e.trigger in cues for e in told.record.events)


def _parties(told: _Told, ids: list[str]) -> list[Party]:
    return list({p.key: p for i in dict.fromkeys(ids) if i in told.entities for p in (party_of(told.entities[i]),)}.values())


def _bare_case(stem: str) -> str:
    """A stem of an act without the ending of the accusative or of a plural verb, so that إضرابا and إضراب are one."""
    return next((stem[: -len(end)] for end in ("وا", "ا") if stem.endswith(end) and len(stem) - len(end) >= SHORTEST_ACT), stem)


def _told_in_text(told: _Told, when: str) -> bool:
    """Whether a time expression of the text has the value, so that the day is not just that of publication."""
    if len(when) > 10 and "/" not in when:
        return False
    return any(date.value == when for date in told.record.dates)


def _numbers(told: _Told, spans: list[Span]) -> list[float]:
    """The numbers in the sentences: amounts that were read, and numbers in digits."""
    text = told.record.article.text
    found = {float(a.value) for a in told.record.amounts if a.value is not None and any(s <= a.span[0] < e for s, e in spans)}
    covered = [a.span for a in told.record.amounts]
    for start, end in spans:
        for token in words_in(text, (start, end)):
            if token.kind == "number" and token.norm.isascii() and token.norm.isdigit() and not any(s <= start + token.start < e for s, e in covered):
                found.add(float(token.norm))
    return sorted(found)


def _figures(told: _Told, events: list[Event], spans: list[Span]) -> list[Figure]:
    """The counts of the events, and of the deaths, wounds and (but of an attack) arrests that are told as acts of their own in the same sentences."""
    own = {e.id for e in events}
    told_there = [(0, told.lead), *spans] if _opens(told, events) else spans
    beside = [e for e in told.record.events if e.id not in own and any(a <= e.trigger[0] < b for a, b in told_there)] if events[0].type in FORCE else []
    out = [Figure(c.what, float(c.value), c.bound, e.id) for e in events for c in e.counts]
    out += [
        _figure(told, c.what, float(c.value), c.bound, told.statements.get(e.statement or ""))
        for e in beside
        for c in e.counts
        if not (c.what == "arrested" and events[0].type == "ASSAULT")
    ]
    out += _casualties(told, told_there, COUNTED[events[0].type]) if events[0].type in COUNTED else []
    amounts = {a.id: a for a in told.record.amounts}
    for event in events:
        paid = amounts.get(event.transfer.value or "") if event.transfer else None
        if paid is not None and paid.value is not None:
            out.append(Figure(paid.unit, float(paid.value), paid.bound, event.id))
    return list({(f.what, f.value): f for f in reversed(out)}.values())[::-1]


def _figure(told: _Told, what: str, value: float, bound: str, statement: Statement | None) -> Figure:
    """A number that stands in a statement, or in none."""
    return Figure(what, value, bound, "", _chain(told, statement) if statement else [], statement is not None and statement.stance in DENYING)


def _around(told: _Told, at: int) -> Statement | None:
    """The innermost statement in whose words a character stands."""
    held = [s for s in told.statements.values() if s.span[0] <= at < s.span[1]]
    return min(held, key=lambda s: s.span[1] - s.span[0], default=None)


def _casualties(told: _Told, spans: list[Span], kinds: dict[str, frozenset[str]]) -> list[Figure]:
    """Numbers near a word that tells what befell those counted, of whatever word class (ارتفع عدد القتلى إلى 21)."""
    out: dict[tuple[str, float], Figure] = {}
    text = told.record.article.text
    read = [(a.span, float(a.value), a.bound) for a in told.record.amounts if a.value is not None]
    for start, end in spans:
        tokens = words_in(text, (start, end))
        for i, token in enumerate(tokens):
            at = start + token.start
            value = next(((v, bound) for (a, b), v, bound in read if a <= at < b), None)
            number = read_cardinal(tokens, i) if value is None else None
            if number is not None and float(number.value) not in YEARS:
                value = float(number.value), "exact"
            elif value is None and token.norm in ONE_PERSON and i and tokens[i - 1].norm.lstrip("وب") in FALLEN:
                value = 1.0, "exact"
            what = _befallen(tokens, i, kinds) if value is not None else ""
            if value is not None and what:
                out.setdefault((what, value[0]), _figure(told, what, value[0], value[1], _around(told, at)))
    return list(out.values())


def _befallen(tokens: list[Token], i: int, kinds: dict[str, frozenset[str]]) -> str:
    """What the nearest word around a number tells of those counted."""
    for distance in range(BESIDE + 1):
        for j in dict.fromkeys((i + distance, i - distance)):
            if 0 <= j < len(tokens) and (distance <= BESIDE_AFTER or j < i):
                forms = _forms(tokens[j].norm)
                for what, words in kinds.items():
                    if forms & words:
                        return what
    return ""


def _forms(norm: str) -> set[str]:
    """A folded word without its conjunction, article and accusative ending."""
    bare = norm.removeprefix("و") if len(norm) > 3 else norm
    bare = bare.removeprefix("ال")
    return {norm, bare, bare.removesuffix("ا"), bare.removesuffix("ين"), bare.removesuffix("ون")}


def _voice(told: _Told, event: Event) -> Voice:
    statement = told.statements.get(event.statement or "")
    if statement is None:
        return Voice(event.id, event.trigger, "", "", event.status, [])
    stance = JUDGES if statement.stance == "asserts" and _judges(told, statement) else statement.stance
    return Voice(event.id, event.trigger, statement.id, stance, event.status, _chain(told, statement))


def _judges(told: _Told, statement: Statement) -> bool:
    """Whether a statement takes its acts for granted and condemns or praises them: it adds no voice that they happened."""
    return any(e.mode == "disapprove" and any(a <= e.trigger[0] < b for a, b in statement.cue) for e in told.record.events)


def _chain(told: _Told, statement: Statement) -> list[Source]:
    chain = [_source(told, _full(told, link, told.entities[link.entity]), link) for link in statement.links if link.entity in told.entities]
    last = told.entities.get(statement.links[-1].entity) if statement.links else None
    dateline = last is not None and last.type in ("GPE", "LOC") and all(told.record.surface(cue).strip() == ":" for cue in statement.cue)
    return [] if dateline else chain  # in a headline "Tunis: strike goes on" the place says where, not who


def _full(told: _Told, link: Link, entity: Entity) -> Entity:
    """The source whom a short name stands for: of an article's sources, the only one whose name begins with it (the ministry, in the headline)."""
    words = bare_name(told.record.surface(link.span)).split() if link.span else []
    longer = {e.id: e for s in told.statements.values() for k in s.links if k.entity != entity.id and (e := told.entities.get(k.entity)) and _begins(words, e)}
    return next(iter(longer.values())) if words and len(longer) == 1 else entity


def _begins(words: list[str], entity: Entity) -> bool:
    """Whether the name of an entity is longer than some words and begins with them."""
    name = bare_name(entity.name_ar).split()
    return len(name) > len(words) and name[: len(words)] == words


def _source(told: _Told, entity: Entity, link: Link) -> Source:
    spans = [] if entity.named else [span for span in (link.span, *entity.mentions) if span is not None]
    whole = _whole(told, entity, link)
    body = whole or next((e for start, end in spans for (a, b), e in told.marks if start <= a and b <= end and e.type == "ORG"), None)
    state = ("" if whole else party_of(entity).state) or (party_of(body).state if body else "")
    key = key_of(entity) if entity.named else bare_name(entity.name_ar)
    return Source(key, entity.name_ar, link.kind, entity.named, state, link.span, key_of(body) if body else "", body.name_ar if body else "")


def _whole(told: _Told, entity: Entity, link: Link) -> Entity | None:
    """The body that a department without a name of its own belongs to, if it is named right behind (إدارة الإعلام بالوزارة, مديرية النقل في وزارة الأشغال)."""
    if entity.type != "ORG" or entity.knowledge_id or link.span is None:
        return None
    text, end = told.record.article.text, link.span[1]
    return next((e for (a, _), e in told.marks if e.type == "ORG" and e.id != entity.id and end < a and PART_OF.fullmatch(text[end:a])), None)


def _denials(told: _Told, events: list[Event]) -> list[Voice]:
    """Statements that deny or doubt the happening, or threaten over it, without an event of it of their own inside."""
    ids = {e.id for e in events}
    inside = {e.statement for e in events if e.statement}
    out = []
    for statement in told.record.statements:
        aimed = statement.of in ids or (statement.of in inside and _only_of(told, statement.of or "", ids))
        if statement.stance in ("denies", "doubts", "threatens") and aimed and statement.id not in inside:
            out.append(Voice("", statement.span, statement.id, statement.stance, "negated" if statement.stance == "denies" else "", _chain(told, statement)))
    return out


def _only_of(told: _Told, statement: str, ids: set[str]) -> bool:
    """Whether the first event told in a statement is one of these: a denial of the statement is a denial of that."""
    first = next((e for e in told.record.events if e.statement == statement), None)
    return first is not None and first.id in ids
