"""Entities: which mentions of an article mean the same person, organisation, place or group.

A known name joins by its knowledge entry; a person by parts of the name; an organisation by its head noun and what follows; a
described actor by role noun and country; a definite noun that only refers back (الوزارة، الصحيفة، المسؤول) by the nearest fitting
entity before it; "البلدان" stands for the last two states, "المملكة" for a kingdom already named.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from musnad.analysis.gazetteer import CAPITAL, NATION, Name, gazetteer
from musnad.analysis.grammar import PREPOSITIONS, base
from musnad.analysis.lexicon import without_article
from musnad.analysis.namewords import family_names, is_common, is_given
from musnad.analysis.scene import Mention, Referred, Scene
from musnad.language.characters import fold
from musnad.language.clitics import heads
from musnad.record import Entity
from musnad.resolution.clusters import Cluster, Entities
from musnad.resolution.homelands import GOVERNMENTAL, Homelands, domestic_outlets, focus_of, is_state
from musnad.resolution.places import place_head
from musnad.resolution.setting import place_clusters, written

PLACE_PREPOSITIONS = frozenset("في ب من الي قرب شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط داخل".split())
_UNITED_NATIONS = ("اممي", "امميه", "دولي", "دوليه")
_ALIKE = {"محتج": "متظاهر", "معتصم": "متظاهر", "متظاهر": "متظاهر"}


class Resolver:
    """Groups the mentions of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.entities = Entities()
        self.headline = scene.sentences[0].end if scene.sentences else 0
        self.focus = self.entities.focus = focus_of(scene)
        self.states = {m.country for m in scene.mentions if is_state(m.country)}
        self.whole = {n.key for m in scene.mentions for n in m.names if not n.short}

    def run(self, referred: Sequence[Referred] = ()) -> Entities:
        """All mentions grouped, in text order."""
        for mention in sorted(self.scene.mentions, key=lambda m: (m.span[0], -m.span[1])):
            if mention.kind == "pair":
                self._pair(mention)
                continue
            cluster = self._find(mention) or self._new(mention)
            cluster.mentions.append(mention)
            self._learn(cluster, mention)
            self.entities.of[id(mention)] = [cluster]
        for earlier, later, chance in referred:
            self._join(earlier, later, chance)
        Homelands(self.scene, self.focus, self.entities.get).settle(self.entities.clusters)
        return self.entities

    # --- finding -----------------------------------------------------------------------------------------------------
    def _find(self, mention: Mention) -> Cluster | None:
        if mention.names:
            return self._by_name(mention)
        if mention.kind == "person":
            return self._by_person(mention)
        if mention.kind == "state":
            return self._by_state(mention)
        if mention.kind == "again":
            return self._back(mention)
        if mention.kind == "role":
            return self._by_role(mention)
        return self._by_words(mention)

    def _choose(self, mention: Mention) -> Name:
        """Of several known names with one spelling: one named before, in office at the time, of the country in focus."""
        keys = {c.key for c in self.entities.clusters}

        def rank(name: Name) -> tuple[bool, bool, bool, bool, bool, str]:
            named = name.key in keys or (name.short and name.key in self.whole)
            return named, self._in_office(name), not name.short, name.country == self.focus, name.country in self.states, name.since

        return max(mention.names, key=rank)

    def _in_office(self, name: Name) -> bool:
        """Whether the article's date is known and lies within the dates of the name's office."""
        day = self.scene.published or ""
        return bool(day) and (not name.since or name.since <= day[: len(name.since)]) and (not name.until or day[: len(name.until)] <= name.until)

    def _doubtful(self, mention: Mention) -> bool:
        """Whether a common surname, or the short form of a state's body, is read though neither the full name nor that state is in the article.

        The surname of one man in office holds alone (ماكرون), a given name does not (زيدان).
        """
        names, word = mention.names, self.scene.norm(mention.last - 1)
        if any(not n.short or n.type not in ("PERSON", "ORG") or not is_state(n.country) for n in names):
            return False
        if mention.type == "PERSON" and (mention.last - mention.first > 1 or not (word in family_names() or is_given(word) or is_common(word))):
            return False
        keys, states = {n.key for n in names}, {n.country for n in names}
        if any(c.name in names for c in self.entities.clusters) or (len(keys) == 1 and any(map(self._in_office, names)) and not is_given(word)):
            return False
        return not any(m is not mention and (m.country in states or any(n.key in keys and not n.short for n in m.names)) for m in self.scene.mentions)

    def _homonym(self, mention: Mention, name: Name) -> bool:
        """Whether an outlet's name is that of several (الوطن), and nothing in the article tells which."""
        if name.type != "MEDIA" or len({n.country for n in mention.names}) < 2:
            return False
        home = domestic_outlets().get(fold(self.scene.outlet or ""))
        return name.country not in self.states and name.country != home and not any(c.name is name for c in self.entities.clusters)

    def _by_name(self, mention: Mention) -> Cluster | None:
        if self._doubtful(mention):
            mention.names, mention.country, mention.sector = (), None, None
            mention.why = "a short name that no full name and no state beside it explains"
            return self._by_person(mention) if mention.type == "PERSON" else self._by_words(mention)
        name = self._choose(mention)
        if self._homonym(mention, name):
            mention.names, mention.country = (), None
            mention.why = "one of several outlets of that name, none of a state in the article"
            return self._by_words(mention)
        mention.country, mention.sector, mention.english = name.country or mention.country, name.sector, name.english
        key = name.key
        if name.kind == CAPITAL and self._acts(mention):
            key = name.country or key
        elif name.kind == "people":
            day = self.scene.published or ""
            if day and not self._in_office(name):
                mention.why += "; the article is dated outside the office"
            if day and name.until and day[: len(name.until)] > name.until and name.sector == "GOV":
                mention.sector = "ELI"
        for cluster in self.entities.clusters:
            if cluster.key == key and (name.country or not mention.country or not cluster.country or cluster.country == mention.country):
                return cluster
        if name.kind == CAPITAL and not any(n.kind == NATION and n.country == name.country for m in self.scene.mentions for n in m.names):
            return next((c for c in self.entities.clusters if c.name is name), None)
        if name.type == "PERSON":
            found = self._by_person(mention)
            if found is not None and found.name is None and name.short and len(found.words) > 1:
                mention.names, mention.country, mention.sector = (), found.country, found.sector
            return found
        return None

    def _acts(self, mention: Mention) -> bool:
        """Whether a capital stands for its state: it takes part in an event, and neither a preposition, a noun (مدينة الرياض) nor a strike makes it a place."""
        return mention.used and not mention.struck and mention.preposition not in PLACE_PREPOSITIONS and not place_head(self.scene.norm(mention.first - 1))

    def _by_person(self, mention: Mention) -> Cluster | None:
        """A person named by part of a name already read (the surname, the surname with one given name)."""
        words = self._words(mention)
        best: Cluster | None = None
        for cluster in reversed(self.entities.clusters):
            if cluster.type != "PERSON" or not cluster.named:
                continue
            held = cluster.words
            if mention.names and cluster.name is not None:
                continue
            if words == held or _tail(words, held) or _tail(held, words) or (len(words) > 1 and words == held[: len(words)]):
                return cluster
            if len(words) == 1 and words[0] in held[1:]:
                best = best or cluster
            if len(words) > 1 and len(held) > 1 and words[-1] == held[-1] and words[0] == held[0]:
                return cluster
        return best

    def _by_state(self, mention: Mention) -> Cluster | None:
        """المملكة, بلاده: the state named before that it can stand for."""
        return next((c for c in self.entities.clusters if c.key == mention.country), None)

    def _back(self, mention: Mention) -> Cluster | None:
        """A definite head noun alone: the nearest entity before it with that head, or of that type."""
        for cluster in reversed(self.entities.clusters):
            if cluster.head == mention.head and cluster.type == mention.type:
                return cluster
        if mention.head == "وكالة":
            agency = next(
                (
                    c
                    for c in reversed(self.entities.clusters)
                    if c.type == "MEDIA" and _media_fits(c, mention.head) or c.name is not None and c.type == "ORG" and "وكال" in c.name.arabic
                ),
                None,
            )
            if agency is not None:
                mention.sector = agency.sector
                return agency
        if mention.type == "MEDIA":
            return next((c for c in reversed(self.entities.clusters) if c.type == "MEDIA" and _media_fits(c, mention.head)), None)
        head = without_article(fold(mention.head))
        for cluster in reversed(self.entities.clusters):
            if cluster.type == mention.type and any(without_article(w) == head for w in cluster.words[:1]):
                return cluster
        if mention.head in ("حركة", "جماعة", "تنظيم", "ميليشيا", "جبهة"):
            return next((c for c in reversed(self.entities.clusters) if c.type == "ORG" and c.sector in ("REB", "PTY", "PRM")), None)
        if mention.head in ("منظمة", "هيئة", "مؤسسة", "لجنة"):
            return next((c for c in reversed(self.entities.clusters) if c.type == "ORG" and c.sector in ("SOC", None)), None)
        return None

    def _by_role(self, mention: Mention) -> Cluster | None:
        """A described actor: the same words before, or, if definite, the nearest person or group with that title."""
        if mention.named and mention.type == "NORP":
            return next((c for c in reversed(self.entities.clusters) if c.type == "NORP" and c.named and c.country and c.country == mention.country), None)
        words = tuple(without_article(w) for w in self._words(mention))
        for cluster in reversed(self.entities.clusters):
            if cluster.head and _noun(cluster.head) == _noun(mention.head) and not cluster.named and cluster.type == mention.type:
                if mention.head in _ALIKE and mention.definite:
                    return cluster
                held = tuple(without_article(w) for w in cluster.words)
                if words == held:
                    return cluster
                if all(m.span[0] < self.headline for m in cluster.mentions) and set(held) <= set(words):
                    cluster.words = self._words(mention)
                    return cluster
                paper = mention.type == "LAW" and mention.definite and all(m.span[0] < self.headline for m in cluster.mentions)
                if paper:
                    cluster.words = self._words(mention)
                    return cluster
                if mention.definite and (set(words) <= set(held)) and (not mention.country or not cluster.country or mention.country == cluster.country):
                    return cluster
        if not mention.definite or mention.number not in ("s", None) or mention.type != "PERSON":
            return None
        for cluster in reversed(self.entities.clusters):
            if (
                cluster.type == "PERSON"
                and any(_office(t) == _office(mention.head) for t in cluster.titles)
                and (not mention.country or not cluster.country or mention.country == cluster.country)
            ):
                title = next((m.title for m in cluster.mentions if m.title is not None and _office(m.title.head) == _office(mention.head)), None)
                if title is None:
                    continue
                held_words = {without_article(w) for w in self._words(title)}
                if _office(mention.head) == "رئيس" and self._department(set(words)) != self._department(held_words):
                    continue  # رئيس الوزراء is not الرئيس
                if set(words) <= held_words or held_words <= set(words):
                    return cluster
        return None

    @staticmethod
    def _army(mention: Mention, words: tuple[str, ...], cluster: Cluster, held: tuple[str, ...]) -> bool:
        """القوات التركية and الجيش التركي: the army of one state, told by no more than its demonym."""
        both = {words[0], held[0]} == {"قوات", "جيش"} and len(words) == len(held) == 2
        return both and mention.country is not None and mention.country == cluster.country and mention.definite

    @staticmethod
    def _department(words: set[str]) -> set[str]:
        """The words of an office that tell of what it is: without demonyms and without those of rank and time."""
        return {w for w in words if not w.endswith(("ي", "يه")) and w not in ("رئيس", "سابق", "حالي", "جديد", "راحل", "منتخب", "نائب", "مخلوع")}

    def _by_words(self, mention: Mention) -> Cluster | None:
        """An organisation, place or thing opened by its head noun: the same words, or one the beginning of the other."""
        words = tuple(without_article(w) for w in self._words(mention))
        if len(words) == 2 and mention.definite and words[1] in _UNITED_NATIONS:  # المكتب الأممي for مكتب الأمم المتحدة لتنسيق …
            for cluster in reversed(self.entities.clusters):
                first = {without_article(w) for w in (*cluster.words[:1], *_names(cluster))}
                if cluster.type == mention.type and cluster.country == "UNO" and words[0] in first:
                    return cluster
        for cluster in reversed(self.entities.clusters):
            if cluster.type != mention.type:
                continue
            held = tuple(without_article(w) for w in cluster.words)
            if words == held or self._army(mention, words, cluster, held):
                return cluster
            if (
                cluster.head == mention.head
                and mention.head
                and len(held) == 1 < len(words)
                and mention.country in (None, cluster.country, cluster.country or mention.country)
                and all(m.kind == "again" for m in cluster.mentions)
            ):
                cluster.words = self._words(mention)
                return cluster
            if cluster.head == mention.head and mention.head and mention.definite:
                short, long = sorted((words, held), key=len)
                if long[: len(short)] == short and len(short) > 1 and (not mention.country or not cluster.country or mention.country == cluster.country):
                    return cluster
                if mention.country and mention.country == cluster.country and mention.sector in GOVERNMENTAL and len(words) == 2 == len(held):
                    return cluster
        return None

    def _pair(self, mention: Mention) -> None:
        """البلدان: the two states coordinated last before it, else those it stood for last, else the last two named."""
        before = sorted((m for m in self.scene.mentions if m.span[1] <= mention.span[0]), key=lambda m: m.span[0])
        states: list[Cluster] = []
        for earlier, later in reversed(list(itertools.pairwise(before))):
            if later.kind == "pair" and len(self.entities.get(later)) == 2:
                states = self.entities.get(later)
                break
            two = self._states(earlier) + self._states(later)
            if later.conjunction and later.first - earlier.last <= 1 and len(set(map(id, two))) == 2:
                states = two
                break
        if not states:
            for earlier in reversed(before):
                states.extend(c for c in self._states(earlier) if c not in states)
                if len(states) >= 2:
                    break
        if len(states) < 2:
            return
        for cluster in states[:2]:
            cluster.mentions.append(mention)
        self.entities.of[id(mention)] = list(states[:2])

    def _states(self, mention: Mention) -> list[Cluster]:
        """The states a mention refers to."""
        return [c for c in self.entities.get(mention) if c.type == "GPE" and len(c.key) == 3]

    # --- making ------------------------------------------------------------------------------------------------------
    def _new(self, mention: Mention) -> Cluster:
        name = self._choose(mention) if mention.names else None
        key = name.key if name else f"{mention.type}:{len(self.entities.clusters)}"
        if name is not None and name.kind == CAPITAL and self._acts(mention):
            key = name.country or key
        if mention.kind == "state" and mention.country:
            key = mention.country
        cluster = Cluster(mention.type, key, mention.named, name=name, head=mention.head, words=self._words(mention), why=mention.why)
        self.entities.clusters.append(cluster)
        return cluster

    def _learn(self, cluster: Cluster, mention: Mention) -> None:
        """Take over what a mention adds: a longer name, country, sector, title."""
        if mention.named and not cluster.named:
            cluster.named = True
        if mention.kind == "person" and len(self._words(mention)) > len(cluster.words):
            cluster.words = self._words(mention)
        title = mention.title
        if title is not None:
            cluster.titles.add(title.head)
            cluster.country = cluster.country or mention.country or title.country
            if cluster.sector is None:
                cluster.sector = mention.sector or title.sector
        if mention.names and cluster.name is None:
            cluster.name = self._choose(mention)
        cluster.country = cluster.country or mention.country
        if cluster.name is None or mention.kind != "again":
            cluster.sector = cluster.sector or mention.sector

    def _join(self, earlier: Mention, later: Mention, chance: float) -> None:
        """Make the entities of two mentions one, if they can be."""
        one, other = self.entities.get(earlier), self.entities.get(later)
        if len(one) != 1 or len(other) != 1 or one[0] is other[0]:
            return
        kept, joined = sorted((one[0], other[0]), key=lambda c: (c.name is None, not c.named, self.entities.clusters.index(c)))
        if kept.name is not None and joined.name is not None or not self._may_be_one(kept, joined):
            return
        kept.mentions = sorted([*kept.mentions, *joined.mentions], key=lambda m: (m.span[0], -m.span[1]))
        kept.country, kept.sector = kept.country or joined.country, kept.sector or joined.sector
        kept.titles |= joined.titles
        kept.head = kept.head or joined.head
        told = earlier if other[0] is kept else later
        kept.why += f"; the trained model is {chance:.0%} sure that «{written(self.scene, told)}» is another mention of it"
        self.entities.clusters.remove(joined)
        for mention in joined.mentions:
            self.entities.of[id(mention)] = list(dict.fromkeys(kept if c is joined else c for c in self.entities.get(mention)))

    def _may_be_one(self, one: Cluster, other: Cluster) -> bool:
        """Whether two entities may be one: not those of two states or of two names; people of two genders, or one and many.

        An indefinite description (مسؤول إسرائيلي) introduces somebody (the novelty condition, Heim 1982, ch. III): a source that stays unnamed is never
        taken for one who is named, but that a headline may describe whom the text then names.
        """
        if one.country and other.country and one.country != other.country or any(m.kind == "state" for m in (*one.mentions, *other.mentions)):
            return False
        if one.named and other.named and self._two_names(one, other):
            return False
        if any(m.type == "MEDIA" and m.head and not _media_fits(known, m.head) for known, told in ((one, other), (other, one)) for m in told.mentions):
            return False
        if "PERSON" not in (one.type, other.type):
            return True
        genders, others = self._genders(one), self._genders(other)
        if genders and others and not genders & others:
            return False
        if {_many(one), _many(other)} == {True, False}:
            return False
        first, second = sorted((one, other), key=lambda c: c.spans()[0])
        if second.named or not self._introduces(second):
            return first.named or not self._introduces(first) or all(start < self.headline for start, _ in first.spans())
        return not first.named and all(start < self.headline for start, _ in first.spans())

    def _two_names(self, one: Cluster, other: Cluster) -> bool:
        """Whether two names are of two: of people always, else where they share no word of their own.

        A definite noun for a body with an adjective (المستشفى الجامعي) is no name of its own.
        """
        if one.type == "PERSON":
            return True
        words = [{without_article(w) for m in c.mentions if m.named for w in self._words(m)[bool(m.head) :]} for c in (one, other)]
        plain = one.type not in ("GPE", "LOC", "MEDIA") and any(self._words(c.mentions[0])[0].startswith("ال") for c in (one, other))
        return bool(words[0] and words[1]) and not words[0] & words[1] and not plain

    def _genders(self, cluster: Cluster) -> set[bool]:
        """Whether the words and the titles that a person is told by are feminine (رئيسة الوزراء)."""
        told = (m if not m.named else m.title for m in cluster.mentions)
        return {self.scene.text(m.first, m.first + 1).endswith("ة") for m in told if m is not None}

    def _introduces(self, cluster: Cluster) -> bool:
        """Whether a cluster is first told of by an indefinite description: no article, and no definite noun in the genitive (مسؤول البيت الأبيض)."""
        mention = min(cluster.mentions, key=lambda m: m.span)
        if mention.named or mention.kind in ("again", "state", "pair"):
            return False
        nested = {m.first for m in self.scene.mentions if m is not mention and m.named and not m.preposition}
        for j in range(mention.first, mention.last):
            norm = self.scene.norm(j)
            if norm.startswith("ال") or j in nested or (j == mention.first and any(cut.article for cut in heads(norm))):
                return False
            if j > mention.first and (base(norm) in PREPOSITIONS or norm.startswith(("بال", "لل", "بل"))):
                break
        return True

    def _words(self, mention: Mention) -> tuple[str, ...]:
        text = written(self.scene, mention)
        return tuple(fold(w.strip("\"'“”«»،,()")) for w in text.split())


def _many(cluster: Cluster) -> bool:
    """Whether a cluster is of two or more people."""
    return cluster.type == "NORP" or any(m.number in ("d", "p") for m in cluster.mentions)


def _names(cluster: Cluster) -> list[str]:
    """The first word, folded, of a known body's Arabic name."""
    return [fold(cluster.name.arabic).partition(" ")[0]] if cluster.name is not None else []


def _office(lemma: str) -> str:
    """The first word of an office (وزير الدفاع, الوزير and وزير are one)."""
    return lemma.split(maxsplit=1)[0].removeprefix("ال") if lemma else ""


def _tail(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether a name ends with a shorter one that is no father's name (not عبد الله in حسين بن عبد الله)."""
    return 0 < len(short) < len(whole) and short == whole[-len(short) :] and whole[-len(short) - 1] not in ("بن", "ابن", "بنت")


def _noun(head: str) -> str:
    """The noun of a role that tells two descriptions alike: مصدر of مصدر مطلع, one word for those who protest."""
    return _ALIKE.get(head, head).removeprefix("ال").partition(" ")[0]


def _media_fits(cluster: Cluster, head: str) -> bool:
    """الوكالة refers back to an agency, الصحيفة to a newspaper; an outlet of unknown kind fits all."""
    kind = cluster.name.media if cluster.name else ""
    wanted = {
        "وكالة": ("agency",),
        "صحيفة": ("newspaper", "magazine"),
        "قناة": ("broadcaster",),
        "شبكة": ("broadcaster",),
        "موقع": ("site",),
        "مجلة": ("magazine",),
        "إذاعة": ("radio", "broadcaster"),
        "تلفزيون": ("broadcaster",),
    }.get(head, ())
    return not kind or not wanted or kind in wanted


def resolve_entities(scene: Scene, referred: Sequence[Referred] = ()) -> Entities:
    """Group the mentions of a scene into entities; ``referred``: what the trained network joins, the likeliest first."""
    return Resolver(scene).run(referred)


def to_entities(entities: Entities, scene: Scene) -> tuple[list[Entity], dict[int, str]]:
    """Record entities of the clusters that are kept, and each cluster's id by its identity."""
    ids: dict[int, str] = {}
    out: list[Entity] = []
    kept = [c for c in entities.clusters if c.named or any(m.used for m in c.mentions)]
    kept = [c for c in kept if c.mentions]
    kept.sort(key=lambda c: c.spans()[0])
    places = place_clusters(kept, entities.focus, scene)
    for number, cluster in enumerate(kept, 1):
        ids[id(cluster)] = f"e{number}"
        longest = max(
            (m for m in cluster.mentions if m.kind not in ("pair", "again", "state")),
            key=lambda m: (m.named, m.span[1] - m.span[0]),
            default=cluster.mentions[0],
        )
        name = cluster.name
        if cluster.key == cluster.country and (name is None or name.kind == CAPITAL):
            name = gazetteer().state(cluster.country) or name  # a state told by its capital (واشنطن) or by بلاده has the state's name
        arabic = name.arabic if name else written(scene, longest)
        english = name.english if name else arabic
        knowledge = None if cluster.name is None else cluster.key
        place = places.get(id(cluster))
        if place is not None and place.country:
            cluster.country = place.country
        elif cluster.name is not None and cluster.name.kind == "gazetteer":  # a homonym of some place far away
            english, knowledge, cluster.country = arabic, None, entities.focus
        if place is not None and not place.name:  # known only by what it lies in
            english, knowledge = arabic, None
        elif place is not None and cluster.name is not None and cluster.name.kind == "gazetteer":
            english, knowledge = place.name, f"geonames:{place.geonames}" if place.geonames else cluster.key
        out.append(
            Entity(
                f"e{number}",
                cluster.type,
                english,
                arabic,
                cluster.named,
                cluster.country,
                cluster.sector,
                knowledge,
                place.coordinates if place else None,
                cluster.spans(),
                cluster.why,
            )
        )
    return out, ids
