"""The tables of knowledge and the demo articles: well-formed, free of contradictions, and true to their own examples."""
from __future__ import annotations

import ast
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
from musnad.knowledge.cells import CHECKS
from musnad.knowledge.check import Fault, check_folder
from musnad.knowledge.columns import codes, tables
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

# PLOVER's codes, told here again so that codes.tsv cannot grow others.
SECTORS = frozenset("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split())
NONSTATE = frozenset("IGO UNO EUR NGO ISM IMG MNC".split())
CONTEXTS = frozenset(
    "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal "
    "reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic "
    "territory peacekeeping health asylum migration disasters natural_resource environment technology terrorism cbrn cyber "
    "misinformation crime corruption illegal_drugs trafficking".split())
# Last columns that a line may leave out
OPTIONAL = {"cue_verbs": {"needs"}, "verbs_material": {"tense"}, "verbs_verbal": {"tense", "turn"}, "event_nouns_verbal": {"turn"}}
HOMOGRAPHS = {  # verbs whose form in an example is read as a function word
    "خلف", "سوى", "مثل",  # after, except, like: far more often than the verbs
    "فتح",  # فتحت is read as ف + تحت
}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
ARABIC = re.compile("[\u0621-\u064a]")
UNWANTED = re.compile("[\u0640\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00a0]|  ")


def places(table: str, wrong: list[str]) -> str:
    return f"knowledge/{table}.tsv: " + "; ".join(wrong[:20])


@pytest.fixture(scope="module")
def faults() -> list[Fault]:
    """What the validator of users' tables has to say of ours."""
    return check_folder()


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


def test_common_words_are_folded_words_each_once() -> None:
    words = read_words("common_words")
    assert [w for w in words if len(w.split()) != 1 or fold(w) != w or not ARABIC.search(w)] == []
    assert [w for w, count in Counter(words).items() if count > 1] == []


@pytest.mark.parametrize("table", [f"{table}.tsv" for table in TABLES] + ["common_words.txt"])
def test_the_validator_finds_no_fault(table: str, faults: list[Fault]) -> None:
    """Codes, dates, coordinates, roots, roles, doubles: what a user's tables are checked for, ours are too."""
    assert [str(fault) for fault in faults if fault.file == table][:20] == []


def test_the_validator_finds_no_stray_file(faults: list[Fault]) -> None:
    assert {fault.file for fault in faults} <= {path.name for path in FOLDER.iterdir() if path.stem in (*TABLES, "common_words")}


# Columns and codes

@pytest.mark.parametrize("table", TABLES)
def test_columns_are_told_as_they_are(table: str) -> None:
    with (FOLDER / f"{table}.tsv").open(encoding="utf-8") as lines:
        header = next(line for line in lines if line.strip() and not line.startswith("#"))
    assert tables()[table].names == tuple(header.rstrip("\n").split("\t"))
    assert tables()[table].key


def test_every_table_is_told() -> None:
    assert set(tables()) == set(TABLES)


def test_what_a_column_holds_is_a_check_or_a_list() -> None:
    held = {column.holds for table in tables().values() for column in table.columns}
    assert held - set(CHECKS) - set(codes()) == set()
    assert set(CHECKS) - held == set(), "a check that no column has"
    assert set(CHECKS) & set(codes()) == set()


def test_codes_are_plovers_and_the_contracts() -> None:
    assert set(codes()["sector"]) == SECTORS
    assert set(codes()["nonstate"]) == NONSTATE
    assert set(codes()["context"]) == CONTEXTS
    assert set(codes()["entity"]) == set(VALUES["Entity"]["type"])
    assert set(codes()["stance"]) == set(VALUES["Statement"]["stance"])
    assert set(codes()["quad"]) == set(VALUES["Event"]["quad"])
    assert set(codes()["certainty"]) <= {*VALUES["View"]["certainty"], "distance"}
    assert set(codes()["framing"]) == set(VALUES["Framing"]["kind"])


def test_actors_and_outlets_are_many() -> None:
    actors = {row["name"] for table in ("people", "organisations") for row in read_table(table)}
    assert len(actors) >= 3000
    assert len({row["name"] for row in read_table("media")}) >= 250


def test_months_are_whole_years() -> None:
    for calendar in ("gregorian", "hijri"):
        assert [int(row["month"]) for row in read_table("months") if row["calendar"] == calendar] == list(range(1, 13))


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


# The event lexicon

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
        if any(w.startswith("@") for w in needed):  # a kind of complement, tried in tests/analysis/test_events.py
            continue
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
        assert entity.country is None or entity.country in {row["code"] for row in read_table("countries")} | NONSTATE, entity.id
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


# Code

def test_what_is_made_of_the_tables_is_forgotten_with_them() -> None:
    """A function that reaches a table, also through others, remembers by ``remembered``: a user's folder reaches it."""
    calls: dict[str, set[str]] = {}
    cached = set()
    for path in FOLDER.parent.rglob("*.py"):
        if path.parent == FOLDER:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        module = ".".join(("musnad", *path.relative_to(FOLDER.parent).with_suffix("").parts))
        names = {alias.name: f"{node.module}.{alias.name}" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
        parts = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        names |= {part.name: f"{module}.{part.name}" for part in parts}
        for part in parts:
            called = {n.func.id for n in ast.walk(part) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
            calls[f"{module}.{part.name}"] = {names.get(name, name) for name in called}
            if {n.id for d in part.decorator_list for n in ast.walk(d) if isinstance(n, ast.Name)} & {"cache", "lru_cache"}:
                cached.add(f"{module}.{part.name}")
    reaching = {"musnad.knowledge.read_table", "musnad.knowledge.read_words"}
    while more := {where for where, called in calls.items() if called & reaching} - reaching:
        reaching |= more
    assert {"musnad.analysis.gazetteer.gazetteer", "musnad.analysis.lexicon.lexicon", "musnad.analysis.namewords.is_common"} <= reaching
    assert cached & reaching == set()
