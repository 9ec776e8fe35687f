"""The outcome is the same whatever came first, and taking out undoes adding."""
from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.corroboration import memory as memories
from musnad.corroboration.grouping import add, remove, settle
from musnad.corroboration.memory import InMemory, members_of
from musnad.corroboration.parties import Party, Place
from musnad.corroboration.signature import Signature, Voice

PARTIES = [Party(k, k, "GPE", True, k, k) for k in ("IRN", "MAR", "YEM")]
PLACES = [Place("places:Taiz:YEM", "تعز", "YEM", False, 13.6, 44.0, 5.0), Place("places:Marib:YEM", "مأرب", "YEM", False, 15.5, 45.3, 5.0)]
WORDS = "قصف مدني حي ليل قذيف سوق مستشفي جنود".split()


def made(n: int, rng: random.Random) -> Signature:
    day = f"2022-05-{rng.randint(10, 13)}"
    words = frozenset(rng.sample(WORDS, 5))
    return Signature(
        article=f"a{n // 2}", event=f"v{n % 2}", outlet="", published=day, type=rng.choice(("ASSAULT", "COERCE")), mode="", status="occurred", trigger="قصف",
        actors=rng.sample(PARTIES, rng.randint(0, 2)), recipients=rng.sample(PARTIES, rng.randint(0, 1)), places=rng.sample(PLACES, rng.randint(0, 1)),
        start=day, end=day, dated=rng.random() < 0.5, words=words, rare=frozenset(), names=frozenset(), numbers=[], figures=[],
        voices=[Voice(f"v{n % 2}", (0, 1), "", "", "occurred", [])], lead=words if rng.random() < 0.5 else frozenset())


def corpus(seed: int, size: int = 60) -> list[list[Signature]]:
    rng = random.Random(seed)
    every = [made(n, rng) for n in range(size)]
    return [every[n : n + 2] for n in range(0, size, 2)]


def state(memory: InMemory) -> tuple[Any, Any]:
    return memory.joins, memory.leading


def grouped(articles: list[list[Signature]]) -> InMemory:
    memory = InMemory()
    for signatures in articles:
        add(memory, signatures)
    return memory


@given(st.integers(0, 10_000))
def test_order_of_adding_does_not_matter(seed: int) -> None:
    articles = corpus(seed)
    shuffled = random.Random(seed + 1).sample(articles, len(articles))
    assert state(grouped(articles)) == state(grouped(shuffled))


@given(st.integers(0, 10_000))
def test_taking_out_leaves_what_would_be_there_without(seed: int) -> None:
    articles = corpus(seed)
    memory = grouped(articles)
    for gone in articles[::3]:
        remove(memory, gone[0].article)
    assert state(memory) == state(grouped([a for n, a in enumerate(articles) if n % 3]))


@pytest.mark.parametrize("most", [2, 5, 9])
def test_blocks_that_are_too_common_are_dropped_in_any_order(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    free = grouped(corpus(7))
    monkeypatch.setattr(memories, "MOST", most)
    articles = corpus(7)
    bound = grouped(articles)
    assert state(bound) == state(grouped(articles[::-1]))
    assert len(bound.joins) < len(free.joins)


def test_some_reports_join_and_members_are_those_of_their_leader() -> None:
    memory = grouped(corpus(3))
    assert memory.joins
    everyone = [key for leader in memory.leaders() for key in members_of(memory, leader)]
    assert sorted(everyone) == sorted(memory.signatures)
    assert all(memory.leads(join.leader) for join in memory.joins.values())


def test_adding_tells_whose_happening_changed() -> None:
    articles = corpus(3)
    memory = InMemory()
    for signatures in articles:
        before = {leader: members_of(memory, leader) for leader in memory.leaders()}
        changed = add(memory, signatures)
        after = {leader: members_of(memory, leader) for leader in memory.leaders()}
        assert {leader for leader, members in after.items() if before.get(leader) != members} <= changed
        assert changed <= set(after)


def test_settling_again_changes_nothing() -> None:
    memory = grouped(corpus(5))
    before = dict(memory.joins)
    settle(memory, sorted(memory.signatures))
    assert memory.joins == before
