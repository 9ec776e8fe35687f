"""All written forms of a word, so that a lexicon needs to list it once.

Forms come unvocalised and without proclitics or attached pronouns; :func:`attachable` gives the spelling
before a pronoun. Spelling keeps hamzas: fold it as the text is folded, and look at the exact ``surface``
to use ``voice`` (نفى is active and نفي passive, but they fold alike).
"""

from __future__ import annotations

from musnad.language.inflection.form import Form
from musnad.language.inflection.nouns import feminine_plural, noun_forms, verbal_nouns
from musnad.language.inflection.pronouns import attachable, before_pronoun
from musnad.language.inflection.stems import FORMS
from musnad.language.inflection.verbs import conjugate, default_masdar, participles

__all__ = [
    "FORMS",
    "Form",
    "attachable",
    "before_pronoun",
    "conjugate",
    "default_masdar",
    "feminine_plural",
    "noun_forms",
    "participles",
    "verbal_nouns",
]
