"""A small record made by hand, with every kind of part in it."""
from __future__ import annotations

from collections.abc import Callable

import pytest

from musnad.record import (
    Amount,
    Article,
    Coordinates,
    Count,
    Date,
    Entity,
    Event,
    Framing,
    Link,
    Record,
    Span,
    Statement,
    Transfer,
    View,
)

TITLE = "لبنان يوقع اتفاقا مع قبرص"
BODY = ("وقع لبنان وقبرص أمس الاثنين اتفاقا في بيروت.\n"
        "ونقلت وكالة رويترز عن مصدر حكومي قوله إن لبنان <سيتسلم> 3 زوارق.\nاقرأ أيضا")
TEXT = f"{TITLE}\n{BODY}"


def at(text: str, words: str, nth: int = 0) -> Span:
    """Where the words stand for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def entity(text: str, id: str, type: str, name: str, name_ar: str, country: str | None, *words: str) -> Entity:
    """An entity mentioned once for each of the words."""
    mentions = [at(text, w) for w in words]
    return Entity(id, type, name, name_ar, True, country, None, None, None, mentions, "made by hand")


def event(id: str, trigger: Span, **other: object) -> Event:
    """An event with unremarkable fields unless told otherwise."""
    given: dict[str, object] = {
        "type": "AGREE", "mode": None, "context": ["military", "economic"], "actor": ["e1", "e2"], "recipient": [],
        "place": ["e3"], "when": "2023-05-01", "status": "occurred", "statement": None, "same": None, "cameo": "057",
        "score": 2.5, "quad": "verbal cooperation", "transfer": None, "counts": [], "views": [], "confidence": 0.9,
        "why": "made by hand", **other,
    }
    return Event(id=id, trigger=trigger, **given)  # type: ignore[arg-type]


def build(title: str = TITLE) -> Record:
    """The record, with another title if need be (its text stays)."""
    text = TEXT
    article = Article("lb-1", text, title, "وكالة الأرز", "2023-05-02", "https://example.org/1")
    entities = [
        entity(text, "e1", "GPE", "Lebanon", "لبنان", "LBN", "لبنان"),
        entity(text, "e2", "GPE", "Cyprus", "قبرص", "CYP", "قبرص"),
        entity(text, "e3", "GPE", "Beirut", "بيروت", "LBN", "بيروت"),
        entity(text, "e4", "MEDIA", "Reuters", "رويترز", "GBR", "رويترز"),
        entity(text, "e5", "PERSON", "government source", "مصدر حكومي", "LBN", "مصدر حكومي"),
        entity(text, "e6", "PRODUCT", "boats", "زوارق", None, "زوارق"),
    ]
    entities[2].coordinates = Coordinates(33.9, 35.5, 5.0, 276781)
    span = at(text, "لبنان <سيتسلم> 3 زوارق")
    statement = Statement("q1", span, [at(text, "نقلت"), at(text, "قوله")], ["e5"], ["e4", "e5"], [
        Link("e4", "agency", True, at(text, "رويترز")), Link("e5", "unnamed", False, at(text, "مصدر حكومي")),
    ], "indirect", "denies", None, "made by hand")
    planned = event("v3", at(text, "يتسلم"), type="COOPERATE", mode=None, actor=["e1"], recipient=["e2"], place=[],
                    when=None, status="planned", statement="q1", score=-9.0, quad="material cooperation",
                    transfer=Transfer(["e6"], "n1", None), counts=[Count("participants", 3, "exact", "e6", "n1")],
                    views=[View("e5", "certain", True, "q1"), View("outlet", "unknown", None, None)])
    return Record(
        article, furniture=[at(text, "اقرأ أيضا")], entities=entities,
        dates=[Date("d1", at(text, "أمس الاثنين"), "2023-05-01", "day", "gregorian", "made by hand")],
        amounts=[Amount("n1", at(text, "3"), 3, "boat", "exact", "made by hand")],
        events=[event("v1", at(text, "يوقع")), event("v2", at(text, "وقع", 1), same="v1"), planned],
        statements=[statement], framings=[Framing(at(text, "مصدر حكومي"), "office", "Government of Lebanon", "الحكومة اللبنانية", "e5", None, "made by hand")],
        notes=["a note"],
    )


@pytest.fixture
def record() -> Record:
    """The sample record."""
    return build()


@pytest.fixture
def titled() -> Callable[[str], Record]:
    """Makes the sample record with another title."""
    return build
