"""The first page: what this is, begin, go on, or look at a made-up runner."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from markupsafe import Markup
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.figures.runner import running_figure
from backstride.model.counted import counted
from backstride.model.errors import InputError
from backstride.model.runner import Runner
from backstride.service.episode import Episode, has_answer, list_episodes
from backstride.service.runners import Person, add_person, list_people, name_person
from backstride.service.shelf import Shelf
from backstride.web.dates import moment_words
from backstride.web.drawing import drawing
from backstride.web.forms import text_of
from backstride.web.local_place import country_of, time_zone_here
from backstride.web.site import Site, page, site_of

__all__ = ["Earlier", "PersonView", "add_runner", "begin", "name_runner", "start"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An episode on the first page."""

    id: str
    title: str
    detail: str
    address: str
    verb: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """One person on the first page, with their episodes, the latest first."""

    id: str
    name: str
    earlier: tuple[Earlier, ...]


def start(request: Request) -> Response:
    """Show the first page."""
    return _page(request)


def _page(request: Request, problem: str = "") -> Response:
    site = site_of(request)
    people = [_person(site, one) for one in list_people(site.home)]
    status = 400 if problem else 200
    shared = len(people) > 1
    return page(request, "start.html", status=status, people=people, shared=shared, runner=_hero(), problem=problem)


@cache
def _hero() -> Markup:
    return drawing(running_figure(animated=True))


def _person(site: Site, one: Person) -> PersonView:
    episodes = list_episodes(site.home, shelf=one.shelf)
    return PersonView(id=one.shelf.value, name=one.name, earlier=tuple(_earlier(site, it) for it in episodes))


def _earlier(site: Site, episode: Episode) -> Earlier:
    finished = has_answer(site.home, episode)
    zone = episode.case.runner.time_zone
    counts = counted(len(episode.case.answers), "answer")
    if episode.case.check_ins:
        counts += f", {counted(len(episode.case.check_ins), 'day')} of diary"
    begun = moment_words(episode.started_at, zone, now=site.now)
    return Earlier(
        id=episode.id,
        title=f"Begun {begun}",
        detail=f"{counts}, last change {moment_words(episode.changed_at, zone, now=site.now)}",
        address=f"/cases/{episode.id}/{'today' if finished else 'next'}",
        verb="Open today" if finished else "Go on where I stopped",
    )


def begin(request: Request, fields: FormData) -> Response:
    """Begin a new episode of one person and ask its first question."""
    from backstride.service.episodes import change_runner, start_episode

    site = site_of(request)
    wanted = text_of(fields, "runner") or Shelf.OWN.value
    shelf = next((one.shelf for one in list_people(site.home) if one.shelf.value == wanted), None)
    if shelf is None:
        return _page(request, "This person is not on this machine.")
    episode = start_episode(site.home, shelf=shelf, now=site.now)
    country = country_of(request.headers.get("accept-language", ""))
    place = Runner(time_zone=time_zone_here(request.cookies), country=country)
    change_runner(site.home, episode.id, lambda _: place, now=site.now)
    return RedirectResponse(f"/cases/{episode.id}/next", status_code=303)


def add_runner(request: Request, fields: FormData) -> Response:
    """Add a person who shares this machine."""
    site = site_of(request)
    try:
        add_person(site.home, text_of(fields, "name"), now=site.now)
    except InputError as error:
        return _page(request, _line(error))
    return RedirectResponse("/", status_code=303)


def name_runner(request: Request, fields: FormData) -> Response:
    """Give a person another name."""
    site, wanted = site_of(request), request.path_params["runner"]
    try:
        known = next((one.shelf for one in list_people(site.home) if one.shelf.value == wanted), None)
        if known is None:
            return _page(request, "This person is not on this machine.")
        name_person(site.home, known, text_of(fields, "name"), now=site.now)
    except InputError as error:
        return _page(request, _line(error))
    return RedirectResponse("/", status_code=303)


def _line(error: InputError) -> str:
    return f"{error.what[:1].upper()}{error.what[1:]}: {error.advice}."
