"""A planned run: how big a step it is, how to stay inside, and what it does to a race."""

from __future__ import annotations

from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.figures import Width, planned_run_chart
from backstride.model.case import Case
from backstride.model.errors import CaseError
from backstride.model.identifiers import FindingId
from backstride.model.load import LoadSeries, WhatIf
from backstride.model.verdict import Level, Permission
from backstride.report.wording import PERMISSION_WORDS
from backstride.service.answer import answer_of
from backstride.service.training_history import history_load
from backstride.training import what_if
from backstride.training.pain_days import unusual_days
from backstride.training.what_if_words import not_a_permission, what_if_headline, what_if_lines
from backstride.web.dates import local_day
from backstride.web.planned_run_form import PlannedRunForm
from backstride.web.site import episode_of, page, site_of
from backstride.web.training_view import drawn_chart

__all__ = ["show_what_if"]

_SUNDAY = 6
_DURATION = FindingId("pain_duration_weeks")
_UNKNOWN_DAYS = 14


def show_what_if(request: Request) -> Response:
    """Show the form and, when it is filled in, the comparison; never above an open urgent question.

    While running is not permitted, nothing is compared: the page says so and leads to the plan.
    """
    site, episode = site_of(request), episode_of(request)
    case = episode.case
    if case.runner.age_years is None:
        return RedirectResponse(f"/cases/{episode.id}/next", status_code=303)
    answer = answer_of(site.home, episode, site.knowledge, now=site.now)
    verdict = answer.assessment.triage
    if verdict.at_most >= Level.SAME_DAY:
        return RedirectResponse(f"/cases/{episode.id}/answer", status_code=303)
    load = history_load(site.home, episode.shelf, case, now=site.now)
    if load is None or not load.sessions:
        return RedirectResponse(f"/cases/{episode.id}/files", status_code=303)
    today = local_day(site.now, case.runner.time_zone)
    form = PlannedRunForm.read(request.query_params, usual_day=_next_sunday(today))
    permitted = verdict.permission >= Permission.MODIFIED_RUNNING
    problem, plan = "", None
    if permitted and form.is_filled:
        try:
            left_out = unusual_days(load.sessions, case.check_ins, pain_since=_pain_since(case, today))
            plan = _planned(form, load, left_out, today)
        except CaseError as error:
            problem = str(error)
    return page(
        request,
        "what_if.html",
        status=400 if problem else 200,
        case_id=episode.id,
        form=form,
        today=today.isoformat(),
        problem=problem,
        permitted=permitted,
        permission=PERMISSION_WORDS[verdict.permission],
        headline="" if plan is None else what_if_headline(plan),
        lines=() if plan is None else what_if_lines(plan),
        chart=None if plan is None or plan.ratio is None else drawn_chart(
            planned_run_chart(plan), planned_run_chart(plan, width=Width.LAPTOP)
        ),
        caution=not_a_permission(),
    )  # fmt: skip


def _planned(form: PlannedRunForm, load: LoadSeries, left_out: frozenset[date], today: date) -> WhatIf:
    on = form.day_from(today)
    return what_if(load, distance_km=form.distance_km(), on=on, painful_days=left_out, race=form.race_after(on))


def _pain_since(case: Case, today: date) -> date:
    """Find the day the pain began; the last two weeks where nobody said."""
    told = case.answers.get(_DURATION)
    weeks = told.value if told is not None else None
    return today - timedelta(days=round(7 * weeks) if isinstance(weeks, (int, float)) else _UNKNOWN_DAYS)


def _next_sunday(today: date) -> date:
    return today + timedelta(days=(_SUNDAY - today.weekday()) % 7 or 7)
