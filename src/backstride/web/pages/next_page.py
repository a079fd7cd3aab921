"""Where a person goes next: the open question, the files, or the answer."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.model.verdict import Level
from backstride.service.episodes import next_step_of, refresh
from backstride.web.site import episode_of, site_of

__all__ = ["go_on"]


def go_on(request: Request) -> Response:
    """Lead on to the page that comes next."""
    site = site_of(request)
    stored = episode_of(request)
    episode = refresh(stored, site.knowledge, now=site.now)
    taken = next_step_of(site.home, episode, site.knowledge, now=site.now)
    if taken.verdict.level is Level.EMERGENCY_NOW:
        address = f"/cases/{episode.id}/answer"
    elif taken.next.question is not None:
        address = f"/cases/{episode.id}/questions/{len(episode.state.screens)}"
    else:
        address = f"/cases/{episode.id}/files"
    return RedirectResponse(address, status_code=303)
