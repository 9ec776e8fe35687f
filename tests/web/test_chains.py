"""The parts of a happening's page."""

from __future__ import annotations

from musnad.corroboration.disputes import Claim, Dispute, Figures
from musnad.corroboration.happenings import Happening, Report
from musnad.corroboration.origins import Origin, Telling
from musnad.web.chains import Branch, Source, story

DAY = "2022-03-04"


def telling(article: str, via: list[str], published: str = DAY, why: str = "the last link") -> Telling:
    return Telling(article, f"outlet of {article}", published, "v1", (3, 9), "q1", "asserts", "occurred", via, why)


def happening(origins: list[Origin], disputes: list[Dispute] | None = None, figures: list[Figures] | None = None) -> Happening:
    report = Report("a", "v1", "outlet of a", DAY, (3, 9), "occurred", "", None, "the fullest report")
    return Happening("0123456789", "ASSAULT", "", "occurred", DAY, DAY, [], [], [], [report], ["outlet of a"], origins, disputes or [], figures or [])


SOURCES = {"a": Source(7, "doc-a", "A"), "b": Source(8, "doc-b", "B")}


def names(branch: Branch) -> list[object]:
    return [branch.name, [names(child) for child in branch.branches], [leaf.sentence.article for leaf in branch.leaves]]


def test_chains_that_pass_one_relay_share_its_branch() -> None:
    origin = Origin("k", "the army", "office", tellings=[telling("a", ["a paper", "Reuters"]), telling("b", ["Reuters"]), telling("c", [])])
    root = story(happening([origin]), SOURCES).roots[0]
    assert names(root.chains) == ["the army", [["Reuters", [["a paper", [], [7]]], [8]]], [None]]


def test_several_tellings_of_an_article_are_one_leaf() -> None:
    again = Telling("a", "outlet of a", DAY, "v2", (30, 40), "q1", "asserts", "occurred", ["x"], "")
    root = story(happening([Origin("k", "x", "office", tellings=[telling("a", ["x"]), again])]), SOURCES).roots[0]
    assert [(leaf.sentence.span, leaf.others) for leaf in root.chains.leaves] == [((3, 9), [(30, 40)])]


def test_a_leaf_leads_to_its_sentence() -> None:
    leaf = story(happening([Origin("k", "x", "office", tellings=[telling("a", [])])]), SOURCES).roots[0].chains.leaves[0]
    assert (leaf.sentence.article, leaf.sentence.title, leaf.sentence.span) == (7, "A", (3, 9))


def test_an_unknown_article_has_no_link_but_its_outlet() -> None:
    leaf = story(happening([Origin("k", "x", "office", tellings=[telling("gone", [])])]), SOURCES).roots[0].chains.leaves[0]
    assert (leaf.sentence.article, leaf.sentence.outlet) == (None, "outlet of gone")


def test_reasons_are_told_once_and_name_articles_by_title() -> None:
    origin = Origin(
        "k", "x", "outlet", aliases=["x", "y"], tellings=[telling("a", [], why="one voice with b: copied"), telling("b", [], why="one voice with b: copied")]
    )
    root = story(happening([origin]), SOURCES).roots[0]
    assert root.reasons == ["one voice with “B”: copied"]
    assert root.aliases == ["y"]


def test_history_has_first_tellings_changed_figures_and_disputes_in_order() -> None:
    origins = [Origin("k", "army", "office", tellings=[telling("a", [], "2022-03-04"), telling("b", [], "2022-03-05")])]
    claims = [
        Claim(3, "exact", "army", "a", "outlet of a", "2022-03-04", "v1"),
        Claim(3, "exact", "doctors", "b", "outlet of b", "2022-03-05", "v1"),
        Claim(7, "at least", "army", "b", "outlet of b", "2022-03-06", "v1"),
    ]
    dispute = Dispute("denies", "ministry", "b", "outlet of b", "2022-03-05", "v2", (20, 30), "ministry denies it")
    steps = story(happening(origins, [dispute], [Figures("killed", claims, [], True)]), SOURCES).steps
    assert [(s.when[-2:], s.kind, s.origin, s.before, s.value) for s in steps] == [
        ("04", "told", "army", None, None),
        ("04", "figure", "army", None, 3),
        ("05", "denies", "ministry", None, None),
        ("06", "figure", "army", 3, 7),
    ]
    assert steps[2].sentence.span == (20, 30)
