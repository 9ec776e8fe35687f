"""An explanation of one event as text in Arabic or English, or as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from musnad.export.explain_ar import MISSING as MISSING_AR
from musnad.export.explain_ar import Arabic
from musnad.export.explain_en import MISSING as MISSING_EN
from musnad.export.explain_en import English
from musnad.export.explanation import Explained, country_name, label
from musnad.export.words import isolated
from musnad.record import Entity, Span

OPEN, CLOSE = "⟦", "⟧"


def as_text(facts: Explained, lang: str) -> str:
    """The explanation as lines of text: headings, and under each its sentences.

    Words of the article stand in isolates (U+2068 … U+2069), so that a terminal or an editor orders each line rightly.
    """
    voice = Arabic(facts) if lang == "ar" else English(facts)
    marked = marked_sentence(facts)
    lines = [*voice.title(), "", marked if marked is not None else MISSING_AR if lang == "ar" else MISSING_EN]
    for heading, sentences in voice.parts():
        lines += ["", heading, *(f"  {sentence}" for sentence in sentences)]
    return "\n".join(lines) + "\n"


def as_json(facts: Explained, lang: str) -> dict[str, Any]:
    """The facts with their labels in a language, and the sentences under ``explanation``; spans with the words where the text is known."""
    event, article, mark = facts.event, facts.record.article, facts.mark
    voice = Arabic(facts) if lang == "ar" else English(facts)
    return {
        "document": {"id": article.id, "title": article.title, "outlet": article.outlet, "published": article.published},
        "event": event.id,
        "language": lang,
        "has_text": facts.document is not None,
        "trigger": _piece(event.trigger, facts),
        "sentence": _piece(facts.sentence, facts) if facts.sentence else None,
        "coding": _coding(facts, lang),
        "who": _entities(event.actor, facts, lang),
        "whom": _entities(event.recipient, facts, lang),
        "where": _entities(event.place, facts, lang),
        "when": _when(facts),
        "status": {"status": event.status, "label": label("status", event.status, lang), "mark": _piece(mark, facts) if mark else None, "denied": facts.denied},
        "source": _source(facts, lang),
        "views": [{**asdict(view), "name": facts.name(view.source)} for view in facts.views],
        "same": [
            {"event": other.id, "statement": other.statement, "likely": facts.only_likely(other), **_piece(other.trigger, facts)} for other in facts.again
        ],
        "counts": [asdict(count) for count in event.counts],
        "transfer": asdict(event.transfer) if event.transfer else None,
        "framings": [{**asdict(framing), **_piece(framing.span, facts)} for framing in facts.framings],
        "confidence": event.confidence,
        "unsure": _entities(event.unsure, facts, lang),
        "explanation": [{"heading": heading, "sentences": sentences} for heading, sentences in voice.parts()],
    }


def _coding(facts: Explained, lang: str) -> dict[str, Any]:
    event = facts.event
    return {
        "type": event.type,
        "type_label": label("type", event.type, lang),
        "mode": event.mode,
        "mode_label": label("mode", f"{event.type}/{event.mode}", lang) if event.mode else None,
        "quad": event.quad,
        "quad_label": label("quad", event.quad, lang),
        "score": event.score,
        "cameo": event.cameo,
        "context": [{"context": c, "label": label("context", c, lang)} for c in event.context],
        "why": event.why,
    }


def _when(facts: Explained) -> dict[str, Any] | None:
    """The time with the expression it was read from; None if the event has none."""
    if facts.event.when is None:
        return None
    date = facts.date
    read = None if date is None else {"id": date.id, **_piece(date.span, facts), "why": date.why}
    return {"value": facts.event.when, "date": read, "publication_day": facts.on_publication_day}


def _source(facts: Explained, lang: str) -> dict[str, Any] | None:
    """The statement with its chain from the origin on; None where the outlet tells the event in its own voice."""
    statement = facts.statement
    if statement is None:
        return None
    chain = [
        {
            "entity": link.entity,
            "name": facts.record.entity(link.entity).name_ar,
            "kind": link.kind,
            "kind_label": label("link", link.kind, lang),
            "named": link.named,
            **_piece(link.span, facts),
        }
        for link in facts.chain
    ]
    return {
        "statement": statement.id,
        **_piece(statement.span, facts),
        "cue": [_piece(span, facts) for span in statement.cue],
        "speaker": statement.speaker,
        "stance": statement.stance,
        "stance_label": label("stance", statement.stance, lang),
        "form": statement.form,
        "form_label": label("form", statement.form, lang),
        "of": statement.of,
        "why": statement.why,
        "chain": chain,
    }


def marked_sentence(facts: Explained) -> str | None:
    """The sentence with the trigger in white brackets, the whole isolated; None without text."""
    sentence, trigger = facts.sentence, facts.event.trigger
    if sentence is None:
        return None
    text = facts.record.article.text
    before, word, after = text[sentence[0] : trigger[0]], text[slice(*trigger)], text[trigger[1] : sentence[1]]
    return isolated(f"{before}{OPEN}{word}{CLOSE}{after}")


def _piece(span: Span | None, facts: Explained) -> dict[str, Any]:
    """Offsets and words; both None for a source that only the metadata name."""
    return {"span": list(span) if span else None, "text": facts.words(span) if span else None}


def _entities(ids: list[str], facts: Explained, lang: str) -> list[dict[str, Any]]:
    return [_entity(entity, facts, lang) for entity in facts.entities(ids)]


def _entity(entity: Entity, facts: Explained, lang: str) -> dict[str, Any]:
    return {
        "entity": entity.id,
        "name": entity.name,
        "name_ar": entity.name_ar,
        "type": entity.type,
        "type_label": label("entity", entity.type, lang),
        "named": entity.named,
        "country": entity.country,
        "country_label": country_name(entity.country, lang) if entity.country else None,
        "sector": entity.sector,
        "sector_label": label("sector", entity.sector, lang) if entity.sector else None,
        "mentions": [_piece(mention, facts) for mention in facts.mentions(entity)],
        "why": entity.why,
    }
