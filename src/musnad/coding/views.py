"""Views: for each source that speaks of an event, how certain it is and whether it happened.

After FactBank (Saurí and Pustejovsky 2009) and MPQA: the speaker of a statement, those who passed it on, those who deny it, others who
tell of the same happening, and the outlet, each with a view of its own. Planned and hypothetical acts follow PLOVER's rules: they
have not happened. ``Event.status`` is the view of the nearest source; this module adds the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from musnad.analysis.quotes import pair_quotes
from musnad.analysis.scene import Scene
from musnad.coding.certainty import DISTANCE, marks_of
from musnad.language.characters import fold
from musnad.record import Event, Record, Statement, View

OUTLET = "outlet"
BY_STATUS: dict[str, tuple[str, bool | None]] = {
    "occurred": ("certain", True),
    "ongoing": ("certain", True),
    "negated": ("certain", False),
    "possible": ("possible", True),
    "planned": ("probable", None),
    "hypothetical": ("unknown", None),
}
SCARE_QUOTE = 4  # words in quotation marks up to this many are a label held at a distance, longer ones a quotation
_RANK = {"unknown": 0, "possible": 1, "probable": 2, "certain": 3}
_GUESSING = re.compile("رجح|ترجيح|توقع|يتوقع|متوقع|عتقد|اعتقاد|يظن|تظن")
_CLAIMING = re.compile("زعم|مزاعم|زاعم|ادعي|ادعت|ادعاء|يدعي|تدعي|مدعي")
_ASKING = re.compile("تساءل|يتساءل|متسائل|تساؤل|سال|سائل")


@dataclass(slots=True)
class Told:
    """What is known of the sources of one record. ``groups``: the events of one happening by the id of the first of them."""

    record: Record
    scene: Scene
    statements: dict[str, Statement]
    inside: dict[str, list[Event]]
    groups: dict[str, list[Event]]
    acts: frozenset[int]
    quoted: list[tuple[int, int]]
    denied: dict[str, list[View]] = field(default_factory=lambda: defaultdict(list))
    accused: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    reported: dict[str, list[View]] = field(default_factory=dict)


def set_views(record: Record, scene: Scene) -> None:
    """Set the views of every event of a record whose statements, events and denials are known."""
    told = _told(record, scene)
    for event in record.events:
        event.views = views_of(event, told)


def views_of(event: Event, told: Told) -> list[View]:
    """The views of one event: of its own report first, then of other reports of it, of those who deny it, and the outlet's.

    A source has one view, or two if it says both that it happened and that it did not; that it only passes the act on
    is told where it says no more.
    """
    root = event.report
    views = [*_reported(event, told), *_all_reported(root, told), *told.denied[root]]
    views += [view for accused in told.accused[root] for view in _all_reported(accused, told)]
    kept = _merged(views)
    return kept if event.statement is None else sorted(kept, key=lambda view: view.source == OUTLET)


def _merged(views: list[View]) -> list[View]:
    """One view for each source and outcome; views that leave it open only of sources that have no other."""
    committed = {view.source for view in views if view.certainty != "unknown"}
    kept: dict[tuple[str, bool | None], View] = {}
    for view in views:
        key = view.source, view.happened
        if view.certainty == "unknown" and view.source in committed:
            continue
        if key not in kept:
            kept[key] = view
        elif view.distanced and view.certainty == "unknown":
            kept[key] = replace(kept[key], distanced=True)
    return list(kept.values())


# --- one report of an event --------------------------------------------------------------------------------------------


def _all_reported(root: str, told: Told) -> list[View]:
    """The views of all reports of one happening, read once: an article can tell of the same act hundreds of times."""
    if root not in told.reported:
        told.reported[root] = _merged([view for event in told.groups[root] for view in _reported(event, told)])
    return told.reported[root]


def _reported(event: Event, told: Told) -> list[View]:
    """The views that one report gives: the voice it stands in, those who passed it on, and the outlet if it is no more than them."""
    certainty, happened, distanced = _own(event, told)
    if event.statement is None:
        return [View(OUTLET, certainty, happened, None, distanced)]
    statement = told.statements[event.statement]
    views = [View(source, certainty, happened, statement.id, distanced) for source in statement.speaker]
    views += [_relay(source, statement, told) for source in dict.fromkeys(statement.chain) if source not in statement.speaker]
    return [*views, View(OUTLET, "unknown", None, None, bool(_CLAIMING.search(_cue(statement, told))))]


def _own(event: Event, told: Told) -> tuple[str, bool | None, bool]:
    """Certainty, outcome and distance in the words of the report itself."""
    certainty, happened = BY_STATUS[event.status]
    statement = told.statements[event.statement] if event.statement else None
    marks = marks_of(told.scene, event.trigger, statement.span if statement else None, told.acts)
    distanced = any(mark.certainty == DISTANCE for mark in marks) or (statement is None and _scare_quoted(event, told))
    if happened is None and certainty == "unknown":
        return certainty, happened, distanced
    for mark in marks:
        if mark.certainty == DISTANCE:
            continue
        if not mark.negated:
            certainty = mark.certainty
        elif mark.certainty == "certain":
            return "unknown", None, distanced
        elif happened is not None:
            certainty, happened = "probable", False
    if statement is not None:
        certainty, happened = _in_stance(event, statement, certainty, happened, told)
    return certainty, happened, distanced


def _in_stance(event: Event, statement: Statement, certainty: str, happened: bool | None, told: Told) -> tuple[str, bool | None]:
    """What the word of speech adds: a guess is no more than probable, a doubt is of the first act told, a question leaves it open."""
    cue = _cue(statement, told)
    if _GUESSING.search(cue):
        certainty = min(certainty, "probable", key=_RANK.__getitem__)
    if told.inside[statement.id][0] is event:
        if statement.stance == "doubts" and happened is not None:
            return "probable", False
        if statement.stance == "asks" and _ASKING.search(cue):
            return "unknown", None
    return certainty, happened


def _relay(source: str, statement: Statement, told: Told) -> View:
    """Who passes words on leaves open whether they are so, unless a denial or doubt of its own holds those words."""
    for outer in told.record.statements:
        around = outer.span[0] <= statement.span[0] and statement.span[1] <= outer.span[1]
        if outer is not statement and around and source in outer.speaker and outer.stance in ("denies", "doubts"):
            return View(source, "certain" if outer.stance == "denies" else "probable", False, outer.id)
    return View(source, "unknown", None, statement.id)


def _cue(statement: Statement, told: Told) -> str:
    """The folded words that report a statement."""
    return fold(" ".join(told.record.surface(span) for span in statement.cue))


def _scare_quoted(event: Event, told: Told) -> bool:
    """Whether the outlet has set the act in quotation marks, alone or with a word or two."""
    return any(start <= event.trigger[0] and event.trigger[1] <= end for start, end in told.quoted)


# --- what is known of the record -----------------------------------------------------------------------------------------


def _told(record: Record, scene: Scene) -> Told:
    inside: dict[str, list[Event]] = defaultdict(list)
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in record.events:
        groups[event.report].append(event)
        if event.statement:
            inside[event.statement].append(event)
    acts = frozenset(scene.document.token_at(event.trigger[0]) for event in record.events)
    told = Told(record, scene, {s.id: s for s in record.statements}, inside, groups, acts, _short_quotations(scene))
    for denial in record.statements:
        if denial.stance == "denies" and denial.of:
            _deny(denial, told)
    return told


def _deny(denial: Statement, told: Told) -> None:
    """Let a denial be a view of what it denies, and let what it denies be told of the act inside the denial."""
    views = [View(source, "certain", False, denial.id) for source in denial.speaker]
    negated = [e for e in told.inside.get(denial.id, ()) if e.status == "negated"]
    for target in _targets(denial, negated, told):
        root = target.report
        told.denied[root] += views
        for event in negated:
            if event.type == target.type and root not in told.accused[event.report]:
                told.accused[event.report].append(root)


def _targets(denial: Statement, negated: list[Event], told: Told) -> list[Event]:
    """The events that a denial is of: what it points at, as far as it is of the kind denied; all of that if it tells no act itself."""
    pointed = told.inside.get(denial.of or "", []) or [event for event in told.record.events if event.id == denial.of]
    if not negated:
        return [e for e in pointed if e.status != "negated"] if not told.inside.get(denial.id) else []
    kinds = {event.type for event in negated}
    return [e for e in pointed if e.type in kinds] or [e for e in pointed if set(e.actor) & set(denial.speaker)]


def _short_quotations(scene: Scene) -> list[tuple[int, int]]:
    """The insides of quotation marks around a few words."""
    tokens = scene.tokens
    return [
        (tokens[first].end, tokens[last].start)
        for first, last in pair_quotes(scene.document).pairs.items()
        if last is not None and 1 < last - first <= SCARE_QUOTE + 1
    ]
