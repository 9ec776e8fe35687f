"""People told by how many they are: the words of number before a noun (عشرات من, 13 من, أكثر من 20), and numbers alone (العشرات، 20 آخرين)."""

from __future__ import annotations

from musnad.analysis.grammar import QUANTIFIERS
from musnad.analysis.lexicon import without_article
from musnad.analysis.placefinder import PlaceFinder
from musnad.language.clitics import heads
from musnad.language.numbers import number_words

_MANY = frozenset("عشرات مئات لاف الاف ملايين عدد عددا كثير عديد مجموعه مزيد غالبيه معظم".split())  # of those named behind من
_HOW_MANY = frozenset("كبير كبيره قليل محدود اخر مماثل غير متزايد ضخم هائل معين".split())
_OTHERS = frozenset("اخرين اخرون اخران".split())
_OF_THEM = frozenset("منهم منهن".split())
_ALONE = frozenset("العشرات المئات الالاف الملايين البعض الكثيرون الكثيرين كثيرون كثيرين اخرين اخرون".split())
_ARTICLES = frozenset("الماده الفصل البند الفقره المئه المائه واحده".split())  # المادة 17 من النظام الأساسي
_MORE = frozenset("اكثر اقل ازيد".split())


class CountedFinder(PlaceFinder):
    """Reads numbers and quantities of people."""

    def _is_number(self, i: int) -> bool:
        """Whether the token at ``i`` is a number, in digits or in words."""
        return 0 <= i < len(self.norms) and (self.scene.tokens[i].kind == "number" or self.norms[i] in number_words())

    def _count_start(self, i: int) -> int:
        """The first token of the number or quantity before the counted noun at ``i``; ``i`` if there is none."""
        first = i - 1 if i and (self._is_number(i - 1) or self.norms[i - 1].removeprefix("و") in QUANTIFIERS) else self._share_start(i)
        while 0 < first < i and self._is_number(first - 1) and i - first < 5:
            first -= 1
        if first < i and self._is_number(first) and self.scene.norm(first - 1) == "من" and self.scene.norm(first - 2).removeprefix("و") in _MORE:
            first -= 2
        return first

    def _share_start(self, i: int) -> int:
        """Where the quantity begins of which the noun at ``i`` stands behind من (13 من, عدد كبير من); ``i`` if there is none."""
        if i < 2 or self.norms[i - 1] != "من":
            return i
        j = i - 2
        while j > 0 and self.norms[j] in _HOW_MANY:
            j -= 1
        many = any((cut.stem in _MANY) for cut in heads(self.norms[j]))
        return j if many or (j == i - 2 and self._is_number(j)) else i

    def _number_skip(self, first: int) -> int:
        """Letters of و, ب or ل before a number word or quantifier."""
        norm = self.norms[first]
        for cut in heads(norm):
            if (not cut.article and (cut.stem in number_words() or cut.stem in QUANTIFIERS)) or cut.stem in _MANY or cut.stem in _MORE:
                return cut.name_skip
        return 0

    def _number_alone(self, i: int, stop: int) -> int:
        """العشرات, 13 آخرين, ثلاثة منهم, عدد منهم: people told by nothing but their number."""
        end, body = i, None
        while end < stop and end - i < 4 and self._is_number(end):
            end += 1
        skip = self._number_skip(i)
        amount = end > i or self.norms[i][skip:] in _MANY or self.norms[i][skip:] == "بعض"
        end = max(end, i + amount)
        if amount and end < stop and (self.norms[end] in _OF_THEM or (self.norms[end] in _OTHERS and self._is_number(end - 1))):
            end += 1
        elif end > i and self._is_number(end - 1) and end < stop and self.norms[end] == "من" and (body := self._nested_link(end, stop)) is not None:
            if (
                body.type not in ("ORG", "NORP")
                or not (body.names or any(n.startswith("ال") for n in self.norms[body.first : body.last]))
                or not _ARTICLES.isdisjoint(self.norms[max(0, i - 1) : end])
            ):
                return 0
            end = body.last
        elif not self._stands_alone(i, stop):
            return 0
        else:
            end, skip = i + 1, next((cut.name_skip for cut in heads(self.norms[i]) if self.norms[i][cut.name_skip :] in _ALONE), 0)
        mention = self._mention(i, end, skip, "NORP", "role", named=False)
        mention.number, mention.gender, mention.definite, mention.speaks, mention.why = "p", "m", False, True, "people told by their number alone"
        self._add(mention, skip)
        if body is not None:
            body.inside = mention
            self.scene.mentions.append(body)
        return end

    def _stands_alone(self, i: int, stop: int) -> bool:
        """Whether a word for many (العشرات، البعض، آخرين) has no noun: it follows a verb or a verbal noun, and nothing it could belong to."""
        if not any(self.norms[i][cut.name_skip :] in _ALONE for cut in heads(self.norms[i])) or i == 0:
            return False
        if i + 1 < stop and (
            self.norms[i + 1] in ("من", "ممن", "منهم") or (self.norms[i + 1].startswith("ال") and without_article(self.norms[i]) != self.norms[i])
        ):
            return False
        return self.scene.is_verb(i - 1) is not None or self.scene.item(i - 1, "masdar", "noun") is not None
