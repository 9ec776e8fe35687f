"""What a source named by a preposition does: speaks what stands before or after it, or passes on a statement already found."""

from __future__ import annotations

from musnad.analysis.contents import Contents
from musnad.analysis.endings import Endings
from musnad.analysis.grammar import base
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.sources import CORRESPONDENTS, Sources
from musnad.analysis.spoken import Speech, Told
from musnad.language.tokens import QUOTES, Sentence
from musnad.record import Span


class Placing:
    """Places the named sources of one scene."""

    def __init__(self, scene: Scene, contents: Contents, sources: Sources, endings: Endings, told: Told) -> None:
        self.scene, self.contents, self.sources, self.endings, self.told = scene, contents, sources, endings, told

    def read(self, i: int, sentence: Sentence, mine: list[Speech]) -> None:
        """If a source is named at ``i``: a statement of its own, among ``mine``, or a link of one of them."""
        if self.scene.norm(i).removeprefix("و") == "نقلا" and self.scene.norm(i + 1) == "عن":
            self._relayed(i, sentence, mine)
            return
        opening = self.sources.opening(i, sentence)
        if opening is None:
            return
        start, cues = opening
        named = self.sources.named(start, sentence)
        if not named.found or (not named.origins and self.told.last is None):
            return
        cues += named.cues
        first_words = [self.scene.norm(k) for k in range(sentence.first, min(sentence.first + 2, sentence.last))]
        resumes = first_words[0].removeprefix("و") in ("جاء", "ياتي", "جاءت") and first_words[-1] in ("ذلك", "هذا", "هذه")
        if named.origins and self.told.last is not None and i - sentence.first <= 6 and resumes:
            earlier = [s for s in self.told.found if self.scene.tokens[s.cue_token].sentence < sentence.index and s not in mine][-1:]
            for speech in [self.told.last, *earlier, *mine]:
                if not speech.relays and named.origins[0] not in speech.speaker:
                    speech.relays = named.relays + named.origins
            return
        named.relays = named.relays or self.sources.publisher(named.origins)
        self._place_source(i, named.end, named.origins, named.relays, cues, sentence, mine)

    def _place_source(self, i: int, end: int, origins: list[Mention], relays: list[Mention], cues: list[Span], sentence: Sentence, mine: list[Speech]) -> None:
        """A source at the front speaks what follows; at the end, what precedes; in a statement already found, it relays it."""
        at_front = all(self.scene.tokens[j].kind in ("mark", "break") for j in range(sentence.first, i))
        follows = None if origins else self.told.last
        if at_front:
            first = end
            while first < sentence.last and (self.scene.norm(first) in ",-" or self.scene.that(first)):
                first += 1
            if first < sentence.last and not any(s.first <= first < s.last or s.cue_token == first for s in mine):
                self._push(mine, Speech(first, sentence.last, cues, i, "asserts", "say", origins, relays, follows, "source", "a source named before its words"))
            elif origins:
                self._relay_first(first, origins, cues, mine)
            return
        holder = next((s for s in mine if s.cue_token < i and self._holds(s, i)), None)
        if holder is not None and holder.frame != "source":
            if i >= holder.first:
                holder.last = min(holder.last, self.endings.before_comma(i))
                self.endings.finish(holder)
            if origins and all(s.type == "MEDIA" or s.head in CORRESPONDENTS for s in origins):
                self._relay_through(holder, origins, cues, mine)
            elif origins and relays and holder.speaker and not holder.relays and all(s.type == "MEDIA" for s in (*holder.speaker, *relays)):
                told_by = holder.speaker  # one medium tells what another has of the origin
                holder.relays, holder.speaker = [*told_by, *(m for m in relays if m not in told_by)], origins
                holder.cue = holder.cue + cues
            return
        first = max([sentence.first, *[s.last for s in mine if s.last <= i]])
        while first < i and self.scene.tokens[first].kind in ("mark", "break") and self.scene.norm(first) not in QUOTES:
            first += 1
        last = self.endings.before_comma(i)
        if self._goes_on_after(i, end, sentence):
            last = sentence.last
        if last - first >= 2 and not self._cue_alone(first, i):
            self._push(mine, Speech(first, last, cues, i, "asserts", "say", origins, relays, follows, "source", "a source named after its words"))

    def _cue_alone(self, first: int, i: int) -> bool:
        """Whether nothing but a verb of speech and its subject stands before a source (وتابع X وفقا لما نقلته Y: …): no words of anyone."""
        reading = self.contents.cue_reading(first)
        return i - first <= 5 and reading is not None and reading.item.kind == "verb"

    def _holds(self, speech: Speech, i: int) -> bool:
        """Whether the source named at ``i`` stands in a statement: among its words, right after them, or between its cue and them."""
        if speech.cue_token < i < speech.first:
            return True
        marks = all(self.scene.tokens[j].kind == "mark" for j in range(speech.last, i))
        return speech.first <= i and (i <= speech.last + 1 or marks)

    def _relay_through(self, holder: Speech, origins: list[Mention], cues: list[Span], mine: list[Speech]) -> None:
        """A medium named in or behind a statement passed it on, and those before it in the sentence that it goes on from."""
        speech: Speech | None = holder
        while speech is not None and speech in mine:
            if speech.kind != "relay" and not speech.relays and (speech.speaker or speech.follows):
                speech.relays = origins
                speech.cue = speech.cue + (cues if speech is holder else [])
            speech = speech.follows

    def _goes_on_after(self, i: int, end: int, sentence: Sentence) -> bool:
        """Whether the words go on behind a source put between commas (تسببت العاصفة، حسب X، في …)."""
        if base(self.scene.norm(end)) == "في" and (place := self.scene.starting(end + 1)) is not None:
            end = place.last
        if self.scene.norm(i - 1) not in (",", "-", "–") or self.scene.norm(end) not in (",", "-", "–") or sentence.last - end < 4:
            return False
        following = self.scene.norm(end + 1)
        reading = self.contents.cue_reading(end + 1)
        return not following.startswith("و") and following not in ("لكن", "فيما", "بينما", "حيث", "كما", "ما", "بعد", "قبل", "الذي", "التي") and reading is None

    def _relay_first(self, first: int, origins: list[Mention], cues: list[Span], mine: list[Speech]) -> None:
        """نقلا عن مصادر، ذكرت X أن: the origin named before the statement of its relay."""
        speech = next((s for s in mine if s.cue_token >= first), None)
        if speech is not None and not speech.relays and speech.speaker and all(m.type == "MEDIA" for m in origins):
            speech.relays = origins
            speech.cue = speech.cue + cues
        elif speech is not None and not speech.relays and all(m.type != "MEDIA" for m in origins):
            speech.relays, speech.speaker = speech.speaker, origins
            speech.cue = speech.cue + cues

    def _relayed(self, i: int, sentence: Sentence, mine: list[Speech]) -> None:
        """نقلا عن Y inside or after a statement of X: Y is the origin, X the relay."""
        named = self.sources.named(i + 2, sentence)
        chained = self.sources.relay_chain(i, min(named.end + 12, sentence.last), ("عن",), sentence) if named.origins else named
        origins, relays = (chained.origins, chained.relays) if chained.origins else (named.origins, named.relays)
        if not origins and any(s.cue_token < i for s in mine):
            named = self.sources.unread_origin(i, min(i + 8, sentence.last), ("عن",))
            origins = named.origins
        if not origins:
            return
        tokens = self.scene.tokens
        cue = (self.scene.document.place(tokens[i], len(self.scene.norm(i)) - len("نقلا"))[0], tokens[i + 1].end)
        for speech in mine:
            if speech.cue_token < i and (i <= speech.first or speech.first <= i <= speech.last):
                if i >= speech.first:
                    speech.last = self.endings.before_comma(i)
                    self.endings.finish(speech)
                nearest = [m for m in (speech.speaker or (speech.follows.speaker if speech.follows is not None else [])) if m not in origins]
                speech.relays = [*speech.relays, *nearest, *[m for m in relays if m not in nearest]]
                speech.speaker, speech.follows, speech.kind = origins, None, "relay"
                speech.cue.append(cue)
                return
        self._place_source(i, max(named.end, chained.end), origins, relays, [cue], sentence, mine)

    def _push(self, mine: list[Speech], speech: Speech) -> None:
        """Keep a statement of the sentence in hand."""
        self.endings.finish(speech)
        mine.append(speech)
        self.told.last = speech
