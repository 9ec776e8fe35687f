"""Verbs from their dictionary form: conjugation, participles, the regular verbal noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from musnad.language.inflection.form import Form
from musnad.language.inflection.phonology import VOWELS, WEAK, attach, spell, spellings
from musnad.language.inflection.stems import FORMS, Pattern, Stem, stems

_Row = tuple[str, str, str, int | None, str | None, str | None, str | None]
_Cell = tuple[str, int, str | None, str]

_PERFECT = (
    (3, "m", "s", "a"),
    (3, "f", "s", "at"),
    (3, "m", "d", "aa"),
    (3, "f", "d", "ataa"),
    (3, "m", "p", "uu_"),
    (3, "f", "p", "na"),
    (2, "m", "s", "ta"),
    (2, "f", "s", "ti"),
    (2, None, "d", "tumaa"),
    (2, "m", "p", "tum"),
    (2, "f", "p", "tunna"),
    (1, None, "s", "tu"),
    (1, None, "p", "naa"),
)
# person, gender, number, prefix, endings: the indicative, then other moods where spelled otherwise
_IMPERFECT = (
    (3, "m", "s", "y", ("u", "")),
    (3, "f", "s", "t", ("u", "")),
    (3, "m", "d", "y", ("aani", "aa")),
    (3, "f", "d", "t", ("aani", "aa")),
    (3, "m", "p", "y", ("uuna", "uu_")),
    (3, "f", "p", "y", ("na",)),
    (2, "m", "s", "t", ("u", "")),
    (2, "f", "s", "t", ("iina", "ii")),
    (2, None, "d", "t", ("aani", "aa")),
    (2, "m", "p", "t", ("uuna", "uu_")),
    (2, "f", "p", "t", ("na",)),
    (1, None, "s", "'", ("u", "")),
    (1, None, "p", "n", ("u", "")),
)
_PARTICIPLE = (
    ("m", "s", None, "u"),
    ("m", "s", "bare", "aN"),
    ("f", "s", None, "aT"),
    ("m", "d", "bare", "aani"),
    ("m", "d", "bare", "ayni"),
    ("m", "d", "construct", "aa"),
    ("m", "d", "construct", "ay"),
    ("m", "p", "bare", "uuna"),
    ("m", "p", "bare", "iina"),
    ("m", "p", "construct", "uu"),
    ("m", "p", "construct", "ii"),
    ("f", "d", "bare", "aTaani"),
    ("f", "d", "bare", "aTayni"),
    ("f", "d", "construct", "aTaa"),
    ("f", "d", "construct", "aTay"),
    ("f", "p", None, "aat"),
)

_SOUNDS = {"ت": "t", "ن": "n", "و": "w", "ي": "y", "ء": "'"}
_PLACES = "BCDF"
_HAMZAS = str.maketrans("أإآؤئا", "ءءءءءء")
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي"})
# hollow verbs with a in the imperfect: يخاف
_HOLLOW_IN_A = frozenset({"خوف", "نوم", "كود", "نيل", "شيء", "هيب", "زيل", "حير"})
# forms in which a weak or doubled middle may be kept: حاجج, ازدوج, استجوب
_SOMETIMES_STRONG = frozenset({"III", "VI", "VIII", "X"})
_GUTTURALS = "ءعهحغخ"


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb fitted to a pattern; ``letters`` turns the pattern's places into its radicals."""

    pattern: Pattern
    letters: dict[int, str]


def conjugate(verb: str, root: Sequence[str], form: str) -> tuple[Form, ...]:
    """All written perfect and imperfect forms of ``verb``, the dictionary form first.

    ``verb`` is the perfect, third person masculine singular, unvocalised (a verb cited in the passive
    such as توفي is understood); ``root`` its true radicals (hamza as ء or on any seat); ``form`` one of
    I-X, Q, QII, QIV. Indicative, subjunctive and jussive are told apart only by their spelling. Raises
    ValueError if the verb is not of that root and form.
    """
    fitted = _fit(verb, root, form)
    return _forms(_conjugation(fitted.pattern), fitted.letters)


def participles(verb: str, root: Sequence[str], form: str) -> tuple[Form, ...]:
    """Active and passive participles in all numbers, genders and cases as spelled.

    Where both are spelled alike (معتقل) each is given, with voice ``either``. Raises ValueError as
    :func:`conjugate` does.
    """
    fitted = _fit(verb, root, form)
    return _forms(_declension(fitted.pattern), fitted.letters)


def default_masdar(root: Sequence[str], form: str, verb: str | None = None) -> str | None:
    """The regular verbal noun of ``form``, None for form I, which has no regular one.

    ``verb`` settles roots with two verbs in one form (استجاب, استجوب). Defective V and VI give the definite
    spelling (تخلي). Raises ValueError as :func:`conjugate` does.
    """
    if form == "I":
        return None
    fitted = _fit(verb, root, form) if verb else next(_readings("", _radicals(root), form))
    masdar = stems(fitted.pattern).masdar
    word = attach(masdar[:-2], "aT") if masdar.endswith("aT") else attach(masdar, "u")
    return spell(word).translate(fitted.letters)


@lru_cache(maxsize=8192)
def _fit_cached(verb: str, root: str, form: str) -> _Verb:
    folded = verb.translate(_FOLD)
    for reading in _readings(verb, root, form):
        cited = (surface.translate(reading.letters) for surface in _cited(reading.pattern))
        if folded in (surface.translate(_FOLD) for surface in cited):
            return reading
    raise ValueError(f"{verb} is not a form {form} verb of the root {' '.join(root)}")


def _fit(verb: str, root: Sequence[str], form: str) -> _Verb:
    return _fit_cached(verb, _radicals(root), form)


def _radicals(root: Sequence[str]) -> str:
    radicals = "".join(root).replace(" ", "").translate(_HAMZAS)
    return radicals + radicals[-1] if len(radicals) == 2 else radicals


def _readings(verb: str, root: str, form: str) -> Iterator[_Verb]:
    """The patterns that a root allows in a form, the regular one first."""
    if form not in FORMS:
        raise ValueError(f"no such verb form: {form}")
    if len(root) != (4 if form.startswith("Q") else 3):
        raise ValueError(f"the root {' '.join(root)} does not have the radicals of form {form}")
    if root[-1] in "وي":
        # و is heard only in form I, and there the spelling tells: دعا, but رضي of the same kind of root
        root = root[:-1] + ("و" if form == "I" and verb.endswith("ا") else "ي")
    radicals, letters = _encode(root)
    vowels = _vowels(verb, root) if form == "I" else ("a", "a")
    for cluster in _clusters(root, radicals) if form == "VIII" else ("",):
        yield _Verb(Pattern(form, radicals, *vowels, cluster), letters)
        if form in _SOMETIMES_STRONG:
            yield _Verb(Pattern(form, radicals, *vowels, cluster, strong=True), letters)


def _encode(root: str) -> tuple[tuple[str, ...], dict[int, str]]:
    """Radicals as sounds. Plain consonants become places, so that verbs alike share one conjugation.

    With a hamza the letters stay, as its spelling looks at them.
    """
    if "ء" in root:
        return tuple(_SOUNDS.get(letter, letter) for letter in root), {}
    others = dict.fromkeys(letter for letter in root if letter not in _SOUNDS)
    plain = dict(zip(others, _PLACES, strict=False))
    radicals = tuple(_SOUNDS.get(letter) or plain[letter] for letter in root)
    return radicals, {ord(place): letter for letter, place in plain.items()}


def _clusters(root: str, radicals: tuple[str, ...]) -> tuple[str, ...]:
    """The first radical of form VIII with its t, as the two assimilate."""
    letter, first = root[0], radicals[0]
    if letter in "ويت":
        return ("tt",)
    if letter == "ء":
        return ("tt", "'t") if root == "ءخذ" else ("'t", "tt")
    if letter in "صض":
        return (first + "ط", first * 2)
    if letter in "طظد":
        return (first * 2, first + "ط")
    if letter == "ذ":
        return ("دد", first * 2)
    if letter == "ز":
        return (first + "د", first * 2)
    return (first + "t", first * 2) if letter == "ث" else (first + "t",)


def _vowels(verb: str, root: str) -> tuple[str, str]:
    """The two vowels of form I as far as they can be seen in any spelling."""
    first, middle, last = root[0], root[1], root[2]
    perfect = "a"
    if last in "ويء" or middle == "ء":
        seat = verb[-1:] if last in "ويء" else verb[1:2]
        perfect = {"ي": "i", "ئ": "i", "ؤ": "u"}.get(seat, "a")
    if middle in "وي" and last not in "وي":
        return "a", "a" if root in _HOLLOW_IN_A else ("u" if middle == "و" else "i")
    if last == "و":
        return perfect, "u"
    if last == "ي":
        in_a = perfect == "i" or middle in _GUTTURALS or root == "ءبي"
        return perfect, "a" if in_a and first != "و" and root != "بغي" else "i"
    if perfect == "u":
        return perfect, "u"
    return perfect, "i" if first == "و" and middle == "ء" else "a"


def _cited(pattern: Pattern) -> tuple[str, ...]:
    made = stems(pattern)
    both = (made.perfect, made.perfect_passive)
    return tuple(spell(attach(stem.open, "a")) for stem in both if stem)


def _forms(rows: tuple[_Row, ...], letters: dict[int, str]) -> tuple[Form, ...]:
    return tuple(Form(row[0].translate(letters), *row[1:]) for row in rows)


@lru_cache(maxsize=4096)
def _conjugation(pattern: Pattern) -> tuple[_Row, ...]:
    made = stems(pattern)
    perfect = list(_perfect(made.perfect))
    passive = list(_perfect(made.perfect_passive)) if made.perfect_passive else []
    rows = _voiced("perfect", perfect, _clear(pattern, passive))
    perfect = list(_imperfect(made.imperfect, made.prefix_vowel))
    passive = list(_imperfect(made.imperfect_passive, "u")) if made.imperfect_passive else []
    return rows + _voiced("imperfect", perfect, passive)


def _clear(pattern: Pattern, passive: list[_Cell]) -> list[_Cell]:
    """Leave out the passive تؤكد of تأكد: rare, and written like the common تؤكد of أكد."""
    return [] if pattern.form == "V" and pattern.radicals[0] == "'" else passive


def _perfect(stem: Stem) -> Iterator[_Cell]:
    for person, gender, number, ending in _PERFECT:
        for surface in spellings(attach(stem.open if ending[0] in VOWELS else stem.closed, ending)):
            yield surface, person, gender, number


def _imperfect(stem: Stem, vowel: str) -> Iterator[_Cell]:
    for person, gender, number, prefix, endings in _IMPERFECT:
        for ending in endings:
            base = stem.open if ending and ending[0] in VOWELS else stem.closed
            for surface in spellings(prefix + vowel + attach(base, ending)):
                yield surface, person, gender, number


def _voiced(kind: str, active: list[_Cell], passive: list[_Cell]) -> tuple[_Row, ...]:
    """One row a reading, with the voice its spelling shows; those that differ only in gender become one.

    ألغيت is passive as "she", either as "I": the voice belongs to the reading, not to the letters.
    """
    in_active, in_passive = set(active), set(passive)
    if kind == "imperfect":
        # many outlets write a final ي as ى: ينفى is no sure sign of a passive
        in_active |= {(cell[0][:-1] + "ى", *cell[1:]) for cell in active if cell[0].endswith("ي")}
    genders: dict[tuple[str, str, int, str], str | None] = {}
    for cell in active + passive:
        surface, person, gender, number = cell
        voice = "active" if cell not in in_passive else "either" if cell in in_active else "passive"
        key = surface, voice, person, number
        genders[key] = gender if genders.get(key, gender) == gender else None
    return tuple((surface, kind, voice, person, gender, number, None) for (surface, voice, person, number), gender in genders.items())


@lru_cache(maxsize=4096)
def _declension(pattern: Pattern) -> tuple[_Row, ...]:
    made = stems(pattern)
    active, passive = _declined(made.active), _declined(made.passive) if made.passive else {}
    rows: list[_Row] = []
    for kind, own, other in (("active", active, passive), ("passive", passive, active)):
        surfaces = {cell[0] for cell in other}
        for surface, gender, number, state in own:
            voice = "either" if surface in surfaces else kind
            rows.append((surface, kind, voice, None, gender, number, state))
    return tuple(rows)


def _declined(stem: str) -> dict[tuple[str, str, str, str | None], None]:
    cells: dict[tuple[str, str, str, str | None], None] = {}
    indefinite = (("m", "s", "bare", ""),) if stem[-1] in WEAK else ()
    for gender, number, state, ending in (*_PARTICIPLE, *indefinite):
        # no alef of tanwin after ى or أ: ملغى, منشأ
        if ending == "aN" and stem.endswith(("ay", "a'")):
            continue
        for surface in spellings(attach(stem, "aa" if ending == "aN" else ending)):
            cells[surface, gender, number, state] = None
    return cells
