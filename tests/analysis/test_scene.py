"""The view of an article: which words are verbs, and which mention covers a token."""
from __future__ import annotations

import pytest

from musnad.analysis.mentions import find_mentions
from musnad.analysis.scene import Scene
from musnad.language.tokens import read_document


def scene_of(text: str) -> Scene:
    scene = Scene.of(read_document("تطورات جديدة\n" + text), "2022-05-18", None)
    find_mentions(scene)
    return scene


@pytest.mark.parametrize(("text", "verbs"), [
    ("قصفت روسيا خاركيف.", ["قصفت"]),
    ("قصف الجيش السوري حلب.", ["قصف"]),
    ("بعد قصف حلب عاد الهدوء.", ["عاد"]),
    ("أدانت مصر قصف حلب.", ["أدانت"]),
    ("طلب الوزير من الجيش قصف حلب.", ["طلب"]),
    ("جاء ذلك بعد طلب الوزير.", ["جاء"]),
    ("وقال الوزير إنه وصل.", ["قال", "وصل"]),
    ("ذكرت سي إن إن نقلا عن رويترز ذلك.", ["ذكرت"]),  # نقلا is no dual verb
    ("قتل ما لا يقل عن عشرين مدنيا.", ["قتل"]),
    ("اجتمع الوزراء في مصر.", ["اجتمع"]),
])
def test_verbs(text: str, verbs: list[str]) -> None:
    scene = scene_of(text)
    found = [scene.text(i, i + 1) for i in range(len(scene.tokens)) if scene.is_verb(i)]
    assert [word.removeprefix("و") if word.removeprefix("و") in verbs else word for word in found] == verbs


def test_the_outermost_mention_covers() -> None:
    scene = scene_of("قال مسؤول في البيت الأبيض إن الأمر تم.")
    inner = next(m for m in scene.mentions if m.type == "ORG")
    outer = next(m for m in scene.mentions if m.type == "PERSON")
    assert inner.inside is outer
    assert scene.covering(inner.first) is outer
    assert scene.starting(outer.first) is outer
    assert scene.starting(inner.first) is None


def test_a_person_begins_with_the_title() -> None:
    scene = scene_of("قال وزير الخارجية المصري سامح شكري إن الأمر تم.")
    person = next(m for m in scene.mentions if m.type == "PERSON")
    assert scene.text(person.start, person.last) == "وزير الخارجية المصري سامح شكري"
    assert scene.text(person.first, person.last) == "سامح شكري"


def test_what_lies_outside_the_text() -> None:
    scene = scene_of("قال الوزير.")
    size = len(scene.tokens)
    assert [scene.norm(-1), scene.norm(size)] == ["", ""]
    assert [scene.verb(-1), scene.verb(size), scene.covering(size), scene.item(-1, "verb"), scene.item(size, "verb")] == [None] * 5


@pytest.mark.parametrize(("text", "that"), [("قال إن الأمر تم", True), ("قناة إن بي سي", False)])
def test_that_and_the_letter_n(text: str, that: bool) -> None:
    scene = scene_of(text)
    assert any(scene.that(i) for i in range(len(scene.tokens))) is that
