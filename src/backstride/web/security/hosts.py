"""Only this machine's own names are answered, so that a foreign page cannot rebind a name to us."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from backstride.web.security.refusal import refuse

__all__ = ["LOOPBACK_HOSTS", "HostAllowList", "host_name"]

LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The names under which a browser on this machine reaches the app."""


def host_name(header: str) -> str:
    """Take the name out of a Host header, port left off.

    Examples
    --------
    >>> host_name("127.0.0.1:8000"), host_name("[::1]:8000"), host_name("LocalHost")
    ('127.0.0.1', '[::1]', 'localhost')
    """
    header = header.strip().lower()
    if header.startswith("["):
        return header.partition("]")[0] + "]"
    return header.partition(":")[0]


class HostAllowList:
    """Answer 400 to every Host that is not on the list.

    Parameters
    ----------
    app
        The application behind it.
    hosts
        Allowed names, lower case, without ports.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or turn it away."""
        if scope["type"] == "http":
            given = Headers(scope=scope).getlist("host")
            if len(given) != 1 or host_name(given[0]) not in self.hosts:
                line = "Backstride does not answer under this name. Open the address that `backstride serve` printed."
                await refuse(400, line, scope, receive, send)
                return
        await self.app(scope, receive, send)
