"""An explanation in English: one method a part, each a list of whole sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from musnad.export.explanation import OUTLET, Explained, country_name, label
from musnad.export.words import isolated
from musnad.record import Count, Entity, Event, Framing, Link, Span, View

_ARABIC = re.compile("[\u0600-\u06ff][\u0600-\u06ff \u200c-\u200f]*[\u0600-\u06ff]|[\u0600-\u06ff]")
_NOBODY = {
    "actor": "The article names no one who did it, or the program did not find them.",
    "recipient": "The article names no one to whom it was done, or the program did not find them.",
    "place": "The article names no place for it, or the program did not find it.",
}
_STATUS = {
    "occurred": "No word makes it future, possible or denied, so it is told as done.",
    "ongoing": "Its form tells of something that lasts or is done again and again.",
    "planned": "Its form tells of what someone means to do.",
    "possible": "It is told as what may be, or as a charge that nobody is named for.",
    "hypothetical": "It is told as a condition or as what ought to be done.",
    "negated": "The words around it say that it was not done.",
}
_MARKED = "The word {word} says so."
_FACT = {
    "ongoing": ("that it is going on", "that it is not going on"),
    "planned": ("that it will happen", "that it will not happen"),
    "possible": ("that it happened or will happen", "that it did not happen or will not"),
}
MISSING = "The record was printed with --no-text, so the article's words cannot be shown: offsets stand in their place."


class English:
    """The sentences of one explanation."""

    lang = "en"

    def __init__(self, facts: Explained) -> None:
        self.facts, self.event = facts, facts.event

    def title(self) -> list[str]:
        """Which event of which article."""
        article = self.facts.record.article
        about = " · ".join(isolated(part) for part in (article.title, article.outlet, article.published) if part)
        return [f"Event {self.event.id} of {isolated(article.id)}", *([about] if about else [])]

    def parts(self) -> list[tuple[str, list[str]]]:
        """The headings with their sentences."""
        told = [
            ("What happened", self.coding()),
            ("Who did it", self.party("actor")),
            ("To whom", self.party("recipient")),
            ("Where", self.party("place")),
            ("When", self.when()),
            ("How many", self.counts()),
            ("Did it happen", self.status()),
            ("According to whom", self.source()),
            ("What each source says", [self.view(v) for v in self.facts.views]),
            ("Told elsewhere in the article", self.again()),
            ("Loaded words", [self.framing(f) for f in self.facts.framings]),
            ("How sure the program is", self.confidence()),
        ]
        return [(heading, sentences) for heading, sentences in told if sentences]

    # --- what, who, where, when ---------------------------------------------------------------------------------------
    def coding(self) -> list[str]:
        """Type, mode, class, score, code and the lexicon entry behind them."""
        event = self.event
        kind = f"{event.type} ({label('type', event.type, 'en')})"
        mode = f", mode {event.mode} ({label('mode', f'{event.type}/{event.mode}', 'en')})" if event.mode else ", with no mode"
        sentences = [
            f"{self._piece(event.trigger, 'The word', 'The word')} reports an event of the type {kind}{mode}.",
            f"PLOVER counts it as {event.quad} and scores it {event.score:g} on its scale from -10 (conflict) to 10 "
            f"(cooperation); its CAMEO code is {event.cameo}.",
            f"Reason: {_why(event.why)}.",
        ]
        if event.context:
            sentences.append(f"Context: {', '.join(label('context', c, 'en') for c in event.context)}.")
        return sentences

    def party(self, role: str) -> list[str]:
        """The entities in a role, a sentence each."""
        found = self.facts.entities(getattr(self.event, role))
        return [self.entity(entity) for entity in found] or [_NOBODY[role]]

    def entity(self, entity: Entity) -> str:
        """An entity with its kind, country, mentions and reason."""
        name = isolated(entity.name_ar) if entity.name == entity.name_ar else f"{isolated(entity.name)} ({isolated(entity.name_ar)})"
        about = [label("entity", entity.type, "en")]
        if entity.country:
            about.append(f"{country_name(entity.country, 'en')} ({entity.country})")
        if entity.sector:
            about.append(f"sector {entity.sector} ({label('sector', entity.sector, 'en')})")
        mentions = self.facts.mentions(entity)
        shown = ", ".join(self._piece(m) for m in mentions[:3])
        more = f" and {len(mentions) - 3} more" if len(mentions) > 3 else ""
        known = "" if entity.named else ", only described"
        return f"{name}: {', '.join(about)}{known}. Mentioned as {shown}{more}. Reason: {_why(entity.why)}."

    def when(self) -> list[str]:
        """The time, and the words it was read from."""
        if self.event.when is None:
            return ["The article gives it no time, or the program did not find it."]
        words = _period(self.event.when)
        sentences = [f"{words[0].upper()}{words[1:]} ({self.event.when})."]
        found = self.facts.date
        if found is not None:
            sentences.append(f"Read from {self._piece(found.span)}: {_why(found.why)}.")
        elif self.facts.on_publication_day:
            sentences.append("No time expression stands with it; it is told as the news of the day, so the day of publication is taken.")
        else:
            sentences.append("It follows from the times that the article gives around it.")
        return sentences

    def counts(self) -> list[str]:
        """People counted, and goods that change hands."""
        sentences = [self.count(count) for count in self.event.counts]
        if self.event.transfer:
            items = ", ".join(isolated(e.name_ar) for e in self.facts.entities(self.event.transfer.item))
            sentences.append(f"Changing hands: {items}.")
            for what, amount_id in (("Their number", self.event.transfer.count), ("Their price", self.event.transfer.value)):
                amount = self.facts.amount(amount_id)
                if amount is not None:
                    sentences.append(f"{what}: {amount.value} {amount.unit}, read from {self._piece(amount.span)}.")
        return sentences

    def count(self, count: Count) -> str:
        """How many people, and from which words."""
        amount = self.facts.amount(count.amount)
        read = f", read from {self._piece(amount.span)}" if amount else ""
        return f"{label('count', count.what, 'en').capitalize()}: {label('bound', count.bound, 'en')} {count.value}{read}."

    # --- whether, and according to whom -------------------------------------------------------------------------------
    def status(self) -> list[str]:
        """The status and what made it so."""
        status = self.event.status
        sentences = [f"Status: {status} ({label('status', status, 'en')}). It is the view of the nearest source."]
        if self.facts.denied:
            return [*sentences, f"It stands inside the denial {self.event.statement}."]
        mark = self.facts.mark
        return [*sentences, _STATUS[status] if mark is None else _MARKED.format(word=self._piece(mark))]

    def source(self) -> list[str]:
        """The chain from the origin to the reader, the statement and its stance."""
        statement, outlet = self.facts.statement, isolated(self.facts.record.article.outlet or "")
        publisher = f"the outlet {outlet}" if self.facts.record.article.outlet else "the outlet"
        if statement is None:
            return [f"{publisher[0].upper()}{publisher[1:]} tells it in its own voice, and names no source for it."]
        links = " → ".join([*(self.link(link) for link in self.facts.chain), f"{publisher} → the reader"])
        joint = [e for e in self.facts.entities(statement.speaker) if e.id != statement.chain[-1]]
        sentences = [f"From the origin to the reader: {links}."]
        if joint:
            sentences.append(f"Speaking together with the origin: {', '.join(isolated(e.name_ar) for e in joint)}.")
        sentences.append(f"The words (statement {statement.id}, characters {_range(statement.span)}){self._quoted(statement.span)}.")
        cue = ", ".join(self._piece(span) for span in statement.cue) or "none, for the credit stands in the article's metadata"
        sentences.append(
            f"The source {label('stance', statement.stance, 'en')} them (stance: {statement.stance}); "
            f"they are {label('form', statement.form, 'en')}; the word of speech is {cue}."
        )
        sentences.append(f"Reason: {_why(statement.why)}.")
        if statement.of:
            sentences.append(f"They are directed at {statement.of}.")
        return sentences

    def link(self, link: Link) -> str:
        """A source with its kind."""
        return f"{isolated(self.facts.record.entity(link.entity).name_ar)} ({label('link', link.kind, 'en')}, {self._where(link.span)})"

    def view(self, view: View) -> str:
        """What one source says of whether it happened."""
        name = isolated(self.facts.name(view.source)) if self.facts.name(view.source) else ""
        who = f"The outlet {name}".strip() if view.source == OUTLET else name
        yes, no = _FACT.get(self.event.status, ("that it happened", "that it did not happen"))
        said = {
            ("certain", True): f"says {yes}",
            ("probable", True): f"takes it as likely {yes}",
            ("possible", True): f"takes it as possible {yes}",
            ("certain", False): f"says {no}",
            ("probable", False): f"thinks it likely {no}",
            ("possible", False): f"takes it as possible {no}",
            ("certain", None): "is sure that it is to come",
            ("probable", None): "tells of it as planned",
            ("possible", None): "tells of it as what may come",
        }.get((view.certainty, view.happened), self._open(view))
        place = f" (statement {view.statement})" if view.statement else ""
        return f"{who} {said}{place}" + (", keeping a distance from the words." if view.distanced else ".")

    def _open(self, view: View) -> str:
        statement = next((s for s in self.facts.record.statements if s.id == view.statement), None)
        if view.source == OUTLET and self.event.statement is not None:
            return "reports it as the words of others, and leaves open whether it happened"
        if statement is not None and view.source not in statement.speaker:
            return "passes the words on, and leaves open whether it happened"
        return "leaves open whether it happened"

    def again(self) -> list[str]:
        """Where the same happening is told again."""
        return [f"{other.id}: {self._piece(other.trigger)}, {self._voice(other)}{self._likely(other)}." for other in self.facts.again]

    def _likely(self, other: Event) -> str:
        return "; that this is the same happening is only likely, by the trained model alone" if self.facts.only_likely(other) else ""

    def _voice(self, event: Event) -> str:
        return f"in the statement {event.statement}" if event.statement else "in the outlet's own voice"

    def framing(self, framing: Framing) -> str:
        """A loaded word and its neutral name."""
        voice = f"in the statement {framing.statement}" if framing.statement else "in the outlet's own words"
        meant = f"; the neutral name is {isolated(framing.neutral)}" if framing.neutral else ""
        return f"{self._piece(framing.span)} is {label('framing', framing.kind, 'en')}, {voice}{meant}."

    def confidence(self) -> list[str]:
        """The figure, and what it is not."""
        figure = f"{self.event.confidence:g} of 1. The figure ranks events by how much of the rule was met; it is no probability."
        likely = ", ".join(isolated(self.facts.name(i)) for i in self.event.unsure)
        return [figure, *([f"Only likely as a party or a place, by the trained model alone: {likely}."] if likely else [])]

    # --- pieces -------------------------------------------------------------------------------------------------------
    def _piece(self, span: Span, before: str = "", missing: str = "the words") -> str:
        """Words of the article in isolates with their offsets."""
        words = self.facts.words(span)
        if words is None:
            return f"{missing} at characters {_range(span)}"
        return f"{before} {isolated(words)} ({_range(span)})".strip()

    def _where(self, span: Span | None) -> str:
        return f"characters {_range(span)}" if span else "named by the article's metadata, not by its text"

    def _quoted(self, span: Span) -> str:
        words = self.facts.words(span)
        return "" if words is None else f": «{isolated(words)}»"


def _range(span: Span) -> str:
    return f"{span[0]}–{span[1]}"


def _why(why: str) -> str:
    """A reason as the record has it, the Arabic in it isolated."""
    return _ARABIC.sub(lambda m: isolated(m[0]), why).rstrip(".")


_MONTHS: Sequence[str] = "January February March April May June July August September October November December".split()


def _period(value: str) -> str:
    """An ISO day, month, year or interval in words."""
    first, _, last = value.partition("/")
    if last:
        return f"from {_period(first)} to {_period(last)}"
    year, _, rest = first.partition("-")
    month, _, day = rest.partition("-")
    if day:
        return f"{date.fromisoformat(first).day} {_MONTHS[int(month) - 1]} {int(year)}"
    return f"{_MONTHS[int(month) - 1]} {int(year)}" if month else f"the year {int(year)}"
