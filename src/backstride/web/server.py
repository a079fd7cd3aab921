"""Run the app on this machine: one web process, one worker beside it.

As a program (``python -m backstride.web.server SETTINGS``, where the settings are JSON) it is the process image that
``backstride serve`` becomes, so that what the command line needed for its own work is not kept in memory.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from backstride.jobs.keeper import WorkerKeeper
from backstride.model.codec import decode_json
from backstride.model.errors import UsageError, UserError
from backstride.web.app import create_app
from backstride.web.lan import Lan, home_addresses
from backstride.web.late_pages import load_all_pages
from backstride.web.serve_settings import ServeSettings
from backstride.web.site import utc_now

__all__ = ["LOOPBACK", "USUAL_PORT", "main", "run_app", "say_aloud"]

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8470
"""Tried first when no port is asked for, so that a bookmark keeps working."""

_LONGEST_GOODBYE_S = 2
_FIRST_PAGE_GOES_FIRST_S = 0.5


def main(words: list[str]) -> int:
    """Serve with settings written as JSON; gives the exit status."""
    try:
        run_app(decode_json(words[0], ServeSettings), say=say_aloud)
    except UserError as error:
        sys.stderr.write(f"{error.line()}\n")
        return error.exit_code
    return 0


def run_app(settings: ServeSettings, *, say: Callable[[str], object]) -> None:
    """Serve until the person stops it.

    Parameters
    ----------
    say
        Told the address, once it answers.

    Raises
    ------
    UsageError
        If the port is taken or not allowed, or there is no home network.
    """
    home = Path(settings.home)
    with contextlib.ExitStack() as open_until_the_end:
        listeners = [open_until_the_end.enter_context(_listener(settings.port))]
        port = listeners[0].getsockname()[1]
        lan = _lan(port) if settings.lan else None
        listeners += [open_until_the_end.enter_context(_bound(one, port)) for one in (lan.addresses if lan else ())]
        address = f"http://{LOOPBACK}:{port}/"
        server = uvicorn.Server(
            uvicorn.Config(
                create_app(home, lan=lan),
                access_log=False,
                log_level=logging.WARNING,
                server_header=False,
                # Who sent a request decides what it may see, so nobody may say it was someone else.
                proxy_headers=False,
                lifespan="off",
                ws="none",
                timeout_graceful_shutdown=_LONGEST_GOODBYE_S,
            )
        )
        keeper = WorkerKeeper(home)
        threading.Thread(target=_get_ready, args=(settings, keeper), daemon=True, name="get-ready").start()
        say(f"Backstride is open at {address}\nStop it with Ctrl-C. Your data stays in {home}")
        if lan:
            say(_lan_words(lan))
        if settings.open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True, name="browser").start()
        try:
            server.run(sockets=listeners)
        finally:
            keeper.close()


def _get_ready(settings: ServeSettings, keeper: WorkerKeeper) -> None:
    """Start the worker, and load what the first page did not need, and the made-up runner."""
    time.sleep(_FIRST_PAGE_GOES_FIRST_S)
    keeper.start()
    load_all_pages()
    from backstride.jobs.demo_ready import ready_demo
    from backstride.knowledge.compiled import load_knowledge

    load_knowledge()
    if settings.with_demo:
        ready_demo(Path(settings.home), now=utc_now())


def _lan(port: int) -> Lan:
    addresses = home_addresses()
    if not addresses:
        raise UsageError(
            "this machine is in no home network", where="--lan", advice="join your Wi-Fi, or leave --lan out"
        )
    return Lan(addresses=addresses, port=port)


def _lan_words(lan: Lan) -> str:
    code = lan.desk.new_code(utc_now())
    return (
        f"\nTo open it on a phone in the same Wi-Fi, scan this within ten minutes:\n\n{lan.terminal_picture(code)}\n"
        f"Or open {lan.address} there and type the code {code.text}\n"
        "A new code is made on the page /devices of this machine.\n"
        "What goes over the Wi-Fi is not locked: use this at home only.\n"
    )


def _listener(port: int | None) -> socket.socket:
    if port is not None:
        return _bound(LOOPBACK, port)
    try:
        return _bound(LOOPBACK, USUAL_PORT)
    except UsageError:
        return _bound(LOOPBACK, 0)


def _bound(address: str, port: int) -> socket.socket:
    try:
        return socket.create_server((address, port))
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"port {port} cannot be used ({getattr(error, 'strerror', None) or error})",
            where="--port",
            advice="leave --port out, and a free one is chosen",
        ) from error


def say_aloud(text: str) -> None:
    """Tell the person at the terminal at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
