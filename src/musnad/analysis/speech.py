"""Reported speech: cues, the words reported, whose they are and who passed them on.

Shapes covered: verb + أن/إن, verb + preposition or noun phrase, verb and quotation (before or after it), participles that go on
(مشيرا إلى أن), sources named by a preposition (بحسب، وفقا ل), relays (نقلا عن، نقلت … عن … قوله) and headlines with a colon. What
belongs to the content follows the guideline: without the cue, without أن, without the outer quotation marks, to the end of
the words reported in that sentence.
"""
from __future__ import annotations

from dataclasses import dataclass, field

from musnad.analysis.clauses import Clauses
from musnad.analysis.grammar import RELATIVES, TIME_WORDS, base, is_function_word, is_that
from musnad.analysis.lexicon import Cue, Item, Reading
from musnad.analysis.mentions import is_common
from musnad.analysis.quotes import pair_quotes
from musnad.analysis.scene import Mention, Scene
from musnad.language.clitics import heads
from musnad.language.tokens import CLOSING, OPENING, QUOTES, Sentence
from musnad.record import Span

SOURCES = {"بحسب": 1, "حسب": 1, "وفق": 1, "وفقا": 1, "وفقاً": 1, "طبقا": 1, "تبعا": 1, "استنادا": 2, "حسبما": 1, "بحسبما": 1, "وفقما": 1}
OWN_WORDS = frozenset("قول قوله قولها قولهم تعبير تعبيره تعبيرها وصفه وصفها زعمه زعمها وصف زعم رايه رايها".split())
RELAY_NOUNS = frozenset("نقلا".split())
IMPERSONAL = frozenset("يذكر يشار يجب تجب عده عدد تابعه يقرر تقرر".split())
PROMISING = frozenset("استعداد استعداده استعدادها استعدادهم التزام التزامه التزامها عزم عزمه عزمها".split())
ANNOUNCING = frozenset("أعلن كشف أكد أوضح".split())
BACK = frozenset("وذلك فيما بينما وياتي ويأتي وجاء علما".split())
QUOTING = frozenset("قال أضاف أوضح تابع كتب صرح".split())
PUBLISHING = frozenset("نشرت نقلت بثت اوردت نشر نقل بث اورد تناقلت اذاعت".split())
DOCUMENTS = frozenset("البيان بيان".split())
OCCASIONS = frozenset("تصريح تصريحات مقابله لقاء حديث حوار اتصال مقال بيان رساله كلمه مداخله حواره مقابلته حديثه تصريحه تصريحاته".split())
SAYING = frozenset("قوله قولها قولهم قولهما قولهن".split())
REACH_THAT = 30
LONG_QUOTE = 7


@dataclass(slots=True, eq=False)
class Speech:
    """One reported statement as found: tokens ``first`` to ``last`` are its content.

    ``speaker`` is empty where the text leaves it out; ``follows`` is then the statement whose speaker goes on.
    """

    first: int
    last: int
    span: Span
    cue: list[Span]
    cue_token: int
    stance: str
    kind: str
    form: str
    speaker: list[Mention] = field(default_factory=list)
    relays: list[Mention] = field(default_factory=list)
    follows: Speech | None = None
    frame: str = ""
    why: str = ""
    after: bool = False


class SpeechFinder:
    """Finds the reported speech of one scene, sentence by sentence."""

    def __init__(self, scene: Scene, clauses: Clauses) -> None:
        self.scene, self.clauses = scene, clauses
        self.found: list[Speech] = []
        self.last: Speech | None = None
        self.quotes = pair_quotes(scene.document)
        self.closers = {close: at for at, close in self.quotes.items() if close is not None}

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
        i = sentence.first
        while i < sentence.last:
            self._cue_at(i, sentence)
            i += 1
        mine = self.found[before:]
        self._trim(mine, sentence)
        for i in range(sentence.first, sentence.last):
            self._source_at(i, sentence, mine)
        self.found[before:] = [s for s in mine if s.last > s.first]

    def _headline(self, sentence: Sentence) -> None:
        """In a headline "X: words" the colon is the cue."""
        colon = next((j for j in range(sentence.first + 1, min(sentence.first + 24, sentence.last)) if self.scene.norm(j) == ":"), None)
        if colon is None or colon + 1 >= sentence.last:
            return
        begin = next((j + 1 for j in range(colon - 1, sentence.first - 1, -1) if self.scene.tokens[j].kind == "break"), sentence.first)
        if colon - begin > 12 or any(self.scene.is_verb(j) for j in range(begin, colon)):
            return
        mentions = [m for m in self._mentions(begin, colon) if m.type in ("PERSON", "ORG", "GPE", "MEDIA", "NORP")]
        if not mentions:
            return
        speaker, relays = mentions[:1], []
        for mention in mentions[1:]:
            if mention.preposition == "ل" and mention.type == "MEDIA":
                relays.append(mention)
            elif mention.preposition == "عن":
                relays, speaker = speaker, [mention]
            elif mention.conjunction:
                speaker.append(mention)
        token = self.scene.tokens[colon]
        self._add(Speech(colon + 1, sentence.last, (0, 0), [(token.start, token.end)], colon, "asserts", "say", "", speaker, relays, None, "quote",
                         "a headline with a colon"))

    def _mentions(self, first: int, last: int) -> list[Mention]:
        """The outermost mentions that begin in a range of tokens."""
        out: list[Mention] = []
        j = first
        while j < last:
            mention = self.scene.starting(j)
            if mention is None:
                j += 1
                continue
            out.append(mention)
            j = mention.last
        return out

    # --- cues --------------------------------------------------------------------------------------------------------
    def _cue_at(self, i: int, sentence: Sentence) -> None:
        held = self.scene.covering(i)
        if held is not None and held.named:
            return
        reading = self._cue_reading(i)
        if reading is None:
            return
        item, cue = reading.item, reading.item.cue
        assert cue is not None
        if item.kind == "verb":
            self._verb(i, reading, cue, sentence)
        elif item.kind == "active":
            self._participle(i, reading, cue, sentence)
        elif item.kind == "masdar":
            self._masdar(i, reading, cue, sentence)

    def _cue_reading(self, i: int) -> Reading | None:
        if base(self.scene.norm(i)) in IMPERSONAL or self.scene.norm(i).lstrip("وف") in IMPERSONAL:
            return None
        for reading in sorted(self.scene.readings[i], key=lambda r: (r.cut.skip, r.item.voice == "passive")):
            item = reading.item
            if item.cue is None:
                continue
            if item.kind == "verb":
                if item.voice == "passive" and item.cue.kind not in ("say", "relay"):
                    continue
                if self.scene.is_verb(i) and self.scene.is_verb(i).cue and not self.scene.after_preposition(i):  # type: ignore[union-attr]
                    return reading
                if i and base(self.scene.norm(i - 1)) in ("ما", "كما") and item.cue:
                    return reading
                continue
            return reading
        return None

    def _verb(self, i: int, reading: Reading, cue: Cue, sentence: Sentence) -> None:
        frame = self.clauses.frame(i)
        content = self._resumed(i, cue, reading) or self._content(i, cue, sentence, reading)
        if content is None:
            return
        first, last, shape = content
        speech = Speech(first, last, (0, 0), [self.scene.document.place(self.scene.tokens[i], reading.cut.skip)], i, cue.stance, cue.kind, "", frame=shape,
                        why=f"the verb {cue.lemma} with {shape}")
        if shape == "after":
            speech.after = True
        self._speaker_of(speech, i, reading.item, first, last, sentence)
        if shape.endswith("phrase") and not speech.speaker:
            subject = self.clauses.actor_of(i) if reading.cut.conjunction or frame.elided else []
            subject = [m for m in subject if m.type in ("PERSON", "ORG", "GPE", "MEDIA", "NORP") and not first <= m.first < last]
            if not subject and cue.kind in ("opine", "describe", "document", "accuse", "praise"):
                return
            speech.speaker = subject
        if not speech.speaker and (cue.kind == "document" or (cue.kind == "opine" and not reading.cut.conjunction) or cue.lemma == "توقع"):
            return
        if cue.kind == "relay":
            self._relay(speech, i, first)
            if not speech.relays and cue.lemma == "نقل":
                return
        if shape != "وهو ما" and reading.cut.pronoun and reading.item.kind == "verb" and i and base(self.scene.norm(i - 1)) == "ما":
            return
        if cue.lemma == "نقل" and not speech.speaker:
            return
        self._media(speech, i, sentence)
        self._add(speech)

    def _resumed(self, i: int, cue: Cue, reading: Reading) -> tuple[int, int, str] | None:
        """وهو ما نفاه X: the words that take up what was said are the content."""
        if reading.cut.pronoun != "ه" or self.scene.norm(i - 1) != "ما" or self.scene.norm(i - 2).lstrip("و") not in ("هو", "هي"):
            return None
        return (i - 2, i, "وهو ما") if cue.kind == "deny" or cue.lemma in ("أكد", "رفض", "اعتبر", "وصف", "نفى") else None

    def _speaker_of(self, speech: Speech, i: int, item: Item, first: int, last: int, sentence: Sentence) -> None:
        """The subject of the cue, or, where it is left out, the speaker before."""
        frame = self.clauses.frame(i)
        subject = [m for m in frame.subject if not (first <= m.first < last)]
        subject = [m for m in subject if m.type in ("PERSON", "ORG", "GPE", "MEDIA", "NORP", "LAW")]
        if not subject and not frame.subject and speech.frame in ("أن", "quote"):
            unread = self._unread_subject(i, first if first > i else sentence.last, item)
            if unread is not None:
                subject = [unread]
        if subject and self.scene.norm(subject[0].first).removeprefix("و") in DOCUMENTS and subject[0].last == subject[0].first + 1:
            subject = []
        if subject:
            speech.speaker = subject
        elif self.last is not None:
            speech.follows = self.last

    def _unread_subject(self, i: int, first: int, item: Item) -> Mention | None:
        """A subject the mention finder did not know: words right after the cue that are no adverb, up to a comma or أن."""
        if item.number in ("p", "d") or item.person != 3:
            return None
        j = i + 1
        end = j
        while end < min(first, i + 5) and self.scene.tokens[end].kind in ("word", "latin"):
            norm = self.scene.norm(end)
            if is_that(norm) or base(norm) != norm or norm in TIME_WORDS or base(norm) in RELATIVES or self.scene.covering(end) or _FUNCTION(norm):
                break
            end += 1
        if end == j or (end == j + 1 and self.scene.norm(j) in _NO_SUBJECT):
            return None
        following = self.scene.norm(end)
        if not (is_that(following) or following in ",:" or following in QUOTES or base(following) != following or base(following) in RELATIVES or
                following in TIME_WORDS or self.scene.covering(end) is not None or base(following) in ("في", "من", "ان")):
            return None
        named = not any(is_common(self.scene.norm(k)) for k in range(j, end))
        head = self.scene.norm(j)
        if not named and not head.startswith("ال") and heads(head)[0].stem != head:
            return None
        if self.scene.document.text[self.scene.tokens[j].end - 1] in "اًٌ" and not named:
            return None
        if not named and head[0] in "بلكو" and not head.startswith("ال"):
            return None
        tokens = self.scene.tokens
        mention = Mention(j, end, (tokens[j].start, tokens[end - 1].end), "PERSON", named, "person" if named else "role", head=head)
        mention.speaks, mention.used, mention.definite = True, True, head.startswith("ال")
        mention.why = "the subject of a verb of speech"
        self.scene.add(mention)
        return mention

    def _participle(self, i: int, reading: Reading, cue: Cue, sentence: Sentence) -> None:
        """مشيرا إلى أن …، مؤكدا "…": the last speaker goes on."""
        surface = self.scene.norm(i)
        adverbial = surface.endswith(("ا", "ين")) or (self.scene.norm(i - 1) == "," and not reading.cut.article) or reading.cut.conjunction == "و"
        if reading.cut.article or reading.cut.preposition or not adverbial:
            return
        content = self._content(i, cue, sentence, reading)
        if content is None or content[2] == "after":
            return
        first, last, shape = content
        twin = next((s for s in self.found if s.first == first and s.cue_token < i), None)
        if twin is not None:
            twin.cue.append(self.scene.document.place(self.scene.tokens[i], reading.cut.skip))
            return
        speech = Speech(first, last, (0, 0), [self.scene.document.place(self.scene.tokens[i], reading.cut.skip)], i, cue.stance, cue.kind, "", frame=shape,
                        why=f"the participle of {cue.lemma} with {shape}")
        here = [s for s in self.found if s.cue_token < i and self.scene.tokens[s.cue_token].sentence == sentence.index]
        if here:
            speech.follows = here[-1]
        else:
            subject = self._main_subject(i, sentence)
            if subject:
                speech.speaker = subject
            elif self.last is not None:
                speech.follows = self.last
        self._media(speech, i, sentence, only_after=True)
        self._add(speech)

    def _main_subject(self, i: int, sentence: Sentence) -> list[Mention]:
        """The subject of the last verb before ``i`` in the sentence."""
        for j in range(i - 1, sentence.first - 1, -1):
            if self.scene.is_verb(j):
                subject = self.clauses.actor_of(j)
                if subject:
                    return subject
        return []

    def _masdar(self, i: int, reading: Reading, cue: Cue, sentence: Sentence) -> None:
        """A noun of speech with its own content: تصريحات … بأن, اتهامات لـX بـY, طلب X من Y."""
        frame = self.clauses.noun_frame(i)
        if cue.kind == "accuse" and reading.cut.pronoun and cue.prepositions("about"):
            self._accusation(i, reading, cue, sentence)
            return
        if not frame.subject or frame.subject[0].type not in ("PERSON", "ORG", "GPE", "MEDIA", "NORP"):
            return
        at = frame.subject[-1].last
        limit = min(at + 6, sentence.last)
        start = None
        for j in range(at, limit):
            norm = self.scene.norm(j)
            if is_that(norm):
                start = j + 1
                break
            if norm in ".;:" or self.scene.is_verb(j):
                break
        if start is None or start >= sentence.last:
            return
        speech = Speech(start, sentence.last, (0, 0), [self.scene.document.place(self.scene.tokens[i], reading.cut.skip, reading.cut.drop)], i, cue.stance,
                        cue.kind, "", list(frame.subject), frame="that", why=f"the noun of {cue.lemma} with أن")
        self._add(speech)

    def _accusation(self, i: int, reading: Reading, cue: Cue, sentence: Sentence) -> None:
        """اتهامها ل X ب Y: the accuser is who the pronoun stands for, the content what follows ب."""
        wanted = cue.prepositions("about")
        for j in range(i + 1, min(sentence.last, i + 12)):
            norm = self.scene.norm(j)
            if norm in ".,;:" or self.scene.is_verb(j):
                return
            if any(c.preposition in wanted and c.preposition and not c.conjunction for c in heads(norm)) and self.scene.covering(j) is None and self.scene.item(j, "masdar", "noun"):
                accuser = self._main_subject(i, sentence)
                hearer = self._mentions(i + 1, j)
                if accuser and hearer and accuser[0] is not hearer[0]:
                    speech = Speech(j, sentence.last, (0, 0), [self.scene.document.place(self.scene.tokens[i], reading.cut.skip)], i, cue.stance, cue.kind, "",
                                    accuser, frame=f"{wanted[0]} and a phrase", why=f"the noun of {cue.lemma} with {wanted[0]}")
                    self._add(speech)
                return

    def _relay(self, speech: Speech, i: int, first: int) -> None:
        """نقلت X عن Y قوله: X passes on what Y said."""
        frame = self.clauses.frame(i)
        origin = frame.by("عن")
        origin = [m for m in origin if m.first < first]
        if not origin:
            origin = [m for m in self._mentions(i + 1, first) if m.preposition == "عن"]
        if origin:
            speech.relays = [m for m in speech.speaker if m not in origin]
            if not speech.relays and speech.follows is not None:
                speech.relays = list(speech.follows.speaker)
            speech.speaker, speech.follows = list(origin), None

    def _media(self, speech: Speech, i: int, sentence: Sentence, *, only_after: bool = False) -> None:
        """A statement made to an outlet (قال لرويترز, في تصريحات لقناة X, في مقابلة مع X) comes through that outlet."""
        low = i if only_after else max(sentence.first, i - 14)
        high = min(sentence.last, i + 16)
        for mention in self._mentions(low, high):
            if mention.type != "MEDIA" or mention in speech.speaker or mention in speech.relays or (speech.first <= mention.first < speech.last):
                continue
            occasion = any(heads(self.scene.norm(k))[0].stem in OCCASIONS or heads(self.scene.norm(k))[-1].stem in OCCASIONS or
                           any(c.stem in OCCASIONS for c in heads(self.scene.norm(k))) for k in range(max(low, mention.first - 4), mention.first))
            told = mention.preposition == "ل" and mention.first > i
            at = mention.first - 1
            while at > i and (self.scene.item(at, "head") is not None or self.scene.norm(at) in QUOTES):
                at -= 1
            told = told or (mention.first > i and any(self.scene.norm(at).endswith(p) and self.scene.norm(at)[:-len(p)].removeprefix("و") in PUBLISHING for p in ("ه", "ها")))
            if told or (mention.preposition in ("ل", "مع", "علي", "عبر", "الي") and occasion):
                speech.relays = [mention]
                return

    # --- content -----------------------------------------------------------------------------------------------------
    def _content(self, i: int, cue: Cue, sentence: Sentence, reading: Reading) -> tuple[int, int, str] | None:
        """Tokens of the content of the cue at ``i`` and its shape, None if it reports nothing."""
        quote: int | None = None
        for j in range(i + 1, min(sentence.last, i + REACH_THAT)):
            norm = self.scene.norm(j)
            if is_that(norm):
                if (cue.allows("that") or cue.kind == "relay") and self._reachable(i, j, cue):
                    return self._to_end(j + 1, sentence, "أن")
                break
            if norm == ":" and j + 1 < sentence.last:
                if cue.allows("quote") or self.scene.norm(j + 1) in QUOTES:
                    return self._to_end(j + 1, sentence, "quote")
                break
            if j in self.quotes and quote is None:
                quote = j
            if quote is not None and j <= (self.quotes[quote] or sentence.last):
                if (self.quotes[quote] or sentence.last) - quote > LONG_QUOTE:
                    break
                continue
            if norm in SAYING:
                continue
            if self.scene.item(j, "active") and norm.endswith("ا") and self.scene.item(j, "active").item.cue and self.scene.norm(j - 1) == ",":  # type: ignore[union-attr]
                break
            if j > i + 1 and self._other_cue(j, sentence) and not self._published(j) and not (cue.lemma == "قال" and self._inna_ahead(j, sentence)):
                break
            if norm in ".;" or (norm == "," and self.scene.norm(j + 1).startswith("و") and self.scene.is_verb(j + 1)):
                break
            if j > i + 1 and self.scene.is_verb(j) and not self._in_relative(j, i) and not self._published(j) and self.scene.norm(j - 1) != "ما" and not (
                    cue.lemma == "قال" and self._inna_ahead(j, sentence)):
                break
        if quote is not None and cue.allows("quote") and self._quote_adjoins(i, quote):
            return self._to_end(quote, sentence, "quote")
        if cue.allows("quote") and reading.item.kind == "verb":
            quoted = self._quote_before(i, sentence)
            if quoted is not None:
                return quoted
        if cue.lemma in QUOTING and reading.item.kind == "verb":
            far = self._far_quote(i, sentence)
            if far is not None:
                return self._to_end(far, sentence, "quote")
        return self._phrase_content(i, cue, sentence)

    def _far_quote(self, i: int, sentence: Sentence) -> int | None:
        """A long quotation later in the sentence, with no other verb of speech but a relayed source before it."""
        for j in range(i + 1, sentence.last):
            if j in self.quotes and (self.quotes[j] or sentence.last) - j > 6:
                return j
            reading = self._cue_reading(j)
            if reading is not None and reading.item.kind == "verb" and base(self.scene.norm(j - 1)) != "ما":
                return None
        return None

    def _published(self, j: int) -> bool:
        """في بيان نشرته وكالة X: a verb with a pronoun right after the document it tells of."""
        return self.scene.norm(j).endswith(("ه", "ها")) and any(c.stem in OCCASIONS or c.stem in ("بلاغ", "تقرير", "شريط", "تسجيل", "مقطع") for c in heads(self.scene.norm(j - 1)))

    def _inna_ahead(self, j: int, sentence: Sentence) -> bool:
        """Whether an إن, which belongs to قال alone, stands ahead with no other قال before it (… طلب عدم نشر اسمه إن …)."""
        for k in range(j, min(sentence.last, j + 14)):
            token = self.scene.tokens[k]
            if is_that(token.norm) and self.scene.document.text[token.start:token.start + 1] == "إ":
                return True
            cue = self._cue_reading(k)
            if token.norm in ".;:" or (cue is not None and cue.item.lemma == "قال"):
                return False
        return False

    def _reachable(self, i: int, j: int, cue: Cue) -> bool:
        """Whether the أن at ``j`` can be the cue's: its preposition, if the cue wants one, stands before it."""
        wanted = cue.prepositions("that")
        if "" in wanted or cue.kind == "relay":
            return True
        norm = self.scene.norm(j).lstrip("وف")
        return base(self.scene.norm(j - 1)) in wanted or norm[:1] in wanted

    def _quote_adjoins(self, i: int, quote: int) -> bool:
        """Whether a quotation follows its cue with nothing but the subject, adverbs and short phrases between."""
        free = 0
        for j in range(i + 1, quote):
            if self.scene.covering(j) is None and self.scene.norm(j) not in TIME_WORDS and self.scene.norm(j) not in (",", "-", "عن", "على"):
                free += 1
        close = self.quotes[quote]
        return free <= (1 if close is not None and close - quote <= 3 else 5)

    def _close(self, j: int) -> int | None:
        """The token that closes the quotation opened at ``j``; None if nothing does."""
        return self.quotes.get(j)

    def _other_cue(self, j: int, sentence: Sentence) -> bool:
        reading = self._cue_reading(j)
        return reading is not None and reading.item.kind == "verb" and self.scene.norm(j - 1) != "ما"

    def _in_relative(self, j: int, i: int) -> bool:
        """Whether the verb at ``j`` stands in a relative clause or after a comma, so that the search goes on past it."""
        return any(base(self.scene.norm(k)) in RELATIVES or self.scene.norm(k) in (",", "-", "–") for k in range(max(i + 1, j - 4), j))

    def _to_end(self, first: int, sentence: Sentence, shape: str) -> tuple[int, int, str] | None:
        """From ``first`` to the end of the words reported: a quotation to its close, else to the end of the sentence."""
        if first >= sentence.last:
            return None
        while first < sentence.last and self.scene.tokens[first].kind == "break":
            first += 1
        if first < sentence.last and self.scene.norm(first) in QUOTES:
            close = self._close(first)
            if close is None and first in self.quotes:
                close = self._line_end(sentence) - 1
            if close is not None and close >= sentence.last:
                end_sentence = self.scene.sentences[self.scene.tokens[close].sentence]
                if end_sentence.index - sentence.index <= 6:
                    return first, close + 1, shape
        return first, sentence.last, shape

    def _line_end(self, sentence: Sentence) -> int:
        """The token after the line in which a sentence stands: where a quotation left open ends."""
        j = sentence.last
        while j < len(self.scene.tokens) and not (self.scene.tokens[j - 1].kind == "break" and self.scene.tokens[j - 1].norm[0] not in ".-"):
            j += 1
        return j

    def _quote_before(self, i: int, sentence: Sentence) -> tuple[int, int, str] | None:
        """"words" قال X, words - قال X: the words stand before their cue."""
        j = i - 1
        while j > sentence.first and self.scene.norm(j) in (",", "-", "–", "--"):
            j -= 1
        opened = self.closers.get(j)
        if opened is None or opened < sentence.first:
            return None
        return (opened, j + 1, "after") if j - opened > 3 else None

    def _phrase_content(self, i: int, cue: Cue, sentence: Sentence) -> tuple[int, int, str] | None:
        """A content that is no clause: after a preposition (أعرب عن، اتهم … ب) or a noun phrase (نفى اتهامات)."""
        frame = self.clauses.frame(i)
        wanted = cue.prepositions("about") + cue.prepositions("as")
        after = frame.subject[-1].last if frame.subject and frame.subject[-1].first > i else i + 1
        if wanted:
            for j in range(i + 1, min(sentence.last, i + 18)):
                norm = self.scene.norm(j)
                if norm in ".;:" or (j > i + 1 and self.scene.is_verb(j)):
                    break
                if base(norm) in wanted and j >= after - 1:
                    return self._phrase(j + 1, sentence, f"{base(norm)} and a phrase")
                for cut in heads(norm):
                    if cut.preposition and cut.preposition in wanted and j >= after and self.scene.covering(j) is None and j > i + (0 if frame.subject_first else 0) and not cut.conjunction:
                        if norm.startswith("بموجب") or is_common(norm) and self._own_word(norm):
                            break
                        return self._phrase(j, sentence, f"{cut.preposition} and a phrase")
        if cue.allows("noun"):
            j = self._past_hearer(after, sentence, cue)
            if j < sentence.last and self.scene.tokens[j].kind == "word" and not is_function_word(self.scene.norm(j)) and not self.scene.is_verb(j):
                plain = cue.lemma in ANNOUNCING and not self.scene.norm(j).startswith("ال") and not self.scene.norm(j).endswith("ا") and frame.subject
                if self.scene.item(j, "masdar", "noun") or plain or cue.kind == "deny" or self.scene.norm(j) in ("ذلك", "هذا", "هذه", "تلك"):
                    return self._phrase(j, sentence, "a noun phrase")
        if cue.kind == "deny" and self.scene.norm(after) in ("ذلك", "هذا", "هذه"):
            return self._phrase(after, sentence, "a noun phrase")
        return None

    def _past_hearer(self, j: int, sentence: Sentence, cue: Cue) -> int:
        """The first token after time, place and, for a demand, whom it is put to."""
        while j < sentence.last:
            norm = self.scene.norm(j)
            mention = self.scene.starting(j)
            if norm in TIME_WORDS or norm == ",":
                j += 1
            elif mention is not None and (mention.preposition or cue.kind == "demand") and mention.kind != "pair":
                j = self.clauses.group(mention)[-1].last
            elif base(norm) in ("من", "في", "خلال", "امام", "لدي", "عبر") and (following := self.scene.starting(j + 1)) is not None:
                j = self.clauses.group(following)[-1].last
            elif norm in ("في", "خلال") and self.scene.norm(j + 1) in ("بيان", "تصريح", "مؤتمر", "تصريحات", "الفتره"):
                j += 3 if self.scene.norm(j + 2) in ("صادر", "صحفي", "صحافي", "صحافيه", "الاخيره", "له", "لها", "متلفز", "مقتضب", "رسمي") else 2
            else:
                break
        return j

    def _own_word(self, norm: str) -> bool:
        from musnad.analysis.mentions import common_words

        return norm in common_words() and norm[1:] not in common_words() and norm[1:].removeprefix("ال") not in common_words()

    def _phrase(self, first: int, sentence: Sentence, shape: str) -> tuple[int, int, str] | None:
        return (first, sentence.last, shape) if first < sentence.last else None

    # --- sources named by a preposition --------------------------------------------------------------------------------
    def _source_at(self, i: int, sentence: Sentence, mine: list[Speech]) -> None:
        norm = base(self.scene.norm(i)) if self.scene.norm(i) not in SOURCES else self.scene.norm(i)
        bare = norm[1:] if norm[:1] in "وف" and norm[1:] in SOURCES else norm
        if bare in RELAY_NOUNS and self.scene.norm(i + 1) == "عن":
            self._relayed(i, sentence, mine)
            return
        own = bare == "علي" and self.scene.norm(i + 1) == "حد" and self.scene.norm(i + 2) in OWN_WORDS
        if bare not in SOURCES and not own:
            return
        if own:
            if self.scene.norm(i + 2) not in ("قول", "تعبير", "وصف", "زعم"):
                return
            start, cues = i + 3, [(self.scene.tokens[i].start, self.scene.tokens[i + 2].end)]
        else:
            start = i + 1
            skip = len(self.scene.norm(i)) - len(bare) if self.scene.norm(i).endswith(bare) else 0
            cues = [self.scene.document.place(self.scene.tokens[i], skip)]
        source, end, extra = self._source(start, sentence)
        if not source and not (extra or self.scene.norm(end) in DOCUMENTS):
            return
        if not source and self.last is None:
            return
        cues += extra
        opening = [self.scene.norm(k) for k in range(sentence.first, min(sentence.first + 2, sentence.last))]
        if source and self.last is not None and i - sentence.first <= 6 and opening and opening[0].removeprefix("و") in ("جاء", "ياتي", "جاءت") and opening[-1] in ("ذلك", "هذا", "هذه"):
            if not self.last.relays:
                self.last.relays = source
            return
        if not source and self.scene.norm(end) in DOCUMENTS:
            end += 1
        self._place_source(i, end, source, cues, sentence, mine)

    def _source(self, start: int, sentence: Sentence) -> tuple[list[Mention], int, list[Span]]:
        """The sources after a preposition, perhaps behind ما and a verb of speech (بحسب ما ذكرت صحيفة X)."""
        extra: list[Span] = []
        for j in range(start, min(start + 5, sentence.last)):
            mention = self.scene.starting(j)
            if mention is not None:
                if mention.type not in ("PERSON", "ORG", "GPE", "MEDIA", "NORP", "LAW"):
                    return [], j, []
                group = self.clauses.group(mention)
                return group, group[-1].last, extra
            reading = self._cue_reading(j)
            if reading is not None and reading.item.kind == "verb":
                extra.append(self.scene.document.place(self.scene.tokens[j], reading.cut.skip))
                continue
            if self.scene.norm(j) in ",.;:" or is_that(self.scene.norm(j)):
                break
            if self.scene.norm(j) in DOCUMENTS:
                return [], j, extra
            if self.scene.norm(j) not in ("ما", "ل", "الي", "عن", "اليوم") and self.scene.item(j, "head") is None and self.scene.norm(j) not in TIME_WORDS:
                if self.scene.norm(j) not in QUOTES:
                    break
        return [], start, []

    def _place_source(self, i: int, end: int, source: list[Mention], cues: list[Span], sentence: Sentence, mine: list[Speech]) -> None:
        """A source at the front speaks what follows; at the end, what precedes; in a statement already found, it relays it."""
        at_front = all(self.scene.tokens[j].kind == "mark" or self.scene.norm(j) in ("و",) for j in range(sentence.first, i)) or i == sentence.first
        relays: list[Mention] = []
        if len(source) == 1:
            relays = self._told_to(source[0], end, sentence)
        holder = next((s for s in mine if s.first <= i <= s.last + 1 and s.cue_token < i), None)
        if at_front:
            first = end
            while first < sentence.last and self.scene.norm(first) in ",-":
                first += 1
            if first < sentence.last and is_that(self.scene.norm(first)):
                first += 1
            if first < sentence.last:
                self._push(mine, Speech(first, sentence.last, (0, 0), cues, i, "asserts", "say", "", source, relays, None if source else self.last, "source",
                                        "a source named before its words"), sentence)
            return
        if holder is not None and holder.frame != "source":
            holder.last = min(holder.last, self._before_comma(i))
            if source and holder.kind != "relay" and not holder.relays and (holder.speaker or holder.follows) and all(s.type == "MEDIA" or s.head in ("مراسل", "مراسلة") for s in source):
                holder.relays = source
                holder.cue = holder.cue + cues
            return
        first = sentence.first
        for other in mine:
            if other.last <= i and other.last > first:
                first = other.last
        while first < i and self.scene.tokens[first].kind in ("mark", "break") and self.scene.norm(first) not in QUOTES:
            first += 1
        last = self._before_comma(i)
        if last - first < 2:
            return
        self._push(mine, Speech(first, last, (0, 0), cues, i, "asserts", "say", "", source, relays, None if source else self.last, "source",
                                "a source named after its words"), sentence)

    def _told_to(self, source: Mention, end: int, sentence: Sentence) -> list[Mention]:
        """بحسب مسؤول نقلت عنه فرانس برس، مسؤول تحدث لرويترز: the outlet that passes the source on."""
        for j in range(end, min(end + 6, sentence.last)):
            mention = self.scene.starting(j)
            if mention is not None and mention.type == "MEDIA":
                return [mention]
            if self.scene.norm(j) in ".,;":
                break
        return []

    def _relayed(self, i: int, sentence: Sentence, mine: list[Speech]) -> None:
        """نقلا عن Y inside or after a statement of X: Y is the origin, X the relay."""
        source, end, _ = self._source(i + 2, sentence)
        if not source:
            return
        tokens = self.scene.tokens
        cue = (tokens[i].start, tokens[i + 1].end)
        for speech in mine:
            if speech.cue_token < i and (i <= speech.first or speech.first <= i <= speech.last):
                if i >= speech.first:
                    speech.last = self._before_comma(i)
                if source[0] in speech.speaker:
                    speech.speaker = [m for m in speech.speaker if m not in source]
                speech.relays = (speech.relays or []) + speech.speaker
                if not speech.speaker and speech.follows is not None:
                    speech.relays = list(speech.follows.speaker)
                speech.speaker, speech.follows = source, None
                speech.cue.append(cue)
                speech.kind = "relay"
                return
        self._place_source(i, end, source, [cue], sentence, mine)

    def _before_comma(self, i: int) -> int:
        """The token end before ``i`` without a comma, dash or و between."""
        last = i
        while last > 0 and self.scene.norm(last - 1) in (",", "-", "–", "--"):
            last -= 1
        return last

    # --- ends, forms ---------------------------------------------------------------------------------------------------
    def _trim(self, mine: list[Speech], sentence: Sentence) -> None:
        """End each content before the next cue that goes on at its own level, and drop the closing punctuation."""
        ordered = sorted(mine, key=lambda s: s.cue_token)
        for speech in ordered:
            if speech.after:
                continue
            for other in ordered:
                if other is speech or not speech.first < other.cue_token < speech.last:
                    continue
                if self._goes_on(other) and not self._quoted(other.cue_token, speech):
                    cut = other.cue_token
                    while cut > speech.first and self.scene.norm(cut - 1) in ("كما", "قد", "و", "لكنه", "لكنها", "فيما", "بينما"):
                        cut -= 1
                    speech.last = min(speech.last, self._before_comma(cut))
        for speech in mine:
            self._cut(speech, sentence)
            self._finish(speech)

    def _cut(self, speech: Speech, sentence: Sentence) -> None:
        """End a content where the sentence goes back to the outlet: , وذلك, , ما أدى, على حد قوله; a noun phrase also before و and a verb."""
        phrase = speech.frame.endswith("phrase")
        for j in range(speech.first + 1, min(speech.last, sentence.last)):
            norm = self.scene.norm(j)
            if any(at < j < (close or 0) for at, close in self.quotes.items() if at >= speech.first):
                continue
            after_comma = self.scene.norm(j - 1) in (",", "-", "–")
            ends = phrase and after_comma and (norm in BACK or (norm == "ما" and self.scene.is_verb(j + 1)) or (norm == "في" and self.scene.norm(j + 1) in ("حين", "وقت", "اشاره")))
            ends = ends or (base(norm) == "علي" and self.scene.norm(j + 1) == "حد" and self.scene.norm(j + 2) in OWN_WORDS)
            if phrase and not ends:
                ends = any(r.item.kind == "verb" and r.cut.conjunction == "و" for r in self.scene.readings[j]) and bool(self.scene.is_verb(j))
                ends = ends or (after_comma and base(norm) in ("لكن", "فيما", "بينما", "حيث", "بعدما", "بعد", "قبل"))
            if ends:
                speech.last = self._before_comma(j)
                return

    def _quoted(self, j: int, speech: Speech) -> bool:
        """Whether a token stands inside a quotation that opens in the words of a statement."""
        return any(speech.first <= at < j < (close if close is not None else speech.last) for at, close in self.quotes.items())

    def _goes_on(self, other: Speech) -> bool:
        """Whether a cue inside a content opens a new statement of the same level rather than one nested in it."""
        norm = self.scene.norm(other.cue_token)
        before = self.scene.norm(other.cue_token - 1)
        participle = self.scene.item(other.cue_token, "active")
        conj = norm.startswith("و") and len(norm) > 3 and any(r.cut.conjunction == "و" and r.item.cue for r in self.scene.readings[other.cue_token])
        if participle is not None and participle.item.cue and norm.endswith(("ا", "ه")):
            return True
        return (conj and before in (",", "\"", "”", "»", ".", ";")) or before in ("كما", "بينما", "فيما", "لكنه", "لكنها") or (conj and not other.speaker)

    def _stance(self, speech: Speech) -> None:
        """Readiness, a pledge or a first person's future makes an assertion a promise."""
        if speech.stance != "asserts" or speech.last <= speech.first:
            return
        opening = [self.scene.norm(j) for j in range(speech.first, min(speech.first + 3, speech.last))]
        stems = {c.stem for norm in opening[:2] for c in heads(norm)}
        if stems & PROMISING or (speech.form == "direct" and (any(n.startswith("سن") and len(n) > 4 for n in opening[:2]) or (
                opening[0] == "سوف" and len(opening) > 1 and opening[1].startswith("ن")))):
            speech.stance = "promises"

    def _finish(self, speech: Speech) -> None:
        """Settle span and form: quotation marks and punctuation at the ends stay outside."""
        tokens, norm = self.scene.tokens, self.scene.norm
        first, last = speech.first, speech.last
        while first < last and (norm(first) in ",:;-" or tokens[first].kind == "break"):
            first += 1
        while last > first and (norm(last - 1) in ".,:;-–!" or tokens[last - 1].kind == "break"):
            last -= 1
        marks = [j for j in range(first, last) if j in self.quotes or j in self.closers]
        form = "indirect"
        if marks:
            opens, closes = marks[0] == first and first in self.quotes, marks[-1] == last - 1 and marks[-1] in self.closers
            if opens and (len(marks) == 1 or (closes and len(marks) == 2)):
                form = "direct"
            elif opens and self._close(first) == last - 1:
                form = "direct"
            else:
                form = "mixed"
            if opens and (form == "direct" or len(marks) % 2):
                first += 1
            if closes and last - 1 > first and (form == "direct" or len(marks) % 2):
                last -= 1
            if form == "mixed" and opens and not closes and self._close(marks[0]) is not None and first == marks[0]:
                first += 1
            while last > first and norm(last - 1) in ".,:;":
                last -= 1
        speech.first, speech.last, speech.form = first, last, form
        self._stance(speech)
        if last > first:
            start = tokens[first].start
            if speech.frame.endswith("and a phrase") and speech.frame[0] in "بلك" and norm(first)[:1] == speech.frame[0]:
                start = self.scene.document.place(tokens[first], 1)[0]
            elif speech.frame == "source" and norm(first)[:1] == "و" and self.scene.readings[first] and any(
                    r.cut.conjunction == "و" for r in self.scene.readings[first]) and first == self.scene.sentences[tokens[first].sentence].first:
                start = self.scene.document.place(tokens[first], 1)[0]
            speech.span = (start, tokens[last - 1].end)

    def _add(self, speech: Speech) -> None:
        """Keep a statement; one nested in the words of another does not lead those that leave their speaker out."""
        nested = any(s.first <= speech.cue_token < s.last and self.scene.tokens[s.cue_token].sentence == self.scene.tokens[speech.cue_token].sentence
                     and not s.after and (not self._goes_on(speech) or self._quoted(speech.cue_token, s)) for s in self.found)
        self.found.append(speech)
        if not nested:
            self.last = speech

    def _push(self, mine: list[Speech], speech: Speech, sentence: Sentence) -> None:
        self._finish(speech)
        mine.append(speech)
        self.last = speech


def _FUNCTION(norm: str) -> bool:
    return norm in _NO_SUBJECT or norm.startswith(("بان", "بال", "لل"))


_NO_SUBJECT = frozenset("ان عن الي في علي ل من انه انها بانه بانها ما كل كذلك ايضا ذلك هذا هذه مرارا امام خلال قائلا قائله بالقول بقوله بشكل بوضوح صراحه ردا تعليقا".split())


def find_speech(scene: Scene, clauses: Clauses) -> list[Speech]:
    """All reported speech of a scene, in text order."""
    return SpeechFinder(scene, clauses).run()
