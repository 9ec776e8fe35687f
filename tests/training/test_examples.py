"""An example says of an article what its marks say: spans, triggers, roles, speakers and repeats come back."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from examples import UNKNOWN, Example, Links, examples, mode_numbers

from musnad.analysis.learned.coreference import REFERRING_SIZES
from musnad.analysis.learned.features import EDGE_SIZES, PAIR_SIZES, SAME_SIZES, STATUSES, TAGS, TYPES
from musnad.analysis.learned.tagging import spans_of
from musnad.evaluation.parts import Parts
from musnad.language.tokens import Token, read_document

Made = tuple[Example, Parts, str, list[Token]]
Make, Marked = Callable[[str], Example], Callable[[str], tuple[dict[str, Any], Parts]]


def all_about(name: str, made: Make, marked: Marked) -> Made:
    article, gold = marked(name)
    return made(name), gold, article["text"], read_document(article["text"]).tokens


@pytest.fixture(params=["visit", "raid", "aid"])
def any_article(request: pytest.FixtureRequest, made: Make, marked: Marked) -> Made:
    return all_about(request.param, made, marked)


@pytest.fixture
def visit(made: Make, marked: Marked) -> Made:
    return all_about("visit", made, marked)


@pytest.fixture
def raid(made: Make, marked: Marked) -> Made:
    return all_about("raid", made, marked)


def words_at(link: Links, tokens: list[Token]) -> list[str]:
    return [tokens[i].norm for i in link.at]


def answers(link: Links, tokens: list[Token], roles: tuple[str, ...]) -> set[tuple[str, str, str]]:
    """(word, role, first word of a mention that has it)."""
    return {
        (tokens[link.at[owner]].norm, roles[role], tokens[first].norm)
        for owner, first, right in zip(link.owner, link.first, link.right, strict=True)
        for role in np.flatnonzero(right)
    }


def test_tags_come_back_to_the_marks(any_article: Made) -> None:
    found, gold, text, tokens = any_article
    skips = dict(found.skips)
    told = {
        (text[tokens[first].start + (skips[first] if row == 0 else 0) : tokens[last - 1].end], label.removesuffix("-u"))
        for row in (0, 1)
        for first, last, label in spans_of(found.tags[:, row].tolist(), TAGS)
    }
    assert told == {(text[slice(*span)], entity.type) for entity in gold.entities for span in entity.mentions}


def test_a_mark_inside_another_is_in_the_second_row(visit: Made) -> None:
    found, _, _, tokens = visit
    (inner,) = spans_of(found.tags[:, 1].tolist(), TAGS)
    assert (tokens[inner[0]].norm, inner[2]) == ("المصري", "GPE")
    assert ("PERSON-u", "وزير") in {(label, tokens[first].norm) for first, _, label in spans_of(found.tags[:, 0].tolist(), TAGS)}


def test_triggers_and_cues_are_where_they_are_marked(any_article: Made) -> None:
    found, gold, text, tokens = any_article
    assert len(found.events) == len(found.cues) == len(tokens) == len(found.words)
    for event in gold.events:
        for start, _ in event.spans:
            (at,) = [t.index for t in tokens if t.start <= start < t.end]
            assert TYPES[found.events[at] - 1] == event.type
    assert (found.events > 0).sum() == sum(len(event.spans) for event in gold.events)
    cues = {text[slice(*span)] for statement in gold.statements for span in statement.cue}
    assert {text[t.start : t.end].removeprefix("و") for t, cue in zip(tokens, found.cues, strict=True) if cue} == cues


def test_what_is_not_to_be_scored_is_told(visit: Made) -> None:
    found, _, text, tokens = visit
    unscored = [t for t, scored in zip(tokens, found.scored, strict=True) if not scored]
    assert text[unscored[0].start : unscored[-1].end] == "وفي ليبيا قتل جنديان في سبها."
    assert found.events[[t.index for t in unscored]].sum() == 0


def test_roles_are_those_of_the_rows(visit: Made) -> None:
    found, _, _, tokens = visit
    assert words_at(found.roles, tokens) == ["زار", "التقي", "الزياره"]
    assert [TYPES[kind - 1] for kind in found.roles.kind] == ["CONSULT"] * 3
    right = answers(found.roles, tokens, ("actor", "recipient", "place"))
    assert {("زار", "actor", "وزير"), ("زار", "place", "عمان"), ("التقي", "recipient", "للجنه"), ("الزياره", "actor", "وزير")} <= right
    assert not {r for r in right if r[:2] in {("زار", "recipient"), ("التقي", "place")}}


def test_speakers_and_relays_are_those_of_the_rows(visit: Made) -> None:
    found, _, _, tokens = visit
    assert answers(found.speakers, tokens, ("speaker", "relay")) == {("وقالت", "speaker", "مسؤول"), ("وقالت", "relay", "رويترز")}


def test_mentions_of_one_entity_have_one_number(any_article: Made) -> None:
    found, gold, text, tokens = any_article
    meant = {text[slice(*span)]: entity.id for entity in gold.entities for span in entity.mentions}
    for owner in set(found.roles.owner):
        rows = [n for n, o in enumerate(found.roles.owner) if o == owner]
        numbers: dict[int, set[str]] = {}
        for n in rows:
            first, last = tokens[found.roles.first[n]], tokens[found.roles.last[n] - 1]
            known = next((e for words, e in meant.items() if text[first.start : last.end].endswith(words)), None)
            if known:
                numbers.setdefault(int(found.roles.entity[n]), set()).add(known)
        assert numbers and all(len(entities) == 1 for entities in numbers.values())
        assert len({e for (e,) in numbers.values()}) == len(numbers)


def test_later_reports_are_the_same_happening(raid: Made) -> None:
    found, _, _, tokens = raid
    told = {(tokens[a].norm, tokens[b].norm): bool(right) for a, b, right in zip(found.same.earlier, found.same.later, found.same.right, strict=True)}
    assert told == {("قصفت", "بالقصف"): True, ("قصفت", "القصف"): True, ("بالقصف", "القصف"): True}
    assert {TYPES[kind - 1] for kind in found.same.kind} == {"ASSAULT"}


def test_acts_of_one_type_that_are_not_one_happening_are_told_apart(visit: Made) -> None:
    found, _, _, tokens = visit
    told = {(tokens[a].norm, tokens[b].norm): bool(right) for a, b, right in zip(found.same.earlier, found.same.later, found.same.right, strict=True)}
    assert told == {("زار", "التقي"): False, ("زار", "الزياره"): True, ("التقي", "الزياره"): False}


def test_statuses_and_modes_of_acts_are_those_of_the_rows(any_article: Made) -> None:
    found, gold, _, tokens = any_article
    numbers = mode_numbers()
    for event in gold.events:
        (at,) = [t.index for t in tokens if t.start <= event.spans[0][0] < t.end]
        assert STATUSES[found.statuses[at]] == event.status
        assert found.modes[at] == numbers.get(event.mode, UNKNOWN), "praise is no mode of the codebook, and nothing is learnt from it"
    assert ((found.statuses != UNKNOWN) == (found.events > 0)).all() and (found.modes[found.events == 0] == UNKNOWN).all()


def test_the_words_reported_begin_and_end_where_they_are_marked(any_article: Made) -> None:
    found, gold, text, tokens = any_article
    told = []
    for at, low, first, last in zip(found.reported.at, found.reported.low, found.reported.first, found.reported.last, strict=True):
        told.append((text[tokens[at].start : tokens[at].end].removeprefix("و"), text[tokens[low + first].start : tokens[low + last].end]))
    assert told == [(text[slice(*s.cue[0])], text[slice(*s.span)]) for s in gold.statements]
    assert len(found.reported.features) == sum(found.reported.sizes) and (found.reported.features < EDGE_SIZES).all()


def test_mentions_of_one_entity_are_told_from_those_of_two(visit: Made) -> None:
    found, _, _, tokens = visit
    one = {
        (tokens[a[0]].norm, tokens[b[0]].norm): bool(right) for a, b, right in zip(found.one.earlier, found.one.later, found.one.right, strict=True)
    }
    assert one["وزير", "الوزير"] and not one["وزير", "مسؤول"] and not any(right for pair, right in one.items() if "مسؤول" in pair)
    assert (found.one.features < REFERRING_SIZES).all() and not one.get(("عمان", "للعراق"), False)


def test_numbers_stay_below_their_sizes(any_article: Made) -> None:
    found = any_article[0]
    assert (found.roles.features < PAIR_SIZES).all() and (found.speakers.features < PAIR_SIZES).all()
    assert (found.same.features < SAME_SIZES).all()
    assert all(a <= b for a, b in pairwise(found.roles.owner.tolist()))


def test_clitics_and_forms_of_names_are_told(visit: Made) -> None:
    found, _, _, tokens = visit
    at = {tokens[first].norm: (skip, found.forms[first]) for first, skip in found.skips}
    assert at["للعراق"] == (1, ("m", None)) and at["عمان"][0] == 0 and at["عمان"][1][0] != "m"


def test_a_folder_of_records_is_read(tmp_path: Path, marked: Marked) -> None:
    rows = [marked(name)[0] for name in ("raid", "aid")]
    without = {"id": "none", "text": "خبر بلا علامات", "title": None, "published": None}
    (tmp_path / "articles.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in [*rows, without]), encoding="utf-8")
    assert [found.name for found in examples(tmp_path)] == ["raid", "aid"]
