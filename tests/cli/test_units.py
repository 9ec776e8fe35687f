"""Times and sizes on the command line."""
from __future__ import annotations

import pytest

from musnad.cli.units import seconds, size
from musnad.errors import UsageError


@pytest.mark.parametrize(("written", "value"), [("15m", 900), ("90", 90), ("1.5h", 5400), ("2d", 172800), (" 30 S ", 30)])
def test_times(written: str, value: float) -> None:
    assert seconds(written, "--every") == value


@pytest.mark.parametrize(("written", "value"), [("10MB", 10 << 20), ("500k", 500 << 10), ("1G", 1 << 30), ("7", 7), ("1MiB", 1 << 20), ("12b", 12)])
def test_sizes(written: str, value: int) -> None:
    assert size(written, "--max-size") == value


@pytest.mark.parametrize("written", ["", "0", "0m", "-5m", "soon", "5x", "1e9", "m"])
def test_neither(written: str) -> None:
    with pytest.raises(UsageError, match=r"--every .* is no time"):
        seconds(written, "--every")
    with pytest.raises(UsageError, match=r"--max-size .* is no size"):
        size(written, "--max-size")
