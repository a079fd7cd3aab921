"""How it has gone: pain, runs and load on one line, the look back, links, and one change in blocks."""

from __future__ import annotations

import secrets
from datetime import date

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from backstride.diary.block_experiment import LOTS, draw_experiment
from backstride.model.plan import Plan
from backstride.model.question import QuestionType
from backstride.model.verdict import Level
from backstride.service.answer import answer_of
from backstride.service.diary import set_experiment
from backstride.service.episode import Episode, has_answer
from backstride.service.episodes import refresh
from backstride.service.training_history import history_load
from backstride.web.dates import local_day
from backstride.web.experiment_view import CHANGES, experiment_view
from backstride.web.forms import text_of
from backstride.web.places_view import places_view
from backstride.web.site import Site, episode_of, page, site_of
from backstride.web.trends_view import minutes_by_day, trends_view

__all__ = ["begin_experiment", "end_experiment", "show_trends"]


def show_trends(request: Request) -> Response:
    """Show the trends; with an empty diary, say what will stand here."""
    site, episode = site_of(request), episode_of(request)
    today = local_day(site.now, episode.case.runner.time_zone)
    load = history_load(site.home, episode.shelf, episode.case, now=site.now)
    minutes = minutes_by_day(episode.case, load)
    return page(
        request,
        "trends.html",
        case_id=episode.id,
        trends=trends_view(episode.case, minutes, today=today, began=_began(episode, today)),
        experiment=experiment_view(episode.state.experiment, episode.case, today=today),
        changes=CHANGES if _may_try(site, episode) else (),
        places=places_view(episode, _map_screen(refresh(episode, site.knowledge, now=site.now))),
    )


def begin_experiment(request: Request, fields: FormData) -> Response:
    """Draw the lot and begin; only a change from the list, none of which takes a rule of the plan away."""
    site, episode = site_of(request), episode_of(request)
    what = text_of(fields, "what")
    if what in CHANGES and episode.state.experiment is None and _may_try(site, episode):
        today = local_day(site.now, episode.case.runner.time_zone)
        drawn = draw_experiment(what, begin=today, lot=secrets.randbelow(LOTS))
        set_experiment(site.home, episode.id, drawn, now=site.now)
    return RedirectResponse(f"/cases/{episode.id}/trends#experiment", status_code=303)


def end_experiment(request: Request, fields: FormData) -> Response:
    """End the change that is tried."""
    site, episode = site_of(request), episode_of(request)
    if text_of(fields, "sure") == "1":
        set_experiment(site.home, episode.id, None, now=site.now)
    return RedirectResponse(f"/cases/{episode.id}/trends#experiment", status_code=303)


def _map_screen(episode: Episode) -> int | None:
    kinds = [screen.question.type for screen in episode.state.screens]
    return kinds.index(QuestionType.BODY_MAP) if QuestionType.BODY_MAP in kinds else None


def _began(episode: Episode, today: date) -> date:
    return min((one.day for one in episode.case.check_ins), default=today)


def _may_try(site: Site, episode: Episode) -> bool:
    """Say whether the runner has a plan with weeks in it; nothing is tried while someone should look first."""
    if episode.case.runner.age_years is None or not has_answer(site.home, episode):
        return False
    assessment = answer_of(site.home, episode, site.knowledge, now=site.now).assessment
    plan: Plan | None = assessment.plan
    return plan is not None and bool(plan.weeks) and assessment.triage.at_most < Level.SAME_DAY
