"""Views: what each source says of an event, and the words that make it sure, unsure or held at a distance."""
from __future__ import annotations

from typing import Any

import pytest

from musnad.record import Event, Record

OUTLET = "outlet"


def find(record: Record, trigger: str, nth: int = 0) -> Event:
    """The nth event whose trigger is these words."""
    return [e for e in record.events if record.surface(e.trigger) == trigger][nth]


def views(reader: Any, record: Record, trigger: str, nth: int = 0) -> list[str]:
    """Each view as ``source: certainty outcome``, a star after one that keeps its distance."""
    outcome = {True: "yes", False: "no", None: "-"}
    return [f"{view.source if view.source == OUTLET else reader.names(record, [view.source])}: {view.certainty} {outcome[view.happened]}{'*' * view.distanced}"
            for view in find(record, trigger, nth).views]


def only(reader: Any, text: str, trigger: str, nth: int = 0) -> list[str]:
    return views(reader, reader.record(text), trigger, nth)


# Whose view

def test_the_outlet_in_its_own_voice(reader: Any) -> None:
    assert only(reader, "قصفت روسيا خاركيف.", "قصفت") == ["outlet: certain yes"]


def test_a_speaker_and_the_outlet_that_only_reports(reader: Any) -> None:
    assert only(reader, "قالت أوكرانيا إن روسيا قصفت خاركيف.", "قصفت") == ["أوكرانيا: certain yes", "outlet: unknown -"]


def test_a_relay_leaves_it_open(reader: Any) -> None:
    text = "نقلت وكالة رويترز عن مصدر أمني قوله إن طائرات روسية قصفت خاركيف."
    assert only(reader, text, "قصفت") == ["مصدر أمني: certain yes", "رويترز: unknown -", "outlet: unknown -"]


def test_the_outlet_that_also_tells_it_itself(reader: Any) -> None:
    record = reader.record("قصفت روسيا خاركيف. وقالت أوكرانيا إن روسيا قصفت خاركيف.")
    assert find(record, "قصفت", 1).same == find(record, "قصفت").id
    assert views(reader, record, "قصفت", 1) == ["أوكرانيا: certain yes", "outlet: certain yes"]
    assert views(reader, record, "قصفت") == ["outlet: certain yes", "أوكرانيا: certain yes"]


def test_two_speakers_of_one_happening(reader: Any) -> None:
    record = reader.record("قالت أوكرانيا إن روسيا قصفت خاركيف. وأكدت بولندا أن روسيا قصفت خاركيف.")
    assert views(reader, record, "قصفت") == ["أوكرانيا: certain yes", "بولندا: certain yes", "outlet: unknown -"]


def test_who_denies_it_with_the_act_told_again(reader: Any) -> None:
    record = reader.record("قالت أوكرانيا إن روسيا قصفت خاركيف. ونفت روسيا أن تكون قصفت خاركيف.")
    assert views(reader, record, "قصفت") == ["أوكرانيا: certain yes", "روسيا: certain no", "outlet: unknown -"]
    assert views(reader, record, "قصفت", 1) == ["روسيا: certain no", "أوكرانيا: certain yes", "outlet: unknown -"]


def test_who_denies_it_without_telling_it(reader: Any) -> None:
    text = "قال مسؤول تركي إن الجيش قصف عفرين، وهو ما نفته وحدات حماية الشعب."
    assert "وحدات حماية الشعب: certain no" in only(reader, text, "قصف")


def test_a_denied_charge_is_no_denied_charging(reader: Any) -> None:
    """The army denies the act; that it is accused of it, it does not deny."""
    record = reader.record("نفى الجيش السوداني الاتهامات بقصف المدنيين.")
    assert views(reader, record, "قصف") == ["الجيش السوداني: certain no", "outlet: unknown -"]
    assert find(record, "قصف").status == "negated"
    assert not any(view.happened is False for e in record.events if e.type == "ACCUSE" for view in e.views)


def test_every_source_of_a_view_is_of_the_record_and_each_once_by_outcome(reader: Any) -> None:
    record = reader.record("قالت أوكرانيا إن روسيا قصفت خاركيف. وأضافت أوكرانيا أن روسيا قصفت خاركيف. ونفت روسيا أن تكون قصفت خاركيف.")
    ids = {entity.id for entity in record.entities} | {OUTLET}
    for event in record.events:
        assert {view.source for view in event.views} <= ids
        assert len({(view.source, view.happened) for view in event.views}) == len(event.views)
        assert event.views


# How sure

@pytest.mark.parametrize(("text", "trigger", "view"), [
    ("من المرجح أن تكون روسيا قد قصفت خاركيف.", "قصفت", "outlet: probable yes"),
    ("ربما قصفت روسيا خاركيف.", "قصفت", "outlet: possible yes"),
    ("من المؤكد أن روسيا قصفت خاركيف.", "قصفت", "outlet: certain yes"),
    ("من غير المرجح أن تكون روسيا قد قصفت خاركيف.", "قصفت", "outlet: probable no"),
    ("لم تقصف روسيا خاركيف.", "تقصف", "outlet: certain no"),
    ("ستقصف روسيا خاركيف.", "تقصف", "outlet: probable -"),
    ("إذا قصفت روسيا خاركيف فلن نسكت.", "قصفت", "outlet: unknown -"),
    ("يبدو أن روسيا قصفت خاركيف.", "قصفت", "outlet: probable yes"),
])
def test_words_that_tell_how_sure(reader: Any, text: str, trigger: str, view: str) -> None:
    assert only(reader, text, trigger)[0] == view


@pytest.mark.parametrize("text", [
    "ربما يعود الوزير غدا. وقصفت روسيا خاركيف.",        # another sentence
    "ربما يعود الوزير غدا، فيما قصفت روسيا خاركيف.",    # another clause, with a verb of its own
])
def test_such_words_of_another_clause_do_not_count(reader: Any, text: str) -> None:
    assert only(reader, text, "قصفت")[-1] == "outlet: certain yes"


def test_a_speaker_who_guesses(reader: Any) -> None:
    assert only(reader, "رجحت أوكرانيا أن روسيا قصفت خاركيف.", "قصفت")[0] == "أوكرانيا: probable yes"


def test_words_outside_a_statement_are_not_its_speakers(reader: Any) -> None:
    assert only(reader, "من المؤكد، كما قالت أوكرانيا، أن روسيا ربما قصفت خاركيف.", "قصفت")[0].endswith("possible yes")


# Distance

@pytest.mark.parametrize(("text", "trigger"), [
    ("نددت أوكرانيا بالهجوم المزعوم.", "الهجوم"),
    ('شنت روسيا "هجوما" على كييف.', "هجوما"),
])
def test_the_outlet_keeps_its_distance(reader: Any, text: str, trigger: str) -> None:
    assert find(reader.record(text), trigger).views[0].distanced


def test_claimed_is_the_outlets_distance_not_the_speakers(reader: Any) -> None:
    assert only(reader, "زعمت روسيا أن أوكرانيا قصفت موسكو.", "قصفت") == ["روسيا: certain yes", "outlet: unknown -*"]


@pytest.mark.parametrize(("text", "trigger"), [
    ("هاجمت الجمهورية الصحراوية المزعومة الجدار.", "هاجمت"),               # of the actor, not the act
    ('قصفت روسيا "خاركيف" أمس.', "قصفت"),
    ('قال الوزير: "شنت روسيا هجوما واسعا على مدينة خاركيف".', "هجوما"),     # a quotation of many words
])
def test_no_distance(reader: Any, text: str, trigger: str) -> None:
    assert not any(view.distanced for view in find(reader.record(text), trigger).views)
