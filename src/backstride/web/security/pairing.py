"""Who may come in over the home network: this machine always, another device once it was paired.

A code is short, so it is worth little to a guesser: it works once, for ten minutes, and five wrong guesses, from
whatever device, end it. What a paired device then shows is a long random token in a cookie that no script can read.
"""

from __future__ import annotations

import ipaddress
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from backstride.service.paired_devices import device_of
from backstride.web.security.refusal import refuse

__all__ = [
    "CODE_LASTS",
    "DEVICE_COOKIE",
    "Guess",
    "MOST_WRONG_GUESSES",
    "PairingCode",
    "PairingDesk",
    "PairingGuard",
    "is_this_machine",
]

CODE_LASTS = timedelta(minutes=10)
MOST_WRONG_GUESSES = 5
DEVICE_COOKIE = "backstride_device"
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Nothing that can be taken for something else."""
_LENGTH = 6
_FORWARDED = frozenset({b"forwarded", b"x-forwarded-for", b"x-real-ip"})


class Guess(Enum):
    """What became of a code that someone typed."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class PairingCode:
    """A code and the moment it ends."""

    text: str
    ends_at: datetime


class PairingDesk:
    """Gives out one code at a time and takes it back once.

    Examples
    --------
    >>> from datetime import UTC
    >>> desk, now = PairingDesk(), datetime(2026, 11, 22, 9, tzinfo=UTC)
    >>> code = desk.new_code(now).text
    >>> desk.take(code.lower(), now).value, desk.take(code, now).value
    ('right', 'over')
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._code: PairingCode | None = None
        self._wrong = 0

    def new_code(self, now: datetime) -> PairingCode:
        """Give a fresh code; the one before it ends."""
        code = PairingCode("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)), now + CODE_LASTS)
        with self._lock:
            self._code, self._wrong = code, 0
        return code

    def code(self, now: datetime) -> PairingCode | None:
        """Give the code that works now, if there is one."""
        code = self._code
        return code if code is not None and code.ends_at - CODE_LASTS <= now < code.ends_at else None

    def take(self, typed: str, now: datetime) -> Guess:
        """Use a code up."""
        given = "".join(letter for letter in typed.upper() if letter.isalnum())
        with self._lock:
            code = self.code(now)
            if code is None:
                return Guess.OVER
            if secrets.compare_digest(code.text.encode(), given.encode()):
                self._code = None
                return Guess.RIGHT
            self._wrong += 1
            if self._wrong >= MOST_WRONG_GUESSES:
                self._code = None
                return Guess.OVER
        return Guess.WRONG


def is_this_machine(scope: Scope) -> bool:
    """Say whether a request was sent from this machine itself, by its address and not by what it claims.

    A request that a proxy passed on counts as foreign: nobody can tell where it began.
    """
    client = scope.get("client")
    if client is None or any(name in _FORWARDED for name, _ in scope["headers"]):
        return False
    try:
        return ipaddress.ip_address(client[0]).is_loopback
    except ValueError:
        return False


class PairingGuard:
    """Show other devices the pairing page and nothing else until they are paired.

    Parameters
    ----------
    app
        The application behind it.
    home
        The data folder that holds the list of devices.
    clock
        Gives the moment.
    """

    def __init__(self, app: ASGIApp, home: Path, clock: Callable[[], datetime]) -> None:
        self.app = app
        self.home = home
        self.clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or lead it to the pairing page."""
        if scope["type"] != "http" or _is_open(scope["path"]) or is_this_machine(scope):
            await self.app(scope, receive, send)
            return
        token = Request(scope).cookies.get(DEVICE_COOKIE, "")
        is_paired = await run_in_threadpool(self._is_paired, token)
        if is_paired:
            await self.app(scope, receive, send)
        elif scope["method"] == "GET" and not scope["path"].startswith("/api"):
            await RedirectResponse("/pair", status_code=303)(scope, receive, send)
        else:
            line = "This device is not paired, so nothing was changed. Open Backstride in its browser and pair it."
            await refuse(401, line, scope, receive, send)

    def _is_paired(self, token: str) -> bool:
        return bool(token) and device_of(self.home, token, now=self.clock()) is not None


def _is_open(path: str) -> bool:
    return path == "/pair" or path.startswith("/static/")
