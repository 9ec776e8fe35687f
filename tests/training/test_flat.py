"""The head of flat names: spans of tags, texts that are held back, and what is shipped beside the network. Skipped without torch."""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the extra train")

import flat  # noqa: E402
import network as networks  # noqa: E402
import shipping  # noqa: E402
from words import Words  # noqa: E402

from musnad.analysis.learned.features import FLAT, TAGS  # noqa: E402
from musnad.analysis.learned.network import NAMES, FlatName, Network  # noqa: E402
from musnad.analysis.learned.tagging import best_tags, spans_of  # noqa: E402
from musnad.errors import ModelError  # noqa: E402

SHAPE = networks.Shape(7, 8, 4, 4, 6, 5)
LINES = "زار O\nسالم B-PERS\nالحوراني I-PERS\nعمان B-LOC\n\nقالت O\nشركة B-ORG\nالنخيل I-ORG\nإن O\nالموسم B-MISC\nجيد O\n\n"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A tiny network with random weights."""
    words = tmp_path / "words"
    words.mkdir()
    (words / "words.txt").write_text("زار\nعمان\n", encoding="utf-8")
    np.save(words / "vectors.npy", np.random.default_rng(0).integers(-60, 60, (4, 8)).astype(np.int8))
    (words / "facts.json").write_text(json.dumps({"scale": 0.01, "letters": "ابرزعمن"}), encoding="utf-8")
    torch.manual_seed(0)
    shipping.ship([networks.Analyser(SHAPE)], Words.load(words).facts, words, tmp_path / "model", eight_bits=False)
    return tmp_path / "model"


@pytest.fixture(autouse=True)
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flat, "Shape", {SHAPE.alphabet: SHAPE}.__getitem__)
    monkeypatch.setattr(flat, "FlatNames", functools.partial(networks.FlatNames, size=8))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two sentences ten times."""
    (tmp_path / "corpus.txt").write_text(LINES * 10, encoding="utf-8")
    return tmp_path / "corpus.txt"


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O B-PERS I-PERS O", {(1, 3, "PERSON")}),
        ("B-LOC B-LOC", {(0, 1, "LOC"), (1, 2, "LOC")}),
        ("B-PERS I-ORG", {(0, 1, "PERSON"), (1, 2, "ORG")}),
        ("I-ORG I-ORG", {(0, 2, "ORG")}),
        ("B-MISC I-MISC O", set()),
    ],
)
def test_spans_of_tags(tags: str, spans: set[tuple[int, int, str]]) -> None:
    assert flat.marked(tags.split()) == spans


def test_tags_stand_at_the_words_they_mark(model: Path, corpus: Path) -> None:
    network, given = Network(model), flat.sentences(corpus)
    assert len(given) == 20 and given[0][1] == ("سالم", "B-PERS")
    found = list(flat.texts(network, given[:4]))
    (text,) = found
    assert all(len(column) == len(text.tags) for column in (text.folded, *text.given)) and len(text.words) == 4
    spans = spans_of(text.tags.tolist(), FLAT)
    wanted = {(words[first], words[last - 1] + 1, label) for words, marked in zip(text.words, text.marked, strict=True) for first, last, label in marked}
    assert set(spans) == wanted and [label for *_, label in spans] == ["PERSON", "LOC", "ORG"] * 2


def test_the_last_tenth_is_never_trained_on(model: Path, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[flat.Sentence]] = []
    texts = flat.texts
    monkeypatch.setattr(flat, "texts", lambda network, some: seen.append(list(some)) or texts(network, some))
    assert flat.main([str(model), str(corpus), "--epochs", "1", "--json", str(tmp_path / "figures.json")]) == 0
    trained, held = seen
    assert [*trained, *held] == flat.sentences(corpus) and len(held) == 2
    assert set(json.loads((tmp_path / "figures.json").read_bytes())) == {"all", "PERSON", "LOC", "ORG"}


def test_a_head_that_says_what_is_marked_has_all_right(model: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(model)
    found = list(flat.texts(network, flat.sentences(corpus)))
    told = iter([FlatName(*span, 1.0) for span in spans_of(text.tags.tolist(), FLAT)] for text in found)
    monkeypatch.setattr(network, "flat_names", lambda words, said, states: next(told))
    assert flat.scored(network, found) == {"all": 1.0, "PERSON": 1.0, "LOC": 1.0, "ORG": 1.0}
    monkeypatch.setattr(network, "flat_names", lambda words, said, states: [FlatName(0, 1, "LOC", 1.0)])
    assert flat.scored(network, found)["all"] == 0.0


def test_the_same_seed_gives_the_same_head(model: Path, corpus: Path) -> None:
    found = list(flat.texts(Network(model), flat.sentences(corpus)))
    first, again = (flat.train(found, SHAPE.alphabet, 2).state_dict() for _ in range(2))
    assert all(torch.equal(first[name], again[name]) for name in first)


def test_what_is_shipped_reads_as_what_was_trained_and_the_rest_stays(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipping, "_eight_bits", lambda path: None)
    before = {path.name: path.read_bytes() for path in model.iterdir()}
    words, chance = ["زار", "عمان", "بزعم"] * 10, np.random.default_rng(1)
    said, states = chance.integers(0, len(TAGS), (30, 2)), chance.normal(size=(30, 2 * SHAPE.above)).astype(np.float32)
    assert Network(model).flat_names(words, said, states) == [], "without a head there are none"
    torch.manual_seed(3)
    head = networks.FlatNames(SHAPE, states.shape[1], size=8).eval()
    with torch.no_grad():
        head.steps.normal_()
    shipping.ship_names(head, model)
    given = (states, *Network(model).spelt(words), said)
    with torch.no_grad():
        scores = head(*(torch.from_numpy(column)[None] for column in given))[0].numpy()
    wanted = spans_of(best_tags(scores, head.steps.detach().numpy()), FLAT)
    found = Network(model).flat_names(words, said, states)
    assert wanted and [name[:3] for name in found] == wanted
    assert all(0 < name.sure <= 1 for name in found) and len({name.sure for name in found}) > 1
    assert {path.name: path.read_bytes() for path in model.iterdir() if path.name not in (NAMES, "model.json")} == {
        name: content for name, content in before.items() if name != "model.json"
    }
    listed = json.loads((model / "model.json").read_bytes())
    assert listed["files"][NAMES] == hashlib.sha256((model / NAMES).read_bytes()).hexdigest()


@pytest.mark.parametrize("damage", ["file", "missing", "steps", "no steps"])
def test_a_damaged_head_is_told(model: Path, damage: str) -> None:
    shipping.ship_names(networks.FlatNames(SHAPE, 2 * SHAPE.above, size=8), model)
    listed = json.loads((model / "model.json").read_bytes())
    if damage == "file":
        (model / NAMES).write_bytes(b"nothing")
    elif damage == "missing":
        (model / NAMES).unlink()
    elif damage == "steps":
        listed["flat steps"] = [[1.0]]
    else:
        del listed["flat steps"]
    (model / "model.json").write_text(json.dumps(listed), encoding="utf-8")
    with pytest.raises(ModelError, match="install musnad again"):
        Network(model)


@pytest.mark.parametrize(("content", "message"), [(None, "missing; give the file of ANERcorp"), ("\n\n", "no line has a word and its tag")])
def test_a_corpus_that_is_none_is_told(tmp_path: Path, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / "corpus.txt").write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit, match=message):
        flat.sentences(tmp_path / "corpus.txt")
