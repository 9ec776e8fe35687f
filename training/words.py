"""The words that the analyser knows, with a vector each: subword vectors of the raw texts, of which the commonest words' are kept.

Usage:
    python training/words.py OUT_DIR [--most 60000] [--threads 2] [--share 1.0]

OUT_DIR then has ``words.txt`` and ``vectors.npy``, as they are shipped, ``facts.json`` for ``train.py``, and the texts as numbers for ``forecast.py``.
Trains floret (Boyd and others 2021; fastText's bags of words of Bojanowski and others 2017 in a small table) on all raw texts, folded as
``musnad.language`` folds: some 12 minutes on one core. ``--share 0.02`` takes a part of the texts, to try it out. The vectors are kept as 8-bit
numbers, one scale for all. Needs the extra ``train`` and the raw texts (``raw.py``).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from subwords import RAW, texts

from musnad.analysis.learned.features import Floats, Letters, Numbers
from musnad.language.tokens import tokenize

WIDTH = 100
LONGEST = 20  # letters: a longer word is no word
FEWEST = 5  # times that floret must have seen a word


@dataclass(slots=True)
class Words:
    """The words that are known: their numbers, from 1, their vectors, and the alphabet. ``facts`` are those that the network is shipped with."""

    numbers: dict[str, int]
    vectors: Floats
    letters: Letters
    facts: dict[str, object]

    @classmethod
    def load(cls, folder: Path) -> Words:
        """From a folder that this program wrote, or one of a shipped network. SystemExit, saying what to do, if it is neither."""
        listed = next((folder / name for name in ("facts.json", "model.json") if (folder / name).is_file()), None)
        if listed is None:
            raise SystemExit(f"{folder}: no words here; make them with: python training/words.py {folder}")
        try:
            facts = {key: json.loads(listed.read_bytes())[key] for key in ("scale", "letters")}
            words = (folder / "words.txt").read_text(encoding="utf-8").split("\n")[:-1]
            vectors = np.load(folder / "vectors.npy").astype(np.float32) * np.float32(facts["scale"])
            if len(vectors) != len(words) + 2:
                raise ValueError(f"{len(words)} words, {len(vectors)} vectors")
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            raise SystemExit(f"{folder}: cannot be read ({error}); make it anew with: python training/words.py {folder}") from None
        return cls({w: n for n, w in enumerate(words, 1)}, vectors, Letters({letter: n for n, letter in enumerate(facts["letters"], 1)}), facts)

    def of(self, words: Sequence[str]) -> tuple[Floats, Numbers]:
        """The vectors (T, width) and letters (T, LETTERS) of folded words; a break has the last vector."""
        last = len(self.vectors) - 1
        return self.vectors[[self.numbers.get(w, 0) if w.strip() else last for w in words]], self.letters.of(words)


def write_texts(path: Path, share: float = 1.0, seed: int = 1) -> Counter[str]:
    """A share of the raw texts as folded words, a paragraph a line, and how often each word is there."""
    counts: Counter[str] = Counter()
    chance = random.Random(seed)
    with path.open("w", encoding="utf-8") as stream:
        for name in RAW:
            for text in texts(name):
                if chance.random() >= share:
                    continue
                line = " ".join(token.norm for token in tokenize(text))
                counts.update(line.split())
                stream.write(line + "\n")
            sys.stderr.write(f"{name}: {counts.total():,} words so far\n")
    return counts


def write_numbers(lines: Path, words: Sequence[str], out: Path) -> None:
    """The texts as one row of the words' numbers, from 1; 0 is an unknown word, the number after the last word the end of a line."""
    known = {word: number for number, word in enumerate(words, 1)}
    with lines.open(encoding="utf-8") as stream:
        rows = [np.array([*(known.get(word, 0) for word in line.split()), len(words) + 1], np.int32) for line in stream]
    np.save(out, np.concatenate(rows))


def vectors(lines: Path, words: Sequence[str], threads: int) -> Floats:
    """(words + 2, WIDTH), each of length one: of the unknown word (none), of the words, and of the end of a line (the first axis)."""
    import floret

    model = floret.train_unsupervised(
        str(lines), model="cbow", mode="floret", dim=WIDTH, minn=2, maxn=5, bucket=60_000, hashCount=2, epoch=3, minCount=FEWEST, thread=threads
    )
    out = np.zeros((len(words) + 2, WIDTH), np.float32)
    out[1:-1] = [model.get_word_vector(word) for word in words]
    out[1:-1] /= np.linalg.norm(out[1:-1], axis=1, keepdims=True) + 1e-6
    out[-1, 0] = 1
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the folder; ``facts.json`` comes last, so that a folder that has it is whole."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--most", type=int, default=60_000, help="how many words to keep")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--share", type=float, default=1.0, help="of the texts that are taken")
    given = parser.parse_args(arguments)
    if importlib.util.find_spec("floret") is None:
        raise SystemExit("floret is not installed: pip install -e '.[train]'")
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "facts.json").unlink(missing_ok=True)
    lines = given.out / "texts.txt"
    counts = write_texts(lines, given.share)
    if max(counts.values(), default=0) < FEWEST:
        raise SystemExit(f"{counts.total():,} words are too few to learn from; take a larger --share")
    words = [word for word, _ in counts.most_common(given.most) if len(word) <= LONGEST]
    (given.out / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    write_numbers(lines, words, given.out / "numbers.npy")
    table = vectors(lines, words, given.threads)
    lines.unlink()
    scale = float(np.abs(table).max() / 127)
    np.save(given.out / "vectors.npy", np.round(table / scale).astype(np.int8))
    letters = "".join(sorted({letter for word in words[: given.most // 2] for letter in word}))
    (given.out / "facts.json").write_text(json.dumps({"scale": scale, "letters": letters}, ensure_ascii=False), encoding="utf-8")
    share = sum(counts[word] for word in words) / counts.total()
    sys.stderr.write(f"{len(words):,} words, {share:.1%} of {counts.total():,} in the texts\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
