"""The words a cue reports: where they begin and, before later cues trim them, where they end."""

from __future__ import annotations

from musnad.analysis.clauses import Clauses, Frame
from musnad.analysis.grammar import DEMONSTRATIVES, NEGATIONS, RELATIVES, TIME_WORDS, base, is_function_word, is_that
from musnad.analysis.lexicon import Cue, Reading
from musnad.analysis.namewords import common_words, is_common
from musnad.analysis.quotes import Quotes
from musnad.analysis.scene import Mention, Scene
from musnad.language.clitics import PRONOUNS, heads
from musnad.language.tokens import QUOTES, Sentence

REACH_THAT = 34
LONG_QUOTE = 7
ANNOUNCING = frozenset("أعلن كشف أكد أوضح".split())
QUOTING = frozenset("قال أضاف أوضح تابع كتب صرح نشر".split())
SAYING = frozenset("قوله قولها قولهم قولهما قولهن القول بالقول بقوله بقولها".split())
SO = frozenset("كما هكذا هذا بهذه بهذا الكلمات الكلمه العباره".split())
OCCASIONS = frozenset(
    "تصريح تصريحات مقابله لقاء حديث حوار اتصال مقال بيان رساله كلمه مداخله حواره مقابلته حديثه تصريحه تصريحاته تغريده منشور تدوينه خطاب مؤتمر سؤال".split()
)
PUBLISHED = OCCASIONS | frozenset("بلاغ تقرير شريط تسجيل مقطع وثيقه".split())
NAMING = ("سمى", "رأى")
AUXILIARIES = frozenset("قد وقد فقد لقد لا لن لم سوف".split())
CIRCUMSTANCES = frozenset("دون بدون قبل بعد منذ رغم الا غير شرط لمجرد بمجرد خشيه مخافه".split())
COMPOUNDS = frozenset("خلال قبل دون اجل جانب جهه بعد بين".split())
NAMES = frozenset("اسمه اسمها اسمائهم اسماءهم اسمهم هويته هويتها هويتهم هويه".split())
FEELINGS = frozenset(f"{noun}{own}" for noun in "امل قلق خشيت ثقت اعتقاد قناعت اسف خوف تخوف مخاوف".split() for own in ("ه", "ها", "هم", "نا"))
WITHHOLDING = frozenset("رفض رفضت رفضوا طلب طلبت طلبوا اشترط اشترطت فضل فضلت".split())
UNNAMING = frozenset("يسمه يسمها يسمهم يسمهما تسمه تسمها تسمهم تسمهما تسميه تسميها يسميه يسميها".split())  # لم يسمه
READING = frozenset("اطلع اطلعت حصل حصلت".split())  # a document that the relay has seen (تقرير اطلعت عليه)
UNCERTAIN = frozenset("شك شكه شكها شكهم شكوك شكوكا شكوكه شكوكها تشكيك".split())

Content = tuple[int, int, str]


class Contents:
    """Finds contents in one scene. A content is (first token, token after the last, shape)."""

    def __init__(self, scene: Scene, clauses: Clauses, quotes: Quotes) -> None:
        self.scene, self.clauses, self.quotes = scene, clauses, quotes

    # --- the cue's own verbs and nouns ------------------------------------------------------------------------------------
    def cue_reading(self, i: int) -> Reading | None:
        """The reading of token ``i`` as a word of speech, None if it is none here."""
        norm = self.scene.norm(i)
        if (
            base(norm) in IMPERSONAL
            or norm.lstrip("وف") in IMPERSONAL
            or norm.removeprefix("و") == "نقلا"
            or (norm in ("تقل", "يقل") and self.scene.norm(i - 1) != "لم")
        ):
            return None
        verb = self.scene.verb(i)
        for reading in self._likeliest_first(i, verb):
            item = reading.item
            if item.cue is None or (item.cue.needs and not self._needed(i, item.cue)):
                continue
            if item.kind != "verb":
                return reading
            if item.voice == "passive" and item.cue.kind not in ("say", "relay"):
                continue
            homograph = verb is not None and (verb.cut.skip, verb.cut.pronoun) == (reading.cut.skip, reading.cut.pronoun)
            homograph = homograph and verb is not None and (verb.item.tense == item.tense or self.scene.norm(i - 1) not in AUXILIARIES)
            if verb is not None and (verb.item.cue is not None or homograph) and not self.scene.after_preposition(i):
                return reading
            if i and base(self.scene.norm(i - 1)) in ("ما", "كما", "حسبما"):
                return reading
        return None

    def _likeliest_first(self, i: int, verb: Reading | None) -> list[Reading]:
        """The readings of token ``i``: the least cut first, a verb where the word plainly is one, whole forms before shortened and passive ones."""
        return sorted(
            self.scene.readings[i],
            key=lambda r: (r.cut.skip, verb is not None and r.item.kind != "verb", self._shortened(i, r), r.item.voice == "passive"),
        )

    def _shortened(self, i: int, reading: Reading) -> bool:
        """Whether a reading has lost its last weak letter, as only after لم or a preposition of purpose (يشك is of شك, not of شكا)."""
        weak = reading.item.kind == "verb" and reading.item.tense == "imperfect" and reading.item.lemma[-1] in "اى"
        return weak and not reading.cut.pronoun and self.scene.norm(i)[-1] not in "اويه" and self.scene.norm(i - 1) != "لم"

    def _needed(self, i: int, cue: Cue) -> bool:
        return any(
            c.stem in cue.needs or w in cue.needs for w in (self.scene.norm(j) for j in range(i + 1, min(i + 7, len(self.scene.tokens)))) for c in heads(w)
        )

    # --- where the words begin ---------------------------------------------------------------------------------------------
    def find(self, i: int, cue: Cue, sentence: Sentence, reading: Reading) -> Content | None:
        """The content of the cue at ``i``, None if it reports nothing."""
        if cue.allows("quote") and reading.item.kind == "verb" and not reading.cut.conjunction and self.scene.norm(i - 1) in (",", "-", "–", "—", "كما"):
            before = self._quote_before(i, sentence)
            if before is not None:
                return before
        found, quote = self._ahead(i, cue, sentence)
        if found is not None:
            return found
        if quote is not None and cue.allows("quote") and self._quote_adjoins(i, quote):
            return self.to_end(quote, sentence, "quote")
        if cue.allows("quote") and reading.item.kind == "verb":
            before = self._quote_before(i, sentence)
            if before is not None:
                return before
        if cue.lemma in QUOTING and reading.item.kind == "verb":
            far = self._far_quote(i, sentence)
            if far is not None:
                return self.to_end(far, sentence, "quote")
        return self._phrase_content(i, cue, sentence)

    def _ahead(self, i: int, cue: Cue, sentence: Sentence) -> tuple[Content | None, int | None]:
        """The content after أن, after a colon or after عما إذا ahead of the cue at ``i``; and the first quotation mark on the way."""
        quote: int | None = None
        for j in range(i + 1, min(sentence.last, i + REACH_THAT)):
            norm = self.scene.norm(j)
            if self.scene.that(j):
                if (cue.allows("that") or cue.kind == "relay") and self._reachable(j, cue):
                    return self.to_end(j + 1, sentence, "أن"), quote
                break
            if norm == "عما" and self.scene.norm(j + 1) == "اذا" and cue.stance == "asks":
                start = j + 3 if self.scene.norm(j + 2) in ("كان", "كانت") else j + 2
                return self.to_end(start, sentence, "أن"), quote
            if norm == ":" and j + 1 < sentence.last:
                if cue.allows("quote") or self.scene.norm(j + 1) in QUOTES:
                    return self.to_end(j + 1, sentence, "quote"), quote
                break
            if j in self.quotes.pairs and quote is None and not self._outlet_name(j):
                quote = j
            if quote is not None and j <= (self.quotes.pairs[quote] or sentence.last):
                if (self.quotes.pairs[quote] or sentence.last) - quote > LONG_QUOTE:
                    break
                continue
            if norm in SAYING:
                continue
            if self._barrier(i, j, cue, sentence):
                break
        return None, quote

    def _outlet_name(self, j: int) -> bool:
        """Whether a quotation mark opens no more than an outlet's name, behind مراسل or a noun for outlets."""
        close, before = self.quotes.pairs[j], self.scene.item(j - 1, "head")
        outlet = before is not None and before.item.head is not None and before.item.head.type == "MEDIA"
        return close is not None and close - j <= 5 and (outlet or self.scene.norm(j - 1).startswith(("مراسل", "موفد")))

    def _barrier(self, i: int, j: int, cue: Cue, sentence: Sentence) -> bool:
        """Whether the search for أن must not go past token ``j``: another cue, another clause."""
        norm = self.scene.norm(j)
        if norm in ".;" or (norm == "," and self.scene.norm(j + 1).startswith("و") and self.scene.is_verb(j + 1)):
            return True
        if cue.lemma == "قال" and self._inna_ahead(j, sentence):
            return False
        active = self.scene.item(j, "active")
        if active is not None and active.item.cue is not None and norm.endswith("ا") and self.scene.norm(j - 1) == ",":
            return True
        bracketed = self.scene.norm(j - 1) == "(" and self.scene.norm(j + 1) == ")"
        aside = bracketed or self._of_body(j) or norm in TIME_WORDS or norm in NAMES or self._published(j) or self.withholds(j)
        if j == i + 1 or aside or self.scene.after_preposition(j) or self.scene.norm(j - 1) == "ما":
            return False
        if self._told_of(j):
            return False
        reading = self.cue_reading(j)
        if reading is not None and reading.item.kind == "verb" and base(self.scene.norm(j - 1)) not in RELATIVES:
            return True
        verb = self.scene.is_verb(j)
        return verb is not None and (verb.gender, verb.number) != ("f", "p") and not self._in_relative(j, i)

    def _of_body(self, j: int) -> bool:
        """Whether the word at ``j`` is the genitive of a bare noun of a body before it (بلدية صور), whatever verb it looks like."""
        held = self.scene.covering(j - 1)
        return held is not None and held.type == "ORG" and held.last == j == held.first + 1 and not self.scene.norm(j - 1).startswith("ال")

    def _told_of(self, j: int) -> bool:
        """Whether the verb at ``j`` opens a relative clause of an indefinite source before it (دبلوماسيون تحدثوا إلى وكالة X)."""
        verb, before = self.scene.verb(j), self.scene.covering(j - 1)
        return (
            verb is not None
            and before is not None
            and before.kind == "role"
            and not self.scene.norm(before.first).startswith("ال")
            and verb.item.tense == "perfect"
            and verb.item.number == "p"
            and not verb.cut.conjunction
            and not before.preposition
        )

    def withholds(self, j: int) -> bool:
        """لم تكشف عن اسمه، رفض ذكر هويته، لم يسمه: a verb of telling that tells no more than that a name is withheld."""
        if self.scene.norm(j) in UNNAMING and base(self.scene.norm(j - 1)) in NEGATIONS:
            return True
        ahead = {self.scene.norm(k) for k in range(j + 1, j + 5)}
        hidden = bool(ahead & NAMES) and (base(self.scene.norm(j - 1)) in NEGATIONS or bool(ahead & {"عدم", "الكشف", "ذكر", "نشر", "الافصاح"}))
        return hidden or (self.scene.norm(j) in WITHHOLDING and bool(ahead & NAMES))

    def _reachable(self, j: int, cue: Cue) -> bool:
        """Whether the أن at ``j`` can be the cue's: its preposition, if the cue wants one, stands before it."""
        if base(self.scene.norm(j - 1)) in CIRCUMSTANCES:
            return False
        wanted = cue.prepositions("that")
        if "" in wanted or cue.kind == "relay" or not wanted:
            return True
        norm = self.scene.norm(j).lstrip("وف")
        return base(self.scene.norm(j - 1)) in wanted or norm[:1] in wanted

    def _inna_ahead(self, j: int, sentence: Sentence) -> bool:
        """Whether an إن, which belongs to قال alone, stands ahead with no other قال before it (… طلب عدم نشر اسمه إن …)."""
        for k in range(j, min(sentence.last, j + 14)):
            token = self.scene.tokens[k]
            if is_that(token.norm) and self.scene.document.text[token.start : token.start + 1] == "إ":
                return True
            cue = self.cue_reading(k)
            if token.norm in ".;:" or (cue is not None and cue.item.lemma == "قال"):
                return False
        return False

    def _published(self, j: int) -> bool:
        """في بيان نشرته وكالة X, تقرير اطلعت عليه: a verb with a pronoun right after the document it tells of, or of having seen it."""
        if self.scene.norm(j) in READING and self.scene.norm(j + 1) in ("عليه", "عليها"):
            return True
        return self.scene.norm(j).endswith(("ه", "ها")) and any(c.stem in PUBLISHED for c in heads(self.scene.norm(j - 1)))

    def _in_relative(self, j: int, i: int) -> bool:
        """Whether the verb at ``j`` stands in a relative clause or after a comma, so that the search goes on past it."""
        return any(base(self.scene.norm(k)) in RELATIVES or self.scene.norm(k) in (",", "-", "–") for k in range(max(i + 1, j - 4), j))

    # --- quotations ----------------------------------------------------------------------------------------------------------
    def _quote_adjoins(self, i: int, quote: int) -> bool:
        """Whether a quotation follows its cue with nothing but the subject, adverbs and short phrases between."""
        free = sum(
            1
            for j in range(i + 1, quote)
            if self.scene.covering(j) is None and self.scene.norm(j) not in TIME_WORDS and self.scene.norm(j) not in (",", "-", "عن", "علي")
        )
        close = self.quotes.pairs[quote]
        return free <= (1 if close is not None and close - quote <= 3 else 5)

    def _quote_before(self, i: int, sentence: Sentence) -> Content | None:
        """``"words" قال X``, words - قال X: the words stand before their cue, perhaps with كما or بهذه الكلمات between."""
        j = i - 1
        while j > sentence.first and (self.scene.norm(j) in (",", "-", "–", "--") or self.scene.norm(j) in SO):
            j -= 1
        if j in self.quotes.stray:
            return (sentence.first, j + 1, "after") if j - sentence.first > 2 else None
        opened = self.quotes.opener.get(j)
        if opened is None or sentence.index - self.scene.tokens[opened].sentence > 4:
            return None
        return (opened, j + 1, "after") if j - opened > 1 else None

    def _far_quote(self, i: int, sentence: Sentence) -> int | None:
        """A long quotation later in the sentence, with no other verb of speech but a relayed source before it."""
        for j in range(i + 1, sentence.last):
            if j in self.quotes.pairs and (self.quotes.pairs[j] or sentence.last) - j > 6:
                return j
            reading = self.cue_reading(j)
            if reading is not None and reading.item.kind == "verb" and base(self.scene.norm(j - 1)) != "ما":
                return None
        return None

    def to_end(self, first: int, sentence: Sentence, shape: str) -> Content | None:
        """From ``first`` to the end of the words reported: a quotation to its close, else to the end of the sentence."""
        while first < sentence.last and self.scene.tokens[first].kind == "break":
            first += 1
        if first >= sentence.last:
            return None
        if first in self.quotes.pairs:
            close = self.quotes.pairs[first]
            if close is None:
                return first, self._line_end(sentence), shape
            if close >= sentence.last:
                if self.scene.tokens[close].sentence - sentence.index <= 6:
                    return first, close + 1, shape
            elif (
                close + 1 < sentence.last
                and (self.scene.norm(close + 1) in (",", "قبل", "ثم", "بعد", ".") or close + 1 in self.quotes.opener)
                and not self.scene.that(close + 2)
            ):
                return first, close + 1, shape
        return first, sentence.last, shape

    def _line_end(self, sentence: Sentence) -> int:
        """The token after the line in which a sentence stands: where a quotation left open ends."""
        j = sentence.last
        while j < len(self.scene.tokens) and not (self.scene.tokens[j - 1].kind == "break" and self.scene.tokens[j - 1].norm[0] not in ".-"):
            j += 1
        return j

    # --- contents that are no clause -----------------------------------------------------------------------------------------
    def _phrase_content(self, i: int, cue: Cue, sentence: Sentence) -> Content | None:
        """After a preposition (أعرب عن، اتهم … ب) or a noun phrase (نفى اتهامات، أعلن وقف …)."""
        frame = self.clauses.frame(i)
        after = frame.subject[-1].last if frame.subject and frame.subject[-1].first > i else i + 1
        if cue.kind == "relay":
            origin = next((group for prep, group in frame.governed if prep in cue.prepositions("from")), None)
            after = origin[-1].last if origin else after
        if cue.needs:
            start = next(
                (
                    j
                    for j in range(i + 1, min(sentence.last, i + 10))
                    if self.scene.norm(j) in cue.needs or any(c.stem in cue.needs for c in heads(self.scene.norm(j)))
                ),
                None,
            )
            if start is not None and self.scene.norm(start) in UNCERTAIN and self.scene.norm(start + 1) == "في":
                return start + 2, sentence.last, "a noun phrase"
            if start is not None and cue.allows("noun"):
                return (start - 1 if self.scene.norm(start - 1) in DEMONSTRATIVES else start), sentence.last, "a noun phrase"
        if cue.lemma in NAMING and (called := self._called(after, sentence)) is not None:
            return called
        governed = self.governed(i, cue, sentence, after)
        if governed is not None:
            return governed
        if cue.allows("noun"):
            return self._noun_content(after, cue, sentence, frame)
        return None

    def _called(self, after: int, sentence: Sentence) -> Content | None:
        """What someone calls a thing in quotation marks that end the sentence (سمى الخطة «مغامرة»، يرى في الخطة «مغامرة»)."""
        opened = next((j for j in range(after + 1, min(sentence.last, after + 8)) if j in self.quotes.pairs), None)
        if opened is None or any(self.scene.is_verb(j) or self.scene.norm(j) in ",:" for j in range(after, opened)):
            return None
        close = self.quotes.pairs[opened]
        whole = close is not None and all(self.scene.tokens[k].kind == "mark" for k in range(close + 1, sentence.last))
        return (opened, sentence.last, "quote") if whole else None

    def governed(self, i: int, cue: Cue, sentence: Sentence, after: int) -> Content | None:
        """The phrase after the preposition the cue governs."""
        wanted = cue.prepositions("about") + cue.prepositions("as")
        if not wanted:
            return None
        for j in range(i + 1, min(sentence.last, i + 18)):
            norm = self.scene.norm(j)
            if norm in ".;:" or (j > i + 1 and self.scene.is_verb(j) and norm not in TIME_WORDS and not self._published(j)):
                return None
            if base(norm) in wanted and j >= after - 1 and j + 1 < sentence.last and self.scene.norm(j + 1) not in COMPOUNDS:
                start = j + 1
                if self.scene.norm(start) in UNCERTAIN and self.scene.norm(start + 1) == "في":
                    start += 2
                start = self._past_feeling(start, sentence)
                return start, sentence.last, f"{base(norm)} and a phrase"
            if self.scene.that(j) and norm.lstrip("وف")[:1] in wanted and cue.allows("as") and j + 1 < sentence.last:
                return j + 1, sentence.last, "a description"
            if cue.lemma == "دعا" and norm.startswith("لل") and j >= after and self.scene.item(j, "masdar") is not None:
                return j, sentence.last, "ل and a phrase"
            for cut in heads(norm):
                if (
                    cut.preposition
                    and cut.preposition in wanted
                    and not cut.conjunction
                    and cut.stem not in PRONOUNS
                    and j >= after
                    and self.scene.covering(j) is None
                ):
                    if norm.startswith("بموجب") or (
                        norm in common_words() and norm[1:].removeprefix("ال") not in common_words() and is_common(norm) and norm[1:] not in common_words()
                    ):
                        break
                    return j, sentence.last, f"{cut.preposition} and a phrase"
            if norm in wanted and j + 1 in self.quotes.pairs:
                return j + 1, sentence.last, f"{norm} and a phrase"
        return None

    def _past_feeling(self, start: int, sentence: Sentence) -> int:
        """The token after أمله في أن, قلقه من: the feeling is how it is said, what it is about is said."""
        if self.scene.norm(start) not in FEELINGS or start + 3 > sentence.last:
            return start
        if self.scene.that(start + 2) and base(self.scene.norm(start + 1)) in ("في", "من"):
            return start + 3
        if self.scene.that(start + 1):
            return start + 2
        return start + 2 if self.scene.norm(start + 1) in ("من", "ازاء", "حيال", "بشان") and not self.scene.norm(start).startswith("اسف") else start

    def _noun_content(self, after: int, cue: Cue, sentence: Sentence, frame: Frame) -> Content | None:
        j = self._past_hearer(after, sentence, cue)
        if j >= sentence.last:
            return None
        if j in self.quotes.pairs and cue.kind in ("deny", "accuse", "describe"):
            return j, sentence.last, "a noun phrase"
        norm = self.scene.norm(j)
        if self.scene.tokens[j].kind != "word" or (is_function_word(norm) and norm not in ("ذلك", "هذا", "هذه", "تلك", "اي")) or self.scene.is_verb(j):
            return None
        plain = cue.lemma in ANNOUNCING and not norm.startswith("ال") and not norm.endswith("ا") and bool(frame.subject)
        own = (
            cue.kind in ("deny", "describe")
            or (cue.kind == "demand" and j > after and bool(frame.subject))
            or (cue.kind == "accuse" and bool(frame.subject) and norm.startswith("ال") is False)
        )
        if self.scene.item(j, "masdar", "noun") or plain or own or norm in ("ذلك", "هذا", "هذه", "تلك"):
            return j, sentence.last, "a noun phrase"
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
            elif base(norm) in ("من", "في", "خلال", "امام", "لدي", "عبر", "علي") and (following := self._next_mention(j, sentence)) is not None:
                j = self.clauses.group(following)[-1].last
            elif base(norm) == "علي" and self.scene.norm(j + 1) == "لسان" and (behalf := self.scene.starting(j + 2)) is not None:
                j = behalf.last
            elif cue.kind == "demand" and (asked := self._asked(j, sentence)):
                j = asked
            elif base(norm) in ("في", "خلال") and any(c.stem in PUBLISHED for c in heads(self.scene.norm(j + 1))):
                j = self._past_document(j + 2, sentence)
            else:
                break
        return j

    def _asked(self, j: int, sentence: Sentence) -> int:
        """The token after a hearer no mention covers (من حلفائها، المحسنين), if what is demanded, a verbal noun, follows; else 0."""
        first = j + 1 if base(self.scene.norm(j)) == "من" else j
        if first == j and not self.scene.norm(j).startswith("ال"):
            return 0
        for k in range(first, min(first + 3, sentence.last - 1)):
            if self.scene.tokens[k].kind != "word" or is_function_word(self.scene.norm(k)) or (k == first and self.scene.item(k, "masdar") is not None):
                return 0
            following = self.scene.item(k + 1, "masdar")
            if following is not None and not following.cut.conjunction and not following.cut.preposition:
                return k + 1
            owned = self.scene.text(k, k + 1).endswith(("ه", "ها", "هم")) and first > j
            if (
                owned
                and not self.scene.norm(k + 1).startswith("ال")
                and heads(self.scene.norm(k + 1))[0].stem == self.scene.norm(k + 1)
                and is_common(self.scene.norm(k + 1))
            ):
                return k + 1
        return 0

    def _past_document(self, j: int, sentence: Sentence) -> int:
        """The token after what tells of a document (في بيان صادر عن X، في تصريح نقلته وكالة Y)."""
        start = j
        while j < min(sentence.last, start + 8) and self.scene.norm(j) not in (",", ":") and not self.scene.that(j):
            if j > start + 1 and self.scene.item(j, "masdar") and self.scene.covering(j) is None:
                return j
            j += 1
        return j

    def _next_mention(self, j: int, sentence: Sentence) -> Mention | None:
        following = self.scene.starting(j + 1)
        if following is None and self.scene.item(j + 1, "head") is not None and j + 2 < sentence.last:
            following = self.scene.starting(j + 2)
        return following


IMPERSONAL = frozenset("اقل يذكر يشار يجب تجب عده عدد تابعه يقرر تقرر يقال قيل".split())
