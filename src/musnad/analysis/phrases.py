"""How far a described actor goes: its nouns, adjectives, genitives, complements and the names in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.analysis.gazetteer import Hit
from musnad.analysis.grammar import QUANTIFIERS, RELATIVES, STOPS_PHRASE, base
from musnad.analysis.lexicon import Head, Item, Reading, Role, without_article
from musnad.analysis.names import ROLE_LINKS
from musnad.analysis.namewords import given_names, is_common, is_given
from musnad.analysis.phrasewords import _ADJECTIVES, COLLECTIVES, PhraseWords
from musnad.analysis.scene import Mention
from musnad.language.clitics import heads
from musnad.language.numbers import number_words
from musnad.language.tokens import QUOTES

MINISTERIAL = frozenset("وزاره وزارات وزير وزيره وزراء هيئه جهاز لجنه اداره".split())
TAKES_LAM = frozenset(
    "منظمه لجنه مجلس مكتب مرصد جمعيه هيئه مركز مفوضيه مؤسسه شبكه صندوق وكاله محكمه اتحاد برنامج منتدي رابطه حركه "
    "جبهه تحالف اتفاقيه معاهده اداره مديريه جامعه ديوان نقابه معهد".split()
)
PUBLISHED = frozenset("نشر نشرت اعد اعدت اصدر اصدرت اجري اجرت اجرا".split())
INFORMED = frozenset("مطلع مطلعه مطلعين مطلعون مقرب مقربه مقربين مقربون قريب قريبه".split())
DELEGATES = frozenset("أمين مبعوث ممثل ناطق متحدث سفير مدير مفوض مندوب رئيس مقرر منسق موفد وكيل مساعد نائب مستشار".split())
ENVOYS = ("مبعوث", "سفير", "ممثل", "مندوب", "موفد", "مفوض", "قنصل")
COALITIONS = frozenset(("تحالف", "قوات التحالف", "ائتلاف"))
_TAKING_MIN = frozenset("طلب سخر طرد أخرج انسحب خرج منع سحب نقل أفرج حرر أنقذ أجلى".split())
_LEADS = frozenset("تقوده تقودها يقوده يقودها تتزعمه تتزعمها".split())
_NO_FIELD = frozenset(
    "تصريح تصريحات بيان حديث كلمه خطاب مقابله حوار مؤتمر رساله تغريده تغريدات اتصال لقاء اجتماع انتظار اتخاذ الحكم "
    "وقت ختام مستهل مدينه بلده العاصمه البلاد المنطقه مكان".split()
)


@dataclass(slots=True)
class _Reach:
    """A phrase being read: its first noun, where its words begin, how far it reaches so far, and what may still follow."""

    item: Item
    after: int
    stop: int
    article: bool
    i: int
    definite: bool
    ministerial: bool
    lam: bool
    linked: bool = False
    joint: bool = False
    done: bool = False
    inner: list[Mention] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)

    def end(self) -> bool:
        """Nothing more belongs to the phrase."""
        self.done = True
        return True

    def nest(self, mention: Mention) -> None:
        """Take in a mention and go on after it."""
        self.inner.append(mention)
        self.i = mention.last

    def link(self, mention: Mention) -> bool:
        """Take in the one body that a role can be tied to."""
        self.nest(mention)
        self.linked = True
        return True

    def nest_definite(self, mention: Mention) -> bool:
        """Take in a definite genitive; its country is the phrase's, unless the phrase has one."""
        self.nest(mention)
        if mention.country and not self.countries:
            self.countries.append(mention.country)
        self.definite = True
        return True


class PhraseFinder(PhraseWords):
    """Reads the extents of descriptions."""

    def _extent(self, item: Item, after: int, stop: int, definite: bool) -> tuple[int, list[Mention], str | None, tuple[str, ...]]:
        """How far the phrase reaches, with the mentions nested in it and the country its words tell."""
        ministerial = without_article(self.norms[after - 1]) in MINISTERIAL or any(n in MINISTERIAL for n in self.norms[max(0, after - 3) : after])
        lam = _bare(self.norms[after - 1]) in TAKES_LAM or (after >= 2 and _bare(self.norms[after - 2]) in TAKES_LAM)
        reach = _Reach(item, after, stop, article=definite, i=after, definite=definite, ministerial=ministerial, lam=lam)
        if item.role is not None and self.norms[after - 1] in ROLE_LINKS and (link := self._nested_link(after - 1, stop)) is not None:
            reach.nest(link)
            reach.linked = True
        steps = (
            self._led_by,
            self._quoted_name,
            self._demonym,
            self._linked,
            self._known_name,
            self._with_article,
            self._with_lam,
            self._site_name,
            self._bare_noun,
        )
        while reach.i < stop and not reach.done:
            if not any(step(reach) for step in steps):
                break
        countries = tuple(dict.fromkeys(reach.countries))
        return reach.i, reach.inner, (countries[0] if countries else None), countries if reach.joint else countries[:1]

    def _led_by(self, reach: _Reach) -> bool:
        """Who leads a coalition: التحالف الذي تقوده ⟦السعودية⟧, التحالف بقيادة ⟦السعودية⟧; it is named by that, but not theirs alone."""
        i, item = reach.i, reach.item
        if item.head is None or item.head.lemma not in COALITIONS:
            return False
        at = i + 2 if self.norms[i] in RELATIVES and self.scene.norm(i + 1) in _LEADS else i + 1 if self.norms[i] == "بقياده" else 0
        hit = self.gazetteer.match(self.scene.tokens, at) if 0 < at < reach.stop else None
        if hit is None or hit.last > reach.stop or hit.names[0].type not in ("GPE", "ORG"):
            return False
        reach.nest(self._nested(hit))
        return reach.end()

    def _quoted_name(self, reach: _Reach) -> bool:
        """A name in quotation marks right after a head noun (تنظيم "داعش"); any other mark ends the phrase, as do words that begin a clause."""
        i, norm = reach.i, self.norms[reach.i]
        if norm not in STOPS_PHRASE and self.scene.tokens[i].kind in ("word", "latin"):
            return False
        if norm in QUOTES and reach.item.head is not None and i == reach.after and not reach.article and self._opens_quote(i):
            close = next((j for j in range(i + 1, min(i + 6, reach.stop)) if self.norms[j] in QUOTES), None)
            if close is not None:
                reach.i = close + 1
                return True
        return reach.end()

    def _demonym(self, reach: _Reach) -> bool:
        """An adjective of a state or of none (التركي، العسكري), and a second state joined by و."""
        nisba = self._nisba(reach.i)
        if nisba is None or nisba.cut.preposition:
            return False
        if self._given_not_adjective(reach):
            return reach.end()
        country = nisba.item.country
        if self._other_case(reach) or self._other_gender(reach):
            return reach.end()
        if nisba.cut.skip in (0, 2) and not nisba.cut.conjunction:
            if country:
                divided = self._divided(country, reach.i + 1)
                reach.joint = reach.joint or bool(reach.countries)
                reach.countries.append(divided)
                reach.i += divided != country
        elif nisba.cut.conjunction == "و" and reach.countries:
            if country:
                reach.joint = True
                reach.countries.append(country)
        else:
            return False
        reach.i += 1
        return True

    def _other_case(self, reach: _Reach) -> bool:
        """Whether an indefinite accusative begins the object of the clause (اغتال مسلحون | قياديا): the noun itself has none."""
        norm = self.norms[reach.i]
        return norm.endswith("ا") and not norm.startswith("ال") and not self.norms[reach.after - 1].endswith("ا")

    def _other_gender(self, reach: _Reach) -> bool:
        """Whether a feminine demonym right after a masculine noun is the state (اتهم الحوثيون | السعودية)."""
        item = reach.item
        return (
            reach.i == reach.after
            and self.norms[reach.i].endswith("يه")
            and item.gender == "m"
            and (item.number == "s" or self.norms[reach.i - 1].endswith(("ون", "ين")))
        )

    def _given_not_adjective(self, reach: _Reach) -> bool:
        """Whether a word that is adjective and given name (تركي) opens a person's name: a known one, or indefinite after something definite."""
        hit = self.gazetteer.match(self.scene.tokens, reach.i)
        if hit is not None and not hit.skip and hit.last - hit.first > 1 and hit.names[0].type == "PERSON":
            return True
        return reach.definite and is_given(self.norms[reach.i])

    def _linked(self, reach: _Reach) -> bool:
        """What ties a role to its body or its field: ناطق باسم، مسؤول في، مبعوث إلى، بيان نشره."""
        i, item, role = reach.i, reach.item, reach.item.role
        if role is None:
            return False
        if role.type == "LAW" and not reach.linked and (published := self._published_by(i, reach.stop)) is not None:
            return reach.link(published)
        if informed := self._informed(i, reach.stop):
            reach.i = informed
            return reach.end()
        if not reach.linked and self._delegate(role) and self.norms[i] == "لحقوق" and self.scene.norm(i + 1) == "الانسان":
            reach.i, reach.linked = i + 2, True
            return True
        if not reach.linked and self._delegate(role) and (delegated := self._delegated(i, reach.stop)) is not None:
            return reach.link(delegated)
        if self.norms[i] == "من" and (body := self._belongs(reach)) is not None:
            return reach.link(body)
        if reach.linked or not (role.type == "PERSON" or role.speaks) or not (self.norms[i] in ROLE_LINKS or self._bi_link(i, item)):
            return False
        nested = self._nested_link(i, reach.stop)
        if self._crowd(reach) and self.norms[i][0] in "فب" and (nested is None or nested.type != "ORG"):
            return reach.end()
        if nested is not None:
            return reach.link(nested)
        end = self._field(i, item, reach.stop)
        if not end:
            return reach.end()
        reach.linked, reach.i = True, end
        return True

    def _belongs(self, reach: _Reach) -> Mention | None:
        """The body that people told without the article are of (عناصر من الحركة), where no verb before them takes من itself (طلب، حذر)."""
        if reach.linked or reach.definite or reach.article:
            return None
        for j in range(max(0, reach.after - 5), reach.after - 1):
            for reading in self.scene.readings[j]:
                if reading.item.lemma in _TAKING_MIN or (reading.item.cue is not None and "من" in reading.item.cue.prepositions("about")):
                    return None
        nested = self._nested_link(reach.i, reach.stop)
        return nested if nested is not None and nested.type in ("ORG", "NORP") and not nested.preposition else None

    def _delegate(self, role: Role) -> bool:
        """Whether an office acts for a body or a cause (مفوض، مبعوث)."""
        return role.lemma.split()[0].removeprefix("ال") in DELEGATES

    def _crowd(self, reach: _Reach) -> bool:
        """Whether the role is of many (متظاهرون، 20 مسؤولا): a place after it is where they are, not their body."""
        role, before = reach.item.role, reach.after - 2
        if role is not None and role.type == "NORP" and role.lemma not in COLLECTIVES:
            return True
        return before >= 0 and (
            self.norms[before] == "من"
            or self.scene.tokens[before].kind == "number"
            or self.norms[before] in number_words()
            or base(self.norms[before]) in QUANTIFIERS
        )

    def _known_name(self, reach: _Reach) -> bool:
        """A known name in the genitive (رئيس ⟦فرنسا⟧، حركة ⟦أنور⟧); a verb ends the phrase."""
        i, item = reach.i, reach.item
        if self.scene.is_verb(i) and not self.norms[i].startswith("ال") and self.norms[i] not in _ADJECTIVES:
            return reach.end()
        hit = self.gazetteer.match(self.scene.tokens, i)
        if hit is None or hit.last > reach.stop or hit.skip or not self._trusted(hit, i):
            return False
        if item.role is not None and self._movement(hit, i):
            return reach.nest_definite(self._nested(hit))
        if hit.names[0].type == "PERSON":
            if item.head is not None and item.head.type == "ORG" and i == reach.after and not reach.article:
                reach.nest(self._nested(hit))
            return reach.end()
        if reach.article or self._is_bare(reach) or self._after_indefinite_adjective(reach):
            return reach.end()
        return reach.nest_definite(self._nested(hit))

    def _movement(self, hit: Hit, i: int) -> bool:
        """Whether a movement's name is the adjective of those who belong to it (المقاتلون الحوثيون)."""
        norm = self.norms[i]
        return (
            hit.names[0].type == "ORG"
            and hit.last == i + 1
            and norm.startswith("ال")
            and norm.endswith(("ون", "ين", "ي", "يه"))
            and self.norms[i - 1].startswith("ال")
            and self.norms[i - 1].endswith(norm[-2:])
        )

    def _with_article(self, reach: _Reach) -> bool:
        """A noun or adjective with its article, and a further ministry's after و (وزارة التعليم والثقافة)."""
        i, item, norm = reach.i, reach.item, self.norms[reach.i]
        if norm.startswith("ال") and self.norms[i - 1].startswith("ال") and (self._other_noun(i) or self._act(i)):
            return reach.end()
        if norm.startswith("ال") and reach.linked and without_article(norm) not in _ADJECTIVES:
            return reach.end()
        if norm.startswith("ال") and len(norm) > 3 and not self._opens_other(i, item, reach.after):
            bare = self._is_bare(reach)
            body = self._body(i, reach.stop) if item.role is not None and i == reach.after and not reach.article and not bare else None
            if body is not None:
                return reach.nest_definite(body)
            if self._complemented(i, reach.stop) or bare or (reach.article and self._disagrees(i, item)) or self._after_indefinite_adjective(reach):
                return reach.end()
            reach.i += 3 if self.norms[i + 1 : i + 3] == ["عن", "العمل"] else 1  # العاطلون عن العمل
            reach.definite = True
            return True
        if (
            reach.ministerial
            and norm.startswith("وال")
            and i > reach.after
            and self.scene.item(i, "role") is None
            and not self._opens_other(i, item, reach.after)
        ):
            reach.i += 1
            return True
        return False

    def _with_lam(self, reach: _Reach) -> bool:
        """What a body is for (مجلس للأمن، مركز لحقوق الإنسان)."""
        if not reach.lam:
            return False
        i, norm = reach.i, self.norms[reach.i]
        if norm.startswith("لل") and self.scene.item(i, "role") is None:
            reach.i += 1
        elif heads(norm)[0].preposition == "" and norm.startswith("ل") and i + 1 < reach.stop and self.norms[i + 1].startswith("ال") and is_common(norm):
            reach.i += 2
        else:
            return False
        reach.lam = False
        return True

    def _bare_noun(self, reach: _Reach) -> bool:
        """A genitive or an adjective without the article, as long as nothing definite has closed the phrase."""
        i, item = reach.i, reach.item
        if reach.definite:
            return False
        if self._other_case(reach):
            return reach.end()
        if i == reach.after and reach.item.role is not None and self._own_ministry(i):
            reach.i += 1
            reach.definite = True
            return True
        if i == reach.after and self._genitive(i):
            nested_role, size = self._noun_at(i, reach.stop)
            sub = self._sub_phrase(nested_role, i, i + size, reach.stop) if nested_role and nested_role.cut.skip == 0 else None
            if sub is not None:
                reach.i = sub[0]
                reach.inner.extend(sub[1])
                reach.countries.extend(sub[2])
            else:
                reach.i += 1
            return True
        if self._adjective(self.norms[i]) and not (item.role is not None and self.scene.item(i, "head")):
            reach.i += 1
            return True
        return False

    def _site_name(self, reach: _Reach) -> bool:
        """The unknown name of a building or stretch of land right after its noun (مستشفى هاداسا، سجن غاردهشت)."""
        head, i = reach.item.head, reach.i
        if head is None or head.type not in ("FAC", "LOC") or i != reach.after or reach.article or reach.item.number == "p" or not self._namelike(i):
            return False
        while reach.i < min(i + 3, reach.stop) and self._namelike(reach.i, later=reach.i > i):
            reach.i += 1
        reach.definite = True
        return True

    def _is_bare(self, reach: _Reach) -> bool:
        """Whether the head takes no genitive: an indefinite singular in its bare form, or a plural that keeps its ن."""
        item, after = reach.item, reach.after
        full = item.state == "bare" or (item.number == "p" and self.norms[after - 1].endswith(("ون", "ين")))
        return reach.i == after and not reach.definite and full

    def _after_indefinite_adjective(self, reach: _Reach) -> bool:
        return reach.i > reach.after and not reach.definite and self._is_adjective(reach.i - 1)

    def _body(self, i: int, stop: int) -> Mention | None:
        """The organisation with its own name right after an office (كاتب عام ⟦الاتحاد الجهوي للشغل⟧); a bare الحكومة is part of the office."""
        reading, size = self._noun_at(i, stop)
        if (
            reading is None
            or reading.cut.skip != 2
            or not reading.cut.article
            or reading.item.head is None
            or reading.item.head.type != "ORG"
            or not reading.item.head.inside
        ):
            return None
        if reading.item.head.lemma in ("حكومة", "مجلس الوزراء", "قيادة") or reading.item.risky:
            return None
        end, _, country, _ = self._extent(reading.item, i + size, stop, True)
        if end < i + 2 or end == i + size and size == 1:
            return None
        return self._headed(i, end, 0, reading.item.head, country)

    def _headed(self, first: int, end: int, skip: int, head: Head, country: str | None) -> Mention:
        """A named mention that its head noun opens."""
        mention = self._mention(first, end, skip, head.type, "head", named=True)
        mention.sector, mention.head, mention.country = head.sector, head.lemma, country
        mention.why = f"opened by the head noun {head.lemma}"
        return mention

    def _noun_at(self, i: int, stop: int) -> tuple[Reading | None, int]:
        """The head or role noun at ``i`` and how many words it has (قوات الأمن is one of two)."""
        reading, phrase = self.scene.item(i, "head", "role"), self.lexicon.phrase(self.norms, i)
        if phrase and reading and phrase[0].item.kind == reading.item.kind and phrase[0].cut == reading.cut and i + phrase[1] <= stop:
            return phrase
        return reading, 1

    def _sub_phrase(self, reading: Reading, i: int, after: int, stop: int) -> tuple[int, list[Mention], tuple[str, ...]] | None:
        """A phrase in the genitive (رئيس ⟦هيئة الأركان⟧): it becomes a nested mention if it names an organisation."""
        end, inner, country, countries = self._extent(reading.item, after, stop, False)
        head = reading.item.head
        if head is not None and head.inside and end > i + 1 and head.type in ("ORG", "FAC", "LAW"):
            return end, [self._headed(i, end, reading.cut.name_skip, head, country)], countries
        return end, inner, countries

    def _bi_link(self, i: int, item: Item) -> bool:
        """بالبيت الأبيض after a role: ب with a name or an organisation."""
        norm = self.norms[i]
        if norm in _ADJECTIVES:
            return False
        head, hit = self.scene.item(i, "head"), self.gazetteer.match(self.scene.tokens, i)
        if head is not None and head.item.head is not None and head.item.head.type != "ORG" and (hit is None or hit.names[0].type != "ORG"):
            return False
        return norm.startswith("ب") and item.role is not None and item.role.speaks

    def _nested_link(self, i: int, stop: int) -> Mention | None:
        """What a role is linked to by باسم, في or ب, if it is a name or an organisation."""
        j = i + 1 if self.norms[i] in ROLE_LINKS or self.norms[i] == "من" else i
        if j >= stop:
            return None
        if self.norms[j] in QUOTES and j > i and self.norms[i] != "من":
            close = next((k for k in range(j + 2, min(j + 7, stop)) if self.norms[k] in QUOTES), None)
            if close is not None:
                mention = self._mention(j + 1, close, 0, "ORG", "head", named=True)
                mention.why = "a quoted name after باسم"
                mention.last = close + 1
                return mention
        hit = self.gazetteer.match(self.scene.tokens, j)
        if hit and hit.last <= stop and self._trusted(hit, j) and hit.names[0].type != "PERSON":
            if j == i and not hit.skip:
                return None
            return self._nested(hit)
        reading = self.scene.item(j, "head")
        if reading is None or reading.item.head is None or not reading.item.head.inside or reading.cut.pronoun:
            return None
        if j == i and reading.cut.preposition != "ب":
            return None
        noun, size = self._noun_at(j, stop)
        if noun is not None and noun.item.head is not None and noun.item.head.inside:
            reading = noun
        else:
            size = 1
        assert reading.item.head is not None
        end, _, country, _ = self._extent(reading.item, j + size, stop, reading.cut.article)
        mention = self._headed(j, end, reading.cut.name_skip, reading.item.head, country)
        mention.definite = reading.cut.article
        return mention

    def _field(self, i: int, item: Item, stop: int) -> int:
        """The end of an unnamed field or body after a role (الخبير في النقل, مصدر في مديرية نقل حلب); 0 if nothing fits."""
        if self.norms[i] != "في" or item.role is None or not item.role.speaks or self._owned(i + 1):
            return 0
        if any(r.item.cue is not None and "في" in r.item.cue.prepositions("about") for k in range(max(0, i - 4), i) for r in self.scene.readings[k]):
            return 0
        j = i + 1
        while j < min(stop, i + 4) and self._can_go_on(j) and self.norms[j] not in given_names()[0]:
            hit = self.gazetteer.match(self.scene.tokens, j)
            if hit and hit.names[0].type == "PERSON":
                break
            if j == i + 1 and self.norms[j] in _NO_FIELD:
                return 0
            if any(sense.type == "ASSAULT" for reading in self.scene.readings[j] for sense in reading.item.senses):
                return 0
            j += 1
            if self.norms[j - 1].startswith("ال"):
                break
        return j if j > i + 1 else 0

    def _informed(self, i: int, stop: int) -> int:
        """The end of مطلعة على الملف, مقرب من الرئيس: what a source is privy or close to; 0 if there is none."""
        if self.norms[i] not in ("علي", "من", "الي") or self.norms[i - 1] not in INFORMED:
            return 0
        j = i + 1
        while j < min(stop, i + 4) and self._can_go_on(j):
            j += 1
        return j if j > i + 1 else 0

    def _published_by(self, i: int, stop: int) -> Mention | None:
        """Whose a report is: تقرير للبنك الدولي, صادر عن اليونيسف, أعدته منظمة X."""
        norm = self.norms[i]
        if norm in ("صادر", "صادره") and self.scene.norm(i + 1) == "عن":
            j = i + 2
        elif any(norm[: -len(p)] in PUBLISHED for p in ("ه", "ها") if norm.endswith(p)):
            j = i + 1
        elif norm.startswith("ل"):
            j = i
        else:
            return None
        hit = self.gazetteer.match(self.scene.tokens, j) if j < stop else None
        if hit and hit.last <= stop and self._trusted(hit, j) and hit.names[0].type in ("ORG", "MEDIA", "GPE") and (j > i or hit.skip):
            return self._nested(hit)
        reading = self.scene.item(j, "head")
        if reading is None or reading.item.head is None or not reading.item.head.inside or (j == i and reading.cut.preposition != "ل"):
            return None
        end, _, country, _ = self._extent(reading.item, j + 1, stop, reading.cut.article)
        while end == j + 1 and end < stop and self._namelike(end) or j + 1 < end < min(stop, j + 3) and self._namelike(end):
            end += 1
        return self._headed(j, end, reading.cut.name_skip, reading.item.head, country)

    def _delegated(self, i: int, stop: int) -> Mention | None:
        """الأمين العام لحلف الناتو, المبعوث إلى اليمن: whose or where to, by ل, إلى or لدى."""
        sent = self.norms[i] in ("الي", "لدي")
        if sent and not any(self.norms[k].removeprefix("ال").startswith(ENVOYS) for k in range(max(0, i - 4), i)):
            return None
        j = i + 1 if sent else i
        hit = self.gazetteer.match(self.scene.tokens, j) if j < stop else None
        if hit is None or hit.last > stop or not self._trusted(hit, j) or hit.names[0].type not in (("ORG",) if j == i else ("ORG", "GPE", "LOC")):
            return None
        if j == i and (not hit.skip or not self.norms[i].startswith("ل")):
            return None
        return self._nested(hit)


def _bare(norm: str) -> str:
    """A folded word without its article, also where ل has swallowed the alef (للإدارة)."""
    return next((cut.stem for cut in heads(norm) if cut.article), norm)
