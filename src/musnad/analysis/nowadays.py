"""Whether اليوم is the day of the report or means nowadays (حتى اليوم, عالم اليوم, باتت اليوم)."""

from __future__ import annotations

from collections.abc import Callable

from musnad.analysis.timewords import words

_UP_TO = words("حتى وحتى إلى وإلى الى لغاية لحد حد")
# Nouns of which اليوم is the present.
_OF_NOWADAYS = words("""
    عالم وليدة وليد وليدا جيل أجيال الجيل شباب عصر زمن زماننا واقع واقعنا أوضاع لغة مجتمع مجتمعات مفهوم عالمنا
    أما
""")
# Words of a lasting state, or of a comparison with the past, near which اليوم is the present.
_LASTING = words("""
    بات باتت باتوا وباتت وبات أصبح أصبحت أصبحوا وأصبح وأصبحت أضحى أضحت صار صارت يزال تزال يزالون زال زالت زالوا مازال
    مازالت لازال لازالت يعتبر تعتبر يعد تعد يعدون نعيش نعيشه نعيشها يعيش تعيش يعيشون نشهده نشهدها نراه نراها يتواجد تتواجد
    يوجد توجد يعرف تعرف المعروف المعروفة يسمى تسمى عددهم عددها
""")
_AS_IT_IS = words("عليه عليها")
_BEFORE_WORLD = words("في إن أن مع من فإن بأن وأن وإن")
_PRONOUNS = words("نحن ونحن إننا أننا وإننا بأننا لأننا لكنه لكنها لكنهم لكننا ولكنها ولكنه فإننا")
_THEN = words("وبعد بعد أكثر أقل أقوى أسوأ أفضل أبطأ أكبر أصغر أصعب")
_WALLS = frozenset('.:؛«»“”?!";')
_STOPS = _WALLS | {",", "الا"}
_BACK, _AHEAD = 3, 2


def nowadays(norm: Callable[[int], str], i: int, prefix: str, opens: bool) -> bool:
    """True where اليوم at ``i``, with no weekday or date after it, is no day.

    ``prefix`` holds its proclitics; ``opens`` says whether it begins its sentence.
    """
    before, after = norm(i - 1), norm(i + 1)
    if before in _UP_TO or before in _OF_NOWADAYS or before in _PRONOUNS or before == "مثل":
        return True
    if before in _AS_IT_IS or (before == "العالم" and norm(i - 2) in _BEFORE_WORLD):
        return True
    if before == "من" and after in ("فصاعدا", "وصاعدا"):
        return True
    if opens and (prefix == "و" or after == "وبعد" or (after == "," and norm(i + 2) in ("وبعد", "بعد"))):
        return True
    if after in _THEN and norm(i + 2) in ("من", "مما", "عقود", "سنوات", "مرور"):
        return True
    return _near(norm, range(i - 1, i - 1 - _BACK, -1), _WALLS) or _near(norm, range(i + 1, i + 1 + _AHEAD), _STOPS)


def _near(norm: Callable[[int], str], reach: range, walls: frozenset[str]) -> bool:
    for k in reach:
        word = norm(k)
        if not word or word in walls:
            return False
        if word in _LASTING:
            return True
    return False
