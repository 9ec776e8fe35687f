"""Where articles come from: files, folders and standard input, one article after the other.

Files of a folder are read in the order of their names, each only when its turn comes; JSONL line by line. So a run over ten
thousand articles holds one at a time. JSON, NewsML-G2 and feeds are parsed a file at a time, WARC a page at a time.
"""

from __future__ import annotations

import gzip
import lzma
import re
import shutil
import sys
import tempfile
from codecs import lookup
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import IO, cast

from musnad.errors import ArticleError, UsageError
from musnad.intake.feeds import read_feed
from musnad.intake.html import read_html
from musnad.intake.jsonl import read_json, read_jsonl
from musnad.intake.newsml import read_newsml
from musnad.intake.options import Options
from musnad.intake.text import read_text
from musnad.intake.unpack import first_bytes
from musnad.intake.warc import MAGIC, read_warc
from musnad.record import Article

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".ninjs": "json",
    ".xml": "xml",
    ".newsml": "newsml",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
}
PACKED = (".gz", ".xz")
STDIN = "-"
_HEAD = 1024
_ONE = ("text", "html")  # formats in which a file is one article
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)",
    re.IGNORECASE | re.DOTALL,
)
_NEWSML = re.compile(rb"<(?:\w+:)?(?:newsItem|newsMessage|packageItem)[\s>]")
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")

Outcome = Article | ArticleError


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: its path (None is standard input), the id its article gets, and its name in messages."""

    path: Path | None
    id: str
    name: str


@dataclass(slots=True)
class _Run:
    """One walk: what to take for granted, and where every id was first met."""

    options: Options
    met: dict[str, str] = field(default_factory=dict)

    def once(self, outcome: Outcome, where: str) -> Outcome:
        """The outcome, or an ArticleError if its id was met before in this run."""
        if isinstance(outcome, ArticleError):
            return outcome
        first = self.met.setdefault(outcome.id, where)
        if first != where:
            return ArticleError(f"{where}: id {outcome.id!r} is taken by {first}; give one of the two another id")
        return outcome


def walk(paths: Sequence[str | Path], options: Options | None = None) -> Iterator[Outcome]:
    """Every article of the paths, and an ArticleError for each that cannot be read; the others go on.

    A path is a file, a folder (gone through recursively), or ``-`` for standard input. An article's id is its row's, or
    its file's path below the argument without the ending. Raises UsageError, before anything is read, if a path is not
    there, a folder holds no article file, or two files would get one id; two rows of one id are an ArticleError.
    """
    sources = find_sources(paths)
    return _walk(sources, _Run(options or Options()))


def find_sources(paths: Sequence[str | Path]) -> list[Source]:
    """The files behind the paths, in order. Raises UsageError as :func:`walk` says."""
    sources = [source for path in paths for source in _sources_of(path)]
    seen: dict[str, Source] = {}
    for source in sources:
        other = seen.setdefault(source.id, source)
        if other is not source and "rows" not in (_kind_of(other), _kind_of(source)):
            raise UsageError(f"two articles with the id {source.id!r}: {other.name} and {source.name}; rename one, or give the folder above both")
    return sources


def _walk(sources: Sequence[Source], run: _Run) -> Iterator[Outcome]:
    for source in sources:
        try:
            for where, outcome in _read(source, run.options):
                yield run.once(outcome, where)
        except (OSError, EOFError, lzma.LZMAError) as error:
            yield ArticleError(f"{source.name}: cannot be read: {getattr(error, 'strerror', None) or error}")


def _sources_of(path: str | Path) -> Iterator[Source]:
    if str(path) == STDIN:
        yield Source(None, "stdin", "standard input")
        return
    found = Path(path)
    if found.is_dir():
        yield from _folder(found)
    elif found.exists():
        yield Source(found, _stem(PurePosixPath(found.name)), str(path))
    else:
        raise UsageError(f"no such file or folder: {path}")


def _folder(folder: Path) -> Iterator[Source]:
    """The article files below a folder, sorted by path; hidden ones are left alone."""
    below = sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file() and _format(p.name))
    shown = [p for p in below if not any(part.startswith(".") for part in p.parts)]
    if not shown:
        raise UsageError(f"no articles in {folder}: files ending in {', '.join(FORMATS)} are read (also with .gz, .xz)")
    for path in shown:
        yield Source(folder / path, _stem(PurePosixPath(path.as_posix())), str(folder / path))


def _unpacked(name: str) -> str:
    """A file name without the ending of its compression."""
    return name[:-3] if name.lower().endswith(PACKED) else name


def _format(name: str) -> str | None:
    return FORMATS.get(PurePosixPath(_unpacked(name)).suffix.lower())


def _stem(path: PurePosixPath) -> str:
    """The path without its ending (and without that of its compression)."""
    plain = path.with_name(_unpacked(path.name))
    return str(plain.with_suffix("") if plain.suffix else plain)


def _kind_of(source: Source) -> str:
    """``file`` if the source is one article by its name, ``rows`` if it may hold several with ids of their own."""
    kind = _format(source.path.name) if source.path else None
    return "file" if kind is None or kind in _ONE else "rows"


def _open(source: Source) -> AbstractContextManager[IO[bytes]]:
    if source.path is None:
        return nullcontext(sys.stdin.buffer)
    ending = source.path.suffix.lower()
    if ending == ".gz":
        return cast("IO[bytes]", gzip.open(source.path))
    return lzma.open(source.path) if ending == ".xz" else source.path.open("rb")


def _read(source: Source, options: Options) -> Iterator[tuple[str, Outcome]]:
    """The articles of one source, each with where it stands."""
    if source.path and _format(source.path.name) == "warc":
        with _open_archive(source.path) as archive:
            yield from read_warc(archive, name=source.name, options=options)
        return
    with _open(source) as stream:
        head = _head(stream)
        kind = (_format(source.path.name) if source.path else None) or sniff(b"".join(head))
        lines = chain(head, stream)
        if kind == "xml":
            found = sniff(b"".join(head))
            kind = found if found in ("newsml", "feed", "html") else kind
        if kind == "warc":
            with _kept(head, stream) as archive:
                yield from read_warc(archive, name=source.name, options=options)
            return
        if kind == "jsonl":
            rows, own = _rows(lines, head, options)
            yield from read_jsonl(rows, name=source.name, options=own)
            return
        data = b"".join(lines)
    if many := {"json": read_json, "newsml": read_newsml, "feed": read_feed}.get(kind):
        yield from many(data, name=source.name, options=options)
        return
    if kind == "xml":
        yield source.name, ArticleError(f"{source.name}: XML of a kind that is not read: NewsML-G2, RSS, Atom and XHTML are")
        return
    try:
        read = read_html if kind == "html" else read_text
        yield source.name, read(data, id=source.id, name=source.name, options=options)
    except ArticleError as error:
        yield source.name, error


def _open_archive(path: Path) -> AbstractContextManager[IO[bytes]]:
    """A WARC file; gzip is left to its reader, which can find the next record in it after damage."""
    return lzma.open(path) if path.suffix.lower() == ".xz" else path.open("rb")


@contextmanager
def _kept(head: Sequence[bytes], stream: IO[bytes]) -> Iterator[IO[bytes]]:
    """A stream that cannot go back, as a file that can: a temporary one, as archives do not fit into memory."""
    with tempfile.TemporaryFile(prefix="musnad") as file:
        file.writelines(head)
        shutil.copyfileobj(stream, file)
        file.seek(0)
        yield file


def _head(stream: IO[bytes]) -> list[bytes]:
    """The first lines, enough to tell the format by; a stream that cannot seek needs no more."""
    head: list[bytes] = []
    while sum(map(len, head)) < _HEAD and (line := stream.readline()):
        head.append(line)
    return head


def sniff(head: bytes) -> str:
    """The format of a file whose name does not tell: ``html``, ``jsonl``, ``json``, ``newsml``, ``feed``, ``xml``, ``warc`` or ``text``."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(head):
        return "html"
    if MAGIC.match(head) or MAGIC.match(first_bytes(head)):
        return "warc"
    if start.startswith((b"<?xml", b"<!--", b"<!DOCTYPE", b"<")) and (_NEWSML.search(head) or _FEED.search(head)):
        return "newsml" if _NEWSML.search(head) else "feed"
    if start.startswith(b"<?xml"):
        return "xml"
    if start.startswith(b"{"):
        return "jsonl" if b"\n" not in start or start.split(b"\n", 1)[0].rstrip().endswith(b"}") else "json"
    return "json" if re.match(rb"\[\s*\{", start) else "text"


def _rows(lines: Iterator[bytes], head: Sequence[bytes], options: Options) -> tuple[Iterator[bytes], Options]:
    """The lines of JSONL and the options to read them with.

    In UTF-16 and UTF-32 a line feed is more than one byte, so such a file is decoded whole and given on in UTF-8.
    """
    encoding = lookup(options.encoding).name if options.encoding else "utf-16" if b"".join(head)[:2] in _WIDE_MARKS else ""
    if not encoding.startswith(("utf-16", "utf-32")):
        return lines, options
    text = b"".join(lines).decode(encoding, "replace")
    return (line.encode("utf-8", "surrogatepass") for line in text.split("\n")), replace(options, encoding=None)
