"""The way an article goes: one typed object in, one out, the stages in order."""

from __future__ import annotations

from musnad.analysis.acts import Trigger
from musnad.analysis.amounts import find_amounts
from musnad.analysis.clauses import Clauses
from musnad.analysis.dates import find_dates
from musnad.analysis.events import find_events
from musnad.analysis.learned import trained_network
from musnad.analysis.learned.second import SecondReading
from musnad.analysis.mentions import find_mentions
from musnad.analysis.scene import Scene
from musnad.analysis.speech import find_speech
from musnad.analysis.spoken import Speech
from musnad.attribution.credit import credit_sources
from musnad.attribution.denials import point_denials
from musnad.attribution.statements import build_statements, relays
from musnad.coding.events import code_events
from musnad.coding.reported import Reported
from musnad.coding.views import set_views
from musnad.intake.check import assess
from musnad.intake.furniture import find_furniture
from musnad.language.tokens import read_document
from musnad.record import Article, Record
from musnad.resolution.amounts import resolve_amounts
from musnad.resolution.dates import resolve_dates
from musnad.resolution.entities import resolve_entities, to_entities
from musnad.resolution.framing import set_framings


def read(article: Article) -> Record:
    """Read one article into its record."""
    furniture = find_furniture(article.text, article.title)
    assessment = assess(article, furniture)
    trained = trained_network()
    model = trained.name if trained is not None else None
    if not assessment.readable:
        return Record(article, furniture, notes=assessment.notes, model=model)
    document = read_document(article.text, furniture)
    scene = Scene.of(document, article.published, article.outlet)
    find_mentions(scene)
    second = SecondReading(trained, scene) if trained is not None and scene.tokens else None
    if second is not None:
        second.revise_names()
    clauses = Clauses(scene)
    speech = find_speech(scene, clauses)
    triggers = find_events(scene, clauses)
    if second is not None:
        second.revise(clauses, triggers, speech)
    _mark_used(speech, triggers)
    entities = resolve_entities(scene, second.referring() if second is not None else ())
    _mark_sources(speech)
    listed, ids = to_entities(entities, scene)
    dates = resolve_dates(find_dates(document), document, article.published, entities.focus)
    amounts = resolve_amounts(find_amounts(document, [d.span for d in dates]), document, entities.focus)
    statements, statement_ids = build_statements(speech, entities, ids, article.outlet)
    events = code_events(Reported(article, scene, entities, ids, speech, statements, statement_ids, dates, amounts, triggers))
    point_denials(statements, events)
    record = Record(article, furniture, listed, dates, amounts, events, statements, notes=assessment.notes, model=model)
    set_views(record, scene)
    set_framings(record, document)
    credit_sources(record)
    return record


def _mark_used(speech: list[Speech], triggers: list[Trigger]) -> None:
    """A described actor counts as a mention only where it acts, suffers or speaks."""
    for statement in speech:
        for mention in [*statement.speaker, *statement.relays]:
            mention.used = True
    for trigger in triggers:
        for mention in [*trigger.actor, *trigger.recipient, *trigger.place]:
            mention.used = mention.used or not (mention.named and mention in trigger.place)  # a capital where something happens does not act
            mention.struck = mention.struck or (trigger.sense.type == "ASSAULT" and mention in trigger.recipient)


def _mark_sources(speech: list[Speech]) -> None:
    """Speakers that go on elsewhere are used there too."""
    for statement in speech:
        for mention in [*statement.voices(), *relays(statement, {})]:
            mention.used = True
