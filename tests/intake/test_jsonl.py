"""JSONL rows: fields, their own word before the options', and bad lines that do not sink the rest."""
from __future__ import annotations

import json
from typing import Any

import pytest

from musnad.errors import ArticleError
from musnad.intake.jsonl import read_json, read_jsonl
from musnad.intake.options import Options
from musnad.record import Article

OPTIONS = Options(published="2020-01-01", outlet="صحيفة")


def rows(*lines: str | bytes) -> list[Article | ArticleError]:
    data = [line if isinstance(line, bytes) else line.encode() for line in lines]
    return [outcome for _, outcome in read_jsonl(data, name="a.jsonl", options=OPTIONS)]


def row(**fields: Any) -> str:
    return json.dumps({"id": "1", "text": "قال الوزير ذلك.", **fields}, ensure_ascii=False)


def test_a_rows_own_word_comes_first() -> None:
    own, bare = rows(row(published="2021-11-24", outlet="وكالة", url="https://x.example/1", title="عنوان"), row(id=2))
    assert isinstance(own, Article) and isinstance(bare, Article)
    assert (own.published, own.outlet, own.url, own.text) == ("2021-11-24", "وكالة", "https://x.example/1", "عنوان\nقال الوزير ذلك.")
    assert (bare.id, bare.published, bare.outlet) == ("2", "2020-01-01", "صحيفة")


@pytest.mark.parametrize(("line", "why"), [
    ("{", "not JSON"), ("[1]", "a row must be an object"), ('{"text": "x"}', '"id"'), ('{"id": "1"}', '"text"'),
    (row(text=7), '"text" must be a string'), (row(title=["x"]), "'title' must be a string"), (row(published="أمس"), "is no date"),
    (b'{"id": "1", "text": "\xd8\xa7\xd9\x84\xd9\x88\xd8\xb2\xd9\x8a\xd8\xb1 \xd8"}', "half-decoded"), ("[" * 100_000, "nested too deep"),
])
def test_a_bad_line_is_named_and_the_others_go_on(line: str | bytes, why: str) -> None:
    first, bad, last = rows(row(), line, row(id="3"))
    assert isinstance(first, Article) and isinstance(last, Article)
    assert isinstance(bad, ArticleError)
    assert str(bad).startswith("a.jsonl:2: ") and why in str(bad) and "\n" not in str(bad)


def test_blank_lines_and_a_mark_are_passed_over() -> None:
    assert [a.id for a in rows(b"\xef\xbb\xbf" + row().encode(), "", "  \n", row(id="2")) if isinstance(a, Article)] == ["1", "2"]


def test_code_pages_and_lone_surrogates() -> None:
    page, lone = rows(row().encode("windows-1256"), '{"id": "2", "text": "\\ud83d الوزير"}')
    assert isinstance(page, Article) and page.text == "قال الوزير ذلك."
    assert isinstance(lone, Article) and lone.text.startswith("\ud83d")


@pytest.mark.parametrize(("data", "ids"), [(f"[{row()}, {row(id='2')}]", ["1", "2"]), (row(), ["1"]), (f"{row()}\n{row(id='2')}\n", ["1", "2"])])
def test_json_files_hold_an_array_an_object_or_lines(data: str, ids: list[str]) -> None:
    assert [a.id for _, a in read_json(data.encode(), name="a.json", options=OPTIONS) if isinstance(a, Article)] == ids
