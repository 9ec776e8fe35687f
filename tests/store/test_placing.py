"""Where judgements belong in another text or another reading."""
from __future__ import annotations

import hashlib
from typing import Any

import pytest

from musnad.record import Article, Event
from musnad.store.claims import Spot
from musnad.store.placing import locate, part_at

OLD = "قال الوزير إن الوفد وصل أمس. وقال المدير إن الوفد غادر اليوم إلى العاصمة بعد لقاء قصير."


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def moved(words: str, new: str, nth: int = 0) -> str | None:
    """The words before and at which a spot of the old text is found in a new one."""
    start = -1
    for _ in range(nth + 1):
        start = OLD.index(words, start + 1)
    found = locate(Spot.cut(OLD, (start, start + len(words))), sha(OLD), Article("a", new))
    return None if found is None else new[: found[1]][-14:]


def test_in_the_same_text_a_spot_is_where_it_was() -> None:
    assert locate(Spot(3, 5, "??"), sha(OLD), Article("a", OLD)) == (3, 5)
    assert locate(Spot(3, 5000, "??"), sha(OLD), Article("a", OLD)) is None


def test_words_around_tell_two_places_apart() -> None:
    new = "عاجل: " + OLD
    assert moved("الوفد", new, 0) == ("عاجل: " + OLD)[: new.index("الوفد") + 5][-14:]
    second = moved("الوفد", new, 1)
    assert second is not None and second.endswith("لمدير إن الوفد")


def test_a_spot_whose_words_went_is_nowhere() -> None:
    assert moved("العاصمة", OLD.replace("العاصمة", "الساحل")) is None


def test_too_little_around_it_is_nowhere() -> None:
    assert moved("الوفد", "خبر آخر عن الوفد") is None
    assert moved("الوفد", "الوفد") is None


def test_two_places_as_likely_are_none() -> None:
    assert moved("العاصمة", f"{OLD} {OLD}") is None


def test_a_long_spot_is_found_by_its_ends_though_its_middle_changed() -> None:
    long = " ".join(f"كلمة{n}" for n in range(60))
    old, new = f"قال المدير إن {long} وانتهى الكلام هنا", f"وقال المدير إن {long.replace('كلمة30 ', '')} وانتهى الكلام هنا"
    start = old.index("كلمة0")
    found = locate(Spot.cut(old, (start, old.index(" وانتهى"))), sha(old), Article("a", new))
    assert found == (new.index("كلمة0"), new.index(" وانتهى"))


@pytest.mark.parametrize(("shift", "found"), [((0, 0), True), ((1, 0), True), ((-2, 2), True), ((40, 40), False)])
def test_an_event_is_met_by_what_overlaps_its_trigger(sea: Any, shift: tuple[int, int], found: bool) -> None:
    start, end = sea.at("هاجمت")
    assert isinstance(part_at(sea.read(), "event", (start + shift[0], end + shift[1])), Event) is found


def test_a_statement_is_met_by_half_of_it(sea: Any) -> None:
    record = sea.read()
    start, end = record.statements[0].span
    assert part_at(record, "statement", (start, end - 5)) is record.statements[0]
    assert part_at(record, "statement", (start, start + 5)) is None


def test_an_entity_is_met_at_any_of_its_mentions(sea: Any) -> None:
    record = sea.read()
    assert [part_at(record, "entity", sea.at(words)) for words in ("قارب صيد", "القارب")] == [record.entities[2]] * 2
    assert part_at(record, "date", sea.at("السبت")) is record.dates[0]
