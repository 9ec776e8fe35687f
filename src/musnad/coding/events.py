"""Events: each trigger coded in PLOVER and CAMEO, dated, placed, and tied to the statement that reports it."""

from __future__ import annotations

from musnad.analysis.acts import Trigger
from musnad.analysis.gazetteer import CAPITAL
from musnad.analysis.grammar import base, is_that
from musnad.analysis.lexicon import Sense
from musnad.analysis.scene import Scene
from musnad.analysis.spoken import Speech
from musnad.coding import plover
from musnad.coding.coming import still_ahead
from musnad.coding.counts import counts_of
from musnad.coding.happenings import join_likely, join_repeats
from musnad.coding.reported import Reported
from musnad.coding.retold import definite, judged, lemmas, told
from musnad.coding.status import status_of
from musnad.language.clitics import heads
from musnad.record import ROLES, Event, Transfer
from musnad.resolution.clusters import Cluster

CONTEXT_REACH = 6
SHOUT_REACH = 25  # tokens behind a protest within which its demand is told
# Acts of a state's own bodies on its own ground, unless the text tells another place.
_AT_HOME = frozenset((("COERCE", "arrest"), ("COERCE", "ban"), ("COERCE", "curfew"), ("COERCE", "censor"), ("RETREAT", "release"), ("ACCUSE", "allege")))
PROTESTERS = frozenset(("متظاهر", "محتج", "معتصم", "مضرب"))


def code_events(found: Reported) -> list[Event]:
    """Code every trigger; repeats of one happening are joined by ``same``."""
    found.triggers[:] = _own_acts(found)
    events = [_code(trigger, number, found) for number, trigger in enumerate(found.triggers, 1)]
    for number in still_ahead(events, found.triggers, found.scene, found.dates, found.article.published):
        _put_off(events[number], found.triggers[number])
    likely = [_set_aside(event, _unsure(trigger, found)) for event, trigger in zip(events, found.triggers, strict=True)]
    join_repeats(events, lemmas(events, found), definite(events, found), told(events, found))
    for event, roles in zip(events, likely, strict=True):
        _take_back(event, roles)
    _share_status(events, found.triggers)
    day = found.article.published[:10] if found.article.published else None
    lead = found.scene.sentences[min(1, len(found.scene.sentences) - 1)].end if found.scene.sentences else 0
    fresh = {e.id for e in events if e.statement is None and e.status == "occurred" and e.trigger[0] < lead}
    for event in events:
        if event.when is None and (event.id in fresh or event.same in fresh) and event.status == "occurred":
            event.when = day
    join_likely(events, judged(events, found))
    return events


Roles = dict[str, list[str]]


def _unsure(trigger: Trigger, found: Reported) -> Roles:
    """By role the ids of those who have it only likely: no mention of theirs has it for sure."""
    out: Roles = {}
    for role in ROLES:
        doubted = [m for name, m in trigger.unsure if name == role]
        sure = found.ids_of([m for m in getattr(trigger, role) if m not in doubted])
        out[role] = [i for i in found.ids_of(doubted) if i not in sure]
    return out


def _set_aside(event: Event, unsure: Roles) -> Roles:
    """Take the parties and places that are only likely from an event, so that reports are joined by what is sure; they are returned."""
    likely = {role: [i for i in getattr(event, role) if i in unsure[role]] for role in unsure}
    for role, ids in likely.items():
        setattr(event, role, [i for i in getattr(event, role) if i not in ids])
    return likely


def _take_back(event: Event, likely: Roles) -> None:
    """Give an event the parties and places that are only likely, each in one role, unless it has them for sure, also by other reports of its happening."""
    for role, ids in likely.items():
        held = {*event.actor, *event.recipient, *event.place}
        new = [i for i in ids if i not in held]
        setattr(event, role, [*getattr(event, role), *new])
        event.unsure += new


def _code(trigger: Trigger, number: int, found: Reported) -> Event:
    speech = _inside(trigger, found)
    statement = found.statement_ids.get(id(speech)) if speech is not None else None
    stance = speech.stance if speech is not None else ""
    sentence = found.scene.sentences[found.scene.tokens[trigger.token].sentence]
    denied = stance == "denies" and _plain_denial(trigger, speech, found)
    status = status_of(found.scene, trigger, denied=denied, headline=sentence.index == 0, reported=speech is not None)
    if trigger.status and not denied:
        status = trigger.status
    if status == "occurred" and stance in ("threatens", "promises") and trigger.kind in ("noun", "masdar") and _plain_denial(trigger, speech, found):
        status = "possible"  # guideline: what is threatened is possible
    type_, mode = _settle(trigger.sense, status, trigger.kind)
    actor, recipient = _parties(trigger, speech, found)
    place = [e for e in found.ids_of(trigger.place) if e not in actor] or _implied_place(type_, mode, actor, recipient, found)
    stems = {
        c.stem
        for j in range(max(sentence.first, trigger.token - CONTEXT_REACH), min(sentence.last, trigger.token + CONTEXT_REACH + 1))
        for c in heads(found.scene.norm(j))
    }
    changed = (type_, mode) != (trigger.sense.type, trigger.sense.mode)
    return Event(
        id=f"v{number}",
        trigger=trigger.span,
        type=type_,
        mode=mode,
        context=plover.contexts(trigger.sense.context, stems),
        actor=actor,
        recipient=recipient,
        place=place,
        when=_when(trigger, found),
        status=status,
        statement=statement,
        same=None,
        cameo=plover.cameo_root(type_) if changed else trigger.sense.cameo or plover.cameo_root(type_),
        score=plover.score(type_, mode),
        quad=plover.quad(type_),
        transfer=_transfer(trigger, type_, found),
        counts=counts_of(trigger, type_, mode, found.scene, found.amounts, recipient),
        views=[],
        confidence=_confidence(trigger, actor, recipient),
        why=_why(trigger, status, changed),
    )


def _own_acts(found: Reported) -> list[Trigger]:
    """The triggers without those that are only the content of a demand, pledge or refusal (guideline: no second event)."""
    kept: list[Trigger] = []
    for trigger in found.triggers:
        if not any(_asked_for(trigger, asking, found.scene) for asking in kept[-3:]):
            kept.append(trigger)
    return [trigger for trigger in kept if not any(_shouted(trigger, protest, found.scene) for protest in kept)]


def _shouted(trigger: Trigger, protest: Trigger, scene: Scene) -> bool:
    """Whether a demand is only what a protest is for (تظاهر المئات مطالبين بكذا): guideline, no act of its own."""
    if trigger.sense.type != "REQUEST" or protest.sense.type != "PROTEST" or not 0 < trigger.token - protest.token <= SHOUT_REACH:
        return False
    if scene.tokens[trigger.token].sentence != scene.tokens[protest.token].sentence:
        return False
    between = range(protest.token + 1, trigger.token)
    told = trigger.kind == "verb" and trigger.item.tense == "imperfect" and not any(scene.is_verb(j) for j in between)
    return told or trigger.kind == "active" or scene.norm(trigger.token).startswith("لل")


def _asked_for(trigger: Trigger, asking: Trigger, scene: Scene) -> bool:
    """Whether a trigger is what another asks for, pledges or refuses: its complement, with no clause between."""
    pledge = asking.sense.type in ("REQUEST", "REJECT") or asking.sense.cue in ("asks", "promises")
    if not pledge or not 0 < trigger.token - asking.token <= 14 or scene.tokens[trigger.token].sentence != scene.tokens[asking.token].sentence:
        return False
    if trigger.sense.type == "REQUEST" or trigger.sense.cue == "asserts":
        return False
    for j in range(asking.token + 1, trigger.token):
        if scene.norm(j) in ".;:" or (scene.is_verb(j) and not (trigger.kind == "verb" and j == trigger.token)):
            return False
        if is_that(scene.norm(j)) and trigger.kind == "verb" and j != trigger.token - 1:
            return False
    if trigger.kind == "verb":
        return scene.norm(trigger.token - 1) in ("ان", "بان", "الا", "بالا")
    if trigger.kind in ("active", "passive"):
        return False
    own = scene.tokens[trigger.token].norm
    governed = (
        any(base(scene.norm(j)) in ("ب", "الي", "علي", "عن") for j in range(max(asking.token + 1, trigger.token - 2), trigger.token))
        or own[:1] in "بل"
        or own.startswith("وب")
    )
    return governed or trigger.token - asking.token <= 4 or scene.norm(trigger.token - 1) in ("عدم", "وقف", "بعدم", "بوقف")


def _share_status(events: list[Event], triggers: list[Trigger]) -> None:
    """A noun that only names an act told before has that act's status (guideline: a later ``same`` states only what differs)."""
    by_id = {event.id: event for event in events}
    for event, trigger in zip(events, triggers, strict=True):
        if event.same and event.status == "occurred" and trigger.kind in ("noun", "masdar") and by_id[event.same].status in ("ongoing", "planned", "possible"):
            event.status = by_id[event.same].status


def _done_by_saying(trigger: Trigger, speech: Speech) -> bool:
    """Whether an act is done by announcing it (أعلن قطع العلاقات): it is told by the outlet; an army's own strike is a claim (guideline)."""
    own = any(m in speech.speaker for m in trigger.actor)
    return (
        speech.frame == "a noun phrase"
        and speech.stance == "asserts"
        and trigger.kind == "masdar"
        and trigger.token == speech.first
        and own
        and (trigger.sense.type not in ("ASSAULT", "ACCUSE"))
    )


def _inside(trigger: Trigger, found: Reported) -> Speech | None:
    """The innermost statement with a known speaker whose words hold the trigger."""
    held = [
        s
        for s in found.speech
        if id(s) in found.statement_ids
        and s.span[0] <= trigger.span[0]
        and trigger.span[1] <= s.span[1]
        and s.cue_token != trigger.token
        and not _done_by_saying(trigger, s)
    ]
    return min(held, key=lambda s: s.span[1] - s.span[0]) if held else None


def _plain_denial(trigger: Trigger, speech: Speech | None, found: Reported) -> bool:
    """What a denial denies is the first act of its content, not all that is told inside it."""
    if speech is None or speech.form == "direct":
        return False
    acts = [t for t in found.triggers if speech.first <= t.token < speech.last]
    told = [t for t in acts if t.sense.type != "ACCUSE" or t.kind == "verb"] or acts  # نفى اتهامات بكذا denies the act, not that it is charged
    return bool(told) and told[0] is trigger


def _settle(sense: Sense, status: str, kind: str) -> tuple[str, str | None]:
    """Future cooperation is AGREE, a withdrawal or release only announced CONCEDE (PLOVER manual, AGREE and CONCEDE)."""
    if (
        status in ("planned", "possible", "hypothetical")
        and sense.type in plover.COOPERATIVE
        or (status in ("planned", "possible") and sense.type == "CONSULT")
    ):
        return "AGREE", None
    if status == "planned" and sense.type == "RETREAT" and kind != "masdar":
        return "CONCEDE", None
    mode = sense.mode if sense.mode and plover.has_mode(sense.type, sense.mode) else None
    return sense.type, mode


def _put_off(event: Event, trigger: Trigger) -> None:
    """Make an event a planned one, and of the type that this is."""
    event.status = "planned"
    event.type, event.mode = _settle(trigger.sense, event.status, trigger.kind)
    if event.type != trigger.sense.type:
        event.cameo, event.score, event.quad = plover.cameo_root(event.type), plover.score(event.type, None), plover.quad(event.type)
    event.why = _why(trigger, event.status, event.type != trigger.sense.type)


def _parties(trigger: Trigger, speech: Speech | None, found: Reported) -> tuple[list[str], list[str]]:
    """Actor and recipient ids: own mentions, the speaker for a first person, a demonym's state if the article names it."""
    actor, recipient = found.ids_of(trigger.actor), found.ids_of(trigger.recipient)
    if trigger.person == 1 and speech is not None:
        actor = list(dict.fromkeys([*found.ids_of(speech.voices()), *actor]))
    own = next((s for s in found.speech if s.cue_token == trigger.token and id(s) in found.statement_ids), None)
    if own is not None and trigger.kind == "verb" and not trigger.passive:  # who accuses or demands is who says so
        actor = actor or found.ids_of(own.voices())
        recipient = [r for r in recipient if r not in actor]
    if trigger.sense.type == "PROTEST" and not actor:
        crowd = next((c for c in found.entities.clusters if c.type == "NORP" and c.head in PROTESTERS and id(c) in found.ids), None)
        actor = [found.ids[id(crowd)]] if crowd is not None else []
    if trigger.sense.type in ("CONSULT", "SANCTION"):
        recipient = [_host(r, found) for r in recipient]
    if not actor and trigger.actor_country:
        actor = _state(trigger.actor_country, found)
    if not recipient and trigger.recipient_country:
        recipient = _state(trigger.recipient_country, found)
    return actor, [r for r in recipient if r not in actor]


def _implied_place(type_: str, mode: str | None, actor: list[str], recipient: list[str], found: Reported) -> list[str]:
    """Where an act was done that names no place: a visit at its host's, an arrest or release in the state whose bodies carry it out."""
    clusters = {found.ids[id(c)]: c for c in found.entities.clusters if id(c) in found.ids}
    if type_ == "CONSULT":
        return [r for r in recipient if clusters[r].type == "GPE"]
    if (type_, mode) not in _AT_HOME or not actor or clusters[actor[0]].type not in ("ORG", "GPE"):
        return []
    country = clusters[actor[0]].country
    if country is None or any(clusters[r].country not in (None, country) for r in recipient):
        return []
    state = next((c for c in found.entities.clusters if c.key == country and id(c) in found.ids), None)
    return [found.ids[id(state)]] if state is not None else []


def _host(entity_id: str, found: Reported) -> str:
    """A visit to a capital is a visit to its state, an ambassador recalled from it too, where the article names the state."""
    cluster = next(c for c in found.entities.clusters if found.ids.get(id(c)) == entity_id)
    if cluster.name is None or cluster.name.kind != CAPITAL:
        return entity_id
    state = next((c for c in found.entities.clusters if c.key == cluster.country and id(c) in found.ids), None)
    return found.ids[id(state)] if state is not None else entity_id


def _state(country: str, found: Reported) -> list[str]:
    clusters: list[Cluster] = [c for c in found.entities.clusters if c.country == country and id(c) in found.ids]
    state = [c for c in clusters if c.key == country]
    army = [c for c in clusters if c.sector == "MIL" and c.named]
    government = [c for c in clusters if c.sector == "GOV" and c.type == "ORG"]
    return [found.ids[id(c)] for c in (*state, *army, *government)[:1]]


def _when(trigger: Trigger, found: Reported) -> str | None:
    """The value of the nearest date in the trigger's own clause, None if the clause names none."""
    scene = found.scene
    sentence = scene.sentences[scene.tokens[trigger.token].sentence]
    best: tuple[float, str | None] | None = None
    speech = _inside(trigger, found)
    for date in found.dates:
        if not (sentence.start <= date.span[0] < sentence.end):
            continue
        at = scene.document.token_at(date.span[0])
        if speech is not None and speech.cue_token < at < speech.first <= trigger.token:
            continue  # قال فلان، الثلاثاء، إن …: the day on which it was said
        low, high = sorted((at, trigger.token))
        barrier = sum(1.0 for j in range(low + 1, high) if scene.is_verb(j) or scene.norm(j) in ".;") + sum(
            0.5 for j in range(low + 1, high) if scene.norm(j) == ","
        )
        away = high - low + 6 * barrier
        if high - low <= 14 and barrier < 1.5 and not _of_another(trigger, at, found) and (best is None or away < best[0]):
            best = away, date.value
    return best[1] if best is not None else None


def _of_another(trigger: Trigger, at: int, found: Reported) -> bool:
    """Whether a date behind a trigger is of another act, which the first one came before or after (جاء اللقاء بعد زيارة الأسبوع الماضي)."""
    norm = found.scene.norm
    last = max((t.token for t in found.triggers if trigger.token < t.token < at), default=None)
    if last is None or any(norm(j) == "," for j in range(trigger.token + 1, at)):
        return False
    return norm(last - 1) in ("بعد", "قبل", "عقب", "غداه", "اثر") or (norm(last - 1) == "من" and norm(last - 3) in ("بعد", "قبل"))


def _transfer(trigger: Trigger, type_: str, found: Reported) -> Transfer | None:
    """Goods that change hands: a product named in the clause of a trade, delivery or aid."""
    if type_ not in ("COOPERATE", "AID", "AGREE"):
        return None
    items = [m for m in found.scene.mentions if m.type == "PRODUCT" and trigger.token < m.first < max(trigger.end, trigger.token + 8)]
    ids = found.ids_of(items)
    if not ids:
        return None
    sentence = found.scene.sentences[found.scene.tokens[trigger.token].sentence]
    near = [a for a in found.amounts if sentence.start <= a.span[0] < sentence.end]
    price = next((a.id for a in near if a.unit.isupper() and len(a.unit) == 3), None)
    number = next((a.id for a in near if not a.unit.isupper() and a.span[0] <= items[0].span[1]), None)
    return Transfer(ids, number, price)


def _confidence(trigger: Trigger, actor: list[str], recipient: list[str]) -> float:
    """The trained network's chance of the type; without one, a rough confidence: a sense with a met condition and filled roles is surer."""
    if trigger.sure is not None:
        return round(trigger.sure, 2)
    value = 0.5 + 0.15 * bool(trigger.sense.needs) + 0.1 * bool(actor) + 0.1 * bool(recipient) + 0.05 * (trigger.kind == "verb")
    return round(value, 2)


def _why(trigger: Trigger, status: str, changed: bool) -> str:
    sense = trigger.sense
    code = sense.type + (f"/{sense.mode}" if sense.mode else "")
    kind = {"verb": "the verb", "masdar": "the verbal noun of", "noun": "the noun", "active": "the participle of", "passive": "the passive participle of"}[
        trigger.kind
    ]
    text = f"{kind} {sense.lemma} is {code} in the lexicon"
    if trigger.unlisted:
        text = f"the trained model reads {code} in the word {sense.lemma}"
    if trigger.sure is not None:
        text += f"; the trained model is {trigger.sure:.0%} sure of it"
    if changed:
        text += f"; {status}, so coded as an intention"
    if trigger.passive:
        text += "; read as a passive"
    if trigger.elided and trigger.actor:
        text += "; subject taken from the verb before"
    return text
