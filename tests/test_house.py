"""The tables of knowledge and the demo articles: well-formed, free of contradictions, and true to their own examples."""
from __future__ import annotations

import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from musnad.analysis.lexicon import lexicon
from musnad.evaluation.gold import read_gold
from musnad.export.schema import VALUES
from musnad.knowledge import read_table, read_words, variants
from musnad.language.characters import fold
from musnad.language.tokens import tokenize
from musnad.record import SCHEMA

FOLDER = Path(str(files("musnad.knowledge")))
DEMO = Path(str(files("musnad"))) / "demo"
TABLES = sorted(path.stem for path in FOLDER.glob("*.tsv"))
DEMOS = sorted(path.stem for path in DEMO.glob("*.txt"))
VERB_TABLES = ("verbs_verbal", "verbs_material")
NOUN_TABLES = ("event_nouns_verbal", "event_nouns_material")
EVENT_TABLES = (*VERB_TABLES, *NOUN_TABLES)

# PLOVER's codes that stand in no table of ours.
SECTORS = frozenset("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split())
NONSTATE = frozenset("IGO UNO EUR NGO ISM IMG MNC".split())
CONTEXTS = frozenset(
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal "
    "reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic "
    "territory peacekeeping health asylum migration disasters natural_resource environment technology terrorism cbrn cyber "
    "misinformation crime corruption illegal_drugs trafficking".split())
PREPOSITIONS = frozenset("مع ل ب إلى على عن من ضد في بين لدى ك حول بشأن نحو تجاه حيال أمام عند داخل قرب بحق".split())
MARKERS = {"verb": PREPOSITIONS | {"subj", "obj"}, "noun": PREPOSITIONS | {"subj", "obj", "idafa", "adj"}}
FORMS = frozenset("I II III IV V VI VII VIII IX X Q QII".split())
OPTIONAL = {"cue_verbs": {"needs"}, "verbs_material": {"tense"}, "verbs_verbal": {"tense"}}  # last columns that a line may leave out
HOMOGRAPHS = {  # verbs whose form in an example is read as a function word
    "خلف", "سوى", "مثل",  # after, except, like: far more often than the verbs
    "فتح",  # فتحت is read as ف + تحت
}
KEYS = {  # the columns that together name a row; tables of the event lexicon have several senses of one word
    "contexts": ("context",), "countries": ("code",), "cue_phrases": ("phrase",), "cue_verbs": ("verb", "form", "frames", "needs"),
    "currencies": ("name",), "gazetteer": ("name", "type", "country", "parent", "lat", "lon"), "general_verbs": ("verb", "form"),
    "given_names": ("name",), "light_verbs": ("verb", "form"),
    "media": ("name",), "months": ("calendar", "month"), "organisations": ("name", "type", "country"),
    "people": ("name", "office", "from"), "places": ("name", "type", "country"), "plover": ("type", "mode"),
    "things": ("name",), "units": ("singular",),
}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
ARABIC = re.compile("[\u0621-\u064a]")
UNWANTED = re.compile("[\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00a0]|  ")


def places(table: str, wrong: list[str]) -> str:
    return f"knowledge/{table}.tsv: " + "; ".join(wrong[:20])


def codes(table: str, column: str) -> set[str]:
    return {row[column] for row in read_table(table)}


def event_rows() -> list[tuple[str, dict[str, str]]]:
    return [(table, row) for table in EVENT_TABLES for row in read_table(table)]


# Tables as files

@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_as_many_cells_in_each_line(table: str) -> None:
    lines = (FOLDER / f"{table}.tsv").read_text(encoding="utf-8").split("\n")
    rows = [(i, line.split("\t")) for i, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    header = rows[0][1]
    assert len(set(header)) == len(header)
    least = next((i for i, name in enumerate(header) if name in OPTIONAL.get(table, ())), len(header))
    assert [f"line {i}: {len(cells)} cells" for i, cells in rows if not least <= len(cells) <= len(header)] == []
    assert set(header[least:]) <= OPTIONAL.get(table, set())


@pytest.mark.parametrize("table", TABLES)
def test_cells_are_clean(table: str) -> None:
    """No white space around, no empty variant, no repeated name, no marks that folding drops anyway, no odd spaces."""
    wrong = []
    for number, line in enumerate((FOLDER / f"{table}.tsv").read_text(encoding="utf-8").split("\n"), 1):
        assert not line.endswith("\r"), f"line {number} ends like a DOS file's"
        if not line.strip() or line.startswith("#"):
            continue
        for cell in line.split("\t"):
            parts = cell.split("|")
            twice = table not in EVENT_TABLES and len(set(parts)) < len(parts)
            if cell and (twice or any(part != part.strip() or not part for part in parts) or UNWANTED.search(cell)):
                wrong.append(f"line {number}: {cell}")
    assert not wrong, places(table, wrong)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_ends_with_a_line_end_and_is_not_empty(table: str) -> None:
    assert (FOLDER / f"{table}.tsv").read_bytes().endswith(b"\n")
    assert read_table(table)


@pytest.mark.parametrize("table", sorted(KEYS))
def test_no_row_stands_twice(table: str) -> None:
    counted = Counter(tuple(row[column] for column in KEYS[table]) for row in read_table(table))
    assert [key for key, count in counted.items() if count > 1] == []


def test_every_table_is_checked_for_doubles_or_is_a_lexicon_of_senses() -> None:
    assert set(TABLES) - set(KEYS) == {*EVENT_TABLES, "family_names", "furniture", "heads", "roles", "timewords"} & set(TABLES)


@pytest.mark.parametrize("table", EVENT_TABLES)
def test_no_sense_stands_twice(table: str) -> None:
    counted = Counter(tuple(v for k, v in row.items() if k not in ("example", "cameo")) for row in read_table(table))
    assert [key[0] for key, count in counted.items() if count > 1] == []


def test_common_words_are_folded_words_each_once() -> None:
    words = read_words("common_words")
    assert [w for w in words if len(w.split()) != 1 or fold(w) != w or not ARABIC.search(w)] == []
    assert [w for w, count in Counter(words).items() if count > 1] == []


# Codes

@pytest.mark.parametrize(("table", "column"), [
    ("countries", "code"), ("gazetteer", "country"), ("media", "country"), ("organisations", "country"), ("people", "country"), ("places", "country"),
    ("things", "country"),
])
def test_countries_are_codes(table: str, column: str) -> None:
    known = {code for code in codes("countries", "code") if re.fullmatch("[A-Z]{3}", code)} | NONSTATE | {""}
    assert codes(table, column) - known == set()


@pytest.mark.parametrize("table", ["heads", "organisations", "people", "roles"])
def test_sectors_are_plovers(table: str) -> None:
    assert codes(table, "sector") - SECTORS - {""} == set()


@pytest.mark.parametrize("table", ["heads", "organisations", "places", "roles", "things"])
def test_types_are_the_contracts(table: str) -> None:
    assert codes(table, "type") - set(VALUES["Entity"]["type"]) == set()


def test_places_are_places() -> None:
    assert codes("places", "type") <= {"GPE", "LOC", "FAC"}


@pytest.mark.parametrize(("table", "column"), [("heads", "inside"), ("roles", "speaks")])
def test_yes_or_no(table: str, column: str) -> None:
    assert codes(table, column) <= {"yes", "no", ""}


@pytest.mark.parametrize(("table", "prefix"), [("countries", ""), ("countries", "capital_"), ("gazetteer", ""), ("places", "")])
def test_coordinates_are_on_earth(table: str, prefix: str) -> None:
    """Both or none; a radius and a GeoNames number only with them."""
    wrong = []
    for row in read_table(table):
        lat, lon, km = (row.get(prefix + name, "") for name in ("lat", "lon", "km"))
        number = row.get(f"{prefix}geonames", "")
        if not lat and not lon and not km and not number:
            continue
        try:
            right = abs(float(lat)) <= 90 and abs(float(lon)) <= 180 and float(km or 1) > 0 and (not number or number.isdecimal())
        except ValueError:
            right = False
        if not right:
            wrong.append(f"{row['name']}: {lat} {lon} {km} {number}")
    assert not wrong, places(table, wrong)


def test_currencies_are_codes() -> None:
    every = {code for row in read_table("currencies") for code in variants(row["codes"])}
    every |= {row["currency"] for row in read_table("countries") if row["currency"]}
    assert [code for code in every if not re.fullmatch("[A-Z]{3}", code)] == []
    assert [row["name"] for row in read_table("currencies") if row["default"] and row["default"] not in variants(row["codes"])] == []


def test_months_are_whole_years() -> None:
    for calendar in ("gregorian", "hijri"):
        assert [int(row["month"]) for row in read_table("months") if row["calendar"] == calendar] == list(range(1, 13))
    assert [row for row in read_table("months") if not set(variants(row["shared"])) <= set(variants(row["names"]))] == []


def test_terms_of_office_are_dates_in_order() -> None:
    wrong = []
    for row in read_table("people"):
        start, end = row["from"], row["to"]
        if any(day and not DATE.fullmatch(day) for day in (start, end)) or (start and end and start[:len(end)] > end[:len(start)]):
            wrong.append(f"{row['name']}: {start} to {end}")
    assert not wrong, places("people", wrong)


def test_plover_is_whole() -> None:
    rows = read_table("plover")
    types = {row["type"] for row in rows}
    assert types == set(VALUES["Event"]["type"])
    assert {row["type"] for row in rows if not row["mode"]} == types, "a type has a row of its own, for events with no mode"
    assert {row["quad"] for row in rows} == set(VALUES["Event"]["quad"])
    for type_ in types:
        assert len({row["quad"] for row in rows if row["type"] == type_}) == 1
        assert len({row["cameo"] for row in rows if row["type"] == type_}) == 1
    for row in rows:
        score = float(row["score"])
        assert -10 <= score <= 10
        assert score >= 0 if row["quad"].endswith("cooperation") else score <= 0.5, row


def test_contexts_are_plovers() -> None:
    assert codes("contexts", "context") <= CONTEXTS


# The event lexicon

def test_types_modes_and_contexts_of_senses() -> None:
    known = {(row["type"], row["mode"]) for row in read_table("plover")}
    wrong = [f"{t}: {row.get('verb') or row.get('noun')}" for t, row in event_rows()
             if (row["type"], row["mode"]) not in known or not set(variants(row["context"])) <= CONTEXTS]
    assert wrong == []


def test_cameo_codes_of_senses() -> None:
    wrong = [f"{t}: {row.get('verb') or row.get('noun')} {row['cameo']}" for t, row in event_rows()
             if row["cameo"] and not re.fullmatch(r"(0[1-9]|1\d|20)\d{0,2}", row["cameo"])]
    assert wrong == []


def test_roles_of_senses() -> None:
    wrong = []
    for table, row in event_rows():
        markers = MARKERS["verb" if table in VERB_TABLES else "noun"]
        for part in row["roles"].split():
            name, _, those = part.partition("=")
            if name not in ("actor", "recipient", "place") or not set(those.split("+")) <= markers | {""}:
                wrong.append(f"{table}: {row.get('verb') or row.get('noun')} {part}")
    assert wrong == []


def test_cues_of_senses() -> None:
    assert {row["cue"] for _, row in event_rows()} <= {"", *VALUES["Statement"]["stance"]}
    assert codes("cue_verbs", "stance") <= set(VALUES["Statement"]["stance"])


@pytest.mark.parametrize("table", VERB_TABLES)
def test_what_the_genitive_of_a_verbal_noun_is(table: str) -> None:
    assert codes(table, "idafa") <= {"", "subj", "obj"}
    assert {p for row in read_table(table) for p in variants(row["participle"])} <= {"act", "pass"}


@pytest.mark.parametrize("table", [*VERB_TABLES, "cue_verbs", "light_verbs", "general_verbs"])
def test_verbs_have_a_root_and_a_form(table: str) -> None:
    wrong = []
    for row in read_table(table):
        root = row["root"].split()
        radicals = 4 if row["form"].startswith("Q") else 3
        if row["form"] not in FORMS or len(root) != radicals or any(not re.fullmatch("[\u0621\u0628-\u064a]", r) or r == "ة" for r in root):
            wrong.append(f"{row['verb']} {row['root']} {row['form']}")
    assert not wrong, places(table, wrong)


def test_one_verb_has_one_root() -> None:
    """Tables that name one verb agree on its root, or the lexicon would inflect it by whichever it read first."""
    roots: dict[tuple[str, str], set[str]] = {}
    for table in (*VERB_TABLES, "cue_verbs", "light_verbs", "general_verbs"):
        for row in read_table(table):
            roots.setdefault((row["verb"], row["form"]), set()).add(row["root"])
    assert {verb: those for verb, those in roots.items() if len(those) > 1} == {}


def test_light_verbs_are_known() -> None:
    known = {row["verb"] for table in (*VERB_TABLES, "cue_verbs", "light_verbs", "general_verbs") for row in read_table(table)}
    used = {verb for table in NOUN_TABLES for row in read_table(table) for verb in variants(row["light"])}
    assert used - known == set()


@pytest.mark.parametrize("table", EVENT_TABLES)
def test_the_example_of_a_sense_holds_a_form_of_its_word(table: str) -> None:
    """Inflection and clitics are right enough that a sense is found in its own example."""
    wrong = []
    for row in read_table(table):
        word = row.get("verb") or row["noun"]
        found = {reading.item.lemma for token in tokenize(row["example"]) for reading in lexicon().read(token.norm) if reading.item.senses}
        if word not in found and word not in HOMOGRAPHS:
            wrong.append(f"{word}: {row['example']}")
    assert not wrong, f"{len(wrong)} in " + places(table, wrong)


@pytest.mark.parametrize("table", EVENT_TABLES)
def test_the_example_of_a_sense_meets_its_condition(table: str) -> None:
    """A word that the sense needs stands in its example, and none that it forbids."""
    wrong = []
    for row in read_table(table):
        words = {token.norm for token in tokenize(row["example"])}
        stems = {w[i:] for w in words for i in range(5)} | {w[:-i] for w in words for i in (1, 2, 3)} | words
        stems |= {s[:-i] for s in stems for i in (1, 2, 3) if len(s) > i + 2}
        needed = [w.lstrip("<") for w in variants(fold(row["needs"])) if not w.startswith("!")]
        if needed and not any(w in stems or w in fold(row["example"]) for w in needed):
            wrong.append(f"{row.get('verb') or row['noun']} needs {row['needs'][:40]}: {row['example']}")
    assert not wrong, f"{len(wrong)} in " + places(table, wrong)


# The demo articles

def test_the_demo_is_there() -> None:
    assert len(DEMOS) >= 5
    assert {p.stem for p in DEMO.glob("*.gold")} == set(DEMOS)
    assert (DEMO / "demo_page.html").is_file()


@pytest.mark.parametrize("name", DEMOS)
def test_a_reference_record_reads_and_is_of_its_article(name: str) -> None:
    parts = read_gold(DEMO / f"{name}.gold")
    text = (DEMO / f"{name}.txt").read_text(encoding="utf-8")
    marked = (DEMO / f"{name}.gold").read_text(encoding="utf-8").partition("\n---\n")[0]
    assert re.sub(r"⟦[mdnvcq]\d+ |⟧", "", marked).rstrip("\n") == text.rstrip("\n")
    assert parts.events
    assert parts.statements
    assert all(0 <= start < end <= len(text) for e in parts.entities for start, end in e.mentions)


@pytest.mark.parametrize("name", DEMOS)
def test_a_reference_record_names_what_it_has(name: str) -> None:
    """Roles, speakers and chains are entities of the record; codes are the contract's."""
    parts = read_gold(DEMO / f"{name}.gold")
    entities = {e.id for e in parts.entities}
    statements = {s.id for s in parts.statements}
    modes = {(row["type"], row["mode"] or None) for row in read_table("plover")}
    for event in parts.events:
        assert {*event.actor, *event.recipient, *event.place} <= entities, event.id
        assert (event.type, event.mode) in modes, event.id
        assert event.status in VALUES["Event"]["status"], event.id
        assert event.statement is None or event.statement in statements, event.id
    for statement in parts.statements:
        assert {*statement.speaker, *statement.chain} <= entities, statement.id
        assert statement.stance in VALUES["Statement"]["stance"], statement.id
        assert not statement.chain or statement.chain[-1] in statement.speaker, statement.id
    for entity in parts.entities:
        assert entity.type in VALUES["Entity"]["type"], entity.id
        assert entity.sector is None or entity.sector in SECTORS, entity.id
        assert entity.country is None or entity.country in codes("countries", "code") | NONSTATE, entity.id
        assert entity.mentions, f"{entity.id} is marked nowhere"


def test_the_rows_of_the_demo_are_its_texts() -> None:
    rows = {row["id"]: row for row in map(json.loads, (DEMO / "demo.jsonl").read_text(encoding="utf-8").splitlines())}
    assert set(rows) == set(DEMOS)
    for name, row in rows.items():
        assert row["text"].rstrip("\n") == (DEMO / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
        assert DATE.fullmatch(row["published"])
        assert row["outlet"]


def test_the_schema_has_a_version() -> None:
    assert re.fullmatch(r"\d+", SCHEMA)
