"""Framings: loaded words noted as they stand, with the neutral names of what they mean."""
from __future__ import annotations

import re
from typing import Any

import pytest

from musnad.analysis.gazetteer import gazetteer
from musnad.export.schema import VALUES
from musnad.knowledge import read_table, variants
from musnad.language.characters import fold
from musnad.language.tokens import tokenize


def framed(reader: Any, text: str) -> list[str]:
    """Each framing as ``words = neutral name``."""
    record = reader.record(text)
    return [f"{record.surface(f.span)} = {f.neutral}" for f in record.framings]


@pytest.mark.parametrize(("text", "expected"), [
    ("أعلنت وزارة الحرب الإسرائيلية مقتل جندي.", "وزارة الحرب الإسرائيلية = Israeli Ministry of Defense"),
    ("قصفت ميليشيا آل دقلو مدينة الفاشر.", "ميليشيا آل دقلو = Rapid Support Forces"),
    ("قصفت مليشيات الحوثي مدينة مأرب.", "مليشيات الحوثي = Houthis"),
    ("زار الوفد الصحراء المغربية.", "الصحراء المغربية = Western Sahara"),
    ("اتهمت الجزائر سلطات الاحتلال المغربي بقصف شاحنات في المغرب.", "سلطات الاحتلال المغربي = Moroccan authorities"),
    ("انتقدت فرنسا نظام الملالي في إيران.", "نظام الملالي = Government of Iran"),
    ("عبرت السفينة الخليج الفارسي.", "الخليج الفارسي = Gulf region"),
    ("عبرت السفينة الخليج العربي.", "الخليج العربي = Gulf region"),
    ("هاجمت حركة حماس الإرهابية الموقع.", "حركة حماس الإرهابية = Hamas"),
    ("أدان الوزير العدو الصهيوني.", "العدو الصهيوني = Israel"),
])
def test_loaded_words_of_all_sides(reader: Any, text: str, expected: str) -> None:
    assert framed(reader, text) == [expected]


@pytest.mark.parametrize("text", [
    "أعلنت وزارة الدفاع الإسرائيلية مقتل جندي.",
    "قال الأمير سعود بن فيصل آل سعود إن الوضع صعب في السعودية.",  # a family name
    "وصل الوزير إلى المخزن في المغرب.",                            # a store
    "قصفت إسرائيل الموقع، وبحث البرلمان إنشاء الكيان السياسي الجديد.",  # an adjective follows
    "قال الوزير إن قوات الاحتلال انسحبت.",                          # nothing tells whose
])
def test_words_that_are_none(reader: Any, text: str) -> None:
    assert framed(reader, text) == []


def test_the_entity_has_the_neutral_name_and_the_mention_its_words(reader: Any) -> None:
    record = reader.record("أعلنت وزارة الحرب الإسرائيلية مقتل جندي.")
    framing = record.framings[0]
    entity = record.entity(framing.entity)
    assert (entity.name, entity.name_ar) == ("Israeli Ministry of Defense", "وزارة الدفاع الإسرائيلية")
    assert record.surface(entity.mentions[0]) == "وزارة الحرب الإسرائيلية"
    assert "neutral name" in entity.why


def test_loaded_words_are_mentions_of_what_the_tables_know(reader: Any) -> None:
    record = reader.record("قصفت قوات الدعم السريع مدينة الفاشر. وهاجمت ميليشيا آل دقلو مدينة الفاشر.")
    forces = next(e for e in record.entities if e.name == "Rapid Support Forces")
    assert {record.surface(m) for m in forces.mentions} == {"قوات الدعم السريع", "ميليشيا آل دقلو"}
    assert record.framings[0].entity == forces.id


def test_a_title_means_its_holder(reader: Any) -> None:
    record = reader.record("قال وزير الحرب الإسرائيلي يوآف غالانت إن الوضع صعب.")
    assert record.entity(record.framings[0].entity).name == "Yoav Gallant"
    assert record.framings[0].neutral_ar == "وزير الدفاع الإسرائيلي"


def test_whose_words_they_are(reader: Any) -> None:
    record = reader.record("قصفت مليشيات الحوثي مأرب. وقال الوزير اليمني: «قصفت مليشيات الحوثي مأرب».")
    assert [f.statement is not None for f in record.framings] == [False, True]
    assert record.framings[1].statement == record.statements[0].id


def test_a_word_for_any_group_takes_the_name_of_the_group(reader: Any) -> None:
    assert framed(reader, "هاجمت ميليشيا فانو البلدة في إثيوبيا.") == ["ميليشيا = Fano militia"]


@pytest.mark.parametrize(("text", "words", "whom"), [
    ("أعلنت ما يسمى بالإدارة الذاتية لشمال وشرق سوريا موقفها.", "ما يسمى", "الإدارة الذاتية"),
    ("هاجمت جبهة البوليساريو المزعومة الموقع.", "المزعومة", "البوليساريو"),
])
def test_a_word_of_doubt_beside_a_name(reader: Any, text: str, words: str, whom: str) -> None:
    record = reader.record(text)
    framing = next(f for f in record.framings if f.kind == "doubt")
    assert record.surface(framing.span) == words
    assert framing.neutral is framing.neutral_ar is None
    assert whom in record.entity(framing.entity).name_ar


@pytest.mark.parametrize("text", ["ندد الرئيس الفرنسي بما وصفه بالعدوان.", "ندد الوفد بما وصفته فرنسا بالعدوان."])
def test_a_word_of_doubt_beside_no_name_that_it_is_of_is_none(reader: Any, text: str) -> None:
    assert framed(reader, text) == []


# The table

def rows() -> list[dict[str, str]]:
    return read_table("framing")


def test_it_is_of_some_size_and_all_kinds() -> None:
    assert len(rows()) >= 80
    assert {row["kind"] for row in rows()} == set(VALUES["Framing"]["kind"])


def test_every_row_but_of_doubt_has_a_neutral_name_that_is_no_loaded_word() -> None:
    loaded = {fold(p) for row in rows() for p in variants(row["pattern"])}
    for row in rows():
        assert bool(row["neutral"]) == bool(row["neutral_ar"]) == (row["kind"] != "doubt"), row
        assert fold(row["neutral_ar"]) not in loaded, row
        assert not re.search("terror|so-called|regime|militia\\b", row["neutral"]), row


def test_no_pattern_stands_in_two_rows_of_one_country() -> None:
    seen: set[tuple[str, str]] = set()
    for row in rows():
        for pattern in {fold(p) for p in variants(row["pattern"])}:
            assert (pattern, row["country"]) not in seen, pattern
            seen.add((pattern, row["country"]))


def test_keys_are_of_the_tables() -> None:
    names = {"people": "people", "organisations": "organisations", "places": "places"}
    for row in rows():
        table, colon, rest = row["key"].partition(":")
        if not row["key"]:
            continue
        if not colon:
            assert row["key"] in {r["code"] for r in read_table("countries")}, row
        else:
            wanted = rest.split(":")[0]
            assert any(r["name"] == wanted for r in read_table(names[table])), row


def test_loaded_names_without_a_condition_are_known_names() -> None:
    for row in rows():
        if row["key"] and not row["country"]:
            tokens = tokenize(variants(row["pattern"])[0])
            assert gazetteer().match(tokens, 0) is not None, row["pattern"]
