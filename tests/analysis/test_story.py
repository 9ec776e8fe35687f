"""Stories of sport and of disasters: what is no political act there, and what is."""
from __future__ import annotations

from typing import Any

import pytest

MATCH = "لعب المنتخب مباراة في كأس العالم على ملعب المدينة أمام مشجعين كثيرين. وقال مدرب الفريق إن لاعبيه كانوا أقوى في الشوط الثاني. "
FLOOD = "غمرت السيول القرى بعد أمطار غزيرة وعاصفة قوية، وتوقع خبراء الطقس فيضانات أخرى. "


@pytest.mark.parametrize(("text", "codes"), [
    (MATCH + "وصد الحارس هجمات الضيوف في مباراة الأمس.", []),
    (MATCH + "واعتقلت الشرطة الفرنسية ثلاثة مشجعين بعد المباراة.", ["اعتقلت COERCE/arrest"]),
    ("شن الجيش السوري هجمات على البلدة. وألغيت مباراة في كرة القدم.", ["هجمات ASSAULT"]),
    (FLOOD + "وقتل عشرة أشخاص وأصيب آخرون.", []),
    (FLOOD + "وأعلنت ألمانيا تقديم مساعدات إنسانية إلى باكستان.", ["تقديم AID"]),
    (FLOOD + "وقتل مسلحون ثلاثة جنود في هجوم بالرصاص على معسكر للجيش قرب الحدود.", ["قتل ASSAULT"]),
])
def test_what_counts_in_a_story(reader: Any, text: str, codes: list[str]) -> None:
    assert [code for code in reader.codes(text) if not code.startswith("توقع")] == codes
