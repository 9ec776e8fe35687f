"""Explanations: whole sentences in two languages, true to the record, and safe to show beside right-to-left text."""
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import musnad
from musnad.export.explain import as_json, as_text
from musnad.export.explanation import Explained, label
from musnad.export.schema import VALUES
from musnad.export.words import FSI, PDI
from musnad.knowledge import read_table
from musnad.knowledge.columns import codes
from musnad.record import Record, View

DEMO = Path(musnad.__file__).parent / "demo" / "demo.jsonl"
ARABIC = re.compile("[\u0621-\u064a]")


def facts(record: Record, event: str, *, has_text: bool = True) -> Explained:
    return Explained.of(record, event, has_text=has_text)


def shown(record: Record, event: str, lang: str, *, has_text: bool = True) -> str:
    """The text without its isolates."""
    return as_text(facts(record, event, has_text=has_text), lang).replace(FSI, "").replace(PDI, "")


# What is told

def test_in_english(record: Record) -> None:
    text = shown(record, "v3", "en")
    assert "لبنان <س⟦يتسلم⟧> 3 زوارق." in text
    for sentence in (
        "reports an event of the type COOPERATE (material cooperation), with no mode.",
        "PLOVER counts it as material cooperation and scores it -9 on its scale",
        "Context: military, economic.",
        "Lebanon (لبنان): a state, province or city, Lebanon (LBN). Mentioned as لبنان",
        "Status: planned (it is planned).",
        "From the origin to the reader: مصدر حكومي (a source that is not named, characters",
        "رويترز (a news agency, characters",
        "The source denies them (stance: denies); they are told in other words; the word of speech is نقلت",
        "The outlet وكالة الأرز reports it as the words of others, and leaves open whether it happened.",
        "Changing hands: زوارق.",
        "Taking part: exactly 3, read from 3",
        "مصدر حكومي", "is a loaded word for an office or body, in the outlet's own words; the neutral name is Government of Lebanon.",
        "0.9 of 1.",
    ):
        assert sentence in text


def test_in_arabic(record: Record) -> None:
    text = shown(record, "v3", "ar")
    assert "لبنان <س⟦يتسلم⟧> 3 زوارق." in text
    for sentence in (
        "تدل على حدث من نوع «تعاون فعلي» (COOPERATE)، بلا نمط محدد.",
        "يضعه دليل PLOVER في باب «تعاون بالفعل»، ودرجته -9 على مقياس",
        "سياقه: عسكري، اقتصادي.",
        "حال الحدث: مقرر أو مزمع (planned)",
        "سلسلة المصادر من الأصل إلى القارئ: مصدر حكومي (مصدر لم يسم",
        "الموقف من مضمونه: ينفي (denies)، وصيغته: نقل بالمعنى",
        "رواية لكلام الآخرين، بلا حكم على وقوع الحدث.",
        "والاسم المحايد: الحكومة اللبنانية.",
    ):
        assert sentence in text


def test_what_is_only_likely_is_said(record: Record) -> None:
    event = next(e for e in record.events if e.id == "v3")
    assert "likely as a party" not in shown(record, "v3", "en")
    event.unsure = [event.actor[0]]
    name = record.entity(event.actor[0]).name_ar
    assert f"Only likely as a party or a place, by the trained model alone: {name}." in shown(record, "v3", "en")
    assert f"يرجحه النموذج المدرب وحده: {name}." in shown(record, "v3", "ar")
    assert [who["entity"] for who in as_json(facts(record, "v3"), "en")["unsure"]] == event.unsure


def test_what_is_only_likely_the_same_happening_is_said(record: Record) -> None:
    assert "only likely" not in shown(record, "v2", "en")
    event = next(e for e in record.events if e.id == "v2")
    assert event.same == "v1"
    event.same_surely = "v2"
    for shown_of in ("v1", "v2"):
        assert "that this is the same happening is only likely, by the trained model alone." in shown(record, shown_of, "en")
        assert "أمر يرجحه النموذج المدرب وحده." in shown(record, shown_of, "ar")
    assert [again["likely"] for again in as_json(facts(record, "v2"), "en")["same"]] == [True]


def test_a_happening_told_again_and_its_date(record: Record) -> None:
    text = shown(record, "v2", "en")
    assert "v1: يوقع" in text
    assert "1 May 2023 (2023-05-01)." in text
    assert "Read from أمس الاثنين" in text
    assert "The outlet وكالة الأرز tells it in its own voice, and names no source for it." in text
    assert "1 مايو 2023" in shown(record, "v2", "ar")


def test_the_chain_runs_from_the_origin_to_the_reader(record: Record) -> None:
    text = shown(record, "v3", "en")
    assert text.index("مصدر حكومي (") < text.index("رويترز (a news agency") < text.index("→ the reader")


def test_without_text_offsets_stand_for_words(record: Record) -> None:
    record.article.text = ""
    for lang, said in (("en", "printed with --no-text"), ("ar", "--no-text")):
        text = shown(record, "v3", lang, has_text=False)
        assert said in text
        assert "⟦" not in text
        start, end = record.events[2].trigger
        assert f"{start}–{end}" in text


def test_an_event_that_is_not_there(record: Record) -> None:
    with pytest.raises(KeyError):
        facts(record, "v9")


@pytest.mark.parametrize("certainty", VALUES["View"]["certainty"])
@pytest.mark.parametrize("happened", [True, False, None])
def test_every_view_can_be_said(record: Record, certainty: str, happened: bool | None) -> None:
    record.events[2].views = [View("e5", certainty, happened, "q1", True), View("e4", "unknown", None, "q1")]
    english, arabic = shown(record, "v3", "en"), shown(record, "v3", "ar")
    assert "مصدر حكومي " in english
    assert "keeping a distance from the words." in english
    assert "passes the words on, and leaves open whether it happened (statement q1)." in english
    assert "رويترز: نقل للكلام، بلا حكم على وقوع الحدث (القول q1)." in arabic
    assert "مع نأي بالنفس عن اللفظ." in arabic


# As JSON

@pytest.mark.parametrize("lang", ["ar", "en"])
def test_json_has_the_same(record: Record, lang: str) -> None:
    made = json.loads(json.dumps(as_json(facts(record, "v3"), lang)))
    assert made["trigger"] == {"span": list(record.events[2].trigger), "text": "يتسلم"}
    assert made["coding"]["type_label"] == label("type", "COOPERATE", lang)
    assert [party["name"] for party in made["who"]] == ["Lebanon"]
    assert [link["entity"] for link in made["source"]["chain"]] == ["e5", "e4"]
    assert made["source"]["stance"] == "denies"
    assert [view["source"] for view in made["views"]] == ["e5", "outlet"]
    assert made["framings"][0]["text"] == "مصدر حكومي"
    sentences = [s for part in made["explanation"] for s in part["sentences"]]
    assert all(sentence in as_text(facts(record, "v3"), lang) for sentence in sentences)


def test_json_without_text(record: Record) -> None:
    made = as_json(facts(record, "v3", has_text=False), "en")
    assert made["has_text"] is False
    assert made["sentence"] is None
    assert made["trigger"]["text"] is None


# Direction

@pytest.mark.parametrize("lang", ["ar", "en"])
def test_isolates_are_balanced_and_hold_all_foreign_words(lang: str) -> None:
    """No letter of the other script stands outside an isolate, so no line is reordered."""
    for row in map(json.loads, DEMO.read_text(encoding="utf-8").splitlines()):
        record = musnad.read(row["text"], published=row["published"], outlet=row["outlet"], id=row["id"])
        for event in record.events:
            for line in as_text(facts(record, event.id), lang).splitlines():
                depth, outside = 0, []
                for char in line:
                    depth += (char == FSI) - (char == PDI)
                    assert depth >= 0, line
                    outside += [char] if depth == 0 and char not in (FSI, PDI) else []
                assert depth == 0, line
                foreign = ARABIC if lang == "en" else re.compile("[A-Za-z]")
                assert not foreign.search("".join(outside)), line


def test_controls_of_the_article_cannot_escape(record: Record) -> None:
    record.entities[0].name_ar = "لبنان\u202e\u2069\x1b[31m"
    text = as_text(facts(record, "v3"), "en")
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert text.count(FSI) == text.count(PDI)


# Labels

def test_every_code_has_a_label() -> None:
    wanted = {f"type.{row['type']}" if not row["mode"] else f"mode.{row['type']}/{row['mode']}" for row in read_table("plover")}
    for kind, values in (("status", VALUES["Event"]["status"]), ("quad", VALUES["Event"]["quad"]), ("link", VALUES["Link"]["kind"]),
                         ("stance", VALUES["Statement"]["stance"]), ("form", VALUES["Statement"]["form"]), ("entity", VALUES["Entity"]["type"]),
                         ("certainty", VALUES["View"]["certainty"]), ("count", VALUES["Count"]["what"]), ("bound", VALUES["Count"]["bound"]),
                         ("framing", VALUES["Framing"]["kind"]), ("sector", codes()["sector"]), ("country", codes()["nonstate"]),
                         ("context", codes()["context"])):
        wanted |= {f"{kind}.{value}" for value in values}
    assert {row["key"] for row in read_table("labels")} == wanted


def test_labels_are_in_their_languages() -> None:
    for row in read_table("labels"):
        assert not ARABIC.search(row["english"]), row
        assert ARABIC.search(row["arabic"]), row
        assert not re.search("[A-Za-z]", row["arabic"]), row
