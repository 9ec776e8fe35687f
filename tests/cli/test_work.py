"""Articles through the pipeline: order, bounds, failures, and several processes."""
from __future__ import annotations

from collections.abc import Iterator

import pytest

from musnad import work
from musnad.errors import ArticleError
from musnad.export import Rendering
from musnad.record import Article
from musnad.work import Failure, read_all

TEXT = "أعلنت وزارة الخارجية المصرية أمس أن الوزير زار بيروت."
LINES = Rendering("jsonl", text=False)


def articles(count: int) -> Iterator[Article | ArticleError]:
    for number in range(count):
        yield ArticleError(f"f{number}: broken") if number % 5 == 3 else Article(f"a{number}", TEXT, published="2021-11-24")


def test_processes_give_what_one_gives_in_the_same_order() -> None:
    one = list(read_all(articles(23), LINES.render))
    assert list(read_all(articles(23), LINES.render, jobs=2)) == one
    assert [isinstance(o, Failure) for o in one] == [n % 5 == 3 for n in range(23)]
    assert str(one[3]) == "intake: f3: broken"


def test_few_articles_are_held_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "AHEAD", 3)
    taken = given = most = 0

    def counted() -> Iterator[Article | ArticleError]:
        nonlocal taken
        for article in articles(40):
            taken += 1
            yield article

    for _ in read_all(counted(), LINES.render, jobs=2):
        given += 1
        most = max(most, taken - given)
    assert given == 40
    assert most <= 6


def test_a_run_that_is_left_early_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    results = read_all(articles(1000), LINES.render, jobs=2)
    next(results)
    results.close()  # type: ignore[attr-defined]


class Broken(Rendering):
    """A rendering that fails in the worker."""

    def render(self, record: object) -> str:
        raise ValueError("no")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_is_a_failure_of_its_article(jobs: int) -> None:
    outcomes = list(read_all([Article("a1", TEXT), Article("a2", TEXT)], Broken("jsonl").render, jobs))
    assert [str(o) for o in outcomes if "unexpected ValueError: no" in str(o)] == [str(o) for o in outcomes]
    assert len(outcomes) == 2


@pytest.mark.usefixtures("fake_pipeline")
def test_the_stage_is_ours_and_has_a_line() -> None:
    outcome = work.read_one(Article("a1", "نص"), Rendering("no such format").render)
    assert isinstance(outcome, str)
    failure = work.read_one(Article("a1", "عطل"), LINES.render)
    assert isinstance(failure, Failure)
    assert failure.stage.startswith("work:")
