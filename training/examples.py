"""Marked articles as examples for the network: features as ``musnad.analysis.learned`` sees them, and what the marks say is right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from musnad.analysis.clauses import Clauses
from musnad.analysis.events import find_events
from musnad.analysis.learned.coreference import Referring
from musnad.analysis.learned.features import (
    EDGE_SIZES,
    LABELS,
    PAIR_SIZES,
    SAME_SIZES,
    STATUSES,
    TYPES,
    Edges,
    Floats,
    Numbers,
    Pairs,
    Repeats,
    Told,
    act_features,
    candidates,
    label_of,
    modes,
    tags_of,
    word_features,
)
from musnad.analysis.learned.names import kind_of
from musnad.analysis.mentions import find_mentions
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.speech import find_speech
from musnad.evaluation.gold import read_gold
from musnad.evaluation.parts import Parts
from musnad.evaluation.score import near
from musnad.intake.furniture import find_furniture
from musnad.language.tokens import Document, read_document
from musnad.record import Span

Form = tuple[str | None, str | None]
UNKNOWN = -100  # what torch's cross entropy passes over


@dataclass(slots=True)
class Links:
    """Words (triggers or cues) and the mentions that may take part in what they tell.

    ``at`` (words); ``owner`` (pairs) which of them; ``first``, ``last`` (pairs) the mention; ``features`` (pairs, …); ``entity`` (pairs) a number
    for the entity that the mention means, unique within the word's pairs; ``right`` (pairs, roles) whether this entity has the role.
    """

    at: Numbers
    kind: Numbers
    owner: Numbers
    first: Numbers
    last: Numbers
    features: Numbers
    entity: Numbers
    right: Floats


@dataclass(slots=True)
class Same:
    """Pairs of words that tell acts of one type (``kind``): ``right`` whether the later tells the earlier's happening again."""

    earlier: Numbers
    later: Numbers
    kind: Numbers
    features: Numbers
    right: Floats


@dataclass(slots=True)
class One:
    """Pairs of mentions, the ``earlier`` and the ``later`` (pairs, 2) as first and last word: ``right`` whether they are of one entity."""

    earlier: Numbers
    later: Numbers
    features: Numbers
    right: Floats


@dataclass(slots=True)
class Reported:
    """Words around cues: ``at`` (cues), ``low`` (cues) the first word around each, ``features`` (words, …) one row a word around a cue, behind one another.

    ``first`` and ``last`` (cues): which words the cue's words begin and end with, counted from ``low``.
    """

    at: Numbers
    low: Numbers
    sizes: list[int]
    features: Numbers
    first: Numbers
    last: Numbers


@dataclass(slots=True)
class Example:
    """One article. ``tags`` and ``said`` (T, 2): the marks' and the rules' mentions; ``events`` (T,): 0 or 1 + the type; ``cues`` (T,).

    ``statuses`` and ``modes`` (T,) of acts, the latter 0 or 1 + the mode; ``UNKNOWN`` where there is no act, or it is not told.

    ``skips``: by the first word of a marked mention the letters of clitics before it; ``forms``: its gender and number, where the rules tell.
    """

    name: str
    words: list[str]
    said: Numbers
    facts: Floats
    acts: Numbers
    tags: Numbers
    events: Numbers
    statuses: Numbers
    modes: Numbers
    cues: Numbers
    scored: Numbers
    roles: Links
    speakers: Links
    same: Same
    reported: Reported
    one: One
    skips: list[tuple[int, int]] = field(default_factory=list)
    forms: dict[int, Form] = field(default_factory=dict)


def examples(folder: Path) -> Iterator[Example]:
    """The examples of a folder of reference records with its ``articles.jsonl``."""
    with (folder / "articles.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            path = folder / f"{article['id']}.gold"
            if path.exists():
                yield example(article, read_gold(path), _named(path))


def _named(path: Path) -> set[str]:
    """The ids of the entities that are named."""
    rows = path.read_text(encoding="utf-8").partition("\n---\n")[2].splitlines()
    entities = (json.loads(row) for row in rows if row.strip())
    return {row["id"] for row in entities if "marks" in row and row.get("named", True)}


def example(article: dict[str, Any], gold: Parts, named: set[str]) -> Example:
    """One article with its marks."""
    text = article["text"]
    document = read_document(text, find_furniture(text, article.get("title")))
    scene = Scene.of(document, article.get("published"), article.get("outlet"))
    find_mentions(scene)
    said, facts = word_features(scene)
    clauses = Clauses(scene)
    speech = find_speech(scene, clauses)
    told = Told.of(find_events(scene, clauses), speech)
    size = len(document.tokens)
    places = {span: _tokens(document, span) for span in sorted((s for e in gold.entities for s in e.mentions), key=lambda s: s[1] - s[0])}  # the longest last
    spans = [(*places[s], label_of(e.type or "", named=e.id in named)) for e in gold.entities for s in e.mentions if places[s]]
    tags = np.stack(tags_of([s for s in spans if s[2] in LABELS], size), 1)
    skips = [(places[s][0], s[0] - document.tokens[places[s][0]].start) for e in gold.entities for s in e.mentions if places[s]]
    events, cues = np.zeros(size, np.int64), np.zeros(size, np.int64)
    statuses, modes_ = np.full(size, UNKNOWN), np.full(size, UNKNOWN)
    numbers = mode_numbers()
    for event in gold.events:
        for span in event.spans:
            at = _tokens(document, span)
            if at and event.type in TYPES:
                events[at[0]] = 1 + TYPES.index(event.type)
                statuses[at[0]] = STATUSES.index(event.status) if event.status in STATUSES else UNKNOWN
                modes_[at[0]] = numbers.get(event.mode, UNKNOWN)
    for statement in gold.statements:
        for span in statement.cue:
            at = _tokens(document, span)
            if at:
                cues[at[0]] = 1
    scored = np.array([not any(a <= t.start < b for a, b in gold.ignore) for t in document.tokens], np.int64)
    forms = {at[0]: _form(scene, span) for span, at in places.items() if at}
    meant = _meant(scene, gold, named)
    pairs = Pairs(scene, clauses, told)
    acts = [
        (at[0], 1 + TYPES.index(e.type), [e.actor, e.recipient, e.place])
        for e in gold.events
        for s in e.spans[:1]
        if (at := _tokens(document, s)) and e.type in TYPES
    ]
    voices = [(at[0], 0, [s.speaker, s.relays]) for s in gold.statements for c in s.cue[:1] if (at := _tokens(document, c)) and document.tokens[at[0]].is_word]
    return Example(
        article["id"],
        [t.norm for t in document.tokens],
        said,
        facts,
        act_features(scene, told, range(size)),
        tags,
        events,
        statuses,
        modes_,
        cues,
        scored,
        _links(scene, pairs, acts, meant, 3),
        _links(scene, pairs, voices, meant, 2),
        _same(document, Repeats(scene, told), gold),
        _reported(document, Edges(scene, told), gold),
        _one(Referring(scene), meant),
        skips,
        forms,
    )


def mode_numbers() -> dict[str | None, int]:
    """The number of each mode, 0 for none."""
    return {None: 0, **{mode: n for n, mode in enumerate(dict.fromkeys(m for names in modes().values() for m in names), 1)}}


def _form(scene: Scene, span: Span) -> Form:
    """Gender and number of the rules' mention here, where they tell them."""
    found = next((m for m in scene.mentions if near(m.span, span)), None)
    return (found.gender, found.number) if found is not None else (None, None)


def _same(document: Document, repeats: Repeats, gold: Parts) -> Same:
    by_id = {event.id: event for event in gold.events}
    acts = []
    for event in gold.events:
        first, seen = event, {event.id}
        while first.same and first.same not in seen:
            first = by_id[first.same]
            seen.add(first.id)
        at = _tokens(document, event.spans[0])
        if at and event.type in TYPES:
            acts.append((at[0], 1 + TYPES.index(event.type), first.id))
    acts.sort()
    pairs = [(a, b) for n, b in enumerate(acts) for a in acts[:n] if a[1] == b[1] and a[0] < b[0]]
    return Same(
        np.array([a[0] for a, _ in pairs], np.int64),
        np.array([b[0] for _, b in pairs], np.int64),
        np.array([a[1] for a, _ in pairs], np.int64),
        np.array([repeats.of(a[0], b[0]) for a, b in pairs], np.int64).reshape(-1, len(SAME_SIZES)),
        np.array([a[2] == b[2] for a, b in pairs], np.float32),
    )


def _one(referring: Referring, meant: dict[int, list[str]]) -> One:
    pairs = referring.pairs()

    def ends(at: int) -> Numbers:
        return np.array([(p[at].first, p[at].last - 1) for p in pairs], np.int64).reshape(-1, 2)

    right = [any(who in meant.get(id(later), ()) for who in meant.get(id(earlier), ())) for earlier, later, _ in pairs]
    return One(ends(0), ends(1), referring.rows(pairs), np.array(right, np.float32))


def _reported(document: Document, edges: Edges, gold: Parts) -> Reported:
    """The statements whose words begin and end near their cue, by the first word of their first cue."""
    rows: list[tuple[int, int, int, int]] = []
    features: list[Numbers] = []
    for statement in gold.statements:
        cue, words = next((at for c in statement.cue[:1] if (at := _tokens(document, c))), None), _tokens(document, statement.span)
        if cue is None or words is None:
            continue
        around = edges.around(cue[0])
        if words[0] in around and words[1] - 1 in around:
            rows.append((cue[0], around.start, words[0] - around.start, words[1] - 1 - around.start))
            features.append(edges.of(cue[0]))
    table = np.array(rows, np.int64).reshape(-1, 4)
    empty = np.zeros((0, len(EDGE_SIZES)), np.int64)
    return Reported(table[:, 0], table[:, 1], [len(f) for f in features], np.concatenate([empty, *features]), table[:, 2], table[:, 3])


def _tokens(document: Document, span: Span) -> tuple[int, int] | None:
    """The tokens that a span covers, from the first it ends in or behind; None where it lies in no token (furniture)."""
    first = document.token_at(span[0])
    last = document.token_at(span[1] - 1)
    while first < last and document.tokens[first].end <= span[0]:
        first += 1
    if not document.tokens or document.tokens[first].end <= span[0] or document.tokens[first].start >= span[1]:
        return None
    return first, last + 1


def _meant(scene: Scene, gold: Parts, named: set[str]) -> dict[int, list[str]]:
    """What each mention of the rules means, by its identity; marked mentions that the rules lack are put into the scene."""
    meant: dict[int, list[str]] = {}
    held = list(scene.mentions)
    for entity in gold.entities:
        for span in entity.mentions:
            same = [m for m in held if near(m.span, span)]
            if not same and (at := _tokens(scene.document, span)):
                is_named = entity.id in named
                missed = Mention(*at, span, entity.type or "", is_named, kind_of(entity.type or "", named=is_named))
                missed.definite = is_named or scene.text(*at)[span[0] - scene.tokens[at[0]].start :].startswith("ال")
                scene.mentions.append(missed)
                same = [missed]
            for mention in sorted(same, key=lambda m: -near(m.span, span))[:1]:
                meant.setdefault(id(mention), []).append(entity.id)
    return meant


def _links(scene: Scene, pairs: Pairs, words: list[tuple[int, int, list[list[str]]]], meant: dict[int, list[str]], roles: int) -> Links:
    rows: list[tuple[int, ...]] = []
    right, features = [], []
    for owner, (i, _, wanted) in enumerate(words):
        numbers: dict[object, int] = {}
        for mention in candidates(scene, i):
            who = meant.get(id(mention), [])
            entity = numbers.setdefault(who[0] if who else id(mention), len(numbers))
            rows.append((owner, mention.first, mention.last, entity))
            right.append([float(any(w in role for w in who)) for role in wanted])
            features.append(pairs.of(i, mention))
    table = np.array(rows, np.int64).reshape(-1, 4)
    return Links(
        np.array([w[0] for w in words], np.int64),
        np.array([w[1] for w in words], np.int64),
        *table.T[:3],
        np.array(features, np.int64).reshape(-1, len(PAIR_SIZES)),
        table[:, 3],
        np.array(right, np.float32).reshape(-1, roles),
    )
