"""An agency that the article's metadata credit (``Article.sources``), though its text may not name it.

What the outlet would tell in its own voice is then the agency's word, which the outlet passes on: it becomes a statement over the whole
text. What others say in it came through the agency, so that it is the first link of their chains. The link has no span, and says
where it is from. With several sources nobody knows which of them has which sentence: together they speak for what stands in no
statement, and enter no other chain.
"""

from __future__ import annotations

from dataclasses import replace

from musnad.analysis.gazetteer import Name, gazetteer
from musnad.language.characters import fold
from musnad.record import Entity, Event, Link, Record, Span, Statement, View

OUTLET = "outlet"


def credit_sources(record: Record) -> None:
    """Let the sources that the metadata credit speak for the outlet's voice, and stand at the head of the chains.

    The publishing outlet itself is no source. Statements that name the source already keep their chain.
    """
    links = [_link(name, record) for name in record.article.sources if not _is_publisher(name, record.article.outlet)]
    links = list({link.entity: link for link in links}.values())
    if not links or not (record.events or record.statements):
        return
    if len(links) == 1:
        for statement in record.statements:
            if links[0].entity not in statement.chain:
                statement.chain.insert(0, links[0].entity)
                statement.links.insert(0, links[0])
    else:
        record.notes.append("the metadata credit several sources: which of them passed on what others say is not known, so no chain begins with one")
    _speak(links, record)


def _speak(links: list[Link], record: Record) -> None:
    """Put what stands in the outlet's voice into a statement of the sources, and the outlet behind them in the views."""
    statement = _whole(links, record)
    voiced = [event for event in record.events if event.statement is None]
    for event in record.events:
        _pass_on(event, links, statement, record)
    for event in voiced:
        event.statement = statement.id
    for framing in record.framings:
        if voiced and framing.statement is None:
            framing.statement = statement.id
    if voiced:
        record.statements.insert(0, statement)


def _whole(links: list[Link], record: Record) -> Statement:
    """The statement over the whole text; its id follows those of the others."""
    names = ", ".join(record.entity(link.entity).name for link in links)
    why = f"no word of the text reports it: the article's metadata credit {names}, and what stands in no other statement is told in that name"
    speakers = [link.entity for link in links]
    return Statement(f"q{len(record.statements) + 1}", _text_span(record), [], speakers, speakers[:1], links[:1], "indirect", "asserts", None, why)


def _pass_on(event: Event, links: list[Link], whole: Statement, record: Record) -> None:
    """The outlet's view of an event becomes the sources'; the outlet leaves open what it has from them."""
    told = next((s for s in record.statements if s.id == event.statement), whole)
    sources = [link.entity for link in links]
    held = {(view.source, view.happened) for view in event.views}
    committed = {view.source for view in event.views}
    views: list[View] = []
    for view in event.views:
        if view.source != OUTLET:
            views.append(view)
        elif view.certainty != "unknown":
            views += [replace(view, source=source, statement=whole.id) for source in sources if (source, view.happened) not in held]
        elif len(sources) == 1 or told is whole:
            views += [replace(view, source=source, statement=told.id) for source in sources if source not in committed]
    event.views = [*views, View(OUTLET, "unknown", None, None)]


def _link(name: str, record: Record) -> Link:
    """The link of a credited name, with its entity: one of the article if it names the source, else a new one without mentions."""
    known = gazetteer().medium(name)
    entity = _entity(name, known, record)
    kind = "agency" if known is not None and known.media == "agency" else "outlet" if entity.type == "MEDIA" else "office"
    return Link(entity.id, kind, True, None, f"the article's metadata credit {name}, which its text does not name here")


def _entity(name: str, known: Name | None, record: Record) -> Entity:
    for entity in record.entities:
        same = entity.knowledge_id == known.key if known is not None else entity.named and fold(name) in (fold(entity.name_ar), fold(entity.name))
        if same and entity.type in ("MEDIA", "ORG"):
            return entity
    why = "named by the article's metadata, not by its text" + ("" if known is None else ": a known name of media")
    made = Entity(
        f"e{len(record.entities) + 1}",
        "MEDIA",
        known.english if known else name,
        known.arabic if known else name,
        True,
        known.country if known else None,
        "JRN",
        known.key if known else None,
        None,
        [],
        why,
    )
    record.entities.append(made)
    return made


def _is_publisher(name: str, outlet: str | None) -> bool:
    """Whether a credited name is that of the publishing outlet, in either language, or words of it, or the other way round."""
    own, known = _worded(outlet or ""), gazetteer().medium(name)
    names = [_worded(each) for each in (name, *((known.arabic, known.english) if known else ()))]
    return bool(own.strip()) and any(each in own or own in each for each in names if each.strip())


def _worded(name: str) -> str:
    """A name folded, with a space on either side, so that only whole words are compared."""
    return f" {' '.join(fold(name).casefold().split())} "


def _text_span(record: Record) -> Span:
    """From the first to the last character of the text that is no white space."""
    text = record.article.text
    return len(text) - len(text.lstrip()), len(text.rstrip())
