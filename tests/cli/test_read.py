"""`musnad read`: formats, files that appear whole, and articles that fail without sinking the rest."""
from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from musnad.errors import ArticleError, KnowledgeError, UsageError

pytestmark = pytest.mark.usefixtures("fake_pipeline")
Run = Callable[..., Result]


def ids(output: str) -> list[str]:
    return [json.loads(line)["document"]["id"] for line in output.splitlines()]


def test_one_broken_article_does_not_sink_the_rest(run: Run, folder: Path) -> None:
    result = run("read", folder, "--format", "jsonl")
    assert result.exit_code == 1
    assert ids(result.stdout) == ["a", "c"]
    line, summary = result.stderr.splitlines()
    assert line.startswith("musnad: ")
    assert "b: unexpected ZeroDivisionError: a bug of two lines" in line
    assert "report it" in line
    assert summary == "musnad: 2 articles read, 1 failed"


def test_quiet_leaves_only_what_failed(run: Run, folder: Path) -> None:
    assert len(run("read", folder, "--quiet").stderr.splitlines()) == 1


def test_all_well_is_silent(run: Run, folder: Path) -> None:
    (folder / "b.txt").unlink()
    result = run("read", folder)
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_file_that_is_no_text_is_one_line(run: Run, folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"%PDF-1.4\n" + bytes(range(256)))
    result = run("read", folder, "-f", "jsonl", "-q")
    assert (result.exit_code, ids(result.stdout)) == (1, ["a", "c"])
    assert result.stderr.startswith("musnad: intake: ")
    assert "b.txt" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_article_error_keeps_its_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("نص مكسور", encoding="utf-8")
    result = run("read", tmp_path / "x.txt", "-f", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == []
    assert "x: cannot be read; mend it" in result.stderr


def test_broken_knowledge_ends_the_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("نص ناقص", encoding="utf-8")
    assert isinstance(run("read", tmp_path).exception, KnowledgeError)


def test_strict_stops_at_the_first_failure(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = run("read", folder, "--strict", "-o", out)
    assert isinstance(result.exception, ArticleError)
    assert "b: unexpected" in str(result.exception)
    assert not out.exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["news"]


def test_json_is_an_array(run: Run, folder: Path) -> None:
    assert [r["document"]["id"] for r in json.loads(run("read", folder, "-f", "json").stdout)] == ["a", "c"]


def test_csv_has_one_header(run: Run, folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("read", folder, "-f", "csv").stdout)))
    assert [(row["document"], row["event"]) for row in rows] == [("a", "v1"), ("c", "v1")]


def test_the_table_is_the_default(run: Run, folder: Path) -> None:
    shown = run("read", folder).stdout
    assert shown.count("1 event ·") == 2
    assert "AID" in shown
    assert "\x1b" not in shown


def test_no_text(run: Run, folder: Path) -> None:
    record = json.loads(run("read", folder / "a.txt", "-f", "jsonl", "--no-text").stdout)
    assert "text" not in record["document"]


def test_what_articles_do_not_say_of_themselves(run: Run, folder: Path) -> None:
    result = run("read", folder / "a.txt", "-f", "jsonl", "--published", "2021-11-24", "--outlet", "هسبريس", "--title", "عنوان")
    document = json.loads(result.stdout)["document"]
    assert (document["published"], document["outlet"], document["title"]) == ("2021-11-24", "هسبريس", "عنوان")
    assert document["text"] == "عنوان\nخبر أول"


def test_encoding(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes("خبر".encode("utf-16-le"))
    record = json.loads(run("read", tmp_path / "x.txt", "-f", "jsonl", "--encoding", "utf-16-le").stdout)
    assert record["document"]["text"] == "خبر"


def test_standard_input(run: Run) -> None:
    row = json.dumps({"id": "n1", "text": "خبر"}) + "\n"
    assert ids(run("read", "-", "-f", "jsonl", stdin=row * 1).stdout) == ["n1"]


@pytest.mark.parametrize("args", [
    ["read", "missing.txt"], ["read", "-", "--published", "yesterday"], ["read", "-", "--encoding", "utf-99"],
])
def test_usage_errors_of_ours(run: Run, args: list[str]) -> None:
    error = run(*args, stdin="").exception
    assert isinstance(error, UsageError)
    assert error.exit_code == 2


@pytest.mark.parametrize("args", [["read"], ["read", "-", "--format", "xml"], ["read", "-", "--jobs", "x"], ["write"]])
def test_usage_errors_of_the_parser(run: Run, args: list[str]) -> None:
    result = run(*args, stdin="")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


class TestFile:
    """-o FILE."""

    @pytest.mark.parametrize(("name", "start"), [("x.json", "["), ("x.jsonl", "{"), ("x.csv", "document,"), ("x.txt", "a\n")])
    def test_its_ending_names_the_format(self, run: Run, folder: Path, tmp_path: Path, name: str, start: str) -> None:
        result = run("read", folder, "-o", tmp_path / name)
        assert result.stdout == ""
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)

    def test_the_format_asked_for_comes_first(self, run: Run, folder: Path, tmp_path: Path) -> None:
        run("read", folder, "-o", tmp_path / "x.csv", "-f", "jsonl")
        assert ids((tmp_path / "x.csv").read_text(encoding="utf-8")) == ["a", "c"]

    def test_mode_and_nothing_left_behind(self, run: Run, folder: Path, tmp_path: Path) -> None:
        run("read", folder, "-o", tmp_path / "x.jsonl")
        assert sorted(p.name for p in tmp_path.iterdir()) == ["news", "x.jsonl"]
        umask = os.umask(0)
        os.umask(umask)
        assert (tmp_path / "x.jsonl").stat().st_mode & 0o777 == 0o666 & ~umask
        (tmp_path / "x.jsonl").chmod(0o600)
        run("read", folder, "-o", tmp_path / "x.jsonl")
        assert (tmp_path / "x.jsonl").stat().st_mode & 0o777 == 0o600

    def test_an_old_file_stands_if_the_run_fails(self, run: Run, folder: Path, tmp_path: Path) -> None:
        out = tmp_path / "x.jsonl"
        out.write_text("old", encoding="utf-8")
        run("read", folder, "--strict", "-o", out)
        assert out.read_text(encoding="utf-8") == "old"

    def test_it_may_be_what_is_read(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "x.jsonl"
        file.write_text('{"id": "n1", "text": "خبر"}\n', encoding="utf-8")
        run("read", file, "-o", file)
        assert json.loads(file.read_text(encoding="utf-8"))["events"]

    def test_a_link_stays_a_link(self, run: Run, folder: Path, tmp_path: Path) -> None:
        (tmp_path / "real.jsonl").write_text("old", encoding="utf-8")
        (tmp_path / "link.jsonl").symlink_to("real.jsonl")
        run("read", folder, "-o", tmp_path / "link.jsonl")
        assert (tmp_path / "link.jsonl").is_symlink()
        assert ids((tmp_path / "real.jsonl").read_text(encoding="utf-8")) == ["a", "c"]

    @pytest.mark.skipif(not Path("/dev/null").exists(), reason="no /dev/null here")
    def test_a_device_is_written_to_and_not_replaced(self, run: Run, folder: Path) -> None:
        assert run("read", folder / "a.txt", "-o", "/dev/null").exit_code == 0
        assert Path("/dev/null").is_char_device()

    def test_a_place_that_is_not_there(self, run: Run, folder: Path, tmp_path: Path) -> None:
        result = run("read", folder, "-o", tmp_path / "no" / "x.jsonl")
        assert isinstance(result.exception, UsageError)
        assert "x.jsonl" in str(result.exception)
        assert isinstance(run("read", folder, "-o", tmp_path).exception, UsageError)
