"""Times and sizes as people write them on the command line: 15m, 90s, 2h; 10MB, 500k."""

from __future__ import annotations

import re

from musnad.errors import UsageError

_TIMES = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
_SIZES = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}
_AMOUNT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]*)\s*")


def seconds(written: str, option: str) -> float:
    """A time in seconds. UsageError, naming the option, if it is none or is zero."""
    return _amount(written, option, _TIMES, "a time: write it as 30s, 15m, 2h or 1d")


def size(written: str, option: str) -> int:
    """A size in bytes. UsageError, naming the option, if it is none or is zero."""
    return int(_amount(written, option, _SIZES, "a size: write it as 500k, 10MB or 1G"))


def _amount(written: str, option: str, units: dict[str, int], what: str) -> float:
    match = _AMOUNT.fullmatch(written)
    unit = match[2].lower() if match else ""
    factor = units.get(unit if units is _TIMES else unit.removesuffix("b").removesuffix("i"))
    if match is None or factor is None or not float(match[1]) * factor:
        raise UsageError(f"{option} {written!r} is no {what.removeprefix('a ')}")
    return float(match[1]) * factor
