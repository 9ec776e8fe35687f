"""The word that gave an event its status, found again in the text."""
from __future__ import annotations

from typing import Any

import pytest

from musnad.coding.marks import status_mark
from musnad.language.tokens import read_document


@pytest.mark.parametrize(("text", "trigger", "mark"), [
    ("ربما قصفت روسيا خاركيف.", "قصفت", "ربما"),
    ("لم تقصف روسيا خاركيف.", "تقصف", "لم"),
    ("ستقصف روسيا خاركيف.", "تقصف", "س"),
    ("تعتزم روسيا قصف خاركيف.", "قصف", "تعتزم"),
    ("تواصل روسيا قصف خاركيف.", "قصف", "تواصل"),
    ("إذا قصفت روسيا خاركيف فلن نسكت.", "قصفت", "إذا"),
    ("نددت أوكرانيا بالهجوم المزعوم.", "الهجوم", "المزعوم"),
    ("قصفت روسيا خاركيف.", "قصفت", None),
    ("ربما عاد الوزير. وقصفت روسيا خاركيف.", "قصفت", None),
])
def test_the_word(reader: Any, text: str, trigger: str, mark: str | None) -> None:
    record = reader.record(text)
    event = next(e for e in record.events if record.surface(e.trigger) == trigger)
    span = status_mark(read_document(record.article.text, record.furniture), event)
    assert (span and record.surface(span)) == mark
