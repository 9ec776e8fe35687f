"""The network, its training and its files: what is trained is what is shipped, the same each time. Skipped without torch."""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from examples import Example, Links

torch = pytest.importorskip("torch", reason="needs the extra train")

import network as networks  # noqa: E402
import shipping  # noqa: E402
import train  # noqa: E402
from swapping import Swapper  # noqa: E402
from words import Words  # noqa: E402

from musnad.analysis.learned.coreference import REFERRING_SIZES  # noqa: E402
from musnad.analysis.learned.features import EDGE_SIZES, PAIR_SIZES, SAME_SIZES, STATUSES, TAGS, TYPES, modes  # noqa: E402
from musnad.analysis.learned.network import THRESHOLDS, Network  # noqa: E402
from musnad.analysis.learned.tagging import best_tags  # noqa: E402

Make = Callable[[str], Example]
TINY = functools.partial(networks.Shape, vector=8, letter=4, filters=4, below=6, above=5)


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """A folder of six words."""
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "words.txt").write_text("زار\nعمان\nفرنسا\nالقصف\nقالت\nفي\n", encoding="utf-8")
    np.save(folder / "vectors.npy", np.random.default_rng(0).integers(-60, 60, (8, 8)).astype(np.int8))
    (folder / "facts.json").write_text(json.dumps({"scale": 0.01, "letters": "ابتدزسعفقلمنوي"}), encoding="utf-8")
    return folder


@pytest.fixture
def articles(made: Make) -> list[Example]:
    """Three marked articles."""
    return [made(name) for name in ("visit", "raid", "aid")]


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small layers, that one core trains at once."""
    monkeypatch.setattr(train, "Shape", TINY)


def net(seed: int = 0, **given: bool) -> networks.Analyser:
    torch.manual_seed(seed)
    return networks.Analyser(TINY(14), **given).eval()


# The network


def test_the_partition_is_that_over_all_rows_of_tags() -> None:
    torch.manual_seed(0)
    scores, steps = torch.randn(2, 4, 3), torch.randn(3, 3)
    tags, sizes = torch.tensor([[0, 2, 1, 1], [2, 0, 0, 0]]), (4, 2)
    mask = torch.arange(4)[None] < torch.tensor(sizes)[:, None]

    def worth(row: int, way: tuple[int, ...]) -> torch.Tensor:
        return sum(scores[row, t, tag] for t, tag in enumerate(way)) + sum(steps[a, b] for a, b in itertools.pairwise(way))

    wanted = 0.0
    for row, size in enumerate(sizes):
        every = torch.stack([worth(row, way) for way in itertools.product(range(3), repeat=size)])
        wanted += float(torch.logsumexp(every, 0) - worth(row, tuple(tags[row, :size].tolist())))
    assert float(networks.partition(scores, steps, tags, mask)) == pytest.approx(wanted / 6, abs=1e-5)


def test_the_likeliest_tags_have_the_least_loss() -> None:
    torch.manual_seed(1)
    scores, steps = torch.randn(1, 5, 3), torch.randn(3, 3)
    best = torch.tensor([best_tags(scores[0].numpy(), steps.numpy())])
    mask = torch.ones(1, 5, dtype=torch.bool)
    every = [float(networks.partition(scores, steps, torch.tensor([way]), mask)) for way in itertools.product(range(3), repeat=5)]
    assert float(networks.partition(scores, steps, best, mask)) == pytest.approx(min(every), abs=1e-5)


def test_a_network_without_rules_does_not_see_them(articles: list[Example], words: Path) -> None:
    given = train.batch(articles, Words.load(words)).inputs
    hidden = (given[0], given[1], torch.zeros_like(given[2]), torch.zeros_like(given[3]))
    features = torch.from_numpy(articles[0].acts)
    for rules in (True, False):
        network = net(rules=rules)
        with torch.no_grad():
            states = network.encode(*given)
            same = torch.equal(states, network.encode(*hidden))
            alike = torch.equal(network.acts(states[0, : len(features)], features)[0], network.acts(states[0, : len(features)], features * 0)[0])
        assert (same, alike) == (not rules, not rules)


# Its training


def test_articles_come_back_from_rows(articles: list[Example], words: Path) -> None:
    given = train.batch(articles, Words.load(words))
    assert given.inputs[0].shape[1] == train.ROW and int(given.mask.sum()) == sum(len(a.words) for a in articles)
    for article, seen, facts in zip(articles, given.articles(given.inputs[2]), given.articles(given.inputs[3]), strict=True):
        assert np.array_equal(seen.numpy(), article.said) and np.array_equal(facts.numpy(), article.facts)
    assert not given.inputs[3].flatten(0, 1)[sum(given.sizes) :].any()


def links_of(link: Links) -> list[tuple[int, int, int]]:
    return list(zip(link.at[link.owner].tolist(), link.first.tolist(), link.last.tolist(), strict=True))


def stretch(at: int, first: int, last: int) -> tuple[int, int] | None:
    """The words between a word and a mention, None where there are none."""
    low, high = (at + 1, first) if first > at else (last, at)
    return (low, high) if high > low else None


def test_the_best_mention_of_an_entity_speaks_for_it(articles: list[Example]) -> None:
    network, links = net(), [a.roles for a in articles]
    with torch.no_grad():
        states = [torch.randn(len(a.words), 10) for a in articles]
        scores, right = train.link_scores(network, states, links, roles=True)
        row = 0
        for state, link in zip(states, links, strict=True):
            mentions = (state[link.first] + state[link.last - 1]) / 2
            kinds = torch.from_numpy(link.kind[link.owner])
            between = torch.stack([state[slice(*stretch(*row))].mean(0) if stretch(*row) else torch.zeros(10) for row in links_of(link)])
            each = network.role(network.pairs(state[link.at[link.owner]], mentions, between, kinds, torch.from_numpy(link.features)))
            for key in sorted(set(zip(link.owner.tolist(), link.entity.tolist(), strict=True))):
                among = [n for n, pair in enumerate(zip(link.owner.tolist(), link.entity.tolist(), strict=True)) if pair == key]
                assert torch.allclose(scores[row], each[among].max(0)[0], atol=1e-5)
                assert right[row].tolist() == link.right[among].max(0).tolist()
                row += 1
    assert row == len(scores)


def test_all_that_is_used_is_trained(articles: list[Example], words: Path) -> None:
    network = net().train()
    wrong = train.losses(network, articles, train.batch(articles, Words.load(words)))
    assert set(wrong) >= set(train.WEIGHTS) and len(wrong) == 12, "each head has something to learn here"
    torch.stack(list(wrong.values())).sum().backward()
    still = {name.partition(".")[0] for name, p in network.named_parameters() if p.grad is None or not p.grad.any()}
    assert not still


def test_the_same_seed_gives_the_same_weights(articles: list[Example], words: Path) -> None:
    known = Words.load(words)
    first, again, other = (train.train(articles, known, None, 2, seed=seed).state_dict() for seed in (1, 1, 2))
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not torch.equal(first["reader.filters.weight"], other["reader.filters.weight"])


def test_networks_that_answer_together_differ(articles: list[Example], words: Path) -> None:
    made = train.together(articles, Words.load(words), None, 1, 3, rules=False)
    assert len({float(network.act[0].weight[0, 0].detach()) for network in made}) == 3
    assert not any(network.rules for network in made)


def test_it_learns_what_it_is_shown(articles: list[Example], words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "WARM", 3)
    monkeypatch.setattr(train, "RATE", 2e-2)
    known = Words.load(words)

    def wrong(network: networks.Analyser) -> dict[str, float]:
        with torch.no_grad():
            return {name: float(value) for name, value in train.losses(network.eval(), articles, train.batch(articles, known)).items()}

    before, after = wrong(net()), wrong(train.train(articles, known, None, 40))
    assert all(after[name] < 0.8 * before[name] for name in ("outer", "act", "status", "mode", "cue", "edges", "roles", "one")), (before, after)


def test_every_article_is_in_one_step_of_an_epoch(articles: list[Example], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "STEP", len(articles[0].words) + len(articles[2].words))
    steps = train.steps_of(articles * 2, random.Random(0))
    assert sorted(a.name for some in steps for a in some) == sorted(a.name for a in articles * 2)
    assert len(steps) > 1 and all(len(some) == 1 or sum(len(a.words) for a in some) <= train.STEP for some in steps)


def test_other_names_are_read_in_training(articles: list[Example], words: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Words.load(words)
    plain = train.batch(articles, known).inputs[1]
    monkeypatch.setattr(train, "SWAPPED", 1.0)
    assert not torch.equal(train.batch(articles, known, Swapper(articles, random.Random(1))).inputs[1], plain)


def test_it_begins_with_the_reader_that_is_given(articles: list[Example], words: Path, tmp_path: Path) -> None:
    torch.save(net(9).reader.state_dict(), tmp_path / "reader.pt")
    network = train.train(articles, Words.load(words), tmp_path / "reader.pt", 0)
    assert torch.equal(network.reader.filters.weight, net(9).reader.filters.weight)


def test_a_reader_of_other_words_is_told(words: Path, tmp_path: Path) -> None:
    torch.save(networks.Reader(TINY(5)).state_dict(), tmp_path / "reader.pt")
    for content in (None, b"nothing"):
        if content is not None:
            (tmp_path / "reader.pt").write_bytes(content)
        with pytest.raises(SystemExit, match=r"reader\.pt: no reader of these words .*; make one with: python training/forecast\.py"):
            train.train([], Words.load(words), tmp_path / "reader.pt", 0)


def test_what_is_missing_is_told_before_it_begins(words: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        train.main([str(words), str(tmp_path / "out"), "--reader", str(tmp_path / "none.pt")])
    assert "none.pt is missing; make it with: python training/forecast.py" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="no words here"):
        train.main([str(tmp_path / "none"), str(tmp_path / "out")])
    assert not (tmp_path / "out").exists()


# What is shipped


@pytest.fixture(params=[1, 2], ids=["one", "two"])
def shipped(request: pytest.FixtureRequest, words: Path, tmp_path: Path) -> tuple[list[networks.Analyser], Path]:
    """One network as it is shipped, or two that answer together, of which one does not see the rules."""
    made = [net(3 + n, rules=not n) for n in range(request.param)]
    with torch.no_grad():
        for network in made:
            network.steps.normal_()
    shipping.ship(made, Words.load(words).facts, words, tmp_path / "out", eight_bits=False)
    return made, tmp_path / "out"


def answers(network: networks.Analyser, article: Example, known: Words) -> dict[str, torch.Tensor]:
    """What one network says of an article."""
    vectors, letters = known.of(article.words)
    states = network.encode(*(torch.from_numpy(x)[None] for x in (vectors, letters, article.said, article.facts)))[0]
    assert states.abs().max() > 0.01
    types, cues, statuses, told = network.acts(states, torch.from_numpy(article.acts))
    links, same, one, reported = article.roles, article.same, article.one, article.reported
    at, mentions = states[links.at[links.owner]], (states[links.first] + states[links.last - 1]) / 2
    pairs = network.pairs(at, mentions, train.middle(states, links), torch.from_numpy(links.kind[links.owner]), torch.from_numpy(links.features))
    twice = network.repeats(states[same.earlier], states[same.later], torch.from_numpy(same.kind), torch.from_numpy(same.features))
    refers = network.refers(states[one.earlier].mean(1), states[one.later].mean(1), torch.from_numpy(one.features))
    around = [low + n for low, size in zip(reported.low, reported.sizes, strict=True) for n in range(size)]
    return {
        "states": states,
        "outer": network.outer(states),
        "inner": network.inner(states),
        "skip": network.skip(states),
        "types": types.softmax(-1),
        "cues": cues.softmax(-1)[:, 1],
        "statuses": statuses.softmax(-1),
        "modes": told.softmax(-1),
        "roles": network.role(pairs).sigmoid(),
        "voices": network.speaker(pairs).sigmoid(),
        "same": twice.sigmoid(),
        "one": refers.sigmoid(),
        "edges": network.edges(states[reported.at.repeat(reported.sizes)], states[around], torch.from_numpy(reported.features)),
    }


def test_what_is_shipped_answers_what_was_trained(shipped: tuple[list[networks.Analyser], Path], words: Path, articles: list[Example]) -> None:
    made, folder = shipped
    loaded, known = Network(folder), Words.load(words)
    assert np.allclose(loaded.steps, torch.stack([n.steps.detach() for n in made]).mean(0).numpy(), atol=1e-4)
    for article in articles:
        seen = loaded.read(article.words, article.said, article.facts)
        with torch.no_grad():
            each = [answers(network, article, known) for network in made]
        wanted = {name: torch.stack([answer[name] for answer in each]).mean(0) for name in each[0]} | {"states": torch.cat([a["states"] for a in each], -1)}
        judged, links, same, one = loaded.acts(seen.states, article.acts), article.roles, article.same, article.one
        found = {"states": seen.states, "outer": seen.outer, "inner": seen.inner, "skip": seen.skip}
        found |= {"types": judged.types, "cues": judged.cues, "statuses": judged.statuses, "modes": judged.modes}
        at, mentions = seen.states[links.at[links.owner]], (seen.states[links.first] + seen.states[links.last - 1]) / 2
        between = train.middle(torch.from_numpy(seen.states), links).numpy()
        found["roles"], found["voices"] = loaded.pairs(at, mentions, between, links.kind[links.owner], links.features)
        found["same"] = loaded.repeats(seen.states[same.earlier], seen.states[same.later], same.kind, same.features) if len(same.right) else np.zeros(0)
        sides = (seen.states[side].mean(1) for side in (one.earlier, one.later))
        found["one"] = loaded.refers(*sides, one.features) if len(one.right) else np.zeros(0)
        reported = article.reported
        around = [low + n for low, size in zip(reported.low, reported.sizes, strict=True) for n in range(size)]
        found["edges"] = loaded.edges(seen.states[reported.at.repeat(reported.sizes)], seen.states[around], reported.features)
        for name, answer in wanted.items():
            assert np.allclose(found[name], answer.numpy(), atol=1e-4), name


def test_the_shapes_are_those_that_are_promised(shipped: tuple[list[networks.Analyser], Path], articles: list[Example]) -> None:
    loaded, article, wide = Network(shipped[1]), articles[0], 10 * len(shipped[0])
    seen = loaded.read(article.words, article.said, article.facts)
    size = len(article.words)
    assert [x.shape for x in (seen.states, seen.outer, seen.inner, seen.skip)] == [(size, wide), (size, len(TAGS)), (size, len(TAGS)), (size, 4)]
    count = len({mode for names in modes().values() for mode in names})
    for n in (1, 5):
        state = np.zeros((n, wide), np.float32)
        judged = loaded.acts(state, np.zeros((n, 4), np.int64))
        roles, voices = loaded.pairs(state, state, state, np.zeros(n, np.int64), np.zeros((n, len(PAIR_SIZES)), np.int64))
        same = loaded.repeats(state, state, np.zeros(n, np.int64), np.zeros((n, len(SAME_SIZES)), np.int64))
        one = loaded.refers(state, state, np.zeros((n, len(REFERRING_SIZES)), np.int64))
        edges = loaded.edges(state, state, np.zeros((n, len(EDGE_SIZES)), np.int64))
        shapes = [x.shape for x in (judged.types, judged.cues, judged.statuses, judged.modes, roles, voices, same, one, edges)]
        assert shapes == [(n, 1 + len(TYPES)), (n,), (n, len(STATUSES)), (n, 1 + count), (n, 3), (n, 2), (n,), (n,), (n, 2)]
        assert np.allclose(judged.types.sum(1), 1, atol=1e-5) and np.allclose(judged.modes.sum(1), 1, atol=1e-5)


def test_the_list_names_all_files_with_their_hashes(shipped: tuple[list[networks.Analyser], Path], words: Path) -> None:
    _, folder = shipped
    listed = json.loads((folder / "model.json").read_bytes())
    assert set(listed["files"]) == {path.name for path in folder.iterdir()} - {"model.json"}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in listed["files"].items())
    assert (folder / "words.txt").read_bytes() == (words / "words.txt").read_bytes()
    assert tuple(listed["thresholds"]) == THRESHOLDS, "those that are asked for when it is loaded"


def test_eight_bits_are_smaller_and_near(shipped: tuple[list[networks.Analyser], Path], words: Path, tmp_path: Path, articles: list[Example]) -> None:
    made, whole = shipped
    shipping.ship(made, Words.load(words).facts, words, tmp_path / "small")
    article = articles[1]
    one, other = (Network(folder).read(article.words, article.said, article.facts) for folder in (whole, tmp_path / "small"))
    assert not np.array_equal(one.states, other.states) and np.abs(one.states - other.states).max() < 0.05


def test_a_network_can_be_shipped_where_its_words_are(words: Path) -> None:
    shipping.ship([net()], Words.load(words).facts, words, words, eight_bits=False)
    assert Network(words).name and Words.load(words).facts["scale"] == 0.01


def test_one_command_trains_and_ships(words: Path, tmp_path: Path, articles: list[Example], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "corpus", lambda *, own_only: ([] if own_only else articles[:2], articles[2:]))
    assert train.main([str(words), str(tmp_path / "out"), "--epochs", "1", "--networks", "2"]) == 0
    assert Network(tmp_path / "out").thresholds == shipping.THRESHOLDS
