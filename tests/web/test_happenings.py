"""The pages of happenings over HTTP: list, filters, one of them, and their data."""

from __future__ import annotations

from musnad.store import Store
from musnad.store.happenings import KEY
from musnad.store.rows import article_key


def test_the_list_leads_to_each_happening(room) -> None:
    rows = room.get("/happenings.json").json()["rows"]
    assert rows
    assert [row["origins"] for row in rows] == sorted((row["origins"] for row in rows), reverse=True)
    page = room.get("/happenings?lang=ar").text
    for row in rows:
        assert f'href="/happenings/{row["id"]}"' in page
        assert room.get(f"/happenings/{row['id']}").status_code == 200


def test_the_list_is_filtered(room) -> None:
    every = room.get("/happenings.json").json()["rows"]
    kind = every[-1]["type"]
    found = room.get(f"/happenings.json?type={kind.lower()}").json()["rows"]
    assert {row["type"] for row in found} == {kind}
    assert room.get("/happenings.json?origins=99").json()["rows"] == []
    assert room.get("/happenings?since=nonsense").status_code == 400
    assert room.get("/happenings?outlets=-1").status_code == 422


def test_happenings_are_those_that_events_tell_which_meet_the_filters(room, store: Store) -> None:
    every = {happening.id: {(report.article, report.event) for report in happening.reports} for happening in store.happenings()}
    for filters in ({"outlet": "المشرق اليوم"}, {"status": "negated"}, {"words": "اتفاق", "type": "AGREE"}, {"since": "2023", "until": "2023"}):
        found = [row["id"] for page in (1, 2) for row in room.get("/happenings.json", params={**filters, "page": page}).json()["rows"]]
        events = {(article_key(e.record.article)[:KEY], e.event.report) for e in store.events(**filters)}
        assert set(found) == {id_ for id_, told in every.items() if events & told}, filters
        assert 0 < len(found) < len(every)


def test_one_happening_says_who_tells_it_and_each_sentence_is_there(room) -> None:
    first = room.get("/happenings.json").json()["rows"][0]
    told = room.get(f"/happenings/{first['id']}.json").json()
    assert told["counts"]["origins"] == first["origins"] == len(told["origins"])
    page = room.get(f"/happenings/{first['id']}?lang=en").text
    for origin in told["origins"]:
        for telling in origin["tellings"]:
            start, end = telling["span"]
            assert f'/articles/{told["documents"][telling["article"]]["article"]}#s{start}-{end}"' in page
    table = room.get(f"/happenings/{first['id']}.csv").text.splitlines()
    assert len(table) > len(told["origins"])


def test_a_happening_that_is_not_there(room) -> None:
    assert room.get("/happenings/0123456789").status_code == 404
    assert room.get("/happenings/no").status_code == 422
