"""The programs of the training folder, which is no package, and invented articles with their marks."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

SHEETS = {
    "visit": """⟦@minister وزير الخارجية المصري⟧ يزور ⟦@amman عمان⟧
⟦v1 زار⟧ ⟦@minister وزير الخارجية ⟦@egypt المصري⟧⟧ ⟦@amman عمان⟧ ⟦d1 الثلاثاء⟧. و⟦c1 قالت⟧ وكالة ⟦@agency رويترز⟧ نقلا عن ⟦@official مسؤول أردني⟧ إن
⟦q1 ⟦@minister الوزير⟧ ⟦v2 التقى⟧ ل⟦@committee لجنة الأمن⟧⟧. وتأتي ⟦v3 الزيارة⟧ بعد دعوة ل⟦@iraq لعراق⟧.
وفي ليبيا قتل جنديان في سبها.
---
E minister | PERSON | foreign minister | وزير الخارجية المصري | EGY | GOV | u
E egypt | GPE | Egypt | مصر | EGY | -
E amman | GPE | Amman | عمان | JOR | -
E agency | MEDIA | Reuters | رويترز | GBR | JRN
E official | PERSON | official | مسؤول أردني | JOR | GOV | u
E committee | ORG | security committee | لجنة الأمن | JOR | LEG
E iraq | GPE | Iraq | العراق | IRQ | -
D d1 2021-05-04
V v1 CONSULT visit diplomatic a=minister p=amman w=2021-05-04
V v2 CONSULT meet diplomatic a=minister r=committee by=q1
V v3 =v1
Q q1 c1 official ch=agency,official
I وفي ليبيا قتل جنديان في سبها.
""",
    "raid": """⟦v1 قصفت⟧ ⟦@army القوات السورية⟧ بلدة ⟦@saraqib سراقب⟧، و⟦v2 نددت⟧ ⟦@france فرنسا⟧ ب⟦v3 القصف⟧. و⟦c1 أكد⟧ ⟦@salem سالم الحوراني⟧ أن
⟦q1 ⟦@lebanon لبنان⟧ ⟦v4 يرفض⟧ ⟦v5 القصف⟧⟧.
---
E army | ORG | Syrian army | القوات السورية | SYR | MIL
E saraqib | GPE | Saraqib | سراقب | SYR | -
E france | GPE | France | فرنسا | FRA | -
E salem | PERSON | Salem al-Hourani | سالم الحوراني | - | -
E lebanon | GPE | Lebanon | لبنان | LBN | -
V v1 ASSAULT aerial military a=army p=saraqib
V v2 ACCUSE disapprove diplomatic a=france r=army
V v3 =v1
V v4 REJECT - diplomatic a=lebanon by=q1
V v5 =v1 by=q1
Q q1 c1 salem
""",
    "aid": """⟦v1 قدمت⟧ ⟦@qatar قطر⟧ مساعدات إلى ⟦@libya ليبيا⟧ و⟦@sudan السودان⟧، و⟦v2 شكر⟧ ⟦@sudan السودان⟧ ل⟦@qatar قطر⟧ دعمها.
---
E qatar | GPE | Qatar | قطر | QAT | -
E libya | GPE | Libya | ليبيا | LBY | -
E sudan | GPE | Sudan | السودان | SDN | -
V v1 AID - economic a=qatar r=libya,sudan
V v2 SUPPORT praise diplomatic a=sudan r=qatar
""",
}


DESCRIBED = {"minister", "official"}


@pytest.fixture
def marked(tmp_path: Path) -> Callable[[str], tuple[dict[str, Any], Any]]:
    """An invented article by its name, and its reference record, which is then in the test's folder."""
    import sheets

    from musnad.evaluation.gold import read_gold

    def article(name: str) -> tuple[dict[str, Any], Any]:
        text = sheets.MARK.sub("", SHEETS[name].partition("\n---\n")[0])
        row = {"id": name, "text": text, "title": text.partition("\n")[0], "published": "2021-05-04", "outlet": None}
        gold, faults = sheets.build(SHEETS[name], row)
        assert faults == []
        path = tmp_path / f"{name}.gold"
        path.write_text(gold, encoding="utf-8")
        return row, read_gold(path)

    return article


@pytest.fixture
def made(marked: Callable[[str], tuple[dict[str, Any], Any]]) -> Callable[[str], Any]:
    """The example of an invented article by its name."""
    from examples import example

    def one(name: str) -> Any:
        article, gold = marked(name)
        return example(article, gold, {entity.id for entity in gold.entities} - DESCRIBED)

    return one
