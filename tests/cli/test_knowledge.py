"""``musnad knowledge``, and ``musnad read --knowledge``."""
from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import Result

import musnad
from musnad.errors import KnowledgeError, UsageError
from musnad.knowledge import use_folder
from musnad.knowledge.columns import codes, tables

Run = Callable[..., Result]
DEMO = Path(musnad.__file__).parent / "demo" / "knowledge"
PAGE = Path(__file__).parents[2] / "docs" / "knowledge.md"


@pytest.fixture(autouse=True)
def _nothing_laid() -> Iterator[None]:
    yield
    use_folder(None)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder with a replacement, a removal and a new row."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "media.tsv").write_text("name\tarabic\tkind\nReuters\tوكالة الواحة\tagency\n-AFP\t\t\nOasis News\tالواحة نيوز\tsite\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("command", ["check", "show", "columns"])
def test_help_teaches_by_example(run: Run, command: str) -> None:
    result = run("knowledge", command, "--help")
    assert result.exit_code == 0
    assert f"  musnad knowledge {command}" in result.stdout[result.stdout.index("Example"):]


# check

def test_ours_have_no_fault(run: Run) -> None:
    result = run("knowledge", "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert re.fullmatch(r"\d{5,} rows in \d\d files: no fault\n", result.stdout)


def test_a_right_folder_is_counted(run: Run) -> None:
    assert run("knowledge", "check", DEMO).stdout == "5 rows in 5 files: no fault\n"


def test_faults_are_lines_and_the_exit_code(run: Run, mine: Path) -> None:
    (mine / "people.tsv").write_text("name\tarabic\tcountry\nA B\tسالم الدرعي\tSyria\n", encoding="utf-8")
    result = run("knowledge", "check", mine)
    assert (result.exit_code, result.stderr) == (1, "musnad: 1 fault\n")
    assert result.stdout == "people.tsv line 2, country: 'Syria' is no country code; did you mean SYR?\n"


def test_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "x"
    for command in ("knowledge check", "knowledge show مصر --knowledge", "read - --knowledge"):
        assert isinstance(run(*command.split(), missing, stdin="خبر").exception, UsageError)


# show

def test_a_name_is_shown_with_its_rows(run: Run) -> None:
    out = run("knowledge", "show", "الأمم", "المتحدة").stdout
    assert re.search(r"(?m)^organisations\.tsv line \d+$", out)
    assert re.search(r"(?m)^  name        United Nations$", out)


@pytest.mark.parametrize("word", ["رويترز", "Reuters", "reuters", "رُويترز"])
def test_spelling_counts_as_in_texts(run: Run, word: str) -> None:
    assert "Thomson Reuters" in run("knowledge", "show", word).stdout


@pytest.mark.parametrize(("word", "reading"), [
    ("سيقتلون", r"س \+ يقتلون: verb of قتل, imperfect, .*plural → ASSAULT"),
    ("بالقاهرة", None),
    ("وقالت", r"و \+ قالت: verb of قال, perfect, active, .*feminine, singular → reports speech \(asserts\)"),
    ("المتحدث", r"ال \+ متحدث: role, masculine, singular → describes a PERSON GOV"),
    ("الجزائرية", r"ال \+ جزائريه: nisba of جزائري, feminine, singular, of DZA"),
    ("وزارة", r"head of وزارة, .*→ opens the name of a ORG GOV"),
    ("على", "a function word: no name and no event is read from it"),
    ("اقتصادية", r"in common_words\.txt: words so common"),
])
def test_the_readings_of_a_word(run: Run, word: str, reading: str | None) -> None:
    result = run("knowledge", "show", word)
    if reading is None:
        assert "read as" not in result.stdout
    else:
        assert re.search(rf"(?m)^  .*{reading}", result.stdout[result.stdout.index("read as"):])


def test_nothing_known(run: Run) -> None:
    result = run("knowledge", "show", "غوتيرتش")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("musnad: nothing is known of غوتيرتش; near it: ")
    assert "غوتيريش" in result.stderr


def test_a_folder_is_shown_as_it_lies_over_ours(run: Run, mine: Path) -> None:
    def shown(word: str) -> str:
        return run("knowledge", "show", word, "--knowledge", mine).stdout

    assert f"{mine / 'media.tsv'} line 2\n" in shown("Reuters")
    assert "Thomson" not in shown("Reuters")
    assert shown("AFP") == ""
    assert f"{mine / 'media.tsv'} line 4\n" in shown("الواحة نيوز")


# columns

def test_every_table_that_users_may_extend_is_listed(run: Run) -> None:
    listed = re.findall(r"(?m)^(\w+)\.tsv", run("knowledge", "columns").stdout)
    assert set(listed) == {name for name, table in tables().items() if not table.closed}


@pytest.mark.parametrize("table", sorted(tables()))
def test_columns_of_a_table_with_their_codes(run: Run, table: str) -> None:
    out = run("knowledge", "columns", f"{table}.tsv").stdout
    assert tuple(re.findall(r"(?m)^  (\w+) ", out)) == tables()[table].names
    for column in tables()[table].columns:
        assert all(code in out for code in codes().get(column.holds, ()))


def test_a_table_that_is_not_there(run: Run) -> None:
    assert "did you mean people?" in str(run("knowledge", "columns", "peple").exception)


# read --knowledge

def worked_example() -> str:
    """The article of docs/knowledge.md."""
    found = re.search(r"(?s)<!-- worked example -->\s*```\w*\n(.*?)```", PAGE.read_text(encoding="utf-8"))
    assert found
    return found[1]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_worked_example_needs_its_folder(run: Run, jobs: int) -> None:
    def read(*more: object) -> dict[str, object]:
        result = run("read", "-", "--published", "2024-05-16", "--format", "jsonl", "--jobs", jobs, *more, stdin=worked_example())
        assert result.exit_code == 0
        record: dict[str, object] = json.loads(result.stdout)
        return record

    with_it, without = read("--knowledge", DEMO), read()
    assert without["events"] == []
    events, entities = with_it["events"], {e["name"]: e for e in with_it["entities"]}  # type: ignore[attr-defined]
    assert [(e["type"], e["mode"]) for e in events] == [("COERCE", "restrict")] * len(events) != []  # type: ignore[attr-defined]
    assert {"Oasis Guardians League", "Salem Al-Darai", "Nakhla", "Umm al-Raml"} <= set(entities)


def test_a_folder_with_a_fault_is_not_read_with(run: Run, mine: Path) -> None:
    (mine / "people.tsv").write_text("name\tarabic\tcountry\nA B\tسالم الدرعي\tSyria\n", encoding="utf-8")
    result = run("read", "-", "--knowledge", mine, stdin="خبر")
    assert isinstance(result.exception, KnowledgeError)
    assert "people.tsv line 2, country: 'Syria' is no country code; did you mean SYR?" in str(result.exception)
    assert result.stdout == ""


def test_the_pages_folder_is_the_demos() -> None:
    """The files that the page shows are those of the folder."""
    shown = re.findall(r"(?s)`(\w+\.tsv)`:?\n\n```tsv\n(.*?)```", PAGE.read_text(encoding="utf-8"))
    assert {name for name, _ in shown} == {path.name for path in DEMO.iterdir()}
    for name, text in shown:
        assert text == (DEMO / name).read_text(encoding="utf-8")
