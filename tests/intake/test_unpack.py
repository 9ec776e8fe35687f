"""Packed bodies: what comes out is what went in, and no more than is wanted."""
from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.intake.unpack import STEP, PackingError, TooLargeError, dechunked, first_bytes, unpack

BODY = "نص الخبر ".encode() * 30_000


def raw(data: bytes) -> bytes:
    machine = zlib.compressobj(wbits=-15)
    return machine.compress(data) + machine.flush()


PACKED = {
    "gzip": gzip.compress(BODY), "x-gzip": gzip.compress(BODY[:STEP]) + b"\0\0" + gzip.compress(BODY[STEP:]),
    "deflate": zlib.compress(BODY), "Deflate ": raw(BODY), "": BODY,
}


@pytest.mark.parametrize("encoding", PACKED)
@pytest.mark.parametrize("size", [1, 1000, 1 << 20])
def test_what_went_in_comes_out_in_pieces_of_any_size(encoding: str, size: int) -> None:
    data = PACKED[encoding][:20_000] if size == 1 else PACKED[encoding]
    out = unpack([data[at : at + size] for at in range(0, len(data), size)], encoding, len(BODY))
    assert BODY.startswith(out) and (out == BODY or len(data) < len(PACKED[encoding]))


@pytest.mark.parametrize("encoding", PACKED)
def test_the_limit_is_exact(encoding: str) -> None:
    assert unpack([PACKED[encoding]], encoding, len(BODY)) == BODY
    with pytest.raises(TooLargeError):
        unpack([PACKED[encoding]], encoding, len(BODY) - 1)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_cut_gives_what_came_before_it(encoding: str) -> None:
    out = unpack([PACKED[encoding][:-40]], encoding, len(BODY))
    assert out and BODY.startswith(out)


@pytest.mark.parametrize(("data", "encoding"), [(b"plain", "gzip"), (b"\x78\x9c\x07\x07", "deflate"), (b"x", "zstd"), (b"x", "gzip, gzip"),
                                                (b"\xff" * 50, "br")])
def test_false_and_unknown_packing(data: bytes, encoding: str) -> None:
    with pytest.raises(PackingError):
        unpack([data], encoding, 1000)


def test_what_follows_a_member_is_left_out() -> None:
    assert unpack([gzip.compress(b"a") + b"\0\0" + gzip.compress(b"b") + b"rubbish"], "gzip", 100) == b"ab"


def test_brotli_in_pieces() -> None:
    brotli = pytest.importorskip("brotli")
    packed = brotli.compress(BODY)
    assert unpack([packed[at : at + 7] for at in range(0, len(packed), 7)], "br", len(BODY)) == BODY
    with pytest.raises(TooLargeError):
        unpack([packed], "br", len(BODY) - 1)


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=8))
def test_chunks(parts: list[bytes]) -> None:
    sent = b"".join(f"{len(part):X}\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"
    assert dechunked(sent) == b"".join(parts)


@pytest.mark.parametrize(("sent", "read"), [
    (b"3\r\nabc\r\nzz\r\n", b"abc"), (b"3;x=y\r\nabc\r\n0\r\n\r\n", b"abc"), (b"5\r\nabc", b"abc"), (b"3\r\nabc\r\n-1\r\nx", b"abc"), (b"", b""),
])
def test_faults_in_chunks(sent: bytes, read: bytes) -> None:
    assert dechunked(sent) == read


@pytest.mark.parametrize("sent", [b"<html>\r\n", b"zz\r\nabc", b"abc"])
def test_what_is_in_no_chunks(sent: bytes) -> None:
    with pytest.raises(PackingError, match="chunks"):
        dechunked(sent)


def test_the_first_bytes_of_packed_data() -> None:
    assert first_bytes(gzip.compress(b"WARC/1.0")) == b"WARC/1.0"
    assert first_bytes(b"WARC/1.0") == first_bytes(b"\x1f\x8brubbish") == b""
