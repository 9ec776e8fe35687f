"""The PLOVER table: quad classes, scores and CAMEO codes, and that every event is coded by it."""
from __future__ import annotations

from typing import Any

import pytest

from musnad.coding import plover
from musnad.export.schema import VALUES
from musnad.knowledge import read_table

TYPES = VALUES["Event"]["type"]
COOPERATION = {"AGREE": "verbal", "CONSULT": "verbal", "SUPPORT": "verbal", "CONCEDE": "verbal",
               "COOPERATE": "material", "AID": "material", "RETREAT": "material"}
ROOTS = {"AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "087", "REQUEST": "10", "ACCUSE": "11",
         "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15", "SANCTION": "16", "COERCE": "17", "ASSAULT": "18"}


@pytest.mark.parametrize("type_", TYPES)
def test_quad_classes(type_: str) -> None:
    verbal = type_ in ("REQUEST", "ACCUSE", "REJECT", "THREATEN") or COOPERATION.get(type_) == "verbal"
    side = "cooperation" if type_ in COOPERATION else "conflict"
    assert plover.quad(type_) == f"{'verbal' if verbal else 'material'} {side}"


@pytest.mark.parametrize("type_", TYPES)
def test_cameo_roots(type_: str) -> None:
    assert plover.cameo_root(type_) == ROOTS[type_]


@pytest.mark.parametrize(("type_", "mode", "score"), [
    ("AID", None, 10), ("COOPERATE", None, 9.5), ("AGREE", None, 2.5), ("CONSULT", "visit", 4), ("CONSULT", "phone", 1.5), ("SUPPORT", None, 5),
    ("RETREAT", "ceasefire", 7.5), ("REQUEST", None, 0), ("ACCUSE", "disapprove", -2), ("THREATEN", "violence", -3.5), ("PROTEST", "riot", -7),
    ("SANCTION", "expel", -5.5), ("COERCE", "arrest", -7), ("ASSAULT", "unconventional", -10), ("ASSAULT", None, -9),
])
def test_scores(type_: str, mode: str | None, score: float) -> None:
    assert plover.score(type_, mode) == score


def test_a_mode_that_a_type_has_not_scores_as_the_type() -> None:
    assert not plover.has_mode("AID", "visit")
    assert plover.score("AID", "visit") == plover.score("AID", None)


def test_an_unknown_type_is_an_error() -> None:
    with pytest.raises(KeyError):
        plover.quad("GREET")


@pytest.mark.parametrize(("own", "stems", "contexts"), [
    ((), {"قصف"}, ["military"]),
    (("diplomatic",), set(), ["diplomatic"]),
    (("military",), {"قصف", "صواريخ"}, ["military"]),  # each once
    ((), {"كلمه"}, []),
])
def test_contexts(own: tuple[str, ...], stems: set[str], contexts: list[str]) -> None:
    assert plover.contexts(own, stems) == contexts


@pytest.mark.parametrize(("text", "trigger", "cameo"), [
    ("زار الرئيس الفرنسي إيمانويل ماكرون الجزائر.", "زار", "042"),
    ("أجرى ماكرون اتصالا هاتفيا مع الرئيس المصري عبد الفتاح السيسي.", "اتصالا هاتفيا", "041"),
    ("طردت روسيا السفير البولندي.", "طردت", "166"),
    ("اعتقلت الشرطة التونسية ثلاثة ناشطين.", "اعتقلت", "173"),
    ("شنت طائرات روسية غارات على إدلب.", "غارات", "195"),
    ("سيزور الرئيس الفرنسي إيمانويل ماكرون الجزائر.", "يزور", "03"),  # coded as an intention
])
def test_cameo_codes_of_events(reader: Any, text: str, trigger: str, cameo: str) -> None:
    record = reader.record(text)
    event = next(v for v in record.events if record.surface(v.trigger) == trigger)
    # CAMEO's codes are a tree: a finer code under the right one is right as well
    assert event.cameo.startswith(cameo[:2]) if len(cameo) == 2 else event.cameo.startswith(cameo)


@pytest.mark.parametrize("text", [
    "زار الرئيس الفرنسي إيمانويل ماكرون الجزائر.", "طردت روسيا السفير البولندي.", "قصفت إسرائيل سوريا وقتلت ثلاثة مدنيين.",
    "سيزور الرئيس الفرنسي إيمانويل ماكرون الجزائر.", "تظاهر آلاف المحتجين في الخرطوم.", "قدمت الكويت مساعدات إنسانية إلى اليمن.",
])
def test_every_event_is_coded_by_the_table(reader: Any, text: str) -> None:
    modes = {(row["type"], row["mode"] or None) for row in read_table("plover")}
    events = reader.record(text).events
    assert events
    for event in events:
        assert (event.type, event.mode) in modes
        assert (event.score, event.quad) == (plover.score(event.type, event.mode), plover.quad(event.type))
        assert 0 < event.confidence <= 1
