"""Files, folders and standard input: ids, order, and failures that do not sink the rest."""
from __future__ import annotations

import gzip
import json
import lzma
import sys
from collections.abc import Sequence
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from musnad.errors import ArticleError, UsageError
from musnad.intake.options import Options
from musnad.intake.sources import Outcome, sniff, walk
from musnad.record import Article

TEXT = "الوفد يصل غدا\r\nأعلنت وزارة الخارجية أن الوفد سيصل إلى العاصمة لبحث ملف الحدود.\r\n"


def ids(outcomes: Sequence[Outcome]) -> list[str]:
    return [o.id if isinstance(o, Article) else f"! {o}" for o in outcomes]


def rows(*names: str) -> bytes:
    return "".join(json.dumps({"id": name, "text": TEXT}) + "\n" for name in names).encode()


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data)))


def test_folder_in_order_with_ids_below_it(tmp_path: Path) -> None:
    (tmp_path / "sub.d").mkdir()
    (tmp_path / "b.txt").write_bytes(TEXT.encode("windows-1256"))
    (tmp_path / "sub.d" / "a.v2.txt").write_bytes(TEXT.encode())
    (tmp_path / "notes.md").write_text("not read")
    (tmp_path / ".hidden.txt").write_text("not read")
    (tmp_path / "r.jsonl.xz").write_bytes(lzma.compress(rows("x", "y")))
    (tmp_path / "z.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    outcomes = list(walk([tmp_path], Options(published="2021-11-24", outlet="صوت")))
    assert ids(outcomes) == ["b", "x", "y", "sub.d/a.v2", "z"]
    first = outcomes[0]
    assert isinstance(first, Article)
    assert (first.text, first.title, first.published, first.outlet) == (TEXT, "الوفد يصل غدا", "2021-11-24", "صوت")


def test_bad_files_are_failures_of_one_line_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(rows("x"))[:-9])
    (tmp_path / "d.html").write_bytes(b"<html></html>")
    (tmp_path / "e.txt").write_bytes(("ا" * 5_000_000).encode())
    (tmp_path / "f.txt.xz").write_bytes(b"not xz")
    (tmp_path / "g.txt").write_bytes(TEXT.encode())
    outcomes = list(walk([tmp_path]))
    assert [o.id for o in outcomes if isinstance(o, Article)] == ["b", "e", "g"]
    failures = [str(o) for o in outcomes if isinstance(o, ArticleError)]
    assert len(failures) == 4 and all("\n" not in f and str(tmp_path) in f for f in failures)


def test_two_files_of_one_id_are_a_usage_error_before_anything_is_read(tmp_path: Path) -> None:
    for name in ("a/x.txt", "b/x.html"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(TEXT)
    with pytest.raises(UsageError, match="two articles with the id 'x'"):
        walk([tmp_path / "a", tmp_path / "b"])
    assert ids(list(walk([tmp_path / "a", tmp_path / "a" / ".." / "b" / "x.html"][:1]))) == ["x"]


def test_two_rows_of_one_id_are_a_failure(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_bytes(rows("x", "x", "y"))
    assert ids(list(walk([file]))) == ["x", f"! {file}:2: id 'x' is taken by {file}:1; give one of the two another id", "y"]


@pytest.mark.parametrize("make", [False, True])
def test_nothing_there_is_a_usage_error(tmp_path: Path, make: bool) -> None:
    if make:
        (tmp_path / "none").mkdir()
    with pytest.raises(UsageError, match="no articles in" if make else "no such file"):
        walk([tmp_path / "none"])


@pytest.mark.parametrize(("data", "expected"), [
    (TEXT.encode(), ["stdin"]), (TEXT.encode("utf-16"), ["stdin"]), (rows("x", "y"), ["x", "y"]), (b"[" + rows("x").strip() + b"]", ["x"]),
    (rows("x", "y").decode().encode("utf-16"), ["stdin"]), (b"", ["stdin"]),
])
def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[str]) -> None:
    stdin(monkeypatch, data)
    assert ids(list(walk(["-"]))) == expected


def test_utf16_rows_in_a_file_that_says_it_is_jsonl(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_bytes(rows("x", "y").decode().encode("utf-16"))
    assert ids(list(walk([file]))) == ids(list(walk([file], Options(encoding="utf-16")))) == ["x", "y"]


def test_rows_are_read_one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow(BytesIO):
        lines = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.lines += 1
            return super().readline(size)

        def __next__(self) -> bytes:
            self.lines += 1
            return super().__next__()

    source = Slow(rows(*map(str, range(1000))))
    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": source})())
    assert isinstance(next(walk(["-"])), Article)
    assert source.lines < 50


@pytest.mark.parametrize(("head", "kind"), [(b"\n<!DOCTYPE html><html>", "html"), (b"<?xml version='1.0'?>\n<html>", "html"),
                                            (b"\xef\xbb\xbf{\"id\": 1}\n", "jsonl"), (b"[{", "json"), (b"[1] x", "text"), (b"<b>", "text")])
def test_sniff(head: bytes, kind: str) -> None:
    assert sniff(head) == kind


def test_options_are_checked_at_once() -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        Options(encoding="x-none")
    with pytest.raises(UsageError, match="is no date"):
        Options(published="yesterday")
