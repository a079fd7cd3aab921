"""Another site's page cannot change anything here, even when this browser visits it."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from backstride.web.security.refusal import refuse

__all__ = ["CrossSiteGuard", "is_cross_site"]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def is_cross_site(headers: Headers) -> bool:
    """Say whether a browser sent this request from another origin.

    ``Sec-Fetch-Site`` decides where it is sent. Without it an ``Origin`` must name this host. With neither, no browser
    sent the request, so no other site could have caused it.

    Examples
    --------
    >>> is_cross_site(Headers({"sec-fetch-site": "cross-site", "host": "127.0.0.1"}))
    True
    >>> is_cross_site(Headers({"origin": "http://127.0.0.1:8000", "host": "127.0.0.1:8000"}))
    False
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = headers.get("origin")
    if origin is None:
        return False
    return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


class CrossSiteGuard:
    """Answer 403 to every changing request that comes from another origin."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or turn it away."""
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and is_cross_site(Headers(scope=scope)):
            line = "This came from another site, so nothing was changed. Open Backstride itself and try again there."
            await refuse(403, line, scope, receive, send)
            return
        await self.app(scope, receive, send)
