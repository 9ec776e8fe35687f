"""The door: every request passes here before a page sees it, and every answer on its way out.

Host names are checked against DNS rebinding, bodies are measured, the token is asked for, forms must carry what we gave them (a masked
HMAC of the session, which no other site can read), and each answer says what a browser may do with it.
"""

from __future__ import annotations

import hmac
import re
import time
from collections import defaultdict, deque
from secrets import token_bytes, token_urlsafe
from threading import Lock
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.errors import RefusedError
from musnad.web.settings import Settings

SESSION, PASS = "musnad_session", "musnad_pass"
FIELD, HEADER = "csrf", "x-csrf-token"
SAFE = ("GET", "HEAD", "OPTIONS")
OPEN = ("/login", "/static/")  # what those see who have not given the token
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # no-referrer would make browsers send our own forms with "Origin: null"
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_SESSION = re.compile(r"[A-Za-z0-9_-]{20,64}")


class Limit:
    """So many times in a minute for each address; old ones are forgotten."""

    def __init__(self, most: int, seconds: float = 60.0) -> None:
        self._most, self._seconds = most, seconds
        self._times: dict[str, deque[float]] = defaultdict(deque)
        self._lock = Lock()

    def count(self, who: str, many: int = 1) -> None:
        """Note ``many`` more; RefusedError if that is too many."""
        now = time.monotonic()
        with self._lock:
            for name in [name for name, times in self._times.items() if not times or now - times[-1] > self._seconds]:
                del self._times[name]
            times = self._times[who]
            while times and now - times[0] > self._seconds:
                times.popleft()
            if len(times) + many > self._most:
                raise RefusedError(f"more than {self._most} in a minute: wait a little, then try again", status=429)
            times.extend([now] * many)


def csrf_token(request: Request) -> str:
    """What a form of this session must carry. Another mask each time, so that compression tells nothing of it."""
    nonce = token_bytes(16)
    return f"{nonce.hex()}{_sign(request, nonce).hex()}"


def _sign(request: Request, nonce: bytes) -> bytes:
    settings: Settings = request.app.state.settings
    return hmac.digest(settings.secret, b"csrf" + nonce + request.state.session.encode(), "sha256")


async def checked(request: Request) -> None:
    """RefusedError for a request that would change something and does not come from a form of ours, or from a program with the token."""
    if request.method in SAFE or bearer(request):
        return
    given = request.headers.get(HEADER) or (await request.form()).get(FIELD)
    if request.headers.get("sec-fetch-site") == "cross-site" or not isinstance(given, str) or not _fits(request, given):
        raise RefusedError("this form is not ours, or is from before the last start: load the page again, and send it once more")


def _fits(request: Request, given: str) -> bool:
    if not re.fullmatch(r"[0-9a-f]{96}", given):
        return False
    raw = bytes.fromhex(given)
    return hmac.compare_digest(raw[16:], _sign(request, raw[:16]))


def bearer(request: Request) -> bool:
    """Whether a program brings the token itself, in its Authorization header."""
    settings: Settings = request.app.state.settings
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    return settings.token is not None and kind.lower() == "bearer" and same(given.strip(), settings.token)


def same(a: str, b: str) -> bool:
    """Whether two texts are one, in a time that does not tell where they part."""
    return hmac.compare_digest(a.encode("utf-8", "replace"), b.encode("utf-8", "replace"))


def pass_of(request: Request) -> str:
    """The cookie that shows that this session gave the token."""
    settings: Settings = request.app.state.settings
    return hmac.digest(settings.secret, b"pass" + request.state.session.encode(), "sha256").hex()


def may_enter(request: Request) -> bool:
    """Whether the token was given, or none is asked for."""
    settings: Settings = request.app.state.settings
    return settings.token is None or bearer(request) or same(request.cookies.get(PASS, ""), pass_of(request))


def address(request: Request) -> str:
    """Who asks, for limits."""
    return request.client.host if request.client else ""


class Door:
    """The middleware that does all of this."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        settings: Settings = request.app.state.settings
        known = request.cookies.get(SESSION, "")
        session = known if _SESSION.fullmatch(known) else token_urlsafe(24)
        request.state.session = session
        outgoing = _dressed(request, send, None if session == known else session)
        refusal = _refusal(request, settings)
        if refusal is not None:
            await refusal(scope, receive, outgoing)
            return
        await self._app(scope, _measured(receive, settings.largest), outgoing)


def _refusal(request: Request, settings: Settings) -> Response | None:
    """What those get who may not pass."""
    from musnad.web.faults import page

    if settings.hosts and host_name(request.headers.get("host", "")) not in settings.hosts:
        return page(request, RefusedError("this name is not one that the reading room answers to: use the address that `musnad serve` printed", status=421))
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > settings.largest:
        return page(request, RefusedError(f"too large: at most {settings.largest // 1_000_000} MB at once", status=413))
    path = request.url.path
    if not may_enter(request) and not any(path == free or path.startswith(free) and free.endswith("/") for free in OPEN):
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            return RedirectResponse(f"/login?next={quote(path)}", 303)
        return page(request, RefusedError("the token is missing: log in, or send it as `Authorization: Bearer TOKEN`", status=401))
    return None


def host_name(host: str) -> str:
    """A Host header without its port."""
    return re.sub(r":\d+$", "", host.strip().lower())


def _measured(receive: Receive, largest: int) -> Receive:
    """The body, as long as it is no larger than it may be."""
    seen = 0

    async def measured() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > largest:
            raise HTTPException(413, f"too large: at most {largest // 1_000_000} MB at once")  # FastAPI hides all others
        return message

    return measured


def _kept(request: Request) -> str:
    """How long a browser may keep an answer: built files whose URL changes with them for good, fonts for a day, pages not at all."""
    if not request.url.path.startswith("/static/"):
        return "private, no-store"
    return "public, max-age=31536000, immutable" if request.query_params.get("v") else "public, max-age=86400"


def _dressed(request: Request, send: Send, session: str | None) -> Send:
    """Answers with our headers, and with the session where it is new."""

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", _kept(request))
            if session is not None and not request.url.path.startswith("/static/"):
                secure = "; Secure" if request.url.scheme == "https" else ""
                headers.append("set-cookie", f"{SESSION}={session}; Path=/; HttpOnly; SameSite=Strict{secure}")
        await send(message)

    return dressed
