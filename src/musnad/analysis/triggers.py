"""Which words report an act, and in which of their senses."""

from __future__ import annotations

from musnad.analysis.gazetteer import NATION
from musnad.analysis.grammar import DEMONSTRATIVES, RELATIVES, TIME_WORDS, base, is_function_word, is_that
from musnad.analysis.lexicon import Item, Reading, Sense
from musnad.analysis.scene import Mention, Scene
from musnad.analysis.story import POLITICAL
from musnad.analysis.timewords import time_words
from musnad.language.characters import fold
from musnad.language.clitics import Cut, cuts
from musnad.language.numbers import number_words
from musnad.language.tokens import QUOTES
from musnad.record import Span

NEED_REACH = 5
ACT_TOLD = frozenset("منذ لدي عند في بتهمه بتهم حاليا بموجب".split())  # behind a participle: what follows tells when, where or why it was done
# Jussives of أقال, دعا, أصاب, أعاد, أجلى and أشاد; without لم they are other words (carries, lets, pours, counts, a son, severest), as يزال (still) is of أزال.
SHORTENED = frozenset("تقل يقل ندع يدع تدع تصب يصب يعد تعد نجل يشد تشد اشد يزال تزال".split())
# In ``needs``: a person or a group as the complement, an office holder, a place that is no state; the noun's own article (it has no genitive);
# a state or an office holder behind مع.
PEOPLE, OFFICIAL, PLACE, DEFINITE, WITH = "@people", "@official", "@place", "@definite", "@with"
THEM = ("هم", "هما", "هن")
HUMAN = frozenset((PEOPLE, "اشخاص", "مدنيين"))  # one of which is among the needs of what is done to people
# Nouns that mean much else with no more than their article: they name no act again on their own.
ABSTRACT = frozenset("أمر ثقة تقدير سجن حبس جريمة دعم عنف سيطرة ضغط غضب شرط محاولة حركة حكم اتفاق حرب نزاع صراع".split())
# Nouns that make one name of an act with the word before them: of a masdar (إطلاق النار، وقف إطلاق النار), of a verb too (ألقي القبض، لقوا مصرعهم).
IDIOMS = frozenset("سراح سبيل نار قبض اعدام تجول اطلاق خناق حتف مصرع".split())
# Nouns that name an act alone: what their sense needs tells only of which kind it was (السجن المؤبد، تحقيق مستقل).
ALONE = frozenset("مساعده هجوم هجمه ضربه غاره اعتداء سجن حبس حكم دعم تحقيق جوله جلسه شكوي غرامه حرب نزاع صراع ادعاءات مزاعم".split())
VERBAL_IDIOMS = frozenset("سراح قبض حتف مصرع نفسه نفسها".split())


class TriggerReader:
    """Reads the words of one scene as triggers: the sense whose needs are met nearby."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.told: dict[str, Sense] = {}  # the sense in which a noun was last read, by its lemma
        self._near: dict[tuple[int, int], set[str]] = {}

    def span(self, i: int, reading: Reading, sense: Sense) -> Span:
        """The word that names the act; a weak noun with the word that makes it one (عملية عسكرية، إطلاق سراح، جولة مفاوضات)."""
        start, end = self.scene.document.place(self.scene.tokens[i], reading.cut.name_skip)
        if i + 1 >= len(self.scene.tokens) or reading.cut.pronoun:
            return start, end
        if is_function_word(self.scene.norm(i + 1)):
            return start, end
        if (
            sense.noun
            and (fold(sense.lemma) not in ALONE or sense.mode == "cyber")
            and sense.needs & self._object(i + 1)
            and self.scene.covering(i + 1) is None
        ):
            end = self.scene.tokens[i + 1].end
        elif reading.item.kind in ("masdar", "verb"):
            idioms = sense.needs & (IDIOMS if reading.item.kind == "masdar" else VERBAL_IDIOMS)
            last = i
            while idioms & self._object(last + 1):
                last += 1
            end = end if last == i else self.scene.tokens[last].end
        elif sense.noun and self.scene.covering(i + 1) is None:
            twin = self.scene.item(i + 1, "noun")
            if twin is not None and (not twin.cut.skip or self._of_which(reading, twin)) and any(s.type == sense.type for s in twin.item.senses):
                end = self.scene.tokens[i + 1].end
        return start, end

    def _object(self, i: int) -> set[str]:
        """The stems of token ``i`` as the object of the word before it: nothing joined to it but the article, or ل."""
        if i >= len(self.scene.tokens):
            return set()
        return {c.stem for c in cuts(self.scene.norm(i)) if not c.conjunction and (c.preposition in ("", "ل") or c.article)}

    @staticmethod
    def _of_which(reading: Reading, twin: Reading) -> bool:
        """Whether a noun is the definite genitive of the one before it (اجتماع القمة)."""
        return not reading.cut.article and twin.cut.article and not twin.cut.preposition and not twin.cut.conjunction

    def reading(self, i: int) -> tuple[Reading, Sense] | None:
        """The first reading and sense that hold at token ``i``: the lexicon lists special senses before general ones."""
        verb = self.scene.is_verb(i)
        after_preposition = self.scene.after_preposition(i)
        readings = [r for r in self.scene.readings[i] if r.item.senses]
        if not readings or self.scene.norm(i) in number_words():
            return None
        least = min(r.cut.skip + r.cut.drop for r in self.scene.readings[i])
        for reading in readings:
            item = reading.item
            if item.kind == "verb" and (verb is None or after_preposition or item.tense != verb.tense):
                continue
            if item.kind != "verb" and verb is not None and not after_preposition and not reading.cut.preposition and self._rather_verb(i, verb, item):
                continue
            if item.kind == "active" and reading.cut.preposition and any(r.item.kind == "masdar" and r.cut == reading.cut for r in readings):
                continue
            if item.lemma == "دعا" and self._called(i, item):
                continue
            if item.kind == "verb" and reading.cut.stem in SHORTENED and self.scene.norm(i - 1) not in ("لم", "ولم", "فلم"):
                continue
            if item.kind == "passive" and item.number in ("p", "d") and self._names_people(i, reading.cut):
                continue
            cut = reading.cut
            if item.kind in ("masdar", "noun") and self._adjective(i, reading):
                continue
            clitics = cut.article or cut.preposition or cut.conjunction or cut.pronoun or cut.future
            if not clitics and cut.skip + cut.drop > least:
                continue
            for sense in item.senses:
                if self._holds(i, sense, reading):
                    if sense.noun:
                        self.told[item.lemma] = sense
                    return reading, sense
        return self._recalled(i, readings)

    def _recalled(self, i: int, readings: list[Reading]) -> tuple[Reading, Sense] | None:
        """A definite noun that names an act again (العملية, الضربات after عملية عسكرية, ضربات جوية) has its sense, whatever stands near."""
        for reading in readings:
            sense = self.told.get(reading.item.lemma) if reading.item.kind == "noun" and reading.item.lemma not in ABSTRACT else None
            if sense is None or not (reading.cut.article or self.scene.norm(i - 1) in DEMONSTRATIVES) or not sense.needs | sense.before:
                continue
            if not sense.forbids & self._stems(i, 1) and not sense.not_before & self._stems(i, -1) and not self._of_another_kind(i, sense):
                return reading, sense
        return None

    def _adjective(self, i: int, reading: Reading) -> bool:
        """Whether a form that could be "my meeting" or "two meetings of" is an adjective in ي (دعم اجتماعي، حل تفاوضي)."""
        if self.scene.document.text[self.scene.tokens[i].end - 1] != "ي":  # قتلى is folded alike
            return False
        if reading.cut.pronoun == "ي":  # only in a quotation does somebody say "my"
            return not any(self.scene.norm(j) in QUOTES for j in range(self.scene.sentences[self.scene.tokens[i].sentence].first, i))
        two = reading.item.number == "d" and reading.item.state == "construct" and not reading.cut.stem.endswith("تي")
        return two and not self.scene.norm(i + 1).startswith("ال") and self.scene.covering(i + 1) is None

    def _called(self, i: int, item: Item) -> bool:
        """يدعى فلانا (is called), دعوني أقول (let me say): forms of دعا, or alike, that ask for nothing."""
        norm = self.scene.norm(i)
        if norm.lstrip("وف") in ("دعوني", "دعني", "دعونا", "دعنا"):
            return True
        if norm.lstrip("وف") in ("يدعي", "تدعي"):
            return self.scene.norm(i + 1) != "الي"
        return "الي" not in self._stems(i, 1) and item.voice == "passive" and item.tense == "imperfect"

    def _names_people(self, i: int, cut: Cut) -> bool:
        """Whether a definite participle of many or two stands as a noun (تعذيب المعتقلين): it follows no definite noun, and nothing tells of the act itself."""
        if not cut.article:
            return False
        before, held = self.scene.norm(i - 1) if i else "", self.scene.covering(i - 1)
        attribute = not cut.conjunction and not cut.preposition and (before.startswith("ال") or (held is not None and held is not self.scene.covering(i)))
        return not attribute and not ACT_TOLD & {self.scene.norm(j) for j in range(i + 1, min(i + 3, len(self.scene.tokens)))}

    def _of_another_kind(self, i: int, sense: Sense) -> bool:
        """Whether the adjective after a definite noun tells another thing than the one told before (العملية السياسية)."""
        after = self.scene.norm(i + 1)
        if self.scene.item(i + 1, "nisba") is not None:
            return "adj" not in sense.actor
        return after.startswith("ال") and after.endswith(("يه", "ي"))

    def _rather_verb(self, i: int, verb: Item, item: Item) -> bool:
        """A form that can be verb and noun (قصف, طلب) is a noun after a verb or a noun in construct, a verb at the head of a clause."""
        if not verb.senses and not verb.cue:
            return False
        if i == 0:
            return True
        before = self.scene.norm(i - 1)
        start = self.scene.tokens[i - 1].kind in ("break", "mark") or before in ("قد", "لم", "لن", "لا", "ما", "ان", "الذي", "التي") or is_that(before)
        if start or self.scene.tokens[i].norm.startswith(("و", "ف")):
            return verb.tense == "perfect" and self.scene.sentences[self.scene.tokens[i].sentence].index > 0 or verb.tense == "imperfect"
        if verb.tense == "imperfect":
            return True
        return (
            self.scene.covering(i - 1) is not None
            and item.number != "p"
            and not self.scene.norm(i + 1).startswith("ال")
            and self.scene.covering(i + 1) is not None
        )

    def _holds(self, i: int, sense: Sense, reading: Reading) -> bool:
        """Whether the conditions of a sense are met by the words around token ``i``, or by the people that a pronoun on it stands for (إيقافهم)."""
        item = reading.item
        if sense.noun and item.kind != "noun" or not self._in_tense(i, sense, item):
            return False
        if sense.needs or sense.forbids:
            after = self._stems(i, 1)
            if sense.forbids & after:
                return False
            first = self._object_first(i, item) and sense.needs & self._stems(i, -1)
            them = reading.cut.pronoun in THEM and not sense.noun and bool(sense.needs & HUMAN)
            if sense.needs and not sense.needs & after and not first and not them and not self._complement(i, sense.needs):
                return False
        if sense.before or sense.not_before:
            before = self._stems(i, -1)
            if sense.not_before & before or (sense.before and not sense.before & before):
                return False
        return True

    def _in_tense(self, i: int, sense: Sense, item: Item) -> bool:
        """Whether a form is one in which the sense holds; ``active`` shuts out finite passives alone (دعا, but not يدعى: is called)."""
        if sense.tense == "circumstance":
            return self._circumstance(i)
        if item.kind != "verb" or not sense.tense:
            return True
        if sense.tense == "passive":
            return item.voice == "passive" and item.person == 3
        if sense.tense == "active":
            return not any(r.item.voice == "passive" and r.item.lemma == item.lemma for r in self.scene.readings[i])
        return item.tense == sense.tense

    def _circumstance(self, i: int) -> bool:
        """Whether a participle tells what its subject does meanwhile (غادر منتقدا الحكومة): indefinite and accusative, no counted noun (12 متهما)."""
        norm = self.scene.norm(i)
        if norm.endswith("ها"):
            return False
        if self.scene.norm(i - 1) == "," or norm.startswith("و") and self.scene.norm(i - 1).endswith("ا"):
            return norm.endswith(("ا", "ه", "ين"))
        return norm.endswith("ا") and self.scene.tokens[i - 1].kind == "word" and self.scene.norm(i - 1) not in number_words()

    def _complement(self, i: int, needs: frozenset[str]) -> bool:
        """Whether what a sense needs by its kind stands near: a second bare mention of a verb, the first of a noun; an official anywhere."""
        if DEFINITE in needs and self.scene.norm(i).startswith(("ال", "وال", "بال", "لل", "فال")):
            return True
        if not needs & {PEOPLE, OFFICIAL, PLACE, WITH}:
            return False
        there = [m for j in self._following(i, self.scene.sentences[self.scene.tokens[i].sentence].last) if (m := self.scene.starting(j)) is not None]
        if WITH in needs and any(m.preposition == "مع" and (m.type == "GPE" or (m.type == "PERSON" and _in_office(m))) for m in there):
            return True
        bare = [m for m in there if not m.preposition]
        nominal = self.scene.item(i, "masdar", "noun") is not None
        people = [m for m in bare if m.type in ("PERSON", "NORP")]
        if PEOPLE in needs and people and (nominal or people[0] is not there[0]):
            return True
        officials = [m for m in bare if not self._parted(i, m.start)] + self._just_before(i)
        if OFFICIAL in needs and any(m.type == "PERSON" and _in_office(m) for m in officials):
            return True
        places = [m for m in there if m.type in ("GPE", "LOC", "FAC") and m.preposition in ("", "علي") and not any(n.kind == NATION for n in m.names)]
        return PLACE in needs and bool(places) and (nominal or places[0].preposition != "" or places[0] is not there[0])

    def _just_before(self, i: int) -> list[Mention]:
        """The mention that stands right before a verb, or before its قد: in headlines and after أن its subject."""
        if self.scene.is_verb(i) is None:
            return []
        mention = self.scene.covering(i - 2 if self.scene.norm(i - 1) == "قد" else i - 1)
        return [mention] if mention is not None else []

    def _parted(self, i: int, j: int) -> bool:
        """Whether a comma or another verb stands between two tokens."""
        return any(self.scene.norm(k) == "," or self.scene.is_verb(k) for k in range(i + 1, j))

    def _stems(self, i: int, side: int) -> set[str]:
        """Folded words and stems of the words after (1) or before (-1) token ``i`` in its sentence."""
        known = self._near.get((i, side))
        if known is not None:
            return known
        sentence = self.scene.sentences[self.scene.tokens[i].sentence]
        there = self._following(i, sentence.last) if side > 0 else range(max(sentence.first, i - 3), i)
        stems: set[str] = set()
        for j in there:
            for cut in cuts(self.scene.norm(j)):
                stems.add(cut.stem)
                if cut.pronoun and cut.stem.endswith("ت"):
                    stems.add(cut.stem[:-1] + "ه")
        self._near[i, side] = stems
        return stems

    def _following(self, i: int, stop: int) -> list[int]:
        """The next words after token ``i`` that can be its complement: names, dates and commas are not counted."""
        out: list[int] = []
        reach = NEED_REACH
        for j in range(i + 1, stop):
            norm = self.scene.norm(j)
            if norm in ".;:" or (is_that(norm) and len(out) > 1):
                break
            held = self.scene.covering(j)
            if held is not None and held.start <= j < held.first:
                out.append(j)
                reach += 1
                continue
            if norm == "," or self.scene.tokens[j].kind == "number":
                continue
            out.append(j)
            reach += (held is not None and held.named and held.type != "LAW") or norm in TIME_WORDS or _of_month(norm)
            if len(out) >= reach:
                break
        return out

    def _object_first(self, i: int, item: Item) -> bool:
        """Whether the complement stands before the verb: الاتفاق الذي أبرمته, صاروخا أطلقته, معاهدة وُقعت."""
        if item.kind != "verb":
            return False
        verb = self.scene.verb(i)
        resumed = verb is not None and verb.cut.pronoun in ("ه", "ها", "هم") and not verb.cut.conjunction
        return item.voice == "passive" or resumed or base(self.scene.norm(i - 1)) in RELATIVES


def _of_month(norm: str) -> bool:
    """Whether a word is a month, or leads to one (خلال مارس): when it was says nothing of what was done."""
    word = time_words().get(norm)
    return norm in ("خلال", "شهر") or (word is not None and word.kind == "month" and not word.shared)


def _in_office(mention: Mention) -> bool:
    """Whether a person holds an office of state, party or army, by the words or by the knowledge."""
    sectors = {mention.sector, *(name.sector for name in mention.names)}
    if mention.title is not None:
        sectors |= {mention.title.sector, *(name.sector for name in mention.title.names)}
    return bool(sectors & POLITICAL)
