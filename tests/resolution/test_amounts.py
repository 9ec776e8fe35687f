"""Units and currencies of amounts."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from musnad.analysis.amounts import find_amounts
from musnad.language.tokens import read_document
from musnad.resolution.amounts import resolve_amounts


def units(text: str, country: str | None = None) -> list[tuple[float | int | None, str]]:
    document = read_document(text)
    return [(a.value, a.unit) for a in resolve_amounts(find_amounts(document), document, country)]


@pytest.mark.parametrize(
    ("text", "country", "value", "unit"),
    [
        ("500 دينار كويتي", "IRQ", 500, "KWD"),
        ("500 دينار", "IRQ", 500, "IQD"),
        ("500 دينار", "FRA", 500, "dinar"),
        ("500 دينار", None, 500, "dinar"),
        ("مليونا ليرة لبنانية", None, 2_000_000, "LBP"),
        ("ألف ريال", "YEM", 1000, "YER"),
        ("عشرة جنيهات استرلينية", "EGY", 10, "GBP"),
        ("مليوني دولار", None, 2_000_000, "USD"),
        ("3 ملايين دولار كندي", None, 3_000_000, "CAD"),
        ("20 يورو", "TUN", 20, "EUR"),
        ("42 KWD", None, 42, "KWD"),
        ("300 درهم", "MAR", 300, "MAD"),
        ("ثلاثة قتلى", None, 3, "person"),
        ("55 فلسطينيا", None, 55, "person"),
        ("سبعة جنود", None, 7, "soldier"),
        ("ثلاث طائرات من دون طيار", None, 3, "drone"),
        ("أربع طائرات", None, 4, "aircraft"),
        ("بالسجن خمس سنوات", None, 5, "year"),
        ("20 في المئة", None, 20, "percent"),
        ("3 دولارات و40 سنتا", None, 3.4, "USD"),
        ("15 سنتا", None, 15, "cent"),
        ("75 ج.م للكيلو", None, 75, "EGP"),
        ("بين 5$-8$ للقطعة", None, 5, "USD"),
        ("من ستة لعشرة دنانير كويتية", None, 6, "KWD"),
    ],
)
def test_units(text: str, country: str | None, value: float, unit: str) -> None:
    assert units(text, country) == [(value, unit)]


# Duckling's own words for currencies; a bare pound is one of several, so it stays open.
CURRENCIES = {"Dollar": "USD", "Cent": "cent", "Pound": "pound"}


def test_duckling_money() -> None:
    path = Path(os.environ.get("MUSNAD_SHARED") or Path(__file__).resolve().parents[3] / "shared") / "third_party" / "numbers_duckling.json"
    if not path.exists():
        pytest.skip(f"{path} is not here: Duckling's cases are not part of the project")
    cases = [c for c in json.loads(path.read_text(encoding="utf-8"))["cases"] if c["dimension"] == "AmountOfMoney" and c["expected"]["kind"] == "simple"]
    wrong = [c["input"] for c in cases if units(c["input"]) != [(c["expected"]["value"], CURRENCIES.get(c["expected"]["unit"], c["expected"]["unit"]))]]
    assert len(cases) == 52 and len(wrong) <= 4, wrong


def test_ids_and_reasons() -> None:
    document = read_document("قتل 5 جنود ودفع 20 دولارا")
    found = resolve_amounts(find_amounts(document), document, None)
    assert [a.id for a in found] == ["n1", "n2"]
    assert all(document.text[a.span[0] : a.span[1]] in a.why for a in found)


def test_whole_values_are_ints() -> None:
    assert isinstance(units("3.5 مليون دولار")[0][0], int)
