"""Fetching from addresses that strangers chose: all that keeps it safe stands here.

- Only http and https, and no user name or password in an address.
- The address that a name resolves to is checked right where the connection is opened, and that very address is connected to: a
  name that changes its address between check and use (DNS rebinding) gains nothing. Addresses that are not of the public Internet
  are refused, unless allowed. Redirects go the same way, hop by hop, and not on for ever.
- One deadline for all hops together, checked at every read: a server that sends a byte now and then does not hold us.
- The size limit holds for what comes out of the packing (:mod:`musnad.intake.unpack`), and for what comes in.
- No cookies, no proxies or credentials from the environment. Certificates are checked.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from musnad.errors import FetchError
from musnad.intake.unpack import PackingError, TooLargeError, unpack

if TYPE_CHECKING:
    import httpx

Resolve = Callable[[str, int], list[str]]

MAX_SIZE = 10 << 20
TIMEOUT = 30.0
MAX_HOPS = 5
MOST_ADDRESSES = 4
LONGEST_URL = 4096
ACCEPTED = "gzip, deflate"
MARKUP = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain")
FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/octet-stream", *MARKUP)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


def user_agent(contact: str | None) -> str:
    """What we are, and who can be asked about it, in characters that a header may hold."""
    from musnad import __version__

    words = "".join(c for c in contact or "" if c.isascii() and c.isprintable() and c not in "()").strip()
    return f"musnad/{__version__} (reads news feeds{f'; {words}' if words else ''})"


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host by the system's resolver. Raises OSError if there are none."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def why_refused(address: str) -> str | None:
    """Why an IP address is no public one, in a word or two; None if it is public.

    Addresses that carry another inside (IPv4-mapped, 6to4, Teredo, NAT64) are judged by that one too.
    """
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return "no IP address"
    for inner in _inner(ip):
        if reason := why_refused(str(inner)):
            return f"{reason} (inside {ip})"
    kinds = ("loopback", ip.is_loopback), ("link-local", ip.is_link_local), ("multicast", ip.is_multicast), ("unspecified", ip.is_unspecified)
    named = next((name for name, holds in kinds if holds), None)
    return named or (None if ip.is_global else "private or reserved")


def _inner(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    if isinstance(ip, ipaddress.IPv4Address):
        return
    if ip in _NAT64:
        yield ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if ip.teredo:
        yield from ip.teredo
    yield from (inner for inner in (ip.ipv4_mapped, ip.sixtofour) if inner is not None)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: the address it came from after redirects, the status (200 or 304), headers with small names, the body unpacked."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved: str | None = None


@dataclass(slots=True)
class Deadline:
    """When the fetch under way must have ended."""

    at: float = float("inf")

    def start(self, seconds: float) -> None:
        """Begin: ``seconds`` from now."""
        self.at = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds left. Raises httpx's ReadTimeout when there are none."""
        import httpx

        left = self.at - time.monotonic()
        if left <= 0:
            raise httpx.ReadTimeout("out of time")
        return left


@dataclass(slots=True)
class Fetcher:
    """Fetches pages within limits. ``max_size`` is in bytes, ``timeout`` in seconds for one fetch, all its redirects counted in.

    ``resolve`` and ``transport`` can be put in for tests; whatever resolves, the addresses are checked.
    """

    user_agent: str
    allow_private: bool = False
    max_size: int = MAX_SIZE
    timeout: float = TIMEOUT
    resolve: Resolve = resolve
    transport: httpx.BaseTransport | None = None
    _deadline: Deadline = field(default_factory=Deadline)
    _client: httpx.Client | None = None

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def alike(self, max_size: int) -> Fetcher:
        """Another of the same settings but for the size, for use while this one is under way."""
        return Fetcher(self.user_agent, self.allow_private, max_size, self.timeout, self.resolve, self.transport)

    def close(self) -> None:
        """Close the connections that are kept open."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def fetch(
        self, url: str, *, headers: Mapping[str, str] | None = None, types: Iterable[str] = MARKUP, check: Callable[[str], None] | None = None
    ) -> Fetched:
        """Fetch an address: status 200 or, where a condition in ``headers`` holds, 304.

        ``types`` are the content types taken; an answer without one is taken too. ``check`` is called with each address before it is
        asked for, and may raise FetchError. Raises FetchError, in one line, for whatever else comes.
        """
        self._deadline.start(self.timeout)
        moved: str | None = None
        target = url
        for _ in range(MAX_HOPS + 1):
            check_url(target)
            if check is not None:
                check(target)
            answer = self._hop(target, dict(headers or {}), tuple(types))
            if not isinstance(answer, _Redirect):
                return Fetched(target, answer.status, answer.headers, answer.body, moved)
            moved = answer.to if answer.lasting and moved in (None, target) else moved
            target = answer.to
        raise FetchError(f"{url}: redirected more than {MAX_HOPS} times", lasting=True)

    def _hop(self, url: str, headers: dict[str, str], types: tuple[str, ...]) -> Fetched | _Redirect:
        import httpcore
        import httpx

        asked = {"user-agent": self.user_agent, "accept-encoding": ACCEPTED, "accept": ", ".join((*types, "*/*;q=0.1")), **headers}
        try:
            with self._open().stream("GET", url, headers=asked) as response:
                return self._answer(url, response, types)
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise FetchError(f"{url}: no whole answer within {self.timeout:g} s") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError, OSError, ValueError) as error:
            raise FetchError(f"{url}: {_reason(error)}") from error

    def _answer(self, url: str, response: httpx.Response, types: tuple[str, ...]) -> Fetched | _Redirect:
        status, headers = response.status_code, {name.lower(): value for name, value in response.headers.items()}
        if status in _REDIRECTS and headers.get("location"):
            return _Redirect(urljoin(url, headers["location"]), status in (301, 308))
        if status == 304:
            return Fetched(url, status, headers, b"")
        if status != 200:
            said = f"{url}: HTTP {status} {_status_words(status)}".rstrip()
            raise FetchError(said, status=status, lasting=_is_lasting(status), wait=retry_after(headers.get("retry-after")))
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        if kind and kind not in types:
            raise FetchError(f"{url}: is {kind[:60]}, which is not read here", lasting=True)
        return Fetched(url, status, headers, self._body(url, response, headers))

    def _body(self, url: str, response: httpx.Response, headers: Mapping[str, str]) -> bytes:
        """The body unpacked, within the limits."""
        claimed = headers.get("content-length", "")
        if claimed.isdigit() and int(claimed) > self.max_size:
            raise FetchError(f"{url}: {int(claimed):,} bytes are more than the {self.max_size:,} allowed (--max-size)", lasting=True)
        try:
            return unpack(self._limited(response), headers.get("content-encoding", ""), self.max_size)
        except TooLargeError as error:
            raise FetchError(f"{url}: more than the {self.max_size:,} bytes allowed (--max-size)", lasting=True) from error
        except PackingError as error:
            raise FetchError(f"{url}: {error}", lasting=True) from error

    def _limited(self, response: httpx.Response) -> Iterator[bytes]:
        """The body as it comes, to the size limit: packing may make it smaller, and never much larger."""
        size = 0
        for chunk in response.iter_raw():
            size += len(chunk)
            if size > self.max_size:
                raise TooLargeError
            self._deadline.left()
            yield chunk

    def _open(self) -> httpx.Client:
        if self._client is None:
            from http.cookiejar import CookieJar, DefaultCookiePolicy

            import httpx

            nobody = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
            transport = self.transport or _transport(self)
            self._client = httpx.Client(transport=transport, cookies=nobody, follow_redirects=False, trust_env=False, timeout=self.timeout)
        return self._client

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host that may be connected to. Raises FetchError if there are none."""
        reasons: list[str] = []
        allowed: list[str] = []
        for address in self.resolve(host, port):
            reason = None if self.allow_private else why_refused(address)
            if reason is None:
                allowed.append(address)
            else:
                reasons.append(f"{address} is {reason}")
        if not allowed:
            hint = "; --allow-private lets it through" if reasons else ""
            raise FetchError(f"{host}: refused: {', '.join(reasons) or 'it has no address'}{hint}", lasting=bool(reasons))
        return allowed


@dataclass(frozen=True, slots=True)
class _Redirect:
    """Where an answer sends us on to, and whether for good."""

    to: str
    lasting: bool


def check_url(url: str) -> None:
    """Raises FetchError unless an address is one of http or https, with a host, and without a user name or password."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(f"{url[:200]}: no address: {error}", lasting=True) from error
    if parts.scheme.lower() not in ("http", "https"):
        raise FetchError(f"{url[:200]}: only http and https are fetched", lasting=True)
    if not host or port == 0 or len(url) > LONGEST_URL or any(ord(c) < 33 for c in url):
        raise FetchError(f"{url[:200]}: no address", lasting=True)
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"{parts.scheme}://…@{host}: a user name or password in an address is not used; take it out", lasting=True)


def retry_after(value: str | None) -> float | None:
    """The seconds that a ``Retry-After`` header asks for, as a number or a date; None if it asks for none."""
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    written = (value or "").strip()
    if written.isdigit():
        return float(min(int(written[:9]), 30 * 86400))
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, min((moment - datetime.now(UTC)).total_seconds(), 30 * 86400.0))


def _is_lasting(status: int) -> bool:
    """Whether a status will be the same next time: a client's fault other than "later" and "too many"."""
    return 400 <= status < 500 and status not in (403, 408, 425, 429)


def _status_words(status: int) -> str:
    from http import HTTPStatus

    return HTTPStatus(status).phrase if status in HTTPStatus.__members__.values() else ""


def _reason(error: Exception) -> str:
    """An error of the network in a few words."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate is not valid: {cause.verify_message}"
        if isinstance(cause, socket.gaierror):
            return "no such host, or no network"
        cause = cause.__cause__ or cause.__context__
    return " ".join(str(error).split())[:200] or type(error).__name__


# --- the connection ------------------------------------------------------------------------------------------------------


def _transport(fetcher: Fetcher) -> httpx.BaseTransport:
    """Httpx over httpcore's pool, with connections opened by :class:`_Guard` below."""
    import httpcore
    import httpx

    class Guard(httpcore.NetworkBackend):
        """Opens connections to checked addresses only."""

        def connect_tcp(
            self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Any = None
        ) -> httpcore.NetworkStream:
            addresses = fetcher.addresses(host, port)
            for address in addresses[:MOST_ADDRESSES]:
                left = min(timeout or fetcher.timeout, fetcher._deadline.left())
                try:
                    return Timed(inner.connect_tcp(address, port, left, local_address, socket_options))
                except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                    failure = error  # another of its addresses may be reached: not every machine has IPv6
            raise failure

        def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Any = None) -> httpcore.NetworkStream:  # noqa: ARG002
            raise FetchError(f"{path}: sockets of files are not used", lasting=True)

    class Timed(httpcore.NetworkStream):
        """A connection every read and write of which ends with the fetch's deadline."""

        def __init__(self, stream: httpcore.NetworkStream) -> None:
            self._stream = stream

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline is what counts
            return self._stream.read(max_bytes, fetcher._deadline.left())

        def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
            self._stream.write(buffer, fetcher._deadline.left())

        def close(self) -> None:
            self._stream.close()

        def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:  # noqa: ARG002
            return Timed(self._stream.start_tls(ssl_context, server_hostname, fetcher._deadline.left()))

        def get_extra_info(self, info: str) -> Any:
            return self._stream.get_extra_info(info)

    class Guarded(httpx.BaseTransport):
        """Hands httpx's requests to the pool."""

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            url = httpcore.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path)
            asked = httpcore.Request(request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions)
            answer = pool.handle_request(asked)
            return httpx.Response(answer.status, headers=answer.headers, stream=Body(answer.stream), extensions=answer.extensions)

        def close(self) -> None:
            pool.close()

    class Body(httpx.SyncByteStream):
        """The body of an answer as httpx wants it."""

        def __init__(self, stream: Any) -> None:
            self._stream = stream

        def __iter__(self) -> Iterator[bytes]:
            yield from self._stream

        def close(self) -> None:
            self._stream.close()

    inner = httpcore.SyncBackend()
    pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(trust_env=False), max_connections=10, keepalive_expiry=15.0, network_backend=Guard())
    return Guarded()
