"""Nouns that stand for a state, a people or a place named before: البلدان، المملكة، بلاده، المدينة."""

from __future__ import annotations

from musnad.analysis.described import DescribedFinder
from musnad.analysis.gazetteer import NATION, Name
from musnad.analysis.grammar import QUANTIFIERS, base
from musnad.analysis.namewords import peoples, polities
from musnad.analysis.scene import Mention
from musnad.language.clitics import Cut, heads

PAIRS = frozenset("بلدان بلدين دولتان دولتين جانبان جانبين طرفان طرفين".split())
OWN_COUNTRY = frozenset("بلاده بلادها بلادهم بلادنا بلادي بلدهم بلدنا".split())
STATE_NOUNS = frozenset("اراضي جانب دوله طرف عاصمه تراب".split())
TOWNS = frozenset("مدينه بلده قطاع".split())  # of provinces and districts the news says it too seldom


class BackFinder(DescribedFinder):
    """Finds what refers back to places."""

    def _back(self, i: int) -> int:
        """Find what refers back at token ``i``; returns the token to go on with, 0 if there is nothing."""
        for cut in heads(self.norms[i]):
            if cut.article and cut.stem in PAIRS:
                return self._referring(i, cut, "pair", "a dual that stands for the two states named before")
            if cut.article and cut.stem in STATE_NOUNS:
                nisba = self._nisba(i + 1)
                if nisba is not None and nisba.cut.article and not nisba.cut.conjunction:
                    return self._state_noun(i, cut, nisba.item.country)
            if cut.article and cut.stem in peoples() and self._people_stands(i, cut):
                return self._people(i, cut)
            if cut.article and cut.stem in TOWNS and (town := self._town_before(i, cut.stem)) is not None:
                return self._referring(i, cut, "again", "refers back to a place named before", town)
            if cut.article and cut.stem == "بلاد" and not cut.pronoun and self._nisba(i + 1) is None:
                state = next((m for m in reversed(self.scene.mentions) if m.first < i and any(n.kind == NATION for n in m.names)), None)
                country = state.country if state is not None else self._state_before(i, "")
                return self._state_again(i, cut, country)
            if (cut.article and cut.stem in polities()) or (not cut.article and cut.stem in OWN_COUNTRY):
                return self._state_again(i, cut, self._state_before(i, cut.stem if cut.article else ""))
        return 0

    def _referring(self, i: int, cut: Cut, kind: str, why: str, place: Mention | None = None) -> int:
        """Add the word at ``i`` as what stands for two states, or for a place named before."""
        mention = self._mention(i, i + 1, cut.name_skip, "GPE", kind, named=True)
        mention.why = why
        if place is None:
            mention.number, mention.speaks = "d", True
        else:
            mention.type, mention.names, mention.country, mention.english, mention.head = place.type, place.names, place.country, place.english, place.head
        self._add(mention, cut.name_skip)
        return i + 1

    def _state_again(self, i: int, cut: Cut, country: str | None) -> int:
        """Add the word at ``i`` as a state named before; 0 if none was."""
        if country is None:
            return 0
        mention = self._mention(i, i + 1, cut.name_skip, "GPE", "state", named=True)
        mention.country, mention.why = country, "refers back to a state named before"
        self._add(mention, cut.name_skip)
        return i + 1

    def _people_stands(self, i: int, cut: Cut) -> bool:
        """Whether a people's demonym stands by itself and is no adjective of the definite noun before it (المسؤولين الروس)."""
        before = self.norms[i - 1] if i and self.scene.tokens[i - 1].kind == "word" else ""
        return bool(cut.conjunction) or not before.startswith("ال") or before in QUANTIFIERS

    def _people(self, i: int, cut: Cut) -> int:
        """الفلسطينيون, بعض الأتراك: a people, or some of it."""
        counted = i > 0 and not cut.skip - 2 and base(self.norms[i - 1]) in QUANTIFIERS
        first, skip = (i - 1, self._number_skip(i - 1)) if counted else (i, cut.name_skip)
        mention = self._mention(first, i + 1, skip, "NORP", "role", named=not counted)
        mention.country, mention.head, mention.number, mention.why = peoples()[cut.stem] or None, cut.stem, "p", "a people by its demonym"
        self._add(mention, skip)
        return i + 1

    def _town_before(self, i: int, noun: str) -> Mention | None:
        """The place that المدينة or القطاع at ``i`` stands for: the last one named that is no state, for القطاع one called so."""
        if self.scene.norm(i + 1).startswith("ال"):
            return None
        for mention in reversed(self.scene.mentions):
            if mention.type != "GPE" or mention.first >= i or mention.kind in ("pair", "state") or any(n.kind == NATION for n in mention.names):
                continue
            if noun != "قطاع" or any("قطاع" in n.arabic for n in mention.names):
                return mention
        return None

    def _state_noun(self, i: int, cut: Cut, country: str | None) -> int:
        """الأراضي السورية, الجانب الروسي: the state; العاصمة السورية: its capital."""
        name = self.gazetteer.capital(country) if cut.stem == "عاصمه" else None
        if cut.stem == "عاصمه" and name is None:
            return 0
        if name is not None and self._called_next(i + 2, name):
            return i + 2
        mention = self._mention(i, i + 2, cut.name_skip, "GPE", "name" if name else "state", named=True)
        mention.country, mention.why = country, "a noun for a state or its capital with the demonym"
        if name:
            mention.names, mention.english = (name,), name.english
        self._add(mention, cut.name_skip)
        return i + 2

    def _called_next(self, i: int, capital: Name) -> bool:
        """Whether a capital's own name follows (العاصمة المغربية الرباط): that alone is the mention."""
        at = i + 1 if self.scene.norm(i) in (",", "-") else i
        hit = self.gazetteer.match(self.scene.tokens, at) if at < len(self.norms) else None
        return hit is not None and not hit.skip and capital in hit.names

    def _state_before(self, i: int, polity: str) -> str | None:
        """The country of the nearest mention before token ``i``, of that polity if one is asked for."""
        for mention in reversed(self.scene.mentions):
            if mention.first >= i or mention.country is None or len(mention.country) != 3:
                continue
            if mention.country in ("UNO", "IGO", "EUR", "NGO", "IMG", "ISM", "MNC"):
                continue
            if polity and mention.country not in polities()[polity]:
                continue
            if polity or mention.type in ("PERSON", "GPE", "ORG"):
                return mention.country
        return None
