"""Written forms of nouns and verbal nouns, from their dictionary spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.language.inflection.form import Form

_NON_JOINING = "ادذرزو"
# before a genitive or a pronoun these take a long case vowel: أبو, أبا, أبي
_FIVE_NOUNS = frozenset({"أب", "أخ", "حم"})


def verbal_nouns(masdars: Sequence[str]) -> tuple[Form, ...]:
    """All written forms of verbal nouns: accusative alef, dual, and the sound feminine plural.

    A plural in ـات may stand in the list beside its singular (اتهام, اتهامات); it is not inflected again.
    The plural is formed only where it is regular: after ة, after اء, and for the longer patterns of the
    derived forms.
    """
    singular = [masdar for masdar in masdars if not _is_feminine_plural(masdar, masdars)]
    plural = [masdar for masdar in masdars if masdar not in singular]
    plural += [feminine_plural(masdar) for masdar in singular if _takes_feminine_plural(masdar)]
    forms = [form for masdar in singular for form in _singular_and_dual(masdar, "masdar", "m")]
    forms += [_noun(surface, "masdar", "f", "p", None) for surface in plural]
    return tuple(dict.fromkeys(forms))


def noun_forms(noun: str, plurals: Sequence[str] = ()) -> tuple[Form, ...]:
    """All written forms of a noun and of the plurals given for it, broken or sound.

    A sound masculine plural may be given in either case; both cases and their constructs come back.
    Gender is None where the spelling does not show it.
    """
    forms = list(_singular_and_dual(noun, "noun", None))
    if noun in _FIVE_NOUNS:
        forms += [_noun(noun + vowel, "noun", "m", "s", "construct") for vowel in "واي"]
    for plural in plurals:
        forms += _plural(noun, plural)
    return tuple(dict.fromkeys(forms))


def feminine_plural(singular: str) -> str:
    """The plural in ـات: زيارة to زيارات, إجراء to إجراءات, مستشفى to مستشفيات."""
    return _join(singular.removesuffix("ة"), "ات")


def _noun(surface: str, kind: str, gender: str | None, number: str, state: str | None) -> Form:
    return Form(surface, kind, "either", None, gender, number, state)


def _singular_and_dual(noun: str, kind: str, gender: str | None) -> Iterator[Form]:
    gender = "f" if noun.endswith("ة") else gender
    yield _noun(noun, kind, gender, "s", None)
    if _takes_tanwin_alef(noun):
        yield _noun(_join(noun, "ا"), kind, gender, "s", "bare")
    if kind == "masdar" and _drops_final_yeh(noun):
        yield _noun(noun[:-1], kind, gender, "s", "bare")
    if noun[-1] == "ا":
        return
    for ending, state in (("ان", "bare"), ("ين", "bare"), ("ا", "construct"), ("ي", "construct")):
        yield _noun(_join(noun, ending), kind, gender, "d", state)


def _join(noun: str, ending: str) -> str:
    """Add an ending that begins with a vowel; the last letter of the noun changes as spelling asks."""
    last, stem = noun[-1], noun[:-1]
    if last == "ة":
        return stem + "ت" + ending
    if last == "ى":
        return stem + "ي" + ending
    if last == "أ" and ending[0] == "ا":
        return stem + "آ" + ending[1:]
    if last == "ء" and stem[-1] not in _NON_JOINING:
        return stem + "ئ" + ending
    return noun + ending


def _takes_tanwin_alef(noun: str) -> bool:
    return noun[-1] not in "ةىاأ" and not noun.endswith("اء")


def _drops_final_yeh(masdar: str) -> bool:
    """Whether the indefinite loses ي: تراضي, تراض. Short ones such as تعدي stay, تعد being another word."""
    return len(masdar) >= 5 and masdar[0] == "ت" and masdar[2] == "ا" and masdar[-1] == "ي"


def _is_feminine_plural(masdar: str, among: Sequence[str]) -> bool:
    if not masdar.endswith("ات") or len(masdar) < 5:
        return False
    stem = masdar[:-2]
    if stem in among or stem + "ة" in among:
        return True
    # إثبات and التفات have a ت of the root
    return not (masdar[0] in "إا" and len(masdar) <= 6)


def _takes_feminine_plural(masdar: str) -> bool:
    if masdar[-1] in "اى" or masdar.endswith("ات"):
        return False
    derived = len(masdar) >= 5 or (len(masdar) == 4 and masdar[0] == "ت")
    return derived or masdar[-1] == "ة" or masdar.endswith("اء")


def _plural(noun: str, plural: str) -> Iterator[Form]:
    if plural.endswith(("ون", "ين")) and plural[:-2] in _plural_stems(noun):
        yield from _masculine_plural(plural[:-2])
    elif plural.endswith("ات"):
        yield _noun(plural, "noun", "f", "p", None)
    else:
        yield from _broken_plural(plural)


def _plural_stems(noun: str) -> tuple[str, ...]:
    """What is left of a sound masculine plural: محامون of محامي; سجون of سجن is not one."""
    return (noun, noun[:-1]) if noun[-1] in "يىة" else (noun,)


def _masculine_plural(stem: str) -> Iterator[Form]:
    """مسؤولون and مسؤولين with مسؤولو and مسؤولي."""
    for ending, state in (("ون", "bare"), ("ين", "bare"), ("و", "construct"), ("ي", "construct")):
        yield _noun(_join(stem, ending), "noun", "m", "p", state)


def _broken_plural(plural: str) -> Iterator[Form]:
    yield _noun(plural, "noun", None, "p", None)
    # مدارس and قوانين take no tanwin; أراضي loses its ي as an indefinite
    two_syllables = len(plural) >= 5 and plural[2] == "ا"
    if not two_syllables and _takes_tanwin_alef(plural):
        yield _noun(_join(plural, "ا"), "noun", None, "p", "bare")
    if two_syllables and len(plural) == 5 and plural[-1] == "ي":
        yield _noun(plural[:-1], "noun", None, "p", "bare")
