"""Numbers: the grammar on sentences of ours, and Duckling's Arabic numerals."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.language.numbers import digits, numeral, read_cardinal, read_ordinal
from musnad.language.tokens import tokenize

SHARED = Path(os.environ.get("MUSNAD_SHARED", Path(__file__).parents[3] / "shared")) / "third_party"


def _cases(dimension: str) -> list[dict[str, object]]:
    path = SHARED / "numbers_duckling.json"
    if not path.exists():
        pytest.skip(f"{path} is not here: Duckling's cases are not part of the project")
    return [c for c in json.loads(path.read_text(encoding="utf-8"))["cases"] if c["dimension"] == dimension]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("مئتان وخمسة وعشرون ألفا", 225_000),
        ("ثلاثة ملايين ونصف المليون", 3_500_000),
        ("مليون ونصف مليون", 1_500_000),
        ("مليار ونصف", 1_500_000_000),
        ("نصف مليون", 500_000),
        ("3.5 مليون", 3_500_000),
        ("1,5 مليون", 1_500_000),
        ("2 مليون و300 ألف", 2_300_000),
        ("مئة وعشرين ألفا وخمسمئة", 120_500),
        ("ثلاث مئة وخمسة", 305),
        ("أحد عشر", 11),
        ("إحدى وعشرين", 21),
        ("اثنتا عشرة", 12),
        ("مليونا ومئتي ألف", 1_200_000),
        ("الستين", 60),
        ("20 000", 20_000),
        ("١٢٬٥٠٠", 12_500),
        ("۲۵", 25),
        ("واحد فاصلة خمسة", 1.5),
    ],
)
def test_a_number_has_its_value(text: str, value: float) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize(
    "text", ["آلاف", "ملايين", "أحد", "نصف", "ثلاثة وأربعة", "2018/3/5", "12:30", "1-2", "كتاب", ""]
)
def test_what_is_no_single_number(text: str) -> None:
    assert numeral(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", 1200),
        ("1.200.000", 1_200_000),
        ("10.000", 10_000),
        ("0.770", 0.77),
        ("3,5", 3.5),
        ("1,200.50", 1200.5),
        ("1.1.3", None),
    ],
)
def test_separators_of_digits(text: str, value: float | None) -> None:
    assert digits(text) == value


def test_a_number_stops_where_the_grammar_does() -> None:
    tokens = tokenize("عشرون وخمسة قتلى")
    found = read_cardinal(tokens, 0)
    assert found is not None and (found.value, found.last) == (20, 1)


def test_proclitics_are_counted() -> None:
    found = read_cardinal(tokenize("بثلاثة آلاف"), 0)
    assert found is not None and (found.value, found.skip) == (3000, 1)


@pytest.mark.parametrize(
    ("text", "value", "last"),
    [
        ("الخامس عشر من", 15, 2),
        ("الثامن والعشرين من", 28, 2),
        ("الحادي والثلاثين", 31, 2),
        ("العاشر من", 10, 1),
        ("العشرين", 20, 1),
        ("أولى", 1, 1),
    ],
)
def test_ordinals(text: str, value: int, last: int) -> None:
    found = read_ordinal(tokenize(text), 0)
    assert found is not None and (found.value, found.last) == (value, last)


@given(st.integers(0, 10**9))
def test_digits_read_back(number: int) -> None:
    assert numeral(str(number)) == number
    assert numeral(f"{number:,}") == number
    assert numeral(str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))) == number


def test_duckling_numerals() -> None:
    cases = [c for c in _cases("Numeral") if not c["negative"]]
    wrong = [c["input"] for c in cases if numeral(str(c["input"])) != c["expected"]["value"]]  # type: ignore[index]
    assert len(cases) == 163 and wrong == []


def test_duckling_ordinals() -> None:
    for case in _cases("Ordinal"):
        tokens = tokenize(str(case["input"]))
        found = read_ordinal(tokens, 0)
        assert found is not None and found.last == len(tokens), case
        assert found.value == case["expected"]["value"], case  # type: ignore[index]
