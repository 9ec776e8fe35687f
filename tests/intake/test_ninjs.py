"""ninjs of three versions, with what is missing or wrong in it."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from musnad.errors import ArticleError
from musnad.intake.jsonl import read_json, row_article
from musnad.intake.ninjs import is_ninjs
from musnad.intake.options import Options
from musnad.intake.sources import walk
from musnad.record import Article

BODY = "أعلنت وزارة الزراعة أن لجنة ستزور السهل.\nوقالت إن الزيارة تبدأ غدا."
HTML = "<p>أعلنت وزارة الزراعة أن لجنة ستزور السهل.</p>\n<p>وقالت إن الزيارة&nbsp;تبدأ غدا.</p><script>x()</script>"
ONE = {"uri": "urn:news:1", "headline": "لجنة تزور السهل", "body_text": BODY, "versioncreated": "2021-11-24T10:00:00+02:00",
       "infosource": [{"name": "رويترز"}], "language": "ar-MA", "byline": "سامي الخطيب", "pubstatus": "usable"}
TWO = {"uri": "urn:news:2", "headlines": [{"role": "drol:short", "value": "قصير"}, {"role": "drol:main", "value": "لجنة تزور السهل"}],
       "bodies": [{"role": "drol:caption", "contenttype": "text/plain", "value": "شرح الصورة"},
                  {"role": "drol:body", "contenttype": "text/html", "value": HTML}],
       "versioncreated": "2021-11-24T10:00:00Z", "infosources": [{"literal": "AFP"}]}
THREE = {"uri": "https://news.test/3", "headlines": [{"value": "لجنة تزور السهل"}], "bodies": [{"contentType": "text/html", "value": HTML}],
         "versionCreated": "2021-11-24T10:00:00Z", "contentCreated": "2021-11-23", "infoSources": [{"name": "الوكالة الأولى"}, {"name": "رويترز"}]}


def article(row: Any, **options: str) -> Article:
    return row_article(row, where="x.json", options=Options(**options))


def test_version_one() -> None:
    found = article(ONE, outlet="صوت السهل")
    assert found == Article("urn:news:1", f"لجنة تزور السهل\n{BODY}", "لجنة تزور السهل", "صوت السهل", "2021-11-24T10:00:00+02:00", None, "ar", ["رويترز"])


@pytest.mark.parametrize(("row", "published", "sources", "url"), [
    (TWO, "2021-11-24T10:00:00Z", ["AFP"], None), (THREE, "2021-11-23", ["الوكالة الأولى", "رويترز"], "https://news.test/3"),
])
def test_later_versions(row: dict[str, Any], published: str, sources: list[str], url: str | None) -> None:
    found = article(row)
    assert found.text == "لجنة تزور السهل\nأعلنت وزارة الزراعة أن لجنة ستزور السهل.\nوقالت إن الزيارة تبدأ غدا."
    assert (found.title, found.published, found.sources, found.url) == ("لجنة تزور السهل", published, sources, url)


@pytest.mark.parametrize(("row", "sources"), [
    ({"creditline": "رويترز"}, ["رويترز"]), ({"creditline": "سامي الخطيب / رويترز"}, ["رويترز"]), ({"byline": "أ ف ب"}, ["أ ف ب"]),
    ({"byline": "سامي الخطيب"}, []), ({"byline": "عمّان - رويترز"}, ["رويترز"]),
    ({"creditline": "وكالات"}, []), ({"infosource": "AFP"}, ["AFP"]), ({"infosource": [None, 3, {}]}, []),
    ({"infosource": [{"name": "AFP"}], "creditline": "رويترز"}, ["AFP"]), ({"source": {"name": "EFE"}}, ["EFE"]),
])
def test_whom_an_item_credits(row: dict[str, Any], sources: list[str]) -> None:
    assert article({**{k: v for k, v in ONE.items() if k not in ("infosource", "byline")}, **row}).sources == sources


@pytest.mark.parametrize(("change", "match"), [
    ({"uri": None}, 'no "uri"'), ({"body_text": None}, "has no text"), ({"body_text": "  "}, "has no text"), ({"body_text": 7}, "has no text"),
    ({"pubstatus": "canceled"}, "canceled by its provider"), ({"pubstatus": "stat:withheld"}, "withheld"),
])
def test_items_that_cannot_be_read(change: dict[str, Any], match: str) -> None:
    with pytest.raises(ArticleError, match=match) as caught:
        article({**ONE, **change})
    assert str(caught.value).startswith("x.json: ")


def test_missing_fields_are_left_open() -> None:
    found = article({"uri": "urn:news:1", "body_html": HTML, "versioncreated": "soon", "language": 5, "headline": None})
    assert (found.title, found.published, found.language, found.sources) == (None, None, "ar", [])


def test_what_is_ninjs_and_what_is_a_row_of_ours() -> None:
    assert all(map(is_ninjs, (ONE, TWO, THREE)))
    assert not any(map(is_ninjs, ({"id": "1", "text": "x"}, {"uri": "u", "headline": "h", "text": "x"}, {"uri": "u"}, [], None)))


def test_one_bad_item_does_not_lose_the_rest(tmp_path: Path) -> None:
    rows = [ONE, {**TWO, "bodies": []}, THREE]
    found = [outcome for _, outcome in read_json(json.dumps(rows).encode(), name="x.json", options=Options())]
    assert [isinstance(outcome, Article) for outcome in found] == [True, False, True]
    (tmp_path / "a.ninjs").write_text(json.dumps(ONE), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, rows[1:])), encoding="utf-8")
    assert [o.id if isinstance(o, Article) else "!" for o in walk([tmp_path])] == ["urn:news:1", "!", "https://news.test/3"]
