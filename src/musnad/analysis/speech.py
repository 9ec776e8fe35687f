"""Reported speech: cues, the words reported, whose they are and who passed them on.

Shapes covered: verb + أن/إن, verb + preposition or noun phrase, verb and quotation (before, after or around it), participles that go
on (مشيرا إلى أن), nouns of speech (تصريح X بأن), sources named by a preposition (بحسب، وفقا ل), relays (نقلا عن، نقلت … عن … قوله),
documents that speak, and headlines with a colon or a dash. What belongs to the content follows the guideline: without the cue,
without أن, without the outer quotation marks, to the end of the words reported in that sentence.
"""

from __future__ import annotations

from musnad.analysis.clauses import Clauses
from musnad.analysis.contents import Contents
from musnad.analysis.endings import Endings
from musnad.analysis.grammar import RELATIVES, TIME_WORDS, base, is_function_word
from musnad.analysis.headlines import Headlines
from musnad.analysis.lexicon import Cue, Item, Reading
from musnad.analysis.placing import Placing
from musnad.analysis.quotes import pair_quotes
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.sources import DOCUMENTS, Sources
from musnad.analysis.speakers import Speakers
from musnad.analysis.speechnouns import SpeechNouns
from musnad.analysis.spoken import Speech, Told
from musnad.analysis.unread import SPEAKING, Unread
from musnad.language.clitics import heads
from musnad.language.numbers import number_words
from musnad.language.tokens import QUOTES, Sentence

TELLING = ("أبلغ", "أخبر", "أطلع")
OWN_SUBJECT = ("opine", "describe", "document", "accuse", "praise")
CLAUSAL = ("أن", "quote", "after", "a description")
ONE_OF_THEM = ("احدهم", "احدهما", "احداهن", "بعضهم")


class SpeechFinder:
    """Finds the reported speech of one scene, sentence by sentence."""

    def __init__(self, scene: Scene, clauses: Clauses) -> None:
        self.scene, self.clauses = scene, clauses
        self.told = Told()
        self.speakers, self.unread = Speakers(scene, clauses), Unread(scene)
        self.quotes = pair_quotes(scene.document)
        self.contents = Contents(scene, clauses, self.quotes)
        self.sources = Sources(scene, clauses, self.contents, self.unread)
        self.endings = Endings(scene, self.contents, self.quotes)
        self.headlines = Headlines(scene, self.quotes, self.speakers)
        self.nouns = SpeechNouns(scene, clauses, self.speakers, self.unread)
        self.placing = Placing(scene, self.contents, self.sources, self.endings, self.told)

    def run(self) -> list[Speech]:
        """All statements in text order."""
        for sentence in self.scene.sentences:
            self._sentence(sentence)
        self.told.found.sort(key=lambda s: (s.span[0], -s.span[1]))
        return self.told.found

    # --- one sentence ------------------------------------------------------------------------------------------------
    def _sentence(self, sentence: Sentence) -> None:
        before = len(self.told.found)
        if sentence.index == 0 and (headline := self.headlines.find(sentence)) is not None:
            self._add(headline)
        for i in range(sentence.first, sentence.last):
            self._cue_at(i, sentence)
        mine = self.told.found[before:]
        self.endings.trim(mine, sentence)
        for i in range(sentence.first, sentence.last):
            self.placing.read(i, sentence, mine)
        if not mine:
            self._quotation_runs_on(sentence, mine)
        self.told.found[before:] = [s for s in mine if s.last > s.first]

    def _quotation_runs_on(self, sentence: Sentence, mine: list[Speech]) -> None:
        """A sentence that is nothing but a quotation, right after a statement, goes on with its speaker."""
        first = sentence.first
        while first < sentence.last and self.scene.tokens[first].kind == "break":
            first += 1
        close = self.quotes.pairs.get(first, -1)
        whole = first in self.quotes.pairs and (close is None or sentence.last - 3 <= close < sentence.last)
        last = self.told.last
        if whole and last is not None and sentence.index - self.scene.tokens[last.cue_token].sentence <= 4 and last.form == "direct":
            speech = Speech(
                first,
                sentence.last,
                list(last.cue),
                last.cue_token,
                last.stance,
                "go-on",
                follows=last,
                frame="quote",
                why="a quotation that runs on",
            )
            self.endings.finish(speech)
            mine.append(speech)

    # --- cues --------------------------------------------------------------------------------------------------------
    def _cue_at(self, i: int, sentence: Sentence) -> None:
        held = self.scene.covering(i)
        if held is not None and held.named or self.scene.norm(i - 1) in ("لو", "لولا"):
            return
        if self.scene.norm(i) in ("بالقول", "بقوله", "بقولها", "بقولهم"):
            self._by_saying(i, sentence)
            return
        reading = self.contents.cue_reading(i)
        if reading is None or reading.item.cue is None:
            return
        kind, cue = reading.item.kind, reading.item.cue
        if kind == "verb":
            self._verb(i, reading, cue, sentence)
        elif kind == "active":
            self._participle(i, reading, cue, sentence)
        elif kind == "masdar":
            noun = self.nouns.read(i, reading, cue, sentence)
            if noun is not None:
                self._add(noun)

    def _verb(self, i: int, reading: Reading, cue: Cue, sentence: Sentence) -> None:
        if self.contents.withholds(i) or self._impersonal(i, cue, reading):
            return
        content = self._resumed(i, cue, reading) or self.contents.find(i, cue, sentence, reading)
        if content is None:
            return
        first, last, shape = content
        if self._again(i, first, cue, reading) or (reading.item.person == 1 and self._own_words(i)):
            return
        speech = Speech(
            first,
            last,
            [self.scene.document.place(self.scene.tokens[i], reading.cut.skip)],
            i,
            cue.stance,
            cue.kind,
            frame=shape,
            why=f"the verb {cue.lemma} with {shape}",
            after=shape == "after",
        )
        if cue.kind == "document-in" and not self._in_document(i, first):
            return
        document = next((m for m in self.speakers.mentions(i + 1, min(first, i + 5)) if m.type == "LAW"), None) if cue.kind == "document-in" else None
        if document is not None:
            speech.speaker = [document]
        else:
            self._speaker_of(speech, i, reading.item, sentence)
        if shape.endswith("phrase") and not speech.speaker and base(self.scene.norm(i - 1)) in RELATIVES:
            return
        if shape.endswith("phrase") and not speech.speaker and not self._shared_subject(speech, i, reading, cue):
            return
        if not speech.speaker and (cue.kind == "document" or (cue.kind == "opine" and not reading.cut.conjunction) or cue.lemma == "توقع"):
            return
        if cue.prepositions("from") and not self._relay(speech, i, cue, sentence) and cue.kind == "relay":
            return
        speech.relays = speech.relays or self.sources.publisher(speech.speaker)
        if shape != "وهو ما" and reading.cut.pronoun and i and base(self.scene.norm(i - 1)) in ("ما", "كما"):
            return
        if not speech.relays:
            speech.relays = self.sources.told(i, speech.speaker, sentence, (first, last), teller=cue.lemma in TELLING)
        self._interrupted(speech, i, sentence)
        self._add(speech)

    def _impersonal(self, i: int, cue: Cue, reading: Reading) -> bool:
        """تبين أن (it turned out), يرجع هذا إلى (this goes back to): nobody speaks."""
        if cue.lemma == "بين":
            return self.scene.norm(i).lstrip("وف") == "تبين" and self.scene.that(i + 1)
        return cue.lemma == "أرجع" and reading.item.tense == "imperfect"

    def _again(self, i: int, first: int, cue: Cue, reading: Reading) -> bool:
        """Whether words already reported are reported again (مضى يقول، الذي نقل بدوره عن): the verb is one more cue of theirs."""
        twin = next((s for s in self.told.found if s.first == first and s.cue_token < i and not s.after), None)
        if twin is None or (twin.cue_token != i - 1 and base(self.scene.norm(i - 1)) not in RELATIVES and cue.kind != "relay"):
            return False
        twin.cue.append(self.scene.document.place(self.scene.tokens[i], reading.cut.skip))
        return True

    def _own_words(self, i: int) -> bool:
        """Whether token ``i`` stands in a quotation already found: what "we demand" there is part of the speaker's words."""
        return any(s.first <= i < s.last and self.quotes.inside(i, s.first - 1, s.last) for s in self.told.found)

    def _in_document(self, i: int, first: int) -> bool:
        """جاء في بيان: the verb speaks only with a document after في."""
        return (
            any(
                base(self.scene.norm(j)) == "في"
                and any(c.stem in DOCUMENTS or c.stem in ("تقرير", "نص", "مذكره", "خطاب", "دراسه") for c in heads(self.scene.norm(j + 1)))
                for j in range(i + 1, min(first, i + 4))
            )
            or self.scene.norm(i + 1) == "فيه"
        )

    def _interrupted(self, speech: Speech, i: int, sentence: Sentence) -> None:
        """``"words"، قال X، "more words"``: the content runs from the first mark to the last."""
        if not speech.after:
            return
        for j in range(i + 1, min(sentence.last, i + 14)):
            if j in self.quotes.pairs and (self.scene.norm(j - 1) == "," or j - i <= 2):
                close = self.quotes.pairs[j]
                speech.last = (close if close is not None and close < sentence.last else sentence.last - 1) + 1
                return
            if self.scene.norm(j) in ".:" or self.scene.that(j):
                return

    def _resumed(self, i: int, cue: Cue, reading: Reading) -> tuple[int, int, str] | None:
        """وهو ما نفاه X، الأمر الذي أنكره، وهي معلومة نفتها: the words that take up what was said are the content."""
        if reading.cut.pronoun not in ("ه", "ها") or (cue.kind != "deny" and cue.lemma not in ("أكد", "اعتبر", "وصف")):
            return None
        before, earlier = self.scene.norm(i - 1), self.scene.norm(i - 2)
        if before == "ما" and earlier.removeprefix("و") in ("هو", "هي", "هذا", "ذلك"):
            return i - 2, i, "وهو ما"
        if before == "الذي" and earlier == "الامر" or earlier.removeprefix("و") in ("هو", "هي"):
            return i - 2, i, "وهو ما"
        return None

    def _speaker_of(self, speech: Speech, i: int, item: Item, sentence: Sentence) -> None:
        """The subject of the cue, or, where it is left out, the speaker before."""
        first, last = speech.first, speech.last
        behalf = self.sources.on_behalf(i, first if first > i else sentence.last, sentence)
        if behalf:
            speech.speaker = behalf
            return
        frame = self.clauses.frame(i)
        subject = [m for m in frame.subject if not first <= m.first < last and m.type in SPEAKING and item.person == 3]
        opening = i - sentence.first <= 1
        if subject and subject[0].first < i and (kin := self.unread.kin(i + 1)) is not None:
            subject = [kin]
        if not subject and not frame.subject and (speech.frame in CLAUSAL or opening or self.scene.norm(i + 1).startswith("ال")):
            unread = self.unread.after(i, first if first > i else sentence.last, item)
            if unread is not None and unread.source is None:
                return
            subject = [unread.source] if unread is not None and unread.source is not None else []
        paper = not subject or (self.scene.norm(subject[0].first).removeprefix("و") in DOCUMENTS and not subject[0].names)
        if paper:
            for mention in subject:
                mention.used = False  # the guideline: a statement paper is no entity, its speaker is who issued it
            subject = self.sources.issuer(i, first if first > i else i + 1, sentence) or []
        if subject and self.told.last is not None and self.scene.norm(subject[0].first) in ONE_OF_THEM:
            speech.relays = list(self.told.last.relays)
        if subject:
            named = (
                self.unread.apposed(i, subject[0])
                or self.unread.widened(i, subject[0])
                or (self.unread.named_behind(subject[0]) if len(subject) == 1 else None)
            )
            speech.speaker = [named] if named is not None else subject
            return
        before = (
            self.unread.before(i, sentence, item)
            if not frame.subject and (speech.frame in CLAUSAL or self.scene.that(i - 2) or self.scene.that(i - 3)) and item.person == 3
            else None
        )
        if before is not None:
            speech.speaker = [before.source] if before.source is not None else []
            return
        if item.person == 3 and self._thing_before(i, sentence):
            return
        own = self._sentence_subject(i, speech, sentence) if item.person == 3 else []
        if own:
            speech.speaker = own
        elif self.told.last is not None and not (item.person == 3 and (self._own_words(i) or self._many(item))):
            speech.follows = self.told.last

    def _many(self, item: Item) -> bool:
        """Whether a verb in the plural has but one person before it to go on from (ويقولون after the words of one)."""
        voices = self.told.last.voices() if self.told.last is not None else []
        one = len(voices) == 1 and voices[0].type == "PERSON" and voices[0].number in ("s", None)
        return item.number == "p" and one

    def _thing_before(self, i: int, sentence: Sentence) -> bool:
        """Whether a noun that is no source stands between إن and the verb (إن زيادة الهجمات تشير إلى): it is the subject, and nobody speaks."""
        verb = self.scene.verb(i)
        for k in range(i - 1, sentence.first - 1, -1):
            if self.scene.that(k):
                noun = self.scene.tokens[k + 1].kind == "word" and not is_function_word(self.scene.norm(k + 1)) and self.scene.norm(k + 1) not in TIME_WORDS
                return i - k > 1 and noun and self.scene.norm(k).endswith("ن") and verb is not None and not verb.cut.conjunction
            item = self.scene.is_verb(k)
            noun_after_that = item is not None and item.tense == "perfect" and self.scene.that(k - 1)
            if (item is not None and not noun_after_that) or self.scene.norm(k) in QUOTES or self.scene.norm(k) in ",:":
                return False
        return False

    def _sentence_subject(self, i: int, speech: Speech, sentence: Sentence) -> list[Mention]:
        """Who did the verb before in the sentence (زار … وقال), or, if nobody has spoken yet, in the sentence before."""
        if any(self.scene.tokens[s.cue_token].sentence == sentence.index for s in self.told.found):
            return []
        verb = self.scene.verb(i)
        before = self.clauses.verb_before(i, sentence)
        if before is not None and verb is not None and (verb.cut.conjunction or (not self.told.led() and verb.item.tense == "imperfect")):
            subject = [m for m in self.clauses.actor_of(before) if m.gender in (None, verb.item.gender)]
        elif before is None and self.told.last is None and sentence.index:
            earlier = self.scene.sentences[sentence.index - 1]
            opening = next((j for j in range(earlier.first, earlier.last) if self.scene.is_verb(j)), None)
            subject = self.clauses.actor_of(opening) if opening is not None else []
        else:
            return []
        return [m for m in subject if m.type in ("PERSON", "ORG", "GPE", "MEDIA", "NORP") and not speech.first <= m.first < speech.last]

    def _shared_subject(self, speech: Speech, i: int, reading: Reading, cue: Cue) -> bool:
        """A phrase is a content only with a subject, the verb's own or that of the verb it is coordinated to."""
        if self._thing_before(i, self.scene.sentences[self.scene.tokens[i].sentence]):
            return False
        frame = self.clauses.frame(i)
        subject = self.clauses.actor_of(i) if reading.cut.conjunction or frame.elided else []
        subject = [m for m in subject if m.type in ("PERSON", "ORG", "GPE", "MEDIA", "NORP") and not speech.first <= m.first < speech.last]
        if reading.item.number == "p" and len(subject) == 1 and subject[0].type != "NORP" and subject[0].number != "p":
            return False
        if not subject and cue.kind in OWN_SUBJECT:
            return False
        speech.speaker = subject
        return True

    def _participle(self, i: int, reading: Reading, cue: Cue, sentence: Sentence) -> None:
        """مشيرا إلى أن …، مؤكدا "…": the last speaker goes on."""
        norm = self.scene.norm(i)
        adverbial = norm.endswith(("ا", "ين")) or self.scene.norm(i - 1) == "," or reading.cut.conjunction == "و"
        if self.scene.tokens[i - 1].kind == "number" or self.scene.norm(i - 1) in number_words():
            return
        through_pronoun = cue.kind == "relay" and self.scene.norm(i + 1) in ("عنه", "عنها", "عنهم")
        if reading.cut.article or reading.cut.preposition or not adverbial or through_pronoun:
            return
        content = self.contents.find(i, cue, sentence, reading)
        if content is None or content[2] == "after":
            return
        first, last, shape = content
        cue_span = self.scene.document.place(self.scene.tokens[i], reading.cut.skip)
        twin = next((s for s in self.told.found if s.first == first and s.cue_token < i), None)
        if twin is not None:
            twin.cue.append(cue_span)
            return
        speech = Speech(first, last, [cue_span], i, cue.stance, cue.kind, frame=shape, why=f"the participle of {cue.lemma} with {shape}")
        here = [s for s in self.told.found if s.cue_token < i and self.scene.tokens[s.cue_token].sentence == sentence.index and s.voices()]
        subject = self.speakers.main_subject(i, sentence) if not here else []
        if here:
            speech.follows = here[-1]
        elif subject:
            speech.speaker = subject
        elif self.told.last is not None:
            speech.follows = self.told.last
        speech.relays = self.sources.told(i, speech.speaker, sentence, (first, last), only_after=True)
        self._add(speech)

    def _by_saying(self, i: int, sentence: Sentence) -> None:
        """اكتفى X بالقول إن …: the phrase itself reports, unless a verb of speech has taken the same words."""
        at = i + 1
        if not (self.scene.that(at) or self.scene.norm(at) == ":" or at in self.quotes.pairs):
            return
        content = self.contents.to_end(at if at in self.quotes.pairs else at + 1, sentence, "أن")
        if content is None:
            return
        cue = (self.scene.tokens[i].start, self.scene.tokens[i].end)
        twin = next((s for s in self.told.found if s.first == content[0] and s.cue_token < i), None)
        if twin is not None:
            twin.cue.append(cue)
            return
        subject = self.speakers.main_subject(i, sentence)
        self._add(
            Speech(
                content[0],
                content[1],
                [cue],
                i,
                "asserts",
                "say",
                subject,
                follows=None if subject else self.told.last,
                frame="أن",
                why="بالقول with أن or a quotation",
            )
        )

    def _relay(self, speech: Speech, i: int, cue: Cue, sentence: Sentence) -> bool:
        """نقلت X عن Y قوله, علمت X من Y, علم من Y: False if the verb relays nothing."""
        sought = cue.prepositions("from")
        chain = self.sources.relay_chain(i, speech.first if speech.first > i else sentence.last, sought, sentence)
        if not chain.origins:
            chain = self.sources.unread_origin(i, speech.first if speech.first > i else sentence.last, sought)
        if not chain.origins:
            return cue.lemma == "نقل" and bool(speech.speaker) and speech.frame == "quote" or cue.lemma == "أورد" and bool(speech.speaker)
        nearest = [m for m in speech.speaker if m not in chain.origins]
        if not nearest and speech.follows is not None and cue.lemma == "نقل":
            nearest = list(speech.follows.speaker)
        speech.relays = [*nearest, *[m for m in chain.relays if m not in nearest]]
        speech.speaker, speech.follows = list(chain.origins), None
        return True

    # --- keeping -------------------------------------------------------------------------------------------------------
    def _add(self, speech: Speech) -> None:
        """Keep a statement; one nested in the words of another does not lead those that leave their speaker out."""
        sentence = self.scene.tokens[speech.cue_token].sentence
        nested = any(
            s.first <= speech.cue_token < s.last
            and self.scene.tokens[s.cue_token].sentence == sentence
            and not s.after
            and (not self.endings.goes_on(speech) or self.quotes.inside(speech.cue_token, s.first, s.last))
            for s in self.told.found
        )
        self.told.found.append(speech)
        if not nested:
            self.told.last = speech


def find_speech(scene: Scene, clauses: Clauses) -> list[Speech]:
    """All reported speech of a scene, in text order."""
    return SpeechFinder(scene, clauses).run()
