"""The one value that inflection returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected, written form, without proclitics and without attached pronouns.

    ``surface`` is normal spelling: hamzas written, no harakat, no shadda. ``kind`` is ``perfect``,
    ``imperfect``, ``masdar``, ``active`` or ``passive`` (participles), or ``noun``. ``voice`` is
    ``passive`` or ``active`` only where the spelling decides, else ``either``. ``person`` is 1, 2, 3 or
    None; ``gender`` is ``m``, ``f`` or None (both, or not known); ``number`` is ``s``, ``d``, ``p`` or
    None. ``state`` is ``bare`` for a noun that cannot govern a genitive or a pronoun (the ن of dual and
    plural, the alef of tanwin), ``construct`` for one that must, and None where one spelling serves both.
    """

    surface: str
    kind: str
    voice: str
    person: int | None
    gender: str | None
    number: str | None
    state: str | None
