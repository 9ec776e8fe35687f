"""Four articles of five outlets on the strikes of 14 April 2018, where the reference cases are there."""
from __future__ import annotations

import os
from pathlib import Path

import pytest

from musnad.corroboration.happenings import Happening, corroborate
from musnad.errors import ArticleError
from musnad.intake.sources import walk
from musnad.pipeline import read
from musnad.record import Record

SHARED = Path(os.environ.get("MUSNAD_SHARED") or Path(__file__).resolve().parents[3] / "shared")
ARTICLES = SHARED / "reference" / "cases" / "articles.jsonl"
pytestmark = pytest.mark.skipif(not ARTICLES.exists(), reason=f"no reference cases: {ARTICLES} is not there")


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return [read(a) for a in walk([ARTICLES]) if not isinstance(a, ArticleError) and a.id.endswith("-20180414")]


@pytest.fixture(scope="module")
def strikes(records: list[Record]) -> Happening:
    """The happening that most of the articles report."""
    return max(corroborate(records), key=lambda h: (len(h.articles), len(h.reports)))


def test_the_strikes_are_one_happening_of_all_four(records: list[Record], strikes: Happening) -> None:
    assert len(records) == 4
    assert len(strikes.articles) == 4 and strikes.type == "ASSAULT" and strikes.start == "2018-04-14"


def test_the_parties_are_right(strikes: Happening) -> None:
    assert "USA" in {p.state for p in strikes.actors}
    assert "SYR" in {p.state for p in strikes.recipients} | {p.country for p in strikes.places}
    assert "SYR" not in {p.state for p in strikes.actors}


def test_there_are_several_origins(strikes: Happening) -> None:
    assert strikes.counts["outlets"] == 4
    assert len(strikes.origins) >= 4


def test_each_denial_of_a_strike_hangs_on_it(records: list[Record], strikes: Happening) -> None:
    told = {(r.article, r.event) for r in strikes.reports}
    denials = [(r.article.id, s.id) for r in records for s in r.statements if s.stance == "denies"
               and any(e.statement == s.id and (r.article.id, e.report) in told for e in r.events)]
    assert len(denials) <= len([d for d in strikes.disputes if d.kind == "denies"])
