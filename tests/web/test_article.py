"""The page of an article: its text whole, its parts beside it, corrections and their undoing."""
from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from musnad.record import Article, Record
from musnad.store import Store
from musnad.store.judgements import Ledger
from musnad.web.marked import Mark, marks_of, paragraphs

HOSTILE = (
    "عنوان </bdi><script>alert(1)</script>\n"
    "قالت وزارة الدفاع إن \u202eالقوات\u202c هاجمت <img src=x onerror=alert(1)> \"قارب\" & 'صيد'\r\nوسطر \u2067آخر\rوثالث\0 ورابع " + "س" * 3000
)


class Text(HTMLParser):
    """The characters within the element of an id, as a browser has them."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name, self.depth, self.found, self.tags = name, 0, "", []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth or dict(attrs).get("id") == self.name:
            self.depth += 1
            self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= self.depth > 0

    def handle_data(self, data: str) -> None:
        self.found += data if self.depth else ""


def text_of(page: str, name: str = "text") -> Text:
    parser = Text(name)
    parser.feed(page)
    return parser


@pytest.fixture
def numbers(store: Store) -> list[int]:
    return [found.id for found in store.articles()]


def test_the_text_of_the_page_is_the_text(room, store: Store, numbers: list[int]) -> None:
    for number in numbers:
        page = room.get(f"/articles/{number}").text
        held = store.article(number)
        assert held is not None
        assert text_of(page).found == held.article.text
        for event in held.record.events:
            assert f'id="{event.id}"' in page
            assert f'href="#{event.id}"' in page
            assert f'id="c{event.trigger[0]}"' in page


def test_pieces_are_cut_at_the_edges_of_marks() -> None:
    text = "واحد اثنان\nثلاثة"
    marks = [Mark(0, 16, "statement", "q1"), Mark(5, 13, "event", "v1"), Mark(8, 16, "entity", "e1")]
    lines = list(paragraphs(text, marks))
    assert "".join(piece.text for line in lines for piece in line) == text
    assert [(p.start, p.text, p.parts, p.event) for line in lines for p in line] == [
        (0, "واحد ", "q1", None), (5, "اثن", "q1 v1", "v1"), (8, "ان\n", "q1 v1 e1", "v1"), (11, "ثل", "q1 v1 e1", "v1"), (13, "اثة", "q1 e1", None)]
    assert [p.anchor for line in lines for p in line] == [True, True, True, False, False]


def test_a_statement_within_another_is_deeper(store: Store) -> None:
    record = next(iter(store.statements())).record
    outer = record.statements[0]
    inner = replace(outer, id="q99", span=(outer.span[0] + 1, outer.span[1] - 1))
    depths = {mark.part: mark.depth for mark in marks_of(replace(record, statements=[outer, inner])) if mark.kind == "statement"}
    assert depths == {outer.id: 0, "q99": 1}


@pytest.fixture
def hostile(store: Store) -> int:
    """An article whose text, title, outlet and URL mean harm; two marks of its record, so that it is cut in the middle."""
    article = Article("x\" onload=\"y", HOSTILE, title="عنوان </bdi><script>alert(1)</script>", outlet="<b>\u202eoutlet</b>", url="javascript:alert(1)")
    return store.add(Record(article, furniture=[(30, 40)], notes=["<script>note</script>"])).id


def test_hostile_text_stays_text(room, hostile: int) -> None:
    for path in (f"/articles/{hostile}", f"/articles/{hostile}?lang=en", "/search?words=عنوان", "/search"):
        page = room.get(path).text
        assert "<script>alert" not in page and "<img" not in page and "<b>" not in page and "javascript:" not in page, path
        outside = re.sub(r'<bdi class="control"[^>]*>.</bdi>', "", page)
        assert not re.search("[\u202a-\u202e]", outside), path
    page = room.get(f"/articles/{hostile}").text
    shown = text_of(page)
    assert shown.found == HOSTILE.replace("\0", "\ufffd")
    assert set(shown.tags) <= {"div", "p", "span", "mark", "a", "bdi"}
    assert 'data-name="RLO"' in page


def test_json_has_the_record_the_marks_and_the_reasons(room, store: Store, numbers: list[int]) -> None:
    told = room.get(f"/articles/{numbers[0]}.json").json()
    held = store.article(numbers[0])
    assert held is not None
    assert told["record"] == held.record.to_dict()
    assert {(m["start"], m["end"]) for m in told["marks"] if m["kind"] == "event"} == {e.trigger for e in held.record.events}
    assert [e["event"] for e in told["explained"]] == [e.id for e in held.record.events]
    assert all(e["explanation"] for e in told["explained"])


def test_csv_has_a_row_for_each_event(room, store: Store, numbers: list[int]) -> None:
    answer = room.get(f"/articles/{numbers[0]}.csv")
    held = store.article(numbers[0])
    assert held is not None
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text.splitlines()) == len(held.record.events) + 1


def test_versions(room, store: Store) -> None:
    old = Article("x", "خبر أول في سطر", url="https://example.org/x")
    number = store.add(Record(old)).id
    assert store.add(Record(replace(old, text="خبر ثان في سطر"))).id == number
    assert text_of(room.get(f"/articles/{number}?version=1").text).found == old.text
    assert text_of(room.get(f"/articles/{number}").text).found == "خبر ثان في سطر"
    assert f'href="/articles/{number}?version=1"' in room.get(f"/articles/{number}").text
    assert room.get(f"/articles/{number}?version=9").status_code == 404


@pytest.mark.parametrize("path", ["/articles/99999", "/articles/x", "/articles/1?version=0", "/articles/99999.json", "/articles/1?edit=%00"])
def test_what_is_not_there_is_said(room, path: str) -> None:
    assert room.get(path).status_code in (200, 404, 422)
    assert room.get("/articles/99999").status_code == 404
    assert room.get("/articles/99999.json").json()["status"] == 404


# Correcting

@pytest.fixture
def opened(room, store: Store, numbers: list[int]):
    """An event of an article with its form's fixed fields."""
    found = next(store.events(status="occurred"))
    place = f"{found.event.trigger[0]}-{found.event.trigger[1]}"
    fixed = {"sha256": found.article.sha256, "layer": "event", "place": place, "edit": place}
    return found, f"/articles/{found.article.id}", fixed


def test_a_name_is_asked_before_the_forms(room, opened) -> None:
    _, path, fixed = opened
    page = room.get(f"{path}?edit={fixed['place']}").text
    assert 'action="/name"' in page and f'action="{path}/judge"' not in page
    room.submit("/name", author="منى", next=path)
    page = room.get(f"{path}?edit={fixed['place']}").text
    assert 'action="/name"' not in page and f'action="{path}/judge"' in page


def test_a_field_is_corrected_and_undone(room, store: Store, opened) -> None:
    found, path, fixed = opened
    answer = room.submit(f"{path}/judge", **fixed, verdict="correct", field="status", value="planned", author="منى", reason="=خطأ")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{path}?edit={fixed['place']}#edit"

    def status() -> str:
        held = store.article(found.article.id)
        assert held is not None
        return next(e.status for e in held.record.events if e.trigger == found.event.trigger)

    assert status() == "planned"
    page = room.get(path).text
    assert "منى" in page and "planned" in page
    machine = room.get(f"{path}.json?machine=true").json()
    assert next(e["status"] for e in machine["record"]["events"] if e["trigger"] == list(found.event.trigger)) == "occurred"
    (judgement,) = Ledger(store)
    assert judgement.author == "منى" and judgement.machine == "occurred"
    assert room.submit(f"{path}/undo", judgement=judgement.id).status_code == 303
    assert status() == "occurred"
    assert room.submit(f"{path}/undo", judgement=judgement.id).status_code == 400
    assert room.submit(f"{path}/undo", judgement="nothing").status_code == 404


def test_roles_are_corrected_by_places_and_words(room, store: Store, opened) -> None:
    found, path, fixed = opened
    entity = next(e for e in found.record.entities if e.mentions and e.id not in found.event.actor)
    start, end = entity.mentions[0]
    answer = room.submit(f"{path}/judge", **fixed, verdict="correct", field="actor", value=[f"{start}-{end}"], author="منى")
    assert answer.status_code == 303

    def actors() -> list[str]:
        held = store.article(found.article.id)
        assert held is not None
        event = next(e for e in held.record.events if e.trigger == found.event.trigger)
        return [held.record.entity(e).name_ar for e in event.actor]

    assert actors() == [entity.name_ar]
    assert room.submit(f"{path}/judge", **fixed, verdict="correct", field="actor", words=found.record.surface((start, end)), author="منى").status_code == 303
    assert len(actors()) == 1
    assert room.submit(f"{path}/judge", **fixed, verdict="correct", field="actor", author="منى").status_code == 303
    assert actors() == []


def test_a_role_whose_form_is_saved_as_it_is_is_likely_no_more(room, store: Store, doubted: int) -> None:
    path, place = f"/articles/{doubted}", "0-3"
    room.submit("/name", author="منى", next=path)

    def actors() -> list[tuple[str, bool]]:
        """The values of the form's checked actors, each with whether it is marked."""
        form = room.get(f"{path}?edit={place}").text.partition('name="field" value="actor"')[2].partition("</fieldset>")[0]
        labels = re.findall(r'<label><input type="checkbox" name="value" value="([^"]+)" checked>(.*?)</label>', form, re.S)
        return [(value, 'class="tag likely"' in rest) for value, rest in labels]

    before = actors()
    assert [marked for _, marked in before] == [False, True]
    fixed = {"sha256": store.article(doubted).sha256, "layer": "event", "place": place, "edit": place, "verdict": "correct", "field": "actor"}
    assert room.submit(f"{path}/judge", **fixed, value=[value for value, _ in before]).status_code == 303
    assert actors() == [(value, False) for value, _ in before]
    (event,) = room.get(f"{path}.json").json()["record"]["events"]
    assert event["actor"] == ["e1", "e2"] and event["unsure"] == ["e3"], "the place was not asked"


@pytest.mark.parametrize(
    "wrong",
    [
        {"field": "status", "value": "nonsense"},
        {"field": "nonsense", "value": "x"},
        {"field": "actor", "value": "9-3"},
        {"field": "actor", "value": "0-99999999"},
        {"field": "actor", "words": "زقزوقة"},
        {"field": "when", "value": "yesterday"},
        {"place": "1"},
        {"place": "999999-9999999"},
        {"layer": "nonsense"},
        {"verdict": "maybe"},
        {"author": " "},
        {"sha256": "0"},
        {"field": "event"},
    ],
)
def test_what_cannot_be_is_refused(room, store: Store, opened, wrong: dict[str, str]) -> None:
    _, path, fixed = opened
    given = {**fixed, "verdict": "correct", "field": "status", "value": "planned", "author": "منى", **wrong}
    assert room.submit(f"{path}/judge", **given).status_code == 400
    assert list(Ledger(store)) == []


def test_an_event_is_rejected_and_comes_back(room, store: Store, opened) -> None:
    found, path, fixed = opened
    assert room.submit(f"{path}/judge", **fixed, verdict="reject", author="منى").status_code == 303
    held = store.article(found.article.id)
    assert held is not None and found.event.trigger not in [e.trigger for e in held.record.events]
    (judgement,) = Ledger(store)
    room.submit(f"{path}/undo", judgement=judgement.id, author="منى")
    held = store.article(found.article.id)
    assert held is not None and found.event.trigger in [e.trigger for e in held.record.events]


def test_read_only_shows_no_forms_and_takes_none(open_room, store: Store, opened) -> None:
    _, path, fixed = opened
    room = open_room(read_only=True)
    page = room.get(f"{path}?edit={fixed['place']}").text
    assert "<form method=\"post\"" not in page
    assert room.submit(f"{path}/judge", **fixed, verdict="reject", author="منى").status_code == 403
    assert room.submit(f"{path}/undo", judgement="x", author="منى").status_code == 403
    assert list(Ledger(store)) == []


def test_the_proxys_name_signs(open_room, store: Store, opened) -> None:
    _, path, fixed = opened
    room = open_room(behind_proxy=True)
    room.headers["x-forwarded-user"] = "huda"
    assert room.submit(f"{path}/judge", **fixed, verdict="accept").status_code == 303
    (judgement,) = Ledger(store)
    assert judgement.author == "huda"
