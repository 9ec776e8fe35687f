"""The vocabulary of subwords, and the raw articles as numbers of it: what the encoder is pretrained on.

Usage:
    python training/subwords.py vocabulary OUT.txt [--size 16384]     trains the vocabulary on a sample of the raw texts
    python training/subwords.py tokens VOCABULARY OUT [--most 40]    writes the texts as numbers, the news first, up to so many megabytes

Words are cut as ``musnad.language.tokens`` cuts them and folded, then into the longest pieces that the vocabulary has, from the left (WordPiece:
Schuster and Nakajima 2012); a piece that goes on in a word begins with ``##``. Needs the extra ``train`` and the raw articles.
"""

from __future__ import annotations

import argparse
import io
import json
import lzma
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from raw import lines

from musnad.language.tokens import tokenize

RAW = ("ant.jsonl.xz", "jawhara.jsonl.xz", "sanad.txt.xz", "wikipedia.txt.xz")  # what matters most comes first
PAD, UNKNOWN, MASK, BREAK = range(4)
SPECIAL = ("[PAD]", "[UNK]", "[MASK]", "[BREAK]")
LONGEST = 40  # letters: a longer word is no word
PIECE = 2_000_000  # numbers that are compressed at once


class Subwords:
    """A vocabulary: words become numbers."""

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._known: dict[str, list[int]] = {}

    @classmethod
    def load(cls, path: Path) -> Subwords:
        """The vocabulary in a file, one piece a line."""
        return cls(path.read_text(encoding="utf-8").split("\n")[:-1])

    @property
    def inner(self) -> np.ndarray:
        """Of each piece whether it goes on in a word: a vector of booleans."""
        return np.array([piece.startswith("##") for piece in self.pieces])

    def word(self, word: str) -> list[int]:
        """The pieces of one folded word; the unknown one alone where some letter is in no piece."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._cut(word)
        return found

    def text(self, text: str) -> list[int]:
        """A text and the break after it."""
        return [number for token in tokenize(text) for number in self.word(token.norm)] + [BREAK]

    def _cut(self, word: str) -> list[int]:
        numbers, start = [], 0
        while start < len(word) <= LONGEST:
            prefix = "##" if start else ""
            end = next((end for end in range(len(word), start, -1) if prefix + word[start:end] in self._numbers), start)
            if end == start:
                return [UNKNOWN]
            numbers.append(self._numbers[prefix + word[start:end]])
            start = end
        return numbers or [UNKNOWN]


def texts(name: str) -> Iterator[str]:
    """The articles of one of the raw files."""
    for line in lines(name):
        if name.endswith(".jsonl.xz"):
            row = json.loads(line)
            yield f"{row.get('title') or ''}\n{row['text']}"
        elif line.strip():
            yield line


def train(size: int, share: float = 0.15, seed: int = 1) -> list[str]:
    """The pieces of a vocabulary of ``size``, learnt from a ``share`` of the raw texts."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    chance = random.Random(seed)
    model = Tokenizer(models.WordPiece(unk_token=SPECIAL[UNKNOWN]))
    model.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.WordPieceTrainer(vocab_size=size, special_tokens=list(SPECIAL), min_frequency=5, show_progress=False, limit_alphabet=400)
    sample = (" ".join(token.norm for token in tokenize(text)) for name in RAW for text in texts(name) if chance.random() < share)
    model.train_from_iterator(sample, trainer)
    return sorted(model.get_vocab(), key=model.get_vocab().__getitem__)


def write_tokens(vocabulary: Subwords, path: Path, most: float) -> int:
    """All texts as one row of numbers, in compressed pieces, until the file has ``most`` megabytes; how many numbers that are.

    Before each piece stands a line with its length in bytes: ``read_tokens`` reads the file.
    """
    total = 0
    with path.open("wb") as stream:
        for numbers in _pieces(vocabulary):
            packed = lzma.compress(_bytes(numbers), preset=6)
            piece = f"{len(packed)}\n".encode() + packed
            if stream.tell() + len(piece) > most * 1e6:
                break
            stream.write(piece)
            total += len(numbers)
            sys.stderr.write(f"\r{total / 1e6:.1f} million numbers, {stream.tell() / 1e6:.1f} MB")
    sys.stderr.write("\n")
    return total


def read_tokens(path: Path) -> np.ndarray:
    """The row of numbers that ``write_tokens`` wrote, as uint16."""
    pieces = []
    with path.open("rb") as stream:
        while line := stream.readline():
            packed = lzma.decompress(stream.read(int(line)))
            low, high = np.frombuffer(packed, dtype=np.uint8).reshape(2, -1)
            pieces.append(low + high.astype(np.uint16) * 256)
    return np.concatenate(pieces)


def _bytes(numbers: list[int]) -> bytes:
    """The low bytes, then the high ones, which are compressed better apart."""
    array = np.array(numbers, dtype="<u2")
    out = io.BytesIO()
    out.write((array & 255).astype(np.uint8).tobytes())
    out.write((array >> 8).astype(np.uint8).tobytes())
    return out.getvalue()


def _pieces(vocabulary: Subwords) -> Iterator[list[int]]:
    waiting: list[int] = []
    for name in RAW:
        for text in texts(name):
            waiting += vocabulary.text(text)
            if len(waiting) > PIECE:
                yield waiting
                waiting = []
    yield waiting


def main() -> None:
    """Trains a vocabulary, or writes the texts in one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("vocabulary")
    one.add_argument("out", type=Path)
    one.add_argument("--size", type=int, default=16384)
    other = commands.add_parser("tokens")
    other.add_argument("vocabulary", type=Path)
    other.add_argument("out", type=Path)
    other.add_argument("--most", type=float, default=40)
    given = parser.parse_args()
    if given.command == "vocabulary":
        given.out.write_text("".join(f"{piece}\n" for piece in train(given.size)), encoding="utf-8")
    else:
        write_tokens(Subwords.load(given.vocabulary), given.out, given.most)


if __name__ == "__main__":
    main()
