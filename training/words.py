"""The words that the analyser knows, with a vector each: subword vectors of the raw texts, of which the commonest words' are kept.

Usage:
    python training/words.py OUT_DIR [--most 60000] [--threads 2]     OUT_DIR/words.txt and OUT_DIR/vectors.npy, and the texts as numbers for forecast.py

Trains floret (Boyd and others 2021; fastText's bags of words of Bojanowski and others 2017 in a small table) on
all raw texts, folded as ``musnad.language`` folds: some 12 minutes on one core. The vectors are kept as 8-bit numbers, one scale for all. Needs the extra
``train`` and the raw articles.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from subwords import RAW, texts

from musnad.analysis.learned.network import BREAK
from musnad.language.tokens import tokenize

WIDTH = 100
LONGEST = 20  # letters: a longer word is no word


def write_texts(path: Path) -> Counter[str]:
    """All raw texts as folded words, a paragraph a line, and how often each word is there."""
    counts: Counter[str] = Counter()
    with path.open("w", encoding="utf-8") as stream:
        for name in RAW:
            for text in texts(name):
                line = " ".join(token.norm for token in tokenize(text))
                counts.update(line.split())
                stream.write(line + "\n")
    return counts


def write_numbers(lines: Path, words: Sequence[str], out: Path) -> None:
    """The texts as one row of the words' numbers, from 1; 0 is an unknown word, the number after the last word the end of a line."""
    known = {word: number for number, word in enumerate(words, 1)}
    with lines.open(encoding="utf-8") as stream:
        rows = [np.array([*(known.get(word, 0) for word in line.split()), len(words) + 1], np.int32) for line in stream]
    np.save(out, np.concatenate(rows))


def vectors(lines: Path, words: Sequence[str], threads: int) -> np.ndarray:
    """(words + 2, WIDTH), each of length one: of the unknown word (none), of the words, and of the end of a line (the first axis)."""
    import floret

    model = floret.train_unsupervised(
        str(lines), model="cbow", mode="floret", dim=WIDTH, minn=2, maxn=5, bucket=60_000, hashCount=2, epoch=3, minCount=5, thread=threads
    )
    out = np.zeros((len(words) + 2, WIDTH), np.float32)
    out[1:-1] = [model.get_word_vector(word) for word in words]
    out[1:-1] /= np.linalg.norm(out[1:-1], axis=1, keepdims=True) + 1e-6
    out[-1, 0] = 1
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--most", type=int, default=60_000, help="how many words to keep")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    lines = given.out / "texts.txt"
    counts = write_texts(lines)
    words = [word for word, _ in counts.most_common(given.most) if len(word) <= LONGEST and BREAK not in word]
    (given.out / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    write_numbers(lines, words, given.out / "numbers.npy")
    table = vectors(lines, words, given.threads)
    scale = float(np.abs(table).max() / 127)
    np.save(given.out / "vectors.npy", np.round(table / scale).astype(np.int8))
    letters = "".join(sorted({letter for word in words[: given.most // 2] for letter in word}))
    (given.out / "facts.json").write_text(json.dumps({"scale": scale, "letters": letters}, ensure_ascii=False), encoding="utf-8")
    share = sum(counts[word] for word in words) / counts.total()
    sys.stderr.write(f"{len(words):,} words, {share:.1%} of {counts.total():,} in the texts\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
