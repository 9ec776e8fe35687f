"""Status: whether a reported act happened, goes on, is planned, possible, hypothetical or negated.

After PLOVER's rules for future and hypothetical events (manual, "Coding tense") and the guideline's settled cases: س, سوف, من المقرر
and a mere purpose make it planned; قد and ربما before the imperfect possible; إذا and لو hypothetical; لم, لن, عدم negated.
"""

from __future__ import annotations

from musnad.analysis.acts import Trigger
from musnad.analysis.grammar import CONDITIONALS, base
from musnad.analysis.lexicon import Item
from musnad.analysis.scene import Scene
from musnad.language.characters import fold
from musnad.language.clitics import heads

PLANNED_BEFORE = frozenset(
    "المقرر المتوقع المنتظر المرتقب المزمع يعتزم تعتزم اعتزام اعتزامه اعتزامها عزم عزمه عزمها ينوي تنوي نيه نيته نيتها يخطط تخطط يستعد تستعد استعداد "
    "استعداده استعدادها استعدادا سوف قرر قررت يقرر وشك برنامج موعد سيتم ستتم تمهيدا بهدف بغرض بغيه تهدف يهدف هدف الهادفه خطه خطط خطته خططها مشروع اجل "
    "يسعي تسعي سعي سعيه سعيها يحاول تحاول لكي كي رغبه رغبته رغبتها يتوقع تتوقع يريد تريد لضمان "
    "نسعي نحاول احاول ننوي نعتزم نريد يامل تامل نامل امل املا امله املها يطمح تطمح نتمكن يتمكن تتمكن".split()
)
POSSIBLE_BEFORE = frozenset(
    "ربما يمكن يمكنه يمكنها المحتمل المرجح احتمال احتمالات امكانيه امكان المحتمله محتمل محتمله مرجحا الارجح يحتمل عساه لعل الممكن".split()
)
NEGATED_BEFORE = frozenset("لم لن عدم دون بدون ينف تنف ليس ليست استبعاد استبعد".split())
REFUSING = frozenset("لن لا لم عدم".split())
ONGOING_BEFORE = frozenset(
    "يواصل تواصل يواصلون واصل واصلت يزال تزال زال زالت استمرار مواصله تستمر يستمر استمرت استمر مازلنا لازلنا "
    "يزالون بدء انطلاق يتواصل تتواصل متواصله المستمر المستمره جاريه الجاريه مازال مازالت "
    "لازال لازالت ماضيه ماض ماضون ماضين".split()
)
OUGHT = frozenset("يجب ينبغي يتعين لابد يتوجب".split())
HABITUAL = frozenset("عاده غالبا باستمرار يوميا دائما اخر مستمره مستمر متواصله متواصل جاريه جار باقيه مرارا".split())
ALLEGED = frozenset("المفترض المفترضه المزعوم المزعومه المحتمل المحتمله مزعوم مزعومه محتمل محتمله".split())
CHARGED = frozenset("اشتباه اتهام اتهامه اتهامها اتهامهم المتهم المتهمه المتهمين متهم متهمه بتهمه تهمه تهم بتهم الاشتباه يشتبه المشتبه".split())
CONVICTED = frozenset("ادين ادينت ادينوا ادانه ادانته ادانتها مدان مدانه مدانون مدانين المدان المدانه المدانين المدانون".split())
INTENDING = frozenset("يعتزم تعتزم ينوي تنوي يخطط تخطط يستعد تستعد يسعي تسعي يحاول تحاول اعتزم نوي".split())
AIMING = frozenset("يهدف تهدف يسعي تسعي يستعد تستعد".split())
SAID = ("ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN")
JUDGED = frozenset("حكم حكمت احكام سجن ادان ادانت ادين ادينت اعدام عقوبه غرامه يقضي تقضي يحاكم تحاكم حوكم اعتقل اعتقلت انتقد ندد شكر".split())
AGREED = frozenset("قرار القرار اتفاق الاتفاق اتفاقا التوصل توصل توصلوا تخضع يخضع خرق حول".split())
LED_TO = frozenset("ادي ادت اسفر اسفرت تسبب تسببت".split())
# Acts that last: talks, trials, sanctions and imprisonment go on until the text ends them (guideline: a trial is ongoing).
LASTING = frozenset("مفاوضات محاكمه عقوبات عقوبه احتجاز حصار محادثات حرب معارك نزاع تعاون".split())


def status_of(scene: Scene, trigger: Trigger, *, denied: bool, headline: bool, reported: bool = False) -> str:
    """The PLOVER status of a trigger. ``denied``: it stands inside a denial; ``headline``: in the title; ``reported``: in someone's words."""
    i, item = trigger.token, trigger.item
    sentence = scene.sentences[scene.tokens[i].sentence]
    start = i
    while start > sentence.first and i - start < 7 and not _clause_break(scene, start - 1, i):
        start -= 1
    before = [base(scene.norm(j)) for j in range(start, i)]
    stems = set(before) | {c.stem for j in range(start, i) for c in heads(scene.norm(j))}
    near = set(before[-3:]) | {c.stem for j in range(max(start, i - 3), i) for c in heads(scene.norm(j))}
    refused = bool(trigger.sense.before & REFUSING)  # the sense itself is in the negative: لن نقبل is a refusal
    if denied or (not refused and _negated(scene, i, trigger, near, before)):
        return "negated"
    after = {scene.norm(j) for j in range(i + 1, min(sentence.last, i + 4))}
    if stems & CONDITIONALS and ("اذا" in stems or "لو" in stems or ("حال" in stems and "في" in before)):
        return "hypothetical"
    if stems & OUGHT or (trigger.kind == "verb" and _incumbent(scene, start, i)):
        return "hypothetical"
    if near & POSSIBLE_BEFORE or after & ALLEGED or (near & CHARGED and not stems & CONVICTED) or (before and before[-1] == "قد" and item.tense == "imperfect"):
        return "possible"
    if (trigger.kind == "verb" and _first_future(scene, i)) or "سوف" in near or _purposed(scene, trigger, near) or _governed_by_future(scene, trigger, start):
        return "planned"
    if trigger.kind in ("masdar", "noun") and _intended(scene, trigger, start):
        return "planned"
    if near & ONGOING_BEFORE or after & HABITUAL:
        return "ongoing"
    if trigger.kind == "verb" and item.tense == "imperfect":
        if scene.norm(i - 1) in ("ان", "بان") and not headline:
            return "planned"
        said = reported and trigger.sense.type in SAID and "منذ" not in after  # ندين, نطالب: done by saying so
        past = bool({"كان", "كانت", "كانوا"} & {base(scene.norm(j)) for j in range(max(sentence.first, i - 5), i)})
        return "occurred" if headline or said or past else "ongoing"
    if base(scene.norm(i - 1)) in LED_TO or (trigger.kind in ("masdar", "noun") and near & LED_TO):
        return "occurred"
    if stems & JUDGED and any(r.cut.pronoun and r.cut.preposition == "ل" for r in scene.readings[i]):
        return "occurred"  # حكم عليها بالسجن لقتلها زوجها
    if trigger.kind == "masdar" and _purpose(scene, trigger):
        return "planned"
    if trigger.kind == "passive" and (trigger.sense.type == "COERCE" or fold(trigger.sense.lemma) == "دعم"):
        return "ongoing"
    if trigger.kind in ("masdar", "noun") and _begun(scene, trigger, start):
        return "ongoing"
    lasting = fold(trigger.sense.lemma) in LASTING or any(c.stem in LASTING for c in heads(scene.norm(i)))
    if trigger.kind in ("masdar", "noun") and lasting and not _made(scene, trigger, start):
        return "ongoing"
    return "occurred"


def _purposed(scene: Scene, trigger: Trigger, near: set[str]) -> bool:
    """Whether words near before tell an intention; of تهدف the noun right behind it is the subject (تهدف الزيارة إلى), not the aim."""
    words = near & PLANNED_BEFORE
    if words and words <= AIMING and trigger.kind in ("masdar", "noun"):
        own = scene.norm(trigger.token)[:1] == "ل" and trigger.span[0] > scene.tokens[trigger.token].start
        return own or any(base(scene.norm(j)) in ("الي", "من") for j in range(trigger.token - 3, trigger.token))
    return bool(words)


def _purpose(scene: Scene, trigger: Trigger) -> bool:
    """Whether ل before a verbal noun makes it a purpose (لطرد السفير); of a ceasefire that is agreed on or decided it only tells what was."""
    norm = scene.norm(trigger.token)
    if not norm.startswith("ل") or norm.startswith("لل") or trigger.span[0] == scene.tokens[trigger.token].start:
        return False
    verb = _verb_before(scene, trigger, max(0, trigger.token - 10))
    if verb is not None and verb.lemma in ("تعرض", "خضع", "استجاب", "أذعن", "دان"):
        return False  # تعرض المستشفى لقصف: the preposition is the verb's
    return trigger.sense.mode != "ceasefire" or base(scene.norm(trigger.token - 1)) not in AGREED


def _verb_before(scene: Scene, trigger: Trigger, start: int) -> Item | None:
    """The nearest verb before a trigger, from ``start`` on."""
    return next((verb for j in range(trigger.token - 1, start - 1, -1) if (verb := scene.is_verb(j)) is not None), None)


def _made(scene: Scene, trigger: Trigger, start: int) -> bool:
    """Whether a light verb in the perfect tells that a lasting act was begun or done (فرضت عقوبات)."""
    verb = _verb_before(scene, trigger, start)
    return verb is not None and verb.tense == "perfect" and fold(verb.lemma) in trigger.sense.light


def _begun(scene: Scene, trigger: Trigger, start: int) -> bool:
    """Whether a light verb in the imperfect tells that the act goes on (تشهد المدينة احتجاجات)."""
    verb = _verb_before(scene, trigger, start)
    return verb is not None and verb.tense == "imperfect" and (fold(verb.lemma) in trigger.sense.light or verb.lemma == "شهد")


def _intended(scene: Scene, trigger: Trigger, start: int) -> bool:
    """Whether the verb that governs a noun only intends it (يعتزم رئيس الوزراء زيارة إسرائيل)."""
    at = next((j for j in range(trigger.token - 1, start - 1, -1) if scene.is_verb(j) is not None), None)
    return at is not None and base(scene.norm(at)) in INTENDING


def _incumbent(scene: Scene, start: int, i: int) -> bool:
    """على X أن يفعل: X must do it."""
    if scene.norm(i - 1) not in ("ان", "الا"):
        return False
    return any(base(scene.norm(j)) == "علي" and scene.covering(j + 1) is not None for j in range(max(start, i - 6), i - 1)) and not any(
        scene.is_verb(j) for j in range(max(start, i - 7), i - 1)
    )


def _clause_break(scene: Scene, j: int, i: int) -> bool:
    norm = scene.norm(j)
    return norm in ".;:،" or (norm == "," and i - j > 1 and scene.norm(j + 1).startswith("و")) or (scene.tokens[j].kind == "break")


def _negated(scene: Scene, i: int, trigger: Trigger, near: set[str], before: list[str]) -> bool:
    if {"ليس", "ليست"} & set(before[-7:]) and trigger.kind != "verb":
        return True
    if near & NEGATED_BEFORE:
        return "دون" not in near or bool(near & (NEGATED_BEFORE - {"دون"})) or "دون" in before[-2:]
    return bool(before) and before[-1] == "لا" and trigger.item.tense == "imperfect" and scene.norm(i) not in ("يزال", "تزال")


def _first_future(scene: Scene, i: int) -> bool:
    """Whether the least cut of the word takes a س off as the future's."""
    return any(r.cut.future and r.item.kind == "verb" for r in scene.readings[i]) and not any(
        not r.cut.future and r.item.kind == "verb" and r.cut.skip < 1 for r in scene.readings[i]
    )


def _governed_by_future(scene: Scene, trigger: Trigger, start: int) -> bool:
    """A noun governed by a verb in the future (سيجري محادثات، ستشهد زيارة)."""
    if trigger.kind not in ("masdar", "noun"):
        return False
    for j in range(trigger.token - 1, start - 1, -1):
        if scene.is_verb(j):
            return any(r.cut.future and r.item.kind == "verb" for r in scene.readings[j]) and _first_future(scene, j)
    return False
