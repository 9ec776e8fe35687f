"""An agency credited by the metadata: first link of the chains, and the voice of what stands in no statement."""
from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

import musnad
from musnad.export.reasons import in_arabic
from musnad.export.schema import schema
from musnad.intake.article import make_article
from musnad.pipeline import read
from musnad.record import Record

TITLE = "الجيش يقصف مواقع في حلب"
VOICE = "قصف الجيش السوري يوم الثلاثاء مواقع للمعارضة في حلب."
SAID = "وقال متحدث باسم المعارضة إن القصف أدى إلى مقتل سبعة مدنيين."


def record(*sources: str, text: str = f"{VOICE} {SAID}", outlet: str | None = "صوت المدينة") -> Record:
    return read(make_article(id="x", text=text, title=TITLE, outlet=outlet, published="2021-11-24", sources=sources))


def chains(found: Record) -> list[list[str]]:
    return [[found.entity(e).name_ar for e in s.chain] for s in found.statements]


def voices(found: Record) -> list[str | None]:
    """For each event the speaker of its statement, None in the outlet's own voice."""
    by_id = {s.id: s for s in found.statements}
    return [found.entity(by_id[e.statement].speaker[0]).name_ar if e.statement else None for e in found.events]


def test_the_agency_is_the_first_link_of_every_chain_and_speaks_for_the_rest() -> None:
    plain, credited = record(), record("Reuters")
    assert chains(plain) == [["متحدث باسم المعارضة"]]
    assert chains(credited) == [["رويترز"], ["رويترز", "متحدث باسم المعارضة"]]
    assert [voice or "رويترز" for voice in voices(plain)] == voices(credited)
    whole = credited.statements[0]
    assert credited.surface(whole.span) == credited.article.text and (whole.cue, whole.form, whole.stance) == ([], "indirect", "asserts")
    assert "metadata credit Reuters" in whole.why


def test_in_python() -> None:
    assert chains(musnad.read(f"{VOICE} {SAID}", title=TITLE, sources=["Reuters"], published="2021-11-24"))[0] == ["رويترز"]


def test_the_link_says_how_it_is_known_as_the_text_does_not_name_it() -> None:
    found = record("Reuters")
    link = found.statements[0].links[0]
    entity = found.entity(link.entity)
    assert (link.span, link.kind, link.named) == (None, "agency", True)
    assert link.why == "the article's metadata credit Reuters, which its text does not name here"
    assert (entity.type, entity.mentions, entity.knowledge_id, entity.country) == ("MEDIA", [], "media:Reuters", "GBR") and "metadata" in entity.why
    assert {e.id for e in found.entities} >= {i for s in found.statements for i in [*s.chain, *s.speaker]}
    assert len({s.id for s in found.statements}) == len(found.statements)


def test_views_say_that_the_outlet_only_passes_on() -> None:
    found = record("Reuters", text=f"{VOICE} وقال متحدث باسم المعارضة إن قوات الأمن اعتقلت ثلاثة ناشطين.")
    agency = found.statements[0].chain[0]
    for event in found.events:
        views = {view.source: view for view in event.views}
        assert (views["outlet"].certainty, views["outlet"].happened) == ("unknown", None)
        assert views[agency].statement in (found.statements[0].id, event.statement)
    voiced = next(e for e in found.events if e.statement == found.statements[0].id)
    assert (voiced.views[0].source, voiced.views[0].certainty, voiced.views[0].happened) == (agency, "certain", True)
    said = next(e for e in found.events if e.statement != found.statements[0].id and len(e.views) == 3 and not e.same)
    assert [(v.certainty, v.statement) for v in said.views[1:]] == [("unknown", said.statement), ("unknown", None)]


def test_an_agency_that_the_text_names_is_the_same_entity_and_comes_once() -> None:
    found = record("AFP", text=f"{VOICE} وقال متحدث باسم المعارضة لوكالة فرانس برس إن القصف أدى إلى مقتل سبعة مدنيين.")
    agencies = [e for e in found.entities if e.knowledge_id == "media:AFP"]
    assert len(agencies) == 1 and agencies[0].mentions
    assert chains(found) == [["فرانس برس"], ["فرانس برس", "متحدث باسم المعارضة"]]


@pytest.mark.parametrize(("outlet", "source"), [
    ("وكالة رويترز", "Reuters"), ("Reuters", "رويترز"), ("صوت المدينة", "صوت المدينة"), ("صوت المدينة نت", "صوت المدينة"),
])
def test_the_publisher_is_not_its_own_source(outlet: str, source: str) -> None:
    assert record(source, outlet=outlet).to_dict()["statements"] == record(outlet=outlet).to_dict()["statements"]


def test_part_of_a_word_is_not_the_publisher() -> None:
    assert chains(record("AP", outlet="Japan Times"))[0] == ["أسوشيتد برس"]


def test_a_name_that_nobody_knows_is_taken_as_it_is() -> None:
    found = record("وكالة السهل للأنباء")
    assert chains(found)[0] == ["وكالة السهل للأنباء"]
    assert (found.statements[0].links[0].kind, found.entity(found.statements[0].chain[0]).knowledge_id) == ("outlet", None)


def test_of_several_sources_none_is_made_a_link_to_another() -> None:
    found = record("Reuters", "AFP")
    assert chains(found) == [["رويترز"], ["متحدث باسم المعارضة"]]
    assert [found.entity(e).name_ar for e in found.statements[0].speaker] == ["رويترز", "فرانس برس"]
    assert any("several sources" in note for note in found.notes)


def test_without_credit_nothing_changes_and_unreadable_articles_stay_empty() -> None:
    assert record().article.sources == [] and all(link.span and link.why is None for s in record().statements for link in s.links)
    empty = read(make_article(id="x", text="Nothing here is in Arabic.", sources=["Reuters"]))
    assert not empty.statements and not empty.entities and empty.article.sources == ["Reuters"]


def test_the_printed_record_keeps_the_contract_and_comes_back() -> None:
    from musnad.export.jsonl import dumps
    from musnad.export.reload import printed_records

    found = record("Reuters")
    line = dumps(found)
    jsonschema.validate(json.loads(line), schema())
    assert json.loads(line)["document"]["sources"] == ["Reuters"]
    [back] = printed_records(line, "x")
    assert back.record() == found


@pytest.mark.parametrize(("lang", "words"), [("en", "named by the article's metadata, not by its text"), ("ar", "من بيانات الخبر الوصفية")])
def test_the_explanation_says_so(lang: str, words: str, tmp_path: Any) -> None:
    from typer.testing import CliRunner

    from musnad.cli.app import app
    from musnad.export.jsonl import dumps

    file = tmp_path / "r.jsonl"
    file.write_text(dumps(record("Reuters")), encoding="utf-8")
    for more in ([], ["--json"]):
        shown = CliRunner().invoke(app, ["explain", str(file), "v1", "--lang", lang, *more])
        assert shown.exit_code == 0, shown.output
        assert words in shown.stdout


@pytest.mark.parametrize("sources", [["Reuters"], ["Reuters", "AFP"], ["وكالة السهل للأنباء"]])
def test_the_reasons_are_said_in_arabic(sources: list[str]) -> None:
    found = record(*sources)
    whole = found.statements[0]
    reasons = [whole.why, *(found.entity(e).why for e in whole.speaker), *(str(link.why) for link in whole.links)]
    assert [why for why in reasons if in_arabic(why, str) is None] == []


@pytest.mark.parametrize("format", ["table", "csv", "html"])
def test_readable_formats_show_the_chain(format: str) -> None:
    from musnad.export import Rendering
    from musnad.export.html import notebook

    found = record("Reuters")
    shown = notebook(found) if format == "html" else Rendering(format, True).render(found)
    assert "رويترز" in shown and (format == "html" or "متحدث باسم المعارضة" in shown)


@pytest.mark.parametrize(("sources", "origins"), [([], {"صوت المدينة", "أخبار السهل"}), (["Reuters"], {"رويترز"})])
def test_two_outlets_with_one_agency_are_one_origin(sources: list[str], origins: set[str]) -> None:
    from musnad.corroboration.happenings import corroborate

    other = "شن الجيش السوري قصفا على حلب الثلاثاء فقتل سبعة مدنيين وأصيب آخرون بجروح، ونقل الجرحى إلى المستشفيات."
    day = "2021-11-24"
    one = musnad.read(VOICE, title=TITLE, outlet="صوت المدينة", published=day, id="a", url="https://a.test/1", sources=sources)
    two = musnad.read(other, title="قتلى في قصف على حلب", outlet="أخبار السهل", published=day, id="b", url="https://b.test/1", sources=sources)
    [found] = [h for h in corroborate([one, two]) if len(h.outlets) == 2]
    assert {origin.name for origin in found.origins} == origins
