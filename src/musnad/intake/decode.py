"""Bytes to text: UTF-8, UTF-16 with its mark, windows-1256 or ISO-8859-6, told apart without guessing blindly.

UTF-8 is self-checking, so valid UTF-8 is UTF-8. The two one-byte code pages put the letters from ف on at different places:
read with the wrong page they give Latin letters and stray harakat, which the letter score below notices.
"""

from __future__ import annotations

import codecs
import re
from math import log

from musnad.errors import ArticleError, UsageError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Declared by the defaults of servers and programs on pages and feeds that are not in it.
WESTERN = frozenset({"iso-8859-1", "latin1", "latin-1", "windows-1252", "us-ascii", "ascii"})
CODE_PAGES = ("windows-1256", "iso-8859-6")
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "gzip data"),
    (b"\xfd7zXZ", "xz data"),
    (b"BZh", "bzip2 data"),
    (b"SQLite format", "a database"),
    (b"{\\rtf", "an RTF document"),
)
_SAMPLE = 1 << 16
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

# Letters of running Arabic news in per mille, rounded; what is not listed counts as rare.
_PER_MILLE = dict(
    zip(
        "البتنميورعدسفكقهةأحجشصىطخإءذزثغضئظؤآ",
        (160, 123, 34, 48, 55, 57, 75, 55, 50, 36, 33, 28, 28, 23, 24, 24, 33, 21, 20, 16, 14, 12, 10, 13, 10, 9, 4, 7, 7, 8, 6, 7, 5, 3, 2, 2),
        strict=True,
    )
)
_RARE, _FOREIGN = log(0.3), log(0.02)
_LOG = {letter: log(share) for letter, share in _PER_MILLE.items()}
_HARAKAT = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640")
_NEUTRAL = frozenset("\u060c\u061b\u061f\u00a0\u00ab\u00bb“”‘’–—…•\u200c\u200d\u200e\u200f\u00ad\u00b7°")
ACCEPTED = 2.0


def decode(data: bytes, *, name: str, encoding: str | None = None) -> str:
    """The text of a file's bytes, without its byte order mark; line ends are kept.

    ``encoding`` overrides detection (UsageError if Python knows none of that name). Raises ArticleError, naming the file
    and what to do, if the bytes are no text, broken UTF-8, or in none of the encodings known here.
    """
    if encoding:
        return _decode_as(data, name, encoding)
    for mark, marked in BOMS:
        if data.startswith(mark):
            return _decode_as(data, name, marked)
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if mostly_utf8(data):
            raise ArticleError(
                f"{name}: half-decoded: broken UTF-8 at byte {error.start} of {len(data)}; the file was cut or converted badly, save it again from its source"
            ) from error
    page = detect_page(data)
    if page is None:
        raise ArticleError(f"{name}: neither UTF-8, windows-1256 nor ISO-8859-6 makes Arabic of it; name its encoding with --encoding")
    return data.decode(page)


def detect_page(data: bytes) -> str | None:
    """Which of the Arabic code pages reads the bytes as Arabic; None if neither does."""
    scores = {page: score for page in CODE_PAGES if (score := _page_score(data[:_SAMPLE], page)) is not None}
    best = max(scores, key=lambda page: scores[page], default=None)
    return best if best and scores[best] >= ACCEPTED else None


def check_encoding(encoding: str | None) -> None:
    """UsageError if an encoding is named that Python does not know as a text encoding."""
    if encoding is None:
        return
    try:
        "".encode(encoding)
    except LookupError as error:
        raise UsageError(f"unknown encoding {encoding!r}: try utf-8, windows-1256, iso-8859-6 or utf-16") from error


def _decode_as(data: bytes, name: str, encoding: str) -> str:
    check_encoding(encoding)
    if data.startswith(codecs.BOM_UTF8) and codecs.lookup(encoding).name == "utf-8":
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        at = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise ArticleError(f"{name}: not valid {encoding}{at}; try without --encoding, or with another") from error


def _refuse_binary(data: bytes, name: str) -> None:
    """ArticleError for known binary formats and for control characters that no text has."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ArticleError(f"{name}: binary ({what}), not text; save its text as UTF-8 .txt")
    sample = data[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    if b"\0" in sample or controls > len(sample) / 50:
        raise ArticleError(f"{name}: binary, not text; if it is UTF-16 without a mark, say --encoding utf-16-le")


def mostly_utf8(data: bytes) -> bool:
    """True if well-formed sequences outnumber broken bytes by far: then it is UTF-8 that came to harm."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    return sum(c > "\x7f" and c != "\ufffd" for c in text) > 4 * text.count("\ufffd")


def _page_score(data: bytes, page: str) -> float | None:
    """Mean log frequency of the characters above ASCII read with a code page; None if it has no such bytes."""
    try:
        text = data.decode(page)
    except UnicodeDecodeError:
        return None
    total, count, before = 0.0, 0, " "
    for char in text:
        if char > "\x7f" and char not in _NEUTRAL:
            # A letter beside an ASCII letter is French or the like read with an Arabic page.
            beside = before.isascii() and before.isalpha()
            total += _FOREIGN if beside else _char_score(char, before)
            count += 1
        before = char
    return total / count if count else None


def _char_score(char: str, before: str) -> float:
    if char in _HARAKAT:
        return 0.0 if before in _LOG else _FOREIGN
    return _LOG.get(char, _RARE if "\u0600" <= char <= "\u06ff" else _FOREIGN)
