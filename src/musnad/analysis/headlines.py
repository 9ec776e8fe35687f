"""Headlines that report: "X: words", "X - words", "words - X"."""

from __future__ import annotations

from musnad.analysis.quotes import Quotes
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.speakers import Speakers
from musnad.analysis.spoken import Speech
from musnad.language.tokens import Sentence

HEADLINE_MARKS = (":", "-", "–", "—", "--")


class Headlines:
    """Reads the headline of one scene."""

    def __init__(self, scene: Scene, quotes: Quotes, speakers: Speakers) -> None:
        self.scene, self.quotes, self.speakers = scene, quotes, speakers

    def find(self, sentence: Sentence) -> Speech | None:
        """In a headline "X: words", "X - words" or "words - X" the mark is the cue."""
        if any(self.quotes.inside(j, sentence.first, sentence.last) is False and self.scene.norm(j) == "." for j in range(sentence.first, sentence.last - 1)):
            return None
        for mark in range(sentence.first + 1, min(sentence.first + 28, sentence.last - 1)):
            norm = self.scene.norm(mark)
            if norm not in HEADLINE_MARKS or self.quotes.inside(mark, sentence.first, sentence.last):
                continue
            if norm != ":" and not self._spaced(mark):
                continue
            begin = next(
                (j + 1 for j in range(mark - 1, sentence.first - 1, -1) if self.scene.tokens[j].kind == "break" and self.scene.norm(j) != norm), sentence.first
            )
            end = sentence.last
            while end > mark + 1 and self.scene.tokens[end - 1].kind == "break":
                end -= 1
            left, right = self._source_alone(begin, mark), self._source_alone(mark + 1, end)
            topic = left is not None and left[0][0].type == "GPE" and self._office(mark + 1)
            if left is not None and not topic and (norm == ":" or left[0][0].type != "GPE"):
                return self._speech(mark, mark + 1, sentence.last, *left)
            if right is not None and (norm != ":" or mark - 1 in self.quotes.opener) and mark - begin > 2:
                return self._speech(mark, begin, mark, *right)
        return None

    def _office(self, first: int) -> bool:
        """Whether an office or an act opens the words behind a state and a colon (إيطاليا: وزير الداخلية يطلب): the state is what they are about."""
        mention, masdar = self.scene.starting(first), self.scene.item(first, "masdar")
        act = masdar is not None and not masdar.cut.skip and mention is None and self.scene.is_verb(first) is None
        return act or (mention is not None and mention.type == "PERSON" and not mention.named)

    def _spaced(self, mark: int) -> bool:
        token = self.scene.tokens[mark]
        return self.scene.tokens[mark - 1].end < token.start and self.scene.tokens[mark + 1].start > token.end

    def _source_alone(self, first: int, last: int) -> tuple[list[Mention], list[Mention]] | None:
        """Speakers and relays if the tokens hold nothing but sources (مصادر لـCNN, رويترز عن مسؤول)."""
        if last - first > 12 or last <= first or any(self.scene.is_verb(j) for j in range(first, last)):
            return None
        mentions = [m for m in self.speakers.mentions(first, last) if m.type in ("PERSON", "ORG", "GPE", "MEDIA", "NORP")]
        if not mentions:
            return None
        held = sum(m.last - m.start for m in mentions)
        if last - first - held > 2:
            return None
        speaker, relays = mentions[:1], list[Mention]()
        for mention in mentions[1:]:
            if mention.preposition == "ل" and mention.type == "MEDIA":
                relays.append(mention)
            elif mention.preposition == "عن":
                relays, speaker = relays + speaker, [mention]
            elif mention.conjunction:
                speaker.append(mention)
        return speaker, relays

    def _speech(self, mark: int, first: int, last: int, speaker: list[Mention], relays: list[Mention]) -> Speech:
        token = self.scene.tokens[mark]
        return Speech(
            first,
            last,
            [(token.start, token.end)],
            mark,
            "asserts",
            "say",
            speaker,
            relays,
            frame="quote",
            why="a headline with a colon or dash",
            after=first < mark,
        )
