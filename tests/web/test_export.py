"""Export: all that meets the filters in every form, with spans, chains, origins and how to cite it; and every page of rows as a file."""
from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

import musnad
from musnad.errors import RefusedError
from musnad.record import Article, Record
from musnad.store import Store
from musnad.web import taking
from musnad.web.citing import NAMED, citation
from musnad.web.taking import Taking, in_turn

FORMS = ("json", "jsonl", "csv", "parquet")
PAGES = ("/overview", "/actors", "/actors/SAU", "/relations", "/relations/SAU/IRN", "/agreements", "/network", "/map", "/happenings", "/search?what=events",
         "/search?what=statements", "/search?what=articles", "/articles/1")


def split(path: str, form: str) -> str:
    base, _, query = path.partition("?")
    return f"{base}.{form}" + (f"?{query}" if query else "")


def lines(answer: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The citation of JSON Lines, and their rows."""
    first, *rows = map(json.loads, answer.text.splitlines())
    return first["cite"], rows


def table(answer: Any) -> Any:
    arrow = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed: pip install 'musnad[parquet]'")
    return arrow.read_table(io.BytesIO(answer.content))


def cells(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.text)))


# Everything that meets the filters

def test_the_three_files_hold_the_same_events(room: Any, store: Store) -> None:
    for query in ("what=events", "what=events&type=ASSAULT", "type=AGREE"):
        cite, rows = lines(room.get(f"/export.jsonl?{query}"))
        flat = cells(room.get(f"/export.csv?{query}"))
        told = [(row["article"]["document_id"], row["event"]["id"]) for row in rows]
        assert told == [(row["document"], row["event"]) for row in flat]
        assert len(told) == cite["rows"] == store.count("events", **{k: v for k, v in parse_qsl(query) if k != "what"}) > 0
        read = table(room.get(f"/export.parquet?{query}"))
        assert [tuple(row) for row in zip(*(read.column(name).to_pylist() for name in ("document", "event")), strict=True)] == told
        assert json.loads(read.schema.metadata[b"musnad"])["rows"] == len(told)


def test_each_event_has_its_spans_its_chain_and_its_origins(room: Any, store: Store) -> None:
    _, rows = lines(room.get("/export.jsonl?what=events"))
    texts = {article.id: article.article.text for article in store.articles()}
    assert any(row["statement"] for row in rows) and any(row["origins"] for row in rows)
    for row in rows:
        text = texts[row["article"]["id"]]
        assert text[slice(*row["event"]["trigger"])] == row["text"]
        if row["statement"]:
            assert text[slice(*row["statement"]["span"])] == row["statement"]["text"]
            assert len(row["statement"]["links"]) >= len(row["statement"]["chain"]) >= len(row["statement"]["sources"])
        happening = room.get(f"/happenings/{row['happening']}.json").json() if row["happening"] else None
        if happening:
            assert row["origins"] == happening["counts"]["origins"] == len(row["origin_names"])
            assert row["origin_names"] == [origin["name"] for origin in happening["origins"]]


def test_the_table_points_into_the_text_too(room: Any, store: Store) -> None:
    read = table(room.get("/export.parquet?what=events")).to_pylist()
    texts = {article.document_id: article.article.text for article in store.articles()}
    assert any(row["chain"] for row in read)
    for row, flat in zip(read, cells(room.get("/export.csv?what=events")), strict=True):
        text = texts[row["document"]]
        assert text[row["trigger_start"]:row["trigger_end"]] == row["trigger"]
        assert row["statement"] is None or text[row["statement_start"]:row["statement_end"]] == row["statement_text"]
        assert flat["origins"] == ("" if row["origins"] is None else str(row["origins"]))
        assert row["origins"] is None or len(list(filter(None, row["origin_names"].split("; ")))) == row["origins"]


def test_statements_and_articles(room: Any, store: Store) -> None:
    for what in ("statements", "articles"):
        cite, rows = lines(room.get(f"/export.jsonl?what={what}"))
        assert len(rows) == cite["rows"] == store.count(what) == len(cells(room.get(f"/export.csv?what={what}")))
        assert table(room.get(f"/export.parquet?what={what}")).num_rows == len(rows)
    assert all("links" in row["statement"] for row in lines(room.get("/export.jsonl?what=statements"))[1])


def test_records_are_those_of_the_contract_and_have_texts_only_where_they_are_asked_for(room: Any, store: Store) -> None:
    plain, full = (lines(room.get(f"/export.jsonl?what=articles&text={text}"))[1] for text in (0, 1))
    assert plain and all("text" not in record["document"] for record in plain)
    texts = {article.document_id: article.article.text for article in store.articles()}
    assert {record["document"]["id"]: record["document"]["text"] for record in full} == texts
    assert all(record["schema"] == musnad.record.SCHEMA and "statements" in record for record in plain)


def test_what_people_judged_is_told(room: Any, store: Store) -> None:
    from musnad.store.judgements import Ledger

    event = next(iter(store.events(type="ASSAULT")))
    Ledger(store).judge(event.record, event.event, "accept", author="منى")
    row = next(row for row in cells(room.get("/export.csv?what=events")) if (row["document"], row["event"]) == (event.article.document_id, event.event.id))
    assert "منى" in row["judged"]


# How to cite

def test_the_citation_tells_what_it_was(room: Any, store: Store) -> None:
    cite, rows = lines(room.get("/export.jsonl?what=events&type=ASSAULT&lang=en"))
    assert cite["musnad"] == musnad.__version__ and cite["store"] == "news.db"
    assert urlsplit(cite["query"]).path == "/export" and dict(parse_qsl(urlsplit(cite["query"]).query)) == {"what": "events", "type": "ASSAULT"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", cite["date"])
    assert set(cite["outlets"]) == {row["article"]["outlet"] for row in rows}
    for part in (musnad.__version__, cite["store"], cite["query"], cite["date"], str(len(rows)), *cite["outlets"]):
        assert part in cite["text"]
    assert "Musnad" in cite["text"] and "مُسنَد" in lines(room.get("/export.jsonl?what=events&lang=ar"))[0]["text"]


def test_a_table_names_the_place_of_its_citation(room: Any) -> None:
    for path in ("/export.csv?what=events&words=%D9%81%D9%8A", "/agreements.csv", "/actors/SAU.csv?type=AID"):
        answer = room.get(path)
        target, rest = re.fullmatch(r"<([^>]+)>; (.*)", answer.headers["link"]).groups()
        assert 'rel="describedby"' in rest
        cite = room.get(target).json()["cite"]
        assert cite["rows"] == len(cells(answer))
        assert cite["query"] == path.replace(".csv", "")


def test_no_folder_and_no_password_is_told(store: Store) -> None:
    from musnad.store.place import find_place

    assert citation(find_place("postgresql://user:secret@host/news"), "/", 0, []).store == "news"
    assert citation(find_place("/home/someone/news.db"), "/", 0, []).store == "news.db"


def test_a_sentence_of_many_outlets_stays_short(store: Store) -> None:
    outlets = [f"outlet{n}" for n in range(NAMED + 5)]
    cite = citation(store.place, "/search", 1, outlets)
    assert "5 more" in cite.sentence("en") and outlets[-1] not in cite.sentence("en")
    assert cite.to_dict("en")["outlets"] == outlets


def test_a_name_is_escaped_on_the_page_and_as_it_is_in_the_file(room: Any, store: Store) -> None:
    evil = '"><script>alert(1)</script>'
    store.add(Record(Article("evil", "نص", outlet=evil, url="https://example.org/evil")))
    page = room.get("/export?what=articles").text
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page
    assert evil in room.get("/export.json?what=articles").json()["cite"]["outlets"]


# The page

@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_page_leads_to_its_files(room: Any, lang: str) -> None:
    page = room.get(f"/export?what=events&type=ASSAULT&lang={lang}").text
    files = [unescape(href) for href in re.findall(r'href="(/export\.[^"]+)"', page)]
    assert [urlsplit(href).path for href in files] == ["/export.jsonl", "/export.csv", "/export.parquet", "/export.json"]
    assert all(room.get(href).status_code == 200 and "type=ASSAULT" in href for href in files)
    assert "how_to_cite" not in page and '<blockquote class="cite">' in page


def test_without_pyarrow_the_page_says_what_to_install(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from musnad.export import parquet

    monkeypatch.setattr(parquet, "find_spec", lambda name: None)
    page = room.get("/export?what=events").text
    assert "/export.parquet" not in page and "pip install" in page
    answer = room.get("/export.parquet?what=events")
    assert answer.status_code == 404 and "pip install" in answer.json()["message"]


def test_where_nothing_is_found_there_is_a_file_without_rows(room: Any) -> None:
    query = "what=events&words=كلمةلاتوجد"
    assert "<blockquote" not in room.get(f"/export?{query}").text
    assert lines(room.get(f"/export.jsonl?{query}"))[1] == []
    assert room.get(f"/export.csv?{query}").text.count("\n") == 1
    assert table(room.get(f"/export.parquet?{query}")).num_rows == 0


@pytest.mark.parametrize("path", ["/export.csv?type=NONSENSE", "/export.jsonl?what=x", "/export.parquet?words=-x"])
def test_what_cannot_be_asked_is_said(room: Any, path: str) -> None:
    assert room.get(path).status_code in (400, 422)


# A store of any size

def test_a_file_is_written_while_it_is_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "BATCH", 2)
    read: list[str] = []
    kept = store.events
    monkeypatch.setattr(store, "events", lambda **filters: (read.append(event.event.id) or event for event in kept(**filters)))
    rows = iter(Taking(store, "events", {}).lines())
    next(rows)
    assert len(read) == 2
    assert 1 + len(list(rows)) == len(read) == store.count("events")


def test_so_many_are_written_at_once() -> None:
    turns = BoundedSemaphore(2)
    one, two = (in_turn(iter([b"a" * taking.PIECE, b"b"]), turns) for _ in range(2))
    with pytest.raises(RefusedError) as refused:
        in_turn(iter([b"c"]), turns)
    assert refused.value.status == 429
    assert b"".join(one) == b"a" * taking.PIECE + b"b"
    del two  # nobody wants it any more
    for _ in range(2):
        assert b"".join(in_turn(iter([b"c"]), turns)) == b"c"


def test_one_that_fails_gives_its_turn_back() -> None:
    def broken() -> Any:
        yield b"a" * taking.PIECE
        raise ValueError

    turns = BoundedSemaphore(1)
    pieces = in_turn(broken(), turns)
    with pytest.raises(ValueError):  # noqa: PT011 - what was raised is what comes
        list(pieces)
    assert b"".join(in_turn(iter([b"c"]), turns)) == b"c"


# Pages as files

@pytest.mark.parametrize("path", PAGES)
def test_each_page_of_rows_is_there_in_every_form(room: Any, path: str) -> None:
    data = room.get(split(path, "json")).json()
    flat = cells(room.get(split(path, "csv")))
    cite, rows = lines(room.get(split(path, "jsonl")))
    read = table(room.get(split(path, "parquet")))
    assert data["cite"] == cite
    assert cite["rows"] == len(flat) == len(rows) == read.num_rows
    assert cite["query"] == path
    assert json.loads(read.schema.metadata[b"musnad"]) == cite
    assert cite["outlets"] or not rows
    page = room.get(path).text
    links = {unescape(href) for href in re.findall(r'href="([^"]+)"', page.partition('class="exports"')[2])}
    assert {split(path, form) for form in FORMS} <= links


def test_what_is_no_table_has_no_files(room: Any) -> None:
    assert "download" not in room.get("/add").text
    for form in ("jsonl", "csv", "parquet"):
        answer = room.get(f"/add.{form}")
        assert answer.status_code == 404 and answer.json()["status"] == 404
    assert "cite" not in room.get("/review.json").json()


def test_names_of_files(room: Any) -> None:
    for path, name in (("/actors/SAU.csv", "musnad-actors-SAU.csv"), ("/export.jsonl?what=statements", "musnad-statements.jsonl")):
        assert room.get(path).headers["content-disposition"] == f'attachment; filename="{name}"'
