"""The first page: what this is, begin, go on, or look at a made-up runner."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.figures.runner import running_figure
from backstride.model.runner import Runner
from backstride.service.answer import has_answer
from backstride.service.episodes import Episode, change_runner, list_episodes, start_episode
from backstride.service.shelf import Shelf
from backstride.web.dates import moment_words
from backstride.web.drawing import drawing
from backstride.web.local_place import country_of, local_time_zone
from backstride.web.site import Site, page, site_of

__all__ = ["Earlier", "begin", "start"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An episode on the first page."""

    id: str
    title: str
    detail: str
    address: str
    verb: str


def start(request: Request) -> Response:
    """Show the first page."""
    site = site_of(request)
    earlier = [_earlier(site, episode) for episode in list_episodes(site.home, shelf=Shelf.OWN)]
    return page(request, "start.html", earlier=earlier, runner=_hero(), problem="")


@cache
def _hero() -> Markup:
    return drawing(running_figure(animated=True))


def _earlier(site: Site, episode: Episode) -> Earlier:
    finished = has_answer(site.home, episode)
    zone = episode.case.runner.time_zone
    count = len(episode.case.answers)
    begun = moment_words(episode.started_at, zone, now=site.now)
    return Earlier(
        id=episode.id,
        title=f"Begun {begun}",
        detail=f"{count} answers, last change {moment_words(episode.changed_at, zone, now=site.now)}",
        address=f"/cases/{episode.id}/{'answer' if finished else 'next'}",
        verb="Open my answer" if finished else "Go on where I stopped",
    )


def begin(request: Request, _fields: FormData) -> Response:
    """Begin a new episode and ask its first question."""
    site = site_of(request)
    episode = start_episode(site.home, shelf=Shelf.OWN, now=site.now)
    place = Runner(time_zone=local_time_zone(), country=country_of(request.headers.get("accept-language", "")))
    change_runner(site.home, episode.id, lambda _: place, now=site.now)
    return RedirectResponse(f"/cases/{episode.id}/next", status_code=303)
