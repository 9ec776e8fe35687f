"""Tokens and sentences with code-point offsets into the untouched text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from musnad.language.characters import HARAKAT, INVISIBLE, TATWEEL, fold, folded_view
from musnad.record import Span

_LETTER = "\u0621-\u063a\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
_INSIDE = f"{HARAKAT}{INVISIBLE}{TATWEEL}"
_TOKEN = re.compile(
    f"(?P<word>[{_LETTER}](?:[{_LETTER}{_INSIDE}]*[{_LETTER}{HARAKAT}{TATWEEL}])?)"
    r"|(?P<number>[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,:/\u066b\u066c\u060c-][0-9\u0660-\u0669\u06f0-\u06f9]+)*)"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f](?:[A-Za-z\u00c0-\u024f0-9'’&-]*[A-Za-z\u00c0-\u024f0-9])?)"
    r"|(?P<break>\r\n|[\n\r\u2028\u2029]|\.{2,}|-{2,})"
    rf"|(?P<mark>[^\s{INVISIBLE}])",
)
OPENING = "“«„‹\u201f"
CLOSING = "”»›"
QUOTES = OPENING + CLOSING + "\"'‘’″"
_END = frozenset(".!?؟")
LONGEST = 400  # words and marks: a text without a full stop is cut here, or its analysis would take forever


@dataclass(slots=True)
class Token:
    """A word, number or mark; ``norm`` is its folded spelling, ``start``/``end`` its place in the text."""

    start: int
    end: int
    norm: str
    kind: str
    index: int
    sentence: int = 0

    @property
    def is_word(self) -> bool:
        """True for Arabic and Latin words."""
        return self.kind in {"word", "latin"}


@dataclass(slots=True)
class Sentence:
    """Tokens ``first`` to ``last`` (half-open) and the characters they span."""

    start: int
    end: int
    first: int
    last: int
    index: int


@dataclass(slots=True)
class Document:
    """A text as tokens and sentences."""

    text: str
    tokens: list[Token]
    sentences: list[Sentence] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def words(self, sentence: Sentence) -> Sequence[Token]:
        """The tokens of one sentence."""
        return self.tokens[sentence.first : sentence.last]

    def place(self, token: Token, skip: int = 0, drop: int = 0) -> Span:
        """The span of a token without its first ``skip`` and last ``drop`` folded letters (its clitics)."""
        size = token.end - token.start
        if size == len(token.norm):
            return token.start + skip, token.end - drop
        view = folded_view(self.text[token.start : token.end])
        start, _ = view.span(skip, len(view.text)) if skip < len(view.text) else (0, 0)
        last = len(view.text) - drop
        # A ligature that holds the end of the stem and the start of the pronoun belongs to the stem as a whole.
        end = max(view.starts[last], view.starts[last - 1] + 1) if drop else size
        return token.start + start, token.start + end

    def token_at(self, offset: int) -> int:
        """Index of the last token that starts at or before an offset (0 if none)."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence in which an offset lies, or the nearest before it."""
        return self.sentences[self.tokens[self.token_at(offset)].sentence]


def tokenize(text: str) -> list[Token]:
    """Split a text into tokens.

    White space, invisible controls and the marks of a hashtag (#, _) belong to no token: #الصحراء_الغربية is two words.
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        start, end = match.span()
        if kind == "mark" and text[start] in "#_":
            continue
        tokens.append(Token(start, end, fold(text[start:end]), kind, len(tokens)))
    return tokens


def _ends_sentence(tokens: list[Token], i: int) -> bool:
    """A full stop after a single letter (أ. ف. ب. or an initial) ends nothing; a quote that closes is taken along."""
    token = tokens[i]
    if token.kind == "break":
        return not token.norm.startswith(("-", "."))
    if token.kind != "mark" or token.norm not in _END:
        return False
    return not (token.norm == "." and i and len(tokens[i - 1].norm) == 1 and tokens[i - 1].is_word and tokens[i - 1].end == token.start)


def read_document(text: str, aside: Sequence[Span] = ()) -> Document:
    """Tokenise a text and cut it into sentences, leaving the spans ``aside`` (furniture) out of every sentence."""
    tokens = [t for t in tokenize(text) if not any(a <= t.start < b for a, b in aside)] if aside else tokenize(text)
    for i, token in enumerate(tokens):
        token.index = i
    document = Document(text, tokens, [], [t.start for t in tokens])
    first, i = 0, 0
    while i < len(tokens):
        gap = i > first and aside and any(tokens[i - 1].end <= a < tokens[i].start for a, _ in aside)
        if gap:
            _close(document, first, i)
            first = i
        if _ends_sentence(tokens, i) or i + 1 - first >= LONGEST:
            last = i + 1
            while tokens[i].kind != "break" and last < len(tokens) and tokens[last].norm in CLOSING + '"' and tokens[last].start == tokens[last - 1].end:
                last += 1
            _close(document, first, last)
            first = i = last
            continue
        i += 1
    _close(document, first, len(tokens))
    return document


def _close(document: Document, first: int, last: int) -> None:
    """Add the sentence of tokens ``first`` to ``last`` if it holds more than line breaks."""
    kept = [t for t in document.tokens[first:last] if t.kind != "break" or t.norm[0] in ".-"]
    number = len(document.sentences)
    for token in document.tokens[first:last]:
        token.sentence = max(0, number - 1) if not kept else number
    if kept:
        document.sentences.append(Sentence(kept[0].start, kept[-1].end, first, last, number))
