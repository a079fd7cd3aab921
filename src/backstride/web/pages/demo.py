"""Open the made-up runner."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.jobs.demo_ready import ready_demo
from backstride.web.site import site_of

__all__ = ["open_demo"]


def open_demo(request: Request, _fields: FormData) -> Response:
    """Get the made-up runner ready if need be, and show where they stand."""
    site = site_of(request)
    episode_id, is_ready = ready_demo(site.home, now=site.now)
    return RedirectResponse(f"/cases/{episode_id}/{'answer' if is_ready else 'files'}", status_code=303)
