"""The service worker, from the root, so that it may keep pages of the whole app."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from backstride.web.templating import STATIC

__all__ = ["show_service_worker"]


def show_service_worker(_request: Request) -> Response:
    """Give the script; the browser asks for it again each time, so that a newer one takes over."""
    headers = {"Cache-Control": "no-cache"}
    return FileResponse(STATIC / "js" / "service-worker.js", media_type="text/javascript", headers=headers)
