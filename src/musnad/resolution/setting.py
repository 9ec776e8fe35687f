"""Where the named places of an article are: what its words tell of each goes to ``places``, which chooses.

Told are the names as written, the noun before (محافظة), and what the words after set the place in: مستشفى الأمل **في مدينة** نابلس,
معتمدية بورويس **من ولاية** سليانة, بلدة حضر **بريف** القنيطرة, or by: مونروج **جنوب** باريس.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from musnad.analysis.acts import PLACES
from musnad.analysis.gazetteer import NATION
from musnad.analysis.scene import Mention, Scene
from musnad.language.characters import fold
from musnad.language.tokens import QUOTES
from musnad.resolution.clusters import Cluster
from musnad.resolution.places import PARTS, Named, Place, candidates, place_all, place_head

REFERRING = ("pair", "again", "state")
INSIDE = frozenset("في داخل وسط بوسط".split())
BY = frozenset("قرب شمال جنوب شرق غرب شمالي جنوبي شرقي غربي".split())
CLOSE = frozenset(fold(w) for w in "القريب القريبة المجاور المجاورة المتاخم المتاخمة المحاذي المحاذية".split())
ROUND = frozenset(fold(w) for w in "محيط ضواحي أطراف".split())  # what lies round a town is not in it
CAPITAL_WORDS = frozenset(fold("ال" + w) for w in ("عاصمة", "مدينة"))
MOST_ADJECTIVES = 3


def place_clusters(clusters: Sequence[Cluster], focus: str | None, scene: Scene) -> dict[int, Place]:
    """Where the named places are, by the identity of their clusters; those that stay open are left out.

    A cluster that the words set in a state or its place takes that country, unless the knowledge has its name there.
    """
    named = [c for c in clusters if c.named and c.type in PLACES]
    countries = {c.country for c in clusters if c.country and (c.name is None or c.name.kind not in ("places", "gazetteer"))}
    at = {m.first: n for n, c in enumerate(named) for m in c.mentions}
    told = [_told(n, c, scene, at) for n, c in enumerate(named)]
    placed = place_all(told, focus, countries)
    for cluster, one, place in zip(named, told, placed, strict=True):
        whole = placed[one.within] if one.within is not None else None
        if place is None and whole is not None and whole.country and not one.state and (cluster.name is None or cluster.name.kind == "gazetteer"):
            cluster.country, cluster.name = whole.country, None
    return {id(c): place for c, place in zip(named, placed, strict=True) if place is not None}


def written(scene: Scene, mention: Mention) -> str:
    """The mention's words; the article that ل has swallowed is written out (للجيش holds الجيش)."""
    start, end = mention.span
    text = scene.document.text[start:end]
    swallowed = text.startswith("ل") and start and scene.document.text[start - 1] == "ل"
    if not mention.names and mention.kind != "person" and not mention.head.startswith("ل") and swallowed:
        return "ا" + text
    return text


def _told(number: int, cluster: Cluster, scene: Scene, at: Mapping[int, int]) -> Named:
    """What the mentions of a place tell of it: its name as written where the knowledge has it so, the noun most often before it, what it lies in."""
    if len(cluster.key) == 3:
        return Named((), cluster.type, state=cluster.key)
    mentions = [m for m in cluster.mentions if m.kind not in REFERRING] or cluster.mentions
    texts = [written(scene, m) for m in mentions]
    names = [cluster.name.arabic] if cluster.name and not candidates(texts) else texts
    head = Counter(place_head(scene.norm(m.first - 1)) for m in mentions).most_common(1)[0][0]
    settings = (s for s in (_setting(scene, m, at) for m in mentions) if s is not None and s[0] != number)
    within, near = next(settings, (None, False))
    country = cluster.name.country if cluster.name else None
    return Named(tuple(dict.fromkeys(names)), cluster.name.type if cluster.name else cluster.type, head, country=country, within=within, near=near)


def _setting(scene: Scene, mention: Mention, at: Mapping[int, int]) -> tuple[int, bool] | None:
    """The place that the words after a mention set it in, and whether only by it; None if they do not."""
    j = mention.last
    while scene.norm(j) and scene.norm(j) in QUOTES:
        j += 1
    limit, near, inside = j + MOST_ADJECTIVES, False, False
    while j < limit and scene.norm(j).startswith("ال") and j not in at:
        near = near or scene.norm(j) in CLOSE
        j += 1
    word = scene.norm(j)
    if word in INSIDE or (word == "من" and place_head(scene.norm(j + 1))):
        j, inside = j + 1, True
    elif word in BY:
        near = True
        while scene.norm(j) in BY:
            j += 1
    elif not word or word[0] not in "بل" or (word[0] == "ل" and j == mention.last):
        return None
    for _ in range(2):
        bare = scene.norm(j).removeprefix("ب")
        if j not in at and (place_head(scene.norm(j)) or bare in CAPITAL_WORDS or bare in PARTS):
            near = near or bare in ROUND
            j, inside = j + 1, inside or not near
    found = scene.starting(j) if j in at else None
    if found is None or found.type not in ("GPE", "LOC") or not (inside or near or found.span[0] > scene.tokens[j].start):
        return None
    return at[j], near and not _wide(found)


def _wide(mention: Mention) -> bool:
    """Whether a state is named: what lies in its north lies in it."""
    return bool(mention.names) and mention.names[0].kind == NATION
