"""Fit the plan to the runner: things at hand, time, running days, a race."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.model.errors import CaseError, UserError
from backstride.model.preferences import Equipment, Preferences, Race
from backstride.service.episodes import change_preferences
from backstride.web.dates import local_day
from backstride.web.exercise_words import EQUIPMENT_WORDS
from backstride.web.forms import text_of
from backstride.web.site import episode_of, page, site_of

__all__ = ["fit_plan", "show_fit"]

_MINUTES = (10, 15, 25, 35, 45, 60)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What stands in the form, as text."""

    equipment: tuple[str, ...]
    minutes: str
    days: tuple[str, ...]
    race_day: str = ""
    race_km: str = ""


def show_fit(request: Request) -> Response:
    """Show what the plan is fitted to."""
    wish = episode_of(request).case.preferences
    given = _Given(
        equipment=tuple(wish.equipment),
        minutes=str(min(_MINUTES, key=lambda minutes: abs(minutes - wish.minutes_per_session))),
        days=tuple(map(str, wish.running_days)),
        race_day="" if wish.race is None else wish.race.day.isoformat(),
        race_km="" if wish.race is None else f"{wish.race.distance_km:g}",
    )
    return _form(request, given)


def fit_plan(request: Request, fields: FormData) -> Response:
    """Take what the plan is to be fitted to, and show the plan."""
    site, episode = site_of(request), episode_of(request)
    given = _Given(
        equipment=tuple(_texts(fields, "equipment")),
        minutes=text_of(fields, "minutes"),
        days=tuple(_texts(fields, "day")),
        race_day=text_of(fields, "race-day"),
        race_km=text_of(fields, "race-km"),
    )
    today = local_day(site.now, episode.case.runner.time_zone)
    try:
        wish = _preferences(given, today, episode.case.preferences)
        change_preferences(site.home, episode.id, wish, now=site.now)
    except UserError as error:
        return _form(request, given, problem=error.line())
    return RedirectResponse(f"/cases/{episode.id}/plan", status_code=303)


def _texts(fields: FormData, name: str) -> list[str]:
    return [value for value in fields.getlist(name) if isinstance(value, str)]


def _preferences(given: _Given, today: date, before: Preferences) -> Preferences:
    try:
        return replace(
            before,
            equipment=tuple(Equipment(name) for name in dict.fromkeys(given.equipment)),
            minutes_per_session=int(given.minutes),
            running_days=tuple(int(day) for day in dict.fromkeys(given.days)),
            race=_race(given, today),
        )
    except ValueError as error:
        raise CaseError("the form has a value that cannot be", advice="choose again") from error


def _race(given: _Given, today: date) -> Race | None:
    if not given.race_day and not given.race_km:
        return None
    try:
        race = Race(day=date.fromisoformat(given.race_day), distance_km=float(given.race_km.replace(",", ".")))
    except ValueError as error:
        advice = "give its day and its distance, such as 10 km, or leave both empty"
        raise CaseError("the race cannot be read", advice=advice) from error
    if race.day < today:
        raise CaseError("the race is over", advice="give a day to come, or leave it empty")
    return race


def _form(request: Request, given: _Given, *, problem: str = "") -> Response:
    site, episode = site_of(request), episode_of(request)
    return page(
        request,
        "plan_fit.html",
        status=422 if problem else 200,
        case_id=episode.id,
        given=given,
        problem=problem,
        equipment=[(one.value, text) for one, text in EQUIPMENT_WORDS.items()],
        minutes=_MINUTES,
        days=_DAYS,
        today=local_day(site.now, episode.case.runner.time_zone).isoformat(),
        left_out=[
            (name, site.knowledge.exercises[name].name)
            for name in episode.case.preferences.leave_out
            if name in site.knowledge.exercises
        ],
    )
