"""Marking words of a text: what they are said to be goes into the ledger at their very place, and can be undone."""
from __future__ import annotations

from typing import Any

import pytest

from musnad.errors import UsageError
from musnad.record import Article, Record
from musnad.store import Store
from musnad.store.judgements import Ledger
from musnad.web.marking import place_given

TEXT = (
    "🕊️ نقلت صحيفة المرفأ عن مدير الميناء قوله \"إن العمال عادوا إلى أعمالهم\".\r\n"
    "وأعلن اتحاد العمال أنه أضرب يوم الأحد. وأضاف الاتحاد أن المفاوضات مستمرة."
)


@pytest.fixture
def bare(store: Store) -> int:
    """An article in which the machine saw nothing."""
    return store.add(Record(Article("bare", TEXT, title="خبر الميناء", outlet="الميثاق", published="2022-05-18", url="https://example.org/bare"))).id


@pytest.fixture
def named(room: Any) -> Any:
    room.submit("/name", author="منى", next="/review")
    return room


def record_of(store: Store, number: int) -> Record:
    held = store.article(number)
    assert held is not None
    return held.record


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def name(span: tuple[int, int]) -> str:
    return f"{span[0]}-{span[1]}"


def mark(room: Any, store: Store, number: int, what: str, words: str, **more: str) -> Any:
    text = record_of(store, number).article
    return room.submit(f"/articles/{number}/mark", sha256=text.sha256, what=what, **{"place": name(at(words, text.text)), "said": words, **more})


def test_a_missed_statement_is_noted_and_its_edges_and_speaker_are_set(named: Any, store: Store, bare: int) -> None:
    words = "إن العمال عادوا إلى أعمالهم"
    response = mark(named, store, bare, "statement", words, stance="asserts", speaker="مدير الميناء")
    assert response.status_code == 303
    assert response.headers["location"].startswith(f"/articles/{bare}?edit=q{name(at(words))}&last=")
    (statement,) = record_of(store, bare).statements
    assert (statement.span, statement.stance, statement.form) == (at(words), "asserts", "direct"), "quotation marks stand around it"
    own = {"statement": name(statement.span)}
    mark(named, store, bare, "cue", "قوله", **own)
    mark(named, store, bare, "more_cue", "نقلت", **own)
    assert [TEXT[slice(*span)] for span in record_of(store, bare).statements[0].cue] == ["نقلت", "قوله"]
    mark(named, store, bare, "speaker", "صحيفة المرفأ", **own)
    record = record_of(store, bare)
    assert [record.entity(e).name_ar for e in record.statements[0].speaker] == ["صحيفة المرفأ"]
    answer = mark(named, store, bare, "content", "العمال عادوا إلى أعمالهم", **own)
    assert record_of(store, bare).statements[0].span == at("العمال عادوا إلى أعمالهم")
    page = named.get(answer.headers["location"].partition("#")[0]).text
    assert 'data-key="u"' in page
    assert len(list(Ledger(store))) == 5


def test_a_missed_event_is_noted_with_its_parties_and_undone(named: Any, store: Store, bare: int) -> None:
    response = mark(named, store, bare, "event", "أضرب", type="PROTEST", status="occurred", actor="اتحاد العمال", where="الميناء")
    assert "edit=" in response.headers["location"]
    record = record_of(store, bare)
    (event,) = record.events
    assert (event.trigger, event.type, event.status) == (at("أضرب"), "PROTEST", "occurred")
    assert [record.entity(e).name_ar for e in event.actor] == ["اتحاد العمال"]
    mark(named, store, bare, "recipient", "مدير الميناء", event=name(event.trigger))
    mark(named, store, bare, "actor", "الاتحاد", event=name(event.trigger))
    record = record_of(store, bare)
    assert {record.entity(e).name_ar for e in record.events[0].actor} == {"اتحاد العمال", "الاتحاد"}
    assert [record.entity(e).name_ar for e in record.events[0].recipient] == ["مدير الميناء"]
    for judgement in reversed(list(Ledger(store))):
        named.submit(f"/articles/{bare}/undo", judgement=judgement.id)
    assert record_of(store, bare).events == []


def test_without_a_script_the_first_and_last_words_are_written(named: Any, store: Store, bare: int) -> None:
    given = {"sha256": record_of(store, bare).article.sha256, "what": "statement", "stance": "asserts", "place": "", "said": ""}
    assert named.submit(f"/articles/{bare}/mark", **given, first="انه أضرب", last="الاحد").status_code == 303
    (statement,) = record_of(store, bare).statements
    assert TEXT[slice(*statement.span)] == "أنه أضرب يوم الأحد"


@pytest.mark.parametrize(
    ("place", "said", "first", "last"),
    [
        ("", "", "", ""), ("3", "", "", ""), ("9-3", "", "", ""), ("0-99999", "", "", ""), ("2-8", "كلمة أخرى", "", ""),
        ("", "", "لا يوجد", ""), ("", "", "الاتحاد", "نقلت"), ("", "", "العمال", ""),
    ],
)  # fmt: skip
def test_what_is_no_place_is_refused(place: str, said: str, first: str, last: str) -> None:
    with pytest.raises(UsageError):
        place_given(Record(Article("a", TEXT)), place, said, first, last)


def test_words_that_a_page_or_a_form_changes_are_the_same_words() -> None:
    text = "قال\0المدير\r\nإنه  عاد"
    whole = (0, len(text))
    assert place_given(Record(Article("a", text)), name(whole), "قال\ufffdالمدير\nإنه عاد", "", "") == whole


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": "nonsense"}, {"what": "content", "statement": "0-5"}, {"what": "actor", "event": ""}, {"what": "event", "type": "NONSENSE"},
        {"what": "statement", "stance": ""}, {"what": "event", "sha256": "0"}, {"what": "event", "type": "PROTEST", "status": "occurred", "actor": "زقزوقة"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(named: Any, store: Store, bare: int, wrong: dict[str, str]) -> None:
    given = {"sha256": record_of(store, bare).article.sha256, "place": name(at("أضرب")), "said": "أضرب", **wrong}
    assert named.submit(f"/articles/{bare}/mark", **given).status_code == 400
    assert list(Ledger(store)) == []


def test_who_has_no_name_no_token_or_only_reads_marks_nothing(open_room: Any, room: Any, store: Store, bare: int) -> None:
    assert mark(room, store, bare, "event", "أضرب", type="PROTEST", status="occurred").status_code == 400
    page = room.get(f"/articles/{bare}").text
    assert 'action="/name"' in page and f'action="/articles/{bare}/mark"' not in page
    given = {"sha256": record_of(store, bare).article.sha256, "what": "event", "place": name(at("أضرب")), "author": "منى"}
    assert room.post(f"/articles/{bare}/mark", data=given).status_code == 403, "no CSRF token"
    reader = open_room(read_only=True)
    assert 'id="marking"' not in reader.get(f"/articles/{bare}").text
    assert mark(reader, store, bare, "event", "أضرب", type="PROTEST", status="occurred", author="منى").status_code == 403
    assert list(Ledger(store)) == []


def test_a_statement_has_forms_of_its_own(named: Any, store: Store) -> None:
    found = next(found for found in store.statements() if found.statement.speaker)
    edit = f"q{name(found.statement.span)}"
    page = named.get(f"/articles/{found.article.id}?edit={edit}&lang=en").text
    assert page.count('id="edit"') == 1
    fixed = {"sha256": found.article.sha256, "layer": "statement", "place": name(found.statement.span), "edit": edit}
    answer = named.submit(f"/articles/{found.article.id}/judge", **fixed, verdict="correct", field="stance", value="doubts")
    assert answer.headers["location"] == f"/articles/{found.article.id}?edit={edit}#edit"
    assert next(s.stance for s in record_of(store, found.article.id).statements if s.span == found.statement.span) == "doubts"


def test_a_second_opinion_marks_in_its_own_record(named: Any, store: Store, bare: int) -> None:
    Ledger(store).add_event(record_of(store, bare), *at("أضرب"), {"type": "PROTEST", "status": "occurred"}, author="هدى")
    refused = mark(named, store, bare, "actor", "اتحاد العمال", event=name(at("أضرب")), second="true")
    assert refused.status_code == 400, "what someone else added is not in it"
    answer = mark(named, store, bare, "event", "أضرب", type="COERCE", status="occurred", second="true")
    assert "second=1" in answer.headers["location"]
