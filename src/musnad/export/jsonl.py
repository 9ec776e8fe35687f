"""JSON: the record contract as `musnad schema` describes it, one object a line."""

from __future__ import annotations

import json
import re

from musnad.record import Record

_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(record: Record, *, text: bool = True) -> str:
    """A record as one line of JSON in readable Arabic; ``text=False`` leaves the article's text out.

    Lone surrogates, which UTF-8 cannot hold, are written as JSON's own escapes: reading gives the same text back.
    """
    return escaped(json.dumps(record.to_dict(text=text), ensure_ascii=False))


def escaped(line: str) -> str:
    """JSON with lone surrogates as JSON's own escapes."""
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
