"""A runner who travels: the days go on by the time of the place they are in now, and days that were written stay."""

from __future__ import annotations

from dataclasses import replace

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.model.runner import Runner
from backstride.service.episodes import change_runner
from backstride.web.local_place import travelled_zone
from backstride.web.site import episode_of, site_of

__all__ = ["move_time_zone"]


def move_time_zone(request: Request, _fields: FormData) -> Response:
    """Count days by the time here from now on."""
    site, episode = site_of(request), episode_of(request)
    zone = travelled_zone(episode.case.runner.time_zone, request.cookies)

    def moved(runner: Runner) -> Runner:
        return replace(runner, time_zone=zone)

    if zone:
        change_runner(site.home, episode.id, moved, now=site.now)
    return RedirectResponse(f"/cases/{episode.id}/today", status_code=303)
