"""What the network is given: numbers within their bounds, for any text, and tags that say what was tagged."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.analysis.clauses import Clauses
from musnad.analysis.events import find_events
from musnad.analysis.learned.coreference import REFERRING_SIZES, Referring
from musnad.analysis.learned.features import (
    AROUND,
    EDGE_SIZES,
    KINDS,
    LABELS,
    LETTERS,
    PAIR_SIZES,
    SAME_SIZES,
    TAGS,
    TYPES,
    Edges,
    Letters,
    Pairs,
    Repeats,
    Told,
    act_features,
    candidates,
    label_of,
    modes,
    tags_of,
    word_features,
)
from musnad.analysis.learned.tagging import best_tags, spans_of
from musnad.analysis.mentions import find_mentions
from musnad.analysis.scene import Scene
from musnad.analysis.speech import find_speech
from musnad.coding import plover
from musnad.knowledge import read_table
from musnad.language.tokens import read_document

TEXT = (
    "وزير الخارجية يزور عمان\nزار وزير الخارجية المصري سامح شكري عمان الثلاثاء والتقى نظيره الأردني، وقال إن القاهرة تدعم الأردن. "
    "وقتلت القوات السورية ثلاثة مدنيين في إدلب، بحسب مصدر عسكري. وندد المتحدث باسم الحكومة بالغارة.\n"
)


def scene_of(text: str) -> tuple[Scene, Clauses, Told]:
    scene = Scene.of(read_document(text), "2021-05-04")
    find_mentions(scene)
    clauses = Clauses(scene)
    speech = find_speech(scene, clauses)
    return scene, clauses, Told.of(find_events(scene, clauses), speech)


def test_types_are_those_of_the_codebook() -> None:
    assert sorted(TYPES) == sorted({row["type"] for row in read_table("plover")})
    assert all(plover.quad(type_) for type_ in TYPES)
    assert modes() == {type_: plover.modes(type_) for type_ in TYPES}


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4), st.sampled_from(LABELS)), max_size=6))
def test_tags_of_apart_spans_say_them_all(drawn: list[tuple[int, int, str]]) -> None:
    spans, at = [], 0
    for gap, size, label in drawn:
        spans.append((at + gap, at + gap + size, label))
        at += gap + size
    outer, inner = tags_of(spans, at + 1)
    assert spans_of(outer.tolist(), TAGS) == spans
    assert not inner.any()


def test_what_is_nested_stands_in_the_second_row() -> None:
    outer, inner = tags_of([(2, 3, "GPE"), (0, 3, "ORG")], 4)
    assert spans_of(outer.tolist(), TAGS) == [(0, 3, "ORG")]
    assert spans_of(inner.tolist(), TAGS) == [(2, 3, "GPE")]


@given(st.integers(1, 5), st.integers(0, 2**31))
def test_best_tags_are_the_best_of_all(size: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores, steps = chance.normal(size=(size, 3)).astype(np.float32), chance.normal(size=(3, 3)).astype(np.float32)

    def worth(tags: tuple[int, ...]) -> float:
        return float(sum(scores[i, t] for i, t in enumerate(tags)) + sum(steps[a, b] for a, b in pairwise(tags)))

    every = [tuple(int(d) for d in np.base_repr(n, 3).zfill(size)) for n in range(3**size)]
    assert worth(tuple(best_tags(scores, steps))) == pytest.approx(max(map(worth, every)), abs=1e-4)


def test_no_words_have_no_tags() -> None:
    assert best_tags(np.zeros((0, 3), np.float32), np.zeros((3, 3), np.float32)) == []


def test_a_long_word_is_read_at_both_ends() -> None:
    letters = Letters({letter: n for n, letter in enumerate("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", 1)})
    long = "استخراجاتهمالطويله"
    rows = letters.of([long, "x", ""])
    assert rows.shape == (3, LETTERS)
    assert rows[0, 0] == letters.numbers["ا"] and rows[0].all() and not rows[1:].any()


def test_a_described_actor_has_a_label_of_its_own_where_there_is_one() -> None:
    assert label_of("PERSON", named=False) == "PERSON-u"
    assert label_of("LAW", named=False) == "LAW"


@given(st.text(alphabet="قال وزير الخارجية في عمان أن قتل غارة، .«»:\n123", max_size=150) | st.just(TEXT))
def test_all_numbers_stay_below_their_sizes(text: str) -> None:
    scene, clauses, told = scene_of(text)
    said, facts = word_features(scene)
    size = len(scene.tokens)
    assert said.shape == (size, 2) and facts.shape == (size, len(TYPES) + len(KINDS) + 4)
    features = act_features(scene, told, range(size))
    assert features.shape == (size, 4)
    assert (features < (1 + len(TYPES), 1 + len(KINDS), 2, 2)).all()
    pairs, repeats = Pairs(scene, clauses, told), Repeats(scene, told)
    rows = [pairs.of(i, m) for i in range(size) for m in candidates(scene, i)]
    assert all(0 <= number < most for row in rows for number, most in zip(row, PAIR_SIZES, strict=True))
    twice = [repeats.of(i, j) for i in range(size) for j in range(i + 1, size)]
    assert all(0 <= number < most for row in twice for number, most in zip(row, SAME_SIZES, strict=True))
    edges, referring = Edges(scene, told), Referring(scene)
    for i in range(0, size, 7):
        around, rows_ = edges.around(i), edges.of(i)
        assert i in around and around[0] >= 0 and around[-1] < size and len(around) <= sum(AROUND)
        assert len(rows_) == len(around) and (rows_ >= 0).all() and (rows_ < EDGE_SIZES).all()
    referred = referring.rows(referring.pairs())
    assert (referred >= 0).all() and (referred < REFERRING_SIZES).all()


def test_the_rules_findings_are_features() -> None:
    scene, clauses, told = scene_of(TEXT)
    pairs = Pairs(scene, clauses, told)
    trigger = next(t for t in told.triggers.values() if t.sense.type == "ASSAULT")
    chosen = {id(m): pairs.of(trigger.token, m)[10:13] for m in candidates(scene, trigger.token)}
    assert all(chosen[id(m)][1] == 1 for m in trigger.recipient) and trigger.recipient
    kinds = act_features(scene, told, [trigger.token])[0]
    assert TYPES[kinds[0] - 1] == "ASSAULT" and kinds[1] > 0


def test_what_the_knowledge_settles_is_not_asked() -> None:
    scene, _, _ = scene_of("التقى الرئيس الفرنسي إيمانويل ماكرون رئيس الوزراء في برلين، وقال الرئيس إن ماكرون وفرنسا وألمانيا متفقون.")
    asked = [(a, b) for a, b, _ in Referring(scene).pairs()]
    assert asked and not any(a.names and b.names for a, b in asked)
    assert all(a.span[0] < b.span[0] for a, b in asked)
    assert ("ماكرون", "الرئيس") in {(scene.norm(a.last - 1), scene.norm(b.first)) for a, b in asked}
