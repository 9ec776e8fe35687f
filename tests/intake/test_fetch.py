"""Fetching within limits, against servers that mean no good."""
from __future__ import annotations

import gzip
import resource
import socket
import threading
import time
import zlib
from typing import Any

import httpcore
import httpx
import pytest

from musnad.errors import FetchError
from musnad.intake.fetch import Fetcher, check_url, retry_after, why_refused

from .conftest import Site, answer


@pytest.fixture
def fetcher() -> Any:
    with Fetcher("musnad/test", allow_private=True, timeout=5.0, max_size=1 << 20) as made:
        yield made


def fails(fetcher: Fetcher, url: str, match: str, **how: Any) -> FetchError:
    with pytest.raises(FetchError, match=match) as caught:
        fetcher.fetch(url, **how)
    assert "\n" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(("address", "reason"), [
    ("127.0.0.1", "loopback"), ("127.8.8.8", "loopback"), ("::1", "loopback"), ("10.0.0.1", "private"), ("172.16.0.1", "private"), ("192.168.1.1", "private"),
    ("169.254.169.254", "link-local"), ("fe80::1%eth0", "link-local"), ("100.64.0.1", "private"), ("100.127.255.254", "private"), ("224.0.0.1", "multicast"),
    ("ff02::1", "multicast"), ("0.0.0.0", "unspecified"), ("::", "unspecified"), ("fd00::1", "private"), ("240.0.0.1", "reserved"),
    ("255.255.255.255", "reserved"), ("192.0.2.1", "reserved"),
    ("::ffff:127.0.0.1", "loopback"), ("::ffff:10.1.1.1", "private"), ("2002:7f00:1::", "loopback"), ("64:ff9b::a00:1", "private"),
    ("not an address", "no IP"),
])
def test_addresses_that_are_not_of_the_public_internet(address: str, reason: str) -> None:
    assert reason in (why_refused(address) or "")


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "100.63.0.1", "100.128.0.1"])
def test_public_addresses(address: str) -> None:
    assert why_refused(address) is None


@pytest.mark.parametrize(("url", "match"), [
    ("file:///etc/passwd", "only http"), ("ftp://news.test/", "only http"), ("javascript:1", "only http"), ("http:///x", "no address"),
    ("http://user:sesame@news.test/", "user name"), ("http://user@news.test/", "user name"), ("http://news.test:99999/", "no address"),
    ("http://news.test/a b", "no address"), ("http://news.test/\r\nX: y", "no address"), ("http://[::1", "no address"),
    ("http://news.test/" + "a" * 5000, "no address"),
])
def test_addresses_that_are_not_fetched(url: str, match: str) -> None:
    with pytest.raises(FetchError, match=match) as caught:
        check_url(url)
    assert caught.value.lasting and "sesame" not in str(caught.value)


def test_a_page_with_its_headers_and_an_honest_name(site: Site, fetcher: Fetcher) -> None:
    site.paths["/"] = lambda request: answer(request, b"<p>x", etag='"7"')
    found = fetcher.fetch(site.base + "/", headers={"if-none-match": '"6"'})
    assert (found.status, found.body, found.headers["etag"], found.url) == (200, b"<p>x", '"7"', site.base + "/")
    assert site.headers[0]["user-agent"] == "musnad/test" and site.headers[0]["if-none-match"] == '"6"'


def test_not_modified(site: Site, fetcher: Fetcher) -> None:
    site.paths["/"] = lambda request: answer(request, b"", status=304)
    assert fetcher.fetch(site.base + "/").status == 304


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_loopback_in_any_writing_is_refused(site: Site, host: str) -> None:
    site.paths["/"] = b"secret"
    with Fetcher("musnad/test") as careful:
        error = fails(careful, f"http://{host}:{site.port}/", "refused|no such host|no address")
    assert site.asked == [] and (error.lasting or "no such host" in str(error))


def test_a_name_that_changes_its_address_after_the_check_is_connected_to_as_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    answers, connected = iter([["93.184.216.34"], ["127.0.0.1"]]), []

    def connect(self: object, host: str, *_: object) -> None:
        connected.append(host)
        raise httpcore.ConnectError("no network in tests")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with Fetcher("musnad/test", resolve=lambda host, port: next(answers)) as careful:
        fails(careful, "http://rebind.test/", "no network in tests")
        fails(careful, "http://rebind.test/", "127.0.0.1 is loopback")
    assert connected == ["93.184.216.34"]


def test_every_address_of_a_name_is_judged(site: Site) -> None:
    with Fetcher("musnad/test", resolve=lambda host, port: ["10.0.0.1", "127.0.0.1"]) as careful:
        assert "10.0.0.1 is private" in str(fails(careful, "http://both.test/", "127.0.0.1 is loopback"))


def test_another_address_is_tried_where_one_cannot_be_reached(site: Site) -> None:
    site.paths["/"] = b"<p>x"
    with Fetcher("musnad/test", allow_private=True, resolve=lambda host, port: ["127.0.0.9", "::1", "127.0.0.1"]) as patient:
        assert patient.fetch(f"http://many.test:{site.port}/").body == b"<p>x"


class _Public(httpx.BaseTransport):
    """A public site that sends on to another address; whoever follows comes to the real transport."""

    def __init__(self, to: str, real: httpx.BaseTransport) -> None:
        self.to, self.real = to, real

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.url.host == "public.test":
            return httpx.Response(302, headers={"location": self.to})
        return self.real.handle_request(request)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "inside.test"])
def test_a_public_page_that_redirects_to_this_machine_is_refused(site: Site, host: str) -> None:
    from musnad.intake.fetch import _transport

    site.paths["/admin"] = b"secret"
    careful = Fetcher("musnad/test", resolve=lambda name, port: ["127.0.0.1"])
    careful.transport = _Public(f"http://{host}:{site.port}/admin", _transport(careful))
    fails(careful, "http://public.test/", "refused: 127.0.0.1 is loopback")
    careful.close()
    assert site.asked == []


@pytest.mark.parametrize(("to", "match"), [("file:///etc/passwd", "only http"), ("http://a:b@public.test/", "user name")])
def test_redirects_are_checked_like_addresses(to: str, match: str) -> None:
    fails(Fetcher("musnad/test", transport=httpx.MockTransport(lambda request: httpx.Response(301, headers={"location": to}))), "http://public.test/", match)


def test_redirects_end_and_say_where_a_feed_has_moved(site: Site, fetcher: Fetcher) -> None:
    site.paths["/loop"] = lambda request: answer(request, b"", status=302, location="/loop")
    fails(fetcher, site.base + "/loop", "more than 5 times")
    site.paths["/old"] = lambda request: answer(request, b"", status=301, location="/new")
    site.paths["/new"] = b"<p>x"
    found = fetcher.fetch(site.base + "/old")
    assert found.url == found.moved == site.base + "/new"


@pytest.mark.parametrize("status", [404, 410, 429, 500, 503])
def test_errors_of_the_server(site: Site, fetcher: Fetcher, status: int) -> None:
    site.paths["/"] = lambda request: answer(request, b"", status=status, retry_after="120")
    error = fails(fetcher, site.base + "/", f"HTTP {status} ")
    assert (error.status, error.lasting, error.wait) == (status, status in (404, 410), 120.0)


def test_retry_after_as_a_date_or_nonsense() -> None:
    assert retry_after("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0
    assert retry_after("99999999999999") == 30 * 86400.0
    assert retry_after("soon") is retry_after(None) is None


def test_two_gigabytes_claimed_are_not_waited_for(site: Site, fetcher: Fetcher) -> None:
    site.paths["/"] = lambda request: answer(request, b"x", content_length=str(2 << 30))
    fails(fetcher, site.base + "/", "2,147,483,648 bytes are more")


def test_a_body_without_end_is_cut(site: Site, fetcher: Fetcher) -> None:
    sent = []

    def endless(request: Any) -> None:
        request.send_response(200)
        request.send_header("content-type", "text/html")
        request.end_headers()
        while True:
            request.wfile.write(b"x" * 65536)
            sent.append(65536)

    site.paths["/"] = endless
    fails(fetcher, site.base + "/", "more than the 1,048,576 bytes allowed")
    assert sum(sent) < 20 << 20


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate", "br"])
def test_bombs_are_stopped_before_they_are_unpacked(site: Site, fetcher: Fetcher, encoding: str) -> None:
    zeros = b"\0" * (1 << 20)
    if encoding == "br":
        brotli = pytest.importorskip("brotli")
        bomb = brotli.compress(zeros * 80, quality=4)
    else:
        machine = zlib.compressobj(9, zlib.DEFLATED, {"gzip": 31, "deflate": 15}.get(encoding, -15))
        bomb = b"".join(machine.compress(zeros) for _ in range(80)) + machine.flush()
    assert len(bomb) < 1 << 20
    site.paths["/"] = lambda request: answer(request, bomb, content_encoding=encoding.rsplit(maxsplit=1)[-1])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    fails(fetcher, site.base + "/", "more than the 1,048,576 bytes allowed")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000


def test_packed_pages_are_unpacked_and_false_packing_is_told(site: Site, fetcher: Fetcher) -> None:
    site.paths["/gzip"] = lambda request: answer(request, gzip.compress(b"<p>a") + gzip.compress(b"<p>b"), content_encoding="gzip")
    site.paths["/false"] = lambda request: answer(request, b"<p>plain", content_encoding="gzip")
    site.paths["/odd"] = lambda request: answer(request, b"<p>", content_encoding="zstd")
    assert fetcher.fetch(site.base + "/gzip").body == b"<p>a<p>b"
    fails(fetcher, site.base + "/false", "not the gzip")
    fails(fetcher, site.base + "/odd", "'zstd', which is not read here")


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_server_that_sends_a_byte_now_and_then_does_not_hold_us(part: str) -> None:
    server = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def drip() -> None:
        connection, _ = server.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n" + (b"\r\n" if part == "body" else b"x: "))
            while not done.wait(0.05):
                try:
                    connection.sendall(b"y")
                except OSError:
                    return

    threading.Thread(target=drip, daemon=True).start()
    began = time.monotonic()
    with Fetcher("musnad/test", allow_private=True, timeout=0.5) as hasty:
        error = fails(hasty, f"http://127.0.0.1:{server.getsockname()[1]}/", "no whole answer within 0.5 s")
    done.set()
    server.close()
    assert time.monotonic() - began < 2.0 and not error.lasting


def test_only_pages_and_feeds_are_taken(site: Site, fetcher: Fetcher) -> None:
    site.paths["/"] = lambda request: answer(request, b"%PDF", type="application/pdf")
    fails(fetcher, site.base + "/", "is application/pdf")


def test_no_cookies_are_kept(site: Site, fetcher: Fetcher) -> None:
    site.paths["/"] = lambda request: answer(request, b"<p>", set_cookie="who=you; Path=/")
    fetcher.fetch(site.base + "/")
    fetcher.fetch(site.base + "/")
    assert [set(headers) & {"cookie", "authorization", "referer"} for headers in site.headers] == [set(), set()]


def test_nothing_is_taken_from_the_environment(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.paths["/"] = b"<p>x"
    assert fetcher.fetch(site.base + "/").body == b"<p>x"


def test_a_connection_that_breaks_off_is_one_line(fetcher: Fetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    fails(fetcher, f"http://127.0.0.1:{port}/", "refused")
