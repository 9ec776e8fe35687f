"""HTTP bodies unpacked with a limit: no more is ever unpacked than may be kept, so that a bomb costs nothing."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

STEP = 1 << 16  # bytes unpacked at a time


class PackingError(Exception):
    """The data are not packed as their encoding says, or in a way that is not known here."""


class TooLargeError(Exception):
    """More than the limit would come out."""


def unpack(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The chunks of a body unpacked and joined. ``encoding`` is the header's: gzip, deflate, br, or none.

    Raises TooLargeError as soon as more than ``limit`` bytes have come out, and PackingError if the data are not in the encoding.
    A body that is cut off gives what came before the cut.
    """
    name = encoding.strip().lower()
    if name in ("identity", ""):
        return _joined(chunks, limit)
    if name in ("gzip", "x-gzip", "deflate"):
        return _joined(_inflated(chunks, name), limit)
    if name == "br":
        return _joined(_brotli(chunks), limit)
    raise PackingError(f"packed as {name[:40]!r}, which is not read here")


def first_bytes(head: bytes) -> bytes:
    """The first bytes of what gzip data hold; none if they are no such data."""
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 64) if head.startswith(b"\x1f\x8b") else b""
    except zlib.error:
        return b""


def dechunked(data: bytes) -> bytes:
    """A body sent in chunks (RFC 9112), joined; what follows a fault is left out. PackingError if it does not begin with a chunk."""
    out: list[bytes] = []
    at = 0
    while at < len(data):
        end = data.find(b"\r\n", at)
        size = _hexadecimal(data[at:end].split(b";")[0]) if end >= 0 else None
        if size is None:
            if not out:
                raise PackingError("said to be in chunks, and is not")
            break
        if size == 0:
            break
        out.append(data[end + 2 : end + 2 + size])
        at = end + 2 + size + 2
    return b"".join(out)


def _hexadecimal(digits: bytes) -> int | None:
    try:
        return int(digits.strip(), 16) if digits.strip().isalnum() else None
    except ValueError:
        return None


def _joined(pieces: Iterable[bytes], limit: int) -> bytes:
    out: list[bytes] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise TooLargeError
        out.append(piece)
    return b"".join(out)


def _inflated(chunks: Iterable[bytes], name: str) -> Iterable[bytes]:
    """Gzip of one or more members, or deflate with or without zlib's frame, a step at a time."""
    machine: Any = None
    held, members = b"", 0
    for chunk in chunks:
        data = held + chunk
        held = b""
        while data:
            if machine is None:
                data = data.lstrip(b"\0") if members else data
                if len(data) < 2:
                    held = data
                    break
                if members and not data.startswith(b"\x1f\x8b"):  # no further member: what should not be there
                    return
                machine = zlib.decompressobj(_window(name, data))
            try:
                yield machine.decompress(data, STEP)
            except zlib.error as error:
                raise PackingError(f"not the {name} that it is said to be") from error
            data = machine.unconsumed_tail
            while not data and not machine.eof and (more := machine.decompress(b"", STEP)):
                yield more
                data = machine.unconsumed_tail
            if machine.eof:
                data, machine, members = machine.unused_data, None, members + 1


def _window(name: str, data: bytes) -> int:
    """How zlib is to read the data: gzip, zlib's frame, or raw deflate, which some servers send for it."""
    if name != "deflate":
        return 16 + zlib.MAX_WBITS
    framed = data[0] & 0x0F == 8 and (data[0] * 256 + data[1]) % 31 == 0
    return zlib.MAX_WBITS if framed else -zlib.MAX_WBITS


def _brotli(chunks: Iterable[bytes]) -> Iterable[bytes]:
    try:
        import brotli  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError as error:  # pragma: no cover - fastwarc brings it
        raise PackingError("packed with brotli, which is not installed: pip install brotli") from error
    machine = brotli.Decompressor()
    try:
        for chunk in chunks:
            piece = machine.process(chunk, output_buffer_limit=STEP)
            while piece:
                yield piece
                piece = machine.process(b"", output_buffer_limit=STEP)
    except brotli.error as error:
        raise PackingError("not the brotli that it is said to be") from error
