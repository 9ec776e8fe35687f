"""The documents keep up with the program: a command, option, field, table or target that they leave out fails here."""
from __future__ import annotations

import re
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

import musnad
from musnad import record
from musnad.cli.app import COMMANDS, app
from musnad.export.schema import VALUES
from musnad.knowledge.columns import tables

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CLI = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
RECORD = (ROOT / "docs" / "record.md").read_text(encoding="utf-8")
KNOWLEDGE = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
PARTS = (record.Record, record.Article, record.Entity, record.Coordinates, record.Date, record.Amount, record.Event, record.Transfer,
         record.Count, record.View, record.Statement, record.Link, record.Framing)
EVERYWHERE = {"id", "why"}  # explained once for all parts


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    found = re.search(rf"(?ms)^## {re.escape(heading)}$(.*?)(?=^## |\Z)", text)
    assert found, f"no section {heading!r}"
    return found[1]


def named(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def parts(command: Any) -> list[Any]:
    """A command and the commands within it."""
    return [command, *getattr(command, "commands", {}).values()]


def options(command: Any) -> set[str]:
    every = [p for part in parts(command) for p in part.params if p.param_type_name == "option"]
    return {name for p in every for name in (*p.opts, *p.secondary_opts)} - {"-h", "--help"}


def program() -> Any:
    return typer.main.get_command(app)


# Commands

def test_every_command_has_its_section() -> None:
    assert tuple(re.findall(r"(?m)^## musnad (\w+)$", CLI)) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented_and_every_documented_one_is_there(name: str) -> None:
    described = {word.split()[0] for word in named(section(CLI, f"musnad {name}")) if re.match(r"--?\w", word)}
    exist = options(program().get_command(None, name))
    assert exist - described == set(), "not in docs/cli.md"
    assert described - exist - {"-", "--format"} == set(), "only in docs/cli.md"


def test_the_options_of_the_program_itself() -> None:
    assert options(program()) <= named(CLI.partition("## musnad")[0])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_a_help(name: str) -> None:
    for command in parts(program().get_command(None, name)):
        assert command.help
        assert [p.name for p in command.params if not p.help] == []


def test_commands_within_commands_are_documented() -> None:
    for name in COMMANDS:
        for within in parts(program().get_command(None, name))[1:]:
            assert f"musnad {name} {within.name}" in section(CLI, f"musnad {name}"), within.name


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_commands_in_examples_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for line in re.findall(r"(?m)^\$? ?musnad .*$", "\n".join(re.findall(r"(?s)```\w*\n(.*?)```", text))):
        words = line.removeprefix("$ ").split()
        assert words[1] in (*COMMANDS, "--version", "--help"), line
        if words[1] in COMMANDS:
            within = parts(program().get_command(None, words[1]))[1:]
            assert not within or words[2] in {part.name for part in within}, line
            used = {word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)}
            assert used <= options(program().get_command(None, words[1])), line


# The record

@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_of_the_record_is_documented(part: Any) -> None:
    there = named(section(RECORD, part.__name__))
    assert {f.name for f in fields(part)} - EVERYWHERE - there - {"article"} == set()


@pytest.mark.parametrize("part", sorted(VALUES))
def test_every_closed_list_is_documented(part: str) -> None:
    there = named(section(RECORD, part)) | (named(section(RECORD, "Amount")) if part == "Count" else set())
    assert {value for values in VALUES[part].values() for value in values} - there == set()


# Knowledge

def test_every_table_is_documented_with_its_columns() -> None:
    rows = re.findall(r"(?m)^\| `(\w+)` \| ((?:`\w+` ?)+)\|", KNOWLEDGE)
    documented = {table: re.findall(r"`(\w+)`", columns) for table, columns in rows}
    folder = Path(str(files("musnad.knowledge")))
    assert documented == {name: list(table.names) for name, table in tables().items()}
    assert set(documented) == {path.stem for path in folder.glob("*.tsv")}
    assert {path.name for path in folder.glob("*.txt")} <= named(KNOWLEDGE)


# Targets, links, versions

@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_targets_of_make_exist(path: Path) -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", MAKEFILE))
    assert set(re.findall(r"`?\bmake ([a-z-]+)`", path.read_text(encoding="utf-8"))) <= targets
    assert targets <= set(re.findall(r"[a-z-]+", MAKEFILE.partition(".PHONY:")[2].partition("\n")[0]))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_changelog_has_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{musnad.__version__}]" in changelog


def test_the_readme_shows_what_the_program_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command of the README still prints such a table: the same title, outlet and columns, and a chain of sources."""
    shown = re.search(r"(?s)<!-- demo output -->\s*```\w*\n\$ musnad (read .*?)\n(.*?)```", README)
    assert shown, "no demo output in the README"
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, [word.strip('"') for word in shown[1].split()], prog_name="musnad")
    assert result.exit_code == 0
    printed = result.stdout.splitlines()
    assert shown[2].splitlines()[:2] == printed[:2]
    assert shown[2].splitlines()[2].split() == printed[2].split()
    assert "←" in shown[2]
    assert "←" in result.stdout
