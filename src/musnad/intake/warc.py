"""WARC: what a crawler kept of the web, as Common Crawl's news crawls; each HTML page in it is an article.

Records are read one after the other, a page at a time, so that memory stays flat however large the archive is. Pages with hardly
any Arabic are passed over: a news crawl is in a hundred languages. A record that is damaged or cut is one failure, and the reading
goes on at the next record that can be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import IO, TYPE_CHECKING, Any

from musnad.errors import ArticleError, MusnadError, UsageError
from musnad.intake.html import read_html
from musnad.intake.options import Options
from musnad.intake.unpack import PackingError, TooLargeError, dechunked, first_bytes, unpack
from musnad.record import Article

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

LARGEST = 10 << 20  # bytes of one page, unpacked
FEWEST = 200  # Arabic letters that make a page worth reading
MAGIC = re.compile(rb"WARC/[01]\.\d")
_START = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\xff]|WARC/[01]\.\d\r\n", re.DOTALL)
_WINDOW = 1 << 20
_LEADS = b"\xd8\xd9\xda\xdb"  # what Arabic letters begin with in UTF-8
_ONE_BYTE = re.compile(rb"[\xc0-\xf2]{2,}")  # words in windows-1256 and ISO-8859-6, rather than a Latin letter with its accent


def read_warc(stream: IO[bytes], *, name: str, options: Options) -> Iterator[tuple[str, Article | ArticleError]]:
    """The articles of a WARC file that can be sought in, plain or gzip, each with where it stands: the file and the byte where its record begins.

    An article's id is its record's (``urn:uuid:…``), its url the page's; its date is the page's, and never the crawl's.
    Raises MusnadError if fastwarc is not installed.
    """
    start: int | None = 0
    while start is not None:
        at = start
        fresh = True
        try:
            for at, record in _records(stream, start):
                fresh = False
                found = _article(record, f"{name}:{at}", options)
                if found is not None:
                    yield f"{name}:{at}", found
            return
        except _DamageError as error:
            damage: str | None = str(error)
        except (OSError, ValueError) as error:
            # Past a good record the fault lies in one whose beginning is still to be found: it is told when that one is tried.
            damage = str(error) if fresh else None
        start = _next_start(stream, at + 1)
        if damage:
            onward = f"went on at byte {start}" if start is not None else "no record follows"
            yield f"{name}:{at}", ArticleError(f"{name}:{at}: damaged or cut off ({damage}); {onward}")
    if not damage:
        yield f"{name}:{at}", ArticleError(f"{name}:{at}: damaged or cut off after this record; no record follows")


class _DamageError(Exception):
    """The record at hand is not whole."""


def _records(stream: IO[bytes], start: int) -> Iterator[tuple[int, WarcRecord]]:
    """The responses from a byte on, each with the byte it begins at. The HTTP body is left packed: it is unpacked here, with a limit."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise MusnadError("WARC files need fastwarc, which is not installed or has no build for this system: pip install fastwarc") from error
    stream.seek(start)
    head = stream.read(1024)
    if head and not (MAGIC.match(head) or MAGIC.match(first_bytes(head))):
        raise OSError("no WARC record begins here")
    stream.seek(start)
    for record in ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True):
        yield record.stream_pos, record


def _article(record: WarcRecord, where: str, options: Options) -> Article | ArticleError | None:
    """The article of a response, the failure to read it, or None if it is no page in Arabic."""
    headers: Any = record.http_headers
    if headers is None or record.http_content_type not in ("text/html", "application/xhtml+xml") or headers.status_code != 200:
        return None
    try:
        raw = record.reader.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise _DamageError(str(error)) from error
    if len(raw) < min(record.content_length, LARGEST):
        raise _DamageError(f"{len(raw)} of {record.content_length} bytes are there")
    try:
        page = _body(raw, headers)
    except TooLargeError:
        return ArticleError(f"{where}: the page is larger than {LARGEST >> 20} MB, which no article is")
    except PackingError as error:
        return ArticleError(f"{where}: the page cannot be unpacked: {error}")
    if not is_arabic(page):
        return None
    return _read(page, record, where, options)


def _body(raw: bytes, headers: Any) -> bytes:
    """A page's bytes. Some crawlers keep the headers of packed bodies and store them unpacked: then they are taken as they are."""
    body = raw
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower() and re.match(rb"[0-9a-fA-F]{1,8}[^\r\n]{0,80}\r\n", raw):
        body = dechunked(raw)
    encoding = (headers.get("Content-Encoding") or "").lower()
    packed = body.startswith(b"\x1f\x8b") if "gzip" in encoding else body.lstrip()[:1] != b"<"
    return unpack([body], encoding if packed else "", LARGEST)


def is_arabic(page: bytes) -> bool:
    """Whether a page's bytes hold enough Arabic letters, in any of the usual encodings, to be worth reading; told before anything costly is done."""
    if page[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return page.count(b"\x06") >= FEWEST
    if len(page) - len(page.translate(None, _LEADS)) >= FEWEST:
        return True
    try:
        page.decode()
    except UnicodeDecodeError:
        return sum(match.end() - match.start() for match in _ONE_BYTE.finditer(page)) >= FEWEST
    return False


def _read(page: bytes, record: WarcRecord, where: str, options: Options) -> Article | ArticleError:
    url = record.headers.get("WARC-Target-URI")
    identity = (record.record_id or "").strip("<>") or where
    try:
        article = read_html(page, id=identity, name=f"{where} ({url})", options=options, url=url)
    except UsageError as error:
        return ArticleError(f"{where}: {error}")
    except ArticleError as error:
        return error
    if article.published and _is_later(article.published, record.record_date):
        article.published = options.published
    return article


def _is_later(published: str, crawled: datetime | None) -> bool:
    """Whether a page would have been published after it was fetched: then its date was misread, and is not to be had."""
    return crawled is not None and published[:10] > (crawled + timedelta(days=1)).date().isoformat()


def _next_start(stream: IO[bytes], after: int) -> int | None:
    """The byte at which the next record seems to begin; None if there is none, or the stream cannot go back."""
    try:
        stream.seek(after)
    except (OSError, ValueError):
        return None
    at, held = after, b""
    while chunk := stream.read(_WINDOW):
        held += chunk
        if match := _START.search(held):
            return at + match.start()
        at += max(len(held) - 16, 0)
        held = held[-16:]
    return None
