"""The door: hosts, tokens, forms, limits and headers."""
from __future__ import annotations

import pytest
from fastapi.routing import APIRoute

from musnad.errors import RefusedError
from musnad.web.security import HEADERS, Limit


def routes(room) -> list[tuple[str, str]]:
    """Every method and path of the application."""
    found = [(method, route.path) for route in all_routes(room.app) for method in route.methods]
    assert len(found) > 2
    return found


def all_routes(app) -> list[APIRoute]:
    from fastapi.routing import iter_route_contexts

    return [context.route for context in iter_route_contexts(app.routes) if isinstance(context.route, APIRoute)]


def test_a_foreign_name_is_refused(room) -> None:
    assert room.get("/login").status_code == 200
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8017", ""):
        answer = room.get("/login", headers={"host": host})
        assert answer.status_code == 421
        assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1:8017", "localhost", "LOCALHOST:1", "[::1]:8017"])
def test_our_own_names_are_taken(room, host: str) -> None:
    assert room.get("/login", headers={"host": host}).status_code == 200


def test_a_name_that_was_given_is_taken(open_room) -> None:
    room = open_room(hosts=("news.example.org",))
    assert room.get("/login", headers={"host": "news.example.org"}).status_code == 200
    assert room.get("/login").status_code == 421


@pytest.mark.parametrize("path", ["/login", "/nothing", "/nothing.json", "/openapi.json"])
def test_every_answer_says_what_a_browser_may_do(room, path: str) -> None:
    answer = room.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "'unsafe" not in HEADERS["content-security-policy"]


def test_every_post_needs_a_form_of_ours(room) -> None:
    posts = [path for method, path in routes(room) if method == "POST"]
    assert posts
    for path in posts:
        answer = room.post(path.replace("{number}", "1").replace("{judgement}", "x"), data={"csrf": "0" * 96, "token": "x"})
        assert answer.status_code == 403, path
        assert "form is not ours" in answer.text, path


def test_a_token_of_another_session_is_refused(open_room) -> None:
    one, other = open_room(token="secret"), open_room(token="secret")
    assert one.post("/login", data={"csrf": other.csrf(), "token": "secret"}).status_code == 403
    assert one.post("/login", data={"csrf": one.csrf(), "token": "secret"}).status_code == 303
    assert one.post("/login", data={"token": "secret"}, headers={"x-csrf-token": one.csrf()}).status_code == 303
    refused = one.post("/login", data={"csrf": one.csrf(), "token": "secret"}, headers={"sec-fetch-site": "cross-site"})
    assert refused.status_code == 403


def test_only_the_token_opens(open_room) -> None:
    room = open_room(token="سر-secret")
    page = room.get("/search", headers={"accept": "text/html"})
    assert page.status_code == 303
    assert page.headers["location"] == "/login?next=/search"
    assert room.get("/search.json").status_code == 401
    assert room.submit("/login", token="guess", next="/search").status_code == 401
    answer = room.submit("/login", token="سر-secret", next="/search")
    assert answer.headers["location"] == "/search"
    for flag in ("HttpOnly", "SameSite=strict"):
        assert flag.lower() in answer.headers["set-cookie"].lower()
    assert room.get("/search").status_code == 200


def test_a_program_brings_the_token_itself(open_room) -> None:
    room = open_room(token="secret")
    assert room.get("/search.json", headers={"authorization": "Bearer secret"}).status_code == 200
    assert room.get("/search.json", headers={"authorization": "Bearer secre"}).status_code == 401


def test_the_pass_is_of_one_session(open_room) -> None:
    one, other = open_room(token="secret"), open_room(token="secret")
    one.submit("/login", token="secret")
    other.get("/login")
    other.cookies.set("musnad_pass", one.cookies["musnad_pass"])
    assert other.get("/search").status_code == 401


@pytest.mark.parametrize("where", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_the_door_leads_nowhere_else(open_room, where: str) -> None:
    assert open_room(token="secret").submit("/login", token="secret", next=where).headers["location"] == "/"


def test_guessing_is_slowed(open_room) -> None:
    room = open_room(token="secret", logins=3)
    assert [room.submit("/login", token="guess").status_code for _ in range(4)] == [401, 401, 401, 429]


def test_what_is_too_large_is_refused(open_room) -> None:
    room = open_room(token="x", largest=1000)
    assert room.post("/login", data={"token": "x" * 2000}).status_code == 413

    def drops():
        for _ in range(10):
            yield b"x" * 500

    assert room.post("/login", content=drops(), headers={"content-type": "application/x-www-form-urlencoded"}).status_code == 413


def test_a_limit_forgets() -> None:
    limit = Limit(2, seconds=0.05)
    limit.count("a")
    limit.count("a")
    limit.count("b")
    with pytest.raises(RefusedError):
        limit.count("a")
    import time

    time.sleep(0.06)
    limit.count("a")


def test_an_unforeseen_error_shows_no_trace(room, monkeypatch) -> None:
    from musnad.store import Store

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a secret path")

    monkeypatch.setattr(Store, "columns", broken)
    answer = room.get("/search?words=خبر")
    assert answer.status_code == 500
    assert "secret" not in answer.text and "Traceback" not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]
    assert room.get("/search.json?words=خبر").json()["status"] == 500


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/..%2f..%2fetc/passwd", "/articles/..%2f..%2fetc"])
def test_paths_lead_out_of_nothing(room, path: str) -> None:
    assert room.get(path).status_code in (400, 404, 422)
