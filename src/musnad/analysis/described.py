"""Described people: an office, a group, one of a group, a demonym alone; and the names that offices go with."""

from __future__ import annotations

from musnad.analysis.counted import CountedFinder
from musnad.analysis.grammar import QUANTIFIERS, base, is_function_word, is_that
from musnad.analysis.lexicon import Reading
from musnad.analysis.phrasewords import COLLECTIVES
from musnad.analysis.scene import Mention
from musnad.language.characters import fold
from musnad.language.clitics import heads
from musnad.language.numbers import number_words
from musnad.language.tokens import QUOTES

_BY_BODY = frozenset("رئيس مدير عضو متحدث ناطق مسؤول ممثل أمين قائد زعيم موظف مندوب قيادي عنصر مقاتل مؤسس مصدر".split())
ADVERBIAL = frozenset("عسكريا سياسيا دبلوماسيا امنيا اعلاميا اداريا رسميا".split())
_TWO = frozenset(("اثنين", "اثنان"))
_DONE_TO_PEOPLE = frozenset("arrest deport abduct assassinate execute torture sexual".split())
_DEATHS = frozenset("قتل مقتل مصرع اصيب اصابه استشهد استشهاد جرح وفاه".split())
# Sectors of ordinary people, whom even ون makes a group (صحفيون); officials so told are the persons who act.
_ORDINARY = frozenset(("CVL", "MED", "EDU", "JRN", "CRM", "REL", "SOC", "REF", "LAB", "PTY"))
# Those whom the news quotes without a name, who stay persons where many are told of; most others are a group then (the table of types).
_UNNAMED_SOURCES = frozenset("مصدر مسؤول متحدث ناطق شاهد مراقب".split())
NEWSROOM = frozenset(("مراسل", "مراسل صحفي", "موفد", "مذيع"))  # of an outlet, which tells nothing of their country
_BODIES = frozenset(("UNO", "IGO", "EUR", "NGO"))


class DescribedFinder(CountedFinder):
    """Finds people told by what they are."""

    def _compatriot(self, i: int, stop: int) -> int:
        """فلسطيني, 20 سوريا, لبنانيان: people told only by an indefinite demonym, where a noun stands and no adjective; 0 if it is one."""
        nisba = self._nisba(i)
        if nisba is None or not nisba.item.country or nisba.item.gender == "f" or nisba.cut.article or nisba.cut.pronoun:
            return 0
        counted = i > 0 and (self.scene.tokens[i - 1].kind == "number" or base(self.norms[i - 1]) in QUANTIFIERS or self.norms[i - 1] in number_words())
        if not counted and (nisba.cut.conjunction or not self._stands_as_noun(i, nisba)):
            return 0
        first = self._count_start(i) if counted else i
        end = i + 1
        if end < stop and (self.norms[end] in _TWO or (self._adjective(self.norms[end]) and not self.scene.is_verb(end))):
            end += 1
        one = not counted and nisba.item.number == "s"
        skip = self._number_skip(first) if counted else nisba.cut.name_skip
        mention = self._mention(first, end, skip, "PERSON" if one else "NORP", "role", named=False)
        mention.country, mention.gender, mention.number, mention.definite = nisba.item.country, "m", nisba.item.number if not counted else "p", False
        mention.sector, mention.why = "CVL", "people described by a demonym alone"
        self._add(mention, skip)
        return end

    def _stands_as_noun(self, i: int, nisba: Reading) -> bool:
        """Whether an indefinite demonym has no noun before it that it qualifies: after a verb, أن, a preposition, or an act done to people."""
        if i == 0 or self.scene.tokens[i - 1].kind != "word":
            return nisba.item.number in ("p", "d") and (i == 0 or self.scene.tokens[i - 1].kind == "break")
        before = self.norms[i - 1]
        if is_that(before) and before.endswith("ن"):
            return True
        verb = self.scene.is_verb(i - 1)
        if verb is not None and self.scene.item(i - 1, "masdar", "noun") is not None:
            return self._done_to_people(i - 1)  # قصف تركي: more often a shelling by Turkey than a Turk who shelled
        if verb is not None or self.scene.after_preposition(i):
            return nisba.item.number != "s" or (verb is not None and bool(verb.senses or verb.cue))
        return self._done_to_people(i - 1)

    def _done_to_people(self, i: int) -> bool:
        """Whether the noun at ``i`` is an act whose genitive is the person it is done to (مقتل، اعتقال)."""
        masdar = self.scene.item(i, "masdar", "noun")
        return masdar is not None and any(s.mode in _DONE_TO_PEOPLE or fold(s.lemma) in _DEATHS for s in masdar.item.senses)

    def _one_of(self, i: int, stop: int) -> int:
        """أحد سكان المدينة, اثنان من الحراس: one or two of a described group."""
        for cut in heads(self.norms[i]):
            many = cut.stem in number_words() and self.scene.norm(i + 1) == "من"
            if cut.article or (cut.stem not in ("احد", "احدي", "اثنان", "اثنين") and not many):
                continue
            at = i + 2 if self.scene.norm(i + 1) == "من" else i + 1
            role = self.scene.item(at, "role") if at < stop else None
            if (
                role is not None
                and role.item.role is not None
                and role.item.role.lemma == "مصدر"
                and self.norms[at].startswith("ال")
                and self._nisba(at + 1) is None
            ):
                return 0  # أحد المصادر الرئيسة: of money, not of news
            of_many = role is not None and (role.item.number == "p" or (role.item.number == "d" and self.norms[at].endswith("ين")))
            if role is None or not of_many or (cut.stem.startswith("اثن") and at == i + 1) or role.cut.preposition or role.cut.conjunction:
                return 0
            end, inner, country, _ = self._extent(role.item, at + 1, stop, role.cut.article)
            mention = self._mention(i, end, cut.name_skip, "PERSON", "role", named=False)
            assert role.item.role is not None
            mention.country, mention.sector, mention.head = country, role.item.role.sector, role.item.role.lemma
            mention.number, mention.speaks, mention.definite, mention.why = "s", True, False, f"one of a group described by {role.item.role.lemma}"
            if many:
                mention.type, mention.number = "NORP", "p"
            elif self.scene.norm(end) == "," and (person := self._titled(end, stop, mention)):
                return person  # أحد كتاب الصحف، فلان
            self._add(mention, cut.name_skip)
            for nested in inner:
                nested.inside = mention
                self.scene.mentions.append(nested)
            return end
        return 0

    def _role(self, reading: Reading, i: int, end: int, stop: int, inner: list[Mention], countries: tuple[str, ...]) -> int:
        """A described person or group; a person's name that follows makes it a title."""
        item, role = reading.item, reading.item.role
        assert role is not None
        type_ = role.type
        counted = i > 0 and (self._is_number(i - 1) or (item.number in ("p", "d") and (base(self.norms[i - 1]) in QUANTIFIERS or self._share_start(i) < i)))
        if (
            type_ == "PERSON"
            and not (role.speaks and role.sector not in ("MIL", "COP", "REB"))
            and (counted or (item.number in ("p", "d") and role.sector in ("MIL", "COP", "REB")))
        ):
            type_ = "NORP"
        many = item.number == "p" or (item.number == "d" and self.norms[i].endswith("ين"))
        officials = role.sector not in _ORDINARY and not counted and not reading.cut.article and self.norms[i].endswith("ون")
        few = len(countries) > 1 or officials  # وزيرين مغربي وفرنسي, دبلوماسيون قالوا
        if type_ == "PERSON" and (many or (counted and item.number == "s")) and not few and role.lemma.split()[0] not in _UNNAMED_SOURCES:
            type_ = "NORP"
        if role.lemma.split()[0] == "مصدر":
            type_ = "PERSON"
        if type_ == "NORP" and item.number == "s" and not counted and role.lemma not in COLLECTIVES:
            type_ = "PERSON"
        first = self._count_start(i) if counted and (type_ == "NORP" or base(self.norms[i - 1]) not in QUANTIFIERS - {"بعض"}) else i
        skip = reading.cut.name_skip if first == i else self._number_skip(first)
        if role.lemma in NEWSROOM:
            countries = ()
        elif not countries:
            countries = tuple(m.country for m in inner if m.country)[:1]
        mention = self._mention(first, end, skip, type_, "role", named=False)
        mention.country, mention.countries = one_country(countries)
        mention.sector, mention.head = role.sector, role.lemma
        mention.gender, mention.number, mention.definite = item.gender, item.number, reading.cut.article or end > i + 1
        mention.speaks, mention.why = role.speaks, f"described by the role noun {role.lemma}"
        if inner and inner[0].type == "ORG" and (not role.sector or role.lemma.split()[0].removeprefix("ال") in _BY_BODY):
            mention.sector = inner[0].sector or (None if inner[0].country in _BODIES else role.sector)
        elif inner and inner[0].type == "ORG" and inner[0].country in _BODIES and inner[0].sector is None and role.sector == "GOV":
            mention.sector = None
        elif not role.sector and inner and inner[0].sector and role.type == "PERSON":
            mention.sector = inner[0].sector
        named_before = self._apposed(first, mention)
        if named_before is not None:
            named_before.title = named_before.title or mention
            for nested in inner:
                self._add(nested, 0)
            if named_before.last == first:
                self.scene.extend(named_before, first, end)
            return end
        self._govern(mention, skip)
        person = self._titled(end, stop, mention) if item.number in ("s", None) else 0
        if person:
            for nested in inner:
                self._add(nested, 0)
            return person
        self._add(mention, skip)
        for nested in inner:
            nested.inside = mention
            self.scene.mentions.append(nested)
        return end

    def _apposed(self, first: int, role: Mention) -> Mention | None:
        """The person whom an office after a comma tells more of (بولتون، مستشار الرئيس): no mention of its own."""
        if role.type != "PERSON" or role.number == "p":
            return None
        at = first - 1
        if self.norms[at] in ("هو", "وهو", "وهي") and at > 0:
            at -= 1
        if at < 1 or self.norms[at] not in (",", "-", "–"):
            return self._apposed_bare(first, role)
        before = self.scene.covering(at - 1)
        if before is None and role.definite:
            return self._unread_name(at)
        return before if before is not None and before.type == "PERSON" and before.named and before.last == at else None

    def _apposed_bare(self, first: int, role: Mention) -> Mention | None:
        """وكان عبد الله الثاني ملك الأردن قد دعا: an office right after a name, where no verb before it could make the office its object."""
        before = self.scene.covering(first - 1) if first else None
        if before is None or before.type != "PERSON" or not before.named or before.last != first or role.conjunction or role.preposition:
            return None
        sentence = self.scene.sentences[self.scene.tokens[first].sentence]
        verb = next((v for j in range(before.start - 1, sentence.first - 1, -1) if (v := self.scene.is_verb(j)) is not None), None)
        free = verb is None or verb.lemma in ("كان", "صرح", "قال", "أضاف", "أكد", "أوضح", "ذكر", "أعلن", "أشار") or bool(before.preposition)
        return before if free and role.definite else None

    def _unread_name(self, last: int) -> Mention | None:
        """The name of two or three unknown words between a verb and the comma before an office (وقال ⟦الشامي الوادني⟧، الخبير): none has another reading."""
        first = last
        while first > 0 and last - first < 3 and self.scene.covering(first - 1) is None and self._namelike(first - 1, later=True):
            first -= 1
        if last - first < 2 or not self.scene.is_verb(first - 1):
            return None
        mention = self._mention(first, last, 0, "PERSON", "person", named=True)
        mention.speaks, mention.why = True, "a name that an office after it explains"
        self._add(mention, 0)
        return mention

    def _titled(self, i: int, stop: int, title: Mention) -> int:
        """The person's name after a title, perhaps after a comma or a dash; 0 if there is none."""
        comma = i < stop and self.norms[i] in (",", "-", "–", ":") and self.scene.tokens[i].kind == "mark"
        if comma and self.norms[i] == ":":
            return 0
        at = i + 1 if comma or (i < stop and self.norms[i] in QUOTES) else i
        if at >= stop:
            return 0
        held = self.scene.item(i - 1, "head") if at > i and not comma else None
        if held is not None and held.item.head is not None and not held.cut.article:
            return 0  # مدير شركة "X": the company's name
        hit = self.gazetteer.match(self.scene.tokens, at)
        if hit and hit.skip:
            return 0
        if hit and hit.names[0].type == "PERSON" and hit.last <= stop and self._trusted(hit, at):
            end = self._name(hit)
        elif hit and hit.names[0].type != "PERSON" and self._trusted(hit, at):
            return 0
        else:
            end = self._person(at, stop, titled=not comma, after_comma=comma)
        if not end:
            return 0
        named = self.scene.starting(at)
        if named is None or named.type != "PERSON":
            return 0
        named.title = title
        self.scene.entitle(named, title)
        named.preposition, named.conjunction = title.preposition or named.preposition, title.conjunction or named.conjunction
        return end

    def _attribute(self, i: int, reading: Reading) -> bool:
        """Whether a relative adjective that is also a role noun (عسكري، دبلوماسية) only qualifies the noun before it."""
        norm = self.norms[i]
        held = self.scene.covering(i - 1) if i else None
        if reading.cut.article and held is not None and held.type in ("PERSON", "NORP") and self.scene.item(i, "passive") is not None:
            return True
        if not norm.endswith(("ي", "يه", "يين", "يون")) or reading.cut.preposition or reading.cut.conjunction or i == 0:
            return False
        before = self.norms[i - 1]
        if (
            reading.item.gender == "f"
            and norm.endswith("يه")
            and self.scene.tokens[i - 1].kind == "word"
            and not is_function_word(before)
            and not self.scene.is_verb(i - 1)
        ):
            return True
        if (
            self.scene.tokens[i - 1].kind != "word"
            or is_function_word(before)
            or self.scene.is_verb(i - 1)
            or before in QUANTIFIERS
            or before in number_words()
            or (self.scene.item(i - 1, "masdar", "noun") is not None and reading.item.number in ("p", "d"))
            or self._done_to_people(i - 1)
        ):
            return False
        return before.startswith("ال") == reading.cut.article or any(c.article for c in heads(before)) == reading.cut.article

    def _in_charge(self, i: int) -> bool:
        """الجهة المسؤولة عن, المحطات المسؤولة عن: an adjective of the noun before it."""
        return (
            self.norms[i] == "المسؤوله"
            and self.scene.norm(i + 1) == "عن"
            and i > 0
            and self.scene.tokens[i - 1].kind == "word"
            and not self.scene.is_verb(i - 1)
        )

    def _adverb(self, i: int) -> bool:
        """عسكريا, سياسيا: how something is done, where no verb, number or أن before it makes a person of it."""
        norm, before = self.norms[i], self.scene.norm(i - 1)
        if norm not in ADVERBIAL or i == 0:
            return False
        counted = self.scene.tokens[i - 1].kind == "number" or before in number_words() or is_that(before)
        return not counted and self.scene.is_verb(i - 1) is None and self.scene.tokens[i - 1].kind == "word"

    def _accuses(self, i: int) -> bool:
        """Whether متهما and its like govern what follows (متهمة أنقرة، متهما إياه): the participle as a verb, no accused person."""
        if i >= len(self.norms):
            return False
        hit = self.gazetteer.match(self.scene.tokens, i)
        head = self.scene.item(i, "head")
        return self.norms[i].startswith("ايا") or (hit is not None and not hit.skip) or (head is not None and head.cut.article)


def one_country(countries: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The country that a description tells, and all of them if it tells several (وزيران مغربي وإسرائيلي): then it is of none."""
    return (None, countries) if len(countries) > 1 else (countries[0] if countries else None, ())
