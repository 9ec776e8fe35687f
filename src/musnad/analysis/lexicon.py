"""The lexicon: every written form the program knows, with what it may be.

Built once from the tables in ``knowledge/``: verbs, verbal nouns and participles are inflected from their lemma, so one row
recognises all its forms; role nouns and head nouns likewise. :meth:`Lexicon.read` gives the readings of a written word with
the cut of its clitics.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from musnad.analysis.grammar import is_function_word
from musnad.knowledge import read_table, remembered, variants
from musnad.language.characters import fold
from musnad.language.clitics import Cut, cuts, heads
from musnad.language.inflection import Form, attachable, conjugate, noun_forms, participles, verbal_nouns

EVENT_TABLES = ("verbs_verbal", "verbs_material")
NOUN_TABLES = ("event_nouns_verbal", "event_nouns_material")


@dataclass(frozen=True, slots=True)
class Sense:
    """One row of the event lexicon: what a verb or noun means in PLOVER, and where its roles stand."""

    lemma: str
    type: str
    mode: str | None
    context: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    idafa: str
    needs: frozenset[str]
    forbids: frozenset[str]
    before: frozenset[str]
    not_before: frozenset[str]
    light: frozenset[str]
    cue: str
    cameo: str
    noun: bool
    tense: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """How a verb reports speech: its stance and the shapes its content takes (see ``cue_verbs.tsv``)."""

    lemma: str
    stance: str
    frames: tuple[tuple[str, str], ...]
    kind: str
    needs: frozenset[str] = frozenset()

    def allows(self, frame: str) -> bool:
        """Whether the content may take this shape."""
        return any(name == frame for name, _ in self.frames)

    def prepositions(self, frame: str) -> tuple[str, ...]:
        """The prepositions before a content of this shape ('' for none)."""
        return tuple(prep for name, prep in self.frames if name == frame)


@dataclass(frozen=True, slots=True)
class Role:
    """A common noun that describes an actor: its entity type, PLOVER sector, and whether the news quotes such people."""

    lemma: str
    type: str
    sector: str | None
    speaks: bool


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that opens a name; ``inside`` tells whether it belongs to the name."""

    lemma: str
    type: str
    sector: str | None
    inside: bool


@dataclass(slots=True)
class Item:
    """What a written form may be. ``kind``: verb, masdar, active, passive, noun, role, head or nisba."""

    kind: str
    lemma: str
    tense: str | None = None
    voice: str = "active"
    person: int | None = 3
    gender: str | None = None
    number: str | None = None
    state: str | None = None
    senses: tuple[Sense, ...] = ()
    cue: Cue | None = None
    role: Role | None = None
    head: Head | None = None
    country: str | None = None
    light: bool = False
    risky: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a written word: how it is cut, and the item its stem is."""

    cut: Cut
    item: Item


@dataclass(slots=True)
class _VerbEntry:
    root: str
    form: str
    senses: list[Sense] = field(default_factory=list)
    masdars: dict[str, list[Sense]] = field(default_factory=lambda: defaultdict(list))
    participle: dict[str, list[Sense]] = field(default_factory=lambda: defaultdict(list))
    cues: list[Cue] = field(default_factory=list)
    cue_masdars: list[str] = field(default_factory=list)
    light: bool = False


def _roles(cell: str) -> dict[str, tuple[str, ...]]:
    """``actor=subj+مع recipient=على`` as a dict of folded markers."""
    out: dict[str, tuple[str, ...]] = {}
    for part in cell.split():
        name, _, markers = part.partition("=")
        out[name] = tuple(fold(m) for m in markers.split("+") if m)
    return out


def _needs(cell: str) -> dict[str, frozenset[str]]:
    """The words a sense needs or forbids (``!``) after it, and needs (``<``) or forbids (``!<``) before it, folded."""
    words: dict[str, set[str]] = {"needs": set(), "forbids": set(), "before": set(), "not_before": set()}
    for word in variants(fold(cell)):
        if word.startswith("!<"):
            words["not_before"].add(word[2:])
        elif word.startswith("!"):
            words["forbids"].add(word[1:])
        elif word.startswith("<"):
            words["before"].add(word[1:])
        else:
            words["needs"].add(word)
    return {name: frozenset(those) for name, those in words.items()}


def _sense(row: dict[str, str], lemma: str, *, noun: bool) -> Sense:
    roles = _roles(row["roles"])
    suffers = roles.get("recipient", ())
    default = (("adj",) if "idafa" in suffers else ("idafa", "adj")) if noun else () if suffers == ("subj",) else ("subj",)
    return Sense(
        lemma=lemma,
        type=row["type"],
        mode=row["mode"] or None,
        context=tuple(variants(row["context"])),
        actor=roles.get("actor", default),
        recipient=suffers,
        idafa=row.get("idafa", ""),
        **_needs(row["needs"]),
        light=frozenset(fold(v) for v in variants(row.get("light", ""))),
        cue=row["cue"],
        cameo=row["cameo"],
        noun=noun,
        tense=row.get("tense", ""),
    )


def _cue(row: dict[str, str]) -> Cue:
    frames = []
    for part in row["frames"].split():
        name, _, prep = part.partition(":")
        frames.append((name, fold(prep)))
    return Cue(row["verb"], row["stance"], tuple(frames), row["kind"], frozenset(fold(w) for w in variants(row["needs"])))


def without_article(norm: str) -> str:
    """A folded word without ال."""
    return norm[2:] if norm.startswith("ال") and len(norm) > 4 else norm


class Lexicon:
    """All written forms. ``bare`` holds forms as they stand, ``attached`` forms as spelled before a pronoun."""

    def __init__(self) -> None:
        self.bare: dict[str, list[Item]] = defaultdict(list)
        self.attached: dict[str, list[Item]] = defaultdict(list)
        self.phrases: dict[str, list[tuple[tuple[str, ...], Item]]] = defaultdict(list)
        verbs = _verbs()
        for (lemma, _), entry in verbs.items():
            self._add_verb(lemma, entry)
        self._add_nouns()
        self._add_roles()
        self._add_heads()
        self._add_nisbas()
        self.read = lru_cache(maxsize=1 << 16)(self._read)

    def _put(self, forms: Iterable[Form], **what: object) -> None:
        for form in forms:
            item = Item(
                lemma=str(what["lemma"]),
                kind=str(what.get("kind") or form.kind),
                tense=form.kind,
                voice=form.voice,
                person=form.person,
                gender=str(what["gender"]) if what.get("gender") else form.gender,
                number=form.number,
                state=form.state,
                **{k: v for k, v in what.items() if k in ("senses", "cue", "role", "head", "country", "light", "risky")},  # type: ignore[arg-type]
            )
            self.bare[fold(form.surface)].append(item)
            for spelled in attachable(form):
                self.attached[fold(spelled)].append(item)

    def _add_verb(self, lemma: str, entry: _VerbEntry) -> None:
        """A verb goes in with its senses and its first cue; a further cue makes a further reading of every form."""
        root = entry.root.split()
        forms = conjugate(lemma, root, entry.form)
        first = entry.cues[0] if entry.cues else None
        self._put(forms, kind="verb", lemma=lemma, senses=tuple(entry.senses), cue=first, light=entry.light)
        masdars = {**{key: [] for key in entry.cue_masdars}, **entry.masdars}
        for masdar, senses in masdars.items():
            cue = first if masdar in entry.cue_masdars else None
            self._put(verbal_nouns([masdar]), kind="masdar", lemma=lemma, senses=tuple(senses), cue=cue)
        if entry.participle or first:
            for form in participles(lemma, root, entry.form):
                which = "pass" if form.kind == "passive" else "act"
                senses = entry.participle.get(which, [])
                if which == "act":
                    senses = senses + [replace(s, tense="circumstance") for s in entry.participle.get("hal", []) if s not in senses]
                cue = first if which == "act" else None
                if senses or cue:
                    self._put([form], lemma=lemma, senses=tuple(senses), cue=cue)
        for cue in entry.cues[1:]:
            self._put(forms, kind="verb", lemma=lemma, senses=tuple(entry.senses), cue=cue, light=entry.light)

    def _add_nouns(self) -> None:
        by_noun: dict[tuple[str, str], list[Sense]] = defaultdict(list)
        for table in NOUN_TABLES:
            for row in read_table(table):
                by_noun[row["noun"], row["plural"]].append(_sense(row, row["noun"], noun=True))
        for (noun, plural), senses in by_noun.items():
            self._put(noun_forms(noun, variants(plural)), kind="noun", lemma=noun, senses=tuple(senses))

    def _add_roles(self) -> None:
        for row in read_table("roles"):
            singular = variants(row["singular"])
            lemma = singular[0].rstrip("?")
            role = Role(lemma, row["type"], row["sector"] or None, row["speaks"] == "yes")
            feminine = variants(row["feminine"])
            self._phrases(singular, variants(row["plural"]), kind="role", lemma=lemma, role=role, gender="m" if role.type == "PERSON" else None)
            self._phrases(feminine[:1], feminine[1:], kind="role", lemma=lemma, role=role, gender="f")

    def _add_heads(self) -> None:
        for row in read_table("heads"):
            for spelled in variants(row["head"]):
                lemma = spelled.rstrip("?")
                head = Head(lemma, row["type"], row["sector"] or None, row["inside"] == "yes")
                self._phrases([spelled], variants(row["plural"]), kind="head", lemma=lemma, head=head)

    def _phrases(self, singulars: list[str], plurals: list[str], **what: object) -> None:
        """A noun with its plurals; a variant marked ``?`` is also an ordinary word (``risky``)."""
        for n, spelled in enumerate(singulars):
            mine = plurals if n == 0 else []
            for risky in (False, True):
                chosen = [p.rstrip("?") for p in mine if p.endswith("?") == risky]
                if spelled.endswith("?") == risky:
                    self._phrase(spelled.rstrip("?"), chosen, risky=risky, **what)
                else:
                    for plural in chosen:
                        self._plural(plural, risky=risky, **what)

    def _plural(self, plural: str, **what: object) -> None:
        """A plural on its own: the forms of a noun, told as plural."""
        if " " in plural:
            self._phrase(plural, [], **what)
            return
        forms = [form for form in noun_forms(plural, [plural]) if form.number != "d"]
        self._put([replace(form, number="p") for form in forms], **what)

    def _phrase(self, spelled: str, plural: list[str], **what: object) -> None:
        """A noun of one word goes in with all its forms, one of several words with its first word inflected."""
        if " " not in spelled:
            self._put(noun_forms(spelled, [p for p in plural if " " not in p]), **what)
            phrases = [p for p in plural if " " in p]
        else:
            phrases = [spelled, *plural]
        for phrase in phrases:
            first, *rest = (without_article(fold(w)) for w in phrase.split())
            for form in noun_forms(first):
                item = Item(
                    lemma=str(what["lemma"]),
                    kind=str(what["kind"]),
                    gender=form.gender,
                    number="p" if phrase != spelled else form.number,
                    state=form.state,
                    role=what.get("role"),  # type: ignore[arg-type]
                    head=what.get("head"),  # type: ignore[arg-type]
                    risky=bool(what.get("risky")),
                )
                self.phrases[fold(form.surface)].append((tuple(rest), item))

    def _add_nisbas(self) -> None:
        for row in read_table("countries"):
            for nisba in variants(row["nisba"]):
                if nisba.endswith("?"):
                    continue
                forms = (
                    ("", "m", "s"),
                    ("ة", "f", "s"),
                    ("ين", "m", "p"),
                    ("ون", "m", "p"),
                    ("ان", "m", "d"),
                    ("تان", "f", "d"),
                    ("تين", "f", "d"),
                    ("ات", "f", "p"),
                    ("ا", "m", "s"),
                )
                for ending, gender, number in forms:
                    self.bare[fold(nisba + ending)].append(Item("nisba", nisba, gender=gender, number=number, country=row["code"]))
            for plural in variants(row["people"]):
                if not plural.endswith("?"):
                    self.bare[fold(plural)].append(Item("nisba", plural, gender="m", number="p", country=row["code"]))

    def phrase(self, norms: Sequence[str], i: int) -> tuple[Reading, int] | None:
        """The longest role or head of several words that begins at word ``i``, and how many words it has."""
        best: tuple[Reading, int] | None = None
        for cut in heads(norms[i]):
            for rest, item in self.phrases.get(cut.stem, ()):
                if best and len(rest) + 1 <= best[1]:
                    continue
                if all(without_article(w) == r for w, r in zip(norms[i + 1 : i + 1 + len(rest)], rest, strict=False)) and i + len(rest) < len(norms):
                    best = Reading(cut, item), len(rest) + 1
        return best

    def _read(self, norm: str) -> tuple[Reading, ...]:
        """All readings of a folded word, the least cut first; a function word has none."""
        out: list[Reading] = []
        if is_function_word(norm):
            return ()
        for cut in cuts(norm):
            items = (self.attached if cut.pronoun else self.bare).get(cut.stem, ())
            out.extend(Reading(cut, item) for item in items if _fits(cut, item))
        return tuple(out)


def _fits(cut: Cut, item: Item) -> bool:
    """Whether the clitics can stand on such a form (a verb takes no article; س only the imperfect).

    The object of a verb is ني, not ي, and nobody is the object of his own act: أدنى and التقني are no verbs.
    """
    if item.kind == "verb":
        if cut.pronoun == "ي" or (item.person == 1 and cut.pronoun in ("ني", "نا")):
            return False
        if cut.article or cut.preposition in ("ب", "ك"):
            return False
        return item.tense == "imperfect" or not (cut.future or cut.preposition)
    if cut.future:
        return False
    if cut.pronoun and item.kind == "nisba":
        return False
    return not (item.state == "construct" and cut.article)


def _verbs() -> dict[tuple[str, str], _VerbEntry]:
    """Every verb of the tables, one entry a lemma and form."""
    verbs: dict[tuple[str, str], _VerbEntry] = {}

    def entry(row: dict[str, str]) -> _VerbEntry:
        return verbs.setdefault((row["verb"], row["form"]), _VerbEntry(row["root"], row["form"]))

    for table in EVENT_TABLES:
        for row in read_table(table):
            verb = entry(row)
            sense = _sense(row, row["verb"], noun=False)
            verb.senses.append(sense)
            for masdar in variants(row["masdar"]):
                verb.masdars[masdar].append(sense)
            for participle in variants(row["participle"]):
                verb.participle[participle].append(sense)
    for row in read_table("cue_verbs"):
        verb = entry(row)
        verb.cues.append(_cue(row))
        verb.cue_masdars.extend(m for m in variants(row["masdar"]) if m not in verb.cue_masdars)
    for row in read_table("light_verbs"):
        entry(row).light = True
    for row in read_table("general_verbs"):
        entry(row)
    return verbs


@remembered
def lexicon() -> Lexicon:
    """The one lexicon of this process, built on first use."""
    return Lexicon()
