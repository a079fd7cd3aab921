"""The plan: what to do on a day, and the weeks ahead."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.model.plan import Plan
from backstride.model.verdict import Level
from backstride.service.answer import answer_of
from backstride.web.dates import local_day
from backstride.web.plan_view import plan_view
from backstride.web.site import episode_of, page, site_of

__all__ = ["plan_of", "show_plan"]


def show_plan(request: Request) -> Response:
    """Show the plan with one day opened; without a plan, the answer says why."""
    site, case_id = site_of(request), request.path_params["case"]
    found = plan_of(request)
    if found is None:
        return RedirectResponse(f"/cases/{case_id}/answer", status_code=303)
    plan, today = found
    view = plan_view(plan, site.knowledge, chosen=_chosen(request, today), first=today)
    return page(request, "plan.html", case_id=case_id, plan=view)


def plan_of(request: Request) -> tuple[Plan, date] | None:
    """Give an episode's plan and the runner's day; None where no plan may be shown."""
    site, episode = site_of(request), episode_of(request)
    if episode.case.runner.age_years is None:
        return None
    assessment = answer_of(site.home, episode, site.knowledge, now=site.now).assessment
    if assessment.plan is None or not assessment.plan.weeks or assessment.triage.at_most >= Level.SAME_DAY:
        return None
    return assessment.plan, local_day(site.now, episode.case.runner.time_zone)


def _chosen(request: Request, today: date) -> date:
    try:
        return date.fromisoformat(request.query_params.get("day", ""))
    except ValueError:
        return today
