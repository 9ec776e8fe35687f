"""Places that no plain name gives away: names that are words, quarters called after states, names opened by سيدي or تل, unknown ones."""

from __future__ import annotations

from musnad.analysis.gazetteer import CAPITAL, NATION, Hit
from musnad.analysis.grammar import is_function_word
from musnad.analysis.lexicon import Item
from musnad.analysis.namewords import family_names, is_given
from musnad.analysis.phrases import PhraseFinder

NAME_OPENERS = frozenset("سيدي عين تل بيت دير كفر خان راس بئر بير بني ام ابو اولاد وادي برج قصر حمام منزل حاسي ذراع سوق خربه نبع مجدل".split())
QUARTERS = frozenset(("حي", "حارة"))


class PlaceFinder(PhraseFinder):
    """Reads what stands after a noun for a place."""

    _named_countries: frozenset[str] | None = None

    def _unknown_name(self, i: int) -> bool:
        """Whether the word at ``i`` is no word of the language, so that a noun for a building makes it the building's name."""
        return self._namelike(i) and not is_given(self.norms[i]) and self.norms[i] not in family_names()

    def _place_word(self, i: int, item: Item) -> Hit | None:
        """A place whose name is an ordinary word, right after a noun for a place (ولاية صباح); without the article its country must be named, too."""
        hit = self.gazetteer.place_words(self.scene.tokens, i) if item.number != "p" else None
        if hit is None or self.norms[i].startswith("ال") or any(n.country in self._countries() for n in hit.names):
            return hit
        return None

    def _quarter(self, hit: Hit) -> bool:
        """Whether a known name after حي is that quarter: quarters are also called after states, capitals and places far away (حي دمشق)."""
        return not any(n.kind in (NATION, CAPITAL) or (n.country and n.country not in self._countries()) for n in hit.names)

    def _countries(self) -> frozenset[str]:
        """The states that the article names, or whose adjective it has."""
        if self._named_countries is None:
            found = set[str]()
            for i, readings in enumerate(self.scene.readings):
                found.update(r.item.country for r in readings if r.item.kind == "nisba" and r.item.country)
                hit = self.gazetteer.match(self.scene.tokens, i)
                if hit and self._trusted(hit, i):
                    found.update(n.country for n in hit.names if n.country and n.kind in (NATION, CAPITAL))
            self._named_countries = frozenset(found)
        return self._named_countries

    def _definite_name(self, i: int) -> bool:
        """Whether a word with its article is no word of the language (قرية الوهدة)."""
        return self.norms[i].startswith("ال") and self._namelike(i, later=True) and self._nisba(i) is None

    def _opened_name(self, i: int, stop: int) -> int:
        """The end of a name that a noun of place names opens (سيدي فتح الله، تل تمر); ``i`` if there is none."""
        if self.norms[i] not in NAME_OPENERS or i + 1 >= stop or self.scene.tokens[i + 1].kind != "word" or is_function_word(self.norms[i + 1]):
            return i
        return i + 3 if self.scene.norm(i + 2) == "الله" else i + 2

    def _district(self, i: int) -> int:
        """A district of unknown name (مديرية الكعيدنة)."""
        mention = self._mention(i, i + 1, 0, "GPE", "head", named=True)
        mention.why = "name after the head noun مديرية"
        self._add(mention, 0)
        return i + 1
