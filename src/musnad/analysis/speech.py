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
from musnad.analysis.grammar import RELATIVES, base, is_function_word
from musnad.analysis.lexicon import Cue, Item, Reading
from musnad.analysis.quotes import pair_quotes
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.sources import DOCUMENTS, SPEAKING, Named, Sources
from musnad.analysis.speakers import Speakers
from musnad.analysis.spoken import Speech
from musnad.analysis.unread import Unread
from musnad.language.clitics import heads
from musnad.language.tokens import QUOTES, Sentence

HEADLINE_MARKS = (":", "-", "–", "—", "--")
TELLING = ("أبلغ", "أخبر", "أطلع")
OWN_SUBJECT = ("opine", "describe", "document", "accuse", "praise")
ONE_OF_THEM = ("احدهم", "احدهما", "احداهن", "بعضهم")
CORRESPONDENTS = ("مراسل", "مراسلة", "موفد")


class SpeechFinder:
    """Finds the reported speech of one scene, sentence by sentence."""

    def __init__(self, scene: Scene, clauses: Clauses) -> None:
        self.scene, self.clauses = scene, clauses
        self.found: list[Speech] = []
        self.last: Speech | None = None
        self.speakers, self.unread = Speakers(scene, clauses), Unread(scene, clauses)
        self.quotes = pair_quotes(scene.document)
        self.contents = Contents(scene, clauses, self.quotes)
        self.sources = Sources(scene, clauses, self.contents, self.unread)
        self.endings = Endings(scene, self.contents, self.quotes)

    def run(self) -> list[Speech]:
        """All statements in text order."""
        for sentence in self.scene.sentences:
            self._sentence(sentence)
        self.found.sort(key=lambda s: (s.span[0], -s.span[1]))
        return self.found

    # --- one sentence ------------------------------------------------------------------------------------------------
    def _sentence(self, sentence: Sentence) -> None:
        before = len(self.found)
        if sentence.index == 0:
            self._headline(sentence)
        for i in range(sentence.first, sentence.last):
            self._cue_at(i, sentence)
        mine = self.found[before:]
        self.endings.trim(mine, sentence)
        for i in range(sentence.first, sentence.last):
            self._source_at(i, sentence, mine)
        if not mine:
            self._quotation_runs_on(sentence, mine)
        self.found[before:] = [s for s in mine if s.last > s.first]

    def _headline(self, sentence: Sentence) -> None:
        """In a headline "X: words", "X - words" or "words - X" the mark is the cue."""
        if any(self.quotes.inside(j, sentence.first, sentence.last) is False and self.scene.norm(j) == "." for j in range(sentence.first, sentence.last - 1)):
            return
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
            if left is not None and (norm == ":" or left[0][0].type != "GPE"):
                self._headline_speech(mark, mark + 1, sentence.last, *left)
            elif right is not None and (norm != ":" or mark - 1 in self.quotes.opener) and mark - begin > 2:
                self._headline_speech(mark, begin, mark, *right)
            else:
                continue
            return

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

    def _headline_speech(self, mark: int, first: int, last: int, speaker: list[Mention], relays: list[Mention]) -> None:
        token = self.scene.tokens[mark]
        self._add(
            Speech(
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
        )

    def _quotation_runs_on(self, sentence: Sentence, mine: list[Speech]) -> None:
        """A sentence that is nothing but a quotation, right after a statement, goes on with its speaker."""
        first = sentence.first
        while first < sentence.last and self.scene.tokens[first].kind == "break":
            first += 1
        close = self.quotes.pairs.get(first, -1)
        whole = first in self.quotes.pairs and (close is None or sentence.last - 3 <= close < sentence.last)
        if whole and self.last is not None and sentence.index - self.scene.tokens[self.last.cue_token].sentence <= 4 and self.last.form == "direct":
            speech = Speech(
                first,
                sentence.last,
                list(self.last.cue),
                self.last.cue_token,
                self.last.stance,
                "go-on",
                follows=self.last,
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
            self._masdar(i, reading, cue, sentence)

    def _verb(self, i: int, reading: Reading, cue: Cue, sentence: Sentence) -> None:
        if self.contents.withholds(i):
            return
        content = self._resumed(i, cue, reading) or self.contents.find(i, cue, sentence, reading)
        if content is None:
            return
        first, last, shape = content
        if self._again(i, first, cue, reading):
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
        if shape.endswith("phrase") and not speech.speaker and not self._shared_subject(speech, i, reading, cue):
            return
        if not speech.speaker and (cue.kind == "document" or (cue.kind == "opine" and not reading.cut.conjunction) or cue.lemma == "توقع"):
            return
        if cue.prepositions("from") and not self._relay(speech, i, cue, sentence) and cue.kind == "relay":
            return
        self._document_publisher(speech)
        if shape != "وهو ما" and reading.cut.pronoun and i and base(self.scene.norm(i - 1)) in ("ما", "كما"):
            return
        if not speech.relays:
            speech.relays = self.sources.told(i, speech.speaker, sentence, (first, last), teller=cue.lemma in TELLING)
        self._interrupted(speech, i, sentence)
        self._add(speech)

    def _again(self, i: int, first: int, cue: Cue, reading: Reading) -> bool:
        """Whether words already reported are reported again (مضى يقول، الذي نقل بدوره عن): the verb is one more cue of theirs."""
        twin = next((s for s in self.found if s.first == first and s.cue_token < i and not s.after), None)
        if twin is None or (twin.cue_token != i - 1 and base(self.scene.norm(i - 1)) not in RELATIVES and cue.kind != "relay"):
            return False
        twin.cue.append(self.scene.document.place(self.scene.tokens[i], reading.cut.skip))
        return True

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
        subject = [m for m in frame.subject if not first <= m.first < last and m.type in SPEAKING]
        opening = i - sentence.first <= 1
        if not subject and not frame.subject and (speech.frame in ("أن", "quote", "after", "a description") or opening):
            unread = self.unread.after(i, first if first > i else sentence.last, item)
            if unread is not None and unread.source is None:
                return
            subject = [unread.source] if unread is not None and unread.source is not None else []
        paper = not subject or (self.scene.norm(subject[0].first).removeprefix("و") in DOCUMENTS and not subject[0].names)
        if paper:
            subject = self.sources.issuer(i, first if first > i else i + 1, sentence) or []
        if subject and self.last is not None and self.scene.norm(subject[0].first) in ONE_OF_THEM:
            speech.relays = list(self.last.relays)
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
            if not frame.subject
            and (speech.frame in ("أن", "quote", "after", "a description") or self.scene.that(i - 2) or self.scene.that(i - 3))
            and item.person == 3
            else None
        )
        if before is not None:
            speech.speaker = [before.source] if before.source is not None else []
            return
        own = self._sentence_subject(i, speech, sentence) if item.person == 3 else []
        if own:
            speech.speaker = own
        elif self.last is not None:
            speech.follows = self.last

    def _sentence_subject(self, i: int, speech: Speech, sentence: Sentence) -> list[Mention]:
        """Who did the verb before in the sentence (زار … وقال), or, if nobody has spoken yet, in the sentence before."""
        if any(self.scene.tokens[s.cue_token].sentence == sentence.index for s in self.found):
            return []
        verb = self.scene.verb(i)
        before = self.clauses.verb_before(i, sentence)
        if before is not None and verb is not None and (verb.cut.conjunction or (not self._led() and verb.item.tense == "imperfect")):
            subject = [m for m in self.clauses.actor_of(before) if m.gender in (None, verb.item.gender)]
        elif before is None and self.last is None and sentence.index:
            earlier = self.scene.sentences[sentence.index - 1]
            opening = next((j for j in range(earlier.first, earlier.last) if self.scene.is_verb(j)), None)
            subject = self.clauses.actor_of(opening) if opening is not None else []
        else:
            return []
        return [m for m in subject if m.type in ("PERSON", "ORG", "GPE", "MEDIA", "NORP") and not speech.first <= m.first < speech.last]

    def _led(self) -> bool:
        """Whether the statement before has a speaker who can go on."""
        speech = self.last
        while speech is not None and not speech.speaker:
            speech = speech.follows
        return speech is not None

    def _shared_subject(self, speech: Speech, i: int, reading: Reading, cue: Cue) -> bool:
        """A phrase is a content only with a subject, the verb's own or that of the verb it is coordinated to."""
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
        if reading.cut.article or reading.cut.preposition or not adverbial:
            return
        content = self.contents.find(i, cue, sentence, reading)
        if content is None or content[2] == "after":
            return
        first, last, shape = content
        cue_span = self.scene.document.place(self.scene.tokens[i], reading.cut.skip)
        twin = next((s for s in self.found if s.first == first and s.cue_token < i), None)
        if twin is not None:
            twin.cue.append(cue_span)
            return
        speech = Speech(first, last, [cue_span], i, cue.stance, cue.kind, frame=shape, why=f"the participle of {cue.lemma} with {shape}")
        here = [s for s in self.found if s.cue_token < i and self.scene.tokens[s.cue_token].sentence == sentence.index]
        subject = self.speakers.main_subject(i, sentence) if not here else []
        if here:
            speech.follows = here[-1]
        elif subject:
            speech.speaker = subject
        elif self.last is not None:
            speech.follows = self.last
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
        twin = next((s for s in self.found if s.first == content[0] and s.cue_token < i), None)
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
                follows=None if subject else self.last,
                frame="أن",
                why="بالقول with أن or a quotation",
            )
        )

    def _masdar(self, i: int, reading: Reading, cue: Cue, sentence: Sentence) -> None:
        """A noun of speech with its speaker and content: تصريح X بأن …، اتهام X ل Y ب …، اتهامها ل X ب …، نفي X وجود كذا."""
        frame = self.clauses.noun_frame(i)
        accuser = frame.subject or frame.by("من")
        if reading.cut.pronoun and cue.kind == "accuse":
            accuser = self.speakers.main_subject(i, sentence)
            if accuser and not [m for m in self.speakers.mentions(i + 1, min(i + 8, sentence.last)) if m is not accuser[0]]:
                return
        if not accuser and cue.kind == "accuse" and (named := self.unread.accuser(i + 1, sentence.last)) is not None:
            accuser = [named]
        if not accuser and cue.kind == "deny" and self.scene.norm(i - 1) == "الي" and self.scene.is_verb(i - 2) is None:
            before = self.scene.covering(i - 2)
            accuser = [before] if before is not None and not before.preposition else self.speakers.main_subject(i, sentence)
        accuser = [m for m in accuser if m.type in ("PERSON", "ORG", "GPE", "MEDIA", "NORP")]
        if not accuser:
            return
        at = accuser[-1].last if accuser[-1].first > i else i + 1
        content = self._noun_content(at, cue, sentence)
        if content is None:
            return
        first, shape = content
        self._add(
            Speech(
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

    def _document_publisher(self, speech: Speech) -> None:
        """A report that speaks comes through who publishes it, an outlet's correspondent through the outlet."""
        for source in speech.speaker:
            kinds = ("ORG", "MEDIA", "GPE") if source.type == "LAW" else ("MEDIA",) if source.head in CORRESPONDENTS else ()
            inner = [m for m in self.scene.mentions if m.inside is source and m.type in kinds] if kinds else []
            if inner and not speech.relays:
                speech.relays = inner[:1]

    # --- sources named by a preposition --------------------------------------------------------------------------------
    def _source_at(self, i: int, sentence: Sentence, mine: list[Speech]) -> None:
        if self.scene.norm(i).removeprefix("و") == "نقلا" and self.scene.norm(i + 1) == "عن":
            self._relayed(i, sentence, mine)
            return
        opening = self.sources.opening(i, sentence)
        if opening is None:
            return
        start, cues = opening
        named = self.sources.named(start, sentence)
        if not named.found or (not named.origins and self.last is None):
            return
        cues += named.cues
        first_words = [self.scene.norm(k) for k in range(sentence.first, min(sentence.first + 2, sentence.last))]
        resumes = first_words[0].removeprefix("و") in ("جاء", "ياتي", "جاءت") and first_words[-1] in ("ذلك", "هذا", "هذه")
        if named.origins and self.last is not None and i - sentence.first <= 6 and resumes:
            earlier = [s for s in self.found if self.scene.tokens[s.cue_token].sentence < sentence.index and s not in mine][-1:]
            for speech in [self.last, *earlier, *mine]:
                if not speech.relays and named.origins[0] not in speech.speaker:
                    speech.relays = named.relays + named.origins
            return
        self._source_publisher(named)
        self._place_source(i, named.end, named.origins, named.relays, cues, sentence, mine)

    def _source_publisher(self, named: Named) -> None:
        """وفق ما أفادت مراسلة فرانس برس: the correspondent's outlet is the relay."""
        for source in named.origins:
            if source.head in CORRESPONDENTS and not named.relays:
                named.relays = [m for m in self.scene.mentions if m.inside is source and m.type == "MEDIA"][:1]

    def _place_source(
        self, i: int, end: int, origins: list[Mention], relays: list[Mention], cues: list[tuple[int, int]], sentence: Sentence, mine: list[Speech]
    ) -> None:
        """A source at the front speaks what follows; at the end, what precedes; in a statement already found, it relays it."""
        at_front = all(self.scene.tokens[j].kind in ("mark", "break") for j in range(sentence.first, i))
        follows = None if origins else self.last
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

    def _relay_through(self, holder: Speech, origins: list[Mention], cues: list[tuple[int, int]], mine: list[Speech]) -> None:
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

    def _relay_first(self, first: int, origins: list[Mention], cues: list[tuple[int, int]], mine: list[Speech]) -> None:
        """نقلا عن مصادر، ذكرت X أن: the origin named before the statement of its relay."""
        speech = next((s for s in mine if s.cue_token >= first), None)
        if speech is not None and not speech.relays and all(m.type != "MEDIA" for m in origins):
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

    # --- keeping -------------------------------------------------------------------------------------------------------
    def _add(self, speech: Speech) -> None:
        """Keep a statement; one nested in the words of another does not lead those that leave their speaker out."""
        sentence = self.scene.tokens[speech.cue_token].sentence
        nested = any(
            s.first <= speech.cue_token < s.last
            and self.scene.tokens[s.cue_token].sentence == sentence
            and not s.after
            and (not self.endings.goes_on(speech) or self.quotes.inside(speech.cue_token, s.first, s.last))
            for s in self.found
        )
        self.found.append(speech)
        if not nested:
            self.last = speech

    def _push(self, mine: list[Speech], speech: Speech) -> None:
        self.endings.finish(speech)
        mine.append(speech)
        self.last = speech


def find_speech(scene: Scene, clauses: Clauses) -> list[Speech]:
    """All reported speech of a scene, in text order."""
    return SpeechFinder(scene, clauses).run()
