"""Erase an episode: ask once, then remove it for good."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from backstride.jobs.board import clear_jobs
from backstride.service.episodes import erase_episode
from backstride.service.training_history import history_size
from backstride.web.dates import moment_words
from backstride.web.forms import text_of
from backstride.web.site import episode_of, page, site_of

__all__ = ["ask_erase", "erase"]


def ask_erase(request: Request) -> Response:
    """Ask before anything is removed."""
    site, episode = site_of(request), episode_of(request)
    begun = moment_words(episode.started_at, episode.case.runner.time_zone, now=site.now)
    stored = history_size(site.home, episode.shelf)
    return page(request, "erase.html", case_id=episode.id, begun=begun, stored=stored)


def erase(request: Request, fields: FormData) -> Response:
    """Remove the episode, its jobs and the files that wait for them."""
    site, episode = site_of(request), episode_of(request)
    if text_of(fields, "sure") == "1":
        clear_jobs(site.home, episode.id)
        erase_episode(site.home, episode.id)
    return page(request, "erased.html")
