"""The trained network as it is shipped: files of ``musnad/model``, run by ONNX Runtime on one core.

``words.onnx`` reads the words of an article, ``acts.onnx`` judges words as triggers, with mode and status, and as cues, ``pairs.onnx`` judges which mentions
take part, ``repeats.onnx`` which acts are one happening, ``edges.onnx`` where the words begin and end that a cue reports, ``refers.onnx`` which mentions
are of one entity. Each may hold several networks, whose answers are averaged.
``vectors.npy`` has a row of 8-bit numbers for each word of ``words.txt``; ``model.json`` names the files with their hashes, the letters that the network
knows, and the thresholds of its answers.

Articles are read one at a time: four at once, padded and ordered by length, took 0.92 of the time for this pass and 0.98 of all, eight and more took longer
(240 articles of 279 words, one core).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnxruntime

from musnad.analysis.learned.features import FLAT, TAGS, Floats, Letters, Numbers
from musnad.analysis.learned.tagging import best_tags, likely, spans_of, sureness
from musnad.errors import ModelError

FOLDER = Path(__file__).resolve().parents[2] / "model"
FACTS = {"name": str, "letters": str, "scale": float, "modes": list, "steps": list, "thresholds": dict, "files": dict}  # of model.json
NAMES = "names.onnx"  # the head of flat names, which a network need not have
GRAPHS = ("words", "acts", "pairs", "repeats", "edges", "refers")
FILES = (*(f"{graph}.onnx" for graph in GRAPHS), "words.txt", "vectors.npy")
# What each decides is told in ``second.py``, ``statements.py`` and ``names.py``.
THRESHOLDS = (
    *("act", "new act", "retype", "status", "mode", "kept role", "only role", "actor", "recipient", "place", "sure role", "sure place", "one", "same"),
    *("speaker", "first speaker", "relay", "no relay", "cue", "new cue", "new name", "flat name", "new described", "no name"),
)
BREAK = "\n"


@dataclass(slots=True)
class Seen:
    """What the network sees in an article: (T, width) the state of each word, (T, tags) twice the scores of its tags, (T, 4) of clitics before a name."""

    states: Floats
    outer: Floats
    inner: Floats
    skip: Floats


class FlatName(NamedTuple):
    """A name by its words ``first`` to ``last`` (half-open); ``label`` is PERSON, LOC or ORG, ``sure`` the mean chance of its words' tags."""

    first: int
    last: int
    label: str
    sure: float


@dataclass(slots=True)
class Judged:
    """Chances of words: of each type, none first (N, 17), of being a cue (N,), of each status (N, 6), of each mode, none first (N, 1 + modes)."""

    types: Floats
    cues: Floats
    statuses: Floats
    modes: Floats


class Network:
    """The network of one folder. Raises ModelError, naming the file, if one is missing or is not the one that ``model.json`` means."""

    def __init__(self, folder: Path = FOLDER) -> None:
        try:
            self._load(folder, _facts(folder))
        except FileNotFoundError as error:
            raise ModelError(f"{error.filename}: missing; install musnad again") from error
        except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            raise ModelError(f"{folder / 'model.json'}: cannot be read ({error}); install musnad again") from error

    def _load(self, folder: Path, facts: dict[str, Any]) -> None:
        self.name: str = facts["name"]
        self.thresholds: dict[str, float] = {name: float(facts["thresholds"][name]) for name in THRESHOLDS}
        self._letters = Letters({letter: n for n, letter in enumerate(facts["letters"], 1)})
        words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")[:-1]
        self._numbers = {word: n for n, word in enumerate(words, 1)}
        self._numbers[BREAK] = len(words) + 1
        self._vectors, self._scale = np.load(folder / "vectors.npy"), np.float32(facts["scale"])
        self.steps = np.array(facts["steps"], np.float32).reshape(len(TAGS), len(TAGS))
        self._names = _session(folder / NAMES) if NAMES in facts["files"] else None
        self._flat_steps = np.array(facts["flat steps"] if self._names else np.zeros((len(FLAT), len(FLAT))), np.float32).reshape(len(FLAT), len(FLAT))
        self._words, self._acts, self._pairs, self._repeats, self._edges, self._refers = (_session(folder / f"{graph}.onnx") for graph in GRAPHS)
        self.modes: dict[str, int] = {mode: n for n, mode in enumerate(facts["modes"], 1)}  # by name their numbers; 0 is none

    @property
    def alphabet(self) -> int:
        """How many letters the network knows."""
        return len(self._letters.numbers)

    def read(self, words: Sequence[str], said: Numbers, facts: Floats) -> Seen:
        """Read the folded words of an article (T), with what the rules and the lexicon say of them (T, 2) and (T, facts)."""
        vectors, letters = self.spelt(words)
        given = {"vectors": vectors[None], "letters": letters[None], "said": said[None], "facts": facts[None]}
        return Seen(*(out[0] for out in self._words.run(None, given)))

    def spelt(self, words: Sequence[str]) -> tuple[Floats, Numbers]:
        """The vectors (T, width) and letters (T, LETTERS) of folded words."""
        numbers = np.array([self._numbers.get(word if word.strip() else BREAK, 0) for word in words], np.int64)
        return self._vectors[numbers].astype(np.float32) * self._scale, self._letters.of(words)

    def flat_names(self, words: Sequence[str], said: Numbers, states: Floats) -> list[FlatName]:
        """The names among folded words (T) with their states (T, width), none in another; [] without such a head."""
        if self._names is None or not len(states):
            return []
        vectors, letters = self.spelt(words)
        given = {"states": states[None], "vectors": vectors[None], "letters": letters[None], "said": said[None]}
        scores: Floats = self._names.run(None, given)[0][0]
        tags, chances = best_tags(scores, self._flat_steps), likely(scores)
        return [FlatName(*span, sureness(tags, chances, span[0], span[1])) for span in spans_of(tags, FLAT)]

    def acts(self, states: Floats, features: Numbers) -> Judged:
        """Judge words as acts and cues: their states (N, width) and ``act_features`` (N, 4)."""
        return Judged(*self._acts.run(None, {"states": states, "features": features}))

    def pairs(self, words: Floats, mentions: Floats, between: Floats, kinds: Numbers, features: Numbers) -> tuple[Floats, Floats]:
        """Of words and mentions the chances of actor, recipient and place (P, 3), and of speaker and relay (P, 2).

        Given the states of the words, of the mentions and of what is between (P, width), the types of acts (P,), and ``Pairs`` (P, …).
        """
        roles, voices = self._pairs.run(None, {"words": words, "mentions": mentions, "between": between, "kinds": kinds, "features": features})
        return roles, voices

    def repeats(self, earlier: Floats, later: Floats, kinds: Numbers, features: Numbers) -> Floats:
        """Of pairs of acts (P, width), (P, width), (P,), (P, …) the chances that they are one happening (P,)."""
        same: Floats = self._repeats.run(None, {"earlier": earlier, "later": later, "kinds": kinds, "features": features})[0]
        return same

    def refers(self, earlier: Floats, later: Floats, features: Numbers) -> Floats:
        """Of two mentions (P, width), (P, width), (P, 19) the chances that they are of one entity (P,)."""
        one: Floats = self._refers.run(None, {"earlier": earlier, "later": later, "features": features})[0]
        return one

    def edges(self, cues: Floats, words: Floats, features: Numbers) -> Floats:
        """Of cues (P, width) and words around them (P, width), (P, 7) the scores that what is reported begins and ends there (P, 2)."""
        scores: Floats = self._edges.run(None, {"cues": cues, "words": words, "features": features})[0]
        return scores


def _facts(folder: Path) -> dict[str, Any]:
    """What ``model.json`` says, once all files are the ones that it means."""
    facts: dict[str, Any] = json.loads((folder / "model.json").read_bytes())
    for key, kind in FACTS.items():
        if not isinstance(facts[key], kind):
            raise TypeError(f"{key} is no {kind.__name__}")
    for name in (*FILES, NAMES) if NAMES in facts["files"] else FILES:
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != facts["files"][name]:
            raise ModelError(f"{folder / name}: not the file that model.json means; install musnad again")
    return facts


def _session(path: Path) -> onnxruntime.InferenceSession:
    """One core and no waiting threads: the articles are read side by side by processes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its errors have no common class
        raise ModelError(f"{path}: cannot be run ({type(error).__name__}); install musnad again") from error
