"""Acts that are only coming: nouns that name a meeting still ahead of the reader, and dates after the day of publication.

A noun has no tense. That a summit, visit or round of talks is ahead tell: an adjective (القمة المرتقبة), the act that it is told as coming
after (قبيل القمة), a verb of the future whose subject it is (القمة التي ستعقد), and a date that lies after publication. An article seldom says so
more than once: the same meeting named again is ahead too, unless its own words say that it took place (guideline: a meeting only said to
be coming is AGREE, planned).
"""

from __future__ import annotations

from musnad.analysis.acts import Trigger
from musnad.analysis.grammar import DEMONSTRATIVES, GOVERNING, QUANTIFIERS, RELATIVES, TIME_WORDS, base, is_that
from musnad.analysis.scene import Scene
from musnad.language.characters import fold
from musnad.language.tokens import QUOTES
from musnad.record import Date, Event

AHEAD = frozenset("مرتقب مقبل مقرر منتظر مزمع قادم متوقع محتمل وشيك مخطط".split())
BEHIND = frozenset("ماضي سابق اخير فائت منصرم ماض".split())
# Nouns between a word of time and the meeting itself (قبيل انعقاد القمة، قبل ساعات من بدء المحادثات).
_HOLDING = frozenset(
    "عقد انعقاد بدء انطلاق اجراء موعد اول ثاني ثالث ساعات ساعه ايام يوم اسابيع اسبوع شهر شهرين يومين اسبوعين من متابعه استكمال استئناف مواصله".split()
)
_BEFORE = frozenset("قبل قبيل عشيه".split())
_TOWARDS = frozenset("تمهيدا تحضيرا استعدادا التحضير التحضيرات الاعداد الاستعداد الاستعدادات التمهيد اقتراب قرب اتطلع يتطلع تتطلع نتطلع تطلعه".split())
_ATTENDING = frozenset("لحضور للمشاركه لعقد لاجراء لاستضافه للقاء".split())
_ABOUT = GOVERNING - {"بين", "مع", "في", "الي", "من"}
_AFTER = frozenset("بعد عقب اثر منذ غداه".split())
_DURING = frozenset("خلال اثناء".split())
_THAT = ("ان", "بان")
_BEING = frozenset("يكون تكون سيكون ستكون".split())
# All in tokens: how far an adjective, a verb (that much farther), a date and a governing verb may stand from the noun.
REACH, FARTHER, DATE_REACH, GOVERNOR_REACH = 9, 4, 12, 16
LED = 3  # a relative clause without pronoun stands right behind its indefinite noun (اجتماع سيعقد)


def ahead(date: str | None, published: str | None) -> bool:
    """Whether a date, or the first day of an interval, lies after the day of publication."""
    if not date or not published:
        return False
    start = date.split("/")[0]
    return start > published[: len(start)]


def behind(date: str | None, published: str | None) -> bool:
    """Whether a date, or the last day of an interval, lies before the day of publication."""
    if not date or not published:
        return False
    end = date.split("/")[-1]
    return end < published[: len(end)]


def _feminine(trigger: Trigger) -> bool:
    """Whether adjectives behind the noun are feminine: it ends so, or it is a plural of things."""
    return trigger.item.number == "p" or fold(trigger.sense.lemma).endswith("ه")


def _described(scene: Scene, trigger: Trigger, words: frozenset[str]) -> bool:
    """Whether an adjective of these describes the noun: behind it and those who take part, before any other clause or noun of its own."""
    sentence = scene.sentences[scene.tokens[trigger.token].sentence]
    first = _behind_name(scene, trigger)
    agreeing = {word + ending for word in words for ending in ({"", "ه"} if first > trigger.token + 1 else {"ه" if _feminine(trigger) else ""})}
    for j in range(first, min(sentence.last, trigger.token + REACH)):
        norm, held = scene.norm(j), scene.covering(j)
        if norm.removeprefix("ال") in agreeing and not _of_time(scene, j - 1):
            return True
        other = ((held is None or held.type == "EVENT") and scene.item(j, "masdar", "noun") is not None) or base(norm) in _ABOUT
        if other or norm in ".;:," or is_that(norm) or base(norm) in RELATIVES or scene.is_verb(j):
            return False
    return False


def _behind_name(scene: Scene, trigger: Trigger) -> int:
    """The token behind the words that name the act (of اجتماع القمة both)."""
    return trigger.token + 1 + (trigger.span[1] > scene.tokens[trigger.token].end)


def _of_time(scene: Scene, j: int) -> bool:
    """Whether a word is one of time, so that the adjective behind it is the time's (الأسبوع المقبل)."""
    return scene.norm(j) in TIME_WORDS or scene.norm(j).removeprefix("ال") in _HOLDING | {"عام", "سنه"}


def _told_before(scene: Scene, trigger: Trigger) -> bool:
    """Whether the noun is what something is told to come before (قبيل القمة، تمهيدا للقاء، قبل ساعات من المحادثات)."""
    j = trigger.token - 1
    own = scene.norm(trigger.token)
    while trigger.token - j < FARTHER and (scene.norm(j) in _HOLDING or scene.norm(j).removeprefix("ال") in _HOLDING or scene.norm(j) == '"'):
        j -= 1
    if base(scene.norm(j)) in _BEFORE and scene.norm(j + 1) not in ("ان", "الماضي"):
        return True
    if scene.norm(j) in _ATTENDING or (scene.norm(j) == "في" and scene.norm(j - 1) in _ATTENDING):
        return True
    prepared = {scene.norm(k) for k in range(max(0, j - 1), j + 1)} & _TOWARDS
    return bool(prepared) and (own.startswith("ل") or base(scene.norm(j)) in ("ل", "الي", "من") or scene.norm(j) in _TOWARDS)


def _next_verb(scene: Scene, trigger: Trigger) -> str:
    """The outlook by the tense of the next verb, if the noun is its subject or antecedent (القمة التي ستعقد، إن المحادثات ستبدأ), else ``open``."""
    sentence = scene.sentences[scene.tokens[trigger.token].sentence]
    relative = False
    first = _behind_name(scene, trigger)
    for j in range(first, min(sentence.last, trigger.token + REACH + FARTHER)):
        norm = scene.norm(j)
        if base(norm) in RELATIVES:
            if first == trigger.token + 1 and (norm == "التي") != _feminine(trigger):
                return "open"
            relative = True
            continue
        reading = scene.verb(j)
        if reading is not None:
            described = not trigger.article and j - trigger.token <= LED and not any(scene.norm(k) in QUOTES for k in range(trigger.token + 1, j))
            if not (relative or described or _opens(scene, trigger.token)):
                return "open"
            if reading.item.tense == "perfect":
                return "behind" if relative else "open"
            return "ahead" if reading.cut.future or scene.norm(j - 1) == "سوف" else "perhaps" if scene.norm(j - 1) == "قد" else "open"
        if norm in ".;:" or (norm == "," and base(scene.norm(j + 1)) not in RELATIVES) or is_that(norm) or scene.item(j, "masdar", "noun") is not None:
            return "open"
    return "open"


def _opens(scene: Scene, i: int) -> bool:
    """Whether a noun stands at the head of a clause, where its subject does."""
    return i == 0 or is_that(scene.norm(i - 1)) or scene.norm(i - 1) in (".", ":", '"') or scene.tokens[i - 1].kind == "break"


def still_ahead(events: list[Event], triggers: list[Trigger], scene: Scene, dates: list[Date], published: str | None) -> list[int]:
    """The events, by number, that their own words or another naming of the same meeting put after publication, though their status does not.

    ``events`` are those of ``triggers``, in text order; ``published`` is ISO 8601.
    """
    starts = frozenset(t.token for t in triggers)
    known = [_outlook(e, t, scene, [d for d in dates if _of_act(d, t, starts, scene)], published) for e, t in zip(events, triggers, strict=True)]
    found = []
    for n, event in enumerate(events):
        outlook = known[n]
        if outlook in ("open", "perhaps") and event.type == "CONSULT" and triggers[n].kind in ("noun", "masdar"):
            anchor = _same_meeting(n, events, triggers, known)
            outlook = known[anchor] if anchor is not None else outlook
        if outlook in ("ahead", "perhaps") and event.status in ("occurred", "ongoing"):
            found.append(n)
    return found


def _of_act(date: Date, trigger: Trigger, starts: frozenset[int], scene: Scene) -> bool:
    """Whether a date stands in the phrase of an act: neither a clause nor another act stands between."""
    at = scene.document.token_at(date.span[0])
    low, high = sorted((at, trigger.token))
    if scene.tokens[at].sentence != scene.tokens[trigger.token].sentence or high - low > DATE_REACH:
        return False
    return not any(_parts(scene, j, at) or j in starts for j in range(low + 1, high))


def _parts(scene: Scene, j: int, at: int) -> bool:
    """Whether the word at ``j`` parts an act from the date at ``at``: another clause begins, or what came before or after."""
    norm = scene.norm(j)
    return norm in ".;:" or (norm == "," and j != at - 1) or is_that(norm) or (base(norm) in ("بعد", "قبل", "منذ", "عقب") and j != at - 1)


def _outlook(event: Event, trigger: Trigger, scene: Scene, dates: list[Date], published: str | None) -> str:
    """``ahead``, ``behind`` or ``open``: what the words around an act tell of when it is; ``perhaps`` ahead, if no other naming tells otherwise."""
    if event.status in ("negated", "hypothetical"):
        return "open"
    if event.status in ("planned", "possible"):
        return "ahead"
    coming = any(ahead(date.value, published) for date in dates)
    if trigger.kind not in ("masdar", "noun"):
        return "ahead" if coming and trigger.kind == "verb" and trigger.item.tense == "imperfect" else "behind"
    if _described(scene, trigger, AHEAD):
        return "ahead"
    if trigger.sense.type != "CONSULT":
        return "behind"
    verb = _next_verb(scene, trigger)
    if coming or verb in ("ahead", "behind"):
        return "ahead" if coming else verb
    if _described(scene, trigger, BEHIND) or any(behind(date.value, published) for date in dates):
        return "behind"
    governed = _by_governor(scene, trigger, dates, published)
    return "perhaps" if governed == "open" and verb == "perhaps" else governed


def _by_governor(scene: Scene, trigger: Trigger, dates: list[Date], published: str | None) -> str:
    """The outlook of a meeting by the verb or preposition that governs its noun."""
    at = _governor(scene, trigger)
    verb = scene.verb(at) if at is not None else None
    light = verb is not None and fold(verb.item.lemma) in trigger.sense.light
    before = base(scene.norm(trigger.token - (2 if scene.norm(trigger.token - 1) in QUOTES else 1)))
    if at is not None and _to_come(scene, at):
        counted = before == "من" and scene.norm(trigger.token - 2) in QUANTIFIERS
        bare = (counted or before not in GOVERNING) and trigger.span[0] == scene.tokens[trigger.token].start
        return "ahead" if light or (bare and scene.norm(at - 1) not in _THAT) else "perhaps"
    if before in _AFTER or (before in _DURING and verb is not None and verb.item.tense == "perfect"):
        return "behind"
    if light and verb is not None:
        headline = scene.sentences[scene.tokens[trigger.token].sentence].index == 0
        today = verb.item.tense == "imperfect" and any(date.value == (published or "")[:10] for date in dates)
        return "ahead" if today and not headline else "open" if headline and verb.item.tense == "imperfect" else "behind"
    if _told_before(scene, trigger):
        return "perhaps"
    return "open" if _named_again(scene, trigger) else "behind"


def _governor(scene: Scene, trigger: Trigger) -> int | None:
    """The nearest verb before a noun in its clause."""
    sentence = scene.sentences[scene.tokens[trigger.token].sentence]
    for j in range(trigger.token - 1, max(sentence.first, trigger.token - GOVERNOR_REACH) - 1, -1):
        if scene.norm(j) in ".;:" or is_that(scene.norm(j)):
            return None
        if (scene.verb(j) is not None and scene.verb(j - 1) is None) or scene.norm(j) in _BEING:  # behind a verb it is a noun (سيتم عقد)
            return j
    return None


def _to_come(scene: Scene, j: int) -> bool:
    """Whether the verb at a token is one of the future, or what is wished or expected (أن + imperfect, but not قبل أن)."""
    reading, before = scene.verb(j), scene.norm(j - 1)
    if before == "سوف" or (reading.cut.future if reading is not None else scene.norm(j).startswith(("ست", "سي"))):
        return True
    imperfect = reading is None or reading.item.tense == "imperfect"
    return imperfect and before in _THAT and not {scene.norm(j - 2), scene.norm(j - 3)} & {"قبل", "بعد", "دون", "منذ"}


def _named_again(scene: Scene, trigger: Trigger) -> bool:
    """Whether a noun can name a meeting that is known already: it is definite, by itself, a pronoun or the genitive behind it."""
    if trigger.article or trigger.pronoun or scene.norm(trigger.token - 1) in DEMONSTRATIVES:
        return True
    follower = scene.starting(trigger.token + 1)
    named = follower is not None and follower.definite and not follower.preposition
    return named or scene.norm(trigger.token + 1).startswith("ال")


def _same_meeting(n: int, events: list[Event], triggers: list[Trigger], known: list[str]) -> int | None:
    """The nearest meeting, before or else after, that a noun may name again: of one name, or of the same two parties."""
    mine = {*events[n].actor, *events[n].recipient}
    others: list[int] = [*range(n - 1, -1, -1), *range(n + 1, len(events))]
    order = [m for m in others if triggers[m].sense.type == "CONSULT" and known[m] in ("ahead", "behind")]
    for alike in (True, False):
        for m in order:
            theirs = {*events[m].actor, *events[m].recipient}
            if alike and triggers[m].sense.lemma != triggers[n].sense.lemma:
                continue
            if len(mine & theirs) > 1 or (alike and (not mine or not theirs or mine & theirs)):
                return m
    return None
