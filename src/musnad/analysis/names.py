"""Names in a text: the known ones, and persons read by the shape of their names."""

from __future__ import annotations

from musnad.analysis.gazetteer import CAPITAL, NATION, Hit, Name, gazetteer
from musnad.analysis.grammar import PLACE_PREPOSITIONS, QUANTIFIERS, STOPS_PHRASE, TIME_WORDS, base, is_function_word, is_that
from musnad.analysis.lexicon import Item, Reading, lexicon, without_article
from musnad.analysis.namewords import common_words, family_names, given_names, is_common, is_given, risky_families
from musnad.analysis.scene import Mention, Scene
from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold
from musnad.language.clitics import Cut, heads
from musnad.language.numbers import number_words
from musnad.language.tokens import QUOTES, tokenize

LONGEST_PERSON = 5
LINKS = frozenset("بن ابن بنت ابو ابي ام ال عبد دي دو دا فان فون لا لو ماك ايت بو اولد ولد".split())
ROLE_LINKS = frozenset("باسم في لدي".split())
_MINISTRIES = frozenset("الخارجيه الداخليه الدفاع العدل الصحه".split())
_CALLED = frozenset(
    "حركة جماعة تنظيم جبهة حزب فصيل ميليشيا مجموعة منظمة كتيبة لواء مؤسسة شركة شبكة هيئة ائتلاف تحالف مملكة "
    "جمهورية سلطنة إمارة اتفاقية اتفاق معاهدة جمعية تيار كتائب مليشيا منصة".split()
)
_MEMBERS = frozenset("قيادي عنصر مقاتل زعيم إرهابي عضو مسلح".split())
_ABOUT = frozenset("نحو حوالي زهاء قرابه قراب".split())
_MANY = frozenset("عشرات مئات لاف الاف عدد كثير عديد مجموع مجموعه مزيد".split())  # العشرات من X: of X it is told
_MORE = frozenset("اكثر اقل ازيد".split())
_CALLED_BY = frozenset("يدعي تدعي المدعو المدعوه اسمه اسمها".split())
_YEARS = frozenset("عاما عام سنه سنوات اعوام".split())
_COMPASS = frozenset("شمال جنوب شرق غرب شمالي جنوبي شرقي غربي".split())
_WHERE = frozenset("في الي من قرب باتجاه نحو".split()) | _COMPASS
ALL_PREPOSITIONS = PLACE_PREPOSITIONS | frozenset(
    "من الي علي عن مع ضد لدي تجاه حيال ازاء نحو بحق لصالح عبر باسم امام برفقه بعد قبل منذ حتي حول تحت بدعم بقياده برئاسه مثل".split()
)
_MASCULINE_STATES = frozenset("MAR IRQ LBN JOR YEM SDN SSD SOM KWT VAT".split())
_MASCULINE_HEADS = frozenset(
    "مجلس حزب جيش اتحاد مكتب صندوق بنك برلمان تنظيم تحالف مركز مرصد ائتلاف جهاز حلف الاتحاد البرلمان الحزب الجيش المجلس البنتاغون الكرملين".split()
)


class NameFinder:
    """Reads names, and adds mentions to the scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.norms = [t.norm for t in scene.tokens]
        self.gazetteer = gazetteer()
        self.lexicon = lexicon()
        self.confirmed: set[str] = set()
        self.outlet = [t.norm for t in tokenize(scene.outlet or "")]
        while self.outlet and (head := self.lexicon.read(self.outlet[0])) and any(r.item.head is not None and r.item.head.type == "MEDIA" for r in head):
            self.outlet = self.outlet[1:]

    # --- known names -------------------------------------------------------------------------------------------------
    def _trusted(self, hit: Hit, i: int) -> bool:
        """A name that is also an ordinary word needs a head noun or quotation marks; a cut or short one more care."""
        names = hit.names
        if hit.skip == 0 and names[0].kind == NATION and self._qualifying(i, hit):
            return False
        if self._in_phrase(hit) or self._day(hit, i):
            return False
        if hit.last - hit.first == 1:
            written = self.scene.text(i, i + 1)
            if not hit.skip and written[0] in "وفبلك" and written[1:2] in ("أ", "إ"):
                return False  # بأول, وأين: a clitic before a word that begins with hamza
            if all(n.short and n.type == "PERSON" for n in names) and (self._family_follows(hit.last) or self._longer_person(hit) or self._another(hit)):
                return False
            if self._foreign(hit) or (names[0].type == "PERSON" and names[0].short and self._of_place(i)):
                return False
            if self.scene.is_verb(i) and not self.scene.after_preposition(i) and not any(n.kind in (NATION, CAPITAL) for n in names):
                return False
            if hit.skip and self.norms[i] in common_words() and not self._owned_ministry(hit):
                return False
        if names[0].kind == "gazetteer" and not self._place_stands(hit, i):
            return False
        if not all(n.risky for n in names):
            return True
        if any(n.key in self.confirmed for n in names):
            return not self._surname(i)
        before, after = self.scene.norm(i - 1), self.scene.norm(hit.last)
        if before in QUOTES and after in QUOTES and before and names[0].kind != "places":
            return True
        if names[0].type == "ORG" and self._of_members(i):
            return True
        if hit.skip == 0 and self._told_where(names, i):
            return True
        if names[0].kind == NATION and (before in _COMPASS or before == "في") and hit.skip == 0:
            return True
        if names[0].short and self._ministry(hit):
            return before == "باسم" or before.startswith("وزار") or self._owned_ministry(hit)
        head = self.scene.item(i - 1, "head")
        return (
            head is not None
            and head.item.head is not None
            and head.item.head.type == names[0].type
            and not head.cut.article
            and not (names[0].short and names[0].kind == "organisations" and names[0].country is None)
        )

    def _told_where(self, names: tuple[Name, ...], i: int) -> bool:
        """Whether an ordinary word that is a place's name too stands where a place does; behind a site and في also with its article (مسجد النور في الباب)."""
        before = self.scene.norm(i - 1)
        if names[0].kind == "places" and before in _WHERE and not self.norms[i].startswith("ال") and self.norms[i] not in common_words():
            return True
        site = self.scene.covering(i - 2) if before == "في" else None
        return site is not None and site.type == "FAC" and site.named and any(n.kind == "places" for n in names)

    def _ministry(self, hit: Hit) -> bool:
        """Whether a hit is the one word that a ministry is called by (الخارجية, للخارجية)."""
        norm = self.norms[hit.first]
        return hit.last - hit.first == 1 and (norm in _MINISTRIES or (norm.startswith("لل") and f"ال{norm[2:]}" in _MINISTRIES))

    def _owned_ministry(self, hit: Hit) -> bool:
        """Whether a state's demonym follows the one word that a ministry is called by."""
        if not self._ministry(hit) or hit.last >= len(self.norms):
            return False
        nisba = self._nisba(hit.last)
        return nisba is not None and nisba.cut.article and not nisba.cut.conjunction and self.norms[hit.last].endswith("ه")

    def _day(self, hit: Hit, i: int) -> bool:
        """مؤتمر صحفي اليوم الأربعاء: a word of time before another names no newspaper."""
        return hit.names[0].type == "MEDIA" and hit.last == i + 1 and {self.norms[i], self.scene.norm(hit.last)} <= TIME_WORDS

    def _qualifying(self, i: int, hit: Hit) -> bool:
        """الرواية السعودية: a state's name that is also an adjective, after a definite feminine noun."""
        before = self.scene.norm(i - 1)
        adjective = hit.last == i + 1 and self.norms[i].startswith("ال") and self.norms[i].endswith("يه")
        return (
            adjective
            and before.startswith("ال")
            and before.endswith("ه")
            and self.scene.covering(i - 1) is None
            and before not in TIME_WORDS
            and not self.scene.is_verb(i - 1)
        )

    def _of_members(self, i: int) -> bool:
        """Whether those who belong to an armed group stand before token ``i`` (قيادي في القاعدة, عناصر القاعدة)."""
        at = i - 2 if self.scene.norm(i - 1) in ("في", "من") else i - 1
        role = self.scene.item(at, "role")
        return role is not None and role.item.role is not None and role.item.role.lemma in _MEMBERS

    def _surname(self, i: int) -> bool:
        """Whether a word that can be a body's short name ends a person's name read before it (عبد الملك الحوثي … الحوثي)."""
        people = (m for m in self.scene.mentions if m.type == "PERSON" and m.named and m.last <= i and m.last - m.first > 1)
        return any(self.norms[m.last - 1] == self.norms[i] for m in people)

    def _place_stands(self, hit: Hit, i: int) -> bool:
        """Whether a little known place stands where places do: after a preposition, a noun for a place, or another place."""
        before = self.scene.norm(i - 1)
        if before in _WHERE or base(before) in PLACE_PREPOSITIONS or (hit.skip and self.norms[i][hit.skip - 1] in "بل"):
            return True
        head = self.scene.item(i - 1, "head")
        if head is not None and head.item.head is not None and head.item.head.type in ("GPE", "LOC", "FAC"):
            return True
        earlier = self.scene.covering(i - 2 if before == "," else i - 1)
        return earlier is not None and earlier.type == "GPE"

    def _in_phrase(self, hit: Hit) -> bool:
        """Whether a word that can be a name is part of a set phrase: مسقط رأسه, التجارة الخارجية, عدم حماس."""
        first, before, after = self.norms[hit.first], self.scene.norm(hit.first - 1), self.scene.norm(hit.last)
        if hit.last - hit.first == 1 and first.endswith("مسقط") and after.startswith("راس"):
            return True
        if first == "كروز" and (before in ("صاروخ", "صواريخ", "صاروخي", "جوال") or self.scene.norm(hit.first - 2) in ("صاروخ", "صواريخ", "جوال")):
            return True
        if first == "طالبان" and ((before.startswith("ال") and before.endswith("ين")) or after.endswith("يان") or after in ("سابقان", "اثنان")):
            return True  # two students
        if first == "حماس" and (before in ("عدم", "بكل") or after in ("كبير", "شديد")):
            return True
        return (
            first in ("الخارجيه", "الداخليه")
            and before.startswith("ال")
            and self.scene.tokens[hit.first - 1].kind == "word"
            and self.scene.covering(hit.first - 1) is None
        )

    def _family_follows(self, i: int) -> bool:
        """Whether a family name or an unknown definite word stands at ``i``, so that a surname before it is rather a given name."""
        definite = self.norms[i - 1].startswith("ال") if i <= len(self.norms) else False
        hit = self.gazetteer.match(self.scene.tokens, i) if i < len(self.norms) else None
        if hit is not None and not hit.skip and any(n.kind in (NATION, CAPITAL) for n in hit.names):
            return False
        return (
            self.scene.norm(i) in family_names()
            or (self.scene.norm(i).startswith("ال") and self._namelike(i, later=True))
            or (definite and is_given(self.scene.norm(i)))
        )

    def _name(self, hit: Hit) -> int:
        """Add a known name; returns the token after it."""
        mention = self._nested(hit)
        name = mention.names[0]
        if name.risky or name.kind == "people" or (name.kind == "organisations" and name.country is not None):
            self.confirmed.add(name.key)
        mention.gender = _gender(name, self.norms[hit.first][hit.skip :])
        mention.speaks = name.type in ("PERSON", "MEDIA", "ORG", "GPE")
        self._add(mention, hit.skip)
        return mention.last

    def _longer_person(self, hit: Hit) -> bool:
        """Whether a known person's name is only the beginning of another's (نجاد | البرعي): a given name used as a short form, with a family name after it."""
        if not all(n.short for n in hit.names) or hit.last >= len(self.norms) or hit.last - hit.first > 1:
            return False
        given = is_given(self.norms[hit.first][hit.skip :])
        return given and (self.norms[hit.last] in family_names() or (self._namelike(hit.last, later=True) and self.norms[hit.last] not in LINKS))

    def _another(self, hit: Hit) -> bool:
        """Whether a surname belongs to somebody else: بن or an unknown word follows, or an unlike name stands before it (ليندون جونسون)."""
        i, after = hit.first, hit.last
        if self.scene.norm(after) in ("بن", "بنت", "ابن"):
            return True
        following = self.gazetteer.match(self.scene.tokens, after) if after < len(self.norms) else None
        if following is None and self._namelike(after, later=True) and not self.norms[after].startswith("ال"):
            return True
        if hit.skip or i == 0 or self.scene.covering(i - 1) is not None or self._nisba(i - 1) is not None or not self._namelike(i - 1):
            return False
        first = self.norms[i - 1]
        return not any(fold(word).startswith(first[:2]) for n in hit.names for word in n.arabic.split())

    def _of_place(self, i: int) -> bool:
        """Whether a noun for a site stands in construct before token ``i`` (قاعدة فالون, مطار كينيدي)."""
        head = self.scene.item(i - 1, "head")
        return head is not None and head.item.head is not None and head.item.head.type == "FAC" and not head.cut.article

    def _foreign(self, hit: Hit) -> bool:
        """Whether an outlet's name is followed by the demonym of another state (الشروق الجزائرية): it is another of that name."""
        demonym = self._nisba(hit.last) if hit.last < len(self.norms) and all(n.type == "MEDIA" for n in hit.names) else None
        if demonym is None or not demonym.cut.article or demonym.cut.preposition or not demonym.item.country:
            return False
        return all(n.country and n.country != demonym.item.country for n in hit.names)

    def _with_demonym(self, name: Name, end: int) -> tuple[int, str | None]:
        """A body that every state has (وزارة الدفاع) goes on with the demonym that tells whose it is."""
        if name.country is None and name.kind == "organisations" and end < len(self.norms):
            nisba = self._nisba(end)
            stands = nisba is not None and nisba.cut.article and not nisba.cut.conjunction and not nisba.cut.preposition
            if nisba is not None and stands and nisba.item.country and not (name.type == "NORP" and nisba.item.gender == "f" and nisba.item.number == "s"):
                return end + 1, nisba.item.country
            if nisba is None and (country := _ambiguous_nisbas().get(self.norms[end])):
                return end + 1, country  # وزارة الخارجية المالية: behind a body's whole name the adjective tells whose it is
        return end, name.country

    def _fits_head(self, hit: Hit, item: Item, after: int) -> bool:
        """Whether a name that is also an ordinary word goes with the head noun: ولاية الوادي, الوكالة الألمانية, but not دول العالم, المنطقة الشرقية."""
        assert item.head is not None
        demonym = self._nisba(hit.last) if hit.last < len(self.norms) else None
        if demonym is not None and demonym.item.country and demonym.item.country not in {n.country for n in hit.names}:
            return False  # القناة الإخبارية القطرية
        kinds = {"وكالة": "agency", "قناة": "broadcaster", "صحيفة": "newspaper", "جريدة": "newspaper", "مجلة": "magazine", "موقع": "site", "إذاعة": "radio"}
        if any(cut.article for cut in heads(self.norms[after - 1])):
            return any(n.media and n.media == kinds.get(item.head.lemma) for n in hit.names)
        alike = ("GPE", "LOC") if item.head.type in ("GPE", "LOC") else (item.head.type,)
        return item.number != "p" and any(n.type in alike for n in hit.names)

    def _nested(self, hit: Hit) -> Mention:
        """The mention of a known name, not yet in the scene."""
        names = tuple(n for n in hit.names if not n.risky) or hit.names
        if names[0].risky and not hit.skip and self.scene.norm(hit.first - 1) == "في":
            names = tuple(n for n in names if n.kind == "places") or names  # in Mayadin, not on Al Mayadeen
        end, country = self._with_demonym(names[0], hit.last)
        if end > hit.last:
            names = tuple(n for n in names if n.kind == names[0].kind)  # الداخلية العراقية is no governorate of Oman
        mention = self._mention(hit.first, end, hit.skip, names[0].type, "name", named=True)
        mention.names, mention.country, mention.sector, mention.english = names, country, names[0].sector, names[0].english
        if len({n.country for n in names}) > 1 and names[0].type in ("ORG", "MEDIA"):
            mention.country = country if end > hit.last else None  # which of them is meant is seen from the whole article
        mention.why = f"known name in {names[0].kind}"
        return mention

    def _nisba(self, i: int) -> Reading | None:
        """The demonym adjective at token ``i``; روسيا and سوريا are states unless an indefinite accusative stands before."""
        reading = self.scene.item(i, "nisba")
        if reading is None or not self.norms[i].endswith("ا") or not i or self.norms[i - 1].endswith("ا"):
            return reading
        hit = self.gazetteer.match(self.scene.tokens, i)
        return None if hit is not None and any(n.kind == NATION for n in hit.names) else reading

    def _called(self, lemma: str, type_: str, after: int, end: int) -> Hit | None:
        """The known name that fills a phrase after its head noun, perhaps in quotation marks (تنظيم "داعش"، منظمة هيومن رايتس ووتش)."""
        if lemma not in _CALLED or after >= end:
            return None
        quoted = self.norms[after] in QUOTES
        close = next((j for j in range(after + 1, min(after + 7, len(self.norms))) if self.norms[j] in QUOTES), None) if quoted else None
        if close is not None:
            with_head = self.gazetteer.match([self.scene.tokens[after - 1], *self.scene.tokens[after + 1 : close]], 0)
            if with_head is not None and with_head.last == close - after and any(n.type == type_ for n in with_head.names):
                return Hit(after + 1, close, 0, with_head.names, False)
        hit = self.gazetteer.match(self.scene.tokens, after + quoted)
        if hit is None or hit.skip or not any(n.type == type_ for n in hit.names):
            return None
        if quoted:
            return hit if self.scene.norm(hit.last) in QUOTES else None
        return hit if all(self.norms[j].startswith("ال") for j in range(hit.last, end)) else None  # only adjectives more: ميليشيا الحوثي الانقلابية

    def _proper(self, after: int, end: int) -> bool:
        """Whether what follows the head holds a name, a quotation or a word that is no common one."""
        for j in range(after, end):
            if self.norms[j] in QUOTES or self.scene.tokens[j].kind == "latin":
                return True
            hit = self.gazetteer.match(self.scene.tokens, j)
            if hit is not None and not hit.skip and any(not n.risky and n.kind != "media" for n in hit.names):
                return True
            if not is_common(self.norms[j]) and not self.scene.readings[j] and not is_function_word(self.norms[j]):
                return True
        return False

    # --- persons -----------------------------------------------------------------------------------------------------
    def _ali(self, i: int) -> bool:
        """The name علي, which folds like the preposition على but is written with ي."""
        return self.norms[i] == "علي" and self.scene.text(i, i + 1).endswith("ي")

    def _namelike(self, i: int, *, later: bool = False) -> bool:
        """Whether a token may be part of a name: no function word, verb or common word."""
        if i >= len(self.norms) or self.scene.tokens[i].kind not in ("word", "latin"):
            return False
        norm = self.norms[i]
        if norm in given_names()[0] or norm in family_names() or norm in LINKS or self._ali(i):
            return True
        if (
            is_function_word(norm)
            or norm in ("او", "ما", "اياهم", "قباله", "جميعهم")
            or len(norm) < 2
            or norm in STOPS_PHRASE
            or norm in number_words()
            or base(norm) != norm
            or is_that(norm)
        ):
            return False
        if later and norm in given_names()[1]:
            return True
        hit = self.gazetteer.match(self.scene.tokens, i)
        if is_common(norm) or self.scene.readings[i] or (hit is not None and hit.skip and any(n.kind in (NATION, CAPITAL) for n in hit.names)):
            return False
        return later or not norm.startswith("ال") or self.scene.document.text[self.scene.tokens[i].start] in "أإآ"

    def _verb_before_name(self, i: int) -> bool:
        """Whether a given name that is also a verb of speech (وعد) opens a clause before a whole name: then it is the verb."""
        verb = self.scene.item(i, "verb")
        if verb is None or verb.cut.skip or verb.item.cue is None or (i and self.scene.tokens[i - 1].kind == "word"):
            return False
        hit = self.gazetteer.match(self.scene.tokens, i + 1) if i + 1 < len(self.norms) else None
        return hit is not None and not hit.skip and hit.names[0].type == "PERSON"

    def _person(self, i: int, stop: int, *, titled: bool = False, after_comma: bool = False) -> int:
        """A person's name at ``i``: after a title any name-like word opens it, elsewhere a given name must."""
        sure, risky = given_names()
        skip, opener = 0, self.norms[i]
        if not titled and not after_comma and self._verb_before_name(i):
            return 0
        if opener not in sure and opener not in risky:
            for cut in heads(opener):
                if cut.stem in sure and not cut.article and cut.skip and not is_common(opener):
                    skip, opener = cut.name_skip, cut.stem
                    break
        if opener in ROLE_LINKS and titled:
            return 0
        if opener in risky and opener not in sure and i + 1 < stop and self.norms[i + 1] in sure and not titled and self._demands(i):
            return 0  # طالب جان: demanded
        given = opener in sure or (opener in risky and (titled or after_comma))
        given = given or (opener == "عبد" and self.scene.norm(i + 1).startswith("ال") and len(self.scene.norm(i + 1)) > 3)
        given = given or (self._ali(i) and (titled or self.scene.norm(i + 1) in family_names()))
        unsure = opener in risky and not given
        family = titled and (self.norms[i] in family_names())
        if opener in LINKS and not given and not self._namelike(i + 1, later=True):
            return 0
        if not (given or unsure or family or (titled and self._namelike(i)) or (after_comma and self._namelike(i) and self._namelike(i + 1, later=True))):
            return 0
        end = i + 1
        while end < min(i + LONGEST_PERSON, stop) and self._name_goes_on(end):
            end += 1
        if end + 2 < stop and self._last_before_office(end):
            end += 1
        if end == i + 1 and titled and given and end < stop and self._nickname(end, stop):
            end += 1
        while end > i + 1 and self.norms[end - 1] in LINKS:
            end -= 1
        if end == i + 1 and (not titled or opener in LINKS or not (given or family or self._alone_as_name(i))):
            return 0
        if unsure and not (any(self.norms[j] in sure or self.norms[j] in family_names() for j in range(i + 1, end)) or self._foreigner(i)):
            return 0
        mention = self._mention(i, end, skip, "PERSON", "person", named=True)
        mention.speaks, mention.why = True, "a person's name after a title" if titled or after_comma else "a given name with what follows"
        self._add(mention, skip)
        return end

    def _unread(self, i: int) -> bool:
        """Whether a word is in no table but that of given names: a foreign one, as a rule."""
        norm = self.norms[i]
        return not self.scene.readings[i] and not is_common(norm) and self._namelike(i) and len(norm) > 2 and self.gazetteer.match(self.scene.tokens, i) is None

    def _foreigner(self, i: int) -> bool:
        """Whether a doubtful given name and an unread word stand where a person does: right behind a verb or أن."""
        stands = i > 0 and (self.scene.is_verb(i - 1) is not None or is_that(self.norms[i - 1]))
        return stands and self._unread(i) and self._unread(i + 1) and self.norms[i + 1][0] not in "وبلفك"

    def _introduced(self, i: int, stop: int) -> int:
        """A name that يدعى, a demonym (الهولندي X Y) or the age behind it (X Y (22 عاما)) tells to be a person's; 0 if there is none."""
        norm = self.norms[i].removeprefix("و")
        if i + 1 < stop and self.gazetteer.match(self.scene.tokens, i + 1) is not None:
            return 0
        organised = (held := self.scene.covering(i - 1)) is not None and held.type == "ORG"
        if i + 1 < stop and norm in _CALLED_BY and not organised:
            return self._person(i + 1, stop, titled=True)
        nisba = self._nisba(i)
        compatriot = nisba is not None and nisba.cut.article and nisba.item.country and nisba.item.number in ("s", None)
        if compatriot and (self.norms[i].startswith("و") or not self.scene.norm(i - 1).startswith("ال")) and self._name_ahead(i + 1, stop):
            return self._person(i + 1, stop, titled=True)
        end = i
        while end < min(i + 4, stop) and self._namelike(end, later=end > i):
            end += 1
        aged = end - i > 1 and end + 2 < len(self.norms) and self.norms[end] == "(" and self.scene.tokens[end + 1].kind == "number"
        if not aged or self.scene.norm(end + 2) not in _YEARS:
            return 0
        mention = self._mention(i, end, 0, "PERSON", "person", named=True)
        mention.speaks, mention.why = True, "a name with an age behind it"
        self._add(mention, 0)
        return end

    def _name_ahead(self, i: int, stop: int) -> bool:
        """Whether two words of a name stand at ``i``: a given name or an unknown word, and one more."""
        return i + 1 < stop and (is_given(self.norms[i]) or self._unread(i)) and self._namelike(i + 1, later=True)

    def _demands(self, i: int) -> bool:
        verb = self.scene.is_verb(i)
        return verb is not None and verb.cue is not None

    def _alone_as_name(self, i: int) -> bool:
        """Whether an unknown word right after a definite title can be the whole name: no accusative, no conjunction, no vowelled word."""
        norm = self.norms[i]
        return (
            i > 0
            and any(cut.article for cut in heads(self.norms[i - 1]))
            and not norm.endswith(("ين", "تان"))
            and not norm.startswith("و")
            and not (norm.endswith("ا") and len(norm) < 6)
            and len(norm) == len(self.scene.text(i, i + 1))
        )

    def _last_before_office(self, i: int) -> bool:
        """Whether a word that could be a verb is the last of a name: a comma and an office with its genitive follow (سارة ويتسن، مديرة …)."""
        plain = self.scene.tokens[i].kind == "word" and not is_function_word(self.norms[i]) and not is_common(self.norms[i])
        role = self.scene.item(i + 2, "role") if plain and self.norms[i + 1] == "," else None
        return role is not None and role.cut.skip in (0, 2) and role.item.number == "s" and not role.item.risky

    def _nickname(self, i: int, stop: int) -> bool:
        """Whether a definite common word after a title and a given name is the family name (نبيل القاضي): what follows is no adjective."""
        norm, after = self.norms[i], self.scene.norm(i + 1)
        if not norm.startswith("ال") or norm in STOPS_PHRASE or self.scene.tokens[i].kind != "word" or self._nisba(i) is not None:
            return False
        return i + 1 >= stop or self.scene.tokens[i + 1].kind in ("mark", "break") or is_that(after) or is_function_word(after) or after in STOPS_PHRASE

    def _name_goes_on(self, i: int) -> bool:
        norm = self.norms[i]
        if self.norms[i - 1] == "عبد" and norm.startswith("ال"):
            return True
        if norm.startswith("و") and (is_given(norm[1:]) or norm[1:] in family_names()) and norm not in given_names()[0]:
            return False
        if "ً" in self.scene.text(i, i + 1):
            return False
        if (
            self.norms[i - 1] == "-"
            and self.scene.tokens[i - 1].start == self.scene.tokens[i - 2].end
            and self.scene.tokens[i].start == self.scene.tokens[i - 1].end
        ):
            return self.scene.tokens[i].kind == "word"
        if norm in risky_families() and norm.startswith("ال") and self.norms[i - 1] in given_names()[0]:
            return True
        if norm in ("لا", "لو"):
            return self._namelike(i + 1, later=True)
        if norm in LINKS or is_given(norm) or norm in family_names():
            return True
        if self.norms[i - 1] in LINKS and not is_function_word(norm) and norm not in STOPS_PHRASE and self.scene.tokens[i].kind == "word" and not is_that(norm):
            return True
        if self.norms[i] == "-" and self.scene.tokens[i].start == self.scene.tokens[i - 1].end:
            return self._namelike(i + 1, later=True)
        if self.norms[i - 1] == "-":
            return self._namelike(i, later=True)
        hit = self.gazetteer.match(self.scene.tokens, i)
        if hit and hit.skip == 0 and any(n.kind in (NATION, CAPITAL) for n in hit.names):
            return False
        return self._namelike(i, later=True)

    # --- common ------------------------------------------------------------------------------------------------------
    def _mention(self, first: int, last: int, skip: int, type_: str, kind: str, *, named: bool) -> Mention:
        tokens = self.scene.tokens
        start = self.scene.document.place(tokens[first], skip)[0]
        return Mention(first, last, (start, tokens[last - 1].end), type_, named, kind)

    def _preposition(self, at: int) -> str:
        """The preposition that governs what follows token ``at``: head nouns, quotation marks, quantifiers and أكثر من are looked through."""
        while at >= 0:
            norm = self.norms[at]
            if norm in QUANTIFIERS or norm in QUOTES or norm in _ABOUT or self.scene.tokens[at].kind == "number" or norm in number_words():
                at -= 1
                continue
            if norm[:1] in "بل" and (norm[1:] in number_words() or norm[1:] in QUANTIFIERS):
                return norm[0]
            if norm == "من" and at and (self.norms[at - 1] in _MORE or without_article(self.norms[at - 1]).rstrip("ا") in _MANY):
                at -= 2
                continue
            if norm in ("عن", "علي") and at > 2 and self.norms[at - 3 : at - 1] == ["ما", "لا"]:  # ما لا يقل عن
                at -= 4
                continue
            head = self.scene.item(at, "head")
            if head is not None and head.item.head is not None and not head.item.head.inside and self.scene.covering(at) is None:
                if head.cut.preposition:
                    return head.cut.preposition
                at -= 1
                continue
            break
        before = base(self.norms[at]) if at >= 0 and not self.scene.readings[at] else ""
        return before if before in ALL_PREPOSITIONS else ""

    def _add(self, mention: Mention, skip: int) -> None:
        """Put a mention into the scene with the clitics and the preposition that govern it."""
        self._govern(mention, skip)
        self.scene.add(mention)

    def _govern(self, mention: Mention, skip: int) -> None:
        """Set the preposition and the conjunction before a mention."""
        norm = self.norms[mention.first]
        if skip:
            cut: Cut | None = next((c for c in heads(norm) if c.name_skip == skip), None)
            if cut is not None:
                mention.preposition, mention.conjunction = cut.preposition, bool(cut.conjunction)
        if not mention.preposition and mention.first > 0:
            mention.preposition = self._preposition(mention.first - 1)
        if mention.conjunction and not mention.preposition and mention.first > 1:
            before_it = self.scene.covering(mention.first - 1) or (self.scene.covering(mention.first - 2) if self.norms[mention.first - 1] == "," else None)
            if before_it is not None and before_it.type == mention.type:
                mention.preposition = before_it.preposition


def _gender(name: Name, first: str) -> str | None:
    """The grammatical gender of a known state or organisation: by its first word; states are feminine but for a few."""
    if name.type == "GPE":
        return "m" if name.kind == NATION and name.country in _MASCULINE_STATES else "f"
    if name.type == "ORG":
        return "f" if first.endswith(("ه", "اء")) else "m" if first in _MASCULINE_HEADS else None
    return None


@remembered
def _ambiguous_nisbas() -> dict[str, str]:
    """Folded definite demonyms that are ordinary words as well (المالي: of Mali, financial), with their countries."""
    risky = ((v.rstrip("?"), row["code"]) for row in read_table("countries") for v in variants(row["nisba"]) if v.endswith("?"))
    return {fold(f"ال{nisba}{ending}"): code for nisba, code in risky for ending in ("", "ة")}
