"""Proof that nothing calls out: every connection beyond this machine becomes an error."""

import ipaddress
import socket
from collections.abc import Callable


class NetworkUsedError(RuntimeError):
    """Some code tried to leave this machine. No OSError, so that nobody takes it for a bad line."""


def block() -> None:
    """Make connecting, sending and name look-ups fail unless they stay on this machine."""
    if getattr(socket.socket, "stays_here", False):
        return
    socket.socket.stays_here = True
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    look_up = socket.getaddrinfo

    def look_up_here(host: object, *rest: object, **more: object) -> object:
        _require_this_machine(host)
        return look_up(host, *rest, **more)

    socket.getaddrinfo = look_up_here


def _guarded(method: Callable[..., object]) -> Callable[..., object]:
    def guard(self: socket.socket, *arguments: object) -> object:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            address = arguments[-1]
            _require_this_machine(address[0])
        return method(self, *arguments)

    return guard


def _require_this_machine(host: object) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost"}:
        return
    try:
        address = ipaddress.ip_address(str(name).partition("%")[0])
    except ValueError:
        address = None
    if address is None or not (address.is_loopback or address.is_unspecified):
        raise NetworkUsedError(f"the tests run without a network, and something asked for {name!r}")
