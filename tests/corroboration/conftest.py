"""Articles of our own in Arabic, read and corroborated."""
from __future__ import annotations

from collections.abc import Callable

import pytest

import musnad
from musnad.corroboration.happenings import Happening, corroborate
from musnad.record import Record

Told = tuple[str, str, str]  # outlet, day, text with its headline


def records(*told: Told) -> list[Record]:
    """A record for each, with ids from a on."""
    return [musnad.read(text, id="abcdefghij"[n], outlet=outlet, published=day, title=text.partition("\n")[0]) for n, (outlet, day, text) in enumerate(told)]


@pytest.fixture(scope="session")
def read() -> Callable[..., list[Record]]:
    return records


@pytest.fixture(scope="session")
def happenings() -> Callable[..., list[Happening]]:
    return lambda *told: corroborate(records(*told))


SHELLING = (
    ("الميثاق", "2022-05-18", "مقتل سبعة مدنيين في قصف على مدينة تعز\n"
     "قتل سبعة مدنيين وأصيب عشرة في قصف للحوثيين على مدينة تعز يوم الثلاثاء، وفق ما قالت وزارة الصحة اليمنية."),
    ("البيان", "2022-05-18", "قصف حوثي على تعز يقتل سبعة\nقال مسعفون محليون لوكالة رويترز إن قصفا للحوثيين على مدينة تعز الثلاثاء قتل سبعة مدنيين."),
    ("الخليج", "2022-05-19", "الحوثيون ينفون قصف تعز\nنفت جماعة الحوثي يوم الأربعاء قصف مدينة تعز يوم الثلاثاء."),
    ("الاتحاد", "2022-05-19", "قصف جديد على مأرب\nقصف الحوثيون مدينة مأرب يوم الخميس، وقتل ثلاثة جنود، بحسب الجيش اليمني."),
)


@pytest.fixture(scope="session")
def shelling() -> tuple[Told, ...]:
    """Two reports of one shelling, a denial of it, and another shelling."""
    return SHELLING
