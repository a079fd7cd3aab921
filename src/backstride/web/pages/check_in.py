"""The check-in of a day: five taps, all optional but the pain; every day can be changed later."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.diary.contradictions import contradictions
from backstride.diary.week_limits import week_limits_due
from backstride.model.check_in import CheckIn
from backstride.model.errors import InputError, UserError
from backstride.model.plan import Plan, PlanState
from backstride.model.runner import Sex
from backstride.plan.words import session_words
from backstride.service.answer import answer_of
from backstride.service.diary import (
    EARLIEST_DAYS_AGO,
    day_of,
    day_versions,
    latest_day,
    name_activities,
    require_possible_day,
    write_days,
)
from backstride.service.episode import Episode, has_answer
from backstride.service.training_history import with_history
from backstride.web.check_in_form import PlannedDay, entries_in, planned_day
from backstride.web.dates import local_day, moment_words
from backstride.web.forms import text_of
from backstride.web.site import Site, episode_of, page, site_of

__all__ = ["name_own_activities", "show_check_in", "show_days", "write_check_in"]

_OWN_ACTIVITIES_EVERY_DAYS = 28
_SHOWN_DAYS = 120


def show_check_in(request: Request) -> Response:
    """Show the form of today, or of ``?day=2026-05-03``, filled with what stands for that day."""
    site, episode = site_of(request), episode_of(request)
    day = _asked_day(request.query_params.get("day", ""), site, episode)
    return _form(request, site, episode, day)


def write_check_in(request: Request, fields: FormData) -> Response:
    """Take a check-in in; what does not fit together is asked about first, and nothing typed is lost.

    A check-in that waited on the phone comes with ``queued``: it is taken as it is.
    """
    site, episode = site_of(request), episode_of(request)
    day = _posted_day(text_of(fields, "day"), site.now)
    before, eve = day_of(episode.case, day), day_of(episode.case, day - timedelta(days=1))
    planned = _planned(_plan(site, episode), day)
    try:
        entries = entries_in(fields, day=day, planned=planned, before=before, eve=eve)
    except UserError as error:
        line = f"{error.what[:1].upper()}{error.what[1:]} {error.advice[:1].upper()}{error.advice[1:]}."
        return _form(request, site, episode, day, given=fields, problems=(line,), status=400)
    unsure = contradictions(entries[-1])
    if unsure and not text_of(fields, "sure") and not text_of(fields, "queued"):
        return _form(request, site, episode, day, given=fields, problems=unsure, ask_sure=True)
    key = text_of(fields, "key")[:64] or secrets.token_hex(16)
    write_days(site.home, episode.id, entries, site.knowledge, sent_key=key, now=site.now)
    if entries[-1].stops_plan and not (before is not None and before.stops_plan):
        return RedirectResponse(f"/cases/{episode.id}/next", status_code=303)
    return RedirectResponse(f"/cases/{episode.id}/today?saved={day.isoformat()}", status_code=303)


def show_days(request: Request) -> Response:
    """List the days of the diary, newest first, each with its earlier versions and a way to change it."""
    site, episode = site_of(request), episode_of(request)
    zone = episode.case.runner.time_zone
    rows = []
    for one in sorted(episode.case.check_ins, key=lambda it: it.day, reverse=True)[:_SHOWN_DAYS]:
        versions = day_versions(site.home, episode.id, one.day)
        rows.append(
            {
                "day": one.day,
                "iso": one.day.isoformat(),
                "said": _said(one),
                "asks": contradictions(one),
                "earlier": [
                    (moment_words(it.written_at, zone, now=site.now), _said(it.check_in)) for it in versions[:-1]
                ],
            }
        )
    today = local_day(site.now, zone)
    return page(request, "days.html", case_id=episode.id, rows=rows, today=today.isoformat())


def name_own_activities(request: Request, fields: FormData) -> Response:
    """Keep the three things that matter to the runner."""
    site, episode = site_of(request), episode_of(request)
    names = [str(name) for name in fields.getlist("name")]
    name_activities(site.home, episode.id, names, now=site.now)
    return RedirectResponse(f"/cases/{episode.id}/check-in", status_code=303)


def _form(
    request: Request,
    site: Site,
    episode: Episode,
    day: date,
    *,
    given: FormData | None = None,
    problems: tuple[str, ...] = (),
    ask_sure: bool = False,
    status: int = 200,
) -> Response:
    today = local_day(site.now, episode.case.runner.time_zone)
    entry, eve = day_of(episode.case, day), day_of(episode.case, day - timedelta(days=1))
    plan = _plan(site, episode)
    state = None if plan is None else plan.state
    return page(
        request,
        "check_in.html",
        status=status,
        case_id=episode.id,
        day=day,
        iso=day.isoformat(),
        is_today=day == today,
        yesterday=(today - timedelta(days=1)).isoformat(),
        latest=latest_day(site.now).isoformat(),
        zone=episode.case.runner.time_zone,
        key=secrets.token_hex(16),
        problems=problems,
        ask_sure=ask_sure,
        given=_given(entry, eve, _recorded(site, episode, day)) if given is None else _typed(given),
        planned=_planned_words(plan, day),
        planned_run=_planned(plan, day).run_minutes,
        is_changed=entry is not None,
        asks_readiness=state is PlanState.READY,
        asks_cycle=episode.case.runner.sex is not Sex.MALE,
        activities=episode.case.own_activities,
        activities_due=_activities_due(episode, day),
        week_due=week_limits_due(episode.case.check_ins, day=day) or _told_week(entry),
    )


def _asked_day(text: str, site: Site, episode: Episode) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return local_day(site.now, episode.case.runner.time_zone)
    latest = latest_day(site.now)
    return min(max(day, latest - timedelta(days=EARLIEST_DAYS_AGO)), latest)


def _posted_day(text: str, now: datetime) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise InputError("this check-in has no day", advice="open the check-in once more") from error
    require_possible_day(day, now)
    return day


def _plan(site: Site, episode: Episode) -> Plan | None:
    """Give the plan where there is an answer; the interview itself is never cut short by a check-in."""
    if episode.case.runner.age_years is None or not has_answer(site.home, episode):
        return None
    return answer_of(site.home, episode, site.knowledge, now=site.now).assessment.plan


def _planned(plan: Plan | None, day: date) -> PlannedDay:
    weeks = () if plan is None else plan.weeks
    return planned_day(one for week in weeks for one in week.sessions if one.day == day)


def _planned_words(plan: Plan | None, day: date) -> tuple[str, ...]:
    weeks = () if plan is None else plan.weeks
    return tuple(session_words(one) for week in weeks for one in week.sessions if one.day == day)


def _recorded(site: Site, episode: Episode, day: date) -> dict[str, float]:
    """Add up what watch files and the typed log hold for a day."""
    case = with_history(site.home, episode.shelf, episode.case)
    runs = [one for one in case.activities if one.sport.is_running and one.local_date == day]
    typed = [one for one in case.log if one.kind.is_running and one.date == day]
    minutes = sum(one.minutes or 0.0 for one in runs) + sum(one.minutes or 0.0 for one in typed)
    km = sum((one.distance_m or 0.0) / 1000 for one in runs) + sum(one.distance_km or 0.0 for one in typed)
    found = {"run_minutes": round(minutes), "run_distance_km": round(km, 1)}
    return {name: amount for name, amount in found.items() if amount}


def _given(entry: CheckIn | None, eve: CheckIn | None, recorded: dict[str, float]) -> dict[str, str]:
    """Give what stands in the fields: the stored entry, or what the watch recorded."""
    told: dict[str, object] = dict(recorded)
    if recorded:
        told["did"] = "else"
    if entry is not None:
        told |= {name: getattr(entry, name) for name in _FIELDS}
        told["painkiller"] = {True: "yes", False: "no"}.get(entry.painkiller) if entry.painkiller is not None else None
        told["did"] = "else" if entry.ran or entry.walk_minutes else "nothing" if entry.run_minutes == 0 else None
        told["exercises"] = "1" if entry.exercises_done else None
        told |= {f"new-{name}": "1" for name in ("leg_symptom", "limp", "ill") if getattr(entry, name)}
        told |= {f"own-{one.name}": one.ability_0_to_10 for one in entry.own_activities}
    if eve is not None:
        told["morning_0_to_10"] = eve.pain_next_morning_0_to_10
    return {name: _text(value) for name, value in told.items() if value is not None}


_FIELDS = (
    "pain_now_0_to_10", "pain_worst_0_to_10", "pain_during_run_0_to_10", "pain_during_walk_0_to_10",
    "readiness_pain_0_to_10", "hop_pain_0_to_10", "stiffness_min", "run_minutes", "run_distance_km", "walk_minutes",
    "sleep_h", "cycle_day", "note", "run_limited_days", "run_confidence_0_to_10",
)  # fmt: skip


def _typed(fields: FormData) -> dict[str, str]:
    """Give what was typed, so that a form that comes back has lost nothing."""
    told = {name: str(value) for name, value in fields.items()}
    told |= {f"new-{name}": "1" for name in fields.getlist("new")}
    for number, name in enumerate(fields.getlist("activity")):
        told[f"own-{name}"] = text_of(fields, f"activity-{number}")
    return told


def _text(value: object) -> str:
    return f"{value:g}" if isinstance(value, (int, float)) else str(value)


def _told_week(entry: CheckIn | None) -> bool:
    return entry is not None and (entry.run_limited_days is not None or entry.run_confidence_0_to_10 is not None)


def _activities_due(episode: Episode, day: date) -> bool:
    """Say whether four weeks have gone by since the runner's own activities were rated."""
    rated = [one.day for one in episode.case.check_ins if one.own_activities and one.day < day]
    return bool(episode.case.own_activities) and (
        not rated or (day - max(rated)).days >= _OWN_ACTIVITIES_EVERY_DAYS
    )  # fmt: skip


def _said(one: CheckIn) -> str:
    """Say a day's entry in a line."""
    parts = []
    if one.pain_now_0_to_10 is not None:
        parts.append(f"pain {one.pain_now_0_to_10:g}")
    if one.pain_worst_0_to_10 is not None:
        parts.append(f"worst {one.pain_worst_0_to_10:g}")
    if one.pain_next_morning_0_to_10 is not None:
        parts.append(f"next morning {one.pain_next_morning_0_to_10:g}")
    if one.run_minutes or one.run_distance_km:
        amount = f"{one.run_minutes:.0f} min" if one.run_minutes else f"{one.run_distance_km:g} km"
        parts.append(f"ran {amount}")
    if one.walk_minutes:
        parts.append(f"walked {one.walk_minutes:.0f} min")
    if one.exercises_done:
        parts.append("exercises")
    if one.stops_plan:
        parts.append("a warning sign")
    return ", ".join(parts) or "nothing noted"
