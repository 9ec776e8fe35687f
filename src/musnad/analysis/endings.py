"""Where reported words end, and their form: trimmed before the next cue, freed of marks that are not theirs."""

from __future__ import annotations

import itertools

from musnad.analysis.contents import UNCERTAIN, Contents
from musnad.analysis.grammar import TIME_WORDS, base, is_function_word
from musnad.analysis.namewords import is_common
from musnad.analysis.quotes import Quotes
from musnad.analysis.scene import Scene
from musnad.analysis.sources import OWN_WORDS
from musnad.analysis.sources import PREPOSITIONS as ACCORDING
from musnad.analysis.spoken import Speech
from musnad.language.clitics import heads
from musnad.language.tokens import Sentence

BACK = frozenset("وذلك فيما بينما وياتي ويأتي وجاء علما".split())
TURNS = frozenset("لكن ولكن لكنه لكنها بينما فيما بيد".split())
AWAY = frozenset("كما قد و لكنه لكنها فيما بينما حين".split())
PROMISING = frozenset("استعداد استعداده استعدادها استعدادهم التزام التزامه التزامها عزم عزمه عزمها".split())
WARNING = ("حذر", "أنذر", "نبه")
ARMED_SECTORS = ("GOV", "MIL", "REB", "SPY", "COP", "PTY", "OPP", "PAR")
SUBJOINING = ("اذا", "لو", "ان", "ما", "لم", "لن", "لا", "التي", "الذي", "الذين")
ARRIVING = ("جاء", "أتى", "تزامن", "صدر")
BEGGING = frozenset("نهيب اهيب نرجو ارجو".split())
DENYING = (("لا", "صحه"), ("عار", "عن"), ("غير", "صحيح"), ("كذب", "محض"), ("لا", "اساس"))
DASHES = (",", "-", "–", "--", "—")


class Endings:
    """Settles spans, forms and stances of the statements of one sentence."""

    def __init__(self, scene: Scene, contents: Contents, quotes: Quotes) -> None:
        self.scene, self.contents, self.quotes = scene, contents, quotes

    def trim(self, mine: list[Speech], sentence: Sentence) -> None:
        """End each content before the next cue that goes on at its own level, and settle it."""
        ordered = sorted(mine, key=lambda s: s.cue_token)
        for speech in ordered:
            if speech.after:
                continue
            for other in ordered:
                if other is speech or not speech.first < other.cue_token < speech.last or self.quotes.inside(other.cue_token, speech.first, speech.last):
                    continue
                if self.goes_on(other):
                    cut = other.cue_token
                    while cut > speech.first and self.scene.norm(cut - 1) in AWAY:
                        cut -= 1
                    speech.last = min(speech.last, self.before_comma(cut))
                elif (turn := self._turn(speech, other)) is not None:
                    speech.last = min(speech.last, self.before_comma(turn))
        for speech in mine:
            self._cut(speech, sentence)
            self.finish(speech)

    def goes_on(self, other: Speech) -> bool:
        """Whether a cue inside a content opens a new statement of the same level rather than one nested in it."""
        at = other.cue_token
        norm, before = self.scene.norm(at), self.scene.norm(at - 1)
        participle = self.scene.item(at, "active")
        conj = norm.startswith("و") and len(norm) > 3 and any(r.cut.conjunction == "و" and r.item.cue for r in self.scene.readings[at])
        if participle is not None and participle.item.cue and norm.endswith(("ا", "ه", "ين")) and (before == "," or conj):
            return True
        return (conj and before in (",", '"', "”", "»", "“", ".", ";")) or before in ("كما", "بينما", "فيما", "لكنه", "لكنها") or (conj and not other.speaker)

    def _turn(self, speech: Speech, other: Speech) -> int | None:
        """The token of ، لكن / ، وهو ما / ، الأمر الذي before another source's cue: there the words of the first end."""
        if not other.speaker or other.kind in ("opine",) and other.speaker == speech.speaker:
            return None
        for j in range(min(other.cue_token, other.first), speech.first, -1):
            if self.scene.norm(j - 1) not in DASHES and self.scene.norm(j - 1) != "":
                continue
            norm, following = self.scene.norm(j), self.scene.norm(j + 1)
            if (
                norm in TURNS
                or norm.removeprefix("و") in ("هو", "هي")
                and following in ("ما", "معلومه", "اتهامات", "اتهام")
                or (norm, following) in (("الامر", "الذي"), ("غير", "ان"), ("الا", "ان"), ("في", "حين"))
            ):
                return j
            return None
        return None

    def _cut(self, speech: Speech, sentence: Sentence) -> None:
        """End a content where the sentence goes back to the outlet: , وذلك, , ما أدى, على حد قوله; a noun phrase also before و and a verb."""
        phrase = speech.frame.endswith(("phrase", "description"))
        for j in range(speech.first + 1, min(speech.last, sentence.last)):
            norm = self.scene.norm(j)
            if self.quotes.inside(j, speech.first, speech.last):
                continue
            after_comma = self.scene.norm(j - 1) in (",", "-", "–")
            ends = (
                phrase
                and after_comma
                and (norm in BACK or (norm == "ما" and bool(self.scene.is_verb(j + 1))) or (norm == "في" and self.scene.norm(j + 1) in ("حين", "وقت", "اشاره")))
            )
            ends = ends or (base(norm) == "علي" and self.scene.norm(j + 1) == "حد" and self.scene.norm(j + 2) in OWN_WORDS)
            ends = ends or (after_comma and (norm in ACCORDING or norm.removeprefix("و") in ACCORDING))
            ends = ends or (phrase and norm in ("نفيا", "جمله") and j > speech.first)
            if phrase and not ends:
                ends = any(r.item.kind == "verb" and r.cut.conjunction == "و" for r in self.scene.readings[j]) and bool(self.scene.is_verb(j))
                ends = ends or (after_comma and base(norm) in ("لكن", "فيما", "بينما", "حيث", "بعدما", "بعد", "قبل", "غداه"))
                clause = bool(self.scene.is_verb(j)) and self.scene.norm(j - 1) not in SUBJOINING
                ends = ends or (speech.noun and after_comma) or (speech.noun and j > speech.first + 1 and clause)
            elif speech.noun and not ends:
                ends = after_comma and bool(self.scene.is_verb(j))
            ends = ends or (speech.noun and self._outer_goes_on(speech, j))
            if ends:
                speech.last = self.before_comma(j)
                return

    def _outer_goes_on(self, speech: Speech, j: int) -> bool:
        """Whether at ``j`` the clause goes on of whose verb a noun of speech is the subject (أثار تصريح X بأن Y | ترحيبا واسعا، جاء إعلان X أن Y | بعد …)."""
        before, norm, scene = speech.cue_token - 1, self.scene.norm(j), self.scene
        verb = scene.verb(before)
        opening = before == scene.sentences[scene.tokens[before].sentence].first or scene.norm(before - 1) in ("لم", "لن", "قد")
        if j < speech.first + 2 or (verb is None and not (opening and before >= 0 and not scene.readings[before])):
            return False
        if verb is not None and verb.item.lemma in ARRIVING:
            return norm in ("بعد", "قبل", "قبيل", "عقب", "غداه", "وسط", "ردا", "خلال") and scene.norm(j - 1) != ","
        rest = range(j, min(speech.last, scene.sentences[scene.tokens[j].sentence].last))
        bare = not norm.startswith("ال") and scene.tokens[j].kind == "word" and not is_function_word(norm) and heads(norm)[0].stem == norm
        if speech.frame.endswith("phrase"):
            noun = scene.item(j, "masdar", "noun") is not None or (not scene.readings[j] and is_common(norm) and norm not in TIME_WORDS)
            return bare and noun and scene.norm(j - 1).startswith("ال") and scene.covering(j) is None
        accusative = [k for k in rest if scene.text(k, k + 1).endswith(("ا", "اً")) and len(scene.norm(k)) > 3 and scene.tokens[k].kind == "word"]
        return bool(accusative) and j == accusative[-1 if len(accusative) < 2 or accusative[-2] != accusative[-1] - 1 else -2] and not scene.is_verb(j)

    def before_comma(self, i: int) -> int:
        """The token end before ``i`` without a comma or dash between."""
        while i > 0 and self.scene.norm(i - 1) in DASHES:
            i -= 1
        return i

    def finish(self, speech: Speech) -> None:
        """Settle span, form and stance: quotation marks and punctuation at the ends stay outside."""
        tokens, norm = self.scene.tokens, self.scene.norm
        first, last = speech.first, speech.last
        while first < last and (norm(first) in ",:;-–—" or tokens[first].kind == "break"):
            first += 1
        while last > first and (norm(last - 1) in ".,:;-–—!" or tokens[last - 1].kind == "break"):
            last -= 1
        marks = [j for j in range(first, last) if j in self.quotes.pairs or j in self.quotes.opener or j in self.quotes.stray]
        form = "indirect"
        if marks:
            opens, closes = marks[0] == first and first in self.quotes.pairs, marks[-1] == last - 1
            whole = opens and self.quotes.pairs.get(first) == last - 1
            loose = (opens and self.quotes.pairs.get(first) is None) or (closes and marks[-1] in self.quotes.stray)
            form = "direct" if whole or loose or speech.after else "mixed"
            lone = len(marks) % 2 == 1
            if opens and (form == "direct" or lone or (not closes and self.quotes.pairs.get(first) is not None)):
                first += 1
                while first < last and (tokens[first].kind == "break" or (norm(first) == norm(first - 1) and tokens[first].kind == "mark")):
                    first += 1
            if closes and last - 1 > first and (form == "direct" or lone):
                last -= 1
                while last > first and (tokens[last - 1].kind == "break" or (norm(last - 1) == norm(last) and tokens[last - 1].kind == "mark")):
                    last -= 1
            while last > first and (norm(last - 1) in ".,:;" or tokens[last - 1].kind == "break"):
                last -= 1
        speech.first, speech.last, speech.form = first, last, form
        if last > first:
            speech.span = (self._start(speech, first), tokens[last - 1].end)
            self._stance(speech)

    def _start(self, speech: Speech, first: int) -> int:
        """Where the content's first character is: a governing ب or ل, and a sentence's و, stay outside."""
        token, norm = self.scene.tokens[first], self.scene.norm(first)
        clitic = speech.frame.endswith("and a phrase") and speech.frame[0] in "بلك" and norm[:1] == speech.frame[0] and not speech.frame.startswith(norm + " ")
        lead = (
            speech.frame == "source"
            and norm[:1] == "و"
            and any(r.cut.conjunction == "و" for r in self.scene.readings[first])
            and (first == self.scene.sentences[token.sentence].first)
        )
        return self.scene.document.place(token, 1)[0] if clitic or lead else token.start

    def _warns(self, speech: Speech) -> bool:
        """Whether the cue is a warning (حذر من أن) by one who could not carry it out: a paper, a medium, one without arms or office; or a quoted one."""
        cue = self.contents.cue_reading(speech.cue_token)
        if cue is None or cue.item.lemma not in WARNING:
            return False
        powers = [m for m in speech.voices() if m.type == "GPE" or m.sector in ARMED_SECTORS]
        return not powers or speech.frame != "أن"

    def _performed(self, first: int) -> str:
        """The stance of a verb in the first person that does what it says (نطالب، أتعهد), or of a plural prohibition; '' if there is none."""
        norm, following = self.scene.norm(first), self.scene.norm(first + 1)
        if norm == "لا" and following.startswith("ت") and following.endswith("وا"):
            return "asks"
        if norm in BEGGING:
            return "asks"
        verb = self.scene.is_verb(first)
        own = (
            verb is not None
            and verb.person == 1
            and verb.tense == "imperfect"
            and verb.cue is not None
            and verb.cue.stance in ("asks", "promises", "threatens")
        )
        return verb.cue.stance if own and verb is not None and verb.cue is not None and verb.cue.lemma != "حذر" else ""

    def _stance(self, speech: Speech) -> None:
        """What the words themselves make of a plain assertion: a promise, a denial, a doubt."""
        if speech.stance == "threatens" and speech.frame in ("أن", "quote", "after") and self._warns(speech):
            speech.stance = "asserts"
        if speech.stance != "asserts":
            return
        opening = [self.scene.norm(j) for j in range(speech.first, min(speech.first + 7, speech.last))]
        stems = {c.stem for norm in opening[:2] for c in heads(norm)}
        future = any(n.startswith("سن") and len(n) > 4 for n in opening[:2]) or (opening[0] == "سوف" and len(opening) > 1 and opening[1].startswith("ن"))
        spoken = self._performed(speech.first)
        if speech.form == "direct" and spoken:
            speech.stance = spoken
        elif self.scene.norm(speech.first - 2) in UNCERTAIN:
            speech.stance = "doubts"
        elif stems & PROMISING or (speech.form == "direct" and future):
            speech.stance = "promises"
        elif any(pair in itertools.pairwise(opening) for pair in DENYING):
            speech.stance = "denies"
