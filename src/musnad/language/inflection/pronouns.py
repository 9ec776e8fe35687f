"""How a word is spelled before an attached pronoun."""

from __future__ import annotations

from musnad.language.inflection.form import Form

_VERBS = frozenset({"perfect", "imperfect"})


def before_pronoun(surface: str) -> str:
    """The spelling of ``surface`` before a pronoun: ى to ا (نفاه), ة to ت (زيارته), ـوا to و (قالوه).

    A final hamza, whose seat depends on a case that is not written, is left to :func:`attachable`.
    """
    if surface.endswith("ى"):
        return surface[:-1] + "ا"
    if surface.endswith("ة"):
        return surface[:-1] + "ت"
    return surface[:-1] if surface.endswith("وا") else surface


def attachable(form: Form) -> tuple[str, ...]:
    """The spellings ``form`` may have before a pronoun; none if it cannot take one (وزيران, توقيعا)."""
    if form.state == "bare":
        return ()
    if form.kind in _VERBS:
        return _attachable_verb(form)
    if form.surface.endswith("وا"):
        return (form.surface,)
    return _hamza_seats(form.surface) or (before_pronoun(form.surface),)


def _attachable_verb(form: Form) -> tuple[str, ...]:
    surface = form.surface
    if form.kind == "perfect":
        second_plural = form.person == 2 and form.number == "p" and surface.endswith("تم")
        return (surface + "و",) if second_plural else (before_pronoun(surface),)
    if surface.endswith("يء"):
        return (surface[:-1] + "ئ",)
    if surface[-1] in "ءأ":
        return (surface, surface[:-1] + "ؤ")
    return (before_pronoun(surface),)


def _hamza_seats(noun: str) -> tuple[str, ...]:
    """Spellings by case of a noun in final hamza: شركاءهم, شركاؤهم, شركائهم; empty for other nouns."""
    last, stem = noun[-1:], noun[:-1]
    if last not in "ءأؤ" or not stem:
        return ()
    if last == "ؤ":
        seats = "ؤئ"
    elif last == "أ":
        seats = "أؤئ"
    else:
        seats = {"ا": "ءؤئ", "و": "ءؤئ", "ي": "ئ"}.get(stem[-1], "ءأؤئ")
    return tuple(stem + seat for seat in seats)
