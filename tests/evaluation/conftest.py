"""Two small reference records of our own."""
from __future__ import annotations

from pathlib import Path

import pytest

HARBOUR = """\
⟦m1 لبنان⟧ ي⟦v1 وقع⟧ اتفاقا مع ⟦m2 قبرص⟧
⟦v2 وقع⟧ ⟦m3 لبنان⟧ و⟦m4 قبرص⟧ ⟦d1 أمس⟧ اتفاقا في ⟦m5 بيروت⟧ بقيمة ⟦n1 5 ملايين يورو⟧.
و⟦c1 نقلت⟧ وكالة ⟦m6 رويترز⟧ عن ⟦m7 مصدر حكومي⟧ ⟦c1 قوله⟧ إن ⟦q1 ⟦m8 لبنان⟧ لن ⟦v3 يعتقل⟧ أحدا⟧.
سطر لا يحسب ⟦v4 انسحب⟧
اقرأ أيضا
---
{"doc": "harbour", "published": "2023-05-02"}
{"id": "lb", "type": "GPE", "country": "LBN", "sector": null, "marks": ["m1", "m3", "m8"]}
{"id": "cy", "type": "GPE", "country": "CYP", "sector": null, "marks": ["m2", "m4"]}
{"id": "beirut", "type": "GPE", "country": "LBN", "sector": null, "marks": ["m5"]}
{"id": "reuters", "type": "MEDIA", "country": "GBR", "sector": "JRN", "marks": ["m6"]}
{"id": "source", "type": "PERSON", "country": "LBN", "sector": "GOV", "named": false, "marks": ["m7"]}

{"id": "d1", "value": "2023-05-01"}
{"id": "n1", "value": 5000000, "unit": "EUR"}
{"id": "v1", "type": "SUPPORT", "actor": ["lb", "cy"], "recipient": [], "place": ["beirut"], "when": "2023-05-01",\
 "status": "occurred", "by": null}
{"id": "v2", "same": "v1", "recipient": null}
{"id": "v3", "type": "COERCE", "mode": "arrest", "actor": ["lb"], "status": "negated", "by": "q1"}
{"id": "v4", "type": "RETREAT", "status": "occurred"}
{"id": "q1", "cue": "c1", "speaker": ["source"], "chain": ["reuters", "source"], "stance": "denies"}
{"furniture": ["اقرأ  أيضا"]}
{"ignore": ["سطر لا يحسب انسحب"]}
"""

SHORT = """\
⟦c1 قال⟧ ⟦m1 أحمد⟧ إن ⟦q1 الجو⟧ صحو و⟦q1 البحر هادئ⟧
---
{"doc": "short"}
{"id": "a", "type": "PERSON", "country": null, "sector": null, "marks": ["m1"]}
{"id": "q1", "cue": "c1", "speaker": ["a"], "chain": ["a"], "stance": "asserts"}
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with both reference records."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "harbour.gold").write_text(HARBOUR, encoding="utf-8")
    (folder / "short.gold").write_text(SHORT, encoding="utf-8")
    return folder
