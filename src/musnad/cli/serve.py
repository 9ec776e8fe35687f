"""``musnad serve``: the reading room of a store, in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import socket

    from musnad.web.settings import Settings

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
LOCAL = ("127.0.0.1", "localhost", "::1")


@app.command()
def serve(
    store: Annotated[str, typer.Argument(metavar="STORE", help="A file, or postgresql://user@host/database.")],
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, metavar="N", help="Port to listen on; 0 takes any that is free.")] = 8017,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to listen on; other than this machine's own it needs --token or --behind-proxy.")
    ] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            envvar="MUSNAD_TOKEN",
            show_envvar=False,
            help="Let in only who gives this; better set as MUSNAD_TOKEN, which nobody sees in a list of processes.",
        ),
    ] = None,
    behind_proxy: Annotated[bool, typer.Option("--behind-proxy", help="A proxy before it checks who comes, and may name them in X-Forwarded-User.")] = False,
    name: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="Host name under which it is reached, as news.example.org; others are refused.")
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Let nobody add, judge or correct.")] = False,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Let the page for adding fetch also from private and loopback addresses.")] = False,
    knowledge: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of your own actors, outlets, places and verbs, laid over Musnad's.")] = None,
) -> None:
    """Open a store in a browser: read articles with their events and chains, search, review, add.

    It listens on this machine only. Everything it needs comes with Musnad: nothing is fetched from elsewhere, but for a page that
    someone asks it to add. Ctrl-C ends it.

    \b
    Examples:
      musnad serve news.db
      musnad serve news.db --port 9000 --read-only
      MUSNAD_TOKEN=... musnad serve news.db --host 0.0.0.0 --name news.example.org
    """
    import uvicorn

    from musnad.knowledge import use_folder
    from musnad.store import open_store
    from musnad.web import assets
    from musnad.web.app import create_app
    from musnad.web.warming import warm

    settings = settings_for(host, token, behind_proxy, tuple(name or ()), read_only, allow_private)
    assets.require()
    use_folder(knowledge)
    with open_store(store, create=False) as opened, listening(host, port) as door:
        warm(opened)
        shown = f"[{host}]" if ":" in host else host
        typer.echo(f"musnad: http://{shown}:{door.getsockname()[1]}/  (Ctrl-C ends it)", err=True)
        config = uvicorn.Config(create_app(opened, settings), log_level="warning", server_header=False, proxy_headers=behind_proxy)
        uvicorn.Server(config).run(sockets=[door])


def settings_for(host: str, token: str | None, behind_proxy: bool, names: tuple[str, ...], read_only: bool, allow_private: bool) -> Settings:
    """The settings of these options. UsageError for an address that others reach where nothing asks who they are."""
    from musnad.errors import UsageError
    from musnad.web.settings import LOOPBACK, Settings

    token = (token or "").strip() or None
    local = host in LOCAL
    if not local and token is None and not behind_proxy:
        raise UsageError(f"--host {host}: others could read and change the store; give --token, or --behind-proxy if a proxy checks who comes")
    hosts = (*LOOPBACK, *(given.lower() for given in names)) if local or names else ()
    return Settings(token=token, behind_proxy=behind_proxy, read_only=read_only, hosts=hosts, allow_private=allow_private)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens. UsageError where the address is not ours, or the port is taken."""
    import socket

    from musnad.errors import UsageError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named: asyncio sends small pieces at once, as pages need it, only where it knows that this is TCP.
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen(128)
    except OSError as error:
        door.close()
        raise UsageError(f"cannot listen on {host} port {port}: {error.strerror}; give another with --port, or --port 0 for any that is free") from error
    return door
