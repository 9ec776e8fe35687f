"""Sources named without a verb of their own, and how a report came: بحسب، وفقا ل، كما قال، نقلا عن، على لسان, the outlets told."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.analysis.clauses import Clauses
from musnad.analysis.contents import OCCASIONS, Contents
from musnad.analysis.grammar import RELATIVES, TIME_WORDS, base, is_function_word
from musnad.analysis.namewords import is_common
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.unread import SPEAKING, Unread
from musnad.language.clitics import heads
from musnad.language.tokens import QUOTES, Sentence
from musnad.record import Span

PREPOSITIONS = frozenset("بحسب حسب وفق وفقا وفقاً طبقا تبعا استنادا حسبما بحسبما وفقما".split())
REPORTS = frozenset("ارقام بيانات تقديرات احصاءات معلومات افاده روايه قول تقدير مصادر احصائيات حسابات تصريحات".split())
OWN_WORDS = frozenset("قول قوله قولها قولهم تعبير تعبيره تعبيرها وصفه وصفها زعمه زعمها وصف زعم رايه رايها".split())
PUBLISHING = frozenset("نشرت نقلت بثت اوردت نشر نقل بث اورد تناقلت اذاعت نشرها".split())
DOCUMENTS = frozenset("بيان البيان بلاغ البلاغ رساله الرساله".split())
TESTIMONY = ("افاده", "شهاده", "روايه", "تصريحات")
SAID = frozenset("قوله قولها قولهم القول".split())
CORRESPONDENTS = ("مراسل", "مراسلة", "موفد")
PASSING_ON = frozenset("عن الي".split())


@dataclass(slots=True)
class Named:
    """A source as named: the relays from the nearest on, the origins, the token after it, further cue words.

    It also tells whether a word of speech without its own subject (وفق ما أعلنت) or a document (وفق البيان) stands for who spoke last.
    """

    origins: list[Mention] = field(default_factory=list)
    relays: list[Mention] = field(default_factory=list)
    end: int = 0
    cues: list[Span] = field(default_factory=list)
    last_speaker: bool = False

    @property
    def found(self) -> bool:
        """Whether any source is named."""
        return bool(self.origins) or self.last_speaker


class Sources:
    """Reads the naming of sources in one scene."""

    def __init__(self, scene: Scene, clauses: Clauses, contents: Contents, unread: Unread) -> None:
        self.scene, self.clauses, self.contents, self.unread = scene, clauses, contents, unread

    def opening(self, i: int, sentence: Sentence) -> tuple[int, list[Span]] | None:
        """If a word that names a source stands at ``i``: the token after it and its spans."""
        norm = self.scene.norm(i)
        tokens, place = self.scene.tokens, self.scene.document.place
        bare = norm if norm in PREPOSITIONS else norm[1:] if norm[:1] in "وف" and norm[1:] in PREPOSITIONS else ""
        if bare:
            start = i + 2 if bare == "استنادا" else i + 1
            return start, [place(tokens[i], len(norm) - len(bare))]
        if base(norm) == "علي" and self.scene.norm(i + 1) == "حد" and self.scene.norm(i + 2) in ("قول", "تعبير", "وصف", "زعم"):
            return i + 3, [(tokens[i].start, tokens[i + 2].end)]
        if (norm == "كما" and i > sentence.first and self._reports(i + 1)) or (base(norm) == "علي" and self.scene.norm(i + 1) == "ما" and self._reports(i + 2)):
            return i + (1 if norm == "كما" else 2), [(tokens[i].start, tokens[i].end)]
        if (base(norm) == "في" and self.scene.norm(i + 1) in ("تقدير", "راي", "نظر")) or (
            norm == "من" and self.scene.norm(i + 1) == "وجهه" and self.scene.norm(i + 2) == "نظر"
        ):
            end = i + 2 if norm != "من" else i + 3
            return end, [(tokens[i].start, tokens[end - 1].end)]
        return (i + 1, [place(tokens[i], 0)]) if norm == "براي" else None

    def _reports(self, i: int) -> bool:
        """Whether a verb of saying or relaying stands at ``i`` (after كما, not a new sentence's كما أضاف)."""
        reading = self.contents.cue_reading(i) if i < len(self.scene.tokens) else None
        return (
            reading is not None
            and reading.item.kind == "verb"
            and reading.item.cue is not None
            and reading.item.cue.kind in ("say", "relay")
            and (
                self.contents.find(i, reading.item.cue, self.scene.sentences[self.scene.tokens[i].sentence], reading) is None or self.scene.norm(i - 1) == "ما"
            )
        )

    def named(self, start: int, sentence: Sentence) -> Named:
        """The sources from ``start`` on, perhaps behind ما and a verb of speech (بحسب ما نقلت X عن Y)."""
        out = Named(end=start)
        relaying, skip = False, start
        for j in range(start, min(start + 7, sentence.last)):
            if j < skip:
                continue
            norm = self.scene.norm(j)
            mention = self.scene.starting(j)
            if mention is not None:
                if mention.type not in SPEAKING:
                    return out
                out.origins = self.clauses.group(mention)
                out.end = out.origins[-1].last
                self._passed_on(out, sentence, relaying)
                return out
            reading = self.contents.cue_reading(j)
            if reading is not None and reading.item.kind == "verb":
                out.cues.append(self.scene.document.place(self.scene.tokens[j], reading.cut.skip))
                relaying = reading.item.cue is not None and reading.item.cue.kind == "relay"
                out.last_speaker = True
                out.end = j + 1
                continue
            stem = heads(norm)[-1].stem if norm[:1] in "بل" else norm
            if norm in DOCUMENTS and self.scene.norm(j + 1) not in ("صادر", "اصدره", "اصدرته", "ل", "من", "نشرته") and self.scene.starting(j + 1) is None:
                out.last_speaker, out.end = True, j + 1
                return out
            if self.scene.item(j, "head") is not None and (outlet := self._outlet_near(j)) is not None:
                skip = outlet
                continue
            unread = self.unread.known(j, sentence.last) if out.cues or (j > start and self.scene.norm(j - 1).endswith(TESTIMONY)) else None
            if unread is not None:
                if unread.source is None:
                    return Named(end=start)
                out.origins, out.end = [unread.source], unread.last
                self._passed_on(out, sentence, relaying)
                return out
            skippable = (
                norm in ("ما", "لما", "ل", "الي", "عن", "اليوم", "به", "صادر", "صادره", "اصدره", "اصدرته", "له", "لها")
                or norm in TIME_WORDS
                or norm in QUOTES
                or norm in DOCUMENTS
                or norm in REPORTS
            )
            skippable = (
                skippable or stem in REPORTS or any(c.stem in REPORTS or c.stem in DOCUMENTS for c in heads(norm)) or self.scene.item(j, "head") is not None
            )
            if norm in ",.;:" or self.scene.that(j) or not skippable:
                break
        out.last_speaker = out.last_speaker and not (out.cues and self._subject_behind(out.end, sentence))
        return out

    def _outlet_near(self, j: int) -> int | None:
        """Where the outlet begins that a head noun at ``j`` (وكالة أنباء، صحيفة) opens; None if none is near."""
        starts = ((k, self.scene.starting(k)) for k in range(j + 1, j + 4))
        return next((k for k, mention in starts if mention is not None and mention.type == "MEDIA"), None)

    def _subject_behind(self, at: int, sentence: Sentence) -> bool:
        """Whether a word that can be the subject of وفق ما أعلنت stands at ``at``: then the words are its own, not those of who spoke last."""
        norm = self.scene.norm(at)
        return at < sentence.last and self.scene.tokens[at].kind == "word" and not is_function_word(norm) and norm not in TIME_WORDS

    def _passed_on(self, out: Named, sentence: Sentence, relaying: bool) -> None:
        """X عن Y عن Z, X الذي نقل عن Y, X التي تحدثت إلى Y: each is one link nearer the origin; مسؤول نقلت عنه وكالة X names the relay after."""
        while out.end < sentence.last:
            link = self._next_link(out.end, sentence, relaying)
            if link is None:
                break
            out.relays += out.origins
            out.origins = self.clauses.group(link)
            out.end = out.origins[-1].last
            relaying = True
        if not out.relays:
            for j in range(out.end, min(out.end + 6, sentence.last)):
                mention = self.scene.starting(j)
                if mention is not None and self.scene.norm(j - 1) == "(" and out.origins and out.origins[-1].type == "MEDIA":
                    out.end = mention.last + (self.scene.norm(mention.last) == ")")
                    return
                if mention is not None and mention.type == "MEDIA" and mention.named:
                    out.relays = [mention]
                    return
                if self.scene.norm(j) in ".,;":
                    return

    def _next_link(self, at: int, sentence: Sentence, relaying: bool) -> Mention | None:
        """The mention that the one before ``at`` got it from."""
        j = at
        if self.scene.norm(j) == ",":
            j += 1
        if base(self.scene.norm(j)) in RELATIVES:
            j += 1
            while j < min(sentence.last, at + 6) and self.scene.norm(j) not in PASSING_ON:
                if self.scene.starting(j) is not None or self.scene.norm(j) in ".,;:":
                    return None
                j += 1
        elif not relaying and self.scene.norm(j) != "نقلا":
            return None
        if self.scene.norm(j) == "نقلا":
            j += 1
        if self.scene.norm(j) not in PASSING_ON:
            return None
        if self.scene.covering(j + 1) is None and self.scene.starting(j + 2) is None:
            unread = self.unread.known(j + 1, sentence.last)
            if unread is not None and unread.source is not None:
                return unread.source
        for k in range(j + 1, min(j + 4, sentence.last)):
            mention = self.scene.starting(k)
            if mention is not None:
                return mention if mention.type in SPEAKING else None
            if self.scene.item(k, "head") is None and self.scene.norm(k) not in QUOTES:
                return None
        return None

    def relay_chain(self, i: int, first: int, prepositions: tuple[str, ...], sentence: Sentence) -> Named:
        """نقلت X عن Y عن Z قوله, نسبت X إلى Y: what the relay verb at ``i`` took from whom, before its content at ``first``."""
        out = Named()
        for j in range(i + 1, first):
            mention = self.scene.starting(j)
            if mention is not None and mention.preposition in prepositions and mention.type in SPEAKING:
                out.origins, out.end = self.clauses.group(mention), self.clauses.group(mention)[-1].last
                self._passed_on(out, sentence, True)
                out.relays = [m for m in out.relays if m.last <= first]
                return out
        return out

    def unread_origin(self, i: int, first: int, prepositions: tuple[str, ...]) -> Named:
        """The origin behind a relay's preposition where the mention finder knew none: the words up to the next function word or verb."""
        out, scene = Named(), self.scene
        at = next((j for j in range(i + 1, first) if scene.norm(j) in prepositions), None)
        if at is None:
            return out
        mention = self.unread.origin(at + 1, first, scene.norm(at))
        if mention is not None:
            out.origins, out.end = [mention], mention.last
        return out

    def told(
        self, i: int, speakers: list[Mention], sentence: Sentence, content: tuple[int, int], *, only_after: bool = False, teller: bool = False
    ) -> list[Mention]:
        """The outlet a statement was made to or published by (قال لرويترز, في تصريحات لقناة X, في بيان نشرته وكالة X)."""
        j = i if only_after else max(sentence.first, i - 14)
        out: list[Mention] = []
        before: list[Mention] = []
        while j < min(sentence.last, i + 18):
            mention = self.scene.starting(j)
            if mention is None:
                j += 1
                continue
            j = mention.last
            generic = not mention.names and all(is_common(self.scene.norm(k)) for k in range(mention.first, mention.last))
            if mention.type != "MEDIA" or not mention.named or generic or mention in speakers or content[0] <= mention.first < content[1]:
                continue
            occasion = any(c.stem in OCCASIONS for k in range(max(0, mention.first - 5), mention.first) for c in heads(self.scene.norm(k)))
            joined = bool(before) and self._joined(before[-1], mention)
            before.append(mention)
            told = mention.first > i and (mention.preposition == "ل" or joined or self._published_by(mention, i) or (teller and not mention.preposition))
            told = told or (mention.first > i and mention.preposition == "الي" and self._spoken_to(mention))
            if told or (occasion and mention.preposition in ("ل", "مع", "علي", "عبر", "الي", "", "ب") and (mention.preposition or mention.first > i)):
                out.insert(0, mention) if self._published_by(mention, i) else out.append(mention)
                if len(out) == 2:
                    break
        return out

    def _spoken_to(self, outlet: Mention) -> bool:
        """Whether تحدث إلى stands before an outlet."""
        spoken = (self.scene.item(k, "verb") for k in range(outlet.first - 3, outlet.first))
        return any(reading is not None and reading.item.cue is not None and reading.item.cue.lemma == "تحدث" for reading in spoken)

    def _joined(self, first: Mention, second: Mention) -> bool:
        """Whether two outlets are joined by و, be it before a head noun (لرويترز وإذاعة X)."""
        heads_only = all(self.scene.item(k, "head") is not None for k in range(first.last, second.first))
        return first.preposition == "ل" and heads_only and (second.conjunction or self.scene.norm(first.last).startswith("و"))

    def _published_by(self, mention: Mention, i: int) -> bool:
        """Whether نشرته, نقلته or بثته stands before an outlet."""
        at = mention.first - 1
        while at > i and (self.scene.item(at, "head") is not None or self.scene.norm(at) in QUOTES):
            at -= 1
        norm = self.scene.norm(at)
        return any(norm.endswith(p) and norm[: -len(p)].removeprefix("و") in PUBLISHING for p in ("ه", "ها"))

    def publisher(self, sources: list[Mention]) -> list[Mention]:
        """Through whom a source speaks: a report through who publishes it, an outlet's correspondent through the outlet."""
        for source in sources:
            kinds = ("ORG", "MEDIA", "GPE") if source.type == "LAW" else ("MEDIA",) if source.head in CORRESPONDENTS else ()
            inner = [m for m in self.scene.mentions if m.inside is source and m.type in kinds] if kinds else []
            if inner:
                return inner[:1]
        return []

    def issuer(self, i: int, first: int, sentence: Sentence) -> list[Mention]:
        """Who issued a statement paper named before its content: بيان الجيش, بيان صادر عن X, رسالة وجهها X (guideline: the paper is no entity)."""
        for j in range(max(sentence.first, i - 6), first):
            if not any(c.stem in DOCUMENTS for c in heads(self.scene.norm(j))):
                continue
            for k in range(j + 1, min(first, j + 7)):
                mention = self.scene.starting(k)
                if mention is not None:
                    return self.clauses.group(mention) if mention.type in SPEAKING else []
                if self.scene.that(k) or self.scene.norm(k) in ",:":
                    break
        return []

    def on_behalf(self, i: int, first: int, sentence: Sentence) -> list[Mention]:
        """أعلن المغرب على لسان وزيره: the one on whose tongue it is said is the speaker."""
        for j in range(sentence.first, first):
            if base(self.scene.norm(j)) in ("علي", "عن") and self.scene.norm(j + 1) == "لسان":
                for k in range(j + 2, min(j + 6, sentence.last)):
                    mention = self.scene.starting(k)
                    if mention is not None:
                        return [mention] if mention.type in SPEAKING and (k < first or j < i) else []
        return []
