"""Run the app on this machine: one web process, one worker beside it."""

from __future__ import annotations

import logging
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from backstride.jobs.demo_ready import ready_demo
from backstride.jobs.keeper import WorkerKeeper
from backstride.knowledge.compiled import load_knowledge
from backstride.model.errors import UsageError
from backstride.web.app import create_app
from backstride.web.site import utc_now

__all__ = ["LOOPBACK", "USUAL_PORT", "run_app"]

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8470
"""Tried first when no port is asked for, so that a bookmark keeps working."""

_LONGEST_GOODBYE_S = 2


def run_app(home: Path, *, port: int | None, with_demo: bool, open_browser: bool, say: Callable[[str], object]) -> None:
    """Serve until the person stops it.

    Parameters
    ----------
    home
        The data folder.
    port
        The port to listen on, or None for the usual one or else a free one.
    with_demo
        Get the made-up runner ready in the background.
    say
        Told the address, once it answers.

    Raises
    ------
    UsageError
        If the port is taken or not allowed.
    """
    listener = _listener(port)
    address = f"http://{LOOPBACK}:{listener.getsockname()[1]}/"
    app = create_app(home)
    keeper = WorkerKeeper(home)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            access_log=False,
            log_level=logging.WARNING,
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=_LONGEST_GOODBYE_S,
        )
    )
    threading.Thread(target=_get_ready, args=(home, with_demo), daemon=True, name="get-ready").start()
    keeper.start()
    say(f"Backstride is open at {address}\nStop it with Ctrl-C. Your data stays in {home}")
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True, name="browser").start()
    try:
        server.run(sockets=[listener])
    finally:
        keeper.close()


def _get_ready(home: Path, with_demo: bool) -> None:  # noqa: FBT001 - passed on from a named argument
    load_knowledge()
    if with_demo:
        ready_demo(home, now=utc_now())


def _listener(port: int | None) -> socket.socket:
    if port is not None:
        return _bound(port)
    try:
        return _bound(USUAL_PORT)
    except UsageError:
        return _bound(0)


def _bound(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"port {port} cannot be used ({getattr(error, 'strerror', None) or error})",
            where="--port",
            advice="leave --port out, and a free one is chosen",
        ) from error
