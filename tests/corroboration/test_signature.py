"""What is kept of an event to compare it with others."""
from __future__ import annotations

from typing import Any

from musnad.corroboration.signature import signatures


def test_a_month_ends_on_its_last_day(read: Any) -> None:
    [record] = read(("الميثاق", "2022-07-18", "قصف على تعز\nقصف الحوثيون مدينة تعز في يونيو 2022، وقتل ثلاثة جنود."))
    assert "2022-06" in {e.when for e in record.events}
    assert {s.end for s in signatures(record) if s.start == "2022-06-01"} == {"2022-06-30"}
