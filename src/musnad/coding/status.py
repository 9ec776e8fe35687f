"""Status: whether a reported act happened, goes on, is planned, possible, hypothetical or negated.

After PLOVER's rules for future and hypothetical events (manual, "Coding tense") and the guideline's settled cases: س, سوف, من المقرر
and a mere purpose make it planned; قد and ربما before the imperfect possible; إذا and لو hypothetical; لم, لن, عدم negated.
"""
from __future__ import annotations

from musnad.analysis.events import Trigger
from musnad.analysis.grammar import CONDITIONALS, base, is_that
from musnad.analysis.scene import Scene
from musnad.language.clitics import heads

PLANNED_BEFORE = frozenset("المقرر المتوقع المنتظر المرتقب المزمع يعتزم تعتزم اعتزام اعتزامه اعتزامها عزم عزمه عزمها ينوي تنوي نيه نيته نيتها يخطط تخطط يستعد تستعد استعداد "
                           "استعداده استعدادها استعدادا سوف قرر قررت يقرر قرار وشك سيتم ستتم تمهيدا بهدف بغرض بغيه تهدف يهدف هدف الهادفه خطه خطط خطته خططها مشروع اجل "
                           "يسعي تسعي سعي سعيه سعيها محاوله يحاول تحاول لكي كي رغبه رغبته رغبتها يتوقع تتوقع يريد تريد لضمان".split())
POSSIBLE_BEFORE = frozenset("ربما يمكن يمكنه يمكنها المحتمل المرجح احتمال احتمالات امكانيه امكان المحتمله محتمل محتمله مرجحا الارجح يحتمل عساه لعل الممكن".split())
NEGATED_BEFORE = frozenset("لم لن عدم دون بدون ينف تنف ليس ليست استبعاد استبعد".split())
ONGOING_BEFORE = frozenset("يواصل تواصل يواصلون واصل واصلت يزال تزال زال زالت استمرار مواصله تستمر يستمر استمرت استمر يتواصل تتواصل متواصله المستمر المستمره جاريه الجاريه مازال مازالت "
                           "لازال لازالت".split())
FORWARD = ("planned", "possible", "hypothetical")
HOSTILE_STATE = ("COERCE",)


def status_of(scene: Scene, trigger: Trigger, *, denied: bool, headline: bool) -> str:
    """The PLOVER status of a trigger. ``denied``: it stands inside a denial; ``headline``: in the title."""
    i, item = trigger.token, trigger.item
    sentence = scene.sentences[scene.tokens[i].sentence]
    start = i
    while start > sentence.first and i - start < 7 and not _clause_break(scene, start - 1, i):
        start -= 1
    before = [base(scene.norm(j)) for j in range(start, i)]
    stems = set(before) | {c.stem for j in range(start, i) for c in heads(scene.norm(j))}
    near = set(before[-3:]) | {c.stem for j in range(max(start, i - 3), i) for c in heads(scene.norm(j))}
    if denied or _negated(scene, i, trigger, near, before):
        return "negated"
    if stems & CONDITIONALS and ("اذا" in stems or "لو" in stems or ("حال" in stems and "في" in before)):
        return "hypothetical"
    future = trigger.kind == "verb" and any(r.cut.future for r in scene.readings[i] if r.item is item or r.item.kind == "verb") and _first_future(scene, i)
    if near & POSSIBLE_BEFORE or (before and before[-1] == "قد" and item.tense == "imperfect"):
        return "possible"
    if future or "سوف" in near or near & PLANNED_BEFORE or _governed_by_future(scene, trigger, start):
        return "planned"
    if item.tense == "imperfect" and trigger.kind == "verb":
        if near & ONGOING_BEFORE:
            return "ongoing"
        if before and is_that(scene.norm(i - 1)) and scene.norm(i - 1) in ("ان", "بان") and not headline:
            return "planned"
        return "occurred" if headline else "ongoing" if trigger.sense.type not in ("ACCUSE", "REQUEST", "REJECT", "CONSULT", "THREATEN") else "occurred"
    if near & ONGOING_BEFORE:
        return "ongoing"
    if trigger.kind in ("masdar", "noun") and any(c.preposition == "ل" and not c.conjunction and c.stem and not c.article for c in heads(scene.norm(i))[1:2]) and \
            trigger.kind == "masdar" and scene.norm(i).startswith("ل") and trigger.span[0] > scene.tokens[i].start:
        return "planned"
    if trigger.kind == "passive" and trigger.sense.type in HOSTILE_STATE + ("SUPPORT", "AID"):
        return "ongoing"
    return "occurred"


def _clause_break(scene: Scene, j: int, i: int) -> bool:
    norm = scene.norm(j)
    return norm in ".;:،" or (norm == "," and i - j > 1 and scene.norm(j + 1).startswith("و")) or (scene.tokens[j].kind == "break")


def _negated(scene: Scene, i: int, trigger: Trigger, near: set[str], before: list[str]) -> bool:
    if near & NEGATED_BEFORE:
        return "دون" not in near or bool(near & (NEGATED_BEFORE - {"دون"})) or "دون" in before[-2:]
    return bool(before) and before[-1] == "لا" and trigger.item.tense == "imperfect" and scene.norm(i) not in ("يزال", "تزال")


def _first_future(scene: Scene, i: int) -> bool:
    """Whether the least cut of the word takes a س off as the future's."""
    return any(r.cut.future and r.item.kind == "verb" for r in scene.readings[i]) and not any(
        not r.cut.future and r.item.kind == "verb" and r.cut.skip < 1 for r in scene.readings[i])


def _governed_by_future(scene: Scene, trigger: Trigger, start: int) -> bool:
    """A noun governed by a verb in the future (سيجري محادثات، ستشهد زيارة)."""
    if trigger.kind not in ("masdar", "noun"):
        return False
    for j in range(trigger.token - 1, start - 1, -1):
        if scene.is_verb(j):
            return any(r.cut.future and r.item.kind == "verb" for r in scene.readings[j]) and _first_future(scene, j)
    return False
