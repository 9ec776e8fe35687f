"""Nouns of speech with their speaker and content: تصريح X بأن، اتهام X ل Y ب، اتهاماتها ل X ب، نفي X وجود كذا، سارعت X إلى تكذيب كذا."""

from __future__ import annotations

from musnad.analysis.clauses import Clauses
from musnad.analysis.grammar import base, is_function_word
from musnad.analysis.lexicon import Cue, Reading
from musnad.analysis.scene import Scene
from musnad.analysis.speakers import Speakers
from musnad.analysis.spoken import Speech
from musnad.analysis.unread import Unread
from musnad.language.clitics import heads
from musnad.language.tokens import Sentence


class SpeechNouns:
    """Reads the nouns of speech of one scene."""

    def __init__(self, scene: Scene, clauses: Clauses, speakers: Speakers, unread: Unread) -> None:
        self.scene, self.clauses, self.speakers, self.unread = scene, clauses, speakers, unread

    def read(self, i: int, reading: Reading, cue: Cue, sentence: Sentence) -> Speech | None:
        """A noun of speech with its speaker and content: تصريح X بأن …، اتهام X ل Y ب …، اتهامها ل X ب …، نفي X وجود كذا."""
        frame = self.clauses.noun_frame(i)
        accuser = frame.subject or frame.by("من")
        if reading.cut.pronoun and cue.kind == "accuse":
            accuser = self.speakers.main_subject(i, sentence)
            if accuser and not [m for m in self.speakers.mentions(i + 1, min(i + 8, sentence.last)) if m is not accuser[0]]:
                return None
        if not accuser and cue.kind == "accuse" and (named := self.unread.accuser(i + 1, sentence.last)) is not None:
            accuser = [named]
        if not accuser and cue.kind == "deny" and self.scene.norm(i - 1) == "الي" and self.scene.is_verb(i - 2) is None:
            before = self.scene.covering(i - 2)
            accuser = [before] if before is not None and not before.preposition else self.speakers.main_subject(i, sentence)
        accuser = [m for m in accuser if m.type in ("PERSON", "ORG", "GPE", "MEDIA", "NORP")]
        if not accuser:
            return None
        at = accuser[-1].last if accuser[-1].first > i else i + 1
        content = self._noun_content(at, cue, sentence)
        if content is None:
            return None
        first, shape = content
        return Speech(
            first,
            sentence.last,
            [self.scene.document.place(self.scene.tokens[i], reading.cut.skip, reading.cut.drop)],
            i,
            cue.stance,
            cue.kind,
            accuser,
            frame=shape,
            why=f"the noun of {cue.lemma} with {shape}",
            noun=True,
        )

    def _noun_content(self, at: int, cue: Cue, sentence: Sentence) -> tuple[int, str] | None:
        """Where the content of a noun of speech begins: after أن, after the preposition its verb governs, or, of a denial, at once."""
        wanted = cue.prepositions("about")
        for j in range(at, min(at + 8, sentence.last)):
            norm = self.scene.norm(j)
            if self.scene.that(j) and j + 1 < sentence.last:
                return j + 1, "أن"
            if norm in ".;:," or self.scene.is_verb(j):
                return None
            if cue.kind not in ("accuse", "demand", "deny", "say") or cue.stance == "asserts" and cue.kind == "say":
                continue
            if base(norm) in wanted and self.scene.item(j + 1, "masdar", "noun"):
                return j + 1, f"{base(norm)} and a phrase"
            for cut in heads(norm):
                loose = cue.kind == "accuse" or cue.stance in ("promises", "threatens")
                if (
                    cut.preposition
                    and cut.preposition in wanted
                    and not cut.conjunction
                    and self.scene.covering(j) is None
                    and (loose and not cut.article or self.scene.item(j, "masdar", "noun"))
                ):
                    return j, f"{cut.preposition} and a phrase"
            if j == at and cue.kind == "deny" and self.scene.tokens[j].kind == "word" and not is_function_word(norm):
                return j, "a noun phrase"
        return None
