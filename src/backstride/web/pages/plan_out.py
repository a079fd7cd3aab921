"""The plan to take along: calendar, watch workouts, a week on paper, a sheet for the coach."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from backstride.model.plan import Plan
from backstride.report.coach_sheet import coach_sheet
from backstride.report.plan_text import plan_text
from backstride.service.plan_files import watch_workouts, zipped
from backstride.service.sent_calendar import holds_events, take_calendar
from backstride.web.pages.plan import plan_of
from backstride.web.plan_view import paper_week
from backstride.web.site import episode_of, page, site_of

__all__ = ["show_week", "take_plan"]


def show_week(request: Request) -> Response:
    """Show the next seven days on one page that prints well."""
    found = plan_of(request)
    if found is None:
        return _to_answer(request)
    plan, today = found
    week = paper_week(plan, site_of(request).knowledge, today)
    return page(request, "plan_week.html", case_id=request.path_params["case"], week=week)


def take_plan(request: Request) -> Response:
    """Give the plan as a file: ``plan.ics``, ``watch.zip``, ``plan.txt`` or ``coach.txt``.

    A plan that has stopped gives a calendar that takes out what an earlier one put in.
    """
    found = plan_of(request)
    site, episode, name = site_of(request), episode_of(request), request.path_params["file"]
    names = {exercise.id: exercise.name for exercise in site.knowledge.exercises.values()}
    if name == "plan.ics" and (found is not None or holds_events(episode, now=site.now)):
        data = take_calendar(site.home, episode, None if found is None else found[0], names, now=site.now)
        return _file(name, data, "text/calendar; charset=utf-8")
    if found is None:
        return _to_answer(request)
    plan, today = found
    if name == "watch.zip" and _has_runs(plan):
        return _file(name, zipped(watch_workouts(plan)), "application/zip")
    if name == "plan.txt":
        return PlainTextResponse(plan_text(plan, names))
    if name == "coach.txt":
        return PlainTextResponse(coach_sheet(plan, names, today=today))
    raise HTTPException(404)


def _has_runs(plan: Plan) -> bool:
    return any(session.run is not None for week in plan.weeks for session in week.sessions)


def _to_answer(request: Request) -> Response:
    return RedirectResponse(f"/cases/{request.path_params['case']}/answer", status_code=303)


def _file(name: str, data: bytes, kind: str) -> Response:
    return Response(data, media_type=kind, headers={"content-disposition": f'attachment; filename="{name}"'})
