"""The app: its addresses, its guards, and one plain page for whatever goes wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from backstride.model.errors import UserError
from backstride.web.failure import BugGuard, show_missing, show_user_error
from backstride.web.lan import Lan
from backstride.web.limits import LIMITS, too_many
from backstride.web.routes import all_routes
from backstride.web.security import (
    BodySizeLimit,
    CrossSiteGuard,
    HostAllowList,
    PairingGuard,
    RateLimit,
    SecurityHeaders,
)
from backstride.web.security.hosts import LOOPBACK_HOSTS
from backstride.web.security.rate_limit import Limit
from backstride.web.site import Site, utc_now
from backstride.web.templating import make_templates

__all__ = ["create_app", "is_upload"]

_SMALLEST_COMPRESSED_BYTES = 800


def is_upload(path: str) -> bool:
    """Say whether an address takes files.

    Examples
    --------
    >>> is_upload("/cases/0123456789abcdef/upload"), is_upload("/cases")
    (True, False)
    """
    return path.startswith(("/cases/", "/data/")) and (path.endswith("/upload") or "/parcels/" in path)


def create_app(
    home: Path,
    *,
    clock: Callable[[], datetime] = utc_now,
    lan: Lan | None = None,
    limits: Collection[Limit] = LIMITS,
) -> Starlette:
    """Make the app over a data folder.

    Parameters
    ----------
    clock
        Gives the moment.
    lan
        The home network it answers to besides this machine; None for this machine alone.
    limits
        How often what is costly may be asked for.
    """
    app = Starlette(
        routes=all_routes(),
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(HostAllowList, hosts=LOOPBACK_HOSTS | frozenset(lan.addresses if lan else ())),
            Middleware(CrossSiteGuard),
            Middleware(BugGuard),
            *([Middleware(PairingGuard, home=home, clock=clock)] if lan else []),
            Middleware(RateLimit, limits=limits, clock=clock, too_many=too_many),
            Middleware(BodySizeLimit, is_upload=is_upload),
            Middleware(GZipMiddleware, minimum_size=_SMALLEST_COMPRESSED_BYTES),
        ],
        exception_handlers={UserError: show_user_error, HTTPException: show_missing},
    )
    app.state.site = Site(home=home, templates=make_templates(), clock=clock, lan=lan)
    return app
