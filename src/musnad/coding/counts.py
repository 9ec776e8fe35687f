"""Counts bound to an event: the killed, injured, arrested and displaced, and those who took part."""

from __future__ import annotations

from musnad.analysis.acts import Trigger
from musnad.analysis.scene import Scene
from musnad.knowledge import read_table, remembered
from musnad.language.characters import fold
from musnad.record import Amount, Count

KILLED = frozenset("قتل قتلي قتيل مقتل مصرع استشهد شهيد شهداء ضحايا اعدم اعدام اغتال اغتيال".split())
INJURED = frozenset("اصيب اصاب اصابه اصابات جرح جرحي مصاب مصابين جريح".split())


@remembered
def _people() -> frozenset[str]:
    """The units that are people."""
    return frozenset(row["unit"] for row in read_table("units") if row["kind"] in ("person", "casualty"))


def counts_of(trigger: Trigger, type_: str, mode: str | None, scene: Scene, amounts: list[Amount], recipient: list[str]) -> list[Count]:
    """The counts of people in the trigger's clause."""
    what = _what(trigger, type_, mode)
    if what is None:
        return []
    sentence = scene.sentences[scene.tokens[trigger.token].sentence]
    out: list[Count] = []
    for amount in amounts:
        if amount.unit not in _people() or amount.value is None or not sentence.start <= amount.span[0] < sentence.end:
            continue
        at = scene.document.token_at(amount.span[0])
        if not -3 <= at - trigger.token <= 8 or any(scene.is_verb(j) for j in range(trigger.token + 1, at)):
            continue
        if at < trigger.token and any(scene.is_verb(j) for j in range(at - 2, at)):
            continue
        stop = next((j for j in range(at + 1, at + 4) if scene.is_verb(j)), min(at + 4, len(scene.tokens)))
        near = {w for j in range(at, stop) for w in (scene.norm(j), scene.norm(j).removeprefix("و"))}
        kind = "injured" if near & INJURED and not near & KILLED else what
        out.append(Count(kind, amount.value, amount.bound, recipient[0] if recipient else None, amount.id))
    return out


def _what(trigger: Trigger, type_: str, mode: str | None) -> str | None:
    lemma = fold(trigger.sense.lemma)
    if type_ == "ASSAULT":
        return "injured" if lemma in INJURED else "killed" if lemma in KILLED else None
    if type_ == "COERCE" and mode == "arrest":
        return "arrested"
    if type_ == "SANCTION" and mode == "expel":
        return "displaced"
    return "participants" if type_ == "PROTEST" else None
