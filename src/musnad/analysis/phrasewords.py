"""Words within a description: what can go on with it, what closes it, and what opens another."""

from __future__ import annotations

import re

from musnad.analysis.grammar import QUANTIFIERS, STOPS_PHRASE, base, is_function_word
from musnad.analysis.lexicon import Item, without_article
from musnad.analysis.names import ALL_PREPOSITIONS, NameFinder
from musnad.analysis.namewords import family_names, is_common, peoples
from musnad.language.clitics import cuts, heads
from musnad.language.numbers import number_words

ARMED = frozenset(
    "مسلح مسلحه مسلحين مسلحون مجهول مجهوله مجهولين مجهولون ارهابيه ارهابي معارضه معارض متطرفه متشدده مواليه متمرده "
    "متحالفه خارجيه اجنبيه المسلحه الارهابيه المعارضه المتمرده".split()
)
DEPARTMENTS = frozenset("خارجي خارجيه دفاع داخلي داخليه مالي ماليه وزراء حكوم حكومه برلمان مخابرات استخبارات اركان امن".split())
COLLECTIVES = frozenset(
    "شعب سكان أهالي ذوو عائلة أسرة أقلية جالية جمهور حشد فصيل خلية قبيلة عشيرة عصابة مافيا كارتل وفد سلطة طاقم بعثة موالاة قيادات".split()
) | {"أولياء الأمور", "خلية نائمة", "شبكة تهريب", "مؤيدو الحكومة", "مسؤولون كبار"}
_DIVIDED = {("KOR", "شمالي"): "PRK", ("SDN", "جنوبي"): "SSD"}
_DEPENDENT = frozenset(
    "التابع التابعه التابعين التابعون المنتمي المنتميه المنتمين البالغ البالغه الصادر الصادره المنعقد المنعقده "
    "الرامي الراميه الهادف الهادفه المسمي المسماه "
    "المدعو المدعوه المتعلق المتعلقه المتمثل المتمثله الملقب الملقبه المعروف المعروفه الواقع الواقعه المؤلف المؤلفه المكون المكونه".split()
)
_COMPLEMENTED = frozenset(
    "المدعوم المدعومه المدعومين الموالي المواليه الموالين المرتبط المرتبطه المرتبطين المكلف المكلفه المكلفين "
    "الموجه الموجهه المتهم المتهمه المقرب المقربه المقربين "
    "القريب القريبه الموجود الموجوده المنتشر المنتشره المتمركز المتمركزه المتحالف المتحالفه المناهض المناهضه المطل المطله المتخصص المتخصصه المعني المعنيه "
    "المختص المختصه المشكله المشكل الخاص الخاصه القائم القائمه القادم القادمه المثير المثيره الموقع الموقعه المبرم المبرمه "
    "المسؤول المسؤوله المشارك المشاركه المعارض المعارضه "
    "المملوك المملوكه المحسوب المحسوبه المنبثق المنبثقه المستقيل المستقيله الاتي الاتيه العامل العامله المقيم المقيمه".split()
)
_ADJECTIVES = frozenset(
    "كبير كبيره كبار اممي امميه بارز بارزه رفيع رفيعه سابق سابقه سابقين سابقون جديد جديده مطلع مطلعه مطلعين مقرب مقربه مقربين موثوق موثوقه خاص خاصه مسلح "
    "مسلحه مسلحين مسلحون مجهول مجهوله مجهولين مجهولون متحالف متطرف متطرفه متطرفين مدني مدنيين معارض معارضه معارضين ملثمين ملثمون اخر اخري اخرين "
    "اخرون ثان ثانيه ثالث عزل متقاعد متشدد متشدده متشددين مشترك مشتركه دولي محلي محليه محليين امني امنيه امنيين عسكري عسكريه عسكريين حكومي حكوميه حكوميين "
    "دبلوماسي دبلوماسيه دبلوماسيين طبي طبيه قضائي قضائيه حزبي حزبيه رسمي رسميه رسميين".split()
)
# Endings and nouns of feminine gender, whose adjectives have it (القوات الخاصة، الطريق السريعة).
_FEMININE = ("ة", "ات", "اء", "طريق", "سوق", "دار", "أرض", "حرب", "نار", "ضواح", "قوى", "أنباء", "أجهزة", "أركان", "أسلحة", "وسائل")
# Shapes of nouns that no adjective has (أمر، قرار، أوضاع، حدود), and the adjectives and counts that have them all the same.
_NOUN_SHAPE = re.compile(r"ال(?:[^اويم][^اوي][^اوي]|[^ام][^اوي]ا[^ويه]|ا[^اوي][^اوي]ا[^ويه]|[^ام][^اوي]و[^اوي])")
_SHAPED_ADJECTIVES = frozenset(
    (
        "حره صعب سهل ضخم فخم نشط صلب خصب هشه حيه سود بيض حمر خضر عزل جدد كبر بكر "
        "شرس لبق كبار صغار شباب ثقال جياع فعال ثلاث خمس سبع تسع عشر حرام حسن اول نفس عجوز عرب"
    ).split()
)
# Sides of a place (جنود شمالي العراق), which say where.
_SIDES = frozenset("شمالي جنوبي شرقي غربي حوالي".split())
# Verbal nouns that end like a relative adjective.
_VERBAL = frozenset("حمايه رعايه تسويه تغطيه نهايه بدايه ترقيه توعيه تنميه تصفيه تربيه تهنئه عنايه وقايه هدايه كفايه".split())


class PhraseWords(NameFinder):
    """Tests on the words of a phrase."""

    def _divided(self, country: str, i: int) -> str:
        """كوري شمالي, سوداني جنوبي: the adjective at ``i`` tells which of two states is meant."""
        word = without_article(self.scene.norm(i))
        return _DIVIDED.get((country, word[:5]), country)

    def _complemented(self, i: int, stop: int) -> bool:
        """Whether a participle takes a complement (التابعة ل، المدعومة من): it only adds, and its complement would be cut off."""
        norm = self.norms[i]
        if norm in _DEPENDENT:
            return True
        if norm not in _COMPLEMENTED or i + 1 >= stop:
            return False
        following, hit = self.norms[i + 1], self.gazetteer.match(self.scene.tokens, i + 1)
        return (
            base(following) in ALL_PREPOSITIONS
            or (hit is not None and hit.skip > 0)
            or any(cut.preposition and cut.article for cut in heads(following))
            or self.scene.tokens[i + 1].kind == "number"
        )

    def _disagrees(self, i: int, item: Item) -> bool:
        """Whether a definite word after a definite noun is no adjective of it (تريد الإدارة التركيز): a verbal noun, or of the other gender."""
        if self._nisba(i) is not None:
            return False
        if self.scene.item(i, "masdar") is not None and not self.scene.item(i, "active", "passive"):
            return True
        if self.scene.covering(i - 1) is not None:
            return False
        last = self.scene.text(i, i + 1)[-1]
        if item.head is None:
            return last == "ة" and item.number == "s" and item.gender == "m"
        if self.norms[i].endswith("ات") and item.number == "s":
            return True
        if item.gender == "f" or item.number == "p":
            return last not in "ةهىاء"
        return last == "ة" and item.number == "s" and (item.gender == "m" or not any(w.endswith(_FEMININE) for w in item.head.lemma.split()))

    def _is_adjective(self, i: int) -> bool:
        """An indefinite adjective that closes an indefinite phrase (مصدر تركي | الاتهامات); عام goes on (مدير عام المستشفى)."""
        return (
            not self.norms[i].startswith("ال")
            and self.norms[i] not in ("عام", "خارجيه", "داخليه", "ماليه")
            and (self._nisba(i) is not None or self.norms[i] in ARMED or (self._adjective(self.norms[i]) and self.scene.item(i, "head", "role") is None))
        )

    def _opens_quote(self, i: int) -> bool:
        """Whether a quotation mark opens a quotation: a space stands before it, none after it."""
        tokens = self.scene.tokens
        return i > 0 and tokens[i].start > tokens[i - 1].end and i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].end

    def _can_go_on(self, j: int) -> bool:
        """Whether the word at ``j`` is one a phrase can take in: no verb, no function word, no opening of a clause."""
        plain = self.scene.tokens[j].kind == "word" and not is_function_word(self.norms[j])
        return plain and self.norms[j] not in STOPS_PHRASE and not self.scene.is_verb(j)

    def _owned(self, i: int) -> bool:
        """Whether a possessive pronoun stands on the word at ``i`` (في مذكراته): an occasion, no field."""
        return i < len(self.norms) and self.scene.text(i, i + 1).endswith(("ه", "ها", "هم", "هما"))

    def _opens_other(self, i: int, item: Item, after: int) -> bool:
        """Whether a definite word begins another mention rather than going on with this one (الرئيس after وزارة الدفاع)."""
        role = self.scene.item(i, "role")
        if role is None or not role.cut.article:
            return False
        if i == after or role.item.role is None:
            return False
        collective = role.item.role.lemma in COLLECTIVES
        if item.head is not None and role.item.number == "p" and role.item.role.type == "NORP" and not role.item.risky and not collective:
            return True
        described = item.head is not None and item.head.type == "ORG" and self._nisba(i - 1) is not None
        if described and role.item.role.speaks and not role.item.risky and without_article(self.norms[i]) not in ARMED:
            return True
        return (
            role.item.role.type == "PERSON"
            and role.item.number == "s"
            and not role.item.risky
            and item.role is None
            and i + 1 < len(self.norms)
            and (self._namelike(i + 1) or self._nisba(i + 1) is not None)
        )

    def _genitive(self, i: int) -> bool:
        """Whether an indefinite word right after an indefinite head can be its genitive (مجلس نواب، رئيس وزراء)."""
        norm = self.norms[i]
        if norm in QUANTIFIERS or is_function_word(norm) or base(norm) != norm or heads(norm)[0].stem != norm or norm in ARMED:
            return False
        held = self.scene.item(i, "head", "role")
        if held is not None:
            return held.cut.skip == 0
        if not is_common(norm) or i + 1 >= len(self.norms) or self.scene.item(i, "verb") or norm[0] in "وفبلك":
            return False
        hit = self.gazetteer.match(self.scene.tokens, i + 1)
        return self.norms[i + 1].startswith("ال") or (hit is not None and not hit.skip and hit.names[0].type == "GPE" and not hit.names[0].risky)

    def _adjective(self, norm: str) -> bool:
        """An indefinite adjective: the relative ending ي/ية, or one of the adjectives that go with offices."""
        return norm in _ADJECTIVES or (
            norm not in _VERBAL
            and len(norm) > 4
            and norm.endswith(("يه", "ي", "يين", "يون", "يان"))
            and norm[0] not in "وي"
            and norm not in STOPS_PHRASE
            and norm not in _SIDES
            and is_common(norm)
            and not norm.startswith(("ال", "لل", "بال"))
        )

    def _other_noun(self, i: int) -> bool:
        """Whether a definite word after another is a noun and no adjective, so that nothing ties it to the phrase (مفوضية الانتخابات | القوى)."""
        if self._nisba(i) is not None:
            return False
        norm = self.norms[i]
        if _NOUN_SHAPE.fullmatch(norm) and is_common(norm) and not self._shaped_adjective(without_article(norm), norm):
            return True
        head = self.scene.item(i, "head")
        place = head is not None and head.item.head is not None and head.item.head.type == "GPE"
        return head is not None and not head.item.risky and (place or self.scene.item(i, "active", "passive") is None)

    def _shaped_adjective(self, word: str, norm: str) -> bool:
        """Whether a word of a noun's shape stands as an adjective all the same: one of the few, a number, a people or a family name."""
        return word in _SHAPED_ADJECTIVES or word in number_words() or word in peoples() or norm in family_names()

    def _act(self, i: int) -> bool:
        """Whether a definite word is a verbal noun and no adjective (أعلن رئيس الوزراء | النصر)."""
        return self.scene.item(i, "masdar") is not None and self._nisba(i) is None and self.scene.item(i, "active", "passive") is None

    def _own_ministry(self, i: int) -> bool:
        """وزير خارجيتها, رئيس وزرائه: a department with a pronoun, right after the office."""
        return any(cut.pronoun and not cut.preposition and cut.stem.rstrip("ت") in DEPARTMENTS for cut in cuts(self.norms[i]))
