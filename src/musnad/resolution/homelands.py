"""Whose a body, office or group is when its own words do not tell: "وزارة الخارجية" of which state, "البرلمان" of which.

Told by, in this order: the state that follows it (الديوان الملكي في السعودية), what is nested in it (نواب في ⟦البرلمان⟧), a body it is
coordinated with (الرئاسة المصرية ووزارة الخارجية), the state that acts before it in the sentence, the state that the article is about.
Where none of that is plain the country stays open: sources, diplomats and armed men of no told origin, companies, faiths, peoples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from musnad.analysis.acts import PLACES
from musnad.analysis.described import NEWSROOM
from musnad.analysis.gazetteer import CAPITAL, NATION, Name
from musnad.analysis.grammar import PLACE_PREPOSITIONS
from musnad.analysis.namewords import is_given
from musnad.analysis.phrases import COALITIONS
from musnad.analysis.scene import Mention, Scene
from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold
from musnad.language.clitics import heads
from musnad.language.tokens import Sentence

GOVERNMENTAL = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))
STATELESS = frozenset(("UNO", "IGO", "EUR", "NGO", "IMG", "ISM", "MNC"))
BY_ALLIANCE = "; a coalition of states"
BY_DEMONYM = "; country from the demonym before the name"
BY_APPOSITION = "; country from the office beside the name"
BY_RELATION = "; country from the state that follows it"
BY_NESTED = "; country from what its description names"
BY_COMPANION = "; country from the body named beside it"
BY_SENTENCE = "; country from the state that acts before it in the sentence"
BY_OCCUPIER = "; the army there is that of Israel"
BY_GROUND = "; country from where most places of the article lie"
BY_FOCUS = "; country from the state most mentioned in the article"
_OF_NO_STATE = frozenset(("REB", "UAF", "CRM", "REL"))
_LOOKED_THROUGH = frozenset("دوله جمهوريه مملكه مدينه محافظه ولايه اقليم بلده منطقه العاصمه".split())
_BELONGING = frozenset("التابع التابعه التابعين التابعون".split())
_LAWS = frozenset(("قانون", "مشروع قانون", "دستور", "مرسوم"))
_UNTOLD = frozenset(("UAF", "CRM"))
_OF_STATES = frozenset("الدولي العربي العسكري الغربي الاسلامي الثلاثي الرباعي الذي بقياده".split())
_BEYOND_STATES = frozenset(
    "العربي العربيه الدولي الدوليه العالمي العالميه الافريقي الافريقيه الاوروبي الاوروبيه الخليجي الخليجيه الاممي الامميه "
    "اجانب الاجانب اجنبيه الاجنبيه الاجنبي".split()
)
_WORLDWIDE = frozenset(("agency", "broadcaster"))
_EARLY = 300
_THERE = frozenset(("CVL", "REF"))  # people who suffer a war are of where it is fought, not of who fights it


class Held(Protocol):
    """What this module reads and writes of a cluster of mentions."""

    type: str
    named: bool
    mentions: list[Mention]
    country: str | None
    sector: str | None
    name: Name | None
    head: str
    titles: set[str]
    why: str


@remembered
def domestic_outlets() -> dict[str, str]:
    """Folded names of outlets that serve one state's readers, with that state; agencies and broadcasters tell of everywhere."""
    return {
        fold(variant.rstrip("?")): row["country"]
        for row in read_table("media")
        if row["kind"] not in _WORLDWIDE and row["country"] and row["country"] not in STATELESS
        for variant in variants(row["arabic"])
    }


def is_state(country: str | None) -> bool:
    """Whether a country code is a state's, and no code of PLOVER for those of no state."""
    return country is not None and country not in STATELESS


def focus_of(scene: Scene) -> str | None:
    """The state the article is mostly about: the country most of its mentions belong to.

    Those early in it count for more, and so does the home of a domestic outlet, where the article names it at all.
    """
    count: Counter[str] = Counter()
    for mention in scene.mentions:
        bare = bool(mention.names) and all(n.short for n in mention.names) and is_given(scene.norm(mention.last - 1))
        if mention.country and is_state(mention.country) and not bare and not _dateline(scene, mention):
            count[mention.country] += 1 + (mention.type == "GPE" and mention.span[0] < _EARLY)
    home = domestic_outlets().get(fold(scene.outlet or ""))
    if home is not None and home in count:
        count[home] += 2
    return count.most_common(1)[0][0] if count else None


def ground_of(scene: Scene) -> str | None:
    """The state where most places of an article lie: towns, regions and buildings, and states after a preposition of place."""
    count: Counter[str] = Counter()
    for mention in scene.mentions:
        if mention.country and is_state(mention.country) and mention.type in PLACES and not _dateline(scene, mention):
            state = any(n.kind in (NATION, CAPITAL) for n in mention.names)
            count[mention.country] += not state or mention.preposition in PLACE_PREPOSITIONS
    best = count.most_common(1)
    return best[0][0] if best and best[0][1] else None


def _dateline(scene: Scene, mention: Mention) -> bool:
    """Whether a place is where the text was filed: a line that begins with it and goes on with the outlet in brackets (دبي، الإمارات (CNN)--)."""
    if mention.type != "GPE" or mention.span[0] > _EARLY:
        return False
    after = range(mention.last, min(mention.last + 6, len(scene.tokens) - 2))
    return any(scene.norm(j) == "(" and scene.tokens[j + 1].kind == "latin" and scene.norm(j + 2) == ")" for j in after)


class Homelands:
    """Finds the countries of the clusters of one article that have none of their own."""

    def __init__(self, scene: Scene, focus: str | None, of: Callable[[Mention], Sequence[Held]]) -> None:
        self.scene, self.focus, self.of = scene, focus, of
        self.ground = ground_of(scene) or focus

    def settle(self, clusters: Sequence[Held]) -> None:
        """Give each cluster its country where it is told; bodies before those who belong to them."""
        for cluster in sorted(clusters, key=lambda c: c.type == "PERSON"):
            if cluster.type == "PERSON" and cluster.named and cluster.sector is None and not cluster.titles:
                cluster.sector = next((role.sector for role in self._offices(cluster) if role.sector), None)
            if cluster.country is None and not any(m.countries for m in cluster.mentions) and self._open(cluster):
                cluster.country, reason = self._told(cluster)
                if cluster.country:
                    cluster.why += reason

    def _open(self, cluster: Held) -> bool:
        """Whether a cluster belongs to some state at all, which its words leave out."""
        if cluster.name is not None and (cluster.name.kind != "organisations" or cluster.sector in (None, "BUS")):
            return False
        return cluster.type in ("ORG", "FAC", "GPE", "NORP", "PERSON") or cluster.head in _LAWS

    def _told(self, cluster: Held) -> tuple[str | None, str]:
        for find, reason in (
            (self._allied, BY_ALLIANCE),
            (self._introduced, BY_DEMONYM),
            (self._explained, BY_APPOSITION),
            (self._following, BY_RELATION),
            (self._nested, BY_NESTED),
            (self._beside, BY_COMPANION),
            (self._acting, BY_SENTENCE),
        ):
            country = find(cluster)
            if country:
                return country, reason
        if not self._at_home(cluster):
            return None, ""
        if self.focus == "PSE" and cluster.sector == "MIL":
            return "ISR", BY_OCCUPIER
        if cluster.type == "FAC" or (cluster.type == "NORP" and cluster.sector in _THERE):
            return (self.ground, BY_GROUND if self.ground != self.focus else BY_FOCUS) if self.ground else (None, "")
        return (self.focus, BY_FOCUS) if self.focus else (None, "")

    def _at_home(self, cluster: Held) -> bool:
        """Whether what is told without a state is taken to be of the state the article is about."""
        first = cluster.mentions[0]
        if cluster.head in NEWSROOM or cluster.sector in _UNTOLD or (cluster.sector in _OF_NO_STATE and not first.definite):
            return False
        if any(self.scene.norm(j) in _BEYOND_STATES for j in range(first.first, first.last)):
            return False
        if cluster.type == "PERSON":
            return bool(cluster.titles) or (cluster.sector in GOVERNMENTAL and first.definite and not _shy(cluster.head))
        if cluster.type == "NORP":
            commenting = cluster.sector in (None, "EDU", "SOC", "JRN") and not self._with_article(first)
            return first.kind == "role" and not first.named and not commenting
        return cluster.type != "ORG" or self._public(cluster)

    def _with_article(self, mention: Mention) -> bool:
        """Whether a noun of the description has its article, or its genitive has (المحللون, سكان المدينة)."""
        return any(cut.article for j in range(mention.first, mention.last) for cut in heads(self.scene.norm(j))[:2])

    def _public(self, cluster: Held) -> bool:
        """Whether an organisation is one of a state or its public life, and no company or club with a name of its own."""
        first = cluster.mentions[0]
        if cluster.head == "مجموعة":
            return False
        if cluster.name is not None or cluster.sector in GOVERNMENTAL:
            return True
        many = first.number == "p" and cluster.sector in (None, "SOC", "REB")
        return first.kind in ("head", "again") and cluster.head != "" and not many

    def _allied(self, cluster: Held) -> str | None:
        """A coalition that is no party alliance with a name: التحالف, التحالف الدولي, التحالف الذي تقوده السعودية."""
        if cluster.head not in COALITIONS or cluster.head == "ائتلاف":
            return None
        states = all(m.last - m.first == 1 or any(self.scene.norm(j) in _OF_STATES for j in range(m.first + 1, m.last)) for m in cluster.mentions)
        if states and cluster.sector is None:
            cluster.sector = "MIL"
        return "IGO" if states else None

    def _introduced(self, cluster: Held) -> str | None:
        """الأميركي جون سميث: the demonym with its article right before a person's name."""
        if cluster.type != "PERSON" or not cluster.named:
            return None
        for mention in cluster.mentions:
            demonym = self.scene.item(mention.first - 1, "nisba")
            if demonym is not None and demonym.cut.article and demonym.item.country and self.scene.covering(mention.first - 1) in (None, mention):
                return demonym.item.country
        return None

    def _explained(self, cluster: Held) -> str | None:
        """The country of what stands in apposition to a person's name."""
        if cluster.type != "PERSON" or not cluster.named:
            return None
        told = (role.country or next((c.country for c in self.of(role) if c.country), None) for role in self._offices(cluster))
        return next((country for country in told if country), None)

    def _offices(self, cluster: Held) -> Iterator[Mention]:
        """Descriptions of one person beside a name, a comma between (الخبير المغربي، X or X، الخبير المغربي)."""
        for mention in cluster.mentions:
            for comma, at in ((mention.last, mention.last + 1), (mention.first - 1, mention.first - 2)):
                role = self.scene.covering(at) if self.scene.norm(comma) == "," else None
                beside = role is not None and (role.start == at if at > mention.first else role.last == at + 1)
                if role is not None and beside and role.type == "PERSON" and not role.named and role.number != "p":
                    yield role

    def _following(self, cluster: Held) -> str | None:
        """The state right after it: القوات المسلحة في دولة الإمارات."""
        if cluster.type == "PERSON" and cluster.named or cluster.sector in ("MIL", "REB", "UAF") and cluster.head in ("قوات", "جندي", "مقاتل", "مسلح"):
            return None
        for mention in cluster.mentions:
            i = mention.last
            if self.scene.norm(i) in _BELONGING:
                owner = self.scene.starting(i + 1)
                if owner is not None and owner.country:
                    return owner.country
            place = None
            if self.scene.norm(i) == "في":
                j = i + 1
                while self.scene.norm(j) in _LOOKED_THROUGH:
                    j += 1
                place = self.scene.starting(j)
            if place is not None and place.type == "GPE" and is_state(place.country):
                return place.country
        return None

    def _nested(self, cluster: Held) -> str | None:
        """The country of a body that the description of a person or group names."""
        if cluster.head in NEWSROOM:
            return None
        nested = (m for m in self.scene.mentions if m.inside is not None and m.inside in cluster.mentions and m.type in ("ORG", "GPE", "FAC"))
        return next((other.country for mention in nested for other in self.of(mention) if other.country), None)

    def _beside(self, cluster: Held) -> str | None:
        """The country of the body that stands right before it with و between."""
        first = cluster.mentions[0]
        if not first.conjunction or cluster.type != "ORG":
            return None
        at = first.first - 1
        before = self.scene.covering(at - 1 if self.scene.norm(at) == "," else at)
        return before.country if before is not None and before.type == "ORG" and is_state(before.country) else None

    def _acting(self, cluster: Held) -> str | None:
        """The state, or the state of the body or office holder, that is named last before it in its sentence under no preposition."""
        first = cluster.mentions[0]
        if cluster.type != "ORG" or cluster.sector not in GOVERNMENTAL or cluster.head == "قوات":
            return None
        sentence = self._sentence(first)
        best: Mention | None = None
        for mention in self.scene.mentions:
            before = sentence.first <= mention.first and mention.last <= first.start and not mention.preposition
            if before and is_state(mention.country) and _governs(mention) and (best is None or mention.first >= best.first):
                best = mention
        return best.country if best is not None else None

    def _sentence(self, mention: Mention) -> Sentence:
        return self.scene.sentences[self.scene.tokens[mention.first].sentence]


def _shy(head: str) -> bool:
    """Whether a noun is of sources that hide their state with their name: diplomats, spies, the well informed."""
    return any(word in head for word in ("دبلوماسي", "استخبار", "مطلع"))


def _governs(mention: Mention) -> bool:
    """Whether a mention is a state, its capital, one of its bodies or office holders."""
    if mention.type == "GPE":
        return mention.kind == "state" or any(n.kind in (NATION, CAPITAL) for n in mention.names)
    return mention.type in ("ORG", "PERSON") and mention.sector in GOVERNMENTAL
