"""Something new or worrying: advice at once, from every page, and with no connection too."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.model.check_in import CheckIn
from backstride.model.identifiers import FindingId
from backstride.service.diary import ask_safety_again, day_of, write_days
from backstride.service.episode import list_episodes
from backstride.service.runners import list_people
from backstride.web.dates import local_day
from backstride.web.emergency_number import emergency_number
from backstride.web.forms import text_of
from backstride.web.local_place import country_of
from backstride.web.site import episode_of, page, site_of
from backstride.web.warning_signs import known_signs, warning_signs

__all__ = ["ask_whose_worry", "show_worry", "take_worry"]


def ask_whose_worry(request: Request) -> Response:
    """Show the signs from a page that belongs to no answers; on to the answers of the one person who has any."""
    site = site_of(request)
    latest = [
        (person, episodes[0])
        for person in list_people(site.home)
        if (episodes := list_episodes(site.home, shelf=person.shelf))
    ]
    if len(latest) == 1:
        return RedirectResponse(f"/cases/{latest[0][1].id}/worry", status_code=303)
    country = country_of(request.headers.get("accept-language", ""))
    return page(
        request,
        "worry.html",
        case_id="",
        groups=warning_signs(),
        number=emergency_number(site.knowledge, country),
        people=[(person.name or "Me", f"/cases/{episode.id}/worry") for person, episode in latest],
    )


def show_worry(request: Request) -> Response:
    """Show the signs that ask for help now or today; ticking one shows what to do, without anything being sent."""
    site, episode = site_of(request), episode_of(request)
    number = emergency_number(site.knowledge, episode.case.runner.country)
    return page(
        request,
        "worry.html",
        case_id=episode.id,
        groups=warning_signs(),
        number=number,
        people=(),
        key=secrets.token_hex(16),
        zone=episode.case.runner.time_zone,
        iso=local_day(site.now, episode.case.runner.time_zone).isoformat(),
    )


def take_worry(request: Request, fields: FormData) -> Response:
    """Stop the plan for what was ticked, and lead on to the advice or the safety questions."""
    site, episode = site_of(request), episode_of(request)
    known = known_signs()
    flags = tuple(FindingId(str(name)) for name in fields.getlist("flag") if name in known)
    new = set(fields.getlist("new"))
    if flags or new & {"leg_symptom", "limp"}:
        day = _day(text_of(fields, "day"), local_day(site.now, episode.case.runner.time_zone))
        entry = day_of(episode.case, day) or CheckIn(day=day)
        entry = replace(
            entry,
            flags=tuple(dict.fromkeys((*entry.flags, *flags))),
            leg_symptom=True if "leg_symptom" in new else entry.leg_symptom,
            limp=True if "limp" in new else entry.limp,
        )
        key = text_of(fields, "key")[:64] or secrets.token_hex(16)
        write_days(site.home, episode.id, (entry,), site.knowledge, sent_key=key, now=site.now)
    else:
        ask_safety_again(site.home, episode.id, site.knowledge, now=site.now)
    return RedirectResponse(f"/cases/{episode.id}/next", status_code=303)


def _day(text: str, today: date) -> date:
    """Give the day the signs were ticked on, which may be earlier when they waited on the device."""
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today
