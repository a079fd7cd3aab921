"""Erase an episode: ask once, then remove it for good, with the copies that still hold it."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from backstride.jobs.board import clear_jobs, stop_all
from backstride.jobs.parcel import drop_parcels
from backstride.model.errors import InputError
from backstride.service.daily_copy import daily_copies_are_on
from backstride.service.episodes import erase_episode
from backstride.service.erasing import copies_erased
from backstride.service.stored_data import list_backups
from backstride.service.training_history import history_size
from backstride.web.dates import moment_words
from backstride.web.forms import text_of
from backstride.web.site import episode_of, page, site_of

__all__ = ["ask_erase", "erase"]


def ask_erase(request: Request) -> Response:
    """Ask before anything is removed."""
    site, episode = site_of(request), episode_of(request)
    begun = moment_words(episode.started_at, episode.case.runner.time_zone, now=site.now)
    stored, copies = history_size(site.home, episode.shelf), len(list_backups(site.home))
    return page(
        request,
        "erase.html",
        case_id=episode.id,
        begun=begun,
        stored=stored,
        copies=copies,
        copied_daily=daily_copies_are_on(site.home),
    )


def erase(request: Request, fields: FormData) -> Response:
    """Remove the episode, its jobs, the files that wait for them, and the copies that hold all of it.

    Raises
    ------
    InputError
        If its clip or files are being worked on and do not stop.
    """
    site, episode = site_of(request), episode_of(request)
    if text_of(fields, "sure") == "1":
        if not stop_all(site.home, [episode.id]):
            raise InputError("work on a file is still being stopped, so nothing was erased", advice="try again soon")
        with copies_erased(site.home):
            clear_jobs(site.home, episode.id)
            drop_parcels(site.home, episode.id)
            erase_episode(site.home, episode.id)
    return page(request, "erased.html")
