"""What the words of an article tell of its happenings being told again: what :mod:`musnad.coding.happenings` joins reports by."""

from __future__ import annotations

from musnad.analysis.grammar import DEMONSTRATIVES
from musnad.analysis.verbroles import KILLING
from musnad.coding.happenings import Told
from musnad.coding.reported import Reported
from musnad.coding.status import LED_TO
from musnad.language.characters import fold
from musnad.language.clitics import heads
from musnad.language.numbers import number_words
from musnad.record import Event

GOODS_REACH = 8  # tokens behind an act within which what is handed over is named
GOODS_STEM = 4  # letters that the singular and the plural of most goods share (مدرعة, مدرعات)
HURTING = KILLING | {"اصاب"}
LEFT = LED_TO | frozenset("خلف خلفت مخلفا مخلفه موديا اوقع اوقعت مسفرا".split())  # what an attack led to
# Words for fighting between two sides: what one names is told again by another.
FIGHTING = frozenset("اشتباك اشتبك مواجهة مواجهات قتال معركة مناوشة".split())


def told(events: list[Event], found: Reported) -> Told:
    """What only the words tell of events, which are those of the triggers, in their order."""
    return Told(_during(events, found), _goods(events, found), _places(found), _alike(found), _tolls(events, found))


def lemmas(events: list[Event], found: Reported) -> dict[str, str]:
    """The lemma of each event's trigger; one for all words for fighting."""
    return {e.id: "قتال" if t.sense.lemma in FIGHTING else t.sense.lemma for e, t in zip(events, found.triggers, strict=True)}


def definite(events: list[Event], found: Reported) -> set[str]:
    """The events whose trigger is a definite noun (الضربة، هذا الهجوم)."""
    return {
        e.id
        for e, t in zip(events, found.triggers, strict=True)
        if t.kind in ("noun", "masdar") and (t.article or found.scene.norm(t.token - 1) in DEMONSTRATIVES)
    }


def judged(events: list[Event], found: Reported) -> dict[str, str]:
    """What the trained network takes for a repeat, by id, with the earlier event."""
    ids = {id(trigger): event.id for event, trigger in zip(events, found.triggers, strict=True)}
    return {ids[id(t)]: ids[id(t.repeats)] for t in found.triggers if id(t.repeats) in ids}


def _during(events: list[Event], found: Reported) -> dict[str, str]:
    """Events told as what went on during themselves (بحث الوزير خلال لقائه نظيره …), with the events that they repeat."""
    out: dict[str, str] = {}
    for n, (event, trigger) in enumerate(zip(events, found.triggers, strict=True)):
        word = found.scene.norm(trigger.token)
        if trigger.kind == "verb" or found.scene.norm(trigger.token - 1) not in ("خلال", "اثناء") or not word.endswith(("ه", "ها", "هم", "هما")):
            continue
        same_sentence = (m for m in range(n - 1, -1, -1) if found.scene.tokens[found.triggers[m].token].sentence == found.scene.tokens[trigger.token].sentence)
        before = next((m for m in same_sentence if found.triggers[m].kind == "verb"), None)
        if before is not None and events[before].type == event.type == "CONSULT":
            out[event.id] = events[before].id
    return out


def _tolls(events: list[Event], found: Reported) -> dict[str, str]:
    """The dead and hurt told as what an attack left (قصف أدى إلى مقتل ثلاثة، أسفرت غارة عن مقتل خمسة), or beside others so told, with that attack."""
    scene = found.scene
    out: dict[str, str] = {}
    for n in range(1, len(events)):
        toll, trigger = events[n], found.triggers[n]
        if toll.type != "ASSAULT" or fold(trigger.sense.lemma) not in HURTING or trigger.kind == "verb":
            continue
        sentence = scene.sentences[scene.tokens[trigger.token].sentence]
        at = next((m for m in range(n - 1, -1, -1) if events[m].type == "ASSAULT" or found.triggers[m].token < sentence.first), 0)
        attack, before = events[at], found.triggers[at]
        if attack.type != "ASSAULT" or not sentence.first <= before.token < sentence.last or attack.status != toll.status:
            continue
        between = {c.stem for j in range(max(sentence.first, before.token - 2), trigger.token) for c in heads(scene.norm(j))}
        if fold(before.sense.lemma) in HURTING:
            if attack.id in out and scene.tokens[trigger.token].norm.startswith("و"):
                out[toll.id] = out[attack.id]
        elif between & LEFT:
            out[toll.id] = attack.id
    return out


def _places(found: Reported) -> frozenset[str]:
    """The ids of the places of an article."""
    return frozenset(found.ids[id(c)] for c in found.entities.clusters if id(c) in found.ids and c.type in ("GPE", "LOC", "FAC"))


def _alike(found: Reported) -> dict[str, str]:
    """By id what those who are only described are called by: buildings and things by their noun, people by their number (خمسة شبان، خمسة مواطنين)."""
    out = {}
    for cluster in found.entities.clusters:
        if id(cluster) not in found.ids or cluster.named:
            continue
        first = found.scene.norm(cluster.mentions[0].first)
        counted = found.scene.tokens[cluster.mentions[0].first].kind == "number" or first in number_words()
        if cluster.type in ("FAC", "PRODUCT") and cluster.head:
            out[found.ids[id(cluster)]] = cluster.head
        elif counted:
            word = number_words().get(first)
            out[found.ids[id(cluster)]] = first if word is None else f"{word.value:g}"
    return out


def _goods(events: list[Event], found: Reported) -> dict[str, set[str]]:
    """What is handed over in deliveries: the words near that the sense of the act needs, cut to what singular and plural share."""
    out: dict[str, set[str]] = {}
    for event, trigger in zip(events, found.triggers, strict=True):
        if event.type in ("COOPERATE", "AID") and trigger.kind == "verb":
            near = range(trigger.token + 1, min(trigger.token + GOODS_REACH, len(found.scene.tokens)))
            out[event.id] = {c.stem[:GOODS_STEM] for j in near for c in heads(found.scene.norm(j)) if c.stem in trigger.sense.needs}
    return out
